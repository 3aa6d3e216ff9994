"""Dashes and dots along borders, placed as Chromium places them."""

from __future__ import annotations

from itertools import count
from math import ceil, floor, inf, isinf
from typing import TYPE_CHECKING, Final

from ...boxes import Edges
from ..flattening import Outline
from ..path import Path
from .gaps import SQUARE, pattern
from .line import middle_line, part_of, place_of, stroke

if TYPE_CHECKING:
    from ..regions import Region
    from ..shapes.corners import Corners
    from .line import Point, Segment
    from .sides import Side

# The width of square dots whose gaps can be too wide for one and too narrow for two.
_SPLIT: Final = 3
# More than these are not told apart in any picture.
_MOST: Final = 5000
# By how much wider than the border dashes around corners are before they are cut to it.
_WIDER: Final = 1.1
# By so much in px round dots are nearer to each other than would divide a line evenly.
_NEARER: Final = 0.01


def straight(side: Side, outer: Region) -> Path | Outline:
    """The dashes or dots of a side of a box without round corners; they reach into both corners."""
    left, top, right, bottom = outer
    thick = side.width
    across = side.name in ("top", "bottom")
    length = float(right - left if across else bottom - top)
    dash, step = pattern(length, thick, side.kind, closed=False)
    x, y = {
        "top": (left, top), "right": (right - thick, top), "bottom": (left, bottom - thick), "left": (left, top),
    }[side.name]  # fmt: skip
    if side.kind == "dotted" and not is_round(side):
        spans = _squares(int(length), int(thick))
    else:
        starts = [index * step for index in range(_count(length, dash, step))] if not isinf(step) else [0.0]
        ends = inf if is_round(side) and not isinf(step) else length
        spans = [(start, min(start + dash, ends)) for start in starts]
    places = [
        (x + start, y, x + end, y + thick) if across else (x, y + start, x + thick, y + end)
        for start, end in spans
    ]
    if is_round(side):
        radii = ((thick / 2, thick / 2),) * 4
        return Outline(
            tuple(contour for place in places for contour in Outline.rounded(*place, radii).contours)
        )
    return Path(tuple(contour for place in places for contour in Path.rectangle(*place).contours))


def curved(side: Side, sides: tuple[Side, ...], outer: Region, corners: Corners) -> Path | Outline:
    """The dashes or dots that run around a box with round corners, along the middle of its border.

    Dashes are wider than the border, and to be cut to it.
    """
    # The middle that Chromium has is of whole px.
    half = Edges(*(float(side.width // 2) for side in sides))
    left, top = outer.left + half.left, outer.top + half.top
    right, bottom = outer.right - half.right, outer.bottom - half.bottom
    line = middle_line(left, top, right, bottom, corners.inset(half).within(right - left, bottom - top))
    length = sum(segment.length for segment in line)
    dash, step = pattern(floor(length), side.width, side.kind, closed=True)
    if is_round(side):
        return _dots(line, length, side.width / 2, step - _NEARER)
    neighbours = [other.width for other in sides if other.name in side.neighbours]
    half_width = max(side.width, *neighbours) * _WIDER
    return _dashes(line, length, half_width, dash, step)


def is_round(side: Side) -> bool:
    """Whether a side is of round dots."""
    return side.kind == "dotted" and side.width > SQUARE


def _dots(line: list[Segment], length: float, radius: float, step: float) -> Outline:
    places = [index * step for index in range(_MOST) if index * step < length]
    dots = [Outline.ellipse(*place_of(line, place), radius, radius) for place in places]
    return Outline(tuple(contour for dot in dots for contour in dot.contours))


def _dashes(line: list[Segment], length: float, half: float, dash: float, step: float) -> Path:
    if isinf(step):
        return Path((stroke(part_of(line, 0.0, length), half),))
    found: list[tuple[Point, ...]] = []
    first = part_of(line, 0.0, dash)
    for start in (index * step for index in count(1)):
        if start >= length or len(found) == _MOST:
            break
        if start + dash >= length:
            # One that reaches the end of the line goes on as the first one.
            first = part_of(line, start, length) + first
            break
        found.append(stroke(part_of(line, start, start + dash), half))
    return Path((*found, stroke(first, half)))


def _count(length: float, dash: float, step: float) -> int:
    """How many dashes begin on a line, one that would begin at its very end apart."""
    return 0 if step <= 0 else min(max(ceil((length - min(dash, step) / 2) / step), 1), _MOST)


def _squares(length: int, width: int) -> list[tuple[float, float]]:
    """Where square dots begin and end: one at either end, between them whole px, the rest at both sides."""
    last = length - width
    rest = last % (2 * width)
    first = 2 * width + (rest + 1) // 2 if rest < width else 2 * width - (2 * width - rest + 1) // 2
    ends = width
    if rest == width == _SPLIT:
        # The rest is so wide that a part of a dot is left at both ends.
        first, ends = 2 * width + 1, width + 1
    dots = range(first, min(last - width, 2 * width * _MOST) + 1, 2 * width)
    return [
        (0.0, float(ends)),
        *((float(dot), float(dot + width)) for dot in dots),
        (float(length - ends), float(length)),
    ]
