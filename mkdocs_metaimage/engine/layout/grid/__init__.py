"""Grid layout (CSS Grid 1): items in rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..block import take_waiting
from ..edges import margins
from ..formatting import LayoutContext, Space, offset
from ..fragments import Child, Content
from .absolute import area_of, static_position
from .alignment import position
from .baselines import baseline_of, baselines_of, group_of, shared_baselines
from .container import Grid, grid_widths
from .items import lay_out_item

if TYPE_CHECKING:
    from ...boxes import Rect
    from ..tree import LayoutBox
    from .items import GridItem

__all__ = ["grid_content", "grid_widths"]


def grid_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the items of a grid container."""
    grid = Grid(ctx, box, space.width, space.height, space.least, space.most)
    content = Content(height=grid.lay_out())
    for item in grid.items:
        item.fragment = lay_out_item(ctx, item, item.height)
    shared = shared_baselines(grid.items)
    for item in grid.items:
        _add(content, grid, item, space, shared)
    if grid.items:
        content.baseline, content.last_baseline = baselines_of(grid.items)
    for child in box.boxes:
        if child.out_of_flow:
            content.waiting.append(static_position(child, grid, space))

    def area(child: LayoutBox, around: Rect) -> Rect:
        return area_of(grid, child, around, (space.x, space.y))

    content.areas = area
    return content


def _add(
    content: Content, grid: Grid, item: GridItem, space: Space, shared: dict[tuple[int, bool], float]
) -> None:
    """Put an item at its place, and take over what waits in it."""
    fragment = item.fragment
    assert fragment is not None
    assert item.width is not None
    assert item.height is not None
    x, y = _left(grid, item, fragment.width), _top(grid, item, fragment.height, shared)
    item.top = space.y + y
    moved_x, moved_y = offset(item.style, (item.width, item.height), grid.style.direction)
    x, y = space.x + x + moved_x, space.y + y + moved_y
    content.children.append(Child(x, y, fragment))
    take_waiting(content, fragment, x, y)


def _left(grid: Grid, item: GridItem, width: float) -> float:
    """Where the border box starts in the content box of the grid."""
    assert grid.width is not None
    assert item.width is not None
    around = margins(item.style, item.width)
    before, after = around.left, around.right
    autos = (item.style.margin_left == "auto", item.style.margin_right == "auto")
    direction = grid.style.direction
    if direction == "rtl":
        before, after, autos = after, before, (autos[1], autos[0])
    free = item.width - width - before - after
    lead = before + _lead(free, autos, item.justify, item.style.direction, direction)
    at = grid.columns[item.cells.columns[0]].start + lead
    return at if direction == "ltr" else grid.width - at - width


def _top(grid: Grid, item: GridItem, height: float, shared: dict[tuple[int, bool], float]) -> float:
    """The same downwards, also on a baseline."""
    assert item.fragment is not None
    assert item.height is not None
    around = margins(item.style, item.width)
    free = item.height - height - around.top - around.bottom
    start = grid.rows[item.cells.rows[0]].start
    if item.on_baseline:
        lead = shared[group_of(item)] - baseline_of(item, item.fragment)
        return start + around.top + (free - lead if item.align == "last baseline" else lead)
    autos = (item.style.margin_top == "auto", item.style.margin_bottom == "auto")
    return start + around.top + _lead(free, autos, item.align, "ltr", "ltr")


def _lead(free: float, autos: tuple[bool, bool], align: str, own: str, around: str) -> float:
    """The space ahead of an item: `auto` margins take what is free, else it is aligned (section 11)."""
    if any(autos):
        return max(free, 0.0) * autos[0] / sum(autos)
    return position(align, own, around).lead(free)
