"""Lines of text: where they break, and what is left out of them."""

from itertools import pairwise

import pytest

from mkdocs_metaimage.engine.boxes import PlacedBox
from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.text.breaks import line_breaks
from mkdocs_metaimage.engine.text.fonts import FontLibrary

LIBRARY = FontLibrary()


def place(source, width=400, height=300):
    styled, notes = cascade(parse(source), width, height)
    assert not notes
    return layout(styled, width, height, LIBRARY, lambda name: (40.0, 20.0))


def boxes(box: PlacedBox):
    for child in box.children:
        yield child
        yield from boxes(child)


def by_id(root, name):
    return next(box for box in boxes(root) if box.id == name)


def lines(source, **size):
    root = place(source, **size)
    return [line.text for box in (root, *boxes(root)) for line in box.lines]


# Chromium's own breaks between ASCII characters; the others are UAX #14's.
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("two words", ["two ", "words"]),
        ("text/with/slashes", ["text/with/slashes"]),
        ("well-known 1-2 -3", ["well-", "known ", "1-", "2 ", "-3"]),
        ("--flag", ["-", "-", "flag"]),
        ("a (b) (c)", ["a ", "(b) ", "(c)"]),
        ("a ) b", ["a ", ") ", "b"]),
        ("what?this", ["what?", "this"]),
        ("a.b,c!d", ["a.b,c!d"]),
        ("100% of $5", ["100% ", "of ", "$5"]),
        ("http://x.y/z?q=1", ["http://x.y/z?", "q=1"]),
        ("no\u00a0break", ["no\u00a0break"]),
        ("a—b", ["a", "—", "b"]),
        ("日本、語", ["日", "本、", "語"]),
    ],
)
def test_where_lines_may_break(text, parts):
    cuts = [0, *line_breaks(text), len(text)]
    assert [text[start:end] for start, end in pairwise(cuts)] == parts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("  a  <b> b </b> c\n d ", ["a b c d"]),
        ("a<br>b<br><br>c<br>", ["a", "b", "", "c"]),
        ("a <br> b", ["a", "b"]),
        ('<div style="white-space: pre">  a  b\n c</div>', ["  a  b", " c"]),
        ('<div style="white-space: pre-line"> a   b \n  c</div>', ["a b", "c"]),
        ("<pre>a\tb\n\nc\n</pre>", ["a\tb", "", "c"]),
        ('<div style="tab-size: 2; white-space: pre">\ta</div>', ["\ta"]),
        ("日本\n語", ["日本語"]),
        ("ab\ncd", ["ab cd"]),
        ('<div style="text-transform: uppercase">straße</div>', ["STRASSE"]),
        ('<div style="text-transform: lowercase">ABC</div>', ["abc"]),
        ('<div style="text-transform: capitalize">it’s über-nice <b>x y</b></div>', ["It’s Über-Nice X Y"]),
        ("<div> </div><div>\n</div>", []),
        ("<p>a</p> <!-- x --> <p>b</p>", ["a", "b"]),
        ("a<script>x</script><style></style>b", ["ab"]),
    ],
)
def test_white_space(source, expected):
    assert lines(source) == expected


def test_text_wraps_between_words():
    assert lines('<p style="width: 130px">The quick brown fox jumps</p>') == ["The quick brown", "fox jumps"]


def test_text_that_may_not_wrap_overflows():
    assert lines('<p style="width: 30px; white-space: nowrap">no wrap at all</p>') == ["no wrap at all"]
    assert lines('<p style="width: 50px">a <span style="white-space: nowrap">b c d e f g</span> h</p>') == [
        "a", "b c d e f g", "h"]  # fmt: skip


def test_a_long_word_breaks_only_where_it_is_told():
    word = '<p style="width: 60px; {}">a Donaudampfschiff</p>'
    assert lines(word.format("")) == ["a", "Donaudampfschiff"]
    anywhere = lines(word.format("overflow-wrap: anywhere"))
    assert anywhere == lines(word.format("overflow-wrap: break-word"))
    assert anywhere[0] == "a"
    assert "".join(anywhere[1:]) == "Donaudampfschiff"
    assert lines(word.format("word-break: break-all"))[0].startswith("a D")


def test_words_of_one_kind_are_kept_whole():
    assert lines('<p style="width: 1px">日本語 日本</p>') == ["日", "本", "語", "日", "本"]
    assert lines('<p style="width: 1px; word-break: keep-all">日本語 日本</p>') == ["日本語", "日本"]


def test_a_soft_hyphen_shows_where_the_line_breaks():
    root = place('<p style="width: 60px">Donau&shy;dampf&shy;schiff</p>')
    line = root.children[0].lines[0]
    assert line.runs[-1].shaped.text == "\u2010"
    assert line.rect.width <= 60


def test_a_line_too_long_ends_in_an_ellipsis():
    source = '<p style="width: 150px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">{}</p>'
    root = place(source.format("This is a <b>long</b> line that is cut"))
    (line,) = root.children[0].lines
    assert line.text.endswith("…")
    assert "This is a long".startswith(line.text[:10])
    assert line.rect.width <= 150
    assert lines(source.format("short")) == ["short"]


def test_an_ellipsis_does_not_cut_a_grapheme():
    source = '<p style="width: {}px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">{}</p>'
    flags = "🇩🇪🇫🇷🇯🇵🇧🇷🇨🇦"
    for width in range(20, 120, 7):
        (text,) = lines(source.format(width, flags))
        assert text == flags or (text.endswith("…") and flags.startswith(text[:-1]) and len(text) % 2 == 1)
        assert len(text) > 1


def test_a_right_to_left_line_has_its_ellipsis_at_the_left():
    source = '<p dir=rtl style="width: 80px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">שלום עולם שלום</p>'
    (line,) = place(source).children[0].lines
    assert line.runs[0].shaped.text == "…"
    assert line.text.startswith("שלום")


@pytest.mark.parametrize("name", ["line-clamp", "-webkit-line-clamp"])
def test_lines_are_clamped(name):
    source = f'<p style="width: 120px; {name}: 2">One two three four five six seven eight nine ten</p>'
    root = place(source)
    found = [line.text for line in root.children[0].lines]
    assert len(found) == 2
    assert found[1].endswith("…")
    assert root.children[0].rect.height == 40
    assert all(line.rect.width <= 120 for line in root.children[0].lines)


def test_a_clamp_leaves_a_text_alone_that_fits():
    assert lines('<p style="line-clamp: 2; width: 200px">One two</p>') == ["One two"]


def test_what_a_clamp_hides_shows_nothing():
    style = "line-clamp: 1; width: 100px; line-height: 20px"
    root = place(
        f'<p style="{style}">One <b>two three four five</b> <i>six</i> <u style="display: inline-block">x</u></p>'
    )
    one, two, three = root.children[0].children
    assert (len(one.fragments), one.style.visibility) == (1, "visible")
    assert one.rect.height == one.fragments[0].height + 40
    assert (two.fragments, two.style.visibility) == ((), "hidden")
    assert (three.lines, three.style.visibility) == ((), "hidden")
    assert root.children[0].rect.height == 20


def test_runs_are_in_visual_order():
    root = place("<p dir=rtl>abc שלום def</p>")
    (line,) = root.children[0].lines
    assert [run.shaped.text.strip() for run in line.runs] == ["def", "שלום", "abc"]
    assert line.text == "abc שלום def"
    assert [run.x for run in line.runs] == sorted(run.x for run in line.runs)


def test_an_isolated_element_does_not_disturb_its_line():
    root = place("<p>1 <b dir=rtl>שלום!</b> 2</p>")
    runs = root.children[0].lines[0].runs
    assert [(run.shaped.text, run.shaped.direction) for run in runs] == [
        ("1 ", "ltr"), ("שלום!", "rtl"), (" 2", "ltr")]  # fmt: skip


def test_a_run_has_the_style_of_its_element():
    root = place("<p>a <b>b</b></p>")
    (line,) = root.children[0].lines
    assert [run.style.font_weight for run in line.runs] == [400, 700]


def test_inline_fragments_are_one_a_line():
    root = place('<p style="width: 90px">aaa <b id=x style="padding: 0 5px">bbb ccc ddd</b> eee</p>')
    box = by_id(root, "x")
    assert len(box.fragments) == 2
    assert box.rect.y == box.fragments[0].y
    assert box.rect.x == min(fragment.x for fragment in box.fragments)
    # The padding is at its start and its end alone.
    first = root.children[0].lines[0].runs[-1]
    assert first.x == pytest.approx(box.fragments[0].x + 5)
    assert root.children[0].lines[1].runs[0].x == pytest.approx(box.fragments[1].x)


def test_justified_words_fill_their_lines():
    root = place(
        '<p style="text-align: justify; width: 150px">Words that fill lines, the last one but not so</p>'
    )
    *full, last = root.children[0].lines
    assert [line.rect.width for line in full] == pytest.approx([150] * len(full))
    assert last.rect.width < 149


# --- text-fit


FIT = '<h1 id=t style="margin: 0; width: 400px; height: 120px; font-size: 80px; line-height: 1.1; text-fit: shrink {}">{}</h1>'


def fitted(text, least="20px"):
    box = by_id(place(FIT.format(least, text)), "t")
    return box, box.style.font_size


def test_a_short_text_keeps_its_size():
    assert fitted("One")[1] == 80


@pytest.mark.parametrize(
    "text", ["Incomprehensibilities", "A title of some words that is quite long", "word " * 24]
)
def test_a_long_text_shrinks_until_it_fits(text):
    box, size = fitted(text)
    assert 20 <= size < 80
    assert sum(line.rect.height for line in box.lines) <= 120
    assert all(line.rect.width <= 400 for line in box.lines)
    assert box.rect.height == 120


def test_the_size_found_is_the_largest_whole_one():
    _, size = fitted("A title of some words that is quite long")
    larger = FIT.format("20px", "A title of some words that is quite long").replace("80px", f"{size + 1}px")
    assert by_id(place(larger), "t").style.font_size == size
    assert size == int(size)


def test_a_text_is_no_smaller_than_it_may_be():
    box, size = fitted("word " * 200, "30px")
    assert size == 30
    assert sum(line.rect.height for line in box.lines) > 120


def test_inline_elements_shrink_with_the_text():
    box = by_id(
        place(FIT.format("20px", 'A title <b id=b style="font-size: 40px">of</b> some words that is long')),
        "t",
    )
    inner = by_id(box, "b")
    assert inner.style.font_size == pytest.approx(box.style.font_size / 2)
    assert inner.rect.width > 0


def test_a_text_fits_the_greatest_height():
    source = FIT.format("10px", "word " * 20).replace("height: 120px", "max-height: 200px", 1)
    box = by_id(place(source), "t")
    assert box.rect.height <= 200
    assert box.style.font_size < 80


@pytest.mark.parametrize("text", ["One line of some words", "One line <b>of some</b> words"])
def test_an_ellipsis_makes_no_text_fit(text):
    source = FIT.format("10px; overflow: hidden; white-space: pre; text-overflow: ellipsis", text)
    box = by_id(place(source), "t")
    assert 20 < box.style.font_size < 80
    assert box.lines[0].text == "One line of some words"


def test_a_text_fits_what_a_flex_container_leaves_it():
    source = """<div style="display: flex; flex-direction: column; height: 100%">
        <h1 id=t style="flex: 1; margin: 0; font-size: 90px; text-fit: shrink 20px">A title that has many words in it</h1>
        <div style="height: 150px; flex-shrink: 0">foot</div></div>"""
    box = by_id(place(source), "t")
    assert box.rect.height == 150
    assert sum(line.rect.height for line in box.lines) <= 150
