"""The house keeps its rooms apart: imports go one way, and public names are documented."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import mkdocs_metaimage

PACKAGE = Path(mkdocs_metaimage.__file__).parent
#: The rooms that each room may import from; a room may always import from itself.
ARROWS = {
    "hosts": {
        "preview", "pipeline", "routes", "hooks", "pages", "tags", "head", "store", "conventions", "errors", "spelling", "engine",
    },
    "preview": {
        "pipeline", "routes", "hooks", "pages", "tags", "head", "store", "templates", "conventions", "errors", "spelling", "engine",
    },
    "pipeline": {
        "routes", "hooks", "metadata", "pages", "tags", "store", "static_images", "conventions", "errors", "spelling", "engine",
    },
    "hooks": {"metadata", "pages", "conventions", "errors", "spelling", "text_files", "engine"},
    "head": {"tags"},
    "tags": {"pages"},
    "routes": {"conventions", "errors"},
    "static_images": {"svg_files", "text_files", "conventions", "errors"},
    "svg_files": {"errors"},
    "text_files": {"errors"},
    "metadata": {"conventions", "errors", "spelling"},
    "store": set(),
    "pages": set(),
    "spelling": set(),
    "conventions": set(),
    "errors": set(),
    "engine": set(),
}  # fmt: skip


def _imports(file: Path) -> set[str]:
    """The modules of the package that a file imports, by their names below it."""
    package = ("mkdocs_metaimage", *file.relative_to(PACKAGE).parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            names = [f"{module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {
            name.removeprefix("mkdocs_metaimage.") for name in names if name.startswith("mkdocs_metaimage.")
        }
    return found


def test_arrows_go_one_way():
    seen = set()
    for file in PACKAGE.rglob("*.py"):
        room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room in ("__init__", "assets"):
            continue
        seen.add(room)
        targets = {name.partition(".")[0] for name in _imports(file)} - {room}
        assert targets <= ARROWS[room], f"{file.relative_to(PACKAGE)} imports {targets - ARROWS[room]}"
    assert seen == set(ARROWS)


def test_workers_know_nothing_of_what_they_do():
    folder = PACKAGE / "pipeline" / "workers"
    for file in folder.glob("*.py"):
        others = {name for name in _imports(file) if not name.startswith("pipeline.workers.")}
        assert others <= {"engine.interpreter.python_here"}, file
    # It is run by its path, where the package cannot be imported yet.
    assert not _imports(folder / "program.py")


def test_only_the_hosts_know_a_host():
    for file in PACKAGE.rglob("*.py"):
        if file.is_relative_to(PACKAGE / "hosts"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not [name for name in names if name.partition(".")[0] in ("mkdocs", "properdocs")], file


def test_everything_public_is_documented():
    for name in mkdocs_metaimage.__all__:
        thing = getattr(mkdocs_metaimage, name)
        assert inspect.getdoc(thing), name
        for member, value in vars(thing).items() if inspect.isclass(thing) else ():
            if not member.startswith("_") and callable(value):
                assert inspect.getdoc(value), f"{name}.{member}"


def test_no_module_is_called_for_what_it_is_not():
    banned = {"utils", "helpers", "common", "misc", "manager"}
    assert not [file for file in PACKAGE.rglob("*.py") if file.stem in banned]
