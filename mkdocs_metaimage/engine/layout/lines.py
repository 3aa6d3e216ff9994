"""One line: its items in visual order, each at its place (CSS Inline 3; CSS 2.1, section 10.8)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import Rect
from ..css.values import Length
from ..text.bidi import visual_order
from ..text.shape import ShapedText, part_of, shape
from .formatting import (
    EPSILON,
    Child,
    Fragment,
    LayoutContext,
    LineFragment,
    Run,
    Space,
    Strut,
    Waiting,
    offset,
    strut,
)
from .paragraph import OBJECT, Event, Mark, Paragraph, Segment, closing_edge, opening_edge
from .sizes import edges, margins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..css.style import Style
    from .tree import LayoutBox

_HIDDEN = str.maketrans("", "", OBJECT + "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")


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
        waiting: The absolutely positioned boxes that would stand before it, with the inline boxes they are in.
    """

    width: float
    level: int
    stack: tuple[LayoutBox, ...]
    text: ShapedText | None = None
    style: Style | None = None
    atomic: Fragment | None = None
    opening: list[Edge] = field(default_factory=list)
    closing: list[Edge] = field(default_factory=list)
    waiting: list[tuple[LayoutBox, tuple[LayoutBox, ...]]] = field(default_factory=list)

    @property
    def outer_width(self) -> float:
        """How wide it is with the edges."""
        return self.width + sum(edge.margin + edge.inside for edge in (*self.opening, *self.closing))

    @property
    def placed_width(self) -> float:
        """How far behind it the next item stands: text that is not spread takes whole 64ths of a px, as in Chromium."""
        if self.text is None or self.width != self.text.advance:
            return self.width
        return max(ceil(self.width / EPSILON) * EPSILON, 0.0)


@dataclass(slots=True, eq=False)
class Cursor:
    """How far the events of a paragraph are used up, and which inline boxes are open there."""

    event: int = 0
    stack: tuple[LayoutBox, ...] = ()


def items_of(
    paragraph: Paragraph,
    atomics: Mapping[LayoutBox, tuple[Fragment, float]],
    base: float,
    cursor: Cursor,
    bounds: tuple[int, int, int],
    last: bool,
) -> list[Item]:
    """The items of a line in logical order; moves the cursor to the end of the line.

    Args:
        paragraph: The paragraph.
        atomics: Its atomic boxes, laid out, with the widths of their margin boxes.
        base: What percentages refer to.
        cursor: Where the line before ended.
        bounds: The line's first character, the one after its last that shows, and the next line's first.
        last: Whether it is the last line, which takes all events that are left.
    """
    builder = _ItemBuilder(paragraph, atomics, base, cursor)
    start, visible, end = bounds
    at = start
    events = paragraph.events
    while cursor.event < len(events):
        event = events[cursor.event]
        # What opens at the end of a line opens on the next one.
        if not last and (event.offset > end or (event.offset == end and event.mark is not Mark.CLOSE)):
            break
        builder.add_text(at, min(event.offset, visible))
        at = max(at, min(event.offset, visible))
        cursor.event += 1
        builder.add_event(event)
    builder.add_text(at, visible)
    builder.finish()
    return builder.items


class _ItemBuilder:
    def __init__(
        self,
        paragraph: Paragraph,
        atomics: Mapping[LayoutBox, tuple[Fragment, float]],
        base: float,
        cursor: Cursor,
    ) -> None:
        self.items: list[Item] = []
        self._paragraph = paragraph
        self._atomics = atomics
        self._base = base
        self._cursor = cursor
        self._opening: list[Edge] = []
        self._waiting: list[tuple[LayoutBox, tuple[LayoutBox, ...]]] = []
        self._level = 0

    def add_text(self, start: int, end: int) -> None:
        """Add the text from start to end, one item for each segment."""
        if start >= end:
            return
        segments = self._paragraph.segments
        index = bisect_right(segments, start, key=lambda segment: segment.end)
        while index < len(segments) and segments[index].start < end:
            segment = segments[index]
            shaped = _part(segment, max(start, segment.start), min(end, segment.end))
            self._append(Item(shaped.advance, segment.level, self._cursor.stack, shaped, segment.style))
            index += 1

    def add_event(self, event: Event) -> None:
        """Open or close an inline box, or add an atomic one."""
        box = event.box
        if event.mark is Mark.OPEN:
            self._cursor.stack = (*self._cursor.stack, box)
            self._opening.append(Edge(box, *opening_edge(box, self._base)))
        elif event.mark is Mark.CLOSE:
            if self._opening or not self.items or box not in self.items[-1].stack:
                self._append(Item(0.0, self._level, self._cursor.stack))
            self.items[-1].closing.append(Edge(box, *closing_edge(box, self._base)))
            self._cursor.stack = self._cursor.stack[:-1]
        elif event.mark is Mark.ATOMIC:
            fragment, width = self._atomics[box]
            level = self._paragraph.levels[event.offset] if self._paragraph.levels else 0
            self._append(Item(width, level, self._cursor.stack, atomic=fragment))
        else:
            self._waiting.append((box, self._cursor.stack))

    def finish(self) -> None:
        """Give what waits for an item one of no width."""
        if self._opening or self._waiting:
            self._append(Item(0.0, self._level, self._cursor.stack))

    def _append(self, item: Item) -> None:
        item.opening, self._opening = self._opening, []
        item.waiting, self._waiting = self._waiting, []
        self._level = item.level
        self.items.append(item)


def _part(segment: Segment, first: int, last: int) -> ShapedText:
    """The glyphs of a part of a segment: as they are in the whole, as browsers do it."""
    whole = segment.shaped
    if first == segment.start and last == segment.end:
        return whole
    low, high = first - segment.start, last - segment.start
    return part_of(whole, low, high)


def text_item(ctx: LayoutContext, text: str, style: Style, stack: tuple[LayoutBox, ...], level: int) -> Item:
    """An item for a text that is not in the source: an ellipsis, a hyphen, a marker."""
    shaped = shape(text, style.text, ctx.library, level % 2 == 1)
    return Item(shaped.advance, level, stack, shaped, style)


def spread(items: list[Item], free: float) -> list[Item]:
    """`text-align: justify`: the free space goes to the spaces between the words."""
    count = sum(item.text.text.count(" ") for item in items if item.text is not None)
    if not count or free <= 0:
        return items
    spread_items: list[Item] = []
    for item in items:
        words = _words(item)
        for index, word in enumerate(words):
            if word.text is not None and word.text.text.endswith(" "):
                word.width += free / count
            word.opening = item.opening if index == 0 else []
            word.waiting = item.waiting if index == 0 else []
            word.closing = item.closing if index == len(words) - 1 else []
        spread_items += words
    return spread_items


def _words(item: Item) -> list[Item]:
    if item.text is None or " " not in item.text.text:
        return [item]
    text = item.text.text
    cuts = [
        0,
        *(index + 1 for index, char in enumerate(text) if char == " " and index + 1 < len(text)),
        len(text),
    ]
    parts = [part_of(item.text, low, high) for low, high in pairwise(cuts)]
    return [Item(part.advance, item.level, item.stack, part, item.style) for part in parts]


# --- Upwards and downwards


class _Extent(NamedTuple):
    """How far something reaches above and below the baseline of the line, or of its group."""

    above: float
    below: float


@dataclass(slots=True, eq=False)
class Heights:
    """The vertical places in a line.

    Attributes:
        above: How far the line box reaches above its baseline.
        below: And below it.
        shifts: How far the baseline of each inline box, and of each atomic box, is below that of the line.
    """

    above: float
    below: float
    shifts: dict[LayoutBox, float]


def heights_of(ctx: LayoutContext, root: Style, items: list[Item]) -> Heights:
    """Align the boxes of a line to each other (CSS 2.1, section 10.8.1)."""
    own = strut(ctx, root)
    shifts: dict[LayoutBox, float] = {}
    groups: dict[LayoutBox | None, list[_Extent]] = {None: [_Extent(own.above, own.below)]}
    group_of: dict[LayoutBox, LayoutBox | None] = {}
    for item in items:
        _align_item(ctx, root, item, shifts, groups, group_of)
    above = max(extent.above for extent in groups[None])
    below = max(extent.below for extent in groups[None])
    # What is aligned to the line box comes last, and makes it higher where it does not fit.
    for group, extents in groups.items():
        if group is not None:
            height = max(extent.above for extent in extents) + max(extent.below for extent in extents)
            missing = max(height - above - below, 0.0)
            if group.style.vertical_align == "bottom":
                above += missing
            else:
                below += missing
    for box, group in group_of.items():
        if group is not None:
            extents = groups[group]
            if group.style.vertical_align == "bottom":
                shifts[box] += below - max(extent.below for extent in extents)
            else:
                shifts[box] += max(extent.above for extent in extents) - above
    return Heights(above, below, shifts)


def _align_item(
    ctx: LayoutContext,
    root: Style,
    item: Item,
    shifts: dict[LayoutBox, float],
    groups: dict[LayoutBox | None, list[_Extent]],
    group_of: dict[LayoutBox, LayoutBox | None],
) -> None:
    parent: LayoutBox | None = None
    boxes = (*item.stack, item.atomic.box) if item.atomic is not None else item.stack
    for box in boxes:
        if box not in shifts:
            own = strut(ctx, box.style)
            extent = _Extent(own.above, own.below)
            if item.atomic is not None and box is item.atomic.box:
                extent = _atomic_extent(item.atomic)
            group = group_of.get(parent) if parent is not None else None
            above = strut(ctx, parent.style if parent is not None else root)
            shift = shifts[parent] if parent is not None else 0.0
            if box.style.vertical_align in ("top", "bottom"):
                group, shift = box, 0.0
            else:
                shift += _shift(box, parent.style if parent is not None else root, above, extent, own)
            shifts[box], group_of[box] = shift, group
            groups.setdefault(group, []).append(_Extent(extent.above - shift, extent.below + shift))
        parent = box


def _atomic_extent(fragment: Fragment) -> _Extent:
    """An atomic box stands on its last baseline, or on its bottom margin edge."""
    around = margins(fragment.box.style, None)
    baseline = fragment.content.last_baseline
    if baseline is None or fragment.box.style.overflow not in ("visible", "clip"):
        return _Extent(fragment.height + around.top + around.bottom, 0.0)
    return _Extent(around.top + baseline, fragment.height - baseline + around.bottom)


def _shift(box: LayoutBox, parent: Style, above: Strut, extent: _Extent, own: Strut) -> float:
    """How far `vertical-align` moves a box down from its parent's baseline."""
    align = box.style.vertical_align
    if align == "baseline":
        return 0.0
    if isinstance(align, Length):
        line = own.above + own.below
        return -align.resolve(line)
    if align == "sub":
        return parent.font_size / 5 + 1  # as Chromium has it
    if align == "super":
        return -(parent.font_size / 3 + 1)
    if align == "middle":
        return (extent.above - extent.below) / 2 - above.font.x_height / 2
    if align == "text-top":
        return extent.above - above.ascent
    return above.descent - extent.below


# --- Placing


@dataclass(slots=True, eq=False)
class PlacedLine:
    """A line at its place, positions from the corner of the block container."""

    line: LineFragment
    children: list[Child] = field(default_factory=list)
    inlines: list[tuple[LayoutBox, Rect]] = field(default_factory=list)
    waiting: list[tuple[Waiting, tuple[LayoutBox, ...]]] = field(default_factory=list)


def place_line(
    ctx: LayoutContext, root: Style, items: list[Item], space: Space, top: float, free: float, text: str
) -> PlacedLine:
    """Put the items of a line at their places.

    Args:
        ctx: What layout takes from outside.
        root: The style of the block container.
        items: The items in logical order.
        space: The content box of the block container.
        top: The top of the line.
        free: The space that the items leave in the line.
        text: The text of the line.
    """
    heights = heights_of(ctx, root, items)
    baseline = top + heights.above
    left = x = space.x + _start(root, free)
    lefts: dict[LayoutBox, float] = {}
    rights: dict[LayoutBox, float] = {}
    runs: list[Run] = []
    placed = PlacedLine(
        LineFragment(
            Rect(left, top, 0.0, heights.above + heights.below), baseline, text.translate(_HIDDEN), runs
        )
    )
    for item in _visual(items):
        before, after = (item.opening, item.closing) if item.level % 2 == 0 else (
            list(reversed(item.closing)), list(reversed(item.opening)))  # fmt: skip
        for edge in before:
            x += edge.margin
            lefts[edge.box] = min(lefts.get(edge.box, x), x)
            x += edge.inside
        _place_item(placed, item, x, baseline, heights, space, top)
        for box in item.stack:
            lefts[box] = min(lefts.get(box, x), x)
        x += item.placed_width
        closed = set()
        for box in item.stack:
            rights[box] = max(rights.get(box, x), x)
        for edge in after:
            x += edge.inside
            rights[edge.box] = max(rights.get(edge.box, x), x)
            closed.add(edge.box)
            x += edge.margin
        for box in item.stack:
            if box not in closed:
                rights[box] = max(rights[box], x)
    width = sum(item.outer_width for item in items)
    placed.line = placed.line._replace(rect=placed.line.rect._replace(width=width))
    for box, start in lefts.items():
        placed.inlines.append((box, _inline_rect(ctx, box, start, rights[box], baseline, heights, space)))
    return placed


def _start(root: Style, free: float) -> float:
    """Where the line starts by `text-align`; a line that does not fit starts at the start."""
    align = root.text_align
    rtl = root.direction == "rtl"
    if align == "justify" or align == "start":
        align = "right" if rtl else "left"
    elif align == "end":
        align = "left" if rtl else "right"
    if free < 0:
        return free if rtl else 0.0
    return {"right": free, "center": free / 2}.get(align, 0.0)


def _visual(items: list[Item]) -> Iterator[Item]:
    if not any(item.level for item in items):
        return iter(items)
    return (items[index] for index in visual_order([item.level for item in items]))


def _place_item(
    placed: PlacedLine, item: Item, x: float, baseline: float, heights: Heights, space: Space, top: float
) -> None:
    moved_x = moved_y = 0.0
    for box in item.stack:
        if box.style.position == "relative":
            by_x, by_y = offset(box.style, (space.width, space.height))
            moved_x, moved_y = moved_x + by_x, moved_y + by_y
    placed.waiting += [(_static(box, placed, x, top, space), stack) for box, stack in item.waiting]
    if item.text is not None and item.style is not None:
        shift = heights.shifts[item.stack[-1]] if item.stack else 0.0
        placed.line.runs.append(Run(x + moved_x, baseline + shift + moved_y, item.text, item.style))
    elif item.atomic is not None:
        fragment = item.atomic
        around = margins(fragment.box.style, space.width)
        extent = _atomic_extent(fragment)
        y = baseline + heights.shifts[fragment.box] - extent.above + around.top
        by_x, by_y = offset(fragment.box.style, (space.width, space.height))
        placed.children.append(Child(x + around.left + moved_x + by_x, y + moved_y + by_y, fragment))


def _static(box: LayoutBox, placed: PlacedLine, x: float, top: float, space: Space) -> Waiting:
    """Where an absolutely positioned box would stand: a block below what is in the line before it."""
    if box.style.display.startswith("inline"):
        return Waiting(box, x, top)
    rect = placed.line.rect
    return Waiting(box, space.x, top + rect.height if placed.line.runs else top)


def _inline_rect(
    ctx: LayoutContext,
    box: LayoutBox,
    left: float,
    right: float,
    baseline: float,
    heights: Heights,
    space: Space,
) -> Rect:
    """The border box of a fragment of an inline box: as high as its font, not as its line."""
    font = strut(ctx, box.style)
    border, padding = edges(box, space.width)
    moved_x, moved_y = offset(box.style, (space.width, space.height))
    top = baseline + heights.shifts[box] - font.ascent - padding.top - border.top
    height = font.ascent + font.descent + padding.top + padding.bottom + border.top + border.bottom
    return Rect(left + moved_x, top + moved_y, max(right - left, 0.0), height)
