"""How large items would be by themselves: section 9.2, step 3, and the automatic minimum of section 4.5."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...css.values import AUTO, Length
from ..edges import across, scrollbars
from ..formatting import LayoutContext, lay_out
from ..replaced import replaced_size, without_heights, without_widths
from ..sizes import (
    content_widths,
    height_from_ratio,
    height_of,
    intrinsic_widths,
    width_limits,
    width_of,
)
from ..text_fit import smallest
from ..tree import Kind, LayoutBox
from .column_widths import fitted_width, stretched_width

if TYPE_CHECKING:
    from ...css.style.boxes import Size
    from .container import Container, Item


def find_base_size(ctx: LayoutContext, container: Container, item: Item, width: float | None = None) -> None:
    """Step 3: the flex base size, the limits and the hypothetical main size of an item.

    Args:
        ctx: What layout takes from outside.
        container: The container.
        item: The item.
        width: In a column that has no width yet: the border-box width that the item would have.
    """
    axis = _Row(ctx, container, item) if container.row else _Column(ctx, container, item, width)
    style = item.box.style
    basis = style.flex_basis
    if basis == AUTO:
        basis = style.width if container.row else style.height
    size = axis.resolve(basis)
    item.by_content = size is None or not isinstance(basis, Length)
    item.base = max(axis.content() if size is None else size, item.around[0])
    _find_limits(axis, container, item)
    item.main = max(min(item.base, item.most), item.least)
    # Section 9.8: a size that the content makes is none that percentages in the content may refer to.
    item.definite = (
        container.row or container.height is not None or not item.by_content or has_ratio(item.box)
    )


def _find_limits(axis: _Row | _Column, container: Container, item: Item) -> None:
    style = item.box.style
    least, most = (
        (style.min_width, style.max_width) if container.row else (style.min_height, style.max_height)
    )
    item.most = math.inf
    if most != "none":
        size = axis.resolve(most)
        item.most = math.inf if size is None else max(size, item.around[0])
    item.least = item.around[0]
    if least != AUTO:
        item.least = max(axis.resolve(least) or 0.0, item.around[0])
    elif style.overflow in ("visible", "clip"):

        def limit() -> None:
            item.least = max(min(_automatic_minimum(axis, container, item), item.most), item.around[0])

        if _starts_above_minimum(container, item):
            item.limit = limit
        else:
            limit()
    item.most = max(item.most, item.least)


def _starts_above_minimum(container: Container, item: Item) -> bool:
    """Whether the automatic minimum cannot be more than the base size, so that it matters to who shrinks alone."""
    style = item.box.style
    fits = not container.row and style.text_fit is not None
    return style.flex_basis == AUTO and not style.aspect_ratio and not fits


def _automatic_minimum(axis: _Row | _Column, container: Container, item: Item) -> float:
    """Section 4.5: the size that the style gives, or that of the content if it is less."""
    style = item.box.style
    length = style.width if container.row else style.height
    specified = axis.resolve(length)
    if specified == item.around[0]:
        return specified
    if specified is None and not container.row and length != AUTO:
        specified = axis.content()
    least = axis.least()
    return least if specified is None else min(least, specified)


def has_ratio(box: LayoutBox) -> bool:
    """Whether a box that is no picture has an `aspect-ratio`."""
    return bool(box.style.aspect_ratio) and box.kind is not Kind.REPLACED


class _Row:
    """Widths of an item in a row."""

    def __init__(self, ctx: LayoutContext, container: Container, item: Item) -> None:
        self._ctx, self._container, self._item = ctx, container, item
        self._height = container.height_of(item)

    def resolve(self, length: Size) -> float | None:
        """The border-box width for a value; None for `auto`, `content` and what is not known."""
        if length == "fit-content":
            if self._container.width is None:
                return None
            least, preferred = self._widths()
            return min(max(least, self._container.width - self._item.outer), preferred)
        if length in ("min-content", "max-content"):
            return self._widths()[length == "max-content"]
        return width_of(self._ctx, self._item.box, length, self._container.width)

    def content(self) -> float:
        """The max-content width."""
        return self._widths()[1]

    def least(self) -> float:
        """The min-content width; what a ratio makes of a height is no less than what the content needs."""
        least = self._widths()[0]
        box = self._item.box
        if self._height is not None and has_ratio(box):
            least = max(least, content_widths(self._ctx, box, self._container.width, self._height)[0])
        return least

    def _widths(self) -> tuple[float, float]:
        box, container = self._item.box, self._container
        if box.kind is not Kind.REPLACED:
            return intrinsic_widths(self._ctx, box, container.width, self._height, container.height)
        width = replaced_size(self._ctx, without_widths(box), container.base, None, self._height)[0]
        return width, width


class _Column:
    """Heights of an item in a column.

    Args:
        ctx: What layout takes from outside.
        container: The container.
        item: The item.
        width: The item's border-box width where that is given.
    """

    def __init__(
        self, ctx: LayoutContext, container: Container, item: Item, width: float | None = None
    ) -> None:
        self._ctx, self._container, self._item = ctx, container, item
        self._given = self._found = width

    def resolve(self, length: Size) -> float | None:
        """The border-box height for a value; None for `auto`, `content` and what is not known."""
        if length in ("min-content", "max-content", "fit-content"):
            return self.content()
        return height_of(self._item.box, length, self._container.height, self._container.width)

    def content(self) -> float:
        """The height that the content, or the ratio, makes."""
        box = self._item.box
        if box.kind is Kind.REPLACED:
            return self._replaced_height()
        if box.style.aspect_ratio:
            return height_from_ratio(box, self._width(), self._container.width)
        return self._natural_height(box)

    def least(self) -> float:
        """The least height: what a ratio makes of a width is no less than what the content needs."""
        box = self._item.box
        if box.kind is Kind.LINES and box.style.text_fit is not None:
            return self._natural_height(smallest(box))
        if not has_ratio(box):
            return self.content()
        # The limits of the width come over by the ratio (CSS Sizing 4, section 5.2).
        base = self._container.width
        low, high = width_limits(self._ctx, box, base, None, None, transferred=False)
        low = max(low, across(box, base))
        natural = self._natural_height(box)
        if high < math.inf:
            natural = min(natural, height_from_ratio(box, high, base))
        if low:
            natural = max(natural, height_from_ratio(box, low, base))
        return max(self.content(), natural)

    def _natural_height(self, box: LayoutBox) -> float:
        """The height of the content in the item's width, whatever its style says of heights."""
        base = self._container.base[0], None
        fragment = lay_out(self._ctx, box, base, self._width(), None, definite_height=False)
        if box is self._item.box:
            self._item.measured = fragment
        return fragment.content.height + self._item.around[0] + scrollbars(box.style).bottom

    def _replaced_height(self) -> float:
        box, container = self._item.box, self._container
        stretched = self._width() if self._fills() else self._given
        return replaced_size(self._ctx, without_heights(box), container.base, stretched)[1]

    def _width(self) -> float:
        """The width that the item has as long as nobody gives it a height."""
        if self._found is None:
            find = stretched_width if self._fills() else fitted_width
            self._found = find(self._ctx, self._container, self._item, self._container.base[0])
        return self._found

    def _fills(self) -> bool:
        """Whether the item is as wide as the container."""
        return self._container.stretches(self._item) and not self._container.wraps
