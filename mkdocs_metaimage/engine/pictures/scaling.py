"""Scaling pictures the way that browsers do."""

from __future__ import annotations

from typing import Final

from PIL import Image

_BILINEAR: Final = Image.Resampling.BILINEAR
# Chromium's renderer has this many places between two pixels.
_STEPS: Final = 16
# Up to how many pixels these places are made one by one; beyond, pictures have no such hard edges.
_MOST_STEPPED: Final = 4_000_000


def scaled(picture: Image.Image, width: int, height: int) -> Image.Image:
    """A picture at another size in px: halved while it is larger than twice that, then sampled linearly.

    CSS leaves it open how (CSS Images 3, section 5.6); this is `image-rendering: auto` of Chromium, whose
    smaller pictures are a little sharper, and larger ones a little softer, than those of other filters.
    """
    if picture.size == (width, height):
        return picture
    mode = picture.mode
    # Colours count as much as they are seen.
    picture = picture.convert("RGBa") if mode == "RGBA" else picture
    while picture.width >= 2 * width and picture.height >= 2 * height:
        picture = halved(picture)
    if _STEPS * picture.height * max(picture.width, width) <= _MOST_STEPPED:
        upright = Image.Transpose.TRANSPOSE
        picture = _stepped(_stepped(picture, width).transpose(upright), height).transpose(upright)
    else:
        across, down = picture.width / width, picture.height / height
        matrix = (across, 0, 0, 0, down, 0)
        picture = picture.transform((width, height), Image.Transform.AFFINE, matrix, _BILINEAR)
    return picture.convert(mode)


def halved(picture: Image.Image) -> Image.Image:
    """A picture of half the width and height."""
    if picture.width % 2 or picture.height % 2:
        return picture.resize((max(picture.width // 2, 1), max(picture.height // 2, 1)), _BILINEAR)
    return picture.reduce(2)


def _stepped(picture: Image.Image, width: int) -> Image.Image:
    """A picture of another width, each pixel taken from the nearest place to the left that there is."""
    places = (_STEPS * picture.width, picture.height)
    matrix = (1 / _STEPS, 0, -0.5 / _STEPS, 0, 1, 0)
    between = picture.transform(places, Image.Transform.AFFINE, matrix, _BILINEAR)
    return between.resize((width, picture.height), Image.Resampling.NEAREST)
