"""What is worth keeping from card to card, as far as there is room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_K = TypeVar("_K")
_V = TypeVar("_V")


class BoundedCache(Generic[_K, _V]):
    """A mapping that keeps the entries used last, safe to share between threads."""

    def __init__(
        self,
        size: int,
        weigh: Callable[[_V], int] = lambda value: 1,
        dropped: Callable[[_V], None] = lambda value: None,
    ) -> None:
        """A cache whose entries weigh `size` together at the most; what is dropped for others is told."""
        self._entries: OrderedDict[_K, _V] = OrderedDict()
        self._size = size
        self._weigh = weigh
        self._dropped = dropped
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: _K, make: Callable[[], _V]) -> _V:
        """The entry, made now if it is not there."""
        with self._lock:
            try:
                self._entries.move_to_end(key)
                return self._entries[key]
            except KeyError:
                pass
        value = make()
        with self._lock:
            if key not in self._entries:
                self._entries[key] = value
                self._weight += self._weigh(value)
            while self._weight > self._size and len(self._entries) > 1:
                old = self._entries.popitem(last=False)[1]
                self._weight -= self._weigh(old)
                self._dropped(old)
        return value
