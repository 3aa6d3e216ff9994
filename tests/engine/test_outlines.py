"""Glyphs are drawn with the edges that Skia makes of their outlines."""

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from mkdocs_metaimage import Font
from mkdocs_metaimage.engine.paint.outlines import glyph_mask
from mkdocs_metaimage.engine.text.fonts import FontLibrary
from mkdocs_metaimage.engine.text.style import TextStyle

FONTS = Path(__file__).parents[1] / "chromium" / "fonts"


def mask(char: str, size: float, shift: float = 0.0, family: str = "inter") -> tuple[int, int, Image.Image]:
    library = FontLibrary((Font(FONTS / "Box.ttf"), Font(FONTS / "NotoSansKR-400.ttf")))
    style = TextStyle((family,), size)
    face = library.chain(style)[0].at(style)
    found = glyph_mask(face, face.font.get_nominal_glyph(ord(char)), shift)
    assert found is not None
    return found


def column(image: Image.Image, x: int) -> list[int]:
    return list(image.crop((x, 0, x + 1, image.height)).tobytes())


def test_horizontal_edges_lie_on_quarters_of_a_pixel() -> None:
    # The top of the H is at 11.64px: Chromium draws it at 11.75.
    _, top, image = mask("H", 16)
    assert top == -12
    full = column(image, 8)
    assert full[0] == pytest.approx(0.75 * 255, abs=2)
    assert set(full[1:]) == {255}


def test_vertical_edges_lie_where_they_are() -> None:
    # A letter of this font is a square of an em.
    left, _, image = mask("a", 10, shift=0.3, family="box")
    row = image.crop((0, 4, image.width, 5)).tobytes()
    assert (left, len(row)) == (0, 11)
    assert row[0] == pytest.approx(0.7 * 255, abs=1)
    assert row[-1] == pytest.approx(0.3 * 255, abs=1)


def test_the_bottom_of_an_o_is_as_flat_as_in_chromium() -> None:
    # Chromium's values, before its curve makes them a little lighter.
    _, _, image = mask("o", 16)
    bottom = image.crop((0, image.height - 1, image.width, image.height)).tobytes()
    assert list(bottom) == pytest.approx([0, 0, 0, 39, 64, 62, 8, 0, 0], abs=3)


def test_contours_that_overlap_cover_no_pixel_twice() -> None:
    # Where the short stroke of this syllable leaves the upright one, which covers some of a pixel's columns
    # while the stroke covers some of its rows.
    _, _, image = mask("한", 18, family="noto sans kr")
    assert column(image, 13)[5:7] == pytest.approx([192, 222], abs=6)


@pytest.mark.parametrize("size", [12, 90, 600])
def test_a_glyph_is_drawn_at_every_size(size: int) -> None:
    left, top, image = mask("g", size)
    inside = sum(image.tobytes()) / 255
    assert 0.15 * size * size < inside < 0.35 * size * size
    assert -top < size
    assert left == pytest.approx(0.05 * size, abs=0.06 * size + 1)


def test_letters_of_cubic_curves_are_drawn_too(tmp_path: Path) -> None:
    fonts = pytest.importorskip("fontTools.fontBuilder")
    pens = pytest.importorskip("fontTools.pens.t2CharStringPen")
    pen = pens.T2CharStringPen(1000, None)
    around = [
        (500, 0),
        (776, 0),
        (1000, 224),
        (1000, 500),
        (1000, 776),
        (776, 1000),
        (500, 1000),
        (224, 1000),
    ]
    around += [(0, 776), (0, 500), (0, 224), (224, 0), (500, 0)]
    pen.moveTo(around[0])
    for index in range(1, 13, 3):
        pen.curveTo(*around[index : index + 3])
    pen.closePath()
    builder = fonts.FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "o"])
    builder.setupCharacterMap({ord("o"): "o"})
    empty = pens.T2CharStringPen(1000, None).getCharString()
    builder.setupCFF("Round", {}, {".notdef": empty, "o": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "o": (1000, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": "Round", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1000, usWinAscent=1000)
    builder.setupPost()
    builder.save(tmp_path / "round.otf")
    style = TextStyle(("round",), 40.0)
    face = FontLibrary((Font(tmp_path / "round.otf"),)).chain(style)[0].at(style)
    found = glyph_mask(face, 1, 0.0)
    assert found is not None
    rows = [sum(found.image.crop((0, y, 40, y + 1)).tobytes()) / 255 for y in range(found.image.height)]
    assert found.image.size == (40, 40)
    assert sum(rows) == pytest.approx(3.14159 * 20 * 20, rel=0.01)
    assert rows == pytest.approx(rows[::-1], abs=1.5)
    assert all(one <= other + 0.01 for one, other in pairwise(rows[:19]))
