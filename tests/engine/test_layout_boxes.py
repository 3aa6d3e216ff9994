"""The tree of placed boxes, and layouts that must not fail."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_metaimage.engine.boxes import Edges, Rect
from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.depth import room_for
from mkdocs_metaimage.engine.elements import h, parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.outline import outline
from mkdocs_metaimage.engine.text.fonts import FontLibrary

LIBRARY = FontLibrary()


def place(source, width=400, height=300):
    styled, _ = cascade(parse(source), width, height)
    return layout(styled, width, height, LIBRARY, {"picture": (40.0, 20.0)}.get)


def every(box):
    yield box
    for child in box.children:
        yield from every(child)


def test_the_root_fills_the_picture():
    root = place("")
    assert (root.tag, root.rect, root.children) == ("html", Rect(0, 0, 400, 300), ())


def test_a_body_fills_the_picture_but_for_its_margins():
    root = place('<html><body style="margin: 10px"><div style="height: 50%"></div></body></html>')
    body = root.children[0]
    assert body.rect == Rect(10, 10, 380, 280)
    assert body.children[0].rect == Rect(10, 10, 380, 140)


def test_a_style_of_the_body_without_a_body_is_the_roots():
    root = place("<style>body { padding: 10px; display: flex } </style><i>a</i><b>b</b>")
    assert root.rect == Rect(0, 0, 400, 300)
    assert [box.rect.y for box in root.children] == [10, 10]


def test_boxes_name_their_elements_and_edges():
    root = place(
        '<div id=d class="a b" style="border: 2px solid; padding: 3px 4px"><img id=i src=picture></div>'
    )
    (box,) = root.children
    assert (box.tag, box.id, box.classes) == ("div", "d", ("a", "b"))
    assert (box.border, box.padding) == (Edges(2, 2, 2, 2), Edges(3, 4, 3, 4))
    (picture,) = box.children
    assert (picture.picture, picture.rect) == ("picture", Rect(6, 5, 40, 20))


def test_anonymous_boxes_have_no_tag_and_no_place_in_the_outline():
    root = place("text <b id=b>bold</b><div id=d></div>")
    assert [box.tag for box in root.children] == ["", "div"]
    box = outline(root)
    assert [child.id for child in box.children] == ["b", "d"]
    assert [line.text for line in box.lines] == ["text bold"]


def test_children_are_in_the_order_of_the_document():
    root = place(
        '<div style="display: flex; flex-direction: row-reverse"><i id=a style="position: absolute">a</i>'
        '<i id=b style="order: 2">b</i><i id=c>c</i></div>'
    )
    assert [box.id for box in root.children[0].children] == ["a", "b", "c"]


def test_a_picture_of_no_known_size_is_nothing():
    root = place("<img src=none><img><img src=none width=7 height=9>")
    assert [(box.rect.width, box.rect.height) for box in root.children] == [(0, 0), (0, 0), (7, 9)]


def test_fixed_boxes_are_placed_in_the_picture():
    root = place(
        '<div style="position: relative; width: 50px"><b style="position: fixed; right: 0; bottom: 0; width: 9px; height: 8px"></b></div>'
    )
    assert root.children[0].children[0].rect == Rect(391, 292, 9, 8)


def test_a_clamp_or_a_hidden_element_leaves_no_box():
    root = place('<b hidden>x</b><i style="display: none">y</i><template>z</template><u id=u>u</u>')
    assert [box.id for box in every(root) if box.tag] == ["", "u"]


def test_h_and_html_give_the_same_boxes():
    tree = h("div", {"style": {"display": "flex", "width": 200}}, "Icon ", 3)
    assert outline(place(tree)) == outline(place('<div style="display: flex; width: 200px">Icon 3</div>'))


@pytest.mark.parametrize(
    "style",
    ["", "display: flex", "display: flex; flex-direction: column", "display: inline", "display: inline-block",
     "position: absolute", "float: left", "display: inline; position: relative", "display: flow-root; height: 100%",
     "display: flex; height: 100%; flex: 1; padding: 1px"],
)  # fmt: skip
def test_deep_trees_are_laid_out(style):
    tree = parse(f'<div style="{style}">' * 200 + "deep" + "</div>" * 200)
    with room_for(tree):
        assert sum(1 for box in every(place(tree)) if box.tag) == 201


DISPLAYS = [
    "block",
    "inline",
    "inline-block",
    "flex",
    "inline-flex",
    "grid",
    "inline-grid",
    "none",
    "contents",
    "-webkit-box",
    "flow-root",
]
TEXTS = [
    "a",
    " ",
    "words that wrap here",
    "\n",
    "שלום",
    "日本語",
    "<br>",
    "<img src=picture>",
    "😀",
    "x&shy;y",
    "",
]
DECLARATIONS = [
    "width: 50%", "width: 0", "width: -1px", "height: 100%", "min-width: min-content", "max-width: 20px", "margin: auto",
    "margin: -30px", "padding: 5%", "position: absolute", "position: relative", "position: fixed", "inset: 0", "left: 5px",
    "flex: 1", "flex: 0 0 30px", "flex-wrap: wrap", "flex-direction: column", "flex-direction: row-reverse",
    "align-items: baseline", "align-items: center", "justify-content: space-around", "gap: 10%", "aspect-ratio: 2",
    "overflow: hidden; text-overflow: ellipsis; white-space: nowrap", "line-clamp: 1", "text-fit: shrink 3px",
    "text-align: justify", "direction: rtl", "font-size: 0", "line-height: 0", "letter-spacing: -20px",
    "overflow-wrap: anywhere", "word-break: break-all", "vertical-align: top", "vertical-align: middle", "white-space: pre",
    "border: 1px solid", "display: grid", "order: -1", "align-self: flex-end", "height: 40px", "width: max-content",
    "float: left", "float: right; width: 30px", "clear: both", "overflow: scroll", "align-content: end",
    "justify-self: center", "height: stretch", "max-height: min-content", "position: absolute; top: 0; bottom: 5px",
    "grid-template-columns: 1fr auto", "grid-template-columns: repeat(auto-fill, 30px)", "grid-template-rows: 50% 1fr",
    "grid-template-columns: repeat(auto-fit, minmax(0, 1fr))", "grid-template-rows: repeat(auto-fill, minmax(1px, 20%))",
    "grid-template-areas: 'a b' '. b'; grid-auto-flow: column dense", "grid-area: b", "grid-area: -3 / span 2", "grid-row: 9",
    "grid-auto-rows: minmax(min-content, 0)", "grid-auto-columns: fit-content(10%)", "place-content: safe end",
    "align-items: last baseline", "align-self: last baseline", "justify-items: safe end", "place-self: stretch",
    "min-width: stretch", "min-height: stretch; max-height: 10%", "width: fit-content; height: max-content",
    "float: right; clear: left; margin: -20px", "position: absolute; inset: 60% 60%; place-self: safe center",
    "position: relative; inset: 50%", "flex-wrap: wrap-reverse; height: 10px", "flex: 1e9 1e9 1e9px", "flex-grow: 0.001",
    "width: 1e9px", "height: 1e9px", "margin: 1e9%", "padding: 1e9px", "aspect-ratio: 1 / 99999", "aspect-ratio: 99999",
    "gap: 1e9px", "font-size: 1e5px", "line-height: 1e9px", "text-indent: -1e9px", "border: 1e9px solid",
]  # fmt: skip
elements = st.recursive(
    st.sampled_from(TEXTS),
    lambda inner: st.builds(
        lambda tag, display, styles, children: (
            f'<{tag} style="display: {display}; {"; ".join(styles)}">{"".join(children)}</{tag}>'
        ),
        st.sampled_from(["div", "span", "p", "li", "h1"]),
        st.sampled_from(DISPLAYS),
        st.lists(st.sampled_from(DECLARATIONS), max_size=4),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(elements, st.sampled_from([1, 48, 300]))
@settings(max_examples=150, deadline=None)
def test_any_tree_gets_finite_places(source, width):
    for box in every(place(source, width)):
        assert all(math.isfinite(number) for number in box.rect)
        assert box.rect.width >= 0
        assert box.rect.height >= 0
        assert all(math.isfinite(number) for line in box.lines for number in line.rect)
