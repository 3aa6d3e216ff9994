"""The heads of served pages, from build to build: most rebuilds leave most of them as they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ...head import find_edit

if TYPE_CHECKING:
    from ...head import HeadEdit
    from ...tags import Tag

_END: Final = "</head>"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was done to a head, and all that it depends on: the head's hash, and what was asked."""

    head: bytes
    tags: tuple[Tag, ...]
    on_existing: Literal["replace", "keep"]
    edit: HeadEdit


class KeptHeads:
    """Puts tags into heads; reads none again that is what it was."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def rewrite(
        self, page: str, html: str, tags: tuple[Tag, ...], on_existing: Literal["replace", "keep"]
    ) -> str:
        """Put tags into a page's head, as `rewrite_head` does.

        Args:
            page: What the page is known by.
            html: The page.
            tags: What to insert.
            on_existing: What becomes of the page's own images and icons.
        """
        end = html.find(_END)
        head = hashlib.sha256(html[: end + len(_END)].encode("utf-8", "surrogatepass")).digest()
        kept = self._kept.get(page)
        if kept is not None and (kept.head, kept.on_existing, kept.tags) == (head, on_existing, tags):
            return kept.edit.applied(html)
        edit = find_edit(html, tags, on_existing)
        if edit is None:
            return html
        if edit.end == end:  # else what follows may have a say in it
            self._kept[page] = _Kept(head, tags, on_existing, edit)
        return edit.applied(html)
