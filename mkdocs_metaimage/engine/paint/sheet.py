"""What canvases paint on: a picture, and where it is on the card."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from .grounds import begun
from .regions import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .grounds import Step


# Among more texts looking for those that a shape covers takes longer than painting it.
_MANY: Final = 24


class Text(NamedTuple):
    """Letters to paint.

    Attributes:
        masks: What they cover, each with its left top corner on the card.
        paint: What paints them.
    """

    masks: Sequence[tuple[Image.Image, int, int]]
    paint: Callable[[], None]

    @property
    def region(self) -> Region:
        """Where they are."""
        masks, lefts, tops = zip(*self.masks, strict=True)
        widths, heights = zip(*[mask.size for mask in masks], strict=True)
        return Region(min(lefts), min(tops), max(map(add, lefts, widths)), max(map(add, tops, heights)))


class Sheet:
    """What canvases that differ in their clips paint on.

    Attributes:
        size: The width and the height of the picture.
        left: Where its left edge is among the pixels of the card.
        top: Where its top edge is.
    """

    __slots__ = ("_image", "_regions", "_steps", "_texts", "left", "size", "top")

    def __init__(self, size: tuple[int, int], left: int = 0, top: int = 0) -> None:
        self.size = size
        self.left = left
        self.top = top
        self._image: Image.Image | None = None
        self._steps: list[Step] | None = []
        self._texts: list[Text] = []
        self._regions: list[Region] = []

    @property
    def image(self) -> Image.Image:
        """The picture, premultiplied: RGBX, or RGB once it is opaque.

        It is made when it is first needed: most often something opaque takes the place of the transparent one,
        and the shapes with no text below them have been painted for another card already.
        """
        if self._steps is not None:
            self._settle()
        if self._image is None:
            self._image = transparent(*self.size)
        return self._image

    @image.setter
    def image(self, image: Image.Image) -> None:
        self._steps, self._texts = None, []
        self._image = image

    @property
    def waits(self) -> bool:
        """Whether nothing has needed the picture yet, so that steps may wait to be painted."""
        return self._steps is not None

    def wait(self, step: Step) -> None:
        """Paint a shape as soon as the picture is needed; only while it `waits`.

        It is painted before all texts that wait, since none of them is where it is.
        """
        assert self._steps is not None
        self._regions += (text.region for text in self._texts[len(self._regions) :])
        if len(self._texts) > _MANY or any(map(step.covers, self._regions)):
            self._settle()
            step.paint()
        else:
            self._steps.append(step)

    def wait_for_text(self, text: Text) -> None:
        """Paint a text as soon as the picture is needed; only while it `waits`."""
        self._texts.append(text)

    def _settle(self) -> None:
        """Paint all that waits."""
        steps, texts = self._steps or [], self._texts
        self._steps, self._texts = None, []
        self._image, count = begun((self.size, self.left, self.top), steps, self._after)
        for step in steps[count:]:
            step.paint()
        for text in texts:
            text.paint()

    def _after(self, steps: Sequence[Step]) -> Image.Image:
        self._image = None
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
