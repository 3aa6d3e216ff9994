"""How long dashes and the gaps between them are."""

from __future__ import annotations

from math import floor, inf
from typing import Final

#: Dots are square up to this width in px.
SQUARE: Final = 3


def pattern(length: float, thick: float, kind: str, *, closed: bool) -> tuple[float, float]:
    """How long a dash is, and how far it is from its beginning to that of the next one.

    Both are infinite where a line has no gaps.
    """
    dash, gap = thick, thick
    if kind == "dotted" and thick > SQUARE:
        if length < 2 * dash:
            return dash, 2 * dash + length
        if length == 2 * dash and not closed:
            # Chromium divides by the number of gaps, of which there are none.
            return inf, inf
        return dash, dash + best_gap(length, dash, gap, closed=closed)
    if kind == "dashed":
        dash, gap = (2 * thick, thick) if thick >= SQUARE else (3 * thick, 2 * thick)
    if length <= 2 * dash:
        return inf, inf
    two = 2 * dash + (2 * gap if closed else gap)
    if length <= two:
        return dash * length / two, (dash + gap) * length / two
    return dash, dash + (best_gap(length, dash, gap, closed=closed) if kind == "dashed" else gap)


def best_gap(length: float, dash: float, gap: float, *, closed: bool = False) -> float:
    """The gap nearest to the usual one with which a line begins and ends with a dash, as Chromium has it.

    Args:
        length: The length of the line.
        dash: The length of a dash.
        gap: The usual gap.
        closed: Whether the line ends where it begins: then there is a gap after the last dash, too.
    """
    fewest = floor((length if closed else length + gap) / (dash + gap))
    fewest = max(fewest, 1 if closed else 2)
    gaps = fewest if closed else fewest - 1
    wide = (length - fewest * dash) / gaps
    narrow = (length - (fewest + 1) * dash) / (gaps + 1)
    if narrow <= 0 or abs(wide - gap) < abs(narrow - gap):
        return max(wide, 0.0)
    return narrow
