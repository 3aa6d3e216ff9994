"""Files that are written whole, or not when nothing in them changes."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: The names of files that are not whole yet.
PARTS: Final = re.compile(r"\.[0-9a-f]{16}\.part")
_BINARY: Final = getattr(os, "O_BINARY", 0)


def write(target: str | Path, data: bytes | memoryview) -> None:
    """Write a file, unless it has this content: servers and mirrors go by the time of the last change.

    Args:
        target: The file; its folder is made where it is missing.
        data: The content.

    Raises:
        OSError: It cannot be written.
    """
    try:
        if os.stat(target).st_size == len(data):
            with open(target, "rb", buffering=0) as file:
                # Views are compared item by item, forty times slower.
                if file.readall() == bytes(data):
                    return
    except OSError:
        pass
    _create(target, data, os.O_TRUNC)


def replace(target: str | Path, data: bytes) -> None:
    """Put a file in place of whatever is there, at once, so that others who read it never see a part.

    Args:
        target: The file; its folder is made where it is missing.
        data: The content.

    Raises:
        OSError: It cannot be written.
    """
    # A name that no other process has, also one on another machine that shares the folder.
    part = os.path.join(os.path.dirname(target), f".{os.urandom(8).hex()}.part")
    try:
        _create(part, data, os.O_EXCL)
        try:
            os.replace(part, target)
        except PermissionError:
            # Windows replaces no file that another build is reading: what that reads stays.
            if not os.path.isfile(target):
                raise
            os.unlink(part)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _create(path: str | Path, data: bytes | memoryview, how: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | _BINARY | how
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileNotFoundError:
        folder = os.path.dirname(path)
        try:
            os.makedirs(folder, exist_ok=True)
        except FileExistsError:
            # Said of a folder to be made, "File exists" would be no help.
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder) from None
        descriptor = os.open(path, flags, 0o666)
    with open(descriptor, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
