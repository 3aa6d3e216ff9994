"""A folder of docs with hooks in it, loaded as a build loads them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.hooks import Hook, HookLoader, Request
from mkdocs_metaimage.pages import Page, Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGE = Page(title="Install & run", url="shop/1/", route=("shop", "1"), card={"eyebrow": "New"})
SITE = Site(name="Acme", pages=(PAGE,))


@dataclass
class Docs:
    """A site's folder: `mkdocs.yml` would be in it, and `docs` below it."""

    config_dir: Path
    builds: list[HookLoader] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.config_dir / "docs"

    def write(self, name: str, text: str) -> Path:
        """Write a file, with `name` from the docs folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def build(self) -> HookLoader:
        """Begin a build."""
        self.builds.append(HookLoader(self.root, self.config_dir))
        return self.builds[-1]

    def hook(self, name: str, text: str | None = None) -> Hook:
        """Load a hook in the build that goes on; with a text, write it before."""
        path = self.root / name if text is None else self.write(name, text)
        loader = self.builds[-1] if self.builds else self.build()
        return loader.load(path, "icon" in path.name)

    def request(self, params: Mapping[str, object] | None = None, page: Page | None = PAGE) -> Request:
        return Request(params, page, SITE)

    def images(self, hook: Hook, params: Mapping[str, object] | None = None) -> list[Any]:
        """What a hook gives for each of its variants."""
        request = self.request(params)
        return [hook.image(request, variant) for variant in hook.variants(request)]

    def image(
        self, text: str, params: Mapping[str, object] | None = None, name: str = "opengraph-image.py"
    ) -> Any:
        """What the only variant of a new hook gives."""
        [answer] = self.images(self.hook(name, text), params)
        return answer

    def fails(
        self, text: str, name: str = "opengraph-image.py", params: Mapping[str, object] | None = None
    ) -> MetaImageError:
        """The error of a new hook, from loading it to its images."""
        with pytest.raises(MetaImageError) as caught:
            self.images(self.hook(name, text), params)
        return caught.value


@pytest.fixture
def docs(tmp_path: Path) -> Iterator[Docs]:
    (tmp_path / "docs").mkdir()
    made = Docs(tmp_path)
    yield made
    for loader in made.builds:
        loader.close()
