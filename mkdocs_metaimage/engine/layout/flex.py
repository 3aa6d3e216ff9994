"""Flex layout: the algorithm of CSS Flexbox 1, section 9, step by step.

Main and cross sizes are those of border boxes unless a name says otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..css.values import AUTO, Length
from .block import take_waiting
from .formatting import EPSILON, Child, Content, Fragment, LayoutContext, Space, Waiting, lay_out, offset
from .replaced import replaced_size
from .sizes import (
    across,
    border_box,
    clamped_height,
    clamped_width,
    contribution,
    definite,
    down,
    fitted_width,
    height_from_ratio,
    height_of,
    intrinsic_widths,
    margins,
    width_from_ratio,
    width_of,
)
from .text_fit import smallest
from .tree import Kind

if TYPE_CHECKING:
    from ..css.style import Style
    from .tree import LayoutBox


@dataclass(slots=True, eq=False)
class Item:
    """A flex item on its way to a size and a place.

    Attributes:
        box: Its box.
        before: Its margins at the main start and the cross start, `auto` ones as 0.
        after: Its margins at the main end and the cross end.
        around: What its border and padding take in the main and in the cross direction.
        auto: Which margins are `auto`: at the main start and end.
        auto_cross: The same at the cross start and end.
        base: The flex base size.
        least: The least main size.
        most: The greatest main size.
        main: The main size: first the hypothetical one, in the end the used one.
        cross: The cross size.
        fragment: It, laid out.
        main_at: Where its margin box starts in the main direction.
        cross_at: Where its margin box starts in the cross direction.
    """

    box: LayoutBox
    before: tuple[float, float]
    after: tuple[float, float]
    around: tuple[float, float]
    auto: tuple[bool, bool]
    auto_cross: tuple[bool, bool]
    base: float = 0.0
    least: float = 0.0
    most: float = math.inf
    main: float = 0.0
    cross: float = 0.0
    fragment: Fragment | None = None
    main_at: float = 0.0
    cross_at: float = 0.0

    @property
    def outer(self) -> float:
        """What its margins add to the main size."""
        return self.before[0] + self.after[0]

    @property
    def outer_cross(self) -> float:
        """What its margins add to the cross size."""
        return self.before[1] + self.after[1]


@dataclass(slots=True, eq=False)
class Row:
    """A flex line: its items, and its cross size and place."""

    items: list[Item]
    cross: float = 0.0
    at: float = 0.0
    baseline: float = 0.0


class _Flex:
    """One flex container being laid out."""

    def __init__(self, ctx: LayoutContext, box: LayoutBox, space: Space) -> None:
        style = box.style
        self.ctx, self.box, self.style, self.space = ctx, box, style, space
        self.row = style.flex_direction.startswith("row")
        rtl = style.direction == "rtl"
        self.reverse = style.flex_direction.endswith("reverse") != (self.row and rtl)
        self.cross_reverse = (style.flex_wrap == "wrap-reverse") != (not self.row and rtl)
        self.wraps = style.flex_wrap != "nowrap"
        self.base = (space.width, space.height)
        self.sides = self._sides()
        gaps = (style.column_gap, style.row_gap)
        resolved = [_gap(gap, size) for gap, size in zip(gaps, self.base, strict=True)]
        self.main_gap, self.cross_gap = resolved if self.row else reversed(resolved)
        # Section 9.2, step 2: the available space, None where it is not definite.
        self.main_size: float | None = space.width if self.row else space.height
        self.cross_size: float | None = space.height if self.row else space.width

    # --- 9.1: items

    def items(self) -> list[Item]:
        """Step 1: the items in order."""
        boxes = [child for child in self.box.boxes if not child.out_of_flow]
        boxes.sort(key=lambda child: child.style.order)
        return [self._item(child) for child in boxes]

    def _item(self, box: LayoutBox) -> Item:
        style = box.style
        around = margins(style, self.space.width)
        sizes = across(box, self.space.width), down(box, self.space.width)
        (start, end), (cross_start, cross_end) = self.sides
        return Item(
            box,
            (getattr(around, start), getattr(around, cross_start)),
            (getattr(around, end), getattr(around, cross_end)),
            sizes if self.row else (sizes[1], sizes[0]),
            (_auto(style, start), _auto(style, end)),
            (_auto(style, cross_start), _auto(style, cross_end)),
        )

    def _sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The sides at the main start and end, and at the cross start and end."""
        horizontal, vertical = ("left", "right"), ("top", "bottom")
        main, cross = (horizontal, vertical) if self.row else (vertical, horizontal)
        if self.reverse:
            main = (main[1], main[0])
        if self.cross_reverse:
            cross = (cross[1], cross[0])
        return main, cross

    # --- 9.2: line length

    def find_base_size(self, item: Item) -> None:
        """Step 3: the flex base size and the hypothetical main size."""
        style = item.box.style
        basis = style.flex_basis
        if basis == AUTO:
            basis = style.width if self.row else style.height
        size = definite(basis, self.main_size)
        if size is not None:
            item.base = border_box(item.box, size, item.around[0])
        elif self.row and basis in ("min-content", "max-content", "fit-content"):
            item.base = width_of(self.ctx, item.box, basis, self.main_size) or 0.0
        else:
            item.base = self._content_size(item)
        item.base = max(item.base, item.around[0])
        self._find_limits(item)
        item.main = max(min(item.base, item.most), item.least)

    def _content_size(self, item: Item) -> float:
        """Step 3, B and E: the size by the ratio and a definite cross size, or else by the content."""
        by_ratio = self._ratio_size(item)
        if by_ratio is not None:
            return by_ratio
        if item.box.kind is Kind.REPLACED:
            return self._replaced_size(item)
        if self.row:
            return intrinsic_widths(self.ctx, item.box, self.space.width)[1]
        return self._content_height(item, item.box)

    def _content_height(self, item: Item, box: LayoutBox) -> float:
        width = self._cross_width(item)
        fragment = lay_out(self.ctx, box, (self.space.width, None), width, None)
        if box.style.height == AUTO or definite(box.style.height, self.main_size) is None:
            return fragment.height
        # The height that the style gives is not asked for here, only the content's.
        return fragment.content.height + item.around[0]

    def _cross_width(self, item: Item) -> float:
        """In a column: the width that an item will have."""
        box = item.box
        available = self.space.width - item.outer_cross
        if self._stretches(item) and not self.wraps:
            return max(clamped_width(self.ctx, box, available, self.space.width), item.around[1])
        return fitted_width(self.ctx, box, available, self.space.width)

    def _ratio_size(self, item: Item) -> float | None:
        """The main size by the ratio where the cross size is definite, None where there is no such thing."""
        box = item.box
        cross = self._definite_cross(item)
        if cross is None:
            return None
        if box.kind is Kind.REPLACED:
            given = (None, cross) if self.row else (cross, None)
            size = replaced_size(self.ctx, box, (None, None), *given)
            return size[0] if self.row else size[1]
        if not box.style.aspect_ratio:
            return None
        convert = width_from_ratio if self.row else height_from_ratio
        return convert(box, cross, self.space.width)

    def _definite_cross(self, item: Item) -> float | None:
        """The cross size where it is definite before layout (section 9.8)."""
        box = item.box
        if self.row:
            size = height_of(box, box.style.height, self.space.height, self.space.width)
        else:
            size = width_of(self.ctx, box, box.style.width, self.space.width)
        if size is None and self._stretches(item) and not self.wraps and self.cross_size is not None:
            size = self.cross_size - item.outer_cross
        return None if size is None else self._clamped_cross(item, size)

    def _replaced_size(self, item: Item) -> float:
        """A picture's own main size; a size that the style gives to the main direction is not asked for."""
        natural = replaced_size(self.ctx, item.box, (self.space.width, self.space.height))
        return natural[0] if self.row else natural[1]

    def _find_limits(self, item: Item) -> None:
        """The least and the greatest main size, with the automatic minimum of section 4.5."""
        style, box = item.box.style, item.box
        least, most = (style.min_width, style.max_width) if self.row else (style.min_height, style.max_height)
        if most != "none":
            size = self._main_of(item, most)
            item.most = math.inf if size is None else max(size, item.around[0])
        if least != AUTO:
            item.least = max(self._main_of(item, least) or 0.0, item.around[0])
        elif style.overflow in ("visible", "clip"):
            item.least = max(self._automatic_minimum(item), item.around[0])
        else:
            item.least = item.around[0]
        if box.kind is Kind.REPLACED and item.least > item.most:
            item.least = item.most

    def _main_of(self, item: Item, length: Length | str) -> float | None:
        if self.row:
            return width_of(self.ctx, item.box, length, self.main_size)
        return height_of(item.box, length, self.main_size, self.space.width)

    def _automatic_minimum(self, item: Item) -> float:
        """Section 4.5: the least of the content's size, the size that the style gives, and the greatest."""
        style, box = item.box.style, item.box
        content: float | None = None
        by_ratio = self._ratio_size(item)
        if box.kind is Kind.REPLACED:
            content = by_ratio if by_ratio is not None else self._replaced_size(item)
        elif self.row:
            content = intrinsic_widths(self.ctx, box, self.space.width)[0]
            if by_ratio is not None and style.aspect_ratio:
                content = max(content, min(by_ratio, content))
        else:
            fits = box.kind is Kind.LINES and style.text_fit is not None
            content = self._content_height(item, smallest(box) if fits else box)
        size = self._main_of(item, style.width if self.row else style.height)
        if size is not None:
            content = min(content, size)
        return min(content, item.most)

    # --- 9.3: main size

    def lines(self, items: list[Item]) -> list[Row]:
        """Step 5: collect the items into lines."""
        if not self.wraps or self.main_size is None:
            return [Row(items)]
        rows: list[Row] = []
        used = 0.0
        for item in items:
            size = item.main + item.outer
            if rows and used + self.main_gap + size <= self.main_size + EPSILON:
                rows[-1].items.append(item)
                used += self.main_gap + size
            else:
                rows.append(Row([item]))
                used = size
        return rows or [Row([])]

    def main_space(self, rows: list[Row]) -> float:
        """The main size of the container: its own, or that of its longest line."""
        if self.main_size is not None:
            return self.main_size
        return max(
            sum(item.main + item.outer for item in row.items) + self.main_gap * max(len(row.items) - 1, 0)
            for row in rows
        )

    # --- 9.5 and 9.6: cross size

    def find_cross_size(self, item: Item) -> None:
        """Step 7: the hypothetical cross size of an item with its used main size."""
        item.fragment = self._laid_out(item, None)
        item.cross = item.fragment.height if self.row else item.fragment.width

    def _laid_out(self, item: Item, cross: float | None) -> Fragment:
        """The item with its main size, and this cross size, None for what its content makes."""
        box = item.box
        if self.row:
            return lay_out(self.ctx, box, self.base, item.main, cross)
        if cross is None and box.kind is not Kind.REPLACED:
            cross = self._definite_cross(item) if box.style.width != AUTO else None
            if cross is None and box.style.aspect_ratio and box.style.width == AUTO:
                cross = self._clamped_cross(item, width_from_ratio(box, item.main, self.space.width))
            if cross is None:
                available = self.space.width - item.outer_cross
                cross = fitted_width(self.ctx, box, available, self.space.width)
        return lay_out(self.ctx, box, self.base, cross, item.main)

    def _clamped_cross(self, item: Item, size: float) -> float:
        if self.row:
            size = clamped_height(item.box, size, self.space.height, self.space.width)
        else:
            size = clamped_width(self.ctx, item.box, size, self.space.width)
        return max(size, item.around[1])

    def find_line_cross_sizes(self, rows: list[Row]) -> None:
        """Step 8: the cross size of each line."""
        for row in rows:
            above = below = largest = 0.0
            for item in row.items:
                size = item.cross + item.outer_cross
                if self._on_baseline(item):
                    baseline = _baseline(item) + item.before[1]
                    above, below = max(above, baseline), max(below, size - baseline)
                else:
                    largest = max(largest, size)
            row.cross = max(largest, above + below)
            row.baseline = above
        if not self.wraps and self.cross_size is not None:
            rows[0].cross = self.cross_size

    def stretch_lines(self, rows: list[Row]) -> None:
        """Step 9: `align-content: stretch`."""
        if self.wraps and self.cross_size is not None and self.style.align_content in ("stretch", "normal"):
            free = self.cross_size - self.used_cross(rows)
            if free > 0:
                for row in rows:
                    row.cross += free / len(rows)

    def used_cross(self, rows: list[Row]) -> float:
        """What the lines and the gaps between them take."""
        return sum(row.cross for row in rows) + self.cross_gap * (len(rows) - 1)

    def stretch_items(self, row: Row) -> None:
        """Step 11: the used cross size of each item."""
        for item in row.items:
            if self._stretches(item):
                cross = self._clamped_cross(item, row.cross - item.outer_cross)
                if abs(cross - item.cross) > EPSILON or item.fragment is None or self._redo(item):
                    item.fragment = self._laid_out(item, cross)
                item.cross = cross

    def _redo(self, item: Item) -> bool:
        """Whether an item must be laid out again although its size stays: its height is definite now."""
        return self.row and item.box.kind in (Kind.FLOW, Kind.FLEX)

    def _stretches(self, item: Item) -> bool:
        style = item.box.style
        size = style.height if self.row else style.width
        return self._align(item) == "stretch" and size == AUTO and not any(item.auto_cross)

    def _align(self, item: Item) -> str:
        align = item.box.style.align_self
        if align == "auto":
            align = self.style.align_items
        return "stretch" if align == "normal" else align

    def _on_baseline(self, item: Item) -> bool:
        return self.row and self._align(item) == "baseline" and not any(item.auto_cross)

    # --- 9.5: main-axis alignment

    def align_main(self, row: Row, main: float) -> None:
        """Step 12: `auto` margins take the free space, else `justify-content` spreads the items."""
        used = sum(item.main + item.outer for item in row.items)
        free = main - used - self.main_gap * max(len(row.items) - 1, 0)
        autos = [item.auto for item in row.items]
        count = sum(sum(pair) for pair in autos)
        if free > 0 and count:
            for item, (start, end) in zip(row.items, autos, strict=True):
                item.before = (item.before[0] + free / count * start, item.before[1])
                item.after = (item.after[0] + free / count * end, item.after[1])
            free = 0.0
        lead, between = _spread(self._justify(), free, len(row.items))
        at = lead
        for item in row.items:
            item.main_at = at
            at += item.main + item.outer + self.main_gap + between

    def _justify(self) -> str:
        justify = self.style.justify_content
        if justify in ("left", "right"):
            backwards = self.reverse if self.row else False
            at_end = self.row and (justify == "right") != backwards
            return "flex-end" if at_end else "flex-start"
        return self._flexed(justify, self.reverse if not self.row else self._row_reversed())

    def _row_reversed(self) -> bool:
        return self.style.flex_direction.endswith("reverse")

    @staticmethod
    def _flexed(align: str, reverse: bool) -> str:
        """`start` and `end` by the writing direction, as `flex-start` and `flex-end`."""
        if align in ("start", "self-start"):
            return "flex-end" if reverse else "flex-start"
        if align in ("end", "self-end"):
            return "flex-start" if reverse else "flex-end"
        return align

    # --- 9.6: cross-axis alignment

    def align_cross(self, row: Row) -> None:
        """Steps 13 and 14: each item in its line."""
        for item in row.items:
            free = row.cross - item.cross - item.outer_cross
            start, end = item.auto_cross
            if start or end:
                share = max(free, 0.0) / (start + end)
                item.before = (item.before[0], item.before[1] + share * start)
                item.cross_at = 0.0
                continue
            align = self._flexed(self._align(item), self.style.flex_wrap == "wrap-reverse")
            if align == "baseline" and self.row:
                lead = row.baseline - _baseline(item) - item.before[1]
                item.cross_at = lead if not self.cross_reverse else free - lead
            elif align == "center":
                item.cross_at = free / 2
            else:
                item.cross_at = free if align == "flex-end" else 0.0

    def align_lines(self, rows: list[Row], cross: float) -> None:
        """Step 16: the lines in the container."""
        free = cross - self.used_cross(rows)
        align = self.style.align_content if self.wraps else "flex-start"
        align = self._flexed(align, self.style.flex_wrap == "wrap-reverse")
        lead, between = _spread(align, free, len(rows))
        at = lead
        for row in rows:
            row.at = at
            at += row.cross + self.cross_gap + between

    # --- Places

    def corner(self, item: Item, row: Row, main: float, cross: float) -> tuple[float, float]:
        """The corner of an item's border box."""
        at_main = item.main_at + item.before[0]
        at_cross = row.at + item.cross_at + item.before[1]
        if self.reverse:
            at_main = main - at_main - item.main
        if self.cross_reverse:
            at_cross = cross - at_cross - item.cross
        x, y = (at_main, at_cross) if self.row else (at_cross, at_main)
        return self.space.x + x, self.space.y + y

    def waiting(self, box: LayoutBox, main: float, cross: float) -> Waiting:
        """The static position of an absolutely positioned child: as if it were the sole item (4.1)."""
        justify = self._justify()
        if justify in ("space-around", "space-evenly"):
            justify = "center"
        align = box.style.align_self if box.style.align_self != "auto" else self.style.align_items
        align = self._flexed(align, self.style.flex_wrap == "wrap-reverse")
        at_main = {"center": 0.5, "flex-end": 1.0}.get(justify, 0.0)
        at_cross = {"center": 0.5, "flex-end": 1.0}.get(align, 0.0)
        at_main = 1 - at_main if self.reverse else at_main
        at_cross = 1 - at_cross if self.cross_reverse else at_cross
        along, below = (at_main, at_cross) if self.row else (at_cross, at_main)
        width, height = (main, cross) if self.row else (cross, main)
        return Waiting(box, self.space.x + along * width, self.space.y + below * height, along, below)


def flex_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the items of a flex container."""
    flex = _Flex(ctx, box, space)
    items = flex.items()
    for item in items:
        flex.find_base_size(item)
    rows = flex.lines(items)
    main = flex.main_space(rows)
    for row in rows:
        resolve_flexible_lengths(row.items, main - flex.main_gap * max(len(row.items) - 1, 0))
        for item in row.items:
            flex.find_cross_size(item)
    flex.find_line_cross_sizes(rows)
    flex.stretch_lines(rows)
    for row in rows:
        flex.stretch_items(row)
        flex.align_main(row, main)
        flex.align_cross(row)
    # Step 15: the cross size of the container.
    cross = flex.cross_size if flex.cross_size is not None else flex.used_cross(rows)
    flex.align_lines(rows, cross)
    return _content(flex, rows, main, cross)


def _content(flex: _Flex, rows: list[Row], main: float, cross: float) -> Content:
    content = Content(height=cross if flex.row else main)
    for row in rows:
        for item in row.items:
            fragment = item.fragment
            assert fragment is not None
            x, y = flex.corner(item, row, main, cross)
            moved_x, moved_y = offset(item.box.style, flex.base)
            content.children.append(Child(x + moved_x, y + moved_y, fragment))
            take_waiting(content, fragment, x + moved_x, y + moved_y)
            if content.baseline is None or (row is rows[0] and flex._on_baseline(item)):
                content.baseline = y + _baseline(item)
            content.last_baseline = content.baseline
    content.waiting += [flex.waiting(child, main, cross) for child in flex.box.boxes if child.out_of_flow]
    return content


# --- 9.7: resolving flexible lengths


def resolve_flexible_lengths(items: list[Item], main: float) -> None:
    """Section 9.7: grow or shrink the items of a line to fill the main size, gaps taken off.

    Sets `main` of each item.
    """
    # 1. Grow or shrink?
    grows = sum(item.main + item.outer for item in items) < main
    # 2. Freeze what cannot.
    frozen = {
        item
        for item in items
        if not _factor(item, grows)
        or (grows and item.base > item.main)
        or (not grows and item.base < item.main)
    }
    for item in items:
        if item not in frozen:
            item.main = item.base
    # 3. The free space at first.
    initial = _free_space(items, main, frozen)
    # 4. Distribute, and freeze what reaches its limits, until all are frozen.
    while len(frozen) < len(items):
        active = [item for item in items if item not in frozen]
        free = _free_space(items, main, frozen)
        factors = sum(_factor(item, grows) for item in active)
        if factors < 1 and abs(initial * factors) < abs(free):
            free = initial * factors
        _distribute(active, free, grows)
        frozen |= _frozen_now(active)


def _factor(item: Item, grows: bool) -> float:
    return item.box.style.flex_grow if grows else item.box.style.flex_shrink


def _free_space(items: list[Item], main: float, frozen: set[Item]) -> float:
    return main - sum((item.main if item in frozen else item.base) + item.outer for item in items)


def _distribute(active: list[Item], free: float, grows: bool) -> None:
    """4c: in proportion to the factors, when shrinking also to the inner base sizes."""
    weights = [
        item.box.style.flex_grow if grows else item.box.style.flex_shrink * (item.base - item.around[0])
        for item in active
    ]
    total = sum(weights)
    for item, weight in zip(active, weights, strict=True):
        item.main = item.base + (free * weight / total if total else 0.0)


def _frozen_now(active: list[Item]) -> set[Item]:
    """4d and 4e: clamp, and freeze those that were clamped the way that matters."""
    violations = {}
    for item in active:
        clamped = max(min(item.main, item.most), item.least, item.around[0])
        violations[item] = clamped - item.main
        item.main = clamped
    total = sum(violations.values())
    if abs(total) < 1e-9:
        return set(active)
    return {item for item, violation in violations.items() if (violation > 0) == (total > 0) and violation}


# --- Small things


def _gap(gap: Length, size: float | None) -> float:
    return gap.resolve(size or 0.0)


def _auto(style: Style, side: str) -> bool:
    return bool(getattr(style, f"margin_{side}") == AUTO)


def _baseline(item: Item) -> float:
    """The first baseline of an item, or its bottom edge (section 8.5), from its top edge."""
    assert item.fragment is not None
    baseline = item.fragment.content.baseline
    return item.fragment.height if baseline is None else baseline


def _spread(align: str, free: float, count: int) -> tuple[float, float]:
    """The space ahead of the first, and that between each two (CSS Box Alignment 3, section 5)."""
    if align in ("space-between", "space-around", "space-evenly") and (free <= 0 or not count):
        # They fall back to a safe position.
        return 0.0, 0.0
    if align == "center":
        return free / 2, 0.0
    if align in ("flex-end", "end"):
        return free, 0.0
    if align == "space-between" and count > 1:
        return 0.0, free / (count - 1)
    if align == "space-around":
        return free / count / 2, free / count
    if align == "space-evenly":
        return free / (count + 1), free / (count + 1)
    return 0.0, 0.0


# --- 9.9: intrinsic sizes


def flex_widths(ctx: LayoutContext, box: LayoutBox) -> tuple[float, float]:
    """The least and the preferred width of the content, as browsers find them."""
    style = box.style
    found = [_item_widths(ctx, child, box) for child in box.boxes if not child.out_of_flow]
    if not found:
        return 0.0, 0.0
    least, preferred = [pair[0] for pair in found], [pair[1] for pair in found]
    if not style.flex_direction.startswith("row"):
        return max(least), max(preferred)
    gaps = _gap(style.column_gap, None) * (len(found) - 1)
    total = sum(preferred) + gaps
    return (max(least) if style.flex_wrap != "nowrap" else sum(least) + gaps), total


def _item_widths(ctx: LayoutContext, item: LayoutBox, box: LayoutBox) -> tuple[float, float]:
    """What an item adds: in a row its base size counts, as far as it may shrink or grow from it."""
    least, preferred = contribution(ctx, item)
    basis = definite(item.style.flex_basis, None)
    if basis is None or not box.style.flex_direction.startswith("row"):
        return least, preferred
    around = margins(item.style, None)
    outside = around.left + around.right
    base = border_box(item, basis, across(item, None)) + outside
    # An item may leave its base size only if it has a factor for that direction.
    if not item.style.flex_grow:
        least, preferred = min(least, base), min(preferred, base)
    if not item.style.flex_shrink:
        least, preferred = max(least, base), max(preferred, base)
    return least, preferred
