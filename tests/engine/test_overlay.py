"""The measures of what an overlay shows, beside the overlay that is drawn."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_metaimage import Font, ImageResponse
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.overlay import Overlay, OverlayArea, OverlayBox, overlay
from mkdocs_metaimage.engine.paint.labels import Labels

if TYPE_CHECKING:
    from mkdocs_metaimage.engine.boxes import TextLine

SVG = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%2240%22 height=%2220%22/>"
CLAMP = "display: -webkit-box; -webkit-line-clamp: 1; -webkit-box-orient: vertical; overflow: hidden"


def measured(card: str, **size: int) -> Overlay:
    return overlay(ImageResponse(card, **size).drawing())


def named(found: Overlay, name: str) -> OverlayBox:
    (box,) = [box for box in found.boxes if box.name == name]
    return box


def place(box: OverlayBox | TextLine | OverlayArea) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


# --- Boxes


def test_each_kind_of_box_has_its_name_and_depth():
    found = measured(
        "<div id=card class='a b' style='display: flex; height: 100%'>"
        f"<p>Text <em>in</em></p><section style='display: inline-grid'><img src='{SVG}'></section></div>"
    )
    assert [(box.name, box.kind, box.depth) for box in found.boxes] == [
        ("html", "block", 0),
        ("div#card.a.b", "flex", 1),
        ("p", "block", 2),
        ("em", "inline", 3),
        ("section", "grid", 2),
        ("img", "picture", 3),
    ]
    assert place(found.boxes[0]) == (0, 0, 1200, 630)
    assert named(found, "img").width == 40


def test_anonymous_boxes_have_no_depth_and_generated_ones_have_names():
    found = measured("<style>b::after { content: '!' }</style><div>text<p>p</p>more <b>b</b></div>")
    assert [(box.name, box.depth) for box in found.boxes][1:] == [
        ("div", 1), ("p", 2), ("b", 2), ("::after", 3),
    ]  # fmt: skip


def test_a_long_name_is_cut():
    box = measured(f"<p class='{'long ' * 20}'>x</p>").boxes[-1]
    assert box.name.startswith("p.long.long")
    assert box.name.endswith("…")
    assert len(box.name) == 36


def test_transforms_are_applied():
    found = measured(
        "<div style='position: absolute; left: 100px; top: 100px; width: 100px; height: 50px;"
        "transform: rotate(90deg)'><p style='position: absolute; left: 0; top: 0; margin: 0; width: 10px;"
        "height: 50px; line-height: 50px; transform: scale(.5); transform-origin: 0 0'></p></div>"
    )
    assert place(named(found, "div")) == (125, 75, 50, 100)
    # Its corner is at the top right of what has been turned; it is half as large.
    assert place(named(found, "p")) == (150, 75, 25, 5)


def test_what_is_hidden_or_empty_has_no_box():
    found = measured(
        "<i style='visibility: hidden'>a</i><u style='display: none'>b</u><s style='display: block; width: 0'></s>"
        f"<p style='width: 100px; {CLAMP}'>{'word ' * 20}<b>hidden</b></p>"
    )
    assert [box.name for box in found.boxes] == ["html", "p"]


def test_an_inline_box_over_two_lines_is_one():
    found = measured("<p style='width: 90px; margin: 0; font-size: 30px'>abc <b>defg hijk</b></p>")
    box = named(found, "b")
    assert box.kind == "inline"
    assert box.height > 36


def test_the_names_are_those_of_the_drawn_overlay(monkeypatch):
    labels = []
    monkeypatch.setattr(Labels, "add", lambda self, name, rect, *colors: labels.append((name, rect)))
    card = ImageResponse(
        "<div style='display: flex; transform: rotate(5deg)'><h1 class=t>Title <b>x</b></h1><p>text</p></div>",
        debug=True,
    )
    render(card.drawing())
    drawn = {(name, tuple(round(each, 2) for each in rect)) for name, rect in labels if name != "safe area"}
    assert drawn == {(box.name, place(box)) for box in overlay(card.drawing()).boxes}


# --- Lines


def test_lines_have_baselines_and_texts():
    card = "<p style='margin: 40px; font-size: 40px; line-height: 50px; width: 200px'>Some words here</p>"
    found = measured(card)
    lines = ImageResponse(card).layout().children[0].lines
    assert [line.text.strip() for line in found.lines] == ["Some", "words here"]
    for ours, theirs in zip(found.lines, lines, strict=True):
        assert ours.text == theirs.text
        assert (*place(ours), ours.baseline) == pytest.approx((*place(theirs), theirs.baseline), abs=0.006)


def test_lines_are_cut_where_they_are_not_seen():
    found = measured(
        "<div style='position: absolute; left: 10px; top: 10px; width: 50px; height: 20px; overflow: hidden;"
        "white-space: pre; line-height: 20px'>a very long line\nanother</div>"
    )
    (line,) = found.lines
    assert place(line) == (10, 10, 50, 20)
    assert measured("<p style='position: absolute; left: -500px; width: 80px'>away</p>").lines == ()


def test_of_a_clamp_the_lines_that_are_seen_are_told():
    found = measured(f"<p style='width: 100px; {CLAMP}'>{'word ' * 20}</p>")
    (line,) = found.lines
    assert line.text.startswith("word")


def test_of_a_turned_line_the_rectangle_around_it_is_told():
    card = "<p style='position: absolute; left: 300px; top: 300px; margin: 0; {}'>Words</p>"
    (plain,), (turned,) = measured(card.format("")).lines, measured(card.format("rotate: 90deg")).lines
    assert (turned.width, turned.height) == (plain.height, plain.width)


def test_texts_of_all_scripts_have_lines():
    found = measured("<p lang=ar dir=rtl>مرحبا</p><p>漢字</p><p>😀 \ue0a0</p>")
    assert [line.text for line in found.lines] == ["مرحبا", "漢字", "😀 \ue0a0"]
    assert found.lines[0].x > 600


# --- The safe area, and all of it


def test_the_safe_area_is_the_pictures():
    assert measured("").safe == OverlayArea(150, 60, 900, 460)
    found = measured("", width=180, height=180)
    assert (found.width, found.height) == (180, 180)
    assert found.safe == OverlayArea(22.5, 17.14, 135, 131.43)


def test_a_picture_without_a_size_has_a_box():
    card = "<img src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>'>"
    assert named(measured(card), "img").kind == "picture"


@pytest.mark.parametrize("card", ["", "<div></div>", "<div>" * 400, "<p style='font-size: 0'>x</p>"])
def test_odd_cards_are_measured_too(card):
    assert measured(card, width=1, height=1).boxes[0].name == "html"


def test_what_cannot_be_read_is_a_card_error(tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(CardError, match="not a font file"):
        overlay(ImageResponse("<p>a</p>", fonts=[Font(tmp_path / "broken.ttf")]).drawing())


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["block", "flex", "grid", "inline", "inline-block"]), min_size=1, max_size=5),
    st.floats(-720, 720),
    st.floats(-3, 3),
    st.text("ab مرحبا漢", max_size=20),
)
def test_all_numbers_are_finite_and_short_and_pass_as_json(displays, angle, scale, text):
    opened = "".join(
        f"<div style='display: {display}; transform: rotate({angle}deg) scale({scale}); padding: 1.37px'>{text}"
        for display in displays
    )
    found = measured(opened, width=333, height=211)
    numbers = [
        number
        for thing in (*found.boxes, *found.lines, found.safe)
        for number in dataclasses.astuple(thing)
        if isinstance(number, float)
    ]
    assert all(math.isfinite(number) and number == round(number, 2) for number in numbers)
    assert all(thing.width >= 0 and thing.height >= 0 for thing in (*found.boxes, *found.lines))
    assert {box.depth for box in found.boxes} <= set(range(len(displays) + 1))
    assert "-0.0," not in json.dumps(dataclasses.asdict(found))
