"""The picture being painted.

It is premultiplied. Its mode is RGBX although the fourth channel is alpha, since Pillow blends all four channels
of that mode alike: `paste(colour, mask)` is then exactly CSS' source-over. Once something opaque covers all of
it, as on most cards, its mode is RGB, and it need not be looked at and converted when it is finished.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

from .grounds import Step
from .ink import faded, ink_of, opacity_of
from .premultiplied import is_opaque, masked, straight
from .regions import Piece, Region, part_of, relative
from .sheet import Sheet, Text, transparent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..css.color import Color
    from .matrix import Matrix


# What is made thinner than this shows as nothing; so not too much is seen of what is made small.
_THINNEST: Final = 1e-3
# From so many pixels on a picture is made and blended in less time than a colour.
_MANY: Final = 1_600


class Canvas:
    """A picture and the part of it that may be painted.

    What is painted has its place in px of its own, local ones, which a matrix takes to the picture's pixels,
    those of the device. Without a matrix both are the same.

    Attributes:
        clip: Where painting has an effect, in device px.
        matrix: From local px to device px; None where they are the same.
        seen: The part of the clip that is left to paint in, in local px: nothing else need be drawn.
        veil: A mask in device px, around all of the clip, through which each thing is painted; else None.
    """

    def __init__(
        self,
        sheet: Sheet,
        clip: Region,
        matrix: Matrix | None = None,
        seen: Region | None = None,
        veil: Piece | None = None,
    ) -> None:
        self._sheet = sheet
        self.clip = clip
        self.matrix = matrix
        self.seen = clip if seen is None else seen
        self.veil = veil

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        """A transparent picture."""
        sheet = Sheet((width, height))
        return cls(sheet, Region(0, 0, width, height))

    @property
    def image(self) -> Image.Image:
        """The picture as it is now."""
        return self._sheet.image

    @property
    def scale(self) -> float:
        """How many device px a local one is long at the most: shapes are to be that much smoother."""
        return 1.0 if self.matrix is None else self.matrix.scale

    def clipped(self, region: Region) -> Canvas:
        """The same picture, to be painted only inside of the region too.

        Args:
            region: The region in local px. Under a matrix that turns it this clips by the rectangle around it:
                what is painted still has to keep to the region.
        """
        if self.matrix is None:
            return Canvas(self._sheet, self.clip.intersection(region), veil=self.veil)
        clip = self.clip.intersection(self.matrix.region(region))
        return Canvas(self._sheet, clip, self.matrix, self.seen.intersection(region), self.veil)

    def veiled(self, piece: Piece | None) -> Canvas:
        """The same picture, in which each thing is to be painted only inside of a shape in device px.

        So Chromium clips: where the edge of a shape covers half of a pixel, what has been painted there one over
        the other still shines through. None is a shape of nothing.
        """
        region, mask = piece or Piece(Region(0, 0, 0, 0))
        clip = self.clip.intersection(region)
        veil = self.veil
        if mask is not None and not clip.empty:
            veil = Piece(clip, self.through(clip, mask.crop(relative(clip, region))))
        return Canvas(self._sheet, clip, self.matrix, None if self.matrix is None else self.seen, veil)

    def through(self, region: Region, mask: Image.Image | None) -> Image.Image | None:
        """What is left to paint of a mask of a region inside of the clip; None is all of it."""
        if self.veil is None or self.veil.mask is None:
            return mask
        cover = self.veil.mask.crop(relative(region, self.veil.region))
        return cover if mask is None else ImageChops.multiply(cover, mask)

    def opened(self, by: int) -> Canvas:
        """The same picture, to be painted so many px further to each side, and without the veil.

        It is for what is painted apart, and moved in or veiled when it is composed.
        """
        return self._with(self.clip.grown(by), self.matrix)

    def transformed(self, matrix: Matrix) -> Canvas:
        """The same picture under a matrix, which comes before its own."""
        if self.matrix is not None:
            matrix = self.matrix.compose(matrix).bounded()
        canvas = self._with(self.clip, matrix)
        canvas.veil = self.veil
        return canvas

    def under(self, matrix: Matrix) -> Canvas:
        """The same picture under another matrix, in the place of its own."""
        canvas = self._with(self.clip, matrix)
        canvas.veil = self.veil
        return canvas

    def flat(self) -> Canvas:
        """The same picture without the matrix: what is painted on it has its place in device px."""
        canvas = self._with(self.clip, None)
        canvas.veil = self.veil
        return canvas

    def _with(self, clip: Region, matrix: Matrix | None, sheet: Sheet | None = None) -> Canvas:
        sheet = sheet or self._sheet
        if matrix is None:
            return Canvas(sheet, clip)
        back = matrix.inverse if matrix.least_scale > _THINNEST else None
        # A px more: of what is made very large a clip is but a point.
        seen = Region(0, 0, 0, 0) if back is None else back.region(clip).grown(1)
        return Canvas(sheet, clip, matrix, seen)

    def group(self, region: Region) -> Canvas:
        """A transparent picture of its own, as large as a region in device px, under the same matrix.

        Its `image` is what `compose` takes. For what paints on canvases that are made already see `apart`.
        """
        sheet = Sheet((region.width, region.height), region.left, region.top)
        return self._with(region, self.matrix, sheet)

    def apart(self, region: Region, paint: Callable[[], None]) -> Image.Image:
        """What a function paints on this picture's canvases, on a transparent ground instead.

        Args:
            region: What is needed of it, in device px.
            paint: The function.

        Returns:
            A picture as large as the region: RGBX, premultiplied.
        """
        sheet = self._sheet
        before = sheet.image, sheet.size, sheet.left, sheet.top
        sheet.size, sheet.left, sheet.top = (region.width, region.height), region.left, region.top
        sheet.image = transparent(*sheet.size)
        try:
            paint()
            return sheet.image if sheet.image.mode == "RGBX" else sheet.image.convert("RGBX")
        finally:
            sheet.image, sheet.size, sheet.left, sheet.top = before

    def compose(self, region: Region, picture: Image.Image) -> None:
        """Lay a premultiplied RGBX picture, as large as the region in device px, over what is there."""
        seen = region.intersection(self.clip)
        if seen.empty:
            return
        picture = part_of(picture, seen, region)
        cover = self.through(seen, None)
        if cover is not None:
            picture = masked(picture, cover)
        place = self._sheet.at(seen)
        if is_opaque(picture):
            self.image.paste(picture.convert(self.image.mode), place)
            return
        ground = self.image.crop(place)
        left = ImageChops.invert(picture.getchannel("X"))
        if ground.mode == "RGB":
            picture = picture.convert("RGB")
        shining = ImageChops.multiply(ground, Image.merge(ground.mode, [left] * len(ground.getbands())))
        self.image.paste(ImageChops.add(shining, picture), place)

    @property
    def _waits(self) -> bool:
        """Whether what is painted can wait until the picture is needed: a veil is most often made for one card."""
        return self.veil is None and self._sheet.waits

    def fill(self, pieces: list[Piece], color: Color) -> None:
        """Fill a shape, whose pieces are in device px, with one colour."""
        alpha = opacity_of(color)
        if not alpha:
            return
        ink = ink_of(color)
        if self._waits:
            key = ("fill", self.clip, ink, alpha)
            paint = partial(self._fill, pieces, ink, alpha)
            self._sheet.wait(Step.of(key, (), pieces, paint, blends=alpha < 255))
        else:
            self._fill(pieces, ink, alpha)

    def _fill(self, pieces: list[Piece], ink: tuple[int, int, int, int], alpha: int) -> None:
        for region, mask in pieces:
            seen = region.intersection(self.clip)
            if seen.empty:
                continue
            if mask is not None:
                mask = faded(part_of(mask, seen, region), alpha)
            elif alpha < 255:
                mask = Image.new("L", (seen.width, seen.height), alpha)
            self.stamp(seen, ink, mask)

    def stamp(self, region: Region, ink: tuple[int, int, int, int], mask: Image.Image | None) -> None:
        """Paint one ink through a mask of the region's size, or all over the region, in device px."""
        seen = region.intersection(self.clip)
        if seen.empty:
            return
        if mask is not None:
            mask = part_of(mask, seen, region)
        if self.veil is not None:
            mask = self.through(seen, mask)
        if mask is None and self._sheet.is_filled_by(seen):
            self._sheet.image = Image.new("RGB", self._sheet.size, ink[:3])
        elif mask is None:
            self.image.paste(ink, self._sheet.at(seen))
        else:
            _blend(self.image, ink, self._sheet.at(seen), mask)

    def pour(self, ink: tuple[int, int, int, int], masks: Sequence[tuple[Image.Image, int, int]]) -> None:
        """Paint one ink through many masks, quicker than `stamp`: each with its left top corner in device px."""
        if not masks:
            return
        paint = partial(self._pour, ink, masks)
        if self._waits:
            self._sheet.wait_for_text(Text(masks, paint))
        else:
            paint()

    def _pour(self, ink: tuple[int, int, int, int], masks: Sequence[tuple[Image.Image, int, int]]) -> None:
        image, bare = self.image, self.veil is None
        left, top, right, bottom = self.clip
        shift_x, shift_y = self._sheet.left, self._sheet.top
        for mask, x, y in masks:
            width, height = mask.size
            end, foot = x + width, y + height
            # Most glyphs lie inside of the clip: no need to look for the part that is seen.
            if bare and x >= left and y >= top and end <= right and foot <= bottom:
                _blend(image, ink, (x - shift_x, y - shift_y, end - shift_x, foot - shift_y), mask)
            else:
                self.stamp(Region(x, y, end, foot), ink, mask)

    def draw(
        self,
        region: Region,
        picture: Image.Image,
        alpha: Image.Image | None,
        pieces: list[Piece],
        *,
        squares: bool = False,
    ) -> None:
        """Paint a picture where a shape covers it.

        Args:
            region: Where the picture is in local px; without a matrix as large as it is.
            picture: Its colours, RGB, not premultiplied.
            alpha: Its alpha channel, None for an opaque picture.
            pieces: The shape, in device px. Under a matrix the edges of the region are smoothed too: pictures
                side by side, as tiles are, have to be put together before.
            squares: Whether its pixels stay squares under a matrix.
        """
        if self.matrix is not None:
            from .resampling import resampled

            found = resampled(self.matrix, region, picture, alpha, pieces, self.clip, squares=squares)
            if found is None:
                return
            region, picture, alpha, pieces = found
        elif self._waits:
            key, shown = ("draw", self.clip, region), (picture, alpha)
            paint = partial(self._draw, region, picture, alpha, pieces)
            self._sheet.wait(Step.of(key, shown, pieces, paint, blends=alpha is not None))
            return
        self._draw(region, picture, alpha, pieces)

    def _draw(
        self, region: Region, picture: Image.Image, alpha: Image.Image | None, pieces: list[Piece]
    ) -> None:
        for piece in pieces:
            seen = piece.region.intersection(self.clip).intersection(region)
            if seen.empty:
                continue
            part = part_of(picture, seen, region)
            mask = piece.mask
            if mask is not None:
                mask = part_of(mask, seen, piece.region)
            if alpha is not None:
                own = part_of(alpha, seen, region)
                mask = own if mask is None else ImageChops.multiply(own, mask)
            if self.veil is not None:
                mask = self.through(seen, mask)
            if mask is None and self._sheet.is_filled_by(seen):
                self._sheet.image = part.copy()
            else:
                self.image.paste(part, self._sheet.at(seen), mask)

    def kept(self, region: Region) -> Image.Image:
        """A copy of a part of the picture in device px, to `restore` later."""
        return self.image.crop(self._sheet.at(region))

    def restore(self, region: Region, kept: Image.Image, mask: Image.Image | int) -> None:
        """Bring a part back to what it was: wholly where the mask is 255, by half where it is 128.

        What has been painted since then shows as if it had been one picture, painted through the inverse
        of the mask; so a group needs no layer of its own.
        """
        if isinstance(mask, int):
            mask = Image.new("L", kept.size, mask)
        if kept.mode != self.image.mode:  # it has not been opaque then
            self._sheet.image = self.image.convert("RGBX")
        self.image.paste(kept, self._sheet.at(region), mask)

    def finished(self) -> Image.Image:
        """The picture as RGB where it is opaque, else as RGBA."""
        return self.image if self.image.mode == "RGB" else straight(self.image)


def _blend(
    image: Image.Image, ink: tuple[int, int, int, int], place: tuple[int, int, int, int], mask: Image.Image
) -> None:
    """Paint an ink through a mask: what Pillow makes of a picture of that colour, too, in half of the time."""
    width, height = mask.size
    if width * height < _MANY:
        # What `Image.paste` does, which looks at what it is given for as long as it takes to paint a letter.
        image.im.paste(ink, place, mask.im)
    else:
        image.paste(Image.new(image.mode, mask.size, ink[: len(image.mode)]), place, mask)
