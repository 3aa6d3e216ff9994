"""The items of a grid: how they are aligned, and how large they are in their areas (CSS Grid 1, section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...css.values import AUTO, Length
from ..edges import across, margins
from ..formatting import LayoutContext, lay_out
from ..sizes import CONTENT_SIZES, fitted_width, known_height, width_limits
from ..tree import Kind
from .alignment import self_alignment

if TYPE_CHECKING:
    from ...css.style import Style
    from ..fragments import Fragment
    from ..tree import LayoutBox
    from .placement import Cells

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
        around = margins(self.style, None)
        return max(self.height - around.top - around.bottom, 0.0)


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
    if own is not None and item.style.min_height in CONTENT_SIZES:
        own = max(own, lay_out(ctx, item.box, base, width).height)
    return lay_out(ctx, item.box, base, width, own)


def _used_width(ctx: LayoutContext, item: GridItem, height: float | None, own: float | None) -> float | None:
    """The border-box width; None for a picture that is not stretched."""
    box, base = item.box, item.width
    assert base is not None
    available = base - item.outer_width
    # A height that the item has by itself comes over by its ratio, unless it must stretch.
    by_ratio = box.style.aspect_ratio and own is not None and item.justify != "stretch"
    if item.stretches_across and not by_ratio:
        least, most = width_limits(ctx, box, base, height, own, transferred=item.justify != "stretch")
        return max(min(available, most), least, across(box, base))
    if box.kind is Kind.REPLACED:
        return None
    width = fitted_width(ctx, box, available, base, height, own)
    if by_ratio and box.style.width == AUTO and item.align == "stretch":
        width = max(width, width_limits(ctx, box, base, height, own, automatic=True)[0])
    return width


def refers_to_height(style: Style) -> bool:
    """Whether a height of an element is a part of that of its containing block."""
    lengths = (style.height, style.min_height, style.max_height)
    return any(isinstance(length, Length) and bool(length.percent) for length in lengths)
