"""What is painted with: a colour as an opaque ink, and its alpha in the masks that it is poured through."""

from __future__ import annotations

from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from ..css.color import Color


def ink_of(color: Color) -> tuple[int, int, int, int]:
    """The colour as the opaque ink that masks are painted with."""
    return floor(color.red + 0.5), floor(color.green + 0.5), floor(color.blue + 0.5), 255


def opacity_of(color: Color) -> int:
    """The alpha of a colour, 0 to 255."""
    return floor(color.alpha * 255 + 0.5)


def faded(mask: Image.Image, alpha: int) -> Image.Image:
    """The mask times an alpha of 0 to 255."""
    if alpha == 255:
        return mask
    # Much quicker than Pillow's `point`.
    return Image.frombytes("L", mask.size, mask.tobytes().translate(_times(alpha)))


@lru_cache(maxsize=256)
def _times(alpha: int) -> bytes:
    """What each value of a mask becomes times an alpha, as Pillow multiplies."""
    return bytes(value * alpha // 255 for value in range(256))
