"""From the place of an image below the site to the URL that a tag names."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Links:
    """The URLs of one site.

    Attributes:
        base: What absolute URLs start with, ending in a slash; None where it is not known.
        root: The path of the site on its host, `/docs/` say; None where it is not known.
    """

    base: str | None = None
    root: str | None = None

    @classmethod
    def of(cls, site_url: str | None, base_url: str | None = None) -> Links:
        """The links of a site.

        Args:
            site_url: The absolute URL of its home page, with or without a slash at the end; or None.
            base_url: Where the site is for the time being, in place of it; or None.
        """
        base = base_url or site_url
        if not base:
            return cls()
        base = encoded(base).rstrip("/") + "/"
        return cls(base, urlsplit(base).path)

    def absolute(self, path: str, digest: str) -> str | None:
        """The absolute URL of the image at a decoded path, with its hash; None where the site's is not known."""
        return None if self.base is None else f"{self.base}{quote(path)}?{digest}"

    def local(self, path: str, digest: str, page_url: str) -> str:
        """The URL without a host: from the host's root, or relative to the page where the root is not known.

        Args:
            path: The decoded path of the image below the site.
            digest: Its hash.
            page_url: The URL of the page below the site; one that starts with `/` may be served from any depth.
        """
        if self.root is not None:
            return f"{self.root}{quote(path)}?{digest}"
        if page_url.startswith("/"):
            return f"/{quote(path)}?{digest}"
        return f"{posixpath.relpath(quote(path), posixpath.dirname(page_url) or '.')}?{digest}"


# What is encoded already, as most are.
_ENCODED: Final = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9_.~/-]*)?")


def encoded(url: str) -> str:
    """A URL with what is not ASCII percent-encoded, in its host by IDNA; what is encoded already stays so."""
    if _ENCODED.fullmatch(url):
        return url
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = parts.netloc
    path, query, fragment = (quote(part, safe="/%?:@!$&'()*+,;=~") for part in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment))
