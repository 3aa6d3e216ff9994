"""The fonts that a card can use: the user's, the bundled ones and the system's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..cache import BoundedCache
from ..notes import CardError
from .faces import Declared, Face
from .files import ASSETS as ASSETS
from .files import changed, digest, digest_of, name_of, read_faces
from .languages import family_way, suits
from .matching import ITALIC, Wanted, best
from .units import unit_of

if TYPE_CHECKING:
    from .style import TextStyle
    from .system import SystemFonts

# How many glyphs of shaped texts are kept; each takes some 120 bytes.
_MOST_GLYPHS: Final = 10_000
# How many characters of paragraphs are kept; each takes some 200 bytes.
_MOST_CHARACTERS: Final = 6_000
# How many items of flex and grid containers are kept, laid out, with all that is in them.
_MOST_BOXES: Final = 48

_SANS, _MONO, _EMOJI = "inter", "jetbrains mono", "noto color emoji"
_GENERIC = {
    "monospace": _MONO,
    "ui-monospace": _MONO,
    "emoji": _EMOJI,
    **dict.fromkeys(
        ("sans-serif", "serif", "system-ui", "ui-sans-serif", "ui-serif", "ui-rounded", "cursive", "fantasy",
         "math", "fangsong", "-apple-system", "blinkmacsystemfont"), _SANS),
}  # fmt: skip
_LATIN = frozenset(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
_RANGE = re.compile(r"u\+(?:([0-9a-f]{1,6})(?:-([0-9a-f]{1,6}))?|([0-9a-f]{0,5})(\?{1,6}))", re.IGNORECASE)
_LAST_CODE, _HEAVIEST = 0x10FFFF, 1000


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the user's.

    Attributes:
        source: A path to a TTF, OTF, TTC, WOFF or WOFF2 file, or what is in one.
        family: The name that `font-family` calls it by; by default the one in the file. In a collection
            (TTC) it is the name of the font to take, by default all.
        weight: 1 to 1000, or the lowest and highest; by default what the file says, the whole range of a
            variable font.
        style: `"normal"`, `"italic"` or `"oblique"`; by default what the file says.
        unicode_range: The only characters it is for, as CSS writes them: `"U+0-FF, U+20AC, U+4??"`.

    Raises:
        CardError: One of these is nothing of the kind.
    """

    source: str | Path | bytes
    family: str | None = None
    weight: float | tuple[float, float] | None = None
    style: str | None = None
    unicode_range: str | None = None

    def __post_init__(self) -> None:
        ranges = self.unicode_range
        allowed = {
            "source": ("a path or the bytes of a font file", isinstance(self.source, str | Path | bytes)),
            "family": ("a name", isinstance(self.family, str | None)),
            "weight": (
                "a number from 1 to 1000, or the lowest and the highest",
                self.weight is None or _are_weights(self.weight),
            ),
            "style": ('"normal" or "italic"', self.style in (None, "normal", "italic", "oblique")),
            "unicode_range": (
                'ranges as in "U+0-FF, U+20AC"',
                ranges is None or (isinstance(ranges, str) and _characters(ranges) is not None),
            ),
        }
        for name, (kind, right) in allowed.items():
            if not right:
                raise CardError(f"The {name} of a Font is {getattr(self, name)!r:.80}: give {kind}.")

    @property
    def digest(self) -> str:
        """A hash of what is in the file, 64 hex digits.

        Raises:
            CardError: There is no such file, or it cannot be read.
        """
        if isinstance(self.source, bytes):
            return digest_of(self.source)
        path = Path(self.source)
        return digest(path, changed(path))

    @property
    def declared(self) -> Declared:
        """What is said of it beside what the file says."""
        weight = self.weight
        return Declared(
            self.family,
            weight if weight is None or isinstance(weight, tuple) else (weight, weight),
            None if self.style is None else (0.0, 0.0) if self.style == "normal" else (ITALIC, ITALIC),
            None if self.unicode_range is None else _characters(self.unicode_range),
        )


class FontLibrary:
    """The fonts that a card can use.

    Args:
        fonts: The user's, which come before the bundled ones.
        system: The system's, for characters that none of the others has; None to do without.
    """

    def __init__(self, fonts: tuple[Font, ...] = (), system: SystemFonts | None = None) -> None:
        own = [face for font in fonts for face in _faces(font)]
        self._user_families = tuple(dict.fromkeys(face.family for face in own))
        self._families: dict[str, list[Face]] = {}
        for face in own:
            self._families.setdefault(face.family, []).append(face)
        self._matches: BoundedCache[tuple[str, Wanted], tuple[Face, ...]] = BoundedCache(512)
        self._chains: BoundedCache[Any, tuple[Face, ...]] = BoundedCache(512)
        self._known: BoundedCache[Any, dict[str, Face | None]] = BoundedCache(64)
        self.system = system
        self.shaped: BoundedCache[Any, Any] = BoundedCache(_MOST_GLYPHS, lambda shaped: len(shaped) + 8)
        self.metrics: BoundedCache[Any, Any] = BoundedCache(512)
        self.paragraphs: BoundedCache[Any, Any] = BoundedCache(
            _MOST_CHARACTERS, lambda paragraph: len(paragraph.text) + 50
        )
        # By styles, for who lays out to bound.
        self.struts: dict[Any, Any] = {}
        self.kerns: dict[Any, dict[str, float]] = {}
        self.boxes: BoundedCache[Any, Any] = BoundedCache(_MOST_BOXES, dropped=lambda box: box.forget())

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the user's and the bundled fonts have together."""
        own = (face for family in self._families.values() for face in family)
        ours = (face for family in (_SANS, _MONO, _EMOJI) for face in bundled(family))
        return frozenset().union(*(face.characters for face in (*own, *ours)))

    @property
    def text_family(self) -> str | None:
        """The first of the user's families to set any text in: it has Latin letters, and suits all languages."""
        return next(
            (
                family
                for family, faces in self._families.items()
                if faces[0].characters >= _LATIN and not family_way(family)
            ),
            None,
        )

    def match(self, family: str, wanted: Wanted) -> tuple[Face, ...]:
        """The faces of a family that fit best, `()` where there is no such family.

        They are several where a family's characters are spread over files of the same looks.
        """
        key = (family.lower(), wanted)
        return self._matches.get(key, lambda: self._match(*key))

    def chain(self, style: TextStyle) -> tuple[Face, ...]:
        """All faces to try for a character: the style's families, the user's others, the bundled."""
        key = (style.families, style.wanted, style.lang)
        return self._chains.get(key, lambda: self._chain(*key))

    def unknown_family(self, families: tuple[str, ...]) -> str | None:
        """The nearest family that there is where there is none of these; None where there is one."""
        known = {*self._families, *_GENERIC, _SANS, _MONO, _EMOJI}
        if any(family.lower() in known for family in families):
            return None
        names = dict.fromkeys((*self._user_families, _SANS, _MONO, "sans-serif", "serif", "monospace"))
        near = (get_close_matches(family.lower(), names, 1, 0.6) for family in families)
        return next((found[0] for found in near if found), self.text_family or "sans-serif")

    def unit(self, unit: str, style: TextStyle) -> float:
        """How long a unit that the style's first font decides, such as `ch`, is in px."""
        return unit_of(self.chain(style)[0].at(style), unit)

    def known_faces(self, style: TextStyle, way: str) -> dict[str, Face | None]:
        """What has been found for clusters in such a style and way of writing Han, to be added to."""
        key = (style.families, style.wanted, style.lang, style.emoji, way)
        return self._known.get(key, dict)

    def emoji(self) -> Face:
        """The face that draws emoji: the user's own colour font, or the bundled one."""
        return self._emoji

    @cached_property
    def _emoji(self) -> Face:
        for family in self._user_families:
            for face in self._families[family]:
                if face.color and 0x1F600 in face.characters:
                    return face
        return bundled(_EMOJI)[0]

    def _match(self, family: str, wanted: Wanted) -> tuple[Face, ...]:
        return best(self._families.get(family) or bundled(_GENERIC.get(family, family)), wanted)

    def _chain(self, families: tuple[str, ...], wanted: Wanted, lang: str) -> tuple[Face, ...]:
        # Of the user's fonts that nobody names, those for the language of the text come first.
        users = sorted(self._user_families, key=lambda family: suits(family, lang))
        names = (*families, *users, _SANS)
        return tuple(dict.fromkeys(face for name in names for face in self.match(name, wanted)))


@lru_cache(maxsize=8)
def bundled(family: str) -> tuple[Face, ...]:
    """The bundled faces of a family, `()` if it is none of the bundled."""
    files = {
        _SANS: ("Inter.ttf", "Inter-Italic.ttf"),
        _MONO: ("JetBrainsMono.ttf",),
        _EMOJI: ("NotoColorEmoji.ttf",),
    }
    return tuple(face for name in files.get(family, ()) for face in _faces(Font(ASSETS / name, family)))


def _faces(font: Font) -> tuple[Face, ...]:
    if isinstance(font.source, bytes):
        return _faces_of(font, None)
    return _faces_of(font, changed(Path(font.source)))


@lru_cache(maxsize=128)
def _faces_of(font: Font, changed: int | None) -> tuple[Face, ...]:
    """The faces of a file, read once for each time that the file has changed."""
    source = font.source if isinstance(font.source, bytes) else Path(font.source)
    declared = font.declared
    name = name_of(source)
    try:
        return tuple(Face(face, name, declared, font) for face in read_faces(source, font.family))
    except CardError as error:
        error.file = source if isinstance(source, Path) else None
        raise
    except UnicodeDecodeError:  # a variable axis whose tag is not text
        raise CardError(f"{name} is broken: its axes have no names. Download it again.") from None


def _are_weights(given: Any) -> bool:
    """Whether it is a weight, or the lowest and the highest."""
    ends = given if isinstance(given, tuple) and len(given) == 2 else (given, given)
    numbers = all(isinstance(end, int | float) and not isinstance(end, bool) for end in ends)
    return numbers and bool(1 <= ends[0] <= ends[1] <= _HEAVIEST)


@lru_cache(maxsize=64)
def _characters(ranges: str) -> frozenset[int] | None:
    """The code points of a `unicode-range` (CSS Fonts 4, section 4.5); None where it is none."""
    found: set[int] = set()
    for part in ranges.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            return None
        start, end = match[1], match[2] or match[1]
        if start is None:
            start, end = match[3] + match[4].replace("?", "0"), match[3] + match[4].replace("?", "f")
        low, high = int(start, 16), min(int(end, 16), _LAST_CODE)
        found.update(range(low, high + 1))
    return frozenset(found)
