"""Which engine this is: told apart from others that may draw one card differently."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARIES: Final = (
    *("beautifulsoup4", "budoux", "pillow", "python-bidi", "resvg-py", "soupsieve", "tinycss2"),
    *("uharfbuzz", "uniseg"),
)
# A font begins with the checksums of all that is in it, so that no more of its megabytes needs to be read.
_HEAD: Final = 4096


@cache
def engine_version() -> str:
    """What tells apart two engines that may draw one drawing differently."""
    from importlib.metadata import version  # slow to import

    # Every build asks, and there are hundreds of files: without pathlib it takes half as long.
    state = hashlib.sha256()
    room = os.path.dirname(__file__)
    for file in _modules(room):
        state.update(file.removeprefix(room).replace(os.sep, "/").encode())
        with open(file, "rb", buffering=0) as code:
            state.update(code.readall())
    with os.scandir(os.path.join(os.path.dirname(room), "assets")) as assets:
        for asset in sorted(assets, key=lambda entry: entry.name):
            state.update(f"{asset.name} {asset.stat().st_size} ".encode())
            with open(asset.path, "rb", buffering=0) as content:
                state.update(content.read(_HEAD))
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    # Python knows the letters of texts.
    return f"{state.hexdigest()} {libraries} Python {sys.version_info[:2]}"


def _modules(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)
