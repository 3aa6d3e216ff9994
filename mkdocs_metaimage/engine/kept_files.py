"""Remote files that are kept in a folder from build to build.

Each is followed by a checksum, so that a truncated, damaged or foreign file is never taken for one, and is put in
place by a rename, so that two builds can share the folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: For how long a file is not asked for again, in seconds.
FRESH: Final = 24 * 60 * 60
#: What the names of the files match, those that begin with a dot while they are written.
NAMES: Final = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{16}\.part")
_MAGIC: Final = b"metaimage remote\n"
_END: Final = len(_MAGIC) + 4


def kept(folder: Path, url: str, longest: float | None = None) -> bytes | None:
    """The file that is kept of an address.

    Args:
        folder: Where files are kept.
        url: The address.
        longest: How long ago it may have been fetched, in seconds; None for however long, and then it is in use
            and still not fresh.

    Returns:
        Its bytes, or None where nothing whole is kept, or it is too old.
    """
    path = _path(folder, url)
    now = time.time()
    try:
        if longest is not None and abs(now - path.stat().st_mtime) > longest:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    data = content[:-_END]
    if content[-_END:] != _trailer(url, data):
        return None
    if longest is None:
        # So that the upkeep of the folder leaves it there.
        with suppress(OSError):
            os.utime(path, (now - FRESH, now - FRESH))
    return data


def keep(folder: Path, url: str, data: bytes) -> None:
    """Keep a file; without a folder to write to, it is fetched again next time."""
    temporary = folder / f".{os.urandom(8).hex()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data + _trailer(url, data))
        temporary.replace(_path(folder, url))
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def _path(folder: Path, url: str) -> Path:
    return folder / hashlib.sha256(url.encode()).hexdigest()


def _trailer(url: str, data: bytes) -> bytes:
    return zlib.crc32(data, zlib.crc32(url.encode())).to_bytes(4, "big") + _MAGIC
