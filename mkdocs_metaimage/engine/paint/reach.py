"""How far boxes reach that are painted as a whole, and which of them need not be put together to be faded."""

from __future__ import annotations

import re
from math import ceil, floor
from typing import TYPE_CHECKING

from ..boxes import Rect
from .regions import Region
from .runs import is_plain, reach_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..boxes import PlacedBox, TextRun
    from .stacking import Layer

_WHOLE = ("border-box",)
# Letters of the scripts from Hebrew on, some of which join or bear marks: their glyphs lie over each other.
_JOINED = re.compile("[\u0590-\u1dff\ua800-\uabff\U00010900-\U0001efff]")


def reach(box: PlacedBox, texts: Mapping[int, list[TextRun]]) -> Region:
    """The px that a box and what is in it can touch.

    Args:
        box: The box.
        texts: What is painted with inline boxes that are layers, by the identity of these.
    """
    rects = [box.rect, *box.fragments, *(line.rect for line in box.lines)]
    for run in (*texts.get(id(box), ()), *(run for line in box.lines for run in line.runs)):
        # Glyphs reach out of their line: accents, swashes, slanted letters.
        size = run.style.font_size if is_plain(run.style) else reach_of(run.style)
        rects.append(Rect(run.x - size, run.baseline - 2 * size, run.shaped.advance + 2 * size, 3 * size))
    found = Region(
        floor(min(rect.x for rect in rects)) - 1,
        floor(min(rect.y for rect in rects)) - 1,
        ceil(max(rect.x + rect.width for rect in rects)) + 1,
        ceil(max(rect.y + rect.height for rect in rects)) + 1,
    )
    if _has_frame(box):
        from .outline import reach_around

        found = found.grown(reach_around(box.style))
    if box.style.filter:
        from .effects.layers import reach_of as reach_of_filters

        found = found.grown(reach_of_filters(box.style.filter, None))
    for child in box.children:
        inner = reach(child, texts)
        if child.style.transformed:
            from .transforms import matrix_of

            matrix = matrix_of(child)
            inner = inner if matrix is None else matrix.region(inner)
        found = found.union(inner)
    return found


def is_only_colored(layer: Layer) -> bool:
    """Whether a layer is a colour and nothing else: it need not be a group to be translucent."""
    box = layer.box
    return not (
        layer.blocks or layer.floats or layer.contents or layer.layers or box.fragments
        or box.style.background_image or box.style.background_clip != _WHOLE or _has_frame(box)
    )  # fmt: skip


def _has_frame(box: PlacedBox) -> bool:
    """Whether there is a border, a shadow or an outline."""
    style = box.style
    framed = any(box.border) or style.box_shadow or style.border_image_source is not None
    return bool(framed) or style.outline_style != "none"


def is_only_text(layer: Layer, texts: list[TextRun]) -> bool:
    """Whether a layer is these texts and nothing else, the glyphs of which do not lie over each other."""
    box = layer.box
    if (
        not texts or layer.contents not in ([], [box]) or layer.blocks or layer.floats or layer.layers
        or box.picture is not None or box.style.background_color.alpha or box.style.background_image
        or _has_frame(box)
    ):  # fmt: skip
        return False
    return not any(
        run.style.letter_spacing < 0 or not is_plain(run.style) or _JOINED.search(run.shaped.text)
        for run in texts
    )
