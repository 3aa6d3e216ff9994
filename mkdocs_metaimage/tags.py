"""From what a page is and the images it has to the tags that say so.

The Open Graph properties are those of https://ogp.me, the `twitter:` ones those of X's cards, the `link` ones
those of the HTML standard's section on `rel=icon`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .pages import Page, Site

# X lays out nothing narrower as a large card.
_LARGE_CARD_WIDTH = 300

# BCP 47: language, extended languages, script, region. A region of three digits is no country.
_COUNTRY = re.compile(r"([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?-([a-z]{2})(?![a-z0-9])", re.IGNORECASE)
# What is written otherwise in a value.
_ESCAPED = re.compile("[&<>\"'\\n\\r]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a page's head.

    Attributes:
        name: The element.
        attributes: Names and plain values, in the order in which they are written.
    """

    name: Literal["meta", "link"]
    attributes: tuple[tuple[str, str], ...]

    @property
    def html(self) -> str:
        """The tag as HTML on one line: values quoted and escaped, line breaks in them as references."""
        written = "".join([f' {name}="{_written(value)}"' for name, value in self.attributes])
        return f"<{self.name}{written}>"


@dataclass(frozen=True, slots=True)
class LinkedImage:
    """An image as a tag names it.

    Attributes:
        url: Where it is, as written in the tag: absolute for social images. Without one there is no image.
        content_type: Its media type, such as `image/png`; left out where empty.
        size: Width and height in px, or None where not known.
        alt: What it shows, for those who do not see it, or None.
        sizes: Of icons: the value of `sizes` (`48x48`, `16x16 32x32`, `any`); None takes it from `size`.
        media: Of icons: the media query it is meant for, or None.
    """

    url: str
    content_type: str = ""
    size: tuple[int, int] | None = None
    alt: str | None = None
    sizes: str | None = None
    media: str | None = None


def social_tags(
    page: Page, site: Site, opengraph: Sequence[LinkedImage], twitter: Sequence[LinkedImage]
) -> list[Tag]:
    """Make the Open Graph and X tags of a page.

    Args:
        page: The page.
        site: The site that it is in.
        opengraph: Its images for everyone, the preferred one first.
        twitter: Its images for X; where there are none, X gets the others.

    Returns:
        The tags in the order in which they are to be written. What is empty or not known has no tag.
    """
    opengraph = [image for image in opengraph if image.url]
    shown_on_x = [image for image in twitter if image.url] or opengraph
    return [
        *_metas(
            "property",
            ("og:type", "website" if page.date is None else "article"),
            ("og:site_name", site.name),
            ("og:title", page.title),
            ("og:description", page.description),
            ("og:url", page.canonical_url),
            ("og:locale", _locale_of_country(page.locale)),
        ),
        *(tag for image in opengraph for tag in _opengraph_image(image)),
        *_metas(
            "name",
            ("twitter:card", _card(shown_on_x)),
            ("twitter:title", page.title),
            ("twitter:description", page.description),
        ),
        *(tag for image in shown_on_x for tag in _twitter_image(image)),
    ]


def icon_tags(
    favicon: LinkedImage | None, icons: Iterable[LinkedImage], apple_icons: Iterable[LinkedImage]
) -> list[Tag]:
    """Make the tags of a page's icons.

    Args:
        favicon: The site's `favicon.ico`, which goes first, or None.
        icons: The icons of the page.
        apple_icons: Its icons for the home screens of Apple's devices.

    Returns:
        The tags in the order in which they are to be written.
    """
    first = [] if favicon is None else [favicon]
    return [
        *(_icon("icon", image) for image in [*first, *icons] if image.url),
        *(_icon("apple-touch-icon", image) for image in apple_icons if image.url),
    ]


def _opengraph_image(image: LinkedImage) -> list[Tag]:
    # A structured property belongs to the `og:image` before it, so an image's tags stay together.
    width, height = image.size or (None, None)
    return _metas(
        "property",
        ("og:image", image.url),
        ("og:image:type", image.content_type),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:alt", image.alt),
    )


def _twitter_image(image: LinkedImage) -> list[Tag]:
    width, height = image.size or (None, None)
    return _metas(
        "name",
        ("twitter:image", image.url),
        ("twitter:image:alt", image.alt),
        ("twitter:image:type", image.content_type),
        ("twitter:image:width", width),
        ("twitter:image:height", height),
    )


def _icon(rel: str, image: LinkedImage) -> Tag:
    sizes = image.sizes
    if sizes is None and image.content_type == "image/svg+xml":
        sizes = "any"
    elif sizes is None and image.size is not None:
        sizes = f"{image.size[0]}x{image.size[1]}"
    values = (
        ("rel", rel),
        ("href", image.url),
        ("type", image.content_type),
        ("sizes", sizes),
        ("media", image.media),
    )
    return Tag("link", tuple((name, value) for name, value in values if value))


def _metas(key: Literal["name", "property"], *values: tuple[str, str | int | None]) -> list[Tag]:
    """Make a tag for each of the values that says something."""
    return [
        Tag("meta", ((key, name), ("content", text)))
        for name, value in values
        if value and (text := str(value)).strip()
    ]


def _card(images: Iterable[LinkedImage]) -> str:
    # Of an image on another host the size is not known; whoever names one for a page means a cover.
    large = any(image.size is None or image.size[0] >= _LARGE_CARD_WIDTH for image in images)
    return "summary_large_image" if large else "summary"


def _locale_of_country(locale: str) -> str | None:
    """Write a BCP 47 tag as Open Graph does (`pt_BR`), or give None where it names no country."""
    match = _COUNTRY.match(locale.replace("_", "-"))
    return match and f"{match[1].lower()}_{match[2].upper()}"


def _written(value: str) -> str:
    if _ESCAPED.search(value) is None:
        return value
    return escape(value).replace("\n", "&#10;").replace("\r", "&#13;")
