"""What of a card its styles depend on: all but its texts."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from ...elements import Element

# Whose texts have no say in the direction of what is around them.
_APART: Final = frozenset(("bdi", "script", "style", "textarea"))
_STRONG: Final = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def structure(element: Element) -> tuple[Any, ...]:
    """A key that is equal for trees that differ in nothing but their texts.

    Of a text it holds that there is one; of a sheet all, and of an element with the direction of its text
    that one, too. The tree is not so deep that recursion could not follow.
    """
    key: list[Any] = []
    _describe(element, key)
    return tuple(key)


def _describe(element: Element, key: list[Any]) -> None:
    tag, attributes, children = element.tag, element.attributes, element.children
    # With their numbers, so that it is known what belongs to what.
    key += (tag, len(attributes), len(children))
    key += attributes.items()
    if tag in ("style", "svg"):
        texts = [child for child in children if isinstance(child, str)]
        key.append("".join(texts) if len(texts) == len(children) else (element.__html__(),))
        return
    if follows_text(element):
        key.append(text_direction(element))
    for child in children:
        if isinstance(child, str):
            key.append(bool(child))
        else:
            _describe(child, key)


def follows_text(element: Element) -> bool:
    """Whether an element has the direction of its text (HTML, section 3.2.6.4)."""
    direction = element.attributes.get("dir")
    if direction is None:
        return element.tag == "bdi"
    return direction.lower() == "auto"


def text_direction(element: Element) -> str:
    """The direction of the first letter in an element that has one, `ltr` where none has."""
    stack: list[Element | str] = [*reversed(element.children)]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            for letter in child:
                found = _STRONG.get(unicodedata.bidirectional(letter))
                if found:
                    return found
        elif child.tag not in _APART and "dir" not in child.attributes:
            stack.extend(reversed(child.children))
    return "ltr"
