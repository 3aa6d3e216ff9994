"""What is said of characters that no font has."""

from __future__ import annotations

from unicodedata import unidata_version

import pytest

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.text.missing import missing_glyphs


def said(text: str) -> list[str]:
    notes = draw(ImageResponse(f"<p>{text}</p>").drawing()).notes
    assert {note.kind for note in notes} <= {"missing_glyph"}
    return [note.message for note in notes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("漢字", "漢 (U+6F22), 字 (U+5B57), Han. Install one that does, Noto Sans CJK for"),
        ("สวัสดี", "Thai"),
        ("ᚠ", "ᚠ (U+16A0), Runic. Install one that does, Noto Sans Runic for example"),
        ("𓀀", "Noto Sans Egyptian"),
        ("𐌀", "Old Italic. Install one that does, Noto Sans Old Italic for example"),
        ("𐡁", "Imperial Aramaic. Install one that does, Noto Sans Imperial Aramaic for"),
        ("𐀀", "Linear B. Install one that does, Noto Sans Linear B for example"),
        ("ꡀ", "Phags-pa. Install one that does, Noto Sans PhagsPa for example"),
        ("𝔄", "mathematics. Install one that does, Noto Sans Math for example"),
        (
            "ｱ",
            "half-width forms. Install one that does, Noto Sans CJK for example (`apt install fonts-noto-cjk`",
        ),
        ("⛤", "⛤ (U+26E4), symbols"),
        ("\ue0a0", "\ue0a0 (U+E0A0), of private use. Add the file of the font"),
        ("\U000e1fff", f"(U+E1FFF), not in Unicode {unidata_version}. Add the file of the font"),
        (
            "𐾰",
            "Chorasmian. Add the file of a font of the script, Noto Sans Chorasmian for example, to the option",
        ),
        ("\U00011900", "Noto Sans Dives Akuru"),
        ("a\u1ab0", "\u1ab0 (U+1AB0), marks"),
        ("क़", "Devanagari"),
    ],
)
def test_a_character_is_named_with_its_script_and_what_to_do(text, words):
    (message,) = said(text)
    assert words in message
    assert "`fonts`" in message


def test_what_a_font_has_is_not_named():
    (message,) = said("q\u1ab0")
    assert "q" not in message.partition(",")[0].partition("No font has")[2]


def test_a_note_for_each_script_and_each_character_once():
    notes = missing_glyphs(["漢", "か\u3099", "漢", "か"])
    assert [note.items for note in notes] == [("漢 (U+6F22)",), ("か (U+304B)",), ("\u3099 (U+3099)",)]


def test_many_characters_are_counted():
    (message,) = said("".join(map(chr, range(0x4E00, 0x4E20))))
    assert "and 24 more, Han." in message


@pytest.mark.parametrize("text", ["", "plain", "\u200d\u00ad", "é ü ß Ω Ж", "👩‍💻 🇯🇵 1️⃣", "→ ✓ ∑"])
def test_nothing_is_said_of_what_is_drawn(text):
    assert not said(text)


def test_a_character_newer_than_this_python_is_said_to_be_of_its_script():
    (message,) = said("\U00011f04")
    assert "U+11F04" in message
    assert "Kawi" in message
    assert "apt" not in message
    assert "not in Unicode" not in message
