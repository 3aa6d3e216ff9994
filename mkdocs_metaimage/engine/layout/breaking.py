"""Where lines may end (CSS Text 3, section 5)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ..text.breaks import graphemes, line_breaks

if TYPE_CHECKING:
    from ..css.style import Style
    from .paragraph import Paragraph

_LETTER = re.compile(r"\w")
# Between these pairs of ASCII characters Chromium breaks: after spaces, before an opening bracket, after a
# hyphen (of a negative number it must not be) and after a question mark.
_ASCII_BREAK = re.compile(
    r"""(?<=[ ])(?=[\x21-\x7e])
    | (?<=[!"\#%&)*+,\-.:;=>?\\\]|}~])(?=[(<\[{])
    | (?<=-)(?=["\#%&'*+\-=>@A-Z\\^_`a-z|~])
    | (?<=[0-9A-Za-z]-)(?=[0-9])
    | (?<=\?)(?=[\#$%&*+\-0-9=>@A-Z\\^_`a-z|~])""",
    re.VERBOSE,
)
# A line may break before and after an atomic box, whatever stands there (CSS Text 3, section 5.1).
_AROUND_OBJECT = re.compile("(?=\ufffc)|(?<=\ufffc)(?! )")


def find_breaks(paragraph: Paragraph, style: Style) -> None:
    """Find the forced breaks and the places where a line may end.

    Args:
        paragraph: The paragraph, which takes them.
        style: The style of the block container.
    """
    text = paragraph.text
    start = 0
    for offset, char in enumerate(text):
        if char == "\n":
            paragraph.hard_lines.append((start, offset))
            start = offset + 1
    # A newline at the very end starts no further line.
    if start < len(text) or not paragraph.hard_lines:
        paragraph.hard_lines.append((start, len(text)))
    for first, last in paragraph.hard_lines:
        found = [first + offset for offset in _opportunities(text[first:last])]
        paragraph.breaks += _permitted(paragraph, style, first, last, found)


def _opportunities(text: str) -> list[int]:
    """The offsets before which a line may break, as Chromium finds them.

    It asks UAX #14 only where one of the two characters is not of ASCII.
    """
    found = {match.start() for match in _ASCII_BREAK.finditer(text)}
    if not text.isascii():
        found.update(
            offset
            for offset in line_breaks(text)
            if not (text[offset - 1].isascii() and text[offset].isascii())
        )
        found.update(match.start() for match in _AROUND_OBJECT.finditer(text))
    return sorted(offset for offset in found if 0 < offset < len(text))


def _permitted(paragraph: Paragraph, style: Style, first: int, last: int, found: list[int]) -> list[int]:
    """The breaks that `white-space` and `word-break` leave, and those they add."""
    start = bisect_right(paragraph.pieces, first, key=lambda piece: piece[1])
    pieces = list(takewhile(lambda piece: piece[0] < last, islice(paragraph.pieces, start, None)))
    styles = [piece[2] for piece in pieces] or [style]
    if all(each.text_wrap_mode == "nowrap" for each in (*styles, style)):
        return []
    if any(each.word_break == "break-all" for each in styles):
        found = sorted({*found, *_between_letters(paragraph, pieces)})
    if any(each.text_wrap_mode == "nowrap" for each in (*styles, style)):
        found = [
            offset for offset in found if _style_before(paragraph, offset, style).text_wrap_mode != "nowrap"
        ]
    if any(each.word_break == "keep-all" for each in styles):
        text = paragraph.text
        found = [
            offset
            for offset in found
            if _style_before(paragraph, offset, style).word_break != "keep-all"
            or not (_LETTER.match(text[offset - 1]) and _LETTER.match(text[offset]))
        ]
    return found


def _style_before(paragraph: Paragraph, offset: int, default: Style) -> Style:
    return paragraph.style_at(offset - 1) or default


def _between_letters(paragraph: Paragraph, pieces: list[tuple[int, int, Style]]) -> list[int]:
    """`word-break: break-all`: a line may break between any two letters (CSS Text 3, section 5.2)."""
    found = []
    text = paragraph.text
    for start, end, style in pieces:
        if style.word_break == "break-all":
            ends = (start + offset for offset in graphemes(text[start:end]))
            found += [
                offset
                for offset in ends
                if offset < len(text) and _LETTER.match(text[offset - 1]) and _LETTER.match(text[offset])
            ]
    return found


def emergency_breaks(paragraph: Paragraph, start: int, end: int) -> list[int]:
    """Where `overflow-wrap` lets a word break that no line is wide enough for (section 5.5)."""
    found = []
    text = paragraph.text
    for first, last, style in paragraph.pieces:
        low, high = max(first, start), min(last, end)
        if low < high and breaks_words(style):
            found += [low + offset for offset in graphemes(text[low:high]) if low + offset < end]
    return found


def breaks_words(style: Style) -> bool:
    """Whether a word may break anywhere rather than overflow."""
    wraps = style.text_wrap_mode != "nowrap"
    return wraps and (style.overflow_wrap != "normal" or style.word_break == "break-word")
