"""ICO: an icon at several sizes in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL.Image import Resampling

from .budget import Encoded, checked
from .files import saved

if TYPE_CHECKING:
    from PIL import Image

_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def ico_sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The sizes that an icon file has of a picture of a size in px, from small to large."""
    # More than the last the format has no numbers for.
    shrunk = min(1.0, _SIZES[-1] / max(width, height))
    largest = (max(round(width * shrunk), 1), max(round(height * shrunk), 1))
    smaller = ((size, size) for size in _SIZES if width == height and size < largest[0])
    return (*smaller, largest)


def write_ico(image: Image.Image, max_bytes: int | None) -> Encoded:
    """An icon file of the picture and its smaller sizes: browsers take the one they need."""
    sizes = ico_sizes(image.width, image.height)
    image = image.convert("RGBA")
    if image.size != sizes[-1]:
        image = image.resize(sizes[-1], Resampling.LANCZOS)
    data = saved(image, "ICO", sizes=list(sizes))
    return checked(image, data, "image/x-icon", max_bytes)
