"""One build of a MkDocs site, from its configuration to the written images."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger
from pathspec import GitIgnoreSpec

from ...engine import kept_files
from ...head import rewrite_head
from ...hooks import BUILT_IN, Assets, HookLoader
from ...pages import Site
from ...pipeline import Build, Links, Remark, Remarks, Renderer, Settings, Sketcher, Workshop, find_template
from ...routes import RouteTree
from ...store import Store, sweep
from .docs import make_page, page_path, site_locale
from .fonts import find_fonts
from .messages import config_folder, shortened
from .options import worker_count
from .progress import Progress
from .publishing import cache_folder, hide, published
from .serving import Gallery
from .sources import Sources, find_routes_root
from .theme import find_logo, logo_tone, theme_colors, theme_direction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from concurrent.futures import Executor

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

    from ...conventions import Convention
    from ...errors import MetaImageError
    from ...pages import Page
    from ...pipeline import Memo, PlannedImage, Plans
    from ...tags import Tag
    from .heads import KeptHeads
    from .options import MetaImageOptions

_LEVELS = {"warn": logging.WARNING, "info": logging.INFO}
# How many drawings there are under way for each worker.
_AHEAD = 8
_OTHER_PLUGINS = ("material/social", "social")
# The most bytes of remote files that are kept.
_MOST_REMOTE = 100_000_000

log = get_plugin_logger("metaimage")


class Run:
    """The state of one build; made anew for each.

    Args:
        config: MkDocs' configuration.
        options: The plugin's.
        serving: Whether the site is served, so that errors in one image are reported and passed over.
        executor: Gives the executor that draws.
        memo_at: Gives the memo that is kept in a file.
        late: Whether cards are drawn when the browser asks for them, and not by the build.
        heads: The heads of the builds before, where others follow.
        plans: The plans of the builds before, where others follow.

    Raises:
        MetaImageError: A setting names something that is not there.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        options: MetaImageOptions,
        serving: bool,
        executor: Callable[[], Executor],
        memo_at: Callable[[Path], Memo],
        *,
        late: bool = False,
        heads: KeptHeads | None = None,
        plans: Plans | None = None,
    ) -> None:
        self._config = config
        self._options = options
        self._serving = serving
        self._config_dir = config_folder(config)
        self._docs_dir = Path(config.docs_dir)
        self._routes_root = find_routes_root(options.routes_dir, config)
        self._template = find_template(
            options.template, (self._config_dir,), "the option `template`", config.config_file_path
        )
        self._tree = RouteTree.build([])
        self._remarks = Remarks(self._tell)
        self._store = Store(cache_folder(options.cache_dir, config))
        self._memo = memo_at(self._store.folder / "plans")
        self._memo.begin()
        self._fonts, self._font_family = find_fonts(options.fonts, config, self._memo)
        self._remote = self._store.folder / "remote"
        self._executor = executor
        self._renderer: Renderer | None = None
        self._progress = Progress(log)
        self._draws_late = late
        self._heads = heads
        self._plans = plans
        self._late: list[PlannedImage] = []
        self._build: Build | None = None
        self._tags: dict[str, tuple[Tag, ...]] = {}
        self._seats: dict[str, str] = {}
        self._named: set[Path] = set()  # pictures and fonts that cards name
        self._include = GitIgnoreSpec.from_lines(options.include)
        self._exclude = GitIgnoreSpec.from_lines(options.exclude)
        # Last, since whatever is raised above leaves nobody to close it.
        assets = Assets(self._docs_dir, tuple(map(Path, config.theme.dirs)))
        self._loader = HookLoader(self._routes_root, self._config_dir, assets)

    def find_sources(self, files: Files) -> None:
        """Keep code, templates and alt texts out of the site, and give static images their place in it.

        Raises:
            MetaImageError: The routes tree contradicts itself, unless the site is served.
        """
        sources = Sources(
            self._config, self._routes_root, self._template, self._loader, self._remarks, self._mend
        )
        self._tree = sources.find(files)

    def plan(self, files: Files) -> None:
        """Plan the images of every page whose content is there; of a dirty build the others are left alone."""
        config, options = self._config, self._options
        self._speak_of_other_plugins()
        self._renderer = self._make_renderer()
        sources = [file.page for file in files if file.page is not None and file.page.content is not None]
        # The page of a folder has the first claim to the folder's place.
        for source in sorted(sources, key=lambda source: not source.is_index):
            self._seat(source)
        pages = [(source, self._make_page(source)) for source in sources]
        site = self._make_site(files, tuple(page for _, page in pages))
        settings = Settings(
            docs_dir=self._docs_dir,
            template=self._template,
            template_folders=(self._docs_dir, self._routes_root, self._config_dir),
            template_options=options.template_options,
            links=Links.of(config.site_url or None, None if self._serving else options.base_url),
            workshop=Workshop(
                self._fonts,
                options.max_bytes or None,
                options.allow_remote,
                options.debug,
                self._named.add,
                self._remote,
                Sketcher(self._memo),
            ),
            published=published(files, self._serving),
            plans=self._plans,
        )
        self._build = Build(site, self._tree, self._loader, settings, self._remarks, self._mend, self._take)
        for source, page in pages:
            self._tags[source.file.src_uri] = self._plan_page(source, page)
        if len(sources) == sum(file.page is not None for file in files):
            # A page that is left alone may have a template that knows what no other does.
            self._build.check_template_options(str(config.config_file_path))
        # What templates include, and those that front matter names, is known only now.
        hide(files, self._loader.sources)

    def _take(self, image: PlannedImage) -> None:
        if self._draws_late and image.content.is_drawn:
            self._late.append(image)
        else:
            self._rendering.offer(image)
            self._progress.show(self._rendering.tally)

    def _speak_of_other_plugins(self) -> None:
        for name in _OTHER_PLUGINS:
            other = self._config.plugins.get(name)
            if other is not None and other.config.get("enabled", True) and other.config.get("cards", True):
                self._remarks.make(
                    "other_social_plugin",
                    f"The plugin {name} makes social cards too; metaimage replaces them. Take it out of `plugins:`.",
                )

    def rewrite_page(self, html: str, source: MkDocsPage) -> str:
        """A page with its tags; one that came into being after `on_env` is planned now."""
        tags = self._tags.get(source.file.src_uri)
        if tags is None:
            tags = self._tags[source.file.src_uri] = self._plan_page(source, self._make_page(source))
        self._progress.follow(self._rendering)
        return self._put(source.file.src_uri, html, tags)

    def rewrite_template(self, html: str, name: str) -> str:
        """A page without a source, such as `404.html`, with its tags."""
        # An error page is served from whatever URL was asked for.
        url = f"/{name}" if name in ("404.html", "500.html") else name
        return self._put(url, html, self._planned.template_tags(url))

    def _put(self, name: str, html: str, tags: tuple[Tag, ...]) -> str:
        if self._heads is None:
            return rewrite_head(html, tags, on_existing=self._options.on_existing)
        return self._heads.rewrite(name, html, tags, self._options.on_existing)

    def write(self) -> None:
        """Write the images into the site.

        Raises:
            MetaImageError: One cannot be drawn or written.
        """
        self._memo.save(self._options.cache_max_age)
        self._progress.wait(self._rendering)
        tally = self._rendering.tally
        self._progress.tell(tally, self._late)
        if (tally.images or self._late) and self._options.debug:
            log.info("The option `debug` is on: cards show the outlines of their boxes.")

    @property
    def digests(self) -> frozenset[str]:
        """The digests of all images that were planned."""
        return self._planned.digests

    def tidy(self, used: Collection[str]) -> None:
        """Delete what nobody has used for long from the cache.

        Args:
            used: The digests of images that stay.
        """
        longest = self._options.cache_max_age or None
        self._store.tidy(used, longest)
        sweep(self._remote, kept_files.NAMES, (), longest, _MOST_REMOTE)

    def gallery(self, earlier: Gallery | None = None) -> Gallery:
        """The cards that are drawn late.

        Args:
            earlier: A gallery whose cards stay where there are no others in their places.
        """
        return Gallery(
            self._late, self._rendering.kept, lambda error: shortened(error, self._config), earlier
        )

    def write_late(self) -> None:
        """Write the cards too that were to be drawn late.

        Raises:
            MetaImageError: One cannot be written.
        """
        for image in self._late:
            self._rendering.offer(image)
        self._late.clear()
        self.write()

    def sources(self) -> Iterator[Path]:
        """What the images depend on and MkDocs does not watch of itself."""
        yield self._routes_root
        yield from (path for path in self._loader.sources if not path.is_relative_to(BUILT_IN))
        if self._options.logo is not None:
            yield self._config_dir / self._options.logo
        for font in self._fonts:
            if not isinstance(font.source, bytes):
                yield Path(font.source)
        yield from sorted(self._named)

    def close(self) -> None:
        """Let go of the user's modules, and of drawings that an error left undone; what planning found is true."""
        self._memo.save(self._options.cache_max_age)
        self._progress.close()
        if self._renderer is not None:
            self._renderer.cancel()
        self._loader.close()

    @property
    def _planned(self) -> Build:
        assert self._build is not None, "MkDocs renders nothing before on_env"
        return self._build

    @property
    def _rendering(self) -> Renderer:
        assert self._renderer is not None, "MkDocs renders nothing before on_env"
        return self._renderer

    def _make_renderer(self) -> Renderer:
        workers = worker_count(self._options.workers)
        return Renderer(
            # Now, since other plugins may have put another in place.
            Path(self._config.site_dir),
            self._store,
            self._executor if workers else None,
            self._remarks,
            self._mend,
            ahead=_AHEAD * workers,
        )

    def _make_page(self, source: MkDocsPage) -> Page:
        options = self._options.template_options
        return make_page(source, self._config, theme_direction(self._config), options)

    def _make_site(self, files: Files, pages: tuple[Page, ...]) -> Site:
        config, options = self._config, self._options
        colors = theme_colors(config, options.colors)
        logo = find_logo(config, files, options.logo, colors.text, self._memo)
        return Site(
            name=config.site_name,
            url=config.site_url.rstrip("/") + "/" if config.site_url else None,
            description=config.site_description or "",
            author=config.site_author or "",
            locale=site_locale(config),
            logo=logo,
            logo_tone=logo_tone(logo, self._memo),
            colors=colors,
            font_family=self._font_family,
            pages=pages,
        )

    def _plan_page(self, source: MkDocsPage, page: Page) -> tuple[Tag, ...]:
        included = self._is_included(source.file.src_uri) and source.meta.get("metaimage") is not False
        return self._planned.page(page, self._seat(source), social=included).tags

    def _is_included(self, src_uri: str) -> bool:
        if self._options.include and not self._include.match_file(src_uri):
            return False
        return not self._exclude.match_file(src_uri)

    def _seat(self, source: MkDocsPage) -> str:
        """Where a page's images live: a place of its own, even where `g.html` stands beside `g/index.html`."""
        path = page_path(source)
        while self._seats.setdefault(path, source.file.src_uri) != source.file.src_uri:
            path += "-2"
        return path

    def _tell(self, remark: Remark) -> None:
        # What has no level of its own fails no build.
        level = _LEVELS.get(self._options.validation.get(remark.kind, "info"))
        if level is not None:
            log.log(level, shortened(remark.message, self._config))

    def _mend(self, error: MetaImageError, convention: Convention | None = None) -> None:
        if not self._serving:
            raise error
        log.error(shortened(error, self._config))
