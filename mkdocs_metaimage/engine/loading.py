"""Files that a card names, pictures and fonts: where their bytes come from."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from .cache import BoundedCache
from .notes import CardError
from .svg import INLINE

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
# One object for a file that many cards name, so that what is kept of it by its bytes is found at once.
_read: BoundedCache[tuple[Path, tuple[int, ...]], bytes] = BoundedCache(32 * 1024 * 1024, len)
_fetched: BoundedCache[str, bytes] = BoundedCache(32 * 1024 * 1024, len)


@dataclass(frozen=True, slots=True)
class Loader:
    """Gets the files that one card names.

    Attributes:
        base: The folder that relative paths start from, None for the current one.
        allow_remote: Whether files may be fetched over https.
        kind: What to call a file in messages.
        on_read: Told of each file on disk.
        kept_in: The folder where remote files are kept from build to build, or None.
        on_load: Told of each URL but `data:` ones, and of its bytes, or None where it cannot be had.
    """

    base: Path | None = None
    allow_remote: bool = False
    kind: str = "picture"
    on_read: Callable[[Path], None] | None = None
    kept_in: Path | None = None
    on_load: Callable[[str, bytes | None], None] | None = None

    def load(self, url: str) -> bytes:
        """The bytes of a file.

        Args:
            url: A `data:` URL, a path, a `file:` URL or, where allowed, an `https:` URL.

        Raises:
            CardError: The file cannot be had; the message says where it was looked for.
        """
        if url[:5].lower() == "data:":
            return self._from_data(url)
        try:
            data = self._loaded(url)
        except CardError as error:
            error.named = url
            if self.on_load is not None:
                self.on_load(url, None)
            raise
        if self.on_load is not None:
            self.on_load(url, data)
        return data

    def found(self, url: str) -> Path | None:
        """The file on disk that a URL names; None for one that names none, or where none is there.

        Raises:
            OSError: It cannot be looked for.
        """
        if is_remote(url):
            return None
        try:
            return next((place for place in self._places(url) if place.is_file()), None)
        except ValueError:
            return None

    def _loaded(self, url: str) -> bytes:
        found = _SCHEME.match(url)
        scheme = found[1].lower() if found else ""
        if scheme in ("http", "https") or url.startswith("//"):
            return self._from_host(f"https:{url}" if url.startswith("//") else url)
        if scheme and scheme != "file":
            advice = "give a path or an https: or data: URL"
            raise CardError(f"The {self.kind} {short(url)} has the scheme {scheme}: {advice}.")
        return self._from_file(url)

    def _from_data(self, url: str) -> bytes:
        head, comma, body = url.partition(",")
        if not comma:
            example = "image/png" if self.kind == "picture" else f"{self.kind}/ttf"
            raise CardError(
                f"The {self.kind} {short(url)} has no comma before its data: write data:{example};base64,…."
            )
        data = unquote_to_bytes(body)
        if not head.rstrip().lower().endswith(";base64"):
            return data
        packed = data.translate(None, b" \t\r\n\f")
        try:
            return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
        except binascii.Error:
            raise CardError(f"The {self.kind} {short(url)} is not in base64, although it says so.") from None

    def _from_file(self, url: str) -> bytes:
        places = self._places(url)
        for place in places:
            try:
                if place.is_file():
                    if self.on_read is not None:
                        self.on_read(place)
                    state = place.stat()
                    # A copy may keep the time of the original, but not that at which it came here.
                    seen = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
                    return _read.get((place, seen), place.read_bytes)
            except OSError as error:
                reason = error.strerror or error
                raise CardError(f"The {self.kind} {place} cannot be read: {reason}.") from None
            except ValueError:
                break
        raise CardError(f"There is no {self.kind} {short(url)}: {_whereabouts(places[-1])}")

    def _places(self, url: str) -> list[Path]:
        """Where the file of a URL may be."""
        name = url
        if url[:5].lower() == "file:":
            # The two slashes are followed by a host, which is none, and the path.
            name = unquote(urlsplit(url).path)
            name = name[1:] if re.match(r"/[A-Za-z]:", name) else name
        # A name may hold what in a URL is special, so it is first taken as it is.
        names = (name, unquote(name), unquote(re.split("[?#]", name)[0]))
        return list(dict.fromkeys((self.base or Path.cwd()) / each for each in names))

    def _from_host(self, url: str) -> bytes:
        if not self.allow_remote:
            mend = f"Set the option `allow_remote: true` to fetch {self.kind}s, or save it beside the card."
            raise CardError(f"The {self.kind} {short(url)} is on another host. {mend}")
        if not url.lower().startswith("https:"):
            raise CardError(
                f"The {self.kind} {short(url)} is not served over https. Save it beside the card."
            )
        from .remote import fetch  # slow to import

        return _fetched.get(url, lambda: fetch(url, self.kind, self.kept_in))


def is_remote(url: str) -> bool:
    """Whether a URL names what is on no disk, and is no `data:` URL."""
    found = _SCHEME.match(url)
    return url.startswith("//") or (found is not None and found[1].lower() != "file")


def _whereabouts(place: Path) -> str:
    """Where a file that is not there was looked for, and which is there that may be meant."""
    from difflib import get_close_matches  # only for errors

    try:
        if place.is_dir():
            return f"{place} is a folder."
        if not place.parent.is_dir():
            return f"looked for {place}: there is no folder {place.parent}."
        names = {path.name.lower(): path.name for path in place.parent.iterdir() if path.is_file()}
    except (OSError, ValueError):
        return f"looked for {place}."
    near = get_close_matches(place.name.lower(), names, n=1, cutoff=0.75)
    return f"looked for {place}. Is it {names[near[0]]}?" if near else f"looked for {place}."


def short(name: str) -> str:
    """A name to show: `data:` URLs are long, and nobody wrote that of an inline picture."""
    if name.startswith(INLINE):
        start = unquote(name[len(INLINE) :]).partition(" xmlns=")[0]
        return f"(the inline {start[:80]}{'…' if len(start) > 80 else ''}>)"
    return name if len(name) <= 120 else f"{name[:60]}…"
