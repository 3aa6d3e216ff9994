"""Layers of backgrounds and masks: how large an image is, where it lies, and how it repeats.

The sections are those of CSS Backgrounds 3.
"""

from __future__ import annotations

from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ..css.values import AUTO, Length
from ..css.values.gradients import Gradient
from ..pictures import Tile
from .canvas import Piece, Region, relative
from .gradients import gradient_tile

if TYPE_CHECKING:
    from ..css.values import PictureUrl
    from ..css.values.layers import LayerSize
    from ..pictures import Pictures
    from .canvas import Canvas

# The least that a tile has of a px.
_LEAST: Final = 1e-2


class Layer(NamedTuple):
    """An image and how it lies in its area.

    Attributes:
        image: The image.
        position: Where it is, from the left and from the top.
        size: How large it is.
        repeat: How it repeats across and down.
    """

    image: Gradient | PictureUrl
    position: tuple[Length, Length] = (Length(), Length())
    size: LayerSize = (AUTO, AUTO)
    repeat: tuple[str, str] = ("repeat", "repeat")


class _Natural(NamedTuple):
    """What an image has by itself: a width, a height, a ratio of the two, or nothing."""

    width: float | None = None
    height: float | None = None
    ratio: float | None = None


class _Row(NamedTuple):
    """The tiles in one direction, in px.

    Attributes:
        first: Where one of them begins.
        size: How long each is.
        step: How far it is to the next, None for one that is alone.
    """

    first: float
    size: float
    step: float | None

    def spans(self, low: int, high: int) -> list[tuple[int, int]]:
        """The whole pixels of those tiles that are between two places."""
        if self.step is None:
            start = floor(self.first + 0.5)
            return [(start, max(start + floor(self.size + 0.5), start + 1))]
        found = []
        index = floor((low - self.first - self.size) / self.step)
        while (start := floor(self.first + index * self.step + 0.5)) < high:
            end = max(floor(self.first + index * self.step + self.size + 0.5), start + 1)
            if end > low:
                found.append((start, end))
            index += 1
        return found


def draw_layer(
    canvas: Canvas, layer: Layer, place: Region, pieces: list[Piece], seen: Region, pictures: Pictures
) -> None:
    """Paint a layer where a shape covers it.

    Args:
        canvas: Where to paint.
        layer: The layer.
        place: The area that it is sized for and positioned in.
        pieces: The shape, which `canvas.draw` takes.
        seen: The px that are needed at the most.
        pictures: The pictures that layers name.
    """
    found = layer_tile(layer, place, seen, pictures)
    if found is not None:
        region, tile = found
        canvas.draw(region, tile.picture, tile.alpha, pieces)


def layer_tile(layer: Layer, place: Region, seen: Region, pictures: Pictures) -> tuple[Region, Tile] | None:
    """A layer as a picture, and where that is; None where nothing of it is seen.

    Args:
        layer: The layer.
        place: The area that it is sized for and positioned in.
        seen: The px that are needed at the most.
        pictures: The pictures that layers name.
    """
    if place.empty or seen.empty:
        return None
    natural = _natural(layer.image, pictures)
    width, height = _rounded_to_fit(layer, natural, tile_size(layer.size, natural, place), place)
    if width < _LEAST or height < _LEAST:
        return None
    across = _row(layer.repeat[0], layer.position[0], place.left, place.width, width).spans(
        seen.left, seen.right
    )
    down = _row(layer.repeat[1], layer.position[1], place.top, place.height, height).spans(
        seen.top, seen.bottom
    )
    across = [span for span in across if span[0] < seen.right and span[1] > seen.left]
    down = [span for span in down if span[0] < seen.bottom and span[1] > seen.top]
    if not across or not down:
        return None
    source = _Source(layer.image, width, height, pictures)
    if len(across) == len(down) == 1:
        region = Region(across[0][0], down[0][0], across[0][1], down[0][1])
        part = region.intersection(seen)
        return part, source.part(region, part)
    return _tiled(source, across, down, seen)


# --- How large (section 3.9)


def _natural(image: Gradient | PictureUrl, pictures: Pictures) -> _Natural:
    if isinstance(image, Gradient):
        return _Natural()
    width, height = pictures.natural_size(image.url)
    return _Natural(width, height, width / height)


def tile_size(size: LayerSize, natural: _Natural, place: Region) -> tuple[float, float]:
    """The width and height of one tile (CSS Images 3, section 5.3)."""
    if isinstance(size, str):
        if natural.ratio is None:
            return place.width, place.height
        choose = min if size == "contain" else max
        width = choose(float(place.width), place.height * natural.ratio)
        return width, (place.height if width != place.width else width / natural.ratio)
    across, down = (
        side.resolve(whole) if isinstance(side, Length) else None
        for side, whole in zip(size, (place.width, place.height), strict=True)
    )
    if across is None and down is None:
        across, down = natural.width, natural.height
        if across is None and down is None and natural.ratio is not None:
            return tile_size("contain", natural, place)
    if across is None:
        across = _other(down, natural.ratio, natural.width, place.width)
    if down is None:
        down = _other(
            across, None if natural.ratio is None else 1 / natural.ratio, natural.height, place.height
        )
    return across, down


def _other(side: float | None, ratio: float | None, natural: float | None, whole: float) -> float:
    """A side that is `auto`, from the other one."""
    if ratio is not None and side is not None:
        return side * ratio
    return whole if natural is None else natural


def _rounded_to_fit(
    layer: Layer, natural: _Natural, size: tuple[float, float], place: Region
) -> tuple[float, float]:
    """The size for `round`: so that a whole number of tiles fills the area."""
    width, height = size
    if width < _LEAST or height < _LEAST:
        return size
    keeps = isinstance(layer.size, tuple)
    if layer.repeat[0] == "round":
        width = place.width / max(floor(place.width / width + 0.5), 1)
        if layer.repeat[1] != "round" and keeps and layer.size[1] == AUTO and natural.ratio is not None:
            height = width / natural.ratio
    if layer.repeat[1] == "round":
        height = place.height / max(floor(place.height / height + 0.5), 1)
        if layer.repeat[0] != "round" and keeps and layer.size[0] == AUTO and natural.ratio is not None:
            width = height * natural.ratio
    return width, height


# --- Where (sections 3.4 and 3.6)


def _row(repeat: str, position: Length, start: int, whole: int, size: float) -> _Row:
    if repeat == "space":
        count = floor(whole / size + 1e-6)
        if count >= 2:
            return _Row(start, size, size + (whole - count * size) / (count - 1))
        repeat = "no-repeat"
    first = start + position.resolve(whole - size)
    return _Row(first, size, None if repeat == "no-repeat" else size)


# --- The pixels


class _Source(NamedTuple):
    """What tiles show.

    Attributes:
        image: The image.
        width: How wide a tile is in px.
        height: How high a tile is in px.
        pictures: The pictures that layers name.
    """

    image: Gradient | PictureUrl
    width: float
    height: float
    pictures: Pictures

    def part(self, region: Region, part: Region) -> Tile:
        """A part of the tile that covers a region."""
        inner = relative(part, region)
        if isinstance(self.image, Gradient):
            # A box of whole px has the gradient of that size; others keep the exact one.
            return gradient_tile(self.image, self.width, self.height, inner)
        tile = self.pictures.tile(self.image.url, region.width, region.height)
        if part == region:
            return tile
        return Tile(tile.picture.crop(inner), None if tile.alpha is None else tile.alpha.crop(inner))


def _tiled(
    source: _Source, across: list[tuple[int, int]], down: list[tuple[int, int]], seen: Region
) -> tuple[Region, Tile]:
    """Many tiles as one picture: first rows of them, one for each height, then these below each other."""
    whole = Region(across[0][0], down[0][0], across[-1][1], down[-1][1]).intersection(seen)
    gaps = any(first[1] != second[0] for spans in (across, down) for first, second in pairwise(spans))
    rows: dict[int, Tile] = {}
    for top, bottom in down:
        if bottom - top not in rows:
            rows[bottom - top] = _row_of_tiles(source, across, bottom - top, whole, gaps)
    has_alpha = any(row.alpha is not None for row in rows.values())
    picture = Image.new("RGB", (whole.width, whole.height))
    alpha = Image.new("L", picture.size) if has_alpha else None
    for top, bottom in down:
        row = rows[bottom - top]
        picture.paste(row.picture, (0, top - whole.top))
        if alpha is not None:
            alpha.paste(
                255 if row.alpha is None else row.alpha, (0, top - whole.top, whole.width, bottom - whole.top)
            )
    return whole, Tile(picture, alpha)


def _row_of_tiles(
    source: _Source, across: list[tuple[int, int]], height: int, whole: Region, gaps: bool
) -> Tile:
    """Tiles of one height beside each other."""
    tiles: dict[int, Tile] = {}
    for left, right in across:
        if right - left not in tiles:
            region = Region(0, 0, right - left, height)
            tiles[right - left] = source.part(region, region)
    picture = Image.new("RGB", (whole.width, height))
    has_alpha = gaps or any(tile.alpha is not None for tile in tiles.values())
    alpha = Image.new("L", picture.size) if has_alpha else None
    for left, right in across:
        tile = tiles[right - left]
        picture.paste(tile.picture, (left - whole.left, 0))
        if alpha is not None:
            alpha.paste(
                255 if tile.alpha is None else tile.alpha, (left - whole.left, 0, right - whole.left, height)
            )
    return Tile(picture, alpha)
