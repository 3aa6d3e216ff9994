"""The grid properties as they are written: tracks, areas, lines and their shorthands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_metaimage.engine.css.cascade import cascade
from mkdocs_metaimage.engine.css.properties.declarations import expand_text
from mkdocs_metaimage.engine.css.values import Length
from mkdocs_metaimage.engine.css.values.grid import (
    AUTO_LINE,
    MOST_LINES,
    NO_AREAS,
    NO_TEMPLATE,
    Fraction,
    Line,
    Template,
    TrackSize,
)
from mkdocs_metaimage.engine.elements import parse

if TYPE_CHECKING:
    from mkdocs_metaimage.engine.css.style import Style


def _style(css: str) -> Style:
    root, notes = cascade(parse(f'<div style="{css}"></div>'), 400, 300)
    assert not notes
    node = root.children[0]
    assert not isinstance(node, str)
    return node.style


def _columns(css: str) -> Template:
    return _style(f"grid-template-columns: {css}").grid_template_columns


def test_a_length_is_both_minimum_and_maximum() -> None:
    sizes = _columns("10px 2em 25% calc(1em + 10%)").before.sizes
    lengths = [Length(10), Length(32), Length(0, 25), Length(16, 10)]
    assert sizes == tuple(TrackSize(length, length) for length in lengths)


def test_a_fraction_has_an_automatic_minimum() -> None:
    assert _columns("2.5FR").before.sizes == (TrackSize("auto", Fraction(2.5)),)
    assert _columns("minmax(0, 1fr)").before.sizes == (TrackSize(Length(), Fraction(1)),)


def test_fit_content_has_a_limit() -> None:
    assert _columns("fit-content(3em)").before.sizes == (TrackSize("auto", "max-content", Length(48)),)


def test_names_of_adjoining_pieces_go_together() -> None:
    found = _columns("[a] 1px [b c] repeat(2, [d] 2px [e]) [f]").before
    assert [size.most for size in found.sizes] == [Length(1), Length(2), Length(2)]
    assert found.names == (("a",), ("b", "c", "d"), ("e", "d"), ("e", "f"))


def test_automatic_repetition_keeps_what_is_around_it() -> None:
    found = _columns("[a] 10px repeat(auto-fit, [b] minmax(20px, 1fr)) [c] 30px [d]")
    assert found.fit
    assert found.repeated is not None
    assert found.before.names == (("a",), ())
    assert found.repeated.names == (("b",), ())
    assert found.after.names == (("c",), ("d",))


def test_repetitions_are_bounded() -> None:
    assert len(_columns("repeat(99999999, 1px 2px)").before.sizes) == MOST_LINES


@pytest.mark.parametrize(
    "value",
    [
        "-1px", "-1fr", "minmax(1fr, 2px)", "minmax(1px)", "fit-content(auto)", "fit-content(1px 2px)", "repeat(0, 1px)",
        "repeat(1.5, 1px)", "repeat(2)", "repeat(2, )", "repeat(auto-fill, auto)", "repeat(auto-fill, 1fr)",
        "1fr repeat(auto-fill, 1px) auto", "repeat(auto-fill, 1px) repeat(auto-fit, 1px)", "[a]", "[auto] 1px", "[1] 1px",
        "subgrid", "1px / 2px", "none 1px", "repeat(2, repeat(2, 1px))", "5",
    ],
)  # fmt: skip
def test_what_is_no_list_of_tracks_is_named(value: str) -> None:
    root, notes = cascade(parse(f'<div style="grid-template-rows: {value}"></div>'), 400, 300)
    (note,) = notes
    assert "grid-template-rows" in note.message
    node = root.children[0]
    assert not isinstance(node, str)
    assert node.style.grid_template_rows == NO_TEMPLATE


def test_areas() -> None:
    found = _style("grid-template-areas: 'a a ...' '. b-1  .'").grid_template_areas
    assert (found.rows, found.columns) == (2, 3)
    assert found.named == {"a": (0, 1, 0, 2), "b-1": (1, 2, 1, 2)}
    assert _style("grid-template-areas: none").grid_template_areas == NO_AREAS


@pytest.mark.parametrize("value", ["'a b' 'a'", "'a b a'", "'a a' 'b a'", "''", "'a' none", "'a!'", "a"])
def test_areas_that_are_none(value: str) -> None:
    assert expand_text("grid-template-areas", value) is None


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("auto", AUTO_LINE),
        ("3", Line(3)),
        ("-2", Line(-2)),
        ("Foo", Line(0, "Foo")),
        ("foo -3", Line(-3, "foo")),
        ("2 foo", Line(2, "foo")),
        ("span 2", Line(2, "", True)),
        ("foo span", Line(0, "foo", True)),
        ("span foo 2", Line(2, "foo", True)),
        ("99999999", Line(MOST_LINES)),
    ],
)
def test_lines(value: str, line: Line) -> None:
    assert expand_text("grid-row-start", value) == {"grid-row-start": line}


@pytest.mark.parametrize(
    "value", ["0", "span 0", "span -1", "span", "1.5", "a b", "1 2", "auto 1", "1 span a", "1px", ""]
)
def test_lines_that_are_none(value: str) -> None:
    assert expand_text("grid-row-start", value) is None


def test_an_area_stands_for_four_lines() -> None:
    style = _style("grid-area: main")
    lines = (style.grid_row_start, style.grid_column_start, style.grid_row_end, style.grid_column_end)
    assert lines == (Line(0, "main"),) * 4
    style = _style("grid-area: 2 / a")
    lines = (style.grid_row_start, style.grid_column_start, style.grid_row_end, style.grid_column_end)
    assert lines == (Line(2), Line(0, "a"), AUTO_LINE, Line(0, "a"))


def test_a_row_with_one_line() -> None:
    assert expand_text("grid-row", "span 2") == {
        "grid-row-start": Line(2, "", True),
        "grid-row-end": AUTO_LINE,
    }
    assert expand_text("grid-column", "a / 3") == {
        "grid-column-start": Line(0, "a"),
        "grid-column-end": Line(3),
    }
    assert expand_text("grid-column", "1 / 2 / 3") is None


def test_grid_template_with_areas() -> None:
    style = _style("grid-template: [x] 'a b' 40px [y] [z] 'a c' / auto 1fr [end]")
    rows = style.grid_template_rows.before
    assert [size.most for size in rows.sizes] == [Length(40), "auto"]
    assert rows.names == (("x",), ("y", "z"), ())
    assert style.grid_template_columns.before.names == ((), (), ("end",))
    assert style.grid_template_areas.named["c"] == (1, 2, 1, 2)


@pytest.mark.parametrize(
    "value", ["'a' / repeat(2, 1px) / 1px", "'a' / none", "1px", "'a' 1px 2px", "10px 'a'", "'a b' 'c'"]
)
def test_grid_templates_that_are_none(value: str) -> None:
    assert expand_text("grid-template", value) is None


def _grid(value: str) -> dict[str, Any]:
    found = expand_text("grid", value)
    assert found is not None
    return found


def test_grid_with_one_automatic_axis() -> None:
    found = _grid("auto-flow dense 10px 20px / [a] 1fr")
    assert found["grid-auto-flow"] == "row dense"
    assert [size.most for size in found["grid-auto-rows"]] == [Length(10), Length(20)]
    assert found["grid-template-columns"].before.names == (("a",), ())
    assert found["grid-template-rows"] == NO_TEMPLATE
    found = _grid("none / dense auto-flow")
    assert found["grid-auto-flow"] == "column dense"
    assert found["grid-auto-columns"] == (TrackSize(),)
    assert expand_text("grid", "auto-flow / auto-flow") is None
    assert expand_text("grid", "dense 1px / 2px") is None


def test_grid_sets_back_what_it_does_not_say() -> None:
    style = _style("grid-auto-flow: column; grid-auto-rows: 5px; grid: 10px / 20px")
    assert style.grid_auto_flow == "row"
    assert style.grid_auto_rows == (TrackSize(),)


def test_place_shorthands_have_a_value_for_each_axis() -> None:
    style = _style("place-items: last baseline center; place-self: safe end; place-content: baseline")
    assert (style.align_items, style.justify_items) == ("last baseline", "center")
    assert (style.align_self, style.justify_self) == ("safe end", "safe end")
    assert (style.align_content, style.justify_content) == ("baseline", "start")
    assert expand_text("place-items", "center center center") is None


def test_old_names_of_the_gaps() -> None:
    style = _style("grid-row-gap: 3px; grid-column-gap: 4px")
    assert (style.row_gap, style.column_gap) == (Length(3), Length(4))
