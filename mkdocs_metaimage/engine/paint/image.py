"""Pictures as content: `<img>`, fitted into its box."""

from __future__ import annotations

from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Final

from ..css.values import Length
from ..pictures.sampling import Window
from .regions import Region, relative
from .shapes import covered

if TYPE_CHECKING:
    from ..css.style import Style
    from ..pictures import Pictures
    from .canvas import Canvas
    from .shapes.corners import Corners

# From so many times of what is seen on, only that is made of a picture.
_MUCH: Final = 4
_MOST_FACTOR: Final = 4.0
# The most pixels that it is drawn larger for.
_MOST_ENLARGED: Final = 8_000_000
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
    clipped = canvas.clipped(content_box)
    pieces = covered(canvas, content_box, corners)
    seen = region.intersection(clipped.seen)
    if seen.empty:
        return
    # The squares that a matrix turns are those of the picture itself, which a drawing has none of.
    own = pictures.level(name, (0.0, 0.0), pixelated=True) if style.pixelated and canvas.matrix else None
    if own is not None:
        tile = own
    elif style.pixelated or _is_cut(region, seen):
        # What a matrix makes very small is drawn coarser.
        less = min(sqrt(_MOST_ENLARGED / (seen.width * seen.height)), 1.0)
        size = (region.width * less, region.height * less)
        left, top = relative(seen, region)[:2]
        window = Window(left * less, top * less, ceil(seen.width * less), ceil(seen.height * less))
        region, tile = seen, pictures.part(name, size, window, style.pixelated)
    else:
        # What a matrix makes larger is drawn larger, but only so much.
        most = min(_MOST_FACTOR, sqrt(_MOST_ENLARGED / (region.width * region.height)))
        factor = min(max(canvas.scale, 1.0), most)
        width, height = (max(round(side * factor), 1) for side in (region.width, region.height))
        tile = pictures.tile(name, width, height)
    clipped.draw(region, tile.picture, tile.alpha, pieces, squares=own is not None)


def _is_cut(region: Region, seen: Region) -> bool:
    """Whether so little of a picture is seen that the rest had better not be made."""
    return region.width * region.height > _MUCH * seen.width * seen.height


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
