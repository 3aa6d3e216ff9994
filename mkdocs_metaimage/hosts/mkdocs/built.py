"""What is left of a build for the drafts that follow it: all that planning took from MkDocs, but for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page as MkDocsPage

    from ...tags import Tag
    from .docs import PageFacts, SiteFacts
    from .setup import Setup


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page.

    Attributes:
        facts: What MkDocs knew of it.
        meta: Its front matter, with what plugins put there.
        seat: The decoded path below the site at which its own images live.
        is_read: Whether MkDocs could read its front matter, or there is none; else that is a part of the page.
    """

    facts: PageFacts
    meta: Mapping[str, Any]
    seat: str
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """A build.

    Attributes:
        setup: Its settings.
        site: What MkDocs knew of the site.
        pages: Its pages by the paths of their sources.
        order: The paths of the sources of its pages, in the order in which they are read.
        assets: The site's files that are no pages.
        localized: The convention files that serve the pages of a language as well, each at its place there.
        tags: The tags that its pages were given, by the paths of their sources.
    """

    setup: Setup
    site: SiteFacts
    pages: Mapping[str, BuiltPage]
    order: tuple[str, ...]
    assets: tuple[File, ...]
    localized: tuple[tuple[str, Path], ...]
    tags: Mapping[str, tuple[Tag, ...]]


def reading_order(pages: Iterable[MkDocsPage]) -> tuple[str, ...]:
    """The paths of pages' sources: those of the navigation in its order, and then the others."""
    found = {page.file.src_uri: page for page in pages}
    ordered: dict[str, None] = {}
    for page in found.values():
        step = page if page.previous_page is None and page.next_page is not None else None
        while step is not None and step.file.src_uri not in ordered:
            ordered[step.file.src_uri] = None
            step = step.next_page
    return tuple(uri for uri in dict.fromkeys((*ordered, *found)) if uri in found)
