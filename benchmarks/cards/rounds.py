"""The run itself: every contestant in a process of its own, all taking turns, so that a slow moment hits all alike."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Spread, high_water, peak_bytes, spread, waited

if TYPE_CHECKING:
    import resource
    from collections.abc import Sequence

    from .contestants import Installed

_LINES_SHOWN = 2


class StoppedError(Exception):
    """A contestant ended before it had drawn its texts; the message is what it said last."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a contestant took.

    Attributes:
        seconds: Those of a card.
        cpu: Seconds of processor time of a card, on average, all threads together.
        size: The median bytes of its pictures.
        peak: The most bytes of memory that its process held.
    """

    seconds: Spread
    cpu: float
    size: int
    peak: int


class Running:
    """The process of a contestant, which draws texts when it is told to."""

    def __init__(self, installed: Installed, setup: dict[str, Any], folder: Path) -> None:
        own = folder / installed.contestant.name
        own.mkdir()
        self._answers: list[dict[str, Any]] = []
        self._said = own / "errors.txt"
        with self._said.open("w") as errors:
            self._process = subprocess.Popen(
                installed.command,
                cwd=own,
                env={**os.environ, "PYTHONPATH": installed.pythonpath},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._say({**setup, "folder": str(own), "content_type": installed.contestant.content_type})

    def warm_up(self, texts: Sequence[dict[str, str]], keep: Path) -> None:
        """Draw texts that do not count, and keep the first picture.

        Raises:
            StoppedError: The process has ended.
        """
        self._asked(texts, keep)

    def draw(self, texts: Sequence[dict[str, str]]) -> None:
        """Draw texts that count.

        Raises:
            StoppedError: The process has ended.
        """
        self._answers.append(self._asked(texts, None))

    def end(self) -> Result:
        """End the process and return what it took for what counts."""
        peak = high_water(self._process.pid)
        used = self._ended()
        seconds = [figure for answer in self._answers for figure in answer["seconds"]]
        sizes = [figure for answer in self._answers for figure in answer["sizes"]]
        cpu = sum(answer["cpu"] for answer in self._answers) / len(seconds)
        return Result(spread(seconds), cpu, round(spread(sizes).median), peak or peak_bytes(used))

    def _asked(self, texts: Sequence[dict[str, str]], keep: Path | None) -> dict[str, Any]:
        self._say({"texts": texts, "keep": keep and str(keep)})
        line = self._stdout.readline()
        if not line:
            self._ended()
            said = self._said.read_text(encoding="utf-8", errors="replace").split("\n")
            last = [line.strip() for line in said if line.strip()][-_LINES_SHOWN:]
            raise StoppedError(" / ".join(last) or f"ended with status {self._process.returncode}")
        return dict(json.loads(line))

    def _say(self, message: dict[str, Any]) -> None:
        with suppress(BrokenPipeError):  # it has ended, which is found where its answer is read
            print(json.dumps(message), file=self._stdin, flush=True)

    def _ended(self) -> resource.struct_rusage:
        with suppress(BrokenPipeError):
            self._stdin.close()
        self._stdout.close()
        return waited(self._process)


def take_turns(
    contestants: Sequence[Installed],
    setup: dict[str, Any],
    warm_up: Sequence[dict[str, str]],
    rounds: Sequence[Sequence[dict[str, str]]],
    pictures: Path,
) -> tuple[dict[str, Result], dict[str, str]]:
    """Let every contestant draw the texts of a round before the next round begins.

    Args:
        contestants: Those that take part.
        setup: What all are told: the card and the fonts.
        warm_up: Texts that are drawn first and do not count.
        rounds: The texts of each round.
        pictures: The folder where the first picture of each is kept, by its name.

    Returns:
        The results by name; and by name what those said that stopped.
    """
    stopped: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        running = {each.contestant.name: Running(each, setup, Path(folder)) for each in contestants}
        for number, texts in enumerate([warm_up, *rounds]):
            for name in list(running):
                try:
                    if number:
                        running[name].draw(texts)
                    else:
                        running[name].warm_up(texts, pictures / name)
                except StoppedError as error:
                    stopped[name] = str(error)
                    del running[name]
        return {name: process.end() for name, process in running.items()}, stopped
