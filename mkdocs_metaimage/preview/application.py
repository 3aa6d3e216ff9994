"""The preview as a WSGI application: what is asked below `__metaimage/`, and how it is answered."""

from __future__ import annotations

import json
import re
import traceback
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote

from ..conventions import content_type_of
from .desk import Desk
from .guards import Allowed, headers_of, is_local, refuse_host, refuse_source
from .pictures import Pictures
from .static_files import PAGE, StaticFiles
from .warming import Warmth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIEnvironment

    from .docs import Docs
    from .guards import Kind

#: The folder below the site's root that the preview is at.
FOLDER: Final = "__metaimage"
_PICTURE: Final = re.compile(r"picture/(?P<digest>[0-9a-f]{64})\.(?P<extension>[a-z]{1,8})")
_NUMBER: Final = re.compile(r"[0-9]{1,18}", re.ASCII)
#: How long an answer waits for news, in seconds: shorter than the patience of proxies.
_PATIENCE: Final = 25.0
#: No question has as many values.
_MOST_FIELDS: Final = 20
_JSON: Final = "application/json; charset=utf-8"
_HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a request is answered with."""

    status: HTTPStatus
    content_type: str
    body: bytes
    kind: Kind = "data"
    more: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> list[tuple[str, str]]:
        fixed = [("Content-Type", self.content_type), ("Content-Length", str(len(self.body)))]
        return [*fixed, *headers_of(self.kind), *self.more]


class Preview:
    """The live preview of the docs that a host serves. Its threads may call it at the same time.

    Args:
        docs: The docs.
        bound: The host that the server is bound to, such as `127.0.0.1`.
        preview_hosts: The names besides under which it may be asked.
        log: Takes the traceback of a fault in the preview itself.
        patience: How long an answer may wait for news, in seconds.
    """

    def __init__(
        self,
        docs: Docs,
        *,
        bound: str,
        preview_hosts: Iterable[str] = (),
        log: Callable[[str], None],
        patience: float = _PATIENCE,
    ) -> None:
        self._root = f"{docs.mount}{FOLDER}"
        self._bound = bound
        self._allowed = Allowed.of(bound, preview_hosts)
        self._log = log
        self._patience = patience
        self._pictures = Pictures()
        self._desk = Desk(docs, self._pictures, bound)
        self._warmth = Warmth(self._desk)
        self._files = StaticFiles()

    def owns(self, path_info: str) -> bool:
        """Whether a request is the preview's.

        Args:
            path_info: Its path as WSGI has it.
        """
        path = _decoded(path_info)
        return any(path == root or path.startswith(f"{root}/") for root in (self._root, f"/{FOLDER}"))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, whatever it asks."""
        try:
            answer = self._answer(environ)
        except Exception as error:
            self._log(f"The preview failed at {environ.get('PATH_INFO')!r}:\n{traceback.format_exc()}")
            answer = _failed(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                f"The preview failed ({type(error).__name__}). The terminal has the traceback: "
                "please report it with that.",
            )
        start_response(f"{answer.status.value} {answer.status.phrase}", answer.headers)
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [answer.body]

    def close(self) -> None:
        """Let go of the user's modules, and of those who wait for news."""
        self._desk.close()

    def _answer(self, environ: WSGIEnvironment) -> _Answer:
        refusal = refuse_host(environ, self._allowed)
        if refusal is not None:
            return _Answer(HTTPStatus.FORBIDDEN, _HTML, refusal.page.encode())
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            said = "The preview changes nothing and is read with GET."
            return _failed(HTTPStatus.METHOD_NOT_ALLOWED, said, ("Allow", "GET, HEAD"))
        path = _decoded(environ.get("PATH_INFO", ""))
        name = path.removeprefix(f"{self._root}/") if path.startswith(f"{self._root}/") else None
        refusal = refuse_source(environ, is_page=not name)
        if refusal is not None:
            return _failed(HTTPStatus.FORBIDDEN, refusal.message)
        if name is None:
            return self._elsewhere(path, environ.get("QUERY_STRING", ""))
        if name.startswith("api/"):
            return self._data(name.removeprefix("api/"), environ)
        return self._picture(name) if name.startswith("picture/") else self._file(name)

    def _elsewhere(self, path: str, query: str) -> _Answer:
        """Where the preview is for who asks at the root of the server, or without a slash at the end."""
        if path == self._root:
            below = "/"
        elif path == f"/{FOLDER}" or path.startswith(f"/{FOLDER}/"):
            below = path.removeprefix(f"/{FOLDER}") or "/"
        else:
            return _missing()
        location = quote(f"{self._root}{below}") + (f"?{quote(query, safe=_IN_QUERY)}" if query else "")
        return _Answer(HTTPStatus.TEMPORARY_REDIRECT, _HTML, b"", more=(("Location", location),))

    def _file(self, name: str) -> _Answer:
        found = self._files.find(name.removeprefix("assets/") if name else PAGE)
        if found is None or (name and not name.startswith("assets/")):
            return _missing()
        if not name:
            self._warmth.begin()
        return _Answer(HTTPStatus.OK, *found, kind="app")

    def _picture(self, name: str) -> _Answer:
        asked = _PICTURE.fullmatch(name)
        found = None if asked is None else self._pictures.find(asked["digest"])
        if asked is None or found is None or content_type_of(asked["extension"]) != found[0]:
            said = "The preview has no such picture any more. Load the page again, so that it is drawn anew."
            return _failed(HTTPStatus.NOT_FOUND, said)
        return _Answer(HTTPStatus.OK, *found, kind="picture")

    def _data(self, name: str, environ: WSGIEnvironment) -> _Answer:
        if environ.get("HTTP_X_METAIMAGE") != "1":
            said = "Data of the preview is given to its own page: the header X-Metaimage: 1 is missing."
            return _failed(HTTPStatus.FORBIDDEN, said)
        try:
            query = _query(environ.get("QUERY_STRING", ""))
        except ValueError:
            return _failed(
                HTTPStatus.BAD_REQUEST, f"The query has more than {_MOST_FIELDS} values: leave some out."
            )
        if name == "changes":
            return self._news(query)
        # What it imports takes long, and most who serve a site never ask.
        from .attempts import AttemptError
        from .endpoints import ENDPOINTS
        from .planning import UnknownPageError
        from .turns import OverdueError

        if name not in ENDPOINTS:
            return _missing()
        local = is_local(self._bound, environ.get("HTTP_HOST", ""))
        try:
            with self._desk.view(local=local) as view:
                return _data(ENDPOINTS[name](view, query))
        except AttemptError as error:
            return _failed(HTTPStatus.BAD_REQUEST, str(error))
        except UnknownPageError as error:
            return _failed(HTTPStatus.NOT_FOUND, str(error))
        except OverdueError as error:
            return _failed(HTTPStatus.SERVICE_UNAVAILABLE, f"{error.message} {error.hint}")

    def _news(self, query: Mapping[str, str]) -> _Answer:
        known = query.get("generation", "")
        if known and not _NUMBER.fullmatch(known):
            said = "The generation is no number: give that of the last answer, or none."
            return _failed(HTTPStatus.BAD_REQUEST, said)
        generation, building = self._desk.wait(int(known) if known else None, self._patience)
        return _data({"generation": generation, "building": building})


#: What a query may hold as it is, besides letters and digits.
_IN_QUERY: Final = "%&=+/?:@!$'()*,;~"


def _decoded(path_info: str) -> str:
    """A path as it was meant: WSGI hands its bytes over as Latin-1."""
    return path_info.encode("latin-1", "replace").decode("utf-8", "replace")


def _query(text: str) -> dict[str, str]:
    """The values of a query; the last one where there are several of a name.

    Raises:
        ValueError: There are too many.
    """
    return dict(parse_qsl(_decoded(text), keep_blank_values=True, max_num_fields=_MOST_FIELDS))


def _data(data: object) -> _Answer:
    return _Answer(HTTPStatus.OK, _JSON, _encoded(data))


def _failed(status: HTTPStatus, error: str, *more: tuple[str, str]) -> _Answer:
    return _Answer(status, _JSON, _encoded({"error": error}), more=more)


def _missing() -> _Answer:
    return _failed(HTTPStatus.NOT_FOUND, f"The preview has nothing at this address. Open /{FOLDER}/.")


def _encoded(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Names of files may have halves of characters, which JSON writes just as Python does.
    return text.encode("utf-8", "backslashreplace")
