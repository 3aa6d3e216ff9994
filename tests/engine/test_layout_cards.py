"""Every card lies as it does in Chromium, whose boxes stand in the cards as `data-box`.

`tools/measure_layout.py` writes them; Chromium itself is not needed here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_metaimage.engine.boxes import PlacedBox
from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import Element, parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.text.fonts import FontLibrary

CARDS = sorted(Path(__file__).parent.glob("layout_cards/*.html"))
LIBRARY = FontLibrary()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_boxes_are_those_of_chromium(card: Path) -> None:
    head, _, body = card.read_text(encoding="utf-8").partition("\n")
    width, height = (int(number) for number in re.findall(r"\d+", head))
    tree = parse(body)
    styled, notes = cascade(tree, width, height)
    assert not notes
    root = layout(styled, width, height, LIBRARY, lambda name: (40.0, 20.0))
    expected = [(tag, [float(number) for number in box.split()]) for tag, box in _expected(tree)]
    placed = [(box.tag, list(box.rect)) for box in _placed(root) if box.tag != "br"]
    assert [tag for tag, _ in placed] == [tag for tag, _ in expected]
    for (tag, found), (_, wanted) in zip(placed, expected, strict=True):
        assert found == pytest.approx(wanted, abs=0.5), tag


def test_there_are_cards() -> None:
    assert len(CARDS) > 70


def _expected(element: Element) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if isinstance(child, Element):
            if "data-box" in child.attributes:
                yield child.tag, child.attributes["data-box"]
            yield from _expected(child)


def _placed(box: PlacedBox) -> Iterator[PlacedBox]:
    for child in box.children:
        if child.tag:
            yield child
        yield from _placed(child)
