"""Borders: one ring where all sides are alike, else each side up to the diagonals of the corners."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from ..boxes import Edges
from .canvas import Piece, Region, relative
from .shapes import Corners, placed, ring, ring_pieces

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
    looks: dict[tuple[str, Color], list[str]] = {}
    for name, width, kind, color in _sides(style, edges):
        if width > 0 and color.alpha > 0:
            looks.setdefault((kind, color), []).append(name)
    seen = border_box.intersection(canvas.seen)
    if not looks or seen.empty:
        return
    for (kind, color), names in looks.items():
        if kind == "double" and len(names) == 4:
            _paint_double(canvas, border_box, corners, edges, color)
            continue
        if len(looks) == 1 and kind not in ("dashed", "dotted"):
            canvas.fill(ring_pieces(canvas, border_box, corners, edges), color)
            continue
        pieces = ring(border_box, corners, edges, seen)
        if len(looks) > 1:
            pieces = _part(pieces, names, border_box, corners, edges, seen)
        if kind in ("dashed", "dotted"):
            dashes = _all_dashes(names, kind, border_box, edges, seen)
            pieces = [_cut(piece, dashes) for piece in pieces]
        canvas.fill([part for piece in pieces for part in placed(canvas, piece)], color)


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
    canvas.fill(ring_pieces(canvas, border_box, corners, third), color)
    inset = Edges(*(width - part for width, part in zip(edges, third, strict=True)))
    canvas.fill(ring_pieces(canvas, border_box.inset(inset), corners.inset(inset), third), color)


def _part(
    pieces: list[Piece], names: list[str], outer: Region, corners: Corners, edges: Edges, seen: Region
) -> list[Piece]:
    """What some of the sides cover of the ring: its pieces, cut at the diagonals of its corners."""
    if not corners.round and not any(_meets(name, names, edges) for name in names):
        reach = {name: _flat(name, outer, edges) for name in names}
        return [Piece(piece.region.intersection(band), None) for piece in pieces for band in reach.values()]
    scale = _SUPERSAMPLING
    large = Image.new("L", (seen.width * scale, seen.height * scale))
    left, top = relative(seen, outer)[:2]
    for name in names:
        points = [((x - left) * scale - 0.5, (y - top) * scale - 0.5) for x, y in _sector(name, outer, edges)]
        ImageDraw.Draw(large).polygon(points, fill=255)
    cut = Piece(seen, large.reduce(scale))
    return [_cut(piece, cut) for piece in pieces]


def _meets(name: str, names: list[str], edges: Edges) -> bool:
    """Whether a side has a neighbour of another look."""
    neighbours = ("left", "right") if name in ("top", "bottom") else ("top", "bottom")
    return any(getattr(edges, neighbour) > 0 and neighbour not in names for neighbour in neighbours)


def _flat(name: str, outer: Region, edges: Edges) -> Region:
    """The band of a side of a box without round corners."""
    inner = outer.inset(edges)
    return {
        "top": outer._replace(bottom=inner.top),
        "right": outer._replace(left=inner.right),
        "bottom": outer._replace(top=inner.bottom),
        "left": outer._replace(right=inner.left),
    }[name]


def _sector(name: str, outer: Region, edges: Edges) -> list[tuple[float, float]]:
    """The part of a box that is a side's: between the lines through its outer and its inner corners."""
    width, height = float(outer.width), float(outer.height)
    # Along these lines inward, until those of one side meet or the middle of the box is reached.
    across = edges.left + edges.right
    down = edges.top + edges.bottom
    times = min(width / across if across else width, height / down if down else height)
    left, right = edges.left * times, width - edges.right * times
    top, bottom = edges.top * times, height - edges.bottom * times
    return {
        "top": [(0.0, 0.0), (width, 0.0), (right, top), (left, top)],
        "right": [(width, 0.0), (width, height), (right, bottom), (right, top)],
        "bottom": [(width, height), (0.0, height), (left, bottom), (right, bottom)],
        "left": [(0.0, height), (0.0, 0.0), (left, top), (left, bottom)],
    }[name]


def _cut(piece: Piece, by: Piece) -> Piece:
    """The part of a piece that another, which has a mask, covers too."""
    region = piece.region.intersection(by.region)
    assert by.mask is not None
    if region.empty:
        return Piece(region)
    cut = by.mask.crop(relative(region, by.region))
    if piece.mask is not None:
        cut = ImageChops.multiply(cut, piece.mask.crop(relative(region, piece.region)))
    return Piece(region, cut)


def _all_dashes(names: list[str], kind: str, outer: Region, edges: Edges, seen: Region) -> Piece:
    """The dashes or dots of some sides, which share those at the corners, as far as they are seen."""
    mask = Image.new("L", (seen.width, seen.height))
    for name in names:
        band = _flat(name, outer, edges)
        part = band.intersection(seen)
        if not part.empty:
            place = relative(part, seen)
            dashes = _dashes(kind, band, part, across=name in ("top", "bottom"))
            mask.paste(ImageChops.lighter(mask.crop(place), dashes), place)
    return Piece(seen, mask)


def _dashes(kind: str, band: Region, part: Region, across: bool) -> Image.Image:
    """The mask of the dashes or dots in a part of a side, as many as make gaps of about their usual length."""
    length = float(band.width if across else band.height)
    thickness = float(band.height if across else band.width)
    dash, gap = thickness, thickness
    if kind == "dashed":
        dash, gap = (2 * thickness, thickness) if thickness >= 3 else (3 * thickness, 2 * thickness)
    step = dash + best_gap(length, dash, gap)
    scale = _SUPERSAMPLING
    large = Image.new("L", (part.width * scale, part.height * scale))
    draw = ImageDraw.Draw(large)
    left, top, right, bottom = relative(part, band)
    start, end = (left, right) if across else (top, bottom)
    for index in range(max(floor((start - dash) / step), 0), ceil(end / step)):
        low, high = round(index * step * scale), round((index * step + dash) * scale) - 1
        x, y = (low, 0) if across else (0, low)
        across_end, down_end = (high, thickness * scale - 1) if across else (thickness * scale - 1, high)
        shape = (x - left * scale, y - top * scale, across_end - left * scale, down_end - top * scale)
        if kind == "dotted":
            draw.ellipse(shape, fill=255)
        else:
            draw.rectangle(shape, fill=255)
    return large.reduce(scale)


def best_gap(length: float, dash: float, gap: float) -> float:
    """The gap nearest to the usual one with which a side begins and ends with a dash, as Chromium has it."""
    fewest = max(floor((length + gap) / (dash + gap)), 2)
    wide = (length - fewest * dash) / (fewest - 1)
    narrow = (length - (fewest + 1) * dash) / fewest
    if narrow <= 0 or abs(wide - gap) < abs(narrow - gap):
        return max(wide, 0.0)
    return narrow
