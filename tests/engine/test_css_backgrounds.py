"""How backgrounds are written: the shorthand, its longhands, lists of layers, and what is said of the rest."""

from __future__ import annotations

import pytest
import tinycss2
from PIL import Image

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.properties import parse_value
from mkdocs_metaimage.engine.css.properties.declarations import expand
from mkdocs_metaimage.engine.css.values import Length, PictureUrl
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.response import ImageResponse

BLUE, RED, WHITE, BLACK = (0, 0, 255), (255, 0, 0), (255, 255, 255), (0, 0, 0)


def drawn(style, inner="", size=(40, 30)):
    card = f'<div style="background: white"><div style="height: 30px; {style}">{inner}</div></div>'
    image, notes = render(ImageResponse(card, width=size[0], height=size[1]).drawing())
    return image.convert("RGB"), [note.message for note in notes]


def read(value, name="background"):
    return expand(name, tinycss2.parse_component_value_list(value))


@pytest.mark.parametrize(
    ("value", "color"),
    [
        ("blue linear-gradient(#0000, #0000) no-repeat", BLUE),
        ("linear-gradient(red, red) center / cover no-repeat, blue", RED),
        ("blue radial-gradient(red, red)", RED),
        ("conic-gradient(red, red), blue", RED),
        ("padding-box blue", BLUE),
        ("linear-gradient(in oklch, red, red), blue", RED),
        ("none", WHITE),
        ("blue none repeat scroll", BLUE),
        ("blue none 10px 20px", BLUE),
        ("linear-gradient(red, red) 0 0 / 5px no-repeat, blue", BLUE),
        ("linear-gradient(red, red) right 2px bottom 2px / 30px 30px no-repeat blue", RED),
        ("none, linear-gradient(red, red)", RED),
    ],
)
def test_all_of_a_background_is_drawn(value, color):
    image, notes = drawn(f"background: {value}")
    assert image.getpixel((20, 15)) == color
    assert notes == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("blue cross-fade(red, blue)", "cross-fade()"),
        ("element(#a), blue", "element()"),
        ("-webkit-radial-gradient(red, red), blue", "-webkit-radial-gradient()"),
    ],
)
def test_what_is_not_drawn_is_said_once(value, said):
    image, notes = drawn(f"background: {value}")
    assert image.getpixel((20, 15)) == BLUE
    assert len(notes) == 1
    assert said in notes[0]
    assert "does not draw" in notes[0]


@pytest.mark.parametrize(
    "value",
    [
        "blue nonsense", "blue red", "linear-gradient()", "blue, red", ", blue", "blue /", "0 0 / 5px 5px 5px",
        "0 0 0 0 0", "repeat repeat repeat", "padding-box padding-box padding-box", "fixed scroll", "/ 5px",
        "0 0 / -5px", "radial-gradient(red, blue) conic-gradient(red, blue)", "top bottom", "left 5px left 5px",
        "repeat-x no-repeat",
    ],
)  # fmt: skip
def test_what_is_no_background_is_none(value):
    image, notes = drawn(f"background: {value}")
    assert image.getpixel((20, 15)) == WHITE
    assert "does not know the value" in notes[0]


def test_every_part_of_the_shorthand():
    found = read("url(a.png) right 10% bottom 5px / auto 50% space round fixed padding-box content-box red")
    assert found["background-color"] == Color(255, 0, 0)
    assert found["background-image"] == (PictureUrl("a.png"),)
    assert found["background-position-x"][0][0] == "right"
    assert found["background-position-y"] == (("bottom", Length(5)),)
    assert found["background-size"][0][0] == "auto"
    assert found["background-repeat"] == (("space", "round"),)
    assert found["background-attachment"] == ("fixed",)
    assert (found["background-origin"], found["background-clip"]) == (("padding-box",), ("content-box",))


def test_one_box_is_for_both_and_text_only_for_the_clip():
    found = read("content-box red")
    assert found["background-origin"] == found["background-clip"] == ("content-box",)
    found = read("red text")
    assert (found["background-origin"], found["background-clip"]) == (("padding-box",), ("text",))


@pytest.mark.parametrize(
    ("value", "across", "down"),
    [
        ("10px", ("", 10.0), ("", 0.0)),
        ("left", ("left", 0.0), ("", 0.0)),
        ("top", ("", 0.0), ("top", 0.0)),
        ("bottom left", ("left", 0.0), ("bottom", 0.0)),
        ("right 10px top", ("right", 10.0), ("top", 0.0)),
        ("left bottom 3px", ("left", 0.0), ("bottom", 3.0)),
        ("center bottom 3px", ("", 0.0), ("bottom", 3.0)),
        ("bottom 3px right 4px", ("right", 4.0), ("bottom", 3.0)),
    ],
)
def test_positions(value, across, down):
    found = read(value, "background-position")
    parts = [found[f"background-position-{axis}"][0] for axis in "xy"]
    assert [(side, length.px) for side, length in parts] == [across, down]


def test_lists_of_longhands():
    assert parse_value("background-repeat", tinycss2.parse_component_value_list("repeat-x, space round")) == (
        ("repeat", "no-repeat"),
        ("space", "round"),
    )
    sizes = parse_value("background-size", tinycss2.parse_component_value_list("cover, 10px, auto 5px"))
    assert sizes == ("cover", (Length(10), "auto"), ("auto", Length(5)))
    assert parse_value("background-size", tinycss2.parse_component_value_list("cover,")) is None
    assert (
        parse_value("background-position-x", tinycss2.parse_component_value_list("right 5px, center"))
        is not None
    )
    assert parse_value("background-position-x", tinycss2.parse_component_value_list("top")) is None


@pytest.mark.parametrize(
    "style",
    [
        "background: linear-gradient(red, red); background-clip: text; color: transparent",
        "background-image: linear-gradient(red, red); -webkit-background-clip: text; color: transparent",
        "background: linear-gradient(red, red); background-clip: text; -webkit-text-fill-color: transparent",
        "background: linear-gradient(red, red) text; color: #0000",
        "background: red; background-clip: text; color: transparent",
        "-webkit-text-fill-color: red",
    ],
)
def test_text_is_filled_by_a_background(style):
    image, notes = drawn(f"font: 900 40px/30px Inter; {style}", "HHH")
    colors = {color for _, color in image.getcolors(10_000)}
    assert {RED, WHITE} <= colors
    assert notes == []


def test_variables_in_a_background():
    image, notes = drawn("--a: blue radial-gradient(red, red); background: var(--a) no-repeat")
    assert image.getpixel((20, 15)) == RED
    assert notes == []


def test_the_best_of_a_set_of_images():
    value = tinycss2.parse_component_value_list("image-set(url(b.png) 2x, 'a.png' 1x, url(c.png) 0.5x)")
    assert parse_value("background-image", value) == (PictureUrl("a.png"),)
    value = tinycss2.parse_component_value_list(
        "image-set('a.jxl' type('image/jxl'), 'b.png' type('image/png'))"
    )
    assert parse_value("background-image", value) == (PictureUrl("b.png"),)
    assert parse_value("background-image", tinycss2.parse_component_value_list("image-set(5px 1x)")) is None


def test_the_pictures_of_a_set_are_loaded(tmp_path, monkeypatch):
    Image.new("RGB", (5, 5), RED).save(tmp_path / "a.png")
    monkeypatch.chdir(tmp_path)
    image, notes = drawn("background: image-set('a.png' 1x)")
    assert image.getpixel((20, 15)) == RED
    assert notes == []
