"""Images in place of borders: cut in nine, the corners as they are, the sides and the middle to fill (section 5)."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image

from ...boxes import Edges
from ...css.values import AUTO, Length, PictureUrl
from ..canvas import Piece, Region

if TYPE_CHECKING:
    from ...css.style import Style
    from ...pictures import Pictures
    from ..canvas import Canvas

# More pixels than these are not put together for any card: it is nothing but a slip of the hand.
_MOST = 16_000_000


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
    if area.intersection(canvas.seen).empty or area.width * area.height > _MOST:
        return
    source = _source(style, area, pictures)
    cuts = _cuts(style, source)
    widths = _widths(style, area, edges, cuts)
    whole = Image.new("RGBa", (area.width, area.height), (0, 0, 0, 0))
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
            _fill(whole, source, part, (start, upper, end, lower), size, (across, down))
    straight = whole.convert("RGBA")
    canvas.draw(area, straight.convert("RGB"), straight.getchannel("A"), [Piece(canvas.clip)])


def _source(style: Style, area: Region, pictures: Pictures) -> Image.Image:
    """The image, premultiplied, as large as it is; a gradient is as large as its area."""
    image = style.border_image_source
    assert image is not None
    if isinstance(image, PictureUrl):
        width, height = pictures.natural_size(image.url)
        tile = pictures.tile(image.url, max(round(width), 1), max(round(height), 1))
    else:
        from ..gradients import gradient_tile
        from ..gradients.grid import Grid

        tile = gradient_tile(image, area.width, area.height, Grid(0, 0, area.width, area.height))
    whole = tile.picture.convert("RGBA")
    if tile.alpha is not None:
        whole.putalpha(tile.alpha)
    return whole.convert("RGBa")


def _cuts(style: Style, source: Image.Image) -> Edges:
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
    whole: Image.Image,
    source: Image.Image,
    part: tuple[float, float, float, float],
    place: tuple[float, float, float, float],
    size: tuple[float, float],
    repeat: tuple[str, str],
) -> None:
    """Fill a place with tiles of a part of an image."""
    start, upper, end, lower = place
    # Only what is in the part: beyond it there are other parts.
    left, top = floor(part[0]), floor(part[1])
    cut = source.crop((left, top, ceil(part[2]), ceil(part[3])))
    inside = (part[0] - left, part[1] - top, part[2] - left, part[3] - top)
    room = Image.new("RGBa", (round(end - start), round(lower - upper)), (0, 0, 0, 0))
    tiles: dict[tuple[int, int], Image.Image] = {}
    for y in _places(lower - upper, size[1], repeat[1]):
        for x in _places(end - start, size[0], repeat[0]):
            key = max(round(x + size[0]) - round(x), 1), max(round(y + size[1]) - round(y), 1)
            if key not in tiles:
                tiles[key] = cut.resize(key, Image.Resampling.BILINEAR, inside)
            room.paste(tiles[key], (round(x), round(y)))
    whole.paste(room, (round(start), round(upper)))


def _places(room: float, length: float, repeat: str) -> list[float]:
    """Where tiles begin: from the middle to both sides, or with gaps that are alike."""
    if repeat == "space" and length < room:
        count = floor(room / length)
        gap = (room - count * length) / (count + 1)
        return [gap + index * (length + gap) for index in range(count)]
    if repeat == "space" and length > room:
        return []
    first = (room - length) / 2 if repeat == "repeat" else 0.0
    first -= floor(first / length + 1) * length if first > 0 else 0.0
    places = []
    while first < room:
        places.append(first)
        first += max(length, 1.0)
    return places
