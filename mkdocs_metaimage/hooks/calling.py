"""Calls a user's function with the arguments it names, and waits for what it returns."""

from __future__ import annotations

import functools
import inspect
import sys
import threading
from collections.abc import AsyncIterable, Awaitable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

# Few hooks have a coroutine, and asyncio is slow to import.
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine, Generator


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function asks for.

    Attributes:
        positional: The positional-only parameters, in order.
        named: The names of the parameters that can be given by name.
        required: The names of those parameters, of either sort, that have no default.
        takes_all: Whether it has `**kwargs`.
        is_async: Whether it, or the function it wraps, is an `async def`.
    """

    positional: tuple[inspect.Parameter, ...]
    named: tuple[str, ...]
    required: tuple[str, ...]
    takes_all: bool
    is_async: bool

    @classmethod
    def of(cls, function: Callable[..., object]) -> Signature:
        """Read the signature of anything callable.

        Raises:
            ValueError: It has none, as some functions that are not written in Python.
            TypeError: It cannot be read.
        """
        bound = function.keywords if isinstance(function, functools.partial) else {}
        parameters = [
            parameter
            for parameter in _signature(function).parameters.values()
            # What a partial has been given already is the user's own, though its signature shows it.
            if parameter.name not in bound
        ]
        positional = tuple(one for one in parameters if one.kind is one.POSITIONAL_ONLY)
        by_name = [one for one in parameters if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
        return cls(
            positional=positional,
            named=tuple(one.name for one in by_name),
            required=tuple(one.name for one in (*positional, *by_name) if one.default is one.empty),
            takes_all=any(one.kind is one.VAR_KEYWORD for one in parameters),
            is_async=_is_async(function),
        )

    def names(self, argument: str) -> bool:
        """Whether the function has a parameter of this name."""
        return argument in self.named or any(one.name == argument for one in self.positional)

    def call(self, function: Callable[..., object], offered: Mapping[str, object]) -> object:
        """Call the function with those of the offered arguments that it asks for."""
        if self.is_async:
            offered = {name: _awaitable(name, value) for name, value in offered.items()}
        # A positional-only parameter after one that is not offered is reached by giving the latter's default.
        arguments = [offered.get(one.name, one.default) for one in self.positional]
        taken = {one.name for one in self.positional}
        named = {
            name: value
            for name, value in offered.items()
            if name in self.named or (self.takes_all and name not in taken)
        }
        return function(*arguments, **named)


class Waiter:
    """Runs coroutines to their end, all on one event loop, so that what one call opens the next may use."""

    def __init__(self) -> None:
        self._runner: asyncio.Runner | None = None
        self._lock = threading.Lock()

    def wait(self, value: object) -> object:
        """The value, or what it comes to when it is awaited."""
        return self._run(_result(value)) if isinstance(value, Awaitable) else value

    def collect(self, value: object) -> object:
        """The value, or a list of its items when it is an asynchronous iterable."""
        return self._run(_items(value)) if isinstance(value, AsyncIterable) else value

    def close(self) -> None:
        """Close the event loop, with what still runs on it."""
        runner, self._runner = self._runner, None
        if runner is not None:
            _outside_loops(runner.close)

    def _run(self, work: Coroutine[Any, Any, object]) -> object:
        return _outside_loops(lambda: self._locked(work))

    def _locked(self, work: Coroutine[Any, Any, object]) -> object:
        import asyncio

        with self._lock:
            if self._runner is None:
                # With a factory the loop is not made the thread's own, where other plugins would find it.
                self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
            return self._runner.run(work)


def _outside_loops(work: Callable[[], object]) -> object:
    """Do the work here, or in another thread when a loop runs in this one, such as that of a notebook."""
    if not _loop_runs():
        return work()
    outcome: list[object] = []
    failure: list[BaseException] = []

    def attempt() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def _loop_runs() -> bool:
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return False
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def _result(value: Awaitable[object]) -> object:
    return await value


async def _items(value: AsyncIterable[object]) -> list[object]:
    return [item async for item in value]


def _signature(function: Callable[..., object]) -> inspect.Signature:
    if sys.version_info >= (3, 14):
        # Annotations are evaluated only now, and may name what is imported for type checkers alone.
        import annotationlib

        return inspect.signature(function, annotation_format=annotationlib.Format.FORWARDREF)
    return inspect.signature(function)


def _is_async(function: object) -> bool:
    """Whether an `async def` is at the bottom of partials, decorators and objects with `__call__`."""
    for _ in range(100):
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            return True
        if isinstance(function, functools.partial):
            function = function.func
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif inspect.isroutine(function) or inspect.isclass(function) or not callable(function):
            return False
        else:
            function = type(function).__call__
    return False


class _Awaitable:
    """Beside a plain type: `await value` gives the plain value, as the promises of Next.js 16 do."""

    plain: object

    def __await__(self) -> Generator[None, None, object]:
        return self.plain
        yield


class _AwaitableText(_Awaitable, str):
    """An id of text."""


class _AwaitableNumber(_Awaitable, int):
    """An id that is a number."""


class _AwaitableParams(_Awaitable, dict[str, object]):
    """The params."""


def _awaitable(name: str, value: object) -> object:
    """The value itself, and for the two that Next.js gives as promises, one that can be awaited too."""
    made: _AwaitableText | _AwaitableNumber | _AwaitableParams
    # An id of a type of the user's own, a member of an enumeration say, keeps it.
    if name == "id" and type(value) is str:
        made = _AwaitableText(value)
    elif name == "id" and type(value) is int:
        made = _AwaitableNumber(value)
    elif name == "params" and isinstance(value, dict):
        made = _AwaitableParams(value)
    else:
        return value
    made.plain = value
    return made
