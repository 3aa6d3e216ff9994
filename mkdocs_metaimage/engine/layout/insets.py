"""What insets, margins and alignment make of the place of an absolutely positioned box (CSS Position 3, section 4)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from .edges import definite, margins

if TYPE_CHECKING:
    from ..boxes import Rect
    from ..css.style.boxes import Size
    from .fragments import Waiting

# The alignments with which `auto` sizes fill what the insets leave.
_STRETCHES = ("auto", "normal", "stretch")
_PARTS = {"center": 0.5, "end": 1.0, "flex-end": 1.0, "self-end": 1.0, "last baseline": 1.0}


class Axis(NamedTuple):
    """A box in its containing block, seen in one direction; the containing block starts at 0.

    Attributes:
        start: The edge of its inset-modified containing block (section 4.1).
        end: The other edge.
        low: How far an alignment may make it stick out at the start (section 4.4).
        high: The same at the end.
        before: Its margin at the start, 0 if it is `auto`.
        after: The same at the end.
        autos: Which of the two margins are `auto`.
        insets: How many of its insets are not `auto`.
        static: Which part of it is before its static position, if it has no inset at all.
        align: Where its own alignment puts it, None for `normal`.
        safe: Whether it is at the start where it does not fit.
        stretches: Whether `auto` is to fill what the insets leave.
        backwards: Whether what does not fit sticks out at the start.
        centered: Whether two `auto` margins also share what is lacking.
    """

    start: float
    end: float
    low: float
    high: float
    before: float
    after: float
    autos: tuple[bool, bool]
    insets: int
    static: float
    align: float | None
    safe: bool
    stretches: bool
    backwards: bool
    centered: bool

    @property
    def room(self) -> float:
        """What is left for the border box."""
        return max(self.end - self.start - self.before - self.after, 0.0)

    def at(self, size: float) -> float:
        """Where the border box starts if it is so large (section 4.3)."""
        free = self.end - self.start - size - self.before - self.after
        if self.insets == 1:
            # The side that has no inset gives way.
            lead = free * self.backwards
        elif self.insets and all(self.autos):
            # What does not fit sticks out at the end alone, but for downwards.
            lead = free / 2 if free > 0 or self.centered else free * self.backwards
        elif self.insets and any(self.autos):
            lead = free * self.autos[0]
        elif self.safe and free < 0:
            lead = free * self.backwards
        elif not self.insets:
            lead = free * self.static
        elif self.align is None:
            lead = free * self.backwards
        else:
            return self._aligned(free) + self.before
        return self.start + self.before + lead

    def _aligned(self, free: float) -> float:
        """Where the margin box starts: what does not fit stays in the containing block if it can (section 4.4)."""
        assert self.align is not None
        at = self.start + free * self.align
        if free >= 0:
            return at
        highest = self.high - (self.end - self.start - free)
        return min(max(at, self.low), highest) if self.backwards else max(min(at, highest), self.low)


def horizontal_axis(waiting: Waiting, block: Rect, direction: str, *, scrolls: bool) -> Axis:
    """From left to right; the arguments are those of `absolute.place`."""
    style = waiting.box.style
    around = margins(style, block.width)
    rtl = direction == "rtl"
    left, right, both = _insets(style.left, style.right, block.width)
    start, end = _modified(left, right, block.width, waiting.x - block.x, waiting.along, rtl)
    low, high = _bounds((start, end), block.width, scrolls=scrolls, reverse=rtl)
    return Axis(
        start=start,
        end=end,
        low=low,
        high=high,
        before=around.left,
        after=around.right,
        autos=style.auto_margins[0],
        insets=both,
        static=waiting.along,
        align=own_part(style.justify_self, reverse=rtl, own=style.direction == "rtl"),
        safe=style.justify_self.startswith("safe "),
        stretches=style.justify_self in _STRETCHES,
        backwards=left is None if both == 1 else rtl,
        centered=False,
    )


def vertical_axis(waiting: Waiting, block: Rect, *, scrolls: bool) -> Axis:
    """From the top down."""
    style = waiting.box.style
    around = margins(style, block.width)
    top, bottom, both = _insets(style.top, style.bottom, block.height)
    start, end = _modified(top, bottom, block.height, waiting.y - block.y, waiting.down, False)
    low, high = _bounds((start, end), block.height, scrolls=scrolls, reverse=False)
    return Axis(
        start=start,
        end=end,
        low=low,
        high=high,
        before=around.top,
        after=around.bottom,
        autos=style.auto_margins[1],
        insets=both,
        static=waiting.down,
        align=own_part(style.align_self, reverse=False, own=False),
        safe=style.align_self.startswith("safe "),
        stretches=style.align_self in _STRETCHES,
        backwards=top is None and both == 1,
        centered=True,
    )


def _insets(start: Size, end: Size, size: float) -> tuple[float | None, float | None, int]:
    before, after = definite(start, size), definite(end, size)
    return before, after, (before is not None) + (after is not None)


def _modified(
    before: float | None, after: float | None, size: float, static: float, along: float, backwards: bool
) -> tuple[float, float]:
    """The inset-modified containing block; without insets it reaches from the static position (section 4.1)."""
    if before is None and after is None:
        if along == 0.5:
            reach = min(static, size - static)
            return static - reach, static + reach
        return (0.0, static) if along else (static, size)
    start, end = before or 0.0, size - (after or 0.0)
    if end >= start:
        return start, end
    # The weaker inset gives way.
    weak_start = before is None or (after is not None and backwards)
    return (end, end) if weak_start else (start, start)


def _bounds(
    modified: tuple[float, float], size: float, *, scrolls: bool, reverse: bool
) -> tuple[float, float]:
    """Between what an alignment keeps a box that is larger than its inset-modified containing block (section 4.4).

    That is the containing block; one that scrolls has no end.
    """
    low, high = min(modified[0], 0.0), max(modified[1], size)
    if scrolls:
        return (-math.inf, high) if reverse else (low, math.inf)
    return low, high


def own_part(align: str, *, reverse: bool, own: bool) -> float | None:
    """How much of the free space is before a box that has an alignment; None for `normal`."""
    align = align.removeprefix("safe ")
    if align in ("auto", "normal"):
        return None
    if align in ("left", "right"):
        return float(align == "right")
    part = _PARTS.get(align, 0.0)
    return 1 - part if (own if align.startswith("self-") else reverse) else part
