"""Random cards lie as they do in Chromium, whose boxes are kept beside them.

`tests/chromium/random_cards.py PROFILE --keep` writes them; Chromium itself is not needed here.
"""

import json

import pytest
from chromium.random_cards import KEPT, fault

CARDS = [
    pytest.param(row["html"], row["boxes"], id=f"{path.stem}-{number}")
    for path in sorted(KEPT.glob("*.jsonl"))
    for number, row in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines()), 1)
]


@pytest.mark.parametrize(("html", "boxes"), CARDS)
def test_boxes_are_those_of_chromium(html: str, boxes: list[list[str | float]]) -> None:
    assert not fault(html, [(tag, tuple(rect)) for tag, *rect in boxes], most=0.5)
