"""Colours for code on cards: the Jinja filter `highlight`.

A few kinds of token that nearly all languages share are told apart, which is what a card of some lines shows;
no grammar of any language is known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

# Strings come first: what looks like a comment within one is none.
_STRING: Final = (
    r"(?P<string>\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|(?<!\w)'(?:\\.|[^'\\\n])*'|`[^`\n]*`)"
)
_REST: Final = (
    r"|(?P<number>(?<![\w.])(?:0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)(?!\w))"
    r"|(?P<call>[^\W\d]\w*(?=\())|(?P<word>[^\W\d]\w*)"
)
_HASH: Final = r"\#(?![0-9a-f]{3,8}\b).*"
_SLASHES: Final = r"//.*|/\*.*?\*/"
_DASHES: Final = r"--.*"
# By language; both of the common kinds where it is not known.
_COMMENTS: Final = {
    **dict.fromkeys("bash console dockerfile elixir make perl php python py r ruby rb sh shell toml yaml yml zsh".split(), _HASH),
    **dict.fromkeys("c c++ cpp cs csharp dart go java javascript js jsx json jsonc kotlin php rust rs scala scss".split(), _SLASHES),
    **dict.fromkeys("swift ts tsx typescript zig".split(), _SLASHES),
    **dict.fromkeys("haskell lua sql".split(), _DASHES),
    **dict.fromkeys("html xml svg vue".split(), r"<!--.*?-->"),
    "css": r"/\*.*?\*/",
}  # fmt: skip
_KEYWORDS: Final = frozenset("""
abstract and as assert async await begin break case catch class const continue crate def default defer del delete do
elif else end enum except export extends extern final finally fn for from func function if impl implements import in
interface is lambda let loop match mod module mut namespace new nil none nonlocal not null or override package pass
private protected pub public raise ref require return self static struct super switch then this throw trait true
false try type typeof undefined unsafe use using val var void when where while with yield
alter create drop group having insert into join limit order select set table update values
""".split())  # fmt: skip
_SHOUTED: Final = frozenset(("none", "true", "false", "null", "nil"))


def highlight(code: Any, language: Any = None) -> Markup:
    """Wrap the tokens of code in `<span>` elements, whose classes a style sheet colours.

    The classes are `keyword`, `string`, `comment`, `number` and `call`, the name of what is called.

    Args:
        code: The code.
        language: The name of its language, such as `python`; it decides how comments begin.
    """
    name = str(language or "").strip().lower()
    pieces: list[str] = []
    text, at = str(code).strip("\n").expandtabs(4), 0
    for found in _tokens(_COMMENTS.get(name, f"{_HASH}|{_SLASHES}")).finditer(text):
        kind = _kind(found, name)
        if kind is not None:
            pieces += (
                escape(text[at : found.start()]),
                Markup('<span class="{}">{}</span>').format(kind, found[0]),
            )
            at = found.end()
    return Markup("").join([*pieces, escape(text[at:])])


def _kind(found: re.Match[str], language: str) -> str | None:
    word = found[0]
    if found.lastgroup not in ("word", "call"):
        return found.lastgroup
    lowered = word.lower()
    # Only SQL is written in either case.
    known = lowered in _KEYWORDS and (word == lowered or language == "sql" or lowered in _SHOUTED)
    return "keyword" if known else "call" if found.lastgroup == "call" else None


@lru_cache(maxsize=8)
def _tokens(comment: str) -> re.Pattern[str]:
    return re.compile(f"{_STRING}|(?P<comment>{comment}){_REST}", re.IGNORECASE | re.MULTILINE)
