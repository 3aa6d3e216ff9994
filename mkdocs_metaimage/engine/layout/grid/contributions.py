"""What items need of the tracks in an axis (CSS Grid 1, sections 6.6 and 12.5; CSS Sizing 3, section 5)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...css.values import AUTO, Length
from ..edges import across, down, margins
from ..formatting import EPSILON, LayoutContext
from ..sizes import CONTENT_SIZES, contribution, height_matters, height_of, width_of
from ..text_fit import smallest
from ..tree import Kind, LayoutBox
from .items import GridItem, lay_out_item, refers_to_height
from .tracks import Track, gaps

_TINY = 1e-6


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
    return has_flexible_ratio(item) or height_matters(item.box)


def has_flexible_ratio(item: GridItem) -> bool:
    """Whether the height of its area may go over into widths by a ratio, its own or that of what is in it."""
    if item.box.kind is Kind.REPLACED:
        fills = item.align == "stretch" and item.style.height == AUTO
        return fills or refers_to_height(item.style)
    return bool(item.style.aspect_ratio) or _holds_ratio(item.box)


def _holds_ratio(box: LayoutBox) -> bool:
    found: bool | None = box.remembered.get("holds ratio")
    if found is None:
        found = box.remembered["holds ratio"] = any(
            not child.out_of_flow
            and (
                (
                    (child.kind is Kind.REPLACED or bool(child.style.aspect_ratio))
                    and refers_to_height(child.style)
                )
                or _holds_ratio(child)
            )
            for child in box.boxes
        )
    return found


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
        outside = item.outer_height
        if style.min_height in CONTENT_SIZES:
            return self._content()
        if style.min_height != AUTO:
            size = height_of(item.box, style.min_height, item.height, item.width) or 0.0
        elif self._has_automatic_minimum(self.tracks):
            return min(self._content(), self._most(self.tracks))
        else:
            size = 0.0
        return max(max(size, down(item.box, item.width)) + outside, 0.0)

    def _content(self) -> float:
        """The height that the content needs; a text that fits itself to its box is then as small as it gets."""
        item = self.item
        if item.box.kind is not Kind.LINES or item.style.text_fit is None:
            return self.least()
        small = GridItem(smallest(item.box), item.cells, item.justify, item.align, item.width)
        return lay_out_item(self.ctx, small, None).height + item.outer_height + item.shim
