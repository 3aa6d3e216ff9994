"""Custom properties and `var()` (CSS Custom Properties 1)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .style import Style

_VAR = re.compile(r"var\(", re.IGNORECASE)
# Variables that refer to others twice over double at each step (CSS Variables 1, section 3.3 allows a limit).
_LONGEST_VALUE = 10_000


def custom_properties(declared: Mapping[str, Any], parent: Style) -> Mapping[str, str]:
    """The custom properties (CSS Variables 1), those that others refer to filled in."""
    own = {name: value for name, value in declared.items() if name.startswith("--")}
    if not own:
        return parent.custom_properties
    known = dict(parent.custom_properties)
    for name, text in own.items():
        word = text.lower()
        if word == "initial":
            known.pop(name, None)
        elif word not in ("inherit", "unset"):
            known[name] = text
    for name in own:
        if name in known:
            text = filled(known[name], known, (name,))
            if text is None:
                del known[name]
            else:
                known[name] = text
    return MappingProxyType(known)


def filled(text: str, known: Mapping[str, str], within: tuple[str, ...] = ()) -> str | None:
    """The text with its `var()` replaced; None if one has no value, or refers to itself."""
    if not _VAR.search(text):
        return text
    return _filled_tokens(tinycss2.parse_component_value_list(text), known, within)


def _filled_tokens(tokens: list[Any], known: Mapping[str, str], within: tuple[str, ...]) -> str | None:
    pieces = []
    length = 0
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            piece = _variable(token.arguments, known, within)
            # What is put in does not grow together with what stands beside it (section 3).
            piece = None if piece is None else f"/**/{piece}/**/"
        elif token.type == "function":
            inner = _filled_tokens(token.arguments, known, within)
            piece = None if inner is None else f"{token.name}({inner})"
        elif token.type.endswith(" block"):
            inner = _filled_tokens(token.content, known, within)
            piece = None if inner is None else f"{token.type[0]}{inner}{token.type[1]}"
        else:
            piece = token.serialize()
        if piece is None:
            return None
        pieces.append(piece)
        length += len(piece)
        if length > _LONGEST_VALUE:
            return None
    return "".join(pieces)


def _variable(arguments: list[Any], known: Mapping[str, str], within: tuple[str, ...]) -> str | None:
    comma = next((index for index, each in enumerate(arguments) if each == ","), len(arguments))
    name = tinycss2.serialize(arguments[:comma]).strip()
    if not name.startswith("--"):
        return None
    if name in known and name not in within:
        found = filled(known[name], known, (*within, name))
        if found is not None:
            return found
    if comma == len(arguments):
        return None
    return _filled_tokens(arguments[comma + 1 :], known, within)
