"""What the end of a line does: a hyphen, alignment, an ellipsis (CSS Text 3, section 6; CSS Overflow 4, section 5)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ...text.breaks import graphemes
from ...text.shape import part_of, shape
from ..formatting import EPSILON, LayoutContext
from ..fragments import Run
from .items import Item
from .line_ends import SOFT_HYPHEN, hyphen_of

if TYPE_CHECKING:
    from ...css.style import Style
    from .cutting import Cut
    from .paragraph import Paragraph
    from .placing import PlacedLine

_ELLIPSIS = "…"


def with_hyphen(ctx: LayoutContext, paragraph: Paragraph, cut: Cut, items: list[Item]) -> list[Item]:
    """The items with a hyphen behind them where the line ends in a soft one."""
    soft = not cut.forced and paragraph.text[cut.end - 1] == SOFT_HYPHEN
    if not soft or not items or items[-1].style is None:
        return items
    last = items[-1]
    assert last.style is not None
    shaped = hyphen_of(ctx, last.style, rtl=last.level % 2 == 1)
    hyphen = Item(shaped.advance, last.level, last.stack, shaped, last.style)
    hyphen.closing, last.closing = last.closing, []
    return [*items, hyphen]


def alignment(style: Style, cut: Cut) -> str:
    """How a line is aligned: `left`, `right`, `center` or `justify`."""
    align = style.text_align
    if cut.forced:
        last = style.text_align_last
        align = last if last != "auto" else "start" if align == "justify" else align
    if align in ("start", "end"):
        return "right" if (align == "end") != cut.line.rtl else "left"
    return align


def start_of(align: str, rtl: bool, free: float) -> float:
    """How far a line is moved to the right; a line that does not fit starts at the start."""
    if align == "justify":
        align = "right" if rtl else "left"
    if free < 0:
        return free if rtl else 0.0
    return {"right": free, "center": free / 2}.get(align, 0.0)


# --- Ellipsis


def shorten(
    ctx: LayoutContext, style: Style, placed: PlacedLine, rtl: bool, bounds: tuple[float, float]
) -> None:
    """Cut what is seen of a line at a grapheme so that an ellipsis fits behind it, at the end of the reading direction.

    The rectangles of inline boxes stay, and the places of atomic ones, as in Chromium.

    Args:
        ctx: What layout takes from outside.
        style: The style of the block container, which is the ellipsis's too.
        placed: The line, which changes.
        rtl: Whether the line runs from right to left.
        bounds: The left and the right edge of what there is room in.
    """
    ellipsis = shape(_ELLIPSIS, style.text, ctx.library, rtl)
    low, high = bounds
    if rtl:
        low += ellipsis.advance - EPSILON
    else:
        high -= ellipsis.advance - EPSILON
    things = sorted(
        [(run.x, run.x + run.shaped.advance, item) for item, run in placed.runs]
        + [(child.x, child.x + child.fragment.width, item) for item, child in placed.children],
        key=lambda thing: -thing[1] if rtl else thing[0],
    )
    kept: dict[int, tuple[float, float]] = {}
    edge = bounds[1] if rtl else bounds[0]
    cut: tuple[Item, Run] | None = None
    for left, right, item in things:
        if low <= left and right <= high:
            kept[id(item)] = left, right
            edge = min(edge, left) if rtl else max(edge, right)
            continue
        run = next((run for each, run in placed.runs if each is item), None)
        if run is not None:
            shorter = _shortened(run, low, high, rtl, must=not kept)
            if shorter is not None:
                cut = item, shorter
                edge = shorter.x if rtl else shorter.x + shorter.shaped.advance
        elif not kept:
            kept[id(item)] = left, right
            edge = left if rtl else right
        break
    runs = [(item, run) for item, run in placed.runs if id(item) in kept]
    if cut is not None:
        runs.append(cut)
    at = edge - ellipsis.advance if rtl else edge
    mark = Item(ellipsis.advance, int(rtl), (), ellipsis, style)
    runs.append((mark, Run(at, placed.baseline, ellipsis, style)))
    placed.runs[:] = sorted(runs, key=lambda entry: entry[1].x)
    placed.hidden = {item for item, _ in placed.children if id(item) not in kept}
    left = min(run.x for _, run in placed.runs)
    right = max(run.x + run.shaped.advance for _, run in placed.runs)
    placed.rect = placed.rect._replace(x=left, width=right - left)


def _shortened(run: Run, low: float, high: float, rtl: bool, must: bool) -> Run | None:
    """As much of a run as fits, at least a character if it must be; None for nothing."""
    text = run.shaped.text
    backwards = run.shaped.direction == "rtl"
    advances = [0.0] * (len(text) + 1)
    for cluster, width in run.shaped.widths:
        advances[cluster] += width
    room = (run.x + run.shaped.advance - low) if rtl else (high - run.x)
    starts_first = rtl == backwards
    ends = [0, *graphemes(text)]
    bounds = list(pairwise(ends))
    used = 0.0
    count = 0
    for start, end in bounds if starts_first else reversed(bounds):
        used += sum(advances[start:end])
        if used > room and not (must and count == 0):
            break
        count += 1
    if not count:
        return None
    first, last = (0, bounds[count - 1][1]) if starts_first else (bounds[-count][0], len(text))
    part = part_of(run.shaped, first, last)
    x = run.x + run.shaped.advance - part.advance if rtl else run.x
    return run._replace(x=x, shaped=part)
