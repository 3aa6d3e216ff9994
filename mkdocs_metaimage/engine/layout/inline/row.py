"""Where everything would be if there were one endless line."""

from __future__ import annotations

from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ..edges import edges, px
from ..formatting import EPSILON
from .collecting import Mark
from .line_ends import ends_of, hang_of, shows_spaces, with_kerns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..formatting import LayoutContext
    from ..tree import LayoutBox
    from .paragraph import Paragraph

_LITTLE = 1e-4


class Again(NamedTuple):
    """A box with edges in each of its lines (`box-decoration-break: clone`, CSS Fragmentation 3, section 5.4).

    Attributes:
        first: The character that it starts before.
        last: The character that it ends before.
        opening: How wide the edge at its start is.
        closing: How wide the edge at its end is.
    """

    first: int
    last: int
    opening: float
    closing: float


class Row(NamedTuple):
    """Where each character would start if there were one endless line.

    Attributes:
        before: Where a line that starts at the character would start: ahead of the inline boxes that open.
        after: Where the character itself starts.
        starts: Where each hard line starts.
        ends: For each hard line how far a line reaches that ends at one of its breaks.
        again: The boxes that have their edges in each of their lines.
    """

    before: list[float]
    after: list[float]
    starts: list[float]
    ends: list[list[float]]
    again: tuple[Again, ...] = ()

    def start_of(self, offset: int) -> float:
        """Where a line starts that begins with a character, its boxes' edges before it."""
        return self.before[offset] - self.opening_at(offset) if self.again else self.before[offset]

    def opening_at(self, offset: int) -> float:
        """How wide the edges are at the start of a line with a character, of boxes that go on there."""
        return sum(box.opening for box in self.again if box.first < offset < box.last)

    def closing_at(self, offset: int) -> float:
        """How wide the edges are at the end of a line before a character, of boxes that go on there."""
        return sum(box.closing for box in self.again if box.first < offset < box.last)


def row_of(
    ctx: LayoutContext, paragraph: Paragraph, widths: Mapping[LayoutBox, float], base: float | None
) -> Row:
    """Where everything is.

    Args:
        ctx: What layout takes from outside.
        paragraph: The paragraph.
        widths: The margin-box widths of its atomic boxes.
        base: What percentages of paddings and margins refer to, None for intrinsic widths: these have the
            margins, whatever they hide, and kern where a line would be cut, as in Chromium.
    """
    found = paragraph.rows.get(base is None)
    if found is not None:
        return found
    if all(event.mark is Mark.WAITING for event in paragraph.events):
        return _plain_row(ctx, paragraph, base)
    before, after, opened, peaks = _places(paragraph, widths, base)
    if base is None:
        peaks = {}
    again = _again(paragraph, base)
    # What goes on behind a forced break starts anew there.
    starts = [
        opened.get(line.first, before[line.first])
        - sum(box.opening for box in again if box.first < line.first < box.last)
        for line in paragraph.lines
    ]
    places, fits = (before, after), base is not None
    ends = [ends_of(ctx, paragraph, line, places, peaks, fits) for line in paragraph.lines]
    if base is not None:
        ends = [
            with_kerns(ctx, paragraph, line, own) for line, own in zip(paragraph.lines, ends, strict=True)
        ]
        # Empty boxes behind all text need not fit.
        ends[-1][-1] -= after[-1] - opened.get(len(paragraph.text), after[-1])
    return Row(before, after, starts, ends, again)


def _again(paragraph: Paragraph, base: float | None) -> tuple[Again, ...]:
    """The boxes with edges in each of their lines."""
    found: list[Again] = []
    opened: dict[LayoutBox, int] = {}
    for event in paragraph.events:
        if event.mark is Mark.OPEN and event.box.style.box_decoration_break == "clone":
            opened[event.box] = event.offset
        elif event.mark is Mark.CLOSE and event.box in opened:
            edges_of = (sum(edge(event.box, base)) for edge in (opening_edge, closing_edge))
            found.append(Again(opened[event.box], event.offset, *edges_of))
    return tuple(found)


def _plain_row(ctx: LayoutContext, paragraph: Paragraph, base: float | None) -> Row:
    """The row of a text without boxes, which all widths have in common."""
    row = paragraph.rows.get(True)
    if row is None:
        places = list(accumulate(paragraph.advances, initial=0.0))
        starts = [places[line.first] for line in paragraph.lines]
        ends = [ends_of(ctx, paragraph, line, (places, places), {}) for line in paragraph.lines]
        row = paragraph.rows[True] = Row(places, places, starts, ends)
    if base is not None:
        ends = [
            with_kerns(ctx, paragraph, line, own) for line, own in zip(paragraph.lines, row.ends, strict=True)
        ]
        row = paragraph.rows[False] = row._replace(ends=ends)
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
            # Text takes whole 64ths of a px.
            x = ceil(x / EPSILON - _LITTLE) * EPSILON
            at, depth = event.offset, 0
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
        following = row.before[line.last + 1]
        if index + 1 < len(row.starts):
            following = row.starts[index + 1] + row.opening_at(line.last + 1)
        end += following - row.after[line.last]
    return end - row.starts[index] + row.closing_at(line.last + 1)
