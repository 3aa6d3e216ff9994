"""The masks of rectangles with round corners, drawn once and kept."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops

from ...cache import BoundedCache
from ..regions import Region, relative

if TYPE_CHECKING:
    from .corners import Corners


def _bytes_of(mask: Image.Image) -> int:
    return mask.width * mask.height


_corners: BoundedCache[tuple[int, float, float, Region, bool], Image.Image] = BoundedCache(
    4_000_000, _bytes_of
)
_masks: BoundedCache[tuple[object, ...], Image.Image] = BoundedCache(8_000_000, _bytes_of)


class Ring(NamedTuple):
    """A part of a rounded rectangle without another one in it, in px from the corner of the outer one.

    Attributes:
        width: The outer one's.
        height: The same, downwards.
        corners: Its radii.
        inner: The other one.
        inner_corners: That one's radii.
        part: The part.
        stroked: Whether the curves are those of a line between the two.
    """

    width: int
    height: int
    corners: Corners
    inner: Region
    inner_corners: Corners
    part: Region
    stroked: bool


def ring_mask(ring: Ring) -> Image.Image:
    """The mask of a ring."""
    return _masks.get(ring, lambda: _drawn_ring(ring))


def _drawn_ring(ring: Ring) -> Image.Image:
    width, height, corners, inner, inner_corners, part, stroked = ring
    if stroked and inner.left == 1 and part == Region(0, 0, width, height):
        from ..hairline import hairline_mask

        return hairline_mask(width, height, corners)
    mask = whole_mask(width, height, corners, part, stroked)
    within = inner.intersection(part)
    if within.empty:
        return mask
    hole = Image.new("L", mask.size)
    hole.paste(
        whole_mask(inner.width, inner.height, inner_corners, relative(within, inner), stroked),
        relative(within, part),
    )
    return ImageChops.subtract(mask, hole)


def whole_mask(width: int, height: int, corners: Corners, part: Region, stroked: bool = False) -> Image.Image:
    """The mask of a part of a rounded rectangle of this size."""
    key = (width, height, corners, part, stroked)
    return _masks.get(key, lambda: _drawn_whole(*key))


def _drawn_whole(width: int, height: int, corners: Corners, part: Region, stroked: bool) -> Image.Image:
    mask = Image.new("L", (part.width, part.height), 255)
    for index, (radius_x, radius_y) in enumerate(corners):
        across, down = ceil(radius_x), ceil(radius_y)
        x = width - across if index in (1, 2) else 0
        y = height - down if index in (2, 3) else 0
        corner = Region(x, y, x + across, y + down)
        within = corner.intersection(part)
        tile = (
            None
            if within.empty
            else corner_mask(index, radius_x, radius_y, relative(within, corner), stroked)
        )
        if tile is not None:
            place = relative(within, part)
            mask.paste(ImageChops.darker(mask.crop(place), tile), place)
    return mask


def corner_mask(
    index: int, radius_x: float, radius_y: float, part: Region, stroked: bool = False
) -> Image.Image | None:
    """The mask of a part of a corner, counted clockwise from the top left one; None for a square corner."""
    if radius_x <= 0 or radius_y <= 0:
        return None
    key = (index, radius_x, radius_y, part, stroked)
    return _corners.get(key, lambda: _drawn_corner(*key))


def _drawn_corner(index: int, radius_x: float, radius_y: float, part: Region, stroked: bool) -> Image.Image:
    from ..flattening import Outline, flattened
    from ..path import mask_of

    mask = Image.new("L", (part.width, part.height))
    outline = Outline.corner(index, radius_x, radius_y, ceil(radius_x), ceil(radius_y))
    piece = mask_of(flattened(outline, None, stroked=stroked), part)
    if piece is not None:
        mask.paste(255 if piece.mask is None else piece.mask, relative(piece.region, part))
    return mask
