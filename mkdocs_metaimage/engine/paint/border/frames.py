"""Parts of a border all around a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...boxes import Edges
from ..regions import Piece
from ..shapes import covered, ring_pieces
from ..shapes.corners import Corners
from .masks import joined, meeting

if TYPE_CHECKING:
    from ..canvas import Canvas
    from ..regions import Region


def stripe_pieces(
    canvas: Canvas,
    outer: Region,
    corners: Corners,
    start: Edges,
    thick: Edges,
    edges: Edges,
    *,
    exact: bool,
    whole: bool = False,
    bare: bool = False,
) -> list[Piece]:
    """The pieces in device px of a stripe of a border.

    Args:
        canvas: What they are painted on.
        outer: The border box.
        corners: Its radii.
        start: How far inside the stripe begins.
        thick: How wide it is.
        edges: How wide the border is.
        exact: Whether square edges are where they are, as `ring_pieces` has it.
        whole: Whether all sides look alike, so that it may be drawn as a line.
        bare: Whether the border's outer edge is left square: what is painted is clipped by its curves afterwards.
    """
    curves = corners.inset(start)
    region = outer.inset(start)
    if any(start):
        curves = curves.within(max(region.width, 0), max(region.height, 0))
    end = Edges(*(first + width for first, width in zip(start, thick, strict=True)))
    inner = corners.inset(end)
    if end != edges:
        # What does not fit is made smaller, except for the inner edge of a border.
        hole = outer.inset(end)
        inner = inner.within(max(hole.width, 0), max(hole.height, 0))
    stroked = whole and not bare and _is_line(curves, thick)
    if bare and not any(start):
        return ring_pieces(canvas, region, Corners(), thick, exact=exact, inner=inner)
    pieces = ring_pieces(canvas, region, curves, thick, exact=exact, stroked=stroked, inner=inner)
    if whole or curves == corners.inset(start):
        return pieces
    # With smaller curves it may reach over the border's.
    found = joined(pieces, canvas.clip)
    frame = joined(covered(canvas, outer, corners), canvas.clip)
    if not found or not frame:
        return []
    seen = found[0].region.intersection(frame[0].region)
    return [] if seen.empty else [Piece(seen, meeting(seen, [found, frame]))]


def _is_line(corners: Corners, edges: Edges) -> bool:
    """Whether a frame is as wide everywhere, so that Chromium draws it as a line."""
    width = edges.top
    return len(set(edges)) == 1 and all(x == y and (x >= width or not x) for x, y in corners)
