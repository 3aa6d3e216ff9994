"""What is planned for one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from ..conventions import Convention
    from ..tags import Tag
    from .images import PlannedImage


@dataclass(frozen=True, slots=True)
class Chosen:
    """What gives a page its social card.

    Attributes:
        how: `"image"` for a picture and `"front_matter_template"` for a template that the front matter names,
            `"file"` for the convention files of a folder, `"template"` for the site's, `"excluded"` for a page
            that is to have none.
        file: The picture, the first of the files, or the template; None where there is none on disk.
        url: The URL of a picture that is elsewhere, or None.
    """

    how: Literal["image", "front_matter_template", "file", "template", "excluded"]
    file: Path | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """The images of one page, and its tags.

    Attributes:
        tags: The tags that it gets.
        images: Its images, each with its convention, in the order of the tags; without those that failed.
        chosen: What gives it its social card; None where that is not to be had.
    """

    tags: tuple[Tag, ...] = ()
    images: tuple[tuple[Convention, PlannedImage], ...] = ()
    chosen: Chosen | None = None
