"""Where lines may end (CSS Text 3, section 5)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ...text.breaks import breaks_all, graphemes, keeps_all, line_breaks

if TYPE_CHECKING:
    from ...css.style import Style
    from .paragraph import HardLine, Paragraph

_SOFT_HYPHEN = "\u00ad"
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_CLOSING = "\u202c\u2069"
_CONTROLS = re.compile(f"[{_OPENING}{_CLOSING}]")
# What decides over the breaks in a text.
Manner = tuple[str, str, str, bool, str, bool]


def find_breaks(paragraph: Paragraph, style: Style) -> None:
    """Find the places where a line may end.

    Args:
        paragraph: The paragraph, whose lines take them.
        style: The style of the block container.
    """
    for line in paragraph.lines:
        line.breaks = [*_breaks(paragraph, style, line), line.last]


def _breaks(paragraph: Paragraph, style: Style, line: HardLine) -> list[int]:
    first, last = line.first, line.last
    start = bisect_right(paragraph.pieces, first, key=lambda piece: piece[1])
    pieces = list(takewhile(lambda piece: piece[0] < last, islice(paragraph.pieces, start, None)))
    manners = dict.fromkeys(_manner(piece[2]) for piece in pieces)
    own = _manner(style)
    if len(paragraph.text) > sum(end - begin for begin, end, _ in pieces):
        manners[own] = None  # of what is no text
    text = paragraph.text[first:last]
    if len(manners) == 1:
        return [first + offset for offset in _opportunities(text, next(iter(manners)))]
    by_manner = {manner: frozenset(_opportunities(text, manner)) for manner in manners}
    manner_at = [own] * (len(text) + 1)
    for begin, end, piece_style in pieces:
        low, high = max(begin - first, 0), min(end - first, len(text))
        manner_at[low:high] = [_manner(piece_style)] * (high - low)
    for match in _CONTROLS.finditer(text):
        # A control is not text: what is before it decides.
        manner_at[match.start()] = manner_at[max(match.start() - 1, 0)]
    found = []
    for offset in range(1, len(text)):
        manner = manner_at[offset - 1]
        # Where the manner changes, that of the character before the place counts, unless lines begin to wrap.
        if manner[3] and not manner_at[offset][3] and text[offset - 1] not in " \t":
            manner = manner_at[offset]
        if offset in by_manner[manner]:
            found.append(first + offset)
    return found


def _manner(style: Style) -> Manner:
    return (
        style.line_break,
        style.lang,
        style.word_break,
        style.text_wrap_mode == "nowrap",
        style.hyphens if style.hyphens == "none" else "",
        style.white_space_collapse == "break-spaces",
    )


def _opportunities(text: str, manner: Manner) -> list[int]:
    """The offsets before which a line may break, if all of a text has one manner."""
    strictness, lang, word_break, unwrapped, hyphens, after_every_space = manner
    if unwrapped:
        return []
    found = line_breaks(text, strictness, lang)
    if _CONTROLS.search(text):
        end = len(text.rstrip(_OPENING + _CLOSING))
        found = sorted({_beside_controls(text, offset) for offset in found if 0 < offset < end} - {0})
    if strictness != "anywhere":
        if word_break == "break-all":
            found = sorted({*found, *_between_letters(text)})
        elif word_break == "keep-all":
            found = [offset for offset in found if not keeps_all(text[offset - 1], text[offset])]
    if hyphens == "none":
        found = [offset for offset in found if text[offset - 1] != _SOFT_HYPHEN]
    if after_every_space:
        spaces = (offset for offset in range(1, len(text)) if text[offset - 1] in " \t")
        found = sorted({*found, *spaces})
    return found


def _beside_controls(text: str, offset: int) -> int:
    """A place moved ahead of controls that open an embedding, and behind those that end one."""
    while offset and text[offset - 1] in _OPENING:
        offset -= 1
    while offset < len(text) and text[offset] in _CLOSING:
        offset += 1
    return offset


def _between_letters(text: str) -> list[int]:
    """`word-break: break-all`: a line may break between any two letters (section 5.2)."""
    return [offset for offset in graphemes(text)[:-1] if breaks_all(text[offset - 1], text[offset])]


def emergency_breaks(paragraph: Paragraph, start: int, end: int) -> list[int]:
    """Where `overflow-wrap` lets a word break that no line is wide enough for (section 5.5)."""
    found = []
    text = paragraph.text
    index = bisect_right(paragraph.pieces, start, key=lambda piece: piece[1])
    for first, last, style in islice(paragraph.pieces, index, None):
        if first >= end:
            break
        if breaks_words(style):
            low, high = max(first, start), min(last, end)
            found += [low + offset for offset in graphemes(text[low:high]) if low + offset < end]
    return found


def breaks_words(style: Style) -> bool:
    """Whether a word may break anywhere rather than overflow."""
    wraps = style.text_wrap_mode != "nowrap"
    return wraps and (style.overflow_wrap != "normal" or style.word_break == "break-word")
