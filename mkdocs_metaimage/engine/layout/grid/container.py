"""A grid container being laid out: the steps of CSS Grid 1, section 12.1."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...boxes import Rect
from ...css.grid import Fraction
from ...css.values import Length
from ..edges import across, definite
from .alignment import place_tracks
from .baselines import find_shims
from .items import (
    ColumnNeeds,
    GridItem,
    RowNeeds,
    contributions,
    make_items,
    refers_to_rows,
    width_follows_height,
)
from .lines import Lines
from .placement import Placement, place_items
from .sizing import Room, size_tracks
from .tracks import Track, collapse_empty, expand, make_tracks, total

if TYPE_CHECKING:
    from ...css.grid import Tracks
    from ..formatting import LayoutContext, Space
    from ..tree import LayoutBox

_STRETCHING = ("normal", "stretch")


class Grid:
    """A grid container and its tracks.

    Args:
        ctx: What layout takes from outside.
        box: The container.
        width: The width of its content box, None where that is being found out.
        height: The height of its content box, None where that follows from its rows.
        least: The least height that it will have.
        most: The greatest.
    """

    def __init__(
        self,
        ctx: LayoutContext,
        box: LayoutBox,
        width: float | None,
        height: float | None,
        least: float = 0.0,
        most: float = math.inf,
    ) -> None:
        style = box.style
        self.ctx, self.box, self.style = ctx, box, style
        self.width, self.height, self.least, self.most = width, height, least, most
        self.column_gap, self.row_gap = _px(style.column_gap, width), _px(style.row_gap, height)
        self._column_template, self._repeated_columns = expand(
            style.grid_template_columns, style.column_gap, width, *_width_limits(box)
        )
        self._row_template, self._repeated_rows = expand(
            style.grid_template_rows, style.row_gap, height, least, most
        )
        self.column_lines = Lines(self._column_template, style.grid_template_areas, columns=True)
        self.row_lines = Lines(self._row_template, style.grid_template_areas, columns=False)
        boxes = [child for child in box.boxes if not child.out_of_flow]
        boxes.sort(key=lambda child: child.style.order)
        self.placement = self._placed(boxes)
        self.items = make_items(boxes, self.placement.cells, style)
        self.columns: list[Track] = []
        self.rows: list[Track] = []

    def _placed(self, boxes: list[LayoutBox]) -> Placement:
        """The cells of the items, which follow from how often tracks are repeated alone."""
        key = ("cells", len(self._column_template.sizes), len(self._row_template.sizes))
        found: Placement | None = self.box.remembered.get(key)
        if found is None:
            found = place_items(boxes, self.style, self.column_lines, self.row_lines)
            self.box.remembered[key] = found
        return found

    def size_columns(self, constraint: str = "") -> None:
        """Step 1: the sizes of the columns, with the height of the rows where it is known."""
        self.columns = self._make(columns=True)
        needs = [ColumnNeeds(self.ctx, item, self.columns, self.column_gap) for item in self.items]
        stretches = not constraint and self.style.justify_content in _STRETCHING
        room = Room(self.width, self.column_gap, constraint=constraint, stretches=stretches)
        size_tracks(self.columns, needs, room)

    def prepare_rows(self) -> None:
        """Make the rows, and give the items the heights of those that do not depend on content."""
        self.rows = self._make(columns=False)
        for item in self.items:
            heights = [self.rows[index].fixed for index in item.cells.rows]
            known = [height for height in heights if height is not None]
            between = self.row_gap * (len(heights) - 1)
            item.height = sum(known) + between if len(known) == len(heights) else None
            flexible = any(self.rows[index].depends for index in item.cells.rows)
            item.cyclic = flexible and refers_to_rows(item)

    def place_columns(self, width: float) -> None:
        """Give the items the widths of their areas."""
        style = self.style
        place_tracks(self.columns, width, self.column_gap, style.justify_content, style.direction)
        for item in self.items:
            columns = item.cells.columns
            item.width = self.columns[columns[-1]].end - self.columns[columns[0]].start

    def size_rows(self) -> None:
        """Step 2: the sizes of the rows."""
        find_shims(self.ctx, self.items)
        needs = [RowNeeds(self.ctx, item, self.rows, self.row_gap) for item in self.items]
        stretches = self.style.align_content in _STRETCHING
        room = Room(self.height, self.row_gap, self.least, self.most, stretches=stretches)
        size_tracks(self.rows, needs, room)

    def place_rows(self, height: float) -> None:
        """Give the items the heights of their areas."""
        place_tracks(self.rows, height, self.row_gap, self.style.align_content, "ltr")
        for item in self.items:
            rows = item.cells.rows
            item.height = self.rows[rows[-1]].end - self.rows[rows[0]].start

    def lay_out(self) -> float:
        """Find the sizes and places of all tracks; the height of the content box.

        It is the height that the rows have before the columns are sized a second time, as in browsers.
        """
        assert self.width is not None
        self._size_once(self.width)
        natural = total(self.rows, self.row_gap)
        height = self.height
        waiting = [item for item in self.items if item.height is None and width_follows_height(item)]
        resize = False
        if height is None:
            height = max(min(natural, self.most), self.least)
            resize = bool(waiting) or self._rows_depend_on_height()
        elif self.most > height and natural > height:
            # The height is one by `aspect-ratio`, and grows with the content (CSS Sizing 4, section 5.3).
            height, resize = min(natural, self.most), True
        changed = self._columns_change(waiting, height)
        self._set_height(height)
        if changed:
            self.size_columns()
            self.place_columns(self.width)
        if changed or resize:
            self.prepare_rows()
            self.size_rows()
        self.place_rows(height)
        return height

    def find_width(self, constraint: str) -> float:
        """The width of the columns under a min- or max-content constraint."""
        self.prepare_rows()
        self.size_columns(constraint)
        waiting = [item for item in self.items if item.height is None and width_follows_height(item)]
        if waiting:
            self.place_columns(total(self.columns, self.column_gap))
            self.size_rows()
            if self._columns_change(waiting, total(self.rows, self.row_gap)):
                self.size_columns(constraint)
        return total(self.columns, self.column_gap)

    def _size_once(self, width: float) -> None:
        """Steps 1 and 2: columns, then rows."""
        self.prepare_rows()
        self.size_columns()
        self.place_columns(width)
        self.size_rows()

    def _columns_change(self, waiting: list[GridItem], height: float) -> bool:
        """Step 3: whether the heights of the rows change what the columns need; items get their heights."""
        if not waiting:
            return False
        before = [contributions(self.ctx, item) for item in waiting]
        self.place_rows(height)
        return before != [contributions(self.ctx, item) for item in waiting]

    def _set_height(self, height: float) -> None:
        """The height is known from now on."""
        self.height = height
        self.row_gap = _px(self.style.row_gap, height)

    def _rows_depend_on_height(self) -> bool:
        style = self.style
        sizes = (*self._row_template.sizes, *style.grid_auto_rows)
        lengths = [each for size in sizes for each in (size.least, size.most, size.limit)]
        if any(isinstance(each, Fraction) for each in lengths):
            return True
        return any(isinstance(each, Length) and each.percent for each in (*lengths, style.row_gap))

    def _make(self, *, columns: bool) -> list[Track]:
        placement, style = self.placement, self.style
        if columns:
            template, automatic, size = self._column_template, style.grid_auto_columns, self.width
            before, count, repeated = placement.columns_before, placement.columns, self._repeated_columns
        else:
            template, automatic, size = self._row_template, style.grid_auto_rows, self.height
            before, count, repeated = placement.rows_before, placement.rows, self._repeated_rows
        tracks = make_tracks(template, automatic, before, count, size)
        fit = (style.grid_template_columns if columns else style.grid_template_rows).fit
        if fit:
            spans = [cells.columns if columns else cells.rows for cells in placement.cells.values()]
            taken = {index for span in spans for index in span}
            collapse_empty(tracks, range(repeated.start + before, repeated.stop + before), taken)
        return tracks

    # --- Areas of absolutely positioned boxes

    def area(self, box: LayoutBox, around: Rect, origin: tuple[float, float]) -> Rect:
        """The containing block of an absolutely positioned box (section 9).

        Args:
            box: The box.
            around: The padding box of the container.
            origin: The corner of its content box.
        """
        style = box.style
        assert self.width is not None
        first, last = self.column_lines.edges(style.grid_column_start, style.grid_column_end)
        before = self.placement.columns_before
        left, right = _between(self.columns, _moved(first, before), _moved(last, before))
        if self.style.direction == "rtl":
            left, right = (
                None if right is None else self.width - right,
                None if left is None else self.width - left,
            )
        first, last = self.row_lines.edges(style.grid_row_start, style.grid_row_end)
        before = self.placement.rows_before
        top, bottom = _between(self.rows, _moved(first, before), _moved(last, before))
        x = around.x if left is None else origin[0] + left
        y = around.y if top is None else origin[1] + top
        end = around.x + around.width if right is None else origin[0] + right
        below = around.y + around.height if bottom is None else origin[1] + bottom
        return Rect(x, y, max(end - x, 0.0), max(below - y, 0.0))


def _moved(line: int | None, before: int) -> int | None:
    return None if line is None else line + before


def _between(tracks: list[Track], first: int | None, last: int | None) -> tuple[float | None, float | None]:
    """Where an area between two lines starts and ends; None for a line that is not there."""
    start = end = None
    if first is not None and 0 <= first <= len(tracks) and tracks:
        start = tracks[first].start if first < len(tracks) else tracks[-1].end
    if last is not None and 0 <= last <= len(tracks) and tracks:
        end = tracks[last - 1].end if last > 0 else tracks[0].start
    return start, end


def _width_limits(box: LayoutBox) -> tuple[float, float]:
    """The least and the greatest width of the content box, as far as they are known before the width."""
    style = box.style
    around = 0.0 if style.box_sizing == "content-box" else across(box, None)
    least, most = definite(style.min_width, None), definite(style.max_width, None)
    return max((least or 0.0) - around, 0.0), math.inf if most is None else max(most - around, 0.0)


def _px(gap: Length, size: float | None) -> float:
    """A gap in px; a percentage of what is not known is 0 (CSS Box Alignment 3, section 8)."""
    return max(gap.resolve(size or 0.0), 0.0)


def grid_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width of a grid's content (CSS Grid 1, section 5.2)."""
    grid = Grid(ctx, box, None, height)
    found = []
    for constraint in ("min-content", "max-content"):
        found.append(grid.find_width(constraint))
    return found[0], max(found)
