"""The pieces of a run that are shaped each for itself: one script, and capitals made small or not."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from .features import capitals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .faces import SizedFace
    from .fallback import FaceRun
    from .style import TextStyle

_NOTHING: Final[dict[str, int]] = {}


class Piece(NamedTuple):
    """A part of a text that HarfBuzz shapes at once.

    Attributes:
        start: Its first offset.
        end: The offset after its last character.
        script: Its script, an ISO 15924 code.
        face: The face that draws it.
        features: The features that `font-variant-caps` asks for.
        text: What is shaped in place of it, `""` for itself.
        places: The offset in the whole text that each character of `text` stands for.
    """

    start: int
    end: int
    script: str
    face: SizedFace
    features: Mapping[str, int] = _NOTHING
    text: str = ""
    places: tuple[int, ...] = ()


def pieces(text: str, run: FaceRun, scripts: list[tuple[int, int, str]], style: TextStyle) -> Iterator[Piece]:
    """What one face draws of a text, cut where the script or the size of its capitals changes."""
    face = run.face.at(style)
    features, made = _NOTHING, None
    if style.caps != "normal":
        features, made = capitals(style.caps, run.face.features)
    for first, last, script in scripts:
        start, end = max(first, run.start), min(last, run.end)
        if start >= end:
            continue
        if made is None or "small_caps" not in style.synthesis:
            yield Piece(start, end, script, face, features)
        else:
            small = run.face.at(style, small=True)
            for changes, group in groupby(range(start, end), lambda place: _changes(text[place])):
                places = list(group)
                resized = made.lower if changes else made.upper
                yield _made(text, places, script, small if resized else face, changes and made.lower)


def _made(text: str, places: list[int], script: str, face: SizedFace, upper: bool) -> Piece:
    start, end = places[0], places[-1] + 1
    if not upper:
        return Piece(start, end, script, face)
    capital = [(letter, place) for place in places for letter in text[place].upper()]
    return Piece(
        start, end, script, face, _NOTHING, "".join(c for c, _ in capital), tuple(p for _, p in capital)
    )


def _changes(character: str) -> bool:
    """Whether a character is another in capitals."""
    return character.upper() != character
