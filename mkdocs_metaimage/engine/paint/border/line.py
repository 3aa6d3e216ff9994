"""The line along the middle of a border with round corners, as long as Chromium takes it for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, dist, hypot, pi, sqrt
from typing import TYPE_CHECKING, Final

from ..path import chords

if TYPE_CHECKING:
    from ..shapes.corners import Corners

Point = tuple[float, float]

# How far a chord may be from a curve that is measured, across or down, in px.
_COARSE: Final = 0.5
_NEAR: Final = 1e-6
# The cosine of a turn that has no pointed corner.
_SHARP: Final = -0.875


@dataclass(frozen=True)
class Segment:
    """A part of a line: straight, or the quarter of an ellipse.

    Attributes:
        points: Where it starts and ends, between these the corner around a quarter.
    """

    points: tuple[Point, ...]

    @cached_property
    def marks(self) -> list[tuple[float, float]]:
        """How far along it are which shares of its curve; between these the one grows as the other."""
        if len(self.points) == 2:
            return [(0.0, 0.0), (dist(*self.points), 1.0)]
        marks = [(0.0, 0.0)]
        for start, end in pairwise([0.0, *self._cuts(0.0, 1.0)]):
            marks.append((marks[-1][0] + dist(self.at(start), self.at(end)), end))
        return marks

    @cached_property
    def length(self) -> float:
        """How long it is: as the chords between its marks."""
        return self.marks[-1][0]

    def _cuts(self, start: float, end: float) -> list[float]:
        middle = (start + end) / 2
        (x, y), (px, py), (qx, qy) = map(self.at, (middle, start, end))
        if max(abs(x - (px + qx) / 2), abs(y - (py + qy) / 2)) <= _COARSE:
            return [end]
        return [*self._cuts(start, middle), *self._cuts(middle, end)]

    def share(self, place: float) -> float:
        """The share of its curve up to a place along it."""
        for (first, low), (last, high) in pairwise(self.marks):
            if place <= last:
                return low + (high - low) * max(place - first, 0.0) / (last - first) if last > first else high
        return 1.0

    def at(self, share: float) -> Point:
        """Where it is after a share of its curve, whose steps are not of equal lengths."""
        rest = 1 - share
        if len(self.points) == 2:
            (x, y), (end_x, end_y) = self.points
            return x * rest + end_x * share, y * rest + end_y * share
        weights = rest * rest, sqrt(2) * share * rest, share * share
        whole = sum(weights)
        x, y = (sum(map(float.__mul__, weights, axis)) / whole for axis in zip(*self.points, strict=True))
        return x, y

    def samples(self, start: float, end: float) -> list[tuple[Point, Point]]:
        """Points between two places along it, each with the direction to the left of it."""
        if len(self.points) == 2:
            left = self._left(0.0)
            return [(self.at(place / self.length), left) for place in (start, end)]
        low, high = self.share(start), self.share(end)
        radius = max(dist(self.points[0], self.points[1]), dist(self.points[1], self.points[2]))
        count = ceil(chords(radius, pi / 2) * (high - low)) + 1
        shares = [low + (high - low) * index / count for index in range(count + 1)]
        return [(self.at(share), self._left(share)) for share in shares]

    def _left(self, share: float) -> Point:
        first, last = self.points[0], self.points[-1]
        across, down = last[0] - first[0], last[1] - first[1]
        if len(self.points) == 3:
            # The derivative of a rational curve, but for a factor.
            rest, weight = 1 - share, sqrt(0.5)
            one, two, three = weight * rest * rest, share * rest, weight * share * share
            (x, y), (middle_x, middle_y), (end_x, end_y) = self.points
            across = one * (middle_x - x) + two * (end_x - x) + three * (end_x - middle_x)
            down = one * (middle_y - y) + two * (end_y - y) + three * (end_y - middle_y)
        length = hypot(across, down)
        return down / length, -across / length


def middle_line(left: float, top: float, right: float, bottom: float, corners: Corners) -> list[Segment]:
    """A line around a rectangle with round corners, clockwise from where its top side begins."""
    (tlx, tly), (trx, try_), (brx, bry), (blx, bly) = [
        (x, y) if x > 0 and y > 0 else (0.0, 0.0) for x, y in corners
    ]
    found: list[tuple[Point, ...]] = [
        ((left + tlx, top), (right - trx, top)),
        ((right - trx, top), (right, top), (right, top + try_)),
        ((right, top + try_), (right, bottom - bry)),
        ((right, bottom - bry), (right, bottom), (right - brx, bottom)),
        ((right - brx, bottom), (left + blx, bottom)),
        ((left + blx, bottom), (left, bottom), (left, bottom - bly)),
        ((left, bottom - bly), (left, top + tly)),
        ((left, top + tly), (left, top), (left + tlx, top)),
    ]
    return [Segment(points) for points in found if dist(points[0], points[-1]) > _NEAR]


def place_of(line: list[Segment], place: float) -> Point:
    """The point at a place along a line."""
    for segment in line:
        if place <= segment.length:
            return segment.at(segment.share(place))
        place -= segment.length
    return line[-1].points[-1]


def part_of(line: list[Segment], start: float, end: float) -> list[tuple[Point, Point]]:
    """What is between two places along a line: points, each with the direction to the left of it."""
    found: list[tuple[Point, Point]] = []
    for segment in line:
        length = segment.length
        if start < length:
            low, high = max(start, 0.0), min(end, length)
            if low < high:
                found += segment.samples(low, high)
        start, end = start - length, end - length
        if end <= 0:
            break
    return found


def stroke(points: list[tuple[Point, Point]], half: float) -> tuple[Point, ...]:
    """A thick line as a polygon, which is pointed at square corners; it turns to the right only.

    Args:
        points: The line's points, each with the direction to the left of it.
        half: Half of how thick it is.
    """
    left: list[Point] = []
    right: list[Point] = []
    before = points[0][1] if points else (0.0, 0.0)
    for (x, y), (across, down) in points:
        turn = across * before[0] + down * before[1]
        if turn < 0.5:
            if turn > _SHARP:
                spread = half / (1 + turn)
                left.append((x + (across + before[0]) * spread, y + (down + before[1]) * spread))
            right.append((x, y))
        left.append((x + across * half, y + down * half))
        right.append((x - across * half, y - down * half))
        before = across, down
    return (*left, *reversed(right))
