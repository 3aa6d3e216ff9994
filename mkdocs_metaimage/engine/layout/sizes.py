"""Sizes of boxes: what their styles ask for, and what their contents need (CSS Sizing 3 and 4).

Sizes are those of border boxes, in px, unless a name says otherwise. A base of None is a size that is not
definite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..boxes import Edges
from ..css.values import AUTO, Length, bounded
from .tree import Kind

if TYPE_CHECKING:
    from ..css.style import Size, Style
    from .formatting import LayoutContext
    from .tree import LayoutBox


def px(length: Size, base: float | None) -> float:
    """A length in px; `auto`, and a percentage of something unknown, are 0."""
    if not isinstance(length, Length):
        return 0.0
    return length.px if not length.percent else length.resolve(base) if base is not None else 0.0


def definite(length: Size, base: float | None) -> float | None:
    """A length in px; None for a keyword and for a percentage of something unknown."""
    if not isinstance(length, Length):
        return None
    if not length.percent:
        return length.px
    return None if base is None else length.resolve(base)


def edges(box: LayoutBox, base: float | None) -> tuple[Edges, Edges]:
    """The border and the padding of a box whose containing block is as wide as the base."""
    key = ("edges", base)
    found: tuple[Edges, Edges] | None = box.remembered.get("edges") or box.remembered.get(key)
    if found is not None:
        return found
    style = box.style
    paddings = (style.padding_top, style.padding_right, style.padding_bottom, style.padding_left)
    border = Edges(
        style.border_top_width, style.border_right_width, style.border_bottom_width, style.border_left_width
    )
    found = border, Edges(*(px(padding, base) for padding in paddings))
    box.remembered[key if any(padding.percent for padding in paddings) else "edges"] = found
    return found


def margins(style: Style, base: float | None) -> Edges:
    """The margins, `auto` ones as 0."""
    return Edges(
        px(style.margin_top, base),
        px(style.margin_right, base),
        px(style.margin_bottom, base),
        px(style.margin_left, base),
    )


def across(box: LayoutBox, base: float | None) -> float:
    """The sum of the left and right border and padding."""
    border, padding = edges(box, base)
    return border.left + border.right + padding.left + padding.right


def down(box: LayoutBox, base: float | None) -> float:
    """The sum of the top and bottom border and padding."""
    border, padding = edges(box, base)
    return border.top + border.bottom + padding.top + padding.bottom


def border_box(box: LayoutBox, size: float, around: float) -> float:
    """The border box for a size that the style gives; around is what border and padding take."""
    return max(size, around) if box.style.box_sizing == "border-box" else size + around


def width_of(ctx: LayoutContext, box: LayoutBox, length: Size, base: float | None) -> float | None:
    """The border-box width for a value of `width` and the like; None for `auto` and what is not definite."""
    size = definite(length, base)
    if size is not None:
        return border_box(box, size, across(box, base))
    if length == "min-content":
        return intrinsic_widths(ctx, box, base)[0]
    if length == "max-content":
        return intrinsic_widths(ctx, box, base)[1]
    if length == "fit-content":
        return intrinsic_widths(ctx, box)[1] if base is None else fitted_width(ctx, box, base, base)
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
    return None if size is None else border_box(box, size, down(box, width))


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


def block_width(ctx: LayoutContext, box: LayoutBox, base: float) -> float:
    """The border-box width of a block in normal flow (CSS 2.1, section 10.3.3)."""
    width = width_of(ctx, box, box.style.width, base)
    if width is None:
        around = margins(box.style, base)
        width = max(base - around.left - around.right, across(box, base))
    return max(clamped_width(ctx, box, width, base), across(box, base))


def fitted_width(
    ctx: LayoutContext, box: LayoutBox, available: float, base: float, height: float | None = None
) -> float:
    """The border-box width of a box that shrinks to fit (CSS 2.1, section 10.3.5).

    Args:
        ctx: What layout takes from outside.
        box: The box.
        available: How wide its border box may be, unless its content needs more.
        base: The width of its containing block.
        height: The height of its containing block, None where it is not definite.
    """
    style = box.style
    width = width_of(ctx, box, style.width, base) if style.width != "fit-content" else None
    if width is None and style.aspect_ratio and style.width == AUTO:
        own_height = height_of(box, style.height, height, base)
        width = None if own_height is None else width_from_ratio(box, own_height, base)
    if width is None:
        least, preferred = intrinsic_widths(ctx, box, base)
        width = min(max(least, available), preferred)
    return max(clamped_width(ctx, box, width, base), across(box, base))


# --- Intrinsic sizes


def intrinsic_widths(ctx: LayoutContext, box: LayoutBox, base: float | None = None) -> tuple[float, float]:
    """The min-content and max-content border-box width, whatever `width` says (CSS Sizing 3, section 5).

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: What percentages of its padding refer to, None where that is what is being found out.
    """
    found: tuple[float, float] | None = box.remembered.get("intrinsic")
    if found is None:
        found = box.remembered["intrinsic"] = ctx.intrinsic[box.kind](ctx, box)
    around = across(box, base)
    return found[0] + around, found[1] + around


def contribution(ctx: LayoutContext, box: LayoutBox) -> tuple[float, float]:
    """What a box adds to the intrinsic widths of the box it is in: its margin box (section 5.2)."""
    style = box.style
    width = width_of(ctx, box, style.width, None)
    if width is None and style.aspect_ratio and box.kind is not Kind.REPLACED:
        height = height_of(box, style.height, None, None)
        width = None if height is None else width_from_ratio(box, height, None)
    least, preferred = (width, width) if width is not None else intrinsic_widths(ctx, box)
    if box.kind is Kind.REPLACED and any(
        isinstance(length, Length) and length.percent for length in (style.width, style.max_width)
    ):
        least = across(box, None)  # it can be compressed (section 5.2.2)
    around = margins(style, None)
    outside = around.left + around.right
    return (
        clamped_width(ctx, box, least, None) + outside,
        clamped_width(ctx, box, preferred, None) + outside,
    )
