"""What MkDocs publishes of the files beside the pages, and where."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from ...conventions import CONTENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

# What a hook or a template can be made of; anything else that one reads is data that pages may link to.
_PRIVATE = frozenset((".py", ".pyc", ".html", ".htm", ".jinja", ".jinja2", ".j2", ".txt"))
_PICTURES = frozenset(f".{extension}" for extension in CONTENT_TYPES)


def hide(files: Files, private: Iterable[Path]) -> None:
    """Keep files out of the site, whichever links lead to them, and the byte code that others left there."""
    real = {os.path.realpath(path) for path in private}
    for file, path in _on_disk(files):
        if "__pycache__" in path.parts or (path.suffix in _PRIVATE and os.path.realpath(path) in real):
            file.inclusion = InclusionLevel.EXCLUDED


def move(files: Files, places: Mapping[Path, str], config: MkDocsConfig) -> None:
    """Publish files at other places than MkDocs would; its own links to them follow."""
    for file, path in _on_disk(files) if places else ():
        if path in places:
            file.dest_uri = places[path]
            file.__dict__.pop("url", None)
            # Said outright, as mkdocs-static-i18n does, whose files do not know the site's folder.
            file.abs_dest_path = os.path.normpath(os.path.join(config.site_dir, file.dest_uri))


def published(files: Files, serving: bool) -> dict[Path, str]:
    """The files that MkDocs publishes, each with its decoded path below the site.

    Pictures stand there twice where links lead to them: by the path that MkDocs knows and by the real one.
    """
    places: dict[Path, str] = {}
    for file, path in _on_disk(files):
        level = file.inclusion
        if level.is_in_serve() if serving else level.is_included():  # type: ignore[no-untyped-call]
            places[path] = file.dest_uri
            if path.suffix.lower() in _PICTURES:
                places.setdefault(Path(os.path.realpath(path)), file.dest_uri)
    return places


def _on_disk(files: Files) -> Iterator[tuple[File, Path]]:
    for file in files:
        if file.abs_src_path is not None and not file.is_documentation_page():
            yield file, Path(file.abs_src_path)
