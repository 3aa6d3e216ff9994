"""Images in place of borders: cut in nine, the corners as they are, the sides and the middle to fill (section 5)."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, inf, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ...boxes import Edges
from ...css.values import AUTO, Length, PictureUrl
from ..grain import grain_of
from ..regions import Piece, Region, relative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...css.style import Style
    from ...css.values.gradients import Gradient
    from ...pictures import Pictures
    from ...pictures.tiles import Tile
    from ..canvas import Canvas

# How large the pixels are that are put together, where they are of one px.
_FINE: Final = (1.0, 1.0)
# What gradients have more px than this is drawn with larger ones.
_MOST: Final = 4_000_000
# No tile is smaller, in px.
_LEAST: Final = 1e-6


class _View(NamedTuple):
    """What is seen of the area of an image.

    Attributes:
        picture: The pixels that are put together, premultiplied.
        window: Where they are, counted from the corner of the area.
        grain: How wide and how high one is, in px.
    """

    picture: Image.Image
    window: Region
    grain: tuple[float, float]


class _Source(NamedTuple):
    """The image.

    Attributes:
        width: Its width in px.
        height: Its height in px.
        picture: Its pixels, premultiplied; those of a gradient are drawn where they are needed.
        gradient: The gradient that it is.
    """

    width: int
    height: int
    picture: Image.Image | None = None
    gradient: Gradient | None = None

    def part(self, left: int, top: int, right: int, bottom: int) -> Image.Image:
        """A part of it, with fewer pixels if it is too large."""
        if self.picture is not None:
            return self.picture.crop((left, top, right, bottom))
        from ..gradients import gradient_tile
        from ..gradients.grid import Grid

        assert self.gradient is not None
        width, height = right - left, bottom - top
        more = max(sqrt(width * height / _MOST), 1.0)
        across, down = max(round(width / more), 1), max(round(height / more), 1)
        grid = Grid(left, top, across, down, (width / across, 0.0), (0.0, height / down))
        return _premultiplied(gradient_tile(self.gradient, self.width, self.height, grid))


def paint_border_image(
    canvas: Canvas, style: Style, border_box: Region, edges: Edges, pictures: Pictures
) -> None:
    """Paint the image that a style has in place of a border.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        border_box: Its outer edge.
        edges: The widths of its borders.
        pictures: The pictures.
    """
    outset = Edges(
        *(_times(side, edge, 0.0) for side, edge in zip(style.border_image_outset, edges, strict=True))
    )
    area = border_box.inset(Edges(*(-side for side in outset)))
    seen = area.intersection(canvas.seen)
    if seen.empty:
        return
    view = _view(canvas, area, seen)
    source = _source(style, area, pictures)
    cuts = _cuts(style, source)
    widths = _widths(style, area, edges, cuts)
    columns, rows = (
        _limits(source.width, cuts.left, cuts.right),
        _limits(source.height, cuts.top, cuts.bottom),
    )
    lefts, tops = (
        _limits(area.width, widths.left, widths.right),
        _limits(area.height, widths.top, widths.bottom),
    )
    across, down = style.border_image_repeat
    for row, ((top, bottom), (upper, lower)) in enumerate(zip(pairwise(rows), pairwise(tops), strict=True)):
        for column, ((left, right), (start, end)) in enumerate(
            zip(pairwise(columns), pairwise(lefts), strict=True)
        ):
            if (row, column) == (1, 1) and not style.border_image_slice.fill:
                continue
            part = (left, top, right, bottom)
            if right - left <= 0 or bottom - top <= 0 or end <= start or lower <= upper:
                continue
            scales = _scales(cuts, widths, row, column)
            size = (
                _tile(right - left, end - start, scales[0], across if column == 1 else "stretch"),
                _tile(bottom - top, lower - upper, scales[1], down if row == 1 else "stretch"),
            )
            _fill(view, source, part, (start, upper, end, lower), size, (across, down))
    straight = view.picture.convert("RGBA")
    canvas.draw(seen, straight.convert("RGB"), straight.getchannel("A"), [Piece(canvas.clip)])


def _view(canvas: Canvas, area: Region, seen: Region) -> _View:
    """What there is to paint of an area."""
    grain = grain_of(canvas.matrix, seen) or _FINE
    left, top, right, bottom = relative(seen, area)
    left, top = floor(left / grain[0]), floor(top / grain[1])
    window = Region(left, top, max(ceil(right / grain[0]), left + 1), max(ceil(bottom / grain[1]), top + 1))
    return _View(Image.new("RGBa", (window.width, window.height), (0, 0, 0, 0)), window, grain)


def _source(style: Style, area: Region, pictures: Pictures) -> _Source:
    """The image, as large as it is; a gradient is as large as its area."""
    image = style.border_image_source
    assert image is not None
    if not isinstance(image, PictureUrl):
        return _Source(area.width, area.height, gradient=image)
    width, height = pictures.natural_size(image.url)
    picture = _premultiplied(pictures.tile(image.url, max(round(width), 1), max(round(height), 1)))
    return _Source(*picture.size, picture)


def _premultiplied(tile: Tile) -> Image.Image:
    whole = tile.picture.convert("RGBA")
    if tile.alpha is not None:
        whole.putalpha(tile.alpha)
    return whole.convert("RGBa")


def _cuts(style: Style, source: _Source) -> Edges:
    """Where the image is cut, in its pixels."""
    lengths = (source.height, source.width, source.height, source.width)
    return Edges(
        *(
            min(side.resolve(length) if isinstance(side, Length) else side, float(length))
            for side, length in zip(style.border_image_slice.sides, lengths, strict=True)
        )
    )


def _widths(style: Style, area: Region, edges: Edges, cuts: Edges) -> Edges:
    """How wide the sides are, in whole px; all less where opposite ones would overlap."""
    lengths = (area.height, area.width, area.height, area.width)
    found = [
        cut if side == AUTO else _times(side, edge, length)
        for side, edge, cut, length in zip(style.border_image_width, edges, cuts, lengths, strict=True)
    ]
    down, across = found[0] + found[2], found[1] + found[3]
    factor = min(1.0, area.height / down if down else 1.0, area.width / across if across else 1.0)
    return Edges(*(float(floor(side * factor + 0.5)) for side in found))


def _times(side: float | Length | str, edge: float, base: float) -> float:
    """A length, or so many times a border's width."""
    if isinstance(side, Length):
        return max(side.resolve(base), 0.0)
    assert not isinstance(side, str)
    return side * edge


def _limits(length: float, before: float, after: float) -> tuple[float, float, float, float]:
    return 0.0, before, max(length - after, before), float(length)


def _scales(cuts: Edges, widths: Edges, row: int, column: int) -> tuple[float, float]:
    """By how much what fills a side or the middle is larger than in the image (section 5.2)."""

    def ratio(*pairs: tuple[float, float]) -> float:
        return next((width / cut for cut, width in pairs if cut > 0 and width > 0), 1.0)

    top, right, bottom, left = zip(cuts, widths, strict=True)
    across = ratio(top if row == 0 else bottom) if row != 1 else ratio(top, bottom)
    down = ratio(left if column == 0 else right) if column != 1 else ratio(left, right)
    return across, down


def _tile(cut: float, room: float, scale: float, repeat: str) -> float:
    """How long one tile is."""
    if repeat == "stretch":
        return room
    length = cut * scale
    return room / max(floor(room / length + 0.5), 1) if repeat == "round" else length


def _fill(
    view: _View,
    source: _Source,
    part: tuple[float, float, float, float],
    place: tuple[float, float, float, float],
    size: tuple[float, float],
    repeat: tuple[str, str],
) -> None:
    """Fill a place with tiles of a part of an image."""
    (across, down), (start, upper, end, lower) = view.grain, place
    left, top = round(start / across), round(upper / down)
    room = Region(left, top, left + round((end - start) / across), top + round((lower - upper) / down))
    seen = room.intersection(view.window)
    if seen.empty:
        return
    # Only what is in the part: beyond it there are other parts.
    first_x, first_y = floor(part[0]), floor(part[1])
    last_x, last_y = ceil(part[2]), ceil(part[3])
    cut = source.part(first_x, first_y, last_x, last_y)
    scale_x, scale_y = cut.width / (last_x - first_x), cut.height / (last_y - first_y)
    inside = (
        (part[0] - first_x) * scale_x, (part[1] - first_y) * scale_y,
        (part[2] - first_x) * scale_x, (part[3] - first_y) * scale_y,
    )  # fmt: skip
    columns = _spans(end - start, size[0], repeat[0], across, (seen.left - left, seen.right - left))
    rows = _spans(lower - upper, size[1], repeat[1], down, (seen.top - top, seen.bottom - top))
    tiles: dict[tuple[float, ...], Image.Image] = {}
    bands: dict[tuple[float, ...], Image.Image] = {}
    for y, height, *high in rows:
        if (height, *high) not in bands:
            band = Image.new("RGBa", (seen.width, height), (0, 0, 0, 0))
            for x, width, *wide in columns:
                key = (width, height, *wide, *high)
                if key not in tiles:
                    box = _within(inside, wide, high)
                    tiles[key] = cut.resize((width, height), Image.Resampling.BILINEAR, box)
                band.paste(tiles[key], (x, 0))
            bands[height, *high] = band
        place_in = relative(seen, view.window)
        view.picture.paste(bands[height, *high], (place_in.left, place_in.top + y))


def _within(
    box: tuple[float, float, float, float], wide: Sequence[float], high: Sequence[float]
) -> tuple[float, float, float, float]:
    """The part of a box between shares of its width and of its height."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    return (
        left + width * wide[0],
        top + height * high[0],
        right - width * (1 - wide[1]),
        bottom - height * (1 - high[1]),
    )


def _spans(
    room: float, length: float, repeat: str, grain: float, seen: tuple[int, int]
) -> list[tuple[int, int, float, float]]:
    """The tiles that are seen in one direction.

    Args:
        room: How much room there is for tiles, in px.
        length: How long one is.
        repeat: How they fill the room.
        grain: How long a pixel is.
        seen: From which pixel to which they are seen.

    Returns:
        For each its place among the pixels that are seen, how many of them it covers, and from which share of
        it to which.
    """
    found = []
    low, high = seen
    for place in _places(room, max(length, _LEAST), repeat, grain, (low * grain, high * grain)):
        first = round(place / grain)
        last = max(round((place + length) / grain), first + 1)
        start, end = max(first, low), min(last, high)
        if start < end:
            whole = last - first
            found.append((start - low, end - start, (start - first) / whole, (end - first) / whole))
    return found


def _places(
    room: float, length: float, repeat: str, least: float, seen: tuple[float, float]
) -> Iterator[float]:
    """Where tiles begin that may be seen: from the middle to both sides, or with gaps that are alike."""
    first, step, count = 0.0, max(length, least), inf
    if repeat == "space" and length < room:
        count = floor(room / length)
        first = (room - count * length) / (count + 1)
        step = length + first
        # Of tiles that are too small to be told apart not each is needed.
        times = max(ceil(least / step), 1)
        step, count = step * times, ceil(count / times)
    elif repeat == "space" and length > room:
        count = 0
    elif repeat == "repeat":
        first = (room - length) / 2
        first -= floor(first / length + 1) * length if first > 0 else 0.0
    index = max(floor((seen[0] - first - step) / step), 0)
    while index < count and first + index * step < min(room, seen[1]):
        yield first + index * step
        index += 1
