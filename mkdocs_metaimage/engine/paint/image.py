"""Pictures as content: `<img>`, fitted into its box."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from ..css.values import Length
from .canvas import Region
from .shapes import covered

if TYPE_CHECKING:
    from ..css.style import Style
    from ..pictures import Pictures
    from .canvas import Canvas
    from .shapes import Corners

_MIDDLE: Final = (Length(0.0, 50.0), Length(0.0, 50.0))


def paint_image(
    canvas: Canvas, name: str, style: Style, content_box: Region, corners: Corners, pictures: Pictures
) -> None:
    """Paint a picture.

    Args:
        canvas: Where to paint.
        name: The picture's name.
        style: The style of its box, which fits it in.
        content_box: The box to fit it into.
        corners: The radii of this box.
        pictures: The pictures.
    """
    if content_box.empty:
        return
    region = fitted(pictures.natural_size(name), content_box, style.object_fit, style.object_position)
    if region.empty:
        return
    tile = pictures.tile(name, region.width, region.height)
    canvas.clipped(content_box).draw(region, tile.picture, tile.alpha, covered(canvas, content_box, corners))


def fitted(
    natural: tuple[float, float], box: Region, fit: str, position: tuple[Length, Length] = _MIDDLE
) -> Region:
    """Where a picture of a natural size lies in its box (CSS Images 3, section 5.5).

    Args:
        natural: Its natural width and height.
        box: The box.
        fit: The value of `object-fit`.
        position: The value of `object-position`: percentages are of the room that the picture leaves.
    """
    across, down = box.width / natural[0], box.height / natural[1]
    factor = {"contain": min(across, down), "cover": max(across, down), "none": 1.0}
    factor["scale-down"] = min(factor["contain"], 1.0)
    if fit in factor:
        width, height = natural[0] * factor[fit], natural[1] * factor[fit]
    else:
        width, height = float(box.width), float(box.height)
    left = box.left + position[0].resolve(box.width - width)
    top = box.top + position[1].resolve(box.height - height)
    return Region(floor(left + 0.5), floor(top + 0.5), floor(left + width + 0.5), floor(top + height + 0.5))
