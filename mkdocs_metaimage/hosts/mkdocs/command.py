"""One command of MkDocs, and what its builds have in common: `serve` has many, and some nest in each other."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from ...pipeline import Plans
from .heads import KeptHeads
from .options import worker_count
from .serving import CardServer, live_reload_asked

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from .drafts import Drafts
    from .options import MetaImageOptions
    from .run import Run


class Command:
    """What lasts from build to build of one command, or of a program that builds without one.

    Args:
        serving: Whether it is `serve`.
        dirty: Whether its builds leave the pages alone that have not changed.
        will_end: Whether it will tell when it is over, as a program does not.

    Attributes:
        serving: As above.
        late: Whether cards are drawn when the browser asks for them.
        heads: The heads that it has written, where its builds are many.
        plans: What it has planned, where its builds are many.
    """

    def __init__(self, *, serving: bool = False, dirty: bool = False, will_end: bool = False) -> None:
        self.serving = serving
        # Whether on_serve will come has to be known before it does.
        self.late = serving and live_reload_asked()
        self.heads = KeptHeads() if serving else None
        self.plans = Plans() if serving else None
        self._drafts = _drafts() if self.late else None
        self._dirty = dirty
        self._will_end = will_end
        self._cards = CardServer()
        self._server: LiveReloadServer | None = None
        self._watched: set[str] = set()
        self._workers: Executor | None = None
        self._built: MkDocsConfig | None = None  # that of the last build
        self._used: set[str] = set()  # the digests of the images of the site as it is now

    def executor(self, options: MetaImageOptions) -> Executor:
        """What draws, from build to build; made when it is needed."""
        if self._workers is None:
            from ...pipeline.workers import Workers  # of no use to a build that draws nothing

            self._workers = Workers(worker_count(options.workers))
        return self._workers

    def begins(self) -> None:
        """Let the preview know that a build begins."""
        if self._drafts is not None:
            self._drafts.begin()

    def has_built(self, run: Run, config: MkDocsConfig, options: MetaImageOptions) -> None:
        """Let the browser have what a build has made, and sweep the cache if this may be the last chance."""
        # A dirty build leaves pages alone, and one that is nested in another (mkdocs-static-i18n) has its config.
        adds = self._dirty or config is self._built
        self._built = config
        if not adds:
            self._used.clear()
        if options.enabled:
            self._used |= run.digests
        if not self._will_end:
            self._tidy(run)
        self._show(run, options, adds=adds)
        self._watch(run, config)
        if self._drafts is not None:
            self._drafts.end(run.built if options.enabled else None, adds=adds)

    def has_failed(self) -> None:
        """Leave the cache alone, since a build did not come to all of its images."""
        self._used.clear()
        if self._drafts is not None:
            self._drafts.end()

    def join(
        self, server: LiveReloadServer, run: Run, config: MkDocsConfig, options: MetaImageOptions
    ) -> bool:
        """Come before a server's own application with the preview, and have it watch what hooks import.

        Returns:
            Whether all cards will be seen: if not, those that are not drawn yet must be now.
        """
        self._server = server
        self._watch(run, config)
        # `serve --clean` is to have all that `build` has.
        preview = None
        if self._drafts is not None and options.enabled:
            from .preview import open_preview  # of no use to a build

            preview = partial(open_preview, self._drafts, config, options.preview_hosts)
        joined = self.serving and self._cards.join(server, preview)
        seen = joined or not self.late
        self.late = joined
        if not seen:
            self._cards.show(None)
        return seen

    def end(self, run: Run | None) -> None:
        """Let go of what draws, and of what was not used for long."""
        self._cards.close()
        if run is not None:
            self._tidy(run)
        if self._workers is not None:
            # It stays, so that a browser that still waits for a card starts no other.
            self._workers.shutdown(cancel_futures=True)

    def _show(self, run: Run, options: MetaImageOptions, *, adds: bool) -> None:
        if not (self.late and options.enabled):
            self._cards.show(None)
            return
        self._cards.show(run.gallery(self._cards.gallery if adds else None))
        if options.workers:
            # Here, since the threads of several requests would each make one.
            self.executor(options)

    def _tidy(self, run: Run) -> None:
        # Not after each build: those that are nested in it have other images. And not after one that failed.
        if self._used:
            run.tidy(self._used)
            self._used.clear()

    def _watch(self, run: Run, config: MkDocsConfig) -> None:
        # `serve --clean` calls itself a build, and only the server tells it apart.
        if not self.serving and self._server is None:
            return
        docs = os.path.join(config.docs_dir, "")
        for path in map(str, run.sources()):
            if (
                path in self._watched
                or path == config.docs_dir
                or path.startswith(docs)
                or not os.path.exists(path)
            ):
                continue
            self._watched.add(path)
            if self._server is None:
                # MkDocs reads this list after the first build.
                config.watch.append(path)
            else:
                self._server.watch(path)


def _drafts() -> Drafts:
    from .drafts import Drafts  # of no use to a build

    return Drafts()
