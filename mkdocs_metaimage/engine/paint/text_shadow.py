"""The shadows of text: each glyph is blurred by itself, as Chromium does it (CSS Text Decoration 4, section 4)."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ..cache import BoundedCache
from ..css.color import BLACK
from .blur import blurred_mask, reach
from .canvas import Canvas
from .decoration import paint_decorations
from .ink import faded, ink_of, opacity_of
from .regions import Piece, Region, relative
from .runs import reach_of
from .shapes import placed
from .text import LARGE, PLACES, paint_glyphs, placed_glyphs, raster_of

if TYPE_CHECKING:
    from ..boxes import TextRun
    from ..css.color import Color
    from ..css.values.text_paint import Shadow
    from ..text.faces import SizedFace

# What Skia makes of larger deviations; and from which one on, in px, a coarser mask will do.
_MOST_SIGMA: Final = 128.0
_COARSE: Final = 16.0


class _Blur(NamedTuple):
    """A blurred mask, from where it is drawn from; one pixel of it is so many px wide and high."""

    left: int
    top: int
    mask: Image.Image
    step: int


_blurs: BoundedCache[tuple[SizedFace, int, int, float], _Blur | None] = BoundedCache(
    8_000_000, lambda blur: 200 + (blur.mask.width * blur.mask.height if blur else 0)
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
    if canvas.matrix is not None or run.style.font_size > LARGE:
        from .turned_text import paint_turned_shadow

        paint_turned_shadow(canvas, moved, shadow.blur / 2, color)
        return
    sigma = min(shadow.blur / 2, _MOST_SIGMA)
    for face, number, x, y in placed_glyphs(moved):
        _stamp(canvas, _blurred(face, number, x % PLACES, sigma), x // PLACES, y, color)


def _blurred(face: SizedFace, glyph: int, place: int, sigma: float) -> _Blur | None:
    key = (face, glyph, place, sigma)
    return _blurs.get(key, lambda: _drawn(*key))


def _drawn(face: SizedFace, glyph: int, place: int, sigma: float) -> _Blur | None:
    raster = raster_of(face, glyph, place, None)
    mask = raster.mask or (raster.tile.alpha if raster.tile else None)
    return None if mask is None else _spread(raster.left, raster.top, mask, sigma)


def cast(canvas: Canvas, left: int, top: int, mask: Image.Image, sigma: float, color: Color) -> None:
    """Paint the blurred shadow of a mask.

    Args:
        canvas: Where to paint.
        left: Where the mask is, in device px.
        top: Where the mask is.
        mask: The mask.
        sigma: The standard deviation of the blur, in device px.
        color: The colour of the shadow.
    """
    _stamp(canvas, _spread(left, top, mask, sigma), 0, 0, color)


def _spread(left: int, top: int, mask: Image.Image, sigma: float) -> _Blur:
    """A mask blurred, with room around it for that."""
    sigma = min(sigma, _MOST_SIGMA)
    step = max(int(sigma / _COARSE * 2), 1) if sigma > _COARSE else 1
    width, height = mask.size
    room = reach(sigma / step)
    wide = Image.new("L", ((-(-width // step) + 2 * room) * step, (-(-height // step) + 2 * room) * step))
    wide.paste(mask, (room * step, room * step))
    wide = wide.reduce(step) if step > 1 else wide
    return _Blur(left - room * step, top - room * step, blurred_mask(wide, sigma / step), step)


def _stamp(canvas: Canvas, blur: _Blur | None, x: int, y: int, color: Color) -> None:
    """Paint what is seen of a blurred mask."""
    if blur is None:
        return
    left, top, mask, step = blur
    region = Region(x + left, y + top, x + left + mask.width * step, y + top + mask.height * step)
    if step > 1:
        seen = region.intersection(canvas.clip)
        if seen.empty:
            return
        part = [edge / step for edge in relative(seen, region)]
        mask = mask.resize(
            (seen.width, seen.height), Image.Resampling.BILINEAR, (part[0], part[1], part[2], part[3])
        )
        region = seen
    canvas.stamp(region, ink_of(color), faded(mask, opacity_of(color)))


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
    if canvas.matrix is not None:
        _paint_turned(canvas, moved, names, shadow.blur / 2, color)
        return
    area = _area(canvas, moved, shadow.blur / 2)
    if not area.empty:
        cast(canvas, area.left, area.top, _mask_of_lines(area, moved, names), shadow.blur / 2, color)


def _area(canvas: Canvas, run: TextRun, sigma: float) -> Region:
    """Where lines of a run may be whose shadow is seen."""
    size = reach_of(run.style)
    left, right = run.x, run.x + run.shaped.advance
    around = Region(
        floor(left) - 1, floor(run.baseline - 3 * size), ceil(right) + 1, ceil(run.baseline + 3 * size)
    )
    return around.intersection(canvas.seen.grown(reach(min(sigma, _MOST_SIGMA))))


def _mask_of_lines(area: Region, run: TextRun, names: tuple[str, ...]) -> Image.Image:
    sheet = Canvas.blank(area.width, area.height)
    there = replace(run, x=run.x - area.left, baseline=run.baseline - area.top)
    paint_decorations(sheet, there, names, lambda own: BLACK)
    return sheet.image.getchannel("X")


def _paint_turned(canvas: Canvas, run: TextRun, names: tuple[str, ...], sigma: float, color: Color) -> None:
    """Paint the blurred shadow of lines under a matrix: blurred before they are turned."""
    area = _area(canvas, run, sigma)
    if area.empty:
        return
    left, top, mask, step = _spread(area.left, area.top, _mask_of_lines(area, run, names), sigma)
    mask = mask.resize((mask.width * step, mask.height * step), Image.Resampling.BILINEAR)
    canvas.fill(placed(canvas, Piece(Region(left, top, left + mask.width, top + mask.height), mask)), color)
