"""The cache of drawn images: one file an image, found by the digest of what it was drawn from.

The image comes first in its file, then what was said of it, then a trailer with a checksum, so that a
truncated, damaged or foreign file is never taken for an image. Files are put in place by a rename, so that two
builds can share a cache.
"""

from __future__ import annotations

import json
import os
import re
import struct
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from .files import PARTS, replace, write
from .upkeep import USE_COUNTS, sweep

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

Notes: TypeAlias = tuple[tuple[str, str, tuple[str, ...]], ...]

_MAGIC: Final = b"metaimage 3\n"
#: The lengths of the image and of its notes, and the checksum.
_LENGTHS: Final = struct.Struct(">QI")
_CHECKSUM: Final = struct.Struct(">I")
_NO_NOTES: Final = b"[]"
_FOLDER: Final = "images"
_SUFFIX: Final = ".image"
_OURS: Final = re.compile(rf"[0-9a-f]{{64}}\.image|{PARTS.pattern}")
#: The most bytes of images. What was used within a day stays, however much it is: 500 MB are some 10,000 cards.
MOST_BYTES: Final = 500_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the cache keeps of an image.

    Attributes:
        data: The encoded image.
        notes: What there was to say when it was drawn, each of a kind, and of some items.
    """

    data: bytes
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Store:
    """Drawn images below one folder. Threads and processes may share it.

    Attributes:
        folder: Where they are kept; made when the first one is put in.
    """

    folder: Path

    def get(self, digest: str) -> Kept | None:
        """What is kept for this digest, or None where nothing whole is."""
        entry = self._entry(digest)
        if entry is None:
            return None
        content, length, notes = entry
        return Kept(content[:length], notes)

    def copy(self, digest: str, target: str | Path) -> Notes | None:
        """Write the image that is kept for this digest into a file; one that is the same already stays as it is.

        Args:
            digest: The digest.
            target: The file; its folder is made where it is missing.

        Returns:
            The image's notes, or None where nothing whole is kept; then no file is written.

        Raises:
            OSError: The file cannot be written.
        """
        entry = self._entry(digest)
        if entry is None:
            return None
        content, length, notes = entry
        write(target, memoryview(content)[:length])
        return notes

    def put(self, digest: str, kept: Kept) -> None:
        """Keep an image, in place of whatever is there.

        Raises:
            OSError: The folder cannot be written to.
        """
        notes = json.dumps(kept.notes).encode() if kept.notes else _NO_NOTES
        lengths = _LENGTHS.pack(len(kept.data), len(notes))
        checksum = zlib.crc32(lengths, zlib.crc32(notes, zlib.crc32(kept.data, _seed(digest))))
        content = b"".join((kept.data, notes, lengths, _CHECKSUM.pack(checksum), _MAGIC))
        replace(self._path(digest), content)

    def tidy(self, used: Collection[str], max_age: float | None) -> None:
        """Delete the images that nobody has used for long, and the longest unused where there are too many.

        Never raises: what cannot be deleted stays.

        Args:
            used: The digests of those that this build has used.
            max_age: After how many days without use an image goes; None for never.
        """
        names = {digest + _SUFFIX for digest in used}
        sweep(os.path.join(self.folder, _FOLDER), _OURS, names, max_age, MOST_BYTES)
        # What killed builds left beside the images' folder.
        sweep(self.folder, PARTS, (), max_age, MOST_BYTES)

    def _entry(self, digest: str) -> tuple[bytes, int, Notes] | None:
        """A whole entry: its content, how much of that is the image, and the notes."""
        path = self._path(digest)
        try:
            with open(path, "rb", buffering=0) as file:
                status = os.fstat(file.fileno())
                content = file.readall()
        except OSError:
            return None
        end = len(content) - len(_MAGIC) - _CHECKSUM.size
        start = end - _LENGTHS.size
        if start < 0 or not content.endswith(_MAGIC):
            return None
        (checksum,) = _CHECKSUM.unpack_from(content, end)
        length, of_notes = _LENGTHS.unpack_from(content, start)
        # Against accidents, and as cheap as that: whoever may write here could forge any checksum.
        if length + of_notes != start or zlib.crc32(memoryview(content)[:end], _seed(digest)) != checksum:
            return None
        if abs(time.time() - status.st_mtime) > USE_COUNTS:
            # The upkeep goes by it. In a folder that cannot be written to there is none.
            with suppress(OSError):
                os.utime(path)
        said = content[length:start]
        if said == _NO_NOTES:
            return content, length, ()
        return content, length, tuple((kind, text, tuple(items)) for kind, text, items in json.loads(said))

    def _path(self, digest: str) -> str:
        return os.path.join(self.folder, _FOLDER, digest + _SUFFIX)


def _seed(digest: str) -> int:
    # With the digest, so that a whole image is not taken for another one in whose place it was put.
    return zlib.crc32(digest.encode())
