"""Which fonts draw which characters of a card."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import mkdocs_metaimage
from mkdocs_metaimage import Font, ImageResponse
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.font_use import FontUse, UsedFont, font_use
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.response import Surroundings
from mkdocs_metaimage.engine.text import system
from mkdocs_metaimage.engine.text.fallback import is_drawn
from mkdocs_metaimage.engine.text.missing import script_name
from mkdocs_metaimage.engine.text.system import SystemFonts

ASSETS = Path(mkdocs_metaimage.__file__).parent / "assets"
FONTS = Path(__file__).parents[1] / "chromium/fonts"


def use(card: str, *fonts: Font, **size: int) -> FontUse:
    return font_use(ImageResponse(card, fonts=fonts, **size).drawing())


def only(found: FontUse) -> UsedFont:
    assert not found.missing
    (font,) = found.fonts
    return font


def drawn(found: FontUse) -> dict[str, str]:
    return {font.family: font.characters for font in found.fonts}


@pytest.fixture
def installed(monkeypatch):
    """A machine that has fonts for Chinese, Arabic and others."""
    fonts = SystemFonts((FONTS,))
    monkeypatch.setattr(system, "system_fonts", lambda: fonts)


# --- Which font


def test_the_bundled_font_draws_latin():
    font = only(use("<p>Hello, hello</p>"))
    assert font == UsedFont(
        "Inter", "normal", 400, "bundled", str(ASSETS / "Inter.ttf"), ",Hehlo", 11, 6, ("Latin",)
    )


def test_each_script_has_its_font(installed):
    found = use("<p lang='zh-Hans'>Hi 漢字 مرحبا 😀👩‍💻 \ue0a0</p>")
    assert drawn(found) == {
        "Inter": "Hi",
        "Noto Sans SC": "字漢",
        "Noto Sans Arabic": "ابحرم",
        "Noto Color Emoji": "👩💻😀",
    }
    assert {font.family: (font.source, font.scripts) for font in found.fonts} == {
        "Inter": ("bundled", ("Latin",)),
        "Noto Sans SC": ("system", ("Han",)),
        "Noto Sans Arabic": ("system", ("Arabic",)),
        "Noto Color Emoji": ("bundled", ("Common",)),
    }
    assert [(each.character, each.code, each.name, each.count) for each in found.missing] == [
        ("\ue0a0", "U+E0A0", "", 1)
    ]


def test_a_font_of_the_machine_has_a_file(installed):
    font = only(use("<p>שלום</p>"))
    assert font.source == "system"
    assert font.file == str(FONTS / "NotoSansHebrew.ttf")


def test_the_font_that_draws_most_comes_first():
    found = use("<p>a <code>longer</code></p>")
    assert [font.family for font in found.fonts] == ["JetBrains Mono", "Inter"]
    assert [font.count for font in found.fonts] == [6, 1]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("", ("Inter", "normal", 400)),
        ("font-weight: 650", ("Inter", "normal", 650)),
        ("font-weight: 1000", ("Inter", "normal", 900)),
        ("font-style: italic; font-weight: 700", ("Inter", "italic", 700)),
        ("font-variation-settings: &quot;wght&quot; 250", ("Inter", "normal", 250)),
        ("font-family: monospace; font-weight: 800", ("JetBrains Mono", "normal", 800)),
        # Made bold and slanted in drawing: the font is neither.
        ("font-family: Box; font-weight: 700; font-style: italic", ("Box", "normal", 400)),
    ],
)
def test_the_instance_of_the_font_is_told(css, expected):
    box = Font(FONTS / "Box.ttf", "Box")
    card = f"<p style='font-family: sans-serif; {css}'>{'X' if 'Box' in css else 'a'}</p>"
    font = use(card, box).fonts[0]
    assert (font.family, font.style, font.weight) == expected


def test_instances_are_told_apart_and_sizes_are_not():
    found = use("<p>a<b>b</b><i>c</i><span style='font-size: 60px'>d</span></p>")
    assert {(font.style, font.weight): font.characters for font in found.fonts} == {
        ("normal", 400): "ad",
        ("normal", 700): "b",
        ("italic", 400): "c",
    }


# --- Who has the font


def test_the_fonts_of_card_and_option_are_told_apart():
    own, option = Font(FONTS / "SampleSerif.ttf", "Own"), Font(FONTS / "NotoSansHebrew.ttf")
    drawing = ImageResponse("<p style='font-family: Own'>Ag שלום</p>", fonts=[own]).drawing(
        Surroundings(fonts=(option,))
    )
    found = font_use(drawing, {option.digest})
    assert {font.source: (font.family, font.file) for font in found.fonts} == {
        "card": ("Own", str(FONTS / "SampleSerif.ttf")),
        "option": ("Noto Sans Hebrew", str(FONTS / "NotoSansHebrew.ttf")),
    }
    assert {font.source for font in font_use(drawing).fonts} == {"card"}


def test_a_font_face_is_the_cards_and_has_no_file():
    card = (
        "<style>@font-face { font-family: 'My Brand'; src: url(SampleSerif.ttf); font-weight: 500 }</style>"
        "<p style='font-family: my brand'>Ag</p>"
    )
    font = only(font_use(ImageResponse(card).drawing(Surroundings(base=FONTS))))
    assert (font.family, font.weight, font.source, font.file) == ("My Brand", 500, "card", None)


@pytest.mark.parametrize(("declared", "expected"), [(None, 400), ((100, 900), 400), (700, 700)])
def test_a_font_of_one_weight_has_the_one_that_is_declared(declared, expected):
    card = "<p style='font-family: Box; font-weight: 800'>Ag</p>"
    assert only(use(card, Font(FONTS / "Box.ttf", weight=declared))).weight == expected


def test_files_of_one_family_are_told_apart():
    fonts = [Font(FONTS / f"NotoSansJP-{weight}.ttf") for weight in (400, 700)]
    found = use("<p style='font-family: Noto Sans JP'>漢<b>字</b></p>", *fonts)
    assert {(font.weight, font.file, font.characters) for font in found.fonts} == {
        (400, str(FONTS / "NotoSansJP-400.ttf"), "漢"),
        (700, str(FONTS / "NotoSansJP-700.ttf"), "字"),
    }


def test_a_bundled_font_that_the_card_gives_is_the_cards():
    font = only(use("<p style='font-family: Mine'>a</p>", Font(ASSETS / "Inter.ttf", "Mine")))
    assert (font.family, font.source) == ("Mine", "card")


# --- Which characters


def test_what_text_transform_makes_is_drawn():
    assert only(use("<p style='text-transform: uppercase'>straße i</p>")).characters == "AEIRST"
    turkish = only(use("<p lang='tr' style='text-transform: uppercase'>i</p>"))
    assert turkish.characters == "İ"


def test_generated_contents_and_markers_are_drawn():
    card = (
        "<style>p::before { content: '»' } ol { list-style: decimal }</style><p>a</p><ol start=7><li>b</ol>"
    )
    assert only(use(card)).characters == ".7ab»"


def test_marks_of_emphasis_are_drawn_as_often_as_they_stand_there():
    found = only(use("<p style='text-emphasis: \"§\"'>ab c</p>"))
    assert (found.characters, found.count) == ("abc§", 6)


@pytest.mark.parametrize(
    "css",
    [
        "display: -webkit-box; -webkit-line-clamp: 1; -webkit-box-orient: vertical; overflow: hidden",
        "white-space: nowrap; overflow: hidden; text-overflow: ellipsis",
    ],
)
def test_what_a_clamp_or_an_ellipsis_hides_is_not_drawn(css):
    found = use(f"<p style='width: 200px; {css}'>{'ab ' * 30}<b>Ж</b> Ω \ue0a0</p>")
    assert only(found).characters == "ab…"


@pytest.mark.parametrize("css", ["visibility: hidden", "display: none"])
def test_what_is_hidden_is_not_drawn(css):
    assert only(use(f"<p>a<span style='{css}'>b \ue0a0</span></p>")).characters == "a"


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u3000", "\u200b\u200d\u00ad", "\ufe0f", "\U000e0041"])
def test_nothing_draws_nothing(text):
    assert use(f"<p>{text}</p>") == FontUse((), ())


def test_a_card_without_elements_uses_no_fonts():
    assert use("") == FontUse((), ())
    assert use("", width=1, height=1) == FontUse((), ())


def test_a_hyphen_at_the_end_of_a_line_is_drawn():
    assert only(use("<p style='width: 20px'>aa\u00adbb\u00ad</p>")).characters == "ab\u2010"


def test_small_capitals_count_once():
    font = only(use("<p style='font-variant-caps: small-caps'>aA</p>"))
    assert (font.characters, font.count) == ("Aa", 2)


def test_a_ligature_is_one_glyph_of_several_characters():
    font = only(use("<p style='direction: ltr'>لا</p>", Font(FONTS / "NotoSansArabic.ttf")))
    assert (font.characters, font.count) == ("ال", 2)
    assert font.glyphs <= 2


def test_the_text_of_deep_trees_is_found():
    assert only(use("<div>" * 400 + "x" + "</div>" * 400)).characters == "x"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("a", "Latin"),
        ("ª", "Latin"),
        ("ａ", "Latin"),
        ("Ω", "Greek"),
        ("Ж", "Cyrillic"),
        ("漢", "Han"),
        ("々", "Han"),
        ("か", "Hiragana"),
        ("ｱ", "Katakana"),
        ("한", "Hangul"),
        ("ก", "Thai"),
        ("क", "Devanagari"),
        ("𐌀", "Old Italic"),
        *((shared, "") for shared in "1→😀\u0301\ue0a0"),
    ],
)
def test_scripts_have_names(character, name):
    assert script_name(character) == name


def test_scripts_that_are_drawn_most_come_first():
    assert only(use("<p>Ω → абв 12345 ab</p>")).scripts == ("Cyrillic", "Latin", "Greek")
    assert only(use("<p>12345</p>")).scripts == ("Common",)


# --- What no font has


def test_missing_characters_are_counted_in_the_order_of_the_document():
    found = use("<p>漢a<b>字漢</b></p><p>\U0001f600ᚠ</p>")
    assert [(each.character, each.code, each.count) for each in found.missing] == [
        ("漢", "U+6F22", 2),
        ("字", "U+5B57", 1),
        ("ᚠ", "U+16A0", 1),
    ]
    assert found.missing[0].name == "CJK UNIFIED IDEOGRAPH-6F22"
    assert drawn(found) == {"Inter": "a", "Noto Color Emoji": "😀"}


def test_over_several_lines_each_is_counted_once():
    found = use(f"<p style='width: 100px; font-size: 30px'>{'漢 x ' * 40}</p>")
    assert [(each.character, each.count) for each in found.missing] == [("漢", 40)]
    assert only(FontUse(found.fonts, ())).count == 40


def test_of_a_cluster_only_what_is_missing_is_named():
    found = use("<p>q\u1ab0</p>")
    assert drawn(found) == {"Inter": "q"}
    assert [each.character for each in found.missing] == ["\u1ab0"]


def test_a_composed_letter_is_not_missing_where_its_marks_are():
    box = Font(FONTS / "SampleSerif.ttf", "Own")
    found = use("<p style='font-family: Own'>e\u0301 é</p>", box)
    assert not found.missing
    assert "".join(font.characters for font in found.fonts).count("e") == 1


# --- Faults


def test_what_cannot_be_read_is_a_card_error(tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    drawing = ImageResponse("<p>a</p>", fonts=[Font(tmp_path / "broken.ttf")]).drawing()
    with pytest.raises(CardError, match="not a font file"):
        font_use(drawing)


# --- Any text


# A soft hyphen is drawn as another character, where a line ends at it; U+FFFC stands for pictures in lines.
CHARACTERS = st.one_of(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\xad\ufffc"),
    st.sampled_from(
        "abc fi é e\u0301 漢字 مرحبا لا שלום 👩\u200d💻 🇯🇵 1️⃣ \ue0a0 \u1ab0 \u0600 क्षि สวัสดี \U00011f04"
    ),
)


@settings(max_examples=60)
@given(
    st.text(CHARACTERS, max_size=40),
    st.sampled_from(
        ["", "width: 60px; word-break: break-all", "text-transform: uppercase", "direction: rtl"]
    ),
)
@example("ffi fi لا لا", "width: 1px; overflow-wrap: anywhere")
@example("\u0600\u06dd12", "")
def test_every_character_is_drawn_by_a_font_or_is_missing(text, css):
    card = ImageResponse(
        f"<p style='{css}'>{html.escape(text)}</p>", fonts=[Font(FONTS / "NotoSansArabic.ttf")]
    )
    (paragraph,) = card.layout().children[0:1] or [card.layout()]
    seen = Counter(
        character
        for box in (paragraph, *paragraph.children)
        for line in box.lines
        for character in line.text
        if is_drawn(character)
    )
    found = font_use(card.drawing())
    fonts = {character for font in found.fonts for character in font.characters}
    missing = {each.character: each.count for each in found.missing}
    assert fonts | missing.keys() == seen.keys()
    assert not fonts & missing.keys()
    assert sum(font.count for font in found.fonts) + sum(missing.values()) == seen.total()
    assert all(count == seen[character] for character, count in missing.items())
    for font in found.fonts:
        assert list(font.characters) == sorted(set(font.characters))
        assert font.count >= len(font.characters)
        assert font.glyphs >= 1
    # What the card is told is the same.
    named = "".join(
        item for note in draw(card.drawing()).notes if note.kind == "missing_glyph" for item in note.items
    )
    assert all(f"U+{ord(each):04X}" in named or unicodedata.category(each) == "Cf" for each in missing)
