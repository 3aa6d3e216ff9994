"""Where everything would be if there were one endless line."""

from __future__ import annotations

from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from ...css.values import Length
from ...text.shape import shape
from ..edges import edges, px
from .collecting import OBJECT, PRESERVING, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...css.style import Style
    from ..formatting import LayoutContext
    from ..tree import LayoutBox
    from .paragraph import HardLine, Paragraph

# The controls of embeddings and isolates, which have no width.
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_IDEOGRAPHS = "\u2e80"
SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"


class Row(NamedTuple):
    """Where each character would start if there were one endless line.

    Attributes:
        before: Where a line that starts at the character would start: ahead of the inline boxes that open.
        after: Where the character itself starts.
        starts: Where each hard line starts.
        ends: For each hard line how far a line reaches that ends at one of its breaks.
    """

    before: list[float]
    after: list[float]
    starts: list[float]
    ends: list[list[float]]


def row_of(
    ctx: LayoutContext, paragraph: Paragraph, widths: Mapping[LayoutBox, float], base: float | None
) -> Row:
    """Where everything is.

    Args:
        ctx: What layout takes from outside.
        paragraph: The paragraph.
        widths: The margin-box widths of its atomic boxes.
        base: What percentages of paddings and margins refer to.
    """
    if paragraph.row is not None:
        return paragraph.row
    if any(event.mark is not Mark.WAITING for event in paragraph.events):
        before, after, opened, peaks = _places(paragraph, widths, base)
    else:
        before = after = list(accumulate(paragraph.advances, initial=0.0))
        opened = peaks = {}
    if base is None:
        peaks = {}  # intrinsic widths have the margins, whatever they hide
    starts = [opened.get(line.first, before[line.first]) for line in paragraph.lines]
    ends = [_ends(ctx, paragraph, before, after, line, peaks) for line in paragraph.lines]
    row = Row(before, after, starts, ends)
    if before is after:
        paragraph.row = row
    return row


def _places(
    paragraph: Paragraph, widths: Mapping[LayoutBox, float], base: float | None
) -> tuple[list[float], list[float], dict[int, float], dict[int, float]]:
    """Where characters are, where boxes open ahead of them, and how far what is before them reaches at most."""
    advances = paragraph.advances
    before: list[float] = []
    after: list[float] = []
    opened: dict[int, float] = {}
    peaks: dict[int, float] = {}
    x = 0.0
    at = depth = 0
    for event in paragraph.events:
        if event.mark is Mark.WAITING:
            continue
        # What lies between two events is plain.
        if event.offset > at:
            x = _run(advances, before, after, x, at, event.offset, len(after) > at)
            # What opens behind an atomic box is not in its line.
            at, depth = event.offset, int(paragraph.text[event.offset - 1] == OBJECT)
        if event.mark is Mark.CLOSE:
            edge = sum(closing_edge(event.box, base))
            if edge < 0:
                peaks.setdefault(at, x)
            x += edge
            if len(after) > at:
                depth = max(depth - 1, 0)
                after[at] = x
                # A line may break after all boxes that end here, also those that start here.
                before[at] = before[at] if depth else x
            continue
        if len(before) == at:
            before.append(x)
            opened[at] = x
        if event.mark is Mark.OPEN:
            x += sum(opening_edge(event.box, base))
            depth += 1
        if len(after) == at:
            after.append(x)
        after[at] = x
        if event.mark is Mark.ATOMIC:
            x += widths[event.box]
            depth += 1
    _run(advances, before, after, x, at, len(advances) + 1, len(after) > at)
    return before, after, opened, peaks


def _run(
    advances: list[float], before: list[float], after: list[float], x: float, at: int, end: int, begun: bool
) -> float:
    """Add the characters up to an event; the first may have its place already. Returns where they end."""
    if not begun:
        before.append(x)
        after.append(x)
    if at < len(advances):
        x += advances[at]
    for offset in range(at + 1, end):
        before.append(x)
        after.append(x)
        if offset < len(advances):
            x += advances[offset]
    return x


def _ends(
    ctx: LayoutContext,
    paragraph: Paragraph,
    before: list[float],
    after: list[float],
    line: HardLine,
    peaks: Mapping[int, float],
) -> list[float]:
    """How far a line reaches: the white space at its end hangs or goes, a soft hyphen shows."""
    text = paragraph.text
    ends = []
    for offset in line.breaks:
        # Boxes that open behind the last character are in its line. What is in a box with a negative margin
        # must fit without it.
        end = before[offset] if offset < line.last else after[offset]
        if peaks:
            end = max(end, _peak(paragraph.text, peaks, offset))
        last = text[offset - 1] if offset > line.first else ""
        if last == " " or last in CONTROLS:
            hung, width = hang_of(paragraph, line.first, offset)
            end -= width
            if width:
                end += kern_of(ctx, paragraph, hung)
        elif last == SOFT_HYPHEN and offset < line.last:
            end += hyphen_width(ctx, paragraph.style_at(offset - 1))
        elif offset < line.last and last < _IDEOGRAPHS:
            end += kern_of(ctx, paragraph, offset)
        ends.append(end)
    return ends


def _peak(text: str, peaks: Mapping[int, float], offset: int) -> float:
    """How far what is before a place reaches, whatever negative margins stand between."""
    found = peaks.get(offset, -inf)
    while offset and text[offset - 1] in CONTROLS:
        offset -= 1
        found = max(found, peaks.get(offset, -inf))
    return found


def kern_of(ctx: LayoutContext, paragraph: Paragraph, offset: int) -> float:
    """How much wider the character before a place is at the end of a line than with the one after it."""
    pair = paragraph.text[offset - 1 : offset + 1] if offset else ""
    # No letter kerns with a space in the fonts of this world, and asking for each word is dear.
    if len(pair) < 2 or (pair[1] == " " and pair[0].isalnum()):
        return 0.0
    style = paragraph.style_at(offset - 1)
    if style is None:
        return 0.0
    known = ctx.kerns.setdefault(style, {})
    if pair not in known:
        alone = shape(pair[0], style.text, ctx.library).advance
        together = shape(pair, style.text, ctx.library)
        known[pair] = alone - sum(width for cluster, width in together.widths if cluster == 0)
    return known[pair]


def hyphen_width(ctx: LayoutContext, style: Style | None) -> float:
    """How wide a hyphen is that a soft one shows as."""
    return shape(HYPHEN, style.text, ctx.library).advance if style is not None else 0.0


def hang_of(paragraph: Paragraph, start: int, end: int) -> tuple[int, float]:
    """Where the white space at the end of a line starts, and how wide it is: it hangs or is removed.

    CSS Text 3, section 4.1.2; that of `break-spaces`, and what is preserved where lines do not wrap, stays.
    """
    width = 0.0
    text, advances = paragraph.text, paragraph.advances
    style: Style | None = None
    piece_start = end
    while end > start and (text[end - 1] in " \t" or text[end - 1] in CONTROLS):
        if text[end - 1] in CONTROLS:
            end -= 1
            continue
        if end - 1 < piece_start:
            style = paragraph.style_at(end - 1)
            piece_start = _piece_start(paragraph, end - 1)
        if style is None or keeps_spaces(style):
            break
        end -= 1
        width += advances[end]
    return end, width


def _piece_start(paragraph: Paragraph, offset: int) -> int:
    from bisect import bisect_right

    index = bisect_right(paragraph.pieces, offset, key=lambda piece: piece[1])
    return paragraph.pieces[index][0] if index < len(paragraph.pieces) else offset


def keeps_spaces(style: Style) -> bool:
    """Whether white space at the end of a line stays as it is."""
    mode = style.white_space_collapse
    return mode == "break-spaces" or (mode == "preserve" and style.text_wrap_mode == "nowrap")


def shows_spaces(style: Style) -> bool:
    """Whether white space at the end of a line is there, be it that it hangs."""
    return style.white_space_collapse in PRESERVING


def opening_edge(box: LayoutBox, base: float | None) -> tuple[float, float]:
    """The margin, and the border with the padding, at the start of an inline box."""
    border, padding = edges(box, base)
    if box.style.direction == "rtl":
        return px(box.style.margin_right, base), border.right + padding.right
    return px(box.style.margin_left, base), border.left + padding.left


def closing_edge(box: LayoutBox, base: float | None) -> tuple[float, float]:
    """The margin, and the border with the padding, at the end of an inline box."""
    border, padding = edges(box, base)
    if box.style.direction == "rtl":
        return px(box.style.margin_left, base), border.left + padding.left
    return px(box.style.margin_right, base), border.right + padding.right


# --- Tabs


def tab_width(ctx: LayoutContext, style: Style, x: float) -> float:
    """How far it is from a place in a line to the next tab stop (CSS Text 3, section 4.2)."""
    space = shape(" ", style.text, ctx.library).advance
    size = style.tab_size
    stops = size.px if isinstance(size, Length) else size * space
    if stops <= 0:
        return style.letter_spacing
    width = stops - x % stops
    # A tab that would hardly be seen goes to the stop after.
    return width + stops if width < space / 2 else width


def full_width(paragraph: Paragraph, row: Row, index: int) -> float:
    """How wide a hard line is that is not broken."""
    line = paragraph.lines[index]
    end = row.ends[index][-1]
    # White space that hangs counts here.
    hung, width = hang_of(paragraph, line.first, line.last)
    style = paragraph.style_at(hung) if width else None
    if style is not None and shows_spaces(style):
        end += width
    if line.last < len(paragraph.text) and not line.embeds:
        # What closes behind the newline is in the line.
        following = row.starts[index + 1] if index + 1 < len(row.starts) else row.before[line.last + 1]
        end += following - row.after[line.last]
    return end - row.starts[index]


class TabbedRow(NamedTuple):
    """A row as it is from one of its characters on, where that starts a line.

    Attributes:
        row: The row; `ends` has the hard line alone.
        widths: How wide each tab is.
    """

    row: Row
    widths: dict[int, float]


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
            style = paragraph.style_at(offset)
            assert style is not None
            widths[offset] = tab_width(ctx, style, after[offset] - before[start] + indent)
            shift += widths[offset]
    ends = _ends(ctx, paragraph, before, after, line, {})
    for index, offset in enumerate(line.breaks):
        hung, _ = hang_of(paragraph, max(line.first, start), offset)
        ends[index] -= sum(width for tab, width in widths.items() if hung <= tab < offset)
        if paragraph.text[offset - 1 : offset] == "\t":
            ends[index] -= hang_of(paragraph, line.first, offset)[1]
    return TabbedRow(Row(before, after, row.starts, [ends]), widths)
