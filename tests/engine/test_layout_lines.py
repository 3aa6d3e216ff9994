"""How lines are chosen, moved, clamped and shortened; the numbers are Chromium's."""

from __future__ import annotations

import pytest
from chromium.random_cards import by_engine

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.text.fonts import FontLibrary

LIBRARY = FontLibrary()
TITLE = "The quick brown fox jumps over the lazy dog and runs away"


def lines(source: str) -> list[str]:
    """The texts of all lines."""
    styled, notes = cascade(parse(source), 400, 300)
    assert not notes
    stack, found = [layout(styled, 400, 300, LIBRARY, lambda name: (40.0, 20.0))], []
    while stack:
        box = stack.pop(0)
        found += [line.text for line in box.lines]
        stack[:0] = box.children
    return found


def test_balanced_lines_are_of_one_length() -> None:
    greedy = lines(f'<p style="width: 300px">{TITLE}</p>')
    balanced = lines(f'<p style="width: 300px; text-wrap: balance">{TITLE}</p>')
    assert greedy == ["The quick brown fox jumps over the", "lazy dog and runs away"]
    assert balanced == ["The quick brown fox jumps over", "the lazy dog and runs away"]


def test_more_than_six_lines_are_not_balanced() -> None:
    source = f'<p style="width: 60px; text-wrap: {{}}">{TITLE}</p>'
    assert lines(source.format("balance")) == lines(source.format("auto"))


def test_a_pretty_last_line_is_more_than_a_short_word() -> None:
    source = '<p style="width: 280px; text-wrap: {}">The quick brown fox jumps over lazy dogs</p>'
    assert lines(source.format("auto")) == ["The quick brown fox jumps over lazy", "dogs"]
    assert lines(source.format("pretty")) == ["The quick brown fox jumps over", "lazy dogs"]


def test_text_wrap_nowrap_is_white_space_nowrap() -> None:
    assert lines(f'<p style="width: 90px; text-wrap: nowrap">{TITLE}</p>') == [TITLE]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("white-space: pre-wrap", ["a  ", "b"]),
        ("white-space: break-spaces", ["a ", " ", "b"]),
        ("white-space-collapse: preserve; text-wrap-mode: nowrap", ["a  b"]),
        ("white-space: normal", ["a", "b"]),
    ],
)
def test_white_space_at_the_end_of_a_line(style: str, expected: list[str]) -> None:
    assert [line.rstrip("\n") for line in lines(f'<p style="width: 10px; {style}">a  b</p>')] == expected


def test_soft_hyphens_may_be_forbidden() -> None:
    assert lines('<p style="width: 50px; hyphens: none">soft&shy;hyphen</p>') == ["soft\u00adhyphen"]
    assert len(lines('<p style="width: 50px">soft&shy;hyphen</p>')) == 2


# As high as Chromium makes them, whose last line ends the box: no margin follows it.
@pytest.mark.parametrize(
    ("clamp", "inner", "height"),
    [
        (3, "<p>One two three four five six</p><p>seven eight nine ten eleven</p><p>more</p>", 92),
        (2, "<p>One two three four five six</p><p>seven eight nine ten eleven</p>", 56),
        (2, '<div style="padding: 10px"><p>One two three four five six</p><p>seven</p></div><p>x</p>', 76),
        (9, "<p>One two three four five six</p><p>seven eight nine ten eleven</p>", 128),
    ],
)
def test_the_lines_of_nested_blocks_are_clamped_together(clamp: int, inner: str, height: float) -> None:
    recipe = f"display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: {clamp}"
    source = f'<div style="width: 150px; overflow: hidden; {recipe}">{inner}</div>'
    assert by_engine(source)[0][1][3] == height
    found = lines(source)
    assert len(found) <= clamp
    assert found[-1].endswith("…") == (clamp < 9)


def test_an_ellipsis_is_at_the_end_of_the_reading_direction() -> None:
    style = "width: 80px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis"
    for direction, last in (("ltr", -1), ("rtl", 0)):
        styled, _ = cascade(
            parse(f'<p dir={direction} style="{style}">one two three four five</p>'), 400, 300
        )
        (line,) = layout(styled, 400, 300, LIBRARY, lambda name: None).children[0].lines
        assert line.runs[last].shaped.text == "…"
        assert line.rect.width <= 80
        left, right = line.runs[0].x, line.runs[-1].x + line.runs[-1].shaped.advance
        assert -1 / 64 <= left <= right <= 80 + 1 / 64


def test_what_an_ellipsis_hides_keeps_its_place() -> None:
    style = "width: 150px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis"
    shortened = by_engine(f'<p style="{style}">One two <b>three</b> <i>four five six</i></p>')
    whole = by_engine(
        '<p style="width: 150px; white-space: nowrap">One two <b>three</b> <i>four five six</i></p>'
    )
    assert shortened == whole


# As Chromium places them.
@pytest.mark.parametrize(
    ("clamp", "inner", "places"),
    [
        (1, 'One two three <b>four</b> five six <img src="picture"> seven', [(43, 20), (57, 40)]),
        (1, 'One <u style="position: absolute">x</u> two three four', [(35, 0)]),
        (1, "<p>one two three four<b>x</b></p><p>two <b>x</b></p>", [(0, 16), (73, 36), (0, 52), (32, 52)]),
        (
            2,
            '<p style="padding: 5px">One two three four <b>five</b></p><p>x</p>',
            [(0, 16), (5, 61), (0, 82)],
        ),
        (1, '<p>one two three</p><div style="display: flex"><b>x</b></div>', [(0, 16), (0, 52), (0, 52)]),
    ],
)
def test_what_a_clamp_hides_has_its_place_below(
    clamp: int, inner: str, places: list[tuple[float, float]]
) -> None:
    recipe = f"display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: {clamp}"
    source = f'<div style="width: 100px; line-height: 20px; overflow: hidden; {recipe}">{inner}</div>'
    assert [(int(rect[0]), round(rect[1])) for _, rect in by_engine(source)[1:]] == places


def test_what_an_ellipsis_hides_of_boxes_has_its_place() -> None:
    style = "width: 100px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis"
    inner = 'One two three <img src="picture"><span style="display: inline-block">x<b>y</b></span>'
    shortened = by_engine(f'<p style="{style}">{inner}</p>')
    assert shortened == by_engine(f'<p style="width: 100px; white-space: nowrap">{inner}</p>')
    assert lines(f'<p style="{style}">{inner}</p>') == ["One two th…"]


def test_letters_on_both_sides_of_a_cut_do_not_kern() -> None:
    styled, _ = cascade(parse('<p style="width: 20px; word-break: break-all">AVAVAV</p>'), 400, 300)
    found = layout(styled, 400, 300, LIBRARY, lambda name: None).children[0].lines
    alone = by_engine("<p><b></b>A<i></i></p>")
    widths = [line.rect.width for line in found]
    assert [line.text for line in found] == list("AVAVAV")
    assert widths[0] == pytest.approx(alone[2][1][0], abs=1 / 32)


def test_a_line_is_as_high_as_its_fonts_where_its_height_is_normal() -> None:
    assert by_engine('<p style="font-size: 40px">Hello</p>')[0][1][3] == 49
    small = '<p style="font-size: 20px">Hello <b style="font: 40px monospace; line-height: {}">x</b></p>'
    assert by_engine(small.format("normal"))[0][1][3] == 53
    assert by_engine(small.format("1"))[0][1][3] < 53
    assert by_engine('<p style="font-size: 40px; line-height: 1">Hello 😀</p>')[0][1][3] == 40


def test_thai_breaks_between_words() -> None:
    assert lines('<p lang=th style="width: 1px">วันนี้อากาศดี</p>') == ["วัน", "นี้", "อากาศ", "ดี"]


def test_lines_break_by_language() -> None:
    source = '<p lang={} style="width: 20px; line-break: {}">日々</p>'
    assert lines(source.format("ja", "auto")) == ["日々"]
    assert lines(source.format("ja", "loose")) == ["日", "々"]


# As Chromium places them: what waits in a box that is aligned to the line is aligned to that box.
@pytest.mark.parametrize(
    ("inner", "tops"),
    [
        ('<sub>a</sub><u class="top">b<i class="bottom">c</i></u>', [7, 10, 10]),
        ('a<u class="bottom">b<i class="top high">c</i></u>', [10, 20]),
        ('a<u class="top">b<i class="middle high">c<b class="bottom">d</b></i></u>', [18, 20, 22]),
    ],
)
def test_boxes_aligned_to_the_line_in_each_other(inner: str, tops: list[int]) -> None:
    sheet = "div { width: 50px; line-height: 20px } u { line-height: 40px } .high { line-height: 60px }"
    for align in ("top", "middle", "bottom"):
        sheet += f".{align} {{ vertical-align: {align} }}"
    found = by_engine(f"<style>{sheet}</style><div>{inner}</div>")
    assert [round(rect[1]) for _, rect in found[1:]] == tops


# As Chromium breaks them.
@pytest.mark.parametrize(
    ("inner", "height"),
    [
        ("<a><br></a>", 40),
        ("<br>", 20),
        ("<a></a><br>", 40),
        ("<a><br>x</a>", 60),
        ("<a><b><br></b></a>y", 60),
    ],
)
def test_a_break_in_a_box_of_its_own_behind_what_overflows(inner: str, height: float) -> None:
    atomic = '<span style="display: inline-flex">no&nbsp;break</span>'
    source = f'<div style="width: 50px; line-height: 20px">{atomic}{inner}</div>'
    assert by_engine(source)[0][1][3] == height


# As wide as Chromium makes them.
@pytest.mark.parametrize(
    ("inner", "width"),
    [
        ("<b>xwx</b>a", 16.5),
        ("<b>wx</b>a", 16.5),
        ("<b>iwi i</b>a", 16.5),
        ("wa<b></b>a", 19),
        ("w<b>i</b>a", 13),
    ],
)
def test_edges_behind_a_text_that_may_break_anywhere(inner: str, width: float) -> None:
    sheet = "b { padding: 0 3px } div { width: min-content; overflow-wrap: anywhere }"
    assert by_engine(f"<style>{sheet}</style><div>{inner}</div>")[0][1][2] == pytest.approx(width, abs=0.1)


def test_punctuation_takes_after_the_letters_before_its_element() -> None:
    """Quotation marks stand otherwise with Cyrillic letters; the number is Chromium's."""
    source = '<p><b><u style="word-spacing: -1px">слово</u>“quoted”</b></p>'
    assert by_engine(source)[1][1][2] == pytest.approx(119.34, abs=0.1)


def test_a_text_that_is_far_too_long_is_as_small_as_it_may_be() -> None:
    style = "text-fit: shrink 20px; font-size: 60px; height: 100px; width: 200px; line-height: 1"
    styled, _ = cascade(parse(f'<p style="{style}">{"word " * 400}</p>'), 400, 300)
    found = layout(styled, 400, 300, LIBRARY, lambda name: None).children[0].lines
    assert {run.style.font_size for line in found for run in line.runs} == {20}


# As Chromium places them.
@pytest.mark.parametrize(
    ("inner", "place"),
    [
        ("incomprehensibilities<b></b>", (0, 20)),
        ("incomprehensibilities <b></b>more", (0, 20)),
        ("incomprehensibilities<b></b> more", (158, 0)),
        ("<i>incomprehensibilities</i><b></b>", (0, 20)),
        (
            '<i style="display: inline-block; width: 60px; height: 20px; vertical-align: top"></i><b></b>e',
            (0, 20),
        ),
        ('<p style="white-space: nowrap; margin: 0">incomprehensibilities<b></b></p>', (158, 0)),
    ],
)
def test_an_absolute_box_behind_what_overflows(inner: str, place: tuple[int, int]) -> None:
    sheet = "div { width: 50px; line-height: 20px } b { position: absolute } i { font-style: normal }"
    found = by_engine(f"<style>{sheet}</style><div>{inner}</div>")
    assert [(int(rect[0]), round(rect[1])) for tag, rect in found if tag == "b"] == [place]


def test_lines_between_blocks_end_in_an_ellipsis_and_those_of_the_blocks_do_not() -> None:
    style = "width: 100px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis"
    found = lines(
        f'<div style="{style}">One two three four<p>five six seven eight</p>nine ten eleven twelve</div>'
    )
    assert [line.endswith("…") for line in found] == [True, False, True]
