"""Sizes of boxes: what their styles ask for, and what their contents need (CSS Sizing 3 and 4).

Sizes are those of border boxes, in px, unless a name says otherwise. A base of None is a size that is not
definite.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from ..css.values import AUTO, Length, bounded
from .edges import across, definite, down, margins, scrollbars
from .tree import Kind

#: The keywords for sizes that follow from the content.
CONTENT_SIZES = ("min-content", "max-content", "fit-content")

if TYPE_CHECKING:
    from ..css.style.boxes import Size
    from .formatting import LayoutContext
    from .tree import LayoutBox


def border_box(box: LayoutBox, size: float, around: float) -> float:
    """The border box for a size that the style gives; around is what border and padding take."""
    return max(size, around) if box.style.box_sizing == "border-box" else size + around


def width_of(
    ctx: LayoutContext, box: LayoutBox, length: Size, base: float | None, height: float | None = None
) -> float | None:
    """The border-box width for a value of `width` and the like; None for `auto` and what is not definite.

    Args:
        ctx: What layout takes from outside.
        box: The box.
        length: The value.
        base: The width of its containing block.
        height: Its border-box height, where that is known before its width.
    """
    size = definite(length, base)
    if size is not None:
        return border_box(box, size, across(box, base))
    if length == AUTO:
        return None
    if length == "min-content":
        return intrinsic_widths(ctx, box, base, height)[0]
    if length == "max-content":
        return intrinsic_widths(ctx, box, base, height)[1]
    if length in ("fit-content", "stretch") and base is not None:
        around = margins(box.style, base)
        available = base - around.left - around.right
        if length == "stretch":
            return max(available, across(box, base))
        least, preferred = intrinsic_widths(ctx, box, base, height)
        return min(max(least, available), preferred)
    if length == "fit-content":
        return intrinsic_widths(ctx, box, None, height)[1]
    return None


def clamped_width(ctx: LayoutContext, box: LayoutBox, width: float, base: float | None) -> float:
    """The width between `min-width` and `max-width` (CSS 2.1, section 10.4)."""
    style = box.style
    if style.max_width != "none":
        most = width_of(ctx, box, style.max_width, base)
        width = width if most is None else min(width, most)
    if style.min_width != AUTO:
        least = width_of(ctx, box, style.min_width, base)
        width = width if least is None else max(width, least)
    return width


def height_of(box: LayoutBox, length: Size, base: float | None, width: float | None) -> float | None:
    """The border-box height for a value of `height` and the like; None where it is not definite."""
    size = definite(length, base)
    if size is not None:
        return border_box(box, size, down(box, width))
    if length == "stretch" and base is not None:
        around = margins(box.style, width)
        return max(base - around.top - around.bottom, down(box, width))
    return None


def clamped_height(box: LayoutBox, height: float, base: float | None, width: float | None) -> float:
    """The height between `min-height` and `max-height`; width is the containing block's."""
    style = box.style
    if style.max_height != "none":
        most = height_of(box, style.max_height, base, width)
        height = height if most is None else min(height, most)
    if style.min_height != AUTO:
        least = height_of(box, style.min_height, base, width)
        height = height if least is None else max(height, least)
    return height


def height_from_ratio(box: LayoutBox, width: float, base: float | None) -> float:
    """The border-box height that goes with a border-box width by `aspect-ratio` (CSS Sizing 4, section 5)."""
    ratio = box.style.aspect_ratio
    assert ratio
    if box.style.box_sizing == "border-box":
        return max(bounded(width / ratio), down(box, base))
    return bounded(max(width - across(box, base), 0.0) / ratio) + down(box, base)


def width_from_ratio(box: LayoutBox, height: float, base: float | None) -> float:
    """The border-box width that goes with a border-box height by `aspect-ratio`."""
    ratio = box.style.aspect_ratio
    assert ratio
    if box.style.box_sizing == "border-box":
        return max(bounded(height * ratio), across(box, base))
    return bounded(max(height - down(box, base), 0.0) * ratio) + across(box, base)


def block_width(ctx: LayoutContext, box: LayoutBox, base: float, height: float | None = None) -> float:
    """The border-box width of a block in normal flow (CSS 2.1, section 10.3.3).

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: The width of its containing block.
        height: The height of its containing block, None where it is not definite.
    """
    style = box.style
    own = known_height(box, height, base)
    width = width_of(ctx, box, style.width, base, own)
    if width is None and style.aspect_ratio and own is not None:
        width = width_from_ratio(box, own, base)
    if width is None:
        around = margins(style, base)
        width = base - around.left - around.right
    least, most = width_limits(ctx, box, base, height, own, automatic=_width_by_ratio(box, own))
    return max(min(width, most), least, across(box, base))


def _width_by_ratio(box: LayoutBox, height: float | None) -> bool:
    """Whether `aspect-ratio` and a height that is known give a box its width."""
    style = box.style
    return bool(style.aspect_ratio) and height is not None and not isinstance(style.width, Length)


def fitted_width(
    ctx: LayoutContext,
    box: LayoutBox,
    available: float,
    base: float,
    height: float | None = None,
    own_height: float | None = None,
) -> float:
    """The border-box width of a box that shrinks to fit (CSS 2.1, section 10.3.5).

    Args:
        ctx: What layout takes from outside.
        box: The box.
        available: How wide its border box may be, unless its content needs more.
        base: The width of its containing block.
        height: The height of its containing block, None where it is not definite.
        own_height: Its border-box height where the formatting context decides that.
    """
    style = box.style
    own = own_height if own_height is not None else known_height(box, height, base)
    width = None
    if style.width not in (AUTO, "fit-content"):
        width = width_of(ctx, box, style.width, base, own)
    if width is None:
        least, preferred = intrinsic_widths(ctx, box, base, own, height)
        width = min(max(least, available), preferred)
    automatic = style.height != AUTO and _width_by_ratio(box, own)
    least, most = width_limits(ctx, box, base, height, own, automatic=automatic)
    return max(min(width, most), least, across(box, base))


def known_height(
    box: LayoutBox, height: float | None, base: float | None, stretched: float | None = None
) -> float | None:
    """The border-box height of a box that is known before its width is, None where there is none.

    Args:
        box: The box.
        height: The height of its containing block, None where it is not definite.
        base: The width of its containing block.
        stretched: The border-box height that the formatting context gives it where its style gives none.
    """
    length = box.style.height
    automatic = length == AUTO or (length == "stretch" and height is None)
    own = stretched if automatic else height_of(box, length, height, base)
    return None if own is None else max(clamped_height(box, own, height, base), down(box, base))


def width_limits(
    ctx: LayoutContext,
    box: LayoutBox,
    base: float | None,
    height: float | None,
    own_height: float | None,
    *,
    automatic: bool = False,
    transferred: bool = True,
) -> tuple[float, float]:
    """The least and the greatest border-box width.

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: The width of its containing block.
        height: The height of its containing block, None where it is not definite.
        own_height: Its border-box height, where that is known before its width.
        automatic: Whether its ratio decides its width, so that its content is its automatic minimum (CSS
            Sizing 4, section 5.3).
        transferred: Whether the limits of its height come over by its ratio (section 5.2).
    """
    style = box.style
    if style.min_width == AUTO and style.max_width == "none" and not style.aspect_ratio:
        return 0.0, math.inf
    most = None if style.max_width == "none" else width_of(ctx, box, style.max_width, base, own_height)
    most = math.inf if most is None else most
    if style.min_width != AUTO:
        least = width_of(ctx, box, style.min_width, base, own_height) or 0.0
    elif automatic and style.aspect_ratio and style.overflow in ("visible", "clip"):
        least = min(content_widths(ctx, box, base, own_height)[0], most)
    else:
        least = 0.0
    by_content = definite(style.width, base) is None and (style.width != "stretch" or base is None)
    if transferred and style.aspect_ratio and own_height is None and by_content:
        low, high = _transferred_limits(box, base, height)
        least = max(least, min(low, most))
        most = min(most, high)
    return least, max(most, least)


def _transferred_limits(box: LayoutBox, base: float | None, height: float | None) -> tuple[float, float]:
    """The limits of the height, turned into such of the width by `aspect-ratio` (CSS Sizing 4, section 5.2)."""
    style = box.style
    most = math.inf
    # Border and padding are a least height, too.
    size = None if style.min_height == AUTO else height_of(box, style.min_height, height, base)
    size = max(size or 0.0, down(box, base))
    least = width_from_ratio(box, size, base) if size else 0.0
    if style.max_height != "none":
        size = height_of(box, style.max_height, height, base)
        most = math.inf if size is None else width_from_ratio(box, size, base)
    return least, max(most, least)


# --- Intrinsic sizes


def intrinsic_widths(
    ctx: LayoutContext,
    box: LayoutBox,
    base: float | None = None,
    height: float | None = None,
    base_height: float | None = None,
) -> tuple[float, float]:
    """The min-content and max-content border-box width, whatever `width` says (CSS Sizing 3, section 5).

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: What percentages of its padding refer to, None where that is what is being found out.
        height: Its border-box height, where that is known before its width.
        base_height: The height of its containing block, None where it is not definite.
    """
    if not box.style.aspect_ratio or box.kind is Kind.REPLACED:
        return content_widths(ctx, box, base, height)
    if height is not None:
        width = width_from_ratio(box, height, base)
        return width, width
    low, high = _transferred_limits(box, base, base_height)
    least, preferred = content_widths(ctx, box, base, None)
    return max(min(least, high), low), max(min(preferred, high), low)


def content_widths(
    ctx: LayoutContext, box: LayoutBox, base: float | None, height: float | None
) -> tuple[float, float]:
    """The intrinsic widths without a look at `aspect-ratio`; the arguments are those of `intrinsic_widths`."""
    if base is not None and box.kind is Kind.GRID and box.style.grid_template_columns.repeated is not None:
        box = _with_known_limits(box, base)
    bars = scrollbars(box.style)
    inner = None
    if height is not None and height_matters(box):
        inner = max(height - down(box, base) - bars.bottom, 0.0)
    key = "intrinsic" if inner is None else ("intrinsic", inner)
    found: tuple[float, float] | None = box.remembered.get(key)
    if found is None:
        found = box.remembered[key] = ctx.intrinsic[box.kind](ctx, box, inner)
    around = across(box, base) + bars.left + bars.right
    return found[0] + around, found[1] + around


def _with_known_limits(box: LayoutBox, base: float) -> LayoutBox:
    """A grid whose greatest width says how often columns are repeated, with it in px (CSS Grid 1, section 7.2.3.2)."""
    style = box.style
    known = {
        name: Length(length.resolve(base))
        for name, length in (("min_width", style.min_width), ("max_width", style.max_width))
        if isinstance(length, Length) and length.percent
    }
    if not known:
        return box
    found: LayoutBox | None = box.remembered.get(("limits", base))
    if found is None:
        found = replace(box, style=style.but(**known), remembered={})
        box.remembered["limits", base] = found
    return found


def height_matters(box: LayoutBox) -> bool:
    """Whether anything in a box depends on whether its height is known."""
    found: bool | None = box.remembered.get("height matters")
    if found is None:
        style = box.style
        found = (
            bool(style.row_gap.percent)
            or style.grid_template_rows.repeated is not None
            or (style.flex_wrap != "nowrap" and style.flex_direction.startswith("column"))
            or any(_refers_to_height(child) or height_matters(child) for child in box.boxes)
        )
        box.remembered["height matters"] = found
    return found


def _refers_to_height(box: LayoutBox) -> bool:
    """Whether a box looks at the height of its containing block."""
    style = box.style
    if box.out_of_flow:
        return False
    return (
        bool(style.aspect_ratio)
        or box.kind is Kind.REPLACED
        or any(
            isinstance(length, Length) and bool(length.percent)
            for length in (
                style.height, style.min_height, style.max_height, style.flex_basis, style.top, style.bottom
            )
        )
    )  # fmt: skip


def contribution(
    ctx: LayoutContext, box: LayoutBox, height: float | None = None, stretched: float | None = None
) -> tuple[float, float]:
    """What a box adds to the intrinsic widths of the box it is in: its margin box (section 5.2).

    Args:
        ctx: What layout takes from outside.
        box: The box.
        height: The height of its containing block, None where it is not definite.
        stretched: The border-box height that the formatting context gives it where its style gives none.
    """
    style = box.style
    around = margins(style, None)
    outside = around.left + around.right
    if box.kind is Kind.REPLACED:
        least, preferred = _replaced_contribution(ctx, box, height, stretched)
        return least + outside, preferred + outside
    # What is in an anonymous box refers to the containing block of that (CSS 2.1, section 9.2.1.1).
    own = known_height(box, height, None, stretched) if box.node is not None else height
    width = None if style.width == "fit-content" else width_of(ctx, box, style.width, None, own)
    least, preferred = (width, width) if width is not None else intrinsic_widths(ctx, box, None, own, height)
    automatic = own is not None and definite(style.width, None) is None
    low, high = width_limits(ctx, box, None, height, own, automatic=automatic)
    return max(min(least, high), low) + outside, max(min(preferred, high), low) + outside


def _replaced_contribution(
    ctx: LayoutContext, box: LayoutBox, height: float | None, stretched: float | None
) -> tuple[float, float]:
    from .replaced import replaced_size

    style = box.style
    if stretched is not None:
        stretched = known_height(box, height, None, stretched) if style.height == AUTO else None
    preferred = replaced_size(ctx, box, (None, height), None, stretched)[0]
    if any(isinstance(length, Length) and length.percent for length in (style.width, style.max_width)):
        # It can be compressed (section 5.2.2).
        least = definite(style.min_width, None)
        around = across(box, None)
        return around if least is None else border_box(box, least, around), preferred
    return preferred, preferred
