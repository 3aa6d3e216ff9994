"""Places: alignment in the main direction (section 9.5), in the cross direction (9.6), and of absolute boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .baselines import ascent, descent
from .container import alignment

if TYPE_CHECKING:
    from ..tree import LayoutBox
    from .container import Container, Item
    from .main_sizes import FlexLine


def align_items(container: Container, line: FlexLine) -> None:
    """Section 9.5, step 12: `auto` margins take the free space, else `justify-content` spreads the items."""
    count = sum([item.auto[0] + item.auto[1] for item in line.items])
    share = line.free / count if count and line.free > 0 else 0.0
    free = 0.0 if share else line.free
    at, between = _spread(justification(container), free, len(line.items), container.reverse)
    for item in line.items:
        at += item.margins[0] + share * item.auto[0]
        item.main_at = at
        at += item.main + item.margins[1] + share * item.auto[1] + between + container.main_gap


def justification(container: Container) -> str:
    """`justify-content` with nothing in it that depends on the axis or on left and right."""
    justify = container.box.style.justify_content
    if justify in ("left", "right"):
        at_end = container.row and (justify == "right") != container.rtl
        return "end" if at_end else "start"
    return "flex-start" if justify in ("normal", "stretch") else justify


def align_lines(container: Container, lines: list[FlexLine], free: float) -> None:
    """Section 9.6, step 16: the lines in the container."""
    align = container.box.style.align_content if container.wraps else "flex-start"
    at, between = _spread(align, free, len(lines), container.wrap_reverse)
    for line in lines:
        line.at = at
        at += line.cross + container.cross_gap + between


def align_item(container: Container, line: FlexLine, item: Item) -> None:
    """Section 9.6, steps 13 and 14: an item in its line."""
    free = line.cross - item.cross - item.outer_cross
    start, end = item.auto_cross
    lead = 0.0
    if start or end:
        lead = max(free, 0.0) / (start + end) * start
        free = min(free, 0.0)
    item.cross_at = line.at + item.cross_margins[0] + lead + _offset(container, line, item, free)


def _offset(container: Container, line: FlexLine, item: Item, free: float) -> float:
    if item.align == "baseline":
        lead = (line.ascent or 0.0) - ascent(container, item)
        return free - lead if container.wrap_reverse else lead
    if item.align == "last baseline":
        lead = (line.descent or 0.0) - descent(container, item)
        return lead if container.wrap_reverse else free - lead
    if free < 0 and item.safe:
        return 0.0
    if item.align == "center":
        return free / 2
    at_end = item.align == "flex-end" or (item.align == "stretch" and container.wrap_reverse)
    return free if at_end else 0.0


def _spread(align: str, free: float, count: int, reverse: bool) -> tuple[float, float]:
    """The space ahead of the first, and that between each two (CSS Box Alignment 3, section 5)."""
    if align.startswith("safe "):
        if free < 0:
            return 0.0, 0.0
        align = align.removeprefix("safe ")
    start = free if reverse else 0.0
    if align == "space-between":
        return (0.0, free / (count - 1)) if free > 0 and count > 1 else (start, 0.0)
    if align in ("space-around", "space-evenly"):
        # They fall back to the centre, but never stick out at the start.
        parts = count if align == "space-around" else count + 1
        if free <= 0:
            return 0.0, 0.0
        return free / parts / (2 if align == "space-around" else 1), free / parts
    if align == "center":
        return free / 2, 0.0
    starts = {"start": 0.0, "end": free, "flex-end": free - start}
    return starts.get(align, start), 0.0


def static_place(container: Container, box: LayoutBox) -> tuple[float, float]:
    """Section 4.1: where an absolutely positioned child stands as if it were the only item.

    Browsers do not look at `safe`.

    Returns:
        In the main and in the cross direction: 0 at the start of the container, 1 at its end.
    """
    justify = justification(container).removeprefix("safe ")
    if justify in ("center", "space-around", "space-evenly"):
        main = 0.5
    elif justify in ("start", "end"):
        main = float(justify == "end")
    else:
        main = float((justify == "flex-end") != container.reverse)
    align = alignment(container, box.style)[0]
    if align == "stretch":
        align = "flex-end" if container.wrap_reverse else "flex-start"
    return main, {"center": 0.5, "flex-end": 1.0, "last baseline": 1.0}.get(align, 0.0)
