"""How far a build's images are: a bar on a terminal while they are drawn, and afterwards a line in the log."""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO

from ...conventions import CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...pipeline import PlannedImage, Rendered, Renderer, Tally

    Log = logging.Logger | logging.LoggerAdapter[logging.Logger]

_ICONS: Final = tuple(convention.name for convention in CONVENTIONS if not convention.social)
#: The longest that a bar is, and the shortest that is worth drawing, in characters.
_LONGEST: Final = 40
_SHORTEST: Final = 5
#: The shortest time from one picture of the bar to the next, in seconds.
_PAUSE: Final = 0.1
#: After how many seconds of drawing there is a bar before anything waits for it.
_SOON: Final = 0.5


class Progress:
    """Tells of the images of one build.

    Args:
        log: The plugin's logger.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._icons = 0
        self._bar: _Bar | None = None
        self._begun: float | None = None  # when there was first something to draw

    def show(self, tally: Tally) -> None:
        """Show on a terminal how many images are drawn, if that has gone on for a while.

        Args:
            tally: What has become of those that are planned so far.
        """
        if not tally.waiting:
            return
        if self._begun is None:
            self._begun = time.monotonic()
        # Before the first is drawn they may be too few for a worker, and wait for the end.
        elif self._bar is not None or (tally.drawn and time.monotonic() - self._begun > _SOON):
            self._draw(tally)

    def follow(self, renderer: Renderer) -> None:
        """Take the images that are written by now, while the host goes on with what it does."""
        self._count(renderer.ready())
        if renderer.tally.waiting:
            self.show(renderer.tally)
        else:
            self.close()

    def wait(self, renderer: Renderer) -> None:
        """Take the rest of the images as they are written."""
        self._count(renderer.ready())
        try:
            if renderer.tally.waiting:
                self._draw(renderer.tally)
            for rendered in renderer.finish():
                self._count((rendered,))
                if self._bar is not None:
                    self._draw(renderer.tally)
        finally:
            self.close()

    def close(self) -> None:
        """Leave nothing of the bar on the terminal; it may be shown again."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

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

    def _count(self, written: Iterable[Rendered]) -> None:
        for rendered in written:
            self._icons += _is_icon(rendered.path)

    def _draw(self, tally: Tally) -> None:
        if self._bar is None:
            self._bar = _Bar(_terminal(self._log), self._log)
        self._bar.show(tally.drawn, tally.drawn + tally.waiting)


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


def _handlers(log: Log) -> Iterator[logging.Handler]:
    """Whatever writes what is logged there."""
    logger: logging.Logger | None = log.logger if isinstance(log, logging.LoggerAdapter) else log
    while logger is not None:
        yield from logger.handlers
        logger = logger.parent if logger.propagate else None


class _Bar:
    """One line at the end of a terminal, until it is closed; it makes way for whatever is logged.

    It is drawn over and cleared by spaces, which every console knows.

    Args:
        stream: The terminal, None to show nothing.
        log: What it makes way for.
    """

    def __init__(self, stream: TextIO | None, log: Log) -> None:
        self._stream = stream
        self._full, self._empty = _blocks(stream)
        self._shown = 0  # how many characters
        self._next = 0.0
        self._handlers = () if stream is None else tuple(_handlers(log))
        for handler in self._handlers:
            handler.addFilter(self._make_way)

    def show(self, done: int, total: int) -> None:
        """Show how many are done, unless that was shown just now."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        if self._stream is not None:
            self._write(self._stream, self._line(done, total, _width(self._stream)))

    def close(self) -> None:
        """Leave an empty line behind, and the cursor at its start."""
        for handler in self._handlers:
            handler.removeFilter(self._make_way)
        self._clear()

    def _clear(self) -> None:
        if self._shown and self._stream is not None:
            self._write(self._stream, "")

    def _make_way(self, _record: logging.LogRecord) -> bool:
        """Clear the line for what is logged; it is shown again after that."""
        self._clear()
        return True

    def _line(self, done: int, total: int, width: int) -> str:
        start = "Drawing cards "
        end = f" {done}/{total}"
        # In the last column some terminals begin a new line.
        room = width - 1
        length = min(_LONGEST, room - len(start) - len(end))
        if length < _SHORTEST:
            return end.strip()[:room]
        full = length * done // total
        return f"{start}{self._full * full}{self._empty * (length - full)}{end}"

    def _write(self, stream: TextIO, line: str) -> None:
        # Nobody looks at a terminal that is gone.
        with suppress(OSError, ValueError):
            stream.write(f"\r{line:<{self._shown}}" if line else f"\r{'':<{self._shown}}\r")
            stream.flush()
        self._shown = len(line)


def _blocks(stream: TextIO | None) -> tuple[str, str]:
    try:
        "█░".encode((stream and stream.encoding) or "ascii")
    except (UnicodeError, LookupError):
        return "#", "-"
    return "█", "░"


def _width(stream: TextIO) -> int:
    # Of this stream: the other may be a pipe.
    with suppress(OSError, ValueError):
        return os.get_terminal_size(stream.fileno()).columns or 80
    return 80
