"""Glyphs as masks, their outlines made into the edges that Skia, Chromium's painter, makes of them.

Skia's analytic rasteriser knows no finer rows than quarters of a pixel: each end of an edge, and each point
at which it cuts a curve into edges, goes to the nearest. At the sizes of text that is a good part of what
one sees of a serif or of the bowl of an o. Columns are exact.
"""

from __future__ import annotations

import struct
import threading
from itertools import accumulate, pairwise
from math import ceil, floor, sqrt
from operator import mul, sub
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uharfbuzz as hb
from PIL import Image

from ..cache import BoundedCache
from ..text.faces import UNITS

if TYPE_CHECKING:
    from ..text.faces import SizedFace

# Points have `UNITS` to the px here, and y runs down.
_Point = tuple[float, float]

_QUARTER: Final = UNITS // 4
# Edges that are higher than this end at whole pixels within a curve.
_HIGH: Final = 2 * UNITS
# Skia measures how far a curve is from its chord in parts of a px, and quarters that with each halving.
_PARTS: Final = 256
_MOST_HALVINGS: Final = 6
# By how much finer a glyph is drawn whose contours overlap: HarfBuzz adds up what they cover of a pixel.
_FINER: Final = 4
# Glyphs' coordinates are 16-bit numbers, and so are the steps between them.
_MOST_BITS: Final = 14

_local = threading.local()


class Mask(NamedTuple):
    """A glyph's pixels.

    Attributes:
        left: Where they begin, in px to the right of its origin.
        top: Where they begin, in px below its origin.
        image: How much of each pixel the glyph covers.
    """

    left: int
    top: int
    image: Image.Image


class _Outline(NamedTuple):
    """The edges of a glyph, as the only glyph of a font: HarfBuzz's pen draws no other outlines.

    Attributes:
        font: The font.
        overlaps: Whether there are contours that lie over others.
        size: How many points it has.
    """

    font: Any
    overlaps: bool
    size: int


_outlines: BoundedCache[tuple[SizedFace, int], _Outline | None] = BoundedCache(
    200_000, lambda outline: outline.size + 40 if outline else 1
)


def glyph_mask(face: SizedFace, glyph: int, shift: float) -> Mask | None:
    """The pixels of a glyph, None where it has none.

    Args:
        face: Its face.
        glyph: Its number.
        shift: How far to the right of a whole pixel its origin is, in px.
    """
    outline = _outlines.get((face, glyph), lambda: _outline(face, glyph))
    if outline is None:
        return None
    pen = _pen()
    finer = _FINER if outline.overlaps else 1
    pen.transform = (float(finer), 0.0, 0.0, float(finer), shift * UNITS * finer, 0.0)
    pen.draw_glyph(outline.font, 0)
    pixels = pen.render()
    extents = pixels.extents
    if not extents.width or not extents.height:
        return None
    size = (extents.width, extents.height)
    # HarfBuzz's rows run from bottom to top.
    image = Image.frombytes("L", size, pixels.buffer, "raw", "L", extents.stride, -1)
    mask = Mask(extents.x_origin, -(extents.y_origin + extents.height), image)
    return mask if finer == 1 else _coarser(mask, finer)


def _coarser(mask: Mask, finer: int) -> Mask:
    left, top = floor(mask.left / finer), floor(mask.top / finer)
    right = ceil((mask.left + mask.image.width) / finer)
    bottom = ceil((mask.top + mask.image.height) / finer)
    whole = Image.new("L", ((right - left) * finer, (bottom - top) * finer))
    whole.paste(mask.image, (mask.left - left * finer, mask.top - top * finer))
    return Mask(left, top, whole.reduce(finer))


def _pen() -> Any:
    """This thread's pen; it holds the outline that it is drawing."""
    if not hasattr(_local, "pen"):
        _local.pen = hb.RasterDraw()
        _local.pen.scale_factor = (UNITS, UNITS)
    return _local.pen


# --- The outline of a glyph


def _outline(face: SizedFace, glyph: int) -> _Outline | None:
    pen = _EdgePen(round(face.sink * UNITS))
    functions = hb.DrawFuncs()
    functions.set_move_to_func(pen.move_to)
    functions.set_line_to_func(pen.line_to)
    functions.set_quadratic_to_func(pen.quadratic_to)
    functions.set_cubic_to_func(pen.cubic_to)
    face.font.draw_glyph(glyph, functions)
    contours = [contour for contour in pen.contours if len(contour) > 2]
    if not contours:
        return None
    return _Outline(_font_of(contours), _overlap(contours), sum(map(len, contours)))


class _EdgePen:
    """Takes a glyph's outline from HarfBuzz, whose y runs up, and makes polygons of it.

    Args:
        sink: How far below its place the glyph is drawn.
    """

    def __init__(self, sink: int) -> None:
        self.contours: list[list[_Point]] = []
        self._contour: list[_Point] = []
        self._last: _Point = (0, 0)
        self._sink = sink

    def move_to(self, x: float, y: float, data: object) -> None:
        """Begin a contour."""
        self._contour = []
        self.contours.append(self._contour)
        self.line_to(x, y, data)

    def line_to(self, x: float, y: float, data: object) -> None:
        """Go on straight."""
        self._last = (x, self._sink - y)
        self._contour.append((x, _snapped(self._last[1])))

    def quadratic_to(self, x1: float, y1: float, x2: float, y2: float, data: object) -> None:
        """Go on along a curve with one control point."""
        curve = (self._last, (x1, self._sink - y1), (x2, self._sink - y2))
        self._last = curve[2]
        for piece in _quadratics(curve):
            self._contour += _edges(_points_of_quadratic(piece))

    def cubic_to(
        self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, data: object
    ) -> None:
        """Go on along a curve with two control points."""
        sink = self._sink
        curve = (self._last, (x1, sink - y1), (x2, sink - y2), (x3, sink - y3))
        self._last = curve[3]
        for piece in _cubics(curve):
            self._contour += _edges(_points_of_cubic(piece))


def _snapped(y: float) -> int:
    """The nearest quarter of a pixel."""
    return floor(y / _QUARTER + 0.5) * _QUARTER


def _edges(points: list[_Point]) -> list[_Point]:
    """The points of a piece of a curve, which runs only down or only up, where its edges end.

    An edge without a height is left out, and the next one begins where that did.
    """
    upward = points[0][1] > points[-1][1]
    if upward:
        points = points[::-1]
    (x, y), (last_x, last_y) = points[0], points[-1]
    top, bottom = _snapped(y), _snapped(last_y)
    # The first point is moved before Skia goes on from it, and takes all but the last along.
    moved = top - y
    ends: list[_Point] = [(x, top)]
    for (_, before), (next_x, after) in pairwise(points[:-1]):
        end = _end(ends[-1], (next_x, after + moved), after - before >= _HIGH)
        if end[1] != ends[-1][1]:
            ends.append((end[0], min(end[1], bottom)))
    ends.append((last_x, bottom))
    return ends[::-1] if upward else ends


def _end(start: _Point, end: _Point, high: bool) -> _Point:
    """Where an edge within a curve ends: a high one where it crosses a whole row."""
    x, y = end
    if not high:
        return x, _snapped(y)
    row = floor(y / UNITS + 0.5) * UNITS
    return x - (x - start[0]) / (y - start[1]) * (y - row), row


# --- Curves, cut where they turn up or down


def _quadratics(curve: tuple[_Point, _Point, _Point]) -> tuple[tuple[_Point, _Point, _Point], ...]:
    (x0, y0), (x1, y1), (x2, y2) = curve
    if (y0 - y1) * (y1 - y2) >= 0:
        return (curve,)
    share = (y0 - y1) / (y0 - 2 * y1 + y2)
    left, right = x0 + (x1 - x0) * share, x1 + (x2 - x1) * share
    turn = (left + (right - left) * share, y0 + (y1 - y0) * share)
    return ((x0, y0), (left, turn[1]), turn), (turn, (right, turn[1]), (x2, y2))


def _points_of_quadratic(curve: tuple[_Point, _Point, _Point]) -> list[_Point]:
    (x0, y0), (x1, y1), (x2, y2) = curve
    count = 1 << max(1, _halvings((2 * x1 - x0 - x2) / 4, (2 * y1 - y0 - y2) / 4))
    if count == 2:
        return [(x0, y0), ((x0 + 2 * x1 + x2) / 4, (y0 + 2 * y1 + y2) / 4), (x2, y2)]
    shares = [number / count for number in range(count + 1)]
    return [
        (
            (1 - t) * (1 - t) * x0 + 2 * t * (1 - t) * x1 + t * t * x2,
            (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * y1 + t * t * y2,
        )
        for t in shares
    ]


_Cubic = tuple[_Point, _Point, _Point, _Point]


def _cubics(curve: _Cubic) -> list[_Cubic]:
    y0, y1, y2, y3 = (y for _, y in curve)
    # The derivative is a t^2 + 2 b t + c, times 3.
    a, b, c = y3 - 3 * y2 + 3 * y1 - y0, y2 - 2 * y1 + y0, y1 - y0
    pieces, done = [], 0.0
    for share in _roots(a, 2 * b, c):
        first, curve = _cut(curve, (share - done) / (1 - done))
        pieces.append(first)
        done = share
    return [*pieces, curve]


def _roots(a: float, b: float, c: float) -> list[float]:
    """Where a t^2 + b t + c is zero between 0 and 1."""
    if abs(a) < 1e-6:
        found = [-c / b] if b else []
    elif b * b <= 4 * a * c:
        found = []
    else:
        root = sqrt(b * b - 4 * a * c)
        found = sorted(((-b - root) / (2 * a), (-b + root) / (2 * a)))
    return [share for share in found if 1e-6 < share < 1 - 1e-6]


def _cut(curve: _Cubic, share: float) -> tuple[_Cubic, _Cubic]:
    """The two parts of a curve (de Casteljau)."""
    p0, p1, p2, p3 = curve
    p01, p12, p23 = _between(p0, p1, share), _between(p1, p2, share), _between(p2, p3, share)
    p012, p123 = _between(p01, p12, share), _between(p12, p23, share)
    middle = _between(p012, p123, share)
    return (p0, p01, p012, middle), (middle, p123, p23, p3)


def _between(one: _Point, other: _Point, share: float) -> _Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _points_of_cubic(curve: _Cubic) -> list[_Point]:
    away = [
        max(abs(8 * p0 - 15 * p1 + 6 * p2 + p3), abs(p0 + 6 * p1 - 15 * p2 + 8 * p3)) / 27
        for p0, p1, p2, p3 in zip(*curve, strict=True)
    ]
    count = 1 << (_halvings(*away) + 1)
    points = [curve[0]]
    for number in range(1, count):
        t, u = number / count, 1 - number / count
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        x, y = (sum(map(mul, weights, values)) for values in zip(*curve, strict=True))
        points.append((x, y))
    return [*points, curve[3]]


def _halvings(x: float, y: float) -> int:
    """How often Skia halves a curve that is so far from its chord, in two directions."""
    x, y = abs(x), abs(y)
    away = int((max(x, y) + min(x, y) / 2) * _PARTS / UNITS)
    return min(((away + 16) >> 5).bit_length() // 2, _MOST_HALVINGS)


# --- A font of one glyph


def _overlap(contours: list[list[_Point]]) -> bool:
    """Whether contours that turn the same way lie over each other, by the boxes around them."""
    boxes: list[tuple[bool, float, float, float, float]] = []
    for contour in contours if len(contours) > 1 else ():
        xs, ys = zip(*contour, strict=True)
        turns = sum(map(mul, xs, (*ys[1:], ys[0]))) > sum(map(mul, ys, (*xs[1:], xs[0])))
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        for other in boxes:
            if (
                turns == other[0]
                and left < other[3]
                and other[1] < right
                and top < other[4]
                and other[2] < bottom
            ):
                return True
        boxes.append((turns, left, top, right, bottom))
    return False


def _font_of(contours: list[list[_Point]]) -> Any:
    """A font whose glyph 0 has these contours, in `UNITS` to the px."""
    points = [point for contour in contours for point in contour]
    most = int(max(max(abs(x), abs(y)) for x, y in points))
    coarse = max(0, most.bit_length() - _MOST_BITS)
    xs = [round(x) >> coarse for x, _ in points]
    ys = [-round(y) >> coarse for _, y in points]
    ends = list(accumulate(map(len, contours)))
    # https://learn.microsoft.com/typography/opentype/spec/glyf: all points are on the curve, all steps 16-bit.
    glyph = b"".join((
        struct.pack(">h8x", len(ends)),
        struct.pack(f">{len(ends)}H2x", *[end - 1 for end in ends]),
        b"\1" * len(points),
        struct.pack(f">{len(points)}h", *map(sub, xs, [0, *xs])),
        struct.pack(f">{len(points)}h", *map(sub, ys, [0, *ys])),
    ))  # fmt: skip
    tables = {
        "head": struct.pack(">I8xI2xH30xh2x", 0x10000, 0x5F0F3CF5, UNITS, 1),
        "maxp": struct.pack(">IH", 0x5000, 1),
        "loca": struct.pack(">II", 0, len(glyph)),
        "glyf": glyph,
    }
    font = hb.Font(hb.Face.create_for_tables(lambda face, tag, data: tables.get(tag), None))
    font.scale = (UNITS << coarse, UNITS << coarse)
    return font
