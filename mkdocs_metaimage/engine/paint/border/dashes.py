"""Dashes and dots along borders, placed as Chromium places them."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING, Final

from ..path import Path
from .gaps import SQUARE, pattern

if TYPE_CHECKING:
    from ...boxes import Edges
    from ..canvas import Region
    from ..shapes import Corners
    from .sides import Side

Point = tuple[float, float]

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
    for index in range(_count(length, dash, step)):
        start = index * step
        end = min(start + dash, length)
        place = (x + start, y, x + end, y + thick) if across else (x, y + start, x + thick, y + end)
        path += _mark(side, *place).contours
    return Path(tuple(path))


def curved(side: Side, outer: Region, corners: Corners, edges: Edges) -> Path:
    """The dashes or dots that run around a box with round corners, along the middle of its border."""
    left, top = outer.left + edges.left / 2, outer.top + edges.top / 2
    right, bottom = outer.right - edges.right / 2, outer.bottom - edges.bottom / 2
    middle = corners.inset(edges.__class__(*(edge / 2 for edge in edges)))
    found = Path.rounded(left, top, right, bottom, middle)
    if not found.contours:
        return found
    line = _from_top(found.contours[0], top)
    places = [0.0, *accumulate(hypot(x - px, y - py) for (px, py), (x, y) in pairwise(line))]
    length, thick = places[-1], side.width
    dash, step = pattern(length, thick, side.kind, closed=True)
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


def _mark(side: Side, left: float, top: float, right: float, bottom: float) -> Path:
    if is_round(side):
        return Path.ellipse((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2)
    return Path.rectangle(left, top, right, bottom)


def _from_top(points: tuple[Point, ...], top: float) -> list[Point]:
    """A closed line from where its top side begins, that point at its end again."""
    start = next(index for index, (_, y) in enumerate(points) if y - top < 1e-9)
    return [*points[start:], *points[: start + 1]]


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
