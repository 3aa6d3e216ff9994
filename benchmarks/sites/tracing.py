"""Times the functions of named stages within one run of MkDocs: each second counts for the innermost stage only.

Run as a program of its own, `tracing.py STAGES RESULT ARGUMENTS`, in the process that builds; nothing of what is
measured knows of it.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import json
import os
import resource
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

#: The stage of everything that no other one takes.
REST = "MkDocs"
_PACKAGE = "mkdocs_metaimage"
#: The stage of what the package imports.
IMPORTING = "import"


class Clock:
    """Seconds and seconds of processor time by stage, of each thread: those of the innermost stage that it is in."""

    def __init__(self) -> None:
        self._local = threading.local()
        self._all: dict[str, dict[str, list[float]]] = {}

    def enter(self, stage: str) -> None:
        """Begin a stage within the one that is under way."""
        self._count()
        self._local.stages.append(stage)

    def leave(self) -> None:
        """End the innermost stage."""
        self._count()
        self._local.stages.pop()

    def inside(self, stage: str) -> bool:
        """Whether the innermost stage of this thread is this one."""
        return getattr(self._local, "stages", [REST])[-1:] == [stage]

    def seconds(self) -> dict[str, dict[str, list[float]]]:
        """Seconds, and those of processor time, by stage by thread: "main" and "others"."""
        self._count()
        return self._all

    def _count(self) -> None:
        local = self._local
        now = (time.perf_counter(), time.thread_time())
        if not hasattr(local, "stages"):
            main = threading.current_thread() is threading.main_thread()
            local.stages, local.since = [], now
            local.seconds = self._all.setdefault("main" if main else "others", {})
        spent = local.seconds.setdefault(local.stages[-1] if local.stages else REST, [0.0, 0.0])
        for number in (0, 1):
            spent[number] += now[number] - local.since[number]
        local.since = now


class Tracer:
    """Wraps functions as soon as their modules are imported, and imports none itself.

    Args:
        stages: The stage of each function, which is named `module:name` or `module:Class.name`.
        clock: Takes the seconds.
    """

    def __init__(self, stages: Mapping[str, str], clock: Clock) -> None:
        self._clock = clock
        self._awaited: dict[str, list[tuple[str, str]]] = {}
        for name, stage in stages.items():
            module, _, path = name.partition(":")
            self._awaited.setdefault(module, []).append((path, stage))

    def install(self) -> None:
        """Begin: from now on what the package imports, early or late, is a stage too."""
        load, clock = builtins.__import__, self._clock

        @functools.wraps(load)
        def importing(name: str, *arguments: Any, **named: Any) -> Any:
            space = arguments[0] if arguments else named.get("globals")
            importer = (space or {}).get("__name__") or ""
            if not importer.startswith(_PACKAGE) or clock.inside(IMPORTING):
                return load(name, *arguments, **named)
            before = len(sys.modules)
            clock.enter(IMPORTING)
            try:
                return load(name, *arguments, **named)
            finally:
                clock.leave()
                if len(sys.modules) != before:
                    self._wrap_new()

        builtins.__import__ = importing

    def _wrap_new(self) -> None:
        for module in [name for name in self._awaited if name in sys.modules]:
            for path, stage in self._awaited.pop(module):
                _replace(sys.modules[module], path, functools.partial(self._timed, stage))

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        clock = self._clock
        if inspect.isgeneratorfunction(function):

            @functools.wraps(function)
            def generating(*arguments: Any, **named: Any) -> Iterator[Any]:
                items = function(*arguments, **named)
                while True:
                    clock.enter(stage)
                    try:
                        item = next(items)
                    except StopIteration:
                        return
                    finally:
                        clock.leave()
                    yield item

            return generating

        @functools.wraps(function)
        def calling(*arguments: Any, **named: Any) -> Any:
            clock.enter(stage)
            try:
                return function(*arguments, **named)
            finally:
                clock.leave()

        return calling


def _replace(module: Any, path: str, wrap: Callable[[Any], Any]) -> None:
    """Put a wrapped function in the place of one, wherever its package has it by name."""
    *classes, name = path.split(".")
    home = functools.reduce(getattr, classes, module)
    old = home.__dict__[name] if classes else getattr(home, name)
    if isinstance(old, staticmethod | classmethod):
        setattr(home, name, type(old)(wrap(old.__func__)))
        return
    new = wrap(old)
    setattr(home, name, new)
    if not classes:
        for other in [found for key, found in sys.modules.items() if key.startswith(_PACKAGE)]:
            if getattr(other, name, None) is old:
                setattr(other, name, new)


def main(arguments: Sequence[str]) -> None:
    """Build a site, and write what each stage took as JSON."""
    stages, result, *command = arguments
    clock = Clock()
    start, busy = time.perf_counter(), time.process_time()
    clock.enter(REST)
    Tracer(json.loads(Path(stages).read_text(encoding="utf-8")), clock).install()
    sys.argv = ["mkdocs", *command]
    from mkdocs.__main__ import cli

    status = cli(standalone_mode=False)
    total = time.perf_counter() - start, time.process_time() - busy
    # The time of those that are still ending is known when they have been waited for.
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {"total": total, "threads": clock.seconds(), "children": used.ru_utime + used.ru_stime}
    Path(result).write_text(json.dumps(found), encoding="utf-8")
    sys.exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
