"""Pictures: boxes whose content has a size of its own (CSS 2.1, sections 10.3.2, 10.4 and 10.6.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..css.values import AUTO, bounded
from .edges import across, down
from .fragments import Content
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
    from .formatting import LayoutContext, Space
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
    shape = _shape(ctx, box, base[0])
    own_width = width
    if width is None and box.style.width not in CONTENT_SIZES:
        own_width = width_of(ctx, box, box.style.width, base[0])
    own_height = height if height is not None else height_of(box, box.style.height, base[1], base[0])
    if own_width is None and own_height is None:
        own_width, own_height = shape.natural
        if shape.ratio:
            # The table of section 10.4: both sizes are free, and keep their ratio within the limits if they can.
            own_width = _clamped_width(ctx, box, own_width, base, None)
            own_height = clamped_height(box, shape.height_for(own_width), base[1], base[0])
            own_width = shape.width_for(own_height)
    if own_width is None:
        assert own_height is not None
        own_height = own_height if height is not None else clamped_height(box, own_height, base[1], base[0])
        own_width = shape.width_for(own_height)
    own_width = own_width if width is not None else _clamped_width(ctx, box, own_width, base, own_height)
    if own_height is None:
        own_height = shape.height_for(own_width)
    own_height = own_height if height is not None else clamped_height(box, own_height, base[1], base[0])
    return own_width, own_height


class _Shape(NamedTuple):
    """How the width and the height of a picture's border box go with each other.

    Attributes:
        box: The box.
        base: The width of its containing block, None where that is not definite.
        natural: Its natural size.
        ratio: Width through height of what the ratio is about, None if there is none.
    """

    box: LayoutBox
    base: float | None
    natural: tuple[float, float]
    ratio: float | None

    def width_for(self, height: float) -> float:
        """The width that goes with a height: the natural one if there is no ratio."""
        box, base = self.box, self.base
        if box.style.aspect_ratio:
            return width_from_ratio(box, height, base)
        if not self.ratio:
            return self.natural[0]
        return bounded(max(height - down(box, base), 0.0) * self.ratio) + across(box, base)

    def height_for(self, width: float) -> float:
        """The height that goes with a width."""
        box, base = self.box, self.base
        if box.style.aspect_ratio:
            return height_from_ratio(box, width, base)
        if not self.ratio:
            return self.natural[1]
        return bounded(max(width - across(box, base), 0.0) / self.ratio) + down(box, base)


def _shape(ctx: LayoutContext, box: LayoutBox, base: float | None) -> _Shape:
    name = picture_name(box)
    natural = ctx.picture_size(name) if name else None
    ratio = box.style.aspect_ratio or (natural[0] / natural[1] if natural and natural[1] else None)
    width, height = natural or (0.0, 0.0)
    return _Shape(box, base, (width + across(box, base), height + down(box, base)), ratio)


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
    return _but(box, "without widths", width=AUTO, min_width=AUTO, max_width="none")


def without_heights(box: LayoutBox) -> LayoutBox:
    """The box as if its style said nothing of heights."""
    return _but(box, "without heights", height=AUTO, min_height=AUTO, max_height="none")


def _but(box: LayoutBox, name: str, **declarations: str) -> LayoutBox:
    """The box with another style, which it remembers by a name."""
    found: LayoutBox | None = box.remembered.get(name)
    if found is None:
        found = box.remembered[name] = replace(box, style=box.style.but(**declarations), remembered={})
    return found


def replaced_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Nothing that layout knows of."""
    return Content(height=space.height or 0.0)


def replaced_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The least and the preferred width are the one it has."""
    width = (
        replaced_size(ctx, box, (None, None))[0]
        if box.style.width == AUTO
        else _shape(ctx, box, None).natural[0]
    )
    inner = width - across(box, None)
    return inner, inner
