"""What cards say to those who do not see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_metaimage import ImageResponse, h
from mkdocs_metaimage.engine.alt_text import alt_text, fitted
from mkdocs_metaimage.engine.text.breaks import graphemes

PIXEL = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"


def said(card: object) -> str:
    return alt_text(ImageResponse(card).drawing())


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ("<h1>Install</h1><p>How to\n   begin</p>", "Install. How to begin"),
        ("<h1>Why?</h1><p>Because.</p><p>So “there.”</p><p>End</p>", "Why? Because. So “there.” End"),
        ("<p>各种语言。</p><p>文档</p>", "各种语言。 文档"),
        ("<p>one <b>tw</b>o<br>three</p>four", "one two three. four"),
        ("<div>a<p>b</p>c</div>", "a. b. c"),
        ("<span>un</span><span>broken</span>", "unbroken"),
        ("<b style='display: inline-block'>v2</b><b style='display: inline-flex'>new</b>", "v2 new"),
        ("<div style='display: flex'><b>A</b><b>B</b></div>", "A. B"),
        ("<div style='display: grid'><i style='display: contents'><b>A</b><b>B</b></i></div>", "A. B"),
        ("a<i style='position: absolute'>b</i>c", "a. b. c"),
        ("<ul><li>a</li><li>b</li></ul>", "a. b"),
        ("<pre>x = 1\n\ny = 2</pre>", "x = 1 y = 2"),
        ("exam\u00adple un\u200bbroken\u2060", "example unbroken"),
    ],
)
def test_blocks_and_lines(card: str, expected: str) -> None:
    assert said(card) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>no</p>",
        "<p style='visibility: hidden'>no</p>",
        "<div style='opacity: 0'><p>no</p></div>",
        "<div style='font-size: 0'>no</div>",
        "<p class=off>no</p>",
        "<p aria-hidden='true'>no</p>",
        "<p hidden>no</p>",
        "<p class=generated></p>",
        "<details><summary></summary>no</details>",
        "<title>no</title><script>no</script><template>no</template>",
        "<!-- no -->",
        "<p>·</p><p>→</p><p> / </p><p>—</p>",
    ],
)
def test_what_is_not_seen_or_says_nothing(hidden: str) -> None:
    style = "<style>.off { display: none } .generated::before { content: 'no' }</style>"
    assert said(f"{style}<p>Yes</p>{hidden}<p>and yes</p>") == "Yes. and yes"


def test_what_is_shown_again() -> None:
    assert said("<p style='visibility: hidden'>no<b style='visibility: visible'>yes</b>no</p>") == "yes"
    assert said("a<span style='visibility: hidden'>no</span>b") == "a b"


def test_pictures() -> None:
    assert said(
        f'<p>By <img src="{PIXEL}" alt=" Ada "><img src="{PIXEL}" alt=""><img src="{PIXEL}">.</p>'
    ) == ("By Ada .")
    assert (
        said("<p>A</p><svg width=1 height=1 aria-label=Logo><title>no</title></svg><svg></svg>") == "A. Logo"
    )
    assert said('<p role="img" aria-label="Four of five">★★★★☆</p>') == "Four of five"
    assert said("<p>★★★★☆</p><p>🚀</p>") == "★★★★☆. 🚀"


def test_inline_pictures_say_their_name_or_their_texts() -> None:
    drawn = "<svg>{}<text>A &amp; <tspan fill='red'>b</tspan></text><text>c</text><style>no</style></svg>"
    assert said(drawn.format("")) == "A & b c"
    assert said(drawn.format("<title>A chart</title>")) == "A chart"
    assert said(f"<p>x</p><div aria-hidden='true'>{drawn.format('')}</div>") == "x"


def test_a_block_is_said_once() -> None:
    assert said("<p>Acme</p><h1>ACME</h1><p>Words.</p><p>Words</p>") == "Acme. Words."


def test_what_a_card_is_about_comes_first() -> None:
    drawing = ImageResponse("<p>Acme</p><h1>The  title</h1><p>Words.</p><p>More</p>").drawing()
    assert alt_text(drawing, ("The title", "More")) == "The title. More. Acme. Words."
    assert alt_text(drawing, ("Not drawn", "More")) == "More. Acme. The title. Words."


def test_elements_that_are_no_html() -> None:
    assert (
        said(h("div", {"style": {"display": "flex"}}, h("b", None, "A & B"), h("b", None, 1))) == "A & B. 1"
    )


def test_nothing() -> None:
    assert said("<div style='width: 100%; height: 100%; background: red'></div>") == ""


def test_a_deep_tree() -> None:
    assert said("<div>" * 900 + "deep") == "deep"


def test_a_long_text_is_cut_behind_a_word() -> None:
    text = said("<p>" + "word " * 100 + "</p>")
    assert text == "word " * 83 + "word…"
    assert len(text) == 420
    assert fitted("x" * 421) == "x" * 419 + "…"
    assert fitted("x" * 420) == "x" * 420


@given(st.text(st.sampled_from("a é́👩🏽‍🔬🇩🇪नमस्ते,"), min_size=100, max_size=800))
def test_a_text_is_cut_between_graphemes(text: str) -> None:
    cut = fitted(text)
    assert len(cut) <= 420
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))
    assert cut == text or len(cut[:-1]) in {0, *graphemes(text)}
