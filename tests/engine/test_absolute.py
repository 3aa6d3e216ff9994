"""Absolute positions, with Chromium's numbers; tests/chromium/profiles/absolute.py compares whole cards."""

import pytest
from engine.placed import rects


def placed(style, around="", content="", tag="div"):
    """The rectangle of an absolutely positioned box in a block of 200 by 60 px."""
    child = f'<{tag} src=picture style="position: absolute; {style}">{content}'
    return rects(f'<div style="position: relative; width: 200px; height: 60px; {around}">{child}</div>')[1]


@pytest.mark.parametrize(
    ("style", "around", "rect"),
    [
        ("inset: 5px", "", (5, 5, 190, 50)),
        ("right: 10%; bottom: 10%; width: 50%; height: 50%", "", (80, 24, 100, 30)),
        ("inset: 0; width: 50px; height: 20px; margin: auto", "", (75, 20, 50, 20)),
        ("inset: 0; width: 250px; height: 20px; margin: auto", "", (0, 20, 250, 20)),
        ("inset: 0; width: 250px; height: 20px; margin: auto", "direction: rtl", (-50, 20, 250, 20)),
        ("inset: 0; width: 50px; height: 20px; margin-left: auto", "", (150, 0, 50, 20)),
        # With all given the side counts that the containing block starts at.
        ("left: 10px; right: 15px; width: 100px; height: 9px", "direction: rtl", (85, 0, 100, 9)),
        ("left: 10px; right: 15px; width: 100px; height: 9px; direction: rtl", "", (10, 0, 100, 9)),
        # Insets that leave less than nothing.
        ("left: 150px; right: 100px; height: 9px", "", (150, 0, 0, 9)),
        ("left: 150px; right: 100px; height: 9px", "direction: rtl", (100, 0, 0, 9)),
        ("top: 50px; bottom: 50px; width: 9px; height: 10px; margin: auto 0 5px", "", (0, 35, 9, 10)),
        # Paddings belong to the containing block, borders and scrollbars do not.
        ("inset: 0", "padding: 10px; border: 2px solid", (2, 2, 220, 80)),
        ("inset: 0", "overflow: scroll", (0, 0, 185, 45)),
        ("inset: 0", "overflow: scroll; direction: rtl", (15, 0, 185, 45)),
        ("width: stretch; height: stretch; margin: 5px", "padding: 10px", (15, 15, 200, 60)),
    ],
)
def test_insets(style, around, rect):
    assert placed(style, around) == rect


@pytest.mark.parametrize(
    ("style", "rect"),
    [
        ("inset: 0; width: 50px; height: 20px; justify-self: center; align-self: end", (75, 40, 50, 20)),
        ("inset: 0; align-self: center; justify-self: start", (0, 30, 0, 0)),
        # What does not fit between the insets stays in the containing block if it can.
        ("inset: 0; width: 250px; height: 90px; justify-self: end; align-self: center", (0, 0, 250, 90)),
        ("left: 5px; right: 20px; width: 200px; height: 9px; justify-self: start", (0, 0, 200, 9)),
        ("left: 100px; right: 0; width: 120px; height: 9px; justify-self: end", (80, 0, 120, 9)),
        ("left: 10px; width: 50px; height: 20px; justify-self: center", (10, 0, 50, 20)),
        ("width: 50px; height: 20px; justify-self: center; align-self: end", (75, -20, 50, 20)),
    ],
)
def test_alignment(style, rect):
    assert placed(style) == rect


@pytest.mark.parametrize(
    ("style", "around", "x"),
    [
        ("justify-self: safe end", "", 5),
        ("justify-self: safe end", "direction: rtl", -30),
        ("justify-self: end", "", 0),
        # A box of a size of its own starts where a stretched one does.
        ("justify-self: stretch", "", 0),
        ("justify-self: stretch", "direction: rtl", -15),
        # A scroll container has no end.
        ("justify-self: start", "overflow: hidden", 5),
        ("justify-self: center", "overflow: hidden", 0),
        ("justify-self: start", "overflow: hidden; direction: rtl", -30),
    ],
)
def test_alignment_of_what_is_larger_than_its_room(style, around, x):
    rect = placed(f"left: 5px; right: 15px; width: 215px; height: 9px; {style}", around)
    assert rect == (x, 0, 215, 9)


@pytest.mark.parametrize(
    ("style", "content", "place"),
    [
        ("align-self: end", "HH", (0, 30)),
        ("align-self: center", "HH", (0, 25)),
        ("align-self: center", "", (0, 5)),
        ("align-self: end; display: inline", "HH", (24, 10)),
        ("justify-self: end", "HH", (-30, 20)),
        ("justify-self: center", "HH", (-15, 20)),
    ],
)
def test_alignment_in_a_line(style, content, place):
    child = f'<div style="position: absolute; width: 30px; height: 10px; {style}"></div>'
    font = "font: 20px/20px JetBrains Mono"
    assert rects(f'<div style="{font}">{content}{child}{"" if content else "H"}</div>')[1][:2] == place


def test_a_fixed_box_stands_in_the_content_box_of_a_grid():
    grid = "display: grid; position: relative; width: 80px; height: 80px; padding: 10px 2px 3px 6px"
    child = '<div style="position: fixed; place-self: end; width: 10px; height: 10px"></div>'
    assert rects(f'<div style="{grid}">{child}</div>')[1] == (76, 80, 10, 10)


@pytest.mark.parametrize(
    ("style", "content", "size"),
    [
        ("width: 50px; aspect-ratio: 2", "", (50, 25)),
        ("top: 0; bottom: 0; aspect-ratio: 2", "", (120, 60)),
        ("inset: 0; aspect-ratio: 1", "", (200, 200)),
        ("left: 0; right: 100px; aspect-ratio: 10", "height: 80px", (100, 80)),
        ("max-width: 50px; top: 0; bottom: 0; aspect-ratio: 1", "", (50, 50)),
        ("min-height: 50px; aspect-ratio: 1", "", (50, 50)),
        ("left: 0; right: 0; max-height: 50px; aspect-ratio: 1", "", (50, 50)),
        ("left: 0; right: 0; height: stretch; aspect-ratio: 1 / 2", "", (30, 60)),
        # The content is the least width where both a ratio and a height are known, even of a width that is given.
        ("width: 5px; height: 50px; aspect-ratio: 1", "width: 80px", (80, 50)),
        ("height: 50px; aspect-ratio: 1", "width: 80px", (80, 50)),
        ("width: 5px; height: 50px; aspect-ratio: 1; overflow: hidden", "width: 80px", (5, 50)),
        ("top: 0; bottom: 0; max-height: min-content; height: 50%", "height: 10px", (0, 10)),
    ],
)
def test_sizes(style, content, size):
    assert placed(style, content=f'<div style="{content}"></div>')[2:] == size


@pytest.mark.parametrize(
    ("style", "size"),
    [
        ("inset: 0", (40, 20)),
        ("inset: 0; width: stretch", (200, 100)),
        ("inset: 0; justify-self: stretch", (200, 100)),
        ("height: 100%; max-width: 50%", (100, 60)),
        ("height: stretch; max-height: 30px", (60, 30)),
    ],
)
def test_pictures(style, size):
    assert placed(style, tag="img")[2:] == size


def test_a_box_without_insets_shrinks_to_the_room_from_its_static_position():
    text = "hello wide world is here"
    card = '<div style="width: 60px; position: relative; {}"><div style="{}"><div style="position: absolute">{}</div></div></div>'
    alone = rects(card.format("", "margin-left: 20px", text))[2]
    assert (alone[0], alone[3]) == (20, 100)
    mirrored = rects(card.format("", "margin: 0 10px 0 20px; direction: rtl", text))[2]
    assert (mirrored[0], mirrored[2]) == (0, 50)


@pytest.mark.parametrize(
    ("around", "tag", "x"),
    [
        ("", "div", 0), ("text-align: center", "div", 0), ("direction: rtl", "div", 190),
        ("text-align: center", "span", 100), ("text-align: end", "span", 200), ("direction: rtl", "span", 190),
    ],
)  # fmt: skip
def test_static_positions_are_those_of_blocks_or_of_lines(around, tag, x):
    assert placed("width: 10px; height: 5px", around, tag=tag)[0] == x


def test_a_percentage_in_a_height_that_the_insets_give():
    card = '<div style="height: 50%; aspect-ratio: 1"></div>'
    assert placed("top: 0; bottom: 0", content=card)[2] == 30


def test_an_inline_box_contains_what_is_in_its_inline_blocks():
    card = (
        '<div><span style="position: relative; padding: 3px">ab<b style="display: inline-block">'
        '<i style="position: absolute; right: 0; bottom: 0; width: 9px; height: 9px"></i></b></span></div>'
    )
    _, span, _, inner = rects(card)
    assert inner[0] == pytest.approx(span[0] + span[2] - 9, abs=0.2)
    assert inner[1] == pytest.approx(span[1] + span[3] - 9, abs=0.2)
