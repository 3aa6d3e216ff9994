"""What grids do that no card of Chromium's shows well: what is bounded, and what the engine adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.layout import layout
from mkdocs_metaimage.engine.layout.grid.sizing import fraction_size
from mkdocs_metaimage.engine.layout.grid.tracks import Track
from mkdocs_metaimage.engine.text.fonts import FontLibrary

if TYPE_CHECKING:
    from mkdocs_metaimage.engine.boxes import PlacedBox

LIBRARY = FontLibrary()


def _grid(style: str, items: str) -> PlacedBox:
    card = f'<div style="display: grid; {style}">{items}</div>'
    styled, notes = cascade(parse(card), 400, 300)
    assert not notes
    return layout(styled, 400, 300, LIBRARY, lambda name: (40.0, 20.0)).children[0]


def _rects(style: str, items: str) -> list[tuple[float, ...]]:
    return [tuple(round(number, 2) for number in child.rect) for child in _grid(style, items).children]


def test_lines_far_away_are_bounded() -> None:
    far = '<i style="grid-row: 99999999; grid-column: -99999999">far</i><i style="grid-row: span 99999999">long</i>'
    grid = _grid("grid-template-columns: repeat(auto-fill, 0px)", far)
    assert [child.tag for child in grid.children] == ["i", "i"]


def test_items_on_the_same_cells_overlap() -> None:
    first, second = _rects(
        "grid-auto-rows: 20px", "<i style='grid-area: 1 / 1'></i><b style='grid-area: 1 / 1'></b>"
    )
    assert first == second == (0, 0, 400, 20)


def test_an_item_without_room_in_the_columns_makes_more() -> None:
    style = "grid-template-columns: 50px; grid-auto-columns: 20px; grid-auto-rows: 10px"
    assert _rects(style, "<i style='grid-column: span 3'></i><i></i><i></i>") == [
        (0, 0, 90, 10), (0, 10, 50, 10), (50, 10, 20, 10),
    ]  # fmt: skip


def test_sparse_packing_never_goes_back_and_dense_does() -> None:
    style = "grid-template-columns: repeat(2, 10px); grid-auto-rows: 10px; grid-auto-flow: row"
    items = "<i></i><b style='grid-column: span 2'></b><u></u>"
    assert _rects(style, items)[2] == (0, 20, 10, 10)
    assert _rects(style + " dense", items)[2] == (10, 0, 10, 10)


def test_dense_packing_fills_holes_of_each_size() -> None:
    style = "grid-template-columns: repeat(3, 10px); grid-auto-rows: 10px; grid-auto-flow: dense"
    wide, high = "<i style='grid-column: span 2'></i>", "<b style='grid-row: span 2'></b>"
    assert _rects(style, wide * 2 + high + "<u></u>" * 2) == [
        (0, 0, 20, 10), (0, 10, 20, 10), (20, 0, 10, 20), (0, 20, 10, 10), (10, 20, 10, 10),
    ]  # fmt: skip


def test_boxes_stay_in_the_order_of_the_document() -> None:
    grid = _grid("grid-template-columns: 1fr 1fr", "<i style='order: 2'>a</i><b style='order: 1'>b</b>")
    assert [child.tag for child in grid.children] == ["i", "b"]
    assert grid.children[0].rect.x > grid.children[1].rect.x


def test_a_text_fits_itself_to_its_row() -> None:
    title = "<p style='margin: 0; font-size: 80px; line-height: 1; text-fit: shrink 10px'>A title of many words</p>"
    style = "height: 100px; grid-template-rows: auto minmax(0, 1fr); width: 300px"
    grid = _grid(style, f"<b style='height: 30px'></b>{title}")
    paragraph = grid.children[1]
    assert paragraph.rect.height == 70
    assert paragraph.lines[-1].rect.y + paragraph.lines[-1].rect.height <= 100
    assert 10 < paragraph.style.font_size < 80


def test_a_text_that_fits_itself_lets_its_row_be_low() -> None:
    title = "<p style='margin: 0; font-size: 80px; line-height: 1; text-fit: shrink 10px'>A title of many words</p>"
    grid = _grid("height: 100px; grid-template-rows: 30px 1fr; width: 300px", f"<b></b>{title}")
    assert grid.children[1].rect.height == 70


@pytest.mark.parametrize(
    ("factors", "bases", "space", "fraction"),
    [
        ((1.0, 1.0), (0.0, 0.0), 100.0, 50.0),
        ((0.2, 0.3), (0.0, 0.0), 100.0, 100.0),
        ((1.0, 1.0), (80.0, 0.0), 100.0, 20.0),
        ((1.0, 1.0), (80.0, 70.0), 100.0, 0.0),
        ((1.0, None), (0.0, 30.0), 100.0, 70.0),
        ((1.0,), (0.0,), -5.0, 0.0),
    ],
)
def test_the_size_of_a_fraction(
    factors: tuple[float | None, ...], bases: tuple[float, ...], space: float, fraction: float
) -> None:
    tracks = [Track("auto", "auto", factor, base=base) for factor, base in zip(factors, bases, strict=True)]
    assert fraction_size(tracks, space) == pytest.approx(fraction)


def _asked(depth: int) -> int:
    """How often layout asks for the size of a picture in so many grids."""
    opening = '<div style="display: grid; grid-template-columns: auto 1fr; align-items: center">text '
    card = opening * depth + "<img src='picture' style='height: 50%'>" + "</div>" * depth
    asked = []

    def picture_size(name: str) -> tuple[float, float]:
        asked.append(name)
        return 40.0, 20.0

    styled, _ = cascade(parse(card), 400, 300)
    layout(styled, 400, 300, LIBRARY, picture_size)
    return len(asked)


def test_grids_in_grids_are_not_laid_out_over_and_over() -> None:
    assert _asked(40) <= 4 * _asked(10)


@pytest.mark.parametrize(
    ("limit", "width"), [("max-width: 50%", 180), ("max-width: 100px", 90), ("min-width: 50%", 210)]
)
def test_limits_in_percent_say_how_often_columns_are_repeated(limit: str, width: float) -> None:
    grid = _grid(f"float: left; {limit}; grid-template-columns: repeat(auto-fill, 30px)", "<i></i>")
    assert grid.rect.width == width


@pytest.mark.parametrize("rows", ["10px", "minmax(0, 1fr)", "auto"])
def test_a_least_height_by_content_keeps_an_item_from_being_stretched_to_less(rows: str) -> None:
    style = f"height: 10px; grid-template-rows: {rows}"
    content = '<p style="margin: 0; height: 20px"></p>'
    assert _rects(style, f'<i style="min-height: min-content">{content}</i>') == [(0, 0, 400, 20)]
    assert _rects(style, f"<i>{content}</i>")[0][3] == (20 if rows == "auto" else 10)
