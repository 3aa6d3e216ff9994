"""A listing of files → the tree of the folders that hold convention files."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from .checks import check_path, check_siblings, check_spellings
from .files import ConventionFile, FileKind, FoundFile, parse_file_name
from .folders import Folder, SegmentPath, grow
from .matching import Link, Match, best_matches, chain_of
from .segments import parse_segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, eq=False)
class RouteTree:
    """The convention files of a site, by folder.

    Attributes:
        root: The routes root.
        unpublished: The paths from the root, with `/`, of the files that no site may publish: code files,
            templates and alt texts.
    """

    root: Folder
    unpublished: frozenset[str]

    @classmethod
    def build(cls, listing: Iterable[tuple[str, Path]]) -> RouteTree:
        """Find the convention files in a listing.

        Only folders that hold convention files, or lead to some, count: what an ordinary folder is called
        is nobody's business here.

        Args:
            listing: Pairs of a path from the routes root, with `/`, and the path on disk, in any order.
                Files of other names are passed over.

        Raises:
            MetaImageError: The names of folders contradict each other, or those of two files do.
        """
        by_folder: dict[tuple[str, ...], list[FoundFile]] = {}
        unpublished = set()
        for source, path in sorted(listing):
            *parents, text = source.split("/")
            name = parse_file_name(text)
            if name is None or (name.convention.root_only and parents):
                continue
            if name.kind is not FileKind.STATIC:
                unpublished.add(source)
            by_folder.setdefault(tuple(parents), []).append(FoundFile(name, source, path))
        return cls(grow(_convention_files(by_folder)), frozenset(unpublished))

    def files(self) -> tuple[ConventionFile, ...]:
        """Every convention file, folder by folder."""
        return tuple(file for folder in self.root.walk() for files in folder.files.values() for file in files)

    def match(self, route: tuple[str, ...]) -> Mapping[str, Match]:
        """The files that serve a page.

        Args:
            route: The decoded segments of the page's path.

        Returns:
            By the name of the convention, the files of the most specific folder that has some. A convention
            that no folder that serves the page has files of is missing.

        Raises:
            MetaImageError: Two groups have an equal claim to the page.
        """
        return best_matches(self.root, route)

    def chain(self, route: tuple[str, ...]) -> tuple[Link, ...]:
        """The folders that serve a page and hold files, the less specific before the more specific.

        Args:
            route: The decoded segments of the page's path.
        """
        return chain_of(self.root, route)


def _convention_files(
    by_folder: Mapping[tuple[str, ...], list[FoundFile]],
) -> dict[SegmentPath, Mapping[str, tuple[ConventionFile, ...]]]:
    images: dict[SegmentPath, list[FoundFile]] = {}
    alts: dict[SegmentPath, dict[str, Path]] = {}
    for parents, found in sorted(by_folder.items()):
        own = [file for file in found if file.name.kind is not FileKind.ALT]
        if own:
            path = tuple(parse_segment(parent, own[0].path) for parent in parents)
            check_path(path, own[0].path)
            check_spellings(own)
            images[path] = own
            alts[path] = {file.name.stem: file.path for file in found if file.name.kind is FileKind.ALT}
    check_siblings({path: own[0].path for path, own in images.items()})
    return {path: _by_convention(path, own, alts[path]) for path, own in images.items()}


def _by_convention(
    path: SegmentPath, found: list[FoundFile], alts: Mapping[str, Path]
) -> Mapping[str, tuple[ConventionFile, ...]]:
    files: dict[str, list[ConventionFile]] = {}
    for item in found:
        name = item.name
        has_alt = name.kind is FileKind.STATIC and name.convention.alt_text
        file = ConventionFile(
            convention=name.convention,
            number=name.number,
            kind=name.kind,
            extension=name.extension,
            folder=path,
            source=item.source,
            path=item.path,
            alt=alts.get(name.stem) if has_alt else None,
        )
        files.setdefault(name.convention.name, []).append(file)
    return MappingProxyType(
        {name: tuple(sorted(group, key=lambda file: file.order)) for name, group in files.items()}
    )
