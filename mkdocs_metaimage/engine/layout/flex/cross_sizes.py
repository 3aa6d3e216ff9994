"""Cross sizes of items, lines and the container (section 9.4)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..formatting import EPSILON, LayoutContext, lay_out
from ..sizes import height_matters, known_height
from ..tree import Kind
from .baselines import ascent, descent
from .column_widths import fitted_width, stretched_width

if TYPE_CHECKING:
    from ...css.style import Style
    from ..fragments import Fragment
    from ..tree import LayoutBox
    from .container import Container, Item
    from .main_sizes import FlexLine


def find_cross_size(ctx: LayoutContext, container: Container, item: Item) -> None:
    """Step 7: the hypothetical cross size of an item with its used main size."""
    if container.row:
        # In the only line of a container with a height the item has that height at once.
        stretched = container.stretched_height(item)
        height = None if stretched is None else container.height_of(item)
        item.fragment = lay_out(ctx, item.box, container.base, item.main, height)
        item.cross = item.fragment.height
        return
    width = _width(ctx, container, item, container.base[0])
    if width is not None and container.stretches(item):
        # It is laid out when the size of its line is known.
        item.cross = width
        return
    item.fragment = _in_column(ctx, container, item, width)
    item.cross = item.fragment.width


def _in_column(ctx: LayoutContext, container: Container, item: Item, width: float | None) -> Fragment:
    """In a column: an item with its used main size and this width."""
    found = item.measured
    if (
        found is not None
        and (not item.definite or _ignores_height(item.box))
        and width is not None
        and abs(found.width - width) <= EPSILON
        and abs(found.height - item.main) <= EPSILON
    ):
        return found
    return lay_out(ctx, item.box, container.base, width, item.main, item.definite)


def _ignores_height(box: LayoutBox) -> bool:
    """Whether what is in a box is the same whether or not its height is definite."""
    found: bool | None = box.remembered.get("ignores height")
    if found is None:
        found = box.remembered["ignores height"] = (
            # The rows of a grid may be percentages.
            box.kind is not Kind.GRID
            and not height_matters(box)
            and not any(_stretches(child.style) or not _ignores_height(child) for child in box.boxes)
        )
    return found


def _stretches(style: Style) -> bool:
    return "stretch" in (style.height, style.min_height, style.max_height)


def _width(ctx: LayoutContext, container: Container, item: Item, line: float) -> float | None:
    """In a column: the width of an item before it is stretched, None where a picture finds it by itself."""
    height = item.main if item.definite else None
    if container.stretches(item) and not container.wraps:
        return stretched_width(ctx, container, item, line, height)
    if item.box.kind is Kind.REPLACED:
        return None
    return fitted_width(ctx, container, item, line, height)


def find_line_cross_size(container: Container, line: FlexLine) -> None:
    """Step 8: as large as the largest item, or as items that share a baseline reach to both of its sides."""
    below = above = -math.inf
    for item in line.items:
        size = item.cross + item.outer_cross
        if item.align == "baseline":
            reach = ascent(container, item)
            line.ascent = reach if line.ascent is None else max(line.ascent, reach)
            below = max(below, size - reach)
            size = line.ascent + below
        elif item.align == "last baseline":
            reach = descent(container, item)
            line.descent = reach if line.descent is None else max(line.descent, reach)
            above = max(above, size - reach)
            size = line.descent + above
        line.cross = max(line.cross, size)


def lines_cross_size(container: Container, lines: list[FlexLine]) -> float:
    """What the lines and the gaps between them take."""
    return sum([line.cross for line in lines]) + container.cross_gap * max(len(lines) - 1, 0)


def stretch_lines(container: Container, lines: list[FlexLine], cross: float) -> None:
    """Steps 8 and 9: an only line is as large as the container, others with `align-content: stretch` share it."""
    if not container.wraps:
        lines[0].cross = cross
    elif container.box.style.align_content in ("stretch", "normal"):
        free = cross - lines_cross_size(container, lines)
        if free > 0:
            for line in lines:
                line.cross += free / len(lines)


def stretch_item(ctx: LayoutContext, container: Container, item: Item, line: float) -> None:
    """Step 11: the used cross size of an item in a line of this size."""
    if not container.row:
        _widen(ctx, container, item, line)
        return
    if not container.stretches(item):
        return
    size = max(line - item.outer_cross, item.around[1])
    height = known_height(item.box, container.height, container.width, size)
    assert height is not None
    # Its height is definite now, so that percentages in it may have changed.
    was_definite = bool(item.box.style.aspect_ratio) or container.stretched_height(item) is not None
    if abs(height - item.cross) > EPSILON or (height_matters(item.box) and not was_definite):
        item.fragment = lay_out(ctx, item.box, container.base, item.main, height)
    item.cross = height


def _widen(ctx: LayoutContext, container: Container, item: Item, line: float) -> None:
    """In a column: the used width of an item; in a line wider than the container more may fit than at first."""
    width = None
    if container.stretches(item):
        width = item.cross
        if container.wraps:
            width = stretched_width(ctx, container, item, line, item.main if item.definite else None)
    elif line > container.base[0]:
        width = _width(ctx, container, item, line)
    if width is not None:
        item.cross = width
        item.fragment = _in_column(ctx, container, item, width)
