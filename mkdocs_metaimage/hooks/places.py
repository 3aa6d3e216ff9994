"""Where the local modules of a user's code file are looked for; nothing here runs any of them."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, field
from importlib.machinery import EXTENSION_SUFFIXES
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Not looked for among the user's files: a second copy of this package would make a second `ImageResponse`.
_RESERVED = frozenset({"mkdocs_metaimage", "__future__", "__main__", *sys.builtin_module_names})


@dataclass(frozen=True, slots=True)
class Found:
    """A local module.

    Attributes:
        file: Its file; None for a folder without `__init__.py`.
        folders: For a package the folder that its submodules are in, else nothing.
    """

    file: Path | None
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that local modules are imported from, and what was found there.

    Attributes:
        routes_root: The root of the routes tree.
        config_dir: The folder of the site's config file.
    """

    routes_root: Path
    config_dir: Path
    _found: dict[tuple[Path, str], Path | None] = field(default_factory=dict, repr=False, compare=False)

    def folder_of(self, folder: Path, name: str) -> Path | None:
        """The folder that a top-level module comes from when a file in `folder` imports it.

        Files go before what is installed. Folders without `__init__.py` come after it, as everywhere in
        Python: a docs folder named `numpy` full of Markdown should hide nothing.

        Args:
            folder: The folder of the importing file; for a package's module that of the outermost package.
            name: The name of the module, without dots.

        Returns:
            The folder, or None when the name is not that of a local module.
        """
        key = (folder, name)
        if key not in self._found:
            self._found[key] = self._search(folder, name)
        return self._found[key]

    def _search(self, folder: Path, name: str) -> Path | None:
        if name in _RESERVED:
            return None
        chain = tuple(dict.fromkeys((folder, self.routes_root, self.config_dir)))
        bare: Path | None = None
        for place in chain:
            found = find(place, name)
            if found is None:
                continue
            if found.file is not None:
                return place
            bare = bare or place
        return None if bare is None or _is_installed(name) else bare


def find(folder: Path, name: str) -> Found | None:
    """The module of a name right in a folder, in the order in which Python looks for one."""
    # `import_module("opengraph-image")` is how another file takes over what that one has.
    if not name.replace("-", "_").isidentifier():
        return None
    package = folder / name
    if (package / "__init__.py").is_file():
        return Found(package / "__init__.py", (package,))
    for suffix in (*EXTENSION_SUFFIXES, ".py"):
        if (file := folder / f"{name}{suffix}").is_file():
            return Found(file)
    if package.is_dir() and any(package.rglob("*.py")):
        return Found(None, (package,))
    return None


def _is_installed(name: str) -> bool:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return name in sys.modules
    return spec is not None and spec.origin is not None
