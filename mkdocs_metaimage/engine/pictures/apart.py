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

#: How much time of a processor drawing may take, in whole seconds.
MOST_SECONDS: Final = 2
#: After how many seconds it is ended where the system has no such limit, or has other things to do.
LONGEST_WAIT: Final = 15.0
# How much memory it may take, in bytes: with the picture and a few layers of its size.
_MEMORY: Final = 256 * 1024 * 1024
_BYTES_A_PIXEL: Final = 16
_CANNOT_DRAW: Final = 3


def drawn_apart(arguments: Mapping[str, Any]) -> bytes:
    """The PNG file that resvg makes of an SVG picture.

    Args:
        arguments: Those of its `svg_to_bytes`.

    Raises:
        ValueError: It cannot be drawn, or not with the time and memory that there is for it.
    """
    found = find_spec("resvg_py")
    assert found is not None
    assert found.origin is not None
    memory = _MEMORY + _BYTES_A_PIXEL * arguments["width"] * arguments["height"]
    asked = {
        "folder": str(Path(found.origin).parents[1]),
        "seconds": MOST_SECONDS,
        "memory": memory,
        "arguments": arguments,
    }
    command = [sys.executable, "-I", "-S", __file__]
    try:
        done = subprocess.run(
            command, input=json.dumps(asked).encode(), capture_output=True, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise ValueError(_too_much("time")) from None
    except OSError as error:
        raise ValueError(f"no process can be started for it ({error})") from None
    if done.returncode == _CANNOT_DRAW:
        raise ValueError(done.stderr.decode(errors="replace").rpartition("\n")[2])
    if done.returncode:
        timed_out = done.returncode in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0))
        raise ValueError(_too_much("time" if timed_out else "memory"))
    return done.stdout


def _too_much(what: str) -> str:
    return f"it takes too much {what} to draw. Simplify its filters, masks, patterns and dashes, or save it as PNG"


def _main() -> int:
    asked = json.load(sys.stdin)
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        limits = (
            (resource.RLIMIT_CPU, asked["seconds"]),
            (resource.RLIMIT_AS, asked["memory"]),
            (resource.RLIMIT_CORE, 0),
        )
        for kind, limit in limits:
            with contextlib.suppress(ValueError, OSError):  # macOS has not all of them
                resource.setrlimit(kind, (limit, limit))
    sys.path.append(asked["folder"])
    from resvg_py import svg_to_bytes

    try:
        png = svg_to_bytes(**asked["arguments"])
    except ValueError as error:
        sys.stderr.write(f"\n{error}")
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
