"""Which fonts draw which characters of a card, and which characters no font has."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .boxes import text_runs
from .depth import room_for
from .drawing import place
from .paint.emphasis import marks_of
from .pictures import Pictures
from .text.breaks import graphemes
from .text.fallback import is_drawn
from .text.missing import script_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .boxes import PlacedBox
    from .drawing import Drawing
    from .text.faces import Face, SizedFace
    from .text.shape import ShapedText

#: Who has a font: the card or its response, the option `fonts`, this package, or the machine.
Source = Literal["card", "option", "bundled", "system"]
Style = Literal["normal", "italic"]

# What Unicode calls the script of the characters that many scripts share.
_SHARED: Final = "Common"


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font that draws some of a card's text.

    Attributes:
        family: Its family.
        style: `"normal"` or `"italic"`, as the font has it: what is slanted in drawing is not italic.
        weight: Its weight; of a variable font the one that is drawn with. What is made bold in drawing has no other.
        source: Who has it.
        file: The path of its file; None for a font that is given as bytes, as those of `@font-face` are.
        characters: The characters that it draws, each once, in the order of their code points.
        count: How many characters it draws, each as often as it stands there; spaces do not count.
        glyphs: How many glyphs of the font these take.
        scripts: The names of the scripts of the characters, the most frequent first.
    """

    family: str
    style: Style
    weight: float
    source: Source
    file: str | None
    characters: str
    count: int
    glyphs: int
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that no font has, which a card shows as an empty box or the like.

    Attributes:
        character: The character.
        code: Its code point: `U+1F600`.
        name: Its name in Unicode, `""` if it has none.
        count: How often it stands there.
    """

    character: str
    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FontUse:
    """The fonts of a card, the one that draws most first, and what none has, in the order of the document."""

    fonts: tuple[UsedFont, ...]
    missing: tuple[MissingCharacter, ...]


def font_use(drawing: Drawing, given: Collection[str] = ()) -> FontUse:
    """Lay a drawing out, without painting it, and see which fonts draw what is seen of its text.

    Args:
        drawing: The drawing.
        given: The digests of those of its fonts that the option `fonts` gives.

    Raises:
        CardError: A picture or a font cannot be read.
    """
    tally = _Tally(drawing, given)
    with room_for(drawing.tree):
        root, _ = place(drawing, Pictures(dict(drawing.pictures)))
    for shaped in _texts(root):
        tally.add(shaped)
    return tally.result()


def _texts(root: PlacedBox) -> Iterator[ShapedText]:
    """The texts that are seen, in the order of the document, and the marks that emphasise them."""
    for run in text_runs(root):
        if run.style.visibility == "visible":
            yield run.shaped
            yield from (mark.shaped for mark in marks_of(run))


class _Instance(NamedTuple):
    """A font as it is told from others."""

    family: str
    style: Style
    weight: float
    source: Source
    file: str | None


@dataclass(slots=True)
class _Used:
    """What has been found of a font so far: how often each character, and the glyphs of each face."""

    characters: dict[str, int] = field(default_factory=dict)
    glyphs: set[tuple[Face, int]] = field(default_factory=set)


class _Tally:
    """Counts the characters of texts by the fonts that draw them."""

    def __init__(self, drawing: Drawing, given: Collection[str]) -> None:
        self._fonts = drawing.fonts
        self._given = given
        self._used: dict[_Instance, _Used] = {}
        self._missing: dict[str, int] = {}
        self._instances: dict[SizedFace, _Instance] = {}

    def add(self, shaped: ShapedText) -> None:
        """Count the characters of a text."""
        clusters = _clusters(shaped)
        if not clusters:
            return
        starts = [cluster.start for cluster in clusters]
        lost = _lost(shaped)
        for offset, character in enumerate(shaped.text):
            if is_drawn(character):
                # What a glyph of the line before draws together with others counts as the first glyph's here.
                cluster = clusters[max(bisect_right(starts, offset) - 1, 0)]
                if offset in lost and ord(character) not in cluster.face.face.characters:
                    self._missing[character] = self._missing.get(character, 0) + 1
                else:
                    self._count(character, cluster)

    def _count(self, character: str, cluster: _Cluster) -> None:
        used = self._used.setdefault(self._instance(cluster.face), _Used())
        used.characters[character] = used.characters.get(character, 0) + 1
        # The first glyph of a font stands for what it has not.
        used.glyphs.update((cluster.face.face, number) for number in cluster.glyphs if number)

    def _instance(self, sized: SizedFace) -> _Instance:
        found = self._instances.get(sized)
        if found is None:
            face = sized.face
            weight = round(sized.weight, 2)
            style: Style = "italic" if sized.leans else "normal"
            found = _Instance(face.title, style, weight, self._source(face), _file(face))
            self._instances[sized] = found
        return found

    def _source(self, face: Face) -> Source:
        if face.font is None:
            return "system"
        if face.font not in self._fonts:
            return "bundled"
        return "option" if face.font.digest in self._given else "card"

    def result(self) -> FontUse:
        """What has been counted."""
        fonts = [_used_font(instance, used) for instance, used in self._used.items()]
        fonts.sort(key=lambda font: (-font.count, font.family, font.style, font.weight))
        return FontUse(tuple(fonts), tuple(map(_missing_character, self._missing, self._missing.values())))


class _Cluster(NamedTuple):
    """Characters that are drawn together.

    Attributes:
        start: The offset of the first in the text.
        face: The face that draws them.
        glyphs: The numbers of the glyphs.
    """

    start: int
    face: SizedFace
    glyphs: list[int]


def _clusters(shaped: ShapedText) -> list[_Cluster]:
    """The clusters of a text in logical order."""
    found: dict[int, _Cluster] = {}
    for run in shaped.runs:
        for number, cluster in zip(run.ids, run.clusters, strict=True):
            start = cluster - shaped.cluster
            found.setdefault(start, _Cluster(start, run.face, [])).glyphs.append(number)
    return [found[start] for start in sorted(found)]


def _lost(shaped: ShapedText) -> set[int]:
    """The offsets of the characters of the grapheme clusters that no font has whole."""
    found: set[int] = set()
    if shaped.missing:
        start = 0
        for end in graphemes(shaped.text):
            if shaped.text[start:end] in shaped.missing:
                found.update(range(start, end))
            start = end
    return found


def _file(face: Face) -> str | None:
    if face.font is None:
        return face.name
    return None if isinstance(face.font.source, bytes) else str(Path(face.font.source))


def _used_font(instance: _Instance, used: _Used) -> UsedFont:
    scripts: dict[str, int] = {}
    for character, count in used.characters.items():
        name = script_name(character)
        if name:
            scripts[name] = scripts.get(name, 0) + count
    ranked = sorted(scripts, key=lambda name: (-scripts[name], name))
    return UsedFont(
        *instance,
        characters="".join(sorted(used.characters)),
        count=sum(used.characters.values()),
        glyphs=len(used.glyphs),
        scripts=tuple(ranked) or (_SHARED,),
    )


def _missing_character(character: str, count: int) -> MissingCharacter:
    name = unicodedata.name(character, "")
    return MissingCharacter(character, f"U+{ord(character):04X}", name, count)
