"""What all formatting contexts share: sizes of boxes, and the step from a box to its fragment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import Edges, Rect
from ..css.values import AUTO, Length, bounded
from ..text.shape import FontMetrics, metrics
from .tree import Kind, LayoutBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..css.style import Size, Style
    from ..text.fonts import FontLibrary
    from ..text.shape import ShapedText

# Browsers keep positions in 64ths of a px: what is nearer than that is the same.
EPSILON = 1 / 64


class Margin(NamedTuple):
    """Adjoining margins: the greatest of the positive ones and the least of the negative ones."""

    positive: float = 0.0
    negative: float = 0.0

    @property
    def size(self) -> float:
        """What they collapse to (CSS 2.1, section 8.3.1)."""
        return self.positive + self.negative

    def joined(self, other: Margin) -> Margin:
        """These and others that adjoin them."""
        return Margin(max(self.positive, other.positive), min(self.negative, other.negative))

    @staticmethod
    def of(size: float) -> Margin:
        """A single margin."""
        return Margin(size, 0.0) if size >= 0 else Margin(0.0, size)


_NO_MARGIN = Margin()


class Run(NamedTuple):
    """A piece of text in a line, positions from the corner of the box that has the line."""

    x: float
    baseline: float
    shaped: ShapedText
    style: Style


class LineFragment(NamedTuple):
    """A line box, positions from the corner of the box that has it."""

    rect: Rect
    baseline: float
    text: str
    runs: list[Run]


class Waiting(NamedTuple):
    """An absolutely positioned box that waits for its containing block to have a size.

    Attributes:
        box: The box.
        x: Where it would be if it were static.
        y: The same, downwards.
        along: Which part of its width is left of x: 0, 0.5 or 1.
        down: Which part of its height is above y.
    """

    box: LayoutBox
    x: float
    y: float
    along: float = 0.0
    down: float = 0.0


class Child(NamedTuple):
    """A fragment in another, at a place from that one's corner."""

    x: float
    y: float
    fragment: Fragment


@dataclass(slots=True, eq=False)
class Content:
    """What is in a box, positions from the corner of its border box.

    Attributes:
        height: How high it is.
        children: The fragments.
        lines: The lines.
        inlines: The border boxes of inline boxes' fragments.
        baseline: The first baseline, None if there is none.
        last_baseline: The last one.
        top: The margins that adjoin the top of the box from inside.
        bottom: The margins that adjoin its bottom.
        empty: Whether margins collapse through it.
        waiting: The absolutely positioned boxes whose containing block is further out.
        fitted: The box with its text in another size, of which this is the content.
    """

    height: float = 0.0
    children: list[Child] = field(default_factory=list)
    lines: list[LineFragment] = field(default_factory=list)
    inlines: list[tuple[LayoutBox, Rect]] = field(default_factory=list)
    baseline: float | None = None
    last_baseline: float | None = None
    top: Margin = _NO_MARGIN
    bottom: Margin = _NO_MARGIN
    empty: bool = False
    waiting: list[Waiting] = field(default_factory=list)
    fitted: LayoutBox | None = None


@dataclass(slots=True, eq=False)
class Fragment:
    """A box with its size (of its border box, in px) and what is in it at its place."""

    box: LayoutBox
    width: float
    height: float
    border: Edges
    padding: Edges
    content: Content


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
        intrinsic: For each kind the function that gives the least and the preferred width of its content.
        struts: What `strut` remembers.
    """

    library: FontLibrary
    picture_size: Callable[[str], tuple[float, float] | None]
    width: float
    height: float
    contents: Mapping[Kind, Callable[[LayoutContext, LayoutBox, Space], Content]]
    intrinsic: Mapping[Kind, Callable[[LayoutContext, LayoutBox], tuple[float, float]]]
    struts: dict[Style, Strut] = field(default_factory=dict)


class Space(NamedTuple):
    """The content box that a box's content goes into.

    Attributes:
        x: Its left edge, from the corner of the border box.
        y: Its top edge.
        width: Its width.
        height: Its height, None where it follows from the content.
        closed_top: Whether the margins of the content stay inside at the top.
        closed_bottom: The same at the bottom.
    """

    x: float
    y: float
    width: float
    height: float | None
    closed_top: bool
    closed_bottom: bool


# --- Edges and sizes


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


# --- From a box to its fragment


def lay_out(
    ctx: LayoutContext,
    box: LayoutBox,
    base: tuple[float, float | None],
    width: float | None = None,
    height: float | None = None,
) -> Fragment:
    """Lay out a box.

    Args:
        ctx: What layout takes from outside.
        box: The box.
        base: The size of its containing block, which percentages refer to.
        width: Its border-box width where the formatting context it is in decides that; else it fills the
            containing block.
        height: Its border-box height where the formatting context decides that.
    """
    if box.kind is Kind.REPLACED:
        from .replaced import replaced_size

        width, height = replaced_size(ctx, box, base, width, height)
    if width is None:
        width = block_width(ctx, box, base[0])
    forced = height is not None
    if height is None:
        height = _own_height(box, base, width)
    # Percentages of the height of the containing block come in by the box's own height alone.
    limits = (
        None if height is not None else (_limit(box, base, "min_height"), _limit(box, base, "max_height"))
    )
    key = (base[0], width, height, forced, limits)
    found: Fragment | None = box.remembered.get(key)
    if found is None:
        found = _fragment(ctx, box, base, width, height, forced)
        box.remembered[key] = found
    return found


def _own_height(box: LayoutBox, base: tuple[float, float | None], width: float) -> float | None:
    """The border-box height that the style gives, None where it follows from the content."""
    height = height_of(box, box.style.height, base[1], base[0])
    if height is None and box.style.aspect_ratio and box.style.height not in ("min-content", "max-content"):
        height = height_from_ratio(box, width, base[0])
    if height is None:
        return None
    return max(clamped_height(box, height, base[1], base[0]), down(box, base[0]))


def _limit(box: LayoutBox, base: tuple[float, float | None], name: str) -> float | None:
    return height_of(box, getattr(box.style, name), base[1], base[0])


def _fragment(
    ctx: LayoutContext,
    box: LayoutBox,
    base: tuple[float, float | None],
    width: float,
    height: float | None,
    forced: bool,
) -> Fragment:
    border, padding = edges(box, base[0])
    around = down(box, base[0])
    space = Space(
        border.left + padding.left,
        border.top + padding.top,
        max(width - border.left - border.right - padding.left - padding.right, 0.0),
        None if height is None else max(height - around, 0.0),
        bool(box.independent or border.top or padding.top),
        bool(box.independent or border.bottom or padding.bottom or height is not None),
    )
    content = ctx.contents[box.kind](ctx, box, space)
    if height is None:
        natural = content.height + around
        height = max(clamped_height(box, natural, base[1], base[0]), around)
        if abs(height - natural) > EPSILON:
            if box.kind is Kind.FLEX or box.style.text_fit is not None:
                content = ctx.contents[box.kind](ctx, box, space._replace(height=height - around))
            content.empty = content.empty and not height
    elif _grows(box, forced):
        height = max(height, clamped_height(box, content.height + around, base[1], base[0]))
    fragment = Fragment(box, width, height, border, padding, content)
    if content.waiting:
        from .absolute import place_waiting

        place_waiting(ctx, fragment)
    return fragment


def _grows(box: LayoutBox, forced: bool) -> bool:
    """Whether the automatic minimum of `aspect-ratio` holds (CSS Sizing 4, section 5.3)."""
    style = box.style
    return bool(
        style.aspect_ratio
        and not forced
        and box.kind is not Kind.REPLACED
        and style.height == AUTO
        and style.min_height == AUTO
        and style.overflow == "visible"
    )


def offset(style: Style, base: tuple[float, float | None]) -> tuple[float, float]:
    """How far `position: relative` moves a box (CSS Position 3, section 3.3)."""
    if style.position != "relative":
        return 0.0, 0.0
    left, right = definite(style.left, base[0]), definite(style.right, base[0])
    top, bottom = definite(style.top, base[1]), definite(style.bottom, base[1])
    if left is not None and right is not None and style.direction == "rtl":
        left = None
    x = left if left is not None else -right if right is not None else 0.0
    y = top if top is not None else -bottom if bottom is not None else 0.0
    return x, y


def strut(ctx: LayoutContext, style: Style) -> Strut:
    """How far text of a style reaches, its leading half above and half below (CSS 2.1, section 10.8.1)."""
    found = ctx.struts.get(style)
    if found is None:
        font = metrics(style.text, ctx.library)
        height = font.ascent + font.descent
        line = style.line_height if style.line_height is not None else height + round(font.line_gap)
        # Else lines would in the end lie a whole pixel off.
        line = line // EPSILON * EPSILON
        # Chromium rounds the upper half down, and the lower gets what is left.
        upper = (line - height) / 2 // 1
        found = Strut(font.ascent, font.descent, font.ascent + upper, line - font.ascent - upper, font)
        ctx.struts[style] = found
    return found
