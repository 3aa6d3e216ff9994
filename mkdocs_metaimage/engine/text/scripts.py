"""Which script a character is written in (UAX #24)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

_LATIN = re.compile("[\x00-\x7f]*\\Z")
_LETTER = re.compile("[A-Za-z]")


def script_runs(text: str, before: str = "") -> list[tuple[int, int, str]]:
    """The text cut where its script changes: (start, end, ISO 15924 code).

    Characters of no script (spaces, digits, punctuation, marks) belong to the one before them.

    Args:
        text: The text.
        before: The script of what stands before it, `""` where nothing does.
    """
    if _LATIN.match(text) and (before in ("", "Latn") or not _LETTER.search(text)):
        return [(0, len(text), before or "Latn")]
    runs: list[tuple[int, int, str]] = []
    start, current = 0, before
    for index, script in enumerate(map(script_of, text)):
        if script and script != current:
            if current and index:
                runs.append((start, index, current))
                start = index
            current = script
    runs.append((start, len(text), current or "Zyyy"))
    return runs


def script_before(text: str, end: int) -> str:
    """The script of the last character before an offset that has one, or else of the first after it.

    `""` if no character has one.
    """
    around = chain(reversed(text[:end]), text[end:])
    return next(filter(None, map(script_of, around)), "")


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of a character, `""` for one that many scripts share."""
    import uharfbuzz as hb  # not needed to see whether the fonts of the machine have changed

    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


def first_word(char: str) -> str:
    """How the name of a character in Unicode begins, which mostly is its script: `"DEVANAGARI"`."""
    return unicodedata.name(char, "").partition(" ")[0]
