"""Colours for code on cards: the Jinja filter `highlight`. Pygments reads the code."""

from __future__ import annotations

import difflib
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

from .notes import CardError

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

# What a card tells apart, by the names that Pygments gives tokens; of two that fit the longer one counts.
_KINDS: Final = {
    "Keyword": "keyword", "Operator.Word": "keyword", "Name.Builtin.Pseudo": "keyword", "Literal.String": "string",
    "Literal.String.Affix": "keyword", "Literal.Number": "number", "Comment": "comment", "Generic.Heading": "keyword",
    "Comment.Preproc": "keyword", "Name.Function": "call", "Name.Class": "call", "Name.Decorator": "call",
    "Name.Tag": "call", "Name.Attribute": "call", "Generic.Prompt": "comment", "Generic.Inserted": "string",
    "Generic.Deleted": "number",
}  # fmt: skip
_TAB: Final = 4


def highlight(code: Any, language: Any = None, file: Any = None) -> Markup:
    """Wrap the tokens of code in `<span>` elements, whose classes a style sheet colours.

    The classes are `keyword`, `string`, `comment`, `number` and `call`, the name of what is called or defined, or of
    a tag or key.

    Args:
        code: The code.
        language: The name of its language as Pygments knows it (https://pygments.org/languages/), such as `python`.
        file: The name of a file such as it, which tells the language where that is not given. Code of which neither
            tells it has no colours.

    Raises:
        CardError: There is no such language.
    """
    text = str(code).strip("\n").expandtabs(_TAB)
    lexer = _lexer(str(language or "").strip().lower(), str(file or "").strip())
    if lexer is None:
        return escape(text)
    tokens = list(lexer.get_tokens(text))
    if tokens:  # the lexer puts a line's end behind the last line too
        tokens[-1] = (tokens[-1][0], tokens[-1][1].removesuffix("\n"))
    kinds = [
        _kind(token)
        or ("call" if str(token).startswith("Token.Name") and _is_called(tokens, index) else None)
        for index, (token, _) in enumerate(tokens)
    ]
    pieces = []
    for kind, group in groupby(zip(kinds, tokens, strict=True), key=itemgetter(0)):
        part = "".join(part for _, (_, part) in group)
        pieces.append(
            escape(part) if kind is None else Markup('<span class="{}">{}</span>').format(kind, part)
        )
    return Markup("").join(pieces)


@lru_cache(maxsize=64)
def _lexer(language: str, file: str) -> Lexer | None:
    from pygments.lexers import find_lexer_class_by_name, find_lexer_class_for_filename, get_all_lexers
    from pygments.util import ClassNotFound

    try:
        found = find_lexer_class_by_name(language) if language else find_lexer_class_for_filename(file)
    except ClassNotFound:
        names = [alias for _, aliases, _, _ in get_all_lexers() for alias in aliases]
        near = difflib.get_close_matches(language, names, n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        raise CardError(
            f"Pygments knows no language {language!r} to highlight.{guess} All are at https://pygments.org/languages/."
        ) from None
    return None if found is None else found(stripnl=False)


@lru_cache(maxsize=256)
def _kind(token: _TokenType) -> str | None:
    """What a card calls a token; None for what has no colour."""
    name = str(token).removeprefix("Token.")
    while name and name not in _KINDS:
        name = name.rpartition(".")[0]
    return _KINDS.get(name)


def _is_called(tokens: list[tuple[_TokenType, str]], index: int) -> bool:
    """Whether a bracket follows on a name: few grammars tell calls from other names."""
    return index + 1 < len(tokens) and tokens[index + 1][1].startswith("(")
