"""The MkDocs plugin: each event is a short way into a `Run`."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.plugins import BasePlugin, event_priority

from ...errors import MetaImageError
from ...pipeline import Memo
from .messages import host_error
from .options import MetaImageOptions, unknown_options, worker_count
from .run import Run
from .serving import CardServer, live_reload_asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from jinja2 import Environment
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


class MetaImagePlugin(BasePlugin[MetaImageOptions]):  # type: ignore[no-untyped-call]
    """Gives every page of a MkDocs site its social card and its icons."""

    def __init__(self) -> None:
        self._serving = False
        self._dirty = False
        self._late = False  # whether cards are drawn when the browser asks for them
        self._cards = CardServer()
        self._shown: MkDocsConfig | None = None  # that of the build whose cards are shown
        self._server: LiveReloadServer | None = None
        self._watched: set[str] = set()
        self._run: Run | None = None
        self._workers: Executor | None = None
        self._memo: Memo | None = None
        self._will_end = False  # whether on_shutdown will come
        self._used: set[str] = set()  # the digests of the images of all builds until then

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Check the options; one that does not exist is an error, since the site would not be as asked."""
        errors, warnings = super().load_config(options, config_file_path)
        unknown = unknown_options(options)
        return [*errors, *unknown], [] if unknown else warnings

    # That this event is known keeps the plugin alive between the rebuilds of one `serve`.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether the site is served."""
        self._serving = command == "serve"
        self._dirty = dirty
        self._will_end = True
        self._workers = None
        # Whether on_serve will come has to be known before it does.
        self._late = self._serving and live_reload_asked()

    # Nested builds (mkdocs-static-i18n) begin with this event too. Last, since mkdocs-monorepo-plugin puts
    # another docs_dir in place.
    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build."""
        self._close()
        with _errors_of(config):
            self._run = Run(
                config, self.config, self._serving, self._executor, self._memo_at, late=self._late
            )

    # Last, so that files which other plugins add are seen; mkdocs-static-i18n, at -100, makes all of them anew.
    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Keep code, templates and alt texts out of the site."""
        with _errors_of(config):
            self._current.find_sources(files)

    # Last, so that every plugin has had its say on titles and front matter.
    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Plan the images of every page: all of them are complete now, and none is written yet."""
        if self.config.enabled:
            with _errors_of(config):
                self._current.plan(files)

    # After Material's social plugin (50), whose tags are replaced, and before minifiers (0).
    @event_priority(25)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Put the tags into a page."""
        if not self.config.enabled:
            return output
        with _errors_of(config):
            return self._current.rewrite_page(output, page)

    @event_priority(25)
    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Put the tags into a page that has no source, such as `404.html`."""
        if not self.config.enabled or not template_name.endswith((".html", ".htm")):
            return output_content
        with _errors_of(config):
            return self._current.rewrite_template(output_content, template_name)

    # First: mkdocs-static-i18n runs its nested builds from this event, and they begin a new state.
    @event_priority(100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the images, drawing those that the cache does not have."""
        if self.config.enabled:
            with _errors_of(config):
                self._current.write()
            self._used |= self._current.digests
            if not self._will_end:
                self._tidy()
        self._show(config)
        self._watch(config)

    def on_build_error(self, error: Exception) -> None:
        """Let go of the user's modules."""
        self._used.clear()
        self._close()

    # Last, so that it is the server that remains.
    @event_priority(-100)
    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
        """Come before the server's own application, and keep it: later builds have it watch what hooks import."""
        self._server = server
        self._watch(config)
        # `serve --clean` is to have all that `build` has.
        joined = self._serving and self._cards.join(server)
        if self._late and not joined:
            self._cards.show(None)
            with _errors_of(config):
                self._current.write_late()
        self._late = joined

    def on_shutdown(self) -> None:
        """Let go of the user's modules, of what draws, and of what was not used for long."""
        self._cards.show(None)
        self._close()
        self._tidy()
        # A program may go on with builds of its own.
        self._will_end = False
        if self._workers is not None:
            # It stays, so that a browser that still waits for a card starts no other.
            self._workers.shutdown(cancel_futures=True)

    @property
    def _current(self) -> Run:
        assert self._run is not None, "MkDocs begins every build with on_config"
        return self._run

    def _memo_at(self, path: Path) -> Memo:
        """The memo of this file, which is read once for the rebuilds of one `serve`."""
        if self._memo is None or self._memo.path != path:
            self._memo = Memo(path)
        return self._memo

    def _executor(self) -> Executor:
        """What draws, from build to build; made when it is needed."""
        if self._workers is None:
            from ...pipeline.workers import Workers  # of no use to a build that draws nothing

            self._workers = Workers(worker_count(self.config.workers))
        return self._workers

    def _tidy(self) -> None:
        # Not after each build: those that are nested in it have other images. And not after one that failed, which
        # did not come to all of them.
        if self._used:
            self._current.tidy(self._used)
            self._used.clear()

    def _show(self, config: MkDocsConfig) -> None:
        """Let the browser have the cards of this build."""
        if not (self._late and self.config.enabled):
            self._cards.show(None)
            return
        # A dirty build leaves pages alone, and one that is nested in another (mkdocs-static-i18n) has its config.
        more = self._dirty or config is self._shown
        self._cards.show(self._current.gallery(self._cards.gallery if more else None))
        self._shown = config
        if self.config.workers:
            # Here, since the threads of several requests would each make one.
            self._executor()

    def _close(self) -> None:
        if self._run is not None:
            self._run.close()

    def _watch(self, config: MkDocsConfig) -> None:
        # `serve --clean` calls itself a build, and only the server tells it apart.
        if not self._serving and self._server is None:
            return
        docs = os.path.join(config.docs_dir, "")
        for path in map(str, self._current.sources()):
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


@contextmanager
def _errors_of(config: MkDocsConfig) -> Iterator[None]:
    try:
        yield
    except MetaImageError as error:
        raise host_error(error, config) from error
