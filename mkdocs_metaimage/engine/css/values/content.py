"""Generated content: what `::before` and `::after` hold, and the counters in it (CSS Content 3, CSS Lists 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from . import PictureUrl, significant, split_commas
from .counters import COUNTER_STYLES, counter_text
from .numeric import parse_integer

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUOTES: Final = ("open-quote", "close-quote", "no-open-quote", "no-close-quote")
_ENGLISH: Final = ("“", "”", "‘", "’")
# The quotation marks of languages, outer and inner (as the Unicode Locale Data have them).
_OF_LANGUAGES: Final = {
    "de": "„“‚‘", "fr": "«»«»", "es": "«»“”", "it": "«»“”", "pt": "“”‘’", "ru": "«»„“", "uk": "«»„“",
    "pl": "„”«»", "cs": "„“‚‘", "sv": "””’’", "fi": "””’’", "da": "“”‘’", "nb": "«»‘’", "nl": "‘’“”",
    "ja": "「」『』", "zh": "“”‘’", "ko": "“”‘’", "el": "«»“”", "he": "””’’", "ar": "”“’‘", "hu": "„”»«",
    "ro": "„”«»", "bg": "„“‘’", "tr": "“”‘’", "fa": "«»‹›",
}  # fmt: skip


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
        (index for index, token in enumerate(tokens) if token.type == "literal" and token.value == "/"),
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


class Counters:
    """The counters and the open quotation marks at one point of a document."""

    def __init__(self) -> None:
        self._values: dict[str, list[list[int]]] = {}
        self._quotes = 0

    def enter(self, style: Any, depth: int) -> None:
        """Do what an element at this depth says of counters."""
        for name, value in style.counter_reset:
            self._reset(name, value, depth)
        for name, step in style.counter_increment:
            self._value(name, depth)[1] += step
        for name, value in style.counter_set:
            self._value(name, depth)[1] = value

    def leave(self, depth: int) -> None:
        """Forget the counters that elements below this depth made."""
        for values in self._values.values():
            while values and values[-1][0] > depth:
                values.pop()

    def _reset(self, name: str, value: int, depth: int) -> None:
        values = self._values.setdefault(name, [])
        if values and values[-1][0] == depth:
            values[-1][1] = value
        else:
            values.append([depth, value])

    def _value(self, name: str, depth: int) -> list[int]:
        if not self._values.get(name):
            self._reset(name, 0, depth)
        return self._values[name][-1]

    def pieces(self, style: Any, attributes: Mapping[str, str]) -> list[str | PictureUrl]:
        """What the `content` of a style comes to for an element with these attributes."""
        found: list[str | PictureUrl] = []
        for piece in style.content:
            if piece.kind == "picture":
                found.append(PictureUrl(piece.text))
            elif piece.kind == "attribute":
                found.append(attributes.get(piece.text, ""))
            elif piece.kind == "quote":
                found.append(self._quote(piece.text, style))
            elif piece.kind == "counter":
                found.append(self._counted(piece))
            else:
                found.append(piece.text)
        return found

    def _counted(self, piece: Piece) -> str:
        values = [value for _, value in self._values.get(piece.text, [])] or [0]
        if piece.between is None:
            return counter_text(values[-1], piece.style)
        return piece.between.join(counter_text(value, piece.style) for value in values)

    def _quote(self, word: str, style: Any) -> str:
        opens = word.endswith("open-quote")
        if not opens:
            self._quotes = max(self._quotes - 1, 0)
        marks = _marks(style)
        pair = min(self._quotes, len(marks) // 2 - 1) if marks else 0
        if opens:
            self._quotes += 1
        if not marks or word.startswith("no-"):
            return ""
        return marks[2 * pair + (not opens)]


def _marks(style: Any) -> tuple[str, ...]:
    if isinstance(style.quotes, tuple):
        return style.quotes
    if style.quotes == "none":
        return ()
    language = style.lang.lower().replace("_", "-").partition("-")[0]
    return tuple(_OF_LANGUAGES.get(language, "")) or _ENGLISH
