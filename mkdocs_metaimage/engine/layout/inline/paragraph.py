"""The content of a block container of lines as one row: shaped, and cut where lines may break.

What it says does not depend on how wide the block is (CSS Text 3, sections 2 to 5).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ...text.bidi import base_level, levels
from ...text.scripts import script_before, script_of
from ...text.shape import ShapedText, part_of, shape
from ..tree import TextPiece
from .breaking import find_breaks
from .collecting import PRESERVING, Collector, Event, Mark
from .row import Row, closing_edge, opening_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...css.style import Style
    from ..formatting import LayoutContext
    from ..tree import LayoutBox

_CUT_APART = re.compile("[\n\t]")
_TAB = ShapedText("\t", "ltr", 0.0, ())
# In how many ways a paragraph is kept laid out from card to card.
_MOST_REMEMBERED = 8
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSING = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}


class Segment(NamedTuple):
    """A part of the row of one style and direction, shaped.

    Attributes:
        start: Its first character.
        end: The character after its last.
        style: Its style.
        level: Its bidi level, odd from right to left.
        shaped: Its glyphs.
    """

    start: int
    end: int
    style: Style
    level: int
    shaped: ShapedText


@dataclass(slots=True, eq=False)
class HardLine:
    """What lies between two forced breaks.

    Attributes:
        first: Its first character.
        last: The one after its last, which is the newline if there is one.
        rtl: Whether it runs from right to left.
        breaks: The offsets at which a line in it may end, ascending, its end the last.
        embeds: Whether an embedding goes on behind its end, so that nothing that closes there is of this line.
    """

    first: int
    last: int
    rtl: bool
    breaks: list[int] = field(default_factory=list)
    embeds: bool = False


@dataclass(slots=True, eq=False)
class Paragraph:
    """The content of a block container of lines, before it is cut into lines.

    Attributes:
        text: Its characters; `OBJECT` for an atomic box, a newline for a forced break.
        events: Where boxes start and end, in order.
        pieces: The style of each part of the text.
        segments: The shaped parts, in logical order.
        levels: The bidi level of each character, `()` where all are 0.
        lines: What lies between the forced breaks.
        advances: The width of each character; 0 for atomic boxes and tabs.
        tabs: Where tabs are.
        style: The style of the block container.
        holders: The styles of what the atomic boxes are in, by their offsets.
        floats: The floats in it, and the characters that they are before.
        rows: The rows that all widths have in common, by whether they are for intrinsic widths.
        remembered: Results of layout by what they depend on, for a paragraph of text alone.
        collapses: Whether all white space collapses.
    """

    text: str
    style: Style
    events: list[Event]
    pieces: list[tuple[int, int, Style]]
    segments: list[Segment] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    lines: list[HardLine] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)
    tabs: list[int] = field(default_factory=list)
    holders: dict[int, Style] = field(default_factory=dict)
    floats: list[tuple[int, LayoutBox]] = field(default_factory=list)
    rows: dict[bool, Row] = field(default_factory=dict)
    remembered: dict[Any, Any] = field(default_factory=dict)
    collapses: bool = True

    def style_at(self, offset: int) -> Style | None:
        """The style of a character, None for what is no text."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[1])
        if index == len(self.pieces):
            return None
        start, _, style = self.pieces[index]
        return style if start <= offset else None


def paragraph_of(ctx: LayoutContext, box: LayoutBox) -> Paragraph:
    """The paragraph of a block container of lines, remembered on it.

    One of text alone is the same in each card that has it in this style, as most have the name of their site.
    """
    found: Paragraph | None = box.remembered.get("paragraph")
    if found is None:
        texts = [(child.text, child.style) for child in box.children if isinstance(child, TextPiece)]
        if len(texts) == len(box.children):
            key = (box.style, *texts)
            found = ctx.library.paragraphs.get(key, lambda: _make(ctx, box))
        else:
            found = _make(ctx, box)
        box.remembered["paragraph"] = found
    return found


def memory_of(ctx: LayoutContext, box: LayoutBox) -> dict[Any, Any]:
    """Where to remember how the lines of a box are laid out: with its paragraph if nothing else has a part in it."""
    paragraph = paragraph_of(ctx, box)
    alone = not (paragraph.events or paragraph.floats or box.marker)
    memory = paragraph.remembered if alone else box.remembered
    if alone and len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    return memory


def _make(ctx: LayoutContext, box: LayoutBox) -> Paragraph:
    collector = Collector()
    collector.add(box.children, box.style)
    collector.finish()
    paragraph = Paragraph("".join(collector.parts), box.style, collector.events, collector.pieces)
    paragraph.holders = collector.holders
    paragraph.floats = collector.floats
    paragraph.collapses = not any(piece[2].white_space_collapse in PRESERVING for piece in paragraph.pieces)
    _find_lines(paragraph)
    _shape(ctx, paragraph)
    find_breaks(paragraph)
    return paragraph


# --- Forced breaks and directions


def _find_lines(paragraph: Paragraph) -> None:
    """Cut the row at forced breaks, and find the levels of each line (UAX #9, rule P1)."""
    text, style = paragraph.text, paragraph.style
    bounds = []
    start = 0
    for match in re.finditer("\n", text):
        bounds.append((start, match.start()))
        start = match.end()
    # A newline at the very end starts no further line, but for boxes that stand behind it.
    behind = paragraph.events and paragraph.events[-1].offset == len(text)
    opens = behind and any(
        event.mark is not Mark.CLOSE for event in paragraph.events if event.offset == len(text)
    )
    if start < len(text) or not bounds or opens:
        bounds.append((start, len(text)))
    rtl = style.direction == "rtl"
    override = {"bidi-override": "\u202e" if rtl else "\u202d"}.get(style.unicode_bidi, "")
    found: list[int] = []
    open_controls = override
    for first, last in bounds:
        line = text[first:last]
        if style.unicode_bidi == "plaintext":
            rtl = base_level(line) == 1
        line_levels = levels(open_controls + line, "rtl" if rtl else "ltr")[len(open_controls) :]
        found += [*line_levels, int(rtl)] if last < len(text) else line_levels
        open_controls = _still_open(open_controls, line)
        paragraph.lines.append(HardLine(first, last, rtl, embeds=bool(open_controls)))
    paragraph.levels = found if any(found) else []


def _still_open(before: str, line: str) -> str:
    """The controls that open an embedding which goes on behind a forced break."""
    open_controls = list(before)
    for match in _CONTROLS.finditer(line):
        opening = _CLOSING.get(match[0])
        if opening is None:
            open_controls.append(match[0])
        elif open_controls and open_controls[-1] in opening:
            open_controls.pop()
    return "".join(open_controls)


# --- Shaping


def _shape(ctx: LayoutContext, paragraph: Paragraph) -> None:
    """Shape each stretch of one font and one direction, and spread the widths over the characters."""
    advances = [0.0] * len(paragraph.text)
    plain = paragraph.text.isascii()
    for pieces in _shaped_together(paragraph):
        text_style = pieces[0][2].text
        for first, last in _stretches(paragraph, pieces[0][0], pieces[-1][1]):
            level = paragraph.levels[first] if paragraph.levels else 0
            if paragraph.text[first] == "\t":
                style = paragraph.style_at(first) or pieces[0][2]
                paragraph.tabs.append(first)
                paragraph.segments.append(Segment(first, last, style, level, _TAB))
                continue
            # Digits and signs take after what stands before them, also in another box and another direction.
            script = "" if plain or script_of(paragraph.text[first]) else script_before(paragraph.text, first)
            shaped = shape(paragraph.text[first:last], text_style, ctx.library, level % 2 == 1, script)
            for start, end, style in pieces:
                for low, high in _of_one_level(paragraph, max(start, first), min(end, last)):
                    whole = (low, high) == (first, last)
                    part = shaped if whole else part_of(shaped, low - first, high - first)
                    own = paragraph.levels[low] if paragraph.levels else 0
                    paragraph.segments.append(Segment(low, high, style, own, part))
            one_by_one = shaped.one_by_one
            if one_by_one is not None:
                advances[first:last] = one_by_one
                continue
            for offset, width in shaped.widths:
                advances[first + offset] += width
    paragraph.advances = advances


def _shaped_together(paragraph: Paragraph) -> Iterator[list[tuple[int, int, Style]]]:
    """The pieces in groups that one font draws without a gap: letters kern and join across inline boxes."""
    if len(paragraph.pieces) <= 1:
        if paragraph.pieces:
            yield paragraph.pieces
        return
    cuts = {event.offset for event in paragraph.events if _cuts(event)}
    group: list[tuple[int, int, Style]] = []
    for piece in paragraph.pieces:
        if group and (piece[0] != group[-1][1] or piece[0] in cuts or piece[2].text != group[-1][2].text):
            yield group
            group = []
        group.append(piece)
    yield group


def _cuts(event: Event) -> bool:
    """Whether the text before and after is not shaped together: an inline box with an edge, or moved, is there."""
    if event.mark not in (Mark.OPEN, Mark.CLOSE):
        return event.mark is Mark.ATOMIC
    edge = opening_edge if event.mark is Mark.OPEN else closing_edge
    return any(edge(event.box, 1.0)) or event.box.style.vertical_align != "baseline"


def _stretches(paragraph: Paragraph, start: int, end: int) -> list[tuple[int, int]]:
    """The part cut at forced breaks, around tabs and where the direction changes."""
    text, found = paragraph.text, paragraph.levels
    if not found and not _CUT_APART.search(text, start, end):
        return [(start, end)]
    cuts = {start, end}
    for match in _CUT_APART.finditer(text, start, end):
        cuts |= {match.start(), match.end()}
    if found:
        # What runs one way is shaped together whatever its levels are, as in Chromium.
        cuts.update(offset for offset in range(start + 1, end) if (found[offset] ^ found[offset - 1]) & 1)
    return [(a, b) for a, b in pairwise(sorted(cuts)) if text[a] != "\n"]


def _of_one_level(paragraph: Paragraph, start: int, end: int) -> list[tuple[int, int]]:
    """The part cut where the level changes; nothing where it is empty."""
    if start >= end:
        return []
    found = paragraph.levels
    cuts = [offset for offset in range(start + 1, end) if found[offset] != found[offset - 1]] if found else []
    return list(pairwise((start, *cuts, end)))
