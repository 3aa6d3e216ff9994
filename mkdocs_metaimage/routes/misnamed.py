"""Files that are meant for images, and are passed over for their name."""

from __future__ import annotations

from typing import Final

from ..conventions import (
    APPLE_ICON,
    CODE_EXTENSION,
    CONTENT_TYPES,
    OPENGRAPH_IMAGE,
    TEMPLATE_EXTENSION,
    TWITTER_IMAGE,
    Convention,
)
from .files import parse_file_name

# Files of other names, `icon.md` or `assets/favicon.png` say, are most likely something else.
_SURE: Final = (APPLE_ICON, OPENGRAPH_IMAGE, TWITTER_IMAGE)
_MEANT: Final = frozenset(
    {
        *CONTENT_TYPES,
        CODE_EXTENSION,
        TEMPLATE_EXTENSION,
        "bmp",
        "tif",
        "tiff",
        "htm",
        "js",
        "jsx",
        "ts",
        "tsx",
    }
)


def misnamed(name: str) -> str | None:
    """Why a file gives no image, in a sentence or two; None for one that does, and for one that nobody meant to.

    Args:
        name: Its name, without folders.
    """
    stem, _, extension = name.partition(".")
    base = stem.rstrip("0123456789")
    if extension.lower() not in _MEANT or parse_file_name(name) is not None:
        return None
    for convention in _SURE:
        if base.lower().replace("_", "-") == convention.name:
            return _advice(convention, convention.name + stem[len(base) :], extension)
    return None


def _advice(convention: Convention, stem: str, extension: str) -> str:
    right = f"{stem}.{extension.lower()}"
    if parse_file_name(right) is not None:
        return f'The file gives no image: its name has to be "{right}".'
    known = ", ".join(f".{known}" for known in (*convention.static_extensions, CODE_EXTENSION))
    return f"The file gives no image: {convention.name} takes {known} and .{TEMPLATE_EXTENSION}."
