"""What is made for a card goes with it: no circles keep it until the garbage collector comes by."""

from __future__ import annotations

import gc

import pytest

from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.response import ImageResponse

FLEX = (
    '<div style="display: flex; flex-direction: column; height: 100%; overflow: hidden; position: relative">'
    '<i style="position: absolute; opacity: 0.4; background: red; inset: 9px"></i>'
    '<h1 style="text-fit: shrink 9px; height: 40px; width: 150px; text-wrap: balance">A long title, number {}</h1>'
    '<p style="display: flex"><b>words</b> <span style="position: relative">{}</span></p></div>'
)
GRID = (
    '<div style="display: grid; grid-template-columns: 1fr 2fr; border: 3px dashed; border-radius: 9px">'
    '<ul><li>one {}<li>two</ul><p style="float: left; text-shadow: 1px 1px blue">{} <code>inline</code></p></div>'
)


@pytest.mark.parametrize("source", [FLEX, GRID])
def test_a_card_is_gone_when_it_is_drawn(source):
    def card(number: int) -> None:
        draw(ImageResponse(source.format(number, number), width=200, height=150).drawing())

    for number in range(100):
        card(number)
    gc.collect()
    gc.disable()
    try:
        for number in range(100, 150):
            card(number)
        found = gc.collect()
    finally:
        gc.enable()
    # What caches drop now and then may be in circles.
    assert found < 500
