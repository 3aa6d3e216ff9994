"""A chart of bars as SVG text, on a ground of its own that is light or dark as the reader's screen is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import accumulate

_WIDTH, _EDGE, _LABELS, _VALUES = 860, 28, 226, 150
# About as wide as a letter is, in a bold label.
_LETTER = 7.3
_TITLE, _SUBTITLE, _GROUP, _ROW, _BAR = 30, 26, 34, 30, 18
_STYLE = """
  text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #1d1d26; }
  .title { font-size: 18px; font-weight: 700; } .group { font-weight: 650; } .soft { fill: #6a6a78; }
  .panel { fill: #ffffff; stroke: #dddde6; } .track { fill: #f1f1f6; } .bar { fill: #a5a8bd; } .ours { fill: #4051b5; }
  .strong { font-weight: 650; }
  @media (prefers-color-scheme: dark) {
    text { fill: #ececf3; } .soft { fill: #a0a0b0; } .panel { fill: #16171f; stroke: #30313d; }
    .track { fill: #20222c; } .bar { fill: #666a82; } .ours { fill: #8b9bff; }
  }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Attributes:
        label: What it is of.
        value: How long it is, in the chart's unit; 0 or more.
        note: What is written small behind its value.
        ours: Whether it stands for this project, and is coloured.
    """

    label: str
    value: float
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that are compared with each other, beneath a heading of their own where it is not empty."""

    heading: str
    bars: tuple[Bar, ...]


def bar_chart(title: str, subtitle: str, unit: str, groups: tuple[Group, ...]) -> str:
    """Return a chart as SVG text: horizontal bars from one zero, each with its value written out.

    Args:
        title: What is compared.
        subtitle: How to read it: what is better, where it was measured.
        unit: What the values are in, as "ms".
        groups: The bars, the longest of all as wide as there is room.
    """
    longest = max((bar.value for group in groups for bar in group.bars), default=0) or 1
    labels = max(_LABELS, *(round(_LETTER * len(bar.label)) for group in groups for bar in group.bars), 0)
    heights = [(_GROUP if group.heading else 0) + _ROW * len(group.bars) for group in groups]
    tops = accumulate(heights, initial=_EDGE + _TITLE + _SUBTITLE)
    height = _EDGE * 2 + _TITLE + _SUBTITLE + sum(heights) - 8
    words = "; ".join(f"{bar.label} {figure(bar.value)} {unit}" for group in groups for bar in group.bars)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(words)}</desc>",
            f"<style>{_STYLE}</style>",
            f'<rect class="panel" x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="14"/>',
            f'<text class="title" x="{_EDGE}" y="{_EDGE + 16}">{escape(title)}</text>',
            f'<text class="soft" x="{_EDGE}" y="{_EDGE + _TITLE + 10}">{escape(subtitle)}</text>',
            *(
                line
                for group, top in zip(groups, tops, strict=False)
                for line in _group(group, top, labels, unit, longest)
            ),
            "</svg>\n",
        ]
    )


def figure(value: float) -> str:
    """Return a value as it is written in charts and tables: three digits that count, and no fewer than are there."""
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f}"


def _group(group: Group, top: int, labels: int, unit: str, longest: float) -> list[str]:
    lines = []
    if group.heading:
        lines.append(f'<text class="group" x="{_EDGE}" y="{top + 22}">{escape(group.heading)}</text>')
        top += _GROUP
    for number, bar in enumerate(group.bars):
        lines += _bar(bar, top + number * _ROW, labels, unit, longest)
    return lines


def _bar(bar: Bar, top: int, labels: int, unit: str, longest: float) -> list[str]:
    left, room = _EDGE + labels, _WIDTH - 2 * _EDGE - labels - _VALUES
    # As high as wide at least, so that the round ends stay round.
    width = max(bar.value / longest * room, 6)
    kind, weight = ("bar ours", ' class="strong"') if bar.ours else ("bar", "")
    note = f' <tspan class="soft">{escape(bar.note)}</tspan>' if bar.note else ""
    return [
        f'<text{weight} x="{_EDGE}" y="{top + 14}">{escape(bar.label)}</text>',
        f'<rect class="track" x="{left}" y="{top}" width="{room}" height="{_BAR}" rx="3"/>',
        f'<rect class="{kind}" x="{left}" y="{top}" width="{width:.1f}" height="{_BAR}" rx="3"/>',
        f'<text{weight} x="{left + room + 12}" y="{top + 14}">{figure(bar.value)} {escape(unit)}{note}</text>',
    ]
