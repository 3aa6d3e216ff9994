"""Turns: a user's hooks run one at a time, and who asks for a page is answered even where one of them never ends."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from concurrent.futures import Future, wait
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ..errors import MetaImageError
from ..hooks.code import CodeHook

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from ..hooks import HookLoader

T = TypeVar("T")

#: What the threads that plan are called.
WORKER: Final = "metaimage-plans"
#: How long a turn may take until those who wait are told so, in seconds.
_PATIENCE: Final = 10.0


class OverdueError(MetaImageError):
    """What is planned has not ended after a while; the error names the user's file that is at work."""


class Turns:
    """Does one piece of work at a time, each in a thread of its own, which nobody waits for longer than is good.

    Threads may share it. Work that is overdue goes on, and others have their turns when it has ended.

    Args:
        loader: What loads the user's files, which are told from others by it.
        using: What is to be held as long as work goes on, whoever still waits for it.
        patience: How long a turn may take, in seconds; None for as long as people wait.
    """

    def __init__(
        self,
        loader: HookLoader,
        using: Callable[[], AbstractContextManager[object]] = nullcontext,
        patience: float | None = None,
    ) -> None:
        self._loader = loader
        self._using = using
        self._patience = _PATIENCE if patience is None else patience
        self._free = threading.Condition()  # guards the two that follow
        self._begun: float | None = None  # when the turn began that is under way
        self._worker: threading.Thread | None = None

    def take(self, work: Callable[[], T]) -> T:
        """Wait for a turn, and for what comes of it.

        However many wait: it is each turn alone that has to be short.

        Args:
            work: What calls the user's hooks.

        Raises:
            OverdueError: It does not end, or what has the turn does not.
        """
        outcome: Future[T] = Future()
        worker = threading.Thread(target=self._do, args=(work, outcome), name=WORKER, daemon=True)
        with self._free:
            while self._begun is not None:
                rest = self._begun + self._patience - time.monotonic()
                if rest <= 0:
                    raise self._overdue()
                self._free.wait(rest)
            worker.start()
            self._begun, self._worker = time.monotonic(), worker
        wait((outcome,), self._patience)
        with self._free:
            if not outcome.done():
                raise self._overdue()
        return outcome.result()

    def _do(self, work: Callable[[], T], outcome: Future[T]) -> None:
        try:
            with self._using():
                outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)
        finally:
            with self._free:
                self._begun = self._worker = None
                self._free.notify()

    def _overdue(self) -> OverdueError:
        file, line, stack = self._whereabouts()
        return OverdueError(
            f"{'A hook' if file is None else file.name} has not returned for {self._patience:g} s, and until it does "
            "no card can be planned.",
            file,
            line,
            "See what it waits for, and save the file when that is mended; if the site is not built then, start the "
            "server anew.",
            stack,
        )

    def _whereabouts(self) -> tuple[Path | None, int | None, str | None]:
        """The user's file that is at work, the line in it, and how it came there."""
        number = None if self._worker is None else self._worker.ident
        frame = None if number is None else sys._current_frames().get(number)
        frames = [] if frame is None else list(traceback.walk_stack(frame))
        sources = set(map(str, self._loader.sources))
        own = [(each, line) for each, line in frames if each.f_code.co_filename in sources]
        if own:
            innermost, line = own[0]
            stack = traceback.StackSummary.extract(reversed(own)).format()
            return Path(innermost.f_code.co_filename), line, "".join(stack)
        # A coroutine that waits is not on the stack, but who waits for it is.
        hooks = (each.f_locals.get("self") for each, _ in frames)
        return next((hook.path for hook in hooks if isinstance(hook, CodeHook)), None), None, None
