"""What is behind a box, after the filters of `backdrop-filter` (Filter Effects 2, section 2)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps

from ..premultiplied import masked
from ..regions import part_of, snapped
from ..shapes import covered
from ..shapes.corners import corners_of
from .filters import filtered, needed

if TYPE_CHECKING:
    from ...boxes import PlacedBox
    from ..canvas import Canvas
    from .filters import Axes

# How far, in px, what is mirrored at the edges is looked at.
_FARTHEST: Final = 512


def paint_backdrop(canvas: Canvas, box: PlacedBox, axes: Axes, mask: Image.Image | None) -> None:
    """Paint what is behind a box after its filters, in the shape of the box, before the box itself.

    Nothing around the box shines in: blurs find what is behind it mirrored at its edges. As in Chromium it is
    no part of what blends, and what is see-through of it lies on what is behind the box as it was.

    Args:
        canvas: Where to.
        box: The box.
        axes: Where the px of filters lead.
        mask: What masks and opacity leave of the canvas' clip, None for all of it.
    """
    outer = snapped(box.rect)
    shape = covered(canvas, outer, corners_of(box.style, outer))
    pieces = [piece for piece in shape if not piece.region.intersection(canvas.clip).empty]
    if not pieces:
        return
    region = pieces[0].region
    for piece in pieces[1:]:
        region = region.union(piece.region)
    region = region.intersection(canvas.clip)
    # The filters of the box are for this too, but what they blur ends at its edges.
    filters = (*box.style.backdrop_filter, *box.style.filter)
    whole = needed(region, filters, axes)
    across = min(region.left - whole.left, _FARTHEST)
    down = min(region.top - whole.top, _FARTHEST)
    picture = _mirrored(canvas.kept(region).convert("RGBX"), across, down)
    picture = filtered(picture, filters, axes).crop(
        (across, down, across + region.width, down + region.height)
    )
    if mask is not None:
        picture = masked(picture, part_of(mask, region, canvas.clip))
    for place, cover in pieces:
        seen = place.intersection(region)
        if not seen.empty:
            part = part_of(picture, seen, region)
            canvas.compose(seen, part if cover is None else masked(part, part_of(cover, seen, place)))


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
