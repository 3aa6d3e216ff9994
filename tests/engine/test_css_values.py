"""Lengths and colours as they are written, and as they are computed."""

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage.engine.css.color import BLACK, Color, color_value, parse_color
from mkdocs_metaimage.engine.css.values import Context, Length, PictureUrl
from mkdocs_metaimage.engine.css.values.gradients import Gradient, Line
from mkdocs_metaimage.engine.css.values.images import parse_image
from mkdocs_metaimage.engine.css.values.numeric import parse_angle, parse_length, parse_number

CONTEXT = Context(20.0, 10.0, 1200, 630, BLACK)


def token(text):
    return tinycss2.parse_one_component_value(text)


def computed(text, base):
    length = parse_length(token(text))
    if length is None:
        return None
    return (length if isinstance(length, Length) else length.compute(CONTEXT)).resolve(base)


@pytest.mark.parametrize(
    ("text", "px"),
    [
        ("0", 0), ("12px", 12), ("-3px", -3), ("1in", 96), ("12pt", 16), ("2.54cm", 96), ("25.4mm", 96),
        ("1pc", 16), ("101.6q", 96), ("1.5em", 30), ("2rem", 20), ("1ex", 10), ("10vw", 120), ("10vh", 63),
        ("10vmin", 63), ("10vmax", 120), ("10dvw", 120), ("25%", 50), ("calc(100% - 20px)", 180),
        ("calc(1em + 2rem)", 40), ("calc((100% - 30px) / 2)", 85), ("calc(2 * (1px + 1em) * 2)", 84),
        ("min(100%, 150px)", 150), ("max(50%, 10px, 1em)", 100), ("clamp(10px, 5%, 30px)", 10),
        ("clamp(10px, 90%, 30px)", 30), ("calc(10px - min(100%, 40px))", -30),
        ("calc(min(50%, 80px) + max(10%, 5px))", 100), ("calc(-1 * max(1px, 2px))", -2),
        ("12", None), ("12foo", None), ("auto", None), ("calc(1px * 1px)", None), ("calc(1 + 1px)", None),
        ("calc(1px / 0)", 33_554_431), ("calc(1px +)", None), ("min()", None), ("clamp(1px, 2px)", None),
    ],
)  # fmt: skip
def test_lengths(text, px):
    assert computed(text, 200) == (px if px is None else pytest.approx(px))


def test_percentages_and_negative_lengths_may_be_excluded():
    assert parse_length(token("5%"), percent=False) is None
    assert parse_length(token("calc(5% + 1px)"), percent=False) is None
    assert parse_length(token("min(5%, 1px)"), percent=False) is None
    assert parse_length(token("-1px"), negative=False) is None


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0, 1000))
def test_the_extremes_of_two_lengths_are_those_of_their_values(px, percent, base):
    values = [px, percent / 100 * base]
    low, high = f"min({px:f}px, {percent:f}%)", f"max({px:f}px, {percent:f}%)"
    assert computed(low, base) == pytest.approx(min(values), abs=1e-3)
    assert computed(high, base) == pytest.approx(max(values), abs=1e-3)


def test_numbers_and_angles():
    assert parse_number(token("calc(1 + 2 * 3)")) == 7
    assert parse_number(token("1px")) is None
    assert [parse_angle(token(text)) for text in ("90deg", "0.25turn", "100grad", "0", "1px")] == [
        90, 90, 90, 0, None]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("red", (255, 0, 0, 1)), ("#abc", (170, 187, 204, 1)), ("#11223380", (17, 34, 51, 128 / 255)),
        ("transparent", (0, 0, 0, 0)), ("rgb(1, 2, 3)", (1, 2, 3, 1)), ("rgb(1 2 3 / 50%)", (1, 2, 3, 0.5)),
        ("rgba(300, -5, 3, 2)", (255, 0, 3, 1)), ("hsl(120 100% 25%)", (0, 128, 0, 1)),
        ("hwb(240 0% 50%)", (0, 0, 128, 1)), ("lab(100% 0 0)", (255, 255, 255, 1)),
        ("oklch(0.6279553606 0.2576833077 29.2338805)", (255, 0, 0, 1)),
        ("color(srgb 1 0.5 0)", (255, 127.5, 0, 1)), ("color(srgb-linear 0 1 0)", (0, 255, 0, 1)),
        ("color(display-p3 0 0 0)", (0, 0, 0, 1)),
        ("color-mix(in srgb, red, blue)", (127.5, 0, 127.5, 1)),
        ("color-mix(in srgb, red 25%, blue)", (63.75, 0, 191.25, 1)),
        ("color-mix(in srgb, red, transparent)", (255, 0, 0, 0.5)),
    ],
)  # fmt: skip
def test_colors(text, color):
    assert parse_color(text) == pytest.approx(color, abs=0.6 / 255 if color[3] < 1 else 0.2)


@pytest.mark.parametrize(
    "text", ["", "redd", "#12", "rgb(1,2", "rgb(1 2)", "color-mix(in srgb, red)", "12px", "lab()"]
)
def test_what_is_no_color(text):
    assert parse_color(text) is None


def test_currentcolor_is_left_to_the_cascade():
    assert color_value(token("CurrentColor")) == "currentcolor"


def test_gradients():
    gradient = parse_image(token("linear-gradient(to right, red 10% 20%, currentColor, #00f 2em)"))
    assert gradient.compute(CONTEXT) == Gradient(
        Line(90.0),
        ((Color(255, 0, 0), Length(0, 10)), (Color(255, 0, 0), Length(0, 20)), (BLACK, None),
         (Color(0, 0, 255), Length(40))),
    )  # fmt: skip
    corner = parse_image(token("repeating-linear-gradient(to left top, red, blue)"))
    assert (corner.course.corner, corner.repeating) == (("top", "left"), True)
    assert parse_image(token("linear-gradient(red, blue)")).course.angle == 180
    assert parse_image(token("linear-gradient(.5turn, red, blue)")).course.angle == 180


@pytest.mark.parametrize(
    "text",
    ["linear-gradient()", "linear-gradient(to up, red, blue)", "radial-gradient(circle 5%, red, blue)"],
)
def test_what_is_no_gradient_that_is_known(text):
    assert parse_image(token(text)) is None


def test_pictures():
    assert parse_image(token("url(a.png)")) == parse_image(token("url('a.png')")) == PictureUrl("a.png")
