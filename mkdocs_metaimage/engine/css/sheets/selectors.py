"""Selectors, simple ones and such as soupsieve matches, with what it does not tell (Selectors 4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import tinycss2

from ..values import split_commas
from .simple_selectors import simple_selector

Specificity = tuple[int, int, int]

#: The pseudo-elements whose boxes are made.
GENERATED: Final = ("before", "after")
#: Those that browsers paint, and the engine does not.
UNPAINTED: Final = ("marker", "first-line", "first-letter")
# Those of what no picture shows.
_UNSEEN: Final = (
    "selection", "placeholder", "backdrop", "file-selector-button", "target-text", "spelling-error",
    "grammar-error", "cue", "details-content", "highlight", "part", "slotted", "view-transition",
)  # fmt: skip
_COMBINATORS: Final = (">", "+", "~")
_FORGIVING: Final = ("is", "where", "matches", "-webkit-any")
# What soupsieve knows and browsers do not.
_FOREIGN: Final = ("contains", "-soup-contains", "-soup-contains-own")


@dataclass(frozen=True, slots=True, eq=False)
class Selector:
    """A selector.

    Attributes:
        match: A `SimpleSelector`, or one of soupsieve.
        specificity: The counts of ids, of classes and the like, and of tags.
        key: What an element must have for the selector to match, quick to look up: `#id`, `.class`, a tag,
            or `*`.
        pseudo: The pseudo-element that it is for, `""` for the element itself.
    """

    match: Any
    specificity: Specificity
    key: str
    pseudo: str


class UnknownSelectorError(ValueError):
    """A selector that browsers or the engine do not know."""


def read_selectors(tokens: list[Any]) -> list[Selector]:
    """The selectors between the commas; one that is not known spoils all, as in browsers.

    Raises:
        UnknownSelectorError: One of them is not known; it is the error's text.
    """
    return [_read(part) for part in split_commas(tokens)]


def _read(tokens: list[Any]) -> Selector:
    text = tinycss2.serialize(tokens).strip()
    own, pseudo = _apart(tokens)
    if pseudo not in ("", *GENERATED, *UNPAINTED, *_UNSEEN) and not pseudo.startswith("-webkit-"):
        raise UnknownSelectorError(text)
    if not text:
        raise UnknownSelectorError("that is missing at a comma")
    own = _rooted(_in_any_namespace(own))
    match = simple_selector(own) or _compiled(own) or _compiled(_forgiven(own))
    if match is None:
        raise UnknownSelectorError(text)
    ids, classes, tags = _specificity(own)
    return Selector(match, (ids, classes, tags + bool(pseudo)), _key(own), pseudo)


def _apart(tokens: list[Any]) -> tuple[list[Any], str]:
    """The selector without its pseudo-element, and the name of that."""
    for index, token in enumerate(tokens):
        if token != ":" or index + 1 == len(tokens):
            continue
        double = tokens[index + 1] == ":"
        named = tokens[index + 1 + double] if index + 1 + double < len(tokens) else token
        name = str(named.lower_value) if named.type == "ident" else ""
        if named.type == "function" and double:
            name = named.lower_name
        if double or name in ("before", "after", "first-line", "first-letter"):
            return tokens[:index], name or "?"
    return tokens, ""


def _in_any_namespace(tokens: list[Any]) -> list[Any]:
    """Without `*|`, which stands for every namespace; there is but one."""
    marked = [index for index, token in enumerate(tokens) if token == "|"]
    signs = [index for index in marked if index and tokens[index - 1] == "*"]
    return [token for index, token in enumerate(tokens) if index not in signs and index + 1 not in signs]


def _rooted(tokens: list[Any]) -> list[Any]:
    """`:scope` is the root in a sheet of a whole document."""
    return [
        _ROOT if token.type == "ident" and token.lower_value == "scope" and before == ":" else token
        for before, token in zip((None, *tokens), tokens, strict=False)
    ]


_ROOT: Final = tinycss2.parse_one_component_value("root")


def _compiled(tokens: list[Any]) -> Any:
    if _is_foreign(tokens):
        return None
    return _compiled_text(tinycss2.serialize(tokens).strip() or "*")


@lru_cache(maxsize=1024)
def _compiled_text(text: str) -> Any:
    import soupsieve  # slow to import, and few cards need it

    try:
        return soupsieve.compile(text)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError):
        return None


def _is_foreign(tokens: list[Any]) -> bool:
    for token in tokens:
        if token.type == "function" and (token.lower_name in _FOREIGN or _is_foreign(token.arguments)):
            return True
        if token.type == "[] block" and any(each == "!" for each in token.content):
            return True
        if token == "|":
            return True
    return False


def _forgiven(tokens: list[Any]) -> list[Any]:
    """Without the selectors in `:is()` and `:where()` that are not known, which browsers pass over."""
    found: list[Any] = []
    for token in tokens:
        if token.type == "function" and token.lower_name in _FORGIVING:
            kept = [part for part in split_commas(token.arguments) if _compiled(_forgiven(part))]
            text = ", ".join(tinycss2.serialize(part).strip() for part in kept)
            found += tinycss2.parse_component_value_list(f"is({text})" if kept else "not(*)")
        else:
            found.append(token)
    return found


def _specificity(tokens: list[Any]) -> Specificity:
    """Section 17."""
    ids = classes = tags = 0
    previous = ""
    for token in tokens:
        kind = token.type
        if kind == "hash":
            ids += 1
        elif kind == "[] block" or (kind == "ident" and previous in (".", ":")):
            classes += 1
        elif kind == "ident":
            tags += 1
        elif kind == "function":
            inner = _function_specificity(token)
            ids, classes, tags = ids + inner[0], classes + inner[1], tags + inner[2]
        previous = token.value if kind == "literal" else ""
    return ids, classes, tags


def _function_specificity(token: Any) -> Specificity:
    name = token.lower_name
    if name == "where":
        return (0, 0, 0)
    if name in ("is", "not", "has", *_FORGIVING):
        return max(_specificity(part) for part in split_commas(token.arguments))
    if name in ("nth-child", "nth-last-child"):
        words = [token.type == "ident" and token.lower_value == "of" for token in token.arguments]
        if any(words):
            inner = max(_specificity(part) for part in split_commas(token.arguments[words.index(True) + 1 :]))
            return inner[0], inner[1] + 1, inner[2]
    return (0, 1, 0)


def _key(tokens: list[Any]) -> str:
    """From the last compound: its id, else a class, else its tag."""
    last: list[Any] = []
    for token in reversed(tokens):
        if token.type == "whitespace" or (token.type == "literal" and token.value in _COMBINATORS):
            if last:
                break
        else:
            last.insert(0, token)
    keys = {"#": "", ".": "", "tag": ""}
    previous = ""
    for token in last:
        if token.type == "hash":
            keys["#"] = f"#{token.value}"
        elif token.type == "ident" and previous in (".", ""):
            keys["." if previous else "tag"] = f".{token.value}" if previous else token.lower_value
        previous = token.value if token.type == "literal" else ""
    return keys["#"] or keys["."] or keys["tag"] or "*"


# --- Nesting (CSS Nesting 1)


def nested(prelude: list[Any], parent: str) -> list[Any]:
    """The selectors of a rule in a rule, with the outer ones put in.

    Args:
        prelude: As written.
        parent: The outer selectors, as text; `""` where there are none and `&` is the root.
    """
    outer = f":is({parent})" if parent else ":root"
    parts = [_nested(part, outer, bool(parent)) for part in split_commas(prelude)]
    return list(tinycss2.parse_component_value_list(", ".join(parts), skip_comments=True))


def _nested(tokens: list[Any], outer: str, inside: bool) -> str:
    text = _replaced(tokens, outer).strip()
    if not inside or has_ampersand(tokens):
        # Where a combinator comes first it starts from the outer selector all the same.
        return f"{outer} {text}" if inside and text[:1] in _COMBINATORS else text
    return f"{outer} {text}"


def _replaced(tokens: list[Any], outer: str) -> str:
    pieces: list[str] = []
    for token in tokens:
        if token == "&":
            pieces.append(outer)
        elif token.type == "function":
            pieces.append(f"{token.name}({_replaced(token.arguments, outer)})")
        else:
            pieces.append(token.serialize())
    return "".join(pieces)


def has_ampersand(tokens: list[Any]) -> bool:
    """Whether a selector names the one around it."""
    return any(
        token == "&" or (token.type == "function" and has_ampersand(token.arguments)) for token in tokens
    )
