"""Images as tiles, one or many: at any place and of any size, in px that need not be whole ones."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image, ImageChops

from ..boxes import Rect
from ..css.values import PictureUrl
from ..css.values.gradients import Gradient, Turn
from ..pictures import Tile
from ..pictures.sampling import NUDGE, Window
from .gradients import gradient_tile
from .gradients.grid import Grid
from .regions import Region

if TYPE_CHECKING:
    from ..pictures import Pictures

# Below this part of a px a place counts as that of a whole pixel.
INEXACT: Final = 1e-4
# So many tiles are drawn each for itself where they are larger than what is seen.
_FEW: Final = 4
# So are those that would make a picture of more pixels together, if they are so many times as long as what is seen.
_MOST_PIXELS: Final = 16_000_000
_LONG: Final = 8


class Row(NamedTuple):
    """The tiles in one direction, in px.

    Attributes:
        first: Where one of them begins.
        size: How long each is.
        step: How far it is to the next, None for one that is alone.
    """

    first: float
    size: float
    step: float | None

    def starts(self, low: int, high: int) -> list[float]:
        """Where those tiles begin that are between two places."""
        if self.step is None:
            return [self.first] if self.first < high and self.first + self.size > low else []
        index = floor((low - self.first - self.size + INEXACT) / self.step) + 1
        last = ceil((high - self.first - INEXACT) / self.step)
        return [self.first + each * self.step for each in range(index, last)]

    def limits(self, low: int, high: int) -> tuple[int, int]:
        """What is left of two places: a tile that is alone does not go beyond its size in whole pixels."""
        if self.step is None:
            high = min(high, max(floor(self.first + self.size + 0.5), floor(self.first + INEXACT) + 1))
        return low, high

    def coarser(self, times: int) -> Row:
        """The same in px that are so many times as large; tiles beside each other have one at the least."""
        if self.step is None:
            return Row(self.first / times, self.size / times, None)
        return Row(self.first / times, max(self.size / times, 1.0), max(self.step / times, 1.0))

    @property
    def whole(self) -> bool:
        """Whether all tiles are of whole pixels."""
        return all(
            abs(value - floor(value + 0.5)) < INEXACT for value in (self.first, self.size, self.step or 0.0)
        )


class Source(NamedTuple):
    """What tiles show.

    Attributes:
        image: The image.
        pictures: The pictures that layers name.
        pixelated: Whether the pixels of pictures stay squares.
        times: How many px of lengths in the image one px is.
    """

    image: Gradient | PictureUrl
    pictures: Pictures
    pixelated: bool = False
    times: int = 1

    def placed(
        self, rect: Rect, seen: Region, stretch: tuple[float, float] = (1.0, 1.0)
    ) -> tuple[Region, Tile] | None:
        """The image in a rectangle, as far as that is seen: pixels that it covers in part are translucent.

        Args:
            rect: The rectangle.
            seen: The px that are needed at the most.
            stretch: How much of its size across and down is only stretched.
        """
        left, top, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
        region = Region(
            floor(left + INEXACT), floor(top + INEXACT), ceil(right - INEXACT), ceil(bottom - INEXACT)
        ).intersection(seen)
        if region.empty:
            return None
        x, y = region.left - left, region.top - top
        if isinstance(self.image, Gradient):
            n = self.times
            grid = Grid(x * n, y * n, region.width, region.height, (float(n), 0.0), (0.0, float(n)))
            tile = gradient_tile(self.image, rect.width * n, rect.height * n, grid)
            if n == 1 and _may_have_edges(self.image):
                from .gradients.ties import with_ties

                tile = with_ties(self.image, rect, region, tile)
        else:
            window = Window(x, y, region.width, region.height)
            tile = self.pictures.part(
                self.image.url, (rect.width, rect.height), window, self.pixelated, stretch
            )
        return region, _smoothed(tile, region, (left, top, right, bottom))


def _may_have_edges(gradient: Gradient) -> bool:
    """Whether a gradient may have hard edges: two of its stops at one place, or its end beside its beginning."""
    places = [place for _, place in gradient.stops if place is not None]
    return len(places) > 1 or isinstance(gradient.course, Turn)


def _smoothed(tile: Tile, region: Region, rect: tuple[float, float, float, float]) -> Tile:
    """A tile with the outermost pixels as much covered as the rectangle covers them."""
    left, top, right, bottom = rect
    edges = (
        (region.left + 1 - left, (0, 0, 1, region.height)),
        (region.top + 1 - top, (0, 0, region.width, 1)),
        (right - region.right + 1, (region.width - 1, 0, region.width, region.height)),
        (bottom - region.bottom + 1, (0, region.height - 1, region.width, region.height)),
    )
    alpha = tile.alpha
    copied = False
    for covered, box in edges:
        if covered > 1 - INEXACT:
            continue
        if not copied:
            alpha = Image.new("L", (region.width, region.height), 255) if alpha is None else alpha.copy()
            copied = True
        assert alpha is not None
        line = alpha.crop(box)
        alpha.paste(ImageChops.multiply(line, Image.new("L", line.size, floor(covered * 255 + 0.5))), box)
    return tile._replace(alpha=alpha)


def tiled(
    source: Source, rows: tuple[Row, Row], starts: tuple[list[float], list[float]], seen: Region
) -> tuple[Region, Tile] | None:
    """Many tiles as one picture.

    Args:
        source: What each shows.
        rows: How they lie across and down.
        starts: Where those begin that are seen.
        seen: The px that are needed at the most.
    """
    across, down = rows
    lefts, tops = starts
    whole = Region(
        floor(lefts[0] + INEXACT),
        floor(tops[0] + INEXACT),
        ceil(lefts[-1] + across.size - INEXACT),
        ceil(tops[-1] + down.size - INEXACT),
    ).intersection(seen)
    few = across.size * down.size > seen.width * seen.height and len(lefts) * len(tops) <= _FEW
    width, height = _length(across, lefts), _length(down, tops)
    long = width > _LONG * seen.width or height > _LONG * seen.height
    if few or (long and width * height > _MOST_PIXELS):
        return whole, _beside(source, rows, starts, whole)
    # As browsers do: one tile is drawn in whole pixels, and these are what is repeated, scaled a little.
    cell, scales = _cell(source, rows)
    columns = _Texture.of(across, lefts, (whole.left, whole.right), cell.size[0], scales[0])
    lines = _Texture.of(down, tops, (whole.top, whole.bottom), cell.size[1], scales[1])
    if columns.exact and lines.exact:
        size = (whole.width, whole.height)
        return whole, _split(_repeated(cell, size, columns.places, lines.places))
    size = (columns.length, lines.length)
    texture = _repeated(cell, size, columns.places, lines.places)
    data = (columns.scale, 0.0, columns.shift - NUDGE, 0.0, lines.scale, lines.shift - NUDGE)
    smooth = Image.Resampling.NEAREST if source.pixelated else Image.Resampling.BILINEAR
    return whole, _split(texture.transform((whole.width, whole.height), Image.Transform.AFFINE, data, smooth))


def _length(row: Row, starts: list[float]) -> float:
    """How long tiles are together, with one more at either end."""
    return (len(starts) + 2) * (row.step or row.size)


def _beside(
    source: Source, rows: tuple[Row, Row], starts: tuple[list[float], list[float]], whole: Region
) -> Tile:
    """Large tiles, drawn where they are seen."""
    sheet = Image.new("RGBA", (whole.width, whole.height))
    for top in starts[1]:
        for left in starts[0]:
            found = source.placed(Rect(left, top, rows[0].size, rows[1].size), whole)
            if found is not None:
                region, tile = found
                sheet.alpha_composite(_merged(tile), (region.left - whole.left, region.top - whole.top))
    return _split(sheet)


class _Texture(NamedTuple):
    """How the pixels of cells are taken to those of the picture, in one direction.

    Attributes:
        places: Where the cells begin in the texture.
        length: How long the texture is.
        scale: How many of its pixels are one of the picture's.
        shift: Where the picture begins on it.
        exact: Whether pixels are pixels; then the places are those in the picture.
    """

    places: list[int]
    length: int
    scale: float
    shift: float
    exact: bool

    @classmethod
    def of(cls, row: Row, starts: list[float], span: tuple[int, int], cell: int, scale: float) -> _Texture:
        """That of the tiles that begin at these places, for a span of the picture."""
        if row.step is None or (row.whole and scale == 1):
            places = [
                floor(start + 0.5 if row.step is not None else start + INEXACT) - span[0] for start in starts
            ]
            return cls(places, span[1] - span[0], 1.0, 0.0, exact=True)
        # One more on each side, whose pixels those at the ends are mixed with.
        places = [index * cell for index in range(len(starts) + 2)]
        first = starts[0] - row.step
        return cls(places, places[-1] + cell, scale, (span[0] - first) * scale, exact=False)


def _cell(source: Source, rows: tuple[Row, Row]) -> tuple[Image.Image, tuple[float, float]]:
    """One tile and the gap behind it in whole pixels, and how much larger than in the picture it is."""
    if isinstance(source.image, PictureUrl) and all(row.step == row.size for row in rows):
        level = source.pictures.level(source.image.url, (rows[0].size, rows[1].size), source.pixelated)
        if level is not None:
            cell = _merged(level)
            return cell, (cell.width / rows[0].size, cell.height / rows[1].size)
    counts: list[int] = []
    scales: list[float] = []
    for row in rows:
        if row.step is None:
            start = row.first - floor(row.first + INEXACT)
            counts.append(ceil(start + row.size - INEXACT))
            scales.append(1.0)
        else:
            counts.append(max(ceil(row.step - INEXACT), 1))
            scales.append(counts[-1] / row.step)
    x, y = (row.first - floor(row.first + INEXACT) if row.step is None else 0.0 for row in rows)
    width, height = (row.size * scale for row, scale in zip(rows, scales, strict=True))
    region = Region(0, 0, *counts)
    cell = Image.new("RGBA", (region.width, region.height))
    found = source.placed(Rect(x, y, width, height), region, (scales[0], scales[1]))
    if found is not None:
        cell.paste(_merged(found[1]), found[0][:2])
    return cell, (scales[0], scales[1])


def _repeated(cell: Image.Image, size: tuple[int, int], lefts: list[int], tops: list[int]) -> Image.Image:
    """A cell at all of these places: first a row, then that again and again."""
    row = Image.new("RGBA", (size[0], cell.height))
    for left in lefts:
        row.paste(cell, (left, 0))
    if len(tops) == 1 and size[1] == cell.height and not tops[0]:
        return row
    whole = Image.new("RGBA", size)
    for top in tops:
        whole.paste(row, (0, top))
    return whole


def _merged(tile: Tile) -> Image.Image:
    picture = tile.picture.convert("RGBA")
    if tile.alpha is not None:
        picture.putalpha(tile.alpha)
    return picture


def _split(picture: Image.Image) -> Tile:
    alpha = picture.getchannel("A")
    opaque = alpha.tobytes() == b"\xff" * (alpha.width * alpha.height)
    return Tile(picture.convert("RGB"), None if opaque else alpha)
