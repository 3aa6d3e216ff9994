"""Flex layout, section by section; tests/chromium/profiles/flex.py compares whole cards with Chromium."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.text.fonts import FontLibrary

LIBRARY = FontLibrary()
SHEET = "<style>* { font: 10px/1 Inter } img { display: block }</style>"


def place(source):
    styled, notes = cascade(parse(SHEET + source), 400, 300)
    assert not notes
    return layout(styled, 400, 300, LIBRARY, {"picture": (40.0, 20.0)}.get)


def boxes(container, *items):
    """The rectangles of a container and its items: the style of each, or its HTML."""
    inner = "".join(item if item.startswith("<") else f'<div style="{item}"></div>' for item in items)
    (box,) = place(f'<div style="display: flex; {container}">{inner}</div>').children
    return [tuple(round(number, 2) for number in each.rect) for each in (box, *box.children)]


def sizes(container, *items, main="width"):
    index = ("x", "y", "width", "height").index(main)
    return [rect[index] for rect in boxes(container, *items)[1:]]


def places(container, *items):
    return [rect[:2] for rect in boxes(container, *items)[1:]]


# --- 9.7: flexible lengths


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        (["flex: 1", "flex: 3"], [25, 75]),
        (["flex: 1 1 20px", "flex: 1 1 40px"], [40, 60]),
        # Factors whose sum is less than 1 take only that part of the free space.
        (["flex-grow: 0.2", "flex-grow: 0.3"], [20, 30]),
        # When shrinking, the base sizes count as well.
        (["width: 100px", "width: 300px"], [25, 75]),
        (["width: 100px; flex-shrink: 3", "width: 300px"], [0, 100]),
        (["width: 150px; flex-shrink: 0.2", "width: 150px; flex-shrink: 0"], [110, 150]),
        # Whoever reaches a limit leaves the rest to the others.
        (["flex: 1; max-width: 10px", "flex: 1", "flex: 1"], [10, 45, 45]),
        (["flex: 1; min-width: 60px", "flex: 1", "flex: 1"], [60, 20, 20]),
        (["flex: 1; min-width: 60px", "flex: 1; max-width: 15px", "flex: 1"], [60, 15, 25]),
        (["flex: 1; min-width: 80px", "flex: 1; max-width: 5px", "flex: 1; max-width: 6px"], [89, 5, 6]),
        # Padding and border do not shrink.
        (["flex: 1; padding: 0 20px", "flex: 1"], [70, 30]),
        (["width: 0; padding: 0 80px", "width: 80px; min-width: 0"], [160, 0]),
        (["flex: 1; box-sizing: border-box; padding: 0 20px", "flex: 1; margin: 0 10px"], [60, 20]),
    ],
)
def test_items_grow_and_shrink(items, wanted):
    assert sizes("width: 100px", *items) == wanted
    transposed = [item.replace("width", "height").replace("padding: 0 ", "padding-block: ") for item in items]
    transposed = [item.replace("margin: 0 ", "margin-block: ") for item in transposed]
    assert sizes("height: 100px; flex-direction: column", *transposed, main="height") == wanted


def test_gaps_are_no_free_space():
    assert sizes("width: 100px; gap: 20px", "flex: 1", "flex: 1", "flex: 1") == [20, 20, 20]


# --- 4.5: the automatic minimum


@pytest.mark.parametrize(
    ("item", "least"),
    [
        ("", 30),
        ("overflow: hidden", 0),
        ("overflow: clip", 30),
        ("min-width: 0", 0),
        ("width: 20px", 20),
        ("max-width: 10px", 10),
        ("flex-basis: 0", 30),
        ("height: 50px; aspect-ratio: 1", 50),
        ("height: 10px; aspect-ratio: 1", 30),
    ],
)
def test_items_are_no_smaller_than_their_content(item, least):
    inner = f'<div style="{item}"><div style="width: 30px"></div></div>'
    assert sizes("width: 0", inner) == [least]


def test_a_picture_is_no_smaller_than_itself_or_its_style():
    assert sizes("width: 0", "<img src=picture>") == [40]
    assert sizes("width: 0", '<img src=picture style="height: 10px">') == [20]
    assert sizes("width: 0", '<img src=picture style="width: 10px">') == [10]


# --- 9.2: base sizes


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("width: 30px; flex-basis: 50px", 50),
        ("width: 30px; flex-basis: content", 60),
        ("width: 30px; flex-basis: min-content", 60),
        ("width: 30px; flex-basis: auto", 30),
        ("flex-basis: 10%", 40),
        ("flex-basis: 10%; box-sizing: border-box; padding: 0 30px", 60),
        ("height: 40px; aspect-ratio: 2", 80),
        ("max-height: 10px; aspect-ratio: 2", 20),
    ],
)
def test_the_base_size(item, wanted):
    inner = f'<div style="min-width: 0; flex-shrink: 0; {item}"><div style="width: 60px"></div></div>'
    assert sizes("width: 400px; align-items: start", inner) == [wanted]


def test_a_stretched_item_with_a_ratio_takes_its_width_from_its_height():
    assert boxes("height: 50px", "aspect-ratio: 2")[1] == (0, 0, 100, 50)
    assert boxes("height: 50px; flex-wrap: wrap", "aspect-ratio: 2")[1] == (0, 0, 0, 50)
    assert boxes("width: 50px; flex-direction: column", "aspect-ratio: 2")[1] == (0, 0, 50, 25)


# --- 9.8: definite sizes


@pytest.mark.parametrize(
    ("container", "item", "wanted"),
    [
        ("height: 100px", "", 50),  # stretched in a container with a height
        ("", "", 0),  # nothing to stretch to
        ("align-items: start; height: 100px", "", 0),
        ("height: 100px; flex-wrap: wrap", "", 50),  # stretched to a line
        ("flex-direction: column; height: 100px", "flex: 1", 50),
        ("flex-direction: column", "flex: 1", 0),
        ("flex-direction: column; min-height: 100px", "flex: 1 1 auto", 0),
        ("flex-direction: column", "flex: 0 0 40px", 20),
        ("flex-direction: column", "height: 40px", 20),
        ("flex-direction: column", "height: 40px; flex-basis: content", 0),
        ("max-height: 30px", "", 0),
    ],
)
def test_what_percentages_of_heights_refer_to(container, item, wanted):
    inner = f'<div style="{item}"><div style="height: 50%"></div></div>'
    root = place(f'<div style="display: flex; {container}">{inner}</div>')
    assert root.children[0].children[0].children[0].rect.height == wanted


def test_a_limit_of_the_container_counts_when_items_flex():
    assert sizes("flex-direction: column; min-height: 90px", "flex: 1", "flex: 2", main="height") == [30, 60]
    assert sizes(
        "flex-direction: column; max-height: 30px", "height: 40px", "height: 20px", main="height"
    ) == [20, 10]


# --- 9.3 and 9.4: lines


def test_lines_break_where_the_next_item_does_not_fit():
    third = "width: 33.34px; height: 10px"
    assert [y for _, y in places("width: 100px; flex-wrap: wrap", third, third, third)] == [0, 0, 10]
    third = "width: 33.33%; height: 10px"
    assert [y for _, y in places("width: 100px; flex-wrap: wrap", third, third, third)] == [0, 0, 0]


def test_columns_break_at_the_greatest_height():
    item = "width: 10px; height: 20px"
    assert places("flex-flow: column wrap; max-height: 45px; width: 60px", item, item, item) == [
        (0, 0),
        (0, 20),
        (30, 0),
    ]
    assert places("flex-flow: column wrap; width: 60px", item, item, item) == [(0, 0), (0, 20), (0, 40)]


def test_an_only_line_is_as_large_as_its_container_unless_it_may_wrap():
    item = "height: 10px; width: 10px"
    assert places("height: 50px; align-items: end", item) == [(0, 40)]
    assert places("height: 50px; align-items: end; flex-wrap: wrap; align-content: start", item) == [(0, 0)]


def test_items_share_a_baseline():
    tall, small = '<div style="font-size: 40px">H</div>', '<div style="margin-top: 3px">H</div>'
    container, first, second = boxes("align-items: baseline", tall, small)
    assert first[1] == 0
    ascents = [rect[3] * 0.8 for rect in (first, second)]
    assert second[1] - first[1] == pytest.approx(ascents[0] - ascents[1], abs=2)
    assert container[3] == 40


# --- 8 and 9.5, 9.6: alignment


@pytest.mark.parametrize(
    ("justify", "wanted", "reversed_", "overflowing"),
    [
        ("flex-start", [0, 20], [80, 60], [0, 80]),
        ("flex-end", [60, 80], [20, 0], [-60, 20]),
        ("start", [0, 20], [20, 0], [0, 80]),
        ("end", [60, 80], [80, 60], [-60, 20]),
        ("left", [0, 20], [20, 0], [0, 80]),
        ("right", [60, 80], [80, 60], [-60, 20]),
        ("center", [30, 50], [50, 30], [-30, 50]),
        ("space-between", [0, 80], [80, 0], [0, 80]),
        ("space-around", [15, 65], [65, 15], [0, 80]),
        ("space-evenly", [20, 60], [60, 20], [0, 80]),
        ("stretch", [0, 20], [80, 60], [0, 80]),
    ],
)
def test_justify_content(justify, wanted, reversed_, overflowing):
    row = f"width: 100px; justify-content: {justify}"
    item, large = "width: 20px", "width: 80px; flex-shrink: 0"
    assert [x for x, _ in places(row, item, item)] == wanted
    assert [x for x, _ in places(f"{row}; flex-direction: row-reverse", item, item)] == reversed_
    assert [x for x, _ in places(row, large, large)] == overflowing


@pytest.mark.parametrize(
    ("align", "wanted", "reversed_", "overflowing"),
    [
        ("flex-start", [0, 20], [80, 60], [0, 20]),
        ("flex-end", [60, 80], [20, 0], [-10, 10]),
        ("start", [0, 20], [20, 0], [0, 20]),
        ("end", [60, 80], [80, 60], [-10, 10]),
        ("center", [30, 50], [50, 30], [-5, 15]),
        ("space-between", [0, 80], [80, 0], [0, 20]),
        ("space-around", [15, 65], [65, 15], [0, 20]),
        ("space-evenly", [20, 60], [60, 20], [0, 20]),
    ],
)
def test_align_content(align, wanted, reversed_, overflowing):
    item = "width: 40px; height: 20px"
    style = f"width: 50px; align-content: {align}; flex-wrap"
    assert [y for _, y in places(f"height: 100px; {style}: wrap", item, item)] == wanted
    assert [y for _, y in places(f"height: 100px; {style}: wrap-reverse", item, item)] == reversed_
    assert [y for _, y in places(f"height: 30px; {style}: wrap", item, item)] == overflowing


@pytest.mark.parametrize(
    ("style", "free", "lacking"),
    [
        ("justify-content: safe center", (20, 0), (0, 0)),
        ("justify-content: safe flex-end", (40, 0), (0, 0)),
        ("flex-direction: row-reverse; justify-content: safe center", (20, 0), (0, 0)),
        ("flex-direction: row-reverse; justify-content: safe flex-start", (40, 0), (0, 0)),
        ("align-items: safe center", (0, 10), (0, 0)),
        ("align-items: safe end", (0, 20), (0, 0)),
        ("align-items: safe self-end", (0, 20), (0, 0)),
        ("flex-wrap: wrap; align-content: safe end", (0, 20), (0, 0)),
        ("flex-direction: column; align-items: safe end", (40, 0), (0, 0)),
        ("direction: rtl; flex-direction: column; align-items: safe end", (0, 0), (-20, 0)),
    ],
)
def test_safe_alignment_lets_nothing_stick_out_at_the_start(style, free, lacking):
    item = "flex: none; width: 60px; height: 60px"
    assert places(f"width: 100px; height: 80px; {style}", item) == [free]
    assert places(f"width: 40px; height: 40px; {style}", item) == [lacking]


@pytest.mark.parametrize(
    ("style", "tops", "height"),
    [
        ("align-items: last baseline", [0, 10, 0], 25),
        ("align-items: last baseline; height: 50px", [25, 35, 25], 50),
        ("align-items: last baseline; flex-wrap: wrap-reverse; height: 50px", [0, 10, 0], 50),
        ("align-items: baseline", [0, 0, 0], 25),
    ],
)
def test_items_share_a_last_baseline(style, tops, height):
    items = "<div>H<br>H</div>", "<div>H</div>", '<div style="margin-bottom: 5px">H<br>H</div>'
    container, *found = boxes(style, *items)
    assert [rect[1] for rect in found] == tops
    assert container[3] == height


@pytest.mark.parametrize(
    ("container", "item", "wanted"),
    [
        ("height: 100px", "margin: 5px", [90, 50]),
        ("height: 100px; align-items: start", "margin: 5px", [90, 50]),
        # In a container of unknown height it is as `align-self: stretch`.
        ("align-items: start", "margin: 5px", [40, 50]),
        ("align-items: start; flex-wrap: wrap", "margin: auto 0", [50, 50]),
        ("flex-direction: column; height: 200px", "flex-shrink: 0; margin: 5px", [190, 0]),
        ("flex-direction: column", "margin: 5px", [0, 50]),
    ],
)
def test_height_stretch(container, item, wanted):
    assert sizes(container, f"height: stretch; {item}", "height: 50px", main="height") == wanted


def test_auto_margins_take_the_free_space_before_alignment_does():
    container = "width: 100px; height: 60px; justify-content: center; align-items: end"
    assert places(container, "width: 20px; margin: auto 0 auto auto; height: 20px") == [(80, 20)]
    assert places(
        container, "width: 20px; margin: 0 auto auto; height: 20px", "width: 20px; height: 20px"
    ) == [
        (30, 0),
        (80, 40),
    ]
    # Where there is none they are nothing, and alignment is that of the start.
    assert places(container, "width: 120px; flex-shrink: 0; margin: auto; height: 80px") == [(-10, 0)]


def test_order_goes_before_the_document():
    assert places("", "width: 10px; order: 1", "width: 20px", "width: 30px; order: -1") == [
        (50, 0),
        (30, 0),
        (0, 0),
    ]


@pytest.mark.parametrize(
    ("container", "item", "wanted"),
    [
        ("justify-content: center; align-items: center", "", (45, 25)),
        ("justify-content: flex-end", "align-self: flex-end", (90, 50)),
        ("flex-direction: row-reverse", "", (90, 0)),
        ("flex-direction: column-reverse; align-items: end", "", (90, 50)),
        ("flex-wrap: wrap-reverse", "", (0, 50)),
        ("justify-content: space-around", "left: 7px", (7, 0)),
        ("justify-content: space-between; direction: rtl", "bottom: 0", (90, 50)),
        ("padding: 5px; align-items: end", "margin: 1px", (6, 54)),
    ],
)
def test_an_absolute_child_stands_where_it_would_as_the_only_item(container, item, wanted):
    style = f"position: absolute; width: 10px; height: 10px; {item}"
    assert places(f"position: relative; width: 100px; height: 60px; {container}", style) == [wanted]


# --- 9.9: intrinsic sizes


@pytest.mark.parametrize(
    ("container", "items", "least", "preferred"),
    [
        ("", ["width: 20px", "width: 30px"], 50, 50),
        ("gap: 10px", ["width: 20px", "width: 30px; margin: 0 5px"], 70, 70),
        ("flex-wrap: wrap; gap: 10px", ["width: 20px", "width: 30px"], 30, 60),
        ("flex-direction: column", ["width: 20px", "width: 30px"], 30, 30),
        ("flex-flow: column wrap; height: 50px; gap: 5px", ["width: 20px; height: 30px"] * 3, 20, 70),
        ("", ["flex: 1 1 0; min-width: 0"], 0, 0),
        ("", ["flex: 0 0 70px"], 70, 70),
        ("", ["flex: 1 1 70px"], 0, 0),
        ("", ["width: 20px; margin: -30px"], 0, 0),
        ("height: 50px", ["aspect-ratio: 2"], 100, 100),
        ("height: 50px", ["<img src=picture>"], 100, 100),
        ("padding: 0 10%", ["width: 20px"], 20, 20),
    ],
)
def test_intrinsic_widths(container, items, least, preferred):
    for keyword, width in (("min-content", least), ("max-content", preferred)):
        found = boxes(f"box-sizing: content-box; width: {keyword}; {container}", *items)[0][2]
        assert found - (80 if "10%" in container else 0) == width


# --- Symmetry

LENGTHS = st.sampled_from(["0", "10px", "25px", "40px", "120px", "30%"])
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"width": LENGTHS, "height": LENGTHS},
        optional={
            "min-width": LENGTHS,
            "max-height": LENGTHS,
            "flex-grow": st.sampled_from(["1", "0.3"]),
            "flex-shrink": st.sampled_from(["0", "2"]),
            "flex-basis": LENGTHS,
            "align-self": st.sampled_from(["center", "flex-end", "start", "stretch"]),
            "order": st.sampled_from(["-1", "1"]),
            "margin-left": st.sampled_from(["5px", "auto", "-8px"]),
            "margin-bottom": st.sampled_from(["5px", "auto", "-8px"]),
        },
    ),
    max_size=5,
)
CONTAINERS = st.fixed_dictionaries(
    {"width": st.just("100px"), "height": st.just("100px")},
    optional={
        "flex-wrap": st.sampled_from(["wrap", "wrap-reverse"]),
        "justify-content": st.sampled_from(["flex-end", "center", "space-around", "space-between", "end"]),
        "align-content": st.sampled_from(["flex-end", "center", "space-evenly", "start"]),
        "align-items": st.sampled_from(["center", "flex-start", "flex-end"]),
        "row-gap": st.just("7px"),
        "column-gap": st.just("10%"),
    },
)
TURNED = {
    "width": "height", "height": "width", "left": "top", "top": "left", "right": "bottom", "bottom": "right",
    "row": "column", "column": "row",
}  # fmt: skip


def css(declarations):
    return "; ".join(f"{name}: {value}" for name, value in declarations.items())


def turned(declarations):
    return {
        "-".join(TURNED.get(part, part) for part in name.split("-")): value
        for name, value in declarations.items()
    }


@given(CONTAINERS, ITEMS)
@settings(deadline=None, max_examples=150)
def test_a_column_is_a_row_turned(container, items):
    row = boxes(css(container), *map(css, items))
    column = boxes(
        css({**turned(container), "flex-direction": "column"}), *(css(turned(item)) for item in items)
    )
    assert [(y, x, height, width) for x, y, width, height in column] == row


@given(CONTAINERS, ITEMS)
@settings(deadline=None, max_examples=150)
def test_right_to_left_is_left_to_right_mirrored(container, items):
    def mirrored(declarations):
        return {
            {"margin-left": "margin-right"}.get(name, name): value for name, value in declarations.items()
        }

    left = boxes(css(container), *map(css, items))[1:]
    right = boxes(css({**container, "direction": "rtl"}), *(css(mirrored(item)) for item in items))
    start = right[0][0]
    assert [(round(100 - (x - start) - width, 2), y, width, height) for x, y, width, height in right[1:]] == [
        pytest.approx(each, abs=0.02) for each in left
    ]
