"""Cards as nobody means them: they are drawn all the same, with boxes at finite places, and soon."""

import math
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.alt_text import alt_text
from mkdocs_metaimage.engine.depth import room_for
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.elements import parse

DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='2'/%3E"


def every(box):
    yield box
    for child in box.children:
        yield from every(child)


def boxes(source, width=300, height=200):
    """The boxes of a card, which is painted too."""
    response = ImageResponse(source, width=width, height=height)
    response.render()
    return list(every(response.layout()))


def pixel(source, x, y):
    return ImageResponse(source, width=300, height=200).render().convert("RGB").getpixel((x, y))


@pytest.mark.parametrize(
    "amount", ["1e9px", "1e30px", "-1e30px", "1e308em", "1e400px", "1e9%", "calc(1e308px * 10)"]
)
@pytest.mark.parametrize(
    "style",
    ["width: {}", "height: {}", "margin: {}", "padding: {}", "border: {} dashed red", "border-radius: {} / 3px",
     "flex-basis: {}", "gap: {}", "font-size: {}; line-height: 3", "line-height: {}", "letter-spacing: {}",
     "position: absolute; left: {}; top: {}", "min-width: {}; aspect-ratio: 1e-30"],
)  # fmt: skip
def test_lengths_without_end(style, amount):
    shown = "background: linear-gradient(red, blue); border: 2px dotted; border-radius: 9px; text-decoration: underline"
    source = f"<div style='display: flex; {shown}; {style.replace('{}', amount)}'>a <p>b</p></div>"
    for box in boxes(source):
        assert all(math.isfinite(number) for number in (box.x, box.y, box.width, box.height))


@pytest.mark.parametrize(
    "style",
    ["order: 1e400", "z-index: -1e400", "flex-grow: 1e308", "flex: 1e308 1e308 1px", "tab-size: 1e9; white-space: pre",
     "line-clamp: 1000000000000", "aspect-ratio: 1e-400", "background: linear-gradient(1e400deg, red, blue)",
     "background: repeating-linear-gradient(red, blue 1e-300px)", "line-height: 1e308"],
)  # fmt: skip
def test_numbers_without_end(style):
    boxes(f"<div style='display: flex'><p style='{style}'>a\tb</p><p style='{style}'>c</p></div>")


def test_no_size_is_negative():
    source = (
        "<body style='margin-top: 900px; padding: 9px'><div style='padding: calc(10px - 50%); width: calc(5% - 50px)'>"
        "</div><em style='letter-spacing: -30px'>ab</em></body>"
    )
    assert min(min(box.width, box.height) for box in boxes(source)) >= 0


def test_a_padding_that_comes_out_negative_is_none():
    inner = boxes("<div style='padding-top: calc(10% - 40px)'><p style='margin: 0; height: 7px'></p></div>")[
        1
    ]
    assert inner.height == 7


def test_of_what_is_very_large_the_part_is_painted_that_is_seen():
    place = "position: absolute; left: -5000px; top: 10px; width: 10000px; height: 9000px"
    ellipse = f"<div style='{place}; border-radius: 50%; background: red'></div>"
    # Its top is at the left edge of the picture; at the right one it is 8 px lower.
    assert [pixel(ellipse, *point)[0] for point in ((0, 9), (0, 11), (299, 16), (299, 20))] == [
        0,
        255,
        0,
        255,
    ]
    narrow = "position: absolute; left: 50px; top: 20px; width: 9000px; height: 9000px; border-radius: 100px"
    for style in (
        "background: red",
        "border: 60px solid red",
        "border: 60px solid red; border-left-color: #f00e",
    ):
        assert pixel(f"<div style='{narrow}; {style}'></div>", 51, 21) == (0, 0, 0)
        assert pixel(f"<div style='{narrow}; {style}'></div>", 200, 22) == (255, 0, 0)
    across = (
        f"<div style='{place}; background: linear-gradient(90deg, black, black 50%, red 50%, red)'></div>"
    )
    assert (pixel(across, 0, 99)[0], pixel(across, 299, 99)[0]) == (255, 255)
    stripes = "repeating-linear-gradient(90deg, black 0 10px, red 10px 20px)"
    striped = f"<div style='position: absolute; width: 10000px; height: 90px; background: {stripes}'></div>"
    assert [pixel(striped, x, 5)[0] for x in (5, 15, 25, 35)] == [0, 255, 0, 255]


def test_of_a_picture_that_is_drawn_far_too_large_there_is_what_is_seen():
    halves = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='2' height='2'%3E"
        "%3Crect width='1' height='2' fill='red'/%3E%3Crect x='1' width='1' height='2' fill='lime'/%3E%3C/svg%3E"
    )
    card = f'<img src="{halves}" style="position: absolute; left: {{}}px; width: 1e6px; height: 1e6px">'
    assert pixel(card.format(-499_000), 5, 5)[:3] == (255, 0, 0)
    assert pixel(card.format(-501_000), 5, 5)[:3] == (0, 255, 0)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\0\1\a", "\u200d" * 50, "\u0301" * 50, "\ufeff", "\ufffc", "\u2028a\u2029", "\U0010ffff",
     "שלום hello عربي", "\u2069\u2066\u202e(", "\u2067" * 300 + "a", "\u202e" * 300 + "a", "א" + "(" * 300],
)  # fmt: skip
@pytest.mark.parametrize(
    "style",
    ["", "text-fit: shrink 4px; height: 9px", "text-fit: shrink 0", "line-clamp: 1", "display: flex; width: 0",
     "white-space: pre", "overflow: hidden; text-overflow: ellipsis; width: 1px", "word-break: break-all; width: 0",
     "text-align: justify; direction: rtl"],
)  # fmt: skip
def test_texts_of_all_kinds(text, style):
    boxes(
        f"<div style='{style}'>{text}<b>{text}</b><span style='{style}; display: inline-block'>{text}</span></div>"
    )


def test_nested_fits_end():
    source = "x"
    for _ in range(40):
        source = f"<div style='text-fit: shrink 5px'>a <div style='display: flex; flex-direction: column'>{source}</div></div>"
    boxes(source)
    assert boxes("<p style='text-fit: shrink 4px; display: inline-block'>" * 60 + "x")


def test_deep_cards_leave_the_limit_of_recursion_as_it_was():
    before = sys.getrecursionlimit()
    sources = ["<div>" * levels + "x" for levels in (900, 60, 500, 30)] * 3
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(boxes, sources))) == 12
    for source in sources[:2]:
        drawing = ImageResponse(source, width=40, height=20).drawing()
        draw(drawing)
        assert alt_text(drawing) == "x"
        pickle.loads(pickle.dumps(drawing))
    assert sys.getrecursionlimit() == before


def test_a_limit_of_recursion_that_is_set_meanwhile_stays():
    before = sys.getrecursionlimit()
    try:
        with room_for(parse("<div>" * 200 + "x")):
            assert sys.getrecursionlimit() > 9000
            sys.setrecursionlimit(before + 7)
        assert sys.getrecursionlimit() == before + 7
    finally:
        sys.setrecursionlimit(before)


def test_threads_draw_what_one_draws():
    drawings = [
        ImageResponse(
            f"<h1 style='text-fit: shrink 9px; border-radius: {size}px; border: 3px dashed red'>"
            f"Card {size} שלום <em>日本</em> 👍🏽</h1>",
            width=200 + size,
            height=90,
        ).drawing()
        for size in range(12)
    ] * 2  # fmt: skip
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(draw, drawings))
    assert together == [draw(drawing) for drawing in drawings]
