"""Sheets as a whole: what they generate, what they ask of the picture, and what is kept from card to card."""

import pytest

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.cascade import StyledNode, cascade
from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.sheets import parse_sheet
from mkdocs_metaimage.engine.css.sheets.media import Screen
from mkdocs_metaimage.engine.css.values import Length
from mkdocs_metaimage.engine.css.values.counters import COUNTER_STYLES, counter_text
from mkdocs_metaimage.engine.elements import h, parse
from mkdocs_metaimage.engine.text.fonts import FontLibrary

RED, BLUE = Color(255, 0, 0), Color(0, 0, 255)


def text_of(node):
    return "".join(child if isinstance(child, str) else text_of(child) for child in node.children)


def styled(source, width=1200, height=630, fonts=None):
    root, notes = cascade(parse(source), width, height, fonts)
    return root, [note.message for note in notes]


def shown(source):
    """The text of a card with what is generated in it."""
    root, notes = styled(source)
    assert notes == []
    return text_of(root)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<style>p::before { content: 'a' } p::after { content: 'b' }</style><p>x</p>", "axb"),
        ("<style>p:before { content: 'a' 'b' attr(title) attr(none) }</style><p title=t>x</p>", "abtx"),
        ("<style>p::before { content: none } p::after { content: normal }</style><p>x</p>", "x"),
        ("<style>p::before { color: red }</style><p>x</p>", "x"),
        ("<style>p::before { content: 'a'; display: none }</style><p>x</p>", "x"),
        ("<style>p::before { content: 'a' / 'said' }</style><p>x</p>", "ax"),
        ("<style>br::before, img::after { content: 'a' }</style>x<br>", "x"),
        ("<style>p::before { content: 'a' } .b::before { content: 'b' }</style><p class=b>x</p>", "bx"),
        ("<style>p { &::before { content: 'a' } }</style><p>x</p>", "ax"),
        ("<q>a <q>b</q></q>", "“a ‘b’”"),
        ("<p lang=de><q>a <q>b</q></q></p>", "„a ‚b‘“"),
        ("<p style='quotes: \"<\" \">\"'><q>a <q>b</q></q></p>", "<a <b>>"),
        ("<p style='quotes: none'><q>a</q></p>", "a"),
        ("<style>i { counter-increment: n } i::before { content: counter(n) }</style><i></i><i></i>", "12"),
        ("<style>i { counter-increment: n 3 } i::before { content: counter(n, upper-roman) }</style><i></i><i></i>",
         "IIIVI"),
        ("<style>ul { counter-reset: n } li { counter-increment: n } li::before { content: counters(n, '.') ' ' } </style><ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>", "1 a1.1 b1.2 c2 d"),
        ("<style>i { counter-set: n 7 } i::before { content: counter(n) }</style><i></i>", "7"),
        ("<details><summary>a</summary>b<p>c</p></details>", "a"),
        ("<details open><summary>a</summary>b</details>", "ab"),
    ],
)  # fmt: skip
def test_generated_content(source, text):
    assert shown(source) == text


def test_what_is_generated_is_laid_out_but_is_no_element():
    source = """<style>p { margin: 0; position: relative } p::before { content: ''; position: absolute; left: 10px; top: 5px;
        width: 20px; height: 10px; background: red } b::after { content: 'XX' }</style><p>a</p><b>c</b>"""
    response = ImageResponse(source, width=100, height=60)
    paragraph, bold = response.layout().children
    assert (paragraph.tag, paragraph.children, bold.children) == ("p", (), ())
    assert bold.width > ImageResponse("<b>c</b>", width=100, height=60).layout().children[0].width * 2
    assert response.render().convert("RGB").getpixel((20, 10)) == (255, 0, 0)


def test_a_picture_may_be_generated():
    dot = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='5'/%3E"
    root, _ = styled(f'<style>p::before {{ content: url("{dot}") }}</style><p>x</p>')
    before = root.children[1].children[0]
    assert [(child.tag, child.attributes) for child in before.children] == [("img", {"src": dot})]
    assert (
        ImageResponse(f'<style>b::before {{ content: url("{dot}") }}</style><b></b>')
        .layout()
        .children[0]
        .width
        == 9
    )


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (4, "decimal", "4"), (4, "decimal-leading-zero", "04"), (-4, "decimal-leading-zero", "-04"),
        (1994, "lower-roman", "mcmxciv"), (4000, "upper-roman", "4000"), (0, "lower-roman", "0"), (28, "lower-alpha", "ab"),
        (703, "upper-latin", "AAA"), (0, "lower-alpha", "0"), (2, "lower-greek", "β"), (30, "arabic-indic", "٣٠"),
        (-12, "devanagari", "-१२"), (7, "disc", "•"),
    ],
)  # fmt: skip
def test_counter_styles(number, style, text):
    assert style in COUNTER_STYLES
    assert counter_text(number, style) == text


@pytest.mark.parametrize(
    ("condition", "size", "holds"),
    [
        ("(orientation: portrait)", (630, 1200), True), ("(orientation)", (1, 1), True),
        ("(max-width: 30em)", (480, 100), True), ("(max-width: 30em)", (481, 100), False),
        ("(aspect-ratio: 1)", (100, 100), True), ("(100px <= height <= 200px)", (1, 200), True),
        ("(200px > height > 100px)", (1, 200), False), ("(width) and (not (monochrome))", (1, 1), True),
    ],
)  # fmt: skip
def test_media_ask_about_the_picture(condition, size, holds):
    sheet = parse_sheet(f"@media {condition} {{ p {{ color: red }} }}", Screen(*size))
    assert len(sheet.rules) == holds


def test_cards_that_differ_in_their_texts_share_their_styles_and_keep_their_texts():
    source = "<style>p { color: red } p:empty { color: blue }</style><p title=a>{}</p><q>x</q>"
    first, second = (styled(source.replace("{}", text))[0].children[1] for text in ("one", "two"))
    assert first.style is second.style
    assert (first.children, second.children) == (("one",), ("two",))
    assert styled(source.replace("{}", ""))[0].children[1].style.color == BLUE
    assert styled(source.replace("title=a", "title=b"))[0].children[1].attributes == {"title": "b"}


def test_the_direction_of_a_text_counts_among_cards_that_differ_in_their_texts():
    directions = [
        styled(f"<p dir=auto>{text}</p>")[0].children[0].style.direction
        for text in ("a", "א", "1 ب", "", "c א")
    ]
    assert directions == ["ltr", "rtl", "rtl", "ltr", "ltr"]


def test_two_sizes_of_one_card_have_their_own_styles():
    source = "<style>@media (width < 600px) { p { color: red } }</style><p style='width: 10vw'>x</p>"
    small, large = (styled(source, width=width)[0].children[1].style for width in (500, 1000))
    assert (small.color, large.color) == (RED, Color(0, 0, 0))
    assert (small.width, large.width) == (Length(50), Length(100))


def test_units_of_the_font():
    source = "<p style='font: 40px Inter; width: 1ch; height: 1ex; margin-left: 1cap'>"
    measured = styled(source, fonts=FontLibrary())[0].children[0].style
    assert (measured.width.px, measured.height.px) == (
        pytest.approx(24.53, abs=0.02),
        pytest.approx(20.63, abs=0.2),
    )
    guessed = styled(source)[0].children[0].style
    assert (guessed.width, guessed.height) == (Length(20), Length(20))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<link rel=stylesheet href=a.css>", ["<link>", "<style> element"]),
        ("<style>@import 'a.css';</style>", ["@import", "copy"]),
        ("<style>@container (width > 1px) { p { color: red } }</style>", ["@container"]),
        ("<style>p::first-letter { color: red }</style>", ["::first-letter"]),
        ("<style>li::marker { color: red }</style>", ["::marker"]),
        ("<table><tr><td>x</table><table></table>", ["<table>", "grid"]),
        ("<style>p:hovr { color: red }</style>", ["p:hovr"]),
        ("<style>p::foo { color: red }</style>", ["p::foo"]),
        ("<p style='--x: 1; border: 1px sold'>", ["1px sold", "nearest", "solid"]),
        ("<p style='color: orang'>", ["orang", "nearest", "orange"]),
    ],
)
def test_what_is_not_honoured_is_said_once(source, words):
    _, notes = styled(source + source)
    assert len(notes) == 1
    assert [word for word in words if word not in notes[0]] == []


@pytest.mark.parametrize(
    "css",
    ["cursor: pointer", "transition: all 1s", "animation: a 1s", "-webkit-font-smoothing: antialiased", "-moz-osx-x: 1",
     "user-select: none", "scroll-behavior: smooth", "text-rendering: optimizeLegibility", "will-change: transform",
     "box-shadow: none", "transform: none", "filter: initial"],
)  # fmt: skip
def test_what_changes_nothing_in_a_picture_is_passed_over(css):
    assert styled(f"<p style='{css}'></p><style>p {{ {css} }}</style>")[1] == []


@pytest.mark.parametrize(
    "sheet",
    ["@charset 'utf-8';", "@keyframes a { from { color: red } }", "p::selection { color: red }", "@page { margin: 0 }",
     "@media print { p { foo: bar } }", "@supports (foo: bar) { p { foo: bar } }", "input::-webkit-x { color: red }"],
)  # fmt: skip
def test_rules_that_are_of_no_picture_are_passed_over(sheet):
    assert styled(f"<style>{sheet}</style><p>")[1] == []


def test_an_inline_picture_has_the_colours_around_it():
    inner = "<rect width='10' height='10' {}/>"
    cases = {
        "<p style='color: red'><svg width=10 height=10>{}</svg>": ("fill='currentColor'", (255, 0, 0)),
        "<p style='fill: blue'><svg width=10 height=10>{}</svg>": ("", (0, 0, 255)),
        "<style>svg { fill: red }</style><p><svg width=10 height=10 fill=blue>{}</svg>": ("", (255, 0, 0)),
        "<p style='fill: red'><svg width=10 height=10 fill=blue>{}</svg>": ("", (0, 0, 255)),
    }
    for source, (paint, color) in cases.items():
        card = "<body style='margin: 0'>" + source.replace("<p", "<div").replace(
            "{}", inner.replace("{}", paint)
        )
        response = ImageResponse(card, width=20, height=40)
        svg = next(box for box in walk(response.layout()) if box.tag == "svg")
        place = (int(svg.x) + 5, int(svg.y) + 5)
        assert response.render().convert("RGB").getpixel(place) == color, source


def test_an_inline_picture_made_by_h_keeps_the_names_of_svg():
    tree = h(
        "svg",
        {"viewBox": "0 0 4 4", "className": "i"},
        h("linearGradient", {"gradientUnits": "userSpaceOnUse"}),
    )
    source = styled(h("p", None, tree))[0].children[0].children[0].attributes["src"]
    for part in ("viewBox", "linearGradient", "gradientUnits"):
        assert part in source
    assert "class" not in source


def test_two_inline_pictures_of_one_structure_are_two():
    first, second = (styled(f"<svg><path d='{path}'/></svg>")[0].children[0] for path in ("M0 0", "M1 1"))
    assert isinstance(first, StyledNode)
    assert first.attributes["src"] != second.attributes["src"]


def walk(box):
    yield box
    for child in box.children:
        yield from walk(child)
