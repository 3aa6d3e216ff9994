"""JPEG, WebP and AVIF: of the best quality that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .budget import Encoded, changed, over
from .files import STEPS, saved, saved_as
from .png import is_flat

if TYPE_CHECKING:
    from PIL import Image


def write_jpeg(image: Image.Image, max_bytes: int | None) -> Encoded:
    """A JPEG file, on white where the picture is transparent."""
    return _stepped(image, "image/jpeg", max_bytes)


def write_webp(image: Image.Image, max_bytes: int | None) -> Encoded:
    """A WebP file: without loss for a flat picture, which is smaller then than with loss."""
    if is_flat(image):
        data = saved(image, "WEBP", lossless=True, method=1, quality=20)
        if max_bytes is None or len(data) <= max_bytes:
            return data, ()
    return _stepped(image, "image/webp", max_bytes)


def write_avif(image: Image.Image, max_bytes: int | None) -> Encoded:
    """An AVIF file."""
    return _stepped(image, "image/avif", max_bytes)


def _stepped(image: Image.Image, content_type: str, max_bytes: int | None) -> Encoded:
    first = 0
    for options in STEPS[content_type]:
        data = saved_as(image, content_type, options)
        if max_bytes is None or len(data) <= max_bytes:
            if max_bytes is None or not first:
                return data, ()
            return data, (changed("quality", f"the quality {options['quality']}", first, max_bytes),)
        first = first or len(data)
    return data, (over(image, content_type, len(data), max_bytes or 0),)
