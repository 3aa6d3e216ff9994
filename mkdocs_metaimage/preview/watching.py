"""What files and folders were, so that it shows when one is another."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: What Python puts beside the modules that it reads.
_BYTECODE: Final = "__pycache__"
#: How far the clock of a file system may lag behind, in nanoseconds: that of Linux goes by ticks.
_TICK: Final = 10_000_000


# There is one for each page, several times a second.
class FileStamp(NamedTuple):
    """What tells a file from another that is there later, be it written over or put in its place.

    Attributes:
        changed: When it was changed last, in nanoseconds since the epoch.
        size: Its size in bytes.
        inode: Its number in the file system.
    """

    changed: int
    size: int
    inode: int


@dataclass(frozen=True, slots=True)
class FolderStamp:
    """What tells a folder from what it is when something in it was made, removed or named otherwise.

    Attributes:
        changed: When it was changed last, in nanoseconds since the epoch. That has no say: editors which put a
            file in place of another change it with each save.
        inode: Its number in the file system.
        names: What is in it.
    """

    changed: int = field(compare=False)
    inode: int
    names: frozenset[str]


#: By paths, which as texts are found faster.
Stamps: TypeAlias = "Mapping[str, FileStamp | FolderStamp | None]"


def stamps_of(paths: Iterable[str | Path], former: Stamps) -> Stamps:
    """What files and folders are now; None for those that are not there.

    Args:
        paths: The files and folders.
        former: What they were: a folder is read again only where it has changed.
    """
    names = map(str, paths)
    return {name: _stamp(name, former.get(name)) for name in names}


def differ(now: Stamps, before: Stamps) -> bool:
    """Whether one of them is another than it was; for each it must be known what it was."""
    return any(stamp != before[path] for path, stamp in now.items())


def sure(stamps: Stamps, begun: int) -> Stamps:
    """The stamps of what was read, with None for what may have been changed after it was read.

    Args:
        stamps: The stamps, taken after reading.
        begun: When reading began, in nanoseconds since the epoch.
    """
    return {
        path: None if stamp is not None and stamp.changed >= begun - _TICK else stamp
        for path, stamp in stamps.items()
    }


def _stamp(path: str, former: FileStamp | FolderStamp | None) -> FileStamp | FolderStamp | None:
    try:
        status = os.stat(path)
        if not stat.S_ISDIR(status.st_mode):
            return FileStamp(status.st_mtime_ns, status.st_size, status.st_ino)
        if (
            isinstance(former, FolderStamp)
            and former.changed == status.st_mtime_ns
            and former.inode == status.st_ino
        ):
            return former
        # What begins with a dot is no page's, but an editor's while it writes.
        names = (name for name in os.listdir(path) if name != _BYTECODE and not name.startswith("."))
        return FolderStamp(status.st_mtime_ns, status.st_ino, frozenset(names))
    except (OSError, ValueError):
        return None
