"""Pixels whose middles lie on a hard edge of a gradient: on which side of it they are.

By exact arithmetic they would all have the later colour (CSS Images 3, section 3.4.3). What is seen, of half of a
card along its diagonal say, hangs on the last bit of the numbers, so that these are taken as Chromium takes them.
"""

from __future__ import annotations

from itertools import groupby
from math import atan2, degrees, floor, radians, sqrt, tan
from operator import attrgetter
from struct import Struct
from typing import TYPE_CHECKING, Final, NamedTuple

from ...cache import BoundedCache
from ...css.values.gradients import Line
from ...pictures import Tile, bytes_of
from ..ink import ink_of, opacity_of
from .stops import resolved_stops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...boxes import Rect
    from ...css.color import Color
    from ...css.values.gradients import Gradient
    from ..regions import Region

_FLOAT: Final = Struct("f")
# How far from an edge, in px, its side is asked for: farther away the texels of a gradient are fine enough.
_NEAR: Final = 0.07


# Chromium draws a picture in parts that are so many px apart, which begin this many px before what is seen of them.
_PART: Final = 254
_BEFORE: Final = 1


class Edge(NamedTuple):
    """Where one colour ends and another begins.

    Attributes:
        share: Its place along the gradient line, 0 to 1.
        before: The colour that ends.
        after: That which begins.
    """

    share: float
    before: Color
    after: Color


class _Course(NamedTuple):
    """What takes a pixel to its share of the gradient line: x, y and 1 times these."""

    across: float
    down: float
    start: float

    def share(self, x: int, y: int) -> float:
        """The place of the middle of a pixel, in the precision that Chromium has."""
        return single(self.across * (x + 0.5) + single(self.down * (y + 0.5) + self.start))


class Tie(NamedTuple):
    """A pixel that lies on a hard edge, and its colour."""

    x: int
    y: int
    color: Color


def _bytes_of(tile: Tile | None) -> int:
    return 200 if tile is None else bytes_of(tile)


_tied: BoundedCache[tuple[Gradient, Rect, Region], Tile | None] = BoundedCache(4_000_000, _bytes_of)


def with_ties(gradient: Gradient, box: Rect, region: Region, tile: Tile) -> Tile:
    """The pixels of a gradient, those on its hard edges with the colour that Chromium gives them.

    Args:
        gradient: The gradient.
        box: The box that it fills, in px of the picture.
        region: Which pixels they are.
        tile: The pixels.
    """
    if box.width < 1 or box.height < 1:
        return tile
    return _tied.get((gradient, box, region), lambda: _with_ties(gradient, box, region, tile)) or tile


def _with_ties(gradient: Gradient, box: Rect, region: Region, tile: Tile) -> Tile | None:
    """The same, None where no pixel has another colour for it."""
    if isinstance(gradient.course, Line):
        ties = _line_ties(gradient, gradient.course, box, region)
    else:
        from .round_ties import round_ties

        ties = round_ties(gradient, box, region)
    found = [*ties]
    if not found:
        return None
    picture, alpha = tile.picture.copy(), tile.alpha and tile.alpha.copy()
    for x, y, color in found:
        place = x - region.left, y - region.top
        picture.putpixel(place, ink_of(color)[:3])
        if alpha is not None:
            alpha.putpixel(place, opacity_of(color))
    return Tile(picture, alpha)


def _line_ties(gradient: Gradient, line: Line, box: Rect, region: Region) -> Iterator[Tie]:
    if gradient.repeating:
        return
    course = _course(line, box)
    for edge in _edges(gradient):
        for x, y in _near(course, edge.share, region):
            after = course.share(x, y) >= single(edge.share)
            yield Tie(x, y, edge.after if after else edge.before)


def _edges(gradient: Gradient) -> Iterator[Edge]:
    """The hard edges of a gradient, where all of it is on the line."""
    if any(place is not None and place.px for _, place in gradient.stops):
        return  # shares of the line may be exact, lengths seldom are
    stops = resolved_stops(gradient, 1.0)
    if stops[0].place < 0 or stops[-1].place > 1:
        return
    for share, group in groupby(stops, attrgetter("place")):
        first, *others = [stop.color for stop in group]
        if others and others[-1] != first:
            yield Edge(share, first, others[-1])


def _near(course: _Course, share: float, region: Region) -> Iterator[tuple[int, int]]:
    """The pixels whose middles lie on an edge: at the most one in each row, or in each column."""
    across, down, start = course
    left, top, right, bottom = region
    near = _NEAR * max(abs(across), abs(down))
    if abs(across) >= abs(down):
        for y in range(top, bottom):
            x = floor((share - start - down * (y + 0.5)) / across)
            if left <= x < right and abs(across * (x + 0.5) + down * (y + 0.5) + start - share) < near:
                yield x, y
    else:
        for x in range(left, right):
            y = floor((share - start - across * (x + 0.5)) / down)
            if top <= y < bottom and abs(across * (x + 0.5) + down * (y + 0.5) + start - share) < near:
                yield x, y


# --- As Chromium and Skia reckon


def _course(line: Line, box: Rect) -> _Course:
    """What takes pixels to their shares of a gradient's line: that is turned onto the x axis, and made 1 long."""
    (x, y), (end_x, end_y) = _ends(line, box.width, box.height)
    across, down = single(end_x - x), single(end_y - y)
    inverse = single(1 / single(sqrt(single(single(across * across) + single(down * down)))))
    cosine, sine = single(across * inverse), -single(down * inverse)
    start = single(single(sine * y) + single(single(1 - cosine) * x))
    start = single(single(start - x) * inverse)
    across, down = single(cosine * inverse), single(-sine * inverse)
    return _Course(across, down, single(single(-across * box.x - down * box.y) + start))


def _ends(line: Line, width: float, height: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a gradient line begins and ends, from the corner of its box."""
    angle = line.angle % 360
    if line.corner is not None:
        rise = -width if "bottom" in line.corner else width
        run = -height if "left" in line.corner else height
        angle = single(90 - single(degrees(single(atan2(rise, run))))) % 360
    if angle % 90 == 0:
        turned = ((0.0, height), (0.0, 0.0)), ((0.0, 0.0), (width, 0.0)), ((0.0, 0.0), (0.0, height))
        return (*turned, ((width, 0.0), (0.0, 0.0)))[round(angle / 90)]
    slope = single(tan(radians(single(90 - angle))))
    normal = single(-1 / slope)
    half_width, half_height = single(width / 2), single(height / 2)
    corner_x, corner_y = half_width if angle < 180 else -half_width, half_height
    if 90 < angle < 270:
        corner_y = -half_height
    rest = single(corner_y - single(normal * corner_x))
    x = single(rest / single(slope - normal))
    y = single(single(normal * x) + rest)
    return (
        (single(half_width - x), single(half_height + y)),
        (single(half_width + x), single(half_height - y)),
    )


def part_start(place: int) -> int:
    """Where that part of a picture begins in which Chromium draws a pixel."""
    return max(place - _BEFORE, 0) // _PART * _PART


def single(number: float) -> float:
    """A number in single precision."""
    return float(_FLOAT.unpack(_FLOAT.pack(number))[0])
