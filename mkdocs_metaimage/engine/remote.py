"""Files on other hosts, fetched over https within limits of size and time."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from typing import Any, Final

from .notes import CardError

#: How many bytes a remote file may have.
MOST_BYTES: Final = 8 * 1024 * 1024
#: How long fetching a remote file may take, in seconds.
LONGEST_FETCH: Final = 10.0
_MEND: Final = "save it beside the card, and name that file."


def fetch(url: str, kind: str) -> bytes:
    """The bytes of a file.

    Args:
        url: Its address.
        kind: What to call it in messages.

    Raises:
        CardError: It cannot be fetched, is too large, or takes too long.
    """
    deadline = time.monotonic() + LONGEST_FETCH
    request = urllib.request.Request(url, headers={"User-Agent": "mkdocs-metaimage"})  # noqa: S310
    data = bytearray()
    try:
        with urllib.request.build_opener(_OnlyHttps).open(request, timeout=LONGEST_FETCH) as answer:
            while part := answer.read1(65536):
                data += part
                if len(data) > MOST_BYTES:
                    raise CardError(f"The {kind} {url} is larger than {MOST_BYTES >> 20} MiB: {_MEND}")
                if time.monotonic() > deadline:
                    raise TimeoutError
    except TimeoutError:
        message = f"The {kind} {url} took longer than {LONGEST_FETCH:.0f} s to fetch"
        raise CardError(f"{message}: {_MEND}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise CardError(f"The {kind} {url} cannot be fetched ({reason}): {_MEND}") from None
    return bytes(data)


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.lower().startswith("https:"):
            raise urllib.error.URLError(f"it redirects to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
