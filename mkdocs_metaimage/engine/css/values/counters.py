"""Counter styles: how the numbers of lists and of `counter()` are written (CSS Counter Styles 3)."""

from __future__ import annotations

from typing import Final

_SYMBOLS: Final = {
    "none": "", "disc": "•", "circle": "◦", "square": "▪", "disclosure-open": "▾", "disclosure-closed": "▸",
}  # fmt: skip
#: The markers that are drawn as figures, by their styles.
MARKS: Final = {
    "none": "", "disc": "●", "circle": "○", "square": "■", "disclosure-open": "▼", "disclosure-closed": "▶",
}  # fmt: skip
#: Those that tell whether something is open.
DISCLOSURES: Final = (MARKS["disclosure-open"], MARKS["disclosure-closed"])
#: What stands behind the number of a list item, where it is not a full stop.
SUFFIXES: Final = {"cjk-decimal": "、"}
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_GREEK: Final = "αβγδεζηθικλμνξοπρστυφχψω"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN: Final = 3999
_DIGITS: Final = {
    "arabic-indic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹", "bengali": "০১২৩৪৫৬৭৮৯", "devanagari": "०१२३४५६७८९",
    "gujarati": "૦૧૨૩૪૫૬૭૮૯", "gurmukhi": "੦੧੨੩੪੫੬੭੮੯", "kannada": "೦೧೨೩೪೫೬೭೮೯", "khmer": "០១២៣៤៥៦៧៨៩",
    "lao": "໐໑໒໓໔໕໖໗໘໙", "malayalam": "൦൧൨൩൪൫൬൭൮൯", "mongolian": "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙", "myanmar": "၀၁၂၃၄၅၆၇၈၉",
    "oriya": "୦୧୨୩୪୫୬୭୮୯", "tamil": "௦௧௨௩௪௫௬௭௮௯", "telugu": "౦౧౨౩౪౫౬౭౮౯", "thai": "๐๑๒๓๔๕๖๗๘๙",
    "tibetan": "༠༡༢༣༤༥༦༧༨༩", "cjk-decimal": "〇一二三四五六七八九",
}  # fmt: skip
_LETTERS: Final = {
    "lower-alpha": _LATIN, "lower-latin": _LATIN, "upper-alpha": _LATIN.upper(),
    "upper-latin": _LATIN.upper(), "lower-greek": _GREEK,
}  # fmt: skip

#: The styles that the engine knows.
COUNTER_STYLES: Final = (
    *_SYMBOLS, "decimal", "decimal-leading-zero", "lower-roman", "upper-roman", *_LETTERS, *_DIGITS,
)  # fmt: skip


def counter_text(number: int, style: str) -> str:
    """A number as a counter style writes it; one that the style has not is in decimal digits."""
    if style in _SYMBOLS:
        return _SYMBOLS[style]
    if style == "decimal-leading-zero":
        return f"-{-number:02}" if number < 0 else f"{number:02}"
    if style in ("lower-roman", "upper-roman") and 0 < number <= _LARGEST_ROMAN:
        text = _roman(number)
        return text if style == "lower-roman" else text.upper()
    if style in _LETTERS and number > 0:
        return _lettered(number, _LETTERS[style])
    if style in _DIGITS:
        digits = _DIGITS[style]
        return ("-" if number < 0 else "") + "".join(digits[int(digit)] for digit in str(abs(number)))
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _lettered(number: int, letters: str) -> str:
    """A to z, then aa, ab and on."""
    text = ""
    while number:
        number, index = divmod(number - 1, len(letters))
        text = letters[index] + text
    return text
