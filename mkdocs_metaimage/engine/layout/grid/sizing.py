"""The sizes of the tracks in one axis (CSS Grid 1, sections 12.3 to 12.8)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ...css.values import AUTO
from ..formatting import EPSILON
from .tracks import INTRINSIC, Track, gaps, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_TINY = 1e-6


class Contributor(Protocol):
    """An item as the tracks of one axis see it: what its margin box needs."""

    @property
    def tracks(self) -> range:
        """The tracks that it takes."""

    def minimum(self) -> float:
        """The minimum contribution."""

    def least(self) -> float:
        """The min-content contribution."""

    def preferred(self) -> float:
        """The max-content contribution."""


class Room(NamedTuple):
    """What there is for the tracks.

    Attributes:
        available: The size of the grid, None where it follows from its tracks.
        gap: The gap between two tracks.
        least: The least size that the grid will have, where it follows from its tracks.
        constraint: `min-content` or `max-content` where that is what is asked for, else `""`.
        stretches: Whether `auto` tracks take what is left over.
    """

    available: float | None
    gap: float
    least: float = 0.0
    constraint: str = ""
    stretches: bool = False


@dataclass(slots=True, eq=False)
class _Spanning:
    """An item with the tracks it takes, in a step that gives more space to some of them."""

    item: Contributor
    tracks: list[Track]
    gaps: float

    @property
    def flexible(self) -> bool:
        return any(track.factor is not None for track in self.tracks)


def size_tracks(tracks: list[Track], items: Sequence[Contributor], room: Room) -> None:
    """Find the base size of each track: the steps of the algorithm (section 12.3)."""
    initialize(tracks)
    spanning = [_spanning(item, tracks, room.gap) for item in items]
    resolve_intrinsic(tracks, spanning)
    maximize(tracks, room)
    if any(track.factor is not None for track in tracks):
        expand_flexible(tracks, spanning, room)
    if room.stretches:
        stretch_auto(tracks, room)


def _spanning(item: Contributor, tracks: list[Track], gap: float) -> _Spanning:
    spanned = [tracks[index] for index in item.tracks]
    return _Spanning(item, spanned, gaps(spanned, gap))


def initialize(tracks: Iterable[Track]) -> None:
    """Section 12.4: base sizes and growth limits to begin with."""
    for track in tracks:
        track.base = 0.0 if isinstance(track.least, str) else track.least
        track.limit = math.inf if isinstance(track.most, str) else max(track.most, track.base)
        track.grows_freely = False


# --- 12.5: intrinsic sizes


def resolve_intrinsic(tracks: Sequence[Track], items: Sequence[_Spanning]) -> None:
    """Section 12.5: the sizes that the items need, those that span fewer tracks first."""
    needing = [each for each in items if any(_is_intrinsic(track) for track in each.tracks)]
    rigid = sorted((each for each in needing if not each.flexible), key=lambda each: len(each.tracks))
    for count, group in groupby(rigid, key=lambda each: len(each.tracks)):
        if count == 1:
            for each in group:
                _fit_track(each.tracks[0], each.item)
        else:
            _accommodate(list(group), flexible=False)
    flexible = [each for each in needing if each.flexible]
    if flexible:
        _accommodate(flexible, flexible=True)
    for track in tracks:
        if track.limit == math.inf:
            track.limit = track.base


def _is_intrinsic(track: Track) -> bool:
    return isinstance(track.least, str) or isinstance(track.most, str)


def _fit_track(track: Track, item: Contributor) -> None:
    """Step 2: a track that holds an item alone, which is what most items take."""
    if track.least == "min-content":
        track.base = max(track.base, item.least())
    elif track.least == "max-content":
        track.base = max(track.base, item.preferred())
    elif track.least == AUTO:
        # Browsers take no more under a min- or max-content constraint either.
        track.base = max(track.base, item.minimum())
    if isinstance(track.most, str):
        needed = item.least() if track.most == "min-content" else min(item.preferred(), track.cap)
        track.limit = needed if track.limit == math.inf else max(track.limit, needed)
    track.limit = max(track.limit, track.base)


def _accommodate(items: list[_Spanning], *, flexible: bool) -> None:
    """Steps 3 and 4: the items that span several tracks, and in the end those across flexible ones."""

    def spread(
        part: Callable[[Track], bool], size: Callable[[_Spanning], float], beyond: Callable[[Track], bool],
        *, limits: bool = False,
    ) -> None:  # fmt: skip
        _distribute(items, part, size, beyond, flexible=flexible, limits=limits)

    def minimum(each: _Spanning) -> float:
        return each.item.minimum()

    def least(each: _Spanning) -> float:
        return each.item.least()

    def preferred(each: _Spanning) -> float:
        return each.item.preferred()

    # 1 to 4: base sizes.
    spread(lambda track: track.least in INTRINSIC, minimum, _has_intrinsic_most)
    spread(lambda track: track.least in ("min-content", "max-content"), least, _has_intrinsic_most)
    spread(lambda track: track.least == "max-content", preferred, _has_preferred_most)
    for each in items:
        for track in each.tracks:
            track.limit = max(track.limit, track.base)
    if flexible:
        return
    # 5 and 6: growth limits.
    spread(_has_intrinsic_most, least, _has_intrinsic_most, limits=True)
    spread(_has_preferred_most, preferred, _has_preferred_most, limits=True)
    for each in items:
        for track in each.tracks:
            track.grows_freely = False


def _has_intrinsic_most(track: Track) -> bool:
    return isinstance(track.most, str) and (track.factor is None)


def _has_preferred_most(track: Track) -> bool:
    return track.most in (AUTO, "max-content") and track.factor is None


def _distribute(
    items: list[_Spanning],
    part: Callable[[Track], bool],
    size: Callable[[_Spanning], float],
    beyond: Callable[[Track], bool],
    *,
    flexible: bool,
    limits: bool,
) -> None:
    """Section 12.5.1: distribute extra space across spanned tracks.

    Args:
        items: The items whose contributions must be accommodated.
        part: Which tracks are affected.
        size: The contribution of an item.
        beyond: Which of the affected tracks go on growing once all have reached their limits.
        flexible: Whether flexible tracks alone are affected.
        limits: Whether growth limits grow, not base sizes.
    """
    planned: dict[Track, float] = {}
    for each in items:
        affected = [
            track for track in each.tracks if part(track) and (not flexible or track.factor is not None)
        ]
        if not affected:
            continue
        sizes = sum(_affected_size(track, limits) for track in each.tracks)
        space = size(each) - sizes - each.gaps
        if space > 0:
            increases = _increases(affected, space, beyond, flexible=flexible, limits=limits)
            for track, increase in increases.items():
                planned[track] = max(planned.get(track, 0.0), increase)
        elif limits:
            for track in affected:
                planned.setdefault(track, 0.0)
    for track, increase in planned.items():
        if not limits:
            track.base += increase
        elif track.limit == math.inf:
            track.limit = track.base + increase
            track.grows_freely = True
        else:
            track.limit += increase


def _affected_size(track: Track, limits: bool) -> float:
    return track.limit if limits and track.limit != math.inf else track.base


def _increases(
    affected: list[Track], space: float, beyond: Callable[[Track], bool], *, flexible: bool, limits: bool
) -> dict[Track, float]:
    """What one item makes each affected track grow by: first up to its limit, then beyond."""
    weights = [track.factor or 0.0 for track in affected] if flexible else []
    if sum(weights) > 0:
        # Flexible tracks have no limits, and grow in proportion (step 4 of section 12.5).
        # Factors that sum up to less than 1 take as if they did not.
        return {track: space * weight / sum(weights) for track, weight in zip(affected, weights, strict=True)}
    increases = dict.fromkeys(affected, 0.0)
    rooms = {track: _room(track, limits) for track in affected}
    space = _fill(increases, rooms, space)
    if space > _TINY:
        growing = [track for track in affected if beyond(track)] or affected
        more = dict.fromkeys(growing, 0.0)
        # In browsers `fit-content()` caps growth limits alone.
        cap = {
            track: max(track.cap - _affected_size(track, limits) - increases[track], 0.0)
            if limits
            else math.inf
            for track in growing
        }
        _fill(more, cap, space)
        for track, increase in more.items():
            increases[track] += increase
    return increases


def _room(track: Track, limits: bool) -> float:
    """How far a track may grow before it reaches its limit."""
    if not limits:
        return max(track.limit - track.base, 0.0)
    if track.limit != math.inf and not track.grows_freely:
        return 0.0
    return max(track.cap - _affected_size(track, limits), 0.0)


def _fill(increases: dict[Track, float], rooms: dict[Track, float], space: float) -> float:
    """Share space equally, no track getting more than it has room for; what is left."""
    ordered = sorted(increases, key=lambda track: rooms[track])
    for index, track in enumerate(ordered):
        share = min(space / (len(ordered) - index), rooms[track])
        increases[track] += share
        space -= share
    return space


# --- 12.6: maximize


def maximize(tracks: Sequence[Track], room: Room) -> None:
    """Section 12.6: grow the base sizes to the growth limits as far as there is space.

    Browsers do not look at the greatest size of a grid whose size follows from its tracks.
    """
    if room.constraint == "min-content":
        return
    increases = {track: max(track.limit - track.base, 0.0) for track in tracks}
    if room.available is not None:
        free = max(room.available - total(tracks, room.gap), 0.0)
        rooms, increases = increases, dict.fromkeys(tracks, 0.0)
        _fill(increases, rooms, free)
    for track, increase in increases.items():
        track.base += increase


# --- 12.7: expand flexible tracks


def expand_flexible(tracks: Sequence[Track], items: Sequence[_Spanning], room: Room) -> None:
    """Section 12.7: flexible tracks share what is left."""
    if room.constraint == "min-content":
        return
    if room.available is not None:
        fraction = fraction_size(tracks, room.available - gaps(tracks, room.gap))
    else:
        # The least and the greatest size count when the tracks are sized again in the size that they make.
        fraction = _content_fraction(tracks, items)
    # Browsers keep lengths in 64ths of a px: what is cut off goes to the next track.
    rest = 0.0
    for track in tracks:
        if track.factor is not None:
            share = fraction * track.factor + rest
            size = (share + _TINY) // EPSILON * EPSILON
            if size >= track.base:
                track.base = size
                rest = max(share - size, 0.0)


def _content_fraction(tracks: Sequence[Track], items: Sequence[_Spanning]) -> float:
    """The fraction where the size of the grid is not known: what the flexible tracks' items need."""
    found = [0.0]
    found += [track.base / max(track.factor, 1.0) for track in tracks if track.factor is not None]
    found += [
        fraction_size(each.tracks, each.item.preferred() - each.gaps) for each in items if each.flexible
    ]
    return max(found)


def fraction_size(tracks: Sequence[Track], space: float) -> float:
    """Section 12.7.1: the size of an `fr` with which the tracks fill the space, gaps taken off."""
    rigid = {track for track in tracks if track.factor is None}
    while True:
        flexible = [track for track in tracks if track not in rigid]
        if not flexible:
            return 0.0
        leftover = space - sum(track.base for track in rigid)
        factors = max(sum(track.factor or 0.0 for track in flexible), 1.0)
        fraction = max(leftover / factors, 0.0)
        too_large = [track for track in flexible if fraction * (track.factor or 0.0) < track.base]
        if not too_large:
            return fraction
        rigid.update(too_large)


# --- 12.8: stretch


def stretch_auto(tracks: Sequence[Track], room: Room) -> None:
    """Section 12.8: `auto` tracks share what is left."""
    growing = [track for track in tracks if track.most == AUTO and track.factor is None]
    size = room.available if room.available is not None else room.least
    free = size - total(tracks, room.gap)
    if growing and free > 0:
        for track in growing:
            track.base += free / len(growing)
