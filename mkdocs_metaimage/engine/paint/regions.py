"""Rectangles around others: where a frame or a shadow is, and where there is nothing of it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ..boxes import Edges
from .canvas import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .canvas import Piece
    from .shapes.corners import Corners


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
