"""Random cards are painted as in Chromium, whose pictures are kept.

`tests/chromium/random_paint.py KIND --keep` writes them; Chromium itself is not needed here.
"""

import pytest
from chromium.random_paint import fault, kept
from PIL import Image

CARDS = [pytest.param(html, picture, id=name) for name, html, picture in kept()]


def test_there_are_cards() -> None:
    assert len(CARDS) > 400


@pytest.mark.parametrize(("html", "picture"), CARDS)
def test_pixels_are_those_of_chromium(html: str, picture: Image.Image) -> None:
    assert not fault(html, picture)
