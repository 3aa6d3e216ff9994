"""What a build has to say to the maintainer, though it goes on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Remark(NamedTuple):
    """Something that a maintainer should know.

    Attributes:
        kind: One of the kinds of the option `validation`.
        message: What, where, and what to do.
    """

    kind: str
    message: str


class Remarks:
    """The remarks of one build, each made once, by whatever thread.

    Args:
        tell: Takes each remark.
    """

    def __init__(self, tell: Callable[[Remark], None]) -> None:
        self._tell = tell
        self._made: set[Remark] = set()
        self._lock = threading.Lock()

    def make(self, kind: str, message: str, place: str = "") -> None:
        """Make a remark, unless it was made before.

        Args:
            kind: Its kind.
            message: What to say.
            place: Where it holds.
        """
        remark = Remark(kind, f"{place}: {message}" if place else message)
        with self._lock:
            new = remark not in self._made
            self._made.add(remark)
        if new:
            self._tell(remark)
