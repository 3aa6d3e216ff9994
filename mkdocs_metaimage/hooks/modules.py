"""Runs a user's code files and the local modules they import, anew in each build.

Every folder that modules come from gets a package of its own with a made-up name, `_metaimage_0_5f1c2b3a`
say, and every module is known to Python below that name. So modules of one name in two folders do not meet,
nothing that is installed is hidden from anybody else, and dataclasses, type hints and pickles find their
modules. A user's files are given an `__import__` of their own, which knows these packages.
"""

from __future__ import annotations

import builtins
import hashlib
import importlib
import importlib.util
import re
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec, SourceFileLoader
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .places import find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .places import Places

_PREFIX = "_metaimage_"
_MADE_UP = re.compile(rf"{_PREFIX}\d+_[0-9a-f]{{8}}\.?")


def plain_names(text: str) -> str:
    """The text with the made-up package names taken out, as the user knows his modules."""
    return _MADE_UP.sub("", text)


class Modules:
    """The modules of the user's files in one build.

    Args:
        places: Where local modules are looked for.
        read: Told of each file before it is run.
    """

    def __init__(self, places: Places, read: Callable[[Path], None]) -> None:
        self._places = places
        self._read = read
        self._lock = RLock()
        # The builtins of each package's modules, and the package of each folder.
        self._builtins: dict[str, dict[str, Any]] = {}
        self._names: dict[Path, str] = {}
        self._root = _claim_root()
        self._finder = _Finder(self._root, self)
        sys.meta_path.insert(0, self._finder)

    def load(self, path: Path) -> ModuleType:
        """Run a code file, or answer its module when it has been imported already.

        Raises:
            BaseException: Whatever the file raises.
        """
        with self._lock:
            name = f"{self.package_of(path.parent)}.{path.stem}"
            if name in sys.modules:
                return sys.modules[name]
            loader = self.source_loader(name, path)
            spec = importlib.util.spec_from_loader(name, loader)
            assert spec is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            try:
                loader.exec_module(module)
            except BaseException:
                sys.modules.pop(name, None)
                raise
            return module

    def close(self) -> None:
        """Forget all modules; what is held of them still works, but imports nothing local any more."""
        with self._lock:
            if self._finder in sys.meta_path:
                sys.meta_path.remove(self._finder)
            for name in [name for name in list(sys.modules) if name.partition(".")[0] in self._builtins]:
                del sys.modules[name]
            sys.modules.pop(self._root, None)
            self._builtins.clear()
            self._names.clear()

    def package_of(self, folder: Path) -> str:
        """The name of the package that stands for a folder."""
        with self._lock:
            if folder not in self._names:
                digest = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:8]
                name = f"{self._root}_{digest}"
                package = ModuleType(name)
                package.__path__ = [str(folder)]
                self._names[folder] = name
                importer = _Importer(folder, self._places, self)
                self._builtins[name] = {**vars(builtins), "__import__": importer.import_name}
                sys.modules[name] = package
            return self._names[folder]

    def source_loader(self, name: str, path: Path) -> SourceFileLoader:
        """The loader of a source file whose module has a name below one of the packages."""
        return _SourceLoader(name, str(path), self._builtins[name.partition(".")[0]], self._read)


class _SourceLoader(SourceFileLoader):
    """Compiles from the source always: a `.pyc` in a docs folder is a change that rebuilds in a loop."""

    def __init__(self, fullname: str, path: str, names: dict[str, Any], read: Callable[[Path], None]) -> None:
        super().__init__(fullname, path)
        self._builtins = names
        self._read = read

    def get_code(self, fullname: str) -> Any:
        path = self.get_filename(fullname)
        self._read(Path(path))
        try:
            return self.source_to_code(self.get_data(path), path)
        except (SyntaxError, ValueError) as error:
            if isinstance(error, SyntaxError) and error.filename is not None:
                raise
            # Null bytes are told without the file.
            raise SyntaxError(str(error), (path, 1, None, None)) from None

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__builtins__"] = self._builtins
        super().exec_module(module)


class _Finder(MetaPathFinder):
    """Finds the modules below the made-up packages of one build; all other names are none of its business."""

    def __init__(self, root: str, modules: Modules) -> None:
        self._root = f"{root}_"
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(self._root) or path is None:
            return None
        name = fullname.rpartition(".")[2]
        for folder in path:
            found = find(Path(folder), name)
            if found is None:
                continue
            places = [str(place) for place in found.folders] or None
            if found.file is None:
                spec = ModuleSpec(fullname, None, is_package=True)
                spec.submodule_search_locations = places
                return spec
            loader: Any = self._modules.source_loader(fullname, found.file)
            if found.file.name.endswith(tuple(EXTENSION_SUFFIXES)):
                loader = ExtensionFileLoader(fullname, str(found.file))
            return importlib.util.spec_from_file_location(
                fullname, found.file, loader=loader, submodule_search_locations=places
            )
        return None


class _Importer:
    """The `__import__` of the user's files of one folder."""

    def __init__(self, folder: Path, places: Places, modules: Modules) -> None:
        self._folder = folder
        self._places = places
        self._modules = modules
        self._importlib = _importlib_with(self.import_module)

    def import_name(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - the names that `__import__` has
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """Import as the `import` statement asks for it, local modules first."""
        local = self._local_name(name) if level == 0 else None
        if local is not None:
            module = importlib.import_module(local)
            if not fromlist:
                # `import a.b` binds `a`.
                package, top = local.split(".")[:2]
                return sys.modules[f"{package}.{top}"]
            return builtins.__import__(module.__name__, globals, locals, fromlist, 0)
        module = builtins.__import__(name, globals, locals, fromlist or (), level)
        if level == 0 and module is importlib:
            return self._importlib
        return module

    def import_module(self, name: str, package: str | None = None) -> ModuleType:
        """Stands for `importlib.import_module` in the user's files."""
        return importlib.import_module(self._local_name(name) or name, package)

    def _local_name(self, name: str) -> str | None:
        folder = self._places.folder_of(self._folder, name.partition(".")[0])
        return None if folder is None else f"{self._modules.package_of(folder)}.{name}"


def _importlib_with(import_module: Callable[..., ModuleType]) -> ModuleType:
    """A stand-in for `importlib` whose `import_module` knows the local modules of its user."""
    module = ModuleType("importlib", importlib.__doc__)
    vars(module).update({name: value for name, value in vars(importlib).items() if name != "__builtins__"})
    module.import_module = import_module  # type: ignore[attr-defined]
    # Submodules such as `importlib.resources` come to the real one when somebody imports them.
    module.__getattr__ = lambda name: getattr(importlib, name)  # type: ignore[method-assign]
    return module


def _claim_root() -> str:
    """A name that no other build in this process has."""
    number = 0
    while True:
        name = f"{_PREFIX}{number}"
        mark = ModuleType(name, "Marks a number as taken by a build of metaimage.")
        if sys.modules.setdefault(name, mark) is mark:
            return name
        number += 1
