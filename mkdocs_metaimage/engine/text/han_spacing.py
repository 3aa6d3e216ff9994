"""`text-spacing-trim`: full-width punctuation that meets gives up half of its width (CSS Text 4, section 8.3)."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .faces import SizedFace

# Two that may meet, the first or the second of full width.
_MEETING = re.compile(
    "[\u3000-\u3003\u3008-\u301f\u30fb\uff00-\uff65].|.[\u3008-\u301d\uff08\uff3b\uff5b\uff5f]"
)
# Stops, which stand in the middle of their width in one font and at its start in another.
_STOPS = frozenset("\u3001\u3002\uff0c\uff0e\uff1a\uff1b")
_MIDDLE = frozenset("\u3000\u30fb\u00b7\u2027")


class _Kind(Enum):
    """Where a character has its ink within its width."""

    OTHER = 0
    OPEN = 1
    CLOSE = 2
    MIDDLE = 3
    STOP = 4
    NARROW_OPEN = 5
    NARROW_CLOSE = 6


def halved(text: str, start: int, end: int, face: SizedFace) -> list[int]:
    """The offsets of characters that are set in half of their width.

    An opening bracket is where another, a closing one or something in the middle stands before it; a closing
    one where such stands after it.

    Args:
        text: The text.
        start: Where the part begins that the face draws.
        end: Where it ends.
        face: The face.
    """
    # What stands before the part and after it counts as well.
    first, last = max(start - 1, 0), min(end + 1, len(text))
    if text.isascii() or not _MEETING.search(text, first, last) or "halt" not in face.face.spacing_features:
        return []
    kinds = [_kind_in(text[offset], face) for offset in range(first, last)]
    found = []
    for offset, (before, after) in enumerate(pairwise(kinds), first):
        if after is _Kind.OPEN and before in _BEFORE_OPEN:
            found.append(offset + 1)
        elif before is _Kind.CLOSE and after in _AFTER_CLOSE:
            found.append(offset)
    return [offset for offset in found if start <= offset < end]


_BEFORE_OPEN = frozenset((_Kind.OPEN, _Kind.MIDDLE, _Kind.CLOSE, _Kind.NARROW_OPEN))
_AFTER_CLOSE = frozenset((_Kind.CLOSE, _Kind.MIDDLE, _Kind.NARROW_CLOSE))


def _kind_in(character: str, face: SizedFace) -> _Kind:
    kind = _kind(character)
    if kind is not _Kind.STOP:
        return kind
    glyph = face.font.get_nominal_glyph(ord(character))
    ink = face.font.get_glyph_extents(glyph) if glyph else None
    if ink is None:
        return _Kind.OTHER
    in_first_half = ink.x_bearing + ink.width <= face.font.get_glyph_h_advance(glyph) / 2
    return _Kind.CLOSE if in_first_half else _Kind.MIDDLE


@lru_cache(maxsize=2048)
def _kind(character: str) -> _Kind:
    if character in _STOPS:
        return _Kind.STOP
    if character in _MIDDLE:
        return _Kind.MIDDLE
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    category = unicodedata.category(character)
    if category == "Ps":
        return _Kind.OPEN if wide else _Kind.NARROW_OPEN
    if category == "Pe":
        return _Kind.CLOSE if wide else _Kind.NARROW_CLOSE
    return _Kind.OTHER
