"""The processor time of processes that outlive the one that started them, where Linux lets one ask for it."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


class Orphans:
    """Those who are left behind from now on by the children of this process.

    The kernel counts a child's time for its parent when the parent has waited for it. A program that ends first, as
    MkDocs does while a plugin's workers are still ending, is charged with nothing; here they become children of this
    process. Elsewhere than on Linux none are found.
    """

    def __init__(self) -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._before = _children()

    def cpu(self) -> float:
        """Wait for their ends, and return the seconds of processor time that they used."""
        seconds = 0.0
        while new := _children() - self._before:
            for pid in new:
                with suppress(ChildProcessError):  # somebody else has waited for it
                    _, _, used = os.wait4(pid, 0)
                    seconds += used.ru_utime + used.ru_stime
        return seconds


def _children() -> set[int]:
    found: set[int] = set()
    for file in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended meanwhile
            found.update(map(int, file.read_text(encoding="ascii").split()))
    return found
