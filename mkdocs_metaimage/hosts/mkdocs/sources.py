"""The convention files of a site: found among its files, and kept out of what is published where they are no images."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...errors import MetaImageError
from ...hooks import local_imports
from ...routes import FileKind, RouteTree, misnamed, scan, static_image_path
from .messages import config_folder
from .places import language_places, published_places
from .publishing import hide, move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from ...hooks import HookLoader
    from ...pipeline import Remarks


def find_routes_root(routes_dir: str | None, config: MkDocsConfig) -> Path:
    """The folder that holds the convention files.

    Args:
        routes_dir: What the option `routes_dir` says.
        config: MkDocs' configuration.

    Raises:
        MetaImageError: It is not there.
    """
    if routes_dir is None:
        return Path(config.docs_dir)
    root = Path(os.path.normpath(config_folder(config) / routes_dir))
    if not root.is_dir():
        raise MetaImageError(
            f"The option `routes_dir` of the plugin metaimage names {root}, which is no folder.",
            config.config_file_path,
            hint="Make it, or leave the option out and keep the files in docs_dir.",
        )
    return root


class Found(NamedTuple):
    """The convention files of a site.

    Attributes:
        tree: The tree of them.
        localized: Those of them that serve the pages of another language as well, each at its place there.
    """

    tree: RouteTree
    localized: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Finds the convention files of one build.

    Attributes:
        config: MkDocs' configuration.
        root: The folder that holds them.
        template: The template of the card of pages that no file serves.
        loader: Loads the code files and templates.
        remarks: Takes what a maintainer should know.
        mend: Takes an error; where it does not raise, the site goes without these files.
    """

    config: MkDocsConfig
    root: Path
    template: Path
    loader: HookLoader
    remarks: Remarks
    mend: Callable[[MetaImageError], None]

    def find(self, files: Files, localized: Iterable[tuple[str, Path]] = ()) -> Found:
        """Make the tree of the files; hide code, templates and alt texts, and put static images in their places.

        Args:
            files: The site's.
            localized: What serves languages that are built by others.

        Raises:
            MetaImageError: Whatever `mend` raises, to which goes that the tree contradicts itself.
        """
        # Most of the files are pages, which are none.
        places = {path: source for source, path in scan(self.root) if not source.endswith(".md")}
        if self.root == Path(self.config.docs_dir):
            places = published_places(places, files)
        for path in places:
            if advice := misnamed(path.name):
                self.remarks.make("misnamed", advice, str(path))
        listing = [(place, path) for path, place in places.items()]
        tree = self._grown(listing)
        hide(files, self._private(tree, places))
        moved = {
            file.path: static_image_path(file)
            for file in tree.files()
            if file.kind is FileKind.STATIC and any(segment.is_dynamic for segment in file.folder)
        }
        move(files, moved, self.config)
        elsewhere = tuple(dict.fromkeys((*localized, *language_places(places, self.config))))
        return Found(self._grown([*listing, *elsewhere]) if elsewhere else tree, elsewhere)

    def _grown(self, listing: Iterable[tuple[str, Path]]) -> RouteTree:
        try:
            return RouteTree.build(listing)
        except MetaImageError as error:
            self.mend(error)
            return RouteTree.build([])

    def _private(self, tree: RouteTree, places: Mapping[Path, str]) -> set[Path]:
        """The code and the templates, and what these import and include."""
        private = {path for path, place in places.items() if place in tree.unpublished}
        for path in [path for path in private if path.suffix == ".py"]:
            private |= local_imports(path, self.root, config_folder(self.config))
        for path in [self.template, *(path for path in private if path.suffix == ".html")]:
            # One that cannot be loaded is spoken of when a page needs it.
            with suppress(MetaImageError):
                self.loader.load(path, is_icon=False)
        return private.union(self.loader.sources)
