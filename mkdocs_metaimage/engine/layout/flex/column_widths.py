"""Widths of the items of a column: their cross sizes, which their main sizes may depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...css.values import AUTO, Length
from ..sizes import intrinsic_widths, known_height, width_limits, width_of

if TYPE_CHECKING:
    from ..formatting import LayoutContext
    from .container import Container, Item


def stretched_width(
    ctx: LayoutContext, container: Container, item: Item, line: float, height: float | None = None
) -> float:
    """The width of an item that is stretched to the size of its line (section 9.4, step 11).

    Args:
        ctx: What layout takes from outside.
        container: The container.
        item: The item.
        line: The cross size of the line.
        height: The item's height, None as long as it is not definite.
    """
    least, most = width_limits(ctx, item.box, container.width, None, height, transferred=False)
    return max(min(line - item.outer_cross, most), least, item.around[1])


def fitted_width(
    ctx: LayoutContext, container: Container, item: Item, line: float, height: float | None = None
) -> float:
    """The width of an item that shrinks to fit; the arguments are those of `stretched_width`.

    The height that its style gives is not the one that a ratio turns into a width: that is its main size.
    """
    box, style = item.box, item.box.style
    base, base_height = container.width, None if height is None else container.height
    width = None
    if style.width not in (AUTO, "fit-content"):
        width = width_of(ctx, box, style.width, base, height)
    if width is None:
        least, preferred = intrinsic_widths(ctx, box, base, height, base_height)
        width = min(max(least, line - item.outer_cross), preferred)
    automatic = (
        style.height != AUTO
        and not isinstance(style.width, Length)
        and (height is not None or known_height(box, None, base) is not None)
    )
    least, most = width_limits(ctx, box, base, base_height, height, automatic=automatic)
    return max(min(width, most), least, item.around[1])
