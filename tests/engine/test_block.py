"""Block layout and sizing, with Chromium's numbers; tests/chromium/profiles/block.py compares whole cards."""

import pytest
from engine.placed import rects


def heights(source):
    return [rect[3] for rect in rects(source)]


# --- Margins (CSS 2.1, section 8.3.1)

AFTER = '<div style="padding: 1px"><div style="{}"><div style="{}"></div></div><div style="height: 10px"></div></div>'


@pytest.mark.parametrize(
    ("outer", "inner", "y", "after"),
    [
        ("height: 0", "margin: 20px 0", 21, 21),
        ("height: 0; margin: 5px 0 30px", "margin: 20px 0 50px", 51, 51),
        # What overflows a height does not move what follows, and its margin stays inside.
        ("height: 0; margin: 5px 0 30px", "margin: 20px 0 50px; height: 20px", 21, 51),
        ("min-height: 10px; margin: 5px 0 30px", "margin: 20px 0 50px; height: 20px", 21, 91),
        ("min-height: 40px; margin: 5px 0 30px", "margin: 20px 0 50px; height: 20px", 21, 91),
        ("max-height: 10px; margin: 5px 0 30px", "margin: 20px 0 50px; height: 20px", 21, 61),
        ("min-height: 10px", "margin-top: 20px", 21, 31),
        ("margin: -5px 0", "margin: 20px 0", 16, 16),
        ("overflow: hidden", "margin: 20px 0; height: 5px", 1, 46),
    ],
)
def test_margins_collapse(outer, inner, y, after):
    _, box, _, last = rects(AFTER.format(outer, inner))
    assert (box[1], last[1]) == (y, after)


def test_the_margin_after_the_last_block_counts_where_padding_ends_the_box():
    card = '<div style="padding: 0 0 1px"><div style="height: 5px; margin: 10px 0"></div></div>'
    assert rects(card)[0] == (0, 10, 400, 16)


# --- Widths (sections 10.3.3 and 10.3.5; CSS Sizing 3)


@pytest.mark.parametrize(
    ("outer", "inner", "x", "width"),
    [
        ("", "width: 100px; margin: 0 auto", 150, 100),
        ("direction: rtl", "width: 100px", 300, 100),
        # Without room `auto` margins are none, and what is too wide sticks out at the end.
        ("direction: rtl; width: 50px", "width: 100px; margin: 0 auto", -50, 100),
        ("width: 200px", "width: stretch; margin: 0 10px", 10, 180),
        ("width: 200px", "width: -webkit-fill-available", 0, 200),
        ("width: 200px", "min-width: stretch; width: 10px; margin: 0 10px", 10, 180),
        ("width: 200px; justify-items: center", "width: 50px", 75, 50),
        ("width: 200px", "justify-self: end; width: 50px; margin-right: 10px", 140, 50),
        ("width: 200px", "justify-self: center; width: 300px", -50, 300),
        ("width: 200px", "justify-self: safe center; width: 300px", 0, 300),
        ("width: 200px; direction: rtl", "justify-self: self-start; direction: ltr; width: 50px", 0, 50),
    ],
)
def test_widths(outer, inner, x, width):
    _, box = rects(f'<div style="{outer}"><div style="{inner}"></div></div>')
    assert (box[0], box[2]) == (x, width)


def test_percentages_do_not_widen_what_they_are_of():
    card = '<div style="display: flex"><div><div style="width: 50px; padding: calc(50% + 5px)"></div></div></div>'
    assert [rect[2] for rect in rects(card)[1:]] == [60, 120]


# --- Heights


@pytest.mark.parametrize(
    ("outer", "inner", "height"),
    [
        ("height: 100px", "height: 50%", 50),
        ("min-height: 100px", "height: 50%", 0),
        ("height: 100px", "height: stretch; margin: 10px 0", 100),
        ("height: 100px; padding: 1px", "height: stretch; margin: 10px 0", 80),
        ("", "height: stretch", 0),
        ("height: 10px", "min-height: 50%; max-height: 2px", 5),
    ],
)
def test_heights(outer, inner, height):
    assert heights(f'<div style="{outer}"><div style="{inner}"></div></div>')[1] == height


@pytest.mark.parametrize(
    ("style", "height"),
    [
        ("height: 200px; max-height: min-content", 80),
        ("height: 20px; min-height: min-content", 80),
        ("height: 20px; min-height: min-content; max-height: 50px", 80),
        ("height: 200px; min-height: 100px; max-height: min-content", 100),
        ("min-height: 100px; max-height: min-content", 100),
        ("height: min-content; max-height: 50px", 50),
    ],
)
def test_limits_by_the_content(style, height):
    assert heights(f'<div style="{style}"><div style="height: 80px"></div></div>')[0] == height


def test_percentages_in_anonymous_boxes_refer_to_the_block_around():
    card = '<div style="height: 120px"><img src=picture style="height: 50%"><div></div></div>'
    assert rects(card)[1] == (0, 0, 120, 60)
    # So they do where the width is found out.
    assert rects(f'<div style="float: left">{card}</div>')[0][2] == 120


# --- `aspect-ratio` (CSS Sizing 4, section 5)


@pytest.mark.parametrize(
    ("style", "content", "size"),
    [
        ("width: 100px; aspect-ratio: 2", "", (100, 50)),
        ("height: 50px; aspect-ratio: 2", "", (100, 50)),
        ("max-height: 50px; aspect-ratio: 1", "", (50, 50)),
        ("min-height: 500px; aspect-ratio: 1", "", (500, 500)),
        ("max-height: 50px; width: 80px; aspect-ratio: 1", "", (80, 50)),
        ("min-height: 50px; width: fit-content; aspect-ratio: 1", "", (50, 50)),
        ("height: 50px; padding: 10px 30px; box-sizing: border-box; aspect-ratio: 1", "", (60, 50)),
        ("height: 50px; padding: 10px; aspect-ratio: 1", "", (70, 70)),
        # What is in it makes it higher or wider, unless it scrolls or its size is given.
        ("width: 100px; aspect-ratio: 2", "height: 80px", (100, 80)),
        ("width: 100px; aspect-ratio: 2; min-height: 0", "height: 80px", (100, 50)),
        ("width: 100px; aspect-ratio: 2; overflow: hidden", "height: 80px", (100, 50)),
        ("width: 100px; aspect-ratio: 2; max-height: 60px", "height: 80px", (100, 60)),
        ("height: 50px; aspect-ratio: 1", "width: 80px", (80, 50)),
        ("height: 50px; aspect-ratio: 1; min-width: 0", "width: 80px", (50, 50)),
        ("width: stretch; max-height: 0; aspect-ratio: 1", "", (400, 0)),
    ],
)
def test_ratios(style, content, size):
    box = rects(f'<div style="{style}"><div style="{content}"></div></div>')[0]
    assert box[2:] == size


def test_margins_stay_inside_of_a_box_with_a_ratio():
    card = (
        '<div style="width: 100px; aspect-ratio: 1"><div style="height: 200px; margin-bottom: 9px"></div></div>'
        "<div></div>"
    )
    assert rects(card)[2][1] == 200


# --- Scrollbars


@pytest.mark.parametrize(
    ("style", "outer", "inner"),
    [
        ("overflow: scroll", (100, 35), (0, 85)),
        ("overflow: scroll; direction: rtl", (100, 35), (15, 85)),
        ("overflow-y: scroll", (100, 20), (0, 85)),
        ("overflow-x: scroll", (100, 35), (0, 100)),
        ("overflow: scroll hidden", (100, 35), (0, 100)),
        ("overflow: scroll; scrollbar-width: none", (100, 20), (0, 100)),
        ("overflow: scroll; scrollbar-width: thin", (100, 30), (0, 90)),
        ("overflow: scroll; max-height: 10px", (100, 10), (0, 85)),
        ("overflow: auto", (100, 20), (0, 100)),
    ],
)
def test_scrollbars_take_room(style, outer, inner):
    box, child = rects(f'<div style="width: 100px; {style}"><div style="height: 20px"></div></div>')
    assert (box[2:], (child[0], child[2])) == (outer, inner)


def test_scrollbars_count_for_intrinsic_widths():
    card = '<div style="display: flex"><div style="overflow: scroll; padding: 5px"><div style="width: 20px"></div></div></div>'
    assert rects(card)[1][2] == 45


# --- `align-content` of blocks (CSS Box Alignment 3, section 5.1.1)


@pytest.mark.parametrize(
    ("align", "y"),
    [
        ("center", 45),
        ("end", 70),
        ("space-around", 45),
        ("space-between", 20),
        ("stretch", 20),
        ("normal", 0),
    ],
)
def test_blocks_are_aligned(align, y):
    card = f'<div style="height: 100px; align-content: {align}"><div style="height: 10px; margin: 20px 0"></div></div>'
    outer, inner = rects(card)
    # All but `normal` keep the margins inside.
    assert inner[1] - outer[1] == y
    assert outer[1] == (20 if align == "normal" else 0)


def test_what_is_too_high_is_not_aligned():
    card = '<div style="height: 20px; align-content: end"><div style="height: 50px"></div></div>'
    assert rects(card)[1][1] == 0


# --- Relative positions


def test_the_direction_of_the_block_around_says_which_inset_counts():
    inner = '<div style="position: relative; left: 10px; right: 30px; width: 50px; direction: {}"></div>'
    assert rects(f'<div style="direction: rtl">{inner.format("ltr")}</div>')[1][0] == 320
    assert rects(f"<div>{inner.format('rtl')}</div>")[1][0] == 10


# --- Inline boxes with blocks in them (CSS 2.1, section 9.2.1.1)


def test_an_inline_box_reaches_around_its_blocks():
    card = '<div>a<span style="padding: 5px; border: 1px solid">x<p style="margin: 0; height: 10px">p</p>y</span>b</div>'
    div, span, block = rects(card)
    assert div == (0, 0, 400, 50)
    assert span == (0, -6, 400, 62)
    assert block == (0, 20, 400, 10)


def test_margins_go_through_the_empty_pieces_of_an_inline_box():
    card = '<div><span><p style="height: 10px; margin: 10px 0"></p></span><p style="height: 10px; margin: 20px 0"></p></div>'
    assert [rect[1] for rect in rects(card)] == [10, 10, 10, 40]


def test_an_inline_box_moves_the_blocks_in_it():
    card = (
        '<div>a<span style="position: relative; left: 10px; top: 5px">x<p style="margin: 0; height: 10px">'
        '<i style="position: absolute; top: 0; left: 0; width: 1px; height: 100%"></i></p>y</span></div>'
    )
    _, span, block, inner = rects(card)
    assert span[:2] == (10, 5)
    assert block[:2] == (10, 25)
    # From the start of the first piece to the end of the last one.
    assert inner[1] == 5
    assert inner[3] == 50


def test_pieces_of_nested_inline_boxes_have_their_edges_at_the_ends_alone():
    card = '<div><b style="padding: 0 10px"><i style="padding: 0 5px"><p>p</p></i></b></div>'
    _, bold, italic, block = rects(card)
    assert (bold[0], italic[0], block[0]) == (0, 0, 0)
    assert bold[2] == italic[2] == 400


# --- `display: contents`


def test_text_of_an_element_without_a_box_keeps_its_font():
    assert heights('<div><div style="display: contents; font-size: 40px">a</div></div>')[0] == pytest.approx(
        48, abs=1
    )
