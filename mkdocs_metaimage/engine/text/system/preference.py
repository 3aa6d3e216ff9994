"""Which of the system's families is tried first for a script: each system's own, Noto's, then the plain ones."""

from __future__ import annotations

import re
from typing import Final

from ..languages import CHINA, HONG_KONG, JAPAN, KOREA, TAIWAN, family_way

#: The scripts of which the fonts depend on the way in which a language writes Han characters.
HAN_SCRIPTS: Final = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))

# Families for each way of writing Han, the best first: Noto's and Adobe's, then those of macOS, of Windows and
# of Linux.
_HAN: Final = {
    JAPAN: (
        "noto sans cjk jp", "noto sans jp", "source han sans jp", "source han sans", "hiragino sans",
        "hiragino kaku gothic pron", "yu gothic", "yu gothic ui", "meiryo", "ms pgothic", "ms gothic",
        "ipaexgothic", "ipapgothic", "ipagothic", "takaopgothic", "takaogothic", "vl pgothic", "vl gothic",
    ),
    KOREA: (
        "noto sans cjk kr", "noto sans kr", "source han sans kr", "source han sans k", "apple sd gothic neo",
        "malgun gothic", "nanumgothic", "nanumbarungothic", "gulim", "dotum", "baekmuk gulim", "undotum",
    ),
    CHINA: (
        "noto sans cjk sc", "noto sans sc", "source han sans sc", "source han sans cn", "pingfang sc",
        "hiragino sans gb", "heiti sc", "microsoft yahei", "dengxian", "simhei", "wenquanyi micro hei",
        "wenquanyi zen hei", "simsun",
    ),
    TAIWAN: (
        "noto sans cjk tc", "noto sans tc", "source han sans tc", "source han sans tw", "pingfang tc",
        "heiti tc", "microsoft jhenghei", "mingliu", "pmingliu",
    ),
    HONG_KONG: (
        "noto sans cjk hk", "noto sans hk", "source han sans hc", "source han sans hk", "pingfang hk",
    ),
}  # fmt: skip
_FURTHER: Final = {HONG_KONG: (TAIWAN, CHINA), TAIWAN: (HONG_KONG, CHINA), CHINA: (TAIWAN, JAPAN)}

# What macOS and Windows have for a script where Noto's is not installed, and what Linux often has.
_BY_SCRIPT: Final = {
    "Arab": ("geeza pro", "sf arabic", "segoe ui", "tahoma", "arial", "dejavu sans"),
    "Armn": ("mshtakan", "segoe ui", "sylfaen", "dejavu sans"),
    "Beng": ("kohinoor bangla", "bangla sangam mn", "nirmala ui", "vrinda", "lohit bengali"),
    "Deva": ("kohinoor devanagari", "devanagari sangam mn", "nirmala ui", "mangal", "lohit devanagari"),
    "Ethi": ("kefa", "ebrima", "nyala"),
    "Geor": ("helvetica", "segoe ui", "sylfaen", "dejavu sans"),
    "Gujr": ("kohinoor gujarati", "gujarati sangam mn", "nirmala ui", "shruti", "lohit gujarati"),
    "Guru": ("gurmukhi sangam mn", "gurmukhi mn", "nirmala ui", "raavi", "lohit gurmukhi"),
    "Hebr": ("arial hebrew", "sf hebrew", "segoe ui", "arial", "dejavu sans"),
    "Khmr": ("khmer sangam mn", "leelawadee ui", "khmer ui", "daunpenh"),
    "Knda": ("kannada sangam mn", "noto sans kannada", "nirmala ui", "tunga", "lohit kannada"),
    "Laoo": ("lao sangam mn", "leelawadee ui", "lao ui", "dokchampa"),
    "Mlym": ("malayalam sangam mn", "nirmala ui", "kartika", "lohit malayalam"),
    "Mymr": ("myanmar sangam mn", "myanmar text"),
    "Orya": ("oriya sangam mn", "nirmala ui", "kalinga", "lohit odia"),
    "Sinh": ("sinhala sangam mn", "nirmala ui", "iskoola pota"),
    "Taml": ("tamil sangam mn", "nirmala ui", "latha", "lohit tamil"),
    "Telu": ("kohinoor telugu", "telugu sangam mn", "nirmala ui", "gautami", "lohit telugu"),
    "Thai": ("thonburi", "leelawadee ui", "tahoma", "loma", "garuda"),
    "Tibt": ("kailasa", "microsoft himalaya"),
    "": ("noto sans symbols 2", "noto sans symbols2", "noto sans symbols", "noto sans math", "apple symbols",
         "segoe ui symbol", "dejavu sans"),
}  # fmt: skip
_SERIF = re.compile(r"serif|\bmincho|\bming\b|\bsong|times|roman|georgia|batang|nastaliq|naskh")
_SPECIAL = re.compile(
    r"mono\b|\bui\b|condensed|narrow|display|kufi|looped|unjoined|rashi|slanted|symbol|emoji|math|music|"
    r"supplement|unifont|fallback|handwrit|script\b"
)


def rank(family: str, script: str, word: str, way: str) -> tuple[float, ...]:
    """How late a family is tried for a script, to sort by.

    Args:
        family: Its name in lower case.
        script: The ISO 15924 code, `""` for signs that many scripts share.
        word: How the names of the script's characters begin: `devanagari`.
        way: The way of writing Han characters that the text follows.
    """
    special = bool(_SPECIAL.search(family))
    plain = (family.startswith("."), special, bool(_SERIF.search(family)), not family.startswith("noto sans"))
    if script in HAN_SCRIPTS:
        return (*_han_rank(family, way), *plain)
    if script and family == f"noto sans {word}":
        return (0, 0, *plain)
    named = _BY_SCRIPT.get(script, ())
    if family in named:
        return (1, named.index(family), *plain)
    # A font for the way in which Han is written has signs that are as wide as Han characters.
    return (2, 0, *plain, family_way(family) != "")


def _han_rank(family: str, way: str) -> tuple[float, float]:
    for nearness, other in enumerate((way, *_FURTHER.get(way, ()))):
        if family in _HAN[other]:
            return 2 * nearness, _HAN[other].index(family)
        if family_way(family) == other:  # a serif, a rounded or a monospaced one
            return 2 * nearness + 1, 0
    return 20, 0
