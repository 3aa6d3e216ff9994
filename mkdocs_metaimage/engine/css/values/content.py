"""How `content`, `quotes` and the changes of counters are written (CSS Content 3, CSS Lists 3)."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from . import significant, split_commas
from .counters import COUNTER_STYLES
from .numeric import parse_integer

_QUOTES: Final = ("open-quote", "close-quote", "no-open-quote", "no-close-quote")


class Piece(NamedTuple):
    """A part of `content`.

    Attributes:
        kind: `"text"`, `"attribute"`, `"quote"`, `"counter"` or `"picture"`.
        text: The text, or the name of what gives it.
        between: For `counters()` what stands between the numbers, else None.
        style: The style of a counter.
    """

    kind: str
    text: str
    between: str | None = None
    style: str = "decimal"


def parse_content(tokens: list[Any]) -> str | tuple[Piece, ...] | None:
    """`none`, `normal`, or pieces; what follows a slash is for those who do not see it."""
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value in ("none", "normal"):
        return str(tokens[0].lower_value)
    cut = next(
        (index for index, token in enumerate(tokens) if token == "/"),
        len(tokens),
    )
    pieces = [_piece(token) for token in tokens[:cut]]
    found = tuple(piece for piece in pieces if piece is not None)
    return found if found and len(found) == len(pieces) and cut != len(tokens) - 1 else None


def _piece(token: Any) -> Piece | None:
    if token.type == "string":
        return Piece("text", token.value)
    if token.type == "ident" and token.lower_value in _QUOTES:
        return Piece("quote", token.lower_value)
    if token.type == "url":
        return Piece("picture", token.value)
    if token.type != "function":
        return None
    parts = [significant(part) for part in split_commas(token.arguments)]
    if token.lower_name == "url" and len(parts) == 1 and len(parts[0]) == 1 and parts[0][0].type == "string":
        return Piece("picture", parts[0][0].value)
    if token.lower_name == "attr" and parts[0] and parts[0][0].type == "ident":
        return Piece("attribute", parts[0][0].lower_value)
    return _counter(token.lower_name, parts)


def _counter(function: str, parts: list[list[Any]]) -> Piece | None:
    """`counter(name, style?)` or `counters(name, between, style?)`."""
    most = {"counter": 2, "counters": 3}.get(function, 0)
    if not most - 1 <= len(parts) <= most or any(len(part) != 1 for part in parts):
        return None
    name, *others = (part[0] for part in parts)
    between = None
    if function == "counters":
        if others[0].type != "string":
            return None
        between = str(others.pop(0).value)
    style = "decimal"
    if others:
        style = others[0].lower_value if others[0].type == "ident" else ""
    known = name.type == "ident" and style in COUNTER_STYLES
    return Piece("counter", name.value, between, style) if known else None


def parse_quotes(tokens: list[Any]) -> str | tuple[str, ...] | None:
    """`auto`, `none`, or pairs of marks."""
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value in ("auto", "none"):
        return str(tokens[0].lower_value)
    marks = tuple(str(token.value) for token in tokens if token.type == "string")
    return marks if marks and len(marks) == len(tokens) and len(marks) % 2 == 0 else None


def counter_changes(default: int) -> Any:
    """A parser of names of counters, each with a number or the default."""

    def parse(tokens: list[Any]) -> tuple[tuple[str, int], ...] | None:
        if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == "none":
            return ()
        found: list[tuple[str, int]] = []
        numbered = True
        for token in tokens:
            number = parse_integer(token)
            if number is not None and not numbered:
                found[-1] = (found[-1][0], number)
                numbered = True
            elif token.type == "ident":
                found.append((token.value, default))
                numbered = False
            else:
                return None
        return tuple(found) or None

    return parse
