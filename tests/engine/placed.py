"""What tests of layout ask for: the rectangles of a card's elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.text.fonts import FontLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_metaimage.engine.boxes import PlacedBox

LIBRARY = FontLibrary()


def rects(source: str) -> list[tuple[float, ...]]:
    """The border boxes of the elements of a card of 400 by 300 px, rounded to a tenth of a px.

    Every `<img>` is 40 by 20 px large.
    """
    styled, notes = cascade(parse(source), 400, 300)
    assert not notes
    root = layout(styled, 400, 300, LIBRARY, lambda name: (40.0, 20.0))
    return [tuple(round(number, 1) for number in box.rect) for box in _every(root)]


def _every(box: PlacedBox) -> Iterator[PlacedBox]:
    for child in box.children:
        if child.tag:
            yield child
        yield from _every(child)
