"""Absolutely positioned boxes in a grid (CSS Grid 1, section 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...boxes import Rect
from ..fragments import Waiting
from .alignment import position, self_alignment

if TYPE_CHECKING:
    from ..formatting import Space
    from ..tree import LayoutBox
    from .container import Grid
    from .tracks import Track


def area_of(grid: Grid, box: LayoutBox, around: Rect, origin: tuple[float, float]) -> Rect:
    """The containing block of an absolutely positioned box (section 9).

    Args:
        grid: The grid, with its tracks at their places.
        box: The box.
        around: The padding box of the container.
        origin: The corner of its content box.
    """
    style = box.style
    assert grid.width is not None
    first, last = grid.column_lines.edges(style.grid_column_start, style.grid_column_end)
    before = grid.placement.columns_before
    left, right = _between(grid.columns, grid.lead[0], _moved(first, before), _moved(last, before))
    if grid.style.direction == "rtl":
        left, right = (
            None if right is None else grid.width - right,
            None if left is None else grid.width - left,
        )
    first, last = grid.row_lines.edges(style.grid_row_start, style.grid_row_end)
    before = grid.placement.rows_before
    top, bottom = _between(grid.rows, grid.lead[1], _moved(first, before), _moved(last, before))
    x = around.x if left is None else origin[0] + left
    y = around.y if top is None else origin[1] + top
    end = around.x + around.width if right is None else origin[0] + right
    below = around.y + around.height if bottom is None else origin[1] + bottom
    return Rect(x, y, max(end - x, 0.0), max(below - y, 0.0))


def _moved(line: int | None, before: int) -> int | None:
    return None if line is None else line + before


def _between(
    tracks: list[Track], lead: float, first: int | None, last: int | None
) -> tuple[float | None, float | None]:
    """Where an area between two lines starts and ends; None for a line that is not there.

    Args:
        tracks: The tracks.
        lead: Where the first line is if there are no tracks.
        first: The line at the start.
        last: The line at the end.
    """
    start = end = None
    if first is not None and 0 <= first <= len(tracks):
        start = tracks[first].start if first < len(tracks) else tracks[-1].end if tracks else lead
    if last is not None and 0 <= last <= len(tracks):
        end = tracks[last - 1].end if last > 0 else tracks[0].start if tracks else lead
    return start, end


def static_position(box: LayoutBox, grid: Grid, space: Space) -> Waiting:
    """The static position of an absolutely positioned child: as if it were alone in the grid (section 9).

    Browsers take the grid area where that is its containing block. They do not look at `safe`.
    """
    style, height = grid.style, grid.height
    assert height is not None
    rect = Rect(space.x, space.y, space.width, height)
    if style.contains_fixed or (style.position != "static" and box.style.position == "absolute"):
        padding = space.padding
        around = Rect(
            space.x - padding.left,
            space.y - padding.top,
            space.width + padding.left + padding.right,
            height + padding.top + padding.bottom,
        )
        rect = area_of(grid, box, around, (space.x, space.y))
    across = position(self_alignment(box, style, inline=True), box.style.direction, style.direction).part
    below = position(self_alignment(box, style, inline=False), "ltr", "ltr").part
    if style.direction == "rtl":
        across = 1 - across
    return Waiting(box, rect.x + across * rect.width, rect.y + below * rect.height, across, below)
