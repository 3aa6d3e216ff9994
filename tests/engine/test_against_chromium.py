"""The engine draws every golden card as Chromium does. `make chromium` redraws them."""

import pytest
from chromium.goldens import CARDS, Card, all_cards, difference

ALL = all_cards()


@pytest.mark.parametrize("card", ALL, ids=lambda card: card.name)
def test_a_card_is_as_in_chromium(card: Card) -> None:
    assert not card.notes()
    assert not difference(card).faults


def test_every_golden_has_its_card() -> None:
    names = {card.name for card in ALL}
    assert {path.stem for path in CARDS.glob("*.png")} == names
    assert {path.stem for path in CARDS.glob("*.json")} == names
