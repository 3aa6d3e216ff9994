"""The colours of a gradient as a row of texels, which the pixels look up."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageMath

from ..ink import ink_of, opacity_of
from .stops import Stop

if TYPE_CHECKING:
    from ...css.color import Color

# Above this number of repeats, one period is drawn as this many texels and read again and again.
_MOST_REPEATS: Final = 256
_PERIOD: Final = 1024


def strip(stops: list[Stop], count: int, repeating: bool) -> Image.Image:
    """The texels of stops, RGBA, not premultiplied.

    Args:
        stops: The stops, placed in texels.
        count: How many texels.
        repeating: Whether the stops repeat before and after.
    """
    period = stops[-1].place - stops[0].place
    if not repeating:
        return _ramps(stops, count)
    if period <= 0:
        # Nothing repeats: the last colour is all (CSS Images 3, section 3.6).
        return _ramps(stops[-1:], count)
    if count / period > _MOST_REPEATS:
        return _repeated(stops, count)
    first = floor(-stops[0].place / period)
    unrolled = [
        Stop(place + period * turn, color)
        for turn in range(first, ceil((count - stops[0].place) / period) + 1)
        for place, color in stops
    ]
    return _ramps(unrolled, count)


def _ramps(stops: list[Stop], count: int) -> Image.Image:
    """The texels of stops that do not repeat: between stops Pillow interpolates."""
    row = Image.new("RGBA", (count, 1), _rounded(stops[0].color))
    for (low, start), (high, end) in pairwise(stops):
        first = min(max(ceil(low - 0.5), 0), count)
        last = min(max(ceil(high - 0.5), first), count)
        if last > first:
            share, other = ((edge - low) / (high - low) for edge in (first, last))
            row.paste(_ramp(start, end, share, other, last - first), (first, 0))
        if last < count:
            row.paste(_rounded(end), (last, 0, count, 1))
    return row


def _ramp(start: Color, end: Color, low: float, high: float, count: int) -> Image.Image:
    """Texels from one share of the way between two colours to another, which are the row's outer edges."""
    box = (0.5 + min(max(low, -0.5), 1.5), 0.0, 0.5 + min(max(high, -0.5), 1.5), 1.0)

    def channel(value: float, other: float) -> Image.Image:
        pair = Image.new("F", (2, 1), value)
        pair.putpixel((1, 0), other)
        return pair.resize((count, 1), Image.Resampling.BILINEAR, box)

    alpha = channel(start.alpha * 255, end.alpha * 255)
    if start.alpha and end.alpha and start.alpha != end.alpha:
        channels = [
            ImageMath.lambda_eval(
                lambda a: a["value"] * 255 / a["alpha"],
                value=channel(value * start.alpha, other * end.alpha),
                alpha=alpha,
            )
            for value, other in zip(start[:3], end[:3], strict=True)
        ]
    else:
        # Where one end is transparent, its colour has no weight.
        colors = (start if start.alpha else end, end if end.alpha else start)
        channels = [channel(value, other) for value, other in zip(colors[0][:3], colors[1][:3], strict=True)]
    half = Image.new("F", (count, 1), 0.5)  # converting cuts off what is behind the point
    rounded = (
        ImageMath.lambda_eval(lambda a: a["value"] + a["half"], value=each, half=half)
        for each in (*channels, alpha)
    )
    return Image.merge("RGBA", [each.convert("L") for each in rounded])


def _repeated(stops: list[Stop], count: int) -> Image.Image:
    """The texels of stops that repeat very often."""
    first, last = stops[0].place, stops[-1].place
    scale = _PERIOD / (last - first)
    colors = _ramps([Stop((place - first) * scale, color) for place, color in stops], _PERIOD)
    texels = memoryview(colors.tobytes()).cast("I")
    row = Image.new("RGBA", (count, 1))
    row.frombytes(
        b"".join(
            texels[int((texel + 0.5 - first) * scale) % _PERIOD].to_bytes(4, "little")
            for texel in range(count)
        )
    )
    return row


def _rounded(color: Color) -> tuple[int, int, int, int]:
    return (*ink_of(color)[:3], opacity_of(color))
