"""Glyphs under a matrix, or very large ones: their outlines are turned and then drawn, as sharp as upright ones."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PIL import Image

from ..cache import BoundedCache
from ..text.faces import UNITS
from .edges import Edges
from .ink import faded, ink_of, opacity_of
from .matrix import Matrix
from .outlines import Outline, bytes_of, drawn, outline_of
from .path import Path, mask_of
from .regions import Piece, Region, relative
from .text import EMPTY, LARGE, PLACES, Raster, raster_of, tone_curve, tone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import TextRun
    from ..css.color import Color
    from ..pictures import Tile
    from ..text.faces import SizedFace
    from .canvas import Canvas
    from .edges import Turn

# The most that shadows of such are blurred, in px.
_MOST_SIGMA: Final = 250.0
# By how much larger colour glyphs are drawn at the most, and how large, in px to the em.
_MOST_FACTOR: Final = 4
_MOST_COLORED: Final = 1024.0

_outlines: BoundedCache[tuple[SizedFace, int, Turn, float], Outline | None] = BoundedCache(
    1_000_000, bytes_of
)
_rasters: BoundedCache[tuple[SizedFace, int, Turn, tuple[float, float], float, int | None, int], Raster] = (
    BoundedCache(
        8_000_000, lambda raster: 200 + (raster.mask.width * raster.mask.height if raster.mask else 0)
    )
)


def paint_turned_glyphs(canvas: Canvas, run: TextRun, color: Color, *, silhouettes: bool = False) -> None:
    """Paint the glyphs of a run under the matrix of a canvas.

    Args:
        canvas: Where to paint.
        run: The run.
        color: What colour they are; colour glyphs have its alpha.
        silhouettes: Whether colour glyphs have that colour too.
    """
    _paint(canvas, run, color, 0.0, silhouettes=silhouettes)


def paint_turned_outlines(canvas: Canvas, run: TextRun, color: Color) -> None:
    """Paint the outlines of a run's glyphs under the matrix of a canvas."""
    _paint(canvas, run, color, run.style.text_stroke_width)


def paint_turned_shadow(
    canvas: Canvas, moved: TextRun, sigma: float, color: Color, width: float = 0.0
) -> None:
    """Paint a blurred shadow under the matrix of a canvas.

    Args:
        canvas: Where to paint.
        moved: The run, at the place of its shadow.
        sigma: The standard deviation of the blur, in local px.
        color: The colour of the shadow.
        width: How thick the outlines are that throw it; 0 for the glyphs themselves.
    """
    from .text_shadow import cast

    matrix = canvas.matrix or Matrix()
    for face, number, x, y in glyph_points(moved):
        if face.face.color:
            piece = _silhouette(_at(canvas, matrix, face, x, y), face, number)
            if piece is None or piece.mask is None or _is_large(face, matrix):  # Chromium does not blur these
                canvas.fill([piece] if piece else [], color)
            else:
                cast(canvas, *piece.region[:2], piece.mask, sigma * matrix.scale, color)
            continue
        if _is_large(face, matrix):
            _paint_large_shadow(canvas, _path(face, number, matrix, x, y, width), sigma * matrix.scale, color)
            continue
        left, top, shift = place_of(matrix, x, y)
        raster = turned_raster(face, number, matrix[:4], shift, width)
        if raster.mask is not None:
            left, top = left + raster.left, top + raster.top
            cast(canvas, left, top, raster.mask, sigma * matrix.scale, color)


def _paint(canvas: Canvas, run: TextRun, color: Color, width: float, *, silhouettes: bool = False) -> None:
    alpha, ink, matrix = opacity_of(color), ink_of(color), canvas.matrix or Matrix()
    if not alpha or matrix.inverse is None:
        return
    turn, tone = matrix[:4], tone_of(*ink[:3])
    for face, number, x, y in glyph_points(run):
        if face.face.color:
            at = _at(canvas, matrix, face, x, y)
            if silhouettes:
                piece = _silhouette(at, face, number)
                canvas.fill([piece] if piece else [], color)
            else:
                _paint_colored(at, face, number, alpha)
            continue
        if _is_large(face, matrix, width):
            piece = mask_of(_path(face, number, matrix, x, y, width), canvas.clip)
            canvas.fill([piece] if piece else [], color)
            continue
        left, top, shift = place_of(matrix, x, y)
        raster = turned_raster(face, number, turn, shift, width, tone, alpha)
        if raster.mask is not None:
            canvas.pour(ink, [(raster.mask, left + raster.left, top + raster.top)])


def _at(canvas: Canvas, matrix: Matrix, face: SizedFace, x: float, y: float) -> Canvas:
    """The canvas with its origin at that of a colour glyph, which is at a whole pixel unless it is large."""
    if _is_large(face, matrix):
        left, top = matrix.apply(x, y)
    else:
        left, top, _ = place_of(matrix, x, y)
    return canvas.under(matrix._replace(e=float(left), f=float(top)))


def _is_large(face: SizedFace, matrix: Matrix, width: float = 0.0) -> bool:
    return max(face.size, width) * matrix.scale > LARGE


def _path(face: SizedFace, glyph: int, matrix: Matrix, x: float, y: float, width: float) -> Path:
    """A glyph as a shape in device px, or its outline."""
    edges = _edges(face, glyph, matrix[:4], width)
    x, y = matrix.apply(x, y)
    points = [(x + across / UNITS, y + down / UNITS) for across, down in zip(edges.xs, edges.ys, strict=True)]
    return Path(tuple([tuple(points[slice(*ends)]) for ends in pairwise((*edges.starts, len(points)))]))


def _paint_large_shadow(canvas: Canvas, path: Path, sigma: float, color: Color) -> None:
    from .blur import blurred_mask, reach

    sigma = min(sigma, _MOST_SIGMA)
    area = canvas.clip.grown(reach(sigma))
    piece = mask_of(path, area)
    if piece is not None and piece.mask is not None:
        mask = Image.new("L", (area.width, area.height))
        mask.paste(piece.mask, relative(piece.region, area))
        canvas.fill([Piece(area, blurred_mask(mask, sigma))], color)


def _paint_colored(canvas: Canvas, face: SizedFace, glyph: int, alpha: int) -> None:
    """Paint a colour glyph at the origin, made larger before it is turned."""
    from .shapes import covered
    from .shapes.corners import Corners

    found = _colored(canvas, face, glyph, alpha)
    if found is not None:
        inner, region, tile = found
        inner.draw(region, tile.picture, tile.alpha, covered(inner, region, Corners()))


def _silhouette(canvas: Canvas, face: SizedFace, glyph: int) -> Piece | None:
    """What a colour glyph at the origin covers, in device px."""
    from .resampling import resampled_mask

    found = _colored(canvas, face, glyph, 255)
    if found is None:
        return None
    inner, region, tile = found
    if tile.alpha is None or inner.matrix is None:
        return None
    return resampled_mask(inner.matrix, region, tile.alpha, canvas.clip)


def _colored(canvas: Canvas, face: SizedFace, glyph: int, alpha: int) -> tuple[Canvas, Region, Tile] | None:
    """A colour glyph, where it is, and a canvas on which it is as large as it has been drawn."""
    # A larger one for what makes it larger, but only so much.
    factor = min(max(ceil(canvas.scale), 1), _MOST_FACTOR, _MOST_COLORED / max(face.size, 1.0))
    raster = raster_of(face.times(factor), glyph, 0, 0, alpha)
    tile = raster.tile
    if tile is None:
        return None
    left, top = raster.left, raster.top
    region = Region(left, top, left + tile.picture.width, top + tile.picture.height)
    return canvas.transformed(Matrix.scaling(1 / factor, 1 / factor)), region, tile


def glyph_points(run: TextRun) -> Iterator[tuple[SizedFace, int, float, float]]:
    """The glyphs of a run: the face, the number, and where its origin is, in local px."""
    shift = run.x - run.shaped.pen
    for face, ids, pens, _, offsets in run.shaped.runs:
        for index, number in enumerate(ids):
            x, y = shift + pens[index], run.baseline
            if offsets:
                x, y = x + offsets[index][0], y - offsets[index][1]
            yield face, number, x, y


def place_of(matrix: Matrix, x: float, y: float) -> tuple[int, int, tuple[float, float]]:
    """Where a glyph goes: a whole pixel, and how far its origin is to the right of it and below it.

    Skia puts glyphs at quarters of a pixel along their line; across it too, unless that is upright or level.
    """
    x, y = matrix.apply(x, y)
    across = floor(x * PLACES + 0.5)
    down = floor(y * PLACES + 0.5)
    if matrix.keeps_axes:
        if abs(matrix.a) > abs(matrix.b):
            down = floor(y + 0.5) * PLACES
        else:
            across = floor(x + 0.5) * PLACES
    return across // PLACES, down // PLACES, (across % PLACES / PLACES, down % PLACES / PLACES)


def turned_raster(
    face: SizedFace,
    glyph: int,
    turn: Turn,
    shift: tuple[float, float],
    width: float = 0.0,
    tone: int | None = None,
    alpha: int = 255,
) -> Raster:
    """The pixels of a glyph under a matrix.

    Args:
        face: Its face, without colours.
        glyph: Its number.
        turn: The matrix without its translation.
        shift: How far to the right of a whole pixel and below it its origin is, in px.
        width: How thick its outline is to be, in local px; 0 for the glyph itself.
        tone: The luminance of its colour in three bits, None for a mask that says what is covered.
        alpha: The alpha of its colour, 0 to 255.
    """
    key = (face, glyph, turn, shift, width, tone, alpha)
    return _rasters.get(key, lambda: _drawn(*key))


def _drawn(
    face: SizedFace,
    glyph: int,
    turn: Turn,
    shift: tuple[float, float],
    width: float,
    tone: int | None,
    alpha: int,
) -> Raster:
    outline = _outlines.get((face, glyph, turn, width), lambda: _outline(face, glyph, turn, width))
    curve = None if tone is None else tone_curve(tone, alpha)
    mask = None if outline is None else drawn(outline, *shift, curve=curve)
    if mask is None:
        return EMPTY
    image = faded(mask.image, alpha) if tone is None and alpha < 255 else mask.image
    return Raster(mask.left, mask.top, image)


def _outline(face: SizedFace, glyph: int, turn: Turn, width: float) -> Outline | None:
    return outline_of(_edges(face, glyph, turn, width))


def _edges(face: SizedFace, glyph: int, turn: Turn, width: float) -> Edges:
    if not width:
        return Edges.of_glyph(face, glyph, turn)
    from .stroke import outlined_edges

    return outlined_edges(face, glyph, width, turn)
