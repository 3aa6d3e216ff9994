"""Shadows of which a matrix shows so many px at once that they are drawn with fewer, larger ones."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PIL import Image

from .blur import blurred, reach
from .flattening import Outline, flattened
from .matrix import Matrix
from .path import mask_of
from .regions import Region, relative

if TYPE_CHECKING:
    from .shapes.corners import Corners


def shape_mask(
    shape: Region, corners: Corners, part: Region, grain: tuple[float, float], sigma: float = 0.0
) -> Image.Image:
    """The mask of a part of a blurred rectangle with round corners.

    Args:
        shape: The rectangle.
        corners: Its radii.
        part: What is needed of it.
        grain: How large a pixel of the mask is.
        sigma: The standard deviation of the blur.
    """
    across, down = grain
    window = Region(0, 0, ceil(part.width / across), ceil(part.height / down))
    room = ceil(reach(sigma) / across), ceil(reach(sigma) / down)
    wide = Region(-room[0], -room[1], window.right + room[0], window.bottom + room[1])
    # The last pixels may be cut: a mask is stretched to its part.
    matrix = Matrix.scaling(window.width / part.width, window.height / part.height).compose(
        Matrix.translation(-part.left, -part.top)
    )
    mask = Image.new("L", (wide.width, wide.height))
    piece = mask_of(flattened(Outline.rounded(*shape, corners), matrix), wide)
    if piece is not None:
        mask.paste(255 if piece.mask is None else piece.mask, relative(piece.region, wide))
    if sigma:
        mask = blurred(mask, sigma / across, sigma / down)
    return mask.crop(relative(window, wide))
