"""Blurs as Chromium draws them: what it takes for a Gaussian one is three box blurs of whole pixels."""

from __future__ import annotations

from math import ceil, floor, pi, sqrt
from typing import TYPE_CHECKING, Final

from PIL import ImageFilter
from PIL.Image import Resampling

if TYPE_CHECKING:
    from PIL import Image

# Below this, masks are blurred by a short kernel of its own, which is a little narrower than the Gaussian one.
_SMALL: Final = 2.0
_SMALL_RATIO: Final = 0.92
# The widest box of three that are as wide together as a Gaussian curve (SVG 1.1, section 15.17).
_BOX: Final = 3 * sqrt(2 * pi) / 4
# Chromium blurs by no more.
_MOST: Final = 532.0
# From how many pixels on it is worth while to blur fewer of them.
_LARGE: Final = 50_000


def blurred(picture: Image.Image, sigma_x: float, sigma_y: float) -> Image.Image:
    """A picture blurred as the filter `blur()` does (Filter Effects 1, section 6.1).

    Args:
        picture: The picture, premultiplied if it has an alpha channel; what is beyond its edges counts as if
            its outermost pixels went on, so that it should have `reach` pixels of nothing around it.
        sigma_x: The standard deviation across in px.
        sigma_y: The standard deviation down in px.

    Returns:
        A picture of the same size and mode.
    """
    return _spread(picture, _deviation(sigma_x), _deviation(sigma_y))


def blurred_mask(mask: Image.Image, sigma: float) -> Image.Image:
    """A mask blurred as shadows of boxes and texts are; around it there should be `reach` pixels of nothing."""
    deviation = mask_deviation(sigma)
    return _spread(mask, deviation, deviation)


def mask_deviation(sigma: float) -> float:
    """The standard deviation of what is drawn as the shadow of a mask in place of one of `sigma`."""
    return sigma * _SMALL_RATIO if sigma < _SMALL else _deviation(sigma)


def reach(sigma: float) -> int:
    """How far a blur reaches over the edges of what it blurs, in px."""
    return ceil(3 * min(sigma, _MOST))


def _spread(picture: Image.Image, deviation_x: float, deviation_y: float) -> Image.Image:
    if not deviation_x and not deviation_y:
        return picture
    width, height = picture.size
    across, down = (1, 1) if width * height < _LARGE else (_factor(deviation_x), _factor(deviation_y))
    small = picture.reduce((across, down)) if across * down > 1 else picture
    # Pillow's, too, are three box blurs, whose boxes have fractions of pixels at their ends.
    small = small.filter(ImageFilter.GaussianBlur((_rest(deviation_x, across), _rest(deviation_y, down))))
    if small.size == picture.size:
        return small
    return small.resize(picture.size, Resampling.BILINEAR, (0, 0, width / across, height / down))


def _factor(deviation: float) -> int:
    """By how much a large picture is made smaller before a blur, and larger after it, without being told apart."""
    return min(floor(deviation / 4) + 1, 4)


def _rest(deviation: float, factor: int) -> float:
    """What a blur has left to do where a picture is made smaller before it and larger after it.

    The means of the former are of a box, the means of the latter of a triangle: they add to the variance.
    """
    return sqrt(deviation**2 - (factor**2 - 1) / 4) / factor


def _deviation(sigma: float) -> float:
    """The standard deviation of three boxes of whole pixels; two even ones lie off the middle to either side."""
    box = floor(min(sigma, _MOST) * _BOX + 0.5)
    if box <= 1:
        return 0.0
    last = box if box % 2 else box + 1
    return sqrt((2 * (box * box - 1) + last * last - 1) / 12)
