"""What single elements and wrong arguments come to."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.engine.cache import BoundedCache
from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.elements import h, html, parse
from mkdocs_metaimage.engine.layout.generation import generate
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.response import ImageResponse


def messages(source):
    return [note.message for note in render(ImageResponse(source, width=90, height=60).drawing())[1]]


def markers(source):
    styled, _ = cascade(parse(source), 90, 60)
    stack, found = [generate(styled, BoundedCache(1), lambda name: None, lambda style: (0.0, 0.0))], []
    while stack:
        box = stack.pop()
        found += [box.marker] if box.marker else []
        stack.extend(reversed(box.boxes))
    return found


def test_a_button_is_as_wide_as_its_text_and_has_a_look():
    button = ImageResponse("<button>Go</button> on", width=300).layout().children[0]
    assert button.tag == "button"
    assert button.width < 60
    assert (button.x, button.y >= 0) == (0, True)
    style = "padding: 10px 20px; border: 0; height: 80px; font: 20px/20px Inter"
    high = ImageResponse(f"<button style='{style}'>Go</button>").layout().children[0]
    assert high.height == 80
    assert high.lines[0].y == 30
    assert high.lines[0].x == 20


@pytest.mark.parametrize(
    "element",
    ["<input value=a>", "<select><option>A</select>", "<textarea>a</textarea>", "<progress value=1></progress>",
     "<meter></meter>", "<video></video>", "<iframe></iframe>", "<canvas></canvas>", "<object>a</object>"],
)  # fmt: skip
def test_what_is_not_drawn_is_named_once(element):
    tag = element[1:].replace(">", " ").split()[0]
    (message,) = messages(f"a {element} b {element}")
    assert message.startswith(f"The engine does not draw <{tag}>.")
    assert [line.text for line in ImageResponse(f"a{element}b").layout().lines] == ["ab"]
    assert messages("<input type=hidden>") == []


@pytest.mark.parametrize("source", ["<img>", "<img src='' id=logo>", h("img", {"width": 9})])
def test_a_picture_without_an_address_is_named(source):
    (message,) = messages(source)
    assert "without a src" in message
    assert "<img" in message.partition("It is in")[2]


def test_children_among_the_props():
    assert h("p", {"children": "a"}) == h("p", None, "a")
    assert h("p", {"children": [h("b", None, "x"), 1], "id": "i"}) == h(
        "p", {"id": "i"}, h("b", None, "x"), 1
    )
    assert h("p", {"children": "a"}, "b") == h("p", None, "b")


def test_tailwind_is_told_of_once():
    (message,) = messages(h("p", {"tw": "flex"}, h("b", {"tw": "p-4"}, "x")))
    assert "Tailwind" in message
    assert "style or class" in message


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3. ", "2. ", "1. "]),
        ("<ol reversed start=9><li>a<li value=4>b<li>c</ol>", ["9. ", "4. ", "3. "]),
        ("<ol start=2><li>a<li>b</ol>", ["2. ", "3. "]),
    ],
)
def test_reversed_lists(source, found):
    assert markers(source) == found


def test_quotes_are_of_the_language_around():
    (line,) = ImageResponse("<p lang=en>say <q lang=de>ja</q>").layout().children[0].lines
    assert line.text == "say “ja”"
    (line,) = ImageResponse("<p lang=de>sag <q>ja</q>").layout().children[0].lines
    assert line.text == "sag „ja“"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ImageResponse("x", fonts="Inter.ttf"), "'Inter.ttf'"),
        (lambda: ImageResponse("x", fonts=5), "not 5"),
        (lambda: ImageResponse("x", fonts=[{"name": "Inter"}]), "{'name': 'Inter'}"),
        (lambda: ImageResponse("x", content_type=5), "content_type of an ImageResponse is 5"),
        (lambda: html(None), "not NoneType"),
        (lambda: h("p", {"style": {"width": float("nan")}}), "'width': give a finite number"),
        (lambda: h("p", {"style": {"width": float("-inf")}}), "'width': give a finite number"),
        (lambda: h("p", {"style": ["a"]}), "text or a mapping"),
    ],
)
def test_wrong_arguments_say_what_to_write(make, said):
    with pytest.raises(CardError) as caught:
        make()
    assert said in str(caught.value)


def test_no_fonts_are_none():
    assert ImageResponse("x", fonts=None).fonts == ()
