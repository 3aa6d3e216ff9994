"""What all formatting contexts share: what they are given, and the step from a box to its fragment."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import NO_EDGES
from ..css.values import AUTO
from ..text.shape import FontMetrics, metrics
from .edges import definite, down, frame, scrollbars
from .fragments import NO_MARGIN, Content, Fragment
from .shifting import align_blocks, keep_baselines
from .sizes import CONTENT_SIZES, block_width, clamped_height, height_from_ratio, known_height
from .tree import Kind, LayoutBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..boxes import Edges
    from ..css.style import Style
    from ..text.fonts import FontLibrary
    from .floats import Around

# Browsers keep positions in 64ths of a px: what is nearer than that is the same.
EPSILON = 1 / 64


class Strut(NamedTuple):
    """How far a text of a style reaches above and below its baseline.

    Attributes:
        ascent: Of the font.
        descent: Of the font.
        above: With its half of the leading.
        below: With the other half.
        font: The font's measures.
    """

    ascent: float
    descent: float
    above: float
    below: float
    font: FontMetrics


@dataclass(slots=True, eq=False)
class LayoutContext:
    """What layout takes from outside, and how each kind of box is laid out.

    Attributes:
        library: The fonts.
        picture_size: The natural size of a picture in px, None if it has none.
        width: The picture's width.
        height: The picture's height.
        contents: For each kind of box the function that lays out what is in it.
        intrinsic: For each kind the function that gives the least and the preferred width of its content,
            the height of its content box being known or None.
        struts: What `strut` remembers, from card to card.
        kerns: How much wider characters are at the end of a line than before a space, by their styles; from card
            to card, too.
    """

    library: FontLibrary
    picture_size: Callable[[str], tuple[float, float] | None]
    width: float
    height: float
    contents: Mapping[Kind, Callable[[LayoutContext, LayoutBox, Space], Content]]
    intrinsic: Mapping[Kind, Callable[[LayoutContext, LayoutBox, float | None], tuple[float, float]]]
    struts: dict[Style, Strut] = field(default_factory=dict)
    kerns: dict[Style, dict[str, float]] = field(default_factory=dict)


class Space(NamedTuple):
    """The content box that a box's content goes into.

    Attributes:
        x: Its left edge, from the corner of the border box.
        y: Its top edge.
        width: Its width.
        height: Its height, None where it follows from the content.
        closed_top: Whether the margins of the content stay inside at the top.
        closed_bottom: The same at the bottom.
        least: The least height that the box will have, whether or not `height` is known.
        most: The greatest.
        padding: What is between it and the borders.
        around: The floats around the box, None where there are none.
    """

    x: float
    y: float
    width: float
    height: float | None
    closed_top: bool
    closed_bottom: bool
    least: float = 0.0
    most: float = math.inf
    padding: Edges = NO_EDGES
    around: Around | None = None


# --- From a box to its fragment


def lay_out(
    ctx: LayoutContext,
    box: LayoutBox,
    base: tuple[float, float | None],
    width: float | None = None,
    height: float | None = None,
    definite_height: bool = True,
    around: Around | None = None,
) -> Fragment:
    """Lay out a box.

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: The size of its containing block, which percentages refer to.
        width: Its border-box width where the formatting context it is in decides that; else it fills the
            containing block.
        height: Its border-box height where the formatting context decides that.
        definite_height: Whether percentages in it may refer to its height, if that is known (CSS Flexbox 1,
            section 9.8).
        around: The floats around it, of which there may be more then.
    """
    if box.kind is Kind.REPLACED:
        from .replaced import replaced_size

        width, height = replaced_size(ctx, box, base, width, height)
    if width is None:
        width = block_width(ctx, box, base[0], base[1])
    if height is not None:
        limits = height, height
    else:
        height = _own_height(box, base, width)
        limits = _height_limits(box, base, height)
    if around is not None:
        return _fragment(ctx, box, base, width, height, definite_height, limits, around)
    # Percentages of the height of the containing block come in by the box's own height alone, but for those
    # of what is in an anonymous box.
    key = (base[0], width, height, definite_height, limits, base[1] if box.node is None else None)
    found: Fragment | None = box.remembered.get(key)
    if found is None:
        found = _fragment(ctx, box, base, width, height, definite_height, limits)
        box.remember(key, found)
    return found


def _own_height(box: LayoutBox, base: tuple[float, float | None], width: float) -> float | None:
    """The border-box height that the style gives, None where it follows from the content."""
    height = known_height(box, base[1], base[0])
    if height is None and box.style.aspect_ratio:
        height = clamped_height(box, height_from_ratio(box, width, base[0]), base[1], base[0])
        height = max(height, down(box, base[0]))
    return height


def _height_limits(
    box: LayoutBox, base: tuple[float, float | None], height: float | None
) -> tuple[float, float]:
    """The least and the greatest border-box height, which are one where the content has no say in it."""
    style = box.style
    if style.min_height == AUTO and style.max_height == "none" and not style.aspect_ratio:
        return (height, height) if height is not None else (down(box, base[0]), math.inf)
    by_least = style.min_height in CONTENT_SIZES and not style.aspect_ratio
    by_most = style.max_height in CONTENT_SIZES and not style.aspect_ratio
    grows = _grows(box)
    if height is not None and not (grows or by_least or by_most):
        return height, height
    around = down(box, base[0])
    least = max(clamped_height(box, 0.0, base[1], base[0]), around)
    most = math.inf if by_least else clamped_height(box, math.inf, base[1], base[0])
    if height is None:
        return least, most
    if by_most:
        return least, math.inf if by_least else height
    # Where there is a ratio, these keywords are the height that it gives.
    return max(height, around), height if style.max_height in CONTENT_SIZES else most


def _fragment(
    ctx: LayoutContext,
    box: LayoutBox,
    base: tuple[float, float | None],
    width: float,
    height: float | None,
    definite_height: bool,
    limits: tuple[float, float],
    floats: Around | None = None,
) -> Fragment:
    border, padding, across, around = frame(box, base[0])
    bars = scrollbars(box.style)
    around += bars.bottom
    space = Space(
        # A scrollbar takes no room that is not there.
        border.left + min(bars.left, max(width - across, 0.0)) + padding.left,
        border.top + padding.top,
        max(width - across - bars.left - bars.right, 0.0),
        _percentage_height(box, base, None if height is None else height - around, definite_height),
        bool(box.independent or border.top or padding.top),
        bool(box.independent or border.bottom or padding.bottom),
        max(limits[0] - around, 0.0),
        max(limits[1] - around, 0.0),
        padding,
        floats,
    )
    content = ctx.contents[box.kind](ctx, box, space)
    natural = content.height + around
    used = max(min(natural, limits[1]), limits[0])
    differs = abs(used - natural) > EPSILON
    if differs and height is None and box.style.text_fit is not None:
        content = ctx.contents[box.kind](ctx, box, space._replace(height=used - around))
    if differs or height is not None:
        # Margins go through the bottom only where nothing but the content says how high the box is (8.3.1).
        content.empty = content.empty and not used
        if not content.empty:
            content.bottom = NO_MARGIN
    if used > natural and box.style.align_content != "normal" and not box.kind.distributes:
        align_blocks(content, box.style.align_content, used - natural)
    if box.style.overflow not in ("visible", "clip"):
        keep_baselines(content, used)
    fragment = Fragment(box, width, used, border, padding, content)
    if content.waiting:
        from .absolute import place_waiting

        place_waiting(ctx, fragment)
    return fragment


def _percentage_height(
    box: LayoutBox, base: tuple[float, float | None], height: float | None, definite_height: bool
) -> float | None:
    """The content-box height that percentages in a box refer to, None where there is none."""
    if box.node is None and box.kind in (Kind.FLOW, Kind.LINES):
        # An anonymous box is no containing block for that (CSS 2.1, section 9.2.1.1).
        return base[1]
    # A text that fits itself to its box needs the height in any case.
    if height is None or not (definite_height or box.style.text_fit is not None):
        return None
    return max(height, 0.0)


def _grows(box: LayoutBox) -> bool:
    """Whether the automatic minimum of `aspect-ratio` holds (CSS Sizing 4, section 5.3)."""
    style = box.style
    return bool(
        style.aspect_ratio
        and box.kind is not Kind.REPLACED
        and style.min_height == AUTO
        and style.overflow in ("visible", "clip")
        and (style.height == AUTO or style.height in CONTENT_SIZES)
    )


def offset(style: Style, base: tuple[float, float | None], direction: str = "ltr") -> tuple[float, float]:
    """How far `position: relative` moves a box (CSS Position 3, section 3.3).

    Args:
        style: The style of the box.
        base: The size of its containing block.
        direction: The `direction` of its containing block, whose start side wins over the other.
    """
    if style.position != "relative":
        return 0.0, 0.0
    left, right = definite(style.left, base[0]), definite(style.right, base[0])
    top, bottom = definite(style.top, base[1]), definite(style.bottom, base[1])
    if left is not None and right is not None and direction == "rtl":
        left = None
    x = left if left is not None else -right if right is not None else 0.0
    y = top if top is not None else -bottom if bottom is not None else 0.0
    return x, y


def _line_height(style: Style) -> float:
    """The height that the style gives; a number is taken times the size in whole 64ths of a px."""
    if style.line_height_factor is not None:
        return style.line_height_factor * round(style.font_size / EPSILON) * EPSILON
    assert style.line_height is not None
    return style.line_height


def strut(ctx: LayoutContext, style: Style) -> Strut:
    """How far text of a style reaches, its leading half above and half below (CSS 2.1, section 10.8.1)."""
    found = ctx.struts.get(style)
    if found is None:
        font = metrics(style.text, ctx.library)
        height = font.ascent + font.descent
        line = height + round(font.line_gap) if style.line_height is None else _line_height(style)
        # Else lines would in the end lie a whole pixel off.
        line = line // EPSILON * EPSILON
        # Chromium rounds the upper half down, and the lower gets what is left.
        upper = (line - height) / 2 // 1
        above, below = font.ascent + upper, line - font.ascent - upper
        if style.text_emphasis_style:
            # The marks' em squares stand on that of the text.
            descent = ctx.library.chain(style.text)[0].at(style.text).em_descent
            if "under" in style.text_emphasis_position:
                below = max(below, float(round(descent + style.marks.font_size)))
            else:
                above = max(above, float(round(style.font_size - descent + style.marks.font_size)))
        found = Strut(font.ascent, font.descent, above, below, font)
        ctx.struts[style] = found
    return found
