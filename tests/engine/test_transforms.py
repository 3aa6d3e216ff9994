"""Transforms: how they are written, what they come to, and what they do to boxes and to what is in them."""

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage import ImageResponse, html
from mkdocs_metaimage.engine.boxes import Box, PlacedBox, Rect
from mkdocs_metaimage.engine.css.properties import parse_value
from mkdocs_metaimage.engine.css.properties.declarations import parse_block
from mkdocs_metaimage.engine.css.style import Style
from mkdocs_metaimage.engine.css.values import Length
from mkdocs_metaimage.engine.paint.matrix import Matrix
from mkdocs_metaimage.engine.paint.transforms import matrix_of, settled, shows_its_back


def value(name: str, text: str) -> object:
    return parse_value(name, tinycss2.parse_component_value_list(text, skip_comments=True))


def box(x: float = 0, y: float = 0, width: float = 100, height: float = 40, **texts: str) -> PlacedBox:
    """A box with properties as they are written, in px."""
    values = {name: value(name.replace("_", "-"), text) for name, text in texts.items()}
    if "transform_origin" in values:
        (pair, depth) = values["transform_origin"]
        values["transform_origin"] = (*(length for _, length in pair), depth)
    for name in ("transform", "translate", "rotate", "scale"):
        values[name] = tuple(
            step._replace(arguments=tuple(_px(each) for each in step.arguments))
            for step in values.get(name, ())
        )
    return PlacedBox("div", "", (), Style.of(values), Rect(x, y, width, height))


def _px(argument: object) -> object:
    """A length as it is computed, which numbers are already."""
    amounts = dict(getattr(argument, "amounts", ()))
    return Length(amounts.get("px", 0.0), amounts.get("%", 0.0)) if amounts else argument


def corner(placed: PlacedBox, x: float = 0, y: float = 0) -> tuple[float, float]:
    matrix = matrix_of(placed) or Matrix()
    return tuple(round(number, 3) for number in matrix.apply(x, y))


def first(outer: Box, tag: str) -> Box:
    """The first box of an element of a tag."""
    found = [outer]
    for each in found:
        if each.tag == tag:
            return each
        found += each.children
    raise LookupError(tag)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("none", (0, 0)),
        ("translate(10px)", (10, 0)),
        ("translate(50%, 50%)", (50, 20)),
        ("translateX(5px) translateY(-5px)", (5, -5)),
        ("translate3d(1px, 2px, 3px)", (1, 2)),
        ("translateZ(100px)", (0, 0)),
        ("scale(2)", (-50, -20)),
        ("scale(50%, 100%)", (25, 0)),
        ("scaleX(-1)", (100, 0)),
        ("scaleY(0)", (0, 20)),
        ("scale3d(2, 1, 5)", (-50, 0)),
        ("rotate(90deg)", (70, -30)),
        ("rotate(.25turn)", (70, -30)),
        ("rotate(100grad)", (70, -30)),
        ("rotateZ(180deg)", (100, 40)),
        ("rotate3d(0, 0, -1, 90deg)", (30, 70)),
        ("rotate3d(0, 0, 0, 90deg)", (0, 0)),
        ("rotateX(180deg)", (0, 40)),
        ("rotateY(60deg)", (25, 0)),
        ("skewX(45deg)", (-20, 0)),
        ("skew(0, 45deg)", (0, -50)),
        ("matrix(1, 0, 0, 1, 7, 8)", (7, 8)),
        ("matrix3d(1,0,0,0, 0,1,0,0, 0,0,1,0, 7,8,9,1)", (7, 8)),
        ("perspective(100px) translateZ(50px)", (-50, -20)),
        ("perspective(none) rotate(180deg)", (100, 40)),
        # The last is done first.
        ("translate(10px) scale(2)", (-40, -20)),
        ("scale(2) translate(10px)", (-30, -20)),
    ],
)
def test_functions(text: str, where: tuple[float, float]) -> None:
    assert corner(box(transform=text)) == where


@pytest.mark.parametrize("origin", [(0, 0), (700, 300)])
def test_a_perspective_is_that_of_the_origin_wherever_the_box_is(origin: tuple[int, int]) -> None:
    x, y = origin
    for function in ("rotateX(60deg)", "rotateY(60deg)", "rotate3d(1, 1, 0, 60deg)"):
        afar, near = box(x, y, transform=function), box(x, y, transform=f"perspective(400px) {function}")
        assert corner(near, x, y) == corner(afar, x, y)
    assert corner(box(x, y, transform="perspective(100px) translateZ(50px)"), x, y) == (x - 50, y - 20)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "none none",
        "rotate(5)",
        "rotate(5px)",
        "translate()",
        "translate(1px, 2px, 3px)",
        "translateZ(5%)",
        "translate(1px 2px)",
        "scale(1, 2, 3)",
        "scale(2px)",
        "matrix(1, 2, 3)",
        "skewX(1deg, 2deg)",
        "perspective(-5px)",
        "turn(5deg)",
        "rotate(5deg), scale(2)",
    ],
)
def test_what_is_no_transform(text: str) -> None:
    assert value("transform", text) is None


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        ({"translate": "10px"}, (10, 0)),
        ({"translate": "10px 50%"}, (10, 20)),
        ({"translate": "1px 2px 3px"}, (1, 2)),
        ({"rotate": "180deg"}, (100, 40)),
        ({"rotate": "x 180deg"}, (0, 40)),
        ({"rotate": "180deg y"}, (100, 0)),
        ({"rotate": "0 0 1 180deg"}, (100, 40)),
        ({"scale": "2"}, (-50, -20)),
        ({"scale": "200% 1"}, (-50, 0)),
        ({"scale": "none", "rotate": "none", "translate": "none"}, (0, 0)),
        # First scaled, then turned, then moved; and before all of that the functions.
        ({"translate": "10px", "rotate": "90deg", "scale": "2", "transform": "translate(5px)"}, (100, -70)),
    ],
)
def test_properties_of_one_function(texts: dict[str, str], where: tuple[float, float]) -> None:
    assert corner(box(**texts)) == where


@pytest.mark.parametrize("text", ["", "1px 2px 3px 4px", "5deg", "x"])
def test_what_is_no_translation(text: str) -> None:
    assert value("translate", text) is None


@pytest.mark.parametrize("text", ["", "x", "x y 5deg", "1 2 5deg", "5deg 5deg"])
def test_what_is_no_rotation(text: str) -> None:
    assert value("rotate", text) is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("0 0", (0, 0)),
        ("left", (20, 20)),
        ("top", (50, -50)),
        ("bottom right", (140, -60)),
        ("right bottom 5px", (140, -60)),
        ("10px 0", (10, -10)),
    ],
)
def test_origins(text: str, where: tuple[float, float]) -> None:
    assert value("transform-origin", text) is not None
    style = ImageResponse(
        html(f'<div style="width:100px;height:40px;transform:rotate(90deg);transform-origin:{text}"></div>'),
        width=200,
        height=200,
    )
    found = first(style.layout(), "div")
    # The top left corner goes to the top right one.
    assert (round(found.x + found.width, 3), round(found.y, 3)) == where


def test_percentages_are_of_the_border_box_or_of_the_content() -> None:
    def place(text: str) -> float:
        source = (
            f'<div style="width:100px;padding:0 10px;border:solid;transform:translate(50%);{text}">x</div>'
        )
        return first(ImageResponse(html(source), width=400, height=200).layout(), "div").x

    assert place("") == 63
    assert place("transform-box: content-box") == 50


def test_layout_gives_boxes_where_they_are_seen() -> None:
    card = ImageResponse(
        html(
            '<div style="position:absolute;left:100px;top:100px;width:80px;height:40px;transform:rotate(90deg)">'
            '<p style="margin:0;width:20px;height:10px;font-size:8px;transform:translate(10px)">a <b>b</b></p></div>'
        ),
        width=400,
        height=300,
    )
    div = first(card.layout(), "div")
    assert (div.x, div.y, div.width, div.height) == (120, 80, 40, 80)
    paragraph = div.children[0]
    assert (paragraph.x, paragraph.y, paragraph.width, paragraph.height) == (150, 90, 10, 20)
    assert paragraph.lines[0].height > paragraph.lines[0].width
    assert paragraph.children[0].height > 0


def test_a_box_that_is_only_moved_needs_no_matrix() -> None:
    moved = settled(box(10, 10, transform="translate(-50%, 50%)"))
    assert moved.rect == (-40, 30, 100, 40)
    assert matrix_of(moved) is None
    assert moved.style.contains_fixed
    assert moved.style.isolated
    turned = box(10, 10, transform="rotate(5deg)")
    assert settled(turned) is turned


def test_inline_boxes_stay() -> None:
    inline = box(transform="rotate(90deg)")._replace(fragments=(Rect(0, 0, 100, 40),))
    assert matrix_of(inline) is None


@pytest.mark.parametrize(
    ("text", "back"), [("rotateY(180deg)", True), ("rotateX(100deg)", True), ("rotate(180deg)", False)]
)
def test_the_back_may_be_hidden(text: str, back: bool) -> None:
    assert shows_its_back(box(transform=text, backface_visibility="hidden")) is back
    assert not shows_its_back(box(transform=text))


@given(st.floats(allow_nan=False, width=32), st.floats(allow_nan=False, width=32))
def test_any_numbers_draw(first: float, second: float) -> None:
    source = f'<p style="transform:matrix({first!r},{second!r},{second!r},1,0,0) scale({first!r})">text</p>'
    card = ImageResponse(html(source), width=20, height=20)
    assert card.render().size == (20, 20)


@pytest.mark.parametrize("size", ["1e3", "1e6", "1e12"])
def test_what_is_scaled_without_end_is_drawn_in_time(size: str) -> None:
    source = (
        f'<div style="width:100%;height:100%;transform:scale({size}) rotate(3deg);border-radius:9px;overflow:hidden;'
        'background:linear-gradient(red,red)"><b>text</b></div>'
    )
    assert ImageResponse(html(source), width=40, height=40).render().convert("RGB").getpixel((3, 3)) == (
        255,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("transform: rotate(5deg); will-change: transform; isolation: isolate; contain: layout", 0),
        ("transform: perspective(5px) translateZ(1px); perspective: none", 0),
        ("transform: perspective(5px) rotateX(1deg)", 1),
        ("perspective: 5px", 1),
    ],
)
def test_what_is_not_drawn_is_told(text: str, notes: int) -> None:
    assert len(parse_block(text).problems) == notes


@pytest.mark.parametrize(
    ("text", "fixed", "context"),
    [
        ("", False, False),
        ("position: relative", False, False),
        ("position: sticky", False, True),
        ("opacity: .5", False, True),
        ("isolation: isolate", False, True),
        ("mix-blend-mode: multiply", False, True),
        ("clip-path: inset(0)", False, True),
        ("will-change: opacity", False, True),
        ("will-change: color, left", False, False),
        ("will-change: scroll-position, filter", True, True),
        ("filter: blur(0)", True, True),
        ("backdrop-filter: blur(0)", True, True),
        ("transform: scale(1)", True, True),
        ("rotate: 0deg", True, True),
        ("transform: none", False, False),
        ("perspective: 5px", True, True),
        ("transform-style: preserve-3d", True, True),
        ("contain: size", False, False),
        ("contain: content", True, True),
    ],
)
def test_stacking_contexts_and_containing_blocks(text: str, fixed: bool, context: bool) -> None:
    source = (
        f'<div style="width:50px;height:50px;margin:10px;{text}"><i style="position:fixed;left:0">x</i></div>'
    )
    card = ImageResponse(html(source), width=100, height=100)
    inner = first(card.layout(), "i")
    assert inner.x == (10 if fixed else 0)
    over = source.replace("<i", '<b style="position:absolute;z-index:-1;inset:0;background:red"></b><i')
    under = (
        f'<body style="margin:0;background:#fff"><div style="background:#00f;overflow:hidden">{over}</div>'
    )
    # What has a negative rank is behind the blue box, unless a stacking context around it is before that.
    red = ImageResponse(html(under), width=100, height=100).render().convert("RGB").getpixel((40, 40))
    assert (red[2] < 255 or red[0] > 0) is context


def test_the_overlay_of_debugging_turns_with_boxes() -> None:
    source = '<div style="position:absolute;left:250px;top:100px;width:100px;height:100px;transform:rotate(45deg)">a</div>'
    card = ImageResponse(html(source), width=600, height=315, debug=True)
    blue = card.render().convert("RGB").crop((225, 145, 245, 155)).getcolors(1000)
    assert blue is not None
    # The left corner, 20 px to the left of the upright box.
    assert any(color[2] > color[0] + 60 for _, color in blue)
