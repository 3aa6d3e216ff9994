"""The desk: the draft that requests share, made anew when something it was made of has changed."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from .published import Heads
from .turns import Turns
from .watching import differ, stamps_of, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .docs import Docs, Draft
    from .pictures import Pictures
    from .watching import Stamps

#: How old the last look at the files may be for a request, in seconds; and how many times as long as it took, so that
#: those at very many files take no more than their share of a processor.
_FRESH: Final = 0.1
_SHARE: Final = 10
#: How long who waits for news sleeps between two looks, in seconds.
_PAUSE: Final = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one request sees; the draft stays usable as long as it lasts.

    Attributes:
        generation: The number of the draft; a later one has a greater number.
        building: Whether a build is under way.
        bound: The host that the server is bound to, such as `127.0.0.1`.
        local: Whether nobody but this machine can reach the preview, as far as the request tells.
        draft: The site as its files are.
        pictures: Draws images and keeps the pictures.
        docs: What the host says of itself.
        turns: What pages are planned by, for a user's hooks run one at a time; images are drawn without.
        heads: Reads what the host wrote last.
    """

    generation: int
    building: bool
    bound: str
    local: bool
    draft: Draft
    pictures: Pictures
    docs: Docs
    turns: Turns
    heads: Heads


@dataclass(slots=True, eq=False)
class _Held:
    """A draft, and how many requests and turns use it."""

    draft: Draft
    users: int = 0


class Desk:
    """Holds the draft that requests share, and makes another when files or builds ask for it.

    Threads may share it: one makes the draft, and the others wait for that.

    Args:
        docs: The docs.
        pictures: Draws images and keeps the pictures.
        bound: The host that the server is bound to.
    """

    def __init__(self, docs: Docs, pictures: Pictures, bound: str = "127.0.0.1") -> None:
        self._docs = docs
        self._bound = bound
        self._pictures = pictures
        self._heads = Heads()
        self._news = threading.Condition()  # guards all that follows
        # From the clock, so that a page which is open while the server is started anew has another.
        self._generation = time.time_ns() // 1_000_000
        self._held: _Held | None = None
        self._turns: Turns | None = None
        self._stale = True
        self._stamps: Stamps = {}
        self._begun = 0
        self._builds = 0
        self._next_look = 0.0
        self._closed = False

    @contextmanager
    def view(self, *, local: bool = True) -> Iterator[View]:
        """The site as its files are now, for one request.

        Args:
            local: What the view says of that.
        """
        with ExitStack() as stack:
            with self._news:
                held, turns = self._current()
                stack.enter_context(self._using(held))
                generation = self._generation
            docs = self._docs
            pictures, heads = self._pictures, self._heads
            yield View(
                generation, docs.building, self._bound, local, held.draft, pictures, docs, turns, heads
            )

    def wait(self, generation: int | None, seconds: float) -> tuple[int, bool]:
        """Wait for news: that the generation is another, or that a build begins or ends.

        Args:
            generation: The one that is known; None waits for nothing.
            seconds: How long to wait.

        Returns:
            The generation, and whether a build is under way.
        """
        building = self._docs.building
        end = time.monotonic() + seconds
        with self._news:
            while True:
                self._look()
                rest = end - time.monotonic()
                known = generation == self._generation and building == self._docs.building
                if not known or rest <= 0 or self._closed:
                    return self._generation, self._docs.building
                self._news.wait(min(rest, _PAUSE))

    def close(self) -> None:
        """Let go of the draft, and of those who wait for news."""
        with self._news:
            self._closed = True
            held, self._held, self._stale = self._held, None, True
            if held is not None:
                self._let_go(held)
            self._news.notify_all()

    def _current(self) -> tuple[_Held, Turns]:
        self._look()
        if self._held is None or self._stale:
            former, self._held = self._held, _Held(self._made())
            # Turns of its own: a hook that never returns keeps none of them from a draft in which it is mended.
            self._turns = Turns(self._held.draft.loader, partial(self._using, self._held))
            self._stale = False
            if former is not None:
                self._let_go(former)
        assert self._turns is not None, "it came with the draft"
        return self._held, self._turns

    def _made(self) -> Draft:
        # What was known is looked at before it is read again, so that no change falls between.
        self._stamps = before = stamps_of(self._stamps, self._stamps)
        self._begun, self._builds = time.time_ns(), self._docs.builds
        draft = self._docs.draft()
        after = stamps_of(self._docs.sources(draft), before)
        self._stamps = {**sure(after, self._begun), **before}
        self._next_look = time.monotonic() + _FRESH
        return draft

    def _look(self) -> None:
        """See whether the draft is still what the files say, unless that was seen just now."""
        begun = time.monotonic()
        if begun < self._next_look:
            return
        paths = self._stamps if self._held is None else self._docs.sources(self._held.draft)
        now = stamps_of(paths, self._stamps)
        # Others were read while pages were planned.
        before = {**sure(now, self._begun), **self._stamps}
        if differ(now, before) or self._docs.builds != self._builds:
            self._builds = self._docs.builds
            self._generation += 1
            self._stale = True
            self._news.notify_all()
        self._stamps = {**before, **now}
        ended = time.monotonic()
        self._next_look = ended + max(_FRESH, _SHARE * (ended - begun))

    @contextmanager
    def _using(self, held: _Held) -> Iterator[None]:
        with self._news:
            held.users += 1
        try:
            yield
        finally:
            with self._news:
                held.users -= 1
                self._let_go(held)

    def _let_go(self, held: _Held) -> None:
        if held is not self._held and not held.users:
            held.draft.loader.close()
