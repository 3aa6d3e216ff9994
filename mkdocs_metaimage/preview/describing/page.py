"""All that there is to say of one page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, fields
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...conventions import CONVENTIONS, OPENGRAPH_IMAGE
from ...pages import Page
from ..explaining import explain, folder_name
from ..showing import shown_path
from ..shown import domain_of
from .cards import describe_cards, inspect

if TYPE_CHECKING:
    from ...routes import Link, Params
    from ..attempts import Attempt
    from ..desk import View
    from ..docs import Draft
    from ..heads import Head


_ICONS: Final = frozenset({convention.rel for convention in CONVENTIONS if convention.rel})


def page(view: View, key: str, attempt: Attempt | None = None) -> dict[str, Any]:
    """A page: its images drawn afresh, why it has these, its tags and what platforms show of it.

    Args:
        view: What the request sees.
        key: What names the page.
        attempt: What is tried of it, or None.

    Raises:
        UnknownPageError: There is no such page.
    """
    draft = view.draft
    inspected = inspect(view, key, attempt, afresh=True)
    drafted, head = inspected.drafted, inspected.head
    own = drafted.docs_page.page
    chain = draft.tree.chain(own.route)
    served = explain(drafted, draft, chain, head)
    return {
        **describe_cards(view, inspected),
        "details": {field.name: _plain(getattr(own, field.name)) for field in fields(Page)},
        "route": "/" + "/".join(own.route),
        "chain": [_link(link, draft) for link in chain],
        "served": {name: asdict(each) for name, each in served.items()},
        "params": _params(chain),
        "tags": [tag.html for tag in drafted.planned.tags],
        "head": _head(head, own.canonical_url or draft.site.url),
        "previews": [preview.described() for preview in inspected.previews],
    }


def _link(link: Link, draft: Draft) -> dict[str, Any]:
    files = link.folder.files
    first = next(file for group in files.values() for file in group)
    return {
        "folder": folder_name(link),
        "path": shown_path(first.path.parent, draft),
        "params": link.params,
        "taken": "/".join(link.taken),
        "files": [
            {"convention": name, "names": [file.path.name for file in group]} for name, group in files.items()
        ],
        "wins": sorted(link.wins),
    }


def _params(chain: tuple[Link, ...]) -> Params | None:
    """The params that the page's card gets."""
    return next((link.params for link in chain if OPENGRAPH_IMAGE.name in link.wins), None)


def _head(head: Head, url: str | None) -> dict[str, Any]:
    return {
        "title": head.title,
        "description": head.description,
        "site_name": head.first("og:site_name"),
        "url": head.first("og:url"),
        "domain": domain_of(url),
        "theme_color": head.theme_color,
        "theme_color_dark": head.theme_color_dark,
        "lang": head.lang,
        "dir": head.dir,
        "card": head.first("twitter:card"),
        "author": head.author,
        "icons": [asdict(link) for link in head.links if link.rel in _ICONS],
    }


def _plain(value: Any) -> Any:
    """A value of a page's fields or of its front matter, as JSON has it; what JSON cannot say is text."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if value is None or isinstance(value, bool | str | int) or (isinstance(value, float) and isfinite(value)):
        return value
    if isinstance(value, Path):
        return value.name
    return str(value)
