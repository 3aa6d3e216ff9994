"""Layers of backgrounds and masks: how large an image is, where it lies, and how it repeats.

The sections are those of CSS Backgrounds 3.
"""

from __future__ import annotations

from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from ..boxes import Rect
from ..css.values import AUTO, Length
from ..css.values.gradients import Gradient, Turn
from .gradients import gradient_tile
from .gradients.grid import Grid
from .regions import Region
from .tiling import INEXACT, Row, Source, tiled

if TYPE_CHECKING:
    from ..css.values import PictureUrl
    from ..css.values.layers import LayerSize
    from ..pictures import Pictures
    from ..pictures.tiles import Tile
    from .canvas import Canvas
    from .regions import Piece

# The least that a tile has of a px.
_LEAST: Final = 1e-2
# By how much finer than the picture a conic gradient is drawn before it is turned, and in how many pixels at the most.
_FINER: Final = 8.0
_MOST_FINE: Final = 4_000_000
# How many px layers are long at the most before they are drawn coarser.
_LONGEST: Final = 30_000


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


def draw_layer(
    canvas: Canvas,
    layer: Layer,
    place: Region,
    pieces: list[Piece],
    seen: Region,
    pictures: Pictures,
    pixelated: bool = False,
) -> None:
    """Paint a layer where a shape covers it.

    Args:
        canvas: Where to paint.
        layer: The layer.
        place: The area that it is sized for and positioned in.
        pieces: The shape, which `canvas.draw` takes.
        seen: The px that are needed at the most.
        pictures: The pictures that layers name.
        pixelated: Whether the pixels of pictures stay squares.
    """
    laid = _laid_out(layer, place, seen, pictures)
    if laid is None:
        return
    if canvas.matrix is not None and laid.alone and _paint_exactly(canvas, layer.image, laid, pieces):
        return
    times = laid.times
    found = _drawn(layer, laid.coarser(times), pictures, pixelated, times)
    if found is not None:
        region, tile = found
        region = Region(*(edge * times for edge in region))
        canvas.draw(region, tile.picture, tile.alpha, pieces, squares=pixelated)


def layer_tile(
    layer: Layer, place: Region, seen: Region, pictures: Pictures, pixelated: bool = False
) -> tuple[Region, Tile] | None:
    """A layer as a picture, and where that is; None where nothing of it is seen.

    Args:
        layer: The layer.
        place: The area that it is sized for and positioned in.
        seen: The px that are needed at the most.
        pictures: The pictures that layers name.
        pixelated: Whether the pixels of pictures stay squares.
    """
    laid = _laid_out(layer, place, seen, pictures)
    return None if laid is None else _drawn(layer, laid, pictures, pixelated)


class _Laid(NamedTuple):
    """Where the tiles of a layer are.

    Attributes:
        rows: How they lie across and down.
        starts: Where those begin that are seen.
        seen: The px that are needed at the most.
    """

    rows: tuple[Row, Row]
    starts: tuple[list[float], list[float]]
    seen: Region

    @property
    def alone(self) -> bool:
        """Whether one tile is all that is seen."""
        return len(self.starts[0]) == len(self.starts[1]) == 1

    @property
    def times(self) -> int:
        """How much coarser it is to be drawn: of what a matrix makes very small very many px are seen."""
        width, height = self.seen.width, self.seen.height
        return max(ceil(sqrt(width * height / _MOST_FINE)), ceil(max(width, height) / _LONGEST))

    def coarser(self, times: int) -> _Laid:
        """The same in px that are so many times as large."""
        if times == 1:
            return self
        left, top, right, bottom = self.seen
        seen = Region(left // times, top // times, ceil(right / times), ceil(bottom / times))
        across, down = (row.coarser(times) for row in self.rows)
        starts = across.starts(seen.left, seen.right), down.starts(seen.top, seen.bottom)
        return _Laid((across, down), starts, seen)

    @property
    def first(self) -> Rect:
        """The first tile."""
        return Rect(self.starts[0][0], self.starts[1][0], self.rows[0].size, self.rows[1].size)


def _laid_out(layer: Layer, place: Region, seen: Region, pictures: Pictures) -> _Laid | None:
    if seen.empty:
        return None
    natural = _natural(layer.image, pictures)
    asked = tile_size(layer.size, natural, place)
    width, height = _rounded_to_fit(layer, natural, asked, place)
    if width < _LEAST or height < _LEAST:
        return None
    # As in Chromium percentages are those of the room that there was before sizes were rounded.
    left = layer.position[0].resolve(place.width - asked[0])
    top = layer.position[1].resolve(place.height - asked[1])
    across = _row(layer.repeat[0], left, (place.left, place.right), width, seen.left)
    down = _row(layer.repeat[1], top, (place.top, place.bottom), height, seen.top)
    (left, right), (top, bottom) = across.limits(seen.left, seen.right), down.limits(seen.top, seen.bottom)
    starts = across.starts(left, right), down.starts(top, bottom)
    return _Laid((across, down), starts, Region(left, top, right, bottom)) if all(starts) else None


def _drawn(
    layer: Layer, laid: _Laid, pictures: Pictures, pixelated: bool, times: int = 1
) -> tuple[Region, Tile] | None:
    if not all(laid.starts):
        return None
    source = Source(layer.image, pictures, pixelated, times)
    if laid.alone:
        return source.placed(laid.first, laid.seen)
    return tiled(source, laid.rows, laid.starts, laid.seen)


def _paint_exactly(canvas: Canvas, image: Gradient | PictureUrl, laid: _Laid, pieces: list[Piece]) -> bool:
    """Paint a gradient in device px, so that its hard edges stay hard; whether that can be done."""
    assert canvas.matrix is not None
    back, rect, seen = canvas.matrix.inverse, laid.first, laid.seen
    if back is None or not isinstance(image, Gradient):
        return False
    # The tile's own edges would have to be smooth.
    if (
        rect.x > seen.left or rect.y > seen.top
        or rect.x + rect.width < seen.right or rect.y + rect.height < seen.bottom
    ):  # fmt: skip
        return False
    if isinstance(image.course, Turn):
        # It can only be drawn upright: finer, so that each pixel finds the colour of its place.
        times = min(_FINER * max(canvas.scale, 1.0), sqrt(_MOST_FINE / (seen.width * seen.height)))
        across, down = max(round(seen.width * times), 1), max(round(seen.height * times), 1)
        steps = (seen.width / across, 0.0), (0.0, seen.height / down)
        tile = gradient_tile(
            image, rect.width, rect.height, Grid(seen.left - rect.x, seen.top - rect.y, across, down, *steps)
        )
        canvas.draw(seen, tile.picture, tile.alpha, pieces, squares=True)
        return True
    flat = canvas.flat()
    for piece in pieces:
        region = piece.region.intersection(canvas.clip)
        if not region.empty:
            tile = gradient_tile(image, rect.width, rect.height, Grid.under(back, region, rect.x, rect.y))
            flat.draw(region, tile.picture, tile.alpha, [piece])
    return True


# --- How large (section 3.9)


def _natural(image: Gradient | PictureUrl, pictures: Pictures) -> _Natural:
    if isinstance(image, Gradient):
        return _Natural()
    return _Natural(*pictures.dimensions(image.url))


def tile_size(size: LayerSize, natural: _Natural, place: Region) -> tuple[float, float]:
    """The width and height of one tile (CSS Images 3, section 5.3)."""
    if isinstance(size, str):
        if natural.ratio is None:
            return place.width, place.height
        choose = min if size == "contain" else max
        width = choose(float(place.width), place.height * natural.ratio)
        height = place.height if width != place.width else width / natural.ratio
        if size == "contain":  # Chromium gives the side that leaves room whole pixels
            width, height = max(floor(width + 0.5), 1.0), max(floor(height + 0.5), 1.0)
        return width, height
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
    if layer.repeat[0] == "round" and place.width > 0:
        width = place.width / max(floor(place.width / width + 0.5), 1)
        if layer.repeat[1] != "round" and keeps and layer.size[1] == AUTO and natural.ratio is not None:
            height = width / natural.ratio
    if layer.repeat[1] == "round" and place.height > 0:
        height = place.height / max(floor(place.height / height + 0.5), 1)
        if layer.repeat[0] != "round" and keeps and layer.size[0] == AUTO and natural.ratio is not None:
            width = height * natural.ratio
    return width, height


# --- Where (sections 3.4 and 3.6)


def _row(repeat: str, position: float, place: tuple[int, int], size: float, seen: int) -> Row:
    start, whole = place[0], place[1] - place[0]
    if repeat == "space":
        count = floor(whole / size + INEXACT)
        if count >= 2:
            return _repeated(start, size, size + (whole - count * size) / (count - 1))
        repeat = "no-repeat"
    first = start + position
    if repeat != "no-repeat":
        return _repeated(first, size, size)
    # Chromium puts what begins within the area at whole pixels, and leaves it where it is cut off.
    if first <= seen:
        return Row(first, size, None)
    first = float(floor(first + 0.5))
    return Row(first, max(floor(first + size + 0.5) - first, 1.0), None)


def _repeated(first: float, size: float, step: float) -> Row:
    """Tiles side by side, which are one pixel at the least, whatever their size."""
    return Row(first, size, step) if step > 1 else Row(float(floor(first)), 1.0, 1.0)
