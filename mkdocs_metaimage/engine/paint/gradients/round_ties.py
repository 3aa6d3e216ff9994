"""Pixels whose middles lie on a hard edge of a radial or conic gradient: on which side of it they are.

As in `ties`, what is exactly on an edge hangs on the last bit of the numbers, which are taken as Chromium takes them.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby
from math import cos, floor, hypot, pi, sin, sqrt
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ...css.values.gradients import Ellipse, Turn
from .round import centre, radii
from .stops import resolved_stops
from .ties import Edge, Tie, part_start, single

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...boxes import Rect
    from ...css.values.gradients import Gradient
    from ..regions import Region
    from .stops import Stop

# How far from an edge, in px, its side is asked for: what the texels are for distances, and for turns near the
# centre and for each px farther from it.
_NEAR: Final = 0.05
_NEAR_FARTHER: Final = 4e-4
# With more pixels on all edges together than this the texels have to do.
_MOST: Final = 60_000
# How many radians a degree is, and below which sine or cosine Skia takes them for nothing.
_RADIANS: Final = single(single(pi) / 180)
_NOTHING: Final = 1 / 4096
# Skia's polynomial for an arctangent, in turns.
_ARCTANGENT: Final = (
    0.15912117063999176025390625,
    -5.185396969318389892578125e-2,
    2.476101927459239959716796875e-2,
    -7.0547382347285747528076171875e-3,
)


def round_ties(gradient: Gradient, box: Rect, region: Region) -> Iterator[Tie]:
    """The pixels of a radial or conic gradient that are on its hard edges.

    Args:
        gradient: The gradient.
        box: The box that it fills, in px of the picture.
        region: Which pixels are seen.
    """
    course = gradient.course
    if isinstance(course, Ellipse):
        return _ellipse_ties(gradient, course, box, region)
    assert isinstance(course, Turn)
    return _turn_ties(gradient, course, box, region)


def _edges(stops: list[Stop], low: float, high: float) -> list[Edge]:
    """The hard edges of stops; their places are shares of the way between two."""
    found: list[Edge] = []
    for place, group in groupby(stops, attrgetter("place")):
        first, *others = [stop.color for stop in group]
        if others and others[-1] != first:
            share = single(single(place - low) / single(high - low))
            found.append(Edge(share, first, others[-1]))
    return found


# --- Distances


def _ellipse_ties(gradient: Gradient, ellipse: Ellipse, box: Rect, region: Region) -> Iterator[Tie]:
    x, y = (single(place) for place in centre(ellipse.position, box.width, box.height))
    radius, other = radii(ellipse, x, y, box.width, box.height)
    stops = resolved_stops(gradient, radius)
    if gradient.repeating or radius < 1 or other < 1 or stops[0].place < 0:
        return
    whole = max(stops[-1].place, radius)
    edges = _edges(stops, 0.0, whole)
    if len(edges) * (region.width + region.height) > _MOST:
        return
    flat = other / radius
    course_of = cache(partial(_Scaled.of, x, y, single(whole), single(flat), box))
    for edge in edges:
        across = edge.share * whole
        for column, row in _around((box.x + x, box.y + y), across, across * flat, region):
            left, top = part_start(column), part_start(row)
            after = course_of(left, top).share(column - left, row - top) >= edge.share
            yield Tie(column, row, edge.after if after else edge.before)


class _Scaled(NamedTuple):
    """What takes a pixel to the right of the middle and below it, in radii: its place times, and more."""

    across: tuple[float, float]
    down: tuple[float, float]

    @classmethod
    def of(cls, x: float, y: float, radius: float, flat: float, box: Rect, left: int, top: int) -> _Scaled:
        """That of a gradient around a place in its box, for a part of the picture that begins there."""
        start_x, start_y = box.x - left, single(single(y - single(y * flat)) + box.y) - top
        scale, rise = single(1 / radius), single(1 / flat)
        end_x, end_y = -start_x, single(-start_y / flat)
        return cls(
            (scale, single(single(scale * end_x) - single(scale * x))),
            (single(scale * rise), single(single(scale * end_y) - single(scale * y))),
        )

    def share(self, column: int, row: int) -> float:
        """How far the middle of a pixel of that part is from that of the gradient."""
        right = single(self.across[0] * (column + 0.5) + self.across[1])
        below = single(self.down[0] * (row + 0.5) + self.down[1])
        return single(sqrt(single(single(right * right) + single(below * below))))


def _around(middle: tuple[float, float], across: float, down: float, region: Region) -> set[tuple[int, int]]:
    """The pixels whose middles lie on an ellipse."""
    found: set[tuple[int, int]] = set()
    if across < 0.5 or down < 0.5:
        return found
    x, y = middle

    def add(column: int, row: int) -> None:
        distance = hypot((column + 0.5 - x) / across, (row + 0.5 - y) / down)
        if abs(distance - 1) * min(across, down) < _NEAR:
            found.add((column, row))

    for row in range(max(region.top, floor(y - down)), min(region.bottom, floor(y + down) + 1)):
        half = across * sqrt(max(1 - ((row + 0.5 - y) / down) ** 2, 0.0))
        add(floor(x - half), row)
        add(floor(x + half), row)
    for column in range(max(region.left, floor(x - across)), min(region.right, floor(x + across) + 1)):
        half = down * sqrt(max(1 - ((column + 0.5 - x) / across) ** 2, 0.0))
        add(column, floor(y - half))
        add(column, floor(y + half))
    return {
        (column, row)
        for column, row in found
        if region.left <= column < region.right and region.top <= row < region.bottom
    }


# --- Angles


class _Turned(NamedTuple):
    """What takes a pixel to the right of the middle and below it, where the gradient begins to the right."""

    right: tuple[float, float, float]
    below: tuple[float, float, float]

    @classmethod
    def of(cls, start: float, x: float, y: float, box: Rect, left: int, top: int) -> _Turned:
        """That of a gradient that begins at an angle, around a place, for a part of the picture."""
        turn = single(single(start - 90) * _RADIANS)
        sine, cosine = (0.0 if abs(each) <= _NOTHING else single(each) for each in (sin(turn), cos(turn)))
        # Turned about its middle, in its box; then the inverse of that, and the middle taken off.
        across = single(single(sine * y) + single(single(1 - cosine) * x))
        down = single(single(-sine * x) + single(single(1 - cosine) * y))
        across, down = single(single(across + box.x) - left), single(single(down + box.y) - top)
        inverse = 1 / (cosine * cosine + sine * sine)
        first = single((-sine * down - cosine * across) * inverse)
        second = single((sine * across - cosine * down) * inverse)
        cosine, turned = single(cosine * inverse), single(sine * inverse)
        return cls((cosine, turned, single(first - x)), (-turned, cosine, single(second - y)))

    def share(self, column: int, row: int) -> float:
        """How far the middle of a pixel of that part is around."""
        x, y = (
            single(a * (column + 0.5) + single(b * (row + 0.5) + c)) for a, b, c in (self.right, self.below)
        )
        across, down = abs(x), abs(y)
        if not across and not down:
            return 0.0
        slope = single(min(across, down) / max(across, down))
        square = single(slope * slope)
        first, second, third, last = _ARCTANGENT
        sum_ = single(square * last + third)
        sum_ = single(square * sum_ + second)
        share = single(slope * single(square * sum_ + first))
        if across < down:
            share = single(0.25 - share)
        if x < 0:
            share = single(0.5 - share)
        return single(1 - share) if y < 0 else share


def _turn_ties(gradient: Gradient, turn: Turn, box: Rect, region: Region) -> Iterator[Tie]:
    x, y = (single(place) for place in centre(turn.position, box.width, box.height))
    stops = resolved_stops(gradient, 360.0)
    low, high = stops[0].place, stops[-1].place
    if not gradient.repeating:
        low, high = min(low, 0.0), max(high, 360.0)
    if high - low < 1:
        return
    edges = _edges(stops, low, high)
    ends = stops[-1].color, stops[0].color
    if ends[0] != ends[1] and low <= 0 and (gradient.repeating or high == 360):
        edges = [*(edge for edge in edges if 0 < edge.share < 1), Edge(0.0, *ends)]
    if len(edges) * 360 / (high - low) * max(region.width, region.height) > _MOST:
        return
    course_of = cache(partial(_Turned.of, turn.start, x, y, box))
    first, last = (single(single(360 * single(place / 360)) / 360) for place in (low, high))
    scale = single(1 / single(last - first))
    bias = single(-first * scale)
    for edge in edges:
        angle = low + edge.share * (high - low)
        while angle < 360:
            if angle >= 0:
                for column, row in _along((box.x + x, box.y + y), angle + turn.start, region):
                    left, top = part_start(column), part_start(row)
                    share = course_of(left, top).share(column - left, row - top)
                    share = single(share * scale + bias)
                    if gradient.repeating:
                        share = single(share - floor(share))
                    # What is a little before the beginning is near the end, or at it.
                    after = share >= edge.share if edge.share else share < 0.5
                    yield Tie(column, row, edge.after if after else edge.before)
            if not gradient.repeating:
                break
            angle += high - low


def _along(middle: tuple[float, float], angle: float, region: Region) -> Iterator[tuple[int, int]]:
    """The pixels whose middles lie on a ray from a point, at an angle clockwise from the top."""
    x, y = middle
    across, down = sin(angle / 180 * pi), -cos(angle / 180 * pi)
    if abs(across) >= abs(down):
        for column in range(region.left, region.right):
            way = (column + 0.5 - x) / across
            row = floor(y + way * down)
            away = (row + 0.5 - y - way * down) * across
            if region.top <= row < region.bottom and way >= 0 and abs(away) < _NEAR + way * _NEAR_FARTHER:
                yield column, row
    else:
        for row in range(region.top, region.bottom):
            way = (row + 0.5 - y) / down
            column = floor(x + way * across)
            away = (column + 0.5 - x - way * across) * down
            if region.left <= column < region.right and way >= 0 and abs(away) < _NEAR + way * _NEAR_FARTHER:
                yield column, row
