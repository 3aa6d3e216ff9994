"""What has to be known of a picture beside its size to find faults in it; found out once for each picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image

from ...conventions import CONTENT_TYPES
from ...engine.cache import BoundedCache
from ...engine.overlay import overlay
from ..shown import Shown
from .drawings import drawing_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...engine.boxes import TextLine
    from ..pictures import Picture
    from .images import PageImage

# What a line takes in memory, and what is known of a picture without any, in bytes.
_LINE: Final = 300
_LEAST: Final = 200

_lines: BoundedCache[str, tuple[TextLine, ...]] = BoundedCache(
    4_000_000, lambda lines: _LEAST + _LINE * len(lines)
)
_transparent: BoundedCache[str, bool] = BoundedCache(1_000_000, lambda _: _LEAST)


def shown(images: Iterable[PageImage]) -> list[Shown]:
    """Images as those see them who fetch them; what is elsewhere, or cannot be drawn, is not among them."""
    return [_shown(image, image.picture) for image in images if image.picture is not None]


def is_transparent(data: bytes, content_type: str) -> bool:
    """Whether something shines through a picture.

    Args:
        data: The picture.
        content_type: Its MIME type; of an SVG nothing is known.
    """
    if content_type == CONTENT_TYPES["svg"]:
        return False
    with Image.open(io.BytesIO(data)) as picture:
        if not picture.has_transparency_data:
            return False
        # How many pixels there are of each alpha.
        return any(picture.convert("RGBA").getchannel("A").histogram()[:-1])


def _shown(image: PageImage, picture: Picture) -> Shown:
    digest, content_type = picture.digest, picture.content_type
    return Shown(
        id=image.id,
        convention=image.convention.name,
        content_type=content_type,
        size=image.size,
        bytes=len(picture.data),
        url=image.url,
        transparent=_transparent.get(digest, lambda: is_transparent(picture.data, content_type)),
        lines=_lines.get(digest, lambda: _lines_of(image)) if image.convention.social else (),
        notes=picture.notes,
    )


def _lines_of(image: PageImage) -> tuple[TextLine, ...]:
    drawing = None if image.planned is None else drawing_of(image.planned)
    return () if drawing is None else overlay(drawing).lines
