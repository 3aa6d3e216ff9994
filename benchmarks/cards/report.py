"""The results as they are kept, and the table, the chart and the part of the README that are made of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from benchmarks.chart import Bar, Group, bar_chart, figure
from benchmarks.table import markdown_table, plain_table

if TYPE_CHECKING:
    from pathlib import Path

_HEADS = ("1200 × 630 px", "ms a card", "min", "max", "× ours", "CPU ms", "kB", "peak MB")


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of one contestant, as in `contestants.Contestant` and `rounds.Result`.

    Attributes:
        median: Milliseconds of a card.
        least: Those of the fastest.
        most: Those of the slowest.
        cpu: Milliseconds of processor time of a card, all threads together.
        kilobytes: The median size of the pictures, in 1000 bytes.
        peak: The most memory of its process, in 1,000,000 bytes.
    """

    name: str
    label: str
    ours: bool
    simpler: str
    versions: dict[str, str]
    median: float
    least: float
    most: float
    cpu: float
    kilobytes: float
    peak: float


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run.

    Attributes:
        machine: Where it ran.
        texts: How many different texts each contestant drew.
        standings: Those who drew them all; the first is what the others are compared with.
        left_out: Why the others did not, by their labels.
    """

    machine: str
    texts: int
    standings: tuple[Standing, ...]
    left_out: dict[str, str]

    def save(self, file: Path) -> None:
        """Keep it as JSON."""
        file.write_text(json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def load(file: Path) -> Report:
    """Return a report that was kept."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    return Report(**{**kept, "standings": tuple(Standing(**row) for row in kept["standings"])})


def terminal_text(report: Report) -> str:
    """Return the table for the terminal, with what is to be known about it."""
    return "\n".join([plain_table(_HEADS, _rows(report)), "", *_notes(report)])


def readme_block(report: Report, chart: str) -> str:
    """Return what the README says of the results.

    Args:
        report: The results.
        chart: The path of their chart from the README.
    """
    notes = [note.replace("*", r"\*") for note in _notes(report)]
    return "\n\n".join(
        [
            f"![The first column of the table below, as bars]({chart})",
            markdown_table(_HEADS, _rows(report)),
            *notes,
        ]
    )


def chart_text(report: Report) -> str:
    """Return the chart of the medians as SVG."""
    first = report.standings[0].median
    bars = tuple(
        Bar(
            _marked(row),
            row.median,
            "" if row is report.standings[0] else f"{row.median / first:.1f}×",
            row.ours,
        )
        for row in report.standings
    )
    title = "A social card, from its text to the encoded picture"
    subtitle = (
        f"Milliseconds, less is better: median of {report.texts} texts. * a simpler card. {report.machine}"
    )
    return bar_chart(title, subtitle, "ms", (Group("", bars),))


def _rows(report: Report) -> list[list[str]]:
    first = report.standings[0].median
    return [
        [
            _marked(row),
            *map(figure, (row.median, row.least, row.most)),
            f"{row.median / first:.2f}",
            *map(figure, (row.cpu, row.kilobytes)),
            f"{row.peak:.0f}",
        ]
        for row in report.standings
    ]


def _marked(row: Standing) -> str:
    return f"{row.label} *" if row.simpler else row.label


def _notes(report: Report) -> list[str]:
    simpler = "; ".join(f"{row.label}: {row.simpler}" for row in report.standings if row.simpler)
    packages = {name: version for row in report.standings for name, version in row.versions.items()}
    left_out = "; ".join(f"{label} ({reason})" for label, reason in report.left_out.items())
    return [
        *([f"* A simpler card. {simpler}."] if simpler else []),
        f"{report.texts} texts each, taking turns, on {report.machine}. "
        + ", ".join(f"{name} {version}" for name, version in packages.items())
        + ".",
        *([f"Not run: {left_out}."] if left_out else []),
    ]
