"""What layout keeps, puts off or leaves out to be quick changes nothing that it says."""

from __future__ import annotations

from random import Random

import pytest
from engine.placed import rects

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.layout.formatting import LayoutContext
from mkdocs_metaimage.engine.layout.inline.paragraph import memory_of
from mkdocs_metaimage.engine.layout.tree import Kind, LayoutBox, TextPiece
from mkdocs_metaimage.engine.text.fonts import FontLibrary

WORDS = "layout of every card is kept apart from all others-but-one"
# One text in boxes that lay it out each in another way.
CARDS = [
    f"<p>{WORDS}</p>",
    f'<p style="width: 90px">{WORDS}</p>',
    f'<div style="display: flex; width: 70px"><p>{WORDS}</p></div>',
    f'<ul><li>{WORDS}</li></ul><p style="text-align: right">{WORDS}</p>',
    f'<ol style="width: 120px"><li>{WORDS}</li></ol>',
    f'<div style="float: left; width: 60px; height: 30px"></div><p>{WORDS}</p>',
    f'<p style="width: 100px; -webkit-line-clamp: 2; display: -webkit-box; overflow: hidden">{WORDS}</p>',
    f'<p style="text-fit: shrink 8px; font-size: 60px; height: 50px; margin: 0">{WORDS}</p>',
    f'<p style="width: 90px; padding: 7px; line-height: 2">{WORDS}</p>',
]


def lines(source: str, library: FontLibrary):
    styled, _ = cascade(parse(source), 400, 300)
    found, pending = [], [layout(styled, 400, 300, library, lambda name: None)]
    while pending:
        box = pending.pop()
        found += [
            (line.text, line.rect, line.baseline, [(run.x, run.shaped.text) for run in line.runs])
            for line in box.lines
        ]
        pending += box.children
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_text_has_the_same_lines_whatever_was_laid_out_before(seed):
    alone = {card: lines(card, FontLibrary()) for card in CARDS}
    library = FontLibrary()
    for card in Random(seed).choices(CARDS, k=30):
        assert lines(card, library) == alone[card]


def test_a_text_in_ever_other_widths_is_not_kept_in_all_of_them():
    library = FontLibrary()
    styled, _ = cascade(parse("<p>x</p>"), 400, 300)
    style = styled.style

    context = LayoutContext(library, lambda name: None, 400, 300, {}, {})
    box = LayoutBox(Kind.LINES, style, None, [TextPiece("some words", style)])
    other = LayoutBox(Kind.LINES, style, None, [TextPiece("some words", style)])
    for width in range(100):
        memory_of(context, box)[width] = width
    assert memory_of(context, other) is memory_of(context, box)
    assert len(memory_of(context, box)) < 20


def test_a_marked_text_is_kept_apart():
    plain, marked = lines(f"<p>{WORDS}</p>", library := FontLibrary()), lines(f"<li>{WORDS}</li>", library)
    assert len(marked[0][3]) == len(plain[0][3]) + 1
    assert lines(f"<p>{WORDS}</p>", library) == plain


def test_a_minimum_that_only_who_shrinks_meets():
    # All of the shrinking is left to the one whose content is narrow.
    item = '<div style="width: 150px"><i style="display: inline-block; width: {}px">x</i></div>'
    row = f'<div style="display: flex; width: 200px">{item.format(140)}{item.format(10)}</div>'
    assert [rect[2] for rect in rects(row) if rect[2] in (60.0, 140.0)] == [140.0, 140.0, 60.0]
    wide = row.replace("width: 200px", "width: 400px")
    assert [rect[2] for rect in rects(wide)].count(150.0) == 2


@pytest.mark.parametrize("inner", ["height: 50%", "height: stretch", "min-height: 50%", "flex: 0 0 50%"])
def test_what_refers_to_the_height_of_an_item_in_a_column_is_laid_out_with_it(inner):
    column = (
        '<div style="display: flex; flex-direction: column; height: 200px">'
        f'<div style="display: flex; flex-direction: column"><b style="{inner}">x</b><p style="margin: 0; height: 60px">'
        "</p></div></div>"
    )
    loose = column.replace("height: 200px", "height: auto")
    # The item is as high either way, but only in a container of a height it has one to refer to.
    assert rects(column)[1] == rects(loose)[1]
    assert rects(column)[2] != rects(loose)[2]
