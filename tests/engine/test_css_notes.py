"""What the notes on CSS say."""

from __future__ import annotations

import pytest

from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.response import ImageResponse


def messages(source):
    return [note.message for note in render(ImageResponse(source, width=90, height=60).drawing())[1]]


def test_the_rule_is_named():
    (message,) = messages("<style>.a, .b  > i { colr: red }</style>")
    assert message.endswith("It is in the rule .a, .b > i of a style sheet.")
    (message,) = messages("<style>.a { &.b { colr: red } }</style>")
    assert message.endswith("It is in the rule &.b of a style sheet.")


def test_long_values_are_cut():
    (message,) = messages(f"<p style='width: {'x' * 5000}'>")
    assert len(message) < 250
    assert "…" in message


def test_values_are_quoted_as_they_are_written():
    (message,) = messages("<p style='--a: 3foo; width: var(--a)'>")
    assert "'3foo'" in message
    assert "/*" not in message


def test_a_brace_that_is_missing():
    (message,) = messages("<style>.a{color:red .b{color:blue}</style>")
    assert "A semicolon or a closing brace is missing" in message
    assert ".a of a style sheet" in message
    (message,) = messages("<style>.a{ i:hovr{color:blue} }</style>")
    assert "missing" in message or "does not know the selector" in message


@pytest.mark.parametrize(
    "families",
    [
        "Inter",
        "'JetBrains Mono'",
        "Helvetica, Arial, sans-serif",
        "-apple-system",
        "Grotesc, serif",
        "ui-monospace",
    ],
)
def test_families_that_are_there(families):
    assert messages(f'<p style="font-family: {families}">x') == []


def test_a_family_that_no_font_has_is_named_once():
    (message,) = messages("<p style='font-family: Intre'>x<p style='font-family: Intre'><b>y")
    assert "Intre: inter is the nearest" in message


def test_initial_values_of_registered_properties():
    rule = "@property --w { syntax: '*'; inherits: false; initial-value: 33px }"
    card = f"<style>{rule} p {{ width: var(--w) }}</style><p>x<p style='--w: 20px'>y"
    assert [box.width for box in ImageResponse(card).layout().children if box.tag == "p"] == [33, 20]
    assert messages(card) == []


@pytest.mark.parametrize(("inherits", "width"), [("true", 20), ("false", 33)])
def test_registered_properties_that_do_not_inherit(inherits, width):
    rule = f"@property --w {{ syntax: '*'; inherits: {inherits}; initial-value: 33px }}"
    card = f"<style>{rule} p {{ width: var(--w) }}</style><div style='--w: 20px'><p>y</div>"
    box = ImageResponse(card).layout()
    while box.tag != "p":
        box = box.children[-1]
    assert box.width == width


def test_supports_asks_for_what_is_drawn():
    condition = "(background: element(#a)) or (background-image: paint(a))"
    card = f"<style>@supports {condition} {{ p {{ width: 5px }} }} p {{ height: 9px }}</style><p>"
    box = next(box for box in ImageResponse(card).layout().children if box.tag == "p")
    assert (box.width, box.height) == (1200, 9)


@pytest.mark.parametrize(
    ("declaration", "guess"),
    [
        ("font-size: 12", "It knows 12px: lengths need a unit. "),
        ("padding: 0 5 !important", "It knows 0 5px: lengths need a unit. "),
        ("border: 2 solid red", "It knows 2px solid red: lengths need a unit. "),
        ("rotate: 45", ""),
        ("opacity: 2 3", ""),
        ("line-height: 1.2 3", ""),
    ],
)
def test_a_length_without_a_unit(declaration, guess):
    (message,) = messages(f"<p style='{declaration}'>")
    name = declaration.partition(":")[0]
    assert message.endswith(f" of the CSS property {name}. {guess}It is in the style of <p>.")


@pytest.mark.parametrize("source", ["<input>", "<style>@medai print { p { color: red } }</style>"])
def test_the_place_is_not_said_twice(source):
    (message,) = messages(source)
    assert "It is in" not in message
    (message,) = messages("<input class=a>")
    assert message.endswith('The engine does not draw <input>. It is in <input class="a">.')
