"""Backgrounds of which a part is not drawn, and text that is to be filled with one."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.response import ImageResponse

BLUE, RED, WHITE = (0, 0, 255), (255, 0, 0), (255, 255, 255)


def drawn(style, inner="", size=(40, 30)):
    card = f'<div style="background: white"><div style="height: 30px; {style}">{inner}</div></div>'
    image, notes = render(ImageResponse(card, width=size[0], height=size[1]).drawing())
    return image.convert("RGB"), [note.message for note in notes]


@pytest.mark.parametrize(
    ("value", "color", "said"),
    [
        ("blue linear-gradient(#0000, #0000) no-repeat", BLUE, ["background-repeat"]),
        ("linear-gradient(red, red) center / cover no-repeat, blue", RED,
         ["background-repeat", "background-position", "background-size"]),
        ("blue radial-gradient(red, red)", BLUE, ["radial-gradient()"]),
        ("conic-gradient(red, red), blue", BLUE, ["conic-gradient()"]),
        ("padding-box blue", BLUE, ["background-clip"]),
        ("linear-gradient(in oklch, red, blue), blue", BLUE, ["linear-gradient(in oklch, …)"]),
        ("none", WHITE, []),
        ("blue none repeat scroll", BLUE, []),
        ("blue none 10px 20px", BLUE, ["background-position"]),
    ],
)  # fmt: skip
def test_what_is_understood_of_a_background_is_drawn(value, color, said):
    image, notes = drawn(f"background: {value}")
    assert image.getpixel((20, 15)) == color
    assert len(notes) == len(said)
    for note, part in zip(notes, said, strict=True):
        assert part in note
        assert "does not draw" in note
        assert " yet." in note


def test_layers_of_background_image_that_are_not_drawn():
    image, notes = drawn("background-image: radial-gradient(red, red), linear-gradient(blue, blue)")
    assert image.getpixel((20, 15)) == BLUE
    assert len(notes) == 1


@pytest.mark.parametrize(
    "value", ["blue nonsense", "blue red", "linear-gradient(red)", "blue, red", ", blue"]
)
def test_what_is_no_background_is_none(value):
    image, notes = drawn(f"background: {value}")
    assert image.getpixel((20, 15)) == WHITE
    assert "does not know the value" in notes[0]


@pytest.mark.parametrize(
    "style",
    [
        "background: linear-gradient(red, blue); background-clip: text; color: transparent",
        "background-image: linear-gradient(red, blue); -webkit-background-clip: text; color: transparent",
        "background: linear-gradient(red, blue); background-clip: text; -webkit-text-fill-color: transparent",
        "background: linear-gradient(red, blue) text; color: #0000",
        "background: red; background-clip: text; color: transparent",
        "-webkit-text-fill-color: red",
    ],
)
def test_text_in_a_background_has_its_first_color(style):
    image, notes = drawn(f"font: 900 40px/30px Inter; {style}", "HHH")
    colors = {color for _, color in image.getcolors(10_000)}
    assert RED in colors
    assert BLUE not in colors
    assert WHITE in colors
    assert len(notes) == ("fill-color: red" not in style)


def test_text_over_a_background_that_is_not_drawn_shows():
    style = "background: radial-gradient(red, blue); background-clip: text; color: transparent"
    image, _ = drawn(f"font: 900 40px/30px Inter; {style}", "HHH")
    assert image.getpixel((39, 29)) == WHITE
    assert (0, 0, 0) in {color for _, color in image.getcolors(10_000)}


def test_variables_in_a_background():
    image, notes = drawn("--a: blue radial-gradient(red, red); background: var(--a) no-repeat")
    assert image.getpixel((20, 15)) == BLUE
    assert sorted("radial" in note for note in notes) == [False, True]
