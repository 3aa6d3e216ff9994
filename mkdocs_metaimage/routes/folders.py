"""Convention files, folder by folder → a tree of folders."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from .segments import Segment, SegmentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .files import ConventionFile

SegmentPath: TypeAlias = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Folder:
    """A folder of the routes tree that holds convention files, or leads to some.

    Attributes:
        segments: The folders from the root down to this one; `()` for the root.
        files: Its convention files by the name of the convention, in their order.
        literals: The folders in it that match their own names, by name.
        others: The dynamic folders and groups in it.
    """

    segments: SegmentPath
    files: Mapping[str, tuple[ConventionFile, ...]]
    literals: Mapping[str, Folder]
    others: tuple[Folder, ...]

    def walk(self) -> Iterator[Folder]:
        """This folder and all below it."""
        yield self
        for child in (*self.literals.values(), *self.others):
            yield from child.walk()


def grow(files: Mapping[SegmentPath, Mapping[str, tuple[ConventionFile, ...]]]) -> Folder:
    """Put folders that hold convention files into a tree, with the folders that lead to them.

    Args:
        files: For each folder, its convention files by the name of the convention.

    Returns:
        The root.
    """
    inner: dict[SegmentPath, set[Segment]] = {}
    for path in files:
        for depth, segment in enumerate(path):
            inner.setdefault(path[:depth], set()).add(segment)

    def folder(path: SegmentPath) -> Folder:
        children = [
            folder((*path, segment)) for segment in sorted(inner.get(path, ()), key=lambda item: item.text)
        ]
        literals = {
            child.segments[-1].name: child
            for child in children
            if child.segments[-1].kind is SegmentKind.LITERAL
        }
        return Folder(
            segments=path,
            files=MappingProxyType(dict(files.get(path, {}))),
            literals=MappingProxyType(literals),
            others=tuple(child for child in children if child not in literals.values()),
        )

    return folder(())
