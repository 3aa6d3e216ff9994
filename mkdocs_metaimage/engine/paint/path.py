"""Outlines of any shape as polygons, and as masks whose pixels say exactly how much is covered of them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import acos, ceil, cos, floor, pi, sin
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from ..boxes import Rect
from ..text.faces import UNITS
from .matrix import around
from .pen import drawn, font_of_one
from .regions import Piece, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .matrix import Matrix

Point = tuple[float, float]
Contour = tuple[Point, ...]

# How far a chord may be away from the curve that it stands for, in px.
_AWAY: Final = 0.02
_MOST_CHORDS: Final = 256
# What is nearer than this in px is at the same place.
_NEAR: Final = 1e-5
# How many lines run through a row of pixels of a shape that is filled by the even-odd rule; with more edges and
# rows than this one must do.
_LINES: Final = 4
_MANY: Final = 500_000
# At how many places in a row of pixels the points of a path are in Skia.
_ROWS: Final = 4
# How many points one operator of a glyph's program takes: its stack holds 513 numbers.
_POINTS: Final = 250


@dataclass(frozen=True, slots=True)
class Path:
    """A shape: closed polygons in px, curves cut into chords.

    One that lies in another and turns the other way is a hole, unless the shape is filled by the even-odd rule.

    Attributes:
        contours: The points of each polygon.
    """

    contours: tuple[Contour, ...] = ()

    @classmethod
    def rectangle(cls, left: float, top: float, right: float, bottom: float) -> Path:
        """A rectangle."""
        return cls((((left, top), (right, top), (right, bottom), (left, bottom)),))

    @classmethod
    def polygon(cls, points: Iterable[Point]) -> Path:
        """A polygon."""
        return cls((tuple(points),))

    @classmethod
    def ellipse(cls, x: float, y: float, radius_x: float, radius_y: float, scale: float = 1.0) -> Path:
        """An ellipse about a point.

        Args:
            x: The point.
            y: The point.
            radius_x: Half of its width.
            radius_y: Half of its height.
            scale: By how much it will be made larger, which says how smooth it has to be.
        """
        if radius_x <= 0 or radius_y <= 0:
            return cls()
        count = 4 * chords(max(radius_x, radius_y) * scale, pi / 2)
        angles = [2 * pi * index / count for index in range(count)]
        return cls.polygon((x + radius_x * cos(angle), y + radius_y * sin(angle)) for angle in angles)

    @property
    def bounds(self) -> Rect:
        """The smallest upright rectangle around it."""
        xs = [x for contour in self.contours for x, _ in contour]
        ys = [y for contour in self.contours for _, y in contour]
        if not xs:
            return Rect(0.0, 0.0, 0.0, 0.0)
        left, top = min(xs), min(ys)
        return Rect(left, top, max(xs) - left, max(ys) - top)

    def transformed(self, matrix: Matrix | None) -> Path:
        """Where a matrix takes it; None leaves it where it is."""
        if matrix is None:
            return self
        return Path(tuple([matrix.points(contour) for contour in self.contours]))

    def reversed(self) -> Path:
        """The same shape with its contours turning the other way: put with another shape, a hole in that."""
        return Path(tuple([contour[::-1] for contour in self.contours]))

    def near(self, region: Region) -> Path:
        """The contours that may have something in a region; it makes paths of many contours cheap."""
        left, top, right, bottom = region
        found = []
        for contour in self.contours:
            xs, ys = zip(*contour, strict=True)
            if min(xs) < right and max(xs) > left and min(ys) < bottom and max(ys) > top:
                found.append(contour)
        return Path(tuple(found))

    def joined(self, other: Path) -> Path:
        """The contours of both."""
        return Path(self.contours + other.contours)


def mask_of(path: Path, clip: Region, *, even_odd: bool = False, exact: bool = False) -> Piece | None:
    """A shape as a mask, None where nothing of it is in the clip.

    Args:
        path: The shape, in device px.
        clip: Where it is needed.
        even_odd: Whether to fill it by the even-odd rule: else what its contours turn around.
        exact: Whether its edges are where they are. Else they go to quarters of rows, as those of paths do in
            Chromium, unless it is an upright rectangle.
    """
    left, top, width, height = path.bounds
    touched = around(left, top, left + width, top + height)
    seen = touched.intersection(clip)
    if seen.empty or not width or not height:
        return None
    contours = path.contours
    if seen != touched:
        contours = tuple([part for contour in contours if (part := _clipped(contour, seen))])
    contours = tuple([contour for contour in contours if len(contour) > 2])
    if not contours:
        return None
    if even_odd:
        return Piece(seen, _drawn_even_odd(contours, seen))
    exact = exact or (len(contours) == 1 and _is_upright(contours[0]))
    return _drawn(contours, seen, 65536 if exact else _ROWS)


def whole_of(path: Path) -> Region | None:
    """The whole pixels that a shape is, where it is an upright rectangle of whole pixels."""
    if len(path.contours) != 1 or len(path.contours[0]) != 4:
        return None
    points = path.contours[0]
    if any(abs(number - round(number)) > 1e-4 for point in points for number in point):
        return None
    corners = [(round(x), round(y)) for x, y in points]
    if not _is_upright(corners):
        return None
    (left, top), (right, bottom) = min(corners), max(corners)
    return Region(left, top, right, bottom)


def _is_upright(corners: Sequence[Point]) -> bool:
    """Whether all sides of a polygon of four corners run along rows and columns."""
    return len(corners) == 4 and all(
        abs(x - next_x) < _NEAR or abs(y - next_y) < _NEAR
        for (x, y), (next_x, next_y) in pairwise((*corners, corners[0]))
    )


# --- Curves


def chords(radius: float, angle: float) -> int:
    """How many chords stand for an arc of a radius in px and an angle in radians."""
    if radius <= _AWAY:
        return 1
    return min(max(ceil(abs(angle) / (2 * acos(1 - _AWAY / radius))), 2), _MOST_CHORDS)


# --- Clipping


def _clipped(contour: Contour, clip: Region) -> Contour:
    """The part of a polygon in a rectangle: cut at one edge after the other (Sutherland and Hodgman)."""
    points: Sequence[Point] = contour
    for axis, edge, sign in ((0, clip.left, 1), (0, clip.right, -1), (1, clip.top, 1), (1, clip.bottom, -1)):
        depths = [(point[axis] - edge) * sign for point in points]
        if min(depths, default=0.0) >= 0:
            continue
        kept: list[Point] = []
        last, before = points[-1], depths[-1]
        for point, depth in zip(points, depths, strict=True):
            if (depth < 0) != (before < 0):
                share = before / (before - depth)
                kept.append((last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share))
            if depth >= 0:
                kept.append(point)
            last, before = point, depth
        if len(kept) < 3:
            return ()
        points = kept
    return tuple(points)


# --- Drawing


def _drawn(contours: tuple[Contour, ...], seen: Region, rows: int) -> Piece | None:
    """The mask of contours whose points go to the nearest of so many places in a row of pixels."""
    found = drawn(_font_of(contours, seen.left, seen.top, rows))
    if found is None:
        return None
    right, below, image = found
    left, top = seen.left + right, seen.top + below
    region = Region(left, top, left + image.width, top + image.height)
    part = region.intersection(seen)
    if part.empty:
        return None
    if part != region:
        image = image.crop((part.left - left, part.top - top, part.right - left, part.bottom - top))
    return Piece(part, image)


def _font_of(contours: tuple[Contour, ...], left: int, top: int, rows: int) -> Any:
    """A font whose glyph 0 has these contours in px as seen from a corner.

    Its outlines are of the table CFF2, whose coordinates have 16 bits behind the point.
    """
    return font_of_one({"CFF2": _table(_program(contours, left, top, rows))}, UNITS * UNITS)


def _program(contours: tuple[Contour, ...], left: int, top: int, rows: int) -> bytes:
    """The contours as a glyph's program: rmoveto (21) and rlineto (5), steps as fixed-point numbers (255)."""
    parts: list[bytes] = []
    x = y = 0
    for contour in contours:
        operator, limit = b"\x15", 1
        points = [
            (round((px - left) * 65536), (top * rows - floor(py * rows + 0.5)) * (65536 // rows))
            for px, py in contour
        ]
        start = 0
        while start < len(points):
            numbers: list[int] = []
            for px, py in points[start : start + limit]:
                numbers += (255, px - x, 255, py - y)
                x, y = px, py
            parts.append(struct.pack(">" + "Bi" * (len(numbers) // 2), *numbers) + operator)
            start += limit
            operator, limit = b"\x05", _POINTS
    return b"".join(parts)


def _table(program: bytes) -> bytes:
    """https://learn.microsoft.com/typography/opentype/spec/cff2: a table of one glyph, of one empty FontDICT."""
    top_size, nothing = 13, struct.pack(">I", 0)
    programs = _index(program)
    programs_at = 5 + top_size + len(nothing)
    fonts_at = programs_at + len(programs)
    # Private (18): of no bytes, after all.
    font = _number(0) + _number(fonts_at + len(_index(bytes(11)))) + b"\x12"
    # CharStrings (17) and FDArray (12 36).
    top = _number(programs_at) + b"\x11" + _number(fonts_at) + b"\x0c\x24"
    return struct.pack(">BBBH", 2, 0, 5, top_size) + top + nothing + programs + _index(font)


def _index(item: bytes) -> bytes:
    return struct.pack(">IBII", 1, 4, 1, 1 + len(item)) + item


def _number(value: int) -> bytes:
    return struct.pack(">Bi", 29, value)


def _drawn_even_odd(contours: tuple[Contour, ...], seen: Region) -> Image.Image:
    """What an odd number of contours cover: lines through the rows of pixels, along which it is exact."""
    lines = _LINES if seen.height * sum(map(len, contours)) < _MANY else 1
    crossings: list[list[float]] = [[] for _ in range(seen.height * lines)]
    for contour in contours:
        for (x, y), (next_x, next_y) in pairwise((*contour, contour[0])):
            first, last = sorted(((y - seen.top) * lines - 0.5, (next_y - seen.top) * lines - 0.5))
            slope = (next_x - x) / ((next_y - y) * lines) if next_y != y else 0.0
            start = x - seen.left - slope * ((y - seen.top) * lines - 0.5)
            for line in range(max(ceil(first), 0), min(ceil(last), len(crossings))):
                crossings[line].append(start + slope * line)
    rows = [_row(crossings[top : top + lines], seen.width) for top in range(0, len(crossings), lines)]
    return Image.frombytes("L", (seen.width, seen.height), b"".join(rows))


def _row(lines: Sequence[list[float]], width: int) -> bytes:
    """A row of pixels from the places where lines through it cross the contours."""
    # How much more of each pixel is covered than of the one before, so that the running sum is the coverage.
    steps = [0.0] * (width + 2)
    for crossings in lines:
        crossings.sort()
        for index, place in enumerate(crossings):
            sign = -1.0 if index % 2 else 1.0
            place = min(max(place, 0.0), float(width))
            pixel = int(place)
            share = pixel + 1 - place
            steps[pixel] += sign * share
            steps[pixel + 1] += sign * (1 - share)
    scale = 255 / len(lines)
    return bytes([min(max(int(total * scale + 0.5), 0), 255) for total in accumulate(steps[:width])])
