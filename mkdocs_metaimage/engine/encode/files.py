"""What Pillow writes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image

from ..notes import CardError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What lossy formats are tried with, from the best that is needed to the least that can be looked at. JPEG
#: halves the colours' resolution from the second on, which frays coloured text.
STEPS: Final[Mapping[str, tuple[Mapping[str, object], ...]]] = {
    "image/jpeg": (
        {"quality": 88, "subsampling": 0},
        *({"quality": quality, "subsampling": 2, "optimize": True} for quality in (85, 78, 70, 62, 55)),
    ),
    "image/webp": tuple({"quality": quality, "method": 2} for quality in (88, 82, 74, 66, 58)),
    "image/avif": (
        {"quality": 72, "subsampling": "4:4:4", "speed": 9, "max_threads": 1},
        *({"quality": quality, "speed": 9, "max_threads": 1} for quality in (65, 57, 49, 41)),
    ),
}
_KINDS: Final = {"image/jpeg": "JPEG", "image/webp": "WEBP", "image/avif": "AVIF"}


def saved_as(image: Image.Image, content_type: str, options: Mapping[str, object]) -> bytes:
    """The file of a picture in a lossy format, without its alpha where the format has none.

    Raises:
        CardError: Pillow cannot write it.
    """
    return saved(on_white(image) if content_type == "image/jpeg" else image, _KINDS[content_type], **options)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The file of a picture in a format of Pillow's.

    Raises:
        CardError: Pillow cannot write it.
    """
    file = io.BytesIO()
    try:
        image.save(file, kind, **options)
    except KeyError:
        raise CardError(
            f"This Pillow cannot write {kind}. Install one that can, `pip install --upgrade pillow` as a rule, "
            "or declare another content type."
        ) from None
    except (OSError, ValueError) as error:
        raise CardError(
            f"A picture of {image.width}x{image.height} px cannot be written as {kind}: {error}. "
            "Make it smaller, or declare another content type."
        ) from None
    return file.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    """A picture without alpha, on white where it is transparent."""
    if image.mode == "RGB":
        return image
    if image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, (0, 0), image.getchannel("A"))
    return ground
