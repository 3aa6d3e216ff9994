"""What a hook is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..metadata import ImageMetadata
    from ..pages import Page, Site


@dataclass(frozen=True)
class Request:
    """What images are asked for.

    Attributes:
        params: The values of the dynamic segments down to the file's folder; None on a static route.
        page: The page, or None for images that pages share.
        site: The site.
    """

    params: Mapping[str, object] | None
    page: Page | None
    site: Site

    def fresh_params(self) -> dict[str, object] | None:
        """A copy of the params that its receiver may change."""
        if self.params is None:
            return None
        return {
            name: list(value) if isinstance(value, (list, tuple)) else value
            for name, value in self.params.items()
        }

    def __str__(self) -> str:
        if self.page is not None:
            return f"page /{self.page.url}"
        return f"params {self.fresh_params()}" if self.params else "the pages that share it"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What decides a hook's answers, beside what it is asked.

    Attributes:
        sources: The files that it is made of, each with its text.
        reads_pages: Whether it may look at other pages than the one that it is asked about.
    """

    sources: tuple[tuple[str, str], ...]
    reads_pages: bool


class Hook(Protocol):
    """A user's code file or template, loaded."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def line(self) -> int | None:
        """The line of the file at which what gives its images begins; None where that is all of it."""

    @property
    def per_page(self) -> bool:
        """Whether its answers depend on the page; if not, a request's page may be None."""

    @property
    def options(self) -> frozenset[str]:
        """The keys of `page.card` that it declares or mentions."""

    @property
    def recipe(self) -> Recipe | None:
        """What decides its answers; None where there may be more than can be told, as of any code."""

    def variants(self, request: Request) -> tuple[ImageMetadata, ...]:
        """The metadata of its images; of a single image without an id where it does not tell them apart.

        Raises:
            MetaImageError: The user's code failed, or its answer is not as it should be.
        """

    def image(self, request: Request, variant: ImageMetadata) -> object:
        """What the file gives for one of its images, unchecked but never None.

        Raises:
            MetaImageError: The user's code failed.
        """
