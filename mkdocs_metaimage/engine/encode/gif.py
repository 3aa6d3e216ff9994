"""GIF: 256 colours, one of which may be none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .budget import Encoded, checked
from .files import on_white, saved
from .palette import reduced

if TYPE_CHECKING:
    from PIL import Image

# A pixel is either there or not: what is more transparent than not is none.
_IS_CLEAR: Final = [255] * 128 + [0] * 128


def write_gif(image: Image.Image, max_bytes: int | None) -> Encoded:
    """A GIF file of one picture."""
    if image.mode == "RGB":
        data = saved(reduced(image, 256).picture, "GIF", optimize=True)
        return checked(image, data, "image/gif", max_bytes)
    few = reduced(on_white(image), 255).picture
    few.paste(255, (0, 0), image.getchannel("A").point(_IS_CLEAR))
    data = saved(few, "GIF", transparency=255, optimize=False)
    return checked(image, data, "image/gif", max_bytes)
