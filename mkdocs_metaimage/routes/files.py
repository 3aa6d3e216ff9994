"""Which files of a folder are convention files."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..conventions import CODE_EXTENSION, CONVENTIONS, TEMPLATE_EXTENSION, Convention
from ..errors import MetaImageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .segments import Segment

_ALT_ENDING: Final = "alt.txt"
_STEM: Final = re.compile(r"(?P<base>[a-z_-]+)(?P<number>[0-9]*)")
_BY_HYPHENS: Final = {convention.name: convention for convention in CONVENTIONS}
_BY_UNDERSCORES: Final = {convention.name.replace("-", "_"): convention for convention in CONVENTIONS}
# What tools leave in a source tree; nobody writes routes in them.
_NO_ROUTES: Final = frozenset({"__pycache__", "node_modules"})


class FileKind(StrEnum):
    """How a convention file gives its image."""

    STATIC = "static"
    """It is the image."""
    CODE = "code"
    """Python code draws it."""
    TEMPLATE = "template"
    """It is the template of a card."""
    ALT = "alt"
    """It is the alt text of a static image."""


@dataclass(frozen=True, slots=True)
class FileName:
    """What the name of a convention file says.

    Attributes:
        convention: The convention.
        number: The digits after the base name, as written; `""` where there are none.
        kind: What the file is.
        extension: What follows the first dot.
    """

    convention: Convention
    number: str
    kind: FileKind
    extension: str

    @property
    def stem(self) -> str:
        """The name that its image has before the extension: base name, with hyphens, and number."""
        return self.convention.name + self.number


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of a listing whose name is a convention's.

    Attributes:
        name: What its name says.
        source: Its path from the routes root, with `/`.
        path: Where it is on disk.
    """

    name: FileName
    source: str
    path: Path


@dataclass(frozen=True, slots=True)
class ConventionFile:
    """A file that gives an image to the pages that its folder serves.

    Attributes:
        convention: The convention.
        number: The digits after the base name, as written; `""` where there are none.
        kind: Static, code or template.
        extension: The file's extension, without the dot.
        folder: The folder that holds it, from the routes root.
        source: Its path from the routes root, with `/`.
        path: Where it is on disk.
        alt: The file with the alt text of a static social image, or None.
    """

    convention: Convention
    number: str
    kind: FileKind
    extension: str
    folder: tuple[Segment, ...]
    source: str
    path: Path
    alt: Path | None = None

    @property
    def stem(self) -> str:
        """The name that its image has before the extension: base name, with hyphens, and number."""
        return self.convention.name + self.number

    @property
    def order(self) -> tuple[int, str, str]:
        """The sort key among the files of a folder: unnumbered first, then by number, then by extension."""
        return (int(self.number) if self.number else -1, self.number, self.extension)


def parse_file_name(name: str) -> FileName | None:
    """Understand the name of a file; None for a file that no convention knows.

    Case counts. Whether the folder may hold the file (`favicon` is for the root) is not looked at.
    """
    stem, dot, extension = name.partition(".")
    match = _STEM.fullmatch(stem)
    if match is None or not dot:
        return None
    base, number = match["base"], match["number"]
    convention = _BY_HYPHENS.get(base)
    if convention is None and extension == CODE_EXTENSION:
        convention = _BY_UNDERSCORES.get(base)  # so that the file can be imported, and linted, as a module
    if convention is None or (number and not convention.numbered):
        return None
    kind = _kind(convention, extension)
    return None if kind is None else FileName(convention, number, kind, extension)


def _kind(convention: Convention, extension: str) -> FileKind | None:
    if extension in convention.static_extensions:
        return FileKind.STATIC
    if extension == _ALT_ENDING:
        return FileKind.ALT
    if convention.code and extension == CODE_EXTENSION:
        return FileKind.CODE
    if convention.code and extension == TEMPLATE_EXTENSION:
        return FileKind.TEMPLATE
    return None


def scan(root: Path) -> list[tuple[str, Path]]:
    """List the files below a folder, for `RouteTree.build`.

    Links to folders are followed, save those that lead back to a folder they are in. Hidden folders and
    files, `__pycache__` and `node_modules` are left out.

    Args:
        root: The folder.

    Returns:
        Pairs of a path from the root, with `/`, and the path on disk, sorted.

    Raises:
        MetaImageError: A folder does not exist or cannot be read.
    """
    return sorted(_files_below(root, "", frozenset({os.path.realpath(root)})))


def _files_below(folder: Path, prefix: str, above: frozenset[str]) -> Iterator[tuple[str, Path]]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise MetaImageError(
            f"The folder cannot be read: {error.strerror or error}.",
            folder,
            hint="Create it, or mend the option that names it.",
        ) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            # A link to nowhere is listed too: that a picture is missing shall not go unnoticed.
            yield prefix + entry.name, Path(entry.path)
        elif entry.name not in _NO_ROUTES:
            real = os.path.realpath(entry.path)
            if real not in above:
                yield from _files_below(Path(entry.path), f"{prefix}{entry.name}/", above | {real})
