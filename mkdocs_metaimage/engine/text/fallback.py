"""Which face draws which part of a text: the first of the style's, the user's, the bundled and the system's.

The unit is the grapheme cluster: a letter and its marks, or an emoji sequence, is never split between faces.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import late
from .breaks import graphemes
from .languages import written_way

if TYPE_CHECKING:
    from .faces import Face
    from .fonts import FontLibrary
    from .style import TextStyle

_TEXT_PRESENTATION, _EMOJI_PRESENTATION = "\ufe0e", "\ufe0f"
_KEYCAP, _JOINER = "\u20e3", "\u200d"
# Spaces and halves of characters.
_LOOKLESS = frozenset(("Zs", "Zl", "Zp", "Cs"))
# Characters that are drawn as nothing where a font has them not: controls, and Default_Ignorable_Code_Point.
_INVISIBLE = late(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Below U+00A9 nothing is an emoji but with a selector, which is above.
_NO_EMOJI = late("[\x00-\xa8\xaa-\xad\xaf-\u200c\u2010-\u203b\u3400-\u9fff\uac00-\ud7af]*\\Z")


# How many clusters are kept for one style with the face of each.
_MOST_KNOWN = 4096


class FaceRun(NamedTuple):
    """A piece of text that one face draws.

    Attributes:
        start: Its first offset.
        end: The offset after its last character.
        face: The face.
        missing: The grapheme clusters in it that the face has not.
    """

    start: int
    end: int
    face: Face
    missing: tuple[str, ...] = ()


def face_runs(text: str, style: TextStyle, library: FontLibrary) -> list[FaceRun]:
    """The text cut into as few pieces as its characters allow, each with its face."""
    chain = library.chain(style)
    if chain[0].characters.issuperset(map(ord, text)) and (text.isascii() or _NO_EMOJI.match(text)):
        return [FaceRun(0, len(text), chain[0])]
    search = _Search(text, style, library, chain)
    start = 0
    for end in graphemes(text):
        search.add(start, end)
        start = end
    return search.done()


class _Search:
    """Walks the clusters of a text and looks for the face of each."""

    def __init__(self, text: str, style: TextStyle, library: FontLibrary, chain: tuple[Face, ...]) -> None:
        self._text = text
        self._style = style
        self._library = library
        self._chain = chain
        self._way = written_way(text, style.lang)
        self._known = library.known_faces(style, self._way)
        self._runs: list[FaceRun] = []
        self._start = 0
        self._face: Face | None = None
        self._missing: tuple[str, ...] = ()

    def add(self, start: int, end: int) -> None:
        """Add a cluster: in one face, or if there is none that has it whole, each character in its own."""
        cluster = self._text[start:end]
        face = self._face_of(cluster)
        if face is not None:
            self._append(start, face)
            return
        faces = [self._face_of(character) for character in cluster]
        for index, found in enumerate(faces, start):
            self._append(index, found or self._chain[0])
            if index == start and not all(faces):
                self._missing += (cluster,)

    def done(self) -> list[FaceRun]:
        """The runs of the clusters that were added."""
        self._end_run(len(self._text))
        return self._runs

    def _append(self, start: int, face: Face) -> None:
        if face is not self._face:
            self._end_run(start)
            self._face = face

    def _end_run(self, end: int) -> None:
        if self._face is not None:
            self._runs.append(FaceRun(self._start, end, self._face, self._missing))
        self._start, self._missing = end, ()

    def _face_of(self, cluster: str) -> Face | None:
        """The face for a cluster, None if there is none that has it whole."""
        try:
            return self._known[cluster]
        except KeyError:
            pass
        needed = frozenset(map(ord, _INVISIBLE.sub("", cluster)))
        if not needed:
            return self._face or self._chain[0]
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        found = self._known[cluster] = self._find(cluster, needed)
        return found

    def _find(self, cluster: str, needed: frozenset[int]) -> Face | None:
        emoji_face = self._library.emoji()
        if wants_emoji(cluster, self._style.emoji) and needed <= emoji_face.characters:
            return emoji_face
        for face in self._chain:
            if needed <= face.characters:
                return face
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster:
            return self._face_of(composed)
        in_colour = needed <= emoji_face.characters
        if in_colour and not wants_text(cluster, self._style.emoji):
            return emoji_face
        system = self._library.system
        found = None if system is None else system.face(needed, self._way, self._style.wanted)
        return emoji_face if in_colour and (found is None or found.color) else found


def is_drawn(character: str) -> bool:
    """Whether a character has looks: it is no space, and no control or the like, which fonts draw as nothing."""
    return unicodedata.category(character) not in _LOOKLESS and not _INVISIBLE.match(character)


def wants_emoji(cluster: str, variant: str = "normal") -> bool:
    """Whether a grapheme cluster is drawn as an emoji (UTS #51, CSS Fonts 4, section 6.12).

    Args:
        cluster: The cluster.
        variant: `font-variant-emoji`.
    """
    from uniseg.emoji import emoji, emoji_presentation  # slow to import, and many cards need it not

    first = cluster[0]
    if _TEXT_PRESENTATION in cluster or not emoji(first):
        return False
    if _EMOJI_PRESENTATION in cluster:
        return True
    if variant in ("text", "emoji"):
        return variant == "emoji"
    if emoji_presentation(first):
        return True
    return len(cluster) > 1 and (_JOINER in cluster or "\U0001f3fb" <= cluster[1] <= "\U0001f3ff")


def wants_text(cluster: str, variant: str = "normal") -> bool:
    """Whether a grapheme cluster is drawn as text although it could be an emoji.

    Args:
        cluster: The cluster.
        variant: `font-variant-emoji`.
    """
    return _TEXT_PRESENTATION in cluster or (variant == "text" and _EMOJI_PRESENTATION not in cluster)
