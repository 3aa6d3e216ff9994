"""The outlines of glyphs as the edges that Skia, Chromium's painter, makes of them.

Skia's analytic rasteriser knows no finer rows than quarters of a pixel: each end of an edge, and each point
at which it cuts a curve into edges, goes to the nearest. At the sizes of text that is a good part of what
one sees of a serif or of the bowl of an o. Columns are exact.

All this is done for each point of each glyph at each size: hence the long rows of plain numbers.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

import uharfbuzz as hb

from ..text.faces import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..text.faces import SizedFace

# A matrix without its translation.
Turn = tuple[float, float, float, float]

_QUARTER: Final = UNITS // 4
_HALF: Final = _QUARTER // 2
# Edges that are higher than this end at whole pixels within a curve.
_HIGH: Final = 2 * UNITS
# Skia measures how far a curve is from its chord in parts of a px, and quarters that with each halving.
_PARTS: Final = 256
_MOST_HALVINGS: Final = 6
# How far along a curve the points lie that it is cut at, by how often it is halved.
_SHARES: Final = tuple(
    tuple(number / 2**times for number in range(1, 2**times)) for times in range(_MOST_HALVINGS + 2)
)


class Edges:
    """Takes an outline whose y runs up, as HarfBuzz gives that of a glyph, and makes polygons of it.

    Args:
        sink: How far it is lowered, in px.
        turn: The first four numbers of a matrix that its points go through, y downwards; None for none.

    Attributes:
        xs: The points of all contours, `UNITS` to the px.
        ys: Their places below the baseline.
        starts: Where in them each contour starts.
    """

    def __init__(self, sink: float = 0.0, turn: Turn | None = None) -> None:
        self.xs: list[float] = []
        self.ys: list[float] = []
        self.starts: list[int] = []
        self._x = self._y = 0.0
        self._sink = round(sink * UNITS)
        self._turn = turn

    @classmethod
    def of_glyph(cls, face: SizedFace, glyph: int, turn: Turn | None = None) -> Edges:
        """Those of a glyph of a face."""
        edges = cls(face.sink, turn)
        functions = hb.DrawFuncs()
        functions.set_move_to_func(edges.move_to)
        functions.set_line_to_func(edges.line_to)
        functions.set_quadratic_to_func(edges.quadratic_to)
        functions.set_cubic_to_func(edges.cubic_to)
        face.font.draw_glyph(glyph, functions)
        return edges

    def move_to(self, x: float, y: float, data: object = None) -> None:
        """Begin a contour."""
        self.starts.append(len(self.xs))
        self.line_to(x, y, data)

    def line_to(self, x: float, y: float, data: object = None) -> None:
        """Go on straight."""
        if self._turn is not None:
            x, y = self._turned(x, y)
        self._x, self._y = x, self._sink - y
        self.xs.append(x)
        self.ys.append((self._y + _HALF) // _QUARTER * _QUARTER)

    def quadratic_to(self, x1: float, y1: float, x2: float, y2: float, data: object = None) -> None:
        """Go on along a quadratic curve."""
        if self._turn is not None:
            (x1, y1), (x2, y2) = self._turned(x1, y1), self._turned(x2, y2)
        x0, y0 = self._x, self._y
        y1, y2 = self._sink - y1, self._sink - y2
        self._x, self._y = x2, y2
        if (y0 - y1) * (y1 - y2) >= 0:
            self._add_quadratic(x0, y0, x1, y1, x2, y2)
            return
        # Cut where it turns up or down.
        share = (y0 - y1) / (y0 - 2 * y1 + y2)
        left, right = x0 + (x1 - x0) * share, x1 + (x2 - x1) * share
        x, y = left + (right - left) * share, y0 + (y1 - y0) * share
        self._add_quadratic(x0, y0, left, y, x, y)
        self._add_quadratic(x, y, right, y, x2, y2)

    def cubic_to(
        self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, data: object = None
    ) -> None:
        """Go on along a cubic curve."""
        if self._turn is not None:
            (x1, y1), (x2, y2), (x3, y3) = self._turned(x1, y1), self._turned(x2, y2), self._turned(x3, y3)
        x0, y0 = self._x, self._y
        y1, y2, y3 = self._sink - y1, self._sink - y2, self._sink - y3
        self._x, self._y = x3, y3
        if y0 <= y1 <= y2 <= y3 or y0 >= y1 >= y2 >= y3:
            self._add_cubic(x0, y0, x1, y1, x2, y2, x3, y3)
            return
        for share in _turns(y0, y1, y2, y3):
            # De Casteljau.
            x01, y01 = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            x12, y12 = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            x2, y2 = x2 + (x3 - x2) * share, y2 + (y3 - y2) * share
            x02, y02 = x01 + (x12 - x01) * share, y01 + (y12 - y01) * share
            x1, y1 = x12 + (x2 - x12) * share, y12 + (y2 - y12) * share
            x, y = x02 + (x1 - x02) * share, y02 + (y1 - y02) * share
            self._add_cubic(x0, y0, x01, y01, x02, y02, x, y)
            x0, y0 = x, y
        self._add_cubic(x0, y0, x1, y1, x2, y2, x3, y3)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        assert self._turn is not None
        a, b, c, d = self._turn
        y = self._sink - y
        return a * x + c * y, self._sink - b * x - d * y

    # What follows are pieces of curves that run only down or only up.

    def _add_quadratic(self, x0: float, y0: float, x1: float, y1: float, x2: float, y2: float) -> None:
        if self._add_flat(y0, x2, y2):
            return
        ax, ay = x0 - 2 * x1 + x2, y0 - 2 * y1 + y2
        bx, by = 2 * (x1 - x0), 2 * (y1 - y0)
        shares = _SHARES[max(1, _halvings(ax / 4, ay / 4))]
        self._add(
            [x0, *[(ax * t + bx) * t + x0 for t in shares], x2],
            [y0, *[(ay * t + by) * t + y0 for t in shares], y2],
        )

    def _add_cubic(
        self, x0: float, y0: float, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float
    ) -> None:
        if self._add_flat(y0, x3, y3):
            return
        away_x = max(abs(8 * x0 - 15 * x1 + 6 * x2 + x3), abs(x0 + 6 * x1 - 15 * x2 + 8 * x3)) / 27
        away_y = max(abs(8 * y0 - 15 * y1 + 6 * y2 + y3), abs(y0 + 6 * y1 - 15 * y2 + 8 * y3)) / 27
        shares = _SHARES[_halvings(away_x, away_y) + 1]
        ax, ay = x3 - x0 + 3 * (x1 - x2), y3 - y0 + 3 * (y1 - y2)
        bx, by = 3 * (x0 - 2 * x1 + x2), 3 * (y0 - 2 * y1 + y2)
        cx, cy = 3 * (x1 - x0), 3 * (y1 - y0)
        self._add(
            [x0, *[((ax * t + bx) * t + cx) * t + x0 for t in shares], x3],
            [y0, *[((ay * t + by) * t + cy) * t + y0 for t in shares], y3],
        )

    def _add_flat(self, start: float, x: float, y: float) -> bool:
        """Go on to a point where both ends of a piece go to one row: then so does all between."""
        row = (y + _HALF) // _QUARTER * _QUARTER
        if (start + _HALF) // _QUARTER * _QUARTER != row:
            return False
        self.xs.append(x)
        self.ys.append(row)
        return True

    def _add(self, xs: list[float], ys: list[float]) -> None:
        """Go on along a piece that is cut at these points."""
        if ys[0] <= ys[-1]:
            xs, ys = _ends(xs, ys)
        else:
            xs, ys = _ends(xs[::-1], ys[::-1])
            xs.reverse()
            ys.reverse()
        # The first is where the last piece ended.
        self.xs += xs[1:]
        self.ys += ys[1:]


def _ends(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
    """Where the edges end that a piece which runs down is cut into.

    An edge without a height is left out, and the next one begins where that did.
    """
    x, before, last = xs[0], ys[0], len(xs) - 1
    top = y = (before + _HALF) // _QUARTER * _QUARTER
    bottom = (ys[last] + _HALF) // _QUARTER * _QUARTER
    # The first point is moved before Skia goes on from it, and takes all but the last along.
    moved = top - before
    found_xs, found_ys = [x], [y]
    for index in range(1, last):
        next_x, after = xs[index], ys[index]
        next_y = after + moved
        if after - before >= _HIGH:  # a high edge ends where it crosses a whole row
            row = (next_y + UNITS / 2) // UNITS * UNITS
            next_x -= (next_x - x) / (next_y - y) * (next_y - row)
        else:
            row = (next_y + _HALF) // _QUARTER * _QUARTER
        before = after
        if row != y:
            x, y = next_x, min(row, bottom)
            found_xs.append(x)
            found_ys.append(y)
    found_xs.append(xs[last])
    found_ys.append(bottom)
    return found_xs, found_ys


def _turns(y0: float, y1: float, y2: float, y3: float) -> list[float]:
    """How far along a cubic curve it turns up or down, each as a share of what the one before leaves."""
    # The derivative is a t^2 + 2 b t + c, times 3.
    a, b, c = y3 - 3 * y2 + 3 * y1 - y0, y2 - 2 * y1 + y0, y1 - y0
    if abs(a) < 1e-6:
        found = [-c / (2 * b)] if b else []
    elif b * b <= a * c:
        found = []
    else:
        root = sqrt(b * b - a * c)
        found = sorted(((-b - root) / a, (-b + root) / a))
    shares, done = [], 0.0
    for share in found:
        if 1e-6 < share < 1 - 1e-6:
            shares.append((share - done) / (1 - done))
            done = share
    return shares


def _halvings(x: float, y: float) -> int:
    """How often Skia halves a curve that is so far from its chord, in two directions."""
    x, y = abs(x), abs(y)
    away = int((x + y / 2 if x > y else y + x / 2) * _PARTS / UNITS)
    return min(((away + 16) >> 5).bit_length() // 2, _MOST_HALVINGS)
