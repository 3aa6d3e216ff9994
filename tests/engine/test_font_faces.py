"""Fonts that a card brings itself, by `@font-face`."""

from __future__ import annotations

import base64
import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
import tinycss2

import mkdocs_metaimage
from mkdocs_metaimage import Font, ImageResponse
from mkdocs_metaimage.engine.css.sheets.font_face import FontFace, FontSource, read_font_face
from mkdocs_metaimage.engine.drawing import draw, place
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.outline import outline
from mkdocs_metaimage.engine.pictures import Pictures
from mkdocs_metaimage.engine.response import Surroundings
from mkdocs_metaimage.engine.text.fonts import FontLibrary

ASSETS = Path(mkdocs_metaimage.__file__).parent / "assets"
MONO = (ASSETS / "JetBrainsMono.ttf").read_bytes()
INTER = (ASSETS / "Inter.ttf").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/mono.ttf").write_bytes(MONO)
    (tmp_path / "fonts/inter.ttf").write_bytes(INTER)
    return tmp_path


def card(rules: str, style: str = "font-family: Own", text: str = "mill") -> ImageResponse:
    return ImageResponse(f"<style>{rules}</style><p><span style='{style}'>{text}</span></p>")


def width(response: ImageResponse, base: Path) -> float:
    """Of the card's text, in px."""
    root, notes = place(response.drawing(Surroundings(base=base)), Pictures({}))
    assert not notes
    return outline(root).children[-1].children[0].width


def own(style: str = "", **fonts: bytes | str) -> float:
    """The width of the same text where the fonts are given to the response."""
    given = [Font(source, name.capitalize()) for name, source in fonts.items()]
    paragraph = ImageResponse(
        f"<p><span style='font-family: Own; {style}'>mill</span></p>", fonts=given
    ).layout()
    return paragraph.children[0].children[0].width


RULE = "@font-face { font-family: Own; src: url(fonts/mono.ttf) }"


def test_a_font_beside_the_card_draws_its_text(folder):
    assert width(card(RULE), folder) == own(own=MONO) != own()


@pytest.mark.parametrize(
    "src",
    [
        'url("fonts/mono.ttf") format("truetype")',
        "url(fonts/mono.ttf) format(truetype)",
        'url("fonts/gone.ttf"), url("fonts/mono.ttf")',
        'url("mono.svg#f") format("svg"), url("mono.eot?#iefix") format("embedded-opentype"), url(fonts/mono.ttf)',
        'local("Own Regular"), local(Own), url(fonts/mono.ttf)',
        "url(fonts/mono.ttf?v=4.7.0)",
        "url(fonts/mono.ttf) format(opentype) tech(variations)",
        f"url(data:font/ttf;base64,{base64.b64encode(MONO).decode()})",
        f'url("{ASSETS / "JetBrainsMono.ttf"}")',
    ],
)
def test_sources(folder, src):
    assert width(card(f"@font-face {{ font-family: Own; src: {src}; }}"), folder) == own(own=MONO)


def test_woff2(folder):
    woff = pytest.importorskip("fontTools.ttLib.woff2")
    woff.compress(str(folder / "fonts/mono.ttf"), str(folder / "fonts/mono.woff2"))
    assert width(card(RULE.replace("ttf", "woff2")), folder) == own(own=MONO)


def test_several_rules_of_a_family_are_its_weights(folder):
    rules = (
        "@font-face { font-family: 'Own'; src: url(fonts/inter.ttf); font-weight: 100 500 }"
        "@font-face { font-family: 'Own'; src: url(fonts/mono.ttf); font-weight: bold }"
    )
    assert width(card(rules, "font-family: Own; font-weight: 500"), folder) == own(
        "font-weight: 500", own=INTER
    )
    bold = width(card(rules, "font-family: Own; font-weight: 800"), folder)
    # No bolder than the rule says.
    assert bold == own("font-weight: 700", own=MONO)


def test_without_a_weight_a_variable_font_has_all(folder):
    rule = "@font-face { font-family: Own; src: url(fonts/inter.ttf) }"
    for weight in (100, 900):
        style = f"font-family: Own; font-weight: {weight}"
        assert width(card(rule, style), folder) == own(f"font-weight: {weight}", own=INTER)


def test_a_range_of_characters_is_taken_from_one_font_the_rest_from_another(folder):
    rules = (
        "@font-face { font-family: Own; src: url(fonts/inter.ttf) }"
        "@font-face { font-family: Own; src: url(fonts/mono.ttf); unicode-range: U+6?, U+41-5A }"
    )
    assert width(card(rules), folder) == own(own=MONO)
    other = width(card(rules, text="tyu"), folder)
    assert other == width(
        card(rules.partition("@font-face { font-family: Own; src: url(fonts/mono")[0], text="tyu"), folder
    )


def test_of_two_equal_rules_the_later_counts(folder):
    first = RULE.replace("mono", "inter")
    assert width(card(first + RULE), folder) == own(own=MONO)
    assert width(card(RULE + first), folder) == own(own=INTER)


def test_a_card_s_own_font_comes_before_those_of_its_surroundings(folder):
    response = ImageResponse(f"<style>{RULE}</style>a", fonts=[Font("fonts/inter.ttf", "Response")])
    drawing = response.drawing(Surroundings(base=folder, fonts=(Font(INTER, "Site"),)))
    assert [font.family for font in drawing.fonts] == ["Own", "Response", "Site"]
    assert drawing.fonts[1].source == folder / "fonts/inter.ttf"


def test_a_response_s_font_is_found_beside_what_draws(folder, monkeypatch):
    response = ImageResponse("<p>x</p>", fonts=[Font("fonts/mono.ttf")])
    read = []
    drawing = response.drawing(Surroundings(base=folder, on_read=read.append))
    assert read == [folder / "fonts/mono.ttf"]
    assert drawing.digest() != ImageResponse("<p>x</p>").drawing().digest()
    monkeypatch.chdir(folder)
    assert response.drawing().digest() == drawing.digest()
    with pytest.raises(CardError, match=r"fonts/mono\.ttf"):
        response.drawing(Surroundings(base=folder / "fonts")).digest()


def test_the_bytes_travel(folder):
    drawing = card(RULE).drawing(Surroundings(base=folder))
    before = draw(drawing)
    packed = pickle.dumps(drawing)
    (folder / "fonts/mono.ttf").unlink()
    again = pickle.loads(packed)
    assert again == drawing
    assert again.digest() == drawing.digest()
    assert draw(again) == before


def test_another_file_is_another_drawing(folder):
    around = Surroundings(base=folder)
    first = card(RULE).drawing(around)
    again = card(RULE).drawing(around)
    assert again.fonts[0].source is first.fonts[0].source, "read once"
    (folder / "fonts/mono.ttf").write_bytes(INTER)
    os.utime(folder / "fonts/mono.ttf", ns=(1, 1))
    changed = card(RULE).drawing(around)
    assert changed.digest() != first.digest()
    assert draw(changed).data != draw(first).data
    assert card(RULE.replace("ttf)", "ttf); font-weight: 900")).drawing(around).digest() != changed.digest()


def test_where_else_fonts_are_named_they_are_not_pictures(folder):
    response = card("@font-face { font-family: Own; src: url(fonts/mono.ttf) } p { color: red }")
    assert not response.drawing(Surroundings(base=folder)).pictures


# --- What cannot be


@pytest.mark.parametrize(
    ("src", "said"),
    [
        (
            "url(fonts/gone.ttf)",
            r"@font-face of the family Own: There is no font fonts/gone\.ttf: looked for /.*gone",
        ),
        ("url(fonts/gone.ttf), url(gone-too.ttf)", "fonts/gone"),
        ("url(fonts/text.ttf)", r"family Own: fonts/text\.ttf is not a font file\. Give a TTF"),
        (
            "url(https://example.org/a.woff2)",
            "Own: The font https://example.org/a.woff2 is on another host.*allow_remote",
        ),
        ("url(data:font/ttf;base64,AAAA)", "data:font/ttf;base64,AAAA is not a font file"),
        (f"url(data:font/ttf,{'A' * 999})", "is not a font file"),
        ("url(fonts)", "There is no font fonts"),
    ],
)
def test_a_font_that_cannot_be_had(folder, src, said):
    (folder / "fonts/text.ttf").write_text("no font")
    with pytest.raises(CardError, match=said) as error:
        card(f"@font-face {{ font-family: Own; src: {src} }}").drawing(Surroundings(base=folder))
    assert len(str(error.value)) < 600


def parse(text: str) -> tuple[FontFace | None, list[str]]:
    face, problems = read_font_face(tinycss2.parse_component_value_list(text))
    return face, [problem.message for problem in problems]


def test_descriptors():
    face, problems = parse(
        "font-family: Fira Sans; src: url('a.ttf') format('truetype'), local(Fira); font-weight: 900 100;"
        "font-style: oblique 10deg 20deg; unicode-range: U+26, u+0-7F, U+4??; font-display: swap; font-stretch: 100%"
    )
    assert not problems
    sources = (FontSource("a.ttf"), FontSource("Fira", local=True))
    assert face == FontFace("Fira Sans", sources, (100, 900), "oblique", "U+26-26, U+0-7F, U+400-4FF")
    FontLibrary((Font(INTER, face.family, face.weights, face.style, face.unicode_range),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("src: url(a.ttf)", "has no font-family"),
        ("font-family: A", "has no src"),
        ("font-family: A; src: url(a.svg) format(svg)", "has no src"),
        ("font-family: A; src: a.ttf", "cannot have src: a.ttf"),
        ("font-family: A; src: url(a.ttf); font-weight: heavy", "cannot have font-weight: heavy"),
        ("font-family: A; src: url(a.ttf); font-weight: 0", "cannot have font-weight: 0"),
        ("font-family: A; src: url(a.ttf); font-weight: 100 200 300", "cannot have font-weight"),
        ("font-family: A; src: url(a.ttf); font-style: cursive", "cannot have font-style: cursive"),
        ("font-family: A; src: url(a.ttf); unicode-range: A-Z", "cannot have unicode-range: A-Z"),
        ("font-family: A; src: url(a.ttf); font-wieght: 400", "has font-wieght, which is not known there"),
        ("font-family: A; src: url(a.ttf); size-adjust: 90%", "has size-adjust"),
        ("font-family: A; src: url(a.ttf); p { color: red }", "no declaration"),
        ("font-family: ; src: url(a.ttf)", "cannot have font-family"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    _, problems = parse(text)
    assert any(said in message for message in problems), problems


def test_it_is_a_note_of_the_card(folder):
    rule = RULE.replace("}", "; font-wieght: 400 }")
    drawing = card(rule).drawing(Surroundings(base=folder))
    (note,) = draw(drawing).notes
    assert note.kind == "unknown_css"
    assert "font-wieght" in note.message


def test_names_of_installed_fonts_alone_leave_the_next_family(folder):
    rule = "@font-face { font-family: Own; src: local(Helvetica) }"
    assert width(card(rule, "font-family: Own, monospace"), folder) == own(own=MONO)


def test_a_digest_knows_what_the_rule_says(folder):
    drawing = card(RULE).drawing(Surroundings(base=folder))
    font = drawing.fonts[0]
    for change in ({"weight": (100, 300)}, {"style": "italic"}, {"unicode_range": "U+41"}, {"source": INTER}):
        assert replace(drawing, fonts=(replace(font, **change),)).digest() != drawing.digest()


def test_a_rule_may_ask_for_the_size_of_the_picture(folder):
    rules = f"@media (max-width: 600px) {{ {RULE} }}"
    small = ImageResponse(f"<style>{rules}</style><p>x</p>", width=600)
    large = ImageResponse(f"<style>{rules}</style><p>x</p>", width=601)
    printed = ImageResponse(f"<style media='print'>{RULE}</style><p>x</p>")
    around = Surroundings(base=folder)
    assert [len(each.drawing(around).fonts) for each in (small, large, printed)] == [1, 0, 0]


def test_fonts_of_a_response_are_a_list_of_them():
    fonts = (Font(each) for each in (MONO, INTER))
    assert [font.source for font in ImageResponse("x", fonts=fonts).fonts] == [MONO, INTER]
    for wrong in (Font(MONO), "Brand.ttf", ["Brand.ttf"]):
        with pytest.raises(CardError, match=r"fonts=\[Font\("):
            ImageResponse("x", fonts=wrong)
