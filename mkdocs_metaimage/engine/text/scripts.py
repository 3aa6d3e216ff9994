"""Which script a character is written in (UAX #24)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import uharfbuzz as hb

_LATIN = re.compile("[\x00-\x7f]*\\Z")


def script_runs(text: str) -> list[tuple[int, int, str]]:
    """The text cut where its script changes: (start, end, ISO 15924 code).

    Characters of no script (spaces, digits, punctuation, marks) belong to the one before them.
    """
    if _LATIN.match(text):
        return [(0, len(text), "Latn")]
    runs: list[tuple[int, int, str]] = []
    start, current = 0, ""
    for index, script in enumerate(map(script_of, text)):
        if script and script != current:
            if current:
                runs.append((start, index, current))
                start = index
            current = script
    runs.append((start, len(text), current or "Zyyy"))
    return runs


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of a character, `""` for one that many scripts share."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


def first_word(char: str) -> str:
    """How the name of a character in Unicode begins, which mostly is its script: `"DEVANAGARI"`."""
    return unicodedata.name(char, "").partition(" ")[0]
