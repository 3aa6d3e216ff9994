"""Docs that no host serves, and requests to their preview without a server."""

from __future__ import annotations

import json
import os
import threading
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from wsgiref.validate import validator

from preview.drafts import make_draft, page, write

from mkdocs_metaimage.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs_metaimage.preview import Draft

HOST = "localhost:8000"
#: The questions that a preview answers.
API = ("site", "cards", "page", "boxes", "fonts", "templates", "changes")
#: What lies beside the docs.
SECRET = "What nobody may read."
HOOK = """
from mkdocs_metaimage import ImageResponse
def image(page):
    return ImageResponse(f"<p>{page.title}</p>")
"""


def age(root: Path) -> None:
    """Let files be from an hour ago: what was saved just before it is read might have been saved just after."""
    for path in [*root.rglob("*"), root]:
        os.utime(path, (time.time() - 3600, time.time() - 3600))


class FakeDocs:
    """The docs below `root/docs`, whose pages are always the same."""

    host = ("MkDocs", "1.6.1")

    def __init__(self, root: Path, pages: Any = (), *, mount: str = "/", **options: Any) -> None:
        self.root, self.pages, self.mount, self.options = root, pages, mount, options
        self.building = False
        self.builds = 1
        self.drafts: list[Draft] = []
        self.closed: list[Draft] = []
        self.before = lambda: None

    def draft(self) -> Draft:
        self.before()
        draft = make_draft(self.root, self.pages, **self.options)
        close = draft.loader.close
        draft.loader.close = lambda: (self.closed.append(draft), close())  # type: ignore[method-assign]
        self.drafts.append(draft)
        return draft

    def sources(self, draft: Draft) -> Iterator[Path]:
        for path in [self.root / "docs", *(self.root / "docs").rglob("*")]:
            if path.name != "__pycache__":
                yield path
        yield from draft.loader.sources

    def close(self) -> None:
        for draft in self.drafts:
            draft.loader.close()


def make_docs(root: Path, mount: str = "/") -> FakeDocs:
    """Docs of two pages, one of which has a card of its own."""
    files = {
        "secret.md": SECRET,
        "docs/index.md": "# Home",
        "docs/guide/größe.md": "# Größe",
        "docs/guide/opengraph-image.py": HOOK,
        "docs/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>x()</script></svg>',
    }
    write(root, files)
    age(root)
    return FakeDocs(root, (page("index.md"), page("guide/größe.md")), mount=mount)


class Answer:
    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = int(status.split()[0])
        self.headers = dict(headers)
        assert len(self.headers) == len(headers), "a header is given twice"
        self.body = body

    @property
    def data(self) -> Any:
        assert self.headers["Content-Type"] == "application/json; charset=utf-8"
        return json.loads(self.body)


def environ(path: str, query: str = "", method: str = "GET", **headers: str | None) -> dict[str, Any]:
    """A request as WSGI has it; headers by their names in WSGI without `HTTP_`, None for those that are not there."""
    made: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode("utf-8", "surrogatepass").decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": _Errors(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    headers = {"HOST": HOST, **headers}
    return made | {f"HTTP_{name}": value for name, value in headers.items() if value is not None}


class _Errors:
    """Takes nothing: what goes wrong is logged."""

    def flush(self) -> None: ...

    def write(self, text: str) -> None:
        raise AssertionError(text)

    def writelines(self, lines: list[str]) -> None:
        raise AssertionError(lines)


class Browser:
    """Asks a preview as a browser does, and as others might."""

    def __init__(
        self, docs: FakeDocs, *, bound: str = "127.0.0.1", patience: float = 5, **options: Any
    ) -> None:
        self.logged: list[str] = []
        self.docs = docs
        self.preview = Preview(docs, bound=bound, log=self.logged.append, patience=patience, **options)

    def ask(self, path: str, query: str = "", method: str = "GET", **headers: str | None) -> Answer:
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            started.append((status, headers))

        parts = validator(self.preview)(environ(path, query, method, **headers), start_response)
        try:
            body = b"".join(parts)
        finally:
            parts.close()
        ((status, given),) = started
        return Answer(status, given, body)

    def call(self, name: str, method: str = "GET", **query: object) -> Answer:
        return self.ask(f"{self.docs.mount}__metaimage/api/{name}", urlencode(query), method, X_METAIMAGE="1")

    def card(self, key: str = "guide/größe.md") -> Any:
        """What is told of a page's card."""
        images = self.call("cards", page=key).data["images"]
        (card,) = (image for image in images if image["convention"] == "opengraph-image")
        return card

    def close(self) -> None:
        self.preview.close()
        self.docs.close()


def until(condition: Any) -> None:
    """Wait for what another thread brings about."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.005)


def at_once(calls: int, call: Any) -> list[Any]:
    """What a function gives that several threads call at the same time."""
    barrier = threading.Barrier(calls)
    answers: list[Any] = []

    def run(number: int) -> None:
        barrier.wait()
        answers.append(call(number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == calls
    return answers
