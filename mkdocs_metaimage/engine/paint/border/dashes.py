"""Dashes and dots along borders, placed as Chromium places them."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, dist, floor, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Final

from ...boxes import Edges
from ..path import Path, chords
from .gaps import SQUARE, pattern

if TYPE_CHECKING:
    from ..canvas import Region
    from ..shapes import Corners
    from .sides import Side

# The width of square dots whose gaps can be too wide for one and too narrow for two.
_SPLIT: Final = 3

Point = tuple[float, float]

# How far a chord may be from an arc that is measured, in px.
_COARSE: Final = 0.49
# More than these are not told apart in any picture.
_MOST: Final = 5000


def straight(side: Side, outer: Region) -> Path:
    """The dashes or dots of a side of a box without round corners; they reach into both corners."""
    left, top, right, bottom = outer
    thick = side.width
    across = side.name in ("top", "bottom")
    length = float(right - left if across else bottom - top)
    dash, step = pattern(length, thick, side.kind, closed=False)
    x, y = {
        "top": (left, top), "right": (right - thick, top), "bottom": (left, bottom - thick), "left": (left, top),
    }[side.name]  # fmt: skip
    path: list[tuple[Point, ...]] = []
    if side.kind == "dotted" and not is_round(side):
        spans = _squares(int(length), int(thick))
    else:
        starts = [index * step for index in range(_count(length, dash, step))]
        spans = [(start, min(start + dash, length)) for start in starts]
    for start, end in spans:
        place = (x + start, y, x + end, y + thick) if across else (x, y + start, x + thick, y + end)
        path += _mark(side, *place).contours
    return Path(tuple(path))


def curved(side: Side, outer: Region, corners: Corners, edges: Edges) -> Path:
    """The dashes or dots that run around a box with round corners, along the middle of its border."""
    # The middle that Chromium has for dots is of whole px.
    half = Edges(*(edge // 2 if is_round(side) else edge / 2 for edge in edges))
    left, top = outer.left + half.left, outer.top + half.top
    right, bottom = outer.right - half.right, outer.bottom - half.bottom
    middle = corners.inset(half)
    line, places = _around(left, top, right, bottom, middle)
    length, thick = places[-1], side.width
    # Square dots are spread as if the line had two ends.
    closed = side.kind == "dashed" or is_round(side)
    dash, step = pattern(floor(length), thick, side.kind, closed=closed)
    path: list[tuple[Point, ...]] = []
    for index in range(_count(length, dash, step)):
        if is_round(side):
            (x, y), *_ = _between(line, places, index * step, index * step)
            path += Path.ellipse(x, y, thick / 2, thick / 2).contours
        else:
            end = min(index * step + dash, length)
            path.append(_stroke(_between(line, places, index * step, end), thick / 2))
    return Path(tuple(path))


def is_round(side: Side) -> bool:
    """Whether a side is of round dots."""
    return side.kind == "dotted" and side.width > SQUARE


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


def _mark(side: Side, left: float, top: float, right: float, bottom: float) -> Path:
    if is_round(side):
        return Path.ellipse((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2)
    return Path.rectangle(left, top, right, bottom)


def _around(
    left: float, top: float, right: float, bottom: float, corners: Corners
) -> tuple[list[Point], list[float]]:
    """A line around a rectangle with round corners, clockwise from where its top side begins.

    Returns:
        Its points, the first one at its end again, and how far along it each is.
    """
    (tlx, tly), (trx, try_), (brx, bry), (blx, bly) = corners
    # The middles of the corners, and the radii to where the arc begins and to where it ends.
    arcs = (
        (right - trx, top + try_, (0.0, -try_), (trx, 0.0)),
        (right - brx, bottom - bry, (brx, 0.0), (0.0, bry)),
        (left + blx, bottom - bly, (0.0, bly), (-blx, 0.0)),
        (left + tlx, top + tly, (-tlx, 0.0), (0.0, -tly)),
    )
    line, places = [(left + tlx, top)], [0.0]
    for x, y, start, end in arcs:

        def at(angle: float, x: float = x, y: float = y, start: Point = start, end: Point = end) -> Point:
            c, s = cos(angle), sin(angle)
            return x + start[0] * c + end[0] * s, y + start[1] * c + end[1] * s

        line.append(at(0.0))
        places.append(places[-1] + dist(line[-2], line[-1]))
        arc = _measured(*(max(map(abs, pair)) for pair in zip(start, end, strict=True)))
        count = chords(max(map(abs, (*start, *end))), pi / 2) if arc else 0
        points = [at(pi / 2 * index / count) for index in range(count + 1)] if count else []
        steps = [dist(point, other) for point, other in pairwise(points)]
        for point, step in zip(points[1:], steps, strict=True) if arc else ():
            line.append(point)
            places.append(places[-1] + step * arc / sum(steps))
    return line, places


def _measured(radius_x: float, radius_y: float, start: float = 0.0, end: float = 1.0) -> float:
    """How long Chromium takes a quarter of an ellipse for, which it measures by as few chords as will do."""
    middle = (start + end) / 2
    (x, y), (px, py), (qx, qy) = (_on_quarter(radius_x, radius_y, share) for share in (middle, start, end))
    if max(abs(x - (px + qx) / 2), abs(y - (py + qy) / 2)) <= _COARSE:
        return hypot(qx - px, qy - py)
    return _measured(radius_x, radius_y, start, middle) + _measured(radius_x, radius_y, middle, end)


def _on_quarter(radius_x: float, radius_y: float, share: float) -> Point:
    """A point of a quarter of an ellipse as a rational curve, whose steps are not of equal angles."""
    other = 1 - share
    weight = sqrt(2) * share * other
    whole = other * other + weight + share * share
    return radius_x * (other * other + weight) / whole, radius_y * (weight + share * share) / whole


def _between(line: list[Point], places: list[float], start: float, end: float) -> list[Point]:
    """The part of a line between two places along it."""
    found = [_at(line, places, start)]
    found += [point for point, place in zip(line, places, strict=True) if start < place < end]
    return [*found, _at(line, places, end)]


def _at(line: list[Point], places: list[float], place: float) -> Point:
    index = next((index for index, each in enumerate(places) if each > place), len(places) - 1)
    (x, y), (next_x, next_y) = line[index - 1], line[index]
    length = places[index] - places[index - 1]
    share = (place - places[index - 1]) / length if length else 0.0
    return x + (next_x - x) * share, y + (next_y - y) * share


def _stroke(points: list[Point], half: float) -> tuple[Point, ...]:
    """A thick line as a polygon, its corners pointed."""
    line = [points[0]]
    line += [point for point, before in zip(points[1:], points, strict=False) if _away(point, before)]
    if len(line) < 2:
        return ()
    normals = []
    for (x, y), (next_x, next_y) in pairwise(line):
        length = hypot(next_x - x, next_y - y)
        normals.append(((next_y - y) / length, (x - next_x) / length))
    right: list[Point] = []
    left: list[Point] = []
    for (x, y), before, after in zip(line, [normals[0], *normals], [*normals, normals[-1]], strict=True):
        spread = half / max(1 + before[0] * after[0] + before[1] * after[1], 0.2)
        across, down = (before[0] + after[0]) * spread, (before[1] + after[1]) * spread
        left.append((x + across, y + down))
        right.append((x - across, y - down))
    return (*left, *reversed(right))


def _away(point: Point, other: Point) -> bool:
    return hypot(point[0] - other[0], point[1] - other[1]) > 1e-6
