"""Floats, with Chromium's numbers; tests/chromium/profiles/floats.py compares whole cards."""

import pytest
from engine.placed import rects

FLOAT = '<div style="float: {}; width: {}px; height: {}px"></div>'


def inside(*children, style="display: flow-root"):
    """The rectangles of a block of 200 px and what is in it."""
    return rects(f'<div style="width: 200px; {style}">{"".join(children)}</div>')


def div(style):
    return f'<div style="{style}"></div>'


def test_floats_stand_beside_each_other_until_there_is_no_room():
    _, *floats = inside(
        FLOAT.format("left", 150, 30), FLOAT.format("left", 100, 40), FLOAT.format("right", 30, 9)
    )
    # The third is no higher than the second, which comes before it.
    assert floats == [(0, 0, 150, 30), (0, 30, 100, 40), (170, 30, 30, 9)]


def test_a_block_is_as_high_as_its_floats_only_if_it_contains_them():
    assert inside(FLOAT.format("left", 50, 30))[0][3] == 30
    assert inside(FLOAT.format("left", 50, 30), style="")[0][3] == 0
    assert inside(f"<div>{FLOAT.format('left', 50, 30)}</div>")[:2] == [(0, 0, 200, 30), (0, 0, 200, 0)]


@pytest.mark.parametrize(
    ("style", "rect"),
    [
        ("height: 9px", (0, 0, 200, 9)),
        ("display: flow-root; height: 9px", (150, 0, 50, 9)),
        ("overflow: hidden; height: 9px", (150, 0, 50, 9)),
        ("display: flex; height: 9px; margin: 0 20px", (150, 0, 30, 9)),
        ("display: flow-root; height: 9px; width: 100px", (0, 30, 100, 9)),
        ("display: flow-root; height: 9px; width: 20px; margin: 0 auto", (165, 0, 20, 9)),
        ("clear: left; height: 9px; margin-top: 20px", (0, 30, 200, 9)),
        ("clear: both; height: 9px; margin-top: 50px", (0, 50, 200, 9)),
        ("clear: right; height: 9px", (0, 0, 200, 9)),
    ],
)
def test_what_follows_a_float(style, rect):
    assert inside(FLOAT.format("left", 150, 30), div(style))[2] == rect


def test_floats_follow_the_margins_of_the_block_that_they_are_in():
    float_ = FLOAT.format("left", 150, 30)
    _, box, _, last = inside(f"<div>{float_}{div('margin-top: 20px; height: 9px')}</div>", style="")
    assert (box[1], last[1]) == (20, 20)


def test_lines_are_shorter_beside_a_float():
    image = '<img src=picture style="float: left; margin: 0 5px 5px 0">'
    text = "<b>hello</b> world this is <i>some</i> text that <u>wraps</u>"
    _, picture, bold, *_, last = inside(image, text, style="display: flow-root; width: 150px")
    assert picture[:2] == (0, 0)
    assert bold[0] == 45
    assert last[:2] == (0, 40) or last[1] == 40


def test_a_word_that_does_not_fit_beside_a_float_goes_below():
    _, _, word = inside(FLOAT.format("left", 190, 33), "<b>hello</b>")
    assert word[:2] == (0, 33)


@pytest.mark.parametrize(
    ("text", "y"), [("hello {} world", 0), ("hello world this is some {} text that wraps", 20)]
)
def test_a_float_in_a_line_stands_beside_that_line(text, y):
    _, picture = inside(text.format('<img src=picture style="float: right">'), style="width: 150px")
    assert picture == (110, y, 40, 20)


def test_a_float_that_does_not_fit_beside_its_line_goes_below():
    _, picture = inside(
        'hello world <img src=picture style="float: right; width: 140px">', style="width: 150px"
    )
    assert picture[:2] == (10, 20)


def test_a_float_stays_among_the_children_of_its_element():
    card = '<p style="margin: 0">a <b>x<img src=picture style="float: right">y</b></p>'
    _, bold, picture = rects(card)
    assert bold[3] == 20
    assert picture == (360, 0, 40, 20)


@pytest.mark.parametrize(
    ("width", "children", "found"),
    [
        ("max-content", [FLOAT.format("left", 50, 9), FLOAT.format("left", 50, 9), div("width: 20px")], 100),
        ("min-content", [FLOAT.format("left", 50, 9), FLOAT.format("right", 60, 9)], 60),
        ("max-content", [FLOAT.format("left", 50, 9), div("display: flow-root; width: 20px")], 70),
        ("max-content", [FLOAT.format("left", 50, 9), div("width: 60px"), FLOAT.format("right", 50, 9)], 60),
        (
            "max-content",
            [FLOAT.format("left", 50, 9), '<div style="float: left; clear: left; width: 60px"></div>'],
            60,
        ),
    ],
)
def test_intrinsic_widths(width, children, found):
    assert inside(*children, style=f"display: flow-root; width: {width}")[0][2] == found


def test_float_and_clear_mean_nothing_in_flex_containers_and_of_absolute_boxes():
    card = f'<div style="display: flex">{FLOAT.format("right", 50, 9)}<b>x</b></div>'
    assert rects(card)[1][0] == 0
    absolute = '<div style="position: absolute; float: right; width: 9px; height: 9px"></div>'
    assert rects(absolute)[0][0] == 0


@pytest.mark.parametrize(("direction", "x"), [("ltr", 0), ("rtl", 150)])
def test_logical_sides(direction, x):
    assert inside(FLOAT.format("inline-start", 50, 9), style=f"direction: {direction}")[1][0] == x


def test_a_block_does_not_lie_where_floats_of_both_sides_overlap():
    floats = FLOAT.format("right", 40, 20), FLOAT.format("left", 200, 0)
    assert inside(*floats, div("display: flow-root; height: 24px"))[3] == (0, 20, 200, 24)


@pytest.mark.parametrize(("side", "y", "width"), [("left", 20, 88), ("right", 0, 96)])
def test_a_float_in_a_line_that_clears_another(side, y, width):
    """It is below the line too, and what it clears takes no width beside it."""
    clearing = div(f"float: {side}; clear: {side}; width: 40px; height: 9px")
    children = FLOAT.format("left", 8, 4), "HH ", clearing, "H"
    mono = "font: 20px/20px JetBrains Mono; display: flow-root"
    assert inside(*children, style=mono)[2][1] == y
    assert inside(*children, style=f"{mono}; width: max-content")[0][2] == width
