"""Curves as lines, and lines as Chromium draws them: its edges begin and end at quarters of pixels.

A curve is cut into so few lines that it shows, so they are the same here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import floor, hypot, sqrt
from typing import TYPE_CHECKING, Final

from .path import Path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .matrix import Matrix
    from .path import Point

#: One point for a line, two for the quarter of an ellipse (the corner around it and its end), three for a cubic
#: curve (its two control points and its end).
Segment = tuple["Point", ...]

_QUARTER_WEIGHT: Final = sqrt(0.5)
# How far the parabolas that stand for the quarter of an ellipse may be away from it, in px.
_AWAY: Final = 0.25
_MOST_HALVINGS: Final = 5
_MOST_SHIFT: Final = 6
# Lines that are higher than this in px meet at whole pixels, others at quarters.
_HIGH: Final = 2.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape with curves.

    Attributes:
        contours: Where each part starts, and its segments.
    """

    contours: tuple[tuple[Point, tuple[Segment, ...]], ...] = ()

    @classmethod
    def polygon(cls, points: Sequence[Point]) -> Outline:
        """A polygon."""
        return cls(((points[0], tuple((point,) for point in points[1:])),))

    @classmethod
    def ellipse(cls, x: float, y: float, radius_x: float, radius_y: float) -> Outline:
        """An ellipse about a point."""
        if radius_x <= 0 or radius_y <= 0:
            return cls()
        left, top, right, bottom = x - radius_x, y - radius_y, x + radius_x, y + radius_y
        quarters = (
            ((right, top), (right, y)), ((right, bottom), (x, bottom)),
            ((left, bottom), (left, y)), ((left, top), (x, top)),
        )  # fmt: skip
        return cls((((x, top), quarters),))

    @classmethod
    def corner(cls, index: int, radius_x: float, radius_y: float, width: int, height: int) -> Outline:
        """What a round corner leaves of a tile of a size.

        Args:
            index: Which corner the tile is in, from the top left one clockwise.
            radius_x: The corner's radius across.
            radius_y: The corner's radius down.
            width: The tile's width.
            height: The tile's height.
        """
        left, top = index in (0, 3), index in (0, 1)
        x, inner_x, end_x = (0.0, radius_x, float(width)) if left else (float(width), width - radius_x, 0.0)
        y, inner_y, end_y = (0.0, radius_y, float(height)) if top else (float(height), height - radius_y, 0.0)
        quarter = ((x, y), (inner_x, y))
        return cls((((x, inner_y), (quarter, ((end_x, y),), ((end_x, end_y),), ((x, end_y),))),))

    @classmethod
    def rounded(
        cls, left: float, top: float, right: float, bottom: float, radii: Sequence[tuple[float, float]]
    ) -> Outline:
        """A rectangle with rounded corners, whose radii are from the top left one clockwise."""
        if left >= right or top >= bottom:
            return cls()
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = radii
        segments: tuple[Segment, ...] = (
            ((right - bx, top),), ((right, top), (right, top + by)),
            ((right, bottom - cy),), ((right, bottom), (right - cx, bottom)),
            ((left + dx, bottom),), ((left, bottom), (left, bottom - dy)),
            ((left, top + ay),), ((left, top), (left + ax, top)),
        )  # fmt: skip
        return cls((((left + ax, top), segments),))


def flattened(outline: Outline, matrix: Matrix | None) -> Path:
    """A shape as polygons in device px.

    Args:
        outline: The shape, in local px.
        matrix: From local px to device px; None where they are the same.
    """
    contours = []
    for start, segments in outline.contours:
        if matrix is not None:
            (start,) = matrix.points((start,))
            segments = tuple(matrix.points(segment) for segment in segments)
        points = [_snapped(start)]
        last = start
        for segment in segments:
            points += _lines(last, segment)
            last = segment[-1]
        contours.append(tuple(points))
    return Path(tuple(contours))


def _snapped(point: Point) -> Point:
    return point[0], floor(point[1] * 4 + 0.5) / 4


def _lines(start: Point, segment: Segment) -> Iterator[Point]:
    """The ends of the lines that stand for a segment."""
    if len(segment) == 1:
        yield _snapped(segment[0])
    elif len(segment) == 2:
        corner, end = segment
        for first, middle, last in _parabolas(start, corner, end):
            for part in _rising((first, middle, last)):
                yield from _curve(part)
    else:
        for part in _rising((start, *segment)):
            yield from _curve(part)


def _between(first: Point, last: Point, share: float) -> Point:
    return first[0] + (last[0] - first[0]) * share, first[1] + (last[1] - first[1]) * share


def _parabolas(start: Point, corner: Point, end: Point) -> list[tuple[Point, Point, Point]]:
    """The quarter of an ellipse as parabolas: it is halved until they are near enough."""
    less = _QUARTER_WEIGHT - 1
    factor = less / (4 * (2 + less))
    away = hypot(factor * (start[0] - 2 * corner[0] + end[0]), factor * (start[1] - 2 * corner[1] + end[1]))
    parts = [(start, corner, end)]
    weight = _QUARTER_WEIGHT
    for _ in range(_MOST_HALVINGS):
        if away <= _AWAY:
            break
        away /= 4
        parts = [half for part in parts for half in _halves(*part, weight)]
        weight = sqrt(0.5 + weight / 2)
    return parts


def _halves(start: Point, corner: Point, end: Point, weight: float) -> tuple[tuple[Point, Point, Point], ...]:
    share = weight / (1 + weight)
    first, last = _between(start, corner, share), _between(end, corner, share)
    middle = _between(first, last, 0.5)
    return (start, first, middle), (middle, last, end)


def _rising(points: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    """A curve cut where it turns from rising to falling."""
    ys = [y for _, y in points]
    if len(points) == 3:
        bend = ys[0] - 2 * ys[1] + ys[2]
        turns = [(ys[0] - ys[1]) / bend] if bend else []
    else:
        a = ys[3] - ys[0] + 3 * (ys[1] - ys[2])
        b, c = 2 * (ys[0] - 2 * ys[1] + ys[2]), ys[1] - ys[0]
        root = b * b - 4 * a * c
        if abs(a) < 1e-9:
            turns = [-c / b] if b else []
        else:
            turns = sorted((-b + sign * sqrt(root)) / (2 * a) for sign in (-1, 1)) if root > 0 else []
    done = 0.0
    for turn in turns:
        if done < turn < 1:
            before, points = _cut(points, (turn - done) / (1 - done))
            done = turn
            yield before
    yield points


def _cut(points: tuple[Point, ...], share: float) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Both parts of a curve (de Casteljau)."""
    before, after = [points[0]], [points[-1]]
    while len(points) > 1:
        points = tuple(_between(*pair, share) for pair in pairwise(points))
        before.append(points[0])
        after.append(points[-1])
    return tuple(before), tuple(after[::-1])


def _curve(points: tuple[Point, ...]) -> Iterator[Point]:
    """The ends of the lines that stand for a curve."""
    if points[0][1] <= points[-1][1]:
        yield from _falling(points)
        return
    yield from [*_falling(points[::-1])][-2::-1]
    yield _snapped(points[-1])


def _falling(points: tuple[Point, ...]) -> Iterator[Point]:
    """The ends of the lines that stand for a curve, which are made from top to bottom."""
    count = _count(points)
    last = _snapped(points[0])
    before = points[0]
    for index in range(1, count):
        x, y = _at(points, index / count)
        if abs(y - before[1]) >= _HIGH and y != last[1]:
            whole = float(floor(y + 0.5))
            last = x - (x - last[0]) / (y - last[1]) * (y - whole), whole
        else:
            last = _snapped((x, y))
        before = x, y
        yield last
    yield _snapped(points[-1])


def _at(points: tuple[Point, ...], share: float) -> Point:
    while len(points) > 1:
        points = tuple(_between(*pair, share) for pair in pairwise(points))
    return points[0]


def _count(points: tuple[Point, ...]) -> int:
    """How many lines: a power of two, by how far the curve is from a straight one."""
    if len(points) == 3:
        (ax, ay), (bx, by), (cx, cy) = points
        across, down = abs(2 * bx - ax - cx) / 4, abs(2 * by - ay - cy) / 4
        more = 0
    else:
        across, down = (_bend(*(point[axis] for point in points)) for axis in (0, 1))
        more = 1
    distance = max(across, down) + min(across, down) / 2
    halvings = int(distance * 256 + 16) >> 5
    return 1 << min(max(halvings.bit_length() // 2 + more, 1), _MOST_SHIFT)


def _bend(a: float, b: float, c: float, d: float) -> float:
    third = abs(8 * a - 15 * b + 6 * c + d)
    return max(third, abs(a + 6 * b - 15 * c + 8 * d)) * 19 / 512
