"""Blocks one below the other, their margins collapsed (CSS 2.1, sections 8.3.1, 9.4.1 and 10.6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..css.values import AUTO
from .edges import down, margins
from .formatting import Child, Content, Fragment, LayoutContext, Margin, Space, Waiting, lay_out, offset
from .sizes import contribution

if TYPE_CHECKING:
    from .tree import LayoutBox


def flow_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the blocks in a box."""
    content = Content()
    base = (space.width, space.height)
    y = 0.0
    pending = Margin()
    started = space.closed_top  # whether a margin now moves what follows, and does not leave the box
    empty = True
    for child in box.boxes:
        if child.out_of_flow:
            x = space.width if box.style.direction == "rtl" else 0.0
            shift = pending.size if started else 0.0
            along = 1.0 if box.style.direction == "rtl" else 0.0
            content.waiting.append(Waiting(child, space.x + x, space.y + y + shift, along))
            continue
        fragment = _child(ctx, child, base)
        around = margins(child.style, space.width)
        inner = fragment.content
        top = Margin.of(around.top).joined(inner.top)
        bottom = Margin.of(around.bottom).joined(inner.bottom)
        pending = pending.joined(top)
        if not started:
            content.top = content.top.joined(top)
        shift = pending.size if started else 0.0
        _add(
            content,
            fragment,
            base,
            box.style.direction,
            space.x + _left(child, fragment, space, box.style.direction),
            space.y + y + shift,
        )
        if inner.empty:
            pending = pending.joined(bottom)
            if not started:
                content.top = content.top.joined(bottom)
            continue
        y += shift + fragment.height
        pending = bottom
        started, empty = True, False
    return _finished(content, box, space, y, pending, started, empty)


def _finished(
    content: Content, box: LayoutBox, space: Space, y: float, pending: Margin, started: bool, empty: bool
) -> Content:
    content.empty = empty and not space.closed_top and not space.closed_bottom
    if content.empty:
        # All margins adjoin each other: they are at the top already.
        content.bottom = content.top
    elif not space.closed_bottom:
        content.bottom = pending
    elif started:
        y += pending.size
    content.height = max(y, 0.0)
    return content


def _child(ctx: LayoutContext, child: LayoutBox, base: tuple[float, float | None]) -> Fragment:
    style = child.style
    # A body is as high as the picture unless it says otherwise.
    if child.node is not None and child.node.tag == "body" and style.height == AUTO and base[1] is not None:
        around = margins(style, base[0])
        height = max(base[1] - around.top - around.bottom, down(child, base[0]))
        return lay_out(ctx, child, base, None, height)
    return lay_out(ctx, child, base)


def _left(child: LayoutBox, fragment: Fragment, space: Space, direction: str) -> float:
    """Where the border box starts: `auto` margins share what is left over (section 10.3.3)."""
    style = child.style
    around = margins(style, space.width)
    free = space.width - fragment.width - around.left - around.right
    if style.margin_left == AUTO and free > 0:
        return around.left + (free / 2 if style.margin_right == AUTO else free)
    if direction == "rtl" and (style.margin_right != AUTO or free < 0):
        return around.left + free
    return around.left


def _add(
    content: Content,
    fragment: Fragment,
    base: tuple[float, float | None],
    direction: str,
    x: float,
    y: float,
) -> None:
    """Put a block at its place, and take over its baselines and what waits in it."""
    inner = fragment.content
    if inner.baseline is not None and content.baseline is None:
        content.baseline = y + inner.baseline
    if inner.last_baseline is not None:
        content.last_baseline = y + inner.last_baseline
    moved_x, moved_y = offset(fragment.box.style, base, direction)
    content.children.append(Child(x + moved_x, y + moved_y, fragment))
    take_waiting(content, fragment, x + moved_x, y + moved_y)


def take_waiting(content: Content, fragment: Fragment, x: float, y: float) -> None:
    """Take over the boxes that wait in a fragment which is at a place of the content."""
    content.waiting += [each._replace(x=each.x + x, y=each.y + y) for each in fragment.content.waiting]


def flow_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width: those of the widest block."""
    found = [contribution(ctx, child, height) for child in box.boxes if not child.out_of_flow]
    if not found:
        return 0.0, 0.0
    return max(0.0, *(least for least, _ in found)), max(0.0, *(preferred for _, preferred in found))
