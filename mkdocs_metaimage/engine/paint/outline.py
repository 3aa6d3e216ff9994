"""Outlines: frames around boxes that take no room (CSS UI 4, section 3)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

from ..boxes import Edges
from ..css.color import Color
from ..css.values import Length
from .blur import reach
from .border import paint_sides
from .border.sides import NAMES, side
from .regions import Piece, Region, relative, snapped
from .shapes import placed
from .shapes.corners import SQUARE, Corners, corners_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import PlacedBox
    from ..css.style import Style
    from .border.sides import Side
    from .canvas import Canvas

# How the ring looks that Chromium draws for `auto`, whatever the width: white outside of a line of two px that
# lies on the edge, with corners that are round at the least by so much.
_WHITE: Final = Color(255.0, 255.0, 255.0)
_RING, _HALO, _LEAST_RADIUS = 2.0, 1.0, 3.0
# Lines wider than this, in px, are painted around each fragment alone.
_WIDEST: Final = 100.0


def in_order(root: PlacedBox, found: set[int]) -> Iterator[PlacedBox]:
    """The boxes with these identities, each after those in it, as browsers paint outlines."""
    pending = [(root, False)]
    while pending:
        box, visited = pending.pop()
        if not visited:
            pending.append((box, True))
            pending += [(child, False) for child in reversed(box.children)]
        elif id(box) in found:
            yield box


def paint_outline(canvas: Canvas, box: PlacedBox) -> None:
    """Paint the outline of a box, for an inline one around each of its fragments."""
    style = box.style
    if style.visibility != "visible":
        return
    kind, width, offset = style.outline_style, style.outline_width, style.outline_offset
    color = style.outline_color or style.color
    if len(box.fragments) > 1 and kind == "solid" and not style.rounded and width <= _WIDEST:
        outers = [
            _grown(region, SQUARE, offset, width)[0]
            for region in map(snapped, box.fragments)
            if not (region.empty and offset < 0)
        ]
        if outers:
            _paint_around_all(canvas, outers, ceil(width), color)
        return
    for rect in box.fragments or (box.rect,):
        border_box = snapped(rect)
        corners = corners_of(style, border_box)
        if border_box.empty and offset < 0:
            continue
        if kind == "auto":
            _paint_ring(canvas, border_box, corners, offset, color)
        else:
            outer, corners = _grown(border_box, corners, offset, width)
            paint_sides(canvas, _sides(kind, width, color), outer, corners)


def _paint_around_all(canvas: Canvas, outers: list[Region], width: int, color: Color) -> None:
    """Paint one line around fragments, inside of these outer edges, where they meet, as Chromium does."""
    seen = canvas.seen.inset(Edges(*(-2.0 * width,) * 4))
    around = Region(
        min(outer.left for outer in outers) - width,
        min(outer.top for outer in outers) - width,
        max(outer.right for outer in outers) + width,
        max(outer.bottom for outer in outers) + width,
    ).intersection(seen)
    part = around.intersection(canvas.seen)
    if part.empty:
        return
    whole = Image.new("L", (around.width, around.height))
    for outer in outers:
        shown = outer.intersection(around)
        if not shown.empty:
            whole.paste(255, relative(shown, around))
    line = ImageChops.subtract(whole, _shrunk(whole, width))
    canvas.fill(placed(canvas, Piece(part, line.crop(relative(part, around)))), color)


def _shrunk(mask: Image.Image, by: int) -> Image.Image:
    """A shape of rectangles without what is so near to its edge, in px."""
    for across in (True, False):
        reached = 0
        while reached < by:
            step = min(2 * reached + 1, by - reached)
            x, y = (step, 0) if across else (0, step)
            beside = ImageChops.darker(ImageChops.offset(mask, x, y), ImageChops.offset(mask, -x, -y))
            mask = ImageChops.darker(mask, beside)
            reached += step
    return mask


def _grown(region: Region, corners: Corners, offset: float, width: float) -> tuple[Region, Corners]:
    """The outer edge of an outline; no offset goes so far inside that nothing is left within it."""
    across = max(offset, -region.width / 2) + width
    down = max(offset, -region.height / 2) + width
    outer = region.inset(Edges(-down, -across, -down, -across))
    radii = [
        (max(x + across, 0.0), max(y + down, 0.0)) if x > 0 and y > 0 else (0.0, 0.0) for x, y in corners
    ]
    return outer, Corners(*radii).within(outer.width, outer.height)


def reach_around(style: Style) -> int:
    """How far the outline, the shadows and the image of a border reach over the edges of a box, in px."""
    found = [0.0]
    if style.border_image_source is not None:
        found += [
            side.px if isinstance(side, Length) else side * edge
            for side, edge in zip(style.border_image_outset, style.border_widths, strict=True)
        ]
    if style.outline_style != "none":
        found.append(style.outline_offset + max(style.outline_width, _RING))
    found += [
        max(abs(shadow.x), abs(shadow.y)) + shadow.spread + reach(shadow.blur / 2)
        for shadow in style.box_shadow
        if not shadow.inset
    ]
    return ceil(max(found)) + 1


def _paint_ring(canvas: Canvas, border_box: Region, corners: Corners, offset: float, color: Color) -> None:
    if not corners.round:
        least = max(_LEAST_RADIUS - offset - _RING / 2, 0.5)
        corners = Corners(*((least, least),) * 4)
    for width, far, ink in ((_HALO, _HALO + _RING / 2, _WHITE), (_RING, _RING / 2, color)):
        outer, grown = _grown(border_box, corners, offset + far - width, width)
        paint_sides(canvas, _sides("solid", width, ink), outer, grown)


def _sides(kind: str, width: float, color: Color) -> tuple[Side, ...]:
    return tuple(side(name, width, kind, color) for name in NAMES)
