"""A headless Chromium before sites that are really served: one browser and one server for all tests."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from browser.desk import Desk, Watched
from browser.edits import Edits
from browser.serving import DEMO_MOUNT, copy_demo, served, write_config
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.serving import Served
    from playwright.sync_api import Browser, BrowserContext

#: How long it took until a save was seen, by what was saved.
_SECONDS = pytest.StashKey[dict[str, float]]()

# On a machine that is busy anything may take its time.
expect.set_options(timeout=20_000)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SECONDS] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash[_SECONDS]:
        terminalreporter.section("from a save to the new card")
        for kind, seconds in config.stash[_SECONDS].items():
            terminalreporter.write_line(f"{seconds:5.2f} s  {kind}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program or not shutil.which(program):
        pytest.fail(
            "This needs Chromium: install it (on Debian, as root: apt-get install chromium), or name the program in "
            f"CHROMIUM, which is {os.environ.get('CHROMIUM', 'not set')}.",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        # Containers have no user for its sandbox; it sees nothing but the sites of these tests.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The project's documentation, with Material's instant navigation, in a folder of its own."""
    root = copy_demo(tmp_path_factory.mktemp("demo"))
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("  features:\n", "  features:\n    - navigation.instant\n"), encoding="utf-8"
    )
    with served(root, DEMO_MOUNT) as site:
        yield site


@pytest.fixture(scope="session")
def polyglot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """144 pages in twelve languages."""
    corpus = Path(os.environ["METAIMAGE_CORPORA"]).absolute() / "polyglot"
    root = tmp_path_factory.mktemp("polyglot")
    write_config(
        root, INHERIT=str(corpus / "mkdocs.yml"), docs_dir=str(corpus / "docs"), plugins=["metaimage"]
    )
    with served(root, "/docs/") as site:
        yield site


@pytest.fixture
def watched() -> Iterator[Watched]:
    """What the browser of this test did; fails it where the browser complained, or asked another host."""
    watched = Watched()
    yield watched
    assert watched.complaints == []
    hosts = {
        urlsplit(url).hostname for url in watched.requests if urlsplit(url).scheme not in ("data", "blob")
    }
    assert hosts <= {"127.0.0.1"}


@pytest.fixture
def seconds(pytestconfig: pytest.Config) -> dict[str, float]:
    """Takes how long it took until a save was seen, by what was saved."""
    return pytestconfig.stash[_SECONDS]


@pytest.fixture
def scheme() -> str:
    return "light"


@pytest.fixture
def context(chromium: Browser, watched: Watched, scheme: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(20_000)
    watched.watch(context)
    yield context
    context.close()


@pytest.fixture
def desk(context: BrowserContext, demo: Served, watched: Watched) -> Desk:
    """The demo's preview."""
    return Desk(context.new_page(), demo, watched)


@pytest.fixture
def edits(demo: Served) -> Iterator[Edits]:
    """Changes of the demo's files, which are taken back at the end."""
    edits = Edits(demo.root)
    yield edits
    edits.undo()
    if edits.before:
        # The preview looks at the files a few times in a second: what comes next is to find them as they were.
        time.sleep(0.5)
