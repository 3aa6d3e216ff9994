"""Fixtures that build sites."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from hosts.built import HOSTS, SITE_URL, Builder, BuiltSite, Files, cli, write
from hosts.dev_server import DevServer
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


def _forget_logs() -> None:
    for name in HOSTS:
        logging.getLogger(name).handlers.clear()
        # The hosts say a thing once in a process, which here is one of many builds.
        for repeated in logging.getLogger(f"{name}.commands.build").filters:
            repeated.msgs.clear()


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    """Write files below a folder and build the site.

    `docs/index.md` is among them where they have none; a file that is None is not written.
    """

    def run(
        files: Files | None = None,
        options: Mapping[str, Any] | None = None,
        *arguments: str,
        fails: bool = False,
        **config: Any,
    ) -> BuiltSite:
        files = {"docs/index.md": "# Welcome\n\nTo Acme.\n", **(files or {})}
        settings = {
            "site_name": "Acme",
            "site_url": SITE_URL,
            "plugins": [{"metaimage": dict(options or {})}],
            **config,
        }
        write(tmp_path, files)
        write(tmp_path, {"mkdocs.yml": yaml.safe_dump(settings, allow_unicode=True)})
        _forget_logs()
        result = CliRunner().invoke(
            cli,
            [
                "build",
                "--config-file",
                str(tmp_path / "mkdocs.yml"),
                "-d",
                str(tmp_path / "site"),
                *arguments,
            ],
        )
        _forget_logs()
        site = BuiltSite(tmp_path, result.output, result.exit_code)
        if fails:
            assert site.exit_code == 1, site.output
            assert "Traceback" not in site.output or "docs/" in site.output, site.output
        else:
            assert site.exit_code == 0, f"{site.output}\n{result.exception!r}"
        return site

    return run


@pytest.fixture
def png() -> Callable[..., bytes]:
    """Make a picture of one colour."""

    def make(width: int, height: int, kind: str = "PNG", color: str = "#4051b5") -> bytes:
        buffer = io.BytesIO()
        Image.new("RGB", (width, height), color).save(buffer, kind)
        return buffer.getvalue()

    return make


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., DevServer]]:
    """Write files below a folder and serve the site; `docs/index.md` is among them where they have none."""
    running: list[DevServer] = []

    def run(
        files: Files | None = None, options: Mapping[str, Any] | None = None, *arguments: str, **config: Any
    ) -> DevServer:
        running.append(DevServer(tmp_path, files or {}, dict(options or {}), *arguments, **config))
        return running[-1]

    yield run
    for server in running:
        server.stop()
