"""Room for the calls of trees with very many levels, which some stages follow by calling themselves."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .element import Element

#: How many calls a level may need, and how many all else.
_CALLS_A_LEVEL: Final = 40
_OTHER_CALLS: Final = 1000
#: Trees of fewer levels need no more calls than Python allows.
_FEW_LEVELS: Final = 20


class _Room:
    """Python's limit of recursion while trees are followed.

    The limit is the whole process's: it is as high as the deepest tree needs that any thread follows, and becomes
    what it was with the last of them, so that endless recursion in other code ends as early as ever.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._needs: list[int] = []
        self._before = self._set = 0

    def take(self, calls: int) -> None:
        with self._lock:
            if not self._needs:
                self._before = sys.getrecursionlimit()
            self._needs.append(calls)
            self._settle()

    def leave(self, calls: int) -> None:
        with self._lock:
            self._needs.remove(calls)
            # Where another has set it in the meantime, it stays as that wants it.
            if sys.getrecursionlimit() == self._set:
                self._settle()

    def _settle(self) -> None:
        self._set = max(self._before, *self._needs, 0)
        sys.setrecursionlimit(self._set)


_room: Final = _Room()


@contextmanager
def room_for(root: Element) -> Iterator[None]:
    """Let what follows a tree go as deep as that."""
    levels = _levels(root)
    if levels <= _FEW_LEVELS:
        yield
        return
    calls = _OTHER_CALLS + _CALLS_A_LEVEL * levels
    _room.take(calls)
    try:
        yield
    finally:
        _room.leave(calls)


def _levels(root: Element) -> int:
    """How deep a tree is."""
    deepest = 0
    level = [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element.children if not isinstance(child, str)]
    return deepest
