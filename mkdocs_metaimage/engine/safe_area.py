"""The part of a picture that no platform crops or covers."""

from __future__ import annotations

from typing import Final

from .boxes import Rect

# Of a card of 1200x630 px: inside of every ratio that cards are cropped to, and above the caption of X.
_CARD: Final = (1200, 630)
_LEFT, _RIGHT, _TOP, _BOTTOM = 150, 150, 60, 110
#: How far it is from the picture's sides, top, right, bottom and left, in percent of the height or width.
INSETS: Final = (
    100 * _TOP / _CARD[1],
    100 * _RIGHT / _CARD[0],
    100 * _BOTTOM / _CARD[1],
    100 * _LEFT / _CARD[0],
)


def safe_area(width: float, height: float) -> Rect:
    """The safe area of a picture of this size, everything in px; of other sizes it is the same share."""
    top, right, bottom, left = INSETS
    x, y = width * left / 100, height * top / 100
    return Rect(x, y, width * (100 - left - right) / 100, height * (100 - top - bottom) / 100)
