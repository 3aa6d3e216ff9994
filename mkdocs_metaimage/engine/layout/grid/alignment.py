"""Alignment in a grid (CSS Grid 1, section 11; CSS Box Alignment 3).

In a grid that runs from right to left the inline axis is laid out as if it ran from left to right, and
mirrored in the end: start is on the side where the columns begin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...css.style import Style
    from ..tree import LayoutBox
    from .tracks import Track

_ENDS = ("end", "flex-end")
# What goes with a baseline where nothing is aligned on it (section 9.3).
_FALLBACKS = {"baseline": "safe start", "last baseline": "safe end"}


class Position(NamedTuple):
    """Where something is in the space it has.

    Attributes:
        part: How much of the free space is ahead of it: 0, 0.5 or 1.
        safe: Whether it is at the start where it is larger than its space.
    """

    part: float
    safe: bool = False

    def lead(self, free: float) -> float:
        """The space ahead of it."""
        return 0.0 if self.safe and free < 0 else free * self.part


def self_alignment(box: LayoutBox, container: Style, *, inline: bool) -> str:
    """`justify-self` or `align-self` of an item, that of its container where it has none of its own.

    Baselines are those of lines of text, so that in the inline axis there are none to align.
    """
    style = box.style
    value = style.justify_self if inline else style.align_self
    if box.node is None or value == "auto":
        value = container.justify_items if inline else container.align_items
    if inline:
        value = _FALLBACKS.get(value, value)
    return value


def position(value: str, own: str, around: str) -> Position:
    """Where an alignment puts a box.

    Args:
        value: The alignment.
        own: The direction of the box, for the inline axis; `ltr` for the block axis.
        around: The direction of the container.
    """
    value = _FALLBACKS.get(value, value)
    safe = value.startswith("safe ")
    value = value.removeprefix("safe ")
    if value == "center":
        return Position(0.5, safe)
    if value in ("left", "right"):
        return Position(float((value == "right") == (around == "ltr")), safe)
    if value in ("self-start", "self-end"):
        return Position(float((value == "self-end") == (own == around)), safe)
    return Position(1.0 if value in _ENDS else 0.0, safe)


def place_tracks(tracks: Sequence[Track], size: float, gap: float, value: str, direction: str) -> float:
    """Section 11.5: set where each track starts; the space ahead of the first.

    Args:
        tracks: The tracks.
        size: The size of the grid container.
        gap: The gap between the tracks.
        value: `justify-content` or `align-content`.
        direction: The direction, for columns; `ltr` for rows.
    """
    shown = sum(not track.collapsed for track in tracks)
    used = sum(track.base for track in tracks) + gap * max(shown - 1, 0)
    lead, between = _spread(value, size - used, shown, direction)
    at = lead
    first = True
    for track in tracks:
        if not track.collapsed and not first:
            at += gap + between
        track.start = at
        at += track.base
        first = first and track.collapsed
    return lead


def _spread(value: str, free: float, count: int, direction: str) -> tuple[float, float]:
    """The space ahead of the first track, and what is added to each gap (CSS Box Alignment 3, section 5)."""
    if not value.startswith("space-"):
        return position(value, direction, direction).lead(free), 0.0
    # With nothing to share these fall back to a safe position.
    if free <= 0 or not count:
        return 0.0, 0.0
    if value == "space-between":
        return 0.0, free / (count - 1) if count > 1 else 0.0
    if value == "space-around":
        return free / count / 2, free / count
    return free / (count + 1), free / (count + 1)
