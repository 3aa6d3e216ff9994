"""A flex container and its items (CSS Flexbox 1, sections 4, 5 and 9.1).

Places and pairs of sides run from the start to the end of the writing direction, never from that of a
reversed flow: from left to right or, in an `rtl` container, from right to left, and from top to bottom. What
is reversed is the order of the items and of the lines. Main and cross sizes are those of border boxes unless
a name says otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ...css.values import AUTO
from ..edges import across, down, margins
from ..sizes import known_height

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...css.style import Style
    from ..fragments import Fragment
    from ..tree import LayoutBox

Pair = tuple[float, float]


@dataclass(slots=True, eq=False)
class Item:
    """A flex item on its way to a size and a place.

    Attributes:
        box: Its box.
        margins: Its margins at the main start and end, `auto` ones as 0.
        cross_margins: The same in the cross direction.
        outer: What its margins add to the main size.
        outer_cross: What they add to the cross size.
        around: What its border and padding take in the main and in the cross direction.
        auto: Which margins are `auto`, at the main start and end.
        auto_cross: The same in the cross direction.
        align: How it stands in its line: `flex-start` and `flex-end` are without regard to `wrap-reverse`.
        safe: Whether it stands at the start where the line is too small for it.
        base: The flex base size.
        by_content: Whether the content made the base size.
        least: The least main size.
        limit: What finds the automatic minimum, and makes it the least main size; None where that is done.
        most: The greatest main size.
        main: The main size: first the hypothetical one, in the end the used one.
        definite: Whether percentages in it may refer to its main size (section 9.8).
        cross: The cross size.
        measured: It, laid out to find the height of its content.
        fragment: It, laid out.
        main_at: Where its border box starts in the main direction.
        cross_at: Where its border box starts in the cross direction.
    """

    box: LayoutBox
    margins: Pair
    cross_margins: Pair
    outer: float
    outer_cross: float
    around: Pair
    auto: tuple[bool, bool]
    auto_cross: tuple[bool, bool]
    align: str
    safe: bool
    base: float = 0.0
    by_content: bool = False
    least: float = 0.0
    limit: Callable[[], None] | None = None
    most: float = math.inf
    main: float = 0.0
    definite: bool = True
    cross: float = 0.0
    measured: Fragment | None = None
    fragment: Fragment | None = None
    main_at: float = 0.0
    cross_at: float = 0.0


class Container(NamedTuple):
    """A flex container with the space that its items go into.

    Attributes:
        box: Its box.
        row: Whether its main axis is horizontal.
        reverse: Whether its items go from the end of the main axis to its start.
        wraps: Whether it may have several lines.
        wrap_reverse: Whether its lines go from the end of the cross axis to its start.
        width: The width of its content box; None while its intrinsic widths are looked for.
        height: The height of its content box, None where percentages may not refer to it.
        least: The least height that its content box will have.
        most: The greatest.
        main_gap: The gap between items.
        cross_gap: The gap between lines.
        base: The size that percentages in its items refer to; an unknown width counts as 0.
        rtl: Whether lines of text start at its right.
    """

    box: LayoutBox
    row: bool
    reverse: bool
    wraps: bool
    wrap_reverse: bool
    width: float | None
    height: float | None
    least: float
    most: float
    main_gap: float
    cross_gap: float
    base: tuple[float, float | None]
    rtl: bool

    @staticmethod
    def of(box: LayoutBox, width: float | None, height: float | None, least: float, most: float) -> Container:
        """The container that a box is."""
        style = box.style
        row = style.flex_direction.startswith("row")
        # Percentages of something unknown are 0 (CSS Box Alignment 3, section 8.1).
        across_gap, down_gap = style.column_gap.resolve(width or 0.0), style.row_gap.resolve(height or 0.0)
        return Container(
            box, row, style.flex_direction.endswith("reverse"), style.flex_wrap != "nowrap",
            style.flex_wrap == "wrap-reverse", width, height, least, most,
            across_gap if row else down_gap, down_gap if row else across_gap,
            (width or 0.0, height), style.direction == "rtl",
        )  # fmt: skip

    def limited(self, height: float) -> float:
        """The height of the content box that comes of that of the content."""
        return max(min(height, self.most), self.least)

    def stretches(self, item: Item) -> bool:
        """Whether the cross size of an item is that of its line (section 9.4, step 11)."""
        style = item.box.style
        if self.row and style.height == "stretch":
            # In a container of unknown height (CSS Sizing 4, section 4.1).
            return self.height is None
        return item.align == "stretch" and (style.height if self.row else style.width) == AUTO

    def stretched_height(self, item: Item) -> float | None:
        """In a row: the height that an item has as its container's only line has one (section 9.8, rule 1)."""
        if self.wraps or self.height is None or not self.stretches(item):
            return None
        return max(self.height - item.outer_cross, item.around[1])

    def height_of(self, item: Item) -> float | None:
        """In a row: the height of an item that is known before its width, None where there is none."""
        return known_height(item.box, self.height, self.width, self.stretched_height(item))


def items_of(container: Container) -> list[Item]:
    """Section 9.1, step 1, and section 5.4: the items in order."""
    boxes = [child for child in container.box.boxes if not child.out_of_flow]
    if any(child.style.order for child in boxes):
        boxes.sort(key=lambda child: child.style.order)
    return [_item(container, child) for child in boxes]


def _item(container: Container, box: LayoutBox) -> Item:
    style, width = box.style, container.width
    around = margins(style, width)
    horizontal, vertical = (around.left, around.right), (around.top, around.bottom)
    auto_across, auto_down = style.auto_margins
    if container.rtl:
        horizontal, auto_across = horizontal[::-1], auto_across[::-1]
    sizes = across(box, width), down(box, width)
    outer = around.left + around.right, around.top + around.bottom
    row = container.row
    auto_cross = auto_down if row else auto_across
    return Item(
        box,
        horizontal if row else vertical,
        vertical if row else horizontal,
        outer[not row],
        outer[row],
        sizes if row else (sizes[1], sizes[0]),
        auto_across if row else auto_down,
        auto_cross,
        *alignment(container, style, any(auto_cross)),
    )


def alignment(container: Container, style: Style, auto: bool = False) -> tuple[str, bool]:
    """How a child stands in its line (section 8.3), and whether it is `safe`.

    That is `stretch`, `baseline`, `last baseline`, `center`, `flex-start` or `flex-end`.

    Args:
        container: Its container.
        style: Its style.
        auto: Whether it has `auto` margins in the cross direction, which go first (section 8.1).
    """
    own = container.box.style
    align = style.align_self if style.align_self != "auto" else own.align_items
    if auto:
        return "flex-start", False
    safe = align.startswith("safe ")
    if safe:
        align = align.removeprefix("safe ")
    if align in ("self-start", "self-end"):
        turned = not container.row and style.direction != own.direction
        align = "flex-start" if (align == "self-start") != turned else "flex-end"
    elif align in ("start", "end"):
        align = f"flex-{align}"
    elif container.wrap_reverse and align in ("flex-start", "flex-end"):
        align = "flex-end" if align == "flex-start" else "flex-start"
    return ("stretch" if align == "normal" else align), safe
