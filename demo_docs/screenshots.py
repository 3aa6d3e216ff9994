"""Takes the pictures of the preview that are committed: `python demo_docs/screenshots.py`, or `make screenshots`.

Each shows one view of these docs as `mkdocs serve` serves them. How long a card took to draw is another number each
time, so here it is always the same one.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

DEMO = Path(__file__).parent
FOLDER = DEMO / "docs/assets/preview"
SIZE = {"width": 1440, "height": 900}
MOST_BYTES = 250_000
SECONDS = 0.012

_PAINTED = """() => [...document.images]
  .filter((img) => img.checkVisibility() && img.getBoundingClientRect().top < innerHeight)
  .every((img) => img.complete && img.naturalWidth > 0)"""


@dataclass(frozen=True)
class View:
    """A view to take a picture of.

    Attributes:
        name: The picture's name.
        state: What the preview's address says.
        ready: What is there when all of it is, as a selector.
        scheme: The colours that the system asks for.
        scroll: How far down, in px.
    """

    name: str
    state: dict[str, str]
    ready: str
    scheme: Literal["light", "dark"] = "light"
    scroll: int = 0


VIEWS = (
    View("sheet", {}, "text=/^(\\d+) of \\1 pages checked/"),
    View("page", {"page": "products/1.md"}, "figure"),
    View("platforms", {"page": "products/1.md", "tab": "platforms"}, "figure"),
    View("platforms-dark", {"page": "products/1.md", "tab": "platforms"}, "figure", scheme="dark"),
    View(
        "design",
        {
            "page": "guide/icons.md",
            "tab": "design",
            "show": "boxes,baselines",
            "title": "Icons for every screen",
        },
        "[role=region] svg [data-box]",
    ),
    View("fonts", {"page": "guide/icons.md", "tab": "fonts"}, "table"),
)


def main() -> None:
    """Take them all."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        sys.exit(
            "Chromium is missing: install it (Debian: apt-get install chromium), or name the program in CHROMIUM."
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for view in VIEWS:
            context = browser.new_context(viewport=SIZE, color_scheme=view.scheme, reduced_motion="reduce")
            page = context.new_page()
            page.route(re.compile(r"/api/(cards|page|templates)\?"), _same_seconds)
            _show(page, f"{address}?{urlencode(view.state)}", view)
            (FOLDER / f"{view.name}.webp").write_bytes(_small(page.screenshot()))
            context.close()
        browser.close()


def _show(page: Page, url: str, view: View) -> None:
    page.goto(url)
    if view.name.startswith("platforms"):
        manner = json.dumps({"scheme": view.scheme, "crops": False})
        page.evaluate("(manner) => localStorage.setItem('metaimage-platforms', manner)", manner)
        page.reload()
    page.locator(view.ready).first.wait_for()
    page.evaluate("(top) => scrollTo(0, top)", view.scroll)
    page.wait_for_function(_PAINTED)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)


def _same_seconds(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=json.dumps(_frozen(answer.json())))


def _frozen(value: Any) -> Any:
    """An answer of the preview in which drawing always takes as long."""
    if isinstance(value, list):
        return [_frozen(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: SECONDS if key == "seconds" and each is not None else _frozen(each)
        for key, each in value.items()
    }


@contextmanager
def served() -> Iterator[str]:
    """Serve a copy of these docs; gives the address of its preview."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        # Beside the changelog, which a page includes.
        root = Path(name, DEMO.name)
        shutil.copytree(DEMO, root, ignore=shutil.ignore_patterns("site", ".cache", "__pycache__"))
        shutil.copy(DEMO.parent / "CHANGELOG.md", name)
        command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload"]
        command += ["--dev-addr", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        try:
            yield _answering(f"http://127.0.0.1:{port}/mkdocs-metaimage/__metaimage/", process)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    """The address, once something answers there."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own server
                return address
        except URLError:
            time.sleep(0.1)
    sys.exit("The demo could not be served: see what mkdocs says above.")


def _small(png: bytes) -> bytes:
    """A picture as WebP, as good as fits."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in (90, 80, 70, 60, 50):
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()


if __name__ == "__main__":
    main()
