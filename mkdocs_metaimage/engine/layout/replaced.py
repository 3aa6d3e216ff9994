"""Pictures: boxes whose content has a size of its own (CSS 2.1, sections 10.3.2, 10.4 and 10.6.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..css.values import AUTO, bounded
from .edges import across, down
from .formatting import Content, LayoutContext, Space
from .sizes import (
    CONTENT_SIZES,
    clamped_height,
    clamped_width,
    height_from_ratio,
    height_of,
    width_from_ratio,
    width_of,
)

if TYPE_CHECKING:
    from .tree import LayoutBox


def picture_name(box: LayoutBox) -> str:
    """The name of the picture, `""` if it has none."""
    return "" if box.node is None else box.node.attributes.get("src", "").strip()


def replaced_size(
    ctx: LayoutContext,
    box: LayoutBox,
    base: tuple[float | None, float | None],
    width: float | None = None,
    height: float | None = None,
) -> tuple[float, float]:
    """The border-box size of a picture.

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: The size of its containing block, None where percentages of it are not definite.
        width: The width where the formatting context decides it.
        height: The height where the formatting context decides it.
    """
    if width is not None and height is not None:
        return width, height
    across_edges, down_edges = across(box, base[0]), down(box, base[0])
    natural = ctx.picture_size(picture_name(box)) if picture_name(box) else None
    ratio = box.style.aspect_ratio or (natural[0] / natural[1] if natural and natural[1] else None)
    own_width = width
    if width is None and box.style.width not in CONTENT_SIZES:
        own_width = width_of(ctx, box, box.style.width, base[0])
    own_height = height if height is not None else height_of(box, box.style.height, base[1], base[0])

    def from_height(given: float) -> float:
        if box.style.aspect_ratio:
            return width_from_ratio(box, given, base[0])
        return bounded(max(given - down_edges, 0.0) * (ratio or 0.0)) + across_edges

    def from_width(given: float) -> float:
        if box.style.aspect_ratio:
            return height_from_ratio(box, given, base[0])
        return bounded(max(given - across_edges, 0.0) / ratio) + down_edges if ratio else down_edges

    found = (natural or (0.0, 0.0))[0] + across_edges, (natural or (0.0, 0.0))[1] + down_edges
    if own_width is None and own_height is None:
        own_width, own_height = found
        if ratio:
            # The table of section 10.4: both sizes are free, and keep their ratio within the limits if they can.
            own_width = _clamped_width(ctx, box, own_width, base, None)
            own_height = clamped_height(box, from_width(own_width), base[1], base[0])
            own_width = from_height(own_height)
    if own_width is None:
        assert own_height is not None
        own_height = own_height if height is not None else clamped_height(box, own_height, base[1], base[0])
        own_width = from_height(own_height) if ratio else found[0]
    own_width = own_width if width is not None else _clamped_width(ctx, box, own_width, base, own_height)
    if own_height is None:
        own_height = from_width(own_width) if ratio else found[1]
    own_height = own_height if height is not None else clamped_height(box, own_height, base[1], base[0])
    return own_width, own_height


def _clamped_width(
    ctx: LayoutContext,
    box: LayoutBox,
    width: float,
    base: tuple[float | None, float | None],
    height: float | None,
) -> float:
    """The width between `min-width` and `max-width`, whose keywords all stand for the size of the picture."""
    style = box.style
    if style.max_width not in CONTENT_SIZES and style.min_width not in CONTENT_SIZES:
        return clamped_width(ctx, box, width, base[0])
    own = replaced_size(ctx, without_widths(box), base, None, height)[0]
    least, most = (
        own if length in CONTENT_SIZES else width_of(ctx, box, length, base[0])
        for length in (style.min_width, style.max_width)
    )
    return max(width if most is None else min(width, most), least or 0.0)


def without_widths(box: LayoutBox) -> LayoutBox:
    """The box as if its style said nothing of widths."""
    found: LayoutBox | None = box.remembered.get("without widths")
    if found is None:
        style = box.style.but(width=AUTO, min_width=AUTO, max_width="none")
        found = box.remembered["without widths"] = replace(box, style=style, remembered={})
    return found


def without_heights(box: LayoutBox) -> LayoutBox:
    """The box as if its style said nothing of heights."""
    found: LayoutBox | None = box.remembered.get("without heights")
    if found is None:
        style = box.style.but(height=AUTO, min_height=AUTO, max_height="none")
        found = box.remembered["without heights"] = replace(box, style=style, remembered={})
    return found


def replaced_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Nothing that layout knows of."""
    return Content(height=space.height or 0.0)


def replaced_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width are the one it has."""
    width = replaced_size(ctx, box, (None, None))[0] if box.style.width == AUTO else _natural_width(ctx, box)
    inner = width - across(box, None)
    return inner, inner


def _natural_width(ctx: LayoutContext, box: LayoutBox) -> float:
    natural = ctx.picture_size(picture_name(box)) if picture_name(box) else None
    return (natural[0] if natural else 0.0) + across(box, None)
