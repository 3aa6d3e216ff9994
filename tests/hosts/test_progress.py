"""What a build tells of its cards: a line in the log, and on a terminal a bar while they are waited for."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest
from hosts.built import HOST, SITE_URL, Files, write

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {"docs/a.md": "# A\n", "docs/b.md": "# B\n"}
LINE = re.compile(r"metaimage: (.*), \d+\.\d s$", re.MULTILINE)
ICON = "from mkdocs_metaimage import ImageResponse\ndef image():\n    return ImageResponse('<p>I</p>')\n"


def told(site) -> list[str]:
    return LINE.findall(site.output)


def test_a_cold_a_warm_and_a_changed_build(build):
    assert told(build(PAGES)) == ["3 cards: 3 drawn, 0 from cache"]
    assert told(build(PAGES)) == ["3 cards: 0 drawn, 3 from cache"]
    assert told(build({**PAGES, "docs/b.md": "# Bee\n"})) == ["3 cards: 1 drawn, 2 from cache"]


def test_one_card_and_icons_are_called_so(build, png):
    assert told(build()) == ["1 card: 1 drawn, 0 from cache"]
    assert told(build({"docs/icon.py": ICON})) == ["1 card, 1 icon: 1 drawn, 1 from cache"]
    assert told(build({"docs/icon.py": ICON}, {"exclude": ["*"]})) == ["1 icon: 0 drawn, 1 from cache"]
    given = f"def image():\n    return {png(1200, 630)!r}\n"
    site = build({"docs/icon.py": None, "docs/opengraph-image.py": given})
    assert told(site)[0].startswith("1 card")


def test_finished_bytes_are_copied(build, png):
    given = f"def image():\n    return {png(1200, 630)!r}\n"
    assert told(build({"docs/opengraph-image.py": given})) == ["1 card: 0 drawn, 0 from cache, 1 copied"]


def test_a_card_of_several_pages_is_drawn_for_the_first_of_them(build):
    same = dict.fromkeys(("docs/a.md", "docs/b.md", "docs/c.md"), "# A\n")
    options = {"template": "same.html"}
    files = {"same.html": "<h1>{{ page.title }}</h1>", **same}
    assert told(build(files, options)) == ["4 cards: 2 drawn, 2 from cache"]
    assert told(build(files, options)) == ["4 cards: 0 drawn, 4 from cache"]


def test_nothing_is_said_where_there_is_nothing(build):
    assert told(build(None, {"exclude": ["*"]})) == []
    assert told(build(None, {"enabled": False})) == []


def test_a_quiet_and_a_strict_build(build):
    assert build(PAGES, None, "--quiet").output == ""
    assert told(build(PAGES, None, "--strict")) == ["3 cards: 0 drawn, 3 from cache"]


def test_verbosely_the_slowest_are_named(build):
    pages = {f"docs/page-{number}.md": f"# Page {number}\n" for number in range(12)}
    slow = r"DEBUG +- +metaimage: (\d+) ms for drawing /(\S+)"
    first = re.findall(slow, build(pages, None, "--verbose").output)
    assert len(first) == len({path for _, path in first}) == 10
    assert [int(time) for time, _ in first] == sorted((int(time) for time, _ in first), reverse=True)
    assert all(path.endswith("opengraph-image.png") for _, path in first)
    assert re.findall(slow, build(pages, None, "--verbose").output) == []


@pytest.fixture
def on_terminal(tmp_path: Path):
    """Build a site of many pages with stderr on a terminal, and say what was written to that."""

    def run(
        *arguments: str,
        columns: int = 80,
        workers: str = "0",
        files: Files | None = None,
        fails: bool = False,
        **environment: str,
    ) -> str:
        config = (
            f'site_name: Acme\nsite_url: "{SITE_URL}"\nhooks: [pauses.py]\n'
            f"plugins: [{{metaimage: {{template: card.html, workers: {workers}}}}}]\n"
        )
        pages = {f"docs/page-{number}.md": f"# Page {number}\n" for number in range(40)}
        card = '<h1 style="colour: red; font-size: 80px">{{ page.title }}</h1>'
        given = {"mkdocs.yml": config, "card.html": card, "docs/index.md": "# Home\n", "pauses.py": ""}
        write(tmp_path, {**given, **pages, **(files or {})})
        main, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in ("CI", "COLUMNS")}
        with subprocess.Popen(
            [sys.executable, "-m", HOST, "build", *arguments],
            cwd=tmp_path,
            env={**kept, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **environment},
            stdout=subprocess.DEVNULL,
            stderr=end,
        ) as process:
            os.close(end)
            written = b"".join(iter(lambda: _read(main), b""))
        os.close(main)
        assert (process.returncode != 0) == fails, written
        return written.decode()

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux says at the end
        return b""


def screen(written: str) -> list[str]:
    """What stands on a terminal in the end, line by line."""
    lines = []
    for line in re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", written).replace("\r\n", "\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return lines


def test_a_bar_is_drawn_over_and_leaves_nothing_behind(on_terminal):
    written = on_terminal()
    bars = re.findall(r"\rDrawing cards (█*)(░*) (\d+)/41", written)
    assert bars
    assert {len(full) + len(empty) for full, empty, _ in bars} == {40}
    counts = [int(done) for *_, done in bars]
    assert counts == sorted(counts)
    for full, _, done in bars:
        assert len(full) == 40 * int(done) // 41
    lines = screen(written)
    assert not [line for line in lines if "Drawing" in line or "█" in line]
    # The warning is logged while the bar is there.
    for start in ("WARNING -  metaimage: card.html", "INFO    -  metaimage: 41 cards: 41 drawn"):
        assert len([line for line in lines if line.startswith(start)]) == 1, lines
    # All is there the next time, and nothing to wait for.
    assert "Drawing" not in on_terminal()


# So that planning, and what MkDocs does after that, takes longer than a bar waits for.
PAUSES = """
import logging, time
from mkdocs.plugins import event_priority

log = logging.getLogger("mkdocs.plugins.pauses")

@event_priority(-200)
def on_env(env, config, files):
    log.info("ALL PLANNED")
    return env

@event_priority(50)
def on_post_page(output, page, config):
    time.sleep(0.01)

@event_priority(200)
def on_post_build(config):
    log.info("ALL WRITTEN")
"""
# More than are drawn without workers are planned soon, and the others not much before one is drawn.
SLOW = """
import itertools, pathlib, time
from mkdocs_metaimage import ImageResponse

NUMBERS = itertools.count()

def image(page):
    soon = next(NUMBERS) < 14 or any(pathlib.Path(".cache").rglob("*.image"))
    time.sleep(0.03 if soon else 0.2)
    return ImageResponse(f"<h1>{page.title}</h1>")
"""


def test_a_bar_is_there_while_workers_draw_and_the_host_goes_on(on_terminal):
    files = {"pauses.py": PAUSES, "docs/opengraph-image.py": SLOW}
    written = on_terminal(workers="auto", files=files)
    before, _, after = written.partition("ALL PLANNED")
    frames = [re.findall(r"\rDrawing cards █*░* (\d+)/(\d+)", part) for part in (before, after)]
    totals = [int(total) for _, total in frames[0]]
    assert totals, "it is seen while pages are planned"
    assert totals == sorted(totals)
    assert totals[0] < 41, "and grows with them"
    assert all(0 < int(done) < int(total) for part in frames for done, total in part)
    lines = screen(written)
    assert not [line for line in lines if "Drawing" in line or "█" in line or "░" in line]
    for end in ("ALL PLANNED", "ALL WRITTEN", "41 cards: 41 drawn"):
        assert len([line for line in lines if re.match(rf"INFO +- +(\w+: )?.*{end}", line)]) == 1, lines
    assert "Drawing" not in on_terminal(workers="auto", files=files), "there is nothing to draw"


def test_a_bar_goes_when_a_build_fails(on_terminal):
    fails = PAUSES.replace("time.sleep(0.01)", "raise SystemExit('gone') if page.url == 'page-7/' else None")
    files = {"pauses.py": fails, "docs/opengraph-image.py": SLOW}
    written = on_terminal(workers="auto", files=files, fails=True)
    assert "Drawing" in written
    assert not [line for line in screen(written) if "Drawing" in line]


def test_a_bar_fits_into_its_terminal(on_terminal):
    shown = [part for part in re.split(r"[\r\n]+", on_terminal(columns=30)) if re.search(r"\d/41", part)]
    assert shown
    assert all(len(part.rstrip()) < 30 for part in shown)


def test_a_bar_shrinks_to_its_figures(on_terminal):
    assert re.search(r"\r\d+/41 *\r", on_terminal(columns=16))


def test_a_terminal_without_blocks_gets_a_bar_of_ascii(on_terminal):
    assert re.search(r"\rDrawing cards #*-* \d+/41", on_terminal(PYTHONIOENCODING="ascii"))


@pytest.mark.parametrize(
    ("arguments", "environment"), [((), {"CI": "true"}), ((), {"TERM": "dumb"}), (("--quiet",), {})]
)
def test_no_bar_is_drawn_where_nobody_looks_for_one(on_terminal, arguments, environment):
    assert "Drawing" not in on_terminal(*arguments, **environment)
