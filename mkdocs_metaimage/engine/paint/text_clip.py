"""The text that a background is clipped to (`background-clip: text`; CSS Backgrounds 4, section 2.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..css.color import BLACK
from .inline_layers import is_layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..boxes import PlacedBox, TextRun

_INEXACT = 0.5


def texts_of(box: PlacedBox, root: PlacedBox, layered: Mapping[int, list[TextRun]]) -> list[TextRun]:
    """The texts in a box as they are when they are but a shape: black, without shadows.

    Args:
        box: The box. What is painted apart from it, as positioned boxes are, does not count.
        root: The box that all boxes are in.
        layered: The texts that are painted with inline boxes, by the identity of these.
    """
    apart = {id(run) for child in _layers(box) for run in layered.get(id(child), ())}
    holder = _holder(root, box) if box.fragments else box
    runs = _inside(holder) if holder is not None else ()
    return [_black(run) for run in runs if id(run) not in apart and (not box.fragments or _is_in(run, box))]


def _layers(box: PlacedBox) -> Iterator[PlacedBox]:
    for child in box.children:
        if is_layer(child.style):
            yield child
        yield from _layers(child)


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
