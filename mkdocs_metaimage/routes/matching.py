"""A page's path → for each convention, the folder whose files serve it.

Every folder that serves the page is a candidate, once for each way in which its segments match. Ways are
compared by their ranks, one for each step from the root, so that the order of a listing has no say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from ..errors import MetaImageError
from .segments import Segment, SegmentKind

if TYPE_CHECKING:
    from .files import ConventionFile
    from .folders import Folder

Params: TypeAlias = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """The files of one convention that serve a page.

    Attributes:
        folder: The folder that holds them.
        files: The files, in their order; at least one.
        params: What the dynamic segments down to the folder took of the page's path, decoded; None where
            there are no such segments, without the key of an optional catch-all that took nothing.
    """

    folder: Folder
    files: tuple[ConventionFile, ...]
    params: Params | None


@dataclass(frozen=True, slots=True)
class Link:
    """A folder that serves a page, as one of the chain of those that do.

    Attributes:
        folder: The folder.
        params: What the dynamic segments down to it took of the page's path; None where there are none.
        taken: The segments of the page's path that the folder and those above it took.
        wins: The names of the conventions whose files serve the page from here.
    """

    folder: Folder
    params: Params | None
    taken: tuple[str, ...]
    wins: frozenset[str]


class _Rank(IntEnum):
    """How specific a step of a way is; less is more."""

    GROUP_BY_NAME = 0
    LITERAL = 1
    DYNAMIC_TO_THE_END = 2
    CATCH_ALL = 3
    OPTIONAL_CATCH_ALL = 4
    DYNAMIC_ABOVE = 5
    END = 6


@dataclass(frozen=True, slots=True)
class _Step:
    segment: Segment
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    folder: Folder
    steps: tuple[_Step, ...]
    whole: bool

    @property
    def ranks(self) -> tuple[_Rank, ...]:
        return (*(_rank(step.segment.kind, self.whole) for step in self.steps), _Rank.END)

    @property
    def taken(self) -> tuple[str, ...]:
        return tuple(segment for step in self.steps for segment in step.taken)

    @property
    def params(self) -> Params | None:
        dynamic = [step for step in self.steps if step.segment.is_dynamic]
        if not dynamic:
            return None
        return {
            step.segment.name: list(step.taken) if step.segment.is_catch_all else step.taken[0]
            for step in dynamic
            if step.taken
        }


def best_matches(root: Folder, route: tuple[str, ...]) -> dict[str, Match]:
    """For each convention, the files of the most specific folder that serves a page and has some.

    Args:
        root: The routes root.
        route: The decoded segments of the page's path.

    Raises:
        MetaImageError: Two groups have an equal claim to the page.
    """
    ways: dict[str, list[_Way]] = {}
    for way in _ways(root, route, 0, ()):
        for convention in way.folder.files:
            ways.setdefault(convention, []).append(way)
    matches = {}
    for convention, claims in ways.items():
        way = _most_specific(convention, claims, route)
        matches[convention] = Match(way.folder, way.folder.files[convention], way.params)
    return matches


def chain_of(root: Folder, route: tuple[str, ...]) -> tuple[Link, ...]:
    """The folders that serve a page and hold files, the less specific before the more specific.

    A folder that matches in several ways stands there once, in the most specific of them. Where two have an equal
    claim, neither wins.

    Args:
        root: The routes root.
        route: The decoded segments of the page's path.
    """
    best: dict[int, _Way] = {}
    for way in _ways(root, route, 0, ()):
        if way.folder.files and (id(way.folder) not in best or way.ranks < best[id(way.folder)].ranks):
            best[id(way.folder)] = way
    # A folder inside a group has the ranks of one that has the same path without it.
    ways = sorted(best.values(), key=lambda way: len(way.folder.segments))
    ways.sort(key=lambda way: way.ranks, reverse=True)
    winners: dict[str, Folder] = {}
    for convention in {name for way in ways for name in way.folder.files}:
        claims = [way for way in ways if convention in way.folder.files]
        with suppress(MetaImageError):
            winners[convention] = _most_specific(convention, claims, route).folder
    return tuple(
        Link(
            way.folder,
            way.params,
            way.taken,
            frozenset(name for name in way.folder.files if winners.get(name) is way.folder),
        )
        for way in ways
    )


def _ways(folder: Folder, route: tuple[str, ...], start: int, steps: tuple[_Step, ...]) -> Iterator[_Way]:
    """The ways in which a folder, reached by `steps`, and those below it match a prefix of the route."""
    yield _Way(folder, steps, start == len(route))
    rest = route[start:]
    if rest and rest[0] in folder.literals:
        child = folder.literals[rest[0]]
        yield from _ways(child, route, start + 1, (*steps, _Step(child.segments[-1], rest[:1])))
    for child in folder.others:
        segment = child.segments[-1]
        if segment.kind is SegmentKind.GROUP:
            yield from _ways(child, route, start, steps)
            if rest and rest[0] == segment.text:
                # A host that knows no groups keeps the folder's name in the URLs of the pages inside it.
                yield from _ways(child, route, start + 1, (*steps, _Step(segment, rest[:1])))
        elif segment.kind is SegmentKind.DYNAMIC:
            if rest:
                yield from _ways(child, route, start + 1, (*steps, _Step(segment, rest[:1])))
        elif rest or segment.kind is SegmentKind.OPTIONAL_CATCH_ALL:
            yield from _ways(child, route, len(route), (*steps, _Step(segment, rest)))


def _rank(kind: SegmentKind, whole: bool) -> _Rank:
    match kind:
        case SegmentKind.GROUP:
            return _Rank.GROUP_BY_NAME
        case SegmentKind.LITERAL:
            return _Rank.LITERAL
        case SegmentKind.DYNAMIC:
            return _Rank.DYNAMIC_TO_THE_END if whole else _Rank.DYNAMIC_ABOVE
        case SegmentKind.CATCH_ALL:
            return _Rank.CATCH_ALL
        case SegmentKind.OPTIONAL_CATCH_ALL:
            return _Rank.OPTIONAL_CATCH_ALL


def _most_specific(convention: str, ways: list[_Way], route: tuple[str, ...]) -> _Way:
    ranks = min(way.ranks for way in ways)
    # Ways of equal ranks differ in groups alone: a folder inside a group is more specific than one that has
    # the same path without that group.
    equal = [way for way in ways if way.ranks == ranks]
    best = [way for way in equal if not any(_adds_groups(other, way) for other in equal)]
    other = next((way for way in best if way.folder is not best[0].folder), None)
    if other is not None:
        one, two = (way.folder.files[convention][0] for way in (best[0], other))
        raise MetaImageError(
            f'"{one.source}" and "{two.source}" have an equal claim to the page "/{"/".join(route)}".',
            one.path,
            hint="Keep one of the two, or put one into a folder that only its own pages have in their path.",
        )
    return best[0]


def _adds_groups(one: _Way, two: _Way) -> bool:
    """Whether the first folder's path is the second's with groups put in."""
    if one.folder is two.folder:
        return False
    segments = iter(one.folder.segments)
    return all(segment in segments for segment in two.folder.segments)
