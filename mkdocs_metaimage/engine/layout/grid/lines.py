"""The lines of a grid and their names (CSS Grid 1, sections 7.2.2, 7.3 and 8.3).

Lines are counted from 0, the first of the explicit grid; those ahead of it have negative numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ...css.values.grid import Areas, Line, Tracks

_Place = tuple[int | None, int | None]


class Span(NamedTuple):
    """The lines that an item lies between in one axis; or how many tracks it takes, `start` not known."""

    start: int | None
    end: int

    @property
    def size(self) -> int:
        """How many tracks it takes."""
        return self.end if self.start is None else self.end - self.start


class Lines:
    """The lines of the explicit grid in one axis.

    Args:
        tracks: The tracks of the template, those that are repeated automatically put in.
        areas: The areas.
        columns: Whether the lines are those of the columns.
    """

    def __init__(self, tracks: Tracks, areas: Areas, columns: bool) -> None:
        self.count = max(len(tracks.sizes), areas.columns if columns else areas.rows)
        self._named: dict[str, list[int]] = {}
        for index, names in enumerate(tracks.names):
            for name in names:
                self._add(name, index)
        # Section 7.3.2: an area names the lines around it.
        for name, (top, bottom, left, right) in areas.named.items():
            start, end = (left, right) if columns else (top, bottom)
            self._add(f"{name}-start", start)
            self._add(f"{name}-end", end)
        for found in self._named.values():
            found.sort()

    def _add(self, name: str, index: int) -> None:
        found = self._named.setdefault(name, [])
        if index not in found:
            found.append(index)

    def span(self, start: Line, end: Line) -> Span:
        """Where an item lies whose lines are these (section 8.3)."""
        first = None if start.span else self._line(start, "start")
        last = None if end.span else self._line(end, "end")
        if first is None and last is None:
            # Section 8.3.1: of two spans that of the end does not count; a name leads nowhere without a line.
            span = start if start.span else end
            return Span(None, max(span.number, 1) if span.span and not span.name else 1)
        if first is None:
            assert last is not None
            first = self._away(start, last, -1)
        elif last is None:
            last = self._away(end, first, 1)
        if first == last:
            last = first + 1
        return Span(min(first, last), max(first, last))

    def edges(self, start: Line, end: Line) -> _Place:
        """The lines for an absolutely positioned box, None for `auto` (section 9)."""
        first = None if start.span else self._line(start, "start")
        last = None if end.span else self._line(end, "end")
        if start.span and last is not None:
            first = self._away(start, last, -1)
        if end.span and first is not None:
            last = self._away(end, first, 1)
        if first is not None and last is not None:
            first, last = min(first, last), max(first, last)
            last += first == last
        return first, last

    def _line(self, line: Line, side: str) -> int | None:
        """The line that is meant, None for `auto`."""
        if not line.name:
            if not line.number:
                return None
            return line.number - 1 if line.number > 0 else self.count + 1 + line.number
        if not line.number:
            edge = self._named.get(f"{line.name}-{side}")
            if edge:
                return edge[0]
        number = line.number or 1
        found = self._named.get(line.name, [])
        if number > 0:
            # All implicit lines have every name.
            return found[number - 1] if number <= len(found) else self.count + number - len(found)
        return found[number] if -number <= len(found) else number + len(found)

    def _away(self, span: Line, line: int, step: int) -> int:
        """The line that is a span away from another; `auto` spans one track."""
        number = max(span.number, 1)
        if not span.span or not span.name:
            return line + step * number
        found = self._named.get(span.name, [])
        beyond = [each for each in found if (each - line) * step > 0]
        if step < 0:
            beyond.reverse()
        if number <= len(beyond):
            return beyond[number - 1]
        # Then the implicit lines on that side count.
        outside = max(line, self.count) if step > 0 else min(line, 0)
        return outside + step * (number - len(beyond))
