"""Glyphs: HarfBuzz draws them once for each quarter of a pixel, colour is poured through their masks."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple

import uharfbuzz as hb
from PIL import Image

from ..cache import BoundedCache
from ..pictures import Tile
from ..text.faces import UNITS, SizedFace
from .canvas import Piece, Region, faded, ink_of, opacity_of
from .outlines import glyph_mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import TextRun
    from ..css.color import Color
    from .canvas import Canvas

# Skia's: glyphs are drawn at four places within a pixel, and their edges a little lighter or darker by the
# luminance of the text, as if they were blended with this gamma and this much contrast.
_PLACES = 4
_GAMMA = 1.2
_CONTRAST = 0.2
# The underline has no gaps below Chinese, Japanese and Korean in Chromium, nor at strokes that reach through it.
_NO_ROOM = re.compile(
    "[/\\\\_\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


class _Raster(NamedTuple):
    """A glyph as pixels: its mask, or for a colour glyph its tile; left and top are from its origin."""

    left: int
    top: int
    mask: Image.Image | None
    tile: Tile | None = None


_EMPTY = _Raster(0, 0, None)
_local = threading.local()


def _weight(raster: _Raster) -> int:
    size = raster.mask.size if raster.mask else raster.tile.picture.size if raster.tile else (8, 8)
    return size[0] * size[1] * (5 if raster.tile else 1) + 200


_rasters: BoundedCache[tuple[SizedFace, int, int, int, int], _Raster] = BoundedCache(16_000_000, _weight)


def paint_run(canvas: Canvas, run: TextRun, opacity: float = 1.0) -> None:
    """Paint the glyphs of a run.

    Args:
        canvas: Where to paint.
        run: The run.
        opacity: By how much to multiply the alpha of its colour, 0 to 1.
    """
    color = run.style.color._replace(alpha=run.style.color.alpha * opacity)
    alpha = opacity_of(color)
    if not alpha:
        return
    ink = ink_of(color)
    tone = _tone(*ink[:3])
    for face, number, x, y in _placed(run):
        raster = _raster(face, number, x % _PLACES, tone, alpha)
        left, top = x // _PLACES + raster.left, y + raster.top
        if raster.mask is not None:
            _paste(canvas, ink, raster.mask, left, top)
        elif raster.tile is not None:
            picture = raster.tile.picture
            region = Region(left, top, left + picture.width, top + picture.height)
            canvas.draw(region, picture, raster.tile.alpha, [Piece(region)])


def _placed(run: TextRun) -> Iterator[tuple[SizedFace, int, int, int]]:
    """The glyphs of a run: the face, the number, x in places of a pixel, the y of the baseline in px."""
    shift = run.x - run.shaped.pen
    baseline = floor(run.baseline + 0.5)
    for face, ids, pens, _, offsets in run.shaped.runs:
        for index, number in enumerate(ids):
            x, y = shift + pens[index], baseline
            if offsets:
                x += offsets[index][0]
                y = floor(run.baseline - offsets[index][1] + 0.5)
            yield face, number, floor(x * _PLACES + 0.5), y


def _paste(canvas: Canvas, ink: tuple[int, int, int, int], mask: Image.Image, left: int, top: int) -> None:
    """Pour ink through the mask of a glyph."""
    width, height = mask.size
    region, clip = Region(left, top, left + width, top + height), canvas.clip
    # Most glyphs lie inside of the clip: no need to look for the part that is seen.
    if left >= clip.left and top >= clip.top and region.right <= clip.right and region.bottom <= clip.bottom:
        canvas.image.paste(ink, region, mask)
    else:
        canvas.stamp(region, ink, mask)


def paint_decoration(canvas: Canvas, run: TextRun, lines: tuple[str, ...], opacity: float = 1.0) -> None:
    """Paint lines of `text-decoration-line` under, over or through a run."""
    style = run.style
    if not run.shaped.runs or not style.font_size:
        return
    # Those of the element that is decorated: text of another size in it has the same line.
    size = style.text_decoration_size
    ascent = run.shaped.ascent * size / style.font_size
    color = style.text_decoration_color
    color = color._replace(alpha=color.alpha * opacity)
    thickness = max(1.0, size / 10)
    for line in lines:
        if line == "underline":
            top = run.baseline + max(1, ceil(thickness / 2))
            _paint_line(canvas, run, top, thickness, color, skip_ink=True)
        elif line == "line-through":
            top = run.baseline - ascent / 3 - thickness / 2
            _paint_line(canvas, run, top, thickness, color, skip_ink=False)
        elif line == "overline":
            top = run.baseline - ascent - floor(thickness)
            _paint_line(canvas, run, top, thickness, color, skip_ink=False)


def _paint_line(
    canvas: Canvas, run: TextRun, top: float, thickness: float, color: Color, skip_ink: bool
) -> None:
    upper = floor(top + 0.5)
    lower = upper + max(floor(thickness), 1)
    start = max(run.x, float(canvas.clip.left))
    end = min(run.x + run.shaped.advance, float(canvas.clip.right))
    for low, high in _gaps(run, upper, lower, thickness) if skip_ink else ():
        if low > start:
            canvas.fill(_stroke(start, min(low, end), upper, lower), color)
        start = max(start, high)
    if start < end:
        canvas.fill(_stroke(start, end, upper, lower), color)


def _stroke(start: float, end: float, upper: int, lower: int) -> list[Piece]:
    """A horizontal line whose ends lie within pixels."""
    left, right = floor(start), ceil(end)
    if right <= left:
        return []
    cover = bytearray(b"\xff" * (right - left))
    cover[0] = floor(cover[0] * (left + 1 - start) + 0.5)
    cover[-1] = floor(cover[-1] * (1 - (right - end)) + 0.5)
    mask = Image.frombytes("L", (right - left, 1), bytes(cover)).resize((right - left, lower - upper))
    return [Piece(Region(left, upper, right, lower), mask)]


def _gaps(run: TextRun, upper: int, lower: int, thickness: float) -> list[tuple[int, int]]:
    """Where glyphs cross an underline, which leaves them room (`text-decoration-skip-ink: auto`)."""
    room = min(thickness, 13.0)
    gaps = []
    shaped = run.shaped
    letters = (shaped.text[cluster - shaped.cluster] for runs in shaped.runs for cluster in runs.clusters)
    for (face, number, x, y), letter in zip(_placed(run), letters, strict=True):
        raster = _raster(face, number, x % _PLACES, 0, 255)
        if raster.mask is None or _NO_ROOM.match(letter):
            continue
        top = y + raster.top
        width, height = raster.mask.size
        crossing = (0, max(upper - top, 0), width, min(lower - top, height))
        ink = raster.mask.crop(crossing).getbbox() if crossing[1] < crossing[3] else None
        if ink:
            left = x // _PLACES + raster.left
            gaps.append((ceil(left + ink[0] - room), floor(left + ink[2] + room)))
    return sorted(gaps)


def _raster(face: SizedFace, glyph: int, place: int, tone: int, alpha: int) -> _Raster:
    if face.face.color:  # these begin at a whole pixel, and bring their own colours
        place = tone = 0
    key = (face, glyph, place, tone, alpha)
    return _rasters.get(key, lambda: _drawn(*key))


def _drawn(face: SizedFace, glyph: int, place: int, tone: int, alpha: int) -> _Raster:
    if face.face.color:
        return _drawn_in_color(face, glyph, alpha)
    mask = glyph_mask(face, glyph, place / _PLACES)
    if mask is None:
        return _EMPTY
    # Ten times as quick as Pillow's `point`.
    pixels = mask.image.tobytes().translate(_curve(tone, alpha))
    return _Raster(mask.left, mask.top, Image.frombytes("L", mask.image.size, pixels))


def _drawn_in_color(face: SizedFace, glyph: int, alpha: int) -> _Raster:
    bounds = face.font.get_glyph_extents(glyph)
    if bounds is None or not bounds.width or not bounds.height:
        return _EMPTY
    png = face.font.get_glyph_color_png(glyph).data
    found = _from_png(bounds, png) if png else _from_layers(face, glyph, bounds)
    if found is None:
        return _EMPTY
    picture, left, top = found
    if face.lean:
        picture, left = _leaning(picture, left, top, face.lean)
    return _Raster(left, top, None, Tile(picture.convert("RGB"), faded(picture.getchannel("A"), alpha)))


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
def _tone(red: int, green: int, blue: int) -> int:
    """The luminance of a colour in three bits."""
    linear = [(channel / 255) ** _GAMMA for channel in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return floor(255 * float(luminance ** (1 / _GAMMA)) + 0.5) >> 5


@lru_cache(maxsize=128)
def _curve(tone: int, alpha: int) -> bytes:
    """What becomes of each value of a mask for text of a luminance and an alpha.

    The text is blended as if in a space of this gamma with a ground that is as light as the text is dark.
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
