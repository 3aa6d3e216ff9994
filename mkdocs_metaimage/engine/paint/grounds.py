"""What the cards of a design begin with: shapes that are the same on all of them, painted once and then copied.

They are most of what is painted on a card, and the same on all cards of a site but for the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..cache import BoundedCache
from .regions import Piece, Region, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

# Where fewer px than this have to be blended, a ground is painted as quickly as it is copied.
_FEWEST = 60_000


class Step(NamedTuple):
    """Something to paint.

    Attributes:
        key: What tells it from others: those of equal keys paint the same on the same.
        pictures: The pictures that the key has by their identity: no other may take it while the key is in use.
        pieces: Where it paints at the most.
        blended: How many px it blends with what is below them, at the most.
        paint: What paints it.
    """

    key: tuple[object, ...]
    pictures: tuple[Image.Image | None, ...]
    pieces: Sequence[Piece]
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
        return cls((*key, regions, *map(id, shown)), shown, pieces, area, paint)

    def covers(self, region: Region) -> bool:
        """Whether it may paint something in a region."""
        for place, mask in self.pieces:
            common = place.intersection(region)
            if not common.empty and (mask is None or mask.crop(relative(common, place)).getbbox()):
                return True
        return False


class _Ground(NamedTuple):
    image: Image.Image
    pictures: tuple[Image.Image, ...]


def _bytes_of(ground: _Ground) -> int:
    pictures = (ground.image, *ground.pictures)
    return sum(picture.width * picture.height * (1 if picture.mode == "L" else 4) for picture in pictures)


_grounds: BoundedCache[tuple[object, ...], _Ground] = BoundedCache(12_000_000, _bytes_of)
_met: BoundedCache[int, object] = BoundedCache(1024)


def begun(
    place: tuple[object, ...], steps: Sequence[Step], paint: Callable[[Sequence[Step]], Image.Image]
) -> tuple[Image.Image | None, int]:
    """The picture after those of some steps that another card began with too.

    Args:
        place: What else tells pictures apart: how large they are, and where.
        steps: The steps.
        paint: What goes through some of them.

    Returns:
        The picture, and after how many steps it is; None and 0 where it is as quick to go through all of them.
    """
    if sum(step.blended for step in steps) < _FEWEST:
        return None, 0
    count, seen, mark = 0, hash(place), object()
    for number, step in enumerate(steps, 1):
        seen = hash((seen, step.key))
        # What no other card has would only push out what is of use.
        if _met.get(seen, lambda: mark) is not mark:
            count = number
    first = steps[:count]
    if sum(step.blended for step in first) < _FEWEST:
        return None, 0
    key = (place, *(step.key for step in first))
    pictures = tuple(picture for step in first for picture in step.pictures if picture is not None)
    return _grounds.get(key, lambda: _Ground(paint(first), pictures)).image.copy(), count
