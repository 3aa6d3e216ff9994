"""Floats: boxes at the sides of a block formatting context, which others go around (CSS 2.1, section 9.5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import Rect
from ..css.values import AUTO
from .edges import across, margins
from .formatting import LayoutContext, lay_out
from .sizes import contribution, fitted_width, width_limits
from .tree import Kind, TextPiece

if TYPE_CHECKING:
    from ..boxes import Edges
    from ..css.style import Style
    from .fragments import Fragment
    from .tree import LayoutBox

_NEAR = 1 / 64


def side_of(value: str, direction: str) -> str:
    """The side that a value of `float` or `clear` means, `none` or `both` for what is no side."""
    if value in ("inline-start", "inline-end"):
        return "left" if (value == "inline-start") == (direction == "ltr") else "right"
    return value


class Band(NamedTuple):
    """What floats leave of a line, from the left to the right."""

    left: float
    right: float


class Floats:
    """The margin boxes of the floats of a block formatting context, from the corner of the box that makes it."""

    def __init__(self) -> None:
        self._left: list[Rect] = []
        self._right: list[Rect] = []
        self._top = -math.inf

    def copy(self) -> Floats:
        """The same floats, to which others can be added."""
        copy = Floats()
        copy.take(self)
        return copy

    def take(self, others: Floats) -> None:
        """Have these floats and no others."""
        self._left, self._right, self._top = list(others._left), list(others._right), others._top

    def __bool__(self) -> bool:
        return bool(self._left or self._right)

    @property
    def bottom(self) -> float:
        """The lowest bottom edge."""
        return max((rect.y + rect.height for rect in (*self._left, *self._right)), default=-math.inf)

    def band(self, top: float, bottom: float, edges: Band) -> Band:
        """What is free between two heights and between the edges of a containing block."""
        bottom = max(bottom, top + _NEAR)
        left = max(
            (rect.x + rect.width for rect in self._left if _meets(rect, top, bottom)), default=-math.inf
        )
        right = min((rect.x for rect in self._right if _meets(rect, top, bottom)), default=math.inf)
        return Band(max(edges.left, left), min(edges.right, right))

    def below(self, top: float) -> float | None:
        """The next bottom edge of a float further down, None if there is none."""
        edges = (rect.y + rect.height for rect in (*self._left, *self._right))
        return min((edge for edge in edges if edge > top + _NEAR), default=None)

    def cleared(self, sides: str) -> float:
        """Where a box can start that is to be below the floats of these sides (section 9.5.2)."""
        rects = [*(self._left if sides != "right" else ()), *(self._right if sides != "left" else ())]
        return max((rect.y + rect.height for rect in rects), default=-math.inf)

    def place(self, side: str, size: tuple[float, float], top: float, edges: Band) -> tuple[float, float]:
        """Put a float as high and then as far to its side as it may (section 9.5.1).

        Args:
            side: `left` or `right`.
            size: The size of its margin box.
            top: The least height for its top edge.
            edges: The edges of its containing block.

        Returns:
            The corner of its margin box.
        """
        width, height = size
        # No float is above one that comes before it.
        top = max(top, self._top)
        while True:
            band = self.band(top, top + height, edges)
            lower = self.below(top)
            if width <= max(band.right - band.left, 0.0) + _NEAR or lower is None or band == edges:
                break
            top = lower
        x = band.left if side == "left" else max(band.left, band.right) - width
        self._top = top
        (self._left if side == "left" else self._right).append(Rect(x, top, width, height))
        return x, top


def _meets(rect: Rect, top: float, bottom: float) -> bool:
    return rect.width > 0 and rect.y < bottom and top < rect.y + rect.height


class Around(NamedTuple):
    """The floats around a box, and where the corner of its border box is among them."""

    floats: Floats
    x: float
    y: float

    def band(self, top: float, bottom: float, edges: Band) -> Band:
        """What is free between two heights and two edges, all from the corner of the box."""
        band = self.floats.band(
            self.y + top, self.y + bottom, Band(self.x + edges.left, self.x + edges.right)
        )
        return Band(band.left - self.x, band.right - self.x)

    def below(self, top: float) -> float | None:
        """The next bottom edge of a float further down, from the corner of the box."""
        edge = self.floats.below(self.y + top)
        return None if edge is None else edge - self.y

    def inside(self, x: float, y: float) -> Around:
        """The same for a box in this one."""
        return Around(self.floats, self.x + x, self.y + y)


def floats_in(part: LayoutBox | TextPiece) -> list[LayoutBox]:
    """The floats in a part of inline content, which may be one itself."""
    if isinstance(part, TextPiece):
        return []
    if part.floated:
        return [part]
    if part.kind not in (Kind.INLINE, Kind.LINES):
        return []
    return [each for child in part.boxes for each in floats_in(child)]


def clear_of(style: Style) -> str | None:
    """The sides whose floats a box is to be below, None for none."""
    return None if style.clear == "none" else side_of(style.clear, style.direction)


def lay_out_float(ctx: LayoutContext, child: LayoutBox, base: tuple[float, float | None]) -> Fragment:
    """Lay out a float, which shrinks to fit (section 10.3.5)."""
    if child.kind is Kind.REPLACED:
        return lay_out(ctx, child, base)
    around = margins(child.style, base[0])
    width = fitted_width(ctx, child, base[0] - around.left - around.right, *base)
    return lay_out(ctx, child, base, width)


def lay_out_beside(
    ctx: LayoutContext,
    child: LayoutBox,
    base: tuple[float, float | None],
    around: Around,
    top: float,
    edges: Band,
    *,
    rtl: bool,
) -> tuple[Fragment, float, float]:
    """Lay out a box that floats may not overlap beside them, or else below them.

    Args:
        ctx: What layout takes from outside.
        child: A box with a formatting context of its own.
        base: The size of its containing block.
        around: The floats around the containing block.
        top: Where it would start, from the corner of that.
        edges: The edges of the content box of that.
        rtl: Whether that is laid out from right to left.

    Returns:
        The box, and the corner of its border box.
    """
    outside = margins(child.style, base[0])
    height = 0.0
    while True:
        free = around.band(top, top + height, edges)
        band = _without_margins(free, edges, outside)
        room = max(band.right - band.left, 0.0)
        fragment = _fitted(ctx, child, base, room)
        lower = around.below(top)
        fits = fragment.width <= room + _NEAR and not _overlap(free, edges)
        if free == edges or lower is None or fits:
            # With its height it may meet further floats, beside which there is less room.
            if fragment.height <= height or around.band(top, top + fragment.height, edges) == free:
                break
            height = fragment.height
        else:
            top, height = lower, 0.0
    return fragment, _left(child.style, band, fragment.width, rtl=rtl), top


def _overlap(free: Band, edges: Band) -> bool:
    """Whether left and right floats overlap; what sticks out of the block takes no more than all of its room."""
    return max(free.right, edges.left) < min(free.left, edges.right)


def _without_margins(free: Band, edges: Band, outside: Edges) -> Band:
    """Where a border box may be: margins may overlap floats, and do not reach out beside them."""
    if free == edges:
        return Band(edges.left + outside.left, edges.right - outside.right)
    return Band(
        max(free.left, edges.left + max(outside.left, 0.0)),
        min(free.right, edges.right - max(outside.right, 0.0)),
    )


def _fitted(ctx: LayoutContext, child: LayoutBox, base: tuple[float, float | None], room: float) -> Fragment:
    """A box in the room between floats, which it fills if its width is `auto`."""
    style = child.style
    if child.kind is Kind.REPLACED or style.width != AUTO or style.aspect_ratio:
        return lay_out(ctx, child, base)
    least, most = width_limits(ctx, child, *base, None)
    return lay_out(ctx, child, base, max(min(room, most), least, across(child, base[0])))


def _left(style: Style, band: Band, width: float, *, rtl: bool) -> float:
    free = band.right - band.left - width
    autos = style.margin_left == AUTO, style.margin_right == AUTO
    if free > 0 and any(autos):
        return band.left + free * autos[0] / sum(autos)
    return band.right - width if rtl else band.left


def widths_with_floats(ctx: LayoutContext, box: LayoutBox, height: float | None) -> tuple[float, float]:
    """The least and the preferred width of blocks with floats beside them, as browsers find them."""
    flowing = [child for child in box.boxes if not child.out_of_flow and not child.floated]
    if len(flowing) == 1 and flowing[0].kind is Kind.LINES and flowing[0].node is None:
        return _widths_beside_lines(ctx, box, flowing[0], height)
    least = preferred = 0.0
    beside = {"left": 0.0, "right": 0.0}
    for child in box.boxes:
        if child.out_of_flow:
            continue
        low, high = contribution(ctx, child, height)
        cleared = clear_of(child.style)
        if cleared is not None:
            preferred = max(preferred, sum(beside.values()))
            beside = {side: 0.0 if cleared in (side, "both") else size for side, size in beside.items()}
        least = max(least, low)
        if child.floated:
            beside[child.floated] += max(high, 0.0)
            continue
        for each in floats_in(child) if child.floating and child.kind is Kind.LINES else ():
            inner = contribution(ctx, each, height)
            least = max(least, inner[0])
            beside[each.floated] += max(inner[1], 0.0)
        if child.independent or child.node is None:
            around = margins(child.style, None)
            high += max(beside["left"] - max(around.left, 0.0), 0.0)
            high += max(beside["right"] - max(around.right, 0.0), 0.0)
        preferred = max(preferred, high, sum(beside.values()))
        # Anything else has lines of its own.
        beside = dict.fromkeys(beside, 0.0)
    return least, max(preferred, sum(beside.values()))


def _widths_beside_lines(
    ctx: LayoutContext, box: LayoutBox, lines: LayoutBox, height: float | None
) -> tuple[float, float]:
    """The same for floats that have nothing but lines beside them: one that clears another is below that."""
    least, preferred = contribution(ctx, lines, height)
    rows = [0.0]
    before = ""
    for child in box.boxes:
        for each in floats_in(child):
            low, high = contribution(ctx, each, height)
            least = max(least, low)
            if before and clear_of(each.style) in (before, "both"):
                rows.append(0.0)
            rows[-1] += max(high, 0.0)
            before = each.floated
    return least, preferred + max(rows)
