"""Where a text may be cut: between lines (UAX #14, CSS Text 3) and between grapheme clusters (UAX #29)."""

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import late
from .line_rules import Kind, breaks_by_rules, kind_of
from .words import WITHOUT_SPACES, word_starts

# Each of these is a grapheme cluster of its own but for the marks that follow it.
_ALONE = (
    "\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u0620-\u064a\u2010-\u2027"
    "\u3001-\u3029\u3030-\u3096\u309b-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d"
)
_SIMPLE = late(f"[{_ALONE}]*\\Z")
_STICKY = late(f"[{_ALONE}]?(?:[^{_ALONE}]+[{_ALONE}]?)+")
_WORD = re.compile("[^ \t]+")
# Between these pairs of ASCII characters Chromium breaks: before an opening bracket, after a hyphen (of a
# negative number it must not be) and after a question mark.
_ASCII_BREAK = re.compile(
    r"""(?<=[!"\#%&)*+,\-.:;=>?\\\]|}~])(?=[(<\[{])
    | (?<=-)(?=["\#%&'*+\-=>@A-Z\\^_`a-z|~])
    | (?<=[0-9A-Za-z]-)(?=[0-9])
    | (?<=\?)(?=[\#$%&*+\-0-9=>@A-Z\\^_`a-z|~])""",
    re.VERBOSE,
)
# A line may break before and after an atomic box, whatever stands there (CSS Text 3, section 5.1).
_AROUND_OBJECT = re.compile("(?<![\u202a-\u202e\u2066-\u2069])(?=\ufffc)|(?<=\ufffc)")
_MAY_BREAK = re.compile(r"[-?(<\[{]|[^\x00-\x7f]")
_EAST_ASIAN = ("ja", "zh", "ko")
_ID, _NS = Kind("ID", wide=True), Kind("NS", wide=True)
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ"
# What each strictness changes in Chromium; the second ones in Japanese, Chinese and Korean alone.
_STRICT = dict.fromkeys(_SMALL_KANA, _NS)
_NORMAL_EAST = dict.fromkeys("〜゠", _ID) | {"“": Kind("OP"), "”": Kind("CL")}
_LOOSE = dict.fromkeys("々〻ゝゞヽヾ", _ID)
_LOOSE_EAST = _LOOSE | _NORMAL_EAST | dict.fromkeys("°‐‒–‰′″‵‼⁇⁈⁉℃℉・﹪！％：；？･￠¤±€№﹩＄￡￥￦", _ID)


class _Kinds(dict[str, Kind]):
    """The kinds of characters, but for some of them."""

    def __missing__(self, char: str) -> Kind:
        if len(self) > 20_000:
            return kind_of(char)
        found = self[char] = kind_of(char)
        return found


_KINDS = {
    name: _Kinds(changed)
    for name, changed in {
        "": {},
        "strict": _STRICT,
        "normal": _NORMAL_EAST,
        "loose": _LOOSE,
        "loose east": _LOOSE_EAST,
    }.items()
}


def graphemes(text: str) -> tuple[int, ...]:
    """The offsets at which grapheme clusters end, `len(text)` the last; `()` for no text."""
    if (text.isascii() and "\r" not in text) or _SIMPLE.match(text):
        return tuple(range(1, len(text) + 1))
    ends: list[int] = []
    at = 0
    for match in _STICKY.finditer(text):
        start = match.start()
        ends.extend(range(at + 1, start + 1))
        ends.extend([start + end for end in _clusters(match[0])])
        at = match.end()
    ends.extend(range(at + 1, len(text) + 1))
    return tuple(ends)


@lru_cache(maxsize=4096)
def _clusters(text: str) -> tuple[int, ...]:
    from uniseg.graphemecluster import grapheme_cluster_boundaries  # slow to import: as in `kind_of`

    return tuple(grapheme_cluster_boundaries(text))[1:]


def line_breaks(text: str, strictness: str = "auto", lang: str = "") -> list[int]:
    """The offsets before which a line may break, ascending; neither 0 nor `len(text)` is among them.

    As in Chromium: a line breaks behind spaces, whatever follows; between two characters of ASCII by a table
    of its own, and between others by UAX #14.

    Args:
        text: The text of one paragraph, white space already collapsed.
        strictness: The value of `line-break`.
        lang: A BCP 47 tag, or `""`.
    """
    if strictness == "anywhere":
        return [end for end in graphemes(text)[:-1] if text[end] not in " \t"]
    if not _MAY_BREAK.search(text):
        return [match.start() for match in _WORD.finditer(text) if match.start()]
    rules = _rules(strictness, lang)
    found: list[int] = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        if start:
            found.append(start)
        if _MAY_BREAK.search(word):
            found.extend([start + offset for offset in _breaks_within(word, rules)])
    return found


def _rules(strictness: str, lang: str) -> str:
    """Which changes of kinds hold: a key of `_KINDS`."""
    language = lang.partition("-")[0].lower()
    east = language in _EAST_ASIAN
    if strictness == "auto":
        return "normal" if language == "zh" else ""
    if strictness == "normal":
        return "normal" if east else ""
    if strictness == "strict":
        return "strict" if language != "ko" else ""
    return "loose east" if east else "loose"


@lru_cache(maxsize=4096)
def _breaks_within(word: str, rules: str) -> tuple[int, ...]:
    """Where a word without spaces may break."""
    found = {match.start() for match in _ASCII_BREAK.finditer(word)}
    if not word.isascii():
        kinds = list(map(_KINDS[rules].__getitem__, word))
        found.update(
            offset
            for offset in breaks_by_rules(kinds)
            if not (word[offset - 1].isascii() and word[offset].isascii())
        )
        if WITHOUT_SPACES.search(word):
            found.update(word_starts(word))
            found.intersection_update(graphemes(word))
        found.update(match.start() for match in _AROUND_OBJECT.finditer(word))
    found -= {0, len(word)}
    return tuple(sorted(found))


def sticks(char: str) -> bool:
    """Whether UAX #14 lets no line end behind a character before an atomic box."""
    return kind_of(char).name in ("QU", "QI", "QF", "OP", "GL", "WJ")


# --- Breaks that `word-break` adds and takes away

_LETTERS = frozenset(("AL", "HL", "NU", "DC"))
_BEFORE_ALL = frozenset(("CP", "CL", "EX", "IS", "PO", "SY"))


def breaks_all(before: str, after: str) -> bool:
    """Whether a line may break between two characters by `word-break: break-all` that may not otherwise.

    Letters and digits break as ideographs do; Chromium breaks before a hyphen and a bar too.
    """
    first, second = kind_of(before).name, kind_of(after).name
    if first in _LETTERS:
        return second in _LETTERS or after in "-|" or second in ("OP", "PR")
    if first in _BEFORE_ALL or before in "+|":
        return second in _LETTERS or after in "-|+" or (after == "$" and first != "IS")
    return before == "-" and second == "NU"


def keeps_all(before: str, after: str) -> bool:
    """Whether `word-break: keep-all` keeps two characters together: letters and digits (CSS Text 3, section 5.2)."""
    return before.isalnum() and after.isalnum()
