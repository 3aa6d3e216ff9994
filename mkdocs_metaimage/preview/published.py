"""The head that a page would have if it were built now."""

from __future__ import annotations

import re
from contextlib import suppress
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ..head import rewrite_head
from .heads import Head, read_head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..tags import Tag
    from .docs import DocsPage, Draft
    from .planning import DraftedPage

_HEAD_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)


def head_of(drafted: DraftedPage, draft: Draft) -> Head:
    """What a reader of a page finds in its head: what the host wrote last, with the tags as they are planned now.

    Args:
        drafted: The page.
        draft: The site.
    """
    html = _without(_html(drafted.docs_page, draft), drafted.docs_page.tags)
    return read_head(rewrite_head(html, drafted.planned.tags, on_existing=draft.on_existing))


def _html(docs_page: DocsPage, draft: Draft) -> str:
    """The page as it was built last; of one that was not yet, the least that a theme says."""
    if docs_page.published is not None:
        with suppress(OSError):
            return docs_page.published.read_text(encoding="utf-8", errors="replace")
    page = docs_page.page
    title = " - ".join(filter(None, (page.title, (docs_page.site or draft.site).name)))
    return (
        f'<!doctype html><html lang="{escape(page.locale)}" dir="{page.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body></body></html>"
    )


def _without(html: str, tags: Iterable[Tag]) -> str:
    """A page without tags that it was given, for what it says itself is not said by others."""
    finder = _Finder(tags)
    end = _HEAD_END.search(html)
    with suppress(AssertionError):  # as in `read_head`
        finder.feed(html if end is None else html[: end.start()])
    for text in finder.found:
        html = html.replace(text, "", 1)
    return html


class _Finder(HTMLParser):
    """Finds tags in a page, however they are written there: a plugin may have made it smaller since."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        super().__init__()
        self._sought = {(tag.name, frozenset(tag.attributes)) for tag in tags}
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text()
        if text and (tag, frozenset((name, value or "") for name, value in attrs)) in self._sought:
            self.found.append(text)
