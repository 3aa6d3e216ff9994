"""Linear gradients: an affine transformation takes each pixel to its place in a row of texels."""

from __future__ import annotations

from math import ceil, cos, floor, hypot, radians, sin
from typing import TYPE_CHECKING, Final

from PIL import Image

from ...pictures import Tile
from .stops import Stop, resolved_stops
from .strip import strip

if TYPE_CHECKING:
    from ...css.values.gradients import Gradient, Line
    from .grid import Grid

# How many colours a gradient has for each px of its line, and at the most.
_TEXELS: Final = 16
_MOST: Final = 400_000


def drawn_line(gradient: Gradient, line: Line, width: float, height: float, grid: Grid) -> Tile:
    """Pixels of a linear gradient over a box of this size."""
    x, y = _direction(line, width, height)
    length = abs(width * x) + abs(height * y)
    # The part of the gradient line that is needed, from the corner that is first along it to the last one:
    # all of it, where rounding left a little less, if the whole box is.
    corner = length / 2 - (width * x + height * y) / 2 + grid.left * x + grid.top * y
    # How much further along it the next pixel is, and that below.
    x, y = (step[0] * x + step[1] * y for step in (grid.across, grid.down))
    across, down = grid.width * x, grid.height * y
    low = floor(corner + min(across, 0.0) + min(down, 0.0) + 1e-6)
    high = ceil(corner + max(across, 0.0) + max(down, 0.0))
    scale = min(float(_TEXELS), _MOST / max(high - low, 1))
    stops = [Stop((place - low) * scale, color) for place, color in resolved_stops(gradient, length)]
    row = strip(stops, max(ceil((high - low) * scale), 1) + 1, gradient.repeating)
    # Where a pixel lies on it, in texels. Pillow adds the half pixel.
    place = (x * scale, y * scale, (corner - low) * scale, 0.0, 0.0, 0.5)
    size = (grid.width, grid.height)

    def drawn(texels: Image.Image) -> Image.Image:
        return texels.transform(size, Image.Transform.AFFINE, place, Image.Resampling.NEAREST)

    if all(stop.color.alpha == 1 for stop in stops):
        return Tile(drawn(row.convert("RGB")), None)
    return Tile(drawn(row.convert("RGB")), drawn(row.getchannel("A")))


def _direction(line: Line, width: float, height: float) -> tuple[float, float]:
    """The unit vector along the gradient line, y downward."""
    if line.corner is None:
        return sin(radians(line.angle)), -cos(radians(line.angle))
    # The line is such that the 50% line runs through the two other corners.
    size = hypot(width, height)
    x = height / size * (1 if "right" in line.corner else -1)
    return x, width / size * (1 if "bottom" in line.corner else -1)
