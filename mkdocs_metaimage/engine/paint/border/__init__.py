"""Borders: one ring where all sides are alike, else each side up to the diagonals of the corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..shapes import ring_pieces
from .sides import rings, sides_of

if TYPE_CHECKING:
    from ...boxes import Edges
    from ...css.style import Style
    from ..canvas import Canvas, Region
    from ..shapes import Corners
    from .sides import Side

__all__ = ["paint_border", "paint_sides"]


def paint_border(canvas: Canvas, style: Style, border_box: Region, corners: Corners, edges: Edges) -> None:
    """Paint the border of a box.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        border_box: Its outer edge.
        corners: The radii of its outer edge.
        edges: Its widths.
    """
    if not border_box.intersection(canvas.seen).empty:
        paint_sides(canvas, sides_of(style, edges), border_box, corners)


def paint_sides(canvas: Canvas, sides: tuple[Side, ...], outer: Region, corners: Corners) -> None:
    """Paint the four sides of a frame.

    Args:
        canvas: Where to paint.
        sides: The sides, clockwise from the top.
        outer: The outer edge of the frame.
        corners: The radii of the outer edge.
    """
    if not any(side.shows for side in sides):
        return
    looks = {(side.kind, side.color) for side in sides if side.width > 0}
    kind, color = next(iter(looks))
    if len(looks) > 1 or kind not in ("solid", "double"):
        from .apart import paint_apart

        paint_apart(canvas, sides, outer, corners)
        return
    for start, thick in rings(sides, corners.round):
        # Chromium strokes a rectangle, or draws each side, unless all are there and not of one width.
        exact = len(set(thick)) == 1 or 0 in thick
        curves = corners.inset(start)
        pieces = ring_pieces(
            canvas, outer.inset(start), curves, thick, exact=exact, stroked=_is_line(curves, thick)
        )
        canvas.fill(pieces, color)


def _is_line(corners: Corners, edges: Edges) -> bool:
    """Whether a frame is as wide everywhere, so that Chromium draws it as a line."""
    width = edges.top
    return len(set(edges)) == 1 and all(x == y and (x >= width or not x) for x, y in corners)
