"""A headless Chromium before sites that are really served: one browser and one server for all tests."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pytest
from browser.serving import Served, copy_demo, served, write_config
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Request

#: Where the demo is below the server's address, by its `site_url`.
DEMO_MOUNT = "/mkdocs-metaimage/"
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"

# On a machine that is busy anything may take its time.
expect.set_options(timeout=20_000)


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


@dataclass
class Watched:
    """What a browser has asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note what all pages of a context do from now on."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def asked(self, part: str) -> list[str]:
        """The requests whose addresses have a part."""
        return [url for url in self.requests if part in url]

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")


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


@dataclass(frozen=True)
class Desk:
    """A browser's window before a preview.

    Attributes:
        page: The window.
        site: The site whose preview it shows.
        watched: What the browser did.
    """

    page: Page
    site: Served
    watched: Watched

    def open(self, **state: str) -> Page:
        """Go to the preview; the state is that of its address, such as `page` and `tab`."""
        self.page.goto(self.site.preview + (f"?{urlencode(state)}" if state else ""))
        expect(self.page.get_by_role("banner")).to_be_visible()
        return self.page

    def data(self, name: str, **query: str) -> Any:
        """What the preview's server answers its page."""
        return self.page.evaluate(
            """async ([name, query]) => {
                const answer = await fetch(`${name}?${query}`, { headers: { "X-Metaimage": "1" } });
                if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
                return answer.json();
            }""",
            [f"{self.site.preview}api/{name}", urlencode(query)],
        )


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


@dataclass(frozen=True)
class Edits:
    """Changes of the files of a site.

    Attributes:
        root: The folder of its config file.
        before: What the changed files said before, None where there was none.
    """

    root: Path
    before: dict[Path, bytes | None] = field(default_factory=dict)

    def write(self, path: str, content: str | bytes | None) -> None:
        """Have a file say this from now on; None has it gone."""
        file = self.root / path
        self.before.setdefault(file, file.read_bytes() if file.exists() else None)
        _put(file, content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Have a file say something else in one place."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def mend(self, path: str) -> None:
        """Have a file say what it said at first."""
        _put(self.root / path, self.before[self.root / path])

    def undo(self) -> None:
        """Have all files say what they said at first."""
        for file, content in self.before.items():
            _put(file, content)


def _put(file: Path, content: str | bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
