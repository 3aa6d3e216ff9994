"""How far a build's images are: a bar on a terminal while they are waited for, and afterwards a line in the log."""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TextIO

from ...conventions import CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...pipeline import PlannedImage, Rendered, Tally

    Log = logging.Logger | logging.LoggerAdapter[logging.Logger]

_ICONS: Final = tuple(convention.name for convention in CONVENTIONS if not convention.social)
#: The longest that a bar is, and the shortest that is worth drawing, in characters.
_LONGEST: Final = 40
_SHORTEST: Final = 5
#: The shortest time from one picture of the bar to the next, in seconds.
_PAUSE: Final = 0.1


class Progress:
    """Tells of the images of one build.

    Args:
        log: The plugin's logger.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._icons = 0

    def count(self, written: Iterable[Rendered]) -> None:
        """Take images that were written."""
        for rendered in written:
            self._icons += _is_icon(rendered.path)

    def wait(self, written: Iterable[Rendered], tally: Tally) -> None:
        """Take images as they are written, and show on a terminal how many are.

        Args:
            written: Gives each when it is written.
            tally: What has become of the images so far.
        """
        stream = _terminal(self._log) if tally.waiting else None
        if stream is None:
            self.count(written)
            return
        with _bar(stream, tally.drawn + tally.waiting, self._log) as bar:
            bar.show(tally.drawn)
            for done, rendered in enumerate(written, tally.drawn + 1):
                self.count((rendered,))
                bar.show(done)

    def tell(self, tally: Tally, late: Collection[PlannedImage] = ()) -> None:
        """Tell what became of the images; and of the slowest, where more is asked for by `--verbose`.

        Args:
            tally: What has become of those that were written.
            late: Those that are not drawn before somebody asks for them.
        """
        if tally.images:
            copied = tally.images - tally.drawn - tally.from_cache
            self._log.info(
                "%s: %d drawn, %d from cache, %s%.1f s",
                _counted(tally.images, self._icons),
                tally.drawn,
                tally.from_cache,
                # What a function gave as finished bytes, and static images that pages share.
                f"{copied} copied, " if copied else "",
                tally.seconds,
            )
        if late:
            icons = sum(_is_icon(image.path) for image in late)
            self._log.info("%s: drawn when the browser asks for them", _counted(len(late), icons))
        for path, seconds in tally.slowest:
            self._log.debug("%.0f ms for drawing /%s", seconds * 1000, path)


def _counted(images: int, icons: int) -> str:
    counts = ((images - icons, "card"), (icons, "icon"))
    return ", ".join(f"{count} {noun}{'s' * (count != 1)}" for count, noun in counts if count)


def _is_icon(path: str) -> bool:
    return path.rpartition("/")[2].startswith(_ICONS)


def _terminal(log: Log) -> TextIO | None:
    """Where a bar can be shown, if anywhere."""
    stream = sys.stderr  # None in a program without a console
    told = os.environ.get("CI", "").lower() not in ("", "0", "false") or os.environ.get("TERM") == "dumb"
    if told or stream is None or not log.isEnabledFor(logging.INFO):
        return None
    # A closed one raises.
    with suppress(ValueError):
        return stream if stream.isatty() else None
    return None


@contextmanager
def _bar(stream: TextIO, total: int, log: Log) -> Iterator[_Bar]:
    """A bar that is there until the end, and makes way for whatever is logged."""
    bar = _Bar(stream, total)
    handlers = list(_handlers(log))
    for handler in handlers:
        handler.addFilter(bar.make_way)
    try:
        yield bar
    finally:
        for handler in handlers:
            handler.removeFilter(bar.make_way)
        bar.clear()


def _handlers(log: Log) -> Iterator[logging.Handler]:
    """Whatever writes what is logged there."""
    logger: logging.Logger | None = log.logger if isinstance(log, logging.LoggerAdapter) else log
    while logger is not None:
        yield from logger.handlers
        logger = logger.parent if logger.propagate else None


class _Bar:
    """One line at the end of a terminal.

    It is drawn over and cleared by spaces, which every console knows.
    """

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._full, self._empty = _blocks(stream)
        self._shown = 0  # how many characters
        self._next = 0.0

    def show(self, done: int) -> None:
        """Show how many are done, unless that was shown just now."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._write(self._line(done))

    def clear(self) -> None:
        """Leave an empty line behind, and the cursor at its start."""
        if self._shown:
            self._write("")

    def make_way(self, _record: logging.LogRecord) -> bool:
        """Clear the line for what is logged, and show it again after that."""
        self.clear()
        self._next = 0.0
        return True

    def _line(self, done: int) -> str:
        start = "Drawing cards "
        end = f" {done}/{self._total}"
        # In the last column some terminals begin a new line.
        room = _width(self._stream) - 1
        length = min(_LONGEST, room - len(start) - len(end))
        if length < _SHORTEST:
            return end.strip()[:room]
        full = length * done // self._total
        return f"{start}{self._full * full}{self._empty * (length - full)}{end}"

    def _write(self, line: str) -> None:
        # Nobody looks at a terminal that is gone.
        with suppress(OSError, ValueError):
            self._stream.write(f"\r{line:<{self._shown}}" if line else f"\r{'':<{self._shown}}\r")
            self._stream.flush()
        self._shown = len(line)


def _blocks(stream: TextIO) -> tuple[str, str]:
    try:
        "█░".encode(stream.encoding or "ascii")
    except (UnicodeError, LookupError):
        return "#", "-"
    return "█", "░"


def _width(stream: TextIO) -> int:
    # Of this stream: the other may be a pipe.
    with suppress(OSError, ValueError):
        return os.get_terminal_size(stream.fileno()).columns or 80
    return 80
