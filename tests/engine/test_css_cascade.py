"""Computed styles: what wins, what is inherited, what is not known."""

import pytest

from mkdocs_metaimage.engine.css.cascade import StyledNode, cascade
from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values import ZERO_PERCENT, Length, PictureUrl
from mkdocs_metaimage.engine.elements import parse

RED, GREEN, BLUE = Color(255, 0, 0), Color(0, 128, 0), Color(0, 0, 255)


def styled(source):
    root, notes = cascade(parse(source), 1200, 600)
    return root, [note.message for note in notes]


def find(node, name):
    for child in node.children:
        if isinstance(child, StyledNode):
            found = child if child.id == name else find(child, name)
            if found:
                return found
    return None


def style_of(source, name="x"):
    root, notes = styled(source)
    assert notes == []
    return find(root, name).style


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("div", {"display": "block", "margin_top": Length()}),
        ("p", {"display": "block", "margin_top": Length(16), "margin_bottom": Length(16)}),
        ("h1", {"font_size": 32, "font_weight": 700, "margin_top": Length(32 * 0.67)}),
        ("b", {"display": "inline", "font_weight": 700}),
        ("em", {"font_style": "italic"}),
        ("code", {"font_family": ("monospace",), "font_size": 13}),
        ("pre", {"white_space_collapse": "preserve", "font_size": 13, "margin_top": Length(13)}),
        ("small", {"font_size": 16 / 1.2}),
        ("sup", {"vertical_align": "super"}),
        ("ul", {"padding_left": Length(40), "list_style_type": "disc"}),
        ("ol", {"list_style_type": "decimal"}),
        ("u", {"text_decoration_line": ("underline",)}),
        ("mark", {"background_color": Color(255, 255, 0)}),
        ("a", {"text_decoration_line": (), "color": Color(0, 0, 0)}),
        ("unknown-element", {"display": "inline"}),
        ("template", {"display": "none"}),
    ],
)
def test_elements_start_as_in_browsers(tag, expected):
    style = style_of(f"<{tag} id=x></{tag}>")
    assert {name: getattr(style, name) for name in expected} == expected


def test_a_link_with_a_target_looks_like_one():
    style = style_of("<a id=x href=y></a>")
    assert (style.color, style.text_decoration_line) == (Color(0, 0, 238), ("underline",))


def test_lists_in_lists_have_no_margins():
    assert style_of("<ul><li><ul id=x></ul></li></ul>").margin_top == Length()


def test_specificity_order_and_importance():
    sheet = """<style>
        #x { color: red } .a.b { color: green } .a { color: blue; width: 1px } div { color: blue }
        div { height: 1px } div { height: 2px } .a { min-width: 1px !important }
        :where(#x.a.b) { color: blue } :is(#x, p) { max-width: 5px } .a { max-width: 6px }
    </style>"""
    style = style_of(f'{sheet}<div id=x class="a b" style="width: 2px; min-width: 2px"></div>')
    assert style.color == RED
    assert (style.width, style.height, style.min_width) == (Length(2), Length(2), Length(1))
    assert style.max_width == Length(5)


@pytest.mark.parametrize(
    "selector",
    ["#x", ".a", "b", "*", "p > b", "p b", "i + b", "i ~ .a", "[title]", "[title^=t]", "b:not(.c)", "p b:last-child",
     "body > p > b", "html b", ":root p b", ".n, .a", "p:has(i) b", "b:nth-child(2)", "P > B.a"],
)  # fmt: skip
def test_selectors_that_match(selector):
    source = f"<style>{selector} {{ color: red }}</style><p><i></i><b id=x class=a title=t></b></p>"
    assert style_of(source).color == RED


@pytest.mark.parametrize("selector", ["#y", ".b", "p > i > b", "b:first-child", "b + b", ".a .a"])
def test_selectors_that_do_not_match(selector):
    source = f"<style>{selector} {{ color: red }}</style><p><i></i><b id=x class=a></b></p>"
    assert style_of(source).color != RED


def test_rules_for_the_body_are_the_roots_where_there_is_no_body():
    assert style_of("<style>body { color: red }</style><p id=x>").color == RED


def test_variables():
    sheet = """<style>
        :root { --main: #f00; --other: var(--main); --loop: var(--loop); --side: 3px 4px }
        .c { --main: #00f }
    </style>"""
    assert style_of(f'{sheet}<p id=x style="color: var(--other)">').color == RED
    assert style_of(f'{sheet}<p class=c><b id=x style="color: var(--main)">').color == BLUE
    # What refers to another variable took its value where it stands.
    assert style_of(f'{sheet}<p class=c><b id=x style="color: var(--other)">').color == RED
    assert style_of(f'{sheet}<p id=x style="color: var(--none, var(--main))">').color == RED
    assert style_of(f'{sheet}<p id=x style="color: var(--loop, green)">').color == GREEN
    style = style_of(f'{sheet}<p id=x style="margin: var(--side); width: calc(2 * var(--w, 5px))">')
    assert (style.margin_top, style.margin_left, style.width) == (Length(3), Length(4), Length(10))


def test_a_variable_without_a_value_unsets_and_is_noted():
    root, notes = styled('<p style="color: red"><b id=x style="color: var(--none); width: var(--none)">')
    assert (find(root, "x").style.color, find(root, "x").style.width) == (RED, "auto")
    assert len(notes) == 2
    assert "variable" in notes[0]


def test_font_sizes_are_relative_to_the_parents():
    source = '<div style="font-size: 20px"><p id=x style="font-size: {}; width: 1em; height: 1rem">'
    sizes = [style_of(source.format(size)).font_size
             for size in ("2em", "50%", "2rem", "larger", "smaller", "large", "calc(1em + 1px)", "1vw", "inherit")]  # fmt: skip
    assert sizes == pytest.approx([40, 10, 32, 24, 20 / 1.2, 18, 21, 12, 20])
    style = style_of(source.format("2em"))
    assert (style.width, style.height) == (Length(40), Length(16))


def test_a_line_height_of_a_number_is_inherited_as_the_number():
    numbered = '<div style="line-height: {}; font-size: 20px"><p id=x style="font-size: 10px">'
    assert style_of(numbered.format("1.5")).line_height == 15
    assert style_of(numbered.format("150%")).line_height == 30
    assert style_of(numbered.format("1.5em")).line_height == 30
    assert style_of(numbered.format("normal")).line_height is None


# The numbers are Chromium's.
@pytest.mark.parametrize(
    ("source", "size"),
    [
        ("<code id=x>", 13),
        ("<small><code id=x>", 13 / 1.2),
        ('<div style="font-size: 32px"><code id=x>', 32),
        ('<div style="font-size: 2em"><code id=x>', 26),
        ('<div style="font-size: 2em"><span id=x style="font-family: monospace, x">', 32),
        ('<div style="font-family: monospace"><span id=x style="font-family: Inter">', 16),
        ('<code><b id=x style="font-size: 1em">', 13),
        ("<h1><code id=x>", 26),
    ],
)
def test_monospace_alone_is_smaller(source, size):
    assert style_of(source).font_size == pytest.approx(size)


def test_weights_are_relative_to_the_parents():
    source = '<div style="font-weight: {}"><b id=x style="font-weight: {}">'
    found = [style_of(source.format(parent, own)).font_weight
             for parent, own in ((300, "bolder"), (400, "bolder"), (600, "bolder"), (800, "lighter"), (500, "lighter"),
                                 (400, "350"), (200, "normal"))]  # fmt: skip
    assert found == [400, 700, 900, 700, 100, 350, 400]


def test_keywords_that_every_property_has():
    source = '<div style="color: red; width: 5px; margin-left: 3px"><p id=x style="{}">'
    assert style_of(source.format("color: initial")).color == Color(0, 0, 0)
    assert style_of(source.format("color: unset")).color == RED
    assert style_of(source.format("width: inherit")).width == Length(5)
    assert style_of(source.format("width: unset")).width == "auto"
    assert style_of(source.format("margin: inherit")).margin_left == Length(3)


@pytest.mark.parametrize(
    ("declarations", "expected"),
    [
        ("margin: 1px 2px 3px", {"margin_top": Length(1), "margin_left": Length(2), "margin_bottom": Length(3)}),
        ("margin: 0 auto", {"margin_right": "auto"}),
        ("inset: 0 5%", {"top": Length(), "right": Length(0, 5)}),
        ("border: 2px solid red", {"border_left_width": 2, "border_left_style": "solid", "border_top_color": RED}),
        ("border: solid", {"border_left_width": 3}),
        ("border: 1.9px solid; color: red", {"border_left_width": 1, "border_left_color": RED}),
        ("border-top: 0.2px dotted", {"border_top_width": 1, "border_left_width": 0}),
        ("border: 5px none", {"border_left_width": 0}),
        ("border: 1px solid; border-width: thin thick", {"border_top_width": 1, "border_left_width": 5}),
        ("border-radius: 1px 2px / 3px", {"border_top_left_radius": (Length(1), Length(3)),
                                          "border_bottom_left_radius": (Length(2), Length(3))}),
        ("border-radius: 50%", {"border_bottom_right_radius": (Length(0, 50), Length(0, 50))}),
        ("flex: 1", {"flex_grow": 1, "flex_shrink": 1, "flex_basis": ZERO_PERCENT}),
        ("flex: none", {"flex_grow": 0, "flex_shrink": 0, "flex_basis": "auto"}),
        ("flex: 2 50%", {"flex_grow": 2, "flex_shrink": 1, "flex_basis": Length(0, 50)}),
        ("flex: 1 0 0", {"flex_grow": 1, "flex_shrink": 0, "flex_basis": Length()}),
        ("flex: auto", {"flex_grow": 1, "flex_basis": "auto"}),
        ("flex-flow: column wrap", {"flex_direction": "column", "flex_wrap": "wrap"}),
        ("gap: 1px 2em", {"row_gap": Length(1), "column_gap": Length(32)}),
        ("place-content: center", {"align_content": "center", "justify_content": "center"}),
        ("place-items: end center", {"align_items": "end"}),
        ("font: italic 700 20px/1.5 'A b', serif", {"font_style": "italic", "font_weight": 700, "font_size": 20,
                                                    "line_height": 30, "font_family": ("A b", "serif")}),
        ("background: #f00", {"background_color": RED, "background_image": ()}),
        ("background: url(a.png), url(b.png) blue", {"background_color": BLUE,
                                                     "background_image": (PictureUrl("a.png"), PictureUrl("b.png"))}),
        ("overflow: hidden auto", {"overflow": "hidden"}),
        ("text-decoration: underline red", {"text_decoration_line": ("underline",), "text_decoration_color": RED}),
        ("text-decoration: none", {"text_decoration_line": ()}),
        ("margin-inline: 1px 2px", {"margin_left": Length(1), "margin_right": Length(2)}),
        ("direction: rtl; margin-inline: 1px 2px", {"margin_left": Length(2), "margin_right": Length(1)}),
        ("padding-inline-start: 1px; padding-left: 2px", {"padding_left": Length(2)}),
        ("padding-left: 2px; padding-inline-start: 1px", {"padding_left": Length(1)}),
        ("aspect-ratio: 16 / 9", {"aspect_ratio": 16 / 9}),
        ("-webkit-line-clamp: 3; -webkit-box-orient: vertical; display: -webkit-box",
         {"line_clamp": 3, "display": "flow-root"}),
        ("text-fit: shrink 2rem", {"text_fit": 32}),
        ("z-index: -1; order: 2; opacity: 150%", {"z_index": -1, "order": 2, "opacity": 1}),
        ("font-feature-settings: 'tnum', 'ss01' 2, 'liga' off",
         {"font_feature_settings": (("tnum", 1), ("ss01", 2), ("liga", 0))}),
        ("letter-spacing: -0.02em; font-size: 100px", {"letter_spacing": -2}),
        ("width: calc(1px - 5px)", {"width": Length()}),
        ("word-wrap: break-word", {"overflow_wrap": "break-word"}),
    ],
)  # fmt: skip
def test_declarations(declarations, expected):
    style = style_of(f'<div id=x style="{declarations}"></div>')
    found = {name: getattr(style, name) for name in expected}
    assert found == {name: pytest.approx(value) if isinstance(value, float) else value
                     for name, value in expected.items()}  # fmt: skip


def test_what_is_inherited():
    style = style_of('<div lang=ja dir=rtl style="color: red; width: 5px; visibility: hidden"><p id=x>')
    assert (style.lang, style.direction, style.color, style.visibility) == ("ja", "rtl", RED, "hidden")
    assert style.width == "auto"


def test_decorations_go_on_into_what_is_inside():
    source = '<u style="color: red"><b id=x style="color: blue; {}">'
    style = style_of(source.format("text-decoration: none"))
    assert [(each.lines, each.color) for each in style.decorations] == [(("underline",), RED)]
    for apart in ("display: inline-block", "position: absolute", "float: left"):
        assert style_of(source.format(apart)).decorations == ()
    both = style_of(source.format("text-decoration: line-through wavy 2px")).decorations
    assert [(each.lines, each.color, each.style) for each in both] == [
        (("underline",), RED, "solid"), (("line-through",), BLUE, "wavy"),
    ]  # fmt: skip


def test_pictures_take_their_size_from_attributes():
    style = style_of('<img id=x src=a.png width=30 height="50%">')
    assert (style.width, style.height) == (Length(30), Length(0, 50))
    assert style_of('<img id=x src=a.png width=30 style="width: 40px">').width == Length(40)


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ("colr: red", ["no CSS property colr", "nearest", "color", '<p class="t">']),
        ("backgroud-color: red", ["background-color"]),
        ("text-align: centre", ["centre", "text-align", "nearest", "center"]),
        ("display: table", ["'table'", "display"]),
        ("width: 5foo", ["5foo", "width"]),
        ("margin: 1px 2px 3px 4px 5px", ["margin"]),
        ("writing-mode: vertical-rl", ["does not draw", "writing-mode", "yet"]),
        ("writing-mod: x", ["If writing-mode is meant"]),
        ("qqq: 1", ["There is no CSS property qqq. It is in"]),
        ("width", ["cannot be read"]),
    ],
)
def test_what_is_not_known_is_noted(declaration, words):
    _, notes = styled(f'<p class=t style="{declaration}">')
    assert len(notes) == 1
    for word in words:
        assert word in notes[0]


def test_each_problem_is_noted_once():
    _, notes = styled(
        '<style>.a { colr: red } .a { colr: red }</style><p style="colr: red"></p><p style="colr: blue; foo: 1">'
    )
    assert len(notes) == 2


def test_what_a_sheet_has_that_is_not_known_is_noted():
    _, notes = styled(
        "<style>@container (width > 1px) { p { color: red } } p::first-line { color: red } p:nope { color: red }</style>"
    )
    assert ["@container" in notes[0], "::first-line" in notes[1], "p:nope" in notes[2]] == [True] * 3


def test_a_table_is_a_block_for_now():
    root, notes = styled('<span id=x style="display: table">')
    assert (find(root, "x").style.display, len(notes)) == ("block", 1)


def test_what_is_not_drawn_reports_nothing():
    assert styled('<div style="display: none"><p style="foo: 1"></p></div>')[1] == []


def test_equal_cards_share_their_styles():
    source = '<div id=x style="color: red; width: 17px"></div>'
    assert style_of(source) is style_of(source)


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("text-decoration: underline wavy 2px; text-underline-offset: 4px", None),
        ("text-decoration: underline; object-position: center; list-style: none", None),
    ],
)
def test_what_is_read_and_not_drawn_is_said(style, name):
    _, notes = cascade(parse(f"<p style='{style}'><abbr title='x'>x</abbr></p>"), 1200, 630)
    assert [note.message for note in notes] == (
        [f"The engine does not draw the CSS property {name} yet. It is in the style of <p>."] if name else []
    )
