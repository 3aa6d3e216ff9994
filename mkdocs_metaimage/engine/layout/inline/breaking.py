"""Where lines may end (CSS Text 3, section 5)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ...text.breaks import breaks_all, graphemes, keeps_all, line_breaks, sticks
from ...text.words import between_phrases
from ..list_items import OUTSIDE_IMAGE
from .collecting import OBJECT, Mark

if TYPE_CHECKING:
    from ...css.style import Style
    from .paragraph import HardLine, Paragraph

_SOFT_HYPHEN = "\u00ad"
_OPENING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_CLOSING = "\u202c\u2069"
_CONTROL_SET = frozenset(_OPENING + _CLOSING)
_CONTROLS = re.compile(f"[{_OPENING}{_CLOSING}]")
# What decides over the breaks in a text.
Manner = tuple[str, str, str, bool, str, bool]


def find_breaks(paragraph: Paragraph) -> None:
    """Find the places where a line of a paragraph may end."""
    for line in paragraph.lines:
        line.breaks = [*_outside(paragraph, line, _breaks(paragraph, line)), line.last]
    if paragraph.events and paragraph.events[0].box.marker == OUTSIDE_IMAGE:
        # What stands beside a line is not alone in it.
        first = paragraph.lines[0]
        first.breaks = [offset for offset in first.breaks if offset > len(OBJECT)] or first.breaks


def _breaks(paragraph: Paragraph, line: HardLine) -> list[int]:
    first, last = line.first, line.last
    start = bisect_right(paragraph.pieces, first, key=lambda piece: piece[1])
    pieces = list(takewhile(lambda piece: piece[0] < last, islice(paragraph.pieces, start, None)))
    manners = dict.fromkeys(_manner(piece[2]) for piece in pieces)
    own = _manner(paragraph.style)
    objects = {at: style for at, style in paragraph.holders.items() if first <= at < last}
    manners.update(dict.fromkeys(_manner(style) for style in objects.values()))
    if not manners:
        manners[own] = None
    text = paragraph.text[first:last]
    if len(manners) == 1:
        return [first + offset for offset in _opportunities(text, next(iter(manners)))]
    by_manner = {manner: frozenset(_opportunities(text, manner)) for manner in manners}
    by_manner.setdefault(own, frozenset())
    manner_at = [own] * (len(text) + 1)
    for begin, end, piece_style in pieces:
        low, high = max(begin - first, 0), min(end - first, len(text))
        manner_at[low:high] = [_manner(piece_style)] * (high - low)
    for at, holder in objects.items():
        manner_at[at - first] = _manner(holder)
    for match in _CONTROLS.finditer(text):
        # A control is not text: what is before it decides.
        manner_at[match.start()] = manner_at[max(match.start() - 1, 0)]
    found = []
    for offset in range(1, len(text)):
        manner = manner_at[offset - 1]
        # Where the manner changes, that of the character before the place counts, unless lines begin to wrap.
        if manner[3] and not manner_at[offset][3] and not _ends_with_space(text, offset):
            if text[offset] == OBJECT and sticks(text[offset - 1]):
                continue
            manner = manner_at[offset]
        if offset in by_manner[manner]:
            found.append(first + offset)
    return found


def _outside(paragraph: Paragraph, line: HardLine, found: list[int]) -> list[int]:
    """The places, those behind controls moved ahead of the boxes that open among these and do not close."""
    text = paragraph.text
    if not _CONTROLS.search(text, line.first, line.last):
        return found
    moved: set[int] = set()
    for offset in found:
        start = offset
        while start > line.first and text[start - 1] in _CONTROL_SET:
            start -= 1
        opened: list[int] = []
        for event in paragraph.events if start < offset else ():
            if start <= event.offset < offset and event.mark is Mark.OPEN:
                opened.append(event.offset)
            elif start <= event.offset <= offset and event.mark is Mark.CLOSE and opened:
                opened.pop()
        moved.add(min(opened[0], offset) if opened else offset)
    return sorted(moved - {line.first})


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
        found = sorted({_beside_controls(text, offset) for offset in found} - {0, len(text)})
    if strictness != "anywhere":
        if word_break == "break-all":
            found = sorted({*found, *_between_letters(text)})
        elif word_break == "keep-all":
            found = [offset for offset in found if not keeps_all(text[offset - 1], text[offset])]
        elif word_break == "auto-phrase":
            found = between_phrases(text, found, lang)
    if hyphens == "none":
        found = [offset for offset in found if text[offset - 1] != _SOFT_HYPHEN]
    if after_every_space:
        spaces = (offset for offset in range(1, len(text)) if text[offset - 1] in " \t")
        found = sorted({*found, *spaces})
    return found


def _ends_with_space(text: str, offset: int) -> bool:
    """Whether what is before a place ends with a space, but for controls."""
    while offset and text[offset - 1] in _CONTROL_SET:
        offset -= 1
    return text[offset - 1 : offset] in (" ", "\t")


def _beside_controls(text: str, offset: int) -> int:
    """A place among controls moved behind the embeddings that end there; 0 or the end if nothing else is at a side."""
    start = offset
    while start and text[start - 1] in _CONTROL_SET:
        start -= 1
    end = offset
    while end < len(text) and text[end] in _CONTROL_SET:
        end += 1
    if end == len(text):
        return 0
    if start == 0:
        return offset if text[offset] == OBJECT else 0
    depth = 0
    place = start
    for at in range(start, end):
        depth = depth + 1 if text[at] in _OPENING else max(depth - 1, 0)
        if not depth:
            place = at + 1
    return place


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
        if style.word_break == "auto-phrase":
            # A phrase that no line is wide enough for breaks as if it were none.
            places = line_breaks(text[first:last], style.line_break, style.lang)
            found += [first + offset for offset in places if start < first + offset < end]
        if breaks_words(style):
            low, high = max(first, start), min(last, end)
            places = [low + offset for offset in graphemes(text[low:high])]
            if places and text[places[-1] : places[-1] + 1] in _CONTROL_SET:
                places[-1] = _beside_controls(text, places[-1])
            before = paragraph.style_at(low - 1) if low else None
            if before is not None and before.text_wrap_mode == "nowrap" and not _ends_with_space(text, low):
                places.insert(0, low)
            found += [offset for offset in places if start < offset < end]
    return sorted(set(found))


def breaks_words(style: Style) -> bool:
    """Whether a word may break anywhere rather than overflow."""
    wraps = style.text_wrap_mode != "nowrap"
    return wraps and (style.overflow_wrap != "normal" or style.word_break == "break-word")
