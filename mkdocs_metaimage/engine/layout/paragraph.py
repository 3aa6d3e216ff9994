"""The text of a block container as one row: white space collapsed, shaped, and cut where lines may break.

What it says does not depend on how wide the block is (CSS Text 3, sections 2 to 5).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..text.bidi import levels
from ..text.shape import ShapedText, part_of, shape
from .breaking import find_breaks
from .sizes import edges, px
from .tree import Kind, LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..css.style import Style
    from .formatting import LayoutContext

OBJECT = "\ufffc"  # stands for an atomic inline box
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd"
# Between two wide characters a line break of the source is no space (CSS Text 3, section 4.1.3).
_WIDE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t\n]*(?=[{_WIDE}])")
_AROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_WORD_START = re.compile(r"(?<![\w'’])\w")
_ISOLATES = {
    "embed": ("\u202a", "\u202b", "\u202c"),
    "isolate": ("\u2066", "\u2067", "\u2069"),
    "bidi-override": ("\u202d", "\u202e", "\u202c"),
    "isolate-override": ("\u2066\u202d", "\u2067\u202e", "\u202c\u2069"),
    "plaintext": ("\u2068", "\u2068", "\u2069"),
}
_WIDEST_TAB = 1000
SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"


class Mark(Enum):
    """What happens between two characters."""

    OPEN = "an inline box starts"
    CLOSE = "an inline box ends"
    ATOMIC = "an atomic box stands at the next character"
    WAITING = "an absolutely positioned box would stand here"


class Event(NamedTuple):
    """Something between two characters of the row."""

    offset: int
    mark: Mark
    box: LayoutBox


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
class Paragraph:
    """The content of a block container of lines, before it is cut into lines.

    Attributes:
        text: Its characters; `OBJECT` for an atomic box, a newline for a forced break.
        events: Where boxes start and end, in order.
        pieces: The style of each part of the text.
        segments: The shaped parts, in logical order.
        levels: The bidi level of each character, `()` where all are 0.
        breaks: The offsets at which a line may end, ascending, without forced breaks.
        hard_lines: What lies between the forced breaks.
        advances: The width of each character; 0 for atomic boxes.
    """

    text: str
    events: list[Event]
    pieces: list[tuple[int, int, Style]]
    segments: list[Segment] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    hard_lines: list[tuple[int, int]] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)

    def style_at(self, offset: int) -> Style | None:
        """The style of a character, None for what is no text."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[1])
        if index == len(self.pieces):
            return None
        start, _, style = self.pieces[index]
        return style if start <= offset else None


class Places(NamedTuple):
    """Where each character would start if there were one endless line.

    Attributes:
        before: Where a line that starts at the character would start: ahead of the inline boxes that open.
        after: Where the character itself starts.
    """

    before: list[float]
    after: list[float]


def paragraph_of(ctx: LayoutContext, box: LayoutBox) -> Paragraph:
    """The paragraph of a block container of lines, remembered on it."""
    found: Paragraph | None = box.remembered.get("paragraph")
    if found is None:
        found = _make(ctx, box)
        box.remembered["paragraph"] = found
    return found


def _make(ctx: LayoutContext, box: LayoutBox) -> Paragraph:
    collector = _Collector()
    collector.add(box.children)
    paragraph = Paragraph("".join(collector.parts), collector.events, collector.pieces)
    direction = box.style.direction
    if box.style.unicode_bidi == "plaintext":
        direction = "auto"
    found = levels(paragraph.text, "rtl" if direction == "rtl" else "auto" if direction == "auto" else "ltr")
    paragraph.levels = found if any(found) else []
    _shape(ctx, paragraph)
    find_breaks(paragraph, box.style)
    return paragraph


class _Collector:
    """Walks the inline boxes and puts their texts in a row."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.events: list[Event] = []
        self.pieces: list[tuple[int, int, Style]] = []
        self._length = 0
        self._after_space = True  # a collapsible space would follow another, or start the line

    def add(self, children: Iterable[LayoutBox | TextPiece]) -> None:
        """Add texts and boxes in order."""
        for child in children:
            if isinstance(child, TextPiece):
                self._add_text(child)
            elif child.kind is Kind.BREAK:
                self._append("\n")
                self._after_space = True
            elif child.out_of_flow:
                self.events.append(Event(self._length, Mark.WAITING, child))
            elif child.kind is Kind.INLINE:
                self._add_inline(child)
            else:
                self.events.append(Event(self._length, Mark.ATOMIC, child))
                self._append(OBJECT)
                self._after_space = False

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _add_inline(self, box: LayoutBox) -> None:
        style = box.style
        isolate = _ISOLATES.get(style.unicode_bidi)
        self.events.append(Event(self._length, Mark.OPEN, box))
        if isolate is not None:
            self._append(isolate[style.direction == "rtl"])
        self.add(box.children)
        if isolate is not None:
            self._append(isolate[2])
        self.events.append(Event(self._length, Mark.CLOSE, box))

    def _add_text(self, piece: TextPiece) -> None:
        style = piece.style
        text = self._collapsed(piece.text, style)
        if style.text_transform != "none":
            text = _transformed(text, style.text_transform)
        if text:
            self.pieces.append((self._length, self._length + len(text), style))
            self._append(text)

    def _collapsed(self, text: str, style: Style) -> str:
        """White space as `white-space` keeps it (CSS Text 3, section 4.1.1)."""
        mode = style.white_space_collapse
        if mode in ("preserve", "break-spaces"):
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
            self._after_space = False
            return text.expandtabs(int(min(style.tab_size if isinstance(style.tab_size,float) else 8, _WIDEST_TAB))) if "\t" in text else text
        if mode == "preserve-breaks":
            lines = _AROUND_BREAK.split(text.replace("\r\n", "\n"))
            return "\n".join(self._collapsed_line(line, index > 0) for index, line in enumerate(lines))
        if "\n" in text and not text.isascii():
            text = _WIDE_BREAK.sub("", text)
        return self._collapsed_line(text, line_start=False)

    def _collapsed_line(self, text: str, line_start: bool) -> str:
        text = _SPACES.sub(" ", text)
        if (line_start or self._after_space) and text.startswith(" "):
            text = text[1:]
        if text:
            self._after_space = text.endswith(" ")
        elif line_start:
            self._after_space = True
        return text


def _transformed(text: str, transform: str) -> str:
    if transform == "uppercase":
        return text.upper()
    if transform == "lowercase":
        return text.lower()
    return _WORD_START.sub(lambda match: match[0].upper(), text)


def _shape(ctx: LayoutContext, paragraph: Paragraph) -> None:
    """Shape each stretch of one font and one level, and spread the widths over the characters."""
    advances = [0.0] * len(paragraph.text)
    for pieces in _shaped_together(paragraph):
        text_style = pieces[0][2].text
        for first, last in _stretches(paragraph, pieces[0][0], pieces[-1][1]):
            level = paragraph.levels[first] if paragraph.levels else 0
            shaped = shape(paragraph.text[first:last], text_style, ctx.library, level % 2 == 1)
            for start, end, style in pieces:
                low, high = max(start, first), min(end, last)
                if low < high:
                    part = (
                        shaped if (low, high) == (first, last) else part_of(shaped, low - first, high - first)
                    )
                    paragraph.segments.append(Segment(low, high, style, level, part))
            for glyph in shaped.glyphs:
                advances[first + glyph.cluster] += glyph.advance
    paragraph.advances = advances


def _shaped_together(paragraph: Paragraph) -> Iterator[list[tuple[int, int, Style]]]:
    """The pieces in groups that one font draws without a gap: letters kern and join across inline boxes."""
    cuts = {event.offset for event in paragraph.events if _cuts(event)}
    group: list[tuple[int, int, Style]] = []
    for piece in paragraph.pieces:
        if group and (piece[0] != group[-1][1] or piece[0] in cuts or piece[2].text != group[-1][2].text):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _cuts(event: Event) -> bool:
    """Whether the text before and after is not shaped together: an inline box with an edge, or moved, is there."""
    if event.mark not in (Mark.OPEN, Mark.CLOSE):
        return event.mark is Mark.ATOMIC
    edge = opening_edge if event.mark is Mark.OPEN else closing_edge
    return any(edge(event.box, None)) or event.box.style.vertical_align != "baseline"


def _stretches(paragraph: Paragraph, start: int, end: int) -> list[tuple[int, int]]:
    """The part cut at forced breaks and where the level changes."""
    text, found = paragraph.text, paragraph.levels
    if not found and "\n" not in text[start:end]:
        return [(start, end)]
    cuts = [start]
    for offset in range(start, end):
        newline = text[offset] == "\n"
        if newline or (
            offset > start and (text[offset - 1] == "\n" or (found and found[offset] != found[offset - 1]))
        ):
            cuts.append(offset)
    cuts.append(end)
    return [(a, b) for a, b in pairwise(cuts) if a < b and text[a] != "\n"]


# --- Where everything is on one endless line


def places(paragraph: Paragraph, widths: dict[LayoutBox, float], base: float | None) -> Places:
    """Where each character starts.

    Args:
        paragraph: The paragraph.
        widths: The margin-box widths of its atomic boxes.
        base: What percentages of paddings and margins refer to.
    """
    advances = paragraph.advances
    if not any(event.mark is not Mark.WAITING for event in paragraph.events):
        before = list(accumulate(advances, initial=0.0))
        return Places(before, before)
    before = []
    after = []
    x = 0.0
    events = iter(paragraph.events)
    event = next(events, None)
    for offset in range(len(paragraph.text) + 1):
        width = advances[offset] if offset < len(advances) else 0.0
        # A line may break after the boxes that end here, and before those that start.
        while event is not None and event.offset == offset and event.mark is Mark.CLOSE:
            x += sum(closing_edge(event.box, base))
            event = next(events, None)
        before.append(x)
        while event is not None and event.offset == offset:
            if event.mark is Mark.OPEN:
                x += sum(opening_edge(event.box, base))
            elif event.mark is Mark.CLOSE:
                x += sum(closing_edge(event.box, base))
            elif event.mark is Mark.ATOMIC:
                width = widths[event.box]
            event = next(events, None)
        after.append(x)
        x += width
    return Places(before, after)


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


def trailing_space(paragraph: Paragraph, start: int, end: int) -> tuple[int, float]:
    """Where the white space at the end of a line starts, and how wide it is: it hangs or is removed."""
    width = 0.0
    text = paragraph.text
    while end > start and text[end - 1] == " ":
        style = paragraph.style_at(end - 1)
        if style is None or style.text_wrap_mode == "nowrap":
            break
        end -= 1
        width += paragraph.advances[end]
    return end, width
