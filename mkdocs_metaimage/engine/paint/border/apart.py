"""Borders whose sides differ, or that are of dashes."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from ..canvas import Piece, opacity_of, relative
from ..path import Path
from ..regions import around, core
from ..shapes import pieces_of, ring_pieces
from .dashes import curved, straight
from .sides import BROKEN, DASHES, edges_of, in_order, rings, sector, stripes_of

if TYPE_CHECKING:
    from ...boxes import Edges
    from ...css.color import Color
    from ..canvas import Canvas, Region
    from ..shapes import Corners
    from .sides import Side


def paint_apart(canvas: Canvas, sides: tuple[Side, ...], outer: Region, corners: Corners) -> None:
    """Paint sides that differ: each up to the diagonals of its corners.

    They are put together before they are painted, so that nothing shines through where two meet.

    Args:
        canvas: Where to paint.
        sides: The sides, clockwise from the top.
        outer: The outer edge of the frame.
        corners: The radii of the outer edge.
    """
    looks = {(side.kind, side.color) for side in sides if side.width > 0}
    kind, color = next(iter(looks))
    if len(looks) == 1 and kind in DASHES:
        canvas.fill(_all_dashes(canvas, sides, outer, corners), color)
        return
    shown = in_order(sides)
    edges = edges_of(sides)
    layers = []
    for index, side in enumerate(shown):
        later = tuple(
            other.name
            for other in shown[index + 1 :]
            if other.name in side.neighbours and other.kind not in BROKEN
        )
        wedge = pieces_of(canvas, Path.polygon(sector(side, outer, edges, later)))
        layers.append((wedge, _parts(canvas, side, sides, outer, corners)))
    for region in _strips(canvas, outer, corners, edges):
        picture = Image.new("RGBX", (region.width, region.height), (0, 0, 0, 0))
        for wedge, parts in layers:
            look = Image.new("RGBX", picture.size, (0, 0, 0, 0))
            for pieces, ink in parts:
                look.paste(ink, (0, 0), _on(region, pieces))
            picture.paste(look, (0, 0), _on(region, wedge))
        canvas.compose(region, picture)


def _parts(
    canvas: Canvas, side: Side, sides: tuple[Side, ...], outer: Region, corners: Corners
) -> list[tuple[list[Piece], tuple[int, int, int, int]]]:
    """What a side is made of, if it went all around the box: shapes, and their inks."""
    if side.kind in DASHES:
        return [(_dashes(canvas, side, sides, outer, corners), _premultiplied(side.color))]
    found = []
    # Where a side is a third or a half, the others are, whatever they look like.
    around = [other._replace(kind=side.kind) for other in sides]
    around_box = rings(tuple(around), corners.round)
    for (start, thick), stripe in zip(around_box, stripes_of(side, corners.round), strict=True):
        pieces = ring_pieces(canvas, outer.inset(start), corners.inset(start), thick)
        found.append((pieces, _premultiplied(stripe.color)))
    return found


def _strips(canvas: Canvas, outer: Region, corners: Corners, edges: Edges) -> list[Region]:
    """The regions in device px around what is inside of a border."""
    if canvas.matrix is not None:
        area = canvas.matrix.region(outer).intersection(canvas.clip)
        return [] if area.empty else [area]
    inner = outer.inset(edges)
    return around(outer.intersection(canvas.clip), core(inner, corners.inset(edges)))


def _premultiplied(color: Color) -> tuple[int, int, int, int]:
    red, green, blue = (floor(channel * color.alpha + 0.5) for channel in color[:3])
    return red, green, blue, opacity_of(color)


# --- Dashes


def _all_dashes(canvas: Canvas, sides: tuple[Side, ...], outer: Region, corners: Corners) -> list[Piece]:
    """The dashes of sides that are alike, which share those at the corners."""
    shown = [side for side in sides if side.shows]
    if corners.round and len({side.width for side in sides}) == 1:
        return pieces_of(canvas, curved(shown[0], outer, corners, edges_of(sides)))
    return _joined([piece for side in shown for piece in _dashes(canvas, side, sides, outer, corners)])


def _dashes(
    canvas: Canvas, side: Side, sides: tuple[Side, ...], outer: Region, corners: Corners
) -> list[Piece]:
    """The dashes of one side; where corners are round, also those of the others that are as wide."""
    if not corners.round:
        return pieces_of(canvas, straight(side, outer))
    edges = edges_of(sides)
    dashes = _joined(pieces_of(canvas, curved(side, outer, corners, edges)))
    wedge = _joined(pieces_of(canvas, Path.polygon(sector(side, outer, edges, ()))))
    ring = _joined(ring_pieces(canvas, outer, corners, edges))
    if not dashes or not wedge or not ring:
        return []
    region = dashes[0].region.intersection(wedge[0].region)
    masks = [_on(region, pieces) for pieces in (dashes, wedge, ring)]
    return (
        []
        if region.empty
        else [Piece(region, ImageChops.multiply(ImageChops.multiply(*masks[:2]), masks[2]))]
    )


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces as one."""
    if not pieces:
        return []
    region = pieces[0].region
    for piece in pieces[1:]:
        region = region.union(piece.region)
    return [Piece(region, _on(region, pieces))]


def _on(region: Region, pieces: list[Piece]) -> Image.Image:
    """The mask of pieces in a region, as if they had been painted one after the other."""
    mask = Image.new("L", (max(region.width, 0), max(region.height, 0)))
    for piece in pieces:
        part = piece.region.intersection(region)
        if part.empty:
            continue
        place = relative(part, region)
        if piece.mask is None:
            mask.paste(255, place)
        else:
            cover = piece.mask.crop(relative(part, piece.region))
            mask.paste(ImageChops.screen(mask.crop(place), cover), place)
    return mask
