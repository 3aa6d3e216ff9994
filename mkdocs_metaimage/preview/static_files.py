"""The files of the application in the browser, which are part of the package."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER: Final = Path(__file__).with_name("assets")
#: The page of the application.
PAGE: Final = "index.html"
_CONTENT_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }
)


class StaticFiles:
    """The files below a folder, as they were listed at first: what is asked for is looked up, never made a path of.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._files: dict[str, Path] = {}
        for parent, _, names in os.walk(folder):
            for file in (Path(parent, name) for name in names):
                if file.suffix in _CONTENT_TYPES:
                    self._files[file.relative_to(folder).as_posix()] = file

    def find(self, name: str) -> tuple[str, bytes] | None:
        """The content type and the bytes of a file as it is now; None where there is none of that name.

        Args:
            name: Its path below the folder, with `/`.
        """
        file = self._files.get(name)
        if file is None:
            return None
        try:
            return _CONTENT_TYPES[file.suffix], file.read_bytes()
        except FileNotFoundError:
            return None
