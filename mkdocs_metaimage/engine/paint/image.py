"""Pictures as content: `<img>`, fitted into its box."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from .canvas import Region
from .shapes import rounded

if TYPE_CHECKING:
    from ..pictures import Pictures
    from .canvas import Canvas
    from .shapes import Corners


def paint_image(
    canvas: Canvas, name: str, fit: str, content_box: Region, corners: Corners, pictures: Pictures
) -> None:
    """Paint a picture.

    Args:
        canvas: Where to paint.
        name: The picture's name.
        fit: The value of `object-fit`.
        content_box: The box to fit it into.
        corners: The radii of this box.
        pictures: The pictures.
    """
    if content_box.empty:
        return
    region = fitted(pictures.natural_size(name), content_box, fit)
    if region.empty:
        return
    tile = pictures.tile(name, region.width, region.height)
    canvas.clipped(content_box).draw(
        region, tile.picture, tile.alpha, rounded(content_box, corners, canvas.clip)
    )


def fitted(natural: tuple[float, float], box: Region, fit: str) -> Region:
    """Where a picture of a natural size lies in its box (CSS Images 3, section 5.5), in the middle of it."""
    across, down = box.width / natural[0], box.height / natural[1]
    factor = {"contain": min(across, down), "cover": max(across, down), "none": 1.0}
    factor["scale-down"] = min(factor["contain"], 1.0)
    if fit not in factor:
        return box
    width, height = natural[0] * factor[fit], natural[1] * factor[fit]
    left, top = box.left + (box.width - width) / 2, box.top + (box.height - height) / 2
    return Region(floor(left + 0.5), floor(top + 0.5), floor(left + width + 0.5), floor(top + height + 0.5))
