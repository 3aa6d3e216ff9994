"""The cache of drawn images: one file an image, found by the digest of what it was drawn from.

A file carries a checksum of its own, so that a truncated or foreign one is never taken for an image, and is
put in place by a rename, so that two builds can share a cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"metaimage 2 "


@dataclass(frozen=True, slots=True)
class Kept:
    """What the cache keeps of an image.

    Attributes:
        data: The encoded image.
        notes: What there was to say when it was drawn, each of a kind, and of some items.
    """

    data: bytes
    notes: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Store:
    """Drawn images below one folder.

    Attributes:
        folder: Where they are kept; made when the first one is put in.
    """

    folder: Path

    def get(self, digest: str) -> Kept | None:
        """What is kept for this digest, or None where nothing whole is."""
        try:
            content = self._path(digest).read_bytes()
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        if head != _MAGIC + _checksum(digest, body):
            return None
        notes, _, data = body.partition(b"\n")
        return Kept(data, tuple((kind, said, tuple(items)) for kind, said, items in json.loads(notes)))

    def put(self, digest: str, kept: Kept) -> None:
        """Keep an image, in place of whatever is there.

        Raises:
            OSError: The folder cannot be written to.
        """
        body = json.dumps(kept.notes).encode() + b"\n" + kept.data
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _checksum(digest, body) + b"\n" + body)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest[2:]


def _checksum(digest: str, body: bytes) -> bytes:
    # With the digest, so that a whole image is not taken for another one in whose place it was put.
    return hashlib.sha256(digest.encode() + body).hexdigest().encode()
