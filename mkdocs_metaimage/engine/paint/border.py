"""Borders: one ring where all sides are alike, else each side up to the diagonals of the corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from ..boxes import Edges
from .canvas import Corners, Piece, Region, ring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..css.color import Color
    from ..css.style import Style
    from .canvas import Canvas

_SHOWN = ("solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset")
# By how much the masks of sides are larger while they are drawn, for smooth diagonals.
_SUPERSAMPLING = 4


def paint_border(canvas: Canvas, style: Style, border_box: Region, corners: Corners, edges: Edges) -> None:
    """Paint the border of a box.

    Args:
        canvas: Where to paint.
        style: The style of the box.
        border_box: Its outer edge.
        corners: The radii of its outer edge.
        edges: Its widths.
    """
    sides = [side for side in _sides(style, edges) if side[1] > 0 and side[3].alpha > 0]
    if not sides or border_box.empty:
        return
    looks = {(kind, color) for _, _, kind, color in sides}
    widths = {width for _, width, _, _ in sides}
    if len(looks) == 1:
        kind, color = next(iter(looks))
        if kind == "double" and len(sides) == 4 and len(widths) == 1:
            _paint_double(canvas, border_box, corners, edges, color)
            return
        if kind not in ("dashed", "dotted"):
            canvas.fill(ring(border_box, corners, edges), color)
            return
    for name, _, kind, color in sides:
        canvas.fill(_side(name, kind, border_box, corners, edges), color)


def _sides(style: Style, edges: Edges) -> Iterator[tuple[str, float, str, Color]]:
    sides = (
        ("top", edges.top, style.border_top_style, style.border_top_color),
        ("right", edges.right, style.border_right_style, style.border_right_color),
        ("bottom", edges.bottom, style.border_bottom_style, style.border_bottom_color),
        ("left", edges.left, style.border_left_style, style.border_left_color),
    )
    return (side for side in sides if side[2] in _SHOWN)


def _paint_double(canvas: Canvas, border_box: Region, corners: Corners, edges: Edges, color: Color) -> None:
    """Two rings, each a third of the border's width."""
    third = Edges(*(float(max(round(width / 3), 1)) for width in edges))
    canvas.fill(ring(border_box, corners, third), color)
    inset = Edges(*(width - part for width, part in zip(edges, third, strict=True)))
    canvas.fill(ring(border_box.inset(inset), corners.inset(inset), third), color)


def _side(name: str, kind: str, outer: Region, corners: Corners, edges: Edges) -> list[Piece]:
    """What one side covers: the ring, cut at the diagonals of its corners and into dashes."""
    neighbours = (edges.left, edges.right) if name in ("top", "bottom") else (edges.top, edges.bottom)
    pieces = ring(outer, corners, edges)
    band = _band(name, outer, corners, edges)
    if corners.round or any(neighbours):
        cut = _sector(name, outer, edges, band)
        pieces = [_cut(piece, cut) for piece in pieces]
    pieces = [_cropped(piece, band) for piece in pieces if not piece.region.intersection(band).empty]
    if kind in ("dashed", "dotted"):
        dashes = Piece(band, _dashes(name, kind, band, edges))
        pieces = [_cut(piece, dashes) for piece in pieces]
    return pieces


def _band(name: str, outer: Region, corners: Corners, edges: Edges) -> Region:
    """The part of the box that a side can cover."""
    left, top, right, bottom = outer
    (tl, tr, br, bl) = corners
    if name == "top":
        return Region(left, top, right, min(bottom, top + _whole(max(edges.top, tl[1], tr[1]))))
    if name == "bottom":
        return Region(left, max(top, bottom - _whole(max(edges.bottom, bl[1], br[1]))), right, bottom)
    if name == "left":
        return Region(left, top, min(right, left + _whole(max(edges.left, tl[0], bl[0]))), bottom)
    return Region(max(left, right - _whole(max(edges.right, tr[0], br[0]))), top, right, bottom)


def _whole(value: float) -> int:
    return int(-(-value // 1))


def _sector(name: str, outer: Region, edges: Edges, band: Region) -> Piece:
    """The part of a band between the lines through the outer and the inner corners."""
    width, height = float(outer.width), float(outer.height)
    reach_x = min(1.0, width / ((edges.left + edges.right) or 1)) if name in ("top", "bottom") else 1.0
    depth = band.height if name in ("top", "bottom") else band.width
    own = getattr(edges, name) or 1.0
    times = max(depth / own, 1.0) * reach_x
    left, right = edges.left * times, width - edges.right * times
    top, bottom = edges.top * times, height - edges.bottom * times
    polygons = {
        "top": [(0.0, 0.0), (width, 0.0), (right, top), (left, top)],
        "right": [(width, 0.0), (width, height), (right, bottom), (right, top)],
        "bottom": [(width, height), (0.0, height), (left, bottom), (right, bottom)],
        "left": [(0.0, height), (0.0, 0.0), (left, top), (left, bottom)],
    }
    shift_x, shift_y = outer.left - band.left, outer.top - band.top
    large = Image.new("L", (band.width * _SUPERSAMPLING, band.height * _SUPERSAMPLING))
    points = [
        ((x + shift_x) * _SUPERSAMPLING - 0.5, (y + shift_y) * _SUPERSAMPLING - 0.5)
        for x, y in polygons[name]
    ]
    ImageDraw.Draw(large).polygon(points, fill=255)
    return Piece(band, large.reduce(_SUPERSAMPLING))


def _cut(piece: Piece, by: Piece) -> Piece:
    """The part of a piece that another, which has a mask, covers too."""
    region = piece.region.intersection(by.region)
    assert by.mask is not None
    if region.empty:
        return Piece(region)
    cut = by.mask.crop(_seen(region, by.region))
    if piece.mask is not None:
        cut = ImageChops.multiply(cut, piece.mask.crop(_seen(region, piece.region)))
    return Piece(region, cut)


def _cropped(piece: Piece, band: Region) -> Piece:
    region = piece.region.intersection(band)
    return Piece(region, None if piece.mask is None else piece.mask.crop(_seen(region, piece.region)))


def _seen(region: Region, of: Region) -> Region:
    return Region(region[0] - of[0], region[1] - of[1], region[2] - of[0], region[3] - of[1])


def _dashes(name: str, kind: str, band: Region, edges: Edges) -> Image.Image:
    """A mask of dashes or dots along a side, stretched so that it begins and ends with a whole one."""
    across = name in ("top", "bottom")
    length = band.width if across else band.height
    thickness = max(getattr(edges, name), 1.0)
    dash = thickness if kind == "dotted" else thickness * (2.0 if thickness >= 3 else 3.0)
    gap = thickness if kind == "dotted" else dash
    count = max(round((length - dash) / (dash + gap)), 0)
    step = (length - dash) / count if count else 0.0
    scale = _SUPERSAMPLING
    large = Image.new("L", (band.width * scale, band.height * scale))
    draw = ImageDraw.Draw(large)
    offset = 0.0 if name in ("top", "left") else (band.height if across else band.width) - thickness
    for index in range(count + 1):
        start = index * step
        low, high = (start, offset) if across else (offset, start)
        wide, tall = (dash, thickness) if across else (thickness, dash)
        shape = (low * scale, high * scale, (low + wide) * scale - 1, (high + tall) * scale - 1)
        if kind == "dotted":
            draw.ellipse(shape, fill=255)
        else:
            draw.rectangle(shape, fill=255)
    return large.reduce(scale)
