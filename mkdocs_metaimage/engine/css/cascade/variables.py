"""Custom properties and `var()` (CSS Custom Properties 1)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import tinycss2

from ..values import Wide, is_too_deep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..style import Style

_VAR = re.compile(r"var\(", re.IGNORECASE)
# Variables that refer to others twice over double at each step (CSS Variables 1, section 3.3 allows a limit).
# There is room for pictures as `data:` URLs.
_LONGEST_VALUE = 1_000_000
# How many may refer to one another in a row.
_LONGEST_WAY = 100
_INHERITING = ("inherit", "unset", "revert", "revert-layer")


def custom_properties(declared: Mapping[str, Any], parent: Style) -> Mapping[str, str]:
    """The custom properties of an element, those that others refer to filled in."""
    own = {name: value for name, value in declared.items() if name.startswith("--")}
    if not own:
        return parent.custom_properties
    known = dict(parent.custom_properties)
    for name, text in own.items():
        word = text if isinstance(text, Wide) else text.lower()
        if word in ("initial", Wide.INITIAL):
            known.pop(name, None)
        elif not isinstance(word, Wide) and word not in _INHERITING:
            known[name] = text
    filler = _Filler(known)
    return MappingProxyType({name: text for name in known if (text := filler.value(name)) is not None})


def filled(text: str, known: Mapping[str, str]) -> str | None:
    """The text with its `var()` replaced; None if one has no value.

    Args:
        text: The value of a property.
        known: The custom properties, in which nothing is left to replace.
    """
    return _Filler(known).filled(text)


class _Filler:
    """Fills custom properties into each other, each once (section 3.1)."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._done: dict[str, str | None] = {}
        self._open: list[str] = []
        self._circular: set[str] = set()

    def value(self, name: str) -> str | None:
        """A custom property's value; None where it has none, or refers to itself."""
        if name in self._done or name not in self._known:
            return self._done.get(name)
        if name in self._open:
            # All that are on the way round are without a value.
            self._circular.update(self._open[self._open.index(name) :])
            return None
        if len(self._open) > _LONGEST_WAY:
            return None
        self._open.append(name)
        text = self.filled(self._known[name])
        self._open.pop()
        self._done[name] = None if name in self._circular else text
        return self._done[name]

    def filled(self, text: str) -> str | None:
        """A text with its `var()` replaced."""
        if is_too_deep(text):
            return None
        if not _VAR.search(text):
            return text
        found = self._tokens(tinycss2.parse_component_value_list(text))
        return None if found is None or is_too_deep(found) else found

    def _tokens(self, tokens: list[Any]) -> str | None:
        pieces = []
        length = 0
        for token in tokens:
            piece = self._token(token)
            if piece is None:
                return None
            pieces.append(piece)
            length += len(piece)
            if length > _LONGEST_VALUE:
                return None
        return "".join(pieces)

    def _token(self, token: Any) -> str | None:
        if token.type == "function" and token.lower_name == "var":
            piece = self._variable(token.arguments)
            # What is put in does not grow together with what stands beside it (section 3).
            return None if piece is None else f"/**/{piece}/**/"
        if token.type == "function":
            inner = self._tokens(token.arguments)
            return None if inner is None else f"{token.name}({inner})"
        if token.type.endswith(" block"):
            inner = self._tokens(token.content)
            return None if inner is None else f"{token.type[0]}{inner}{token.type[1]}"
        return str(token.serialize())

    def _variable(self, arguments: list[Any]) -> str | None:
        comma = next((index for index, each in enumerate(arguments) if each == ","), len(arguments))
        name = tinycss2.serialize(arguments[:comma]).strip()
        found = self.value(name) if name.startswith("--") else None
        if found is not None or comma == len(arguments) or not name.startswith("--"):
            return found
        return self._tokens(arguments[comma + 1 :])
