"""The site as a whole: what the contact sheet is made of before any card is drawn."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ...conventions import CONVENTIONS, OPENGRAPH_IMAGE
from ...errors import MetaImageError
from ..platforms import PLATFORMS
from ..showing import shown_path
from .errors import describe_error, describe_remarks
from .templates import describe_templates

if TYPE_CHECKING:
    from ..desk import View
    from ..docs import DocsPage, Draft

_DISTRIBUTION = "mkdocs-metaimage"


def site(view: View) -> dict[str, Any]:
    """The site, and of each page what is known without planning it.

    Args:
        view: What the request sees.
    """
    draft, docs = view.draft, view.docs
    own, (host, host_version) = draft.site, docs.host
    pages = [_page(docs_page, draft, docs.mount) for docs_page in draft.pages.values()]
    sections = [page["section"][:depth] for page in pages for depth in range(1, len(page["section"]) + 1)]
    present = {name for page in pages for name in page["conventions"]}
    return {
        "generation": view.generation,
        "building": view.building,
        "version": version(_DISTRIBUTION),
        "host": {"name": host, "version": host_version},
        "bound": view.bound,
        "local": view.local,
        "mount": docs.mount,
        "root": draft.root.name,
        "site": {
            "name": own.name,
            "url": own.url,
            "description": own.description,
            "locale": own.locale,
            "colors": asdict(own.colors),
            "font_family": own.font_family,
        },
        "template": draft.template,
        "pages": pages,
        "sections": [list(section) for section in dict.fromkeys(map(tuple, sections))],
        "locales": list(dict.fromkeys(page["locale"] for page in pages)),
        "conventions": [each.name for each in CONVENTIONS if each.name in present],
        "templates": describe_templates(),
        "platforms": [{"id": platform.id, "name": platform.name} for platform in PLATFORMS],
        "errors": [describe_error(error, draft) for error in draft.errors],
        "remarks": describe_remarks(draft.remarks, draft),
    }


def _page(docs_page: DocsPage, draft: Draft, mount: str) -> dict[str, Any]:
    page = docs_page.page
    try:
        found = frozenset(draft.tree.match(page.route))
    except MetaImageError:
        found = frozenset()  # the page says why
    card = _card(docs_page, OPENGRAPH_IMAGE.name in found)
    conventions = [
        convention.name
        for convention in CONVENTIONS
        if (convention.name in found and (docs_page.social or not convention.social))
        or (convention is OPENGRAPH_IMAGE and card != "none")
    ]
    return {
        "key": docs_page.key,
        "title": page.title,
        "description": page.description,
        "url": page.url,
        "href": mount + page.url,
        "src": None if page.src_path is None else shown_path(draft.settings.docs_dir / page.src_path, draft),
        "section": list(page.section),
        "locale": page.locale,
        "direction": page.direction,
        "route": "/" + "/".join(page.route),
        "conventions": conventions,
        "card": card,
    }


def _card(docs_page: DocsPage, served: bool) -> str:
    """What gives a page its card, as far as that can be told without planning it."""
    if not docs_page.social:
        return "none"
    if not docs_page.page.card.keys().isdisjoint(("image", "template")):
        return "front-matter"
    return "file" if served else "template"
