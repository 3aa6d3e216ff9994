"""What planning found out, kept from build to build: a build that changes nothing need not find it out again.

Nothing here is needed: what is not known, or is known by another engine, is found out anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ..engine.version import engine_version
from ..store import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Another number where what is no part of the engine comes to find out otherwise.
_MAGIC: Final = "metaimage plans 1"
_DAY: Final = 24 * 60 * 60
#: How many entries are kept, each of some 500 bytes.
_MOST_ENTRIES: Final = 100_000
# How long a file has to lie still until its times tell whether it changes again, in ns.
_SETTLED: Final = 3_000_000_000


class Memo:
    """A file of entries, each with the day on which it was last used.

    It lives as long as its owner likes: builds that follow each other in one process do not read the file again.

    Args:
        path: The file. It need not be there, and nobody is told where it cannot be written. None keeps nothing
            for the builds of other processes.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        # Under `serve` what draws a card may find out, while a rebuild goes on, that a file has changed.
        self._lock = threading.RLock()
        self._entries: dict[str, tuple[int, Any]] | None = None
        self._today = 0
        self._changed = False
        self._read_as: tuple[int, ...] | None = None
        self._digests: dict[Path, str | None] = {}

    def begin(self) -> None:
        """Begin a build: what is in files, and which day it is, may have changed."""
        self._digests = {}
        self._today = int(time.time()) // _DAY
        if self._entries is None or _state(self.path) != self._read_as:
            self._entries = self._read()
            self._changed = False

    def get(self, kind: str, key: str) -> Any:
        """What was put there, in lists where it was in tuples; None where nothing is."""
        entries = self._known
        entry = entries.get(f"{kind} {key}")
        if entry is None:
            return None
        day, value = entry
        if day != self._today:
            entries[f"{kind} {key}"] = (self._today, value)
            self._changed = True
        return value

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep what JSON can hold, for as long as somebody asks for it."""
        with self._lock:
            self._known[f"{kind} {key}"] = (self._today, value)
            self._changed = True

    def drop(self, kind: str, key: str) -> None:
        """Forget what turned out to be wrong."""
        with self._lock:
            self._known.pop(f"{kind} {key}", None)
            self._changed = True

    def digest_of(self, path: Path) -> str | None:
        """A hash of what is in a file, looked for once in a build; None where none can be read."""
        known = self._digests  # another build may begin meanwhile
        if path not in known:
            known[path] = self._digest(path)
        return known[path]

    def save(self, longest: int) -> None:
        """Write what has changed to the file; what two builds find out at once is all there in the end.

        Args:
            longest: For how many days an entry is kept that nobody asks for; 0 keeps it for ever.
        """
        with self._lock:
            if self._changed:
                self._save(longest)

    def _save(self, longest: int) -> None:
        if _state(self.path) != self._read_as:
            self._entries = {**self._read(), **self._known}
        oldest = self._today - longest if longest else 0
        # A day in the future was told by a clock that was wrong.
        fresh = {key: entry for key, entry in self._known.items() if oldest <= entry[0] <= self._today}
        if len(fresh) > _MOST_ENTRIES:
            last = sorted(fresh, key=lambda key: fresh[key][0])[-_MOST_ENTRIES:]
            fresh = {key: fresh[key] for key in last}
        self._entries = fresh
        if self.path is not None:
            with suppress(OSError):
                _write(self.path, fresh)
        self._read_as = _state(self.path)
        self._changed = False

    @property
    def _known(self) -> dict[str, tuple[int, Any]]:
        if self._entries is None:
            self.begin()
        assert self._entries is not None, "it has begun"
        return self._entries

    def _digest(self, path: Path) -> str | None:
        try:
            state = path.stat()
            seen = [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
            kept = self.get("file", str(path))
            if kept is not None and kept[0] == seen:
                return str(kept[1])
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except (OSError, ValueError):
            return None
        # Where no time says so when a file is put in the place of another, it is read in each build.
        if os.name != "nt" and time.time_ns() - max(seen[1:3]) > _SETTLED:
            self.put("file", str(path), (seen, digest))
        return digest

    def _read(self) -> dict[str, tuple[int, Any]]:
        self._read_as = _state(self.path)
        if self.path is None:
            return {}
        try:
            head, _, body = self.path.read_bytes().partition(b"\n")
        except OSError:
            return {}
        if head != _head(body):
            return {}
        return {key: (day, value) for key, (day, value) in json.loads(body).items()}


def _write(path: Path, entries: Mapping[str, tuple[int, Any]]) -> None:
    # Sorted, so that what is the same is written in the same way.
    body = json.dumps(entries, separators=(",", ":"), sort_keys=True).encode()
    replace(path, _head(body) + b"\n" + body)


def _head(body: bytes) -> bytes:
    """The first line of the file: it is another for another engine, and for what is not whole."""
    return hashlib.sha256(f"{_MAGIC} {engine_version()}".encode() + body).hexdigest().encode()


def _state(path: Path | None) -> tuple[int, ...] | None:
    if path is None:
        return None
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino
