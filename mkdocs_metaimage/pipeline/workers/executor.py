"""An executor of processes that survives the death of any of them.

Unlike those of `concurrent.futures` and `multiprocessing` they are neither forks, which threads make unsafe, nor
do they import the caller's `__main__`, so that a script which builds a site at its top level is not run again. One
that dies loses only the call that it was busy with, and another takes its place.

Threads would be no gain: most of a card's time is spent with the interpreter's lock. Measured on two processors with
200 cards of the built-in template, against one thread: two threads 1.1 times as fast, two of these processes 1.8 times,
two of a pool that is spawned 1.6 times. A process answers first after 0.23 s, and takes 50 to 65 MB.

Two are 1.7 times as fast as one. Neither waits; but together they need 8 % more of a processor for what one draws,
since they share its memory and give way to their owner (3 %), and 4 % since each draws the same glyphs for itself.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
import weakref
from collections import deque
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from .process import NoWorkerError, WorkerDiedError, WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

#: How many calls a process has at a time, so that it need not wait while its owner is busy with other things.
_AHEAD: Final = 4
#: How many calls must wait before one more process is started.
_WORTH_ONE_MORE: Final = 4
#: After how many seconds without a call a process ends.
_IDLE: Final = 60.0
#: How many seconds one call may take.
MOST_SECONDS: Final = 120.0
_SLACK: Final = 0.05
#: After so many processes in a row that end before they begin no more are started.
_MOST_FAILED_STARTS: Final = 4


@dataclass(frozen=True, slots=True)
class _Call:
    """A call as it is sent, and the future of what it gives."""

    message: bytes
    future: Future[Any]


class Workers(Executor):
    """Calls functions in child processes: functions of modules, since they travel by their names.

    Args:
        most: How many processes there may be; they are started one by one as calls wait.
        seconds: How many seconds one call may take before its process is ended.
    """

    def __init__(self, most: int, seconds: float = MOST_SECONDS) -> None:
        self._crew = crew = _Crew(most, seconds)
        self._owner = os.getpid()
        # When this is forgotten, or Python ends, before `shutdown` was called.
        weakref.finalize(self, _dismiss, crew, self._owner)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function called.

        Args:
            fn: A function of a module that can be imported.
            *args: Its arguments, which must pickle, as must what it returns.
            **kwargs: Its arguments by name.

        Returns:
            The future of what it returns. A `WorkerDiedError` says that its process ended: it may be tried again.

        Raises:
            NoWorkerError: No process can be started.
            RuntimeError: It was shut down.
        """
        if os.getpid() != self._owner:
            raise NoWorkerError("workers are not for processes that were forked off their owner")
        future: Future[T] = Future()
        try:
            message = pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            future.set_exception(error)
        else:
            self._crew.take_on(_Call(message, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end.

        Args:
            wait: Whether to return only when they have ended.
            cancel_futures: Whether calls that wait are cancelled, and those under way are ended.
        """
        if os.getpid() != self._owner:
            return
        self._crew.close(at_once=cancel_futures)
        if wait:
            self._crew.join()


def _dismiss(crew: _Crew, owner: int) -> None:
    # A copy of the owner has copies of the pipes, and must leave the processes alone.
    if os.getpid() == owner:
        crew.close(at_once=True)


class _Crew:
    """What the threads share that speak with the processes, one each; it does not keep its `Workers` alive."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = max(1, most)
        self._seconds = seconds
        self._changed = threading.Condition()
        self._over = threading.Event()
        # What follows changes under the lock of `_changed` only.
        self._calls: deque[_Call] = deque()
        self._processes: dict[threading.Thread, WorkerProcess | None] = {}
        self._working = 0  # threads that take calls
        self._idle = 0  # those of them that wait for one
        self._failed_starts = 0  # in a row
        self._watched = self._closed = self._killed = False
        self._hopeless: NoWorkerError | None = None

    def take_on(self, call: _Call) -> None:
        """Queue a call, and start one more thread if that is worth while."""
        with self._changed:
            if self._closed:
                raise RuntimeError("these workers were shut down")
            if self._hopeless is not None:
                raise NoWorkerError(*self._hopeless.args)
            waiting = len(self._calls) + 1 - self._idle
            if not self._working or (self._working < self._most and waiting >= _WORTH_ONE_MORE):
                self._start_thread()
            self._calls.append(call)
            self._changed.notify()

    def close(self, *, at_once: bool) -> None:
        """Take no more calls, and let the processes end when those that wait are done, or at once."""
        with self._changed:
            self._closed = True
            self._killed = self._killed or at_once
            dropped = list(self._calls) if at_once else []
            processes = list(self._processes.values()) if at_once else []
            if at_once:
                self._calls.clear()
                self._over.set()
            self._changed.notify_all()
        for process in filter(None, processes):
            process.kill()
        for call in dropped:
            call.future.cancel()
            _fail(call, WorkerDiedError("the workers were shut down"))

    def join(self) -> None:
        """Wait until all processes have ended."""
        with self._changed:
            threads = list(self._processes)
        for thread in threads:
            thread.join()
        self._over.set()

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._tend, name="metaimage worker", daemon=True)
        try:
            if not self._watched:
                threading.Thread(target=self._watch, name="metaimage watch", daemon=True).start()
                self._watched = True
            thread.start()
        except RuntimeError as error:
            if not self._working:
                raise NoWorkerError(f"no thread can be started: {error}") from error
            return
        # It does nothing before the lock is free.
        self._processes[thread] = None
        self._working += 1

    def _tend(self) -> None:
        """What a thread does: works with one process after another, until there is nothing to do."""
        given: deque[_Call] = deque()
        while (call := self._next()) is not None:
            given.append(call)
            try:
                self._serve(given)
            except WorkerDiedError as error:
                self._bury(given, error)
            except NoWorkerError as error:
                if self._gives_up(given, error):
                    break
            except Exception as error:
                # Such as an answer that is none: whatever it is, nobody else would answer the calls.
                self._bury(given, WorkerDiedError(f"what it says cannot be read: {type(error).__name__}"))
            else:
                break
        with self._changed:
            del self._processes[threading.current_thread()]

    def _serve(self, given: deque[_Call]) -> None:
        """Start a process and send it calls, until there is nothing to do."""
        process = WorkerProcess()
        try:
            with self._changed:
                self._processes[threading.current_thread()] = process
                if self._killed:
                    process.kill()
            process.begin()
            with self._changed:
                self._failed_starts = 0
            process.send([given[0].message])
            while self._has_work(process, given):
                _finish(process.receive(more=len(given) > 1), given)
        finally:
            with self._changed:
                self._processes[threading.current_thread()] = None
            process.close()

    def _has_work(self, process: WorkerProcess, given: deque[_Call]) -> bool:
        """Whether a process has calls; it is sent more, several at once, before it has none."""
        more = []
        if len(given) <= _AHEAD // 2:
            while len(given) < _AHEAD and (call := self._next(wait=not given)) is not None:
                given.append(call)
                more.append(call.message)
        if more:
            process.send(more)
        return bool(given)

    def _next(self, *, wait: bool = True) -> _Call | None:
        """The next call; None where there is none. A thread that waited and got none takes no more."""
        with self._changed:
            while True:
                while self._calls and not self._killed:
                    call = self._calls.popleft()
                    # What was given to a process that died is running already.
                    if call.future.running() or call.future.set_running_or_notify_cancel():
                        return call
                if not wait:
                    return None
                self._idle += 1
                called = not self._closed and self._changed.wait(_IDLE)
                self._idle -= 1
                if not called and (self._killed or not self._calls):
                    self._working -= 1
                    return None

    def _bury(self, given: deque[_Call], error: WorkerDiedError) -> None:
        """Blame the call that a process was busy with when it ended; the others it had are called again."""
        lost = [given.popleft()] if given else []
        with self._changed:
            if self._killed:
                lost += given
            else:
                self._calls.extendleft(reversed(given))
                self._changed.notify_all()
        given.clear()
        for call in lost:
            _fail(call, error)

    def _gives_up(self, given: deque[_Call], error: NoWorkerError) -> bool:
        """Leave the calls to another process, which may be this thread's next; fail them where none begins."""
        with self._changed:
            self._calls.extendleft(reversed(given))
            given.clear()
            self._failed_starts += 1
            if self._failed_starts < _MOST_FAILED_STARTS and not self._closed:
                return False
            self._working -= 1
            self._most = max(1, self._working)
            self._changed.notify_all()
            if self._working and not self._killed:
                return True
            self._hopeless = error
            lost = list(self._calls)
            self._calls.clear()
        for call in lost:
            _fail(call, error)
        return True

    def _watch(self) -> None:
        """What one thread does: ends processes that take too long for a call."""
        pause = self._seconds
        while not self._over.wait(pause):
            with self._changed:
                processes = [process for process in self._processes.values() if process is not None]
            pause = self._seconds
            for process in processes:
                since = process.busy_since
                if since is None:
                    continue
                left = since + self._seconds - time.monotonic()
                if left <= 0:
                    process.kill(after=self._seconds)
                else:
                    pause = min(pause, left + _SLACK)


def _finish(answer: bytes, given: deque[_Call]) -> None:
    """Give an answer to whom it belongs: answers come in the order of the calls."""
    try:
        returned, value = pickle.loads(answer)  # noqa: S301 -- from a child of this process
    except Exception as error:
        returned, value = False, error
    future = given.popleft().future
    if returned:
        future.set_result(value)
    else:
        future.set_exception(value)


def _fail(call: _Call, error: Exception) -> None:
    if call.future.running() or call.future.set_running_or_notify_cancel():
        call.future.set_exception(error)
