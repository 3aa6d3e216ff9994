"""Font files, and which of a family's fonts is taken."""

from __future__ import annotations

import io
import os
import re
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTCollection, TTFont

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.text.fonts import ASSETS, Font, FontLibrary
from mkdocs_metaimage.engine.text.matching import ITALIC, Wanted, best
from mkdocs_metaimage.engine.text.shape import shape
from mkdocs_metaimage.engine.text.style import TextStyle

MONO = (ASSETS / "JetBrainsMono.ttf").read_bytes()


def family_of(*looks):
    """A library with one family, of which each font is known by its number."""
    fonts = tuple(Font(MONO, "Mine", weight, style) for weight, style in looks)
    return FontLibrary(fonts)


def chosen(library, weight, italic=False):
    faces = library.match("mine", Wanted(weight, ITALIC if italic else 0.0))
    assert len(faces) == 1
    return faces[0].weights[0], faces[0].italic


@pytest.mark.parametrize(
    ("asked", "there", "taken"),
    [
        (400, (300, 500, 600), 500),  # 400 to 500: up to 500 first
        (450, (300, 600), 300),  # then below
        (500, (400, 600), 400),
        (450, (600, 700), 600),  # then above
        (300, (200, 400), 200),  # light: below first
        (300, (100, 200, 400), 200),
        (300, (400, 900), 400),
        (700, (600, 800, 900), 800),  # bold: above first
        (700, (300, 600), 600),
        (1000, (100, 900), 900),
        (600, (600, 700), 600),
    ],
)
def test_the_nearest_weight(asked, there, taken):
    library = family_of(*((weight, "normal") for weight in there))
    assert chosen(library, asked) == (taken, False)


def test_style_goes_before_weight():
    library = family_of((400, "normal"), (700, "normal"), (400, "italic"))
    assert chosen(library, 700, italic=True) == (400, True)
    assert chosen(library, 700) == (700, False)


def test_upright_stands_in_for_italic_and_the_reverse():
    assert chosen(family_of((400, "normal")), 400, italic=True) == (400, False)
    assert chosen(family_of((400, "oblique")), 400) == (400, True)


def test_families_are_compared_without_case():
    library = FontLibrary((Font(MONO, "My Font"),))
    assert library.match("MY font", Wanted())
    assert not library.match("another", Wanted())


def test_a_variable_font_has_its_range_of_weights():
    (face,) = FontLibrary((Font(MONO, "mine"),)).match("mine", Wanted(650))
    assert face.weights == (100, 800)
    thin, bold = (
        shape("m", TextStyle(("inter",), 40.0, weight), FontLibrary()).advance for weight in (100, 900)
    )
    assert bold > thin


def test_the_name_in_the_file_is_the_family():
    (face,) = FontLibrary((Font(MONO),)).match("JetBrains Mono", Wanted())
    assert face.name == "a font given as bytes"


def test_a_users_font_comes_before_the_bundled_for_missing_characters():
    library = FontLibrary((Font(MONO, "Extra"),))
    faces = [face.family for face in library.chain(TextStyle(("nothing",), 16.0))]
    assert faces == ["extra", "inter"]


def test_a_users_font_replaces_the_bundled_of_its_name():
    library = FontLibrary((Font(MONO, "Inter"),))
    glyph = shape("a", TextStyle(("Inter",), 16.0), library).glyphs[0]
    assert glyph.face.face.name == "a font given as bytes"


def test_one_family_in_files_of_different_characters(tmp_path):
    def part(name, keep):
        font = TTFont(io.BytesIO(MONO))
        for table in font["cmap"].tables:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if keep(code)}
        font.save(tmp_path / name)
        return Font(tmp_path / name, "Split")

    library = FontLibrary(
        (part("latin.ttf", lambda c: c < 0x250), part("cyrillic.ttf", lambda c: c >= 0x400))
    )
    names = [glyph.face.face.name for glyph in shape("aд", TextStyle(("split",), 16.0), library).glyphs]
    assert names == [str(tmp_path / "latin.ttf"), str(tmp_path / "cyrillic.ttf")]


def collection():
    fonts = TTCollection()
    for name in ("One", "Two"):
        font = TTFont(io.BytesIO(MONO))
        font["name"].setName(name, 16, 3, 1, 0x409)
        fonts.fonts.append(font)
    data = io.BytesIO()
    fonts.save(data, shareTables=False)
    return data.getvalue()


def test_fonts_of_a_collection():
    data = collection()
    both = FontLibrary((Font(data),))
    assert both.match("one", Wanted())
    assert both.match("two", Wanted())
    only = FontLibrary((Font(data, "Two"),))
    assert only.match("two", Wanted())
    assert not only.match("one", Wanted())
    with pytest.raises(CardError, match=r"no font of the family Three\. It has One, Two"):
        FontLibrary((Font(data, "Three"),))


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_woff(flavor):
    font = TTFont(io.BytesIO(MONO))
    font.flavor = flavor
    packed = io.BytesIO()
    font.save(packed)
    library = FontLibrary((Font(packed.getvalue(), "packed"),))
    style = TextStyle(("packed",), 16.0)
    assert shape("abc", style, library).advance == pytest.approx(3 * 9.6, abs=0.01)


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_broken_woff(flavor):
    font = TTFont(io.BytesIO(MONO))
    font.flavor = flavor
    packed = io.BytesIO()
    font.save(packed)
    data = packed.getvalue()
    for broken in (data[:2000], data[:300] + b"\xff" * (len(data) - 300), data[:12]):
        with pytest.raises(CardError, match="a font given as bytes"):
            FontLibrary((Font(broken, "packed"),))


def test_woff_without_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    with pytest.raises(CardError, match=r"WOFF2 file.*pip install mkdocs-metaimage\[woff\]"):
        FontLibrary((Font(b"wOF2" + bytes(60), "packed"),))


def test_a_font_that_is_not_there(tmp_path):
    with pytest.raises(CardError, match=r"no font file .*gone\.ttf"):
        FontLibrary((Font(tmp_path / "gone.ttf"),))
    with pytest.raises(CardError, match="cannot be read"):
        FontLibrary((Font(tmp_path),))


@pytest.mark.parametrize("data", [b"", b"no font at all", b"\0\1\0\0", b"\0\1\0\0" + bytes(500), MONO[:3000]])
def test_a_broken_font(tmp_path, data):
    path = tmp_path / "broken.ttf"
    path.write_bytes(data)
    with pytest.raises(CardError, match=r"broken\.ttf"):
        FontLibrary((Font(path),))


def test_a_file_written_anew_is_read_anew(tmp_path):
    path = tmp_path / "font.ttf"
    path.write_bytes(MONO)
    font = Font(path, "changing")
    before = font.digest
    FontLibrary((font,))
    path.write_bytes(b"gone bad")
    os.utime(path, ns=(1, 1))
    assert font.digest != before
    with pytest.raises(CardError):
        FontLibrary((font,))


def test_the_digest_is_of_the_content(tmp_path):
    path = tmp_path / "font.ttf"
    path.write_bytes(MONO)
    assert Font(path).digest == Font(MONO).digest
    assert Font(MONO).digest != Font(MONO[:-1]).digest


def test_licences_lie_beside_the_fonts():
    for name in ("Inter", "JetBrainsMono", "NotoColorEmoji"):
        assert "SIL Open Font License" in (ASSETS / f"{name}-OFL.txt").read_text(encoding="utf-8")


def test_bundled_fonts_keep_their_axes_and_features():
    inter = TTFont(io.BytesIO((ASSETS / "Inter.ttf").read_bytes()))
    assert {axis.axisTag for axis in inter["fvar"].axes} == {"opsz", "wght"}
    features = {record.FeatureTag for record in inter["GSUB"].table.FeatureList.FeatureRecord}
    assert {"calt", "case", "frac", "ordn", "pnum", "subs", "sups", "tnum", "zero"} <= features
    assert set(map(ord, "aéßÿŁőşžΩёїґẵ₫€→↗≤×✓⌘")) <= set(inter.getBestCmap())
    with TTFont(ASSETS / "NotoColorEmoji.ttf", lazy=True) as emoji:
        assert emoji["COLR"].version == 1
        assert "SVG " not in emoji


# --- What a font is for


def test_a_range_of_weights_is_clamped():
    library = FontLibrary((Font(MONO, "mine", (300, 500)),))
    (face,) = library.match("mine", Wanted(900))
    assert face.weights == (300, 500)
    style = TextStyle(("mine",), 40.0, 900.0, synthesis=())
    again = TextStyle(("mine",), 40.0, 500.0)
    assert face.at(style) is face.at(again)


def test_the_width_goes_before_the_style_and_the_style_before_the_weight():
    looks = [((400.0, 400.0), (0.0, 0.0), (75.0, 75.0)), ((700.0, 700.0), (ITALIC, ITALIC), (100.0, 100.0)),
             ((700.0, 700.0), (0.0, 0.0), (100.0, 100.0))]  # fmt: skip

    def nearest(weight, slope, width):
        return [
            looks.index(tuple(face))
            for face in best((Looks(*look) for look in looks), Wanted(weight, slope, width))
        ]

    assert nearest(400, 0, 100) == [2]
    assert nearest(400, ITALIC, 100) == [1]
    assert nearest(700, ITALIC, 80) == [0]
    assert nearest(700, 0, 110) == [2]


@pytest.mark.parametrize(
    ("asked", "there", "taken"),
    [
        (100, (75, 125), 75),  # normal or narrow: narrower first
        (80, (75, 87.5), 75),
        (60, (75, 125), 75),
        (112.5, (100, 150), 150),  # wide: wider first
        (200, (100, 150), 150),
    ],
)
def test_the_nearest_width(asked, there, taken):
    faces = [Looks((400, 400), (0, 0), (width, width)) for width in there]
    assert [face.widths[0] for face in best(faces, Wanted(width=asked))] == [taken]


@pytest.mark.parametrize(
    ("asked", "there", "taken"),
    [
        (ITALIC, (0, 14), 14),
        (ITALIC, (0, 5), 5),
        (ITALIC, (5, 20), 20),  # further first for what leans as italics
        (10, (5, 14), 5),  # less first for what leans little
        (10, (-5, 14), 14),
        (0, (-14, 14), 14),
        (-10, (-14, 0), 0),
        (-20, (-14, 0), -14),
    ],
)
def test_the_nearest_slope(asked, there, taken):
    faces = [Looks((400, 400), (slope, slope), (100, 100)) for slope in there]
    assert [face.slopes[0] for face in best(faces, Wanted(slope=asked))] == [taken]


class Looks(NamedTuple):
    weights: tuple[float, float]
    slopes: tuple[float, float]
    widths: tuple[float, float]


@pytest.mark.parametrize(
    ("ranges", "inside", "outside"),
    [
        ("U+61", "a", "b"),
        ("u+0061-0062, U+42F", "abЯ", "cA"),
        ("U+4??", "Яд", "a"),
        ("U+??", "aé", "Я"),
        ("U+0-10FFFF", "aЯ", ""),
    ],
)
def test_a_font_is_for_its_characters_only(ranges, inside, outside):
    library = FontLibrary((Font(MONO, "mine", unicode_range=ranges),))
    for text, family in ((inside, "mine"), (outside, "inter")):
        shaped = shape(text, TextStyle(("mine",), 16.0), library)
        assert {glyph.face.face.family for glyph in shaped.glyphs} <= {family}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"weight": 0}, "weight"),
        ({"weight": 1001}, "weight"),
        ({"weight": (700, 400)}, "weight"),
        ({"weight": (400,)}, "weight"),
        ({"weight": "bold"}, "weight"),
        ({"weight": True}, "weight"),
        ({"style": "slanted"}, "style"),
        ({"unicode_range": "a-z"}, "unicode_range"),
        ({"unicode_range": "U+1234567"}, "unicode_range"),
        ({"unicode_range": ""}, "unicode_range"),
        ({"unicode_range": 97}, "unicode_range"),
        ({"family": 1}, "family"),
        ({"source": 1}, "source"),
    ],
)
def test_what_no_font_can_be(given, said):
    with pytest.raises(CardError, match=f"The {said} of a Font is .*: give "):
        Font(**{"source": MONO, **given})


def test_of_fonts_that_nobody_names_that_of_the_language_comes_first():
    fonts = tuple(Font(MONO, name) for name in ("Noto Sans JP", "Noto Sans TC", "Grotesk"))
    library = FontLibrary(fonts)

    def order(lang):
        return [face.family for face in library.chain(TextStyle(("inter",), 16.0, lang=lang))]

    assert order("") == order("de") == ["inter", "noto sans jp", "noto sans tc", "grotesk"]
    assert order("zh-TW") == ["inter", "noto sans tc", "grotesk", "noto sans jp"]
    assert order("ko") == ["inter", "grotesk", "noto sans jp", "noto sans tc"]


@pytest.mark.parametrize(
    "table", [b"GSUB", b"GPOS", b"fvar", b"OS/2", b"cmap", b"glyf", b"head", b"wght", b"liga"]
)
@pytest.mark.parametrize("byte", [0x80, 0xFF])
def test_names_within_a_font_that_are_no_text(table, byte):
    """Such a font is drawn without what is named so, or it is told of."""
    data = bytearray((ASSETS / "JetBrainsMono.ttf").read_bytes())
    places = [match.start() for match in re.finditer(re.escape(table), data)]
    for place in places:
        data[place] = byte
    looks = "font-family: odd; font-variant-caps: small-caps"
    response = ImageResponse(
        f'<p style="{looks}">fi 日、「Ag', width=80, height=40, fonts=[Font(bytes(data), "odd")]
    )
    said = ""
    try:
        response.render()
    except CardError as error:
        said = str(error)
    assert not said or "a font given as bytes" in said


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9, 0.999])
def test_a_font_whose_end_is_missing(tmp_path, part):
    path = tmp_path / "cut.ttf"
    path.write_bytes(MONO[: int(len(MONO) * part)])
    with pytest.raises(CardError, match=r"cut\.ttf is broken.* Download it again"):
        FontLibrary((Font(path),))


def test_a_collection_whose_end_is_missing():
    collection = TTCollection()
    collection.fonts = [TTFont(io.BytesIO(MONO)), TTFont(io.BytesIO(MONO))]
    file = io.BytesIO()
    collection.save(file)
    assert FontLibrary((Font(file.getvalue(), "JetBrains Mono"),)).text_family
    for data in (file.getvalue()[:-4000], b"ttcf\0\1\0\0\xff\xff\xff\xff" + file.getvalue()[12:]):
        with pytest.raises(CardError, match="is broken"):
            FontLibrary((Font(data),))
