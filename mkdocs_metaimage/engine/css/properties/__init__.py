"""The properties that the engine honours: how each is written, and what it computes to.

A property that is not in `PROPERTIES` or `SHORTHANDS` is one that the engine does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values import significant
from .longhands import LONGHANDS
from .other_names import ALIASES, LOGICAL

if TYPE_CHECKING:
    from .property import Property

#: Every longhand by its name.
PROPERTIES: dict[str, Property] = {entry.name: entry for entry in LONGHANDS}


def find(name: str) -> Property | None:
    """The longhand of that name, also of one of its other names; a logical one's is the physical for ltr."""
    name = ALIASES.get(name, name)
    return PROPERTIES.get(name) or (PROPERTIES[LOGICAL[name][0]] if name in LOGICAL else None)


def parse_value(name: str, tokens: list[Any]) -> Any:
    """The value of a longhand as written; None where it is none that is known."""
    entry = find(name)
    return None if entry is None else entry.parse(significant(tokens))
