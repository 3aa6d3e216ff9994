"""What to say of characters that no font has."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from ..notes import ITEMS, Note
from .scripts import first_word, script_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

_MATHEMATICS: Final = ("mathematics", "Noto Sans Math")
#: By the first word of a character's name in Unicode: the script, and a free font that has it.
FONTS: Final = {
    "AHOM": ("Ahom", "Noto Serif Ahom"),
    "ANATOLIAN": ("Anatolian hieroglyphs", "Noto Sans Anatolian Hieroglyphs"),
    "ARABIC": ("Arabic", "Noto Sans Arabic"),
    "ARMENIAN": ("Armenian", "Noto Sans Armenian"),
    "BENGALI": ("Bengali", "Noto Sans Bengali"),
    "BLACK-LETTER": _MATHEMATICS,
    "BOPOMOFO": ("Bopomofo", "Noto Sans CJK TC"),
    "CANADIAN": ("Canadian syllabics", "Noto Sans Canadian Aboriginal"),
    "CJK": ("Han", "Noto Sans CJK"),
    "COMBINING": ("marks", "Noto Sans"),
    "CYRILLIC": ("Cyrillic", "Noto Sans"),
    "DEVANAGARI": ("Devanagari", "Noto Sans Devanagari"),
    "DOGRA": ("Dogra", "Noto Serif Dogra"),
    "DOUBLE-STRUCK": _MATHEMATICS,
    "EGYPTIAN": ("Egyptian hieroglyphs", "Noto Sans Egyptian Hieroglyphs"),
    "ETHIOPIC": ("Ethiopic", "Noto Sans Ethiopic"),
    "FULLWIDTH": ("full-width forms", "Noto Sans CJK"),
    "GEORGIAN": ("Georgian", "Noto Sans Georgian"),
    "GREEK": ("Greek", "Noto Sans"),
    "GUJARATI": ("Gujarati", "Noto Sans Gujarati"),
    "GURMUKHI": ("Gurmukhi", "Noto Sans Gurmukhi"),
    "HALFWIDTH": ("half-width forms", "Noto Sans CJK"),
    "HANGUL": ("Hangul", "Noto Sans CJK KR"),
    "HEBREW": ("Hebrew", "Noto Sans Hebrew"),
    "HIRAGANA": ("Hiragana", "Noto Sans CJK JP"),
    "IDEOGRAPHIC": ("Han", "Noto Sans CJK"),
    "KANNADA": ("Kannada", "Noto Sans Kannada"),
    "KATAKANA": ("Katakana", "Noto Sans CJK JP"),
    "KATAKANA-HIRAGANA": ("Katakana", "Noto Sans CJK JP"),
    "KHMER": ("Khmer", "Noto Sans Khmer"),
    "LAO": ("Lao", "Noto Sans Lao"),
    "LATIN": ("Latin", "Noto Sans"),
    "MALAYALAM": ("Malayalam", "Noto Sans Malayalam"),
    "MATHEMATICAL": _MATHEMATICS,
    "MODIFIER": ("phonetic letters", "Noto Sans"),
    "MUSICAL": ("musical symbols", "Noto Music"),
    "MYANMAR": ("Myanmar", "Noto Sans Myanmar"),
    "NYIAKENG": ("Nyiakeng Puachue Hmong", "Noto Serif Hmong Nyiakeng"),
    "PHAGS-PA": ("Phags-pa", "Noto Sans PhagsPa"),
    "SCRIPT": _MATHEMATICS,
    "SINHALA": ("Sinhala", "Noto Sans Sinhala"),
    "TAMIL": ("Tamil", "Noto Sans Tamil"),
    "TANGUT": ("Tangut", "Noto Serif Tangut"),
    "TELUGU": ("Telugu", "Noto Sans Telugu"),
    "THAI": ("Thai", "Noto Sans Thai"),
    "TIBETAN": ("Tibetan", "Noto Serif Tibetan"),
    "VEDIC": ("Vedic", "Noto Sans Devanagari"),
    "YEZIDI": ("Yezidi", "Noto Serif Yezidi"),
}
_SYMBOLS: Final = ("symbols", "Noto Sans Symbols 2")
# What the first words of others, such as SQUARE or ROMAN, do not tell: by the code of their script.
_BY_SCRIPT: Final = {
    **dict.fromkeys(("Hani", "Hira", "Kana", "Hang"), FONTS["CJK"]),
    "Arab": FONTS["ARABIC"],
    "Brai": _SYMBOLS,
    "Cyrl": FONTS["CYRILLIC"],
    "Grek": FONTS["GREEK"],
    "Latn": FONTS["LATIN"],
    "": _SYMBOLS,
}
# What the names of characters do not always begin with.
_SCRIPTS: Final = {
    "Arab": "Arabic",
    "Cyrl": "Cyrillic",
    "Grek": "Greek",
    "Hang": "Hangul",
    "Hani": "Han",
    "Hira": "Hiragana",
    "Kana": "Katakana",
    "Latn": "Latin",
}
# Scripts whose names have several words, by the first: how many.
_LONG_NAMES: Final = {
    **dict.fromkeys(
        ("BASSA", "CAUCASIAN", "DIVES", "GUNJALA", "GURUNG", "HANIFI", "IMPERIAL", "INSCRIPTIONAL", "KAYAH",
         "KIRAT", "LINEAR", "MASARAM", "MEETEI", "MENDE", "NAG", "OL", "OLD", "PAHAWH", "PSALTER", "SORA", "SYLOTI",
         "TAI", "WARANG", "ZANABAZAR"), 2),
    "KHITAN": 3,
    "NEW": 3,
    "PAU": 3,
}  # fmt: skip
# The scripts that Debian's package of Noto is too old for.
_UNPACKAGED: Final = frozenset(
    f"Noto Sans {script}"
    for script in (
        "Chorasmian", "Cypro-Minoan", "Dives Akuru", "Garay", "Gurung Khema", "Kawi", "Khitan Small Script",
        "Kirat Rai", "Makasar", "Nag Mundari", "Nandinagari", "Ol Onal", "Old Uyghur", "Sunuwar", "Tangsa", "Todhri",
        "Toto", "Tulu-Tigalari", "Vithkuqi",
    )
)  # fmt: skip
# What has no looks of its own: controls, formats, and halves of characters.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))


def missing_glyphs(clusters: Iterable[str], known: Container[int] = frozenset()) -> tuple[Note, ...]:
    """A note for each script of which characters have no glyph in any font.

    Args:
        clusters: The characters, alone or in clusters; one that stands there twice is named once.
        known: Code points that a font has; a cluster that has only such is named as a whole.
    """
    scripts: dict[tuple[str, str], dict[str, None]] = {}
    for cluster in clusters:
        seen = [character for character in cluster if unicodedata.category(character) not in _UNSEEN]
        for character in [each for each in seen if ord(each) not in known] or seen:
            scripts.setdefault(_script_and_font(character), {})[character] = None
    return tuple(_note(script, font, list(characters)) for (script, font), characters in scripts.items())


def script_name(character: str) -> str:
    """The name of a character's script, or its code where Python knows no more; `""` for what many scripts share."""
    code = script_of(character)
    if not code or unicodedata.category(character) == "Cn":
        return code
    return _SCRIPTS.get(code) or _script_and_font(character)[0]


def font_for(character: str) -> str:
    """A free font that has a character, `""` where nobody can know one."""
    return _script_and_font(character)[1]


def package_of(font: str) -> str:
    """The package of Debian and Ubuntu that has one of Noto's fonts, `""` if there is none."""
    if font in _UNPACKAGED:
        return ""
    return "fonts-noto-cjk" if "CJK" in font else "fonts-noto-core"


def _script_and_font(character: str) -> tuple[str, str]:
    """The name of a character's script, and a font that has it, `""` where nobody can know."""
    category = unicodedata.category(character)
    if category == "Co":
        return "of private use", ""
    if category == "Cn":
        return _newer(character), ""
    word = first_word(character)
    if word in FONTS:
        return FONTS[word]
    code = script_of(character)
    if code in _BY_SCRIPT:
        return _BY_SCRIPT[code]
    # Noto has a font for nearly every script, named for it: Noto Sans Old Italic.
    script = " ".join(unicodedata.name(character, "").split()[: _LONG_NAMES.get(word, 1)]).title()
    return (script, f"Noto Sans {script}") if script else _SYMBOLS


def _newer(character: str) -> str:
    """What to call a character that Python's version of Unicode has not; HarfBuzz may have a later one."""
    script = script_of(character)
    return f"of the script {script}" if script else f"not in Unicode {unicodedata.unidata_version}"


def _note(script: str, font: str, characters: list[str]) -> Note:
    package = package_of(font)
    if font and package:
        mend = (
            f"Install one that does, {font} for example (`apt install {package}` on Debian and Ubuntu), "
            "or add its file to the option `fonts`."
        )
    elif font:
        mend = f"Add the file of a font of the script, {font} for example, to the option `fonts`."
    else:
        mend = "Add the file of the font that they are meant for to the option `fonts`."
    named = tuple(f"{character} (U+{ord(character):04X})" for character in characters)
    return Note("missing_glyph", f"No font has {ITEMS}, {script}. {mend}", named)
