"""Rectangles with round corners that stand upright on whole pixels, whole or as rings, as pieces to be painted."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from ..regions import Piece, Region, relative
from .masks import Ring, corner_mask, ring_mask, whole_mask

if TYPE_CHECKING:
    from ...boxes import Edges
    from .corners import Corners

# Rectangles that are longer or higher than this in px are drawn only where they are seen.
_LARGE = 4096


def rounded(region: Region, corners: Corners, seen: Region) -> list[Piece]:
    """The pieces of a rectangle with rounded corners: masks at the corners, whole rectangles between.

    Args:
        region: The rectangle.
        corners: Its radii.
        seen: Where pieces are needed: a very large rectangle has none elsewhere.
    """
    if region.empty:
        return []
    if not corners.round:
        return [Piece(region)]
    if _is_large(region):
        part = region.intersection(seen)
        if part.empty:
            return []
        return [Piece(part, whole_mask(region.width, region.height, corners, relative(part, region)))]
    tiles = [corner_mask(index, x, y, Region(0, 0, ceil(x), ceil(y))) for index, (x, y) in enumerate(corners)]
    sizes = [tile.size if tile else (0, 0) for tile in tiles]
    if _too_wide(region, sizes):
        return [Piece(region, whole_mask(region.width, region.height, corners, relative(region, region)))]
    left, top, right, bottom = region
    (tlw, tlh), (trw, trh), (brw, brh), (blw, blh) = sizes
    places = ((left, top), (right - trw, top), (right - brw, bottom - brh), (left, bottom - blh))
    pieces = [
        Piece(Region(x, y, x + tile.width, y + tile.height), tile)
        for (x, y), tile in zip(places, tiles, strict=True)
        if tile
    ]
    # Bands between the heights at which a corner begins or ends, each as wide as its corners leave it.
    edges = sorted({top, top + tlh, top + trh, bottom - brh, bottom - blh, bottom})
    for upper, lower in pairwise(edges):
        start = left + (tlw if upper < top + tlh else blw if lower > bottom - blh else 0)
        end = right - (trw if upper < top + trh else brw if lower > bottom - brh else 0)
        if start < end:
            pieces.append(Piece(Region(start, upper, end, lower)))
    return pieces


def _too_wide(region: Region, sizes: list[tuple[int, int]]) -> bool:
    """Whether tiles of whole pixels overlap, as where two odd halves meet in the middle."""
    (tlw, tlh), (trw, trh), (brw, brh), (blw, blh) = sizes
    return max(tlw, blw) + max(trw, brw) > region.width or max(tlh, trh) + max(blh, brh) > region.height


def ring(
    outer: Region,
    corners: Corners,
    edges: Edges,
    seen: Region,
    *,
    stroked: bool = False,
    inner: Corners | None = None,
) -> list[Piece]:
    """The pieces between a rounded rectangle and the one inside of its edges, where they are seen.

    Args:
        outer: The rectangle.
        corners: Its radii.
        edges: How far inside the other one is.
        seen: Where pieces are needed: a very large rectangle has none elsewhere.
        stroked: Whether its curves are those of a line between the two.
        inner: The radii of the inner one, where they are not the outer's less the edges.
    """
    inner = inner or corners.inset(edges)
    hole = outer.inset(edges)
    if not corners.round and not inner.round:
        return _bands(outer, hole)
    part = outer.intersection(seen) if _is_large(outer) else outer
    if part.empty:
        return []
    mask = ring_mask(
        Ring(
            outer.width,
            outer.height,
            corners,
            relative(hole, outer),
            inner,
            relative(part, outer),
            stroked,
        )
    )
    core = _between_corners(outer, corners, hole, inner)
    if part != outer or core.empty:
        return [Piece(part, mask)]
    left, top, right, bottom = outer
    start, upper, end, lower = core
    straight = (
        Region(start, top, end, hole.top),
        Region(start, hole.bottom, end, bottom),
        Region(left, upper, hole.left, lower),
        Region(hole.right, upper, right, lower),
    )
    curved = (
        Region(left, top, start, upper),
        Region(end, top, right, upper),
        Region(end, lower, right, bottom),
        Region(left, lower, start, bottom),
    )
    return [Piece(band) for band in straight if not band.empty] + [
        Piece(region, mask.crop(relative(region, outer))) for region in curved
    ]


def _bands(outer: Region, hole: Region) -> list[Piece]:
    """The pieces of a ring with square corners."""
    left, top, right, bottom = outer
    bands = (
        Region(left, top, right, hole.top),
        Region(left, hole.bottom, right, bottom),
        Region(left, hole.top, hole.left, hole.bottom),
        Region(hole.right, hole.top, right, hole.bottom),
    )
    return [Piece(band) for band in bands if not band.empty]


def _between_corners(outer: Region, corners: Corners, hole: Region, inner: Corners) -> Region:
    """The rectangle whose sides are where the corners of a ring, outside and inside, have ended."""
    left, top = hole.left - outer.left, hole.top - outer.top
    right, bottom = outer.right - hole.right, outer.bottom - hole.bottom
    gaps = ((left, top), (right, top), (right, bottom), (left, bottom))
    sizes = [
        (ceil(max(x, across + inner_x)), ceil(max(y, down + inner_y)))
        for (x, y), (inner_x, inner_y), (across, down) in zip(corners, inner, gaps, strict=True)
    ]
    widths, heights = zip(*sizes, strict=True)
    return Region(
        outer.left + max(widths[0], widths[3], left),
        outer.top + max(heights[0], heights[1], top),
        outer.right - max(widths[1], widths[2], right),
        outer.bottom - max(heights[2], heights[3], bottom),
    )


def _is_large(region: Region) -> bool:
    """Whether a rectangle is too large to be drawn where it is not seen."""
    return max(region.width, region.height) > _LARGE
