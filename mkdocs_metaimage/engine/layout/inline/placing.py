"""One line: its items in visual order, each at its place (CSS Inline 3; UAX #9, rule L2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...boxes import Rect
from ...text.bidi import visual_order
from ..edges import edges, margins
from ..formatting import Child, LayoutContext, Run, Space, Waiting, offset, strut
from ..tree import Kind
from .heights import Heights, atomic_extent, heights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...css.style import Style
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
    """

    rect: Rect
    baseline: float
    runs: list[tuple[Item, Run]] = field(default_factory=list)
    children: list[tuple[Item, Child]] = field(default_factory=list)
    inlines: list[tuple[LayoutBox, Rect]] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)


class Line(NamedTuple):
    """What is known of a line before it has a place.

    Attributes:
        items: Its items, in logical order.
        rtl: Whether it runs from right to left.
        left: Where the first of its items in visual order starts.
        top: Its top.
        width: How wide what is in it is, the white space at its end left out.
        empty: Whether it has nothing but inline boxes without a size: then it has no height.
    """

    items: list[Item]
    rtl: bool
    left: float
    top: float
    width: float
    empty: bool = False


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
    """An inline box in a line: the first and the last of the items in it, in visual order."""

    first: int
    last: int
    left: float = 0.0
    right: float = 0.0


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
        self._reaches: dict[LayoutBox, _Reach] = {}
        self._lefts: list[float] = []

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
            for box, margin, inside in before.get(index, ()):
                x += margin
                self._reaches[box].left = x
                x += inside
            self._place_item(item, x)
            self._lefts.append(x)
            x += item.width
            for box, margin, inside in after.get(index, ()):
                x += inside
                self._reaches[box].right = x
                x += margin
        self._add_inlines()

    def _find_reaches(self) -> None:
        for index, item in enumerate(self._items):
            for box in item.stack:
                reach = self._reaches.get(box)
                if reach is None:
                    self._reaches[box] = _Reach(index, index)
                else:
                    reach.last = index

    def _edges(
        self,
    ) -> tuple[
        dict[int, list[tuple[LayoutBox, float, float]]], dict[int, list[tuple[LayoutBox, float, float]]]
    ]:
        """The left edges before items, outermost first, and the right edges after them, innermost first.

        The edge at the start of a box is at its left or its right by its `direction`.
        """
        starts = {edge.box: edge for item in self._items for edge in item.opening}
        ends = {edge.box: edge for item in self._items for edge in item.closing}
        before: dict[int, list[tuple[LayoutBox, float, float]]] = {}
        after: dict[int, list[tuple[LayoutBox, float, float]]] = {}
        for box, reach in self._reaches.items():
            left, right = (starts, ends) if box.style.direction == "ltr" else (ends, starts)
            edge = left.get(box)
            margin, inside = (edge.margin, edge.inside) if edge is not None else (0.0, 0.0)
            before.setdefault(reach.first, []).append((box, margin, inside))
            edge = right.get(box)
            margin, inside = (edge.margin, edge.inside) if edge is not None else (0.0, 0.0)
            after.setdefault(reach.last, []).insert(0, (box, margin, inside))
        depth = {box: index for item in self._items for index, box in enumerate(item.stack)}
        for opening in before.values():
            opening.sort(key=lambda entry: depth[entry[0]])
        for closing in after.values():
            closing.sort(key=lambda entry: -depth[entry[0]])
        return before, after

    def _place_item(self, item: Item, x: float) -> None:
        placed, top = self._placed, self._line.top
        moved_x, moved_y = self._moved(item.stack)
        placed.waiting += [self._static(box, item, x, top) for box in item.waiting]
        if item.text is not None and item.style is not None:
            shift = self._heights.shifts[item.stack[-1]] if item.stack else 0.0
            run = Run(x + item.lead + moved_x, placed.baseline + shift + moved_y, item.text, item.style)
            placed.runs.append((item, run))
        elif item.atomic is not None:
            fragment = item.atomic
            around = margins(fragment.box.style, self._space.width)
            above = atomic_extent(fragment, self._space.width).above
            y = placed.baseline + self._heights.shifts[fragment.box] - above + around.top
            by_x, by_y = offset(fragment.box.style, self._base, self._root.direction)
            child = Child(x + around.left + moved_x + by_x, y + moved_y + by_y, fragment)
            placed.children.append((item, child))

    def _moved(self, stack: Sequence[LayoutBox]) -> tuple[float, float]:
        """How far the relatively positioned boxes around something move it."""
        x = y = 0.0
        for box in stack:
            if box.style.position == "relative":
                by_x, by_y = offset(box.style, self._base, self._root.direction)
                x, y = x + by_x, y + by_y
        return x, y

    def _static(self, box: LayoutBox, item: Item, x: float, top: float) -> Waiting:
        """Where an absolutely positioned box would stand: a block below what is in the line before it."""
        along = 1.0 if self._line.rtl else 0.0
        if box.style.display.startswith("inline"):
            return Waiting(box, x, top, along)
        left = self._space.x + (self._space.width if self._line.rtl else 0.0)
        before = self._line.items[: self._line.items.index(item)]
        filled = any(each.text is not None or each.atomic is not None for each in before)
        return Waiting(box, left, top + (self._placed.rect.height if filled else 0.0), along)

    def _add_inlines(self) -> None:
        """The rectangles of the inline boxes, as `getClientRects` gives them."""
        stacks = {
            box: item.stack[: depth + 1] for item in self._items for depth, box in enumerate(item.stack)
        }
        rects = {box: self._rect(stacks[box], reach) for box, reach in self._reaches.items()}
        opened = {edge.box for item in self._items for edge in item.opening}
        for box, rect in rects.items():
            if self._line.empty or has_box(self._ctx, box):
                self._placed.inlines.append((box, rect))
                continue
            inner = self._held(box, len(stacks[box]) - 1)
            if None in inner and (rect.width or box in opened or inner != {None: inner[None]}):
                self._placed.inlines.append((box, self._rect_of_texts(box, stacks[box], inner)))
            self._placed.inlines += [(box, rects[each]) for each in inner if each is not None]

    def _held(self, box: LayoutBox, depth: int) -> dict[LayoutBox | None, list[int]]:
        """For each box in this one that has a rectangle of its own, and for what is in none, its items."""
        held: dict[LayoutBox | None, list[int]] = {}
        for index in range(self._reaches[box].first, self._reaches[box].last + 1):
            stack = self._items[index].stack
            if len(stack) > depth and stack[depth] is box:
                inner = next((each for each in stack[depth + 1 :] if has_box(self._ctx, each)), None)
                held.setdefault(inner, []).append(index)
        return held

    def _rect_of_texts(
        self, box: LayoutBox, stack: Sequence[LayoutBox], held: dict[LayoutBox | None, list[int]]
    ) -> Rect:
        """The rectangle of the texts in a box that has none of its own: those with edges stand beside them."""
        reach = self._reaches[box]
        if len(held) > 1:
            lefts = [self._lefts[index] for index in held[None]]
            rights = [self._lefts[index] + self._items[index].width for index in held[None]]
            reach = _Reach(reach.first, reach.last, min(lefts), max(rights))
        return self._rect(stack, reach)

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


def has_box(ctx: LayoutContext, box: LayoutBox) -> bool:
    """Whether Chromium makes a box for an inline element; else its rectangles are those of what is in it.

    It does where there is something to paint or to measure, for atomic boxes in it, and where a box in it is
    of another height or moved up or down.
    """
    found: bool | None = box.remembered.get("has box")
    if found is None:
        found = box.remembered["has box"] = _has_box(ctx, box)
    return found


def _has_box(ctx: LayoutContext, box: LayoutBox) -> bool:
    style = box.style
    border, padding = edges(box, 1.0)
    if any(border) or any(padding) or any(margins(style, 1.0)) or style.position != "static":
        return True
    if style.opacity < 1 or style.background_color.alpha or style.background_image:
        return True
    own = strut(ctx, style)
    for child in box.boxes:
        if child.out_of_flow or child.kind is Kind.BREAK:
            continue
        if child.kind is not Kind.INLINE or child.style.vertical_align != "baseline":
            return True
        if _has_margin(child):
            return True
        other = strut(ctx, child.style)
        if (other.ascent, other.descent) != (own.ascent, own.descent):
            return True
    return False


def _has_margin(box: LayoutBox) -> bool:
    """Whether an inline box, or one in it, has a margin at its sides."""
    around = margins(box.style, 1.0)
    return bool(around.left or around.right) or any(
        child.kind is Kind.INLINE and not child.out_of_flow and _has_margin(child) for child in box.boxes
    )
