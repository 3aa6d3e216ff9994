"""Words in scripts without spaces between them: Thai, Lao, Khmer, Myanmar (class SA of UAX #14).

Browsers look them up in dictionaries. Thai is cut by BudouX's model, a small classifier that agrees with them
in nine of ten places; the others between syllables, which are never torn.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ..patterns import late

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

#: The characters of these scripts.
WITHOUT_SPACES = late("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")
_RUN = late(
    "(?P<thai>[\u0e01-\u0e3a\u0e40-\u0e4e]+)|(?P<lao>[\u0e81-\u0ece\u0edc-\u0edf]+)"
    "|(?P<khmer>[\u1780-\u17d3\u17d7\u17dc\u17dd]+)|(?P<myanmar>[\u1000-\u103f\u1050-\u108f\u109a-\u109f]+)"
)
# Han characters and kana.
_JAPANESE = late("[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]{2,}")
# A syllable begins with a vowel that is written before its consonant, or with a consonant that bears a mark;
# one that bears none closes the syllable before it.
_LAO = late(
    "[\u0ec0-\u0ec4]|(?<![\u0ec0-\u0ec4])[\u0e81-\u0eae\u0edc-\u0edf](?=[\u0eb0-\u0ebd\u0ec8-\u0ecd])"
)
# What no word of Thai begins or ends between.
_TORN = late("(?<=[\u0e40-\u0e44])|(?=[\u0e30-\u0e3a\u0e45-\u0e4e])")
_KHMER = late("(?<!\u17d2)[\u1780-\u17b3](?=[\u17b6-\u17c5\u17d2])")
# A consonant that is neither stacked below another nor silenced by a mark.
_MYANMAR = late("(?<!\u1039)[\u1000-\u102a\u103f](?![\u1037]?[\u103a\u1039])")


def word_starts(text: str) -> list[int]:
    """The offsets of words within runs of these scripts, those at which a run starts left out."""
    found: list[int] = []
    for run in _RUN.finditer(text):
        start = run.start()
        found += [start + offset for offset in _SEGMENTERS[run.lastgroup or ""](run[0]) if offset]
    return found


def _thai(text: str) -> Iterable[int]:
    starts = accumulate(len(word) for word in _thai_words()(text)[:-1])
    return (start for start in starts if not _TORN.match(text, start))


@lru_cache(maxsize=1)
def _thai_words() -> Callable[[str], list[str]]:
    # Here, because its model takes 2 ms to read, and few texts are Thai.
    import budoux

    return budoux.load_default_thai_parser().parse


def _syllables(pattern: re.Pattern[str]) -> Callable[[str], Iterable[int]]:
    return lambda text: (match.start() for match in pattern.finditer(text))


def between_phrases(text: str, breaks: list[int], lang: str) -> list[int]:
    """Of the places where a line may break those that `word-break: auto-phrase` leaves (CSS Text 4, section 5.2).

    Japanese breaks between phrases, by the same model that Chromium has; other languages have none.

    Args:
        text: The text.
        breaks: The places, as offsets.
        lang: A BCP 47 tag, or `""`.
    """
    if lang.partition("-")[0].lower() != "ja":
        return breaks
    torn: set[int] = set()
    for run in _JAPANESE.finditer(text):
        starts = accumulate(len(phrase) for phrase in _japanese_phrases()(run[0]))
        torn.update(range(run.start() + 1, run.end()))
        torn.difference_update(run.start() + start for start in starts)
    return [offset for offset in breaks if offset not in torn]


@lru_cache(maxsize=1)
def _japanese_phrases() -> Callable[[str], list[str]]:
    import budoux  # here, as above

    return budoux.load_default_japanese_parser().parse


_SEGMENTERS: dict[str, Callable[[str], Iterable[int]]] = {
    "thai": _thai,
    "lao": _syllables(_LAO),
    "khmer": _syllables(_KHMER),
    "myanmar": _syllables(_MYANMAR),
}
