"""Seconds, processor seconds and memory of a command with all that it starts, and the spread of many figures."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .orphans import Orphans

if TYPE_CHECKING:
    import resource
    from collections.abc import Iterable, Mapping, Sequence

#: Seconds between two looks at the memory of a command that has started others.
_LOOK_EVERY = 0.1
_LINES_SHOWN = 12


class CommandError(Exception):
    """A measured command failed; the message ends with the last lines of what it wrote."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command took.

    Attributes:
        wall: Seconds from its start to its end.
        cpu: Seconds of processor time, its children's too.
        peak: The most memory in bytes that it and its children held at a time.
    """

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The median and the ends of a row of figures, in their unit."""

    median: float
    least: float
    most: float


def spread(values: Iterable[float]) -> Spread:
    """Return the spread of one figure or more."""
    row = sorted(values)
    return Spread(median=statistics.median(row), least=row[0], most=row[-1])


def run(
    command: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Usage:
    """Run a command to its end and return what it took.

    Args:
        command: The program and its arguments.
        cwd: The folder that it runs in.
        env: Variables of its environment beside those of this process.

    Raises:
        CommandError: It ended with another status than 0.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as written:
        orphans = Orphans()
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        family = FamilyMemory(process.pid)
        used = waited(process)
        wall = time.perf_counter() - start
        orphaned = orphans.cpu()
        if process.returncode:
            written.seek(0)
            last = "".join(written.readlines()[-_LINES_SHOWN:])
            raise CommandError(
                f"{' '.join(map(str, command))} ended with status {process.returncode}:\n{last}"
            )
    cpu = used.ru_utime + used.ru_stime + orphaned
    return Usage(wall=wall, cpu=cpu, peak=max(family.most(), peak_bytes(used)))


def waited(process: subprocess.Popen[Any]) -> resource.struct_rusage:
    """Wait for the end of a process and return what it and the children that it waited for used."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used


def peak_bytes(used: resource.struct_rusage) -> int:
    """Return the largest resident size in bytes of the largest of the processes that were waited for."""
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def high_water(pid: int) -> int | None:
    """Return the largest resident size in bytes that a running process has had; None where `/proc` is not.

    What the kernel tells of a process that has ended is never less than the size of the one that started it.
    """
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def machine() -> str:
    """Return on what this runs, for beneath a table."""
    return f"{_cores()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def is_busy() -> bool:
    """Whether others have used more than a quarter of the machine in the last minute."""
    return os.getloadavg()[0] > _cores() / 4


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class FamilyMemory:
    """Watches the memory of a process and those that it starts, all together, until it ends.

    The kernel keeps the largest size of each process, and not of several at a time. It is read where `/proc` is;
    elsewhere the largest process has to stand for all. Pages that several share are counted once (PSS).
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def most(self) -> int:
        """Return the most bytes that were seen; the process has ended."""
        self._ended.set()
        self._watcher.join()
        return self._most

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            family = list(_descendants(self._pid))
            # One alone is measured by the kernel, exactly, and looking at it would slow it down.
            if len(family) > 1:
                self._most = max(self._most, sum(map(_proportional_size, family)))


def _descendants(pid: int) -> Iterable[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended meanwhile
            for child in children.read_text().split():
                yield from _descendants(int(child))


def _proportional_size(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
