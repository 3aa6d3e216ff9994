"""The picture being painted.

It is premultiplied. Its mode is RGBX although the fourth channel is alpha, since Pillow blends all four channels
of that mode alike: `paste(colour, mask)` is then exactly CSS' source-over. Once something opaque covers all of
it, as on most cards, its mode is RGB, and it need not be looked at and converted when it is finished.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(slots=True)
class _Sheet:
    """What canvases that differ in their clips paint on.

    Attributes:
        image: The picture, premultiplied: RGBX, or RGB once it is opaque.
    """

    image: Image.Image


class Canvas:
    """A picture and the part of it that may be painted.

    Attributes:
        clip: Where painting has an effect.
    """

    def __init__(self, sheet: _Sheet, clip: Region) -> None:
        self._sheet = sheet
        self.clip = clip

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        """A transparent picture."""
        sheet = _Sheet(Image.new("RGBX", (width, height), (0, 0, 0, 0)))
        return cls(sheet, Region(0, 0, width, height))

    @property
    def image(self) -> Image.Image:
        """The picture as it is now."""
        return self._sheet.image

    def clipped(self, region: Region) -> Canvas:
        """The same picture, to be painted only inside of the region too."""
        return Canvas(self._sheet, self.clip.intersection(region))

    def fill(self, pieces: list[Piece], color: Color) -> None:
        """Fill a shape with one colour."""
        alpha = opacity_of(color)
        if not alpha:
            return
        ink = ink_of(color)
        for region, mask in pieces:
            seen = region.intersection(self.clip)
            if seen.empty:
                continue
            if mask is not None:
                mask = faded(mask if seen == region else mask.crop(relative(seen, region)), alpha)
            elif alpha < 255:
                mask = Image.new("L", (seen.width, seen.height), alpha)
            self.stamp(seen, ink, mask)

    def stamp(self, region: Region, ink: tuple[int, int, int, int], mask: Image.Image | None) -> None:
        """Paint one ink through a mask of the region's size, or all over the region."""
        seen = region.intersection(self.clip)
        if seen.empty:
            return
        if mask is None:
            if (seen.width, seen.height) == self.image.size:
                self._sheet.image = Image.new("RGB", self.image.size, ink[:3])
            else:
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
            picture: Its colours, RGB, not premultiplied.
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
            if mask is None and part.size == self.image.size:
                self._sheet.image = part.copy()
            else:
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
        if kept.mode != self.image.mode:  # it has not been opaque then
            self._sheet.image = self.image.convert("RGBX")
        self.image.paste(kept, region, mask)

    def finished(self) -> Image.Image:
        """The picture as RGB where it is opaque, else as RGBA."""
        if self.image.mode == "RGB":
            return self.image
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
    return mask if alpha == 255 else ImageChops.multiply(mask, Image.new("L", mask.size, alpha))


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
