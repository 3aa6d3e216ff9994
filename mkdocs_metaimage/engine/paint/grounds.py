"""What the cards of a design begin with: the shapes below its first text, painted once and then copied.

They are most of what is painted on a card, and the same on all cards of a site but for the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..cache import BoundedCache

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

    from .regions import Piece

# Where fewer px than this have to be blended, a ground is painted as quickly as it is copied.
_FEWEST = 60_000


class Step(NamedTuple):
    """Something to paint.

    Attributes:
        key: What tells it from others: those of equal keys paint the same on the same.
        pictures: The pictures that the key has by their identity: no other may take it while the key is in use.
        blended: How many px it blends with what is below them, at the most.
        paint: What paints it.
    """

    key: tuple[object, ...]
    pictures: tuple[Image.Image | None, ...]
    blended: int
    paint: Callable[[], None]

    @classmethod
    def of(
        cls,
        key: tuple[object, ...],
        pictures: tuple[Image.Image | None, ...],
        pieces: list[Piece],
        paint: Callable[[], None],
        *,
        blends: bool,
    ) -> Step:
        """A step that paints a shape.

        Args:
            key: What tells it from others but for its pictures and its shape.
            pictures: The pictures that it shows.
            pieces: The shape.
            paint: What paints it.
            blends: Whether it also mixes with what is below where the shape covers that wholly.
        """
        masks = tuple(piece.mask for piece in pieces)
        regions = tuple(piece.region for piece in pieces)
        shown = (*pictures, *masks)
        blended = [region for region, mask in pieces if blends or mask]
        area = sum(region.width * region.height for region in blended)
        return cls((*key, regions, *map(id, shown)), shown, area, paint)


class _Ground(NamedTuple):
    image: Image.Image
    pictures: tuple[Image.Image, ...]


def _bytes_of(ground: _Ground) -> int:
    pictures = (ground.image, *ground.pictures)
    return sum(picture.width * picture.height * (1 if picture.mode == "L" else 4) for picture in pictures)


_grounds: BoundedCache[tuple[object, ...], _Ground] = BoundedCache(16_000_000, _bytes_of)
_met: BoundedCache[int, object] = BoundedCache(256)


def painted(
    place: tuple[object, ...], steps: Sequence[Step], paint: Callable[[], Image.Image]
) -> Image.Image:
    """The picture after steps: painted, or a copy of the same that was painted before.

    Args:
        place: What else tells pictures apart: how large they are, and where.
        steps: The steps.
        paint: What goes through them.
    """
    if sum(step.blended for step in steps) < _FEWEST:
        return paint()
    key = (place, *(step.key for step in steps))
    mark = object()
    if _met.get(hash(key), lambda: mark) is mark:
        # A ground that no other card has would only push out those that are of use.
        return paint()
    pictures = tuple(picture for step in steps for picture in step.pictures if picture is not None)
    return _grounds.get(key, lambda: _Ground(paint(), pictures)).image.copy()
