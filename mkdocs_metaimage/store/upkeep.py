"""The upkeep of folders of files that can be made again: what nobody has used for long goes."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator
    from pathlib import Path

DAY: Final = 24 * 60 * 60
#: How long ago a use may be before it is written down, in seconds: builds that follow each other soon cost no more.
USE_COUNTS: Final = 60 * 60


def sweep(
    folder: str | Path,
    ours: re.Pattern[str],
    used: Collection[str],
    max_age: float | None,
    most_bytes: int,
) -> None:
    """Delete what is old, and the oldest where there is too much; never raises.

    A file's last use is its time of change, which archives of caches keep, as they do not that of access. Files
    that were used within a day stay however large they are, so that nothing is taken from another build.

    Args:
        folder: The folder; what lies in folders below it is left alone.
        ours: What the names of files match that may be deleted; others are left alone. Those that begin with
            a dot are being written, or were when a build was killed.
        used: The names of files that stay whatever their age.
        max_age: After how many days without use a file goes, None for never.
        most_bytes: How many bytes the files may have together.
    """
    now = time.time()
    limit = None if max_age is None else max_age * DAY + USE_COUNTS
    total = 0
    idle = []
    for path, name, last, size in _files(folder, ours, now):
        age = now - last
        left = name.startswith(".") and age > DAY
        if left or (limit is not None and age > limit and name not in used):
            size -= size * _delete(path, last)
        elif age > DAY and name not in used:
            idle.append((last, size, path))
        total += size
    for last, size, path in sorted(idle):
        if total <= most_bytes:
            return
        total -= size * _delete(path, last)


def _files(folder: str | Path, ours: re.Pattern[str], now: float) -> Iterator[tuple[str, str, float, int]]:
    """Each file's path and name, when it was last used, and its size in bytes."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if ours.fullmatch(entry.name) is None:
                continue
            with suppress(OSError):
                if not entry.is_file(follow_symlinks=False):
                    continue
                status = entry.stat(follow_symlinks=False)
                if status.st_mtime > now + DAY:
                    # The clock was wrong then: it ages from now on.
                    os.utime(entry.path)
                yield entry.path, entry.name, status.st_mtime, status.st_size


def _delete(path: str, last: float) -> bool:
    """Delete a file, unless another build has used it since it was looked at."""
    with suppress(OSError):
        if os.stat(path).st_mtime == last:
            os.unlink(path)
            return True
    return False
