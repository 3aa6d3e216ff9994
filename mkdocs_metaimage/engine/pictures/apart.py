"""Drawing an SVG picture in a process of its own, which can be ended when it takes too much.

Filters, masks, patterns and elements that use each other make a few bytes into any amount of work, and resvg
cannot be interrupted. This file is also the program of that process, so it imports nothing of the package.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How much time of a processor drawing may take, in whole seconds, and one more for so many pixels.
MOST_SECONDS: Final = 2
_PIXELS_A_SECOND: Final = 10_000_000
#: After how many seconds it is ended where the system has no such limit, or has other things to do.
LONGEST_WAIT: Final = 15.0
# How much memory it may take, in bytes: with the picture and a few layers of its size.
_MEMORY: Final = 256 * 1024 * 1024
_BYTES_A_PIXEL: Final = 16
# How the process ends when it cannot draw, and when it had not enough memory.
_CANNOT_DRAW, _NO_MEMORY = 3, 4


def drawn_apart(arguments: Mapping[str, Any]) -> bytes:
    """The PNG file that resvg makes of an SVG picture.

    Args:
        arguments: Those of its `svg_to_bytes`.

    Raises:
        ValueError: It cannot be drawn, or not with the time and memory that there is for it.
    """
    from ..interpreter import python_here  # not from the program that this file is, too

    found = find_spec("resvg_py")
    assert found is not None
    assert found.origin is not None
    pixels = arguments["width"] * arguments["height"]
    asked = {
        "folder": str(Path(found.origin).parents[1]),
        "seconds": MOST_SECONDS + pixels // _PIXELS_A_SECOND,
        "memory": _MEMORY + _BYTES_A_PIXEL * pixels,
        "arguments": arguments,
    }
    python = python_here()
    if python is None:
        raise ValueError("it may take long, and there is no Python here to draw it apart")
    try:
        done = subprocess.run(
            [python, "-I", "-S", __file__],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise ValueError(_too_much("time")) from None
    except OSError as error:
        raise ValueError(f"it may take long, and no process can be started for it ({error})") from None
    if done.returncode:
        raise ValueError(_reason(done.returncode, done.stderr.decode(errors="replace")))
    return done.stdout


def _reason(code: int, said: str) -> str:
    """Why nothing was drawn, from how the process ended and what it said."""
    *_, last = said.splitlines() or [""]
    if code == _CANNOT_DRAW:
        return last
    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_much("time")
    # The last is how a system ends what takes the memory of all.
    if code in (_NO_MEMORY, -getattr(signal, "SIGKILL", 0)) or "memory allocation" in said:
        return _too_much("memory")
    return f"the process that draws it ended with the code {code} ({last or 'it said nothing'})"


def _too_much(what: str) -> str:
    return f"it takes too much {what}, as filters, masks, patterns and dashes may"


def _main() -> int:
    asked = json.load(sys.stdin)
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        limits = (
            # At the second the system ends it without a word.
            (resource.RLIMIT_CPU, asked["seconds"], asked["seconds"] + 1),
            (resource.RLIMIT_AS, asked["memory"], asked["memory"]),
            (resource.RLIMIT_CORE, 0, 0),
        )
        for kind, soft, hard in limits:
            with contextlib.suppress(ValueError, OSError):  # macOS has not all of them
                resource.setrlimit(kind, (soft, hard))
    sys.path.append(asked["folder"])
    from resvg_py import svg_to_bytes

    try:
        png = svg_to_bytes(**asked["arguments"])
    except MemoryError:
        return _NO_MEMORY
    except ValueError as error:
        sys.stderr.write("\n" + " ".join(str(error).split()))
        return _CANNOT_DRAW
    except BaseException as error:
        # What Rust raises for numbers beyond its own is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        sys.stderr.write("\nits numbers are out of all bounds")
        return _CANNOT_DRAW
    sys.stdout.buffer.write(png)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
