"""Round frames of one pixel, as Chromium draws lines that are no wider: two pixels share each step of a line.

Where such a line is oblique it is thinner than one that is drawn as a shape.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image

from .flattening import Outline, parabolas

if TYPE_CHECKING:
    from .flattening import Segment
    from .path import Point
    from .shapes.corners import Corners

# How many steps of a coordinate there are in a px.
_STEPS = 64


def hairline_mask(width: int, height: int, corners: Corners) -> Image.Image:
    """The mask of the frame.

    Args:
        width: The width of the box in px.
        height: Its height.
        corners: The radii of its outer edge.
    """
    radii = [(max(x - 0.5, 0.0), max(y - 0.5, 0.0)) for x, y in corners]
    mask = Image.new("L", (width, height))
    for start, segments in Outline.rounded(0.5, 0.5, width - 0.5, height - 0.5, radii).contours:
        last = start
        for segment in segments:
            points = _points(last, segment)
            for point, other in pairwise(points):
                _draw(mask, point, other)
            last = segment[-1]
    return mask


def _points(start: Point, segment: Segment) -> list[Point]:
    """The ends of the lines that stand for a side or a corner."""
    if len(segment) < 2:
        return [start, segment[0]]
    found = [start]
    for first, middle, last in parabolas(start, segment[0], segment[1]):
        across, down = (ceil(abs((a + c) / 2 - b)) for a, b, c in zip(first, middle, last, strict=True))
        away = max(across, down) + min(across, down) // 2
        lines = 1 << (away.bit_length() + 1) // 2
        for index in range(1, lines + 1):
            share = index / lines
            rest = 1 - share
            found.append(
                (
                    first[0] * rest * rest + 2 * middle[0] * share * rest + last[0] * share * share,
                    first[1] * rest * rest + 2 * middle[1] * share * rest + last[1] * share * share,
                )
            )
    return found


def _draw(mask: Image.Image, start: Point, end: Point) -> None:
    """Draw a line, from pixel to pixel along the axis that it is longer on."""
    (x, y), (end_x, end_y) = (tuple(floor(number * _STEPS) for number in point) for point in (start, end))
    flat = abs(end_x - x) > abs(end_y - y)
    first, second = ((x, y), (end_x, end_y)) if flat else ((y, x), (end_y, end_x))
    (low, across), (high, other) = sorted((first, second))
    if low == high:
        return
    slope = (other - across) / (high - low)
    begin, stop = low // _STEPS, -(-high // _STEPS)
    if slope == 0 and stop - begin > 2:
        # What is between the ends of a side is as a whole.
        place = (begin + 1, across // _STEPS, stop - 1, across // _STEPS + 1)
        mask.paste(255, place if flat else (place[1], place[0], place[3], place[2]))
    for step in range(begin, stop) if slope else {begin, stop - 1}:
        share = min(high, (step + 1) * _STEPS) - max(low, step * _STEPS)
        middle = (across + slope * (step * _STEPS + _STEPS / 2 - low)) / _STEPS + 0.5
        lower = floor(middle)
        after = floor((middle - lower) * 256)
        for row, cover in ((lower - 1, 255 - after), (lower, after)):
            _cover(mask, (step, row) if flat else (row, step), cover * share // _STEPS)


def _cover(mask: Image.Image, place: tuple[int, int], cover: int) -> None:
    x, y = place
    if cover and 0 <= x < mask.width and 0 <= y < mask.height:
        before = mask.getpixel(place)
        assert isinstance(before, int)
        mask.putpixel(place, before + cover * (255 - before) // 255)
