"""`line-clamp` on a box of blocks: their lines count together (CSS Overflow 4, section 5).

What comes after the last line has its place below, as in Chromium, but is hidden.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .tree import Kind, LayoutBox

if TYPE_CHECKING:
    from .fragments import Content


def clamped(box: LayoutBox, content: Content) -> LayoutBox | None:
    """A copy of a box of blocks that ends at its last line; None if it has no more lines than it may.

    Args:
        box: The box, which has a `line-clamp`.
        content: What is in it, laid out as if it had none.
    """
    most = box.style.line_clamp
    lines: dict[LayoutBox, int] = {}
    _count(content, lines)
    if most is None or sum(lines.values()) <= most:
        return None
    copy, _ = _cut(box, lines, most)
    return replace(copy, style=box.style.but(line_clamp=None))


def _count(content: Content, lines: dict[LayoutBox, int]) -> None:
    """Note how many lines each block has; what is in formatting contexts of its own does not count."""
    for child in content.children:
        box = child.fragment.box
        if box.independent or box.out_of_flow or box.floated:
            continue
        if box.kind is Kind.LINES:
            lines[box] = len(child.fragment.content.lines)
        elif box.kind is Kind.FLOW:
            _count(child.fragment.content, lines)


def _cut(box: LayoutBox, lines: dict[LayoutBox, int], left: int) -> tuple[LayoutBox, int]:
    """A copy of a box that is cut off at the last line, and how many lines are left then, 0 behind that line."""
    if box.kind is Kind.LINES:
        count = lines.get(box, 0)
        if count < left:
            return box, left - count
        return replace(box, style=box.style.but(line_clamp=left), cut_off=True, remembered={}), 0
    kept: list[LayoutBox] = []
    for child in box.boxes:
        counts = child.kind in (Kind.LINES, Kind.FLOW) and not (child.independent or child.out_of_flow)
        if counts and left:
            child, left = _cut(child, lines, left)
        kept.append(child)
    return replace(box, cut_off=not left, children=kept, remembered={}), left
