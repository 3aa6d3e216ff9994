"""The texts of a block container in a row, white space collapsed (CSS Text 3, sections 2 to 4)."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import late
from ...text.casing import lowercase, titlecase, uppercase
from ..tree import Kind, LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...css.style import Style

OBJECT = "\ufffc"  # stands for an atomic inline box
PRESERVING = ("preserve", "break-spaces")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd"
# Between two wide characters, and beside a zero-width space, a line break of the source is no space (4.1.3).
_NO_SPACE = late(
    f"(?<=[{_WIDE}])[ \t]*\n[ \t\n]*(?=[{_WIDE}])|(?<=\u200b)[ \t]*\n[ \t\n]*|[ \t]*\n[ \t\n]*(?=\u200b)"
)
_AROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")
# Where a word starts: not behind a letter, nor behind one and an apostrophe (UAX #29, rules WB4 to WB7).
_WORD_START = re.compile("(?<![\\w\u00ad\u0300-\u036f])(?<!\\w['’])\\w")
_CONTROLS = {
    "embed": ("\u202a", "\u202b", "\u202c"),
    "isolate": ("\u2066", "\u2067", "\u2069"),
    "bidi-override": ("\u202d", "\u202e", "\u202c"),
    "isolate-override": ("\u2068\u202d", "\u2068\u202e", "\u202c\u2069"),
    "plaintext": ("\u2068", "\u2068", "\u2069"),
}


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


class Collector:
    """Walks the inline boxes and puts their texts in a row.

    Attributes:
        parts: The texts.
        events: Where boxes start and end, in order.
        floats: The floats, and the characters that they are before.
        pieces: The first character, the one after the last, and the style of each text.
        holders: The styles of what the atomic boxes are in, by their offsets.
    """

    def __init__(self) -> None:
        self.holders: dict[int, Style] = {}
        self.parts: list[str] = []
        self.events: list[Event] = []
        self.floats: list[tuple[int, LayoutBox]] = []
        self.pieces: list[tuple[int, int, Style]] = []
        self._length = 0
        self._after_space = True  # a collapsible space would follow another, or start the line
        self._before = " "  # the character ahead of the next text
        self._space = -1  # where the last character is, if that is a collapsible space

    def finish(self) -> None:
        """End the row: a collapsible space at the end of a block is removed, and kerns with nothing."""
        self._remove_space()

    def add(self, children: Iterable[LayoutBox | TextPiece], style: Style) -> None:
        """Add texts and boxes in order, which are in a box of this style."""
        for child in children:
            if isinstance(child, TextPiece):
                self._add_text(child)
            elif child.kind is Kind.BREAK:
                self._remove_space()
                self._append("\n")
                self._after_space = True
                self._before = "\n"
            elif child.out_of_flow:
                self.events.append(Event(self._length, Mark.WAITING, child))
            elif child.floated:
                self.floats.append((self._length, child))
            elif child.kind is Kind.INLINE:
                self._add_inline(child)
            else:
                self.events.append(Event(self._length, Mark.ATOMIC, child))
                self.holders[self._length] = style
                self._append(OBJECT)
                self._after_space = bool(child.marker)  # what comes next is the first of the line
                self._space = -1
                self._before = _last_character(child)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _add_inline(self, box: LayoutBox) -> None:
        style = box.style
        controls = _CONTROLS.get(style.unicode_bidi)
        self.events.append(Event(self._length, Mark.OPEN, box))
        if controls is not None:
            self._append(controls[style.direction == "rtl"])
        self.add(box.children, style)
        if controls is not None:
            self._append(controls[2])
        self.events.append(Event(self._length, Mark.CLOSE, box))

    def _add_text(self, piece: TextPiece) -> None:
        style = piece.style
        text = self._collapsed(piece.text, style)
        if style.text_transform != "none":
            text = self._transformed(text, style.text_transform, style.lang)
        if piece.text:
            self._before = piece.text[-1]
        if text:
            self.pieces.append((self._length, self._length + len(text), style))
            self._append(text)
            collapses = text[-1] == " " and style.white_space_collapse not in PRESERVING
            self._space = self._length - 1 if collapses else -1

    def _remove_space(self) -> None:
        """Take back the collapsible space that the row ends with, be there only controls behind it."""
        at = self._space
        if at < 0:
            return
        self._space = -1
        text = "".join(self.parts)
        self.parts = [text[:at], text[at + 1 :]]
        self._length -= 1
        self.events = [
            event._replace(offset=event.offset - 1) if event.offset > at else event for event in self.events
        ]
        self.holders = {offset - (offset > at): style for offset, style in self.holders.items()}
        start, end, style = self.pieces.pop()
        if end - 1 > start:
            self.pieces.append((start, end - 1, style))

    def _collapsed(self, text: str, style: Style) -> str:
        """White space as `white-space-collapse` keeps it (section 4.1.1)."""
        mode = style.white_space_collapse
        if mode in PRESERVING:
            self._after_space = False
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
        if mode == "preserve-breaks":
            lines = _AROUND_BREAK.split(text.replace("\r\n", "\n"))
            return "\n".join(
                self._collapsed_line(line, style, line_start=index > 0) for index, line in enumerate(lines)
            )
        if "\n" in text and not text.isascii():
            text = _NO_SPACE.sub("", text)
        return self._collapsed_line(text, style, line_start=False)

    def _collapsed_line(self, text: str, style: Style, *, line_start: bool) -> str:
        text = _SPACES.sub(" ", text)
        if (line_start or self._after_space) and text.startswith(" "):
            text = text[1:]
            wraps = style.text_wrap_mode == "wrap"
            if text and self._space >= 0 and wraps and self.pieces[-1][2].text_wrap_mode != "wrap":
                # The space that is left does not wrap, but the one that goes does.
                text = "\u200b" + text
        if text:
            self._after_space = text.endswith(" ")
        elif line_start:
            self._after_space = True
        return text

    def _transformed(self, text: str, transform: str, lang: str) -> str:
        if transform == "uppercase":
            return uppercase(text, lang)
        if transform == "lowercase":
            return lowercase(text, lang)
        before = self._before
        return _WORD_START.sub(lambda match: titlecase(match[0]), before + text)[len(before) :]


def _last_character(box: LayoutBox) -> str:
    """The last character in a box, a space if it ends with something else."""
    last: LayoutBox | TextPiece | None = box
    while isinstance(last, LayoutBox):
        last = last.children[-1] if last.children else None
    return last.text[-1] if last is not None and last.text else " "
