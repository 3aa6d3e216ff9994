"""Colours as CSS Color 4 writes them, as sRGB."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2
from tinycss2 import color4

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Triple = tuple[float, float, float]


class Color(NamedTuple):
    """A colour in sRGB, not premultiplied.

    Attributes:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.
        alpha: 0 (transparent) to 1 (opaque).
    """

    red: float
    green: float
    blue: float
    alpha: float = 1.0


TRANSPARENT = Color(0.0, 0.0, 0.0, 0.0)
BLACK = Color(0.0, 0.0, 0.0)

# What the cascade makes the value of `color`; it is no colour before.
CURRENT = "currentcolor"

_XYZ_D65_TO_LINEAR = (
    (3.2409699419045226, -1.537383177570094, -0.4986107602930034),
    (-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
    (0.05563007969699366, -0.20397695888897652, 1.0569715142428786),
)
_D50_TO_D65 = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
_P3_TO_XYZ_D65 = (
    (0.4865709486482162, 0.26566769316909306, 0.1982172852343625),
    (0.2289745640697488, 0.6917385218365064, 0.079286914093745),
    (0.0, 0.04511338185890264, 1.043944368900976),
)
_LINEAR_TO_LMS = (
    (0.4122214694707629, 0.5363325372617348, 0.0514459932675022),
    (0.2119034958178251, 0.6806995506452344, 0.1073969535369405),
    (0.0883024591900564, 0.2817188391361215, 0.6299787016738222),
)
_LMS_TO_LINEAR = (
    (4.0767416360759583, -3.3077115392580616, 0.2309699031821044),
    (-1.2684379732850317, 2.6097573492876887, -0.3413193760026569),
    (-0.0041960761386756, -0.7034186179359362, 1.7076146940746117),
)
_LMS_TO_OKLAB = (
    (0.210454268309314, 0.7936177747023054, -0.0040720430116193),
    (1.9779985324311684, -2.4285922420485799, 0.450593709617411),
    (0.0259040424655478, 0.7827717124575296, -0.8086757549230774),
)
_OKLAB_TO_LMS = (
    (1.0, 0.3963377773761749, 0.2158037573099136),
    (1.0, -0.1055613458156586, -0.0638541728258133),
    (1.0, -0.0894841775298119, -1.2914855480194092),
)


def css_color(color: Color) -> str:
    """A colour as CSS writes it."""
    channels = ", ".join(f"{channel:.0f}" for channel in color[:3])
    return f"rgb({channels})" if color.alpha == 1 else f"rgba({channels}, {color.alpha:g})"


def parse_color(value: Any) -> Color | None:
    """The colour that a text or one component value of tinycss2 writes.

    `currentcolor` is none: the caller knows which one it is.

    Returns:
        The colour, None if the value is no colour that is known here.
    """
    if isinstance(value, str):
        return _parse_text(value)
    found = color_value(value)
    return found if isinstance(found, Color) else None


@lru_cache(maxsize=1024)
def _parse_text(text: str) -> Color | None:
    token = tinycss2.parse_one_component_value(text, skip_comments=True)
    return parse_color(token) if token.type != "error" else None


def color_value(token: Any) -> Color | str | None:
    """As `parse_color`, but `CURRENT` for `currentcolor`."""
    if token.type == "function" and token.lower_name == "color-mix":
        return _color_mix(token.arguments)
    try:
        color = color4.parse_color(token)
    except (TypeError, ValueError, AttributeError, IndexError):  # what it makes of broken arguments
        return None
    if color is None:
        return None
    if isinstance(color, str):
        return CURRENT
    converted = _to_srgb(color)
    if converted is None:
        return None
    red, green, blue = (min(max(channel * 255.0, 0.0), 255.0) for channel in converted)
    if color.space in ("hsl", "hwb"):  # which browsers keep as eight bits a channel
        red, green, blue = (float(int(channel + 0.5)) for channel in (red, green, blue))
    return Color(red, green, blue, color.alpha)


def _to_srgb(color: Any) -> _Triple | None:
    """The channels of any colour as sRGB, 0 to 1; what lies outside is cut by the caller."""
    space = color.space
    first, second, third = (coordinate or 0.0 for coordinate in color.coordinates)
    if space == "srgb":
        return first, second, third
    if space in ("hsl", "hwb"):
        return tuple(color.to("srgb").coordinates)
    if space == "srgb-linear":
        return _encoded((first, second, third))
    if space in ("lab", "lch"):
        xyz = tuple(color.to("xyz-d50").coordinates)
        return _encoded(_times(_XYZ_D65_TO_LINEAR, _times(_D50_TO_D65, xyz)))
    if space in ("oklab", "oklch"):
        return _encoded(_times(_XYZ_D65_TO_LINEAR, tuple(color.to("xyz-d65").coordinates)))
    if space == "xyz-d65":
        return _encoded(_times(_XYZ_D65_TO_LINEAR, (first, second, third)))
    if space == "xyz-d50":
        return _encoded(_times(_XYZ_D65_TO_LINEAR, _times(_D50_TO_D65, (first, second, third))))
    if space == "display-p3":
        linear = _decoded((first, second, third))
        return _encoded(_times(_XYZ_D65_TO_LINEAR, _times(_P3_TO_XYZ_D65, linear)))
    return None


def _times(matrix: tuple[_Triple, _Triple, _Triple], vector: Any) -> _Triple:
    x, y, z = vector
    first, second, third = (row[0] * x + row[1] * y + row[2] * z for row in matrix)
    return first, second, third


def _encoded(linear: Sequence[float]) -> _Triple:
    """The transfer function of sRGB."""
    red, green, blue = (
        (-1 if channel < 0 else 1)
        * (12.92 * abs(channel) if abs(channel) <= 0.0031308 else 1.055 * abs(channel) ** (1 / 2.4) - 0.055)
        for channel in linear
    )
    return red, green, blue


def _decoded(channels: Sequence[float]) -> _Triple:
    """The transfer function of sRGB, backwards."""
    red, green, blue = (
        (-1 if channel < 0 else 1)
        * (abs(channel) / 12.92 if abs(channel) <= 0.04045 else ((abs(channel) + 0.055) / 1.055) ** 2.4)
        for channel in channels
    )
    return red, green, blue


def _to_oklab(channels: Sequence[float]) -> _Triple:
    lms = _times(_LINEAR_TO_LMS, _decoded(channels))
    return _times(_LMS_TO_OKLAB, tuple(abs(value) ** (1 / 3) * (1 if value >= 0 else -1) for value in lms))


def _from_oklab(lab: Sequence[float]) -> _Triple:
    lms = _times(_OKLAB_TO_LMS, lab)
    return _encoded(_times(_LMS_TO_LINEAR, tuple(value**3 for value in lms)))


# The spaces of color-mix(): how to get there from sRGB, and back.
_MIXING: dict[str, tuple[Callable[[Sequence[float]], _Triple], Callable[[Sequence[float]], _Triple]]] = {
    "srgb": (lambda channels: (channels[0], channels[1], channels[2]),) * 2,
    "srgb-linear": (_decoded, _encoded),
    "oklab": (_to_oklab, _from_oklab),
}


def _color_mix(arguments: Any) -> Color | None:
    """CSS Color 5, section 2: `color-mix(in <space>, <color> <share>, <color> <share>)`."""
    parts: list[list[Any]] = [[]]
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in ("whitespace", "comment"):
            parts[-1].append(token)
    if len(parts) != 3 or [token.type for token in parts[0]] != ["ident", "ident"]:
        return None
    space = _MIXING.get(parts[0][1].lower_value)
    first, second = _share(parts[1]), _share(parts[2])
    if parts[0][0].lower_value != "in" or space is None or first is None or second is None:
        return None
    return _mixed(space, *first, *second)


def _share(tokens: list[Any]) -> tuple[Color, float | None] | None:
    shares = [token.value / 100 for token in tokens if token.type == "percentage"]
    colors = [parse_color(token) for token in tokens if token.type != "percentage"]
    if len(colors) != 1 or colors[0] is None or len(shares) > 1:
        return None
    return colors[0], shares[0] if shares else None


def _mixed(
    space: tuple[Callable[[Sequence[float]], _Triple], Callable[[Sequence[float]], _Triple]],
    first: Color,
    share: float | None,
    second: Color,
    other: float | None,
) -> Color | None:
    if share is None:
        share = 0.5 if other is None else 1 - other
    if other is None:
        other = 1 - share
    total = share + other
    if total <= 0:
        return None
    ratio = other / total
    alpha = first.alpha + (second.alpha - first.alpha) * ratio
    if alpha <= 0:
        return TRANSPARENT
    there, back = space
    start = there([channel / 255 for channel in first[:3]])
    end = there([channel / 255 for channel in second[:3]])
    weight = ratio * second.alpha / alpha  # channels are mixed premultiplied
    mixed = back([low + (high - low) * weight for low, high in zip(start, end, strict=True)])
    red, green, blue = (min(max(channel * 255.0, 0.0), 255.0) for channel in mixed)
    return Color(red, green, blue, alpha * min(total, 1.0))
