"""Colours for code on cards: the Jinja filter `highlight`.

A few kinds of token that nearly all languages share are told apart, which is what a card of some lines shows;
no grammar of any language is known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

# Strings come first: what looks like a comment within one is none. What may go over lines has a bound, so that what
# never ends takes no time.
_STRING: Final = r"(?P<string>\"\"\"[\s\S]{0,5000}?\"\"\"|'''[\s\S]{0,5000}?'''|\"(?:\\.|[^\"\\\n])*\"|(?<!\w)'(?:\\.|[^'\\\n])*'|`[^`\n]*`)"
_REST: Final = (
    r"|(?P<number>(?<![\w.])(?:0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)(?!\w))"
    r"|(?P<call>[^\W\d]\w*(?=\())|(?P<word>[^\W\d]\w*)"
)
_HASH: Final = r"\#.*"
_HASH_OR_COLOR: Final = r"\#(?![0-9a-f]{3,8}\b).*"
_SLASHES: Final = r"//.*|/\*[\s\S]{0,5000}?\*/"
_DASHES: Final = r"--.*"
# How comments look in which languages; as in either of the first two where the language is not known.
_LANGUAGES: Final = (
    (_HASH, "bash console dockerfile elixir make perl py python r rb ruby sh shell toml yaml yml zsh"),
    (_SLASHES, "c c++ cpp cs csharp dart go java javascript js jsx json jsonc kotlin php rs rust scala scss"),
    (_SLASHES, "swift ts tsx typescript zig"),
    (_DASHES, "haskell lua sql"),
    (r"<!--[\s\S]{0,5000}?-->", "html svg vue xml"),
    (r"/\*[\s\S]{0,5000}?\*/", "css"),
)
_COMMENTS: Final = {name: pattern for pattern, names in _LANGUAGES for name in names.split()}
_WORDS: Final = """
abstract and as assert async await begin break case catch class const continue crate def default defer del delete do
elif else end enum except export extends extern final finally fn for from func function if impl implements import in
interface is lambda let loop match mod module mut namespace new nil none nonlocal not null or override package pass
private protected pub public raise ref require return self static struct super switch then this throw trait true
false try type typeof undefined unsafe use using val var void when where while with yield
"""
_WORDS_OF_SQL: Final = """
alter and as asc between by case create delete desc drop else end exists from group having in inner insert into is
join left like limit not null on or order outer primary right select set table then union unique update values view
when where with
"""
_KEYWORDS: Final = frozenset(_WORDS.split())
_KEYWORDS_OF_SQL: Final = frozenset(_WORDS_OF_SQL.split())
# What Python writes with a capital.
_CONSTANTS: Final = frozenset(("none", "true", "false"))


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
    for found in _tokens(_COMMENTS.get(name, f"{_HASH_OR_COLOR}|{_SLASHES}")).finditer(text):
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
    if language == "sql":
        # Written in either case.
        known = lowered in _KEYWORDS_OF_SQL
    else:
        known = word in _KEYWORDS or (lowered in _CONSTANTS and word.istitle())
    return "keyword" if known else "call" if found.lastgroup == "call" else None


@lru_cache(maxsize=8)
def _tokens(comment: str) -> re.Pattern[str]:
    return re.compile(f"{_STRING}|(?P<comment>{comment}){_REST}", re.IGNORECASE | re.MULTILINE)
