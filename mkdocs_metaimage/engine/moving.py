"""Boxes at their places, moved with all that is in them."""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .boxes import Line, PlacedBox, Rect


def moved(box: PlacedBox, x: float, y: float) -> PlacedBox:
    """A box and all in it, so far to the right and down."""

    def shifted(rect: Rect) -> Rect:
        return rect._replace(x=rect.x + x, y=rect.y + y)

    def lowered(line: Line) -> Line:
        rect = shifted(line.rect)
        # The top of a line is at a whole pixel, for what is in it.
        top = floor(rect.y + 0.5)
        down, snap = top - floor(line.rect.y + 0.5), top - rect.y
        runs = [replace(run, x=run.x + x, baseline=run.baseline + down, snap=snap) for run in line.runs]
        return replace(line, rect=rect, baseline=line.baseline + y, runs=tuple(runs))

    lines = map(lowered, box.lines)
    return box._replace(
        rect=shifted(box.rect),
        fragments=tuple(map(shifted, box.fragments)),
        lines=tuple(lines),
        children=tuple([moved(child, x, y) for child in box.children]),
    )
