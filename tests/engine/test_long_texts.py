"""Long texts: what takes part of the work for each line must not take all of it."""

from __future__ import annotations

import pytest

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.layout.inline import breaking, cutting
from mkdocs_metaimage.engine.text import shape as shaping
from mkdocs_metaimage.engine.text.fonts import FontLibrary
from mkdocs_metaimage.engine.text.shape import part_of, shape
from mkdocs_metaimage.engine.text.style import TextStyle

LIBRARY = FontLibrary()


@pytest.mark.parametrize(("text", "rtl"), [("ab 😀 cd 漢 " * 9, False), ("שלום 😀 עולם ab " * 9, True)])
def test_parts_of_many_runs_are_those_found_one_by_one(text, rtl, monkeypatch):
    whole = shape(text, TextStyle(("inter",), 20.0), LIBRARY, rtl)
    assert len(whole.runs) > 20
    places = [(low, high) for low in range(0, len(text), 3) for high in range(low, len(text) + 1, 5)]
    fast = [part_of(whole, low, high) for low, high in places]
    monkeypatch.setattr(shaping, "_FEW", 10**9)
    assert fast == [part_of(whole, low, high) for low, high in places]


@pytest.mark.parametrize(
    "word", ["abcdefghij" * 300, "e\u0301" * 900, "👨‍👩‍👧" * 90, "a" + "\u0301" * 400 + "bcd" * 90]
)
def test_a_long_word_breaks_where_one_looked_at_as_a_whole_does(word, monkeypatch):
    page = ImageResponse(f"<p style='font: 20px Inter; width: 150px; overflow-wrap: anywhere'>{word}</p>")

    def lines():
        return [
            line.text
            for line in page.layout().children[-1].lines or page.layout().children[-1].children[0].lines
        ]

    near = lines()
    assert len(near) > 5
    monkeypatch.setattr(cutting, "_MARGIN", 10**9)
    assert near == lines()


def test_a_long_word_is_not_read_again_for_each_line(monkeypatch):
    read = []

    def counted(paragraph, start, end):
        read.append(end - start)
        return breaking.emergency_breaks(paragraph, start, end)

    monkeypatch.setattr(cutting, "emergency_breaks", counted)
    ImageResponse(f"<p style='overflow-wrap: anywhere; width: 300px'>{'abcdefghij' * 500}</p>").layout()
    assert len(read) > 50
    assert sum(read) < 40_000
