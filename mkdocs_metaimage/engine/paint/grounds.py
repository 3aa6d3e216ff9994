"""What the cards of a design begin with: the shapes below its first text, painted once and then copied.

They are most of what is painted on a card, and the same on all cards of a site but for the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..cache import BoundedCache

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

# Fewer steps are painted as quickly as a picture is copied.
_FEWEST = 2


class Step(NamedTuple):
    """Something to paint.

    Attributes:
        key: What tells it from others: those of equal keys paint the same on the same.
        pictures: The pictures that the key has by their identity: no other may take it while the key is in use.
        paint: What paints it.
    """

    key: tuple[object, ...]
    pictures: tuple[Image.Image | None, ...]
    paint: Callable[[], None]


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
    if len(steps) < _FEWEST:
        return paint()
    key = (place, *(step.key for step in steps))
    mark = object()
    if _met.get(hash(key), lambda: mark) is mark:
        # A ground that no other card has would only push out those that are of use.
        return paint()
    pictures = tuple(picture for step in steps for picture in step.pictures if picture is not None)
    return _grounds.get(key, lambda: _Ground(paint(), pictures)).image.copy()
