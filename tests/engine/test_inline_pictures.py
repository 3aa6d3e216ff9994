"""Pictures that stand in the HTML itself."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.engine.elements import h, parse
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.response import ImageResponse

TEAL, RED, WHITE = (0, 128, 128), (255, 0, 0), (255, 255, 255)


def pixel(source, x=5, y=5):
    return ImageResponse(source, width=40, height=30).render().convert("RGB").getpixel((x, y))


def svg_of(source):
    box = ImageResponse(source, width=400, height=300).layout()
    while box.tag != "svg":
        box = box.children[0]
    return box


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("width='1em' height='1em'", (60, 60)),
        ("width='1.5em' viewBox='0 0 24 12'", (90, 45)),
        ("width=24 height=12", (24, 12)),
        ("width='50%' height='1rem'", (200, 16)),
        ("width=24 height=24 viewBox='0 0 24 24' style='width: auto; height: 40px'", (40, 40)),
    ],
)
def test_sizes_are_lengths_of_css(attributes, size):
    svg = svg_of(f"<p style='font-size: 60px; margin: 0'><svg {attributes}></svg>")
    assert (svg.width, svg.height) == pytest.approx(size)


@pytest.mark.parametrize(
    "inner",
    [
        "<path fill=teal d='M0 0h30v30h-30z'>",
        "<g><path fill=teal d='M0 0h30v30h-30z'><foo>",
        "<G FILL=teal><path d='M0 0h30v30h-30z'/></G>",
        "<path @click='x' x:y=1 fill=teal d='M0 0h30v30h-30z'/>&nbsp;\x01",
        "<path d='M0 0h30v30h-30z' fill=teal></path></b><sodipodi:view/>",
        "<![CDATA[ a < b ]]><!-- > --><path fill=teal d='M0 0h30v30h-30z'/>",
        "<defs><lineargradient id=a><stop stop-color=teal></lineargradient></defs><path fill=url(#a) d='M0 0h30v30'/>",
    ],
)
def test_what_html_allows_is_drawn(inner):
    assert pixel(f"<svg width=30 height=30>{inner}</svg>", 12, 4) == TEAL


def test_html_ends_a_picture_that_was_not_closed():
    root = parse("<div><svg><path d='M0 0'><p>text</p></div><i>x</i>")
    first, second = root.children
    assert [child.tag for child in first.children] == ["svg", "p"]
    assert second.tag == "i"
    inside = parse("<svg><foreignObject><p>text</p></foreignObject></svg>")
    assert inside.children[0].children[0].children[0].tag == "p"
    around = parse("<div><svg><path></div>x")
    assert around.children[1] == "x"


@pytest.mark.parametrize(
    ("sheet", "inner"),
    [
        ("svg path { fill: teal }", "<path d='M0 0h30v30h-30z'/>"),
        (".a .b { fill: var(--c) } :root { --c: teal }", "<g class=b><path d='M0 0h30v30h-30z'/></g>"),
        ("path { fill: currentColor } svg { color: teal }", "<path fill=red d='M0 0h30v30h-30z'/>"),
        (".a { stroke: teal; stroke-width: 30 }", "<path d='M0 15h30'/>"),
        ("path { fill: red }", "<path style='fill: oklch(54.3% 0.0927 194.77)' d='M0 0h30v30h-30z'/>"),
        ("rect { display: none }", "<path fill=teal d='M0 0h30v30h-30z'/><rect width=30 height=30 />"),
    ],
)
def test_styles_of_the_card_reach_in(sheet, inner):
    card = (
        f"<style>{sheet}</style><div class=a style='height: 30px'><svg width=30 height=30>{inner}</svg></div>"
    )
    assert pixel(card) == pytest.approx(TEAL, abs=2)


def test_properties_of_pictures_are_known_and_only_there():
    card = "<style>p { stroke-width: 2; fill-rule: evenodd; stroke-dasharray: 1 2 }</style><p>x"
    assert ImageResponse(card).render()
    from mkdocs_metaimage.engine.drawing import render

    assert render(ImageResponse(card).drawing())[1] == ()


def test_messages_name_the_element_and_no_address():
    with pytest.raises(CardError, match=r"the inline <svg ") as caught:
        ImageResponse(f"<svg width=30 height=30>{'<g>' * 120}<path d='M0 0'/></svg>").render()
    assert "data:" not in str(caught.value)


def test_those_of_h_are_the_same():
    path = h("path", {"d": "M0 0h30v30h-30z", "fillRule": "evenodd", "fill": "teal"})
    assert pixel(h("svg", {"width": "1em", "viewBox": "0 0 30 30", "style": {"fontSize": 30}}, path)) == TEAL


def test_what_is_nested_too_deep_ends_no_process():
    for tag in ("g", "svg"):
        deep = f"<{tag}>" * 50 + "<path fill=teal d='M0 0h30v30h-30z'/>"
        assert pixel(f"<svg width=30 height=30>{deep}</svg>") == TEAL
        with pytest.raises(CardError, match="deep in each other"):
            ImageResponse(f"<svg width=30 height=30>{f'<{tag}>' * 400}</svg>").render()
