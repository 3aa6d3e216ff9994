"""What to say of characters that no font has."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from ..notes import ITEMS, Note
from .scripts import first_word

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

#: By the first word of a character's name in Unicode: the script, and a free font that has it.
FONTS: Final = {
    "ARABIC": ("Arabic", "Noto Sans Arabic"),
    "ARMENIAN": ("Armenian", "Noto Sans Armenian"),
    "BENGALI": ("Bengali", "Noto Sans Bengali"),
    "BOPOMOFO": ("Bopomofo", "Noto Sans CJK TC"),
    "CANADIAN": ("Canadian syllabics", "Noto Sans Canadian Aboriginal"),
    "CJK": ("Han", "Noto Sans CJK"),
    "DEVANAGARI": ("Devanagari", "Noto Sans Devanagari"),
    "EGYPTIAN": ("Egyptian hieroglyphs", "Noto Sans Egyptian Hieroglyphs"),
    "ETHIOPIC": ("Ethiopic", "Noto Sans Ethiopic"),
    "GEORGIAN": ("Georgian", "Noto Sans Georgian"),
    "GUJARATI": ("Gujarati", "Noto Sans Gujarati"),
    "GURMUKHI": ("Gurmukhi", "Noto Sans Gurmukhi"),
    "HANGUL": ("Hangul", "Noto Sans CJK KR"),
    "HEBREW": ("Hebrew", "Noto Sans Hebrew"),
    "HIRAGANA": ("Hiragana", "Noto Sans CJK JP"),
    "IDEOGRAPHIC": ("Han", "Noto Sans CJK"),
    "KANNADA": ("Kannada", "Noto Sans Kannada"),
    "KATAKANA": ("Katakana", "Noto Sans CJK JP"),
    "KATAKANA-HIRAGANA": ("Katakana", "Noto Sans CJK JP"),
    "KHMER": ("Khmer", "Noto Sans Khmer"),
    "LAO": ("Lao", "Noto Sans Lao"),
    "MALAYALAM": ("Malayalam", "Noto Sans Malayalam"),
    "MYANMAR": ("Myanmar", "Noto Sans Myanmar"),
    "SINHALA": ("Sinhala", "Noto Sans Sinhala"),
    "TAMIL": ("Tamil", "Noto Sans Tamil"),
    "TELUGU": ("Telugu", "Noto Sans Telugu"),
    "THAI": ("Thai", "Noto Sans Thai"),
    "TIBETAN": ("Tibetan", "Noto Serif Tibetan"),
}
_SYMBOLS = ("symbols", "Noto Sans Symbols 2")
_MARKS = ("marks", "Noto Sans")
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


def package_of(font: str) -> str:
    """The package of Debian and Ubuntu that has one of Noto's fonts."""
    return "fonts-noto-cjk" if "CJK" in font else "fonts-noto-core"


def _script_and_font(character: str) -> tuple[str, str]:
    """The name of a character's script, and a font that has it, `""` where nobody can know."""
    category = unicodedata.category(character)
    if category in ("Co", "Cn"):
        return "of private use" if category == "Co" else "not in Unicode yet", ""
    word = first_word(character)
    if word in FONTS:
        return FONTS[word]
    if word == "COMBINING":
        return _MARKS
    # Noto has a font for nearly every script, named for it.
    script = word.capitalize()
    return (script, f"Noto Sans {script}") if script and category[0] in "LM" else _SYMBOLS


def _note(script: str, font: str, characters: list[str]) -> Note:
    if font:
        mend = (
            f"Install one that does, {font} for example (`apt install {package_of(font)}` on Debian and Ubuntu), "
            "or add its file to the option `fonts`."
        )
    else:
        mend = "Add the file of the font that they are meant for to the option `fonts`."
    named = tuple(f"{character} (U+{ord(character):04X})" for character in characters)
    return Note("missing_glyph", f"No font has {ITEMS}, {script}. {mend}", named)
