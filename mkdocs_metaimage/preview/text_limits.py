"""How much of a text a platform shows, and the text as it shows it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..engine.text.breaks import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS: Final = "…"
# A word that reaches back farther than this share of what is shown is cut in itself: a long URL, or a script that
# writes no spaces.
_LONGEST_WORD: Final = 0.4
_SPACES = re.compile(r"\s+")
_TRAILING = " ,;:.–—-|·•"


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of a text is shown.

    Attributes:
        most: The most characters, as readers count them: grapheme clusters.
        by_width: Whether it is the width that is bounded, so that a wide character, as of Chinese, counts as two.
    """

    most: int
    by_width: bool = False


class Cut(NamedTuple):
    """A text as it is shown.

    Attributes:
        text: It, with an ellipsis at its end where it was cut; white space as on one line.
        cut: Whether it was cut.
    """

    text: str
    cut: bool


def length(text: str, limit: Limit) -> int:
    """How long a text is, as a limit counts."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(cells for _, cells in _measured(text, limit))


# Each text of a page is asked for by many platforms, several times.
@lru_cache(maxsize=512)
def shortened(text: str, limit: Limit | None) -> Cut:
    """Cut a text at the end of a word, so that it and the ellipsis are within a limit; None is no limit."""
    text = _SPACES.sub(" ", text).strip()
    if limit is None or length(text, limit) <= limit.most:
        return Cut(text, False)
    room, end = limit.most - 1, 0
    for offset, cells in _measured(text, limit):
        room -= cells
        if room < 0:
            break
        end = offset
    shown = text[:end]
    if text[end : end + 1] != " ":
        before, space, word = shown.rpartition(" ")
        if space and len(word) <= _LONGEST_WORD * len(shown):
            shown = before
    return Cut(shown.rstrip(_TRAILING) + ELLIPSIS if limit.most > 0 else "", True)


def _measured(text: str, limit: Limit) -> Iterator[tuple[int, int]]:
    """The offset at which each cluster ends, and what it counts."""
    start = 0
    for end in graphemes(text):
        wide = limit.by_width and unicodedata.east_asian_width(text[start]) in "WF"
        yield end, 2 if wide else 1
        start = end
