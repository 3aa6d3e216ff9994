"""What a host lets the preview see of the docs that it serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..errors import MetaImageError
    from ..hooks import HookLoader
    from ..pages import Page, Site
    from ..pipeline import Remark, Settings
    from ..routes import RouteTree
    from ..store import Store
    from ..tags import Tag


@dataclass(frozen=True, slots=True)
class DocsPage:
    """A page, and what the host knows of it besides.

    Attributes:
        key: What names it in the preview's addresses: the path of its source with `/`, else its URL.
        page: The page.
        path: The decoded path below the site at which its own images live.
        social: Whether it has social images.
        published: Its HTML as the host wrote it last, or None.
        tags: The tags that it was given there, which a later draft may give otherwise.
        site: The site as its images see it: of pages in several languages that in its own; None for the draft's.
    """

    key: str
    page: Page
    path: str
    social: bool = True
    published: Path | None = None
    tags: tuple[Tag, ...] = ()
    site: Site | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """The site as its files are now; made anew when one of them changes.

    Attributes:
        site: The site.
        pages: Its pages by their keys, in the order of the navigation.
        tree: The convention files.
        loader: Loads the code files and templates among them.
        settings: The site's configuration.
        store: The cache of drawn images.
        root: The folder that the paths shown start from.
        template: The card of pages that no file serves, as the option says it.
        on_existing: What happens to images that the theme or a plugin named in a page.
        errors: What is wrong with the site as a whole.
        remarks: What a maintainer should know of it.
    """

    site: Site
    pages: Mapping[str, DocsPage]
    tree: RouteTree
    loader: HookLoader
    settings: Settings
    store: Store
    root: Path
    template: str
    on_existing: Literal["replace", "keep"] = "replace"
    errors: tuple[MetaImageError, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Docs(Protocol):
    """The docs that a host serves."""

    @property
    def host(self) -> tuple[str, str]:
        """The host's name and version."""
        ...

    @property
    def mount(self) -> str:
        """The path that the site is served below, with slashes at both ends."""
        ...

    @property
    def building(self) -> bool:
        """Whether a build is under way."""
        ...

    @property
    def builds(self) -> int:
        """How many builds have ended; one more asks for another draft."""
        ...

    def draft(self) -> Draft:
        """The site as its files are now; what a user can mend is among its errors."""
        ...

    def sources(self, draft: Draft) -> Iterable[str | Path]:
        """The files and folders whose change asks for another draft; more as pages are planned."""
        ...
