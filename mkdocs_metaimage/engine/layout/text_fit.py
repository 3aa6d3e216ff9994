"""`text-fit`: the largest size at which a text fits its box. A property of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .formatting import EPSILON, LayoutContext, Space
from .inline.content import cutter_of, lines_content
from .sizes import height_of
from .tree import LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..css.style import Style


def fit(ctx: LayoutContext, box: LayoutBox, space: Space) -> LayoutBox:
    """The box with its text as large as fits, no smaller than `text-fit` says.

    Its style's sizes are the largest to try. Sizes are tried in whole px; those of the boxes in it shrink
    in proportion, whatever `text-fit` of their own they have.

    Args:
        ctx: What layout takes from outside.
        box: A block container of lines.
        space: The content box that the text must fit; where it has no height, the greatest that the style
            allows counts.
    """
    key = ("fitted", space.width, space.height)
    found: LayoutBox | None = box.remembered.get(key)
    if found is None:
        found = _fit(ctx, box, space)
        box.remembered[key] = found
    return found


def smallest(box: LayoutBox) -> LayoutBox:
    """The box with its text as small as `text-fit` allows."""
    found: LayoutBox | None = box.remembered.get("smallest")
    if found is None:
        largest, least = box.style.font_size, box.style.text_fit
        assert least is not None
        found = _scaled(box, min(least / largest, 1.0)) if largest else box
        box.remembered["smallest"] = found
    return found


def _fit(ctx: LayoutContext, box: LayoutBox, space: Space) -> LayoutBox:
    largest, least = box.style.font_size, box.style.text_fit
    assert least is not None
    height = space.height if space.height is not None else _most(box, space)
    whole = _scaled(box, 1.0)
    if least >= largest or _fits(ctx, whole, space, height):
        return whole
    # Sizes below the largest, in whole px: halve what lies between one that fits and one that does not.
    low, high = least, largest
    best = smallest(box)
    while high - low > 1:
        size = float(int((low + high) / 2))
        if size <= low:
            break
        tried = _scaled(box, size / largest)
        if _fits(ctx, tried, space, height):
            low, best = size, tried
        else:
            high = size
    return best


def _most(box: LayoutBox, space: Space) -> float | None:
    """The greatest content height that the style allows, None for no bound."""
    most = height_of(box, box.style.max_height, None, space.width)
    if most is None:
        return None
    style = box.style
    edges = style.border_top_width + style.border_bottom_width
    return most - edges - style.padding_top.resolve(space.width) - style.padding_bottom.resolve(space.width)


def _fits(ctx: LayoutContext, box: LayoutBox, space: Space, height: float | None) -> bool:
    """Whether no line is too wide, no text is left out, and the lines are not too high together."""
    style = box.style
    if not any(True for _ in box.boxes):
        cuts = cutter_of(ctx, box, {}, space.width).cut(space.width, style.line_clamp)
        if style.line_clamp is not None and len(cuts) > style.line_clamp:
            return False
        # A word broken in its middle does not count as fitting.
        if any(cut.inside for cut in cuts):
            return False
    content = lines_content(ctx, box, space)
    if any(line.rect.width > space.width + EPSILON for line in content.lines):
        return False
    return height is None or content.height <= height + EPSILON


def _scaled(box: LayoutBox, factor: float) -> LayoutBox:
    """A copy of the box with all text sizes multiplied."""
    style = _scaled_style(box.style, factor)
    scaled = LayoutBox(box.kind, style, box.node, (), box.independent, box.marker)
    scaled.children = _scaled_children(box.children, factor, {box.style: style})
    return scaled


def _scaled_style(style: Style, factor: float) -> Style:
    return style.with_text_scaled(factor).but(text_fit=None)


def _scaled_children(
    children: Sequence[LayoutBox | TextPiece], factor: float, styles: dict[Style, Style]
) -> list[LayoutBox | TextPiece]:
    scaled: list[LayoutBox | TextPiece] = []
    for child in children:
        style = styles.get(child.style)
        if style is None:
            style = styles[child.style] = _scaled_style(child.style, factor)
        if isinstance(child, TextPiece):
            scaled.append(TextPiece(child.text, style))
        else:
            inner = _scaled_children(child.children, factor, styles)
            scaled.append(LayoutBox(child.kind, style, child.node, inner, child.independent, child.marker))
    return scaled
