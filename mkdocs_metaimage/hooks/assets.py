"""`asset()`: the path of a file that a template names."""

from __future__ import annotations

import os.path
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2

from ..engine.loading import short
from ..errors import MetaImageError
from ..pages import Page
from ..spelling import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADDRESS: Final = re.compile(r"(?:data:|[a-z][a-z0-9+.-]*://|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assets:
    """Where the pictures and fonts of templates are found.

    Attributes:
        docs_dir: The folder of the pages' sources.
        themes: The folders of the theme.
    """

    docs_dir: Path
    themes: tuple[Path, ...] = ()

    @jinja2.pass_context
    def find(self, context: jinja2.runtime.Context, name: Any) -> str:
        """The absolute path of a file, as `src` and `url()` take it.

        Args:
            context: That of the template.
            name: A path from the folder of the template whose text names it, from that of the page, from
                `docs_dir` or from the theme; with a leading slash from `docs_dir` or the theme. A URL stays
                what it is.

        Raises:
            MetaImageError: There is no such file.
        """
        if isinstance(name, jinja2.Undefined):
            name = str(name)  # says which name it is that is not defined
        if not isinstance(name, str | Path) or not str(name).strip():
            raise MetaImageError(f"asset() takes the path of a file, not {name!r}.")
        text = str(name).strip()
        if _ADDRESS.match(text):
            return text
        folders = tuple(dict.fromkeys(self._folders(context, text)))
        for folder in folders:
            path = Path(os.path.normpath(folder / text.lstrip("/")))
            if os.path.isfile(path):  # a name that is too long is none, and no error
                return path.as_posix()
        if Path(text).is_absolute() and os.path.isfile(text):
            return text
        close = get_close_matches(text.lstrip("/"), _siblings(text.lstrip("/"), folders), n=1)
        guess = f"Did you mean {close[0]!r}? " if close else ""
        if "\\" in text:
            guess = "The folders in a path have slashes between them. "
        page = context.resolve("page")
        setting = _setting(page, text) if isinstance(page, Page) else None
        if setting is not None:
            raise MetaImageError(
                f"`{setting}` names a file that is not there.",
                page.src_path,
                hint=f"{guess}Give a URL, a path relative to the page's source file, or one from docs_dir with a "
                "leading slash.",
            )
        raise MetaImageError(
            f"There is no file {short(text)!r}, which asset() names.",
            hint=f"{guess}It is looked for in {listed(map(str, folders))}.",
        )

    def _folders(self, context: jinja2.runtime.Context, name: str) -> Iterator[Path]:
        if not name.startswith("/"):
            yield _caller().parent
            page = context.resolve("page")
            if isinstance(page, Page) and page.src_path is not None:
                yield (self.docs_dir / page.src_path).parent
        yield self.docs_dir
        yield from self.themes


def _caller() -> Path:
    """The template in whose text the call stands, be it one that another extends or includes.

    Jinja's context names only the outermost one; but what it compiles a template to has its file.
    """
    frame = sys._getframe(1)
    while not _is_template(frame.f_globals):
        assert frame.f_back is not None, "only templates have asset()"
        frame = frame.f_back
    return Path(frame.f_code.co_filename)


def _is_template(namespace: dict[str, Any]) -> bool:
    return isinstance(namespace.get("environment"), jinja2.Environment) and "blocks" in namespace


def _setting(page: Page, name: str) -> str | None:
    """What in the page's front matter has a name, as it is written there; None where it comes of elsewhere."""
    card = page.meta.get("metaimage")
    for key, value in card.items() if isinstance(card, Mapping) else ():
        if isinstance(value, str) and value.strip() == name:
            return f"metaimage: {{{key}: {short(name)}}}"
    for key, value in page.meta.items():
        if isinstance(value, str) and value.strip() == name:
            return f"{key}: {short(name)}"
    return None


def _siblings(name: str, folders: Iterable[Path]) -> list[str]:
    """The files that lie where a file was looked for, by the names that would have found them."""
    parent = Path(name).parent
    found = []
    for folder in folders:
        place = folder / parent
        if place.is_dir():
            found += [(parent / each.name).as_posix() for each in place.iterdir() if each.is_file()]
    return found
