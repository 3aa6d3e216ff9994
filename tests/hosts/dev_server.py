"""Runs `serve` of the host that METAIMAGE_HOST names, in a process of its own, and asks it over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from hosts.built import HOST, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hosts.built import Files

_PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the server says to a request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class DevServer:
    """A site that is served below `/docs/`, by the command or by a script that is run in its place."""

    def __init__(
        self,
        root: Path,
        files: Files,
        options: dict[str, Any],
        *arguments: str,
        script: str | None = None,
        **config: Any,
    ):
        self.root = root
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/docs/"
        settings = {
            "site_name": "Acme",
            "site_url": "https://acme.dev/docs/",
            "dev_addr": f"127.0.0.1:{self.port}",
            "plugins": [{"metaimage": options}],
            **config,
        }
        write(root, {"docs/index.md": "# Welcome\n", **files})
        write(root, {"mkdocs.yml": yaml.safe_dump(settings, allow_unicode=True)})
        # Said where nothing else is, since some versions of click forget that it is the default.
        arguments = arguments if "--no-livereload" in arguments else ("--livereload", *arguments)
        command = ["-m", HOST, "serve", "-f", "mkdocs.yml", *arguments]
        if script is not None:
            write(root, {"script.py": script})
            command = ["script.py"]
        with (root / "log.txt").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=root,
                stdout=log,
                stderr=subprocess.STDOUT,
                # So that Ctrl-C can be sent to it and its children alone.
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        return (self.root / "log.txt").read_text(errors="replace")

    def drawn(self) -> int:
        """How many pictures the cache has."""
        cache = self.root / ".cache/plugin/metaimage"
        files = [path for path in cache.rglob("*") if path.is_file()]
        return sum(b"\x89PNG" in path.read_bytes() for path in files)

    def ask(self, url: str, method: str = "GET", **headers: str) -> Answer:
        """Send a request, to a path below the site or a whole URL."""
        parts = urlsplit(url if "://" in url else self.address + url)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                method, parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers
            )
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def until(self, condition: Callable[[], Any], what: str) -> Any:
        """What a condition gives as soon as it holds."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                if found := condition():
                    return found
            except OSError:
                pass  # not serving yet
            time.sleep(0.1)
        raise AssertionError(f"{what} never came:\n{self.log}")

    def until_page(self, wanted: str, path: str = "") -> str:
        """A page, once it says what is wanted."""

        def said() -> str | None:
            page = self.ask(path).text
            return page if re.search(wanted, page) else None

        return self.until(said, wanted)

    def card_of(self, path: str = "", wanted: str = "og:image") -> str:
        """The URL of a page's card, once the page says what is wanted."""
        (url,) = re.findall(r'property="og:image" content="([^"]+)"', self.until_page(wanted, path))
        return url

    def interrupt(self) -> int:
        """Send Ctrl-C to the command and its children, as a terminal does; gives the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=_PATIENCE)

    def has_children(self) -> bool:
        """Whether any process of its session lives on, once it is gone itself."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def stop(self) -> None:
        """End it, and see to it that its children end too."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=_PATIENCE)
        self.until(lambda: not self.has_children(), "the end of all processes")
