"""Borders: one ring where all sides are alike, else each side up to the diagonals of the corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames import stripe_pieces
from .sides import edges_of, rings, sides_of

if TYPE_CHECKING:
    from ...boxes import Edges
    from ...css.style import Style
    from ..canvas import Canvas
    from ..regions import Region
    from ..shapes.corners import Corners
    from .sides import Side

__all__ = ["paint_border", "paint_sides"]


def paint_border(
    canvas: Canvas,
    style: Style,
    border_box: Region,
    corners: Corners,
    edges: Edges,
    *,
    bare: bool = False,
) -> None:
    """Paint the border of a box.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        border_box: Its outer edge.
        corners: The radii of its outer edge.
        edges: Its widths.
        bare: Whether its outer edge is left square: what is painted is clipped by its curves afterwards.
    """
    if not border_box.intersection(canvas.seen).empty:
        paint_sides(canvas, sides_of(style, edges), border_box, corners, bare=bare)


def paint_sides(
    canvas: Canvas, sides: tuple[Side, ...], outer: Region, corners: Corners, *, bare: bool = False
) -> None:
    """Paint the four sides of a frame.

    Args:
        canvas: Where to paint.
        sides: The sides, clockwise from the top.
        outer: The outer edge of the frame.
        corners: The radii of the outer edge.
        bare: Whether the outer edge is left square, as `paint_border` has it.
    """
    if not any(side.shows for side in sides):
        return
    looks = {(side.kind, side.color) for side in sides if side.width > 0}
    kind, color = next(iter(looks))
    whole = all(side.width > 0 for side in sides)
    if len(looks) > 1 or kind not in ("solid", "double") or (corners.round and not whole):
        from .apart import paint_apart

        paint_apart(canvas, sides, outer, corners, bare=bare)
        return
    for start, thick in rings(sides, corners.round):
        # Chromium strokes a rectangle, or draws each side, unless all are there and not of one width.
        exact = len(set(thick)) == 1 or 0 in thick
        pieces = stripe_pieces(
            canvas, outer, corners, start, thick, edges_of(sides), exact=exact, whole=whole, bare=bare
        )
        canvas.fill(pieces, color)
