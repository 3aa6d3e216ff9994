"""Capital and small letters as languages have them (CSS Text 3, section 2.1; Unicode's SpecialCasing)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TURKIC: Final = ("tr", "az")
_UPPER_TURKIC: Final = str.maketrans({"i": "İ"})
_LOWER_TURKIC: Final = str.maketrans({"I": "ı", "İ": "i"})

# In Greek: what capitals lose of the marks of small letters, and what they keep.
_ACCENTS: Final = "\u0300\u0301\u0304\u0306\u0313\u0314\u0342"
_DIAERESIS, _IOTA = "\u0308", "\u0345"
_GREEK: Final = re.compile(f"[Α-Ωα-ω][{_ACCENTS}{_DIAERESIS}{_IOTA}]*")
# The word "or" keeps its accent, which tells it from the article.
_OR: Final = re.compile("(?<!\\w)[ήΉ](?!\\w)")


def uppercase(text: str, lang: str) -> str:
    """A text in capitals.

    Args:
        text: The text.
        lang: Its language, a BCP 47 tag, or `""`.
    """
    language = _language(lang)
    if language in _TURKIC:
        return text.translate(_UPPER_TURKIC).upper()
    if language == "el":
        return "Ή".join(_uppercase_greek(piece) for piece in _OR.split(text))
    return text.upper()


def lowercase(text: str, lang: str) -> str:
    """A text in small letters.

    Args:
        text: The text.
        lang: Its language, a BCP 47 tag, or `""`.
    """
    if _language(lang) in _TURKIC:
        return text.translate(_LOWER_TURKIC).lower()
    return text.lower()


def titlecase(text: str) -> str:
    """A text each letter of which is one that a word may begin with.

    A letter that has none but in two, such as ß and ﬁ, stays as it is, as in browsers.
    """
    return "".join(letter.title() if len(letter.title()) == 1 else letter for letter in text)


def _language(lang: str) -> str:
    return lang.replace("_", "-").partition("-")[0].lower()


def _uppercase_greek(text: str) -> str:
    """Greek in capitals, which have no accents.

    A diaeresis stays, and an iota or upsilon takes one where the accent before it told that it is no
    part of a diphthong.
    """
    parts: list[str] = []
    end, accented = 0, False
    plain = unicodedata.normalize("NFD", text)
    for match in _GREEK.finditer(plain):
        letter, marks = match[0][0].upper(), match[0][1:]
        follows = match.start() == end
        diaeresis = _DIAERESIS in marks or (follows and accented and letter in "ΙΥ" and not marks)
        parts += (plain[end : match.start()].upper(), letter, _DIAERESIS * diaeresis, "Ι" * (_IOTA in marks))
        end, accented = match.end(), "\u0301" in marks and _DIAERESIS not in marks and letter in "ΑΕΗΟΥΩΙ"
    return unicodedata.normalize("NFC", "".join((*parts, plain[end:].upper())))
