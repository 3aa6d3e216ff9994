"""What is the same to the left and to the right of a place, of which only one side is drawn."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

from PIL import Image


class Fold(NamedTuple):
    """A row of pixels that is symmetric about a place.

    Attributes:
        length: How many pixels are to be drawn.
        start: Which pixel of the row is the first of these.
        whole: How long the row is, 0 if it is all drawn.
        repeated: How many of those drawn are in the middle, 0 or 1: they are in both halves.
    """

    length: int
    start: int = 0
    whole: int = 0
    repeated: int = 0

    @classmethod
    def of(cls, middle: float, length: int) -> Fold:
        """How to fold a row of a length about a place: not, unless pixels lie on pixels."""
        if not 0 < middle < length or (middle * 2) % 1:
            return cls(length)
        start, end = floor(middle), ceil(middle)
        return cls(max(length - start, end), start, length, end - start)

    def opened(self, drawn: Image.Image, axis: int) -> Image.Image:
        """The whole of what has been drawn of one half, by columns (0) or by rows (1)."""
        if not self.whole:
            return drawn
        width, height = drawn.size
        start, last = self.repeated, self.repeated + self.start
        if axis == 0:
            found = Image.new(drawn.mode, (self.whole, height))
            half = drawn.crop((start, 0, last, height)).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            found.paste(drawn.crop((0, 0, self.whole - self.start, height)), (self.start, 0))
        else:
            found = Image.new(drawn.mode, (width, self.whole))
            half = drawn.crop((0, start, width, last)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            found.paste(drawn.crop((0, 0, width, self.whole - self.start)), (0, self.start))
        found.paste(half, (0, 0))
        return found
