"""Places of something in a box (CSS Values 4, section 8.3; CSS Backgrounds 3, section 2.6)."""

from __future__ import annotations

from typing import Any, Final

from . import ZERO, Calculated, Context, Function, Length, Linear, SpecifiedLength
from .numeric import parse_length

#: A side, `""` for the left or the top one, and how far from it.
Offset = tuple[str, SpecifiedLength]

HALF: Final = Length(0.0, 50.0)
_EDGES: Final = ("left", "right", "top", "bottom")
_ACROSS, _DOWN = ("left", "right"), ("top", "bottom")


def position(tokens: list[Any]) -> tuple[Offset, Offset] | None:
    """A position of something in a box: the parts across and down, each from a side."""
    if len(tokens) == 4:
        pairs = [_from_side(tokens[:2]), _from_side(tokens[2:])]
        if None in pairs:
            return None
    elif 1 <= len(tokens) <= 2:
        pairs = [_place(token) for token in tokens]
        pairs += [("", HALF)] * (2 - len(pairs))
        if None in pairs or (len(tokens) == 2 and not _in_order(pairs, tokens)):
            return None
    else:
        return None
    return _across_first(pairs)


def background_position(tokens: list[Any]) -> tuple[Offset, Offset] | None:
    """As `position`, and also a side with a length beside a side or the middle: three values."""
    if len(tokens) != 3:
        return position(tokens)
    for cut in (1, 2):
        single, pair = (tokens[:1], tokens[1:]) if cut == 1 else (tokens[2:], tokens[:2])
        word = _word(single[0])
        measured = _from_side(pair)
        if measured is not None and (word in _EDGES or word == "center"):
            alone: Offset = ("", HALF) if word == "center" else (word, ZERO)
            return _across_first([alone, measured] if cut == 1 else [measured, alone])
    return None


def offset(tokens: list[Any], sides: tuple[str, str]) -> Offset | None:
    """One part of a position: a side of the two, a length, or both."""
    if len(tokens) == 2:
        pair = _from_side(tokens)
        return pair if pair is not None and pair[0] in sides else None
    place = _place(tokens[0]) if len(tokens) == 1 else None
    return place if place is not None and place[0] in ("", *sides) else None


def from_start(part: Offset, context: Context) -> Length:
    """A part of a position as a length from the left or the top."""
    side, written = part
    length = written.compute(context) if isinstance(written, Linear | Function) else written
    if side not in ("right", "bottom"):
        return length
    if type(length) is Length:
        return Length(-length.px, 100.0 - length.percent)
    minus = Calculated(0.0, length.percent, "product", (length, Length(-1.0)))
    return Calculated(0.0, length.percent, "sum", (Length(0.0, 100.0), minus))


def _word(token: Any) -> str:
    return str(token.lower_value) if token.type == "ident" else ""


def _across_first(pairs: list[Offset | None]) -> tuple[Offset, Offset] | None:
    first, second = pairs
    assert first is not None
    assert second is not None
    if first[0] in _DOWN or second[0] in _ACROSS:
        first, second = second, first
    return None if first[0] in _DOWN or second[0] in _ACROSS else (first, second)


def _from_side(tokens: list[Any]) -> Offset | None:
    side, length = _word(tokens[0]), parse_length(tokens[1])
    return None if side not in _EDGES or length is None else (side, length)


def _place(token: Any) -> Offset | None:
    word = _word(token)
    if word in _EDGES:
        return word, ZERO
    length = HALF if word == "center" else parse_length(token)
    return None if length is None else ("", length)


def _in_order(pairs: list[Offset | None], tokens: list[Any]) -> bool:
    """A length is across where it comes first, and down where it comes second."""
    sides = [pair[0] if pair is not None else "" for pair in pairs]
    lengths = [not _word(token) for token in tokens]
    return not (lengths[0] and sides[1] in _ACROSS) and not (lengths[1] and sides[0] in _DOWN)
