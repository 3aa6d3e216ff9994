"""Cards that nest and repeat without measure are drawn or refused, soon; and nothing large is kept of any card."""

import gc
import weakref

import pytest

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values import PictureUrl
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.notes import CardError


def last(card):
    """The style of the last element, and what was noted."""
    node, notes = cascade(parse(card), 1200, 630)
    while node.children and not isinstance(node.children[-1], str):
        node = node.children[-1]
    return node.style, [note.message for note in notes]


def nested(opening, closing=")", inside="1px", count=3000):
    return opening * count + inside + closing * count


@pytest.mark.parametrize(
    "value",
    [nested("("), nested("calc("), nested("min("), "(" * 50_000, "{" * 5000, nested("var(--a,")],
    ids=["brackets", "calc", "min", "open", "braces", "var"],
)
def test_a_style_with_brackets_without_end_is_left_out(value):
    style, messages = last(f"<p style='color: red; width: {value}'>x</p>")
    assert style.width == "auto"
    assert ["nested too deep" in message for message in messages] == [True]
    assert "<p>" in messages[0]


@pytest.mark.parametrize(
    "rule",
    [
        nested(":is(", inside="p") + "{ color: red }",
        nested("p {", "}", "color: red"),
        f"@media {nested('(', inside='width > 1px')} {{ p {{ color: red }} }}",
        f"@supports {nested('(', inside='color: red')} {{ p {{ color: red }} }}",
    ],
    ids=["selector", "rules", "media", "supports"],
)
def test_a_sheet_with_brackets_without_end_is_left_out(rule):
    style, messages = last(f"<style>{rule}</style><p>x</p>")
    assert style.color == Color(0, 0, 0)
    assert ["nested too deep" in message for message in messages] == [True]


def test_variables_do_not_nest_deeper_than_a_style_may():
    chain = "".join(f"--a{n}: (((((((((var(--a{n - 1}))))))))));" for n in range(1, 20))
    _, messages = last(f"<p style='--a0: 1px; {chain} width: var(--a19)'>x</p>")
    assert "without end" in messages[0]


@pytest.mark.parametrize(
    ("value", "px"),
    [
        (" + ".join(["min(1px, 1%)"] * 3000), 3000),
        (" - ".join(["max(1px, 0em)"] * 3000), -2998),
        ("max(1px, 0%)" + " * 1.001" * 1000, 1.001**1000),
        ("2 * min(1em, 20px) * 3 - 6em / 2", 48),
    ],
    ids=["sum", "difference", "product", "both"],
)
def test_long_sums_and_products(value, px):
    style, messages = last(f"<p style='margin-left: calc({value})'>x</p>")
    assert not messages
    assert style.margin_left.resolve(1000) == pytest.approx(px)


def test_nested_colors_are_read_once_each():
    color = "light-dark(" * 40 + "red" + ", blue)" * 40
    assert last(f"<p style='color: {color}'>x</p>")[0].color == Color(255, 0, 0)
    _, messages = last("<p style='border-color: light-dark(currentcolor, rood)'>x</p>")
    assert "border-color" in messages[0]


def test_rules_that_name_the_outer_ones_twice():
    _, messages = last(f"<style>{nested('&.a & {', '}', 'color: red', 40)}</style><p>x</p>")
    assert any("nest it less" in message for message in messages)


def test_many_descendants_are_looked_for_once():
    sheet = f".none {'.a ' * 8} p, .none > {'.a > ' * 3} .a p {{ color: red }}"
    style, _ = last(f"<style>{sheet}</style>{'<div class=a>' * 300}<p>x")
    assert style.color == Color(0, 0, 0)
    style, _ = last(
        f"<style>.r > .a {'.a ' * 8} p {{ color: red }}</style><div class=r>{'<div class=a>' * 300}<p>x"
    )
    assert style.color == Color(255, 0, 0)


def test_tags_that_are_not_closed_are_found_soon():
    with pytest.raises(CardError, match="not closed"):
        parse("<div>" * 1_000_000)


def test_attributes_and_children_that_look_alike_are_told_apart():
    inside = "<div><style>color: red</style></div>"
    outside = "<div style='color: red'></div>"
    assert last(outside)[0].color == Color(255, 0, 0)
    assert last(inside)[0].color == Color(0, 0, 0)


def test_a_variable_holds_a_picture():
    url = f"data:image/png;base64,{'A' * 300_000}"
    style, messages = last(f"<p style='--photo: url({url}); background: var(--photo)'>x</p>")
    assert (style.background_image, messages) == ((PictureUrl(url),), [])


class Fonts:
    def unit(self, unit, style):
        return 3.0


def test_the_fonts_of_a_card_are_let_go():
    fonts = Fonts()
    node, _ = cascade(parse("<p style='width: 2ch'>x</p>"), 1200, 630, fonts)
    assert node.children[0].style.width.px == 6
    kept = weakref.ref(fonts)
    del fonts
    gc.collect()
    assert kept() is None


def test_pictures_in_styles_do_not_add_up():
    for number in range(150):
        url = f"data:image/png;base64,{number:050000}"
        cascade(parse(f"<p style='background: url({url})'>x</p>"), 1200, 630)
    gc.collect()
    kept = [each for each in gc.get_objects() if isinstance(each, PictureUrl) and len(each.url) > 40_000]
    assert len(kept) < 100
