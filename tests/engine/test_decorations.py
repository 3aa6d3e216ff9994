"""The lines of several elements on one text, where they are, what they leave out; the marks of emphasis."""

from __future__ import annotations

import pytest
from engine.painted import BLUE, GREEN, RED, box, line, on_white
from engine.test_css_cascade import style_of

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.color import TRANSPARENT, Color
from mkdocs_metaimage.engine.css.values import Length
from mkdocs_metaimage.engine.css.values.text_paint import Decoration, parse_emphasis, underline_position
from mkdocs_metaimage.engine.drawing import place
from mkdocs_metaimage.engine.pictures import Pictures

INHERITED = (
    '<p style="font-size: 40px; color: blue; {}"><b style="color: red; {}"><i id=x style="{}"></i></b></p>'
)


def written(text, *decorations, **style):
    style = {"color": TRANSPARENT, "font_size": 40.0, **style}
    return on_white(
        box(0, 0, 200, 120, lines=[line(20.0, 60.0, text, decorations=decorations, **style)]),
        width=200, height=120,
    )  # fmt: skip


def rows(image, colour, x=40):
    return [y for y in range(image.height) if image.getpixel((x, y)) == colour[:3]]


def runs(source):
    """The texts of a card, each with its run."""
    found, pending = {}, [place(ImageResponse(source).drawing(), Pictures({}))[0]]
    while pending:
        placed = pending.pop()
        pending += placed.children
        found |= {run.shaped.text.strip(): run for each in placed.lines for run in each.runs}
    return found


def of(*styles):
    return style_of(INHERITED.format(*styles)).decorations


def test_each_element_has_lines_of_its_own():
    outer, inner = of("text-decoration: underline 3px", "text-decoration: overline wavy lime", "")
    assert outer == Decoration(("underline",), BLUE, "solid", Length(3.0), size=40.0)
    assert inner == Decoration(("overline",), GREEN, "wavy", size=40.0)
    image = written("nn", outer, Decoration(("overline", "underline"), RED, offset=Length(9.0), size=40.0))
    assert rows(image, BLUE) == [62, 63, 64]
    assert rows(image, RED)[-4:] == [69, 70, 71, 72]
    assert rows(image, RED)[0] < 30


def test_none_takes_nothing_away():
    assert [each.lines for each in of("text-decoration: underline", "text-decoration: none", "")] == [
        ("underline",)
    ]


@pytest.mark.parametrize(
    "apart", ["display: inline-block", "position: absolute", "float: right", "display: inline-flex"]
)
def test_some_boxes_are_not_decorated(apart):
    assert of("text-decoration: underline", apart, "") == ()
    assert [
        each.lines for each in of("text-decoration: underline", f"{apart}; text-decoration: overline", "")
    ] == [("overline",)]


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        ("", RED),
        ("text-decoration-color: lime", GREEN),
        ("text-decoration-color: currentcolor", RED),
        ("-webkit-text-fill-color: lime", GREEN),
        ("-webkit-text-fill-color: blue; -webkit-text-stroke: 1px lime", GREEN),
        ("-webkit-text-stroke: 1px", RED),
        ("-webkit-text-stroke: 1px transparent", RED),
        ("-webkit-text-stroke: 0 lime", RED),
        ("text-decoration: inherit", BLUE),
    ],
)
def test_what_colour_lines_have(style, colour):
    (_, own) = of("text-decoration: underline", f"text-decoration: underline; {style}", "")
    assert own.color == colour


def test_underlines_go_straight_on_where_text_is_moved():
    found = runs(
        "<p style='text-decoration: underline'>a<sup>b<u>c</u></sup><span style='position: relative; top: 5px'>d"
    )
    assert found["a"].lifts == ()
    assert found["b"].lifts == pytest.approx((found["a"].baseline - found["b"].baseline,))
    assert found["c"].lifts == pytest.approx((found["a"].baseline - found["c"].baseline, 0.0))
    assert found["d"].lifts == (-5.0,)
    assert rows(written("nn", Decoration(("underline",), RED, size=40.0)), RED) == [62, 63, 64, 65]


def test_lines_of_large_and_small_text():
    """Those below are where the element has them, those above where the text ends."""
    below, above = (Decoration((name,), RED, size=20.0) for name in ("underline", "overline"))
    assert rows(written("nn", below), RED, 30) == [61, 62]
    top = 60 - 39 - 2
    assert rows(written("nn", above), RED, 30) == [top, top + 1]


@pytest.mark.parametrize(
    ("position", "first"),
    [(("auto",), 62), (("under",), 60 + 7 + 1), (("under", "left"), 68), (("right",), 62)],
)
def test_where_an_underline_is(position, first):
    assert rows(written("nn", Decoration(("underline",), RED, position=position, size=40.0)), RED)[0] == first


def test_an_offset_is_added_below_the_em_square():
    under = Decoration(("underline",), RED, offset=Length(5.0), position=("under",), size=40.0)
    assert rows(written("nn", under), RED)[0] == 73


def test_the_line_of_the_font():
    (first, *_) = rows(
        written("nn", Decoration(("underline",), RED, position=("from-font",), size=40.0)), RED
    )
    assert 63 <= first <= 68


@pytest.mark.parametrize(("skip", "gap"), [("auto", True), ("all", True), ("none", False)])
def test_gaps_at_descenders(skip, gap):
    image = written("pp", Decoration(("underline",), RED, size=40.0), text_decoration_skip_ink=skip)
    row = [image.getpixel((x, 63)) == (255, 0, 0) for x in range(20, 60)]
    assert all(row) is not gap


def test_signs_get_gaps_only_where_all_do():
    image, every = (
        written("//", Decoration(("underline",), RED, size=40.0), text_decoration_skip_ink=skip)
        for skip in ("auto", "all")
    )
    assert len(rows(image, RED, 30)) == len(rows(image, RED, 24)) == 4
    assert image.tobytes() != every.tobytes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("auto", ("auto",)), ("under", ("under",)), ("left under", ("under", "left")), ("from-font", ("from-font",)),
     ("auto under", None), ("under under", None), ("left right", None), ("below", None)],
)  # fmt: skip
def test_how_a_position_is_written(text, expected):
    import tinycss2

    tokens = [token for token in tinycss2.parse_component_value_list(text) if token.type != "whitespace"]
    assert underline_position(tokens) == expected


# --- Emphasis


@pytest.mark.parametrize(
    ("text", "mark"),
    [("none", ""), ("filled", "•"), ("open", "◦"), ("open sesame", "﹆"), ("triangle filled", "▲"), ("'xy'", "x"),
     ("double-circle", "◉"), ("dot dot", None), ("open filled", None), ("red", None)],
)  # fmt: skip
def test_how_marks_are_written(text, mark):
    import tinycss2

    tokens = [token for token in tinycss2.parse_component_value_list(text) if token.type != "whitespace"]
    assert parse_emphasis(tokens) == mark


@pytest.mark.parametrize(
    ("declaration", "mark", "color"),
    [
        ("text-emphasis: dot red", "•", RED),
        ("text-emphasis: rgb(255, 0, 0) open dot", "◦", RED),
        ("text-emphasis: red", "", RED),
        ("text-emphasis: open", "◦", None),
        ("-webkit-text-emphasis: 'x'", "x", None),
    ],
)
def test_the_shorthand_of_marks(declaration, mark, color):
    style = style_of(f'<p style="{declaration}"><b id=x></b></p>')
    assert (style.text_emphasis_style, style.text_emphasis_color) == (mark, color)


def test_marks_make_lines_higher():
    card = '<div style="font: 20px sans-serif{}"><p style="margin: 0">Ag</p></div>'

    def height(style):
        return ImageResponse(card.format(style)).layout().children[0].children[0].height

    plain = height("")
    assert height("; text-emphasis: dot") > plain
    assert height("; text-emphasis: dot; text-emphasis-position: under") > plain
    assert height("; text-emphasis: dot; line-height: 80px") == 80
    assert height("; text-emphasis: none") == plain


def test_which_characters_have_marks():
    card = (
        "<p style='margin: 0; font: 40px/100px sans-serif; color: transparent; text-emphasis: filled red'>{}"
    )
    counts = []
    for text in ("ab", "a b", "a,b", "a&amp;b", "a", ""):
        image = ImageResponse(card.format(text), width=200, height=100).render().convert("RGBA")
        row = [image.getpixel((x, y))[3] > 128 for y in range(100) for x in range(200)]
        counts.append(sum(row))
    two, *others = counts
    assert others == pytest.approx([two, two, two * 1.5, two / 2, 0], rel=0.1)


def test_lines_that_are_transparent_paint_nothing():
    image = written("nn", Decoration(("underline",), Color(255, 0, 0, 0.0), size=40.0))
    assert image.getcolors() == [(200 * 120, (255, 255, 255))]


@pytest.mark.parametrize("kind", ["solid", "double", "dotted", "dashed", "wavy"])
def test_lines_thicker_than_the_picture_cover_it_and_no_more_is_drawn(kind):
    thick = Decoration(("line-through",), RED, kind, thickness=Length(1e9))
    image = written("ab", thick, font_size=20.0)
    assert image.size == (200, 120)
    if kind == "solid":
        assert image.getpixel((25, 2)) == image.getpixel((25, 118)) == RED[:3]


def test_glyphs_of_any_size_leave_gaps_without_being_drawn():
    line_below = Decoration(("underline",), RED, thickness=Length(4.0), offset=Length(0.0), size=20.0)
    image = written("g", line_below, font_size=3_000.0)
    assert rows(image, RED) == [60, 61, 62, 63]


def test_dots_end_within_the_text_and_never_behind_it():
    for x in (20.0, 20.4, 20.7):
        dots = Decoration(("overline",), RED, "dotted", thickness=Length(5.0))
        image = on_white(
            box(0, 0, 200, 120, lines=[line(x, 60.0, "abc", decorations=(dots,), color=TRANSPARENT, font_size=40.0)]),
            width=200, height=120,
        )  # fmt: skip
        ink = [at for at in range(200) if any(image.getpixel((at, y)) != (255, 255, 255) for y in range(60))]
        assert (ink[0], ink[-1]) == (20, int(x + run_width("abc", 40.0)) - 1)


def run_width(text, size):
    return line(0.0, 0.0, text, font_size=size).runs[0].shaped.advance
