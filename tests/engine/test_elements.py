"""The element tree: from HTML, from `h`, and from templates."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_metaimage.engine.elements import MOST_LEVELS, Element, h, html, parse
from mkdocs_metaimage.engine.notes import CardError


class Htmlish:
    def __html__(self):
        return "<i>x</i>"


def test_parse_puts_a_root_around_a_fragment():
    tree = parse('<div class="a b" id=x>Hi &amp; <b>you</b><br>there</div>')
    assert tree == Element("html", {}, (
        Element("div", {"class": "a b", "id": "x"},
                ("Hi & ", Element("b", {}, ("you",)), Element("br", {}), "there")),
    ))  # fmt: skip


def test_parse_keeps_the_root_of_a_document():
    tree = parse('<!doctype html>\n<html lang="de"><head><title>t</title></head><body>x</body></html>\n')
    assert tree.attributes == {"lang": "de"}
    assert [child.tag for child in tree.children] == ["head", "body"]


def test_parse_leaves_out_comments_and_keeps_sheets():
    tree = parse("<!-- no --><style>p > a {}</style>")
    assert tree.children == (Element("style", {}, ("p > a {}",)),)


@pytest.mark.parametrize(
    ("source", "same"),
    [
        (
            "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>e",
        ),
        ("<p>a<p>b<div>c</div>d", "<p>a</p><p>b</p><div>c</div>d"),
        ("<p>a<b>b<h1>c</h1>d", "<p>a<b>b</b></p><h1><b>c</b></h1><b>d</b>"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        ("<p>a</p><p><b>b</b></p>", "<p>a</p><p><b>b</b></p>"),
        ("<div><p>a<span>b</span></div>c", "<div><p>a<span>b</span></p></div>c"),
    ],
)
def test_end_tags_may_be_left_out_as_in_browsers(source, same):
    assert parse(source).__html__() == f"<html>{same}</html>"


@pytest.mark.parametrize("source", [Htmlish(), Markup("<i>x</i>"), "<i>x</i>", h("i", None, "x")])
def test_parse_takes_what_gives_html(source):
    assert parse(source).children == (Element("i", {}, ("x",)),)


@pytest.mark.parametrize("source", [None, 3, b"<p>", ["x"], {}])
def test_parse_refuses_what_is_no_html(source):
    with pytest.raises(CardError, match="cannot draw"):
        parse(source)


def test_parse_refuses_what_is_nested_too_deep():
    parse("<b>" * (MOST_LEVELS - 1))
    with pytest.raises(CardError, match=r"nested .* <b>"):
        parse("<b>" * MOST_LEVELS)


def test_deep_trees_pickle_and_have_a_repr():
    tree = parse("<b>" * 900 + "x")
    assert repr(pickle.loads(pickle.dumps(tree))) == repr(tree)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)
names = st.sampled_from(["div", "b", "span"])
trees = st.recursive(
    texts | st.builds(lambda tag: Element(tag, {}), names),
    lambda inner: st.builds(
        lambda tag, attributes, children: Element(tag, attributes, tuple(children)),
        names,
        st.dictionaries(st.sampled_from(["class", "style", "title"]), texts),
        st.lists(inner, max_size=4),
    ),
).filter(lambda tree: isinstance(tree, Element))


@given(trees)
def test_an_element_survives_pickling_and_tells_its_attributes_apart(tree):
    copy = pickle.loads(pickle.dumps(tree))
    assert copy == tree
    assert repr(copy) == repr(tree)


@given(texts, texts)
def test_an_element_as_html_is_parsed_to_itself(text, value):
    element = h("div", {"title": value}, text, h("b"))
    assert parse(element.__html__()).children == (element,)


def test_h_reads_props_as_jsx_does():
    element = h(
        "Div",
        {
            "className": ["a", None, "b"],
            "hidden": True,
            "title": None,
            "data_x": 3,
            "style": {"fontSize": 88, "line_height": 1.2, "margin-top": 0, "--gap": 4, "WebkitLineClamp": 2,
                      "color": None, "flex": 1, "width": 1.5},
        },
    )  # fmt: skip
    assert element.tag == "div"
    assert element.attributes == {
        "class": "a b",
        "hidden": "",
        "data-x": "3",
        "style": "font-size: 88px; line-height: 1.2; margin-top: 0; --gap: 4; -webkit-line-clamp: 2; flex: 1; "
        "width: 1.5px",
    }


def test_h_takes_children_of_every_kind():
    children = h(
        "p", None, "a", 1, None, False, True, [h("b"), ["c", 2.5]], Htmlish(), (x for x in "de")
    ).children
    assert children == ("a", "1", Element("b", {}), "c", "2.5", Element("i", {}, ("x",)), "d", "e")


@pytest.mark.parametrize(
    "arguments", [("",), ("a b",), (None,), ("p", "text"), ("p", None, object()), ("p", None, b"x")]
)
def test_h_refuses_what_makes_no_element(arguments):
    with pytest.raises(CardError):
        h(*arguments)


def test_html_escapes_what_it_fills_in():
    filled = html("<p>{{ a }}{{ b }}{{ c }}</p>", a="<&>", b=Markup("<b>"), c=h("i", None, "<"))
    assert filled == "<p>&lt;&amp;&gt;<b><i>&lt;</i></p>"
    assert isinstance(filled, Markup)


@pytest.mark.parametrize(
    "source",
    ["{% if x %}1{% else %}2{% endif %}", "{{ x or 2 }}", "{{ x | default(2) }}", "{{ 2 if x is not defined }}",
     "{% if page.card.title.more %}1{% else %}2{% endif %}", "{{ page.x or x.y.z or 2 }}",
     "{% if x == 3 %}{% else %}2{% endif %}"],
)  # fmt: skip
def test_what_is_not_defined_may_be_tested_and_replaced(source):
    assert html(source, page={"title": "t"}) == "2"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n{{ titel }}", r"Line 2 .*'titel'"),
        ("{{ page.titel }}", r"Line 1 .*'titel', which the mapping has not: did you mean 'title'"),
        ("{{ page.card.deep }}", r"'card'"),
        ("\n\n{% for x in things %}{% endfor %}", r"Line 3 .*'things'"),
        ("{{ x + 1 }}", "x"),
        ("{{ x() }}", "x"),
        ("{{ x ~ '' }}", "x"),
        ("a\n{% if %}", "Line 2 .* not valid Jinja"),
        ("a\n\n{{ 1 / 0 }}", "Line 3 .* ZeroDivisionError"),
    ],
)
def test_errors_of_a_template_name_the_line(source, message):
    with pytest.raises(CardError, match=message):
        html(source, page={"title": "t"})
