"""Which local modules a code file imports, read from its source without running it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .places import Places, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Import:
    """One import in a source file.

    Attributes:
        module: The dotted name; may be empty where `level` is not 0.
        level: The number of leading dots.
        names: What is taken from it, `*` too.
    """

    module: str
    level: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What can be told of a Python file without running it.

    Attributes:
        imports: Its imports, also those inside functions.
        strings: Every string constant in it.
        exported: The strings in its `__all__`.
        lines: The line of each name that it binds at its top level.
    """

    imports: tuple[Import, ...] = ()
    strings: frozenset[str] = frozenset()
    exported: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()


def local_imports(path: Path, routes_root: Path, config_dir: Path) -> frozenset[Path]:
    """The files of the local modules that a code file imports, and of those that they import.

    Args:
        path: The code file.
        routes_root: The root of the routes tree.
        config_dir: The folder of the site's config file.

    Returns:
        The absolute paths of the files; that of `path` only where a module imports it in turn. What cannot
        be read or parsed imports nothing.
    """
    path = path.absolute()
    places = Places(routes_root.absolute(), config_dir.absolute())
    seen: set[Path] = set()
    todo = [(path, path.parent, path.parent)]
    while todo:
        file, base, package = todo.pop()
        for found, found_base, found_package in _imported(read_source(file), base, package, places):
            if found not in seen:
                seen.add(found)
                todo.append((found, found_base, found_package))
    return frozenset(seen)


def read_source(path: Path) -> Source:
    """What a Python file says; nothing where it cannot be read or parsed."""
    try:
        state = path.stat()
    except OSError:
        return Source()
    return _read_source(path, state.st_mtime_ns, state.st_size)


# The whole package that a site documents may be local to its config file, and be read by each of its hooks.
@lru_cache(maxsize=1024)
def _read_source(path: Path, _changed: int, _size: int) -> Source:
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return Source()
    nodes = list(ast.walk(tree))
    return Source(
        imports=tuple(found for node in nodes for found in _imports(node)),
        strings=frozenset(_strings(nodes)),
        exported=tuple(name for node in tree.body for name in _exported(node)),
        lines=tuple(line for node in tree.body for line in _bindings(node)),
    )


def _imports(node: ast.AST) -> Iterator[Import]:
    match node:
        case ast.Import(names=names):
            yield from (Import(alias.name) for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            yield Import(module or "", level, tuple(alias.name for alias in names))
        case ast.Call(
            func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str() as name), *_],
        ):
            stem = name.lstrip(".")
            yield Import(stem, len(name) - len(stem))


def _strings(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _exported(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
            yield from _strings(list(ast.walk(value)))


def _bindings(node: ast.stmt) -> Iterator[tuple[str, int]]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name, node.lineno
        case ast.Import() | ast.ImportFrom():
            yield from ((alias.asname or alias.name, node.lineno) for alias in node.names)
        case _:
            for child in ast.walk(node):
                if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                    yield child.id, child.lineno


def _imported(source: Source, base: Path, package: Path, places: Places) -> Iterator[tuple[Path, Path, Path]]:
    """The files that imports reach: each with the folder of its outermost package and that of its own."""
    for wanted in source.imports:
        parts = tuple(part for part in wanted.module.split(".") if part)
        if wanted.level:
            start = _above(package, base, wanted.level - 1)
            outermost: Path | None = base
        else:
            start = outermost = places.folder_of(base, parts[0]) if parts else None
        if start is not None and outermost is not None:
            yield from _walk(start, outermost, parts, wanted.names)


def _above(package: Path, base: Path, levels: int) -> Path | None:
    """The folder that leading dots lead to; None above the outermost package."""
    for _ in range(levels):
        if package == base:
            return None
        package = package.parent
    return package


def _walk(
    start: Path, base: Path, parts: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[tuple[Path, Path, Path]]:
    """The files of the modules along a dotted name, and of the submodules taken from the last of them."""
    folder = start
    exported: tuple[str, ...] = ()
    for part in parts:
        found = find(folder, part)
        if found is None:
            return
        if found.file is not None:
            yield found.file, base, found.folders[0] if found.folders else folder
            exported = read_source(found.file).exported
        if not found.folders:
            return
        folder = found.folders[0]
    for name in (*names, *(exported if "*" in names else ())):
        found = find(folder, name)
        if found is not None and found.file is not None:
            yield found.file, base, found.folders[0] if found.folders else folder
