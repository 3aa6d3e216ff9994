"""Which inline elements have a box of their own: others are no more to Chromium than what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..edges import edges, margins
from ..formatting import strut
from ..tree import Kind

if TYPE_CHECKING:
    from ..formatting import LayoutContext
    from ..tree import LayoutBox


def has_box(ctx: LayoutContext, box: LayoutBox) -> bool:
    """Whether Chromium makes a box for an inline element; else its rectangles are those of what is in it.

    It does where there is something to paint or to measure, for atomic boxes in it, and where a box in it is
    of another height or moved up or down.
    """
    found: bool | None = box.remembered.get("has box")
    if found is None:
        found = box.remembered["has box"] = _has_box(ctx, box)
    return found


def _has_box(ctx: LayoutContext, box: LayoutBox) -> bool:
    style = box.style
    border, padding = edges(box, 1.0)
    if any(border) or any(padding) or any(margins(style, 1.0)) or style.position != "static":
        return True
    if style.grouped or style.background_color.alpha or style.background_image or style.box_shadow:
        return True
    own = strut(ctx, style)
    for child in box.boxes:
        if child.out_of_flow or child.kind is Kind.BREAK:
            continue
        if child.kind is not Kind.INLINE or child.style.vertical_align != "baseline":
            return True
        around = margins(child.style, 1.0)
        if around.left or around.right:
            return True
        other = strut(ctx, child.style)
        if (other.ascent, other.descent) != (own.ascent, own.descent):
            return True
    return False
