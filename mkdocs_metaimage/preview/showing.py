"""Paths as the preview shows them: nothing says where on the machine the site lies."""

from __future__ import annotations

import os
import os.path
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..hooks import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .docs import Draft

_PACKAGE = BUILT_IN.parent
# In a sentence a dot would be its end, or with that the folder above.
_ROOT: Final = "the config file's folder"


def shown_path(path: Path | str, draft: Draft) -> str:
    """A path as a maintainer knows it: from the config file's folder, or from the package.

    Args:
        path: A path; one that is not absolute is taken as shown already, or as the path of a page's source.
        draft: The site.
    """
    path = Path(path)
    if not path.is_absolute():
        source = draft.settings.docs_dir / path
        if not source.is_file():
            return path.as_posix()
        path = source
    for folder, name in _folders(draft):
        if path == folder:
            return name or "."
        inner = str(path).removeprefix(os.path.join(folder, ""))
        if inner != str(path):
            return "/".join(filter(None, (name, Path(inner).as_posix())))
    return path.name


def shown_text(text: str, draft: Draft) -> str:
    """A text with the paths in it as a maintainer knows them.

    Args:
        text: A message, a hint or a traceback.
        draft: The site.
    """
    roots = (draft.root, Path(os.path.realpath(draft.root)))
    for folder, name in _folders(draft):
        text = text.replace(f"{folder}{os.sep}", f"{name}{os.sep}" if name else "")
        # Also the folder itself, in a list of where something was looked for.
        itself = (name or (_ROOT if folder in roots else folder.name)).replace("\\", r"\\")
        text = re.sub(rf"{re.escape(str(folder))}(?![\w-]|\.\w)", itself, text)
    return text


def _folders(draft: Draft) -> Iterator[tuple[Path, str]]:
    """The folders that files of a site lie in, innermost first, each with the name that is shown for it."""
    yield _PACKAGE, _PACKAGE.name
    docs_dir = draft.settings.docs_dir
    if not docs_dir.is_relative_to(draft.root):
        path = Path(os.path.relpath(docs_dir, draft.root))
        # One that is elsewhere altogether would be named from far up.
        yield docs_dir, docs_dir.name if path.parts[:2] == ("..", "..") else path.as_posix()
    yield draft.root, ""
    real = Path(os.path.realpath(draft.root))
    if real != draft.root:
        yield real, ""
    # What is installed, a theme say, and what else is in the user's home.
    for folder, name in ((_PACKAGE.parent, ""), (Path(os.path.expanduser("~")), "~")):
        if folder.is_absolute() and folder != Path(folder.anchor):
            yield folder, name
