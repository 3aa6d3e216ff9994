"""Radial and conic gradients: each pixel's distance or angle looks up a row of texels."""

from __future__ import annotations

from array import array
from math import atan, ceil, floor, hypot, pi
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageMath

from ...pictures import Tile
from .folding import Fold
from .stops import Stop, resolved_stops
from .strip import strip

if TYPE_CHECKING:
    from ...css.values import Length
    from ...css.values.gradients import Ellipse, Gradient, Turn
    from .grid import Grid

# How many colours a gradient has for each px of its ray, and at the most: Pillow's tables hold so many.
_TEXELS: Final = 64
_MOST: Final = 65_536
# In how many pixels Python's tables are faster than Pillow's, which take long to make.
_FEW: Final = 40_000
# The texels around a turn, and those of each of its quarters by tangent.
_AROUND: Final = 32_768
_TANGENTS: Final = 8_192
# What is exactly at a stop is behind it.
_NUDGE: Final = 1e-3
# A radius of nothing is as good as none (CSS Images 3, section 3.2.3).
_LEAST: Final = 1e-3


def drawn_ellipse(gradient: Gradient, ellipse: Ellipse, width: float, height: float, grid: Grid) -> Tile:
    """Pixels of a radial gradient over a box of this size."""
    x, y = centre(ellipse.position, width, height)
    radius, other = radii(ellipse, x, y, width, height)
    flat = radius / other
    reach = max(hypot(left - x, (top - y) * flat) for left, top in grid.corners())
    stops = resolved_stops(gradient, radius)
    if radius <= _LEAST:
        stops = stops[-1:]
    if not gradient.repeating:
        # Beyond the last stop all is of its colour.
        reach = max(min(reach, stops[-1].place + 1), 1.0)
    scale = min(_TEXELS, (_MOST - 1) / reach)
    count = min(ceil(reach * scale) + 1, _MOST)
    texels = strip([Stop(place * scale, color) for place, color in stops], count, gradient.repeating)
    columns, rows = Fold(grid.width), Fold(grid.height)
    if grid.whole:
        columns, rows = Fold.of(x - grid.left, grid.width), Fold.of(y - grid.top, grid.height)
    part = grid.part(columns.start, rows.start, columns.length, rows.length)
    places = _distances(part, (x, y), (scale, scale * flat), count - 1)
    picture, alpha = looked_up(places.convert("I"), texels, all(stop.color.alpha == 1 for stop in stops))
    return Tile(_opened(picture, columns, rows), None if alpha is None else _opened(alpha, columns, rows))


def _opened(picture: Image.Image, columns: Fold, rows: Fold) -> Image.Image:
    return rows.opened(columns.opened(picture, axis=0), axis=1)


def _distances(grid: Grid, middle: tuple[float, float], scale: tuple[float, float], most: int) -> Image.Image:
    """How far pixels are from a point, in units of which one px has so many across and down."""
    size = (grid.width, grid.height)
    across, down = (
        [first * factor, grid.across[axis] * factor, grid.down[axis] * factor]
        for axis, (first, factor) in enumerate(
            zip((grid.left - middle[0], grid.top - middle[1]), scale, strict=True)
        )
    )
    last = Image.new("F", size, most)
    found: Image.Image
    if grid.upright:
        found = ImageMath.lambda_eval(
            lambda a: a["min"]((a["x"] + a["y"]) ** 0.5, a["last"]),
            x=_ramp(across[0], across[1], size, 0, power=2),
            y=_ramp(down[0], down[2], size, 1, power=2),
            last=last,
        )
    else:
        found = ImageMath.lambda_eval(
            lambda a: a["min"](
                ((a["x"] + a["xs"]) * (a["x"] + a["xs"]) + (a["y"] + a["ys"]) * (a["y"] + a["ys"])) ** 0.5,
                a["last"],
            ),
            x=_ramp(across[0], across[1], size, 0),
            xs=_ramp(0.0, across[2], size, 1),
            y=_ramp(down[0], down[1], size, 0),
            ys=_ramp(0.0, down[2], size, 1),
            last=last,
        )
    return found


def _ramp(start: float, step: float, size: tuple[int, int], axis: int, power: int = 1) -> Image.Image:
    """A picture of numbers that change along one axis only, at the middles of pixels."""
    values = array("f", [(start + (place + 0.5) * step) ** power for place in range(size[axis])])
    line = (size[0], 1) if axis == 0 else (1, size[1])
    return Image.frombytes("F", line, values.tobytes()).resize(size, Image.Resampling.NEAREST)


def centre(position: tuple[Length, Length], width: float, height: float) -> tuple[float, float]:
    """The centre of a gradient in a box of this size."""
    return position[0].resolve(width), position[1].resolve(height)


def radii(ellipse: Ellipse, x: float, y: float, width: float, height: float) -> tuple[float, float]:
    """The radii of the ending shape across and down (CSS Images 3, section 3.2.2)."""
    if not isinstance(ellipse.size, str):
        across, down = ellipse.size[0].resolve(width), ellipse.size[1].resolve(height)
        if ellipse.circle:
            down = across
        # Where either is nothing, all is beyond the last stop.
        return (across, down) if across > 0 and down > 0 else (_LEAST, _LEAST)
    choose = min if ellipse.size.startswith("closest") else max
    sides = choose(abs(x), abs(width - x)), choose(abs(y), abs(height - y))
    corner = ellipse.size.endswith("corner")
    if ellipse.circle:
        corners = [hypot(x - left, y - top) for left in (0.0, width) for top in (0.0, height)]
        radius = choose(corners) if corner else choose(sides)
        return max(radius, _LEAST), max(radius, _LEAST)
    if min(sides) <= 0:
        return _LEAST, _LEAST
    # An ellipse through a corner has the ratio of the one that touches the sides.
    factor = 2**0.5 if corner else 1.0
    return sides[0] * factor, sides[1] * factor


def looked_up(places: Image.Image, texels: Image.Image, opaque: bool) -> Tile:
    """The picture of the texels at places, which are of the mode I."""
    if places.width * places.height <= _FEW:
        table = memoryview(texels.tobytes()).cast("I")
        pixels = array("I", map(table.__getitem__, memoryview(places.tobytes()).cast("i"))).tobytes()
        picture = Image.frombytes("RGBA", places.size, pixels)
        return Tile(picture.convert("RGB"), None if opaque else picture.getchannel("A"))

    def channel(name: str) -> Image.Image:
        values = list(texels.getchannel(name).tobytes())
        return places.point(values + values[-1:] * (_MOST - len(values)), "L")

    return Tile(Image.merge("RGB", [channel(name) for name in "RGB"]), None if opaque else channel("A"))


def drawn_turn(gradient: Gradient, turn: Turn, width: float, height: float, grid: Grid) -> Tile:
    """Pixels of a conic gradient over a box of this size; they are upright, and as wide as high."""
    x, y = centre(turn.position, width, height)
    stops = resolved_stops(gradient, 360.0)
    scale = _AROUND / 360
    row = strip([Stop(place * scale, color) for place, color in stops], _AROUND, gradient.repeating)
    around = memoryview(row.tobytes()).cast("I")
    x, y = (x - grid.left) / grid.across[0], (y - grid.top) / grid.down[1]
    picture = Image.new("RGBA", (grid.width, grid.height))
    # The first column whose middle is to the right of the centre, and the first row below.
    across, down = floor(x + 0.5), floor(y + 0.5)
    quarters = (
        (0, (across, 0, grid.width, grid.height)),
        (180, (0, 0, across, grid.height)),
        (90, (0, down, grid.width, grid.height)),
        (270, (0, 0, grid.width, down)),
    )
    for angle, box in quarters:
        left, top = max(box[0], 0), max(box[1], 0)
        right, bottom = min(box[2], grid.width), min(box[3], grid.height)
        if left < right and top < bottom:
            texels = _by_tangent(around, angle - turn.start + 90)
            _paint_quarter(picture, texels, angle, (left, top, right, bottom), (x, y))
    if (across, down) == (x + 0.5, y + 0.5) and 0 < across <= grid.width and 0 < down <= grid.height:
        picture.paste(row.crop((0, 0, 1, 1)), (across - 1, down - 1))  # the centre has no angle
    opaque = all(stop.color.alpha == 1 for stop in stops)
    return Tile(picture.convert("RGB"), None if opaque else picture.getchannel("A"))


def _by_tangent(around: Any, middle: float) -> Image.Image:
    """The texels of the quarter around an angle, evenly by tangent; a few more at both ends."""
    steps = range(_TANGENTS)
    scale = 2.002 / _TANGENTS
    first = middle / 360 * _AROUND
    turn = _AROUND / (2 * pi)
    places = [floor(first + atan((step + 0.5) * scale - 1.001) * turn) % _AROUND for step in steps]
    return Image.frombytes("RGBA", (_TANGENTS, 1), array("I", map(around.__getitem__, places)).tobytes())


def _paint_quarter(
    picture: Image.Image,
    texels: Image.Image,
    angle: int,
    box: tuple[int, int, int, int],
    middle: tuple[float, float],
) -> None:
    """Paint what lies in a quarter of the turn: the tangent of a pixel's angle is a ratio of its distances."""
    left, top, right, bottom = box
    x, y = middle[0] - left, middle[1] - top
    # The ratio is that of two linear functions, which is what perspective is; it wants a constant below.
    extra = 0
    if abs(x if angle in (0, 180) else y) < 0.25:
        extra, x, y = 1, x + 1, y + 1
    scale = _TANGENTS / 2.002
    if angle in (0, 180):
        over, under, constant, below = (0.0, 1.0), (1.0, 0.0), -y, -x
    else:
        over, under, constant, below = (-1.0, 0.0), (0.0, 1.0), x, -y
    # (over + middle of the strip · under) / under, divided by the constant below.
    middle_of_strip = _TANGENTS / 2 + _NUDGE
    # (over · scale + under · the middle of the strip) / under, all divided by the constant below.
    data = (
        (over[0] * scale + under[0] * middle_of_strip) / below,
        (over[1] * scale + under[1] * middle_of_strip) / below,
        (constant * scale + below * middle_of_strip) / below,
        # The row of the strip is divided as well: half of the divisor makes it half.
        under[0] / below / 2,
        under[1] / below / 2,
        0.5,
        under[0] / below,
        under[1] / below,
    )
    size = (right - left + extra, bottom - top + extra)

    def drawn(source: Image.Image) -> Image.Image:
        found = source.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.NEAREST)
        return found.crop((extra, extra, *size)) if extra else found

    mask = None if angle in (0, 180) else drawn(Image.new("L", texels.size, 255))
    picture.paste(drawn(texels), (left, top), mask)
