"""`text-fit`: the largest size at which a text fits its box. A property of ours."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, Final

from ..css.values import ZERO
from .formatting import EPSILON, LayoutContext, Space, strut
from .inline.content import cutter_of, lines_content
from .inline.paragraph import paragraph_of
from .sizes import height_of
from .tree import LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..css.style import Style
    from .inline.cutting import Cut, Cutter

# How much wider a character may be than in proportion to its size, in px: its advance, what it kerns by and the
# spacing are rounded to 1024ths.
_ROUNDED: Final = 1 / 64


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
    largest, least = box.style.font_size, box.style.text_fit
    assert least is not None
    return _scaled(box, min(least / largest, 1.0)) if largest else box


def _fit(ctx: LayoutContext, box: LayoutBox, space: Space) -> LayoutBox:
    largest, least = box.style.font_size, box.style.text_fit
    assert least is not None
    height = space.height if space.height is not None else _most(box, space)
    whole = _scaled(box, 1.0)
    if least < largest and _is_too_long(ctx, whole, space, height, least):
        return smallest(box)
    if least >= largest or _fits(ctx, whole, space, height):
        return whole
    # Sizes below the largest, in whole px: halve what lies between one that fits and one that does not, but
    # first try the size that fits by what the largest has come to, and the ones beside it.
    low, high = least, largest
    best = smallest(box)
    guess = _guess(ctx, whole, space, height, least)
    expected = inf if guess is None else guess
    near = 2 if guess is not None else 0
    while high - low > 1:
        size = guess if near and guess is not None and low < guess < high else float(int((low + high) / 2))
        if size <= low:
            break
        tried = _scaled(box, size / largest)
        too_large = size > expected and _is_too_large(ctx, whole, tried.style, space, height)
        if not too_large and _fits(ctx, tried, space, height):
            low, best = size, tried
            guess = size + 1
        else:
            high = size
            guess = size - 1
        near -= near > 0
    return best


def _is_too_long(
    ctx: LayoutContext, whole: LayoutBox, space: Space, height: float | None, least: float
) -> bool:
    """Whether even at the least size a text is twice as long as all lines that there is room for."""
    style, line = whole.style, strut(ctx, whole.style)
    factor = least / style.font_size
    most = inf if style.line_clamp is None else style.line_clamp
    high = (line.above + line.below) * factor
    if height is not None and high > 0:
        most = min(most, height // high + 1)
    if most == inf:
        return False
    return sum(paragraph_of(ctx, whole).advances) * factor > 2 * most * space.width


def _guess(
    ctx: LayoutContext, whole: LayoutBox, space: Space, height: float | None, least: float
) -> float | None:
    """The largest size in whole px that fits if widths are in proportion to sizes; None for boxes with boxes in."""
    style = whole.style
    line = strut(ctx, style)
    if whole.boxes or style.text_indent.px:
        return None
    cutter = cutter_of(ctx, whole, {}, space.width)
    low, high = int(least), int(style.font_size)
    while high - low > 1:
        size = (low + high) // 2
        factor = size / style.font_size
        cuts = _whole_lines(cutter, space.width / factor, style.line_clamp)
        if cuts is not None and (height is None or len(cuts) * (line.above + line.below) * factor <= height):
            low = size
        else:
            high = size
    return float(low)


def _is_too_large(
    ctx: LayoutContext, whole: LayoutBox, scaled: Style, space: Space, height: float | None
) -> bool:
    """Whether it is sure, without shaping it, that a text without boxes in it does not fit at another size.

    It is where widths are in proportion to sizes but for what is rounded, and the lines would be too wide, or too
    many, even with that much more room.
    """
    style, paragraph = whole.style, paragraph_of(ctx, whole)
    if style.text_indent != ZERO or style.line_height is None or paragraph.tabs:
        return False
    text = style.text
    alike = all(piece[2] is style for piece in paragraph.pieces)
    if not alike or text.size_adjust is not None or text.caps != "normal":
        return False
    faces = {run.face for segment in paragraph.segments for run in segment.shaped.runs}
    if not all(face.differs_in_size(face.face.at(scaled.text)) for face in faces):
        return False
    factor, line = scaled.font_size / style.font_size, strut(ctx, scaled)
    rounded = _ROUNDED * (len(paragraph.text) + 1)
    cutter = cutter_of(ctx, whole, {}, space.width)
    cuts = _whole_lines(cutter, (space.width + rounded) / factor, style.line_clamp)
    if cuts is None:
        return True
    return height is not None and len(cuts) * (line.above + line.below) > height + EPSILON


def _whole_lines(cutter: Cutter, width: float, most: int | None) -> list[Cut] | None:
    """The lines for a width; None if a word is broken or too wide, or text is left out."""
    cuts = cutter.cut(width, most)
    if most is not None and len(cuts) > most:
        return None
    lines = cutter.paragraph.lines
    fits = not any(
        cutter.overflows([cut for cut in cuts if cut.line is line], width, index)
        for index, line in enumerate(lines)
    )
    return cuts if fits else None


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
    if not box.boxes:
        cuts = _whole_lines(cutter_of(ctx, box, {}, space.width), space.width, style.line_clamp)
        if cuts is None:
            return False
        if style.line_height is not None:
            line = strut(ctx, style)
            return height is None or len(cuts) * (line.above + line.below) <= height + EPSILON
    if style.text_overflow != "clip":
        # An ellipsis would make any line narrow enough.
        box = replace(box, style=style.but(text_overflow="clip"), remembered={})
    content = lines_content(ctx, box, space)
    if any(line.rect.width > space.width + EPSILON for line in content.lines):
        return False
    return height is None or content.height <= height + EPSILON


def _scaled(box: LayoutBox, factor: float) -> LayoutBox:
    """A copy of the box with all text sizes multiplied, remembered on it."""
    key = ("scaled", factor)
    found: LayoutBox | None = box.remembered.get(key)
    if found is not None:
        return found
    style = _scaled_style(box.style, factor)
    scaled = LayoutBox(box.kind, style, box.node, (), box.independent, box.marker)
    copies: dict[LayoutBox, LayoutBox] = {}
    scaled.children = _scaled_children(box.children, factor, {box.style: style}, copies)
    for copy in copies.values():
        if copy.holder is not None:
            copy.holder = copies.get(copy.holder, copy.holder)
    box.remembered[key] = scaled
    return scaled


@lru_cache(maxsize=128)
def _scaled_style(style: Style, factor: float) -> Style:
    return style.with_text_scaled(factor).but(text_fit=None)


def _scaled_children(
    children: Sequence[LayoutBox | TextPiece],
    factor: float,
    styles: dict[Style, Style],
    copies: dict[LayoutBox, LayoutBox],
) -> list[LayoutBox | TextPiece]:
    scaled: list[LayoutBox | TextPiece] = []
    for child in children:
        style = styles.get(child.style)
        if style is None:
            style = styles[child.style] = _scaled_style(child.style, factor)
        if isinstance(child, TextPiece):
            scaled.append(TextPiece(child.text, style))
        else:
            inner = _scaled_children(child.children, factor, styles, copies)
            copy = replace(child, style=style, children=inner, remembered={})
            copies[child] = copy
            scaled.append(copy)
    return scaled
