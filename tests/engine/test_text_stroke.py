"""`-webkit-text-stroke`, `-webkit-text-fill-color` and `paint-order`: the outlines of letters."""

from __future__ import annotations

from math import hypot

import pytest
from engine.painted import BLACK, BLUE, GREEN, LIBRARY, RED, box, ink, line, on_white

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.color import TRANSPARENT, Color
from mkdocs_metaimage.engine.css.style import Style
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.paint.outlines import drawn, outline_of
from mkdocs_metaimage.engine.paint.stroke import Piece, outline_raster, stroked
from mkdocs_metaimage.engine.text.shape import shape
from mkdocs_metaimage.engine.text.style import TextStyle


def written(text, width, size=60.0, **style):
    style = {"color": TRANSPARENT, "text_stroke_color": BLACK, **style}
    return on_white(
        box(0, 0, 200, 120, lines=[line(20.0, 80.0, text, font_size=size, text_stroke_width=width, **style)]),
        width=200, height=120,
    )  # fmt: skip


def polygon(*points):
    return [Piece(start, None, end) for start, end in zip(points, (*points[1:], points[0]), strict=True)]


def area(contours, width):
    """How many pixels a stroke covers."""
    mask = drawn(outline_of(stroked(contours, width)), 0.0)
    return sum(mask.image.tobytes()) / 255


SQUARE = polygon((10.0, 10.0), (50.0, 10.0), (50.0, 50.0), (10.0, 50.0))


@pytest.mark.parametrize("square", [SQUARE, [piece.reversed for piece in SQUARE[::-1]]])
def test_a_square_has_a_frame_with_square_corners(square):
    assert area([square], 4.0) == pytest.approx(44 * 44 - 36 * 36, abs=1)


def test_a_stroke_as_wide_as_the_square_fills_it():
    assert area([SQUARE], 60.0) == pytest.approx(100 * 100, rel=0.01)


def test_sharp_corners_have_no_points():
    def spike(high):
        return [polygon((0.0, 0.0), (10.0, 0.0), (5.0, -high))]

    def top(high):
        mask = drawn(outline_of(stroked(spike(high), 2.0)), 0.0)
        return -mask.top - high

    # The miter of a corner is as long as one over the sine of half of it; up to four widths are drawn.
    blunt = hypot(5, 15) / 5
    assert top(15.0) == pytest.approx(blunt, abs=1.0)
    assert top(60.0) <= 1.0


def test_a_curve_is_as_wide_everywhere():
    # A circle of eight quadratic curves.
    k = 0.41421356
    quarter = [(1.0, 0.0), (1.0, k), (0.70710678, 0.70710678), (k, 1.0), (0.0, 1.0)]
    points = [
        (x * c - y * s, x * s + y * c) for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1)) for x, y in quarter[:-1]
    ]
    scaled = [(30 + 20 * x, 30 + 20 * y) for x, y in points]
    circle = [Piece(scaled[index], scaled[index + 1], scaled[(index + 2) % 16]) for index in range(0, 16, 2)]
    # 2 pi r times the width.
    assert area([circle], 3.0) == pytest.approx(2 * 3.14159 * 20 * 3, rel=0.02)


def test_strokes_cross_where_contours_do():
    other = polygon((30.0, 30.0), (70.0, 30.0), (70.0, 70.0), (30.0, 70.0))
    once = area([SQUARE], 4.0)
    assert area([SQUARE, other], 4.0) == pytest.approx(2 * once - 2 * 16, abs=4)


@pytest.mark.parametrize("contours", [[], [[]], [polygon((1.0, 1.0), (1.0, 1.0), (1.0, 1.0))]])
def test_what_has_no_length_has_no_stroke(contours):
    assert outline_of(stroked(contours, 4.0)) is None


def test_a_letter_grows_by_half_of_the_width():
    plain = written("H", 0.0, color=BLACK).convert("L").point(lambda value: 255 - value).getbbox()
    wide = written("H", 8.0).convert("L").point(lambda value: 255 - value).getbbox()
    assert [wide[0] - plain[0], wide[1] - plain[1], wide[2] - plain[2], wide[3] - plain[3]] == pytest.approx(
        [-4, -4, 4, 4], abs=1
    )


def test_outlines_are_over_letters_and_with_paint_order_under_them():
    over = written("H", 6.0, color=RED, text_stroke_color=BLUE)
    under = written(
        "H", 6.0, color=RED, text_stroke_color=BLUE, custom_properties={"--:paint-order": "stroke"}
    )
    reds = [
        sum(pixel == (255, 0, 0) for pixel in zip(*[iter(image.tobytes())] * 3, strict=True))
        for image in (over, under)
    ]
    assert reds[0] < reds[1] / 2
    assert ink(over) != ink(under)


def test_an_outline_without_a_colour_has_that_of_the_text():
    style = {"color": BLUE, "text_fill_color": GREEN}
    image = written("H", 4.0, text_stroke_color=None, **style)
    colours = {colour for _, colour in image.getcolors(10_000)}
    assert {(0, 0, 255), (0, 255, 0)} <= colours


def test_a_translucent_outline_is_of_one_piece():
    image = written("O", 6.0, text_stroke_color=Color(0, 0, 0, 0.5))
    assert min(image.convert("L").tobytes()) >= 126


def test_emoji_have_no_outline():
    image = written("😀", 6.0, text_stroke_color=BLUE)
    assert image.tobytes() == written("😀", 0.0, color=BLUE).tobytes()


def test_the_pixels_of_an_outline_are_kept_for_each_quarter():
    face = shape("o", TextStyle(("sans-serif",), 40.0), LIBRARY).runs[0].face
    number = shape("o", TextStyle(("sans-serif",), 40.0), LIBRARY).runs[0].ids[0]
    rasters = [outline_raster(face, number, place, 2.0) for place in range(4)]
    assert len({raster.mask.tobytes() for raster in rasters}) == 4
    assert outline_raster(face, number, 0, 2.0) is rasters[0]


@pytest.mark.parametrize(
    ("declarations", "width", "color"),
    [
        ("-webkit-text-stroke: 2px red", 2.0, RED),
        ("-webkit-text-stroke: red 0.1em", 2.0, RED),
        ("-webkit-text-stroke: thick", 20 * 5 / 48, None),
        ("-webkit-text-stroke: 2px red; -webkit-text-stroke: blue", 0.0, BLUE),
        ("-webkit-text-stroke-width: 1.5px; -webkit-text-stroke-color: currentcolor", 1.5, None),
        ("-webkit-text-stroke: 1e9px", 500.0, None),
    ],
)
def test_how_it_is_written(declarations, width, color):
    from engine.test_css_cascade import style_of

    style = style_of(f'<p style="font-size: 20px; {declarations}"><b id=x></b></p>')
    assert (style.text_stroke_width, style.text_stroke_color) == (width, color)


@pytest.mark.parametrize(
    ("order", "first"),
    [("", False), ("normal", False), ("fill", False), ("stroke", True), ("markers stroke", True),
     ("markers", False), ("Stroke fill", True)],
)  # fmt: skip
def test_which_is_painted_first(order, first):
    assert Style.of({"custom_properties": {"--:paint-order": order}}).strokes_first is first


@pytest.mark.parametrize("width", ["1e9px", "9999px", "0.001px"])
def test_absurd_widths_end(width):
    image, notes = render(
        ImageResponse(f'<p style="-webkit-text-stroke: {width} red">Ag😀', width=60, height=40).drawing()
    )
    assert image.size == (60, 40)
    assert notes == ()
