"""What is worth keeping from card to card, as far as there is room."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_K = TypeVar("_K")
_V = TypeVar("_V")


class _Entry(Generic[_V]):
    """A value with its weight, and whether it has been asked for since room was last looked for."""

    __slots__ = ("asked", "value", "weight")

    def __init__(self, value: _V, weight: int) -> None:
        self.value = value
        self.weight = weight
        self.asked = False


class BoundedCache(Generic[_K, _V]):
    """A mapping that keeps the entries that are asked for, safe to share between threads.

    Each card asks hundreds of times: what is there is found by one look, without a lock and without being moved.
    """

    def __init__(
        self,
        size: int,
        weigh: Callable[[_V], int] = lambda value: 1,
        dropped: Callable[[_V], None] = lambda value: None,
    ) -> None:
        """A cache whose entries weigh `size` together at the most; what is dropped for others is told."""
        self._entries: dict[_K, _Entry[_V]] = {}
        self._size = size
        self._weigh = weigh
        self._dropped = dropped
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: _K, make: Callable[[], _V]) -> _V:
        """The entry, made now if it is not there."""
        entry = self._entries.get(key)
        if entry is not None:
            entry.asked = True
            return entry.value
        value = make()
        weight = self._weigh(value)
        with self._lock:
            if key not in self._entries:
                self._make_room(weight)
                self._entries[key] = _Entry(value, weight)
                self._weight += weight
        return value

    def _make_room(self, weight: int) -> None:
        """Drop the oldest entries, but for those that were asked for: they have a second chance."""
        while self._entries and self._weight + weight > self._size:
            key = next(iter(self._entries))
            entry = self._entries.pop(key)
            if entry.asked:
                entry.asked = False
                self._entries[key] = entry
            else:
                self._weight -= entry.weight
                self._dropped(entry.value)
