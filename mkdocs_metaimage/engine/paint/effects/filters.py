"""The functions of `filter`, in sRGB and in the order they are written (Filter Effects 1, section 6)."""

from __future__ import annotations

from math import ceil, cos, floor, hypot, radians, sin
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ...css.values.filters import Blur, ColorFilter, DropShadow, px_of
from ..blur import blurred, reach
from ..ink import faded, ink_of, opacity_of
from ..premultiplied import over, straight
from ..regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...css.values.filters import Filter

# Rows for red, green and blue: the share of each channel, and what is added in 255ths.
_Matrix = tuple[float, ...]
# What of a channel's light the eye sees (section 6.1), by the two sets of weights that the functions have.
_GREY: Final = (0.2126, 0.7152, 0.0722)
_LUMINANCE: Final = (0.213, 0.715, 0.072)
_SEPIA: Final = ((0.393, 0.769, 0.189), (0.349, 0.686, 0.168), (0.272, 0.534, 0.131))
_HUE_COSINE: Final = ((0.787, -0.715, -0.072), (-0.213, 0.285, -0.072), (-0.213, -0.715, 0.928))
_HUE_SINE: Final = ((-0.213, -0.715, 0.928), (0.143, 0.140, -0.283), (-0.787, 0.715, 0.072))


class Axes(NamedTuple):
    """Where a px to the right and a px downward lead in pixels of the picture.

    Attributes:
        right: Across and down.
        down: Across and down.
    """

    right: tuple[float, float] = (1.0, 0.0)
    down: tuple[float, float] = (0.0, 1.0)

    def moved(self, x: float, y: float) -> tuple[int, int]:
        """An offset in whole pixels of the picture, rounded as Chromium does."""
        across = x * self.right[0] + y * self.down[0]
        down = x * self.right[1] + y * self.down[1]
        return floor(across + 1e-4), floor(down + 1e-4)

    def deviations(self, sigma: float) -> tuple[float, float]:
        """A standard deviation across and down."""
        return sigma * hypot(self.right[0], self.down[0]), sigma * hypot(self.right[1], self.down[1])


STRAIGHT: Final = Axes()


def filtered(picture: Image.Image, filters: Iterable[Filter], axes: Axes = STRAIGHT) -> Image.Image:
    """A picture after filters.

    Args:
        picture: Premultiplied, RGBX with the alpha in X; what blurs and shadows reach over its edges is lost.
        filters: The filters, computed.
        axes: Which way the px of the filters run.

    Returns:
        A picture of the same kind and size.
    """
    colors: list[ColorFilter] = []
    for each in filters:
        if isinstance(each, ColorFilter):
            colors.append(each)
            continue
        picture = _recolored(picture, colors)
        colors = []
        if isinstance(each, Blur):
            picture = blurred(picture, *axes.deviations(px_of(each.deviation)))
        else:
            picture = _shadowed(picture, each, axes)
    return _recolored(picture, colors)


def grown(region: Region, filters: Iterable[Filter], axes: Axes = STRAIGHT) -> Region:
    """What filters make of a region that is painted."""
    for each in filters:
        if isinstance(each, Blur):
            region = _around(region, axes.deviations(px_of(each.deviation)))
        elif isinstance(each, DropShadow):
            x, y = axes.moved(px_of(each.x), px_of(each.y))
            moved = Region(region.left + x, region.top + y, region.right + x, region.bottom + y)
            region = region.union(_around(moved, axes.deviations(px_of(each.deviation))))
    return region


def needed(region: Region, filters: Sequence[Filter], axes: Axes = STRAIGHT) -> Region:
    """What has to be painted so that a region is right after filters."""
    for each in reversed(filters):
        if isinstance(each, Blur):
            region = _around(region, axes.deviations(px_of(each.deviation)))
        elif isinstance(each, DropShadow):
            x, y = axes.moved(px_of(each.x), px_of(each.y))
            moved = Region(region.left - x, region.top - y, region.right - x, region.bottom - y)
            region = region.union(_around(moved, axes.deviations(px_of(each.deviation))))
    return region


def _around(region: Region, deviations: tuple[float, float]) -> Region:
    across, down = (ceil(reach(sigma)) for sigma in deviations)
    return Region(region.left - across, region.top - down, region.right + across, region.bottom + down)


def _shadowed(picture: Image.Image, shadow: DropShadow, axes: Axes) -> Image.Image:
    """A picture over its shadow."""
    x, y = axes.moved(px_of(shadow.x), px_of(shadow.y))
    # Pillow takes no larger numbers than it needs.
    x, y = (min(max(way, -side), side) for way, side in zip((x, y), picture.size, strict=True))
    alpha = picture.getchannel("X")
    moved = Image.new("L", picture.size)
    moved.paste(alpha, (x, y))
    mask = blurred(moved, *axes.deviations(px_of(shadow.deviation)))
    below = Image.new("RGBX", picture.size, (0, 0, 0, 0))
    below.paste(ink_of(shadow.ink), None, faded(mask, opacity_of(shadow.ink)))
    return over(picture, below)


# --- Colours


def _recolored(picture: Image.Image, filters: Sequence[ColorFilter]) -> Image.Image:
    """A premultiplied picture after functions of the colours."""
    if not filters:
        return picture
    if all(each.name == "opacity" for each in filters):
        for each in filters:
            picture = picture.point([floor(value * each.amount + 0.5) for value in range(256)] * 4)
        return picture
    alpha = picture.getchannel("X")
    shown = straight(picture)
    opaque = shown.mode == "RGB"
    colors = shown.convert("RGB")
    for each in filters:
        if each.name == "opacity":
            alpha = faded(alpha, floor(each.amount * 255 + 0.5))
            opaque = False
        else:
            colors = _applied(colors, each)
    if opaque:
        return colors.convert("RGBX")
    colors.putalpha(alpha)
    return Image.frombytes("RGBX", picture.size, colors.convert("RGBa").tobytes())


def _applied(colors: Image.Image, each: ColorFilter) -> Image.Image:
    amount = each.amount
    if each.name == "brightness":
        return _toned(colors, amount, 0.0)
    if each.name == "contrast":
        return _toned(colors, amount, 127.5 - 127.5 * amount)
    if each.name == "invert":
        return _toned(colors, 1 - 2 * amount, 255 * amount)
    return colors.convert("RGB", _matrix(each.name, amount))


def _toned(colors: Image.Image, slope: float, intercept: float) -> Image.Image:
    """Each channel times a number and more by another."""
    table = [floor(min(max(value * slope + intercept, 0.0), 255.0) + 0.5) for value in range(256)]
    return colors.point(table * 3)


def _matrix(name: str, amount: float) -> _Matrix:
    if name == "hue-rotate":
        cosine, sine = cos(radians(amount)), sin(radians(amount))
        rows = [
            tuple(
                weight + cosine * by_cosine + sine * by_sine
                for weight, by_cosine, by_sine in zip(_LUMINANCE, *row, strict=True)
            )
            for row in zip(_HUE_COSINE, _HUE_SINE, strict=True)
        ]
    elif name == "saturate":
        rows = _mixed((_LUMINANCE,) * 3, 1 - amount)
    else:
        rows = _mixed(_SEPIA if name == "sepia" else (_GREY,) * 3, amount)
    return tuple(value for row in rows for value in (*row, 0.0))


def _mixed(rows: Sequence[tuple[float, ...]], share: float) -> list[tuple[float, ...]]:
    """Part of a matrix, and for the rest each channel itself."""
    return [
        tuple(weight * share + (1 - share if place == index else 0.0) for place, weight in enumerate(row))
        for index, row in enumerate(rows)
    ]
