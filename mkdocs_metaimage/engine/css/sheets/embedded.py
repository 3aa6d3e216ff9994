"""The sheets that a card brings: its `<style>` elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...element import elements_of
from .media import media_text_holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...element import Element
    from .media import Screen


def sheet_texts(root: Element, screen: Screen) -> Iterator[str]:
    """The texts of the `<style>` elements that hold CSS for the picture, in the order of the document."""
    for element in elements_of(root):
        if element.tag != "style":
            continue
        attributes = element.attributes
        kind = attributes.get("type", "").strip().lower()
        if kind in ("", "text/css") and media_text_holds(attributes.get("media", ""), screen):
            yield "".join(child for child in element.children if isinstance(child, str))
