"""What `mkdocs serve` takes to start, and its preview to a first card: `python -m benchmarks.sites.serving CORPORA`."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from ..measure import CommandError, spread
from ..table import plain_table
from .builds import SiteFolder, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STARTS = ("without", "cold", "warm")
_SERVING = re.compile(r"Serving on (http://\S+)")
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Start:
    """A start of `mkdocs serve`.

    Attributes:
        wall: Seconds until it serves.
        cpu: Seconds of processor time until then.
        card: Seconds from the first question to the preview until its first card is there, modules, site and
            picture; None without the plugin.
    """

    wall: float
    cpu: float
    card: float | None = None


def main() -> None:
    """Start servers in turns, and print what each way of starting took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sites.serving", description=__doc__)
    parser.add_argument("corpora", type=Path, help="a folder of sites")
    parser.add_argument("--site", default="ruff")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--python", type=Path, default=Path(sys.executable), help="one that has MkDocs and the plugin"
    )
    arguments = parser.parse_args()
    found: dict[str, list[Start]] = {name: [] for name in STARTS}
    with tempfile.TemporaryDirectory(prefix="serving-") as folder:
        source, python = arguments.corpora / arguments.site, arguments.python
        plain = Path(folder, "plain")
        SiteFolder(plain, source, Variant("plain", "none"), python)
        ours = SiteFolder(Path(folder, "ours"), source, Variant("ours", "metaimage"), python)
        for _ in range(arguments.rounds):
            ours.forget()
            found["without"].append(started(plain, python))
            found["cold"].append(started(Path(folder, "ours"), python, preview=True))
            found["warm"].append(started(Path(folder, "ours"), python, preview=True))
    print(table(found))


def started(site: Path, python: Path, *, preview: bool = False) -> Start:
    """Start a server, ask its preview for a first card, and end it.

    Args:
        site: The folder with `mkdocs.yml`.
        python: The interpreter that has MkDocs and the plugin.
        preview: Whether it has a preview.

    Raises:
        CommandError: It does not serve.
    """
    with _server(site, python) as (address, wall, cpu):
        return Start(wall, cpu, _first_card(f"{address}__metaimage/") if preview else None)


def table(found: Mapping[str, list[Start]]) -> str:
    """Return the least and the median of each way of starting, with what it adds to the least without the plugin."""
    least = min(start.cpu for start in found["without"])
    rows = []
    for name, starts in found.items():
        cpu, wall = spread(start.cpu for start in starts), spread(start.wall for start in starts)
        cards = [start.card for start in starts if start.card is not None]
        card = spread(cards) if cards else None
        rows.append(
            (
                name,
                f"{wall.least:.2f}",
                f"{wall.median:.2f}",
                f"{cpu.least:.2f}",
                f"{cpu.median:.2f}",
                f"{100 * (cpu.least / least - 1):+.1f} %",
                "" if card is None else f"{card.least:.2f}",
                "" if card is None else f"{card.median:.2f}",
            )
        )
    heads = ("start", "s least", "median", "CPU s least", "median", "more", "first card s least", "median")
    return plain_table(heads, rows)


@contextmanager
def _server(site: Path, python: Path) -> Iterator[tuple[str, float, float]]:
    """A server's address, and the seconds and processor seconds until it served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(python), "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"}
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=site,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        ending = threading.Timer(_PATIENCE, process.kill)
        ending.start()
        try:
            assert process.stderr is not None, "it is a pipe"
            said = []
            for line in process.stderr:
                said.append(line)
                if serving := _SERVING.search(line):
                    wall = time.perf_counter() - begun
                    # What it says later must not fill the pipe.
                    reading = threading.Thread(target=process.stderr.read)
                    reading.start()
                    yield serving[1], wall, _cpu_seconds(process.pid)
                    break
            else:
                raise CommandError("The server ended:\n" + "".join(said[-12:]))
        finally:
            ending.cancel()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        reading.join()


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _first_card(preview: str) -> float:
    """Seconds from asking for the preview's page until the picture of the first page's card is there."""
    begun = time.perf_counter()
    _ask(preview)
    site = json.loads(_ask(f"{preview}api/site"))
    key = quote(next(page["key"] for page in site["pages"] if page["card"] != "none"))
    cards: dict[str, Any] = json.loads(_ask(f"{preview}api/cards?page={key}"))
    _ask(preview + next(image["src"] for image in cards["images"] if image["src"]))
    return time.perf_counter() - begun


def _ask(url: str) -> bytes:
    with urlopen(Request(url, headers={"X-Metaimage": "1"}), timeout=60) as answer:  # noqa: S310 - our own server's
        return bytes(answer.read())


if __name__ == "__main__":
    main()
