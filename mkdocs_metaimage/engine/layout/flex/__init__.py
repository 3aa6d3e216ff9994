"""Flex layout: the algorithm of CSS Flexbox 1, section 9, a module for each group of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..block import take_waiting
from ..formatting import LayoutContext, Space, offset
from ..fragments import Child, Content, Waiting
from .alignment import align_item, align_items, align_lines, static_place
from .base_sizes import find_base_size
from .baselines import baselines
from .container import Container, items_of
from .cross_sizes import (
    find_cross_size,
    find_line_cross_size,
    lines_cross_size,
    stretch_item,
    stretch_lines,
)
from .intrinsic import flex_widths
from .main_sizes import FlexLine, content_main_size, lines_of, resolve_flexible_lengths

if TYPE_CHECKING:
    from ..tree import LayoutBox

__all__ = ["flex_content", "flex_widths"]


def flex_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the items of a flex container."""
    container = Container.of(box, space.width, space.height, space.least, space.most)
    items = items_of(container)
    for item in items:
        find_base_size(ctx, container, item)
    lines = lines_of(container, items)
    natural = content_main_size(container, lines)
    main = space.width if container.row else container.limited(max(natural, 0.0))
    for line in lines:
        resolve_flexible_lengths(container, line, main)
        for item in line.items:
            find_cross_size(ctx, container, item)
        find_line_cross_size(container, line)
    if container.row:
        natural = lines_cross_size(container, lines)
    # Step 15: the cross size of the container.
    cross = container.limited(natural) if container.row else space.width
    content = Content(height=natural)
    if lines:
        _place_lines(ctx, container, lines, cross)
        _add_items(container, lines, space, content)
    size = (main, cross) if container.row else (cross, main)
    content.waiting += [_waiting(container, child, space, size) for child in box.boxes if child.out_of_flow]
    return content


def _place_lines(ctx: LayoutContext, container: Container, lines: list[FlexLine], cross: float) -> None:
    """Sections 9.4, from step 9 on, 9.5 and 9.6."""
    stretch_lines(container, lines, cross)
    if container.wrap_reverse:
        lines.reverse()
    align_lines(container, lines, cross - lines_cross_size(container, lines))
    for line in lines:
        if container.reverse:
            line.items.reverse()
        align_items(container, line)
        for item in line.items:
            stretch_item(ctx, container, item, line.cross)
            align_item(container, line, item)


def _add_items(container: Container, lines: list[FlexLine], space: Space, content: Content) -> None:
    """Put the items at their places, and take over their baselines and what waits in them."""
    for line in lines:
        for item in line.items:
            fragment = item.fragment
            assert fragment is not None
            x, y = (item.main_at, item.cross_at) if container.row else (item.cross_at, item.main_at)
            if container.rtl:
                x = space.width - x - fragment.width
            moved_x, moved_y = offset(fragment.box.style, container.base, container.box.style.direction)
            x, y = space.x + x + moved_x, space.y + y + moved_y
            content.children.append(Child(x, y, fragment))
            take_waiting(content, fragment, x, y)
    first, last = baselines(container, lines)
    content.baseline, content.last_baseline = space.y + first, space.y + last


def _waiting(container: Container, box: LayoutBox, space: Space, size: tuple[float, float]) -> Waiting:
    """Section 4.1: an absolutely positioned child, at its static position."""
    main, cross = static_place(container, box)
    along, down = (main, cross) if container.row else (cross, main)
    if container.rtl:
        along = 1 - along
    return Waiting(box, space.x + along * size[0], space.y + down * size[1], along, down)
