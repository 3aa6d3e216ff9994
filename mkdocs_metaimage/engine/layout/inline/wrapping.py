"""`text-wrap-style`: lines chosen by how they look together (CSS Text 4, section 5.5), as Chromium chooses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...text.shape import shape
from ..formatting import EPSILON

if TYPE_CHECKING:
    from ...css.style import Style
    from .cutting import Cut, Cutter
    from .paragraph import HardLine

# No more lines than this are balanced, and only the last few are looked at to be pretty.
_MOST_BALANCED = 6
_MOST_PRETTY = 4
# A last line of one word is short below this part of the width.
_SHORT = 1 / 3
_OVERFULL = 1e12
_ORPHAN = 10_000.0
_LAST_LINE = 4.0


def cut_lines(cutter: Cutter, style: Style, width: float, most: int | None) -> list[Cut]:
    """The lines of a paragraph in a block of this style.

    Args:
        cutter: What cuts the paragraph.
        style: The style of the block container.
        width: How wide the lines may be.
        most: The number of lines that will be shown, None for all.
    """
    if style.text_wrap_mode == "nowrap" or style.text_wrap_style in ("auto", "stable"):
        return cutter.cut(width, most)
    if style.text_wrap_style == "balance":
        return _chosen_balanced(cutter, style, width, most) or cutter.cut(
            _balanced(cutter, style, width, most), most
        )
    cuts: list[Cut] = []
    for index in range(len(cutter.paragraph.lines)):
        cuts += _pretty(cutter, style, width, index)
    return cuts


# --- Balance


def _chosen_balanced(cutter: Cutter, style: Style, width: float, most: int | None) -> list[Cut]:
    """The lines that leave as little free as can be in each, none where that is not possible.

    Of several paragraphs Chromium balances the first alone.
    """
    paragraph = cutter.paragraph
    if paragraph.tabs:
        return []
    cuts = cutter.cut_line(0, width, _MOST_BALANCED)
    if not 1 < len(cuts) <= _MOST_BALANCED or cutter.overflows(cuts, width, 0):
        return []
    # Lines of which some are clamped away are balanced by their width alone.
    if most is not None and (len(cuts) > most or len(paragraph.lines) > 1):
        return []
    chosen = _Chooser(cutter, style, width, 0, 0, balanced=True).choose(cuts, cuts[0].line)
    if len(chosen) != len(cuts):
        return []
    cuts = cutter.at(chosen, 0)
    for index in range(1, len(paragraph.lines)):
        cuts += cutter.cut_line(index, width)
    return cuts


def _balanced(cutter: Cutter, style: Style, width: float, most: int | None) -> float:
    """The least width that makes no more lines than the whole width does, to a px."""
    paragraph = cutter.paragraph
    if len(paragraph.lines) > 1 or paragraph.tabs or width <= 0:
        return width
    space = shape(" ", style.text, cutter.ctx.library).advance
    if space > 0 and len(paragraph.text) > 2 * _MOST_BALANCED * max(width // space, 0.0):
        return width
    bound = most if most is not None and most <= _MOST_BALANCED else _MOST_BALANCED
    cuts = cutter.cut(width, bound)
    clamped = len(cuts) > bound
    if bound <= 1 or len(cuts) <= 1 or (clamped and bound != most):
        return width
    cuts = cuts[:bound]
    # What overflows can only do so more.
    if cutter.overflows(cuts, width, 0):
        return width
    stop = cuts[-1].end
    total = sum(cutter.width_of(cut, 0) for cut in cuts)
    low, high = total / len(cuts) * 0.8, width
    while low + 1 < high:
        middle = (low + high) / 2
        tried = cutter.cut(middle, len(cuts))[: len(cuts)]
        if tried[-1].end < stop or cutter.overflows(tried, middle, 0):
            low = middle
        else:
            high = middle
    return high


# --- Pretty


class _Place(NamedTuple):
    """A place where a line may end.

    Attributes:
        offset: The first character of the next line.
        start: Where that line would start.
        end: How far a line reaches that ends here.
        penalty: How bad it is to end a line here.
    """

    offset: int
    start: float
    end: float
    penalty: float


class _Score(NamedTuple):
    """The best way to end a line at a place.

    Attributes:
        score: How bad it is.
        before: The index of the place where the line before ends.
        line: How many lines there are up to here.
    """

    score: float
    before: int
    line: int


def _pretty(cutter: Cutter, style: Style, width: float, index: int) -> list[Cut]:
    """The lines of a hard line, none of them chosen again but the last few, and only if there is need."""
    cuts = cutter.cut_line(index, width)
    first = max(len(cuts) - _MOST_PRETTY, 0)
    cutting = cuts[first:]
    if len(cutting) < 2 or cutter.paragraph.tabs or not _wants_change(cutter, cuts, width, index):
        return cuts
    line = cutting[0].line
    chosen = _Chooser(cutter, style, width, index, first).choose(cutting, line)
    if len(chosen) != len(cutting):
        return cuts
    ends = [cut.end for cut in cuts[:first]] + chosen
    return cutter.at(ends, index)


def _wants_change(cutter: Cutter, cuts: list[Cut], width: float, index: int) -> bool:
    """Whether the last line is a short word, or the two lines before it are hyphenated."""
    last = cuts[-1]
    if cutter.overflows(cuts, width, index):
        return False
    indent = cutter.indent if index == 0 and len(cuts) == 1 else 0.0
    alone = not any(last.start < offset < last.end for offset in last.line.breaks)
    if alone and cutter.width_of(last, index) < (width - indent) * _SHORT:
        return True
    return len(cuts) > 2 and cutter.hyphenated(cuts[-2]) and cutter.hyphenated(cuts[-3])


class _Chooser:
    """Finds the ends of lines that are the least bad together."""

    def __init__(
        self, cutter: Cutter, style: Style, width: float, index: int, first: int, *, balanced: bool = False
    ) -> None:
        self._cutter = cutter
        self._width = width
        self._index = index
        self._balanced = balanced
        self._indent = cutter.indent if index == 0 and first == 0 else 0.0
        self._justified = style.text_align == "justify"
        size = width * style.font_size
        self._hyphen_penalty = size / 2 if self._justified else size * 2
        self._line_penalty = 0.0 if self._justified else size * 4

    def choose(self, cuts: list[Cut], line: HardLine) -> list[int]:
        """The offsets at which the lines end; none where there is nothing to choose from."""
        places = self._places(cuts, line)
        if len(places) < 5:
            return []
        scores = self._scores(places)
        ends: list[int] = []
        at = len(places) - 1
        while at > 0:
            ends.append(places[at].offset)
            at = scores[at].before
        return ends[::-1]

    def _places(self, cuts: list[Cut], line: HardLine) -> list[_Place]:
        row, text = self._cutter.row, self._cutter.paragraph.text
        first = cuts[0].start
        places = [_Place(first, row.start_of(first), row.before[first], 0.0)]
        for offset, end in zip(line.breaks, row.ends[self._index], strict=True):
            if offset > first:
                hyphen = text[offset - 1] == "\u00ad"
                penalty = self._hyphen_penalty if hyphen else 0.0
                places.append(_Place(offset, row.start_of(offset), end, penalty))
        # The last word, and the parts of it that hyphens make, would stand alone.
        for index in range(len(places) - 2, -1, -1):
            place = places[index]
            places[index] = place._replace(penalty=place.penalty + _ORPHAN)
            if not (place.offset and text[place.offset - 1] == "\u00ad"):
                break
        return places

    def _scores(self, places: list[_Place]) -> list[_Score]:
        """How bad the best lines up to each place are, a line's badness being the square of what it leaves free."""
        scores = [_Score(0.0, 0, 0)]
        active, last = 0, len(places) - 1
        for end in range(1, len(places)):
            best, before = float("inf"), 0
            first = places[end].end - (self._width - self._indent + EPSILON)
            other = places[end].end - (self._width + EPSILON)
            for start in range(active, end):
                free = places[start].start - (other if scores[start].line else first)
                if free < 0:
                    score = _OVERFULL
                elif end == last and not self._balanced:
                    score = _LAST_LINE * places[start].penalty
                else:
                    score = free * free
                if score >= _OVERFULL:
                    active = start + 1
                if scores[start].score + score <= best:
                    best, before = scores[start].score + score, start
            penalty = places[end].penalty + self._line_penalty
            scores.append(_Score(best + penalty, before, scores[before].line + 1))
        return scores
