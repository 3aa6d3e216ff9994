"""Borders whose sides differ, or that are of dashes."""

from __future__ import annotations

from math import floor, inf
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

from ..ink import opacity_of
from ..matrix import Matrix
from ..path import Path, mask_of
from ..regions import Piece, Region, around, around_all, core
from ..shapes import covered, pieces_of, pieces_of_outline, ring_pieces
from ..shapes.corners import Corners
from .dashes import curved, straight
from .frames import stripe_pieces
from .joints import arc_joints, cuts, follows, joints_of, shines_through
from .masks import joined, meeting, on
from .sides import BROKEN, DASHES, band, edges_of, in_order, rings, sector, stripes_of
from .wedges import wedges

if TYPE_CHECKING:
    from ...boxes import Edges
    from ...css.color import Color
    from ..canvas import Canvas
    from ..flattening import Outline
    from .line import Point
    from .sides import Side

_Ink = tuple[int, int, int, int]

# Coverage of a shape with hard edges: all of a pixel or nothing.
_HARD: Final = [255 if coverage > 127 else 0 for coverage in range(256)]
# How far in px shapes with hard edges are moved, so that no edge runs through the middle of a pixel.
_BEHIND: Final = 1 / 64
# How far in px what is left of a side goes on inside of it, so that its edge is smoothed once.
_DEEPER: Final = 1.5


def paint_apart(
    canvas: Canvas, sides: tuple[Side, ...], outer: Region, corners: Corners, *, bare: bool = False
) -> None:
    """Paint sides that differ: each up to the diagonals of its corners.

    They are put together before they are painted, so that nothing shines through where two meet.

    Args:
        canvas: Where to paint.
        sides: The sides, clockwise from the top.
        outer: The outer edge of the frame.
        corners: The radii of the outer edge.
        bare: Whether the outer edge is left square, as `paint_border` has it.
    """
    edges = edges_of(sides)
    inner = corners.inset(edges)
    looks = {(side.kind, side.color) for side in sides if side.width > 0}
    kind, color = next(iter(looks))
    if len(looks) == 1 and kind in DASHES:
        shown = [side for side in sides if side.shows]
        if not corners.round:
            pieces = [piece for side in shown for piece in _pieces_of(canvas, straight(side, outer))]
            canvas.fill(joined(pieces, canvas.clip), color)
            return
        hole = outer.inset(edges)
        # Dashes are so wide that they reach others where there is hardly anything inside.
        apart = min(hole.width, hole.height) >= edges.top
        if apart and len(set(edges)) == 1 and all(follows(side, inner) for side in sides):
            canvas.fill(_dashes(canvas, shown[0], sides, outer, corners, bare), color)
            return
    curves = Corners() if outer.inset(edges).empty else inner
    shown = in_order(sides)
    layers = []
    for index, side in enumerate(shown):
        if corners.round and follows(side, inner):
            found = wedges(side, outer, edges, curves, arc_joints(side, sides))
        else:
            needed = cuts(joints_of(side, sides, shown[index + 1 :]))
            # Chromium draws a side with its ends, where they are smooth, and cuts it if they are not.
            drawn = side.kind not in DASHES and all(cut.smooth for cut in needed)
            turned = canvas.matrix is not None and not corners.round
            ends = (turned and drawn, (_DEEPER if drawn else 0.0) if turned else inf)
            found = [(sector(side, outer, edges, cut.open, *ends), cut.smooth) for cut in needed]
        parts = _parts(canvas, side, sides, outer, corners, bare)
        layers.append((side, _cut(canvas, outer, found, corners.round), parts))
    for region in _strips(canvas, outer, corners, edges):
        picture = Image.new("RGBX", (region.width, region.height), (0, 0, 0, 0))
        for side, shapes, parts in layers:
            # Under a matrix what is below shows where edges are smoothed, as it does in Chromium.
            solid = side.kind not in BROKEN and canvas.matrix is None
            _add(picture, region, shapes, parts, solid=solid)
        canvas.compose(region, picture)


def _add(
    picture: Image.Image,
    region: Region,
    shapes: list[list[Piece]],
    parts: list[tuple[list[Piece], _Ink]],
    *,
    solid: bool,
) -> None:
    """Add a side to a picture of a region. A solid one leaves nothing of what is below it, not at its edges either."""
    cut = meeting(region, shapes)
    if not solid:
        for pieces, ink in parts:
            picture.paste(ink, (0, 0), ImageChops.multiply(on(region, pieces), cut))
        return
    look = Image.new("RGBX", picture.size, (0, 0, 0, 0))
    for pieces, ink in parts:
        look.paste(ink, (0, 0), on(region, pieces))
    picture.paste(look, (0, 0), cut)


def _parts(
    canvas: Canvas, side: Side, sides: tuple[Side, ...], outer: Region, corners: Corners, bare: bool
) -> list[tuple[list[Piece], _Ink]]:
    """What a side is made of, if it went all around the box: shapes, and their inks."""
    if side.kind in DASHES:
        return [(_dashes(canvas, side, sides, outer, corners, bare), _premultiplied(side.color))]
    found: list[tuple[list[Piece], _Ink]] = []
    # Where a side is a third or a half, the others are, whatever they look like.
    around = [other._replace(kind=side.kind) for other in sides]
    # What another side is painted over needs no shape of its own: it is a line.
    exact = all(other.color.alpha == 1 for other in sides if other.width > 0)
    around_box = rings(tuple(around), corners.round)
    # In Chromium the inner part of a curve is painted over the outer one, which shows if both are translucent.
    below = shines_through(side, sides) if corners.round and side.kind in ("groove", "ridge") else 0.0
    for (start, thick), stripe in zip(around_box, stripes_of(side, corners.round), strict=True):
        if canvas.matrix is not None and not corners.round:
            pieces = pieces_of(canvas, band(side, stripe, outer))
        else:
            pieces = stripe_pieces(
                canvas, outer, corners, start, thick, edges_of(sides), exact=exact, bare=bare
            )
        ink = _premultiplied(stripe.color)
        if below and found:
            ink = _over(ink, found[0][1], below)
        found.append((pieces, ink))
    return found


def _strips(canvas: Canvas, outer: Region, corners: Corners, edges: Edges) -> list[Region]:
    """The regions in device px around what is inside of a border."""
    if canvas.matrix is not None:
        area = canvas.matrix.region(outer).intersection(canvas.clip)
        return [] if area.empty else [area]
    inner = outer.inset(edges)
    return around(outer.intersection(canvas.clip), core(inner, corners.inset(edges)))


def _premultiplied(color: Color) -> _Ink:
    red, green, blue = (floor(channel * color.alpha + 0.5) for channel in color[:3])
    return red, green, blue, opacity_of(color)


def _over(ink: _Ink, below: _Ink, share: float) -> _Ink:
    """A premultiplied ink over a share of another one."""
    red, green, blue, alpha = (top + floor(low * share + 0.5) for top, low in zip(ink, below, strict=True))
    return red, green, blue, alpha


def _cut(
    canvas: Canvas, outer: Region, shapes: list[tuple[tuple[Point, ...], bool]], rounded: bool
) -> list[list[Piece]]:
    """Polygons, each with whether its edges are smooth, as pieces in device px."""
    found = []
    for points, smooth in shapes:
        path = Path.polygon(points)
        found.append(pieces_of(canvas, path) if smooth else _hard(canvas, path))
    if canvas.matrix is not None and rounded:
        # Chromium paints a rectangle, clipped by these and by the ring: where the box has no whole pixels its edge
        # is smoothed each time.
        found.append(covered(canvas, outer, Corners()))
    return found


def _hard(canvas: Canvas, path: Path) -> list[Piece]:
    """The pixels in device px whose middle is in a shape."""
    if canvas.matrix is None:
        pieces = pieces_of(canvas, path)
    else:
        # Of two edges through middles Chromium has those pixels in the shape that are before the further one.
        matrix = Matrix.translation(_BEHIND, _BEHIND).compose(canvas.matrix)
        piece = mask_of(path.transformed(matrix), canvas.clip, exact=True)
        pieces = [] if piece is None else [piece]
    return [piece._replace(mask=piece.mask and piece.mask.point(_HARD)) for piece in pieces]


# --- Dashes


def _dashes(
    canvas: Canvas, side: Side, sides: tuple[Side, ...], outer: Region, corners: Corners, bare: bool
) -> list[Piece]:
    """The dashes of one side; where corners are round, also those of the others that are as wide."""
    edges = edges_of(sides)
    if not corners.round:
        return _pieces_of(canvas, straight(side, outer))
    around_box = follows(side, corners.inset(edges))
    shape = curved(side, sides, outer, corners) if around_box else straight(side, outer)
    frame = ring_pieces(canvas, outer, Corners() if bare else corners, edges, inner=corners.inset(edges))
    found = [
        _within(part, _pieces_of(part, shape), frame) for part in _sides_seen(canvas, outer, corners, edges)
    ]
    return [piece for pieces in found for piece in pieces]


def _sides_seen(canvas: Canvas, outer: Region, corners: Corners, edges: Edges) -> list[Canvas]:
    """The canvas for each part of it that has something of a border: what is inside of that is not looked at."""
    if canvas.matrix is not None:
        return [canvas]
    return [canvas.clipped(region) for region in _strips(canvas, outer, corners, edges)]


def _pieces_of(canvas: Canvas, shape: Path | Outline) -> list[Piece]:
    if not isinstance(shape, Path):
        return pieces_of_outline(canvas, shape)
    return pieces_of(canvas, shape if canvas.matrix is not None else shape.near(canvas.clip))


def _within(canvas: Canvas, pieces: list[Piece], frame: list[Piece]) -> list[Piece]:
    """What of these is in a frame with round corners."""
    if not pieces or not frame:
        return []
    region = around_all(pieces).intersection(around_all(frame)).intersection(canvas.clip)
    return [] if region.empty else [Piece(region, meeting(region, [pieces, frame]))]
