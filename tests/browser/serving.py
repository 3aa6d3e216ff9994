"""Serves copies of real sites with the host that METAIMAGE_HOST names, for a browser to look at."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import yaml
from hosts.built import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parents[2]
#: Where the demo is below the server's address, by its `site_url`.
DEMO_MOUNT = "/mkdocs-metaimage/"
_PATIENCE = 90.0
_FRESH = shutil.ignore_patterns("site", ".cache", "__pycache__")


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is served.

    Attributes:
        root: The folder of its config file, `mkdocs.yml`.
        origin: The server's address without a path.
        mount: The path that the site is below, with slashes at both ends.
    """

    root: Path
    origin: str
    mount: str

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> str:
        return self.origin + self.mount

    @property
    def preview(self) -> str:
        return f"{self.site}__metaimage/"

    @property
    def log(self) -> str:
        return (self.root / "log.txt").read_text(errors="replace")


def copy_demo(folder: Path) -> Path:
    """Copy the project's documentation, with what its pages include; gives the folder of its config file."""
    shutil.copytree(REPOSITORY / "demo_docs", folder / "demo_docs", ignore=_FRESH)
    shutil.copy(REPOSITORY / "CHANGELOG.md", folder)
    return folder / "demo_docs"


def build(root: Path, site: Path) -> None:
    """Build a site for publication.

    Args:
        root: The folder of its config file.
        site: The folder to build it into.
    """
    command = [sys.executable, "-m", HOST, "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=root, env=_environment(), check=True)


@contextmanager
def served(root: Path, mount: str) -> Iterator[Served]:
    """Serve the site of a config file until the end of a `with`.

    Args:
        root: The folder of the config file.
        mount: The path of the site's URL, with slashes at both ends.
    """
    port = free_port()
    # Said where nothing else is, since some versions of click forget that it is the default.
    command = [sys.executable, "-m", HOST, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with (root / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=_environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = Served(root, f"http://127.0.0.1:{port}", mount)
    try:
        _wait(site, process)
        yield site
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=_PATIENCE)


def write_config(root: Path, **settings: object) -> None:
    """Write the config file of a site."""
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}


def _wait(site: Served, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(site.preview, timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{site.preview} is not served:\n{site.log}")
