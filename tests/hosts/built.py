"""Builds real sites with the host that METAIMAGE_HOST names, `mkdocs` or `properdocs`, and reads them back."""

from __future__ import annotations

import importlib
import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from bs4 import BeautifulSoup
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = ("mkdocs", "properdocs")
HOST = os.environ.get("METAIMAGE_HOST", "mkdocs")
SITE_URL = "https://acme.dev/docs/"

# ProperDocs' command line gives its own modules the names that plugins import, so it comes before them.
cli = importlib.import_module(f"{HOST}.__main__").cli


@dataclass(frozen=True)
class BuiltSite:
    """A site on disk, with what the command said."""

    root: Path
    output: str
    exit_code: int

    @property
    def folder(self) -> Path:
        return self.root / "site"

    @property
    def published(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    def soup(self, page: str = "index.html") -> BeautifulSoup:
        return BeautifulSoup((self.folder / page).read_text(encoding="utf-8"), "html.parser")

    def metas(self, name: str, page: str = "index.html") -> list[str]:
        found = self.soup(page).find_all("meta", attrs={"property": name})
        found += self.soup(page).find_all("meta", attrs={"name": name})
        return [tag["content"] for tag in found]

    def meta(self, name: str, page: str = "index.html") -> str:
        (content,) = self.metas(name, page)
        return content

    def icons(self, page: str = "index.html", rel: str = "icon") -> list[dict[str, Any]]:
        return [tag.attrs for tag in self.soup(page).find_all("link", rel=rel)]

    def path_of(self, url: str, site_url: str = SITE_URL) -> str:
        """The path below the site of an image's URL, which has a hash."""
        path, _, digest = url.partition("?")
        assert len(digest) == 16
        assert int(digest, 16) >= 0
        for start in (site_url, "/docs/"):
            path = path.removeprefix(start)
        return path

    def image(self, url: str) -> Image.Image:
        """The picture that an image's URL leads to, decoded."""
        data = (self.folder / unquote(self.path_of(url))).read_bytes()
        image = Image.open(io.BytesIO(data))
        image.load()
        return image


# A file that is None is not there.
Files = Mapping[str, str | bytes | None]
Builder = Callable[..., BuiltSite]


def write(root: Path, files: Files) -> None:
    for name, content in files.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
