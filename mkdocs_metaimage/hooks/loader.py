"""The hooks of one build."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from .assets import Assets
from .calling import Waiter
from .code import CodeHook
from .modules import Modules
from .places import Places
from .template import TemplateHook
from .template_files import Templates

if TYPE_CHECKING:
    from pathlib import Path

    from .hook import Hook


class HookLoader:
    """Loads the user's files anew for one build, each of them once.

    Args:
        routes_root: The root of the routes tree.
        config_dir: The folder of the site's config file.
        assets: Where the files that templates name are found; beside them, and at the root of the routes
            where it is not given.
    """

    def __init__(self, routes_root: Path, config_dir: Path, assets: Assets | None = None) -> None:
        self._sources: set[Path] = set()
        self._places = Places(routes_root.absolute(), config_dir.absolute())
        self._modules = Modules(self._places, self._sources.add)
        self._waiter = Waiter()
        folders = (self._places.routes_root, self._places.config_dir)
        assets = assets or Assets(self._places.routes_root)
        self._templates = Templates(folders, assets, self._sources.add)
        self._hooks: dict[Path, Hook] = {}
        self._lock = RLock()

    @property
    def sources(self) -> frozenset[Path]:
        """Every file that was read so far: hooks, their local modules, templates and what these include."""
        return frozenset(self._sources)

    def load(self, path: Path, is_icon: bool) -> Hook:
        """Load a code file or a template.

        Args:
            path: The `.py` or `.html` file.
            is_icon: Whether it is an `icon` or an `apple-icon`.

        Raises:
            MetaImageError: It cannot be loaded.
        """
        path = path.absolute()
        with self._lock:
            if path not in self._hooks:
                self._sources.add(path)
                self._hooks[path] = (
                    TemplateHook(path, self._templates, self._sources)
                    if path.suffix == ".html"
                    else CodeHook(path, is_icon, self._places, self._modules, self._waiter, self._sources)
                )
            return self._hooks[path]

    def close(self) -> None:
        """Forget every module of this build and close its event loop."""
        self._waiter.close()
        self._modules.close()
