"""Which engine this is: told apart from others that may draw one card differently."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

_LIBRARIES: Final = ("pillow", "uharfbuzz", "python-bidi", "uniseg", "resvg-py")


@cache
def engine_version() -> str:
    """What tells apart two engines that may draw one drawing differently."""
    from importlib.metadata import version  # slow to import

    state = hashlib.sha256()
    room = Path(__file__).parent
    for file in sorted(room.rglob("*.py")):
        state.update(file.relative_to(room).as_posix().encode())
        state.update(file.read_bytes())
    for asset in sorted((room.parent / "assets").iterdir()):
        state.update(f"{asset.name} {asset.stat().st_size}".encode())
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"{state.hexdigest()} {libraries}"
