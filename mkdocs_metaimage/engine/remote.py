"""Files on other hosts, fetched over https within limits of size and time."""

from __future__ import annotations

import http.client
import ssl
import threading
import urllib.error
import urllib.request
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final

from .kept_files import FRESH, keep, kept
from .notes import CardError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: How many bytes a remote file may have.
MOST_BYTES: Final = 8 * 1024 * 1024
#: How long fetching a remote file may take, in seconds.
LONGEST_FETCH: Final = 10.0
_MEND: Final = "save it beside the card, and name that file."
# How a web page begins: what hosts answer with instead of a file, and call a success.
_PAGES: Final = (b"<!doctype html", b"<html")


def fetch(url: str, kind: str, kept_in: Path | None = None) -> bytes:
    """The bytes of a file.

    Args:
        url: Its address.
        kind: What to call it in messages.
        kept_in: The folder where files are kept from build to build, None to keep none. What is kept there is
            taken while it is fresh, and when the host cannot be reached.

    Raises:
        CardError: It cannot be fetched, is too large, or takes too long.
    """
    if kept_in and (data := kept(kept_in, url, FRESH)) is not None:
        return data
    try:
        data = _in_time(lambda: _fetched(url, kind), url, kind)
    except CardError:
        if kept_in and (data := kept(kept_in, url)) is not None:
            return data
        raise
    if kept_in:
        keep(kept_in, url, data)
    return data


def _in_time(work: Callable[[], bytes], url: str, kind: str) -> bytes:
    """What work gives, given up when it takes too long: a host may send a byte now and then for ever."""
    done: list[bytes | Exception] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:
            done.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(LONGEST_FETCH)
    outcome = done[0] if done else TimeoutError()
    if isinstance(outcome, bytes):
        return outcome
    if isinstance(outcome, TimeoutError):
        message = f"The {kind} {url} took longer than {LONGEST_FETCH:.0f} s to fetch"
        raise CardError(f"{message}: {_MEND}") from None
    if isinstance(outcome, OSError | ValueError | http.client.HTTPException) and not isinstance(
        outcome, CardError
    ):
        reason = getattr(outcome, "reason", outcome)
        raise CardError(f"The {kind} {url} cannot be fetched ({reason}): {_MEND}") from None
    raise outcome


def _fetched(url: str, kind: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": "mkdocs-metaimage"})  # noqa: S310
    data = bytearray()
    opener = urllib.request.build_opener(_OnlyHttps, _Https(_Way()))
    try:
        with opener.open(request, timeout=LONGEST_FETCH) as answer:
            while part := answer.read1(65536):
                data += part
                if len(data) > MOST_BYTES:
                    raise CardError(f"The {kind} {url} is larger than {MOST_BYTES >> 20} MiB: {_MEND}")
            if answer.length:
                raise urllib.error.URLError("it ends too early")
    except urllib.error.HTTPError as error:
        error.close()
        raise
    if data.lstrip()[:15].lower().startswith(_PAGES):
        raise CardError(f"The {kind} {url} is a web page, perhaps one to sign in: {_MEND}")
    return bytes(data)


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    """Follows redirects as long as they are safe."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.lower().startswith("https:"):
            fp.close()
            raise urllib.error.URLError(f"it redirects to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Way:
    """Where one fetch has led: from the public internet it may not lead into the network of the build."""

    def __init__(self) -> None:
        self._began_public: bool | None = None

    def step(self, peer: tuple[Any, ...]) -> None:
        """Take note of a host before it is asked for anything.

        Raises:
            urllib.error.URLError: A public host redirects to this one, which is private.
        """
        public = is_public(peer)
        if self._began_public is None:
            self._began_public = public
        elif self._began_public and not public:
            raise urllib.error.URLError(f"it redirects to the private address {peer[0]}")


def is_public(peer: tuple[Any, ...]) -> bool:
    """Whether a host that was reached, by address and port, is one of the public internet."""
    return ip_address(str(peer[0]).partition("%")[0]).is_global


class _Https(urllib.request.HTTPSHandler):
    """Connects for one fetch, and looks where to."""

    def __init__(self, way: _Way) -> None:
        self._security = ssl.create_default_context()
        super().__init__(context=self._security)
        self._way = way

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        way = self._way

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                try:
                    super().connect()
                    # Behind a proxy, the proxy decides.
                    if not getattr(self, "_tunnel_host", None):
                        way.step(self.sock.getpeername())
                except BaseException:
                    self.close()
                    raise

        return self.do_open(Connection, req, context=self._security)
