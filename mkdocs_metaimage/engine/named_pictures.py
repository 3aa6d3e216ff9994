"""Which pictures a tree of elements names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import tinycss2

from .element import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .elements import Element

# Longer sheets carry files, and are not kept.
_LONGEST_KEPT: Final = 20_000


def pictures_named(tree: Element) -> tuple[str, ...]:
    """The names of the pictures in a tree: `src` of `img`, and `url()` in styles; each once."""
    return tuple(dict.fromkeys(name for name in _names(tree) if name and not name.startswith("#")))


def _names(tree: Element) -> Iterator[str]:
    for element in elements_of(tree):
        if element.tag == "img":
            yield element.attributes.get("src", "").strip()
        if "style" in element.attributes:
            yield from _urls(element.attributes["style"])
        if element.tag == "style":
            yield from _urls("".join(child for child in element.children if isinstance(child, str)))


def _urls(css: str) -> Iterable[str]:
    return _kept_urls(css) if len(css) <= _LONGEST_KEPT else _urls_of(css)


# Of a site's cards many have the same sheet.
@lru_cache(maxsize=64)
def _kept_urls(css: str) -> tuple[str, ...]:
    return tuple(_urls_of(css))


def _urls_of(css: str) -> Iterator[str]:
    lower = css.lower()
    if "url(" in lower or "image-set(" in lower:
        yield from _urls_in(tinycss2.parse_component_value_list(css, skip_comments=True))


def _urls_in(tokens: Iterable[Any]) -> Iterator[str]:
    """The `url()`s among component values; what a rule such as `@font-face` names is no picture."""
    rule = ""
    for token in tokens:
        if token.type == "at-keyword":
            rule = token.lower_value
        elif token.type == "url" and not rule:
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            if not rule:
                yield from (part.value for part in token.arguments if part.type == "string")
        elif token.type == "function":
            if token.lower_name in ("image-set", "-webkit-image-set"):
                yield from (part.value for part in token.arguments if part.type == "string")
            yield from _urls_in(token.arguments)
        elif token.type == "{} block":
            if rule not in ("font-face", "namespace"):
                yield from _urls_in(token.content)
            rule = ""
        elif token.type == "literal" and token.value == ";":
            rule = ""
