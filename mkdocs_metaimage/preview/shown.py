"""A page's pictures as a platform finds them: which of them it takes, whether it shows it, and how much of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ..conventions import APPLE_ICON, extension_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..engine.boxes import TextLine
    from ..engine.notes import Note
    from .heads import Head, HeadImage
    from .platforms import Layout, Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture of a page, as those see it who fetch it.

    Attributes:
        id: Its name among the page's images: `opengraph-image`, `icon-2`.
        convention: The name of its convention.
        content_type: Its media type, or `""` where it is not known.
        size: Width and height in px, or None where they are not known.
        bytes: How many it has, or None where it is not known.
        url: Its URL as the tags write it, or None where no tag does.
        transparent: Whether something shines through it.
        lines: The lines of its text, in px, as far as they are known.
        notes: What the engine had to say of it.
    """

    id: str
    convention: str
    content_type: str
    size: tuple[int, int] | None = None
    bytes: int | None = None
    url: str | None = None
    transparent: bool = False
    lines: tuple[TextLine, ...] = ()
    notes: tuple[Note, ...] = ()


class Crop(NamedTuple):
    """The part of a picture that a frame shows, in fractions of the picture's width and height."""

    x: float
    y: float
    width: float
    height: float


class Picture(NamedTuple):
    """The picture that a platform takes for a page.

    Attributes:
        named: It as the page's head names it, or None where it names none.
        shown: It where it is one of the page's own, or the icon that stands in for one.
    """

    named: HeadImage | None
    shown: Shown | None

    @property
    def size(self) -> tuple[int, int] | None:
        """Its width and height in px, or None where they are not known."""
        if self.shown is not None:
            return self.shown.size
        return None if self.named is None else self.named.size


class Sight(NamedTuple):
    """What a platform makes of a page.

    Attributes:
        platform: The platform.
        picture: The picture that it takes, whether or not it shows it then.
        layout: The layout that it gives the page.
        title: The title that it takes, uncut; `""` for none.
        description: The description that it takes, uncut; `""` for none.
    """

    platform: Platform
    picture: Picture
    layout: Layout
    title: str
    description: str


def sight_on(platform: Platform, head: Head, images: Sequence[Shown]) -> Sight:
    """What a platform makes of a page."""
    picture = _picture_on(platform, head, images)
    refused = picture.shown is not None and refusal(platform, picture.shown)
    last = picture.named is None or refused
    return Sight(
        platform,
        picture,
        platform.layouts[-1] if last else platform.layout_of(head.first("twitter:card"), picture.size),
        head.first(*_names(platform, "title")) or head.title or "",
        head.first(*_names(platform, "description")) or head.description or "",
    )


def _picture_on(platform: Platform, head: Head, images: Sequence[Shown]) -> Picture:
    opengraph, twitter = head.opengraph_images, head.twitter_images
    candidates = {"first": twitter + opengraph, "fallback": opengraph + twitter, "never": opengraph}
    named = next(iter(candidates[platform.twitter]), None)
    if named is not None:
        return Picture(named, next((each for each in images if each.url == named.url), None))
    if not (platform.touch_icon and head.link("apple-touch-icon")):
        return Picture(None, None)
    return Picture(None, next((each for each in images if each.convention == APPLE_ICON.name), None))


def _names(platform: Platform, subject: str) -> tuple[str, ...]:
    """The tags that a platform reads for a title or a description, the preferred one first."""
    names = {
        "first": (f"twitter:{subject}", f"og:{subject}"),
        "fallback": (f"og:{subject}", f"twitter:{subject}"),
        "never": (f"og:{subject}",),
    }
    return names[platform.twitter]


def refusal(platform: Platform, shown: Shown) -> str | None:
    """Why a platform does not show a picture, as what it does: "shows no SVG"; None where it shows it."""
    if shown.content_type and shown.content_type not in platform.formats | platform.unreliable:
        return f"shows no {format_name(shown.content_type)}"
    if shown.size is not None:
        least, most = platform.least_size, platform.most_size
        if shown.size[0] < least[0] or shown.size[1] < least[1]:
            return f"shows no picture under {size_said(least)}"
        if most is not None and (shown.size[0] > most[0] or shown.size[1] > most[1]):
            return f"shows no picture over {size_said(most)}"
    if platform.most_bytes is not None and shown.bytes is not None and shown.bytes > platform.most_bytes:
        return f"shows no picture over {bytes_said(platform.most_bytes)}"
    return None


def centred(size: tuple[int, int], ratio: float | None) -> Crop:
    """The part of a picture of a size that a frame of a ratio shows: as much as fits, from the middle."""
    own = size[0] / size[1]
    if ratio is None:
        return Crop(0.0, 0.0, 1.0, 1.0)
    width, height = min(1.0, ratio / own), min(1.0, own / ratio)
    return Crop((1 - width) / 2, (1 - height) / 2, width, height)


def format_name(content_type: str) -> str:
    """A content type as people call it."""
    extension = extension_of(content_type) or content_type.rpartition("/")[2]
    return {"jpg": "JPEG", "webp": "WebP"}.get(extension, extension.upper())


def size_said(size: tuple[int, int]) -> str:
    """A size as people say it; of a bound, where 1 px of height is none, the width alone."""
    return f"{size[0]} px wide" if size[1] == 1 else f"{size[0]}x{size[1]} px"


def bytes_said(number: int) -> str:
    """A number of bytes as people say it."""
    if number < 1_000_000:
        return f"{number / 1000:.0f} kB"
    return f"{number / 1_000_000:.1f}".removesuffix(".0") + " MB"


def domain_of(url: str | None) -> str:
    """The host of a URL without `www.`, decoded from Punycode; `""` where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    with suppress(UnicodeError):  # it is none of Punycode, and shown as it is
        host = host.encode("ascii").decode("idna")
    return host.removeprefix("www.")
