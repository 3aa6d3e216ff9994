"""Whatever is written, the readers of CSS and HTML make something of it, and the same each time."""

import math

import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.css.color import Color, css_color, parse_color
from mkdocs_metaimage.engine.css.properties import PROPERTIES
from mkdocs_metaimage.engine.css.properties.declarations import parse_block
from mkdocs_metaimage.engine.css.properties.shorthands import SHORTHANDS
from mkdocs_metaimage.engine.css.sheets import parse_sheet
from mkdocs_metaimage.engine.css.sheets.media import Screen, media_text_holds
from mkdocs_metaimage.engine.css.values import Context, Length
from mkdocs_metaimage.engine.css.values.numeric import parse_angle, parse_length, parse_number
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.markup import read_markup

PIECES = st.sampled_from(
    [
        "0",
        "1",
        "-1",
        "1.5",
        "50%",
        "10px",
        "-3em",
        "2ch",
        "1e400px",
        "90deg",
        "auto",
        "none",
        "normal",
        "inherit",
        "initial",
        "revert-layer",
        "red",
        "currentcolor",
        "#abc",
        ",",
        "/",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ";",
        ":",
        "!",
        "&",
        ">",
        "+",
        "~",
        "|",
        "*",
        "@",
        "=",
        "<",
        '"',
        "'",
        "'a'",
        '"b"',
        "solid",
        "flex",
        "grid",
        "baseline",
        "first",
        "last",
        "safe",
        "center",
        "span",
        "repeat(",
        "minmax(",
        "fit-content(",
        "calc(",
        "min(",
        "max(",
        "clamp(",
        "round(",
        "var(",
        "--x",
        "url(",
        "rgb(",
        "hsl(",
        "color-mix(",
        "in",
        "oklch",
        "from",
        "linear-gradient(",
        "to",
        "top",
        "counter(",
        "attr(",
        "x",
        "oblique",
        "small-caps",
        "underline",
        "bold",
        "serif",
        "\\",
        "\\61",
        "!important",
        "@media",
        "@supports",
        "@layer",
        "@font-face",
        "::before",
        ":is(",
        ":not(",
        ":has(",
        ".a",
        "#b",
        "p",
        "/*",
        "*/",
        "<!--",
        "-->",
        "</style>",
        "�",
        "\x00",
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join)
NAMES = st.sampled_from(sorted({*PROPERTIES, *SHORTHANDS, "--x", "foo"}))
TAGS = st.sampled_from(
    [
        "<p>",
        "<p",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
        "<table>",
        "</table>",
        "<a",
        "href=x>",
        "</a>",
        "<svg>",
        "</svg>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<br/>",
        "</br>",
        "<div/>",
        "<div",
        "a='b\"",
        "</div>",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&copy",
        "<",
        ">",
        '"',
        "'",
        "x",
        "=",
        "<pre>",
        "<h1>",
        "</h2>",
        "<button>",
        "<font>",
        "<details>",
        "<q>",
        "\x00",
    ]
)


@given(NAMES, TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_declaration_is_read_or_noted(name, text):
    block = parse_block(f"{name}: {text}")
    assert (
        block.normal or block.important or block.problems or not text.strip() or "/*" in text or "{" in text
    )


@given(st.lists(st.tuples(NAMES, TEXTS), max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_style_is_computed(declarations):
    style = "; ".join(f"{name}: {text}" for name, text in declarations).replace('"', "&quot;")
    root, _ = cascade(parse(f'<p style="{style}"><b>x</b></p>'), 100, 50)
    for value in vars(root.children[0].style).values():
        assert not isinstance(value, float) or math.isfinite(value)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_sheet_is_read(text):
    sheet = parse_sheet(text)
    assert parse_sheet(text) is sheet
    media_text_holds(text, Screen())


@given(st.lists(TAGS, max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_markup_that_is_read_reads_the_same_again(text):
    root = parse(text)
    if "<svg" not in text:
        assert parse(root.__html__()).__html__() == root.__html__()


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_is_markup(text):
    read_markup(text)


LENGTHS = st.recursive(
    st.tuples(st.integers(-50, 50), st.sampled_from(["px", "em", "%", "vw"])).map(lambda pair: f"{pair[0]}{pair[1]}"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"calc({two[0]} + {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"calc({two[0]} - {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"min({two[0]}, {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"max({two[0]}, {two[1]})"),
        st.tuples(st.integers(-3, 3), inner).map(lambda two: f"calc({two[0]} * {two[1]})"),
        inner.map(lambda one: f"abs({one})"),
    ),
    max_leaves=6,
)  # fmt: skip
CONTEXT = Context(20.0, 10.0, 400.0, 300.0, Color(0, 0, 0))
UNITS = {"px": 1.0, "em": 20.0, "%": 1.5, "vw": 4.0}


def value_of(text):
    """What Python makes of a length of the tests, where 100% is 150."""
    for unit, px in UNITS.items():
        text = text.replace(unit, f"*{px}")
    return eval(text.replace("calc", ""), {"min": min, "max": max, "abs": abs})


@given(LENGTHS)
@settings(deadline=None)
def test_the_math_of_lengths(text):
    length = parse_length(tinycss2.parse_one_component_value(text))
    length = length if isinstance(length, Length) else length.compute(CONTEXT)
    assert math.isclose(length.resolve(150.0), value_of(text), rel_tol=1e-9, abs_tol=1e-6)


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_a_color_is_itself_in_every_space(red, green, blue):
    color = Color(float(red), float(green), float(blue))
    written = css_color(color)
    assert parse_color(written) == color
    for space in ("srgb", "srgb-linear", "lab", "oklab", "lch", "oklch", "hsl", "hwb", "display-p3", "rec2020", "xyz-d50",
                  "a98-rgb", "prophoto-rgb"):  # fmt: skip
        mixed = parse_color(f"color-mix(in {space}, {written}, {written})")
        assert all(abs(one - other) < 0.6 for one, other in zip(mixed[:3], color[:3], strict=True)), space


@given(TEXTS)
def test_any_value_is_a_number_or_none(text):
    for token in tinycss2.parse_component_value_list(text):
        for read in (parse_length, parse_number, parse_angle, parse_color):
            read(token)
