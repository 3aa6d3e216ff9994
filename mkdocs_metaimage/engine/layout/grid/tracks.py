"""The tracks of a grid: how many there are, and what size each may have (CSS Grid 1, section 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...css.values import AUTO, Length
from ...css.values.grid import MOST_LINES, Fraction, Tracks
from ..formatting import EPSILON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...css.values.grid import Template, TrackSize

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


@dataclass(frozen=True, slots=True)
class TrackList:
    """All tracks of an axis before they have a size, those of the implicit grid around those of the template.

    Attributes:
        explicit: The tracks of the template.
        automatic: The sizes of the others, in turn (section 7.6).
        before: How many there are ahead of the explicit grid.
        count: How many there are in all.
        collapsed: Which of them collapse.
    """

    explicit: Tracks
    automatic: Sequence[TrackSize]
    before: int
    count: int
    collapsed: frozenset[int] = frozenset()

    def make(self, available: float | None) -> list[Track]:
        """The tracks in a grid of that size, None where it is not known."""
        return [
            Track(0.0, 0.0, collapsed=True)
            if index in self.collapsed
            else make_track(self._size(index - self.before), available)
            for index in range(self.count)
        ]

    def _size(self, index: int) -> TrackSize:
        sizes = self.explicit.sizes
        if 0 <= index < len(sizes):
            return sizes[index]
        return self.automatic[(index if index < 0 else index - len(sizes)) % len(self.automatic)]

    @property
    def follows_size(self) -> bool:
        """Whether a track may depend on the size of the grid."""
        return any(
            isinstance(each, Fraction) or (isinstance(each, Length) and each.percent)
            for size in (*self.explicit.sizes, *self.automatic)
            for each in (size.least, size.most, size.limit)
        )


def empty_tracks(repeated: range, before: int, spans: Iterable[range]) -> frozenset[int]:
    """`auto-fit`: the repeated tracks with nothing in them, which collapse (section 7.2.3.2)."""
    taken = {index for span in spans for index in span}
    return frozenset(index + before for index in repeated if index + before not in taken)


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
    # Browsers resolve percentages with the least size, even where the greatest decides.
    base = least if available is None else available
    fixed = sum(_repeated_size(each, base) for each in others) + between * (len(others) - 1)
    one = sum(max(_repeated_size(each, base), 1.0) + between for each in template.repeated.sizes)
    fitting = (size - fixed) / one
    # A least size must be reached; no other may be passed.
    is_least = available is None and most == math.inf
    count = math.ceil(fitting - EPSILON) if is_least else math.floor(fitting + EPSILON)
    return max(min(count, MOST_LINES // len(template.repeated.sizes)), 1)


def _repeated_size(size: TrackSize, base: float) -> float:
    """What a track counts as: its maximum if that is a length, no less than its minimum."""
    return max(each.resolve(base) for each in (size.most, size.least) if isinstance(each, Length))


# --- Sums


def gaps(tracks: Sequence[Track], gap: float) -> float:
    """What the gaps between the tracks take; a collapsed track has none."""
    return gap * max(sum(not track.collapsed for track in tracks) - 1, 0)


def total(tracks: Sequence[Track], gap: float) -> float:
    """The size of the tracks with the gaps between them."""
    return sum(track.base for track in tracks) + gaps(tracks, gap)
