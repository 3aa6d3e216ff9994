"""Shaping, against the widths that Chromium 156 measures with the same font files."""

from __future__ import annotations

import random
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.text.fonts import FontLibrary
from mkdocs_metaimage.engine.text.matching import ITALIC
from mkdocs_metaimage.engine.text.scripts import script_before, script_runs
from mkdocs_metaimage.engine.text.shape import metrics, shape
from mkdocs_metaimage.engine.text.style import TextStyle

LIBRARY = FontLibrary()
FAMILY = "a 👩‍👩‍👧 b 🇩🇪 1️⃣"


def style(size=16.0, family="Inter", **rest):
    return TextStyle((family,), size, **rest)


# (size, text, family, weight, italic, letter spacing, word spacing), width, height of the content area
CHROMIUM = [
    ((16, "-> (x) 10:30 ffi fl", "Inter", 900, True, 1.5, 0), 157.765625, 20),
    ((16, "-> (x) 10:30 ffi fl", "JetBrains Mono", 700, True, 0, 0), 182.40625, 21),
    ((16, "Tiếng Việt đẹp", "Inter", 650, False, 0, 4), 120.234375, 20),
    ((16, FAMILY, "Inter", 400, False, 0, 0), 96.171875, 20),
    ((16, FAMILY, "Inter", 900, True, 1.5, 0), 106.46875, 20),
    ((16, "fi office 1/2", "Inter", 650, False, 1.5, 0), 105.15625, 20),
    ((17.5, "Avatar Wolf To.", "Inter", 900, True, 0, 0), 135.921875, 21),
    ((17.5, FAMILY, "JetBrains Mono", 700, True, 0, 4), 144.375, 23),
    ((48, "Hello world", "Inter", 400, False, 1.5, 0), 247.953125, 59),
    ((88, "Hello world", "Inter", 650, False, 1.5, 0), 466.203125, 106),
    ((88, "Avatar Wolf To.", "Inter", 400, False, 0, 4), 578.84375, 106),
    ((88, "Привет Ωμέγα", "JetBrains Mono", 700, True, 1.5, 0), 651.609375, 116),
]


@pytest.mark.parametrize(("given", "width", "height"), CHROMIUM)
def test_widths_and_heights_are_chromiums(given, width, height):
    size, text, family, weight, italic, letter, word = given
    what = style(
        float(size), family, weight=weight, slope=ITALIC * italic, letter_spacing=letter, word_spacing=word
    )
    assert shape(text, what, LIBRARY).advance == pytest.approx(width, abs=0.03)
    measured = metrics(what, LIBRARY)
    assert measured.ascent + measured.descent == height


def test_glyphs_follow_one_another():
    shaped = shape("Hello, world", style(), LIBRARY)
    x = 0.0
    for glyph in shaped.glyphs:
        assert glyph.x == pytest.approx(x)
        x += glyph.advance
    assert shaped.advance == pytest.approx(x)
    assert [glyph.cluster for glyph in shaped.glyphs] == list(range(12))


def test_empty_text_has_no_glyphs():
    shaped = shape("", style(), LIBRARY)
    assert shaped.glyphs == ()
    assert shaped.advance == 0


def test_optical_sizing_follows_the_size_and_can_be_off():
    on = shape("Hamburg", style(40.0), LIBRARY).advance
    off = shape("Hamburg", style(40.0, optical_sizing=False), LIBRARY).advance
    assert off > on * 1.02


def test_kerning_can_be_off():
    kerned = shape("AVAVAV", style(40.0), LIBRARY).advance
    assert shape("AVAVAV", style(40.0, features=(("kern", 0),)), LIBRARY).advance > kerned + 2


def test_letter_spacing_takes_ligatures_apart():
    mono = style(family="monospace")
    joined = shape("!=", mono, LIBRARY).glyphs
    apart = shape("!=", style(family="monospace", letter_spacing=0.5), LIBRARY).glyphs
    plain = [shape(char, mono, LIBRARY).glyphs[0].id for char in "!="]
    assert [glyph.id for glyph in apart] == plain
    assert [glyph.id for glyph in joined] != plain


def test_letter_spacing_comes_after_each_cluster_once():
    without = shape("e\u0301q\u0323\u0301x", style(20.0), LIBRARY)
    spaced = shape("e\u0301q\u0323\u0301x", style(20.0, letter_spacing=3.0), LIBRARY)
    assert spaced.advance == pytest.approx(without.advance + 9)


def test_negative_letter_spacing_narrows():
    assert shape("ab", style(20.0, letter_spacing=-2.0), LIBRARY).advance == pytest.approx(
        shape("ab", style(20.0), LIBRARY).advance - 4
    )


def test_spacing_of_right_to_left_text_is_on_the_right_of_a_glyph():  # as in Chromium
    text = "שלום"
    plain = shape(text, style(20.0), LIBRARY, rtl=True)
    spaced = shape(text, style(20.0, letter_spacing=5.0), LIBRARY, rtl=True)
    assert spaced.advance == pytest.approx(plain.advance + 20)
    assert spaced.glyphs[0].x == plain.glyphs[0].x
    assert spaced.glyphs[1].x == pytest.approx(plain.glyphs[1].x + 5)
    assert spaced.direction == "rtl"


def test_right_to_left_glyphs_are_in_visual_order():
    shaped = shape("אבג", style(), LIBRARY, rtl=True)
    assert [glyph.cluster for glyph in shaped.glyphs] == [2, 1, 0]


def test_word_spacing_widens_spaces_only():
    plain = shape("a b\u00a0c", style(), LIBRARY)
    spaced = shape("a b\u00a0c", style(word_spacing=7.0), LIBRARY)
    assert spaced.advance == pytest.approx(plain.advance + 14)


@pytest.mark.parametrize(
    "emoji",
    ["😀", "👩‍👩‍👧", "👍🏽", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️", "👁️‍🗨️", "🧑🏿‍🚀", "©️"],
)
def test_an_emoji_sequence_is_one_glyph_of_the_emoji_font(emoji):
    shaped = shape(f"x{emoji}y", style(), LIBRARY)
    faces = [glyph.face.face.family for glyph in shaped.glyphs]
    assert faces == ["inter", "noto color emoji", "inter"]
    assert shaped.missing == ()


@pytest.mark.parametrize("text", ["❤", "©", "1", "#", "™", "❤︎", "→"])
def test_text_presentation_stays_text(text):
    shaped = shape(text, style(), LIBRARY)
    assert {glyph.face.face.family for glyph in shaped.glyphs} == {"inter"}


def test_a_modifier_of_the_wrong_base_does_not_fail():
    assert shape("a🏽 \u200d 🇩 \ufe0f", style(), LIBRARY).missing == ()


def test_what_no_font_has_is_reported_whole_and_drawn_as_notdef():
    shaped = shape("a漢か\u3099b", style(), LIBRARY)
    assert shaped.missing == ("漢", "か\u3099")
    assert 0 in [glyph.id for glyph in shaped.glyphs]


@pytest.mark.parametrize("hidden", ["\u200b", "\u00ad", "\u2060", "\u200d", "\u061c", "\ufeff", "\t", "\n"])
def test_invisible_characters_are_not_missing(hidden):
    assert shape(f"a{hidden}b", style(), LIBRARY).missing == ()


def test_a_default_ignorable_character_takes_no_room():
    assert shape("a\u200bb", style(), LIBRARY).advance == shape("ab", style(), LIBRARY).advance


def test_decomposed_text_has_the_width_of_the_composed():
    assert shape("Ame\u0301lie", style(), LIBRARY).advance == shape("Amélie", style(), LIBRARY).advance


def test_a_word_in_one_font_is_shaped_in_one_run():
    # A kerned pair around a character that is also in other fonts.
    shaped = shape("To", style(88.0), LIBRARY)
    apart = sum(shape(char, style(88.0), LIBRARY).advance for char in "To")
    assert shaped.advance < apart - 1


def test_generic_families():
    def face(name):
        return shape("a", style(family=name), LIBRARY).glyphs[0].face.face.family

    assert face("sans-serif") == face("serif") == face("No Such Font") == face("system-ui") == "inter"
    assert face("monospace") == face("ui-monospace") == face("jetbrains mono") == "jetbrains mono"


def test_a_face_without_italics_is_slanted():
    upright = shape("l", style(20.0, "monospace"), LIBRARY).glyphs[0].face
    slanted = shape("l", style(20.0, "monospace", slope=ITALIC), LIBRARY).glyphs[0].face
    assert upright.font.synthetic_slant == 0
    assert slanted.font.synthetic_slant > 0
    real = shape("l", style(20.0, slope=ITALIC), LIBRARY).glyphs[0].face
    assert real.face.italic
    assert real.font.synthetic_slant == 0


def test_digits_take_the_script_before_them_or_else_after_them():
    assert script_before("где 12 abc", 4) == "Cyrl"
    assert script_before("12 где abc", 0) == "Cyrl"
    assert script_before("12", 1) == ""


def test_scripts_are_shaped_apart():
    assert script_runs("abc") == [(0, 3, "Latn")]
    assert script_runs("abc где, def") == [(0, 4, "Latn"), (4, 9, "Cyrl"), (9, 12, "Latn")]
    assert script_runs("«где»") == [(0, 5, "Cyrl")]
    assert script_runs("…") == [(0, 1, "Zyyy")]


@given(st.text(max_size=30), st.booleans(), st.floats(-3, 30))
def test_any_text_can_be_shaped(text, rtl, spacing):
    shaped = shape(text, style(13.0, letter_spacing=spacing), LIBRARY, rtl)
    assert all(0 <= glyph.cluster < len(text) for glyph in shaped.glyphs)
    assert shaped.advance == pytest.approx(sum(glyph.advance for glyph in shaped.glyphs), abs=1e-6)


def test_threads_shape_alike():
    words = [f"word{number} Ünïcode 😀" for number in range(40)]
    expected = [shape(word, style(33.0), LIBRARY).advance for word in words]
    library = FontLibrary()
    answers: list[list[float]] = []

    def work(seed):
        order = list(range(len(words)))
        random.Random(seed).shuffle(order)
        found = {index: shape(words[index], style(33.0), library).advance for index in order}
        answers.append([found[index] for index in range(len(words))])

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


@pytest.mark.parametrize(
    ("text", "rtl", "alone"),
    [
        ("Wolf, To. 10:30", False, True),
        ("", False, False),
        ("-> e\u0301", False, False),
        ("a 🇩🇪", False, False),
        ("\u05e9\u05dc\u05d5\u05dd", True, False),
    ],
)
def test_widths_of_characters_that_stand_alone_are_those_of_their_glyphs(text, rtl, alone):
    shaped = shape(text, style(letter_spacing=0.5), LIBRARY, rtl)
    found = shaped.one_by_one
    if not alone:
        assert found is None
        return
    widths = [0.0] * len(text)
    for offset, width in shaped.widths:
        widths[offset] += width
    assert found == widths
