"""Where templates are found, by the names that stand in others."""

from __future__ import annotations

import os.path
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2

from ..engine.templating import environment
from ..errors import MetaImageError
from ..spelling import listed, nearest
from ..text_files import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .assets import Assets

#: The folder of the built-in templates.
BUILT_IN: Final = Path(__file__).resolve().parent.parent / "templates"


def built_in_templates() -> tuple[str, ...]:
    """The names of the built-in templates, as the option `template` takes them.

    Raises:
        MetaImageError: They are not in a folder.
    """
    # What starts with an underscore is a part of the others.
    names = tuple(sorted(path.stem for path in BUILT_IN.glob("[!_]*.html")))
    if not names:
        raise MetaImageError(
            "The built-in templates are not there.",
            BUILT_IN,
            hint="The package has to lie unpacked in a folder, not in a zip file: install it with pip.",
        )
    return names


class Templates:
    """Where templates are found.

    Args:
        folders: The folders that a name is looked for in after the folder of the template that names it; the
            built-in templates come last.
        assets: Where the other files that templates name are found.
        read: Told of each file before it is parsed.
    """

    def __init__(self, folders: tuple[Path, ...], assets: Assets, read: Callable[[Path], None]) -> None:
        self._folders = (*folders, BUILT_IN)
        self._assets = assets
        self._read = read

    def environment(self, folder: Path) -> jinja2.Environment:
        """The Jinja environment of the templates in a folder; it knows each by its absolute path."""
        made: jinja2.Environment = environment(jinja2.FunctionLoader(self._source))
        # A page's card asks anew for each name, and no file comes or goes within a build.
        join = lru_cache(maxsize=256)(partial(_join, (folder, *self._folders)))
        made.join_path = join  # type: ignore[method-assign]
        made.globals["asset"] = self._assets.find
        return made

    def advice(self, name: str) -> str:
        """Where a template that is not there was looked for, and what may have been meant."""
        if "\\" in name:
            slashed = name.replace("\\", "/")
            return f"The folders in a name have slashes between them: {slashed!r}."
        near = nearest(name.removesuffix(".html"), built_in_templates())
        guess = f"Did you mean the built-in template '{near}.html'? " if near else ""
        folders = listed(dict.fromkeys(map(str, self._folders)))
        return f"{guess}It is looked for beside the file that names it, and in {folders}."

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = Path(name)
        if not path.is_absolute() or not os.path.isfile(path):
            return None
        self._read(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise MetaImageError(f"The template cannot be read: {error.strerror or error}.", path) from error
        return decoded(data, path, "The template"), name, lambda: True


def _join(folders: tuple[Path, ...], name: str, parent: str) -> str:
    """The absolute path of a template that another names; the name itself where there is none.

    The folder of the other comes first. One that names its own name means the next further up, so that
    `docs/shop/card.html` may extend the `card.html` of the docs' root, and that a built-in one.
    """
    above = list(_existing(name, folders))
    if parent in above:
        above = above[above.index(parent) + 1 :]
    beside = list(_existing(name, (Path(parent).parent,)))
    return next((path for path in (*beside, *above) if path != parent), parent if beside else name)


def _existing(name: str, folders: Iterable[Path]) -> Iterator[str]:
    for folder in dict.fromkeys(folders):
        path = Path(os.path.normpath(folder / name))
        if os.path.isfile(path):  # a name that is too long is none, and no error
            yield str(path)
