"""Colour spaces: from each to CIE XYZ (D65) and back (CSS Color 4, section 18)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Triple = tuple[float, float, float]
_Matrix = tuple[Triple, Triple, Triple]

_WHITE_D50: Final = (0.3457 / 0.3585, 1.0, (1.0 - 0.3457 - 0.3585) / 0.3585)
_D50_TO_D65: Final = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
_D65_TO_D50: Final = (
    (1.0479297925449969, 0.022946870601609652, -0.05019226628920524),
    (0.02962780877005599, 0.9904344267538799, -0.017073799063418826),
    (-0.009243040646204504, 0.015055191490298152, 0.7518742814281371),
)
_SRGB_TO_XYZ: Final = (
    (0.4123907992659595, 0.357584339383878, 0.1804807884018343),
    (0.21263900587151036, 0.715168678767756, 0.07219231536073371),
    (0.01933081871559185, 0.11919477979462599, 0.9505321522496606),
)
_XYZ_TO_SRGB: Final = (
    (3.2409699419045213, -1.5373831775700935, -0.4986107602930033),
    (-0.9692436362808798, 1.8759675015077206, 0.04155505740717561),
    (0.05563007969699361, -0.20397695888897657, 1.0569715142428786),
)
_P3_TO_XYZ: Final = (
    (0.4865709486482162, 0.26566769316909306, 0.1982172852343625),
    (0.2289745640697488, 0.6917385218365064, 0.079286914093745),
    (0.0, 0.04511338185890264, 1.043944368900976),
)
_XYZ_TO_P3: Final = (
    (2.493496911941425, -0.9313836179191239, -0.40271078445071684),
    (-0.8294889695615747, 1.7626640603183463, 0.023624685841943577),
    (0.03584583024378447, -0.07617238926804182, 0.9568845240076872),
)
_A98_TO_XYZ: Final = (
    (0.5766690429101305, 0.1855582379065463, 0.1882286462349947),
    (0.29734497525053605, 0.6273635662554661, 0.07529145849399788),
    (0.02703136138641234, 0.07068885253582723, 0.9913375368376388),
)
_PROPHOTO_TO_XYZ_D50: Final = (
    (0.7977666449006423, 0.13518129740053308, 0.0313477341283922),
    (0.2880748288194013, 0.711835234241873, 0.00008993693872564),
    (0.0, 0.0, 0.8251046025104602),
)
_REC2020_TO_XYZ: Final = (
    (0.6369580483012914, 0.14461690358620832, 0.1688809751641721),
    (0.2627002120112671, 0.6779980715188708, 0.05930171646986196),
    (0.0, 0.028072693049087428, 1.060985057710791),
)
_XYZ_TO_LMS: Final = (
    (0.819022437996703, 0.3619062600528904, -0.1288737815209879),
    (0.0329836539323885, 0.9292868615863434, 0.0361446663506424),
    (0.0481771893596242, 0.2642395317527308, 0.6335478284694309),
)
_LMS_TO_XYZ: Final = (
    (1.2268798758459243, -0.5578149944602171, 0.2813910456659647),
    (-0.0405757452148008, 1.112286803280317, -0.0717110580655164),
    (-0.0763729366746601, -0.4214933324022432, 1.5869240198367816),
)
_LMS_TO_OKLAB: Final = (
    (0.210454268309314, 0.7936177747023054, -0.0040720430116193),
    (1.9779985324311684, -2.4285922420485799, 0.450593709617411),
    (0.0259040424655478, 0.7827717124575296, -0.8086757549230774),
)
_OKLAB_TO_LMS: Final = (
    (1.0, 0.3963377773761749, 0.2158037573099136),
    (1.0, -0.1055613458156586, -0.0638541728258133),
    (1.0, -0.0894841775298119, -1.2914855480194092),
)
_EPSILON: Final = 216 / 24389
_KAPPA: Final = 24389 / 27
_REC_ALPHA, _REC_BETA = 1.09929682680944, 0.018053968510807


class Space(NamedTuple):
    """A colour space.

    Attributes:
        to_xyz: From its coordinates to XYZ.
        from_xyz: From XYZ to its coordinates.
        hue: Which coordinate is an angle, in degrees; None where none is.
        chroma: Which coordinate says how much there is of the hue.
    """

    to_xyz: Callable[[Triple], Triple]
    from_xyz: Callable[[Triple], Triple]
    hue: int | None = None
    chroma: int | None = None


def _times(matrix: _Matrix, vector: Sequence[float]) -> Triple:
    x, y, z = vector
    first, second, third = (row[0] * x + row[1] * y + row[2] * z for row in matrix)
    return first, second, third


def _each(function: Callable[[float], float], vector: Sequence[float]) -> Triple:
    """A function of each coordinate, the same for negative ones but for the sign."""
    first, second, third = (math.copysign(function(abs(value)), value) for value in vector)
    return first, second, third


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def srgb_to_xyz(rgb: Triple) -> Triple:
    """From sRGB, 0 to 1."""
    return _times(_SRGB_TO_XYZ, _each(_decoded, rgb))


def xyz_to_srgb(xyz: Triple) -> Triple:
    """To sRGB, 0 to 1."""
    return _each(_encoded, _times(_XYZ_TO_SRGB, xyz))


def _lab_to_xyz(lab: Triple) -> Triple:
    middle = (lab[0] + 16) / 116
    first, last = lab[1] / 500 + middle, middle - lab[2] / 200
    x, z = (value**3 if value**3 > _EPSILON else (116 * value - 16) / _KAPPA for value in (first, last))
    y = middle**3 if lab[0] > _KAPPA * _EPSILON else lab[0] / _KAPPA
    return _times(_D50_TO_D65, (x * _WHITE_D50[0], y * _WHITE_D50[1], z * _WHITE_D50[2]))


def _xyz_to_lab(xyz: Triple) -> Triple:
    scaled = (value / white for value, white in zip(_times(_D65_TO_D50, xyz), _WHITE_D50, strict=True))
    x, y, z = (math.cbrt(value) if value > _EPSILON else (_KAPPA * value + 16) / 116 for value in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _oklab_to_xyz(lab: Triple) -> Triple:
    return _times(_LMS_TO_XYZ, _each(lambda value: value**3, _times(_OKLAB_TO_LMS, lab)))


def _xyz_to_oklab(xyz: Triple) -> Triple:
    return _times(_LMS_TO_OKLAB, _each(math.cbrt, _times(_XYZ_TO_LMS, xyz)))


def _to_polar(lab: Triple) -> Triple:
    return lab[0], math.hypot(lab[1], lab[2]), math.degrees(math.atan2(lab[2], lab[1])) % 360


def _from_polar(lch: Triple) -> Triple:
    hue = math.radians(lch[2])
    return lch[0], lch[1] * math.cos(hue), lch[1] * math.sin(hue)


def hsl_to_srgb(hsl: Triple) -> Triple:
    """From hue, saturation and lightness, the latter in percent."""
    hue, saturation, light = hsl[0] % 360, hsl[1] / 100, hsl[2] / 100

    def channel(offset: float) -> float:
        place = (offset + hue / 30) % 12
        return light - saturation * min(light, 1 - light) * max(-1.0, min(place - 3, 9 - place, 1.0))

    return channel(0), channel(8), channel(4)


def _srgb_to_hsl(rgb: Triple) -> Triple:
    low, high = min(rgb), max(rgb)
    light, spread = (low + high) / 2, high - low
    if spread < 1e-9:
        return 0.0, 0.0, light * 100
    red, green, blue = rgb
    if high == red:
        hue = (green - blue) / spread % 6
    else:
        hue = (blue - red) / spread + 2 if high == green else (red - green) / spread + 4
    bound = min(light, 1 - light)
    return hue * 60, (high - light) / bound * 100 if bound else 0.0, light * 100


def hwb_to_srgb(hwb: Triple) -> Triple:
    """From hue, whiteness and blackness, the latter in percent."""
    white, black = hwb[1] / 100, hwb[2] / 100
    if white + black >= 1:
        gray = white / (white + black)
        return gray, gray, gray
    red, green, blue = (value * (1 - white - black) + white for value in hsl_to_srgb((hwb[0], 100.0, 50.0)))
    return red, green, blue


def _srgb_to_hwb(rgb: Triple) -> Triple:
    return _srgb_to_hsl(rgb)[0], min(rgb) * 100, (1 - max(rgb)) * 100


def _inverse(matrix: _Matrix) -> _Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole),
        ((f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole),
        ((d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole),
    )


def _rgb(matrix: _Matrix, decode: Callable[[float], float], encode: Callable[[float], float]) -> Space:
    back = _inverse(matrix)
    return Space(lambda rgb: _times(matrix, _each(decode, rgb)), lambda xyz: _each(encode, _times(back, xyz)))


def _prophoto_decoded(value: float) -> float:
    return value / 16 if value <= 16 / 512 else value**1.8


def _prophoto_encoded(value: float) -> float:
    return value * 16 if value < 1 / 512 else value ** (1 / 1.8)


def _rec2020_decoded(value: float) -> float:
    bright = ((value + _REC_ALPHA - 1) / _REC_ALPHA) ** (1 / 0.45)
    return value / 4.5 if value < _REC_BETA * 4.5 else bright


def _rec2020_encoded(value: float) -> float:
    return value * 4.5 if value < _REC_BETA else _REC_ALPHA * value**0.45 - (_REC_ALPHA - 1)


_OF_PROPHOTO: Final = _rgb(_PROPHOTO_TO_XYZ_D50, _prophoto_decoded, _prophoto_encoded)

#: Every space by the name that `color()` or `color-mix()` has for it.
SPACES: Final[dict[str, Space]] = {
    "srgb": Space(srgb_to_xyz, xyz_to_srgb),
    "srgb-linear": Space(lambda rgb: _times(_SRGB_TO_XYZ, rgb), lambda xyz: _times(_XYZ_TO_SRGB, xyz)),
    "display-p3": Space(
        lambda rgb: _times(_P3_TO_XYZ, _each(_decoded, rgb)),
        lambda xyz: _each(_encoded, _times(_XYZ_TO_P3, xyz)),
    ),
    "a98-rgb": _rgb(_A98_TO_XYZ, lambda value: value ** (563 / 256), lambda value: value ** (256 / 563)),
    "prophoto-rgb": Space(
        lambda rgb: _times(_D50_TO_D65, _OF_PROPHOTO.to_xyz(rgb)),
        lambda xyz: _OF_PROPHOTO.from_xyz(_times(_D65_TO_D50, xyz)),
    ),
    "rec2020": _rgb(_REC2020_TO_XYZ, _rec2020_decoded, _rec2020_encoded),
    "xyz": Space(lambda xyz: xyz, lambda xyz: xyz),
    "xyz-d65": Space(lambda xyz: xyz, lambda xyz: xyz),
    "xyz-d50": Space(lambda xyz: _times(_D50_TO_D65, xyz), lambda xyz: _times(_D65_TO_D50, xyz)),
    "lab": Space(_lab_to_xyz, _xyz_to_lab),
    "oklab": Space(_oklab_to_xyz, _xyz_to_oklab),
    "lch": Space(lambda lch: _lab_to_xyz(_from_polar(lch)), lambda xyz: _to_polar(_xyz_to_lab(xyz)), 2, 1),
    "oklch": Space(
        lambda lch: _oklab_to_xyz(_from_polar(lch)), lambda xyz: _to_polar(_xyz_to_oklab(xyz)), 2, 1
    ),
    "hsl": Space(lambda hsl: srgb_to_xyz(hsl_to_srgb(hsl)), lambda xyz: _srgb_to_hsl(xyz_to_srgb(xyz)), 0, 1),
    "hwb": Space(lambda hwb: srgb_to_xyz(hwb_to_srgb(hwb)), lambda xyz: _srgb_to_hwb(xyz_to_srgb(xyz)), 0),
}
