"""One site built in several ways, each in a folder of its own, and what a build takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import yaml

from ..measure import Usage, run

if TYPE_CHECKING:
    from pathlib import Path

Cards = Literal["none", "metaimage", "social"]

_HEADING = re.compile(r"^# .*$", re.MULTILINE)
_PICTURES = {"metaimage": "**/opengraph-image.png", "social": "assets/images/social/**/*.png"}
_CACHES = {"metaimage": ".cache/plugin/metaimage", "social": ".cache/plugin/social"}
_FONTS = f"{_CACHES['social']}/fonts"
_FAMILY = "Inter"


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to build a site.

    Attributes:
        name: What it is called in results.
        cards: Whose cards it has.
        settings: What it adds to the site's `mkdocs.yml`.
        options: Those of the plugin.
    """

    name: str
    cards: Cards
    settings: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


class CardsMissingError(Exception):
    """A build did not make the cards that it was to make, so its time says nothing."""


class SiteFolder:
    """A copy of a site with the configuration, the cache and the built site of one variant.

    Args:
        folder: Where; made here.
        source: A folder with `docs` and `mkdocs.yml`.
        variant: How it is built.
        python: The interpreter that has MkDocs and the plugins.
    """

    def __init__(self, folder: Path, source: Path, variant: Variant, python: Path) -> None:
        self._folder = folder
        self._variant = variant
        self._python = python
        self._times_changed = 0
        self._aside = 0
        shutil.copytree(source / "docs", folder / "docs")
        self._pages = sorted((folder / "docs").rglob("*.md"))
        plugins = [] if variant.cards == "none" else [{variant.cards: dict(variant.options)}]
        if variant.cards == "social":
            self._seed_fonts()
            plugins[0]["social"]["cards_layout_options"] = {"font_family": _FAMILY}
        config = {
            "INHERIT": str(source.absolute() / "mkdocs.yml"),
            "docs_dir": "docs",
            "plugins": plugins,
            **variant.settings,
        }
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")

    def build(self) -> Usage:
        """Build the site anew.

        Raises:
            CommandError: It could not be built.
            CardsMissingError: A page has no card.
        """
        self._put_aside(self._folder / "site")
        # With the compiled modules of earlier builds, as any but the first build has them.
        environment = {"PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"}
        usage = run([self._python, "-m", "mkdocs", "build"], self._folder, environment)
        self._check_cards()
        return usage

    def forget(self) -> None:
        """Throw the cache of cards away; fonts that were fetched stay."""
        cards = self._variant.cards
        if cards == "none":
            return
        kept = self._folder / _FONTS
        for path in (self._folder / _CACHES[cards]).glob("*"):
            if path != kept:
                self._put_aside(path)

    def change_title(self) -> None:
        """Give the page in the middle a title that it did not have before."""
        self._times_changed += 1
        page = self._pages[len(self._pages) // 2]
        text = page.read_text(encoding="utf-8")
        title = f"# A title that was changed {self._times_changed} times"
        changed, count = _HEADING.subn(title, text, count=1)
        page.write_text(changed if count else f"{title}\n\n{text}", encoding="utf-8")

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self._pages)

    def _put_aside(self, path: Path) -> None:
        # Not deleted: some file systems make files slowly where many were deleted a moment ago, so that each build
        # would pay for the one before.
        if path.exists():
            self._aside += 1
            path.rename(self._folder / f"aside-{self._aside}")

    def _check_cards(self) -> None:
        pattern = _PICTURES.get(self._variant.cards)
        if pattern is None:
            return
        made = sum(1 for _ in (self._folder / "site").glob(pattern))
        if made != self.pages:
            raise CardsMissingError(f"{self._variant.name}: {self.pages} pages, but {made} cards.")

    def _seed_fonts(self) -> None:
        """Put fonts where the social plugin looks before it would fetch them from Google."""
        target = self._folder / _FONTS / _FAMILY
        target.mkdir(parents=True)
        subprocess.run([str(self._python), "-c", _MAKE_FONTS, str(target)], check=True)


#: The bundled font at two fixed weights: Pillow takes a variable one at its default weight.
_MAKE_FONTS = """
import sys
from pathlib import Path
import mkdocs_metaimage
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

source = Path(mkdocs_metaimage.__file__).parent / "assets" / "Inter.ttf"
for name, weight in {"Regular": 400, "Bold": 700}.items():
    font = instantiateVariableFont(TTFont(source), {"wght": weight, "opsz": 14})
    font.save(Path(sys.argv[1], f"{name}.ttf"))
"""
