"""What a hook's `image` function returned, checked against what its metadata says, as an image's content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ..conventions import CONTENT_TYPES
from ..engine.encode import encode
from ..engine.notes import CardError
from ..engine.response import ImageResponse, Surroundings
from ..errors import MetaImageError
from ..static_images import identify
from .images import Content

if TYPE_CHECKING:
    from ..conventions import Convention
    from ..engine.text.fonts import Font
    from ..metadata import ImageMetadata

_HINT = (
    "Return an ImageResponse, a PIL image, the bytes of an image file, the path of one, or for an icon of the "
    "type image/svg+xml SVG text."
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What cards are drawn with, whatever hook they come from.

    Attributes:
        fonts: The site's fonts, tried before the bundled ones.
        max_bytes: What a social image should not exceed, in bytes; None for no bound.
        allow_remote: Whether pictures may be fetched over https.
    """

    fonts: tuple[Font, ...] = ()
    max_bytes: int | None = None
    allow_remote: bool = False


def settle(
    returned: object, declared: ImageMetadata, convention: Convention, origin: Path, workshop: Workshop
) -> Content:
    """Check what was returned and say what the image is made of.

    Raises:
        MetaImageError: It is not an image, or not of the declared size and type.
    """
    try:
        return _settle(returned, declared, convention, origin, workshop)
    except CardError as error:
        raise MetaImageError(str(error), origin) from error


def _settle(
    returned: object, declared: ImageMetadata, convention: Convention, origin: Path, workshop: Workshop
) -> Content:
    budget = workshop.max_bytes if convention.social else None
    if isinstance(returned, ImageResponse):
        drawn = _agreed(returned, declared, convention, origin)
        drawing = returned.drawing(
            Surroundings(*drawn, origin.parent, workshop.fonts, budget, workshop.allow_remote)
        )
        content = Content(drawing, drawing.digest(), drawing.content_type, ((drawing.width, drawing.height),))
    elif isinstance(returned, Image.Image):
        data, _ = encode(returned, declared.content_type or "image/png", budget)
        content = _finished(data, origin)
    elif isinstance(returned, str) and returned.lstrip("\ufeff \t\r\n").startswith("<"):
        content = _finished(returned.encode(), origin)
    elif isinstance(returned, str | Path):
        content = _finished(_read(origin.parent / returned, origin), origin)
    elif isinstance(returned, bytes | bytearray | memoryview):
        content = _finished(bytes(returned), origin)
    else:
        raise MetaImageError(
            f"image() returned {type(returned).__name__}, which is no image.", origin, hint=_HINT
        )
    _check(content, declared, convention, origin)
    return content


def _agreed(
    response: ImageResponse, declared: ImageMetadata, convention: Convention, origin: Path
) -> tuple[int, int, str]:
    width, height = declared.size or convention.default_size
    if declared.size and (response.width or width, response.height or height) != (width, height):
        raise MetaImageError(
            f"The metadata says {width}x{height} px, the ImageResponse "
            f"{response.width or width}x{response.height or height}.",
            origin,
            hint="Give the size in one of them.",
        )
    if declared.content_type and response.content_type not in (None, declared.content_type):
        raise MetaImageError(
            f"The metadata says {declared.content_type}, the ImageResponse {response.content_type}.",
            origin,
            hint="Give the content type in one of them.",
        )
    return width, height, declared.content_type or response.content_type or "image/png"


def _finished(data: bytes, origin: Path) -> Content:
    content_type, sizes = identify(data, origin)
    return Content(data, hashlib.sha256(data).hexdigest(), content_type, sizes)


def _read(path: Path, origin: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MetaImageError(
            f"image() returned the path {path}, which cannot be read: {error.strerror}.", origin, hint=_HINT
        ) from error


def _check(content: Content, declared: ImageMetadata, convention: Convention, origin: Path) -> None:
    allowed = [CONTENT_TYPES[extension] for extension in convention.static_extensions]
    if content.content_type not in allowed:
        raise MetaImageError(
            f"{convention.name} cannot be {content.content_type}.",
            origin,
            hint=f"It can be {', '.join(dict.fromkeys(allowed))}.",
        )
    if declared.content_type and content.content_type != declared.content_type:
        raise MetaImageError(
            f"The metadata says {declared.content_type}, but image() returned {content.content_type}.", origin
        )
    declared_size = declared.size and (declared.size.width, declared.size.height)
    if declared_size and content.sizes and declared_size not in content.sizes:
        (width, height), *_ = content.sizes
        raise MetaImageError(
            f"The metadata says {declared_size[0]}x{declared_size[1]} px, but image() returned {width}x{height}.",
            origin,
        )
