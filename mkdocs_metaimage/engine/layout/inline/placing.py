"""One line: its items in visual order, each at its place (CSS Inline 3; UAX #9, rule L2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...boxes import Rect
from ...text.bidi import visual_order
from ...text.shape import shape
from ..edges import edges, margins
from ..formatting import LayoutContext, Space, offset, strut
from ..fragments import Child, Run, Waiting
from ..insets import own_part
from ..list_items import OUTSIDE_IMAGE
from .culling import has_box
from .heights import Heights, atomic_extent, heights_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...css.style import Style
    from ...text.shape import ShapedText
    from ..tree import LayoutBox
    from .items import Item


@dataclass(slots=True, eq=False)
class PlacedLine:
    """A line at its place, positions from the corner of the block container.

    Attributes:
        rect: The line box.
        baseline: Its baseline.
        runs: Its texts, each with the item it comes from, in visual order.
        children: The atomic boxes, each with its item.
        inlines: The border boxes of its inline boxes; for one that has no box of its own in Chromium those of
            what is in it.
        waiting: The absolutely positioned boxes in it.
        hidden: The items of the atomic boxes that an ellipsis hides.
    """

    rect: Rect
    baseline: float
    runs: list[tuple[Item, Run]] = field(default_factory=list)
    children: list[tuple[Item, Child]] = field(default_factory=list)
    inlines: list[tuple[LayoutBox, Rect]] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    hidden: set[Item] = field(default_factory=set)


class Line(NamedTuple):
    """What is known of a line before it has a place.

    Attributes:
        items: Its items, in logical order.
        rtl: Whether it runs from right to left.
        left: Where the first of its items in visual order starts.
        top: Its top.
        width: How wide what is in it is, the white space at its end left out.
        empty: Whether it has nothing but inline boxes without a size: then it has no height.
        wide: Whether it is the last one and wider than there is room, so that what would follow is below it.
    """

    items: list[Item]
    rtl: bool
    left: float
    top: float
    width: float
    empty: bool = False
    wide: bool = False


def place_line(ctx: LayoutContext, root: Style, line: Line, space: Space) -> PlacedLine:
    """Put the items of a line at their places.

    Args:
        ctx: What layout takes from outside.
        root: The style of the block container.
        line: The line.
        space: The content box of the block container.
    """
    heights = heights_of(ctx, root, line.items, space.width)
    if line.empty:
        heights.above = heights.below = 0.0
    baseline = line.top + heights.above
    rect = Rect(line.left, line.top, line.width, heights.above + heights.below)
    placed = PlacedLine(rect, baseline)
    _Placer(ctx, root, line, space, heights, placed).place()
    return placed


@dataclass(slots=True, eq=False)
class _Reach:
    """A part of an inline box in a line, in one piece: the first and the last of its items, in visual order."""

    first: int
    last: int
    left: float = 0.0
    right: float = 0.0


class _Side(NamedTuple):
    """The left or the right edge of a part of an inline box."""

    part: _Reach
    margin: float = 0.0
    inside: float = 0.0


class _Placer:
    def __init__(
        self,
        ctx: LayoutContext,
        root: Style,
        line: Line,
        space: Space,
        heights: Heights,
        placed: PlacedLine,
    ) -> None:
        self._ctx = ctx
        self._root = root
        self._line = line
        self._space = space
        self._heights = heights
        self._placed = placed
        self._base = (space.width, space.height)
        levels = [item.level for item in line.items]
        plain = not any(levels)
        self._items = line.items if plain else [line.items[index] for index in visual_order(levels)]
        self._reaches: dict[LayoutBox, list[_Reach]] = {}
        self._lefts: list[float] = []
        self._boxed: dict[int, list[LayoutBox | None]] = {}

    def place(self) -> None:
        """Go through the items from left to right."""
        if not any(item.stack for item in self._items):
            x = self._line.left
            for item in self._items:
                self._place_item(item, x)
                x += item.width
            return
        self._find_reaches()
        before, after = self._edges()
        x = self._line.left
        for index, item in enumerate(self._items):
            for reach, margin, inside in before.get(index, ()):
                x += margin
                reach.left = x
                x += inside
            self._place_item(item, x)
            self._lefts.append(x)
            x += item.width
            for reach, margin, inside in after.get(index, ()):
                x += inside
                reach.right = x
                x += margin
        self._add_inlines()

    def _find_reaches(self) -> None:
        for index, item in enumerate(self._items):
            for box in item.stack:
                parts = self._reaches.setdefault(box, [])
                if parts and parts[-1].last == index - 1:
                    parts[-1].last = index
                else:
                    parts.append(_Reach(index, index))

    def _edges(self) -> tuple[dict[int, list[_Side]], dict[int, list[_Side]]]:
        """The left edges before items, outermost first, and the right edges after them, innermost first.

        The edge at the start of a box is at its left or its right by its `direction`.
        """
        starts = {edge.box: edge for item in self._items for edge in item.opening}
        ends = {edge.box: edge for item in self._items for edge in item.closing}
        before: dict[int, list[_Side]] = {}
        after: dict[int, list[_Side]] = {}
        # Boxes are found from the outside in.
        for box, parts in self._reaches.items():
            left, right = (starts, ends) if box.style.direction == "ltr" else (ends, starts)
            for part in parts:
                edge = left.get(box) if part is parts[0] else None
                side = _Side(part, edge.margin, edge.inside) if edge is not None else _Side(part)
                before.setdefault(part.first, []).append(side)
                edge = right.get(box) if part is parts[-1] else None
                side = _Side(part, edge.margin, edge.inside) if edge is not None else _Side(part)
                after.setdefault(part.last, []).insert(0, side)
        return before, after

    def _place_item(self, item: Item, x: float) -> None:
        placed, top = self._placed, self._line.top
        moved_x, moved_y = self._moved(item.stack)
        placed.waiting += [self._static(box, item, x, top) for box in item.waiting]
        if item.text is not None and item.style is not None:
            shift = self._heights.shifts[item.stack[-1]] if item.stack else 0.0
            baseline = placed.baseline + shift + moved_y
            lifts = self._lifts(item, shift + moved_y) if item.style.decorations and item.stack else ()
            run = Run(x + item.lead + moved_x, baseline, item.text, item.style, lifts, self._mark(item.style))
            placed.runs.append((item, run))
        elif item.atomic is not None:
            fragment = item.atomic
            around = margins(fragment.box.style, self._space.width)
            above = atomic_extent(fragment, self._space.width).above
            y = placed.baseline + self._heights.shifts[fragment.box] - above + around.top
            by_x, by_y = offset(fragment.box.style, self._base, self._root.direction)
            if fragment.box.marker == OUTSIDE_IMAGE:
                # Wherever the line starts it is beside the block.
                x = self._space.x + (self._space.width if fragment.box.style.direction == "rtl" else 0.0)
            child = Child(x + around.left + moved_x + by_x, y + moved_y + by_y, fragment)
            placed.children.append((item, child))

    def _mark(self, style: Style) -> ShapedText | None:
        """What `text-emphasis` draws at each character."""
        mark = style.text_emphasis_style
        return shape(mark, style.marks.text, self._ctx.library) if mark else None

    def _lifts(self, item: Item, shift: float) -> tuple[float, ...]:
        """How far below the baseline of a text that of each box is which decorates it.

        Lines below go on straight through what is moved up or down (CSS Text Decoration 4, section 2.7).
        """
        shifts = [0.0] * len(self._root.decorations)
        for depth, box in enumerate(item.stack):
            added = len(box.style.decorations) - len(shifts)
            if added > 0:
                shifts += [self._heights.shifts[box] + self._moved(item.stack[: depth + 1])[1]] * added
        return tuple(own - shift for own in shifts) if any(own != shift for own in shifts) else ()

    def _moved(self, stack: Sequence[LayoutBox]) -> tuple[float, float]:
        """How far the relatively positioned boxes around something move it."""
        x = y = 0.0
        for box in stack:
            if box.style.position == "relative":
                by_x, by_y = offset(box.style, self._base, self._root.direction)
                x, y = x + by_x, y + by_y
        return x, y

    def _static(self, box: LayoutBox, item: Item, x: float, top: float) -> Waiting:
        """Where an absolutely positioned box would stand: a block below what is in the line before it.

        For `align-self` and `justify-self` that is a place as high as the line and of no width.
        """
        rtl, style, height = self._line.rtl, box.style, self._placed.rect.height
        aligned = own_part(style.justify_self, reverse=rtl, own=style.direction == "rtl")
        along = float(rtl) if aligned is None else aligned
        down = own_part(style.align_self, reverse=False, own=False) or 0.0
        top += height * down
        behind = (
            self._line.wide and item is self._line.items[-1] and item.text is None and item.atomic is None
        )
        if style.display.startswith("inline") and not behind:
            return Waiting(box, x, top, along, down)
        left = self._space.x + (self._space.width if rtl else 0.0)
        before = self._line.items[: self._line.items.index(item)]
        filled = any(each.text is not None or each.atomic is not None for each in before)
        return Waiting(box, left, top + (height if filled else 0.0), along, down)

    def _add_inlines(self) -> None:
        """The rectangles of the inline boxes, as `getClientRects` gives them."""
        stacks = {
            box: item.stack[: depth + 1] for item in self._items for depth, box in enumerate(item.stack)
        }
        opened = {edge.box for item in self._items for edge in item.opening}
        for box, parts in self._reaches.items():
            stack = stacks[box]
            if (self._line.empty and box in opened) or has_box(self._ctx, box):
                self._placed.inlines += [(box, self._rect(stack, part)) for part in parts]
                continue
            for part in parts:
                self._add_contents(box, stack, part, stacks)

    def _add_contents(
        self,
        box: LayoutBox,
        stack: Sequence[LayoutBox],
        part: _Reach,
        stacks: Mapping[LayoutBox, Sequence[LayoutBox]],
    ) -> None:
        """The rectangles of what is in a box without one of its own: its texts, and the boxes with edges among them."""
        inner: dict[LayoutBox, None] = {}
        texts: list[int] = []
        for index in range(part.first, part.last + 1):
            found = self._outermost(index)[len(stack)]
            if found is None:
                texts.append(index)
            else:
                inner[found] = None
        if not inner and (part.right > part.left or self._counts(texts)):
            self._placed.inlines.append((box, self._rect(stack, part)))
        elif inner and texts:
            left = min(self._lefts[index] for index in texts)
            right = max(self._lefts[index] + self._items[index].width for index in texts)
            self._placed.inlines.append((box, self._rect(stack, _Reach(part.first, part.last, left, right))))
        for each in inner:
            self._placed.inlines += [(box, self._rect(stacks[each], other)) for other in self._reaches[each]]

    def _outermost(self, index: int) -> list[LayoutBox | None]:
        """For each depth in the stack of an item the outermost box from there on that has a box in Chromium."""
        known = self._boxed.get(index)
        if known is None:
            known = [None]
            for box in reversed(self._items[index].stack):
                known.append(box if has_box(self._ctx, box) else known[-1])
            known.reverse()
            self._boxed[index] = known
        return known

    def _counts(self, indices: Sequence[int]) -> bool:
        """Whether one of these items is a forced break, or the start of a box."""
        return any(self._items[index].breaks or self._items[index].opening for index in indices)

    def _rect(self, stack: Sequence[LayoutBox], reach: _Reach) -> Rect:
        """The border box of a fragment of an inline box: as high as its font, not as its line."""
        box = stack[-1]
        moved_x, moved_y = self._moved(stack)
        y = self._placed.baseline + self._heights.shifts[box] + moved_y
        width = max(reach.right - reach.left, 0.0)
        border, padding = edges(box, self._space.width)
        if self._line.empty:
            return Rect(reach.left + moved_x, y, width, 0.0)
        font = strut(self._ctx, box.style)
        above = font.ascent + padding.top + border.top
        below = font.descent + padding.bottom + border.bottom
        return Rect(reach.left + moved_x, y - above, width, above + below)
