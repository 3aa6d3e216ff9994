"""The items of a grid: how they are aligned, how large they are in their areas, and what they need."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...css.values import AUTO, Length
from ..edges import across, down, margins
from ..formatting import EPSILON, Fragment, LayoutContext, lay_out
from ..sizes import (
    contribution,
    fitted_width,
    height_matters,
    height_of,
    known_height,
    width_limits,
    width_of,
)
from ..tree import Kind
from .alignment import self_alignment
from .tracks import Track, gaps

if TYPE_CHECKING:
    from ...css.style import Style
    from ..tree import LayoutBox
    from .placement import Cells

_TINY = 1e-6

#: The alignments on a baseline.
BASELINES = ("baseline", "last baseline")


@dataclass(slots=True, eq=False)
class GridItem:
    """An item with its cells.

    Attributes:
        box: Its box.
        cells: The tracks that it takes.
        justify: How it is aligned in the inline axis: `normal`, `stretch` or a position.
        align: The same in the block axis.
        width: The width of its area, None while the columns have no size.
        height: The height of its area, None while the rows have none and it does not follow from them.
        shim: What must be added above it, or for a last baseline below it, to bring it onto the baseline that
            it shares.
        cyclic: Whether its height depends on rows whose height depends on it.
        top: Where its border box starts, from the corner of the container.
        fragment: It, laid out.
    """

    box: LayoutBox
    cells: Cells
    justify: str
    align: str
    width: float | None = None
    height: float | None = None
    shim: float = 0.0
    cyclic: bool = False
    top: float = 0.0
    fragment: Fragment | None = None

    @property
    def style(self) -> Style:
        """Its style."""
        return self.box.style

    @property
    def stretches_across(self) -> bool:
        """Whether it takes the width of its area (section 6.2)."""
        style = self.style
        if style.width != AUTO or AUTO in (style.margin_left, style.margin_right):
            return False
        return self.justify == "stretch" or (self.justify == "normal" and self.box.kind is not Kind.REPLACED)

    @property
    def stretches_down(self) -> bool:
        """Whether it takes the height of its area.

        Where an item with a ratio could do so in both axes, it is its width that it takes from there.
        """
        style = self.style
        if style.height != AUTO or AUTO in (style.margin_top, style.margin_bottom):
            return False
        if self.align != "normal" or self.box.kind is Kind.REPLACED:
            return self.align == "stretch"
        return not style.aspect_ratio or not (self.stretches_across or isinstance(style.width, Length))

    @property
    def on_baseline(self) -> bool:
        """Whether it shares a baseline with others in its row; it is laid out.

        If its height depends on the row, it does so only with a baseline of its content's (CSS Box Alignment 3,
        section 9.3).
        """
        if self.align not in BASELINES or AUTO in (self.style.margin_top, self.style.margin_bottom):
            return False
        assert self.fragment is not None
        return not self.cyclic or self.fragment.content.baseline is not None

    @property
    def outer_width(self) -> float:
        """The sum of its left and right margins."""
        around = margins(self.style, self.width)
        return around.left + around.right

    @property
    def outer_height(self) -> float:
        """The sum of its top and bottom margins."""
        around = margins(self.style, self.width)
        return around.top + around.bottom

    @property
    def stretched_height(self) -> float | None:
        """The border-box height that its area would give it, None where it does not."""
        fits = ("stretch",) if self.box.kind is Kind.REPLACED else ("stretch", "normal")
        if self.height is None or self.align not in fits or self.style.height != AUTO:
            return None
        if AUTO in (self.style.margin_top, self.style.margin_bottom):
            return None
        return max(self.height - self.outer_height, 0.0)


def make_items(boxes: list[LayoutBox], cells: dict[LayoutBox, Cells], container: Style) -> list[GridItem]:
    """The items of a grid."""
    return [
        GridItem(
            box,
            cells[box],
            self_alignment(box, container, inline=True),
            self_alignment(box, container, inline=False),
        )
        for box in boxes
    ]


# --- Sizes in the area


def lay_out_item(ctx: LayoutContext, item: GridItem, height: float | None) -> Fragment:
    """Lay out an item in its area (section 6.2).

    Args:
        ctx: What layout takes from outside.
        item: The item; its area has a width.
        height: The height of its area, None where that is not known.
    """
    assert item.width is not None
    stretched = None
    if item.stretches_down and height is not None:
        stretched = max(height - item.outer_height, 0.0)
    base = (item.width, height)
    own = known_height(item.box, height, item.width, stretched)
    width = _used_width(ctx, item, height, own)
    # A height that a ratio has turned into a width comes back by the ratio.
    if stretched is None or (item.style.aspect_ratio and item.align == "normal"):
        return lay_out(ctx, item.box, base, width)
    return lay_out(ctx, item.box, base, width, own)


def _used_width(ctx: LayoutContext, item: GridItem, height: float | None, own: float | None) -> float | None:
    """The border-box width; None for a picture that is not stretched."""
    box, base = item.box, item.width
    assert base is not None
    available = base - item.outer_width
    # A height that the item has by itself comes over by its ratio, unless it must stretch.
    by_ratio = box.style.aspect_ratio and own is not None and item.justify != "stretch"
    if item.stretches_across and not by_ratio:
        least, most = width_limits(ctx, box, base, height, own)
        return max(min(available, most), least, across(box, base))
    if box.kind is Kind.REPLACED:
        return None
    width = fitted_width(ctx, box, available, base, height, own)
    if by_ratio and box.style.width == AUTO:
        width = max(width, width_limits(ctx, box, base, height, own, automatic=True)[0])
    return width


# --- What the tracks of an axis must have room for


@dataclass(slots=True, eq=False)
class _Needs:
    """What both axes share.

    Attributes:
        ctx: What layout takes from outside.
        item: The item.
        all_tracks: The tracks of the axis.
        gap: The gap between them.
    """

    ctx: LayoutContext
    item: GridItem
    all_tracks: list[Track]
    gap: float

    def _has_automatic_minimum(self, tracks: range) -> bool:
        """Whether the content counts as the least size (section 6.6)."""
        if self.item.style.overflow not in ("visible", "clip"):
            return False
        spanned = [self.all_tracks[index] for index in tracks]
        if not any(track.least == AUTO for track in spanned):
            return False
        return len(spanned) == 1 or not any(track.factor is not None for track in spanned)

    def _most(self, tracks: range) -> float:
        """What the tracks can be at most, where all of their maxima are fixed."""
        spanned = [self.all_tracks[index] for index in tracks]
        sizes = [track.most for track in spanned if not isinstance(track.most, str) and track.factor is None]
        return sum(sizes) + gaps(spanned, self.gap) if len(sizes) == len(spanned) else math.inf


def contributions(ctx: LayoutContext, item: GridItem) -> tuple[float, float]:
    """The min-content and the max-content contribution of an item to its columns."""
    least, preferred = contribution(ctx, item.box, item.height, item.stretched_height)
    # Browsers keep lengths in 64ths of a px, those of texts rounded up.
    return max(-(-least // EPSILON) * EPSILON, 0.0), max(-(-preferred // EPSILON) * EPSILON, 0.0)


def width_follows_height(item: GridItem) -> bool:
    """Whether the height of its area may change what an item needs in its columns."""
    if item.box.kind is Kind.REPLACED:
        return item.align == "stretch" or refers_to_rows(item)
    return bool(item.style.aspect_ratio) or height_matters(item.box)


@dataclass(slots=True, eq=False)
class ColumnNeeds(_Needs):
    """The contributions of an item to its columns (CSS Grid 1, section 12.5; CSS Sizing 3, section 5)."""

    _found: tuple[float, float] | None = None

    @property
    def tracks(self) -> range:
        """The columns that it takes."""
        return self.item.cells.columns

    def least(self) -> float:
        """The min-content contribution."""
        return self._contribution()[0]

    def preferred(self) -> float:
        """The max-content contribution."""
        return self._contribution()[1]

    def _contribution(self) -> tuple[float, float]:
        if self._found is None:
            self._found = contributions(self.ctx, self.item)
        return self._found

    def minimum(self) -> float:
        """The minimum contribution: the least width where the style leaves the width open."""
        item, style = self.item, self.item.style
        if isinstance(style.width, Length) and not style.width.percent:
            return self.least()
        if style.width in ("min-content", "max-content"):
            return self.least()
        around = margins(style, None)
        outside = around.left + around.right
        if style.min_width != AUTO:
            size = width_of(self.ctx, item.box, style.min_width, None) or 0.0
        elif self._has_automatic_minimum(self.tracks):
            size = min(self.least(), self._most(self.tracks)) - outside
        else:
            size = 0.0
        return max(max(size, across(item.box, None)) + outside, 0.0)


@dataclass(slots=True, eq=False)
class RowNeeds(_Needs):
    """The contributions of an item to its rows: the height that it has in its columns."""

    _found: float | None = None

    @property
    def tracks(self) -> range:
        """The rows that it takes."""
        return self.item.cells.rows

    def least(self) -> float:
        """The min-content contribution, which is the max-content contribution too."""
        if self._found is None:
            item = self.item
            fragment = lay_out_item(self.ctx, item, item.height)
            height = fragment.height + item.outer_height + item.shim
            self._found = max((height + _TINY) // EPSILON * EPSILON, 0.0)
        return self._found

    def preferred(self) -> float:
        """The max-content contribution."""
        return self.least()

    def minimum(self) -> float:
        """The minimum contribution: the least height where the style leaves the height open."""
        item, style = self.item, self.item.style
        if isinstance(style.height, Length) and not style.height.percent:
            return self.least()
        outside = item.outer_height + item.shim
        if style.min_height != AUTO:
            size = height_of(item.box, style.min_height, item.height, item.width) or 0.0
        elif self._has_automatic_minimum(self.tracks):
            size = min(self.least(), self._most(self.tracks)) - outside
        else:
            size = 0.0
        return max(max(size, down(item.box, item.width)) + outside, 0.0)


def refers_to_rows(item: GridItem) -> bool:
    """Whether the height of an item is a part of that of its area."""
    style = item.style
    return any(_is_relative(length) for length in (style.height, style.min_height, style.max_height))


def _is_relative(length: Length | str) -> bool:
    return isinstance(length, Length) and bool(length.percent)
