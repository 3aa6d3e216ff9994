"""Which face draws which part of a text: the first of the style's, the user's and the bundled ones.

The unit is the grapheme cluster: a letter and its marks, or an emoji sequence, is never split between faces.
The system's fonts come in after `FontLibrary.chain`, before a cluster is given up as missing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from uniseg.emoji import emoji, emoji_presentation

from .breaks import graphemes

if TYPE_CHECKING:
    from .fonts import Face, FontLibrary
    from .style import TextStyle

_TEXT_PRESENTATION, _EMOJI_PRESENTATION = "\ufe0e", "\ufe0f"
_KEYCAP, _JOINER = "\u20e3", "\u200d"
# Characters that are drawn as nothing where a font has them not: controls, and Default_Ignorable_Code_Point.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Below U+00A9 nothing is an emoji but with a selector, which is above.
_NO_EMOJI = re.compile("[\x00-\xa8\xaa-\xad\xaf-\u200c\u2010-\u203b\u3400-\u9fff\uac00-\ud7af]*\\Z")


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
    if _NO_EMOJI.match(text) and chain[0].characters.issuperset(map(ord, text)):
        return [FaceRun(0, len(text), chain[0])]
    runs: list[FaceRun] = []
    start = 0
    for end in graphemes(text):
        cluster = text[start:end]
        face = _face_for(cluster, chain, library, runs[-1].face if runs else None)
        if face is not None:
            _add(runs, FaceRun(start, end, face))
        else:
            _add_characters(runs, start, cluster, chain, library)
        start = end
    return runs


def _add(runs: list[FaceRun], run: FaceRun) -> None:
    if runs and runs[-1].face is run.face:
        run = FaceRun(runs[-1].start, run.end, run.face, runs[-1].missing + run.missing)
        runs.pop()
    runs.append(run)


def _add_characters(
    runs: list[FaceRun], start: int, cluster: str, chain: tuple[Face, ...], library: FontLibrary
) -> None:
    """A cluster that no face has as a whole: each character from its own, missing if one of them is."""
    faces = [_face_for(char, chain, library, runs[-1].face if runs else None) for char in cluster]
    gone = () if all(faces) else (cluster,)
    for index, face in enumerate(faces):
        _add(runs, FaceRun(start + index, start + index + 1, face or chain[0], gone if index == 0 else ()))


def wants_emoji(cluster: str) -> bool:
    """Whether a grapheme cluster is drawn as an emoji (UTS #51, CSS `font-variant-emoji: normal`)."""
    first = cluster[0]
    if _TEXT_PRESENTATION in cluster or not emoji(first):
        return False
    if _EMOJI_PRESENTATION in cluster or emoji_presentation(first):
        return True
    return len(cluster) > 1 and (_JOINER in cluster or "\U0001f3fb" <= cluster[1] <= "\U0001f3ff")


def _face_for(
    cluster: str, chain: tuple[Face, ...], library: FontLibrary, before: Face | None
) -> Face | None:
    """The face for a cluster, None if there is none that has it whole."""
    needed = frozenset(map(ord, _INVISIBLE.sub("", cluster)))
    if not needed:
        return before or chain[0]
    emoji_face = library.emoji()
    if wants_emoji(cluster) and needed <= emoji_face.characters:
        return emoji_face
    for face in chain:
        if needed <= face.characters:
            return face
    composed = unicodedata.normalize("NFC", cluster)
    if composed != cluster:
        return _face_for(composed, chain, library, before)
    return emoji_face if needed <= emoji_face.characters else None
