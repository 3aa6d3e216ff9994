"""Where a text may be cut: between lines (UAX #14) and between grapheme clusters (UAX #29)."""

from __future__ import annotations

import re
from functools import lru_cache

from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import LineBreak, line_break, line_break_boundaries

# In these, every character is a grapheme cluster of its own, CR LF but for.
_SIMPLE = re.compile(r"[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027]*\Z")
# In these, a line may break after a run of spaces, and nowhere else.
_PLAIN_WORDS = re.compile(r"(?:[A-Za-z0-9 ]|(?<=[A-Za-z0-9])[.,])*\Z")
_AFTER_SPACES = re.compile(r" +(?=[^ ])")


@lru_cache(maxsize=4096)
def graphemes(text: str) -> tuple[int, ...]:
    """The offsets at which grapheme clusters end, `len(text)` the last; `()` for no text."""
    if _SIMPLE.match(text):
        return tuple(range(1, len(text) + 1))
    return tuple(grapheme_cluster_boundaries(text))[1:]


@lru_cache(maxsize=2048)
def line_breaks(text: str) -> tuple[int, ...]:
    """The offsets before which a line may break, ascending; neither 0 nor `len(text)` is among them.

    Small kana and the prolonged sound mark may start a line, as `line-break: auto` has it in Chromium in
    every language; closing marks and iteration marks may not.

    Args:
        text: The text of one paragraph, white space already collapsed.
    """
    if _PLAIN_WORDS.match(text):
        return tuple(match.end() for match in _AFTER_SPACES.finditer(text))
    return tuple(offset for offset in line_break_boundaries(text, property=_class) if 0 < offset < len(text))


@lru_cache(maxsize=8192)
def _class(char: str) -> LineBreak:
    value = line_break(char)
    return LineBreak.ID if value is LineBreak.CJ else value
