"""The head that a page would have if it were built now."""

from __future__ import annotations

import re
from collections import OrderedDict
from contextlib import suppress
from html import escape
from html.parser import HTMLParser
from threading import Lock
from typing import TYPE_CHECKING, Final

from ..head import rewrite_head
from .heads import Head, read_head

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..tags import Tag
    from .docs import DocsPage, Draft
    from .planning import DraftedPage

_HEAD_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)
#: How many heads are kept: more than one window shows, at some 10 kB each.
_MOST_KEPT: Final = 300


class Heads:
    """The heads of pages as the host wrote them last. Threads may share it.

    A build empties the site's folder before it fills it again: what was there until then is kept for a while.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, str] = OrderedDict()
        self._lock = Lock()

    def read(self, drafted: DraftedPage, draft: Draft) -> Head:
        """What a reader of a page finds in its head: what the host wrote last, with the tags as they are planned now.

        Args:
            drafted: The page.
            draft: The site.
        """
        docs_page = drafted.docs_page
        html = self._written(docs_page.published) or _least(docs_page, draft)
        html = _without(html, docs_page.tags)
        return read_head(rewrite_head(html, drafted.planned.tags, on_existing=draft.on_existing))

    def _written(self, path: Path | None) -> str | None:
        """A page as it was built last, None for one that was not yet."""
        if path is None:
            return None
        html = ""
        with suppress(OSError):
            html = path.read_text(encoding="utf-8", errors="replace")
        end = _HEAD_END.search(html)
        with self._lock:
            if end is None:
                # Not there, or not wholly so.
                return self._kept.get(path) or html
            self._kept[path] = f"{html[: end.start()]}</head><body></body></html>"
            self._kept.move_to_end(path)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return html


def _least(docs_page: DocsPage, draft: Draft) -> str:
    """The least that a theme says of a page."""
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
