"""A grid container being laid out: the steps of CSS Grid 1, section 12.1."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..edges import across, definite, down
from .alignment import place_tracks
from .baselines import find_shims
from .contributions import ColumnNeeds, RowNeeds, contributions, has_flexible_ratio, width_follows_height
from .items import GridItem, make_items, refers_to_height
from .lines import Lines
from .placement import Placement, place_items
from .sizing import Room, size_tracks
from .tracks import Track, TrackList, empty_tracks, expand, total

if TYPE_CHECKING:
    from ...css.style.boxes import Size
    from ...css.values import Length
    from ..formatting import LayoutContext
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
        column_template, repeated_columns = expand(
            style.grid_template_columns, style.column_gap, width,
            *_limits(box, style.min_width, style.max_width, across(box, None)),
        )  # fmt: skip
        row_template, repeated_rows = expand(
            style.grid_template_rows, style.row_gap, height, least, least if style.aspect_ratio else most
        )
        self.column_lines = Lines(column_template, style.grid_template_areas, columns=True)
        self.row_lines = Lines(row_template, style.grid_template_areas, columns=False)
        self.placement, boxes = self._placed()
        self.items = make_items(boxes, self.placement.cells, style)
        cells = self.placement.cells.values()
        self._column_list = TrackList(
            column_template, style.grid_auto_columns, self.placement.columns_before, self.placement.columns,
            empty_tracks(repeated_columns, self.placement.columns_before, (each.columns for each in cells))
            if style.grid_template_columns.fit else frozenset(),
        )  # fmt: skip
        self._row_list = TrackList(
            row_template, style.grid_auto_rows, self.placement.rows_before, self.placement.rows,
            empty_tracks(repeated_rows, self.placement.rows_before, (each.rows for each in cells))
            if style.grid_template_rows.fit else frozenset(),
        )  # fmt: skip
        self.lead = (0.0, 0.0)
        self.columns: list[Track] = []
        self.rows: list[Track] = []

    def _placed(self) -> tuple[Placement, list[LayoutBox]]:
        """The items and their cells, which follow from how often tracks are repeated alone."""
        key = ("cells", self.column_lines.count, self.row_lines.count)
        found: tuple[Placement, list[LayoutBox]] | None = self.box.remembered.get(key)
        if found is None:
            boxes = [child for child in self.box.boxes if not child.out_of_flow]
            boxes.sort(key=lambda child: child.style.order)
            found = place_items(boxes, self.style, self.column_lines, self.row_lines), boxes
            self.box.remembered[key] = found
        return found

    def size_columns(self, constraint: str = "") -> None:
        """Step 1: the sizes of the columns, with the height of the rows where it is known."""
        self.columns = self._column_list.make(self.width)
        needs = [ColumnNeeds(self.ctx, item, self.columns, self.column_gap) for item in self.items]
        stretches = not constraint and self.style.justify_content in _STRETCHING
        room = Room(self.width, self.column_gap, constraint=constraint, stretches=stretches)
        size_tracks(self.columns, needs, room)

    def prepare_rows(self) -> None:
        """Make the rows, and give the items the heights of those that do not depend on content."""
        self.rows = self._row_list.make(self.height)
        for item in self.items:
            heights = [self.rows[index].fixed for index in item.cells.rows]
            known = [height for height in heights if height is not None]
            between = self.row_gap * (len(heights) - 1)
            item.height = sum(known) + between if len(known) == len(heights) else None
            flexible = any(self.rows[index].depends for index in item.cells.rows)
            item.cyclic = flexible and refers_to_height(item.style)

    def place_columns(self, width: float) -> None:
        """Give the items the widths of their areas."""
        style = self.style
        lead = place_tracks(self.columns, width, self.column_gap, style.justify_content, style.direction)
        self.lead = (lead, self.lead[1])
        for item in self.items:
            columns = item.cells.columns
            item.width = self.columns[columns[-1]].end - self.columns[columns[0]].start

    def size_rows(self, room: Room) -> None:
        """Step 2: the sizes of the rows."""
        find_shims(self.ctx, self.items)
        needs = [RowNeeds(self.ctx, item, self.rows, self.row_gap) for item in self.items]
        stretches = self.style.align_content in _STRETCHING
        size_tracks(self.rows, needs, room._replace(stretches=stretches))

    def place_rows(self, height: float) -> None:
        """Give the items the heights of their areas."""
        lead = place_tracks(self.rows, height, self.row_gap, self.style.align_content, "ltr")
        self.lead = (self.lead[0], lead)
        for item in self.items:
            rows = item.cells.rows
            item.height = self.rows[rows[-1]].end - self.rows[rows[0]].start

    def lay_out(self) -> float:
        """Find the sizes and places of all tracks; the height that the rows ask for.

        Like browsers it takes that from the rows before any track is sized a second time.
        """
        assert self.width is not None
        self.prepare_rows()
        self.size_columns()
        self.place_columns(self.width)
        self.size_rows(self._first_room())
        natural = total(self.rows, self.row_gap)
        waiting = self._waiting_for_heights()
        height, resize = self._height(natural, waiting)
        changed = self._columns_change(waiting, height)
        self.height, self.row_gap = height, _px(self.style.row_gap, height)
        if changed:
            self.size_columns()
            self.place_columns(self.width)
        if changed or resize:
            self.prepare_rows()
            self.size_rows(Room(height, self.row_gap))
        self.place_rows(height)
        return natural

    @property
    def _is_forced(self) -> bool:
        """Whether the height is known, but no percentage may refer to it: then both limits are one."""
        return self.height is None and self.least == self.most

    def _first_room(self) -> Room:
        """The room for the rows before anything is known of what they need."""
        if self.height is not None or self._is_forced:
            return Room(self.height, self.row_gap)
        return Room(None, self.row_gap, self.least)

    def _height(self, natural: float, waiting: list[GridItem]) -> tuple[float, bool]:
        """The height of the content box, and whether the rows may be others in it than they are."""
        if self.height is None:
            follows = self._row_list.follows_size or bool(self.style.row_gap.percent)
            resize = self._is_forced or follows or any(has_flexible_ratio(item) for item in waiting)
            return max(min(natural, self.most), self.least), resize
        if self.most > self.height and natural > self.height:
            # The height is one by `aspect-ratio`, and grows with the content (CSS Sizing 4, section 5.3).
            return min(natural, self.most), True
        return self.height, False

    def find_width(self, constraint: str) -> float:
        """The width of the columns under a min- or max-content constraint."""
        self.prepare_rows()
        self.size_columns(constraint)
        waiting = self._waiting_for_heights()
        if waiting:
            self.place_columns(total(self.columns, self.column_gap))
            self.size_rows(Room(self.height, self.row_gap, self.least))
            if self._columns_change(waiting, total(self.rows, self.row_gap)):
                self.size_columns(constraint)
        return total(self.columns, self.column_gap)

    def _waiting_for_heights(self) -> list[GridItem]:
        """The items that may need other columns when their rows have a height."""
        return [item for item in self.items if item.height is None and width_follows_height(item)]

    def _columns_change(self, waiting: list[GridItem], height: float) -> bool:
        """Step 3: whether the heights of the rows change what the columns need; items get their heights."""
        if not waiting:
            return False
        before = [contributions(self.ctx, item) for item in waiting]
        self.place_rows(height)
        return before != [contributions(self.ctx, item) for item in waiting]


def _limits(box: LayoutBox, least: Size, most: Size, around: float) -> tuple[float, float]:
    """The least and the greatest size of the content box, as far as they are known before any size is."""
    taken = 0.0 if box.style.box_sizing == "content-box" else around
    low, high = definite(least, None), definite(most, None)
    low = max((low or 0.0) - taken, 0.0)
    return low, math.inf if high is None else max(high - taken, low)


def _px(gap: Length, size: float | None) -> float:
    """A gap in px; a percentage of what is not known is 0 (CSS Box Alignment 3, section 8)."""
    return max(gap.resolve(size or 0.0), 0.0)


def grid_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width of a grid's content (CSS Grid 1, section 5.2)."""
    least, most = _limits(box, box.style.min_height, box.style.max_height, down(box, None))
    grid = Grid(ctx, box, None, height, least, most)
    least, preferred = grid.find_width("min-content"), grid.find_width("max-content")
    return least, max(least, preferred)
