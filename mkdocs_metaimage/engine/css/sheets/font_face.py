"""`@font-face` rules: the fonts that a card brings itself (CSS Fonts 4, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tinycss2

from ..properties.declarations import Problem
from ..values import split_commas

if TYPE_CHECKING:
    from collections.abc import Callable

# By what `format()` calls them; those of other formats are passed over, as in browsers.
_FORMATS: Final = frozenset((
    "truetype", "opentype", "collection", "woff", "woff2", "truetype-variations", "opentype-variations",
    "woff-variations", "woff2-variations",
))  # fmt: skip
_WEIGHTS: Final = {"normal": 400.0, "bold": 700.0}
_HEAVIEST: Final = 1000
# When a font is shown does not matter to a picture; its width is the one that the file has.
_PASSED_OVER: Final = frozenset(("font-display", "font-stretch", "font-width", "font-named-instance"))


class FontSource(NamedTuple):
    """Where a font may come from.

    Attributes:
        name: A URL, or the name of an installed font.
        local: Whether it is the latter.
    """

    name: str
    local: bool = False


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font and the family, the looks and the characters that it is for.

    Attributes:
        family: The name that `font-family` calls it by.
        sources: Where it may come from, the first that can be had.
        weights: The lowest and the highest weight, None for those of the file.
        style: `"normal"`, `"italic"` or `"oblique"`, None for that of the file.
        unicode_range: The only characters it is for, as CSS writes them, None for all.
    """

    family: str
    sources: tuple[FontSource, ...]
    weights: tuple[float, float] | None = None
    style: str | None = None
    unicode_range: str | None = None


def read_font_face(content: list[Any]) -> tuple[FontFace | None, tuple[Problem, ...]]:
    """The font of a rule, None where it names no family or no source; and what is wrong with the rule.

    Args:
        content: What is between its braces.
    """
    found: dict[str, Any] = {}
    problems = []
    for node in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            problems.append(_wrong("@font-face", None, "has something that is no declaration"))
        elif node.lower_name in _DESCRIPTORS:
            tokens = [token for token in node.value if token.type not in ("whitespace", "comment")]
            value = _DESCRIPTORS[node.lower_name](tokens)
            if value is None:
                text = tinycss2.serialize(node.value).strip()
                problems.append(_wrong(node.lower_name, text, f"cannot have {node.lower_name}: {text:.80}"))
            else:
                found[node.lower_name] = value[0]
        elif node.lower_name not in _PASSED_OVER:
            problems.append(_wrong(node.lower_name, None, f"has {node.lower_name}, which is not known there"))
    lacking = [name for name in ("font-family", "src") if name not in found]
    if lacking:
        return None, (
            *problems,
            _wrong("@font-face", lacking[0], f"has no {lacking[0]}, so that it is no font"),
        )
    names = ("font-family", "src", "font-weight", "font-style", "unicode-range")
    return FontFace(*(found.get(name) for name in names)), tuple(problems)  # type: ignore[arg-type]


def _wrong(name: str, value: str | None, what: str) -> Problem:
    return Problem(f"@font-face {name}", value, f"An @font-face {what}.")


# Each gives its value in a tuple, since it may be None, or None where the tokens are no value.


def _family(tokens: list[Any]) -> tuple[str] | None:
    if len(tokens) == 1 and tokens[0].type == "string":
        return (tokens[0].value,)
    if tokens and all(token.type == "ident" for token in tokens):
        return (" ".join(token.value for token in tokens),)
    return None


def _sources(tokens: list[Any]) -> tuple[tuple[FontSource, ...]] | None:
    sources = []
    for part in split_commas(tokens):
        first = part[0] if part else None
        if first is None:
            return None
        known = [token for token in part[1:] if token.type == "function"]
        if any(token.lower_name == "format" and not _is_known(token) for token in known):
            continue
        if first.type == "url":
            sources.append(FontSource(first.value))
        elif first.type == "function" and first.lower_name == "url":
            sources += [FontSource(inner.value) for inner in first.arguments if inner.type == "string"]
        elif first.type == "function" and first.lower_name == "local":
            sources.append(FontSource(_text(first.arguments), local=True))
        else:
            return None
    return (tuple(sources),) if sources else None


def _is_known(function: Any) -> bool:
    return _text(function.arguments).lower() in _FORMATS


def _text(tokens: list[Any]) -> str:
    return " ".join(token.value for token in tokens if token.type in ("string", "ident"))


def _weights(tokens: list[Any]) -> tuple[tuple[float, float] | None] | None:
    if [getattr(token, "lower_value", None) for token in tokens] == ["auto"]:
        return (None,)
    ends = [
        _WEIGHTS.get(token.lower_value) if token.type == "ident" else getattr(token, "value", None)
        for token in tokens
        if token.type in ("ident", "number")
    ]
    numbers = [float(end) for end in ends if end is not None and 1 <= end <= _HEAVIEST]
    if len(numbers) != len(tokens) or not 1 <= len(numbers) <= 2:
        return None
    return ((min(numbers), max(numbers)),)


def _style(tokens: list[Any]) -> tuple[str | None] | None:
    word = tokens[0].lower_value if tokens and tokens[0].type == "ident" else ""
    # After `oblique` may stand the angles that it is for.
    if word == "oblique" and all(token.type in ("dimension", "number") for token in tokens[1:3]):
        return (word,)
    if len(tokens) == 1 and word in ("normal", "italic", "auto"):
        return (None if word == "auto" else word,)
    return None


def _unicode_range(tokens: list[Any]) -> tuple[str] | None:
    if not tokens or any(token.type != "unicode-range" and token != "," for token in tokens):
        return None
    ranges = (token for token in tokens if token.type == "unicode-range")
    return (", ".join(f"U+{each.start:X}-{each.end:X}" for each in ranges),)


_DESCRIPTORS: Final[dict[str, Callable[[list[Any]], tuple[Any] | None]]] = {
    "font-family": _family,
    "src": _sources,
    "font-weight": _weights,
    "font-style": _style,
    "unicode-range": _unicode_range,
}
