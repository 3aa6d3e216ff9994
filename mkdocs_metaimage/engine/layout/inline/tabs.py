"""Tabs, which are as wide as their place in the line makes them (CSS Text 3, section 4.2)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from ...css.values import Length
from ...text.shape import shape
from .line_ends import CONTROLS, ends_of, hang_of
from .row import Row

if TYPE_CHECKING:
    from ...css.style import Style
    from ..formatting import LayoutContext
    from .paragraph import HardLine, Paragraph


# What may hang at the end of a line.
_HANGING = CONTROLS | {" ", "\t"}


class TabbedRow(NamedTuple):
    """A row as it is from one of its characters on, where that starts a line.

    Attributes:
        row: The row; `ends` has the hard line alone.
        widths: How wide each tab is.
    """

    row: Row
    widths: dict[int, float]


def has_tabs(paragraph: Paragraph, line: HardLine) -> bool:
    """Whether there are tabs in a hard line."""
    index = bisect_left(paragraph.tabs, line.first)
    return index < len(paragraph.tabs) and paragraph.tabs[index] < line.last


def with_tabs(
    ctx: LayoutContext,
    paragraph: Paragraph,
    row: Row,
    line: HardLine,
    start: int,
    indent: float,
    limit: float = inf,
) -> TabbedRow:
    """The row with the tabs as wide as they are in a line that starts at a character.

    Args:
        ctx: What layout takes from outside.
        paragraph: The paragraph.
        row: The row without the tabs.
        line: The hard line.
        start: The character.
        indent: How far the line is moved in.
        limit: Where there is no more room: breaks further right are left out but for one.
    """
    text = paragraph.text
    before, after = list(row.before), list(row.after)
    widths: dict[int, float] = {}
    shift = 0.0
    # An empty line has a break at its start alone.
    low = high = min(bisect_right(line.breaks, start), len(line.breaks) - 1)
    at = start
    for end in islice(line.breaks, low, None):
        high += 1
        for offset in range(at, end):
            before[offset] += shift
            after[offset] += shift
            if text[offset] == "\t":
                x = after[offset] - before[start] + indent
                widths[offset] = _tab_width(ctx, paragraph.style, x)
                shift += widths[offset]
        at = end
        if before[end] + shift > limit and text[end - 1] not in _HANGING:
            break
    before[at] += shift
    after[at] += shift
    reached = replace(line, breaks=line.breaks[low:high])
    ends = ends_of(ctx, paragraph, reached, (before, after), {})
    for index, offset in enumerate(reached.breaks):
        hung, _ = hang_of(paragraph, max(line.first, start), offset)
        ends[index] -= sum([widths.get(place, 0.0) for place in range(hung, offset)])
    return TabbedRow(Row(before, after, row.starts, [[-inf] * low + ends], row.again), widths)


def _tab_width(ctx: LayoutContext, style: Style, x: float) -> float:
    """How far it is from a place in a line to the next tab stop, by the style of the block."""
    space = shape(" ", style.text, ctx.library).advance
    size = style.tab_size
    stops = size.px if isinstance(size, Length) else size * space
    if stops <= 0:
        return style.letter_spacing
    width = stops - x % stops
    # A tab that would hardly be seen goes to the stop after.
    return width + stops if width < space / 2 else width
