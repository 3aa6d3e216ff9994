"""How many processors this process may use."""

from __future__ import annotations

import math
import os
from pathlib import Path


def usable_cpus(system: Path = Path("/")) -> int:
    """How many processors this process may use: of those it is bound to, as much as its container gets.

    Args:
        system: The root of the file system, where Linux tells of containers.
    """
    # Python 3.13 has a function for it, and lets users set it.
    count = getattr(os, "process_cpu_count", os.cpu_count)() or 1
    if hasattr(os, "sched_getaffinity") and not hasattr(os, "process_cpu_count"):
        count = len(os.sched_getaffinity(0))
    return max(1, min([count, *map(math.ceil, _quotas(system))]))


def _quotas(system: Path) -> list[float]:
    """What the control groups of this process allow, in processors."""
    root = system / "sys/fs/cgroup"
    found = [_ratio(_words(root / "cpu/cpu.cfs_quota_us") + _words(root / "cpu/cpu.cfs_period_us"))]
    for line in _words(system / "proc/self/cgroup"):
        # Version 2 has a line "0::/path"; every group above holds, too.
        if line.startswith("0::/"):
            group = root / line.removeprefix("0::/")
            above = [folder for folder in group.parents if folder.is_relative_to(root)]
            found += [_ratio(_words(folder / "cpu.max")) for folder in (group, *above)]
    return [quota for quota in found if quota is not None]


def _words(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return []


def _ratio(words: list[str]) -> float | None:
    """A quota in processors; None where there is no bound."""
    try:
        quota, period = map(int, words)
    except ValueError:  # "max", or no such file
        return None
    return quota / period if quota > 0 and period > 0 else None
