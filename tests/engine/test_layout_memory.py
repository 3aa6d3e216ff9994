"""What layout keeps, puts off or leaves out to be quick changes nothing that it says."""

from __future__ import annotations

import gc
from random import Random

import pytest
from engine.placed import rects

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout, text_fit
from mkdocs_metaimage.engine.layout.formatting import LayoutContext
from mkdocs_metaimage.engine.layout.generation import generate
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


def placed(source: str, library: FontLibrary, size: tuple[int, int] = (400, 300)):
    styled, _ = cascade(parse(source), *size, library)
    return layout(styled, *size, library, lambda name: (40.0, 30.0))


def boxes_of(box):
    lines = [(line.text, line.rect) for line in box.lines]
    return [(box.tag, box.rect, lines), *(each for child in box.children for each in boxes_of(child))]


# The item is the same in all cards of a kind, what stands beside it is not.
ITEM = (
    '<div style="display: flex; flex: 1 1 0; gap: 5px"><b>same words in all</b>'
    '<i style="position: absolute; right: 0">!</i></div>'
)
AROUND = [
    '<div style="display: flex">{0}<p>{1}</p></div>',
    '<div style="display: flex; flex-direction: column; height: 90px">{0}<p>{1}</p></div>',
    '<div style="display: grid; grid-template-columns: auto auto">{0}<p>{1}</p>{0}</div>',
    '<ol style="display: flex"><li>{0}</li>{0}<li><img src="x" alt="">{1}</li></ol>',
    '<span style="position: relative">{1}<div style="display: flex">{0}</div></span>',
]
BESIDE = ["one", "quite another text, and a long one", "", "two words"]


@pytest.mark.parametrize("around", AROUND)
def test_an_item_that_many_cards_have_is_laid_out_for_each_of_them(around):
    library = FontLibrary()
    for text in BESIDE * 3:
        card = around.format(ITEM, text)
        assert boxes_of(placed(card, library)) == boxes_of(placed(card, FontLibrary()))


def test_an_item_with_a_picture_follows_the_picture():
    card = '<div style="display: flex"><p><img src="x" alt=""></p></div>'
    library = FontLibrary()
    for size in ((10.0, 20.0), (30.0, 5.0)):
        styled, _ = cascade(parse(card), 400, 300, library)
        root = layout(styled, 400, 300, library, lambda name, size=size: size)
        assert ("img", *size) in [(tag, rect.width, rect.height) for tag, rect, _ in boxes_of(root)]


def test_an_item_in_ever_other_sizes_is_not_remembered_in_all_of_them():
    library = FontLibrary()
    for number in range(300):
        source = f'<div style="display: flex"><div><p>words</p></div><p>{"i" * number}</p></div>'
        placed(source, library)
    styled, _ = cascade(parse(source), 400, 300, library)
    root = generate(styled, library.boxes, lambda name: None, lambda style: (0.0, 0.0))
    item = root.boxes[0].boxes[0]
    assert item.kept
    assert 0 < len(item.remembered) <= 101


def test_a_card_leaves_nothing_for_the_garbage_collector():
    library = FontLibrary()

    def draw(number: int) -> None:
        placed(
            '<div style="display: flex; flex-direction: column"><h1 style="text-fit: shrink 8px; height: 40px">'
            f'Title <img src="x" alt=""> {number}</h1><div style="display: flex"><p>Words {number}</p></div></div>',
            library,
        )

    for number in range(200):
        draw(number)
    gc.collect()
    gc.disable()
    try:
        for number in range(200, 300):
            draw(number)
        assert gc.collect() < 300
    finally:
        gc.enable()


FITS = (
    "line-height: 1.1", "line-height: 1.1; letter-spacing: -0.03em", "line-height: 1.1; font-optical-sizing: none",
    "line-height: normal", "line-height: 1.2; overflow-wrap: anywhere", "line-height: 1.1; text-indent: 2em",
    "line-height: 40px; font-family: jetbrains mono", "line-height: 1.1; font-variant-caps: small-caps",
)  # fmt: skip


@pytest.mark.parametrize("style", FITS)
def test_sizes_that_are_not_tried_are_too_large(style, monkeypatch):
    dice = Random(style)

    def sizes():
        dice.seed(style)
        found = []
        for _ in range(60):
            title = " ".join(dice.choices((*WORDS.split(), "WAVE", "Привет", "日本語"), k=dice.randint(2, 9)))
            room = f"width: {dice.randint(90, 380)}px; height: {dice.randint(20, 200)}px"
            source = f'<h1 style="font-size: {dice.randint(20, 90)}px; text-fit: shrink 9px; {style}; {room}">{title}'
            styled, _ = cascade(parse(source), 400, 300)
            box = layout(styled, 400, 300, FontLibrary(), lambda name: None)
            found.append(box.children[0].style.font_size)
        return found

    quick = sizes()
    monkeypatch.setattr(text_fit, "_is_too_large", lambda *_: False)
    assert sizes() == quick
