"""Commands and builds that follow each other in one process: MkDocs keeps one plugin for all of them."""

from __future__ import annotations

import importlib
import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click
import pytest
from hosts.built import HOST, write

if TYPE_CHECKING:
    from pathlib import Path

HOOK = "from mkdocs_metaimage import ImageResponse\nfrom cards import text\ndef image():\n    return ImageResponse(text)\n"


class Server:
    """As much of a dev server as a command needs."""

    def __init__(self) -> None:
        self.mount_path = "/"
        self.app = self.__init__
        self.watched: list[str] = []

    def get_app(self):
        return self.app

    def set_app(self, application):
        self.app = application

    def watch(self, path):
        self.watched.append(path)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {"mkdocs.yml": "site_name: Acme\nsite_url: https://acme.dev/\nplugins: [metaimage]\n"}
    files |= {"docs/index.md": "# Home\n", "docs/use.md": "# Use\n"}
    write(tmp_path, {**files, "docs/use/opengraph-image.py": HOOK, "cards.py": "text = '<p>Use</p>'\n"})
    return tmp_path


def configured(site: Path) -> Any:
    return importlib.import_module(f"{HOST}.config").load_config(str(site / "mkdocs.yml"))


def build(config: Any) -> None:
    importlib.import_module(f"{HOST}.commands.build").build(config)


def run(site: Path, command: str | None = None) -> Server:
    """Build as a command of MkDocs does, or as a program does; `serve` with live reload, until it is stopped."""
    config = configured(site)
    server = Server()
    context = click.Context(click.Command("serve"))
    context.params = {"livereload": True, "no_livereload": False}
    with context if command == "serve" else nullcontext():
        if command:
            config.plugins.on_startup(command=command, dirty=False)
        build(config)
        if command == "serve":
            config.plugins.on_serve(server, config=config, builder=None)
            server.watched += config.watch
        if command:
            config.plugins.on_shutdown()
    return server


def cards(site: Path) -> list[str]:
    return sorted(
        path.relative_to(site / "site").as_posix() for path in site.glob("site/**/opengraph-image.png")
    )


def test_a_build_after_serve_draws_its_cards(site):
    run(site, "serve")
    assert cards(site) == []
    run(site)
    assert cards(site) == ["opengraph-image.png", "use/opengraph-image.png"]
    run(site, "serve")
    assert cards(site) == []
    run(site, "build")
    assert cards(site) == ["opengraph-image.png", "use/opengraph-image.png"]


def test_each_server_watches_what_hooks_import(site):
    for _ in range(2):
        assert str(site / "cards.py") in run(site, "serve").watched


def test_what_a_rebuild_has_no_use_for_is_swept_as_all_else(site):
    config = configured(site)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    folder = site / ".cache/plugin/metaimage/images"
    before = set(folder.iterdir())
    for path in before:
        os.utime(path, (0, 0))
    write(site, {"docs/index.md": "# Changed\n"})
    build(configured(site))
    config.plugins.on_shutdown()
    after = set(folder.iterdir())
    assert (len(before - after), len(before & after), len(after - before)) == (1, 1, 1)
