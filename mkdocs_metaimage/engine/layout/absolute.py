"""Absolutely positioned boxes (CSS Position 3, section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..boxes import Rect
from ..css.values import AUTO
from .edges import definite, margins
from .formatting import Child, Fragment, LayoutContext, Waiting, lay_out
from .replaced import replaced_size
from .sizes import clamped_height, clamped_width, fitted_width, height_of, width_from_ratio, width_of
from .tree import Kind

if TYPE_CHECKING:
    from .tree import LayoutBox


def place_waiting(ctx: LayoutContext, fragment: Fragment) -> None:
    """Place the boxes whose containing block is this fragment; the others go on waiting."""
    style = fragment.box.style
    if style.position == "static":
        return
    border = fragment.border
    block = Rect(
        border.left,
        border.top,
        fragment.width - border.left - border.right,
        fragment.height - border.top - border.bottom,
    )
    content = fragment.content
    waiting, content.waiting = content.waiting, []
    for each in waiting:
        if each.box.style.position == "fixed":
            content.waiting.append(each)
        else:
            area = block if content.areas is None else content.areas(each.box, block)
            _take(content.waiting, content.children, place(ctx, each, area))


def place_last(ctx: LayoutContext, fragment: Fragment) -> None:
    """Place what still waits at the root: its containing block is the picture."""
    content = fragment.content
    block = Rect(0.0, 0.0, ctx.width, ctx.height)
    while content.waiting:
        waiting, content.waiting = content.waiting, []
        for each in waiting:
            _take(content.waiting, content.children, place(ctx, each, block))


def _take(waiting: list[Waiting], children: list[Child], child: Child) -> None:
    children.append(child)
    # What waits in an absolutely positioned box is fixed, and waits for the root.
    waiting += [
        each._replace(x=each.x + child.x, y=each.y + child.y) for each in child.fragment.content.waiting
    ]


def place(ctx: LayoutContext, waiting: Waiting, block: Rect) -> Child:
    """Lay out a box in its containing block, and find its place."""
    box, style = waiting.box, waiting.box.style
    left, right = definite(style.left, block.width), definite(style.right, block.width)
    top, bottom = definite(style.top, block.height), definite(style.bottom, block.height)
    around = margins(style, block.width)
    across = _room(left, right, block.width, around.left + around.right)
    down = _room(top, bottom, block.height, around.top + around.bottom)
    width, height = _size(ctx, box, block, across, down, (left, right), (top, bottom))
    fragment = lay_out(ctx, box, (block.width, block.height), width, height)
    x = _start(
        (left, right), block.width, fragment.width, (style.margin_left, style.margin_right),
        (around.left, around.right), style.direction == "rtl",
    )  # fmt: skip
    y = _start(
        (top, bottom), block.height, fragment.height, (style.margin_top, style.margin_bottom),
        (around.top, around.bottom), False,
    )  # fmt: skip
    static_x = waiting.x + around.left - waiting.along * (fragment.width + around.left + around.right)
    static_y = waiting.y + around.top - waiting.down * (fragment.height + around.top + around.bottom)
    return Child(static_x if x is None else block.x + x, static_y if y is None else block.y + y, fragment)


def _room(start: float | None, end: float | None, size: float, around: float) -> float:
    """What is left for the border box between the insets."""
    return max(size - (start or 0.0) - (end or 0.0) - around, 0.0)


def _size(
    ctx: LayoutContext,
    box: LayoutBox,
    block: Rect,
    across: float,
    down: float,
    horizontal: tuple[float | None, float | None],
    vertical: tuple[float | None, float | None],
) -> tuple[float, float | None]:
    """The border-box size, None for a height that follows from the content (sections 4.1 and 4.2)."""
    style = box.style
    if box.kind is Kind.REPLACED:
        return replaced_size(ctx, box, (block.width, block.height))
    height = height_of(box, style.height, block.height, block.width)
    stretched = None not in vertical and height is None and style.height == AUTO
    if stretched and not (style.aspect_ratio and _has_width(style.width, horizontal)):
        height = down
    if height is not None:
        height = clamped_height(box, height, block.height, block.width)
    width = width_of(ctx, box, style.width, block.width)
    if width is None and style.aspect_ratio and height is not None:
        width = width_from_ratio(box, height, block.width)
    elif width is None and None not in horizontal and style.width == AUTO:
        width = across
    if width is None:
        width = fitted_width(ctx, box, across, block.width)
    return clamped_width(ctx, box, width, block.width), height


def _has_width(width: object, horizontal: tuple[float | None, float | None]) -> bool:
    return width != AUTO or None not in horizontal


def _start(
    insets: tuple[float | None, float | None],
    block: float,
    size: float,
    own: tuple[object, object],
    around: tuple[float, float],
    reverse: bool,
) -> float | None:
    """Where the border box starts in one direction; None for its static position."""
    start, end = insets
    if start is None and end is None:
        return None
    if start is not None and end is not None:
        free = block - start - end - size - around[0] - around[1]
        if own[0] == AUTO and own[1] == AUTO:
            # What does not fit sticks out at the end alone.
            return start + (free / 2 if free > 0 else free if reverse else 0.0)
        if own[0] == AUTO:
            return start + free
        if not reverse or own[1] == AUTO:
            return start + around[0]
    if end is not None and (start is None or reverse):
        return block - end - around[1] - size
    assert start is not None
    return start + around[0]
