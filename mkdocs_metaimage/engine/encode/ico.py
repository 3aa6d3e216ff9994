"""ICO: an icon at several sizes in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .budget import Encoded, checked
from .files import saved

if TYPE_CHECKING:
    from PIL import Image

_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def write_ico(image: Image.Image, max_bytes: int | None) -> Encoded:
    """An icon file of the picture and its smaller sizes: browsers take the one they need."""
    image = image.convert("RGBA")
    # More than that the format has no numbers for.
    largest = image.copy()
    largest.thumbnail((_SIZES[-1], _SIZES[-1]))
    sizes = [(size, size) for size in _SIZES if image.width == image.height and size < largest.width]
    data = saved(image, "ICO", sizes=[*sizes, largest.size])
    return checked(image, data, "image/x-icon", max_bytes)
