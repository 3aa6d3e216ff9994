"""What the engine knows of a property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..values.grammar import alignment, one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..values import Context

#: What some properties have one each for.
SIDES: Final = ("top", "right", "bottom", "left")
CORNERS: Final = ("top-left", "top-right", "bottom-right", "bottom-left")
# Of `Style`, where their names are not those of the properties.
_ATTRIBUTES = {
    "float": "float_side",
    "-webkit-text-fill-color": "text_fill_color",
    "-webkit-text-stroke-color": "text_stroke_color",
    "-webkit-text-stroke-width": "text_stroke_width",
}


def attribute_of(name: str) -> str:
    """The attribute of `Style` that holds a longhand; one called `float` would hide the type."""
    return _ATTRIBUTES.get(name) or name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Property:
    """A property.

    Attributes:
        name: As CSS writes it.
        parse: From component values without white space to the value as written; None where it is none.
        compute: From the value as written to the computed one; None where they are the same.
        keywords: The keywords it knows, to guess at what was meant.
    """

    name: str
    parse: Callable[[list[Any]], Any]
    compute: Callable[[Any, Context], Any] | None = None
    keywords: tuple[str, ...] = ()

    @property
    def attribute(self) -> str:
        """The attribute of `Style` that holds it."""
        return attribute_of(self.name)


def of_keywords(name: str, words: tuple[str, ...]) -> Property:
    """A property that takes one of some keywords."""
    grammar = alignment if name.startswith(("align-", "justify-")) else one_of
    return Property(name, grammar(*words), None, words)
