"""Curves as lines, and lines as Chromium draws them: its edges begin and end at quarters of pixels.

A curve is cut into so few lines that it shows, so they are the same here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from math import hypot, sqrt
from typing import TYPE_CHECKING, Final

from ..text.faces import UNITS
from .edges import Edges
from .path import Path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .matrix import Matrix
    from .path import Point
    from .regions import Region

#: One point for a line, two for the quarter of an ellipse (the corner around it and its end), three for a cubic
#: curve (its two control points and its end).
Segment = tuple["Point", ...]

_QUARTER_WEIGHT: Final = sqrt(0.5)
# How far the parabolas that stand for the quarter of an ellipse may be away from it, in px.
_AWAY: Final = 0.25
_MOST_HALVINGS: Final = 5


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


def flattened(
    outline: Outline, matrix: Matrix | None, *, clip: Region | None = None, stroked: bool = False
) -> Path:
    """A shape as polygons in device px.

    Args:
        outline: The shape, in local px.
        matrix: From local px to device px; None where they are the same.
        clip: Where it is needed, in device px: contours that are not there are left out. None is everywhere.
        stroked: Whether it is an edge of a line: then Chromium makes fewer parts of its arcs.
    """
    edges = Edges()
    for start, segments in outline.contours:
        if matrix is not None:
            (start,) = matrix.points((start,))
            segments = tuple(matrix.points(segment) for segment in segments)
        if clip is not None and not _meets((start, *chain.from_iterable(segments)), clip):
            continue
        edges.move_to(*_up(start))
        last = start
        for segment in segments:
            _add(edges, last, segment, stroked)
            last = segment[-1]
    points = [(x / UNITS, y / UNITS) for x, y in zip(edges.xs, edges.ys, strict=True)]
    return Path(tuple([tuple(points[slice(*ends)]) for ends in pairwise((*edges.starts, len(points)))]))


def _meets(points: Sequence[Point], clip: Region) -> bool:
    """Whether what lies between points can be in a region."""
    xs, ys = zip(*points, strict=True)
    return bool(min(xs) < clip.right and max(xs) > clip.left and min(ys) < clip.bottom and max(ys) > clip.top)


def _up(point: Point) -> Point:
    """A point as edges are given them: in parts of a px, and y upwards."""
    return point[0] * UNITS, -point[1] * UNITS


def _add(edges: Edges, start: Point, segment: Segment, stroked: bool) -> None:
    """Go on along a segment."""
    if len(segment) == 1:
        edges.line_to(*_up(segment[0]))
    elif len(segment) == 2:
        corner, end = segment
        for _, middle, last in parabolas(start, corner, end, stroked):
            edges.quadratic_to(*_up(middle), *_up(last))
    else:
        first, second, end = segment
        edges.cubic_to(*_up(first), *_up(second), *_up(end))


def _between(first: Point, last: Point, share: float) -> Point:
    return first[0] + (last[0] - first[0]) * share, first[1] + (last[1] - first[1]) * share


def parabolas(
    start: Point, corner: Point, end: Point, stroked: bool = False
) -> list[tuple[Point, Point, Point]]:
    """The quarter of an ellipse as parabolas: it is halved until they are near enough."""
    # Halves are nearer to it than filled shapes take them for.
    nearer = 16 if stroked else 4
    less = _QUARTER_WEIGHT - 1
    factor = less / (4 * (2 + less))
    away = hypot(factor * (start[0] - 2 * corner[0] + end[0]), factor * (start[1] - 2 * corner[1] + end[1]))
    parts = [(start, corner, end)]
    weight = _QUARTER_WEIGHT
    for _ in range(_MOST_HALVINGS):
        if away <= _AWAY:
            break
        away /= nearer
        parts = [half for part in parts for half in _halves(*part, weight)]
        weight = sqrt(0.5 + weight / 2)
    return parts


def _halves(start: Point, corner: Point, end: Point, weight: float) -> tuple[tuple[Point, Point, Point], ...]:
    share = weight / (1 + weight)
    first, last = _between(start, corner, share), _between(end, corner, share)
    middle = _between(first, last, 0.5)
    return (start, first, middle), (middle, last, end)
