"""What is read out of MkDocs' HTML and configuration."""

from __future__ import annotations

import pytest
from hosts.built import HOST
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from mkdocs_metaimage.hosts.mkdocs.docs import first_paragraph, plain_text
from mkdocs_metaimage.pages import text_direction

assert HOST


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("A <em>b</em>&amp;<code>c&lt;d&gt;</code>", "A b&c<d>"),
        ("one<br />two\n  three", "one two three"),
        ('Title<a class="headerlink" href="#x" title="Permanent link">¶</a>', "Title"),
        ("x <!-- not <b>said</b> --> y", "x y"),
        ("a <script>alert(1)</script><svg><title>icon</title></svg> b", "a b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("", ""),
    ],
)
def test_plain_text(markup, text):
    assert plain_text(markup) == text


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_escaped_text_comes_back(text):
    assert plain_text(str(escape(text))) == " ".join(text.split())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<h1>T</h1><p>First.</p><p>Second.</p>", "First."),
        ('<p><img src="x"></p><p> </p><p>Says <b>it</b></p>', "Says it"),
        ('<div class="admonition"><p class="admonition-title">Note</p><p>Body</p></div>', "Body"),
        ("<pre><code>&lt;p&gt;no&lt;/p&gt;</code></pre><p>yes</p>", "yes"),
        ("<!-- <p>no</p> --><p>yes</p>", "yes"),
        ("<p>\u00abun\u00bb &mdash; a\nb</p>", "«un» — a b"),
        ("<param><picture></picture><p>yes</p>", "yes"),
        ("<p><p>One<p>Two", "One"),
        ("<div><p>One</div>Two", "One"),
        ("<p>" * 20_000, ""),
        ("<h1>T</h1>", ""),
    ],
)
def test_the_first_paragraph(content, text):
    assert first_paragraph(content) == text


@pytest.mark.parametrize(
    ("locale", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("pt-BR", "ltr"),
        ("zh-Hant-TW", "ltr"),
        ("ur-PK", "rtl"),
    ],
)
def test_text_direction(locale, direction):
    assert text_direction(locale) == direction
