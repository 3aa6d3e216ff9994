"""What MkDocs publishes of the files beside the pages, where, and what it must not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel
from pathspec import GitIgnoreSpec

from ...conventions import CONTENT_TYPES
from ...errors import MetaImageError
from .messages import config_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

# What a hook or a template can be made of; anything else that one reads is data that pages may link to.
_PRIVATE = frozenset((".py", ".pyc", ".html", ".htm", ".jinja", ".jinja2", ".j2", ".txt"))
_PICTURES = frozenset(f".{extension}" for extension in CONTENT_TYPES)


def cache_folder(name: str, config: MkDocsConfig) -> Path:
    """The folder that the option `cache_dir` names.

    Args:
        name: What the option says.
        config: MkDocs' configuration.

    Raises:
        MetaImageError: MkDocs would empty it, or publish what is there.
    """
    folder = config_folder(config) / name
    real, site, docs = (Path(os.path.realpath(path)) for path in (folder, config.site_dir, config.docs_dir))
    if real.is_relative_to(site):
        place = f"the site's folder {site}, which MkDocs empties for each build and which is published"
    elif real.is_relative_to(docs) and not _is_excluded(real.relative_to(docs), config):
        place = f"the docs folder {docs}, so that MkDocs would publish it"
    else:
        return folder
    raise MetaImageError(
        f"The option `cache_dir: {name}` puts the cache into {place}.",
        config.config_file_path,
        hint="Name a folder elsewhere, or take the option out: the cache is then in `.cache/plugin/metaimage`.",
    )


def _is_excluded(folder: Path, config: MkDocsConfig) -> bool:
    # MkDocs leaves out what is hidden unless it is told otherwise.
    hidden = GitIgnoreSpec.from_lines([".*"])
    excluded = hidden + config.exclude_docs if config.exclude_docs else hidden
    return excluded.match_file((folder / "plans").as_posix())


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
