"""Decode pictures whole, to be sure that they are whole."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageSequence, UnidentifiedImageError
from PIL.IcoImagePlugin import IcoImageFile

from ..conventions import CONTENT_TYPES
from ..errors import MetaImageError

if TYPE_CHECKING:
    from pathlib import Path

_ICO: Final = CONTENT_TYPES["ico"]
_PNG: Final = CONTENT_TYPES["png"]
_FOREIGN_FORMATS: Final = ("BMP", "CUR", "ICNS", "JPEG2000", "PSD", "TIFF")

# The chunk that ends every PNG; decoders have all pixels before they come to it.
_PNG_END: Final = b"IEND\xaeB`\x82"

# What Pillow raises for broken data: its decoders let struct's and their libraries' errors through.
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# How many pixels an image may have; and those of the frames of an animation that are decoded, for a small
# file can hold any number of them.
_MOST_PIXELS: Final = 50_000_000
_MOST_DECODED: Final = 200_000_000


def decode(data: bytes, content_type: str, path: Path) -> tuple[tuple[int, int], ...]:
    """Decode every picture in a file.

    Args:
        data: What is in the file.
        content_type: Its content type, which is none of drawings.
        path: Where it comes from, for messages.

    Returns:
        Their sizes without repetition, from small to large.

    Raises:
        MetaImageError: The file is damaged, or far too large.
    """
    try:
        with warnings.catch_warnings():
            # A picture of more pixels than Pillow thinks sane is refused before it fills the memory.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # What Pillow only warns of in an icon is an error below.
            warnings.simplefilter("ignore", UserWarning)
            if content_type == _ICO:
                return _decode_ico(data)
            with Image.open(io.BytesIO(data)) as image:
                _check_pixels(image, path)
                for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                    frame.load()
                    if number * image.width * image.height > _MOST_DECODED:
                        break
                if content_type == _PNG and _PNG_END not in data:
                    raise OSError("the end is missing")
                return (image.size,)
    except _BOMB as error:
        raise _too_large("far more pixels than any platform shows", path) from error
    except _BROKEN as error:
        # Pillow's message for an unknown header is the address of a buffer.
        reason = (
            "its header is broken" if isinstance(error, UnidentifiedImageError) else str(error).rstrip(".")
        )
        raise MetaImageError(
            f"The image cannot be decoded: {reason or type(error).__name__}.",
            path,
            hint="The file is damaged or was cut off: save it anew.",
        ) from error


def _check_pixels(image: Image.Image, path: Path) -> None:
    if image.width * image.height > _MOST_PIXELS:
        raise _too_large(f"{image.width}x{image.height} px", path)


def _too_large(size: str, path: Path) -> MetaImageError:
    hint = "Save it smaller: no platform shows more than 4096x4096 px."
    return MetaImageError(f"The image is too large: {size}.", path, hint=hint)


def _decode_ico(data: bytes) -> tuple[tuple[int, int], ...]:
    # Each entry of the directory ends with the length and the offset of its picture.
    # https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
    count = int.from_bytes(data[4:6], "little")
    entries = [struct.unpack_from("<II", data, 6 + 16 * index + 8) for index in range(count)]
    if not entries or any(offset + length > len(data) for length, offset in entries):
        raise OSError("a picture of its directory is missing")
    with Image.open(io.BytesIO(data)) as image:
        if not isinstance(image, IcoImageFile):
            raise OSError("its directory is broken")
        sizes = tuple(sorted(image.ico.sizes()))
        for size in sizes:
            picture = image.ico.getimage(size)
            if picture.size != size:
                raise OSError("a picture of it has another size than its directory says")
            picture.load()
        return sizes


def foreign_format(data: bytes) -> str | None:
    """The name of a format that people have pictures in, but that is none for the web."""
    try:
        with Image.open(io.BytesIO(data), formats=_FOREIGN_FORMATS) as image:
            return image.format
    except (*_BROKEN, *_BOMB):
        return None
