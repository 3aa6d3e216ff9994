"""Main sizes: lines (section 9.3) and flexible lengths (section 9.7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .container import Container, Item

#: What sums of sizes may be off by.
_ROUNDING = 1e-4


@dataclass(slots=True, eq=False)
class FlexLine:
    """A flex line.

    Attributes:
        items: Its items.
        free: What its items leave of the main size.
        cross: Its cross size.
        ascent: From where items with a shared baseline stand to that baseline, None if there are none.
        descent: The same at the other side for items with a shared last baseline.
        at: Where it starts in the cross direction.
    """

    items: list[Item]
    free: float = 0.0
    cross: float = 0.0
    ascent: float | None = None
    descent: float | None = None
    at: float = 0.0

    @property
    def used(self) -> float:
        """The sum of the outer main sizes of its items."""
        return sum([item.main + item.outer for item in self.items])


def lines_of(container: Container, items: list[Item]) -> list[FlexLine]:
    """Section 9.3, step 5: collect the items into lines."""
    limit = _line_length(container)
    if not container.wraps or not items:
        return [FlexLine(items)] if items else []
    lines: list[FlexLine] = []
    used = 0.0
    for item in items:
        size = item.main + item.outer
        if lines and used + container.main_gap + size <= limit + _ROUNDING:
            lines[-1].items.append(item)
            used += container.main_gap + size
        else:
            lines.append(FlexLine([item]))
            used = size
    return lines


def _line_length(container: Container) -> float:
    """How long lines may be: as long as the container is, or else as it may be, if that has an end."""
    size = container.width if container.row else container.height
    return container.limited(math.inf) if size is None else size


def content_main_size(container: Container, lines: list[FlexLine]) -> float:
    """The length of the longest line with its gaps (section 9.2, step 4)."""
    return max([line.used + _gaps(container, line) for line in lines], default=0.0)


def resolve_flexible_lengths(container: Container, line: FlexLine, main: float) -> None:
    """Section 9.3, step 6: the used main sizes of the items of a line."""
    space = main - _gaps(container, line)
    flex(line.items, space)
    line.free = space - line.used
    for item in line.items:
        # It refers to its item: together they would wait for the garbage collector.
        item.limit = None


def _gaps(container: Container, line: FlexLine) -> float:
    return container.main_gap * (len(line.items) - 1)


def flex(items: list[Item], space: float) -> None:
    """Section 9.7: grow or shrink items to fill a space, in which gaps are not counted."""
    # 1. Do they grow or shrink?
    grows = sum([item.main + item.outer for item in items]) < space
    # 2. What cannot keeps its hypothetical size.
    active = [item for item in items if _may_flex(item, grows)]
    if not active:
        return
    # 3. The free space at first.
    others = sum([item.main + item.outer for item in items if item not in active])
    initial = space - others - sum([item.base + item.outer for item in active])
    # 4. Distribute it, and freeze what reaches its limits, until nothing does.
    free = initial
    if free < -_ROUNDING:
        _find_minimums(active)
    while active:
        factors = sum([_factor(item, grows) for item in active])
        if factors < 1 and abs(initial * factors) < abs(free):
            free = initial * factors
        _distribute(active, free, grows)
        frozen = _frozen_now(active)
        active = [item for item in active if item not in frozen]
        others += sum([item.main + item.outer for item in frozen])
        free = space - others - sum([item.base + item.outer for item in active])


def _find_minimums(items: list[Item]) -> None:
    """Find the automatic minimums that were put off: only what shrinks meets them, and the content is laid out."""
    for item in items:
        if item.limit is not None:
            item.limit()


def _may_flex(item: Item, grows: bool) -> bool:
    return bool(_factor(item, grows)) and (item.base <= item.main if grows else item.base >= item.main)


def _factor(item: Item, grows: bool) -> float:
    return item.box.style.flex_grow if grows else item.box.style.flex_shrink


def _distribute(active: list[Item], free: float, grows: bool) -> None:
    """4c: in proportion to the factors, when shrinking also to the inner base sizes."""
    weights = [_factor(item, grows) * (1.0 if grows else item.base - item.around[0]) for item in active]
    total = sum(weights)
    # Free space of the other sign is none: an item grows to no less than its base size.
    usable = total > 0 and math.isfinite(total) and (free > 0) == grows
    for item, weight in zip(active, weights, strict=True):
        item.main = item.base + (free * (weight / total) if usable else 0.0)


def _frozen_now(active: list[Item]) -> list[Item]:
    """4d and 4e: clamp, and freeze those that were clamped the way that matters."""
    violations = []
    for item in active:
        clamped = max(min(item.main, item.most), item.least)
        violations.append(clamped - item.main)
        item.main = clamped
    total = sum(violations)
    if abs(total) < 1e-9:
        return active
    return [
        item
        for item, violation in zip(active, violations, strict=True)
        if violation and (violation > 0) == (total > 0)
    ]
