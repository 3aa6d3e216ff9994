"""The MkDocs plugin: each event is a short way into a `Run`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.plugins import BasePlugin, event_priority

from ...errors import MetaImageError
from ...pipeline import Memo
from .command import Command
from .garbage import old_objects_apart
from .messages import host_error
from .options import MetaImageOptions, unknown_options
from .run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        self._command = Command()
        self._run: Run | None = None
        self._memo: Memo | None = None

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
        self._command = Command(serving=command == "serve", dirty=dirty, will_end=True)

    # Nested builds (mkdocs-static-i18n) begin with this event too. Last, since mkdocs-monorepo-plugin puts
    # another docs_dir in place.
    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Begin a build."""
        self._close()
        command, options = self._command, self.config
        command.begins()
        executor = partial(command.executor, options)
        with _errors_of(config):
            self._run = Run(
                config,
                options,
                command.serving,
                executor,
                self._memo_at,
                late=command.late,
                heads=command.heads,
                plans=command.plans,
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
            with _errors_of(config), old_objects_apart():
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
        self._command.has_built(self._current, config, self.config)

    def on_build_error(self, error: Exception) -> None:
        """Let go of the user's modules."""
        self._command.has_failed()
        self._close()

    # Last, so that it is the server that remains.
    @event_priority(-100)
    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> None:
        """Come before the server's own application; cards that it would not let the browser see are drawn now."""
        if not self._command.join(server, self._current, config, self.config) and self.config.enabled:
            with _errors_of(config):
                self._current.write_late()

    def on_shutdown(self) -> None:
        """Let go of the user's modules, of what draws, and of what was not used for long."""
        self._close()
        self._command.end(self._run)
        # A program may go on with builds of its own.
        self._command, self._run = Command(), None

    @property
    def _current(self) -> Run:
        assert self._run is not None, "MkDocs begins every build with on_config"
        return self._run

    def _memo_at(self, path: Path) -> Memo:
        """The memo of this file, which is read once for the rebuilds of one `serve`."""
        if self._memo is None or self._memo.path != path:
            self._memo = Memo(path)
        return self._memo

    def _close(self) -> None:
        if self._run is not None:
            self._run.close()


@contextmanager
def _errors_of(config: MkDocsConfig) -> Iterator[None]:
    try:
        yield
    except MetaImageError as error:
        raise host_error(error, config) from error
