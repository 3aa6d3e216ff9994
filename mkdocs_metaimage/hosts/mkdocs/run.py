"""One build of a MkDocs site, from its configuration to the written images."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from ...engine import kept_files
from ...head import rewrite_head
from ...pipeline import Build, Links, Remark, Remarks, Renderer
from ...routes import RouteTree
from ...store import sweep
from .built import Built, BuiltPage, reading_order
from .docs import page_facts, page_path, site_facts
from .messages import shortened
from .options import worker_count
from .progress import Progress
from .publishing import hide, published
from .serving import Gallery
from .setup import Setup
from .sources import Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from concurrent.futures import Executor

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
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
        self._setup = setup = Setup.find(config, options, memo_at)
        self._site = site_facts(config)
        self._tree = RouteTree.build([])
        self._remarks = Remarks(self._tell)
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
        self._pages: dict[str, BuiltPage] = {}
        self._order: tuple[str, ...] = ()
        self._assets: tuple[File, ...] = ()
        self._localized: tuple[tuple[str, Path], ...] = ()
        # Last, since whatever is raised above leaves nobody to close it.
        self._loader = setup.loader()

    def find_sources(self, files: Files) -> None:
        """Keep code, templates and alt texts out of the site, and give static images their place in it.

        Raises:
            MetaImageError: The routes tree contradicts itself, unless the site is served.
        """
        setup = self._setup
        sources = Sources(
            self._config, setup.routes_root, setup.template, self._loader, self._remarks, self._mend
        )
        found = sources.find(files)
        self._tree, self._localized = found.tree, found.localized

    def plan(self, files: Files) -> None:
        """Plan the images of every page whose content is there; of a dirty build the others are left alone."""
        config, setup = self._config, self._setup
        self._speak_of_other_plugins()
        self._renderer = self._make_renderer()
        sources = [file.page for file in files if file.page is not None and file.page.content is not None]
        # The page of a folder has the first claim to the folder's place.
        for source in sorted(sources, key=lambda source: not source.is_index):
            self._seat(source)
        self._site = site_facts(config)
        pages = [(source, self._make_page(source)) for source in sources]
        self._order = reading_order(sources)
        self._assets = tuple(file for file in files if not file.is_documentation_page())
        made = {source.file.src_uri: page for source, page in pages}
        own = tuple(made[uri] for uri in self._order)
        site = setup.site(self._site, own, config.site_url, setup.logo(files))
        links = Links.of(config.site_url or None, None if self._serving else self._options.base_url)
        settings = setup.settings(
            published(files, self._serving), links, self._plans, drawn_soon=not self._draws_late
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
        self._setup.memo.save(self._options.cache_max_age)
        self._progress.wait(self._rendering)
        tally = self._rendering.tally
        self._progress.tell(tally, self._late)
        if (tally.images or self._late) and self._options.debug:
            log.info("The option `debug` is on: cards show the outlines of their boxes.")

    @property
    def digests(self) -> frozenset[str]:
        """The digests of all images that were planned."""
        return self._planned.digests

    @property
    def built(self) -> Built:
        """What drafts of the site begin with."""
        return Built(
            self._setup, self._site, self._pages, self._order, self._assets, self._localized, self._tags
        )

    def tidy(self, used: Collection[str]) -> None:
        """Delete what nobody has used for long from the cache.

        Args:
            used: The digests of images that stay.
        """
        longest = self._options.cache_max_age or None
        self._setup.store.tidy(used, longest)
        sweep(self._setup.remote, kept_files.NAMES, (), longest, _MOST_REMOTE)

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
        return self._setup.sources(self._loader)

    def close(self) -> None:
        """Let go of the user's modules, and of drawings that an error left undone; what planning found is true."""
        self._setup.memo.save(self._options.cache_max_age)
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
            self._setup.store,
            self._executor if workers else None,
            self._remarks,
            self._mend,
            ahead=_AHEAD * workers,
        )

    def _make_page(self, source: MkDocsPage) -> Page:
        facts = page_facts(source, self._config)
        is_read = bool(source.meta) or not (source.markdown or "").startswith("---")
        self._pages[facts.src_uri] = BuiltPage(facts, source.meta, self._seat(source), is_read)
        return self._setup.page(facts, source.meta, self._site)

    def _plan_page(self, source: MkDocsPage, page: Page) -> tuple[Tag, ...]:
        social = self._setup.is_social(source.file.src_uri, source.meta)
        return self._planned.page(page, self._seat(source), social=social).tags

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

    def _mend(
        self,
        error: MetaImageError,
        convention: Convention | None = None,
        variant: str | int | None = None,
    ) -> None:
        if not self._serving:
            raise error
        log.error(shortened(error, self._config))
