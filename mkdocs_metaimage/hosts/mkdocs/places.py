"""Where convention files stand among the pages, which is not always where they stand on disk."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from ...routes import parse_file_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def published_places(found: Mapping[Path, str], files: Files) -> dict[Path, str]:
    """The files of the docs, each with the path below the site at which the host has it.

    mkdocs-gen-files adds files that are not in the docs folder; mkdocs-static-i18n publishes `en/icon.svg` as
    `icon.svg`, beside the pages of that language.

    Args:
        found: The files of the docs folder, each with its path from there.
        files: The host's, once every plugin has seen them.
    """
    places = dict(found)
    for file in files:
        if file.abs_src_path is not None and not file.is_documentation_page():
            path = Path(file.abs_src_path)
            if path in places or file.generated_by:
                places[path] = file.dest_uri
    return places


def language_places(places: Mapping[Path, str], config: MkDocsConfig) -> list[tuple[str, Path]]:
    """The convention files again, at the places where they serve the pages of the language being built.

    mkdocs-static-i18n puts the pages of every language but the default one below a folder of its name. As with
    its other files, a language falls back to what it has no version of its own of: for each convention,
    folder by folder.

    Args:
        places: The files, each with its path from the routes root.
        config: MkDocs' configuration.
    """
    folder = _language_folder(config)
    if not folder:
        return []
    own = {_seat(place) for place in places.values() if place.startswith(folder)}
    return [(folder + place, path) for path, place in places.items() if _seat(folder + place) not in own]


def _language_folder(config: MkDocsConfig) -> str:
    plugin = config.plugins.get("i18n")
    language = getattr(plugin, "current_language", None)
    if language is None or language == getattr(plugin, "default_language", None):
        return ""
    return f"{language}/"


def _seat(place: str) -> tuple[str, str]:
    """The folder of a file, and the convention that its name follows or else the name."""
    folder, name = posixpath.split(place)
    parsed = parse_file_name(name)
    return folder, name if parsed is None else parsed.convention.name
