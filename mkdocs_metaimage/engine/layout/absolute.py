"""Absolutely positioned boxes (CSS Position 3, sections 4 and 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..boxes import Rect
from ..css.values import AUTO, Length
from .edges import across, down, frame, scrollbars
from .formatting import LayoutContext, Space, lay_out
from .fragments import Child, Content, Fragment, Waiting
from .insets import Axis, horizontal_axis, vertical_axis
from .replaced import replaced_size
from .sizes import (
    CONTENT_SIZES,
    clamped_height,
    fitted_width,
    height_of,
    intrinsic_widths,
    width_from_ratio,
    width_limits,
    width_of,
)
from .tree import Kind

if TYPE_CHECKING:
    from ..css.style import Style
    from ..css.style.boxes import Size
    from .tree import LayoutBox


def place_waiting(ctx: LayoutContext, fragment: Fragment) -> None:
    """Place the boxes whose containing block is this fragment; the others go on waiting."""
    style = fragment.box.style
    if not style.contains_absolute:
        return
    border, bars = fragment.border, scrollbars(style)
    block = Rect(
        border.left + bars.left,
        border.top,
        max(fragment.width - border.left - border.right - bars.left - bars.right, 0.0),
        max(fragment.height - border.top - border.bottom - bars.bottom, 0.0),
    )
    content = fragment.content
    waiting, content.waiting = content.waiting, []
    for each in waiting:
        if each.box.style.position == "fixed" and not style.contains_fixed:
            content.waiting.append(each)
        else:
            area = block if content.areas is None else content.areas(each.box, block)
            scrolls = style.overflow not in ("visible", "clip")
            _take(content.waiting, content.children, place(ctx, each, area, style.direction, scrolls=scrolls))


def place_last(ctx: LayoutContext, fragment: Fragment) -> None:
    """Place what still waits at the root: its containing block is the picture."""
    content = fragment.content
    block = Rect(0.0, 0.0, ctx.width, ctx.height)
    while content.waiting:
        waiting, content.waiting = content.waiting, []
        for each in waiting:
            child = place(ctx, each, block, fragment.box.style.direction)
            _take(content.waiting, content.children, child)


def place_in_inlines(ctx: LayoutContext, content: Content, space: Space) -> None:
    """Place the boxes whose containing block an inline box makes that lies in a content with all its pieces.

    Args:
        ctx: What layout takes from outside.
        content: The content.
        space: The content box that it is in.
    """
    found = _inline_rects(content)
    waiting, content.waiting = content.waiting, []
    for each in waiting:
        holder = each.box.holder
        if holder is None or holder not in found:
            content.waiting.append(each)
        else:
            block = _inline_block(holder, found[holder], space)
            _take(content.waiting, content.children, place(ctx, each, block, holder.style.direction))


def _inline_rects(content: Content) -> dict[LayoutBox, list[Rect]]:
    """The fragments of the inline boxes in a content that are positioned, by the box of their element."""
    found: dict[LayoutBox, list[Rect]] = {}
    for box, rect in content.inlines:
        if box.whole is None and box.style.position != "static":
            found.setdefault(box, []).append(rect)
    for child in content.children:
        # Anonymous blocks have the lines with the pieces of an inline box that blocks break.
        for box, rect in child.fragment.content.inlines if child.fragment.box.node is None else ():
            if box.whole is not None and box.style.position != "static":
                moved = rect._replace(x=rect.x + child.x, y=rect.y + child.y)
                found.setdefault(box.whole, []).append(moved)
    return found


def _inline_block(holder: LayoutBox, rects: list[Rect], space: Space) -> Rect:
    """From the start of the first fragment to the end of the last one, inside of the borders (section 2.1)."""
    border = frame(holder, space.width).border
    first, last = rects[0], rects[-1]
    if holder.style.direction == "rtl":
        left, right = last.x + border.left, first.x + first.width - border.right
    else:
        left, right = first.x + border.left, last.x + last.width - border.right
    top, bottom = first.y + border.top, last.y + last.height - border.bottom
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def _take(waiting: list[Waiting], children: list[Child], child: Child) -> None:
    children.append(child)
    # What waits in an absolutely positioned box is fixed, and waits for the root.
    waiting += [
        each._replace(x=each.x + child.x, y=each.y + child.y) for each in child.fragment.content.waiting
    ]


def place(
    ctx: LayoutContext, waiting: Waiting, block: Rect, direction: str = "ltr", *, scrolls: bool = False
) -> Child:
    """Lay out a box in its containing block, and find its place.

    Args:
        ctx: What layout takes from outside.
        waiting: The box, with its static position.
        block: Its containing block.
        direction: The `direction` of its containing block.
        scrolls: Whether that is a scroll container's.
    """
    box = waiting.box
    if not box.kept:
        return _placed(ctx, waiting, block, direction, scrolls)
    key = (waiting[1:], block, direction, scrolls)
    found: Child | None = box.remembered.get(key)
    if found is None:
        found = _placed(ctx, waiting, block, direction, scrolls)
        box.remember(key, found)
    return found


def _placed(ctx: LayoutContext, waiting: Waiting, block: Rect, direction: str, scrolls: bool) -> Child:
    box = waiting.box
    horizontal = horizontal_axis(waiting, block, direction, scrolls=scrolls)
    vertical = vertical_axis(waiting, block, scrolls=scrolls)
    width, height = _size(ctx, box, block, horizontal, vertical)
    fragment = lay_out(ctx, box, (block.width, block.height), width, height)
    return Child(block.x + horizontal.at(fragment.width), block.y + vertical.at(fragment.height), fragment)


def _size(
    ctx: LayoutContext, box: LayoutBox, block: Rect, horizontal: Axis, vertical: Axis
) -> tuple[float, float | None]:
    """The border-box size, None for a height that follows from the content or the ratio (section 5)."""
    style = box.style
    known = _known_height(box, block, vertical)
    if box.kind is Kind.REPLACED:
        stretched = tall = None
        if _fills(style.width, style.justify_self, horizontal):
            least, most = width_limits(ctx, box, block.width, block.height, known)
            stretched = max(min(horizontal.room, most), least)
        if _fills(style.height, style.align_self, vertical):
            tall = clamped_height(box, vertical.room, block.height, block.width)
        return replaced_size(ctx, box, (block.width, block.height), stretched, tall)
    explicit = _says_height(style, vertical)
    width = _width(ctx, box, block, horizontal, known, explicit)
    # Chromium takes `clip` for no overflow here.
    automatic = bool(style.aspect_ratio) and known is not None and style.overflow_x == "visible"
    own = known if explicit else None
    least, most = width_limits(ctx, box, block.width, block.height, own, automatic=automatic)
    width = max(min(width, most), least, across(box, block.width))
    # The ratio wins over the room that is there, but not over a height that is asked for; where the content
    # limits that it has to be laid out first.
    by_content = style.min_height in CONTENT_SIZES or style.max_height in CONTENT_SIZES
    unknown = isinstance(style.height, Length) if by_content else bool(style.aspect_ratio) and not explicit
    return width, None if unknown else known


def _says_height(style: Style, vertical: Axis) -> bool:
    """Whether the style asks for a height, be it that of the room."""
    if style.height == AUTO:
        return style.align_self == "stretch" and vertical.insets == 2
    return isinstance(style.height, Length) or style.height == "stretch"


def _fills(size: Size, align: str, axis: Axis) -> bool:
    """Whether a picture is as large as the room it has."""
    return size == "stretch" or (size == AUTO and align == "stretch" and axis.insets == 2)


def _known_height(box: LayoutBox, block: Rect, vertical: Axis) -> float | None:
    """The border-box height that does not depend on the content."""
    style = box.style
    height = None if style.height == "stretch" else height_of(box, style.height, block.height, block.width)
    stretches = style.height == AUTO and vertical.insets == 2 and vertical.stretches
    if style.height == "stretch" or stretches:
        height = vertical.room
    if height is None:
        return None
    return max(clamped_height(box, height, block.height, block.width), down(box, block.width))


def _width(
    ctx: LayoutContext,
    box: LayoutBox,
    block: Rect,
    horizontal: Axis,
    known: float | None,
    explicit: bool,
) -> float:
    style = box.style
    if style.width == "stretch":
        return horizontal.room
    if style.width == "fit-content":
        least, preferred = intrinsic_widths(ctx, box, block.width, known)
        return min(max(least, horizontal.room), preferred)
    width = width_of(ctx, box, style.width, block.width, known)
    if width is not None:
        return width
    filling = style.justify_self == "stretch" and horizontal.insets == 2
    if style.aspect_ratio and known is not None and explicit and not filling:
        return width_from_ratio(box, known, block.width)
    if horizontal.insets == 2 and horizontal.stretches:
        return horizontal.room
    return fitted_width(ctx, box, horizontal.room, block.width, block.height, known)
