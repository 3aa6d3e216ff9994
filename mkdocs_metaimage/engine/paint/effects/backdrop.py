"""What is behind a box, after the filters of `backdrop-filter` (Filter Effects 2, section 2)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps

from ..canvas import Region, relative, snapped
from ..shapes import corners_of, covered
from .filters import filtered, needed

if TYPE_CHECKING:
    from ...boxes import PlacedBox
    from ..canvas import Canvas, Piece
    from .filters import Axes

#: A place in device px, what is there, and the part of it to be painted: None for all.
Patch = tuple[Region, Image.Image, Image.Image | None]

# How far, in px, what is mirrored at the edges is looked at.
_FARTHEST: Final = 512


def backdrop(canvas: Canvas, box: PlacedBox, axes: Axes) -> list[Patch]:
    """What is behind a box after its filters, in the shape of the box.

    Nothing around the box shines in: blurs find what is behind it mirrored at its edges.
    """
    outer = snapped(box.rect)
    pieces = [
        piece
        for piece in covered(canvas, outer, corners_of(box.style, outer))
        if not piece.region.intersection(canvas.clip).empty
    ]
    if not pieces:
        return []
    region = pieces[0].region
    for piece in pieces[1:]:
        region = region.union(piece.region)
    region = region.intersection(canvas.clip)
    filters = box.style.backdrop_filter
    whole = needed(region, filters, axes)
    across = min(region.left - whole.left, _FARTHEST)
    down = min(region.top - whole.top, _FARTHEST)
    picture = _mirrored(canvas.kept(region).convert("RGBX"), across, down)
    picture = filtered(picture, filters, axes).crop(
        (across, down, across + region.width, down + region.height)
    )
    return [patch for piece in pieces if (patch := _patch(piece, picture, region))]


def _mirrored(picture: Image.Image, across: int, down: int) -> Image.Image:
    """A picture that goes on mirrored, so far to either side."""
    width, height = picture.size
    row = Image.new(picture.mode, (width + 2 * across, height))
    flipped = ImageOps.mirror(picture)
    for index in range(-ceil(across / width), ceil(across / width) + 1):
        row.paste(flipped if index % 2 else picture, (across + index * width, 0))
    whole = Image.new(picture.mode, (row.width, height + 2 * down))
    flipped = ImageOps.flip(row)
    for index in range(-ceil(down / height), ceil(down / height) + 1):
        whole.paste(flipped if index % 2 else row, (0, down + index * height))
    return whole


def _patch(piece: Piece, picture: Image.Image, region: Region) -> Patch | None:
    seen = piece.region.intersection(region)
    if seen.empty:
        return None
    mask = piece.mask
    if mask is not None and seen != piece.region:
        mask = mask.crop(relative(seen, piece.region))
    return seen, picture.crop(relative(seen, region)), mask
