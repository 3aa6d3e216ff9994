"""Glyphs: HarfBuzz draws them once for each quarter of a pixel, colour is poured through their masks."""

from __future__ import annotations

import threading
from functools import lru_cache
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uharfbuzz as hb
from PIL import Image

from ..cache import BoundedCache
from ..pictures import Tile
from ..text.faces import UNITS, SizedFace
from .ink import faded, ink_of, opacity_of
from .outlines import glyph_mask
from .regions import Piece, Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import TextRun
    from ..css.color import Color
    from .canvas import Canvas

# Larger glyphs than this, in px to the em, are shapes to Skia: at their exact places, and of even colour.
LARGE: Final = 256.0
# Skia's: glyphs are drawn at four places within a pixel, and their edges a little lighter or darker by the
# luminance of the text, as if they were blended with this gamma and this much contrast.
PLACES = 4
_GAMMA = 1.2
_CONTRAST = 0.2


class Raster(NamedTuple):
    """A glyph as pixels: its mask, or for a colour glyph its tile; left and top are from its origin."""

    left: int
    top: int
    mask: Image.Image | None
    tile: Tile | None = None


EMPTY = Raster(0, 0, None)
_local = threading.local()


# What a picture takes besides its pixels, in bytes.
_RASTER_BYTES: Final = 600


def _weight(raster: Raster) -> int:
    size = raster.mask.size if raster.mask else raster.tile.picture.size if raster.tile else (8, 8)
    return size[0] * size[1] * (5 if raster.tile else 1) + _RASTER_BYTES


_rasters: BoundedCache[tuple[SizedFace, int, int, int | None, int], Raster] = BoundedCache(8_000_000, _weight)


def paint_glyphs(canvas: Canvas, run: TextRun, color: Color, *, silhouettes: bool = False) -> None:
    """Paint the glyphs of a run.

    Args:
        canvas: Where to paint.
        run: The run.
        color: What colour they are; colour glyphs have its alpha.
        silhouettes: Whether colour glyphs have that colour too.
    """
    alpha = opacity_of(color)
    if not alpha:
        return
    ink = ink_of(color)
    tone = tone_of(*ink[:3])
    if canvas.matrix is not None or run.style.font_size > LARGE:
        from .turned_text import paint_turned_glyphs

        paint_turned_glyphs(canvas, run, color, silhouettes=silhouettes)
        return
    masks: list[tuple[Image.Image, int, int]] = []
    for face, number, x, y in placed_glyphs(run):
        raster = raster_of(face, number, x % PLACES, tone, alpha)
        left, top = x // PLACES + raster.left, y + raster.top
        if raster.mask is not None:
            masks.append((raster.mask, left, top))
        elif raster.tile is not None and silhouettes:
            if raster.tile.alpha is not None:
                masks.append((raster.tile.alpha, left, top))
        elif raster.tile is not None:
            canvas.pour(ink, masks)
            masks = []
            paste_tile(canvas, raster.tile, left, top)
    canvas.pour(ink, masks)


def placed_glyphs(run: TextRun) -> Iterator[tuple[SizedFace, int, int, int]]:
    """The glyphs of a run: the face, the number, x in places of a pixel, the y of the baseline in px."""
    shift = run.x - run.shaped.pen
    baseline = floor(run.baseline + 0.5)
    for face, ids, pens, _, offsets in run.shaped.runs:
        for index, number in enumerate(ids):
            x, y = shift + pens[index], baseline
            if offsets:
                x += offsets[index][0]
                y = floor(run.baseline - offsets[index][1] + 0.5)
            yield face, number, floor(x * PLACES + 0.5), y


def paste_tile(canvas: Canvas, tile: Tile, left: int, top: int) -> None:
    """Paint a colour glyph."""
    region = Region(left, top, left + tile.picture.width, top + tile.picture.height)
    canvas.draw(region, tile.picture, tile.alpha, [Piece(region)])


def raster_of(face: SizedFace, glyph: int, place: int, tone: int | None = 0, alpha: int = 255) -> Raster:
    """The pixels of a glyph.

    Args:
        face: Its face.
        glyph: Its number.
        place: How many places of a pixel its origin is to the right of a whole one.
        tone: The luminance of its colour in three bits, None for a mask that says what is covered.
        alpha: The alpha of its colour, 0 to 255.
    """
    if face.face.color:  # these begin at a whole pixel, and bring their own colours
        place = tone = 0
    key = (face, glyph, place, tone, alpha)
    return _rasters.get(key, lambda: _drawn(*key))


def _drawn(face: SizedFace, glyph: int, place: int, tone: int | None, alpha: int) -> Raster:
    if face.face.color:
        return _drawn_in_color(face, glyph, alpha)
    mask = glyph_mask(face, glyph, place / PLACES, None if tone is None else tone_curve(tone, alpha))
    return EMPTY if mask is None else Raster(*mask)


def _drawn_in_color(face: SizedFace, glyph: int, alpha: int) -> Raster:
    bounds = face.font.get_glyph_extents(glyph)
    if bounds is None or not bounds.width or not bounds.height:
        return EMPTY
    png = face.font.get_glyph_color_png(glyph).data
    found = _from_png(bounds, png) if png else _from_layers(face, glyph, bounds)
    if found is None:
        return EMPTY
    picture, left, top = found
    if face.lean:
        picture, left = _leaning(picture, left, top, face.lean)
    return Raster(left, top, None, Tile(picture.convert("RGB"), faded(picture.getchannel("A"), alpha)))


def _from_layers(face: SizedFace, glyph: int, bounds: Any) -> tuple[Image.Image, int, int] | None:
    """A glyph of coloured outlines (the table COLR), and where its left top corner is."""
    pen = _color_pen()
    pen.set_glyph_extents(bounds)
    pen.paint_glyph(face.font, glyph)
    pixels = pen.render()
    if pixels is None or not pixels.extents.width:
        return None
    premultiplied = _upright("RGBA", "BGRA", pixels)
    picture = Image.frombytes("RGBa", premultiplied.size, premultiplied.tobytes()).convert("RGBA")
    extents = pixels.extents
    return picture, extents.x_origin, -(extents.y_origin + extents.height)


def _from_png(bounds: Any, png: bytes) -> tuple[Image.Image, int, int] | None:
    """A glyph that is a picture (the tables CBDT and sbix), and where its left top corner is."""
    left, top = bounds.x_bearing / UNITS, -bounds.y_bearing / UNITS
    width, height = bounds.width / UNITS, -bounds.height / UNITS
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as opened:
            picture = opened.convert("RGBA")
    except OSError:  # a broken one shows nothing
        return None
    x, y = floor(left + 0.5), floor(top + 0.5)
    size = (max(floor(left + width + 0.5) - x, 1), max(floor(top + height + 0.5) - y, 1))
    return picture.resize(size, Image.Resampling.BILINEAR), x, y


def _leaning(picture: Image.Image, left: int, top: int, lean: float) -> tuple[Image.Image, int]:
    """A picture slanted about the baseline, and where its left edge is then."""
    before = floor(lean * -(top + picture.height))
    after = ceil(lean * -top)
    size = (max(picture.width + after - before, 1), picture.height)
    # From a pixel to where its colour comes from.
    matrix = (1.0, lean, before + lean * top, 0.0, 1.0, 0.0)
    slanted = picture.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
    return slanted, left + before


def _upright(mode: str, raw: str, pixels: Any) -> Image.Image:
    """HarfBuzz's rows run from bottom to top."""
    extents = pixels.extents
    return Image.frombytes(
        mode, (extents.width, extents.height), pixels.buffer, "raw", raw, extents.stride, -1
    )


def _color_pen() -> Any:
    if not hasattr(_local, "color_pen"):
        _local.color_pen = hb.RasterPaint()
        _local.color_pen.scale_factor = (UNITS, UNITS)
    return _local.color_pen


@lru_cache(maxsize=256)
def tone_of(red: int, green: int, blue: int) -> int:
    """The luminance of a colour in three bits."""
    linear = [(channel / 255) ** _GAMMA for channel in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return floor(255 * float(luminance ** (1 / _GAMMA)) + 0.5) >> 5


@lru_cache(maxsize=128)
def tone_curve(tone: int, alpha: int) -> bytes:
    """What becomes of each value of a mask that says what text covers, so that it is as Skia blends it.

    The text is blended as if in a space of this gamma with a ground that is as light as the text is dark.

    Args:
        tone: The luminance of the text in three bits.
        alpha: The alpha of the text, 0 to 255.
    """
    text = (tone << 5 | tone << 2 | tone >> 1) / 255
    ground = 1 - text
    contrast = _CONTRAST * ground**_GAMMA
    curve = bytearray()
    for value in range(256):
        share = value / 255
        share += (1 - share) * contrast * share
        blended = (text**_GAMMA * share + ground**_GAMMA * (1 - share)) ** (1 / _GAMMA)
        share = (blended - ground) / (text - ground)
        curve.append(floor(min(max(share, 0.0), 1.0) * alpha + 0.5))
    return bytes(curve)
