"""Borders of all styles and what is measured of Chromium's: shades, dashes, joints, images in place of them."""

from __future__ import annotations

from math import inf

import pytest
from engine.painted import BLACK, BLUE, GREEN, RED, WHITE, box, on_white

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.paint.border.gaps import best_gap, pattern
from mkdocs_metaimage.engine.paint.border.shading import shades
from mkdocs_metaimage.engine.response import ImageResponse


def card(style, size=(60, 60), around="background: white"):
    source = f'<div style="{around}; height: 100%"><div style="position: absolute; {style}"></div></div>'
    image, notes = render(ImageResponse(source, width=size[0], height=size[1]).drawing())
    return image.convert("RGB"), [note.message for note in notes]


def rgb(color):
    return tuple(round(channel) for channel in color[:3])


# What Chromium paints at the top left and at the bottom right of a box with an inset border.
@pytest.mark.parametrize(
    ("color", "dark", "light"),
    [
        ((64, 128, 192), (36, 72, 108), (85, 170, 255)),
        ((0, 0, 0), (84, 84, 84), (168, 168, 168)),
        ((255, 255, 255), (171, 171, 171), (255, 255, 255)),
        ((68, 0, 0), (152, 0, 0), (237, 0, 0)),
        ((0, 170, 0), (0, 86, 0), (0, 255, 0)),
        ((91, 91, 91), (6, 6, 6), (175, 175, 175)),
        ((51, 0, 51), (135, 0, 135), (220, 0, 220)),
        ((85, 0, 0), (0, 0, 0), (169, 0, 0)),
        ((238, 238, 238), (154, 154, 154), (238, 238, 238)),
    ],
)
def test_shades_are_chromiums(color, dark, light):
    found = shades(Color(*map(float, color), 0.25))
    assert [rgb(shade) for shade in found] == [dark, light]
    assert {shade.alpha for shade in found} == {0.25}


@pytest.mark.parametrize(
    ("kind", "top", "bottom"),
    [
        ("inset", "DDDDDD", "LLLLLL"),
        ("outset", "LLLLLL", "DDDDDD"),
        ("groove", "DDDLLL", "DDDLLL"),
        ("ridge", "LLLDDD", "LLLDDD"),
    ],
)
def test_raised_and_sunk_borders(kind, top, bottom):
    image = on_white(box(10, 10, 40, 40, border=(6.0, kind, BLUE)))
    names = {rgb(shade): name for shade, name in zip(shades(BLUE), "DL", strict=True)}
    assert "".join(names[image.getpixel((30, y))] for y in range(10, 16)) == top
    assert "".join(names[image.getpixel((30, y))] for y in range(44, 50)) == bottom


def test_sunk_borders_without_a_colour_are_grey():
    image, _ = card("width: 20px; height: 20px; color: red; border: 4px inset")
    assert image.getpixel((10, 1)) == (154, 154, 154)
    image, _ = card("width: 20px; height: 20px; color: red; border: 4px inset red")
    assert image.getpixel((10, 1)) == rgb(shades(RED)[0])


@pytest.mark.parametrize(
    ("width", "stripes"), [(1, "x"), (2, "xx"), (3, "x.x"), (5, "xx.xx"), (7, "xx...xx"), (8, "xxx..xxx")]
)
def test_double_borders_are_in_thirds(width, stripes):
    image = on_white(box(10, 10, 60, 60, border=(float(width), "double", BLACK)))
    column = [image.getpixel((40, y)) for y in range(10, 10 + width)]
    assert "".join("x" if pixel == (0, 0, 0) else "." for pixel in column) == stripes


@pytest.mark.parametrize("radius", [0, 12])
def test_a_double_border_may_lack_a_side(radius):
    image = on_white(box(10, 10, 60, 60, border=(9.0, "double", BLACK), border_left_width=0.0, radius=radius))
    assert [image.getpixel((40, y))[0] for y in (11, 14, 17)] == [0, 255, 0]
    assert image.getpixel((10, 40)) == (255, 255, 255)


def test_the_triangle_of_borders():
    image, notes = card("width: 0; height: 0; border: 20px solid transparent; border-bottom-color: red")
    assert not notes
    assert image.getpixel((20, 30)) == (255, 0, 0)
    assert image.getpixel((5, 30)) == image.getpixel((35, 30)) == (255, 255, 255)
    assert image.getpixel((20, 15)) == (255, 255, 255)
    # A smooth edge has no other colour than the two.
    red, green, blue = image.getpixel((10, 29))
    assert red == 255
    assert green == blue


def test_nothing_shines_through_where_opaque_sides_meet():
    image = on_white(
        box(10, 10, 40, 40, border=(15.0, "solid", RED), border_left_color=BLUE, border_top_color=GREEN)
    )
    for place in range(10, 25):
        red, green, blue = image.getpixel((place, place))
        assert red + green + blue == pytest.approx(255, abs=2), place


def test_translucent_sides_are_not_painted_twice():
    half = Color(0, 0, 0, 0.5)
    other = Color(0, 0, 0, 0.25)
    for values in ({}, {"border_left_color": other}, {"border_left_style": "dashed"}):
        image = on_white(box(10, 10, 60, 60, border=(10.0, "solid", half), **values))
        assert min(image.convert("L").tobytes()) == pytest.approx(127, abs=1)


def test_one_side_of_a_round_box_is_a_crescent():
    image = on_white(box(10, 10, 60, 60, border_top_width=8.0, border_top_style="solid", radius=20.0))
    assert image.getpixel((40, 12)) == (0, 0, 0)
    assert image.getpixel((40, 20)) == (255, 255, 255)
    # It becomes thinner along the corner and ends where the side begins.
    assert image.getpixel((11, 25))[0] < 255
    assert image.getpixel((10, 32)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("width", "length", "row"),
    [
        (1, 9, "x.x.x.x.x"),
        (1, 10, "xx.x.x.x.x"),
        (2, 12, "xx.xx..xx.xx"),
        (2, 15, "xx...xx..xx..xx"),
        (3, 18, "xxxx...xxx....xxxx"),
        (3, 20, "xxx..xxx...xxx...xxx"),
    ],
)
def test_thin_dots_are_squares_of_whole_pixels(width, length, row):
    image, _ = card(f"width: {length}px; border-top: {width}px dotted black")
    found = "".join("x" if image.getpixel((x, 0)) == (0, 0, 0) else "." for x in range(length))
    assert found == row


def test_thick_dots_are_round():
    image = on_white(box(10, 10, 80, 40, border=(10.0, "dotted", BLACK)))
    assert image.getpixel((15, 15)) == (0, 0, 0)
    assert image.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["dashed", "dotted"])
def test_dashes_follow_round_corners(kind):
    image = on_white(box(10, 10, 80, 80, border=(6.0, kind, BLACK), radius=40.0))
    ring = [image.getpixel((x, y))[0] for x in range(100) for y in range(100)]
    assert ring.count(0) > 300
    for x in range(100):
        for y in range(100):
            if image.getpixel((x, y))[0] < 255:
                distance = ((x - 49.5) ** 2 + (y - 49.5) ** 2) ** 0.5
                assert 33 <= distance <= 41


def test_two_dots_that_touch_are_one_line():
    image = on_white(box(10, 10, 80, 24, border=(12.0, "dotted", BLACK)))
    assert image.getpixel((16, 22)) == (0, 0, 0)
    assert pattern(24.0, 12.0, "dotted", closed=False) == (inf, inf)
    assert pattern(25.0, 12.0, "dotted", closed=False)[1] < inf


def test_thin_round_borders_are_as_thin_where_they_are_oblique():
    image = on_white(box(10, 10, 80, 80, border=(1.0, "solid", BLACK), radius=40.0))
    # Each row of a steep part of the curve has the ink of one pixel.
    for y in range(30, 70):
        assert 200 <= sum(255 - image.getpixel((x, y))[0] for x in range(10, 50)) <= 256
    # Of a thicker one it has as much as the curve is across there.
    image = on_white(box(10, 10, 80, 80, border=(2.0, "solid", BLACK), radius=40.0))
    assert sum(255 - image.getpixel((x, 25))[0] for x in range(10, 50)) > 2.5 * 255


def test_a_translucent_groove_shows_both_colours_only_where_it_is_alone():
    color = Color(0.0, 0.0, 255.0, 0.5)
    alone = {"border_top_width": 0.0, "border_left_width": 0.0, "border_right_width": 0.0}
    image = on_white(box(10, 10, 80, 60, border=(8.0, "groove", color), radius=10.0, **alone))
    both = on_white(box(10, 10, 80, 60, border=(8.0, "groove", color), radius=10.0))
    assert image.getpixel((50, 68)) == both.getpixel((50, 68))
    assert image.getpixel((50, 63))[0] < both.getpixel((50, 63))[0]


@pytest.mark.parametrize("kind", ["ridge", "groove"])
def test_thin_raised_borders_without_a_colour_are_grey_too(kind):
    image, _ = card(f"width: 20px; height: 20px; border: 1px {kind}")
    assert image.getpixel((10, 0)) == (238, 238, 238)


@pytest.mark.parametrize("width", [0.5, 1.0, 3.0, 4.0, 30.0])
@pytest.mark.parametrize("length", [0.0, 1.0, 5.0, 61.0, 400.0])
@pytest.mark.parametrize("closed", [False, True])
def test_patterns_of_any_lengths(width, length, closed):
    for kind in ("dashed", "dotted"):
        dash, step = pattern(length, width, kind, closed=closed)
        assert dash >= 0
        assert step >= 0
        assert best_gap(length, width, width, closed=closed) >= 0


@pytest.mark.parametrize(
    "kind", ["solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"]
)
@pytest.mark.parametrize("size", [(0, 0), (1, 1), (0, 40), (3, 50)])
@pytest.mark.parametrize("radius", [0.0, 7.0])
def test_borders_of_odd_boxes_are_painted(kind, size, radius):
    sides = {"border_top_color": BLUE, "border_left_width": 1.0, "border_right_style": "dotted"}
    on_white(box(20, 20, *size, border=(9.0, kind, RED), radius=radius, **sides))
    on_white(box(20, 20, *size, border=(9.0, kind, RED), radius=radius))


def test_a_border_out_of_sight_is_cheap():
    image = on_white(
        box(-9e6, -50, 2e7, 200, border=(10.0, "dashed", RED), border_top_color=BLUE, radius=30.0)
    )
    assert image.getpixel((50, 50)) == (255, 255, 255)


# --- Images


def test_a_gradient_in_place_of_a_border():
    image, notes = card(
        "width: 20px; height: 20px; border: 10px solid lime; border-image: linear-gradient(red, red) 1"
    )
    assert not notes
    assert image.getpixel((5, 5)) == image.getpixel((20, 2)) == image.getpixel((35, 35)) == (255, 0, 0)
    assert image.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("value", "place", "color"),
    [
        ("linear-gradient(red, red) 1 fill", (20, 20), (255, 0, 0)),
        ("linear-gradient(red, red) 1 / 3px", (6, 20), (255, 255, 255)),
        ("linear-gradient(red, red) 1 / 0 / 5px", (5, 20), (255, 255, 255)),
        ("none", (5, 5), (0, 255, 0)),
        ("stretch linear-gradient(red, red) 1", (5, 5), (255, 0, 0)),
    ],
)
def test_the_parts_of_border_image(value, place, color):
    image, notes = card(f"width: 20px; height: 20px; border: 10px solid lime; border-image: {value}")
    assert not notes
    assert image.getpixel(place) == color


def test_border_takes_the_image_away():
    image, _ = card(
        "width: 20px; height: 20px; border-image: linear-gradient(red, red) 1; border: 10px solid lime"
    )
    assert image.getpixel((5, 5)) == (0, 255, 0)


@pytest.mark.parametrize(
    "value", ["1 / ", "linear-gradient(red, red) 1 / 2 / 3 / 4", "-1", "1 2 3 4 5", "fill"]
)
def test_what_is_no_border_image(value):
    _, notes = card(f"border-image: {value}")
    assert "does not know the value" in notes[0]


@pytest.mark.parametrize("repeat", ["stretch", "repeat", "round", "space"])
def test_sides_are_filled(repeat):
    picture = (
        "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='30' height='30'%3E"
        "%3Crect width='30' height='30' fill='red'/%3E%3Crect x='10' width='10' height='30' fill='blue'/%3E%3C/svg%3E\")"
    )
    style = f"width: 40px; height: 40px; border: 10px solid; border-image: {picture} 10 {repeat}"
    image, notes = card(style.replace('"', "&quot;"))
    assert not notes
    assert image.getpixel((5, 5)) == (255, 0, 0)
    assert image.getpixel((30, 5)) == (0, 0, 255)
    assert image.getpixel((30, 30)) == (255, 255, 255)


def test_white_is_not_a_colour_of_no_border():
    assert on_white(box(10, 10, 40, 40, border=(9.0, "hidden", RED))).getcolors() == [(10000, rgb(WHITE))]


def test_of_a_very_large_border_image_there_is_what_is_seen():
    """The area is 9000 px wide: far more than is put together for any card."""
    wide, small = (
        ImageResponse(
            f'<div style="width: {width}px; height: 2960px; border: 20px solid; border-image: '
            'linear-gradient(red, blue) 20 round"></div>',
            width=100,
            height=100,
        )
        for width in (8960, 2960)
    )
    assert wide.render().tobytes() == small.render().tobytes()
    turned = ImageResponse(
        '<div style="width: 89600px; height: 49600px; border: 200px solid; transform: scale(.01); transform-origin:'
        ' 0 0; border-image: linear-gradient(red, red) 9"></div>',
        width=100,
        height=100,
    ).render()
    assert [turned.getpixel(place)[3] // 240 for place in ((1, 50), (50, 1), (50, 50))] == [1, 1, 0]
