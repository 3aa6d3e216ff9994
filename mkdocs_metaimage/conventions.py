"""The five conventions: what a metadata image file may be called, and what follows from its name.

The model is Next.js' metadata image files:
https://nextjs.org/docs/app/api-reference/file-conventions/metadata/opengraph-image and
https://nextjs.org/docs/app/api-reference/file-conventions/metadata/app-icons
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

MEBIBYTE: Final = 1024 * 1024

CODE_EXTENSION: Final = "py"
TEMPLATE_EXTENSION: Final = "html"

# Formats that every convention of pictures takes beyond Next.js' own list.
_MODERN: Final = ("webp", "avif")


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What a file of one base name may be.

    Attributes:
        name: The base name, such as `opengraph-image`.
        static_extensions: The extensions of pictures, without the dot, as the documentation lists them.
        code: Whether a `.py` or `.html` file may make the picture.
        numbered: Whether a number may follow the base name.
        root_only: Whether only the root of the routes tree may hold it.
        default_size: Width and height in px of a drawn image for which nothing else gives a size.
        byte_limit: The most bytes that a static file may have, or None.
        alt_text: Whether an `.alt.txt` beside a static file holds its alt text.
        rel: The `rel` of its `<link>`, or None where it becomes `<meta>` tags.
        prefix: What the names of its `<meta>` tags start with, or None where it becomes a `<link>`.
    """

    name: str
    static_extensions: tuple[str, ...]
    default_size: tuple[int, int]
    code: bool = True
    numbered: bool = True
    root_only: bool = False
    byte_limit: int | None = None
    alt_text: bool = False
    rel: Literal["icon", "apple-touch-icon"] | None = None
    prefix: Literal["og:image", "twitter:image"] | None = None

    @property
    def social(self) -> bool:
        """Whether it is what a link to the page shows, and not an icon."""
        return self.prefix is not None


FAVICON: Final = Convention(
    name="favicon",
    static_extensions=("ico",),
    default_size=(32, 32),
    code=False,
    numbered=False,
    root_only=True,
    rel="icon",
)

ICON: Final = Convention(
    name="icon",
    static_extensions=("ico", "jpg", "jpeg", "png", "svg", *_MODERN),
    default_size=(32, 32),
    rel="icon",
)

APPLE_ICON: Final = Convention(
    name="apple-icon",
    static_extensions=("jpg", "jpeg", "png", *_MODERN),
    default_size=(180, 180),
    rel="apple-touch-icon",
)

OPENGRAPH_IMAGE: Final = Convention(
    name="opengraph-image",
    static_extensions=("jpg", "jpeg", "png", "gif", *_MODERN),
    default_size=(1200, 630),
    byte_limit=8 * MEBIBYTE,
    alt_text=True,
    prefix="og:image",
)

TWITTER_IMAGE: Final = Convention(
    name="twitter-image",
    static_extensions=("jpg", "jpeg", "png", "gif", *_MODERN),
    default_size=(1200, 630),
    byte_limit=5 * MEBIBYTE,
    alt_text=True,
    prefix="twitter:image",
)

CONVENTIONS: Final = (FAVICON, ICON, APPLE_ICON, OPENGRAPH_IMAGE, TWITTER_IMAGE)

CONTENT_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "avif": "image/avif",
        "svg": "image/svg+xml",
        "ico": "image/x-icon",
    }
)
"""The content type of each extension."""

# IANA's name for what browsers and Next.js call image/x-icon, and a common slip for image/jpeg.
_ALIASES: Final = MappingProxyType(
    {"image/vnd.microsoft.icon": "image/x-icon", "image/ico": "image/x-icon", "image/jpg": "image/jpeg"}
)
_EXTENSIONS: Final = MappingProxyType(
    {content_type: extension for extension, content_type in CONTENT_TYPES.items() if extension != "jpeg"}
)


def canonical_content_type(content_type: str) -> str | None:
    """The one name used here for a content type.

    Args:
        content_type: As somebody wrote it: of any case, with or without parameters, perhaps an alias.

    Returns:
        One of the values of `CONTENT_TYPES`, or None where it is none of an image known here.
    """
    plain = content_type.partition(";")[0].strip().lower()
    plain = _ALIASES.get(plain, plain)
    return plain if plain in _EXTENSIONS else None


def extension_of(content_type: str) -> str | None:
    """The extension, without the dot, that a file of a content type gets; None for an unknown type."""
    canonical = canonical_content_type(content_type)
    return None if canonical is None else _EXTENSIONS[canonical]


def content_type_of(extension: str) -> str | None:
    """The content type of a file by its extension, with or without the dot; None for an unknown one."""
    return CONTENT_TYPES.get(extension.removeprefix(".").lower())
