"""Languages that write Han characters each in its own way, and the fonts that are made for one of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..patterns import late

#: The ways of writing Han characters: Japan's, Korea's, the mainland's, Taiwan's, Hong Kong's.
JAPAN, KOREA, CHINA, TAIWAN, HONG_KONG = HAN_WAYS = ("jp", "kr", "sc", "tc", "hk")

_BY_SUBTAG: Final = {
    "ja": JAPAN, "ko": KOREA, "zh": CHINA, "cmn": CHINA, "yue": HONG_KONG, "nan": TAIWAN, "hak": TAIWAN,
    "hans": CHINA, "hant": TAIWAN, "cn": CHINA, "sg": CHINA, "tw": TAIWAN, "hk": HONG_KONG, "mo": HONG_KONG,
}  # fmt: skip
# Letters that only one of them writes.
_BY_LETTER: Final = (
    (JAPAN, late("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")),
    (KOREA, late("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc]")),
    (TAIWAN, late("[\u3105-\u312f\u31a0-\u31bf]")),
)
# The last word of a family's name, or a whole one's beginning: Noto Sans TC, Source Han Sans K, SimHei.
_BY_WORD: Final = {
    "jp": JAPAN, "j": JAPAN, "ja": JAPAN, "kr": KOREA, "k": KOREA, "ko": KOREA, "sc": CHINA, "cn": CHINA,
    "gb": CHINA, "tc": TAIWAN, "tw": TAIWAN, "hk": HONG_KONG, "hc": HONG_KONG,
}  # fmt: skip
_CJK_FAMILY: Final = re.compile(r"(?:noto|source han|pingfang|hiragino|heiti|songti|kaiti|biaukai)\b")


@lru_cache(maxsize=256)
def han_way(lang: str) -> str:
    """The way in which a language writes Han characters, `""` for one that has none.

    Args:
        lang: A BCP 47 tag, or `""`.
    """
    first, *others = lang.lower().replace("_", "-").split("-")
    way = _BY_SUBTAG.get(first, "") if first in ("ja", "ko", "zh", "cmn", "yue", "nan", "hak") else ""
    if first not in ("zh", "cmn"):
        return way
    found = [_BY_SUBTAG[other] for other in others if other in _BY_SUBTAG]
    # `zh-Hant-HK`: the region says more than the script, but for `zh-Hans-HK`.
    return way if not found or found[0] == CHINA else found[-1]


def written_way(text: str, lang: str) -> str:
    """The way of a text's Han characters: its language's, or that of its other letters, or the mainland's."""
    way = han_way(lang)
    if way:
        return way
    return next((found for found, letters in _BY_LETTER if letters.search(text)), CHINA)


@lru_cache(maxsize=1024)
def family_way(family: str) -> str:
    """The way of writing that a family of this name is made for, `""` where the name tells of none."""
    words = family.lower().split()
    return _BY_WORD.get(words[-1], "") if _CJK_FAMILY.match(family.lower()) else ""


def suits(family: str, lang: str) -> int:
    """How little a family suits a language: 0 where it is made for it, 2 where for another of the ways."""
    way, own = han_way(lang), family_way(family)
    return 1 if not way or not own else 0 if way == own else 2
