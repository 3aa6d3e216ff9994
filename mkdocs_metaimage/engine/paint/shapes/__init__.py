"""The shapes of boxes: rectangles with round corners, whole or as rings, as pieces to be painted on a canvas.

On a canvas that is not turned the pieces come from tiles, which are kept; on others from paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..regions import Piece, Region, relative
from .corners import SQUARE
from .masks import whole_mask
from .tiles import ring, rounded

if TYPE_CHECKING:
    from ...boxes import Edges
    from ..canvas import Canvas
    from ..flattening import Outline
    from ..path import Path
    from .corners import Corners


def covered(canvas: Canvas, region: Region, corners: Corners) -> list[Piece]:
    """The pieces in device px of a rectangle with rounded corners.

    Args:
        canvas: What they are painted on.
        region: The rectangle, in local px.
        corners: Its radii.
    """
    if canvas.matrix is None:
        return rounded(region, corners, canvas.clip)
    if region.empty:
        return []
    return _drawn_on(canvas, _path_of(canvas, region, corners))


def one_piece(canvas: Canvas, region: Region, corners: Corners) -> Piece | None:
    """What is seen of the same as a single piece, None for nothing."""
    if canvas.matrix is not None:
        pieces = covered(canvas, region, corners)
        return pieces[0] if pieces else None
    part = region.intersection(canvas.clip)
    if part.empty:
        return None
    return Piece(part, whole_mask(region.width, region.height, corners, relative(part, region)))


def ring_pieces(
    canvas: Canvas,
    outer: Region,
    corners: Corners,
    edges: Edges,
    *,
    exact: bool = False,
    stroked: bool = False,
    inner: Corners | None = None,
) -> list[Piece]:
    """The pieces in device px between a rounded rectangle and the one inside of its edges.

    Args:
        canvas: What they are painted on.
        outer: The rectangle, in local px.
        corners: Its radii.
        edges: How far inside the other one is.
        exact: Whether square ones that stay upright have their edges where they are, as lines have: Chromium
            has those of shapes at quarters of pixels.
        stroked: Whether its curves are those of a line between the two, which Chromium makes of fewer parts.
        inner: The radii of the inner one, where they are not the outer's less the edges.
    """
    inner = inner or corners.inset(edges)
    if canvas.matrix is None:
        return ring(outer, corners, edges, canvas.clip, stroked=stroked, inner=inner)
    hole = _path_of(canvas, outer.inset(edges), inner, stroked).reversed()
    exact = exact and not corners.round and canvas.matrix.keeps_axes
    return _drawn_on(canvas, _path_of(canvas, outer, corners, stroked).joined(hole), exact=exact)


def pieces_of(canvas: Canvas, path: Path) -> list[Piece]:
    """The pieces in device px of a shape in local px.

    Args:
        canvas: What they are painted on.
        path: The shape.
    """
    return _drawn_on(canvas, path.transformed(canvas.matrix))


def pieces_of_outline(canvas: Canvas, outline: Outline) -> list[Piece]:
    """The pieces in device px of a shape with curves in local px."""
    from ..flattening import flattened

    return _drawn_on(canvas, flattened(outline, canvas.matrix, clip=canvas.clip))


def placed(canvas: Canvas, piece: Piece) -> list[Piece]:
    """A piece in local px as pieces in device px: for a mask that cannot be drawn as a path."""
    matrix = canvas.matrix
    if matrix is None:
        return [piece]
    region, mask = piece
    if region.empty:
        return []
    if mask is None:
        return covered(canvas, region, SQUARE)
    from ..resampling import resampled_mask

    found = resampled_mask(matrix, region, mask, canvas.clip)
    return [found] if found else []


def _path_of(canvas: Canvas, region: Region, corners: Corners, stroked: bool = False) -> Path:
    """A rectangle with rounded corners in device px."""
    from ..path import Path

    if not corners.round:
        return Path.rectangle(*region).transformed(canvas.matrix)
    from ..flattening import Outline, flattened

    return flattened(Outline.rounded(*region, corners), canvas.matrix, stroked=stroked)


def _drawn_on(canvas: Canvas, path: Path, *, exact: bool = False) -> list[Piece]:
    """The pieces of a shape in device px."""
    from ..path import mask_of, whole_of

    whole = whole_of(path)
    if whole:
        return [Piece(whole.intersection(canvas.clip))]
    piece = mask_of(path, canvas.clip, exact=exact)
    return [piece] if piece else []
