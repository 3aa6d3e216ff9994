"""Pictures with few colours: those that have no more, and those that lose some."""

from __future__ import annotations

import sys
from typing import Final, NamedTuple

from PIL import Image, ImageChops

_Quantize = Image.Quantize
# Differences are looked at in squares of so many pixels: over the whole picture, a wrong logo is nothing.
_GRAIN, _TONE = 16, 8
# With more than these it begins to show, found by looking at gradients and photographs.
_MOST_GRAIN, _MOST_TONE = 7.0, 2.0
# So many pixels tell whether more of them may help; they do not where the colours are so far from the true ones.
_ENOUGH: Final = 40_000
_HOPELESS: Final = 2
_SQUARES: Final = [min(value * value, 255) for value in range(256)]


class Reduced(NamedTuple):
    """A picture with fewer colours.

    Attributes:
        picture: The picture, P.
        grain: How far pixels are from the true ones: the root mean square difference, of 255, in the worst square.
        tone: How far the colour of the worst square is from the true one as a whole: bands show there.
    """

    picture: Image.Image
    grain: float
    tone: float

    @property
    def excess(self) -> float:
        """How many times as far from the true picture it is as it may be."""
        return max(self.grain / _MOST_GRAIN, self.tone / _MOST_TONE)

    @property
    def is_unseen(self) -> bool:
        """Whether the picture passes for the true one."""
        return self.excess <= 1


def reduced(image: Image.Image, count: int) -> Reduced:
    """The best that is found of a picture with so many colours.

    Args:
        image: The picture, RGB or RGBA.
        count: The number of colours, up to 256.
    """
    if image.mode == "RGBA":
        return _measured(image.quantize(count, _Quantize.FASTOCTREE), image)
    # All the pixels of a photograph take a second, so first some of them.
    step = int((image.width * image.height / _ENOUGH) ** 0.5)
    rough = None
    if step > 1:
        some = image.resize((image.width // step, image.height // step), Image.Resampling.NEAREST)
        rough = _spread(image, some, count)
        if rough.excess > _HOPELESS:
            return rough
    # This suits pictures of few hues, and makes smaller files.
    plain = _measured(image.quantize(count, _Quantize.MEDIANCUT), image)
    if plain.is_unseen:
        return plain
    spread = rough if rough and rough.is_unseen else _spread(image, image, count)
    return min(plain, spread, key=lambda each: each.excess)


def _spread(image: Image.Image, some: Image.Image, count: int) -> Reduced:
    """A picture with colours that reach for all those of another one, and its errors spread over its pixels."""
    palette = some.quantize(count, _Quantize.MAXCOVERAGE)
    return _measured(image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG), image)


def _measured(picture: Image.Image, image: Image.Image) -> Reduced:
    few, true = picture.convert(image.mode), image
    if image.mode == "RGBA":
        # What is transparent may have any colour.
        few, true = (Image.merge("RGBA", each.convert("RGBa").split()) for each in (few, true))
    bands = len(true.getbands())
    squares = ImageChops.difference(few, true).point(_SQUARES * bands).reduce(_GRAIN)
    tones = ImageChops.difference(few.reduce(_TONE), true.reduce(_TONE))
    return Reduced(picture, _highest(squares) ** 0.5, _highest(tones))


def _highest(image: Image.Image) -> int:
    """The highest value in any band."""
    return max(value for band in image.split() for value, count in enumerate(band.histogram()) if count)


def exact(image: Image.Image) -> tuple[bytes, list[tuple[int, ...]]] | None:
    """A picture that has no more than 256 colours: the number of each pixel's colour, and the colours.

    Args:
        image: The picture, RGB or RGBA.

    Returns:
        None where it has more.
    """
    counted = image.getcolors(256)
    if counted is None:
        return None
    # The transparent ones first, for only those up to the last of them are written.
    found = (color for _, color in counted if isinstance(color, tuple))
    colors: list[tuple[int, ...]] = sorted(found, key=lambda color: (color[3:], color))
    numbers = {
        int.from_bytes(bytes((*color, 255)[:4]), sys.byteorder): number for number, color in enumerate(colors)
    }
    pixels = memoryview(image.convert("RGBA").tobytes()).cast("I")
    return bytes(map(numbers.__getitem__, pixels)), colors
