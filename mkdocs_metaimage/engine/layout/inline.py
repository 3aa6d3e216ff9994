"""Inline formatting: a paragraph cut into lines (CSS Inline 3; CSS Text 3, section 5)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..boxes import Rect
from ..text.breaks import graphemes
from ..text.faces import UNITS
from ..text.shape import part_of, shape
from .absolute import place
from .block import take_waiting
from .breaking import breaks_words, emergency_breaks
from .formatting import (
    EPSILON,
    Content,
    Fragment,
    LayoutContext,
    LineFragment,
    Run,
    Space,
    Waiting,
    lay_out,
    strut,
)
from .lines import Cursor, Item, items_of, place_line, spread, text_item
from .paragraph import (
    HYPHEN,
    SOFT_HYPHEN,
    Mark,
    Paragraph,
    Places,
    paragraph_of,
    places,
    trailing_space,
)
from .sizes import contribution, fitted_width, margins
from .tree import Kind, LayoutBox

if TYPE_CHECKING:
    from ..css.style import Style

_ELLIPSIS = "…"

Atomics = dict[LayoutBox, tuple[Fragment, float]]


class Cut(NamedTuple):
    """A line before it is laid out.

    Attributes:
        start: Its first character.
        visible: The end of what shows of it, the white space at its end left out.
        end: The first character of the next line, forced break left out.
        forced: Whether it ends with the paragraph or a forced break.
    """

    start: int
    visible: int
    end: int
    forced: bool


def lines_content(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    """Lay out the lines in a box."""
    fitted = None
    if box.style.text_fit is not None:
        from .text_fit import fit

        box = fitted = fit(ctx, box, space)
    # Lines do not depend on the height, but for what absolute boxes and percentages make of it.
    key = ("lines", space.x, space.y, space.width, space.height if _needs_height(box) else None)
    content: Content | None = box.remembered.get(key)
    if content is None:
        content = _lay_out_lines(ctx, box, space)
        box.remembered[key] = content
    # What waits is taken out by the containing block, and must be there again the next time.
    return Content(
        content.height, list(content.children), content.lines, content.inlines, content.baseline,
        content.last_baseline, empty=content.empty and not space.closed_top and not space.closed_bottom,
        waiting=list(content.waiting), fitted=fitted,
    )  # fmt: skip


def _needs_height(box: LayoutBox) -> bool:
    return any(True for _ in box.boxes)


def _lay_out_lines(ctx: LayoutContext, box: LayoutBox, space: Space) -> Content:
    paragraph = paragraph_of(ctx, box)
    atomics = _lay_out_atomics(ctx, paragraph, space)
    found = places(paragraph, {each: width for each, (_, width) in atomics.items()}, space.width)
    cuts = cut_lines(ctx, paragraph, found, space.width)
    clamp = box.style.line_clamp
    clamped = clamp is not None and len(cuts) > clamp
    content = Content()
    cursor = Cursor()
    y = space.y
    for index, cut in enumerate(cuts[:clamp]):
        items = items_of(
            paragraph, atomics, space.width, cursor, (cut.start, cut.visible, cut.end), index == len(cuts) - 1
        )
        if not _makes_line(paragraph, items, cut):
            _add_no_line(content, items, space, y)
            continue
        text = paragraph.text[cut.start : cut.visible]
        more = clamped and index + 1 == clamp
        items, text = _finish_items(ctx, box, paragraph, items, cut, space.width, text, more)
        y = _add_line(ctx, box, content, items, space, y, text)
    content.height = y - space.y
    content.empty = not content.lines
    if box.marker and content.lines:
        _add_marker(ctx, box, content, space)
    return content


def _lay_out_atomics(ctx: LayoutContext, paragraph: Paragraph, space: Space) -> Atomics:
    """Lay out the atomic boxes: each shrinks to fit (CSS 2.1, section 10.3.9)."""
    atomics: Atomics = {}
    for event in paragraph.events:
        if event.mark is Mark.ATOMIC:
            box = event.box
            around = margins(box.style, space.width)
            outside = around.left + around.right
            width = None
            if box.kind is not Kind.REPLACED:
                width = fitted_width(ctx, box, space.width - outside, space.width, space.height)
            fragment = lay_out(ctx, box, (space.width, space.height), width)
            atomics[box] = fragment, fragment.width + outside
    return atomics


# --- Cutting


def cut_lines(ctx: LayoutContext, paragraph: Paragraph, found: Places, width: float) -> list[Cut]:
    """Fill each line with as much as fits (CSS Text 3, section 5.1).

    Args:
        ctx: What layout takes from outside.
        paragraph: The paragraph.
        found: Where its characters are on one endless line.
        width: How wide the lines may be.
    """
    cuts: list[Cut] = []
    breaks = iter(paragraph.breaks)
    candidate = next(breaks, None)
    for first, last in paragraph.hard_lines:
        candidates = []
        while candidate is not None and candidate < last:
            if candidate > first:
                candidates.append(candidate)
            candidate = next(breaks, None)
        candidates.append(last)
        cuts += _cut_hard_line(ctx, paragraph, found, width, first, candidates)
    return cuts


def _cut_hard_line(
    ctx: LayoutContext, paragraph: Paragraph, found: Places, width: float, first: int, candidates: list[int]
) -> list[Cut]:
    ends = [_end(ctx, paragraph, found, offset, first) for offset in candidates]
    cuts: list[Cut] = []
    start, index = first, 0
    last = candidates[-1]
    while True:
        limit = found.before[start] + width + EPSILON
        fitting = bisect_right(ends, limit, lo=index) - 1
        if fitting < index:
            broken = _break_word(paragraph, found, start, candidates[index], limit)
            if broken is not None:
                cuts.append(Cut(start, broken, broken, False))
                start = broken
                continue
            fitting = index
        end = candidates[fitting]
        visible = trailing_space(paragraph, start, end)[0]
        cuts.append(Cut(start, visible, end, end == last))
        if end == last:
            return cuts
        start, index = end, fitting + 1


def _end(ctx: LayoutContext, paragraph: Paragraph, found: Places, offset: int, first: int) -> float:
    """Where a line that is broken here ends: the white space at its end hangs, a soft hyphen shows."""
    end = found.before[offset] - trailing_space(paragraph, first, offset)[1]
    if offset and paragraph.text[offset - 1] == SOFT_HYPHEN:
        style = paragraph.style_at(offset - 1)
        end += shape(HYPHEN, style.text, ctx.library).advance if style is not None else 0.0
    return end


def _break_word(paragraph: Paragraph, found: Places, start: int, end: int, limit: float) -> int | None:
    """Where to break a word that is too wide for a line, None if it may not be."""
    offsets = [offset for offset in emergency_breaks(paragraph, start, end) if offset > start]
    if not offsets:
        return None
    fitting = [offset for offset in offsets if found.before[offset] <= limit]
    return fitting[-1] if fitting else offsets[0]


def _makes_line(paragraph: Paragraph, items: list[Item], cut: Cut) -> bool:
    """Whether there is anything to show: a line of nothing but empty inline boxes is no line."""
    if cut.visible > cut.start or cut.end < len(paragraph.text):
        return True
    return any(item.atomic is not None or item.outer_width for item in items)


def _add_no_line(content: Content, items: list[Item], space: Space, y: float) -> None:
    """Keep what is in a line that is none: inline boxes of no size, and what waits in them."""
    content.inlines += [(box, Rect(space.x, y, 0.0, 0.0)) for item in items for box in item.stack]
    content.waiting += [Waiting(box, space.x, y) for item in items for box, _ in item.waiting]


# --- The end of a line


def _finish_items(
    ctx: LayoutContext,
    box: LayoutBox,
    paragraph: Paragraph,
    items: list[Item],
    cut: Cut,
    width: float,
    text: str,
    more: bool,
) -> tuple[list[Item], str]:
    """Hyphen, ellipsis, justification."""
    if text.endswith(SOFT_HYPHEN) and not cut.forced and items and items[-1].style is not None:
        last = items[-1]
        hyphen = text_item(ctx, HYPHEN, items[-1].style, last.stack, last.level)
        hyphen.closing, last.closing = last.closing, []
        items = [*items, hyphen]
    total = sum(item.outer_width for item in items)
    hides = box.style.text_overflow == "ellipsis" and box.style.overflow != "visible"
    if more or (hides and total > width + EPSILON):
        return _shortened(ctx, box.style, items, width, text)
    if box.style.text_align == "justify" and not cut.forced:
        items = spread(items, width - total)
    return items, text


def _shortened(
    ctx: LayoutContext, style: Style, items: list[Item], width: float, text: str
) -> tuple[list[Item], str]:
    """Cut the line at a grapheme so that an ellipsis fits behind it (CSS Overflow 4, sections 4 and 5)."""
    base = 1 if style.direction == "rtl" else 0
    ellipsis = text_item(ctx, _ELLIPSIS, style, (), base)
    room = width - ellipsis.width + EPSILON
    kept: list[Item] = []
    used = 0.0
    for item in items:
        if used + item.outer_width <= room:
            kept.append(item)
            used += item.outer_width
            continue
        shorter = _shortened_item(item, room - used, first=not kept)
        if shorter is not None:
            kept.append(shorter)
        break
    shown = "".join(item.text.text for item in kept if item.text is not None)
    return [*kept, ellipsis], (shown if len(shown) < len(text) else text) + _ELLIPSIS


def _shortened_item(item: Item, room: float, first: bool) -> Item | None:
    """As much of an item as fits, at least its first character if it is the first; None for nothing."""
    if item.text is None:
        return item if first else None
    room -= sum(edge.margin + edge.inside for edge in item.opening)
    best = 0
    advances = [0.0] * (len(item.text.text) + 1)
    for glyph in item.text.glyphs:
        advances[glyph.cluster] += glyph.advance
    used = 0.0
    start = 0
    for end in graphemes(item.text.text):
        used += sum(advances[start:end])
        if used > room and not (first and not best):
            break
        best = start = end
    if not best:
        return None
    part = part_of(item.text, 0, best)
    return Item(
        part.advance, item.level, item.stack, part, item.style, opening=item.opening, waiting=item.waiting
    )


def _add_line(
    ctx: LayoutContext, box: LayoutBox, content: Content, items: list[Item], space: Space, y: float, text: str
) -> float:
    """Place a line, and return where the next one starts."""
    free = space.width - sum(item.outer_width for item in items)
    if abs(free) < EPSILON:
        free = 0.0
    placed = place_line(ctx, box.style, items, space, y, free, text)
    line = placed.line
    content.lines.append(line)
    content.inlines += placed.inlines
    for child in placed.children:
        content.children.append(child)
        take_waiting(content, child.fragment, child.x, child.y)
    for waiting, stack in placed.waiting:
        holder = next((each for each in reversed(stack) if each.style.position != "static"), None)
        if holder is None or waiting.box.style.position == "fixed":
            content.waiting.append(waiting)
        else:
            content.children.append(place(ctx, waiting, _padding_box(holder, placed.inlines)))
    if content.baseline is None:
        content.baseline = line.baseline
    content.last_baseline = line.baseline
    return y + line.rect.height


def _padding_box(holder: LayoutBox, inlines: list[tuple[LayoutBox, Rect]]) -> Rect:
    """The containing block that a positioned inline box makes: its fragment on the line."""
    x, y, width, height = next(rect for each, rect in inlines if each is holder)
    style = holder.style
    return Rect(
        x + style.border_left_width,
        y + style.border_top_width,
        width - style.border_left_width - style.border_right_width,
        height - style.border_top_width - style.border_bottom_width,
    )


def _add_marker(ctx: LayoutContext, box: LayoutBox, content: Content, space: Space) -> None:
    """Put the marker of a list item outside of its first line."""
    style, line = box.style, content.lines[0]
    if not box.marker.endswith(" "):
        line.runs.append(_symbol(ctx, box, line, space))
        return
    rtl = style.direction == "rtl"
    # Numbers of one width stand below each other.
    style = style.but(font_feature_settings=(("tnum", 1), *style.font_feature_settings))
    item = text_item(ctx, box.marker, style, (), int(rtl))
    assert item.text is not None
    line.runs.append(
        Run(space.x + space.width if rtl else space.x - item.width, line.baseline, item.text, style)
    )


def _symbol(ctx: LayoutContext, box: LayoutBox, line: LineFragment, space: Space) -> Run:
    """A disc, circle or square, of the size and at the place that Chromium has by the ascent of the font."""
    ascent = strut(ctx, box.style).ascent
    reach = ascent * 2 // 3
    size = max((reach + 1) // 2, 1.0)
    large = box.style.but(
        font_family=("sans-serif",), font_optical_sizing="none", font_size=100.0, text_decoration_line=()
    )
    glyph = shape(box.marker, large.text, ctx.library).glyphs[0]
    ink = glyph.face.font.get_glyph_extents(glyph.id)
    scale = size / ink.width
    style = large.but(font_size=large.font_size * scale * UNITS)
    left = space.x + space.width + reach + 7 - size if style.direction == "rtl" else space.x - reach - 7
    top = line.baseline - ascent + 3 * (ascent - reach) // 2
    shaped = shape(box.marker, style.text, ctx.library)
    return Run(left - ink.x_bearing * scale, top + ink.y_bearing * scale, shaped, style)


# --- Intrinsic sizes


def lines_widths(
    ctx: LayoutContext, box: LayoutBox, height: float | None = None
) -> tuple[float, float]:
    """The width of the widest part that cannot break, and that of the widest line that need not."""
    paragraph = paragraph_of(ctx, box)
    atomics = [event.box for event in paragraph.events if event.mark is Mark.ATOMIC]
    contributions = {atomic: contribution(ctx, atomic, height) for atomic in atomics}
    preferred = places(paragraph, {each: widths[1] for each, widths in contributions.items()}, None)
    least = preferred
    if any(low != high for low, high in contributions.values()):
        least = places(paragraph, {each: widths[0] for each, widths in contributions.items()}, None)
    narrowest = _widest_part(ctx, paragraph, least)
    if box.style.text_fit is not None and box.style.font_size:
        narrowest *= min(box.style.text_fit / box.style.font_size, 1.0)
    return narrowest, _widest_line(ctx, paragraph, preferred)


def _widest_line(ctx: LayoutContext, paragraph: Paragraph, found: Places) -> float:
    return max(
        _end(ctx, paragraph, found, end, start) - found.before[start] if end < len(paragraph.text)
        else found.after[end] - trailing_space(paragraph, start, end)[1] - found.before[start]
        for start, end in paragraph.hard_lines
    )  # fmt: skip


def _widest_part(ctx: LayoutContext, paragraph: Paragraph, found: Places) -> float:
    offsets = sorted({*paragraph.breaks, *(offset for line in paragraph.hard_lines for offset in line)})
    # With `overflow-wrap: anywhere` a word counts by its characters, with `break-word` as a whole.
    offsets = sorted({*offsets, *_anywhere(paragraph)})
    widest = 0.0
    for start, end in pairwise(offsets):
        right = _end(ctx, paragraph, found, end, start) if end < len(paragraph.text) else (
            found.after[end] - trailing_space(paragraph, start, end)[1])  # fmt: skip
        widest = max(widest, right - found.before[start])
    return widest


def _anywhere(paragraph: Paragraph) -> list[int]:
    found = []
    for start, end, style in paragraph.pieces:
        if breaks_words(style) and (style.overflow_wrap == "anywhere" or style.word_break == "break-word"):
            found += [start + offset for offset in graphemes(paragraph.text[start:end])]
    return found
