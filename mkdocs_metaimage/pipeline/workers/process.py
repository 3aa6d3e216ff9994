"""One worker process, as its owner sees it."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from ...engine.interpreter import python_here
from . import program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How much a process may print before it begins, in bytes.
_MOST_NOISE: Final = 1_000_000
#: After how many seconds a process that was asked to end is ended.
_GRACE: Final = 2.0
_MARKER: Final = 16
#: How many bytes its answers may be ahead of their reader, where Linux lets one choose: some cards.
_PIPE: Final = 256 << 10
#: What has Linux' allocator keep the memory of a card for the next: given back, it costs as much time as painting text.
_ENVIRONMENT: Final = {
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
    "MALLOC_TOP_PAD_": str(16 << 20),
}
#: Python's own options that a worker takes over.
_FLAGS: Final = {
    "ignore_environment": "-E",
    "no_user_site": "-s",
    "no_site": "-S",
    "dont_write_bytecode": "-B",
    "optimize": "-O",
}


class WorkerDiedError(BrokenExecutor):
    """A worker process ended while it worked on a call; the message says how."""


class NoWorkerError(BrokenExecutor):
    """No worker process can be started; the message says why."""


class WorkerProcess:
    """A process that runs the worker's program. One thread speaks with it; any may end it.

    Attributes:
        busy_since: Since when an answer is waited for, by the clock `time.monotonic`; None while none is.

    Raises:
        NoWorkerError: It cannot be started.
    """

    def __init__(self) -> None:
        python = python_here()
        if python is None:
            raise NoWorkerError("there is no Python here to start a process with")
        self._python = python
        self._marker = os.urandom(_MARKER)
        flags = [flag for name, flag in _FLAGS.items() if getattr(sys.flags, name)]
        command = [python, "-P", *flags, program.__file__, self._marker.hex()]
        try:
            with _deaf():
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    bufsize=0,
                    env={**_ENVIRONMENT, **os.environ},
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except (OSError, ValueError) as error:
            raise NoWorkerError(f"no process can be started: {error}") from error
        self.busy_since: float | None = time.monotonic()
        self._input = cast("BinaryIO", self._process.stdin)
        output = cast("io.RawIOBase", self._process.stdout)
        self._killed_after: float | None = None
        _widen(output)
        # So that what has come is read at once: each read waits for other threads of this process.
        self._output = io.BufferedReader(output, _PIPE)

    def begin(self) -> None:
        """Wait until it can be sent calls.

        Raises:
            NoWorkerError: It ended, or says something else.
        """
        said = b""
        try:
            while not said.endswith(self._marker):
                more = self._output.read1(_MOST_NOISE)
                said += more
                if not more or len(said) > _MOST_NOISE:
                    self.kill()
                    raise NoWorkerError(f"{self._python} starts no worker: {self._end()}")
            # The package may have been found in ways that a new Python does not know.
            package = str(Path(__file__).parents[3])
            program.write_messages(self._input, pickle.dumps([*sys.path, package]))
        except OSError as error:
            raise NoWorkerError(f"{self._python} starts no worker: {error}") from error
        self.busy_since = None

    def send(self, messages: Iterable[bytes]) -> None:
        """Send it calls.

        Raises:
            WorkerDiedError: It has ended.
        """
        if self.busy_since is None:
            self.busy_since = time.monotonic()
        try:
            program.write_messages(self._input, *messages)
        except OSError:
            raise WorkerDiedError(self._end()) from None

    def receive(self, *, more: bool) -> bytes:
        """Wait for the next answer: a pickle of whether the call returned, and of what it returned or raised.

        Args:
            more: Whether another answer is waited for after it.

        Raises:
            WorkerDiedError: It ended instead.
        """
        try:
            message = program.read_message(self._output)
        except (OSError, EOFError):
            raise WorkerDiedError(self._end()) from None
        self.busy_since = time.monotonic() if more else None
        return message

    def kill(self, after: float | None = None) -> None:
        """End it at once.

        Args:
            after: How many seconds it took for a call, if that is why.
        """
        self._killed_after = after
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """Let it end: it does so by itself when nothing more can come."""
        with suppress(OSError):
            self._input.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._output.close()

    def _end(self) -> str:
        """How it ended."""
        try:
            code = self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            # It lives, but does not listen.
            self.kill()
            code = self._process.wait()
        if self._killed_after is not None:
            return f"it took more than {self._killed_after:.0f} seconds"
        if code == program.NO_MEMORY:
            return "it had not enough memory"
        if code < 0:
            with suppress(ValueError):
                return f"the process was ended by the signal {signal.Signals(-code).name}"
        return f"the process ended with the code {code}"


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started here hears no Ctrl-C, which terminals send to all: its owner hears it, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where it has no console to hear it from
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _widen(pipe: io.RawIOBase) -> None:
    if sys.platform == "linux":
        import fcntl

        # Where it cannot be, a worker waits a little.
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
