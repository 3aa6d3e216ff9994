"""What canvases paint on: a picture, and where it is on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from .grounds import Step, painted

if TYPE_CHECKING:
    from .regions import Region


class Sheet:
    """What canvases that differ in their clips paint on.

    Attributes:
        size: The width and the height of the picture.
        left: Where its left edge is among the pixels of the card.
        top: Where its top edge is.
    """

    __slots__ = ("_image", "_steps", "left", "size", "top")

    def __init__(self, size: tuple[int, int], left: int = 0, top: int = 0) -> None:
        self.size = size
        self.left = left
        self.top = top
        self._image: Image.Image | None = None
        self._steps: list[Step] | None = []

    @property
    def image(self) -> Image.Image:
        """The picture, premultiplied: RGBX, or RGB once it is opaque.

        It is made when it is first needed: most often something opaque takes the place of the transparent one,
        and all before the first text has been painted for another card already.
        """
        if self._steps:
            steps, self._steps = self._steps, None
            self._image = painted((self.size, self.left, self.top), steps, lambda: self._after(steps))
        if self._image is None:
            self._steps = None
            self._image = transparent(*self.size)
        return self._image

    @image.setter
    def image(self, image: Image.Image) -> None:
        self._steps = None
        self._image = image

    @property
    def waits(self) -> bool:
        """Whether nothing has needed the picture yet, so that steps may wait to be painted."""
        return self._steps is not None

    def wait(self, step: Step) -> None:
        """Paint something as soon as the picture is needed; only while it `waits`."""
        assert self._steps is not None
        self._steps.append(step)

    def _after(self, steps: list[Step]) -> Image.Image:
        for step in steps:
            step.paint()
        return self.image

    def at(self, region: Region) -> Region:
        """Where pixels of the card are in the picture."""
        left, top = self.left, self.top
        if not left and not top:
            return region
        return region._replace(
            left=region.left - left,
            top=region.top - top,
            right=region.right - left,
            bottom=region.bottom - top,
        )

    def is_filled_by(self, region: Region) -> bool:
        """Whether these pixels of the card are all pixels of the picture."""
        return self.at(region) == (0, 0, *self.size)


def transparent(width: int, height: int) -> Image.Image:
    """A transparent picture: RGBX, premultiplied."""
    return Image.new("RGBX", (width, height), (0, 0, 0, 0))
