"""The outlines of letters as strokes (`-webkit-text-stroke`), made as Skia makes them.

Each edge of a stroke is a row of lines and quadratic curves: one for each line or curve of the letter, at half
of the width beside it, and between them the joins. A letter's contours are strokes of their own, so that where
they lie over each other the strokes cross.
"""

from __future__ import annotations

from math import acos, ceil, hypot
from typing import TYPE_CHECKING, Final, NamedTuple

import uharfbuzz as hb

from ..cache import BoundedCache
from ..text.faces import UNITS
from .edges import Edges
from .ink import ink_of, opacity_of
from .outlines import drawn, outline_of
from .text import (
    EMPTY,
    LARGE,
    PLACES,
    Raster,
    paste_tile,
    placed_glyphs,
    raster_of,
    tone_curve,
    tone_of,
)

if TYPE_CHECKING:
    from PIL import Image

    from ..boxes import TextRun
    from ..css.color import Color
    from ..text.faces import SizedFace
    from .canvas import Canvas
    from .edges import Turn

    Point = tuple[float, float]

# Where a corner turns by more, by the cosine of that, it has no point: the miter limit is 4, which is one
# over the cosine of half of the turn.
_MITERED: Final = 2 / 4**2 - 1
# A turn that is smaller, by its cosine, is none: curves go on from each other.
_SMOOTH: Final = 0.9998
# The most that one curve of an edge turns, in radians.
_MOST_TURN: Final = 1.4
# Lines that are shorter are left out: they have no direction. In px.
_LEAST_LENGTH: Final = 1e-3

_outlined: BoundedCache[tuple[SizedFace, int, int, float, int | None, int], Raster] = BoundedCache(
    8_000_000, lambda raster: 200 + (raster.mask.width * raster.mask.height if raster.mask else 0)
)


def paint_outlines(canvas: Canvas, run: TextRun, color: Color) -> None:
    """Paint the outlines of a run's glyphs; colour glyphs are painted as they are.

    Args:
        canvas: Where to paint.
        run: The run.
        color: What colour they are.
    """
    alpha = opacity_of(color)
    if not alpha:
        return
    ink = ink_of(color)
    tone = tone_of(*ink[:3])
    width = run.style.text_stroke_width
    if canvas.matrix is not None or max(run.style.font_size, width) > LARGE:
        from .turned_text import paint_turned_outlines

        paint_turned_outlines(canvas, run, color)
        return
    masks: list[tuple[Image.Image, int, int]] = []
    for face, number, x, y in placed_glyphs(run):
        raster = outline_raster(face, number, x % PLACES, width, tone, alpha)
        left, top = x // PLACES + raster.left, y + raster.top
        if raster.mask is not None:
            masks.append((raster.mask, left, top))
        elif raster.tile is not None:
            canvas.pour(ink, masks)
            masks = []
            paste_tile(canvas, raster.tile, left, top)
    canvas.pour(ink, masks)


def outline_raster(
    face: SizedFace, glyph: int, place: int, width: float, tone: int | None = None, alpha: int = 255
) -> Raster:
    """The pixels of a glyph's outline.

    Args:
        face: Its face.
        glyph: Its number.
        place: How many places of a pixel its origin is to the right of a whole one.
        width: How thick the outline is, in px.
        tone: The luminance of its colour in three bits, None for a mask that says what is covered.
        alpha: The alpha of its colour, 0 to 255.
    """
    key = (face, glyph, place, width, tone, alpha)
    return _outlined.get(key, lambda: _drawn(*key))


def _drawn(face: SizedFace, glyph: int, place: int, width: float, tone: int | None, alpha: int) -> Raster:
    if face.face.color:
        return raster_of(face, glyph, place, tone, alpha)
    outline = outline_of(stroked(_Curves(face, glyph).contours, width))
    curve = None if tone is None else tone_curve(tone, alpha)
    mask = None if outline is None else drawn(outline, place / PLACES, curve=curve)
    return EMPTY if mask is None else Raster(*mask)


class Piece(NamedTuple):
    """A line or a quadratic curve of a contour, y downwards.

    Attributes:
        start: Where it starts.
        bend: The point between that a curve is drawn to, None for a line.
        end: Where it ends.
    """

    start: Point
    bend: Point | None
    end: Point

    @property
    def leaves(self) -> Point:
        """The direction in which it starts, of the length 1."""
        return _direction(self.start, self.end if self.bend is None else self.bend)

    @property
    def arrives(self) -> Point:
        """The direction in which it ends, of the length 1."""
        return _direction(self.start if self.bend is None else self.bend, self.end)

    @property
    def reversed(self) -> Piece:
        """The same, from its end to its start."""
        return Piece(self.end, self.bend, self.start)


def outlined_edges(face: SizedFace, glyph: int, width: float, turn: Turn) -> Edges:
    """The edges of a glyph's outline under a matrix."""
    return stroked(_Curves(face, glyph).contours, width, turn)


def stroked(contours: list[list[Piece]], width: float, turn: Turn | None = None) -> Edges:
    """The edges of a stroke along closed contours: two for each, which turn opposite ways around the stroke."""
    edges = Edges(turn=turn)
    for contour in contours:
        pieces = [part for piece in contour for part in _parts(piece)]
        if pieces:
            _add_edge(edges, pieces, width / 2)
            _add_edge(edges, [piece.reversed for piece in reversed(pieces)], width / 2)
    return edges


def _add_edge(edges: Edges, pieces: list[Piece], half: float) -> None:
    """The edge at the right side of a contour."""
    started = False
    for before, piece in zip((pieces[-1], *pieces[:-1]), pieces, strict=True):
        for x, y in _join(before, piece, half):
            (edges.line_to if started else edges.move_to)(x * UNITS, -y * UNITS)
            started = True
        if piece.bend is not None:
            bend, end = _beside(piece, half)
            edges.quadratic_to(bend[0] * UNITS, -bend[1] * UNITS, end[0] * UNITS, -end[1] * UNITS)


def _join(before: Piece, after: Piece, half: float) -> list[Point]:
    """The points of an edge where one piece meets another."""
    x, y = after.start
    (across, down), (next_across, next_down) = before.arrives, after.leaves
    cosine = across * next_across + down * next_down
    inside = across * next_down > down * next_across
    long = half / max(1 + cosine, 1e-6)
    tip = x - (down + next_down) * long, y + (across + next_across) * long
    ends = [(x - down * half, y + across * half), (x - next_down * half, y + next_across * half)]
    if cosine > _SMOOTH:
        return ends[1:]
    if not inside:
        return [ends[0], tip, ends[1]] if cosine > _MITERED else ends
    if before.bend is None and after.bend is None:
        shorter = min(
            hypot(piece.end[0] - piece.start[0], piece.end[1] - piece.start[1]) for piece in (before, after)
        )
        # Each side may lose so much at both of its ends.
        if 2 * hypot(tip[0] - ends[0][0], tip[1] - ends[0][1]) <= shorter:
            return [tip]
    # Through the corner itself: so the edge turns around nothing that is not in the stroke.
    return [ends[0], (x, y), ends[1]]


def _beside(piece: Piece, half: float) -> tuple[Point, Point]:
    """The bend and the end of the curve that runs at the right side of a curve."""
    assert piece.bend is not None
    (across, down), (next_across, next_down) = piece.leaves, piece.arrives
    long = half / (1 + across * next_across + down * next_down)
    bend = piece.bend[0] - (down + next_down) * long, piece.bend[1] + (across + next_across) * long
    return bend, (piece.end[0] - next_down * half, piece.end[1] + next_across * half)


def _parts(piece: Piece) -> list[Piece]:
    """A piece cut so that no part turns far; none where it has no length."""
    (x0, y0), bend, (x2, y2) = piece
    if (
        bend is None
        or min(hypot(bend[0] - x, bend[1] - y) for x, y in (piece.start, piece.end)) < _LEAST_LENGTH
    ):
        return [Piece(piece.start, None, piece.end)] if hypot(x2 - x0, y2 - y0) > _LEAST_LENGTH else []
    cosine = sum(one * other for one, other in zip(piece.leaves, piece.arrives, strict=True))
    if cosine > _SMOOTH:
        return [Piece(piece.start, None, piece.end)]
    if acos(max(cosine, -1.0)) <= _MOST_TURN:
        return [piece]
    x1, y1 = bend
    left, right = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 + x2) / 2, (y1 + y2) / 2)
    middle = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    return [*_parts(Piece(piece.start, left, middle)), *_parts(Piece(middle, right, piece.end))]


def _direction(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    return dx / length, dy / length


class _Curves:
    """Takes a glyph's outline from HarfBuzz, whose y runs up.

    Attributes:
        contours: The pieces of its contours, in px.
    """

    def __init__(self, face: SizedFace, glyph: int) -> None:
        self.contours: list[list[Piece]] = []
        self._sink = face.sink * UNITS
        self._at = self._first = (0.0, 0.0)
        functions = hb.DrawFuncs()
        functions.set_move_to_func(self._move_to)
        functions.set_line_to_func(self._line_to)
        functions.set_quadratic_to_func(self._quadratic_to)
        functions.set_cubic_to_func(self._cubic_to)
        functions.set_close_path_func(self._close)
        face.font.draw_glyph(glyph, functions)

    def _place(self, x: float, y: float) -> Point:
        return x / UNITS, (self._sink - y) / UNITS

    def _move_to(self, x: float, y: float, data: object) -> None:
        self.contours.append([])
        self._at = self._first = self._place(x, y)

    def _line_to(self, x: float, y: float, data: object) -> None:
        self._add(None, self._place(x, y))

    def _quadratic_to(self, x1: float, y1: float, x2: float, y2: float, data: object) -> None:
        self._add(self._place(x1, y1), self._place(x2, y2))

    def _cubic_to(
        self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, data: object
    ) -> None:
        (x0, y0), (x1, y1) = self._at, self._place(x1, y1)
        (x2, y2), (x3, y3) = self._place(x2, y2), self._place(x3, y3)
        # As many quadratic curves as stay within a hundredth of a px.
        away = hypot(x3 - 3 * x2 + 3 * x1 - x0, y3 - 3 * y2 + 3 * y1 - y0) * 3**0.5 / 36
        count = min(max(ceil((away / 0.01) ** (1 / 3)), 1), 16)
        for index in range(count):
            t, u = index / count, (index + 1) / count
            # The polar form: the middle of both bends that fit the ends.
            bend = (
                _between((x0, x1, x2, x3), t, u),
                _between((y0, y1, y2, y3), t, u),
            )
            self._add(bend, (_at((x0, x1, x2, x3), u), _at((y0, y1, y2, y3), u)))

    def _close(self, data: object) -> None:
        self._add(None, self._first)

    def _add(self, bend: Point | None, end: Point) -> None:
        if end != self._at:
            self.contours[-1].append(Piece(self._at, bend, end))
        self._at = end


def _at(points: tuple[float, float, float, float], t: float) -> float:
    """Where a cubic curve is at a share of its way."""
    p0, p1, p2, p3 = points
    u = 1 - t
    return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3


def _between(points: tuple[float, float, float, float], t: float, u: float) -> float:
    """The bend of the quadratic curve that stands for a cubic one from one share of its way to another."""
    p0, p1, p2, p3 = points
    a, b, c = 3 * (p1 - p0), 6 * (p2 - 2 * p1 + p0), 3 * (p3 - 3 * p2 + 3 * p1 - p0)
    step = u - t
    first = _at(points, t) + (a + b * t + c * t * t) * step / 2
    last = _at(points, u) - (a + b * u + c * u * u) * step / 2
    return (first + last) / 2
