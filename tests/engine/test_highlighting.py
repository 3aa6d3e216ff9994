"""The filter `highlight`: which pieces of code are told apart."""

from __future__ import annotations

import re

import pytest

from mkdocs_metaimage.engine.elements import html
from mkdocs_metaimage.engine.highlighting import highlight
from mkdocs_metaimage.engine.notes import CardError


def _pieces(code: str, language: str | None = None, file: str | None = None) -> list[tuple[str, str]]:
    found = re.findall(r'<span class="(\w+)">(.*?)</span>', highlight(code, language, file), re.DOTALL)
    return [(kind, re.sub(r"&\w+;|&#\d+;", "?", text)) for kind, text in found]


def test_python() -> None:
    code = 'async def send(to=None):\n    return "# no" + str(1.5e3)  # yes "no"'
    assert _pieces(code, "python") == [
        ("keyword", "async"), ("keyword", "def"), ("call", "send"), ("keyword", "None"), ("keyword", "return"),
        ("string", "?# no?"), ("call", "str"), ("number", "1.5e3"), ("comment", "# yes ?no?"),
    ]  # fmt: skip


def test_what_is_called_defined_or_named_by_a_key() -> None:
    assert _pieces("@cached\nclass A(B): pass", "py") == [
        ("call", "@cached"), ("keyword", "class"), ("call", "A"), ("keyword", "pass"),
    ]  # fmt: skip
    assert _pieces("client.send(x)", "python") == [("call", "send")]
    assert ("call", "site_name") in _pieces("site_name: Acme", "yaml")


@pytest.mark.parametrize(
    ("language", "code", "comments"),
    [
        ("js", "a // b", ["// b"]),
        ("rust", "/* a\nb */ c", ["/* a\nb */"]),
        ("sql", "a -- b", ["-- b"]),
        ("sh", "a # b // c", ["# b // c"]),
        ("Python", "# a", ["# a"]),
    ],
)
def test_comments(language: str, code: str, comments: list[str]) -> None:
    assert [text for kind, text in _pieces(code, language) if kind == "comment"] == comments


def test_the_language_is_named_by_the_file_where_it_is_not_given() -> None:
    assert _pieces("x = 1", file="a.py") == [("number", "1")]
    assert _pieces("x = 1", "sql", "a.py") == _pieces("x = 1", "sql")
    assert _pieces("x = 1", file="notes") == _pieces("x = 1") == []


def test_a_language_that_nobody_knows_is_named() -> None:
    with pytest.raises(CardError, match=r"no language 'pyton' to highlight\. Did you mean 'python'\?"):
        highlight("x", "pyton")
    with pytest.raises(CardError, match="Line 2 of the template: Pygments knows no language"):
        html("<p>\n{{ 'a' | highlight('qqq') }}")


def test_every_character_is_kept_and_escaped() -> None:
    code = "\n\nif a < b && c:\n\treturn '<b>'\n"
    for language in ("js", None):
        shown = html("{{ code | highlight(language) }}", code=code, language=language)
        text = re.sub(r"</?span[^>]*>", "", shown)
        assert text == "if a &lt; b &amp;&amp; c:\n    return &#39;&lt;b&gt;&#39;"
    assert html("{{ 7 | highlight('python') }}") == '<span class="number">7</span>'
