"""A paragraph cut into lines, each filled with as much as fits (CSS Text 3, section 5.1)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..formatting import EPSILON
from .breaking import emergency_breaks
from .collecting import OBJECT, Mark
from .line_ends import CONTROLS, SOFT_HYPHEN, hang_of, kern_of, shows_spaces
from .tabs import has_tabs, with_tabs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..formatting import LayoutContext
    from .paragraph import HardLine, Paragraph
    from .row import Row

# So many characters behind the end of a line are looked at for a place to break a word: more than a cluster has.
_MARGIN = 64
_NO_TABS: Mapping[int, float] = {}


class Cut(NamedTuple):
    """A line before it is laid out.

    Attributes:
        start: Its first character.
        shown: The end of what is in it: white space that hangs is, what is removed is not.
        end: The first character of the next line, forced break left out.
        line: The hard line it is of.
        hang: How wide the white space is that hangs at its end.
        hung: Where that starts.
        tabs: How wide its tabs are.
        inside: Whether it ends within a word that was too wide.
        full: Whether it is wider than there is room with the white space that is removed.
        wide: Whether what is in it is wider than there is room.
        early: Whether the forced break behind it has a line of its own.
    """

    start: int
    shown: int
    end: int
    line: HardLine
    hang: float = 0.0
    hung: int = -1
    tabs: Mapping[int, float] = _NO_TABS
    inside: bool = False
    full: bool = False
    wide: bool = False
    early: bool = False

    @property
    def forced(self) -> bool:
        """Whether it ends with the paragraph or a forced break."""
        return self.end == self.line.last and not self.early


@dataclass(slots=True, eq=False)
class Cutter:
    """Cuts a paragraph into lines of a width.

    Attributes:
        ctx: What layout takes from outside.
        paragraph: The paragraph.
        row: Where its characters are on one endless line.
        indent: How far the first line is moved in.
    """

    ctx: LayoutContext
    paragraph: Paragraph
    row: Row
    indent: float = 0.0

    def cut(self, width: float, most: int | None = None) -> list[Cut]:
        """The lines for a width; no more of them than asked for, and one."""
        cuts: list[Cut] = []
        for index in range(len(self.paragraph.lines)):
            cuts += self.cut_line(index, width, None if most is None else most - len(cuts))
            if most is not None and len(cuts) > most:
                break
        return cuts

    def cut_line(
        self, index: int, width: float | Callable[[int], float], most: int | None = None
    ) -> list[Cut]:
        """The lines of a hard line; the width may be one for each of them by its number."""
        line = self.paragraph.lines[index]
        row, ends, tabs = self.row, self.row.ends[index], _NO_TABS
        tabbed = has_tabs(self.paragraph, line)
        cuts: list[Cut] = []
        start, candidate = line.first, 0
        indent = self.indent if index == 0 else 0.0
        while True:
            left = self.row.start_of(start) if cuts else row.starts[index]
            room = width(len(cuts)) if callable(width) else width
            limit = left + room - indent + EPSILON
            if tabbed:
                row, tabs = with_tabs(self.ctx, self.paragraph, self.row, line, start, indent, limit)
                ends = row.ends[0]
            fitting = bisect_right(ends, limit, lo=candidate) - 1
            broken = None
            overflows = fitting < candidate
            if overflows:
                broken = self._break_word(row, start, line.breaks[candidate], limit)
                fitting = candidate
            if broken is not None:
                cuts.append(Cut(start, broken, broken, line, tabs=tabs, inside=True))
                start = broken
            else:
                end = line.breaks[fitting]
                full = row.before[end] > limit and self.paragraph.text[end - 1 : end] != OBJECT
                cuts.append(self._whole(start, end, line, tabs, full, overflows))
                start, candidate = end, fitting + 1
            indent = 0.0
            if start == line.last and overflows and self._opens_break(line):
                cuts[-1] = cuts[-1]._replace(early=True)
                cuts.append(Cut(start, start, start, line))
            if start == line.last or (most is not None and len(cuts) > most):
                return cuts

    def _opens_break(self, line: HardLine) -> bool:
        """Whether an inline box starts between an atomic box and the forced break behind it.

        Where the atomic box overflows, Chromium breaks the line ahead of such a box, too.
        """
        paragraph, last = self.paragraph, line.last
        return paragraph.text[last - 1 : last + 1] == f"{OBJECT}\n" and any(
            event.offset == last and event.mark is Mark.OPEN for event in paragraph.events
        )

    def at(self, breaks: list[int], index: int) -> list[Cut]:
        """The lines of a hard line that end at these offsets."""
        line = self.paragraph.lines[index]
        return [
            self._whole(start, end, line) for start, end in zip((line.first, *breaks), breaks, strict=False)
        ]

    def _whole(
        self,
        start: int,
        end: int,
        line: HardLine,
        tabs: Mapping[int, float] = _NO_TABS,
        full: bool = False,
        wide: bool = False,
    ) -> Cut:
        """The line of these characters, with what is at its end told apart."""
        text = self.paragraph.text
        last = text[end - 1] if end > start else ""
        if last == " " and self.paragraph.collapses and text[end - 2] not in CONTROLS:
            return Cut(start, end - 1, end, line, 0.0, -1, tabs, False, full, wide)
        if last != " " and last != "\t" and last not in CONTROLS:
            return Cut(start, end, end, line, 0.0, -1, tabs, False, full, wide)
        hung, width = hang_of(self.paragraph, start, end)
        width += sum(each for tab, each in tabs.items() if hung <= tab < end)
        style = self.paragraph.style_at(hung) if hung < end else None
        shown = end if style is not None and shows_spaces(style) else hung
        hang = width if shown == end else 0.0
        return Cut(start, shown, end, line, hang, hung, tabs, False, full, wide)

    def _break_word(self, row: Row, start: int, end: int, limit: float) -> int | None:
        """Where to break a word that is too wide for a line, None if it may not be."""
        # What is far behind the end of the line is not looked at: the word may be as long as a book.
        near = min(bisect_right(row.before, limit, lo=start, hi=end) + _MARGIN, end)
        while near < end and self.paragraph.text[near] in CONTROLS:
            near += 1
        offsets = emergency_breaks(self.paragraph, start, near) or emergency_breaks(
            self.paragraph, start, end
        )
        if not offsets:
            return None
        fitting = bisect_right(offsets, limit, key=row.before.__getitem__) - 1
        while fitting > 0:
            # The letter at the end does not kern any more.
            kern = kern_of(self.ctx, self.paragraph, offsets[fitting])
            if row.before[offsets[fitting]] + kern <= limit:
                break
            fitting -= 1
        return offsets[max(fitting, 0)]

    def width_of(self, cut: Cut, index: int) -> float:
        """How wide what is in a line is, the white space at its end left out."""
        line = cut.line
        place = bisect_right(line.breaks, cut.end) - 1
        inside = cut.inside or line.breaks[place] != cut.end
        end = self.row.before[cut.end] if inside else self.row.ends[index][place]
        return end - (self.row.start_of(cut.start) if cut.start > line.first else self.row.starts[index])

    def overflows(self, cuts: list[Cut], width: float, index: int) -> bool:
        """Whether a line is too wide, or ends within a word so as not to be."""
        indent = self.indent if index == 0 else 0.0
        for cut in cuts:
            if cut.inside or self.width_of(cut, index) > width - indent + EPSILON:
                return True
            indent = 0.0
        return False

    def hyphenated(self, cut: Cut) -> bool:
        """Whether a line ends with a hyphen that is a soft one in the text."""
        return not cut.forced and self.paragraph.text[cut.end - 1] == SOFT_HYPHEN
