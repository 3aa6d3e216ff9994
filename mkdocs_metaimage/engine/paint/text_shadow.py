"""The shadows of text: each glyph is blurred by itself, as Chromium does it (CSS Text Decoration 4, section 4)."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image

from ..cache import BoundedCache
from ..css.color import BLACK
from .blur import blurred_mask, reach
from .canvas import Canvas, Piece, Region, faded, ink_of, opacity_of
from .decoration import paint_decorations
from .shapes import placed
from .text import PLACES, Raster, paint_glyphs, placed_glyphs, raster_of

if TYPE_CHECKING:
    from ..boxes import TextRun
    from ..css.color import Color
    from ..css.values.text_paint import Shadow
    from ..text.faces import SizedFace

_blurs: BoundedCache[tuple[SizedFace, int, int, float], Raster] = BoundedCache(
    8_000_000, lambda raster: 200 + (raster.mask.width * raster.mask.height if raster.mask else 0)
)


def paint_shadow(canvas: Canvas, run: TextRun, shadow: Shadow, color: Color) -> None:
    """Paint a shadow of the glyphs of a run.

    Args:
        canvas: Where to paint.
        run: The run.
        shadow: The shadow.
        color: What colour it has, that of a colour glyph too.
    """
    moved = replace(run, x=run.x + shadow.x, baseline=run.baseline + shadow.y)
    if not color.alpha or not run.style.font_size:
        return
    if not shadow.blur:
        paint_glyphs(canvas, moved, color, silhouettes=True)
        return
    if canvas.matrix is not None:
        from .turned_text import paint_turned_shadow

        paint_turned_shadow(canvas, canvas.matrix, moved, shadow.blur / 2, color)
        return
    for face, number, x, y in placed_glyphs(moved):
        _stamp(canvas, _blurred(face, number, x % PLACES, shadow.blur / 2), x // PLACES, y, color)


def _stamp(canvas: Canvas, raster: Raster, x: int, y: int, color: Color) -> None:
    if raster.mask is not None:
        left, top = x + raster.left, y + raster.top
        region = Region(left, top, left + raster.mask.width, top + raster.mask.height)
        canvas.stamp(region, ink_of(color), faded(raster.mask, opacity_of(color)))


def _blurred(face: SizedFace, glyph: int, place: int, sigma: float) -> Raster:
    key = (face, glyph, place, sigma)
    return _blurs.get(key, lambda: _drawn(*key))


def _drawn(face: SizedFace, glyph: int, place: int, sigma: float) -> Raster:
    raster = raster_of(face, glyph, place, None)
    mask = raster.mask or (raster.tile.alpha if raster.tile else None)
    return raster if mask is None else spread(Raster(raster.left, raster.top, mask), sigma)


def spread(raster: Raster, sigma: float) -> Raster:
    """A mask blurred, with room around it for that."""
    assert raster.mask is not None
    room = reach(sigma)
    width, height = raster.mask.size
    wide = Image.new("L", (width + 2 * room, height + 2 * room))
    wide.paste(raster.mask, (room, room))
    return Raster(raster.left - room, raster.top - room, blurred_mask(wide, sigma))


def paint_line_shadow(
    canvas: Canvas, run: TextRun, names: tuple[str, ...], shadow: Shadow, color: Color
) -> None:
    """Paint a shadow of lines of `text-decoration-line`.

    Args:
        canvas: Where to paint.
        run: The run.
        names: Which lines.
        shadow: The shadow.
        color: What colour it has.
    """
    moved = replace(run, x=run.x + shadow.x, baseline=run.baseline + shadow.y)
    if not shadow.blur:
        paint_decorations(canvas, moved, names, lambda own: color)
        return
    room = reach(shadow.blur / 2)
    size = run.style.font_size + max(each.size for each in run.style.decorations)
    # Where lines are seen from whose shadow is seen.
    seen = canvas.seen.grown(room)
    area = Region(
        floor(moved.x) - 1,
        floor(moved.baseline - 3 * size),
        ceil(moved.x + run.shaped.advance) + 1,
        ceil(moved.baseline + 3 * size),
    ).intersection(seen)
    if area.empty:
        return
    area = Region(area.left - room, area.top - room, area.right + room, area.bottom + room)
    sheet = Canvas.blank(area.width, area.height)
    there = replace(moved, x=moved.x - area.left, baseline=moved.baseline - area.top)
    paint_decorations(sheet, there, names, lambda own: BLACK)
    mask = blurred_mask(sheet.image.getchannel("X"), shadow.blur / 2)
    canvas.fill(placed(canvas, Piece(area, mask)), color)
