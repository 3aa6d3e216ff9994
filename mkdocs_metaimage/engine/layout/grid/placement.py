"""Which cells each item takes (CSS Grid 1, section 8.5).

In a grid whose `grid-auto-flow` is `row` rows are the major axis, along which the grid grows, and columns
are the minor one; with `column` it is the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .lines import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...css.style import Style
    from ..tree import LayoutBox
    from .lines import Lines


class Cells(NamedTuple):
    """The tracks that an item takes, the first of the implicit grid being 0."""

    columns: range
    rows: range


@dataclass(frozen=True, slots=True)
class Placement:
    """Where every item is.

    Attributes:
        cells: The cells of each item.
        columns: How many columns there are, those that are implicit included.
        rows: The same for rows.
        columns_before: How many columns are ahead of the explicit grid.
        rows_before: How many rows.
    """

    cells: dict[LayoutBox, Cells]
    columns: int
    rows: int
    columns_before: int
    rows_before: int


# Items that take more cells are not noted in each of them.
_MOST_CELLS = 64


@dataclass(slots=True, eq=False)
class _Item:
    box: LayoutBox
    major: Span
    minor: Span


class _Taken(NamedTuple):
    """The lines around an item that has its place."""

    major_start: int
    major_end: int
    minor_start: int
    minor_end: int


def place_items(boxes: list[LayoutBox], style: Style, columns: Lines, rows: Lines) -> Placement:
    """Give each item its cells.

    Args:
        boxes: The items in order.
        style: The container's.
        columns: The explicit lines of the columns.
        rows: Those of the rows.
    """
    by_rows = not style.grid_auto_flow.startswith("column")
    major, minor = (rows, columns) if by_rows else (columns, rows)
    spans = [(_column_span(box, columns), _row_span(box, rows)) for box in boxes]
    items = [
        _Item(box, row, column) if by_rows else _Item(box, column, row)
        for box, (column, row) in zip(boxes, spans, strict=True)
    ]
    run = _Placing(items, major.count, minor.count, style.grid_auto_flow.endswith("dense"))
    run.place()
    cells = {}
    for box, taken in run.taken.items():
        along = range(taken.major_start - run.major_start, taken.major_end - run.major_start)
        across = range(taken.minor_start - run.minor_start, taken.minor_end - run.minor_start)
        cells[box] = Cells(across, along) if by_rows else Cells(along, across)
    sizes = (
        _end(major, [taken.major_end for taken in run.taken.values()]) - run.major_start,
        _end(minor, [taken.minor_end for taken in run.taken.values()]) - run.minor_start,
    )
    before = (-run.major_start, -run.minor_start)
    if by_rows:
        return Placement(cells, sizes[1], sizes[0], before[1], before[0])
    return Placement(cells, sizes[0], sizes[1], before[0], before[1])


def _end(lines: Lines, ends: list[int]) -> int:
    """The last line: browsers leave out what is behind the last item where there is no explicit grid."""
    return max([*ends, lines.count] if lines.count or not ends else ends)


def _column_span(box: LayoutBox, lines: Lines) -> Span:
    if box.node is None:
        return Span(None, 1)
    return lines.span(box.style.grid_column_start, box.style.grid_column_end)


def _row_span(box: LayoutBox, lines: Lines) -> Span:
    if box.node is None:
        return Span(None, 1)
    return lines.span(box.style.grid_row_start, box.style.grid_row_end)


class _Placing:
    """One run of the algorithm of section 8.5."""

    def __init__(self, items: list[_Item], major: int, minor: int, dense: bool) -> None:
        self.taken: dict[LayoutBox, _Taken] = {}
        self.major_start = self.minor_start = 0
        self.major_end, self.minor_end = major, minor
        self._items, self._dense = items, dense
        self._cells: dict[tuple[int, int], _Taken] = {}
        self._large: list[_Taken] = []
        self._found: dict[tuple[int, int], tuple[int, int]] = {}

    def place(self) -> None:
        """The steps one after the other."""
        # Section 8.3: lines ahead of the explicit grid are there from the beginning.
        for item in self._items:
            if item.major.start is not None:
                self.major_start = min(self.major_start, item.major.start)
            if item.minor.start is not None:
                self.minor_start = min(self.minor_start, item.minor.start)
        for item in self._items:
            if item.major.start is not None and item.minor.start is not None:
                self._take(item, item.major.start, item.minor.start)
        self._place_in_known_tracks()
        self._find_minor_tracks()
        self._place_others()

    def _take(self, item: _Item, major: int, minor: int) -> None:
        taken = _Taken(major, major + item.major.size, minor, minor + item.minor.size)
        self.taken[item.box] = taken
        if item.major.size * item.minor.size > _MOST_CELLS:
            self._large.append(taken)
        else:
            for row in range(taken.major_start, taken.major_end):
                for column in range(taken.minor_start, taken.minor_end):
                    self._cells[row, column] = taken
        self.major_end = max(self.major_end, taken.major_end)
        self.minor_end = max(self.minor_end, taken.minor_end)

    def _in_the_way(self, item: _Item, major: int, minor: int) -> _Taken | None:
        """Whose cells the item would lie on."""
        major_end, minor_end = major + item.major.size, minor + item.minor.size
        others: Iterable[_Taken] = self._large
        if item.major.size * item.minor.size > _MOST_CELLS:
            others = self.taken.values()
        else:
            for row in range(major, major_end):
                for column in range(minor, minor_end):
                    if (row, column) in self._cells:
                        return self._cells[row, column]
        for taken in others:
            if (
                taken.major_start < major_end
                and major < taken.major_end
                and taken.minor_start < minor_end
                and minor < taken.minor_end
            ):
                return taken
        return None

    def _place_in_known_tracks(self) -> None:
        """Step 1: the items whose place in the major axis is given."""
        cursors: dict[int, int] = {}
        for item in self._items:
            major = item.major.start
            if major is None or item.minor.start is not None:
                continue
            minor = self.minor_start if self._dense else cursors.get(major, self.minor_start)
            while (taken := self._in_the_way(item, major, minor)) is not None:
                minor = taken.minor_end
            self._take(item, major, minor)
            cursors[major] = minor + item.minor.size

    def _find_minor_tracks(self) -> None:
        """Step 2: how many tracks the minor axis has."""
        for item in self._items:
            end = item.minor.end if item.minor.start is not None else self.minor_start + item.minor.size
            self.minor_end = max(self.minor_end, end)

    def _place_others(self) -> None:
        """Step 3: the items that are left, from a cursor on, which dense packing takes back each time."""
        major, minor = self.major_start, self.minor_start
        for item in self._items:
            if item.box in self.taken:
                continue
            if self._dense:
                major, minor = self.major_start, self.minor_start
            if item.minor.start is not None:
                major, minor = self._place_along(item, major, minor)
            else:
                major, minor = self._place_anywhere(item, major, minor)
            self._take(item, major, minor)

    def _place_along(self, item: _Item, major: int, minor: int) -> tuple[int, int]:
        """The next track of the major axis where the item's place in the minor one is free."""
        assert item.minor.start is not None
        if item.minor.start < minor:
            major += 1
        while (taken := self._in_the_way(item, major, item.minor.start)) is not None:
            major = taken.major_end
        return major, item.minor.start

    def _place_anywhere(self, item: _Item, major: int, minor: int) -> tuple[int, int]:
        """The next free place of all."""
        size = (item.major.size, item.minor.size)
        if self._dense:
            # What was no place for an item of this size before is none now.
            major, minor = self._found.get(size, (major, minor))
        while True:
            while minor + item.minor.size <= self.minor_end:
                taken = self._in_the_way(item, major, minor)
                if taken is None:
                    self._found[size] = major, minor
                    return major, minor
                minor = taken.minor_end
            major, minor = major + 1, self.minor_start
