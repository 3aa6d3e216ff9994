"""Giving drawings to an executor, a few at a time, and giving those again whose worker died."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, TypeAlias

from .images import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from ..engine.drawing import Drawing, Drawn

#: Gives the executor that draws; asked again when what it gave is broken. None draws in the thread that waits.
ExecutorSource: TypeAlias = "Callable[[], Executor] | None"
Timed: TypeAlias = "tuple[Drawn, float]"

#: So many drawings are drawn before a process that is started for them could begin.
_FEW: Final = 12
#: After how many seconds of drawing they were not few after all.
_LONG: Final = 1.0
#: After how many seconds a wait looks up, since Windows lets no Ctrl-C through to a thread that waits.
_LOOK_UP: Final = 0.5
#: What an executor says when it, and not the drawing, failed.
EXECUTOR_FAILED = (BrokenExecutor, CancelledError)


@dataclass(frozen=True, slots=True)
class Task:
    """A drawing to be drawn.

    Attributes:
        digest: The drawing's.
        number: Its place in the order of planning.
        source: The drawing, or the sketch of it.
    """

    digest: str
    number: int
    source: Drawing | Sketch

    def drawing(self) -> Drawing:
        """The drawing.

        Raises:
            MetaImageError: It cannot be made from the sketch.
        """
        return self.source.drawing() if isinstance(self.source, Sketch) else self.source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task.

    Attributes:
        task: The task.
        result: The picture and the seconds that it took, or what was raised.
    """

    task: Task
    result: Timed | Exception


class Dispatcher:
    """Has drawings drawn by an executor.

    Args:
        executor: Gives the executor; asked when there is enough to draw.
        ahead: How many drawings the executor has at a time, so that memory does not grow with their number.
        few: How many drawings are not worth an executor, unless they take long.

    Attributes:
        refusal: Why no executor takes drawings any more, so that whoever waits draws; None while one does.
    """

    def __init__(self, executor: ExecutorSource, ahead: int = 1, few: int = _FEW) -> None:
        self._source = executor
        self._executor: Executor | None = None
        self.refusal: Exception | None = None
        self._ahead = ahead
        self._few = few
        self._spent = 0.0  # seconds, on drawing in this thread
        self._waiting: deque[Task] = deque()
        self._given: dict[Future[Timed], Task] = {}
        self._done: SimpleQueue[Future[Timed]] = SimpleQueue()
        self._again: deque[Task] = deque()

    @property
    def next_number(self) -> float:
        """The least number of the tasks that are not done, infinity when all are."""
        tasks = [*self._given.values(), *self._again]
        if self._waiting:
            tasks.append(self._waiting[0])
        return min((task.number for task in tasks), default=float("inf"))

    def add(self, task: Task) -> None:
        """Take a task; it is given to the executor when there is room."""
        self._waiting.append(task)
        self._feed()

    def done(self) -> Iterator[Outcome]:
        """What is done by now; does not wait."""
        while True:
            try:
                future = self._done.get_nowait()
            except Empty:
                break
            yield from self._settled(future)
        self._feed()

    def rest(self) -> Iterator[Outcome]:
        """All that is not done yet, as it is done; waits for it."""
        while self._given or self._waiting or self._again:
            if self._given:
                yield from self._settled(self._awaited())
                self._feed()
            elif self._waiting:
                # Too few for an executor, or there is none.
                begun = time.monotonic()
                outcome = _drawn_here(self._waiting.popleft())
                self._spent += time.monotonic() - begun
                yield outcome
                if self._spent > _LONG:
                    self._few = 0
                    self._feed()
            else:
                # Alone, so that no other is lost when its worker dies again.
                task = self._again.popleft()
                yield self._retried(task)

    def cancel(self) -> None:
        """Forget all tasks; those that no worker has begun are not drawn."""
        self._waiting.clear()
        self._again.clear()
        for future in self._given:
            future.cancel()
        self._given.clear()
        # Those that are under way end in one that nobody looks at.
        self._done = SimpleQueue()

    def _feed(self) -> None:
        if len(self._waiting) > self._few:
            # From now on there may be fewer.
            self._few = 0
        while self._source is not None and self._few < len(self._waiting) and len(self._given) < self._ahead:
            if self._give(self._waiting[0]):
                self._waiting.popleft()

    def _give(self, task: Task) -> bool:
        """Give a task to an executor; tells whether one takes it."""
        future = self._submitted(task)
        if future is None:
            return False
        self._given[future] = task
        future.add_done_callback(self._done.put)
        return True

    def _submitted(self, task: Task) -> Future[Timed] | None:
        """A task that an executor has; None where none takes any, and none is asked any more."""
        from ..engine.drawing import draw_timed  # of no use to a build that draws nothing

        try:
            drawing = task.drawing()
        except Exception as error:
            failed: Future[Timed] = Future()
            failed.set_exception(error)
            return failed
        for _ in range(2):
            if self._source is None:
                return None
            try:
                self._executor = self._executor or self._source()
                return self._executor.submit(draw_timed, drawing)
            except (RuntimeError, OSError) as error:
                # It is broken or closed, so that another one is asked for.
                self._executor, refusal = None, error
        self._source, self.refusal = None, refusal
        return None

    def _settled(self, future: Future[Timed]) -> Iterator[Outcome]:
        task = self._given.pop(future)
        result = _result(future)
        if isinstance(result, EXECUTOR_FAILED):
            self._executor = None
            self._again.append(task)
        else:
            yield Outcome(task, result)

    def _retried(self, task: Task) -> Outcome:
        if not self._give(task):
            return _drawn_here(task)
        future = self._awaited()
        del self._given[future]
        result = _result(future)
        if isinstance(result, EXECUTOR_FAILED):
            self._executor = None
        return Outcome(task, result)

    def _awaited(self) -> Future[Timed]:
        while True:
            try:
                return self._done.get(timeout=_LOOK_UP)
            except Empty:
                continue


def _result(future: Future[Timed]) -> Timed | Exception:
    try:
        return future.result()
    except Exception as error:
        return error


def _drawn_here(task: Task) -> Outcome:
    from ..engine.drawing import draw_timed  # of no use to a build that draws nothing

    try:
        return Outcome(task, draw_timed(task.drawing()))
    except Exception as error:
        return Outcome(task, error)
