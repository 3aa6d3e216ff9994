"""Tabs, which are as wide as their place in the line makes them (CSS Text 3, section 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...css.values import Length
from ...text.shape import shape
from .line_ends import ends_of, hang_of
from .row import Row

if TYPE_CHECKING:
    from ...css.style import Style
    from ..formatting import LayoutContext
    from .paragraph import HardLine, Paragraph


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
    return any(line.first <= tab < line.last for tab in paragraph.tabs)


def with_tabs(
    ctx: LayoutContext, paragraph: Paragraph, row: Row, line: HardLine, start: int, indent: float
) -> TabbedRow:
    """The row with the tabs as wide as they are in a line that starts at a character."""
    before, after = list(row.before), list(row.after)
    widths: dict[int, float] = {}
    shift = 0.0
    for offset in range(start, line.last + 1):
        before[offset] += shift
        after[offset] += shift
        if offset < line.last and paragraph.text[offset] == "\t":
            x = after[offset] - before[start] + indent
            widths[offset] = _tab_width(ctx, paragraph.style, x)
            shift += widths[offset]
    ends = ends_of(ctx, paragraph, line, (before, after), {})
    for index, offset in enumerate(line.breaks):
        hung, _ = hang_of(paragraph, max(line.first, start), offset)
        ends[index] -= sum(width for tab, width in widths.items() if hung <= tab < offset)
    return TabbedRow(Row(before, after, row.starts, [ends]), widths)


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
