"""What to say of characters that no font has."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..notes import ITEMS, Note

if TYPE_CHECKING:
    from collections.abc import Iterable

# By the first word of a character's name in Unicode: the script, and a free font that has it.
_FONTS = {
    "ARABIC": ("Arabic", "Noto Sans Arabic"),
    "ARMENIAN": ("Armenian", "Noto Sans Armenian"),
    "BENGALI": ("Bengali", "Noto Sans Bengali"),
    "BOPOMOFO": ("Bopomofo", "Noto Sans CJK TC"),
    "CJK": ("Han", "Noto Sans CJK"),
    "DEVANAGARI": ("Devanagari", "Noto Sans Devanagari"),
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


def missing_glyphs(clusters: Iterable[str]) -> tuple[Note, ...]:
    """A note for each script of which characters have no glyph in any font.

    Args:
        clusters: The characters, alone or in clusters; one that stands there twice is named once.
    """
    scripts: dict[tuple[str, str], dict[str, None]] = {}
    for character in "".join(clusters):
        if not unicodedata.category(character).startswith(("C", "Z", "M")):
            word = unicodedata.name(character, "").partition(" ")[0]
            script = word.capitalize()
            # Noto has a font for nearly every script, named for it.
            font = (script, f"Noto Sans {script}") if character.isalpha() and script else _SYMBOLS
            scripts.setdefault(_FONTS.get(word, font), {})[character] = None
    return tuple(_note(script, font, list(characters)) for (script, font), characters in scripts.items())


def _note(script: str, font: str, characters: list[str]) -> Note:
    package = "fonts-noto-cjk" if "CJK" in font else "fonts-noto-core"
    return Note(
        "missing_glyph",
        f"No font has {ITEMS}, {script}. Add the file of one that does to the option `fonts`: {font} for "
        f"example, which Debian and Ubuntu install by `apt install {package}`.",
        tuple(f"{character} (U+{ord(character):04X})" for character in characters),
    )
