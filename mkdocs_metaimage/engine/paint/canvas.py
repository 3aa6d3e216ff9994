"""The picture being painted, and the shapes that are painted on it.

The picture is premultiplied. Its mode is RGBX although the fourth channel is alpha, since Pillow blends all
four channels of that mode alike: `paste(colour, mask)` is then exactly CSS' source-over.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from ..boxes import Edges, Rect
    from ..css.color import Color

class Region(NamedTuple):
    """A rectangle of whole pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Its width in px."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Its height in px."""
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.left >= self.right or self.top >= self.bottom

    def intersection(self, other: Region) -> Region:
        """The pixels in both."""
        return Region(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def union(self, other: Region) -> Region:
        """The smallest rectangle around both."""
        return Region(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def inset(self, edges: Edges) -> Region:
        """The rectangle inside of these edges, empty at the least."""
        left, top = self.left + floor(edges.left + 0.5), self.top + floor(edges.top + 0.5)
        right = max(self.right - floor(edges.right + 0.5), left)
        return Region(left, top, right, max(self.bottom - floor(edges.bottom + 0.5), top))


class Piece(NamedTuple):
    """A part of a shape: a rectangle that is covered wholly, or as its mask says."""

    region: Region
    mask: Image.Image | None = None


class Canvas:
    """A picture and the part of it that may be painted.

    Attributes:
        image: The picture, premultiplied.
        clip: Where painting has an effect.
    """

    def __init__(self, image: Image.Image, clip: Region) -> None:
        self.image = image
        self.clip = clip

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        """A transparent picture."""
        return cls(Image.new("RGBX", (width, height), (0, 0, 0, 0)), Region(0, 0, width, height))

    def clipped(self, region: Region) -> Canvas:
        """The same picture, to be painted only inside of the region too."""
        return Canvas(self.image, self.clip.intersection(region))

    def fill(self, pieces: list[Piece], color: Color) -> None:
        """Fill a shape with one colour."""
        alpha = opacity_of(color)
        if not alpha:
            return
        ink = ink_of(color)
        for region, mask in pieces:
            if mask is not None:
                self.stamp(region, ink, faded(mask, alpha))
            elif not (seen := region.intersection(self.clip)).empty:
                veil = None if alpha == 255 else Image.new("L", (seen.width, seen.height), alpha)
                self.stamp(seen, ink, veil)

    def stamp(self, region: Region, ink: tuple[int, int, int, int], mask: Image.Image | None) -> None:
        """Paint one ink through a mask of the region's size, or all over the region."""
        seen = region.intersection(self.clip)
        if seen.empty:
            return
        if mask is None:
            self.image.paste(ink, seen)
            return
        if seen != region:
            mask = mask.crop(relative(seen, region))
        self.image.paste(ink, seen, mask)

    def draw(
        self, region: Region, picture: Image.Image, alpha: Image.Image | None, pieces: list[Piece]
    ) -> None:
        """Paint a picture where a shape covers it.

        Args:
            region: Where the picture is, as large as it is.
            picture: RGBX, not premultiplied, its fourth channel 255 everywhere.
            alpha: Its alpha channel, None for an opaque picture.
            pieces: The shape.
        """
        for piece in pieces:
            seen = piece.region.intersection(self.clip).intersection(region)
            if seen.empty:
                continue
            part = picture if seen == region else picture.crop(relative(seen, region))
            mask = piece.mask
            if mask is not None and seen != piece.region:
                mask = mask.crop(relative(seen, piece.region))
            if alpha is not None:
                own = alpha if seen == region else alpha.crop(relative(seen, region))
                mask = own if mask is None else ImageChops.multiply(own, mask)
            self.image.paste(part, seen, mask)

    def kept(self, region: Region) -> Image.Image:
        """A copy of a part of the picture, to `restore` later."""
        return self.image.crop(region)

    def restore(self, region: Region, kept: Image.Image, mask: Image.Image | int) -> None:
        """Bring a part back to what it was: wholly where the mask is 255, by half where it is 128.

        What has been painted since then shows as if it had been one picture, painted through the inverse
        of the mask; so a group needs no layer of its own.
        """
        if isinstance(mask, int):
            mask = Image.new("L", kept.size, mask)
        self.image.paste(kept, region, mask)

    def finished(self) -> Image.Image:
        """The picture as RGB where it is opaque, else as RGBA."""
        # Comparing bytes is three times as quick as looking for the extrema.
        if self.image.getchannel("X").tobytes() == b"\xff" * (self.image.width * self.image.height):
            return self.image.convert("RGB")
        return Image.frombytes("RGBa", self.image.size, self.image.tobytes()).convert("RGBA")


def ink_of(color: Color) -> tuple[int, int, int, int]:
    """The colour as the opaque ink that masks are painted with."""
    return floor(color.red + 0.5), floor(color.green + 0.5), floor(color.blue + 0.5), 255


def opacity_of(color: Color) -> int:
    """The alpha of a colour, 0 to 255."""
    return floor(color.alpha * 255 + 0.5)


def faded(mask: Image.Image, alpha: int) -> Image.Image:
    """The mask times an alpha of 0 to 255."""
    return mask if alpha == 255 else mask.point(_fading(alpha))


@lru_cache(maxsize=256)
def _fading(alpha: int) -> list[int]:
    return [(value * alpha + 127) // 255 for value in range(256)]


def snapped(rect: Rect) -> Region:
    """The whole pixels that a box covers: its edges rounded, as browsers do."""
    return Region(
        floor(rect.x + 0.5),
        floor(rect.y + 0.5),
        floor(rect.x + rect.width + 0.5),
        floor(rect.y + rect.height + 0.5),
    )


def relative(region: Region, to: Region) -> Region:
    """The region as seen from the corner of another."""
    left, top = to.left, to.top
    return Region(region.left - left, region.top - top, region.right - left, region.bottom - top)
