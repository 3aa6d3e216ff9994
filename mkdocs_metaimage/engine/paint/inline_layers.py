"""Inline boxes that are painted as a whole, and the text of each (CSS 2.1, appendix E)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..boxes import PlacedBox, TextRun
    from ..css.style import Style

_INEXACT = 0.5


def makes_context(style: Style, item: bool = False) -> bool:
    """Whether all that is in a box is painted with it (a stacking context).

    Args:
        style: The style of the box.
        item: Whether it is an item of a flex container or of a grid.
    """
    return style.isolated or (style.z_index is not None and has_rank(style, item))


def is_layer(style: Style, item: bool = False) -> bool:
    """Whether a box is painted after those of the flow."""
    return style.position != "static" or makes_context(style, item)


def has_rank(style: Style, item: bool) -> bool:
    """Whether `z-index` has an effect on a box."""
    return item or style.position != "static"


def layered_texts(root: PlacedBox) -> dict[int, list[TextRun]]:
    """The texts that are painted with an inline box and not with the lines, by the identity of that box."""
    found: dict[int, list[TextRun]] = {}
    blocks = [root]
    while blocks:
        block = blocks.pop()
        inlines: list[tuple[PlacedBox, PlacedBox | None]] = []
        holders = [block]
        pending: list[tuple[PlacedBox, PlacedBox | None]] = [(child, None) for child in block.children]
        while pending:
            box, layer = pending.pop()
            if box.fragments:
                layer = box if is_layer(box.style) else layer
                inlines.append((box, layer))
                pending += [(child, layer) for child in box.children]
            elif box.tag:
                blocks.append(box)
            else:
                # The lines around the blocks in an inline box are in anonymous boxes.
                holders.append(box)
                pending += [(child, None) for child in box.children]
        if any(layer is not None for _, layer in inlines):
            for run in (run for holder in holders for line in holder.lines for run in line.runs):
                owner = _layer_of(run, inlines)
                if owner is not None:
                    found.setdefault(id(owner), []).append(run)
    return found


def _layer_of(run: TextRun, inlines: Iterable[tuple[PlacedBox, PlacedBox | None]]) -> PlacedBox | None:
    """The layer that a text is in: that of the inline box with its style in which it stands."""
    middle = run.x + run.shaped.advance / 2
    for box, layer in inlines:
        # A text in `display: contents` has an anonymous inline box.
        if box.style is (run.style if box.tag else run.style.anonymous) and any(
            rect.x - _INEXACT <= middle <= rect.x + rect.width + _INEXACT
            and rect.y - _INEXACT <= run.baseline <= rect.y + rect.height + _INEXACT
            for rect in box.fragments
        ):
            return layer
    return None
