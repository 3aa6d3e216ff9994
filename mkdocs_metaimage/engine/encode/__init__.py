"""From a picture to the bytes of a file, no more of them than are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..notes import CardError
from ..pictures import plain
from .gif import write_gif
from .ico import write_ico
from .lossy import write_avif, write_jpeg, write_webp
from .png import write_png

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from .budget import Encoded

__all__ = ["encode"]

_ENCODERS: Final[dict[str, Callable[[Image.Image, int | None], Encoded]]] = {
    "image/png": write_png,
    "image/jpeg": write_jpeg,
    "image/webp": write_webp,
    "image/avif": write_avif,
    "image/gif": write_gif,
    "image/x-icon": write_ico,
    "image/vnd.microsoft.icon": write_ico,
}


def encode(image: Image.Image, content_type: str, max_bytes: int | None = None) -> Encoded:
    """Encode a picture.

    Args:
        image: The picture, RGB or RGBA.
        content_type: The MIME type of the file.
        max_bytes: How large the file should be at the most; None for no bound.

    Returns:
        The bytes of the file, and a note if it had to change visibly to fit or is larger all the same.

    Raises:
        CardError: The content type is none that can be written.
    """
    encoder = _ENCODERS.get(content_type.partition(";")[0].strip().lower())
    if encoder is None:
        known = ", ".join(_ENCODERS)
        raise CardError(f"A picture cannot be drawn as {content_type}. The content types are {known}.")
    if image.mode not in ("RGB", "RGBA"):
        image = plain(image)
    return encoder(image, max_bytes)
