"""Rectangles of whole pixels: what is in them, between them and around them."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import Edges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

    from ..boxes import Rect
    from .shapes.corners import Corners


class Region(NamedTuple):
    """A rectangle of whole pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Its width in px."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Its height in px."""
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.left >= self.right or self.top >= self.bottom

    def intersection(self, other: Region) -> Region:
        """The pixels in both."""
        return Region(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def union(self, other: Region) -> Region:
        """The smallest rectangle around both."""
        return Region(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by: int) -> Region:
        """The rectangle with so many more pixels at each side."""
        return Region(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def inset(self, edges: Edges) -> Region:
        """The rectangle inside of these edges, empty at the least."""
        left, top = self.left + floor(edges.left + 0.5), self.top + floor(edges.top + 0.5)
        right = max(self.right - floor(edges.right + 0.5), left)
        return Region(left, top, right, max(self.bottom - floor(edges.bottom + 0.5), top))


class Piece(NamedTuple):
    """A part of a shape: a rectangle that is covered wholly, or as its mask says."""

    region: Region
    mask: Image.Image | None = None


def snapped(rect: Rect) -> Region:
    """The whole pixels that a box covers: its edges rounded, as browsers do."""
    return Region(
        floor(rect.x + 0.5),
        floor(rect.y + 0.5),
        floor(rect.x + rect.width + 0.5),
        floor(rect.y + rect.height + 0.5),
    )


def part_of(picture: Image.Image, part: Region, whole: Region) -> Image.Image:
    """What a picture that lies in a region has in a part of it; no copy where that is all."""
    return picture if part == whole else picture.crop(relative(part, whole))


def relative(region: Region, to: Region) -> Region:
    """The region as seen from the corner of another."""
    left, top = to.left, to.top
    return Region(region.left - left, region.top - top, region.right - left, region.bottom - top)


def core(region: Region, corners: Corners) -> Region:
    """The rectangle in a shape that has nothing of its corners."""
    (tlx, tly), (trx, try_), (brx, bry), (blx, bly) = corners
    edges = (max(tly, try_), max(trx, brx), max(bry, bly), max(tlx, blx))
    return region.inset(Edges(*(float(ceil(edge)) for edge in edges)))


def around(area: Region, hole: Region) -> list[Region]:
    """The parts of an area that are not in a hole."""
    inner = area.intersection(hole)
    if inner.empty:
        return [] if area.empty else [area]
    bands = (
        area._replace(bottom=inner.top),
        area._replace(top=inner.bottom),
        Region(area.left, inner.top, inner.left, inner.bottom),
        Region(inner.right, inner.top, area.right, inner.bottom),
    )
    return [band for band in bands if not band.empty]


def around_all(pieces: Iterable[Piece]) -> Region:
    """The smallest rectangle around pieces."""
    regions = [piece.region for piece in pieces]
    return Region(
        min(region.left for region in regions),
        min(region.top for region in regions),
        max(region.right for region in regions),
        max(region.bottom for region in regions),
    )
