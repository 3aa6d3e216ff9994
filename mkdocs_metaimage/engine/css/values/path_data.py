"""Paths as SVG writes them (SVG 2, section 9.3), as lines and cubic curves between absolute points."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]
#: One point for a line, three for a curve: its two control points and its end.
Segment = tuple[Point, ...]

_COUNTS: Final = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_COMMANDS: Final = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_NUMBER: Final = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG: Final = re.compile(r"[\s,]*([01])")
_BLANK: Final = re.compile(r"[\s,]*")
# No path of a card has so many segments, and each takes time to draw.
_MOST: Final = 20_000
# Below this part of its ellipse's size an arc is not told from a line.
_STRAIGHT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Subpath:
    """A part of a path without gaps.

    Attributes:
        start: Where it begins.
        segments: Its lines and curves.
    """

    start: Point
    segments: tuple[Segment, ...]


@dataclass
class _Pen:
    """What draws a path.

    Attributes:
        subpaths: The parts that are finished.
        start: Where the present part began.
        place: Where the pen is.
        segments: The segments of the present part.
        control: The last control point, and the command that it is of.
    """

    subpaths: list[Subpath] = field(default_factory=list)
    start: Point = (0.0, 0.0)
    place: Point = (0.0, 0.0)
    segments: list[Segment] = field(default_factory=list)
    control: tuple[str, Point] = ("", (0.0, 0.0))

    def finish(self) -> None:
        """End the present part."""
        if self.segments:
            self.subpaths.append(Subpath(self.start, tuple(self.segments)))
        self.segments = []

    def add(self, *points: Point) -> None:
        """Draw a line or a curve."""
        self.segments.append(points)
        self.place = points[-1]


def parse_path(data: str) -> tuple[Subpath, ...] | None:
    """The parts of a path; None where it is not written as one."""
    pen = _Pen()
    end = 0
    count = 0
    for command in _COMMANDS.finditer(data):
        if data[end : command.start()].strip() or (not end and command[1] not in "Mm"):
            return None
        end = command.end()
        groups = _groups(command[1].lower(), command[2])
        if groups is None:
            return None
        count += len(groups)
        if count > _MOST:
            return None
        for index, numbers in enumerate(groups):
            # Further pairs after a move are lines.
            name = command[1] if index == 0 or command[1] not in "Mm" else "Ll"["Mm".index(command[1])]
            _draw(pen, name, numbers)
    if not end or data[end:].strip():
        return None
    pen.finish()
    return tuple(pen.subpaths)


def _groups(name: str, text: str) -> list[list[float]] | None:
    """The numbers behind a command, so many in each group as it takes."""
    size = _COUNTS[name]
    numbers: list[float] = []
    end = 0
    while end < len(text):
        pattern = _FLAG if name == "a" and len(numbers) % 7 in (3, 4) else _NUMBER
        found = pattern.match(text, end)
        if found is None:
            break
        numbers.append(float(found[1]))
        end = found.end()
    rest = _BLANK.match(text, end)
    if rest is None or rest.end() != len(text):
        return None
    if not size:
        return None if numbers else [[]]
    if not numbers or len(numbers) % size:
        return None
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def _draw(pen: _Pen, command: str, numbers: list[float]) -> None:
    name = command.lower()
    x, y = pen.place if command.islower() else (0.0, 0.0)
    if name == "z":
        pen.finish()
        pen.place = pen.start
    elif name == "h":
        pen.add((x + numbers[0], pen.place[1]))
    elif name == "v":
        pen.add((pen.place[0], y + numbers[0]))
    elif name == "a":
        end = (x + numbers[5], y + numbers[6])
        for points in _arc(pen.place, numbers, end):
            pen.add(*points)
    else:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        _draw_points(pen, name, [(x + across, y + down) for across, down in pairs])
    if name not in ("c", "s", "q", "t"):
        pen.control = ("", pen.place)


def _draw_points(pen: _Pen, name: str, points: list[Point]) -> None:
    if name == "m":
        pen.finish()
        pen.start = pen.place = points[0]
        return
    if name == "l":
        pen.add(points[0])
        return
    if name in ("s", "t"):
        # The first control point mirrors the last one of a curve of the same kind.
        kind, (x, y) = pen.control
        last_x, last_y = pen.place
        mirrored = (2 * last_x - x, 2 * last_y - y) if kind == ("c" if name == "s" else "q") else pen.place
        points = [mirrored, *points]
    if name in ("c", "s"):
        pen.control = ("c", points[1])
        pen.add(*points)
        return
    middle, end = points
    pen.control = ("q", middle)
    pen.add(_between(pen.place, middle, 2 / 3), _between(end, middle, 2 / 3), end)


def _between(first: Point, last: Point, share: float) -> Point:
    return first[0] + (last[0] - first[0]) * share, first[1] + (last[1] - first[1]) * share


def _arc(start: Point, numbers: list[float], end: Point) -> Iterator[Segment]:
    """An elliptical arc as curves of a quarter of the ellipse at most (SVG 2, appendix B.2)."""
    radius_x, radius_y = abs(numbers[0]), abs(numbers[1])
    if not radius_x or not radius_y or start == end:
        yield (end,)
        return
    cosine, sine = cos(radians(numbers[2])), sin(radians(numbers[2]))
    across, down = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = (cosine * across + sine * down) / radius_x, (cosine * down - sine * across) / radius_y
    size = hypot(x, y)
    if size < _STRAIGHT:
        yield (end,)
        return
    if size > 1:  # too small to reach: as large as they have to be
        radius_x, radius_y, x, y, size = radius_x * size, radius_y * size, x / size, y / size, 1.0
    # The centre of the circle that the ellipse is when its radii are 1.
    share = sqrt(max(1 / (size * size) - 1, 0.0)) * (1 if numbers[3] != numbers[4] else -1)
    center_x, center_y = share * y, -share * x
    first = atan2(y - center_y, x - center_x)
    turn = atan2(-y - center_y, -x - center_x) - first
    if numbers[4] and turn < 0:
        turn += 2 * pi
    elif not numbers[4] and turn > 0:
        turn -= 2 * pi

    def place(px: float, py: float) -> Point:
        px, py = (px + center_x) * radius_x, (py + center_y) * radius_y
        return (
            cosine * px - sine * py + (start[0] + end[0]) / 2,
            sine * px + cosine * py + (start[1] + end[1]) / 2,
        )

    count = max(ceil(abs(turn) / (pi / 2) - 1e-6), 1)
    step = turn / count
    reach = 4 / 3 * tan(step / 4)
    for index in range(count):
        low, high = first + step * index, first + step * (index + 1)
        yield (
            place(cos(low) - reach * sin(low), sin(low) + reach * cos(low)),
            place(cos(high) + reach * sin(high), sin(high) - reach * cos(high)),
            end if index == count - 1 else place(cos(high), sin(high)),
        )
