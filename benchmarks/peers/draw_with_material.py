"""Material for MkDocs' social plugin: the method that it draws each page's card with, in its default layout."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from material.plugins.social.plugin import SocialPlugin
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from serving import serve

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from serving import Draw

_STYLES = {"400": "Regular", "800": "Bold"}


def prepare(setup: dict[str, Any]) -> Draw:
    """Return the function that draws a text."""
    folder = Path(setup["folder"])
    config, plugin = _configured(folder, setup["fonts"]["static"])
    numbers = count()

    def draw(text: dict[str, str]) -> bytes:
        source = File(
            f"page-{next(numbers)}.md", str(folder / "docs"), str(folder / "site"), use_directory_urls=True
        )
        page = Page(None, source, config)
        page.meta = {"title": text["title"], "description": text["description"]}
        config.site_name = text["site"]
        return Path(plugin._generate("default", page, config).abs_src_path).read_bytes()

    return draw


def _configured(folder: Path, faces: dict[str, str]) -> tuple[MkDocsConfig, SocialPlugin]:
    (folder / "docs").mkdir(parents=True)
    file = folder / "mkdocs.yml"
    file.write_text("{site_name: A, site_url: https://a.dev, theme: {name: material, font: {text: Inter}}}")
    # The folder where it finds fonts that it does not have to fetch from Google.
    fonts = folder / "cache" / "fonts" / "Inter"
    fonts.mkdir(parents=True)
    for weight, style in _STYLES.items():
        shutil.copy(faces[weight], fonts / f"{style}.ttf")
    config, plugin = load_config(str(file)), SocialPlugin()
    plugin.load_config({"cache_dir": str(folder / "cache")}, str(file))
    plugin.on_startup(command="build", dirty=False)
    plugin.on_config(config)
    return config, plugin


serve(prepare)
