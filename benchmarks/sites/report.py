"""Results as a table for the terminal, as a chart, and as a part of the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..chart import Bar, Group, bar_chart, figure
from ..table import markdown_table, plain_table, replace_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from .results import Results, Row

    Table = Callable[[Sequence[str], Sequence[Sequence[str]]], str]

#: The name of the part of the README.
MARK = "bench-site"
_MEGABYTE = 1_000_000
_GENERATED = "generated"
_THEMES = {"mkdocs": "MkDocs' theme", "material": "Material"}
_CARDS = {"none": "no cards", "metaimage": "metaimage", "social": "Material's social plugin"}
_BUILDS = {"plain": "", "cold": ", nothing cached", "warm": ", all cached", "title": ", one title changed"}


def table(results: Results) -> str:
    """All figures for a terminal: medians, with the least and the most where it counts."""
    parts = [
        plain_table(
            ("build", "s", "least-most", "more", "CPU s", "more", "MB", "more"), list(_long_rows(results))
        ),
        _growth(results, plain_table),
        _workers(results, plain_table),
        results.machine,
    ]
    return "\n\n".join(filter(None, parts))


def publish(results: Results, readme: Path, chart: Path) -> None:
    """Write the chart, and the figures into the README.

    Args:
        results: What was measured.
        readme: The README, which has the marks.
        chart: Where the chart is written, below the README's folder.
    """
    chart.write_text(drawn(results), encoding="utf-8")
    site = _real(results)[0]
    picture = (
        f"![What cards add to a build of {site.pages} pages]({chart.relative_to(readme.parent).as_posix()})"
    )
    heads = ("", "build", "over the same build without cards", "CPU over", "memory over")
    builds = markdown_table(heads, list(_short_rows(results)))
    rest = [
        _growth(results, markdown_table),
        _workers(results, markdown_table),
        f"Medians, {results.machine}.",
    ]
    replace_block(readme, MARK, "\n\n".join(filter(None, [picture, builds, *rest])))


def drawn(results: Results) -> str:
    """The chart, as SVG text: the seconds that cards add to a build."""
    rows = _real(results)
    groups = []
    for theme in dict.fromkeys(row.theme for row in rows):
        bars = [
            # Less than nothing is noise.
            Bar(_name(row), max(row.over(results.plain(row), "wall"), 0.0), ours=row.cards == "metaimage")
            for row in rows
            if row.theme == theme and row.cards != "none"
        ]
        plain = next(row for row in rows if row.theme == theme and row.cards == "none")
        seconds = figure(plain.spread("wall").median)
        groups.append(Group(f"{_THEMES[theme]}: {seconds} s without cards", tuple(bars)))
    title = f"What cards add to a build of {rows[0].pages} pages"
    return bar_chart(title, f"Seconds, less is better. {results.machine}", "s", tuple(groups))


def _real(results: Results) -> list[Row]:
    return [row for row in results.rows if row.site != _GENERATED]


def _name(row: Row) -> str:
    return _CARDS[row.cards] + _BUILDS[row.build]


def _long_rows(results: Results) -> Iterator[tuple[str, ...]]:
    for row in results.rows:
        theme = (
            f"{row.pages} generated pages" if row.site == _GENERATED else f"{row.site}, {_THEMES[row.theme]}"
        )
        wall = row.spread("wall")
        yield (
            f"{theme}: {_name(row)}",
            figure(wall.median),
            f"{figure(wall.least)}-{figure(wall.most)}",
            _more(results, row, "wall"),
            figure(row.spread("cpu").median),
            _more(results, row, "cpu"),
            f"{row.spread('peak').median / _MEGABYTE:.0f}",
            _more(results, row, "peak"),
        )


def _short_rows(results: Results) -> Iterator[tuple[str, ...]]:
    for row in _real(results):
        more = [_more(results, row, what) for what in ("wall", "cpu", "peak")]
        units = ("s", "s", "MB")
        yield (
            f"{_THEMES[row.theme]}: {_name(row)}",
            f"{figure(row.spread('wall').median)} s",
            *(f"{value} {unit}" if value else "" for value, unit in zip(more, units, strict=True)),
        )


def _more(results: Results, row: Row, what: str) -> str:
    if row.cards == "none":
        return ""
    over = row.over(results.plain(row), what)
    return f"{over / _MEGABYTE:+.0f}" if what == "peak" else f"{over:+.2f}"


def _growth(results: Results, table: Table) -> str:
    """What cards add to builds of more and more pages, and to each page of them."""
    rows = [row for row in results.rows if row.site == _GENERATED]
    heads = ("generated pages", "without cards", "nothing cached", "a page", "all cached", "a page", "memory")
    lines = []
    for pages in dict.fromkeys(row.pages for row in rows):
        plain, cold, warm = (
            next(row for row in rows if (row.pages, row.build) == (pages, build))
            for build in ("plain", "cold", "warm")
        )
        cells = [f"{pages:,}", f"{figure(plain.spread('wall').median)} s"]
        for row in (cold, warm):
            over = row.over(plain, "wall")
            cells += [f"{over:+.2f} s", f"{over / pages * 1000:.2f} ms"]
        lines.append((*cells, f"{_more(results, cold, 'peak')} MB"))
    return table(heads, lines) if lines else ""


def _workers(results: Results, table: Table) -> str:
    if not results.drawings:
        return ""
    first = results.drawings[0].spread.median
    heads = ("drawing alone", "cards", "time", "ratio")
    return table(
        heads,
        [
            (
                drawing.how,
                f"{drawing.cards}",
                f"{figure(drawing.spread.median)} s",
                f"{first / drawing.spread.median:.2f}x",
            )
            for drawing in results.drawings
        ],
    )
