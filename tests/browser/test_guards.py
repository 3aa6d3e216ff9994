"""Nobody but the preview's own page reads it, and nothing but what it is for can be read by it."""

from __future__ import annotations

import http.client
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from browser.serving import DEMO_MOUNT, build
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browser.desk import Desk
    from browser.serving import Served
    from playwright.sync_api import Browser

_PREVIEW = f"{DEMO_MOUNT}__metaimage/"


def _ask(site: Served, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Send a path as it is, which no browser would."""
    connection = http.client.HTTPConnection(urlsplit(site.origin).netloc, timeout=30)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["", "api/site", "api/page?page=index.md", "assets/js/app.js"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_another_host_is_refused(demo: Served, path: str, host: str):
    status, body = _ask(demo, _PREVIEW + path, Host=host, X_Metaimage="1")
    assert status == 403
    assert b"preview_hosts" in body


@pytest.mark.parametrize("path", ["", "api/site", "assets/js/app.js"])
@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_another_origin_is_refused(demo: Served, path: str, origin: str):
    assert _ask(demo, _PREVIEW + path, Origin=origin, X_Metaimage="1")[0] == 403
    assert _ask(demo, _PREVIEW + path, Origin=demo.origin, X_Metaimage="1")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_is_only_read(demo: Served, method: str):
    assert _ask(demo, f"{_PREVIEW}api/site", method, X_Metaimage="1")[0] == 405


def test_data_needs_the_header_that_no_other_page_can_send(demo: Served):
    assert _ask(demo, f"{_PREVIEW}api/site")[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "../mkdocs.yml",
        "assets/../../../pyproject.toml",
        "assets/..%2f..%2fapplication.py",
        "assets/%2e%2e/%2e%2e/application.py",
        "assets//etc/passwd",
        "assets/js/../../../application.py",
        "assets/..\\..\\application.py",
        "assets/index.html%00.js",
        "picture/../../mkdocs.yml",
        "picture/..%2f..%2f..%2fmkdocs.yml",
        f"picture/{'0' * 64}.png",
        "picture/%2fetc%2fpasswd",
        "docs/index.md",
        "etc/passwd",
    ],
)
def test_a_path_leads_to_no_other_file(demo: Served, path: str):
    status, body = _ask(demo, _PREVIEW + path, X_Metaimage="1")
    assert status == 404, body
    assert b"root:" not in body
    assert b"site_name" not in body


@pytest.mark.parametrize(
    "key",
    [
        "../mkdocs.yml",
        "/etc/passwd",
        "..%2fmkdocs.yml",
        "mkdocs.yml",
        "index.md/../index.md",
        "",
        "index.md\0",
        "brand.py",
    ],
)
def test_a_page_is_looked_up_by_its_name_alone(demo: Served, key: str):
    for name in ("cards", "page", "boxes", "fonts", "templates"):
        status, body = _ask(demo, f"{_PREVIEW}api/{name}?page={quote(key)}", X_Metaimage="1")
        assert status == 404, (name, body)
        assert json.loads(body)["error"]


@pytest.mark.parametrize(
    "attempt",
    [
        {"template": "../../docs/guide/opengraph-image"},
        {"template": "/etc/passwd"},
        {"dir": "up"},
        {"lang": "en/../../x"},
        {"lang": "e" * 36},
        {"title": "x" * 2001},
        {"description": "x" * 2001},
    ],
)
def test_what_is_tried_has_bounds(demo: Served, attempt: dict[str, str]):
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in attempt.items())
    status, body = _ask(demo, f"{_PREVIEW}api/cards?page=index.md&{query}", X_Metaimage="1")
    assert status == 400, body
    assert json.loads(body)["error"]


def test_no_size_comes_from_the_query(demo: Served):
    asked = f"{_PREVIEW}api/cards?page=index.md&width=90000&height=90000&size=90000x90000"
    status, body = _ask(demo, asked, X_Metaimage="1")
    assert status == 200
    assert json.loads(body)["images"][0]["size"] == [1200, 630]


@contextmanager
def _other_site(page: str) -> Iterator[str]:
    """A page of another origin; gives its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_READING = """
async (preview) => {
  const tried = {};
  const ways = {
    plain: [preview, {}],
    data: [`${preview}api/site`, { headers: { "X-Metaimage": "1" } }],
    noCors: [`${preview}api/site`, { mode: "no-cors" }],
    module: [`${preview}assets/js/app.js`, {}],
  };
  for (const [name, [url, options]] of Object.entries(ways)) {
    tried[name] = await fetch(url, options).then(
      async (answer) => answer.type === "opaque" ? "opaque" : (await answer.text()).slice(0, 50),
      () => "refused",
    );
  }
  const loaded = (element) => new Promise((resolve) => {
    element.onload = () => resolve("loaded");
    element.onerror = () => resolve("refused");
    document.body.append(element);
  });
  const picture = await fetch("/src").then(() => window.src);
  tried.image = await loaded(Object.assign(new Image(), { src: picture }));
  tried.icon = await loaded(Object.assign(new Image(), { src: `${preview}assets/icon.svg` }));
  tried.script = await loaded(Object.assign(document.createElement("script"), { src: `${preview}assets/js/theme.js` }));
  tried.style = await loaded(
    Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${preview}assets/css/base.css` }),
  );
  return tried;
}
"""


# Not watched: the browser is to complain.
def test_a_page_of_another_site_can_neither_read_nor_embed_it(chromium: Browser, demo: Served):
    status, body = _ask(demo, f"{_PREVIEW}api/cards?page=index.md", X_Metaimage="1")
    assert status == 200
    source = demo.preview + json.loads(body)["images"][0]["src"]
    with _other_site(f"<!doctype html><body><script>window.src = {source!r};</script>") as address:
        page = chromium.new_page()
        page.goto(address)
        tried = page.evaluate(_READING, demo.preview)
        assert tried == {
            "plain": "refused",
            "data": "refused",
            "noCors": "refused",
            "module": "refused",
            "image": "refused",
            "icon": "refused",
            "script": "refused",
            "style": "refused",
        }
        page.close()


# Not watched: the browser is to complain.
def test_a_page_of_another_site_can_frame_it_no_more_than_read_it(chromium: Browser, demo: Served):
    with _other_site(f"<!doctype html><body><iframe src={demo.preview!r} title=framed></iframe>") as address:
        page = chromium.new_page()
        with page.expect_response(lambda answer: answer.url == demo.preview) as answered:
            page.goto(address)
        assert answered.value.status == 403
        assert len(page.frames) == 2
        assert "All cards" not in page.frames[1].content()
        page.close()


def test_a_link_of_another_site_leads_to_it(desk: Desk):
    with _other_site(
        f"<!doctype html><link rel=icon href=data:,><a href={desk.site.preview!r}>Preview</a>"
    ) as address:
        desk.page.goto(address)
        desk.page.get_by_role("link", name="Preview").click()
        expect(desk.page.get_by_role("heading", name="All cards")).to_be_visible()


def test_using_it_writes_nothing_and_a_build_has_none_of_it(desk: Desk, tmp_path: Path):
    def files() -> dict[Path, tuple[int, int]]:
        # Drawn pictures and what Python has compiled are caches.
        found = [path for path in desk.site.root.rglob("*") if path.is_file()]
        return {
            path.relative_to(desk.site.root): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in found
            if not {".cache", "__pycache__"} & set(path.parts) and path.name != "log.txt"
        }

    before = files()
    page = desk.open()
    page.get_by_role("link", name="Quick start").click()
    for tab in ("Platforms", "Design", "Fonts", "Tags"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()
    assert files() == before
    build(desk.site.root, tmp_path / "site")
    built = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "site").rglob("*")]
    assert "site/quickstart.html" in built
    assert [path for path in built if "__metaimage" in path] == []
    for page_file in (tmp_path / "site").rglob("*.html"):
        # The page about the preview names it; no page loads anything of it.
        assert 'src="__metaimage' not in (text := page_file.read_text(encoding="utf-8")), page_file
        assert "__metaimage/assets" not in text, page_file
