"""The application around the dev server's, asked by WSGI requests without a server."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import click
import pytest

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.hosts.mkdocs.serving import CardServer, Gallery, live_reload_asked
from mkdocs_metaimage.pipeline.images import Content, PlannedImage
from mkdocs_metaimage.store import Kept

if TYPE_CHECKING:
    from collections.abc import Callable


class DevServer:
    """What the plugin knows of a dev server."""

    def __init__(self, mount_path: str = "/docs/") -> None:
        self.mount_path = mount_path
        self.app = self.serve_request

    def get_app(self):
        return self.app

    def set_app(self, application):
        self.app = application

    def serve_request(self, environ, start_response):
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return [b"of MkDocs"]

    def ask(self, path: str, method: str = "GET", query: str = "") -> tuple[str, dict[str, str], bytes]:
        answer: dict[str, Any] = {}

        def start_response(status, headers, exc_info=None):
            answer.update(status=status, headers=dict(headers))
            return lambda data: None

        environ = {"REQUEST_METHOD": method, "QUERY_STRING": query, "SCRIPT_NAME": ""}
        environ["PATH_INFO"] = path.encode().decode("latin-1")
        setup_testing_defaults(environ)
        # The validator knows what WSGI asks of an application.
        result = validator(self.app)(environ, start_response)
        try:
            body = b"".join(result)
        finally:
            result.close()
        return answer["status"], answer["headers"], body


def _card(path: str, digest: str = "a" * 64, kind: str = "image/png") -> PlannedImage:
    return PlannedImage(path, Content(None, digest, kind, ((1200, 630),)), Path("docs/opengraph-image.py"))


def _gallery(*images: PlannedImage, draw: Callable[[PlannedImage], Kept] | None = None, **more) -> Gallery:
    return Gallery(images, draw or (lambda image: Kept(f"drawn {image.path}".encode())), str, **more)


@pytest.fixture
def dev():
    server = DevServer()
    cards = CardServer()
    assert cards.join(server)
    server.cards = cards
    return server


def test_only_the_cards_are_ours(dev):
    assert dev.ask("/docs/a/opengraph-image.png")[2] == b"of MkDocs"
    dev.cards.show(_gallery(_card("a/opengraph-image.png"), _card("favicon.ico", "f", "image/x-icon")))
    for path in (
        "/docs/a/",
        "/docs/a",
        "/docs/a/other.png",
        "/a/opengraph-image.png",
        "/favicon.ico",
        "/docs/a/opengraph-image.png/",
        "/livereload/1/2",
        "/",
        "/docs",
    ):
        assert dev.ask(path) == ("404 Not Found", {"Content-Type": "text/html"}, b"of MkDocs"), path
    assert dev.ask("/docs/favicon.ico")[2] == b"drawn favicon.ico"
    dev.cards.show(None)
    assert dev.ask("/docs/favicon.ico")[2] == b"of MkDocs"


@pytest.mark.parametrize(
    "path",
    [
        "/docs/größe & mehr/opengraph-image.png",
        "/docs/x/../größe & mehr//./opengraph-image.png",
        "/docs/../größe & mehr/opengraph-image.png",
    ],
)
def test_a_card_is_found_by_its_decoded_path(dev, path):
    dev.cards.show(_gallery(_card("größe & mehr/opengraph-image.png")))
    status, headers, body = dev.ask(path, query="0123456789abcdef")
    assert status == "200 OK"
    assert body.decode() == "drawn größe & mehr/opengraph-image.png"
    assert headers == {
        "Content-Type": "image/png",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
    }


def test_methods(dev):
    dev.cards.show(_gallery(_card("opengraph-image.png")))
    _, headers, body = dev.ask("/docs/opengraph-image.png")
    status, headers_alone, nothing = dev.ask("/docs/opengraph-image.png", "HEAD")
    assert (status, headers_alone, nothing) == ("200 OK", headers, b"")
    assert body
    status, headers, _ = dev.ask("/docs/opengraph-image.png", "POST")
    assert status == "405 Method Not Allowed"
    assert headers["Allow"] == "GET, HEAD"


def test_paths_that_are_no_text_are_not_ours(dev):
    dev.cards.show(_gallery(_card("�.png")))
    answer: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/docs/\xff.pn"}
    setup_testing_defaults(environ)
    assert list(dev.app(environ, lambda status, headers: answer.append(status))) == [b"of MkDocs"]
    assert answer == ["404 Not Found"]


def test_a_site_at_the_root_of_its_host():
    server = DevServer("/")
    cards = CardServer()
    assert cards.join(server)
    cards.show(_gallery(_card("favicon.ico")))
    assert server.ask("/favicon.ico")[0] == "200 OK"
    assert server.ask("/")[0] == "404 Not Found"


def test_a_failure_is_told_once_a_build_and_then_mended(dev, caplog):
    def fails(image: PlannedImage) -> Kept:
        raise MetaImageError(f"/{image.path}: no such picture ‘x’.", image.origin)

    images = (_card("a.png", "a"), _card("b.png", "b"))
    dev.cards.show(_gallery(*images, draw=fails))
    for _ in range(2):
        status, headers, body = dev.ask("/docs/a.png")
        assert status == "500 Internal Server Error"
        assert headers["Content-Type"] == "text/plain; charset=utf-8"
        assert body.decode() == "docs/opengraph-image.py: /a.png: no such picture ‘x’.\n"
    assert dev.ask("/docs/a.png", "HEAD")[2] == b""
    dev.ask("/docs/b.png")
    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert [text.split(": ")[2] for text in said] == ["/a.png", "/b.png"]

    dev.cards.show(_gallery(*images, draw=fails))
    dev.ask("/docs/a.png")
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 3

    dev.cards.show(_gallery(*images))
    assert dev.ask("/docs/a.png")[2] == b"drawn a.png"


def test_who_asks_at_the_same_time_gets_one_drawing(dev):
    drawn: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def slow(image: PlannedImage) -> Kept:
        drawn.append(image.path)
        begun.set()
        assert go_on.wait(10)
        return Kept(b"drawn")

    # One drawing at two places, and another that need not wait for it.
    dev.cards.show(_gallery(_card("a.png"), _card("b.png"), _card("c.png", "c"), draw=slow))
    bodies: list[bytes] = []
    threads = [
        threading.Thread(target=lambda path=path: bodies.append(dev.ask(path)[2]))
        for path in ("/docs/a.png", "/docs/a.png", "/docs/b.png", "/docs/c.png")
    ]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    threads[3].join(0.2)
    # A new build does not disturb them, nor they it.
    dev.cards.show(_gallery(_card("a.png", "new"), draw=lambda image: Kept(b"anew")))
    assert dev.ask("/docs/a.png")[2] == b"anew"
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert bodies == [b"drawn"] * 4
    assert len(drawn) == 2


def test_what_a_dirty_build_leaves_alone_stays(dev):
    first = _gallery(_card("a.png"), _card("b.png"))
    dev.cards.show(_gallery(_card("b.png", "b"), draw=lambda image: Kept(b"anew"), earlier=first))
    assert dev.ask("/docs/a.png")[0] == "200 OK"
    assert dev.ask("/docs/b.png")[2] == b"anew"


@pytest.mark.parametrize("missing", ["get_app", "set_app", "mount_path"])
def test_a_server_that_cannot_be_joined_is_left_alone(missing):
    methods = {"get_app": lambda self: print, "set_app": lambda self, app: None, "mount_path": "/"}
    del methods[missing]
    assert not CardServer().join(type("Server", (), methods)())


def test_a_server_without_an_application_is_left_alone():
    server = DevServer()
    server.app = None
    assert not CardServer().join(server)


def test_live_reload_is_known_by_the_command_line():
    asked: list[bool] = []

    def command(*options: click.Option) -> click.Command:
        return click.Command(
            "serve", params=list(options), callback=lambda **_: asked.append(live_reload_asked())
        )

    mkdocs = command(click.Option(["--livereload/--no-livereload"], default=True))
    properdocs = command(
        click.Option(["--no-livereload"], is_flag=True), click.Option(["--livereload"], is_flag=True)
    )
    for serve in (mkdocs, properdocs):
        for arguments in ([], ["--livereload"], ["--no-livereload"]):
            serve.main(arguments, standalone_mode=False)
    command().main([], standalone_mode=False)
    assert asked == [True, True, False] * 2 + [False]
    assert not live_reload_asked()
