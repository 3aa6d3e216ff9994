"""Elements with their computed styles: what the cascade gives and layout takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .style import Style


@dataclass(frozen=True, slots=True, eq=False)
class StyledNode:
    """An element, or what is generated before or after its contents, with its computed style.

    Attributes:
        tag: The element's tag; `::before` or `::after` for what is generated.
        attributes: Its attributes.
        style: The computed style.
        children: Styled elements and texts, in the order of the document.
        shared: Whether it is one object in all cards that have it: no picture and no list item is in it, and
            nothing that is generated.
    """

    tag: str
    attributes: Mapping[str, str]
    style: Style
    children: tuple[StyledNode | str, ...] = ()
    shared: bool = False

    @property
    def id(self) -> str:
        """The element's id, or `""`."""
        return self.attributes.get("id", "")

    @property
    def classes(self) -> tuple[str, ...]:
        """The element's classes."""
        return tuple(self.attributes.get("class", "").split())
