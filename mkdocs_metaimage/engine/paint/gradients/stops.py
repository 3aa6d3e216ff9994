"""The colours along a gradient: where its stops are, and what is between them."""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from ...css.color import Color
from ...css.values.gradients import POLAR, SRGB

if TYPE_CHECKING:
    from ...css.values.gradients import Gradient, Mixing

# Into how many pieces the way between two colours is cut where it is no straight line in sRGB, and where hues turn.
_PIECES: Final = 32
_PIECES_AROUND: Final = 96


# The hue in degrees to which Chromium brings grays in oklch, and a chroma that does not show.
_CYAN: Final = 200.0
_TINT: Final = 1e-5


class Stop(NamedTuple):
    """A colour and its place along the gradient."""

    place: float
    color: Color


def resolved_stops(gradient: Gradient, length: float) -> list[Stop]:
    """The stops, between which colours change evenly in premultiplied sRGB.

    Args:
        gradient: The gradient.
        length: What 100% is: px, for a conic gradient degrees.
    """
    stops = _placed(gradient, length)
    colors = [Stop(place, color) for place, color in stops if color is not None]
    if len(colors) < len(stops):
        colors = _without_hints(stops, SRGB if gradient.mixing.implied else gradient.mixing)
    # What lies outside of sRGB is cut off where it is seen, not before colours are mixed.
    if gradient.mixing.space != "srgb" or any(_within(color) != color for _, color in colors):
        colors = _straightened(colors, gradient.mixing)
    return [Stop(place, _within(color)) for place, color in colors]


def _within(color: Color) -> Color:
    """A colour without what of it lies outside of sRGB."""
    if all(0 <= channel <= 255 for channel in color[:3]):
        return color
    red, green, blue = (min(max(channel, 0.0), 255.0) for channel in color[:3])
    return Color(red, green, blue, color.alpha)


def _placed(gradient: Gradient, length: float) -> list[tuple[float, Color | None]]:
    """The places in px along the line (CSS Images 3, section 3.4.3)."""
    places = [None if place is None else place.resolve(length) for _, place in gradient.stops]
    places[0] = farthest = places[0] or 0.0
    if places[-1] is None:
        places[-1] = length
    for index, place in enumerate(places):
        if place is not None:
            places[index] = farthest = max(place, farthest)
    start = 0
    for index, place in enumerate(places):
        if place is None:
            continue
        low = places[start] or 0.0
        for between in range(start + 1, index):
            places[between] = low + (place - low) * (between - start) / (index - start)
        start = index
    return [(place or 0.0, color) for place, (color, _) in zip(places, gradient.stops, strict=True)]


def _without_hints(stops: list[tuple[float, Color | None]], mixing: Mixing) -> list[Stop]:
    """The stops, with more in the place of each hint (section 3.4.2)."""
    found: list[Stop] = []
    for index, (place, color) in enumerate(stops):
        if color is not None:
            found.append(Stop(place, color))
            continue
        (low, start), (high, end) = stops[index - 1], stops[index + 1]
        assert start is not None
        assert end is not None
        if place <= low or place >= high:
            found.append(Stop(place, end if place <= low else start))
            continue
        bend = log(0.5) / log((place - low) / (high - low))
        found += (
            Stop(low + (high - low) * share, mixed(mixing, start, end, share**bend))
            for share in _shares_around((place - low) / (high - low))
        )
    return found


def _shares_around(hint: float) -> list[float]:
    """Where the curve of a hint is cut into straight pieces, as browsers do: nine stops, more at the longer side."""
    if hint > 0.5:
        longer = [hint * (7 + step) / 13 for step in range(7)]
        return [*longer, hint + (1 - hint) / 3, hint + (1 - hint) * 2 / 3]
    return [hint / 3, hint * 2 / 3, *(hint + (1 - hint) * step / 13 for step in range(7))]


def _straightened(stops: list[Stop], mixing: Mixing) -> list[Stop]:
    """Stops of any colour space, with so many between them that sRGB does for the rest."""
    found = stops[:1]
    pieces = _PIECES_AROUND if mixing.space in POLAR else _PIECES
    for (low, start), (high, end) in pairwise(stops):
        if high > low and (start != end or mixing.way == "longer"):
            ends = start, end
            if mixing.space == "oklch" and start.alpha and end.alpha:
                ends = _tinted(start, end), _tinted(end, start)
            found += (
                Stop(low + (high - low) * step / pieces, mixed(mixing, *ends, step / pieces))
                for step in range(1, pieces)
            )
        found.append(Stop(high, end))
    return found


def mixed(mixing: Mixing, start: Color, end: Color, share: float) -> Color:
    """The colour between two."""
    if mixing.space == "srgb":
        return between(start, end, share)
    from ...css.color.functions import mixed_color

    return mixed_color(mixing.space, mixing.way, start, end, share)


def _tinted(color: Color, other: Color) -> Color:
    """A gray with so little of a hue that it does not show, any other colour as it is.

    By the specification a gray has the hue of the colour that it is mixed with (CSS Color 4, section 12.2). In
    gradients in oklch Chromium gives it one of its own: measured, half way from that one to a cyan.
    """
    if not color.red == color.green == color.blue > 0 or other.red == other.green == other.blue:
        return color
    from ...css.color.spaces import SPACES

    srgb, oklch = SPACES["srgb"], SPACES["oklch"]
    gray = color.red / 255
    light = oklch.from_xyz(srgb.to_xyz((gray, gray, gray)))[0]
    hue = oklch.from_xyz(srgb.to_xyz((other.red / 255, other.green / 255, other.blue / 255)))[2]
    hue += ((_CYAN - hue + 180) % 360 - 180) / 2
    red, green, blue = srgb.from_xyz(oklch.to_xyz((light, _TINT, hue)))
    return Color(red * 255, green * 255, blue * 255, color.alpha)


def between(start: Color, end: Color, share: float) -> Color:
    """The colour between two, mixed premultiplied (CSS Images 3, section 3.4.2)."""
    alpha = start.alpha + (end.alpha - start.alpha) * share
    if alpha <= 0:
        return end._replace(alpha=0.0)
    weight = share if start.alpha == end.alpha else share * end.alpha / alpha
    red, green, blue = (low + (high - low) * weight for low, high in zip(start[:3], end[:3], strict=True))
    return Color(red, green, blue, alpha)
