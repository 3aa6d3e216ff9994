"""The overlay of a debugged card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.boxes import Rect
from mkdocs_metaimage.engine.drawing import draw, render
from mkdocs_metaimage.engine.paint.labels import Labels
from mkdocs_metaimage.engine.response import Surroundings
from mkdocs_metaimage.engine.safe_area import safe_area

if TYPE_CHECKING:
    from mkdocs_metaimage.engine.boxes import Box, TextLine

CARD = (
    "<div class='card' style='height: 100%; background: {ground}; color: {ink}; padding: 80px 160px;"
    "box-sizing: border-box; font-size: 60px; line-height: 80px'>"
    "<div class='box' style='width: 400px; height: 200px'>Ag <em>in</em></div></div>"
)
BLOCK, INLINE, BASELINE = (37, 99, 235), (217, 98, 7), (236, 32, 118)


def debugged(html: str, **size: int) -> Image.Image:
    return ImageResponse(html, debug=True, **size).render().convert("RGBA")


def pixels(image: Image.Image, color: tuple[int, int, int]) -> set[tuple[int, int]]:
    data = image.convert("RGB").tobytes()
    width = image.width
    wanted = bytes(color)
    return {
        (index // 3 % width, index // 3 // width)
        for index in range(0, len(data), 3)
        if data[index : index + 3] == wanted
    }


@pytest.mark.parametrize(("ground", "ink"), [("#0b1020", "white"), ("white", "black"), ("#2563eb", "white")])
def test_boxes_are_outlined_on_any_ground(ground, ink):
    image = debugged(CARD.format(ground=ground, ink=ink))
    found = pixels(image, BLOCK)
    assert {(160, y) for y in range(190, 270)} <= found, "the left edge"
    assert {(x, 279) for x in range(200, 500)} <= found, "the lower edge"
    assert {(559, y) for y in range(140, 270)} <= found, "the right edge"
    # Beside it the line has a halo, which is lighter than both.
    line, halo = image.getpixel((559, 250)), image.getpixel((558, 250))
    assert sum(halo[:3]) > sum(line[:3])


def test_inline_boxes_have_a_colour_of_their_own():
    image = debugged(CARD.format(ground="white", ink="black"))
    (em,) = ImageResponse(CARD.format(ground="white", ink="black")).layout().children[0].children[0].children
    assert em.tag == "em"
    assert (round(em.x), round(em.y + em.height / 2)) in pixels(image, INLINE)


def test_baselines_are_drawn_where_text_stands():
    image = debugged(CARD.format(ground="white", ink="black"))
    line = ImageResponse(CARD.format(ground="white", ink="black")).layout().children[0].children[0].lines[0]
    rows = {y for x, y in pixels(image, BASELINE) if 165 < x < 200}
    assert rows == {round(line.baseline)}


def test_what_is_outside_of_the_safe_area_is_hatched():
    plain, image = (
        ImageResponse("<div style='height: 100%; background: white'></div>", debug=debug).render()
        for debug in (False, True)
    )
    changed = ImageChops.difference(plain.convert("RGB"), image.convert("RGB"))
    x, y, width, height = safe_area(1200, 630)
    inside = (round(x) + 4, round(y) + 4, round(x + width) - 4, round(y + height) - 4)
    assert changed.crop(inside).getbbox() is None
    for corner in ((20, 200, 120, 300), (1080, 200, 1180, 300), (300, 540, 400, 620), (300, 20, 400, 50)):
        assert changed.crop(corner).getbbox() is not None


def test_a_debugged_picture_is_another_drawing_without_a_bound():
    response = ImageResponse("<p>x</p>", width=300, height=200)
    plain = response.drawing(Surroundings(max_bytes=600))
    drawing = response.drawing(Surroundings(max_bytes=600, debug=True))
    assert drawing.debug
    assert drawing.digest() != plain.digest()
    assert ImageResponse("<p>x</p>", debug=True, width=300, height=200).drawing() == replace(
        plain, debug=True, max_bytes=None
    )
    assert draw(plain).data != draw(drawing).data
    assert not draw(drawing).notes


@pytest.mark.parametrize("side", [1, 16, 48])
def test_small_icons_have_outlines_only(side):
    html = "<div style='height: 100%; border-radius: 4px; background: tan'>A</div>"
    image = debugged(html, width=side, height=side)
    assert image.getpixel((0, 0))[:3] == BLOCK
    assert not pixels(image, (250, 204, 21))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<div></div>",
        "<div style='position: absolute; left: -900px; width: 50px; height: 20px'>away</div>",
        "<div style='width: 900000px; height: 900000px; padding: 9999px'>huge</div>",
        "<div style='width: 0; height: 0'></div><br><img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'>",
        "<p style='font-size: 0'>nothing to see</p>",
        f"<b class='{'long ' * 60}'>{'b' * 900}</b>",
        "<div>" * 300,
    ],
)
@pytest.mark.parametrize(("width", "height"), [(1200, 630), (180, 180), (97, 1500), (2400, 100)])
def test_odd_cards_are_debugged_too(html, width, height):
    image = debugged(html, width=width, height=height)
    assert image.size == (width, height)


def test_a_card_keeps_what_is_transparent():
    image = debugged("<div style='height: 50px'></div>", width=400, height=400)
    assert image.getchannel("A").getextrema() == (0, 255)


# --- Labels


@pytest.fixture
def placed(monkeypatch):
    """The labels of a card: pairs of a text and a rect."""
    found = []

    def keep(self):
        found.extend((" ".join(text.text for text in label.texts), label.rect) for label in self._placed)

    monkeypatch.setattr(Labels, "paint", keep)

    def draw(html: str, **size: int):
        found.clear()
        render(ImageResponse(html, debug=True, **size).drawing())
        return list(found)

    return draw


def boxes(box: Box):
    yield box
    for child in box.children:
        yield from boxes(child)


def letters(line: TextLine) -> Rect:
    """Where the small letters are, most of them."""
    height = 0.3 * line.height
    return Rect(line.x, line.baseline - height, line.width, height)


def overlaps(one, other) -> bool:
    return (
        min(one.x + one.width, other.x + other.width) > max(one.x, other.x)
        and min(one.y + one.height, other.y + other.height) > max(one.y, other.y)
    )  # fmt: skip


def test_labels_name_boxes_and_give_their_sizes(placed):
    labels = dict(
        placed(
            "<div id='a' class='x y' style='width: 412px; height: 96.25px'></div>"
            "<p style='margin: 30px; width: 300px'>a <b class='strong'>b</b></p>"
        )
    )
    assert {"html 1200 × 630", "div#a.x.y 412 × 96.2", "safe area 900 × 460"} <= labels.keys()
    assert any(text.startswith("b.strong ") for text in labels)
    assert any(text.startswith("p 300 × ") for text in labels)


def test_labels_do_not_cover_each_other_or_the_text(placed):
    rows = "".join(f"<li class='row{index}'><b>Key</b>: a value</li>" for index in range(6))
    html = (
        "<div class='card' style='display: flex; padding: 70px 160px; gap: 60px; height: 100%; box-sizing: border-box'>"
        f"<ul style='flex: 1; line-height: 60px; font-size: 28px'>{rows}</ul>"
        "<div style='flex: 1'><h1 style='font-size: 70px'>A title of some words</h1><p>And a text.</p></div></div>"
    )
    labels = [rect for _, rect in placed(html)]
    assert len(labels) == 19
    lines = [line for box in boxes(ImageResponse(html).layout()) for line in box.lines]
    for index, label in enumerate(labels):
        assert label.x >= 0
        assert label.x + label.width <= 1200
        assert not [other for other in labels[:index] if overlaps(label, other)]
        assert not [line.text for line in lines if overlaps(label, letters(line))]


def test_boxes_that_are_not_in_the_picture_have_no_label(placed):
    labels = placed(
        "<div class='away' style='position: absolute; left: 1300px; width: 50px; height: 20px'></div>"
    )
    assert not [text for text, _ in labels if text.startswith("div.away")]


def test_a_narrow_picture_has_short_labels(placed):
    labels = placed("<div class='a-name-that-is-long' style='height: 40px'></div>", width=110, height=300)
    assert "110 × 40" in dict(labels)


def test_lines_that_are_cut_off_have_no_baseline():
    style = "width: 120px; height: 50px; overflow: hidden; font: 30px/40px Inter; white-space: pre"
    image = debugged(
        f"<div style='{style}'>a line that goes on\nsecond\nthird\nfourth</div>", width=400, height=200
    )
    found = pixels(image, BASELINE)
    assert found
    assert max(y for _, y in found) < 52
    assert max(x for x, _ in found) < 130
