"""What MkDocs' configuration and the plugin's options come to: what builds and drafts of a site begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathspec import GitIgnoreSpec

from ...hooks import BUILT_IN, Assets, HookLoader
from ...pages import Site
from ...pipeline import Links, Settings, Sketcher, Workshop, find_template
from ...store import Store
from .docs import make_page
from .fonts import find_fonts
from .messages import config_folder
from .publishing import cache_folder
from .sources import find_routes_root
from .theme import find_logo, logo_tone, theme_colors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from ...engine.text.fonts import Font
    from ...pages import Colors, Page
    from ...pipeline import Memo, Plans
    from .docs import PageFacts, SiteFacts
    from .options import MetaImageOptions


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """The settings of a site, with the files that they name found.

    Attributes:
        config: MkDocs' configuration.
        options: The plugin's.
        routes_root: The folder that holds the convention files.
        template: The template of the card of pages that no file serves.
        fonts: The fonts of the option `fonts`.
        font_family: The `font-family` of the cards.
        store: The cache.
        memo: What former builds found.
        named: The pictures and fonts that cards name, as far as any was planned.
    """

    config: MkDocsConfig
    options: MetaImageOptions
    routes_root: Path
    template: Path
    fonts: tuple[Font, ...]
    font_family: str
    store: Store
    memo: Memo
    named: set[Path] = field(default_factory=set)

    @classmethod
    def find(cls, config: MkDocsConfig, options: MetaImageOptions, memo_at: Callable[[Path], Memo]) -> Setup:
        """Find what the settings name.

        Args:
            config: MkDocs' configuration.
            options: The plugin's.
            memo_at: Gives the memo that is kept in a file.

        Raises:
            MetaImageError: A setting names something that is not there.
        """
        routes_root = find_routes_root(options.routes_dir, config)
        template = find_template(
            options.template, (config_folder(config),), "the option `template`", config.config_file_path
        )
        store = Store(cache_folder(options.cache_dir, config))
        memo = memo_at(store.folder / "plans")
        memo.begin()
        fonts, font_family = find_fonts(options.fonts, config, memo)
        return cls(config, options, routes_root, template, fonts, font_family, store, memo)

    @property
    def remote(self) -> Path:
        """The folder where remote files are kept."""
        return self.store.folder / "remote"

    def loader(self) -> HookLoader:
        """A loader of the user's files, which somebody has to close."""
        assets = Assets(Path(self.config.docs_dir), tuple(map(Path, self.config.theme.dirs)))
        return HookLoader(self.routes_root, config_folder(self.config), assets)

    def page(self, facts: PageFacts, meta: Mapping[str, Any], site: SiteFacts) -> Page:
        """The core's view of a page.

        Args:
            facts: What MkDocs knows of it.
            meta: Its front matter.
            site: What MkDocs knows of its site.
        """
        return make_page(facts, meta, site.description, site.direction, self.options.template_options)

    def logo(self, files: Files) -> str | None:
        """The site's logo.

        Args:
            files: The site's files, among which plugins may have put it.

        Raises:
            MetaImageError: There is no picture where it should be.
        """
        return find_logo(self.config, files, self.options.logo, self._colors.text, self.memo)

    def site(self, facts: SiteFacts, pages: tuple[Page, ...], url: str | None, logo: str | None) -> Site:
        """The core's view of the site.

        Args:
            facts: What MkDocs knows of it.
            pages: Its pages.
            url: The absolute URL of its home page, or None.
            logo: Its logo.
        """
        return Site(
            name=facts.name,
            url=url.rstrip("/") + "/" if url else None,
            description=facts.description,
            author=facts.author,
            locale=facts.locale,
            logo=logo,
            logo_tone=logo_tone(logo, self.memo),
            colors=self._colors,
            font_family=self.font_family,
            pages=pages,
        )

    @property
    def _colors(self) -> Colors:
        return theme_colors(self.config, self.options.colors)

    def settings(
        self,
        published: Mapping[Path, str],
        links: Links,
        plans: Plans | None = None,
        *,
        drawn_soon: bool = True,
    ) -> Settings:
        """What planning takes from the configuration.

        Args:
            published: The files that MkDocs publishes, each with its decoded path below the site.
            links: The site's URLs.
            plans: The plans of the builds before, where others follow.
            drawn_soon: Whether the build draws what it plans.
        """
        docs_dir, options = Path(self.config.docs_dir), self.options
        return Settings(
            docs_dir=docs_dir,
            template=self.template,
            template_folders=(docs_dir, self.routes_root, config_folder(self.config)),
            template_options=options.template_options,
            links=links,
            workshop=Workshop(
                self.fonts,
                options.max_bytes or None,
                options.allow_remote,
                options.debug,
                self.named.add,
                self.remote,
                Sketcher(self.memo, drawn_soon=drawn_soon),
            ),
            published=published,
            plans=plans,
        )

    def is_social(self, src_uri: str, meta: Mapping[str, Any]) -> bool:
        """Whether a page has social images: the options `include` and `exclude` and its front matter say so."""
        if meta.get("metaimage") is False:
            return False
        if self.options.include and not _matcher(tuple(self.options.include)).match_file(src_uri):
            return False
        return not (self.options.exclude and _matcher(tuple(self.options.exclude)).match_file(src_uri))

    def sources(self, loader: HookLoader) -> Iterator[Path]:
        """What the images depend on and MkDocs does not watch of itself."""
        yield self.routes_root
        yield from (path for path in loader.sources if not path.is_relative_to(BUILT_IN))
        if self.options.logo is not None:
            yield config_folder(self.config) / self.options.logo
        for font in self.fonts:
            if not isinstance(font.source, bytes):
                yield Path(font.source)
        yield from sorted(self.named)


@lru_cache(maxsize=8)
def _matcher(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)
