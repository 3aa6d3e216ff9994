"""The program of a worker process: calls functions that it is sent, and sends back what they return.

Run by its path, so that it is nobody's `__main__` but its own; it imports nothing of the package by itself. It
ends when its input does, also when whoever started it was killed. Who writes that input may have any code run.

A message is its length, and a pickle. The first that comes is where modules are imported from; each further one
is a function with its arguments, and is answered, in their order, by what it returned or raised.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO, Final

#: How a process ends that had not enough memory.
NO_MEMORY: Final = 77
#: The length of a message, in bytes.
LENGTH: Final = 8
# Cards of many levels need many calls, and each may take some hundred bytes of the stack.
_STACKS: Final = (256 << 20, 64 << 20, 16 << 20, 0)
#: How much is read at once, in bytes: some calls.
_AT_ONCE: Final = 64 << 10
#: After so many answers all modules are imported, and most of what is cached is.
_WARM: Final = 4


def read_message(source: BinaryIO) -> bytes:
    """The next message from a file with a buffer.

    Raises:
        EOFError: There is none.
    """
    return _read(source, int.from_bytes(_read(source, LENGTH), "big"))


def write_messages(target: BinaryIO, *messages: bytes) -> None:
    """Write messages at once to a file without a buffer."""
    rest = memoryview(b"".join(len(message).to_bytes(LENGTH, "big") + message for message in messages))
    while rest:
        rest = rest[target.write(rest) :]


def _read(source: BinaryIO, length: int) -> bytes:
    content = source.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _answer(message: bytes) -> bytes:
    """What a call returned or raised, as a pickle of whether it returned, and that."""
    try:
        function, arguments, named = pickle.loads(message)  # noqa: S301 -- from the owner
        return pickle.dumps((True, function(*arguments, **named)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        # Another process, in which nothing has been drawn yet, may have enough.
        os._exit(NO_MEMORY)
    except BaseException as error:  # also what is no Exception, as some libraries raise
        return _error(error)


def _error(error: BaseException) -> bytes:
    try:
        message = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        # Some can be written and not read again.
        if isinstance(error, Exception) and _kind(message) is type(error):
            return message
    except Exception:  # noqa: S110 -- whatever a foreign class does, it has a name
        pass
    return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))


def _kind(message: bytes) -> type:
    return type(pickle.loads(message)[1])  # noqa: S301 -- written just now


def _work(messages: SimpleQueue[bytes], target: BinaryIO) -> None:
    count = 0
    # What the first cards import and cache stays: until then there is nothing to look for.
    gc.disable()
    try:
        while True:
            write_messages(target, _answer(messages.get()))
            count += 1
            if count == _WARM:
                # None of it goes away, so that it need not be looked through again and again.
                gc.collect()
                gc.freeze()
                gc.enable()
    finally:
        # Nobody reads the answers any more.
        os._exit(1)


def _start(thread: threading.Thread) -> None:
    for size in _STACKS:
        try:
            threading.stack_size(size)
            thread.start()
        except (ValueError, RuntimeError):
            continue
        return
    os._exit(NO_MEMORY)


def _channel() -> tuple[BinaryIO, BinaryIO]:
    """The ways in and out; whatever else is read or printed here goes elsewhere."""
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    # So that several calls are read at once: each read waits for the thread that draws.
    ways = open(os.dup(0), "rb", buffering=_AT_ONCE), open(os.dup(1), "wb", buffering=0)  # noqa: SIM115
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # there is no standard error either
        os.dup2(nothing, 1)
    os.close(nothing)
    return ways


def main(marker: str) -> None:
    """Work until the input ends.

    Args:
        marker: What is written first, in hex: all before it is noise.
    """
    source, target = _channel()
    messages: SimpleQueue[bytes] = SimpleQueue()
    try:
        target.write(bytes.fromhex(marker))
        sys.path[:] = pickle.loads(read_message(source))  # noqa: S301 -- from the owner
        _start(threading.Thread(target=_work, args=(messages, target), daemon=True))
        while True:
            messages.put(read_message(source))
    finally:
        # At once, whatever is being drawn.
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
