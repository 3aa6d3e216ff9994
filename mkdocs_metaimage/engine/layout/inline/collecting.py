"""The texts of a block container in a row, white space collapsed (CSS Text 3, sections 2 to 4)."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ..tree import Kind, LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...css.style import Style

OBJECT = "\ufffc"  # stands for an atomic inline box
PRESERVING = ("preserve", "break-spaces")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd"
# Between two wide characters, and beside a zero-width space, a line break of the source is no space (4.1.3).
_NO_SPACE = re.compile(
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
        pieces: The first character, the one after the last, and the style of each text.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.events: list[Event] = []
        self.pieces: list[tuple[int, int, Style]] = []
        self._length = 0
        self._after_space = True  # a collapsible space would follow another, or start the line
        self._before = " "  # the character ahead of the next text

    def add(self, children: Iterable[LayoutBox | TextPiece]) -> None:
        """Add texts and boxes in order."""
        for child in children:
            if isinstance(child, TextPiece):
                self._add_text(child)
            elif child.kind is Kind.BREAK:
                self._append("\n")
                self._after_space = True
                self._before = "\n"
            elif child.out_of_flow:
                self.events.append(Event(self._length, Mark.WAITING, child))
            elif child.kind is Kind.INLINE:
                self._add_inline(child)
            else:
                self.events.append(Event(self._length, Mark.ATOMIC, child))
                self._append(OBJECT)
                self._after_space = False
                self._before = " "

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _add_inline(self, box: LayoutBox) -> None:
        style = box.style
        controls = _CONTROLS.get(style.unicode_bidi)
        self.events.append(Event(self._length, Mark.OPEN, box))
        if controls is not None:
            self._append(controls[style.direction == "rtl"])
        self.add(box.children)
        if controls is not None:
            self._append(controls[2])
        self.events.append(Event(self._length, Mark.CLOSE, box))

    def _add_text(self, piece: TextPiece) -> None:
        style = piece.style
        text = self._collapsed(piece.text, style)
        if style.text_transform != "none":
            text = self._transformed(text, style.text_transform)
        if piece.text:
            self._before = piece.text[-1]
        if text:
            self.pieces.append((self._length, self._length + len(text), style))
            self._append(text)

    def _collapsed(self, text: str, style: Style) -> str:
        """White space as `white-space-collapse` keeps it (section 4.1.1)."""
        mode = style.white_space_collapse
        if mode in PRESERVING:
            self._after_space = False
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
        if mode == "preserve-breaks":
            lines = _AROUND_BREAK.split(text.replace("\r\n", "\n"))
            return "\n".join(self._collapsed_line(line, index > 0) for index, line in enumerate(lines))
        if "\n" in text and not text.isascii():
            text = _NO_SPACE.sub("", text)
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

    def _transformed(self, text: str, transform: str) -> str:
        if transform == "uppercase":
            return text.upper()
        if transform == "lowercase":
            return text.lower()
        before = self._before
        return _WORD_START.sub(lambda match: match[0].title(), before + text)[len(before) :]
