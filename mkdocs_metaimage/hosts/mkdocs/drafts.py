"""The served site as its files are now: the last build, with all that the plugin reads read again."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from threading import Lock
from time import time_ns
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from mkdocs.structure.files import Files

from ...errors import MetaImageError
from ...pipeline import Links, Memo, Remark, Remarks
from ...preview import DocsPage, Draft
from ...routes import RouteTree
from .config_file import config_files, read_again
from .front_matter import read_front_matter
from .messages import config_folder
from .publishing import published
from .setup import Setup
from .sources import Found, Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from ...conventions import Convention
    from ...hooks import HookLoader
    from ...pages import Site
    from .built import Built, BuiltPage
    from .config_file import Written

#: What only front matter says as a rule, so that it is gone when that no longer says it.
_OWN_KEYS: Final = frozenset({"metaimage", "title", "description", "lang", "locale"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteDraft(Draft):
    """A draft of a site that MkDocs serves.

    Attributes:
        setup: Its settings.
        files: The files and folders that it was made of, but for those that are found as pages are planned.
    """

    setup: Setup
    files: tuple[str, ...]


class Drafts:
    """What the preview sees of a site that MkDocs serves.

    Attributes:
        host: The host's name and version.
        mount: The path that the site is served below, with slashes at both ends.
        building: Whether a build is under way.
        builds: How many builds have ended.
    """

    def __init__(self) -> None:
        self.host = ("", "")
        self.mount = "/"
        self.building = False
        self.builds = 0
        self._memo = Memo(None)
        self._built: tuple[Built, ...] = ()
        self._stamps: dict[Path, tuple[int, int] | None] = {}
        self._begun = 0  # when the build began that is under way, in ns
        self._good: Setup | None = None  # that of the last draft without errors
        self._lock = Lock()

    def open(self, host: tuple[str, str], mount: str) -> None:
        """Learn what serves the site, and where."""
        self.host, self.mount = host, mount

    def begin(self) -> None:
        """Learn that a build has begun."""
        self.building = True
        self._begun = time_ns()

    def end(self, built: Built | None = None, *, adds: bool = False) -> None:
        """Learn that a build has ended.

        Args:
            built: What is left of it; None where it failed.
            adds: Whether it is one of several that make a site together.
        """
        with self._lock:
            if built is not None:
                self._built = _together(self._built, built) if adds else (built,)
                self._good = None
                stamps = {path: _stamp(path) for each in self._built for path in _sources_of(each)}
                # What was saved since the build began may have been read before.
                self._stamps = {
                    path: stamp for path, stamp in stamps.items() if stamp is None or stamp[0] < self._begun
                }
            self.building = False
            self.builds += 1

    def draft(self) -> SiteDraft:
        """The site as its files are now; what a user can mend is among its errors."""
        with self._lock:
            builds, stamps, good = self._built, self._stamps, self._good
        self._memo.save(0)  # it has no file, but forgets what is too much
        first = builds[0].setup
        written = read_again(first.config)
        errors: list[MetaImageError] = list(written.errors)
        setup = self._setup(good or first, first, written, stamps, errors)
        loader = setup.loader()
        try:
            draft = self._drafted(setup, loader, builds, stamps, written.site_url, errors)
        except BaseException:
            loader.close()
            raise
        if not draft.errors:
            with self._lock:
                self._good = setup
        return draft

    def sources(self, draft: Draft) -> Iterator[str | Path]:
        """The files and folders whose change asks for another draft; more as pages are planned."""
        assert isinstance(draft, SiteDraft), "it is one of these"
        yield from draft.files
        yield from draft.setup.sources(draft.loader)

    def _setup(
        self,
        good: Setup,
        first: Setup,
        written: Written,
        stamps: Mapping[Path, tuple[int, int] | None],
        errors: list[MetaImageError],
    ) -> Setup:
        """The settings as they are now; where they are not in order, those that were so last."""
        config = first.config
        if written.errors:
            options = good.options
        elif all(_stamp(path) == stamps.get(path) for path in config_files(config)):
            # A hook of MkDocs' may have changed them.
            options = first.options
        elif written.options is None or not written.options.enabled:
            options = good.options
            errors.append(_switched_off(written, config))
        else:
            options = written.options
        try:
            return Setup.find(config, options, lambda _: self._memo)
        except MetaImageError as error:
            errors.append(error)
            return replace(good, memo=self._memo, named=set())

    def _drafted(
        self,
        setup: Setup,
        loader: HookLoader,
        builds: tuple[Built, ...],
        stamps: Mapping[Path, tuple[int, int] | None],
        url: str | None,
        errors: list[MetaImageError],
    ) -> SiteDraft:
        remarks: list[Remark] = []
        # One that is gone since has no claim to its place.
        assets = Files([file for built in builds for file in built.assets if _is_there(file)])
        found = _convention_files(setup, loader, builds, assets, remarks, errors)
        try:
            logo = setup.logo(assets)
        except MetaImageError as error:
            errors.append(error)
            logo = None
        site, pages = _site(builds, setup, stamps, url, logo, errors)
        return SiteDraft(
            site=site,
            pages=pages,
            tree=found.tree,
            loader=loader,
            settings=setup.settings(published(assets, serving=True), Links.of(url, setup.options.base_url)),
            store=setup.store,
            root=config_folder(setup.config),
            template=setup.options.template,
            on_existing=setup.options.on_existing,
            errors=tuple(errors),
            remarks=tuple(remarks),
            setup=setup,
            files=tuple(dict.fromkeys(map(str, _files(setup, found, builds)))),
        )


def _switched_off(written: Written, config: MkDocsConfig) -> MetaImageError:
    gone = "is no longer among the `plugins:`" if written.options is None else "has `enabled: false`"
    return MetaImageError(
        f"The plugin metaimage {gone}, so that no build has cards.",
        config.config_file_path,
        hint="Take that back, or start the server anew without this preview.",
    )


def _convention_files(
    setup: Setup,
    loader: HookLoader,
    builds: Iterable[Built],
    assets: Files,
    remarks: list[Remark],
    errors: list[MetaImageError],
) -> Found:
    def mend(error: MetaImageError, convention: Convention | None = None) -> None:
        errors.append(error)

    sources = Sources(setup.config, setup.routes_root, setup.template, loader, Remarks(remarks.append), mend)
    try:
        return sources.find(assets, chain.from_iterable(built.localized for built in builds))
    except MetaImageError as error:
        # Somebody has moved the folder, say.
        errors.append(error)
        return Found(RouteTree.build([]), ())


def _together(earlier: tuple[Built, ...], built: Built) -> tuple[Built, ...]:
    """The builds that make a site, and another: one of a language more, or a dirty one of pages that there were."""
    for number, each in enumerate(earlier):
        if each.setup.config is not built.setup.config and each.site.locale == built.site.locale:
            whole = replace(
                built,
                pages={**each.pages, **built.pages},
                order=tuple(dict.fromkeys((*each.order, *built.order))),
                tags={**each.tags, **built.tags},
            )
            return (*earlier[:number], whole, *earlier[number + 1 :])
    return (*earlier, built)


def _site(
    builds: Iterable[Built],
    setup: Setup,
    stamps: Mapping[Path, tuple[int, int] | None],
    url: str | None,
    logo: str | None,
    errors: list[MetaImageError],
) -> tuple[Site, dict[str, DocsPage]]:
    """The site, and its pages by their keys; those of each build see the site as that has it."""
    sites: list[Site] = []
    pages: dict[str, DocsPage] = {}
    for built in builds:
        known = _pages(built, replace(setup, config=built.setup.config), stamps, url, errors)
        own = tuple(known[source].page for source in built.order)
        sites.append(setup.site(built.site, own, url, logo))
        # Last those that came when all was planned: no card could see them.
        for source in dict.fromkeys((*built.order, *known)):
            # Of a page that a language lacks there is that of another, from the same source.
            key = source if source not in pages else known[source].page.url
            pages[key] = replace(known[source], key=key, site=sites[-1])
    return replace(sites[0], pages=tuple(page for site in sites for page in site.pages)), pages


def _pages(
    built: Built,
    setup: Setup,
    stamps: Mapping[Path, tuple[int, int] | None],
    url: str | None,
    errors: list[MetaImageError],
) -> dict[str, DocsPage]:
    """The pages of a build by their sources."""
    config = setup.config
    pages = {}
    for source, known in built.pages.items():
        meta = known.meta
        try:
            meta = _meta(known, stamps)
        except MetaImageError as error:
            errors.append(error)
        facts = replace(known.facts, canonical_url=_published_url(known.facts.canonical_url, config, url))
        pages[source] = DocsPage(
            key=source,
            page=setup.page(facts, meta, built.site),
            path=known.seat,
            social=setup.is_social(source, meta),
            published=Path(config.site_dir, facts.dest_uri),
            tags=built.tags.get(source, ()),
        )
    return pages


def _meta(page: BuiltPage, stamps: Mapping[Path, tuple[int, int] | None]) -> Mapping[str, Any]:
    """A page's front matter: that of the build, with what its file says by now.

    Raises:
        MetaImageError: It cannot be read, of which MkDocs says nothing.
    """
    source = page.facts.source
    if source is None or (page.is_read and _stamp(source) == stamps.get(source)):
        return page.meta
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return page.meta
    said = read_front_matter(text, source)
    stays = {key: value for key, value in page.meta.items() if key not in _OWN_KEYS}
    return {**stays, **said}


def _published_url(canonical: str | None, config: MkDocsConfig, url: str | None) -> str | None:
    """The absolute URL of a page where the site is published, which `serve` puts its own in place of."""
    if not canonical or not url:
        return None
    served = config.site_url or ""
    base = f"{url.rstrip('/')}/"
    return urljoin(base, canonical.removeprefix(served)) if canonical.startswith(served) else canonical


def _sources_of(built: Built) -> Iterator[Path]:
    yield from config_files(built.setup.config)
    yield from (page.facts.source for page in built.pages.values() if page.facts.source is not None)


def _files(setup: Setup, found: Found, builds: Iterable[Built]) -> Iterator[str | Path]:
    """What a draft is made of."""
    yield from chain.from_iterable(map(_sources_of, builds))
    for file in found.tree.files():
        yield from (file.path,) if file.alt is None else (file.path, file.alt)
    # In these convention files may come and go.
    for folder, inner, _ in os.walk(setup.routes_root):
        inner[:] = (name for name in inner if name != "__pycache__" and not name.startswith("."))
        yield folder


def _is_there(file: File) -> bool:
    return file.abs_src_path is None or os.path.exists(file.abs_src_path)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file does; None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
