"""Glyphs on the picture: places, weight, colour, clips, decorations, emoji."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from engine.painted import BLACK, BLUE, RED, WHITE, box, drawn, ink, line, on_white

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values import Length


def written(text, x=10.0, baseline=60.0, width=200, height=100, **style):
    return on_white(
        box(0, 0, width, height, lines=[line(x, baseline, text, **style)]), width=width, height=height
    )


def bounds(image):
    return image.convert("L").point(lambda value: 255 - value).getbbox()


def test_a_letter_stands_on_the_baseline():
    left, top, right, bottom = bounds(written("H", font_size=50.0))
    assert bottom == 60
    assert top == 60 - 37  # 50 x 0.727 = 36.4 px of cap height
    assert 10 < left < 18
    assert right < 50


def test_black_text_is_as_heavy_as_chromiums():
    # The sum of Chromium 156's greyscale picture of the same text, hinting off.
    image = written("Hello Avatar 10", 20.296875, 96.0, 900, 130, font_size=88.0, font_weight=800.0)
    assert ink(image) == pytest.approx(4_755_137 / 255, rel=0.005)
    image = written("The quick brown fox jumps over the lazy dog, 1234", 20.296875, 60.0, 900, 100)
    assert ink(image) == pytest.approx(450_099 / 255, rel=0.005)


def test_white_on_black_is_a_little_bolder():
    def shares(paper, colour):
        text = box(
            0, 0, 100, 60, lines=[line(5.0, 40.0, "Hamburg", color=colour)], background=paper, tag="html"
        )
        image = drawn(text, 100, 60).convert("L")
        return sum(abs(value - int(paper.red)) for value in image.tobytes())

    assert 1.01 < shares(BLACK, WHITE) / shares(WHITE, BLACK) < 1.15


def test_a_quarter_of_a_pixel_matters_and_less_does_not():
    pictures = [written("l", x).tobytes() for x in (10.0, 10.1, 10.25, 10.5, 10.75)]
    assert pictures[0] == pictures[1]
    assert len(set(pictures)) == 4


def test_a_whole_pixel_moves_the_picture():
    here, there = written("Ag", 10.25), written("Ag", 11.25)
    assert here.crop((0, 0, 99, 100)).tobytes() == there.crop((1, 0, 100, 100)).tobytes()


def test_the_baseline_is_a_whole_pixel():
    assert written("x", baseline=59.6).tobytes() == written("x", baseline=60.4).tobytes()


@pytest.mark.parametrize(
    ("x", "baseline"), [(-30.0, 60.0), (180.0, 60.0), (60.0, 10.0), (60.0, 130.0), (900.0, 900.0)]
)
def test_text_is_clipped_at_the_edges_of_the_picture(x, baseline):
    whole = on_white(
        box(0, 0, 600, 400, lines=[line(x + 200, baseline + 150, "Agjp", font_size=60.0)]),
        width=600,
        height=400,
    )
    part = written("Agjp", x, baseline, font_size=60.0)
    assert part.tobytes() == whole.crop((200, 150, 400, 250)).tobytes()


def test_text_is_clipped_by_overflow():
    text = box(0, 0, 200, 100, lines=[line(10.0, 60.0, "HHHHHH", font_size=60.0)])
    image = on_white(box(20, 20, 50, 30, text, overflow="hidden"), width=200)
    left, top, right, bottom = bounds(image)
    assert (left, top, right, bottom) >= (20, 20, 0, 0)
    assert right <= 70
    assert bottom <= 50


def test_colour_and_alpha():
    image = written("H", color=RED, font_size=60.0)
    assert image.getchannel("R").getextrema() == (255, 255)
    assert image.getchannel("G").getextrema() == (0, 255)
    faint = written("H", color=Color(0, 0, 0, 0.5), font_size=60.0)
    assert min(faint.convert("L").tobytes()) == 127
    none = written("H", color=Color(0, 0, 0, 0.0), font_size=60.0)
    assert ink(none) == 0


def test_text_on_nothing():
    image = drawn(box(0, 0, 100, 100, lines=[line(10.0, 60.0, "H", font_size=60.0, color=RED)]))
    assert image.mode == "RGBA"
    red, green, blue, alpha = image.split()
    assert alpha.getextrema() == (0, 255)
    for value, channel in ((255, red), (0, green), (0, blue)):
        covered = [pixel for pixel, seen in zip(channel.tobytes(), alpha.tobytes(), strict=True) if seen > 8]
        assert set(covered) == {value}


def test_hidden_text():
    assert ink(written("H", visibility="hidden")) == 0


def test_opacity_of_an_inline_element():
    plain = line(10.0, 60.0, "H", font_size=60.0)
    faint = line(60.0, 60.0, "H", font_size=60.0, opacity=0.5)
    inline = box(60, 10, 40, 60, display="inline", fragments=((60, 10, 40, 60),))
    inline = type(inline)(
        "span", "", (), faint.runs[0].style, inline.rect, inline.border, inline.padding, (inline.rect,)
    )
    image = on_white(box(0, 0, 200, 100, inline, lines=[plain, faint]), width=200).convert("L")
    assert min(image.crop((0, 0, 58, 100)).tobytes()) == 0
    assert min(image.crop((58, 0, 200, 100)).tobytes()) == 127


def test_an_underline_leaves_room_for_descenders():
    kinds = {
        "text_decoration_line": ("underline",),
        "text_decoration_color": BLUE,
        "color": RED,
        "font_size": 40.0,
    }
    image = written("HgH", **kinds)
    row = [image.getpixel((x, 63)) for x in range(200)]
    blue = [x for x, pixel in enumerate(row) if pixel == (0, 0, 255)]
    assert blue[0] == 10
    gaps = [b - a for a, b in pairwise(blue) if b - a > 1]
    assert gaps
    straight = [
        x
        for x, pixel in enumerate(written("HnH", **kinds).getpixel((x, 63)) for x in range(200))
        if pixel == (0, 0, 255)
    ]
    assert straight == list(range(straight[0], straight[-1] + 1))


def test_an_underline_is_as_thick_as_a_tenth_of_the_size():
    image = written("nnn", font_size=40.0, text_decoration_line=("underline",), text_decoration_color=BLACK)
    column = [y for y in range(60, 100) if image.getpixel((20, y)) == (0, 0, 0)]
    assert column == [62, 63, 64, 65]


def rows_below(image, x):
    """The rows below the text that are drawn at a column."""
    return [y for y in range(60, 100) if image.getpixel((x, y)) != (255, 255, 255)]


def test_the_lines_of_a_double_underline_are_a_pixel_apart():
    lines = {"text_decoration_line": ("underline",), "text_decoration_style": "double"}
    image = written("nnn", font_size=40.0, text_decoration_color=BLACK, **lines)
    assert rows_below(image, 20) == [62, 63, 64, 65, 67, 68, 69, 70]


def test_an_underline_has_the_thickness_and_the_place_that_is_asked_for():
    lines = {"text_decoration_line": ("underline",), "text_decoration_color": BLACK}
    image = written("nnn", font_size=40.0, text_decoration_thickness=Length(2.0), **lines)
    assert rows_below(image, 20) == [61, 62]
    image = written("nnn", font_size=40.0, text_underline_offset=Length(0.0, 25.0), **lines)
    assert rows_below(image, 20) == [70, 71, 72, 73]


@pytest.mark.parametrize(
    ("kind", "least", "most"), [("dashed", 0.6, 0.8), ("dotted", 0.35, 0.5), ("wavy", 1.0, 1.6)]
)
def test_other_kinds_of_lines_cover_less_or_more(kind, least, most):
    lines = {"text_decoration_line": ("underline",), "text_decoration_color": BLACK}
    whole = ink(written("nnnnn", font_size=40.0, **lines), (0, 62, 200, 100))
    other = ink(written("nnnnn", font_size=40.0, text_decoration_style=kind, **lines), (0, 62, 200, 100))
    assert least < other / whole < most


def test_a_line_through_is_above_the_text():
    image = written(
        "HHH", font_size=40.0, text_decoration_line=("line-through",), text_decoration_color=RED, color=BLACK
    )
    assert (255, 0, 0) in {image.getpixel((14, y)) for y in range(30, 60)}


def test_emoji_bring_their_colours():
    image = written("😀", font_size=60.0, color=BLUE, baseline=70.0)
    colours = image.crop(bounds(image)).resize((1, 1)).getpixel((0, 0))
    assert colours[0] > 180
    assert colours[2] < 160
    left, top, right, bottom = bounds(image)
    assert right - left == pytest.approx(66, abs=3)
    assert bottom - top == pytest.approx(60 * 1.1, abs=8)


def test_emoji_fade():
    strong = written("😀", font_size=60.0)
    faint = written("😀", font_size=60.0, color=Color(0, 0, 0, 0.5))
    assert ink(faint) == pytest.approx(ink(strong) / 2, rel=0.05)


def test_emoji_are_clipped():
    image = written("😀", x=180.0, font_size=60.0)
    assert bounds(image)[2] == 200


def test_large_and_tiny_text():
    assert ink(written("H", font_size=900.0, baseline=400.0)) > 1000
    assert ink(written("H", font_size=0.5)) < 2
    assert ink(written("H", font_size=0.0)) == 0


def test_threads_paint_alike():
    texts = [f"Thread {number} Ág 😀" for number in range(12)]
    expected = [written(text, font_size=31.0).tobytes() for text in texts]
    answers = []

    def work():
        answers.append([written(text, font_size=31.0).tobytes() for text in texts])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4
