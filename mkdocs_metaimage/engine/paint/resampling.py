"""Pictures under a matrix: every pixel gets the colour of the place that it comes from."""

from __future__ import annotations

from math import ceil, hypot
from typing import Final, NamedTuple

from PIL import Image, ImageChops

from .matrix import Matrix
from .path import Path, mask_of, whole_of
from .regions import Piece, Region, around_all, relative

# The most pixels in a row that are made one before the rest is interpolated.
_MOST_REDUCED: Final = 64
# How far beyond the edges of a picture its outermost pixels go on at the most.
_MOST_ROOM: Final = 64


class Resampled(NamedTuple):
    """A picture as `Canvas.draw` takes it, all in device px.

    Attributes:
        region: Where it is.
        picture: Its colours, RGB, not premultiplied.
        alpha: Its alpha channel, None for an opaque picture.
        pieces: What it covers.
    """

    region: Region
    picture: Image.Image
    alpha: Image.Image | None
    pieces: list[Piece]


def resampled(
    matrix: Matrix,
    region: Region,
    picture: Image.Image,
    alpha: Image.Image | None,
    pieces: list[Piece],
    clip: Region,
    *,
    squares: bool = False,
) -> Resampled | None:
    """A picture where a matrix takes it, None where nothing of it is seen.

    Args:
        matrix: From local px to device px.
        region: Where the picture is in local px. It may have more or fewer pixels than that.
        picture: Its colours, RGB, not premultiplied.
        alpha: Its alpha channel, None for an opaque picture.
        pieces: The shape to paint it in, in device px.
        clip: Where it is seen, in device px.
        squares: Whether its pixels stay squares.
    """
    back = matrix.inverse
    if region.empty or back is None or not pieces:
        return None
    outline = Path.rectangle(*region).transformed(matrix)
    seen = matrix.region(region).intersection(clip).intersection(around_all(pieces))
    if seen.empty:
        return None
    whole = whole_of(outline)
    edge = Piece(whole) if whole else mask_of(outline, seen)
    if edge is None:
        return None
    own = matrix.is_whole_translation and picture.size == (region.width, region.height)
    if own and whole:
        return Resampled(whole, picture, alpha, pieces)
    cut = [found for piece in pieces if (found := _meeting(piece, edge))]
    to_picture = Matrix.scaling(picture.width / region.width, picture.height / region.height).compose(
        Matrix.translation(-region.left, -region.top)
    )
    source = to_picture.compose(back).compose(Matrix.translation(seen.left, seen.top))
    size = (seen.width, seen.height)
    if alpha is None:
        return Resampled(seen, sampled(picture, source, size, squares=squares), None, cut)
    # Premultiplied: what is transparent has no colour to mix in.
    clear = picture.convert("RGBA")
    clear.putalpha(alpha)
    drawn = sampled(clear.convert("RGBa"), source, size, squares=squares).convert("RGBA")
    return Resampled(seen, drawn.convert("RGB"), drawn.getchannel("A"), cut)


def resampled_mask(
    matrix: Matrix, region: Region, mask: Image.Image, clip: Region, *, squares: bool = False
) -> Piece | None:
    """A mask where a matrix takes it, None where nothing of it is seen.

    Args:
        matrix: From local px to device px.
        region: Where the mask is in local px. It may have more or fewer pixels than that.
        mask: The mask; nothing is covered around it.
        clip: Where it is seen, in device px.
        squares: Whether its pixels stay squares.
    """
    back = matrix.inverse
    seen = matrix.region(region.grown(1)).intersection(clip)
    if back is None or seen.empty or region.empty:
        return None
    clear = Image.new("L", (mask.width + 2, mask.height + 2))
    clear.paste(mask, (1, 1))
    source = Matrix.scaling(mask.width / region.width, mask.height / region.height).compose(
        Matrix.translation(-region.left, -region.top)
    )
    source = Matrix.translation(1.0, 1.0).compose(source).compose(back)
    source = source.compose(Matrix.translation(seen.left, seen.top))
    return Piece(seen, sampled(clear, source, (seen.width, seen.height), squares=squares))


def sampled(
    picture: Image.Image, source: Matrix, size: tuple[int, int], *, squares: bool = False
) -> Image.Image:
    """Interpolate a picture, whose outermost pixels go on for ever.

    Args:
        picture: The picture, premultiplied if it is not opaque.
        source: From a place in the result to one in the picture.
        size: How large the result is.
        squares: Whether each pixel of the result is of one of the picture.
    """
    # How many px of the picture a step in the result crosses.
    across, down = hypot(source.a, source.c), hypot(source.b, source.d)
    factors = (1, 1) if squares else (_factor(across, picture.width), _factor(down, picture.height))
    if factors != (1, 1):
        picture = picture.reduce(factors)
        source = Matrix.scaling(1 / factors[0], 1 / factors[1]).compose(source)
        across, down = across / factors[0], down / factors[1]
    room = min(ceil(max(across, down)), _MOST_ROOM) + 2
    a, b, c, d, e, f = source
    return _framed(picture, room).transform(
        size,
        Image.Transform.AFFINE,
        (a, c, e + room, b, d, f + room),
        Image.Resampling.NEAREST if squares else Image.Resampling.BICUBIC,
    )


def _factor(step: float, length: int) -> int:
    return max(min(int(step), length, _MOST_REDUCED), 1)


def _framed(picture: Image.Image, room: int) -> Image.Image:
    """A picture with so many more pixels at each side, which repeat its outermost ones."""
    width, height = picture.size
    framed = Image.new(picture.mode, (width + 2 * room, height + 2 * room))
    framed.paste(picture, (room, room))
    for column, left in ((0, 0), (width - 1, width + room)):
        strip = picture.crop((column, 0, column + 1, height)).resize((room, height), Image.Resampling.NEAREST)
        framed.paste(strip, (left, room))
    full = framed.width
    for row, top in ((room, 0), (room + height - 1, height + room)):
        strip = framed.crop((0, row, full, row + 1)).resize((full, room), Image.Resampling.NEAREST)
        framed.paste(strip, (0, top))
    return framed


def _meeting(piece: Piece, other: Piece) -> Piece | None:
    """What both cover. Mostly they have their edges in common, so each pixel is covered as by the lesser."""
    region = piece.region.intersection(other.region)
    if region.empty:
        return None
    masks = [
        each.mask if region == each.region else each.mask.crop(relative(region, each.region))
        for each in (piece, other)
        if each.mask is not None
    ]
    if len(masks) == 2:
        return Piece(region, ImageChops.darker(*masks))
    return Piece(region, masks[0] if masks else None)
