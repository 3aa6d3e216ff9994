"""The tracks of a grid: how many there are, and what size each may have (CSS Grid 1, section 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...css.grid import MOST_LINES, Fraction, Tracks
from ...css.values import AUTO, Length
from ..formatting import EPSILON

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ...css.grid import Template, TrackSize

#: What a track may be sized by, from its content.
INTRINSIC = frozenset((AUTO, "min-content", "max-content"))


@dataclass(slots=True, eq=False)
class Track:
    """A row or a column on its way to a size and a place.

    Attributes:
        least: The minimum: px, `auto`, `min-content` or `max-content`.
        most: The maximum: the same, but for a flexible track `auto`.
        factor: The flex factor, None where the track is not flexible.
        cap: What `fit-content()` caps the growth with.
        collapsed: Whether it is a repeated track with nothing in it, of no size and without a gap.
        base: The base size, in the end the size.
        limit: The growth limit.
        grows_freely: Whether it is infinitely growable (section 12.5.1).
        start: Where it starts.
    """

    least: float | str
    most: float | str
    factor: float | None = None
    cap: float = math.inf
    collapsed: bool = False
    base: float = 0.0
    limit: float = math.inf
    grows_freely: bool = False
    start: float = 0.0

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.base

    @property
    def fixed(self) -> float | None:
        """Its size where nothing in the grid decides on it, else None."""
        if isinstance(self.least, str) or isinstance(self.most, str) or self.factor is not None:
            return None
        return self.least if self.most <= self.least else None

    @property
    def depends(self) -> bool:
        """Whether anything in the grid decides on its size."""
        return isinstance(self.least, str) or isinstance(self.most, str)


def make_track(size: TrackSize, available: float | None) -> Track:
    """A track of that size; a percentage of what is not known is `auto` (section 7.2.1).

    Args:
        size: The size.
        available: The size of the grid, None where it is not known.
    """
    if isinstance(size.most, Fraction):
        return Track(_breadth(size.least, available), AUTO, size.most.factor)
    if size.limit is not None:
        cap = _breadth(size.limit, available)
        return Track(AUTO, "max-content", None, math.inf if isinstance(cap, str) else cap)
    return Track(_breadth(size.least, available), _breadth(size.most, available))


def _breadth(size: Length | str, available: float | None) -> float | str:
    if isinstance(size, str):
        return size
    if not size.percent:
        return size.px
    return AUTO if available is None else max(size.resolve(available), 0.0)


def make_tracks(
    explicit: Tracks, automatic: Sequence[TrackSize], before: int, count: int, available: float | None
) -> list[Track]:
    """All tracks, those of the implicit grid around those of the template (section 7.6).

    Args:
        explicit: The tracks of the template.
        automatic: The sizes of the others, in turn.
        before: How many there are ahead of the explicit grid.
        count: How many there are in all.
        available: The size of the grid, None where it is not known.
    """
    tracks = []
    for index in range(-before, count - before):
        if 0 <= index < len(explicit.sizes):
            size = explicit.sizes[index]
        else:
            beyond = index if index < 0 else index - len(explicit.sizes)
            size = automatic[beyond % len(automatic)]
        tracks.append(make_track(size, available))
    return tracks


def collapse_empty(tracks: list[Track], repeated: range, taken: Collection[int]) -> None:
    """`auto-fit`: repeated tracks with nothing in them collapse (section 7.2.3.2)."""
    for index in repeated:
        if index not in taken:
            tracks[index] = Track(0.0, 0.0, collapsed=True)


# --- Repeating automatically


def expand(
    template: Template, gap: Length, available: float | None, least: float, most: float
) -> tuple[Tracks, range]:
    """The tracks of a template, and which of them are repeated automatically (section 7.2.3.2).

    Args:
        template: The template.
        gap: The gap between tracks.
        available: The size of the grid, None where it is not known.
        least: The least size that the grid will have.
        most: The greatest.
    """
    if template.repeated is None:
        return template.before, range(0)
    count = _repetitions(template, gap, available, least, most)
    start = len(template.before.sizes)
    end = start + count * len(template.repeated.sizes)
    tracks = template.before.joined(template.repeated.times(count)).joined(template.after)
    return tracks, range(start, end)


def _repetitions(template: Template, gap: Length, available: float | None, least: float, most: float) -> int:
    assert template.repeated is not None
    size = available if available is not None else most if most < math.inf else least
    between = gap.resolve(available or 0.0)
    others = (*template.before.sizes, *template.after.sizes)
    fixed = sum(_repeated_size(each, available) for each in others) + between * (len(others) - 1)
    one = sum(max(_repeated_size(each, available), 1.0) + between for each in template.repeated.sizes)
    fitting = (size - fixed) / one
    # A least size must be reached; no other may be passed.
    is_least = available is None and most == math.inf
    count = math.ceil(fitting - EPSILON) if is_least else math.floor(fitting + EPSILON)
    return max(min(count, MOST_LINES // len(template.repeated.sizes)), 1)


def _repeated_size(size: TrackSize, available: float | None) -> float:
    """What a track counts as: its maximum if that is a length, no less than its minimum.

    A percentage of what is not known counts as nothing.
    """
    lengths = [each.resolve(available or 0.0) for each in (size.most, size.least) if isinstance(each, Length)]
    return max(lengths)


# --- Sums


def gaps(tracks: Sequence[Track], gap: float) -> float:
    """What the gaps between the tracks take; a collapsed track has none."""
    return gap * max(sum(not track.collapsed for track in tracks) - 1, 0)


def total(tracks: Sequence[Track], gap: float) -> float:
    """The size of the tracks with the gaps between them."""
    return sum(track.base for track in tracks) + gaps(tracks, gap)
