"""What worker processes are asked to do in tests: most of it is no good."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time


class TwoArgumentsError(Exception):
    """Pickles, but cannot be read again."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def pid(_=None):
    return os.getpid()


def echo(value):
    return value


def slowly(value, seconds=0.05):
    time.sleep(seconds)
    return value


def fail(kind, *args):
    raise kind(*args)


def crash():
    ctypes.string_at(0)


def end(code):
    os._exit(code)


def kill_oneself():
    os.kill(os.getpid(), signal.SIGKILL)


def once(path, how):
    """Do something bad the first time, and well ever after."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        how()
    return "done"


def leave_at_once():
    os._exit(0)


def noise():
    print("noise of Python")
    os.write(1, b"noise of C\n")
    subprocess.run([sys.executable, "-c", "print('noise of a child')"], check=True)
    return sys.stdin.read()


def say(data, then=lambda: None):
    """Write something where answers are read."""
    for descriptor in range(3, 16):
        with contextlib.suppress(OSError):
            os.write(descriptor, data)
    return then()


def leave():
    sys.exit("enough")


def hold_a_lock():
    return lambda: None


def hang():
    while True:
        time.sleep(60)


def levels(count):
    """Recurse, as cards of many levels do."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 2 * count + 1000))
    return 0 if count == 0 else 1 + levels(count - 1)


class Unreadable:
    """Is sent without a complaint, and cannot be read."""

    def __reduce__(self):
        return fail, (ValueError, "unreadable")


def unreadable():
    return Unreadable()


def found(name):
    __import__(name)
    return sys.modules[name].__file__


def state():
    return {
        "path": sys.path,
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "flags": list(sys.flags),
        "main": getattr(sys.modules["__main__"], "__file__", None),
        "descriptors": sorted(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else [],
    }
