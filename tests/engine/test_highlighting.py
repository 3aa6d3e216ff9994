"""The filter `highlight`: which pieces of code are told apart."""

from __future__ import annotations

import re

import pytest

from mkdocs_metaimage.engine.highlighting import highlight
from mkdocs_metaimage.engine.templating import html


def _pieces(code: str, language: str | None = None) -> list[tuple[str, str]]:
    found = re.findall(r'<span class="(\w+)">(.*?)</span>', highlight(code, language), re.DOTALL)
    return [(kind, re.sub(r"&\w+;|&#\d+;", "?", text)) for kind, text in found]


def test_python() -> None:
    code = 'async def send(to=None):\n    return "# no" + str(1.5e3)  # yes "no"'
    assert _pieces(code, "python") == [
        ("keyword", "async"), ("keyword", "def"), ("call", "send"), ("keyword", "None"), ("keyword", "return"),
        ("string", "?# no?"), ("call", "str"), ("number", "1.5e3"), ("comment", "# yes ?no?"),
    ]  # fmt: skip


def test_text_of_several_lines_is_one_string() -> None:
    assert _pieces('"""One,\ntwo."""', "python") == [("string", "???One,\ntwo.???")]


@pytest.mark.parametrize(
    ("language", "code", "comments"),
    [
        ("js", "a // b\n# c", ["// b"]),
        ("rust", "/* a\nb */ c # d", ["/* a\nb */"]),
        ("sql", "a -- b", ["-- b"]),
        ("sh", "a # b // c", ["# b // c"]),
        ("html", "<!-- a --> <b>", ["?!-- a --?"]),
        (None, "a # b\nc // d\ncolor: #ff0000", ["# b", "// d"]),
        ("Python", "# a", ["# a"]),
    ],
)
def test_comments_begin_as_in_the_language(language: str | None, code: str, comments: list[str]) -> None:
    assert [text for kind, text in _pieces(code, language) if kind == "comment"] == comments


def test_keywords_of_sql_are_its_own_in_either_case() -> None:
    assert _pieces("SELECT a from b", "sql") == [("keyword", "SELECT"), ("keyword", "from")]
    assert _pieces("select(values)", "js") == [("call", "select")]
    assert _pieces("Return Class IF") == []


def test_numbers_stand_alone() -> None:
    assert [text for _, text in _pieces("a1 0xff 1_000 2.5 v3.1 3px")] == ["0xff", "1_000", "2.5"]


def test_an_apostrophe_within_a_word_begins_no_string() -> None:
    assert _pieces("it's a dog's life") == []


def test_every_character_is_kept_and_escaped() -> None:
    code = "\n\nif a < b && c:\n\treturn '<b>'\n"
    shown = html("{{ code | highlight('js') }}", code=code)
    text = re.sub(r"</?span[^>]*>", "", shown)
    assert text == "if a &lt; b &amp;&amp; c:\n    return &#39;&lt;b&gt;&#39;"
    assert html("{{ 7 | highlight }}") == '<span class="number">7</span>'


def test_what_never_ends_takes_no_time() -> None:
    for start in ('"', '"""', "/*", "'", "`", "0x", "a"):
        assert highlight(start * 20_000)
