"""Intrinsic widths of flex containers (section 9.9), as Chromium finds them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..edges import down
from ..sizes import clamped_height, contribution
from .base_sizes import find_base_size
from .container import Container, Item, items_of
from .main_sizes import lines_of

if TYPE_CHECKING:
    from ..formatting import LayoutContext
    from ..tree import LayoutBox


def flex_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width of the content, its height being known or None."""
    least, most = (height, height) if height is not None else _height_limits(box)
    container = Container.of(box, None, height, least, most)
    items = items_of(container)
    if not items:
        return 0.0, 0.0
    if container.row:
        found = _row_widths(ctx, container, items)
    elif container.wraps:
        found = _wrapped_column_widths(ctx, container, items)
    else:
        widths = [contribution(ctx, item.box, height) for item in items]
        found = max(pair[0] for pair in widths), max(pair[1] for pair in widths)
    # Negative margins may make less than nothing of it, or less of the preferred width than of the least.
    narrowest = max(found[0], 0.0)
    return narrowest, max(found[1], narrowest)


def _height_limits(box: LayoutBox) -> tuple[float, float]:
    around = down(box, None)
    least, most = (clamped_height(box, size, None, None) - around for size in (0.0, math.inf))
    return max(least, 0.0), max(most, 0.0)


def _row_widths(ctx: LayoutContext, container: Container, items: list[Item]) -> tuple[float, float]:
    """Section 9.9.1: the sums; a row that may wrap needs no more than its widest item."""
    gaps = container.main_gap * (len(items) - 1)
    least, preferred = 0.0, 0.0
    widest = -math.inf
    for item in items:
        find_base_size(ctx, container, item)
        low, high = contribution(ctx, item.box, container.height, container.stretched_height(item))
        widest = max(widest, low)
        least += _flexed(item, low)
        preferred += _flexed(item, high)
    return widest if container.wraps else least + gaps, preferred + gaps


def _flexed(item: Item, outer: float) -> float:
    """Section 9.9.3: a contribution; from a base size that is given an item moves only if it may."""
    size = outer - item.outer
    style = item.box.style
    fixed = (size > item.base and not style.flex_grow) or (size < item.base and not style.flex_shrink)
    return item.main + item.outer if fixed and not item.by_content else outer


def _wrapped_column_widths(
    ctx: LayoutContext, container: Container, items: list[Item]
) -> tuple[float, float]:
    """Each column as wide as its widest item, which are laid out at their preferred widths to find the breaks."""
    least = 0.0
    for item in items:
        low, high = contribution(ctx, item.box, container.height)
        item.cross = high - item.outer_cross
        least = max(least, low)
        find_base_size(ctx, container, item, item.cross)
    lines = lines_of(container, items)
    widest = [max(item.cross + item.outer_cross for item in line.items) for line in lines]
    return least, sum(max(width, 0.0) for width in widest) + container.cross_gap * (len(lines) - 1)
