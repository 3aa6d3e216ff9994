"""Wavy lines under a matrix: Chromium draws one wave at the size that it is seen in, and turns its pixels."""

from __future__ import annotations

from math import ceil, floor, hypot
from typing import TYPE_CHECKING

from PIL import Image

from .regions import Piece, Region
from .resampling import resampled_mask

if TYPE_CHECKING:
    from collections.abc import Callable

    from .matrix import Matrix

# The most pixels of waves before they are turned: more are drawn coarser.
_MOST = 4_000_000


def turned_waves(
    matrix: Matrix,
    drawn: Callable[[tuple[int, int]], Image.Image],
    wave: Region,
    span: tuple[float, float],
    clip: Region,
) -> Piece | None:
    """Waves side by side as a mask in device px, None where nothing of them is seen.

    Args:
        matrix: From local px to device px.
        drawn: What draws a wave as a mask of a size.
        wave: Where one of them is, in local px.
        span: From where to where they are needed, in local px.
        clip: Where they are seen, in device px.
    """
    first = floor((span[0] - wave.left) / wave.width)
    count = ceil((span[1] - wave.left) / wave.width) - first
    left = wave.left + first * wave.width
    region = Region(left, wave.top, left + count * wave.width, wave.bottom)
    if region.empty:
        return None
    larger = min(1.0, (_MOST / (region.width * region.height)) ** 0.5 / max(matrix.scale, 1e-9))
    size = (
        max(ceil(wave.width * hypot(matrix.a, matrix.b) * larger - 1e-6), 1),
        max(ceil(wave.height * hypot(matrix.c, matrix.d) * larger - 1e-6), 1),
    )
    tile = drawn(size)
    mask = Image.new("L", (count * size[0], size[1]))
    for index in range(count):
        mask.paste(tile, (index * size[0], 0))
    return resampled_mask(matrix, region, mask, clip, squares=True)
