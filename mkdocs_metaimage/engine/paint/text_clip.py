"""The text that a background is clipped to (`background-clip: text`; CSS Backgrounds 4, section 2.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..css.color import BLACK
from .inline_layers import is_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import PlacedBox, TextRun

_INEXACT = 0.5


def texts_of(box: PlacedBox, root: PlacedBox) -> list[TextRun]:
    """The texts in a box as they are when they are but a shape: black, without shadows.

    Args:
        box: The box. What is painted apart from it, as positioned boxes are, does not count.
        root: The box that all boxes are in.
    """
    if not box.fragments:
        return [_black(run) for run in _inside(box)]
    holder = _holder(root, box)
    return [] if holder is None else [_black(run) for run in _inside(holder) if _is_in(run, box)]


def _inside(box: PlacedBox) -> Iterator[TextRun]:
    for line in box.lines:
        yield from line.runs
    for child in box.children:
        if not is_layer(child.style):
            yield from _inside(child)


def _holder(box: PlacedBox, inline: PlacedBox) -> PlacedBox | None:
    """The box in whose lines an inline box is."""
    for child in box.children:
        if child is inline:
            return box
        found = _holder(child, inline)
        if found is not None:
            # The lines are not the inline boxes' but those of what is around them.
            return box if found.fragments else found
    return None


def _is_in(run: TextRun, box: PlacedBox) -> bool:
    middle = run.x + run.shaped.advance / 2
    return any(
        rect.x - _INEXACT <= middle <= rect.x + rect.width + _INEXACT
        and rect.y - _INEXACT <= run.baseline <= rect.y + rect.height + _INEXACT
        for rect in box.fragments
    )


def _black(run: TextRun) -> TextRun:
    decorations = tuple(each._replace(color=BLACK) for each in run.style.decorations)
    style = run.style.but(
        color=BLACK,
        decorations=decorations,
        text_shadow=(),
        text_fill_color=None,
        text_stroke_color=None,
        text_emphasis_color=None,
    )
    return replace(run, style=style)
