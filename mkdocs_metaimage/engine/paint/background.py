"""Backgrounds: a colour, and over it gradients and pictures (CSS Backgrounds 3, CSS Images 3)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sin
from typing import TYPE_CHECKING

from PIL import Image

from ..cache import BoundedCache
from ..css.color import Color
from ..css.values import LinearGradient
from ..pictures import Tile, bytes_of
from .canvas import Region, ink_of, opacity_of, relative
from .shapes import covered, is_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..css.style import Style
    from ..pictures import Pictures
    from .canvas import Canvas, Piece
    from .shapes import Corners

# How many colours a gradient has for each px of its line.
_TEXELS = 4
# Tiles that are narrower or lower than this in px are multiplied before they are painted.
_SMALL = 64
_gradients: BoundedCache[tuple[LinearGradient, int, int, Region], Tile] = BoundedCache(16_000_000, bytes_of)


def paint_background(
    canvas: Canvas,
    style: Style,
    border_box: Region,
    padding_box: Region,
    corners: Corners,
    pictures: Pictures,
) -> None:
    """Paint the background of a box.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        border_box: The area to paint.
        padding_box: The area that layers are placed in.
        corners: The radii of the area to paint.
        pictures: The pictures that layers name.
    """
    if border_box.empty or not (style.background_color.alpha or style.background_image):
        return
    area = border_box.intersection(canvas.seen)
    if area.empty:
        return
    pieces = covered(canvas, border_box, corners)
    canvas.fill(pieces, style.background_color)
    for layer in reversed(style.background_image):
        if isinstance(layer, LinearGradient):
            if not padding_box.empty:
                _paint_gradient(canvas, layer, padding_box, area, pieces)
        elif layer.url:
            size = pictures.natural_size(layer.url)
            width, height = max(round(size[0]), 1), max(round(size[1]), 1)
            left, top = padding_box[:2]
            tile = pictures.tile(layer.url, width, height)
            _repeat(canvas, tile, Region(left, top, left + width, top + height), area, pieces)


def _paint_gradient(
    canvas: Canvas, layer: LinearGradient, first: Region, area: Region, pieces: list[Piece]
) -> None:
    """Paint a gradient over its box, and again to all sides."""
    width, height = first.width, first.height
    if not is_large(first):
        _repeat(canvas, gradient(layer, width, height, relative(first, first)), first, area, pieces)
        return
    for region in _places(first, area):
        part = region.intersection(area)
        tile = gradient(layer, width, height, relative(part, region))
        canvas.draw(part, tile.picture, tile.alpha, pieces)


def _repeat(canvas: Canvas, tile: Tile, first: Region, area: Region, pieces: list[Piece]) -> None:
    """Paint a tile at its place and again to all sides, as far as the area reaches."""
    tile, first = _multiplied(tile, first, area)
    for region in _places(first, area):
        canvas.draw(region, tile.picture, tile.alpha, pieces)


def _multiplied(tile: Tile, first: Region, area: Region) -> tuple[Tile, Region]:
    """A very small tile several times in one: painting each for itself would take long."""
    width, height = first.width, first.height
    columns = ceil(min(area.width, _SMALL) / width)
    rows = ceil(min(area.height, _SMALL) / height)
    if columns <= 1 and rows <= 1:
        return tile, first
    many = first._replace(right=first.left + columns * width, bottom=first.top + rows * height)

    def filled(image: Image.Image) -> Image.Image:
        whole = Image.new(image.mode, (many.width, many.height))
        for region in _places(first, many):
            whole.paste(image, relative(region, first))
        return whole

    return Tile(filled(tile.picture), None if tile.alpha is None else filled(tile.alpha)), many


def _places(first: Region, area: Region) -> Iterator[Region]:
    width, height = first.width, first.height
    for top in range(first.top - ceil((first.top - area.top) / height) * height, area.bottom, height):
        for left in range(first.left - ceil((first.left - area.left) / width) * width, area.right, width):
            yield Region(left, top, left + width, top + height)


def gradient(layer: LinearGradient, width: int, height: int, part: Region) -> Tile:
    """A part of a linear gradient over a box of this size."""
    key = (layer, width, height, part)
    return _gradients.get(key, lambda: _drawn_gradient(*key))


def _drawn_gradient(layer: LinearGradient, width: int, height: int, part: Region) -> Tile:
    x, y = _direction(layer, width, height)
    length = abs(width * x) + abs(height * y)
    # The part of the gradient line that is needed, from the corner that is first along it to the last one:
    # all of it, where rounding left a little less, if the whole box is.
    corner = length / 2 - (width * x + height * y) / 2 + part.left * x + part.top * y
    across, down = part.width * x, part.height * y
    low = max(floor(corner + min(across, 0.0) + min(down, 0.0) + 1e-6), 0)
    high = min(ceil(corner + max(across, 0.0) + max(down, 0.0)), length)
    colors, alphas = _strip(layer, length, low, high)
    # Where a pixel lies on it, in texels. Pillow adds the half pixel.
    place = (x * _TEXELS, y * _TEXELS, (corner - low) * _TEXELS, 0.0, 0.0, 0.5)
    size = (part.width, part.height)
    picture = colors.transform(size, Image.Transform.AFFINE, place, Image.Resampling.NEAREST)
    if alphas is None:
        return Tile(picture, None)
    return Tile(picture, alphas.transform(size, Image.Transform.AFFINE, place, Image.Resampling.NEAREST))


def _direction(layer: LinearGradient, width: int, height: int) -> tuple[float, float]:
    """The unit vector along the gradient line, y downward."""
    if layer.corner is None:
        return sin(radians(layer.angle)), -cos(radians(layer.angle))
    # The line is such that the 50% line runs through the two other corners.
    size = hypot(width, height)
    x = height / size * (1 if "right" in layer.corner else -1)
    return x, width / size * (1 if "bottom" in layer.corner else -1)


def _strip(
    layer: LinearGradient, length: float, low: float, high: float
) -> tuple[Image.Image, Image.Image | None]:
    """The colours from a low to a high place on the gradient line, one row of texels."""
    stops = [((place - low) * _TEXELS, color) for place, color in resolved_stops(layer, length)]
    count = max(ceil((high - low) * _TEXELS), 1) + 1
    repeats = layer.repeating and stops[-1][0] > stops[0][0]
    row = _repeated(stops, count) if repeats else _ramps(stops, count)
    opaque = all(color.alpha == 1 for _, color in stops)
    return row.convert("RGB"), None if opaque else row.getchannel("A")


def _ramps(stops: list[tuple[float, Color]], count: int) -> Image.Image:
    """The texels of stops, placed in texels, that do not repeat: between stops Pillow interpolates."""
    row = Image.new("RGBA", (count, 1), _rounded(stops[0][1]))
    for (low, start), (high, end) in pairwise(stops):
        first = min(max(ceil(low - 0.5), 0), count)
        last = min(max(ceil(high - 0.5), first), count)
        if last > first:
            share, other = ((edge - low) / (high - low) for edge in (first, last))
            row.paste(_ramp(start, end, share, other, last - first), (first, 0))
        row.paste(_rounded(end), (last, 0, count, 1))
    return row


def _ramp(start: Color, end: Color, low: float, high: float, count: int) -> Image.Image:
    """Texels from one share of the way between two colours to another, which are the row's outer edges."""
    if start.alpha and end.alpha and start.alpha != end.alpha:
        return _row(
            _between(start, end, low + (high - low) * (texel + 0.5) / count) for texel in range(count)
        )
    # Where one end is transparent, its colour has no weight.
    colors = (start if start.alpha else end, end if end.alpha else start)
    values = [*zip(*(color[:3] for color in colors), strict=True), (start.alpha * 255, end.alpha * 255)]
    box = (0.5 + min(max(low, -0.5), 1.5), 0.0, 0.5 + min(max(high, -0.5), 1.5), 1.0)
    channels = []
    for value, other in values:
        pair = Image.new("F", (2, 1), value + 0.5)  # converting cuts off what is behind the point
        pair.putpixel((1, 0), other + 0.5)
        channels.append(pair.resize((count, 1), Image.Resampling.BILINEAR, box).convert("L"))
    return Image.merge("RGBA", channels)


def _repeated(stops: list[tuple[float, Color]], count: int) -> Image.Image:
    """The texels of stops that repeat."""
    first, last = stops[0][0], stops[-1][0]

    def color(texel: int) -> tuple[float, float, float, float]:
        place = first + (texel + 0.5 - first) % (last - first)
        index = bisect_right(stops, place, key=lambda stop: stop[0])
        (low, start), (high, end) = stops[index - 1], stops[min(index, len(stops) - 1)]
        return _between(start, end, (place - low) / (high - low) if high > low else 1.0)

    return _row(color(texel) for texel in range(count))


def _row(colors: Iterable[tuple[float, float, float, float]]) -> Image.Image:
    values = b"".join(bytes(_rounded(Color(*color))) for color in colors)
    return Image.frombytes("RGBA", (len(values) // 4, 1), values)


def _rounded(color: Color) -> tuple[int, int, int, int]:
    return (*ink_of(color)[:3], opacity_of(color))


def _between(start: Color, end: Color, share: float) -> tuple[float, float, float, float]:
    """The colour between two, mixed premultiplied (CSS Images 3, section 3.4.2)."""
    alpha = start.alpha + (end.alpha - start.alpha) * share
    if alpha <= 0:
        return end.red, end.green, end.blue, 0.0
    weight = share if start.alpha == end.alpha else share * end.alpha / alpha
    red, green, blue = (low + (high - low) * weight for low, high in zip(start[:3], end[:3], strict=True))
    return red, green, blue, alpha


def resolved_stops(layer: LinearGradient, length: float) -> list[tuple[float, Color]]:
    """The places of the stops in px along the line (CSS Images 3, section 3.4.3)."""
    places = [None if place is None else place.resolve(length) for _, place in layer.stops]
    places[0] = farthest = places[0] or 0.0
    if places[-1] is None:
        places[-1] = length
    for index, place in enumerate(places):
        if place is not None:
            places[index] = farthest = max(place, farthest)
    start = 0
    for index, place in enumerate(places):
        if place is None:
            continue
        low = places[start] or 0.0
        for between in range(start + 1, index):
            places[between] = low + (place - low) * (between - start) / (index - start)
        start = index
    return [(place or 0.0, color) for place, (color, _) in zip(places, layer.stops, strict=True)]
