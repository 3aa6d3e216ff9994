"""The images of a page: drawn, measured, and as the preview's answers have them."""

from __future__ import annotations

import io
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from ...conventions import APPLE_ICON, CONTENT_TYPES, FAVICON, ICON, OPENGRAPH_IMAGE, TWITTER_IMAGE
from ...engine.notes import CardError
from ...engine.pictures.raster import natural_size
from ...engine.pictures.vector import svg_dimensions, svg_text
from ...errors import MetaImageError
from ...hooks import BUILT_IN
from ..planning import Failure, unforeseen
from ..showing import shown_path, shown_text
from .errors import describe_failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...conventions import Convention
    from ...pipeline import PlannedImage
    from ..desk import View
    from ..docs import Draft
    from ..pictures import Picture
    from ..planning import DraftedPage

# That of the tags.
_ORDER: Final = (OPENGRAPH_IMAGE, TWITTER_IMAGE, FAVICON, ICON, APPLE_ICON)


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image of a page, or the place of one that cannot be had.

    Attributes:
        id: Its name among the page's images.
        convention: Its convention.
        planned: What is known before it is drawn; None where planning failed, and for a picture elsewhere.
        picture: What was drawn or read; None where there is none here.
        sizes: What its bytes really measure, in px from small to large; empty where they do not say.
        url: Its URL as the tags have it, or None where they have none.
        alt: What it shows, or None.
        failure: Why there is no picture, or None.
    """

    id: str
    convention: Convention
    planned: PlannedImage | None = None
    picture: Picture | None = None
    sizes: tuple[tuple[int, int], ...] = ()
    url: str | None = None
    alt: str | None = None
    failure: Failure | None = None

    @property
    def size(self) -> tuple[int, int] | None:
        """The width and height in px; of several those of the largest."""
        return self.sizes[-1] if self.sizes else None

    @property
    def size_names(self) -> str | None:
        """Of an icon, its sizes as the attribute `sizes` of a link names them."""
        if self.picture is None or self.convention.rel is None:
            return None
        if self.picture.content_type == CONTENT_TYPES["svg"]:
            return "any"
        return " ".join(f"{width}x{height}" for width, height in self.sizes) or None


def draw_images(
    view: View,
    drafted: DraftedPage,
    *,
    afresh: bool = False,
    keep: bool = True,
    only: Convention | None = None,
) -> tuple[PageImage, ...]:
    """The images of a page, each drawn if need be, the social ones first; of a convention those that failed last.

    Args:
        view: What the request sees.
        drafted: The page.
        afresh: Whether those are drawn too that the cache has, to measure how long that takes.
        keep: Whether those that are drawn are put into the cache.
        only: The convention whose images are asked for; None for all.
    """
    chosen, planned = drafted.planned.chosen, drafted.planned.images
    images = [
        _draw_image(view, drafted, convention, image, image_id, afresh=afresh, keep=keep)
        for (convention, image), image_id in zip(planned, image_ids(drafted), strict=True)
        if only in (None, convention)
    ]
    if chosen is not None and chosen.url is not None:
        alt = _alt(drafted, None)
        images.insert(0, PageImage(OPENGRAPH_IMAGE.name, OPENGRAPH_IMAGE, url=chosen.url, alt=alt))
    taken = {image.id for image in images}
    for failure in drafted.failures:
        # What is about no one convention is shown where the card would be, if there is none.
        convention = failure.convention or (None if images else OPENGRAPH_IMAGE)
        if convention is not None and only in (None, convention):
            images.append(
                PageImage(_free(_failed_id(failure, drafted, convention), taken), convention, failure=failure)
            )
    return tuple(sorted(images, key=lambda image: _ORDER.index(image.convention)))


def measured(picture: Picture) -> tuple[tuple[int, int], ...]:
    """The sizes that the bytes of a picture really have, in px from small to large; none of an SVG for any size.

    Raises:
        MetaImageError: They are no picture.
    """
    if picture.content_type == CONTENT_TYPES["ico"]:
        with Image.open(io.BytesIO(picture.data)) as icon:
            return tuple(sorted(icon.info["sizes"]))
    try:
        svg = svg_text(picture.data, picture.address)
        if svg is not None and None in svg_dimensions(svg, picture.address)[:2]:
            return ()
        width, height = natural_size(picture.data, picture.address)
    except CardError as error:
        raise MetaImageError(f"The picture cannot be measured: {error}") from error
    return ((round(width), round(height)),)


def image_ids(drafted: DraftedPage) -> list[str]:
    """The names of a page's images, each another: that of the convention, or where it has several those of their files.

    Args:
        drafted: The page.
    """
    taken: set[str] = set()
    names = []
    for convention, image in drafted.planned.images:
        name = convention.name
        if _has_several(drafted, convention):
            stem = posixpath.splitext(posixpath.basename(image.path))[0]
            name = stem if stem.startswith(name) else f"{name}-{stem}"
        names.append(_free(name, taken))
    return names


def _has_several(drafted: DraftedPage, convention: Convention) -> bool:
    """Whether a page has several images of a convention, those among them that failed."""
    images = [own for own, _ in drafted.planned.images]
    failed = [failure.convention for failure in drafted.failures if failure.variant is not None]
    return (*images, *failed).count(convention) > 1


def _failed_id(failure: Failure, drafted: DraftedPage, convention: Convention) -> str:
    """The name that an image would have if it had not failed, as far as that is known."""
    if failure.variant is None or not _has_several(drafted, convention):
        return convention.name
    return f"{convention.name}-{failure.variant}"


def failures_of(drafted: DraftedPage, images: Iterable[PageImage]) -> tuple[Failure, ...]:
    """All that went wrong with a page: in planning, then in drawing."""
    drawing = [image.failure for image in images if image.planned is not None and image.failure is not None]
    return (*drafted.failures, *drawing)


def describe_image(image: PageImage, draft: Draft) -> dict[str, Any]:
    """An image as the preview's answers have it.

    Args:
        image: The image.
        draft: The site.
    """
    planned, picture, failure = image.planned, image.picture, image.failure
    notes = () if picture is None else picture.notes
    origin = planned.origin if planned is not None else failure.error.file if failure is not None else None
    return {
        "id": image.id,
        "convention": image.convention.name,
        "path": "" if planned is None else planned.path,
        "url": image.url,
        "src": None if picture is None else picture.address,
        "type": _content_type(image),
        "size": image.size,
        "sizes": image.size_names,
        "bytes": None if picture is None else len(picture.data),
        "alt": image.alt,
        "media": None if planned is None else planned.media,
        "origin": "" if origin is None else shown_path(origin, draft),
        "built_in": planned is not None and planned.origin.parent == BUILT_IN,
        "drawn": planned is not None and planned.content.is_drawn,
        "seconds": None if picture is None else picture.seconds,
        "notes": [{"kind": note.kind, "message": shown_text(note.message, draft)} for note in notes],
        "error": None if failure is None else describe_failure(failure, draft),
    }


def _draw_image(
    view: View,
    drafted: DraftedPage,
    convention: Convention,
    planned: PlannedImage,
    image_id: str,
    *,
    afresh: bool = False,
    keep: bool = True,
) -> PageImage:
    links, page = view.draft.settings.links, drafted.docs_page.page
    if convention.social:
        url, alt = links.absolute(planned.path, planned.hash), _alt(drafted, planned)
    else:
        url, alt = links.local(planned.path, planned.hash, page.url), planned.alt
    try:
        picture = view.pictures.draw(planned, view.draft.store, afresh=afresh, keep=keep)
        sizes = measured(picture)
    except BaseException as error:
        failure = Failure(unforeseen(error, f"/{planned.path}", planned.origin), convention)
        return PageImage(image_id, convention, planned, None, (), url, alt, failure)
    return PageImage(image_id, convention, planned, picture, sizes, url, alt)


def _content_type(image: PageImage) -> str:
    if image.picture is not None:
        return image.picture.content_type
    return "" if image.planned is None else image.planned.content.content_type


def _alt(drafted: DraftedPage, planned: PlannedImage | None) -> str | None:
    """The alt text that tags have: the front matter's goes before that of the image itself."""
    own = drafted.docs_page.page.card.get("alt")
    said = "" if own is None else " ".join(str(own).split())
    return said or (None if planned is None else planned.alt)


def _free(name: str, taken: set[str]) -> str:
    """A name that is not taken, which it is from now on."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
