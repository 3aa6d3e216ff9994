"""Makes the one error a user reads out of whatever his code raised."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..engine.notes import CardError
from ..errors import MetaImageError
from .modules import plain_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@contextmanager
def explained(subject: str, file: Path, sources: Collection[Path]) -> Iterator[None]:
    """Turn what is raised inside into a `MetaImageError` that points into the user's files.

    Args:
        subject: Who is at work, such as `image() of icon.py for page /shop/`.
        file: The file to name where none of the user's frames is known.
        sources: The user's files, whose frames are shown.

    Raises:
        MetaImageError: Something was raised. One that names its file already passes as it is.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if isinstance(error, MetaImageError) and error.file is not None:
            raise
        # A hook that calls sys.exit() or leaves a task cancelled has failed like any other.
        raise _explain(error, subject, file, {str(source) for source in sources}) from error


def _explain(error: BaseException, subject: str, file: Path, sources: set[str]) -> MetaImageError:
    if isinstance(error, SyntaxError) and error.filename in sources:
        code = f": {error.text.strip()}" if error.text and error.text.strip() else ""
        return MetaImageError(
            f"This is not valid Python, {error.msg}{code}", Path(error.filename), error.lineno
        )
    place = _innermost(error, sources)
    at: tuple[Path, int | None] = (file, None) if place is None else place
    if isinstance(error, MetaImageError):
        return MetaImageError(f"{subject}: {error.message}", *at, hint=error.hint, traceback=error.traceback)
    if isinstance(error, CardError):
        return MetaImageError(f"{subject}: {error}", *at)
    return MetaImageError(
        f"{subject} failed: {_named(error)}",
        *at,
        hint=_hint(error),
        traceback=None if place is None else _own_traceback(error, sources),
    )


def _innermost(error: BaseException, sources: set[str]) -> tuple[Path, int] | None:
    """The file and line of the last of the user's frames."""
    place = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in sources:
            place = (Path(frame.f_code.co_filename), line)
    return place


def _named(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:
        text = ""
    name = type(error).__name__
    return plain_names(f"{name}: {text}" if text else name)


def _hint(error: BaseException) -> str | None:
    if not isinstance(error, ModuleNotFoundError) or error.name is None:
        return None
    name = plain_names(error.name)
    if "." in name:
        return None  # its package was found, so there is nothing to install or to put anywhere
    return (
        f"Install what provides {name!r} where the docs are built, or put {name}.py beside the file, at the "
        "root of the docs or beside the config file."
    )


def _own_traceback(error: BaseException, sources: set[str]) -> str:
    summary = traceback.TracebackException.from_exception(error)
    _keep_frames(summary, sources)
    return plain_names("".join(summary.format()))


def _keep_frames(summary: traceback.TracebackException, sources: set[str]) -> None:
    summary.stack = traceback.StackSummary.from_list(
        [frame for frame in summary.stack if frame.filename in sources]
    )
    chained = (summary.__cause__, summary.__context__, *(summary.exceptions or ()))
    for other in chained:
        if other is not None:
            _keep_frames(other, sources)
