"""What is in one line: stretches of text and atomic boxes, in logical order, with the edges of inline boxes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ...text.shape import ShapedText, part_of, shape
from ..formatting import EPSILON, LayoutContext
from ..fragments import Fragment
from .collecting import OBJECT, Event, Mark
from .line_ends import CONTROLS, POPS, kern_of
from .row import closing_edge, opening_edge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...css.style import Style
    from ..tree import LayoutBox
    from .cutting import Cut
    from .paragraph import Paragraph, Segment

Atomics = dict["LayoutBox", tuple[Fragment, float]]
# Letters that join to their neighbours stay as they are where a line breaks between them.
_JOINING = ("\u0600", "\u08ff")


class Edge(NamedTuple):
    """The start or the end of an inline box at an item: its margin, and its border with its padding."""

    box: LayoutBox
    margin: float
    inside: float


@dataclass(slots=True, eq=False)
class Item:
    """What cannot be torn apart in a line: a stretch of text, an atomic box, or the place of an empty box.

    Attributes:
        width: How wide it is, without the edges.
        level: Its bidi level.
        stack: The inline boxes it is in, the outermost first.
        text: Its glyphs.
        style: The style of the text.
        atomic: The atomic box, laid out.
        opening: The inline boxes that start with it, the outermost first.
        closing: The inline boxes that end with it, the innermost first.
        waiting: The absolutely positioned boxes that would stand before it.
        lead: How much of the width is at its left, ahead of the text.
        breaks: Whether it is a forced break.
        opens: Whether it is the place at the end of a line of boxes that go on in the next one.
    """

    width: float
    level: int
    stack: tuple[LayoutBox, ...]
    text: ShapedText | None = None
    style: Style | None = None
    atomic: Fragment | None = None
    opening: list[Edge] = field(default_factory=list)
    closing: list[Edge] = field(default_factory=list)
    waiting: list[LayoutBox] = field(default_factory=list)
    lead: float = 0.0
    breaks: bool = False
    opens: bool = False

    @property
    def outer_width(self) -> float:
        """How wide it is with the edges."""
        width = self.width
        for edge in self.opening:
            width += edge.margin + edge.inside
        for edge in self.closing:
            width += edge.margin + edge.inside
        return width


@dataclass(slots=True, eq=False)
class Cursor:
    """How far the events of a paragraph are used up, and which inline boxes are open there."""

    event: int = 0
    stack: tuple[LayoutBox, ...] = ()


class ItemBuilder:
    """Makes the items of the lines of a paragraph, one line after the other."""

    def __init__(self, ctx: LayoutContext, paragraph: Paragraph, atomics: Atomics, base: float) -> None:
        """A builder at the start of a paragraph.

        Args:
            ctx: What layout takes from outside.
            paragraph: The paragraph.
            atomics: Its atomic boxes, laid out, with the widths of their margin boxes.
            base: What percentages refer to.
        """
        self._ctx = ctx
        self._paragraph = paragraph
        self._atomics = atomics
        self._base = base
        self._cursor = Cursor()
        self._items: list[Item] = []
        self._opening: list[Edge] = []
        self._waiting: list[LayoutBox] = []
        self._level = self._base_level = 0
        self._opened_at = self._end = 0
        self._tabs: Mapping[int, float] = {}

    def line(self, cut: Cut, last: bool) -> list[Item]:
        """The items of the next line.

        Args:
            cut: The line.
            last: Whether it is the last line, which takes all events that are left.
        """
        self._items = []
        self._tabs = cut.tabs
        self._end = cut.hung if cut.hang else cut.shown
        self._level = self._base_level = int(cut.line.rtl)
        at = cut.start
        events, cursor = self._paragraph.events, self._cursor
        newline = cut.forced and cut.end < len(self._paragraph.text)
        until = self._until(cut, last)
        repeated = self._repeated(cursor.stack)
        if repeated:
            self._opening = [Edge(box, *opening_edge(box, self._base)) for box in repeated]
            self._opened_at = cut.start
        while cursor.event < until:
            event = events[cursor.event]
            at = self._add_text(at, min(event.offset, cut.shown), cut)
            if newline and event.offset > cut.end:
                newline = self._add_break()
            cursor.event += 1
            self._add_event(event)
        self._add_text(at, cut.shown, cut)
        if newline:
            self._add_break()
        # What waits for an item gets one of no width.
        if self._opening or self._waiting:
            self._append(Item(0.0, self._level_at(cut.end), cursor.stack, opens=not last))
        for box in reversed(self._repeated(cursor.stack)):
            self._items[-1].closing.append(Edge(box, *closing_edge(box, self._base)))
        return self._items

    def _repeated(self, stack: tuple[LayoutBox, ...]) -> list[LayoutBox]:
        """Those inline boxes that have all of their edges in each line (CSS Fragmentation 3, section 5.4)."""
        return [box for box in stack if box.style.box_decoration_break == "clone"]

    def _add_break(self) -> bool:
        """Add the forced break at the end of the line, where that is in an inline box; it is no longer to come."""
        if self._cursor.stack:
            self._append(Item(0.0, self._base_level, self._cursor.stack, breaks=True))
        return False

    def _until(self, cut: Cut, last: bool) -> int:
        """The first event of the next line: what opens at the end of this one and does not close there."""
        events, end = self._paragraph.events, cut.end
        if last:
            return len(events)
        newline = cut.forced and end < len(self._paragraph.text)
        if not newline:
            end = self._behind_object(cut)
        if cut.full:
            # Nor is a control in a full line that opens an embedding.
            start = end
            while start > cut.start and self._paragraph.text[start - 1] in CONTROLS:
                start -= 1
                end = start if self._paragraph.text[start] not in POPS else end
        index = until = self._cursor.event
        while index < len(events) and events[index].offset < end + newline:
            index += 1
        until = index
        closed = end + newline if not (newline and cut.line.embeds) else -1
        depth = 0
        while index < len(events) and events[index].offset == closed:
            mark = events[index].mark
            index += 1
            if mark is Mark.CLOSE:
                depth = max(depth - 1, 0)
            elif newline or mark is Mark.ATOMIC or (mark is Mark.WAITING and cut.wide):
                break
            elif mark is Mark.OPEN:
                depth += 1
            # A full line has all boxes that end behind it, another those that do not open in one that does not.
            if not depth or (cut.full and mark is Mark.CLOSE):
                until = index
        return until

    def _behind_object(self, cut: Cut) -> int:
        """Where a line ends for the boxes that open there: behind an atomic box ahead of the space that follows it."""
        text, end = self._paragraph.text, cut.end
        while end > cut.start and text[end - 1] == " ":
            end -= 1
        if text[end - 1 : end] != OBJECT or end == cut.end:
            return cut.end
        closed = any(event.offset == end and event.mark is Mark.CLOSE for event in self._paragraph.events)
        return cut.end if closed else end

    def _add_text(self, start: int, end: int, cut: Cut) -> int:
        """Add the text from start to end, one item for each segment; returns where it ends."""
        if start >= end:
            return start
        if cut.hang and self._paragraph.levels and start < cut.hung < end:
            self._add_text(start, cut.hung, cut)
            start = cut.hung
        segments = self._paragraph.segments
        index = bisect_right(segments, start, key=lambda segment: segment.end)
        while index < len(segments) and segments[index].start < end:
            segment = segments[index]
            first = max(start, segment.start)
            self._add_controls(start, first)
            start = segment.end
            if first in self._tabs:
                shaped = ShapedText("\t", "ltr", self._tabs[first], ())
            else:
                shaped = self._part(segment, first, min(end, segment.end), cut)
            width = max(ceil(shaped.advance / EPSILON) * EPSILON, 0.0)
            # White space at the end of a line goes to the end that the line runs to (UAX #9, rule L1).
            level = self._base_level if cut.hang and first >= cut.hung else segment.level
            self._append(Item(width, level, self._cursor.stack, shaped, segment.style))
            index += 1
        self._add_controls(start, end)
        return end

    def _add_controls(self, start: int, end: int) -> None:
        """Add the controls between two texts, which keep apart what would else be one run of a level."""
        levels, text = self._paragraph.levels, self._paragraph.text
        if levels:
            for offset in range(start, end):
                if text[offset] in CONTROLS:
                    self._append(Item(0.0, levels[offset], self._cursor.stack))

    def _part(self, segment: Segment, first: int, last: int, cut: Cut) -> ShapedText:
        """The glyphs of a part of a segment: as they are in the whole, but for where a line cuts what kerns."""
        text = self._paragraph.text
        torn = last == cut.shown and _is_torn(text, last, cut.line.first)
        if not torn and last == cut.shown < cut.line.last and text[last] == " ":
            torn = bool(kern_of(self._ctx, self._paragraph, last))
        if torn:
            rtl = segment.level % 2 == 1
            return shape(text[first:last], segment.style.text, self._ctx.library, rtl)
        if first == segment.start and last == segment.end:
            return segment.shaped
        return part_of(segment.shaped, first - segment.start, last - segment.start)

    def _add_event(self, event: Event) -> None:
        """Open or close an inline box, or add an atomic one."""
        box, cursor = event.box, self._cursor
        if event.mark is Mark.OPEN:
            cursor.stack = (*cursor.stack, box)
            if not self._opening:
                self._opened_at = event.offset
            self._opening.append(Edge(box, *opening_edge(box, self._base)))
        elif event.mark is Mark.CLOSE:
            if self._opening or not self._items or box not in self._items[-1].stack:
                offset = self._opened_at if self._opening else event.offset
                self._append(Item(0.0, self._level_at(offset), cursor.stack))
            self._items[-1].closing.append(Edge(box, *closing_edge(box, self._base)))
            cursor.stack = cursor.stack[:-1]
        elif event.mark is Mark.ATOMIC:
            fragment, width = self._atomics[box]
            level = self._paragraph.levels[event.offset] if self._paragraph.levels else 0
            self._append(Item(width, level, cursor.stack, atomic=fragment))
        else:
            self._waiting.append(box)

    def _level_at(self, offset: int) -> int:
        """The bidi level of a place where there is no text: that of the text behind it."""
        levels = self._paragraph.levels
        return levels[offset] if offset < min(self._end, len(levels)) else self._base_level

    def _append(self, item: Item) -> None:
        item.opening, self._opening = self._opening, []
        item.waiting, self._waiting = self._waiting, []
        self._level = item.level
        self._items.append(item)


def _is_torn(text: str, offset: int, first: int) -> bool:
    """Whether a cut goes through a word, so that letters on both sides do not kern any more."""
    if not first < offset < len(text) or text[offset] in " \n" or text[offset - 1] == " ":
        return False
    low, high = _JOINING
    return not low <= text[offset] <= high
