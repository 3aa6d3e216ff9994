"""Parts of pictures at sizes and places that are no whole px, as backgrounds have them."""

from __future__ import annotations

from typing import Final, NamedTuple

from PIL import Image

from .scaling import halved

#: Of two pixels that are as near browsers take the one before.
NUDGE: Final = 1e-4


class Window(NamedTuple):
    """Which pixels of a scaled picture are wanted.

    Attributes:
        left: How far from the picture's left edge they begin, in px.
        top: How far from its top.
        width: How many there are across.
        height: How many there are down.
    """

    left: float
    top: float
    width: int
    height: int


def sampled(picture: Image.Image, size: tuple[float, float], window: Window, pixelated: bool) -> Image.Image:
    """Some pixels of a picture that is scaled to a size.

    Args:
        picture: The picture, RGB or RGBA.
        size: The width and height that all of it has in px.
        window: The pixels.
        pixelated: Whether its own pixels stay squares (CSS Images 3, section 5.6).
    """
    mode = picture.mode
    if pixelated:
        return _through(picture, size, window, 0, Image.Resampling.NEAREST)
    # Colours count as much as they are seen.
    picture = picture.convert("RGBa") if mode == "RGBA" else picture
    picture = level_of(picture, size)
    return _through(_framed(picture), size, window, 1, Image.Resampling.BILINEAR).convert(mode)


def level_of(picture: Image.Image, size: tuple[float, float]) -> Image.Image:
    """The picture halved as often as it is still no smaller than a size."""
    while picture.width >= 2 * size[0] and picture.height >= 2 * size[1]:
        picture = halved(picture)
    return picture


def _through(
    picture: Image.Image, size: tuple[float, float], window: Window, frame: int, filtered: Image.Resampling
) -> Image.Image:
    across, down = (picture.width - 2 * frame) / size[0], (picture.height - 2 * frame) / size[1]
    matrix = (across, 0.0, window.left * across + frame - NUDGE, 0.0, down, window.top * down + frame - NUDGE)
    return picture.transform((window.width, window.height), Image.Transform.AFFINE, matrix, filtered)


def _framed(picture: Image.Image) -> Image.Image:
    """A picture with its outermost pixels twice, so that there is something to mix them with."""
    width, height = picture.size
    framed = Image.new(picture.mode, (width + 2, height + 2))
    for left, right, x in ((0, width, 1), (0, 1, 0), (width - 1, width, width + 1)):
        framed.paste(picture.crop((left, 0, right, height)), (x, 1))
    framed.paste(framed.crop((0, 1, width + 2, 2)), (0, 0))
    framed.paste(framed.crop((0, height, width + 2, height + 1)), (0, height + 1))
    return framed
