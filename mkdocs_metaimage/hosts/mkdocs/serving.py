"""`serve`: cards are drawn when the browser asks for them, by an application around the dev server's own."""

from __future__ import annotations

import posixpath
import sys
import threading
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import click
from mkdocs.plugins import get_plugin_logger

from ...errors import MetaImageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from ...pipeline import PlannedImage
    from ...preview import Preview
    from ...store import Kept

log = get_plugin_logger("metaimage")


def live_reload_asked() -> bool:
    """Whether the command that runs is `serve` with live reload, so that MkDocs will call `on_serve`.

    It does so only after the first build, and without live reload never. Where nothing tells, such as under a
    script that calls `serve` itself, the answer is no.
    """
    # A process that was forked off a command to build another site has the command's context, too.
    forks = sys.modules.get("multiprocessing.process")  # what forked it has imported that
    if forks is not None and forks.parent_process() is not None:
        return False
    context = click.get_current_context(silent=True)
    if context is None:
        return False
    if "no_livereload" in context.params:  # ProperDocs, which heeds no other
        return not context.params["no_livereload"]
    # click 8.3.0 to 8.3.2 lose the option's default, and MkDocs its live reload, without a word.
    return bool(context.params.get("livereload"))


class Gallery:
    """The cards of one build, each drawn when it is asked for.

    Args:
        images: What is to be drawn.
        draw: Draws one, or takes it from the cache; raises `MetaImageError`.
        worded: What to say of an error.
        earlier: A gallery whose cards stay where there are no others in their places.
    """

    def __init__(
        self,
        images: Iterable[PlannedImage],
        draw: Callable[[PlannedImage], Kept],
        worded: Callable[[MetaImageError], str],
        earlier: Gallery | None = None,
    ) -> None:
        self._images: dict[str, PlannedImage] = {} if earlier is None else dict(earlier._images)
        self._images.update((image.path, image) for image in images)
        self._draw = draw
        self._worded = worded
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[bytes]] = {}  # by digest
        self._reported: set[str] = set()

    def find(self, path: str) -> PlannedImage | None:
        """The card at a decoded path below the site."""
        return self._images.get(path)

    def picture(self, image: PlannedImage) -> bytes:
        """Draw a card, once for all who ask for it at the same time.

        Raises:
            MetaImageError: It cannot be drawn.
        """
        digest = image.content.digest
        with self._lock:
            others = self._under_way.get(digest)
            mine = self._under_way.setdefault(digest, Future())
        if others is not None:
            return others.result()
        try:
            mine.set_result(self._draw(image).data)
        except BaseException as error:
            mine.set_exception(error)
        finally:
            with self._lock:
                del self._under_way[digest]
        return mine.result()

    def report(self, image: PlannedImage, error: MetaImageError) -> str:
        """Log why a card cannot be drawn, once, and give the text."""
        text = self._worded(error)
        with self._lock:
            new = image.path not in self._reported
            self._reported.add(image.path)
        if new:
            log.error(text)
        return text


@runtime_checkable
class DevServer(Protocol):
    """What there must be of a dev server for cards to be drawn late."""

    mount_path: str

    def get_app(self) -> WSGIApplication | None:
        """What answers."""
        ...

    def set_app(self, application: WSGIApplication) -> None:
        """Put another in its place."""
        ...


class CardServer:
    """Answers for the preview and for the cards of the last good build; all else is left to the dev server."""

    def __init__(self) -> None:
        self._gallery: Gallery | None = None
        self._preview: Preview | None = None

    @property
    def gallery(self) -> Gallery | None:
        """The cards that are shown."""
        return self._gallery

    def show(self, gallery: Gallery | None) -> None:
        """Put a gallery in place of the one before, which the requests that are under way still see."""
        self._gallery = gallery

    def join(self, server: object, preview: Callable[[DevServer], Preview] | None = None) -> bool:
        """Come before a dev server's application. Tells whether the server lets us.

        Args:
            server: The dev server.
            preview: Makes the preview for it, where there is to be one.
        """
        if not isinstance(server, DevServer):
            return False
        app = server.get_app()
        if not callable(app):
            return False
        self._preview = None if preview is None else preview(server)
        server.set_app(partial(self._answer, app, server.mount_path))
        return True

    def close(self) -> None:
        """Answer for nothing any more."""
        self._gallery = None
        if self._preview is not None:
            self._preview.close()

    def _answer(
        self, app: WSGIApplication, mount_path: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        path_info = environ.get("PATH_INFO", "")
        if self._preview is not None and self._preview.owns(path_info):
            return self._preview(environ, start_response)
        gallery, path = self._gallery, _path_below(mount_path, path_info)
        image = None if gallery is None or path is None else gallery.find(path)
        if gallery is None or image is None:
            return app(environ, start_response)
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            status, kind, body = HTTPStatus.METHOD_NOT_ALLOWED, _TEXT, b"Cards are read with GET.\n"
        else:
            status, kind, body = _drawn(gallery, image)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            # The address of a card in a page has a hash, one that somebody types has not.
            ("Cache-Control", "no-store"),
        ]
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", "GET, HEAD"))
        start_response(f"{status.value} {status.phrase}", headers)
        return [] if method == "HEAD" else [body]


_TEXT = "text/plain; charset=utf-8"


def _drawn(gallery: Gallery, image: PlannedImage) -> tuple[HTTPStatus, str, bytes]:
    try:
        return HTTPStatus.OK, image.content.content_type, gallery.picture(image)
    except MetaImageError as error:
        text = gallery.report(image, error)
        return HTTPStatus.INTERNAL_SERVER_ERROR, _TEXT, f"{text}\n".encode()


def _path_below(mount_path: str, path_info: str) -> str | None:
    """The decoded path below the site of what is asked for; None for folders and what is outside."""
    # WSGI hands the bytes of a path over as Latin-1.
    path = path_info.encode("latin-1").decode("utf-8", "replace")
    if not path.startswith(mount_path) or path.endswith("/"):
        return None
    return posixpath.normpath("/" + path.removeprefix(mount_path)).lstrip("/")
