"""Outlines: where they lie, what they look like, and when they are painted."""

from __future__ import annotations

import pytest
from engine.painted import BLACK, BLUE, GREEN, RED, box, ink, on_white

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.paint.outline import reach_around
from mkdocs_metaimage.engine.response import ImageResponse


def outlined(width=4.0, style="solid", color=BLACK, offset=0.0, **values):
    return box(
        30, 30, 40, 40, outline_width=width, outline_style=style, outline_color=color, outline_offset=offset,
        **values,
    )  # fmt: skip


def card(style):
    source = f'<div style="background: white; height: 100%"><div style="position: absolute; left: 30px; top: 30px; width: 40px; height: 40px; {style}"></div></div>'
    image, notes = render(ImageResponse(source, width=100, height=100).drawing())
    return image.convert("RGB"), [note.message for note in notes]


@pytest.mark.parametrize(("offset", "first"), [(0.0, 26), (5.0, 21), (-10.0, 36)])
def test_an_outline_is_around_the_border_box(offset, first):
    image = on_white(outlined(offset=offset))
    row = [x for x in range(50) if image.getpixel((x, 50)) == (0, 0, 0)]
    assert row == [first, first + 1, first + 2, first + 3]


def test_an_outline_follows_round_corners():
    image = on_white(outlined(offset=2.0, radius=20.0))
    assert image.getpixel((25, 50)) == (0, 0, 0)
    assert image.getpixel((25, 25)) == (255, 255, 255)
    assert image.getpixel((32, 32))[0] < 255


def test_an_outline_does_not_turn_inside_out():
    image = on_white(outlined(offset=-90.0, width=3.0))
    assert ink(image) == 36
    assert image.getpixel((47, 47)) == image.getpixel((52, 52)) == (0, 0, 0)


@pytest.mark.parametrize(
    "style", ["dashed", "dotted", "double", "groove", "ridge", "inset", "outset", "auto"]
)
def test_all_styles_are_painted(style):
    image = on_white(outlined(6.0, style, BLUE))
    assert ink(image, (20, 20, 80, 80)) > 200
    assert ink(image) == ink(image, (24, 24, 76, 76))


def test_an_outline_is_in_the_colour_of_the_text():
    assert on_white(outlined(color=None)).getpixel((27, 50)) == (0, 0, 0)
    image, notes = card("color: red; outline: 4px solid")
    assert not notes
    assert image.getpixel((27, 50)) == (255, 0, 0)


def test_outlines_are_over_what_comes_later_in_the_flow():
    over = on_white(outlined(color=RED), box(0, 30, 30, 40, background=BLUE))
    assert over.getpixel((27, 50)) == (255, 0, 0)
    under = on_white(outlined(color=RED), box(0, 30, 30, 40, background=BLUE, position="relative"))
    assert under.getpixel((27, 50)) == (0, 0, 255)


def test_an_outline_is_clipped_by_the_box_around_and_not_by_its_own():
    assert on_white(outlined(overflow="hidden")).getpixel((27, 50)) == (0, 0, 0)
    around = box(30, 30, 40, 40, outlined(), overflow="hidden")
    assert ink(on_white(around)) == 0


def test_what_is_hidden_has_no_outline():
    assert ink(on_white(outlined(visibility="hidden"))) == 0


def test_outlines_in_a_group_fade_with_it():
    image = on_white(outlined(color=BLACK, offset=8.0, opacity=0.5, background=GREEN))
    assert image.getpixel((20, 50)) == pytest.approx((127, 127, 127), abs=1)


@pytest.mark.parametrize(
    ("value", "place", "color"),
    [
        ("4px solid blue", (27, 50), (0, 0, 255)),
        ("blue solid 4px; outline-offset: 10px", (17, 50), (0, 0, 255)),
        ("solid; outline-color: auto", (28, 50), (255, 0, 0)),
        ("thick solid currentcolor", (25, 50), (255, 0, 0)),
        ("4px", (27, 50), (255, 255, 255)),
        ("none", (27, 50), (255, 255, 255)),
        ("auto", (29, 50), (255, 0, 0)),
    ],
)
def test_what_is_written_is_drawn(value, place, color):
    image, notes = card(f"color: red; outline: {value}")
    assert not notes
    assert image.getpixel(place) == color


@pytest.mark.parametrize("value", ["4px 5px", "-1px solid", "10% solid", "solid dashed", "foo"])
def test_what_is_no_outline(value):
    _, notes = card(f"outline: {value}")
    assert len(notes) == 1


def test_how_far_it_all_reaches():
    style = outlined(6.0, offset=3.0).style
    assert reach_around(style) == 10
    assert reach_around(box(0, 0, 1, 1).style) == 1


def test_an_outline_may_be_translucent():
    half = Color(0, 0, 0, 0.5)
    for style in ("solid", "double", "groove", "dashed"):
        image = on_white(outlined(9.0, style, half))
        assert min(image.convert("L").tobytes()) >= 126
