"""The intrinsic widths of a block container of lines (CSS Sizing 3, section 5)."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from ...text.breaks import graphemes, sticks
from ..sizes import contribution
from .breaking import breaks_words
from .collecting import OBJECT, Mark
from .markers import symbol_width
from .paragraph import memory_of, paragraph_of
from .row import full_width, row_of
from .tabs import has_tabs, with_tabs

if TYPE_CHECKING:
    from ...css.style import Style
    from ..formatting import LayoutContext
    from ..tree import LayoutBox
    from .paragraph import HardLine, Paragraph
    from .row import Row


def lines_widths(ctx: LayoutContext, box: LayoutBox, height: float | None = None) -> tuple[float, float]:
    """The width of the widest part that cannot break, and that of the widest line that need not."""
    memory = memory_of(ctx, box)
    found: tuple[float, float] | None = memory.get(("widths", height))
    if found is None:
        found = memory["widths", height] = _widths(ctx, box, height)
    return found


def _widths(ctx: LayoutContext, box: LayoutBox, height: float | None) -> tuple[float, float]:
    if box.marker and box.style.list_style_position == "inside":
        width = symbol_width(ctx, box)
        return width, width
    paragraph = paragraph_of(ctx, box)
    atomics = [event.box for event in paragraph.events if event.mark is Mark.ATOMIC]
    contributions = {atomic: contribution(ctx, atomic, height) for atomic in atomics}
    preferred = row_of(ctx, paragraph, {each: widths[1] for each, widths in contributions.items()}, None)
    least = preferred
    if any(low != high for low, high in contributions.values()):
        least = row_of(ctx, paragraph, {each: widths[0] for each, widths in contributions.items()}, None)
    indent = box.style.text_indent.px
    narrowest = _widest_part(ctx, paragraph, least, indent)
    if box.style.text_fit is not None and box.style.font_size:
        narrowest *= min(box.style.text_fit / box.style.font_size, 1.0)
    widest = _widest_line(ctx, paragraph, preferred, indent)
    return max(narrowest, 0.0), max(widest, narrowest, 0.0)


def _widest_line(ctx: LayoutContext, paragraph: Paragraph, row: Row, indent: float) -> float:
    widest = 0.0
    for index, line in enumerate(paragraph.lines):
        own = indent if index == 0 else 0.0
        width = full_width(paragraph, row, index)
        if has_tabs(paragraph, line):
            width = with_tabs(ctx, paragraph, row, line, line.first, own).row.ends[0][-1] - row.starts[index]
        widest = max(widest, width + own)
    return widest


def _widest_part(ctx: LayoutContext, paragraph: Paragraph, row: Row, indent: float) -> float:
    widest = 0.0
    words = _anywhere(paragraph)
    for index, line in enumerate(paragraph.lines):
        own = indent if index == 0 else 0.0
        before, ends, breaks = row.before, row.ends[index], line.breaks
        if has_tabs(paragraph, line):
            tabbed = with_tabs(ctx, paragraph, row, line, line.first, own).row
            before, ends = tabbed.before, tabbed.ends[0]
        if words:
            reach = dict(zip(breaks, ends, strict=True))
            breaks = sorted({*breaks, *(offset for offset in words if line.first < offset < line.last)})
            ends = [reach.get(offset, before[offset]) for offset in breaks]
        starts = [row.starts[index], *[before[offset] for offset in breaks[:-1]]]
        parts = [end - start for start, end in zip(starts, ends, strict=True)]
        parts[0] += own
        if row.again:
            _add_again(row, line, breaks, parts)
        else:
            _add_closing(paragraph, row, line, breaks, parts)
            if words:
                _add_following(paragraph, line, breaks, parts)
        _join_objects(paragraph, breaks, parts)
        widest = max(widest, max(parts))
    return widest


def _add_again(row: Row, line: HardLine, breaks: list[int], parts: list[float]) -> None:
    """Give each part the edges of the boxes that would start anew with it, and of those that go on behind it."""
    for index, offset in enumerate(breaks):
        if index:
            parts[index] += row.opening_at(breaks[index - 1])
        parts[index] += row.closing_at(offset if offset < line.last else offset + 1)


def _add_closing(
    paragraph: Paragraph, row: Row, line: HardLine, breaks: list[int], parts: list[float]
) -> None:
    """Give the edges of boxes that end with a line to every word of its last text, as Chromium does."""
    if not paragraph.pieces or line.last < len(paragraph.text):
        return
    start, end, _ = paragraph.pieces[-1]
    if end != line.last:
        return
    edge = row.after[end] - row.after[end - 1] - paragraph.advances[end - 1]
    for index, offset in enumerate(breaks[:-1] if edge else ()):
        if offset > start:
            before = breaks[index - 1] if index else line.first
            left = row.before[before] if index else row.starts[-1]
            word = parts[index] - (row.after[max(before, start)] - left)
            # A word with something before it counts as it is, too.
            parts[index] = word + edge if word == parts[index] else max(parts[index], word + edge)


def _add_following(paragraph: Paragraph, line: HardLine, breaks: list[int], parts: list[float]) -> None:
    """Give the edges behind a text that may break anywhere to the widest of its characters, as Chromium does."""
    advances = paragraph.advances
    for start, end, style in paragraph.pieces:
        if not (line.first <= start < end <= line.last and _counts_anywhere(style)):
            continue
        bounds = [0, *graphemes(paragraph.text[start:end])]
        widths = [sum(advances[start + low : start + high]) for low, high in pairwise(bounds)]
        index = bisect_left(breaks, end)
        if len(widths) > 1 and parts[index] > widths[-1]:
            parts[index] += max(widths) - widths[-1]


def _join_objects(paragraph: Paragraph, breaks: list[int], parts: list[float]) -> None:
    """Behind a quotation mark an atomic box may start a line, but intrinsic widths do not know it in Chromium."""
    text = paragraph.text
    for index, offset in enumerate(breaks[:-1]):
        if text[offset] == OBJECT and sticks(text[offset - 1]):
            parts[index + 1] += parts[index]


def _anywhere(paragraph: Paragraph) -> list[int]:
    """With `overflow-wrap: anywhere` a word counts by its characters, with `break-word` as a whole."""
    found = []
    for start, end, style in paragraph.pieces:
        if _counts_anywhere(style):
            found += [start + offset for offset in graphemes(paragraph.text[start:end])]
    return found


def _counts_anywhere(style: Style) -> bool:
    return breaks_words(style) and (style.overflow_wrap == "anywhere" or style.word_break == "break-word")
