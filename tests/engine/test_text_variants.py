"""The font properties, against the widths that Chromium 156 measures with the same font files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_metaimage import Font, ImageResponse
from mkdocs_metaimage.engine.text.fonts import ASSETS, FontLibrary
from mkdocs_metaimage.engine.text.matching import ITALIC
from mkdocs_metaimage.engine.text.shape import part_of, shape
from mkdocs_metaimage.engine.text.style import TextStyle

# A family of one weight, and one of all.
ONE = Font(ASSETS / "Inter.ttf", "one", 400)
FONTS = (
    ONE,
    Font(ASSETS / "Inter.ttf", "all"),
    Font(ASSETS / "Inter-Italic.ttf", "all"),
    Font(ASSETS / "JetBrainsMono.ttf", "mono"),
)
LIBRARY = FontLibrary(FONTS)
TEXT = "Hamburg Avo 12/34 ß éß -> 0O"


def boxes(css, text=TEXT, fonts=FONTS):
    """A span in this style, and the picture."""
    card = ImageResponse(
        f'<div style="font: 32px one; background: white; height: 100px"><span style="{css}">{text}</span></div>',
        width=800,
        height=100,
        fonts=fonts,
    )
    (block,) = card.layout().children
    return block.children[0], card.render().convert("L")


@pytest.mark.parametrize(
    ("css", "width"),
    [
        ("", 435.828),
        ("font-weight: 700", 435.828),  # emboldening changes no advance
        ("font-style: oblique 20deg", 435.828),
        ("font-family: all; font-style: oblique 20deg", 437.094),
        ("font-family: all; font-style: italic; font-weight: 700", 453.625),
        ("font-variant-caps: small-caps", 433.219),
        ("font-variant-caps: all-small-caps", 357.094),
        ("font-variant-caps: petite-caps", 433.219),
        ("font-variant-caps: all-petite-caps", 357.094),
        ("font-variant-caps: unicase", 361.891),
        ("font-variant-caps: titling-caps", 435.828),
        ("font-variant: small-caps; font-size: 17px", 243.391),
        ("font-variant: small-caps; letter-spacing: 2px", 493.5),
        ("font-variant: small-caps; font-weight: 700", 433.219),
        ("font-variant: small-caps; font-size: 20px; text-transform: uppercase", 334.406),
        ("font-variant: all-small-caps; word-spacing: 7px", 399.094),
        ("font-synthesis: none; font-variant-caps: small-caps", 435.828),
        ("font-variant-numeric: tabular-nums", 454.422),
        ("font-variant-numeric: slashed-zero", 435.828),
        ("font-variant-numeric: diagonal-fractions", 405.484),
        ("font-variant-ligatures: none", 440.109),
        ("font-variant-ligatures: no-contextual", 440.109),
        ("font-kerning: none", 438.938),
        ("font-feature-settings: 'kern' 0", 438.938),
        ("font-feature-settings: 'case', 'tnum' 1, 'calt' off", 466.141),
        ("font-variant-numeric: tabular-nums; font-feature-settings: 'tnum' 0", 435.828),
        ("letter-spacing: 1px", 468.109),
        ("letter-spacing: 1px; font-variant-ligatures: contextual", 468.109),
        ("font-size-adjust: 0.7", 591.609),
        ("font-stretch: 75%", 435.828),
        ("font-family: all; font-variation-settings: 'wght' 900", 466.172),
        ("font-family: all; font-variation-settings: 'opsz' 32; font-size: 16px", 217.922),
        ("font-family: all; font-optical-sizing: none", 467.672),
        ("font-family: mono; font-weight: 900", 537.609),
        ("font: italic small-caps bold condensed 20px/1 all", 286.578),
    ],
)
def test_widths_are_chromiums(css, width):
    assert boxes(css)[0].width == pytest.approx(width, abs=0.1)


def darkness(css, **rest):
    return sum(255 - value for value in boxes(css, **rest)[1].tobytes()) / 255


@pytest.mark.parametrize(
    ("css", "ink"),
    [
        ("font-size: 12px; font-weight: 599", 396),
        ("font-size: 12px; font-weight: 600", 596),
        ("font-weight: 700", 3842),
        ("font-size: 24px; font-weight: 900", 2276),
        ("font-weight: 700; font-synthesis: style", 2687),
        ("font-weight: 700; font-synthesis-weight: none", 2687),
        ("font-weight: 700; font-style: italic", 3866),
    ],
)
def test_synthetic_bold_is_as_heavy_as_chromiums(css, ink):
    assert darkness(css) == pytest.approx(ink, rel=0.015)


def test_an_emboldened_letter_grows_to_all_sides():
    plain, bold = (boxes(f"font-weight: {weight}; font-size: 64px", "H")[1] for weight in (400, 700))
    inked = [image.point(lambda value: 255 - value).getbbox() for image in (plain, bold)]
    (left, top, right, bottom), (farther, higher, wider, lower) = inked
    assert (left - farther, wider - right) in ((1, 1), (2, 1), (1, 2))
    assert (top - higher, lower - bottom) == (1, 1)


@pytest.mark.parametrize(
    ("css", "slanted"), [("oblique 13deg", False), ("oblique 14deg", True), ("italic", True)]
)
def test_upright_letters_are_slanted_from_14_degrees_on(css, slanted):
    assert (boxes(f"font-style: {css}", "Il")[1].tobytes() != boxes("", "Il")[1].tobytes()) is slanted
    assert (
        boxes(f"font-style: {css}; font-synthesis: weight", "Il")[1].tobytes() == boxes("", "Il")[1].tobytes()
    )


def test_emoji_are_slanted_but_not_emboldened():
    upright, leaning, bold = (boxes(css, "😀")[1] for css in ("", "font-style: italic", "font-weight: bold"))
    assert upright.tobytes() == bold.tobytes()
    before, after = (image.point(lambda value: 255 - value).getbbox() for image in (upright, leaning))
    assert after[1::2] == before[1::2]
    assert 1 <= (after[2] - after[0]) - (before[2] - before[0]) <= 9


def test_small_capitals_stand_for_their_letters():
    style = TextStyle(("one",), 40.0, caps="small-caps")
    shaped = shape("aßB", style, LIBRARY)
    assert [(glyph.cluster, glyph.face.size) for glyph in shaped.glyphs] == [
        (0, 28),
        (1, 28),
        (1, 28),
        (2, 40),
    ]
    assert shaped.text == "aßB"
    part = part_of(shaped, 1, 2)
    assert [glyph.cluster for glyph in part.glyphs] == [0, 0]
    assert part.glyphs[0].x == 0


def test_a_font_with_small_capitals_uses_its_own(tmp_path):
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
    from fontTools.ttLib import TTFont

    font = TTFont(ASSETS / "JetBrainsMono.ttf")
    font["post"].formatType = 3.0
    small, large = (font.getBestCmap()[ord(char)] for char in "aA")
    addOpenTypeFeaturesFromString(font, f"feature smcp {{ sub {small} by {large}; }} smcp;")
    font.save(tmp_path / "caps.ttf")
    library = FontLibrary((Font(tmp_path / "caps.ttf", "caps"),))
    for caps in ("small-caps", "petite-caps"):
        (glyph,) = shape("a", TextStyle(("caps",), 40.0, caps=caps), library).glyphs
        assert (glyph.face.size, glyph.id) == (40, font.getGlyphID(large))


@pytest.mark.parametrize("feature", ["super", "sub"])
def test_raised_and_lowered_figures_of_inter(feature):
    assert boxes(f"font-variant-position: {feature}", "2")[0].width < boxes("", "2")[0].width


@pytest.mark.parametrize(
    ("css", "text", "faces"),
    [
        ("text", "❤😀⌚", ["inter", "noto color emoji"]),
        ("emoji", "❤©", ["noto color emoji"]),
        ("emoji", "❤︎", ["inter"]),
        ("normal", "❤️❤", ["noto color emoji", "inter"]),
    ],
)
def test_font_variant_emoji(css, text, faces):
    shaped = shape(text, TextStyle(("inter",), 16.0, emoji=css), LIBRARY)
    assert list(dict.fromkeys(run.face.face.family for run in shaped.runs)) == faces


def test_letters_of_a_syllable_are_spaced_as_glyph_clusters_are():
    # A zero width space takes no spacing, and the parts of a cluster only one.
    style = TextStyle(("inter",), 32.0, letter_spacing=4.0)
    plain = TextStyle(("inter",), 32.0, features=(("calt", 0), ("liga", 0), ("clig", 0)))
    for text, gaps in (("a\u200bb", 2), ("e\u0301x", 2), ("a\u00adb", 2)):
        apart = shape(text, style, LIBRARY).advance - shape(text, plain, LIBRARY).advance
        assert apart == pytest.approx(4 * gaps), text


def test_a_part_of_a_text_is_what_it_is_in_the_whole():
    for text, rtl in (("AVA To 12", False), ("שלום abc", True)):
        whole = shape(text, TextStyle(("inter",), 32.0, slope=ITALIC), LIBRARY, rtl)
        parts = [part_of(whole, low, high) for low, high in ((0, 3), (3, 5), (5, len(text)))]
        again = [glyph for part in (reversed(parts) if rtl else parts) for glyph in part.glyphs]
        assert [glyph.id for glyph in again] == [glyph.id for glyph in whole.glyphs]
        assert sum(part.advance for part in parts) == pytest.approx(whole.advance)
        inner = part_of(part_of(whole, 2, 6), 1, 3)
        assert inner.text == text[3:5]
        assert inner.glyphs == part_of(whole, 3, 5).glyphs


# --- Full-width punctuation

SAMPLES = Path(__file__).parents[1] / "chromium/fonts"
JAPANESE = FontLibrary((Font(SAMPLES / "NotoSansJP-400.ttf", "jp"),))
CHINESE = FontLibrary((Font(SAMPLES / "NotoSansTC-400.ttf", "jp"),))


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("日本語、", 4),
        ("「日本」", 4),
        ("、日", 2),
        ("日「", 2),
        ("」、", 1.5),
        ("。」", 1.5),
        ("「「", 1.5),
        ("（「", 1.5),
        ("」「", 1.5),
        ("」」」", 2),
        ("日」「日", 3.5),
    ],
)
def test_punctuation_that_meets_is_narrowed_as_in_chromium(text, ems):
    style = TextStyle(("jp",), 20.0, lang="ja")
    assert shape(text, style, JAPANESE).advance == pytest.approx(20 * ems, abs=0.02)
    wide = replace(style, trimmed=False)
    assert shape(text, wide, JAPANESE).advance == pytest.approx(20 * len(text), abs=0.02)


def test_a_stop_in_the_middle_of_its_width_keeps_it():
    style = TextStyle(("jp",), 20.0, lang="zh-Hant")
    # What opens after it is narrowed, it itself is not.
    assert shape("」，", style, CHINESE).advance == pytest.approx(30, abs=0.02)
    assert shape("，」", style, CHINESE).advance == pytest.approx(40, abs=0.02)
    assert shape("，「", style, CHINESE).advance == pytest.approx(30, abs=0.02)


def test_digits_are_shaped_as_part_of_what_stands_before_them():
    style = TextStyle(("all",), 18.0)
    alone, hebrew = (shape("49.90", style, LIBRARY, script=script).advance for script in ("", "Hebr"))
    assert hebrew - alone == pytest.approx(0.578, abs=0.02)  # as in Chromium, by another set of kerning
    assert shape("ab 49", style, LIBRARY, script="Hebr").advance == shape("ab 49", style, LIBRARY).advance


def test_decorations_follow_the_first_font_of_the_style():
    for text in ("日本", "日a"):
        assert shape(text, TextStyle(("inter", "jp"), 20.0), JAPANESE).ascent == 19
