"""The functions that make colours: `rgb()` and its like, `color()`, `color-mix()` (CSS Color 4 and 5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tinycss2

from ..values import significant, split_commas
from ..values.numeric import parse_angle, parse_number, parse_percentage
from . import CURRENT, TRANSPARENT, Color, color_value
from .spaces import SPACES, Space, Triple, xyz_to_srgb

if TYPE_CHECKING:
    from collections.abc import Sequence

_HUE: Final = "hue"


class _Notation(NamedTuple):
    """How a function writes a colour.

    Attributes:
        space: The space of its coordinates.
        names: What a relative colour calls them.
        whole: What 100% of each is, `hue` for an angle.
        least: The smallest value of each.
        most: The greatest.
        scale: What one of the space's units is in the function's.
    """

    space: str
    names: str
    whole: tuple[float | str, float | str, float | str]
    least: Triple = (-math.inf,) * 3
    most: Triple = (math.inf,) * 3
    scale: float = 1.0


_NOTATIONS: Final = {
    "rgb": _Notation("srgb", "rgb", (255.0,) * 3, (0.0,) * 3, (255.0,) * 3, 255.0),
    "hsl": _Notation("hsl", "hsl", (_HUE, 100.0, 100.0), (-math.inf, 0.0, -math.inf)),
    "hwb": _Notation("hwb", "hwb", (_HUE, 100.0, 100.0)),
    "lab": _Notation("lab", "lab", (100.0, 125.0, 125.0), (0.0, -math.inf, -math.inf), (100.0, math.inf, math.inf)),
    "lch": _Notation("lch", "lch", (100.0, 150.0, _HUE), (0.0, 0.0, -math.inf), (100.0, math.inf, math.inf)),
    "oklab": _Notation("oklab", "lab", (1.0, 0.4, 0.4), (0.0, -math.inf, -math.inf), (1.0, math.inf, math.inf)),
    "oklch": _Notation("oklch", "lch", (1.0, 0.4, _HUE), (0.0, 0.0, -math.inf), (1.0, math.inf, math.inf)),
}  # fmt: skip
_ALSO: Final = {"rgba": "rgb", "hsla": "hsl"}
_PREDEFINED: Final = (
    "srgb", "srgb-linear", "display-p3", "a98-rgb", "prophoto-rgb", "rec2020", "xyz", "xyz-d50", "xyz-d65",
)  # fmt: skip
_HUE_WAYS: Final = ("shorter", "longer", "increasing", "decreasing")
# Below this a colour has no hue to speak of.
_GRAY: Final = {"lch": 0.0015, "oklch": 4e-6, "hsl": 0.001, "hwb": 0.001}

# A coordinate, None for `none`.
_Coordinates = tuple[float | None, float | None, float | None]


class CurrentNeededError(ValueError):
    """A colour is made of `currentcolor`, which nobody has said."""


def color_function(token: Any, current: Color | None) -> Color | None:
    """The colour of a function, None if it is none.

    Args:
        token: The function.
        current: What `currentcolor` is.

    Raises:
        CurrentNeededError: It is made of `currentcolor`, and that is not given.
    """
    name = _ALSO.get(token.lower_name, token.lower_name)
    if name == "color-mix":
        return _mix(token, current)
    if name == "light-dark":
        parts = [significant(part) for part in split_commas(token.arguments)]
        if [len(part) for part in parts] != [1, 1] or color_value(parts[1][0]) is None:
            return None
        return _color(parts[0][0], current)
    if name not in _NOTATIONS and name != "color":
        return None
    tokens = significant(token.arguments)
    if any(each == "," for each in tokens):
        return _legacy(name, tokens)
    return _modern(name, tokens, current)


def _color(token: Any, current: Color | None) -> Color | None:
    """A colour in a function."""
    found = color_function(token, current) if token.type == "function" else color_value(token)
    if found == CURRENT:
        if current is None:
            raise CurrentNeededError
        return current
    return found if isinstance(found, Color) else None


def wide_color(token: Any) -> Color | None:
    """The colour of a function that knows more colours than sRGB has, as one whose channels may lie outside.

    Returns:
        The colour; None for all other functions, and for what is no colour or made of `currentcolor`.
    """
    if token.lower_name not in ("lab", "lch", "oklab", "oklch", "color"):
        return None
    try:
        return _modern(token.lower_name, significant(token.arguments), None, wide=True)
    except CurrentNeededError:
        return None


def _finished(space: str, coordinates: _Coordinates, alpha: float | None, wide: bool = False) -> Color:
    """A colour of any space as sRGB; what lies outside is cut off, unless it may stay."""
    first, second, third = (value or 0.0 for value in coordinates)
    rgb = xyz_to_srgb(SPACES[space].to_xyz((first, second, third)))
    if space == "srgb":
        rgb = (first, second, third)
    if wide:
        return Color(rgb[0] * 255, rgb[1] * 255, rgb[2] * 255, min(max(alpha or 0.0, 0.0), 1.0))
    red, green, blue = (min(max(channel, 0.0), 1.0) * 255 for channel in rgb)
    if space in ("hsl", "hwb"):  # which browsers keep as eight bits a channel
        red, green, blue = (float(int(channel + 0.5)) for channel in (red, green, blue))
    return Color(red, green, blue, min(max(alpha or 0.0, 0.0), 1.0))


# --- Channels


def _legacy(name: str, tokens: list[Any]) -> Color | None:
    """With commas: `rgb()` of three numbers or three percentages, `hsl()` with percentages."""
    parts = split_commas(tokens)
    if name not in ("rgb", "hsl") or len(parts) not in (3, 4) or any(len(part) != 1 for part in parts):
        return None
    notation = _NOTATIONS[name]
    channels = [part[0] for part in parts[:3]]
    if any(token.type == "ident" for token in channels):
        return None
    of_percent = [parse_percentage(token) is not None for token in channels]
    if (name == "rgb" and len(set(of_percent)) > 1) or (name == "hsl" and of_percent != [False, True, True]):
        return None
    found = _coordinates(notation, channels)
    alpha = _alpha(parts[3][0]) if len(parts) == 4 else (1.0,)
    return None if found is None or alpha is None else _finished(notation.space, found, alpha[0])


def _modern(name: str, tokens: list[Any], current: Color | None, wide: bool = False) -> Color | None:
    origin: Color | None = None
    if tokens and tokens[0].type == "ident" and tokens[0].lower_value == "from":
        origin = _color(tokens[1], current) if len(tokens) > 1 else None
        if origin is None:
            return None
        tokens = tokens[2:]
    notation = _NOTATIONS.get(name)
    if name == "color":
        space = tokens[0].lower_value if tokens and tokens[0].type == "ident" else ""
        if space not in _PREDEFINED:
            return None
        notation = _Notation(space, "xyz" if space.startswith("xyz") else "rgb", (1.0,) * 3)
        tokens = tokens[1:]
    assert notation is not None
    known: dict[str, float] = {}
    alpha: tuple[float | None] | None = (1.0,)
    if origin is not None:
        known = _known(notation, origin)
        alpha = (origin.alpha,)
    if len(tokens) == 5 and tokens[3] == "/":
        alpha = _alpha(_filled(tokens[4], known))
        tokens = tokens[:3]
    if len(tokens) != 3 or alpha is None:
        return None
    found = _coordinates(notation, [_filled(token, known) for token in tokens])
    return None if found is None else _finished(notation.space, found, alpha[0], wide)


def _coordinates(notation: _Notation, tokens: list[Any]) -> _Coordinates | None:
    found: list[float | None] = []
    for token, whole, least, most in zip(tokens, notation.whole, notation.least, notation.most, strict=True):
        if token.type == "ident" and token.lower_value == "none":
            found.append(None)
            continue
        value = parse_angle(token) if whole == _HUE and parse_number(token) is None else parse_number(token)
        if value is None and isinstance(whole, float):
            share = parse_percentage(token)
            value = None if share is None else share * whole
        if value is None:
            return None
        found.append(max(least, min(value, most)) / notation.scale)
    return found[0], found[1], found[2]


def _alpha(token: Any) -> tuple[float | None] | None:
    if token.type == "ident" and token.lower_value == "none":
        return (None,)
    value = parse_number(token)
    value = parse_percentage(token) if value is None else value
    return None if value is None else (value,)


def _known(notation: _Notation, origin: Color) -> dict[str, float]:
    """What a relative colour calls the coordinates of the other one."""
    coordinates = _in(SPACES[notation.space], origin)
    values = (value * notation.scale for value in coordinates)
    return dict(zip(notation.names, values, strict=True)) | {"alpha": origin.alpha}


def _in(space: Space, color: Color) -> Triple:
    return space.from_xyz(SPACES["srgb"].to_xyz((color.red / 255, color.green / 255, color.blue / 255)))


def _filled(token: Any, known: dict[str, float]) -> Any:
    """A token with the names of coordinates replaced by their values."""
    if not known:
        return token
    return tinycss2.parse_one_component_value(_filled_text([token], known), skip_comments=True)


def _filled_text(tokens: Sequence[Any], known: dict[str, float]) -> str:
    pieces = []
    for token in tokens:
        if token.type == "ident" and token.lower_value in known:
            pieces.append(f"{known[token.lower_value]:.10f}")
        elif token.type == "function":
            pieces.append(f"{token.name}({_filled_text(token.arguments, known)})")
        elif token.type == "() block":
            pieces.append(f"({_filled_text(token.content, known)})")
        else:
            pieces.append(token.serialize())
    return "".join(pieces)


# --- color-mix()


def _mix(token: Any, current: Color | None) -> Color | None:
    """CSS Color 5, section 3: `color-mix(in <space> <way>?, <color> <share>?, <color> <share>?)`."""
    parts = [significant(part) for part in split_commas(token.arguments)]
    space, way = "oklab", "shorter"
    if parts[0] and parts[0][0].type == "ident" and parts[0][0].lower_value == "in":
        words = [each.lower_value if each.type == "ident" else "" for each in parts[0][1:]]
        if len(words) == 3 and words[1] in _HUE_WAYS and words[2] == "hue":
            way = words[1]
        elif len(words) != 1:
            return None
        space, parts = words[0], parts[1:]
    if space not in SPACES or (way != "shorter" and SPACES[space].hue is None) or len(parts) != 2:
        return None
    first, second = (_share(part, current) for part in parts)
    if first is None or second is None:
        return None
    share, other = _shares(first[1], second[1])
    total = share + other
    if total <= 0:
        return TRANSPARENT
    mixed = mixed_color(space, way, first[0], second[0], other / total)
    return mixed if total >= 1 else mixed._replace(alpha=mixed.alpha * total)


def _share(tokens: list[Any], current: Color | None) -> tuple[Color, float | None] | None:
    shares = [share for token in tokens if (share := parse_percentage(token)) is not None]
    others = [token for token in tokens if parse_percentage(token) is None]
    color = _color(others[0], current) if len(others) == 1 else None
    if color is None or len(shares) > 1 or any(not 0 <= share <= 1 for share in shares):
        return None
    return color, shares[0] if shares else None


def _shares(first: float | None, second: float | None) -> tuple[float, float]:
    if first is None and second is None:
        return 0.5, 0.5
    if first is None:
        return 1 - (second or 0.0), second or 0.0
    return first, 1 - first if second is None else second


def mixed_color(name: str, way: str, first: Color, second: Color, ratio: float) -> Color:
    """A colour between two, which are mixed premultiplied, but for the hue.

    Args:
        name: The colour space.
        way: Which way around hues go.
        first: One colour.
        second: The other.
        ratio: How much of the other, 0 to 1.
    """
    space = SPACES[name]
    start, end = list(_in(space, first)), list(_in(space, second))
    alpha = first.alpha + (second.alpha - first.alpha) * ratio
    if alpha <= 0:
        return TRANSPARENT
    if space.hue is not None:
        _mind_hues(name, space, start, end, way)
    weight = ratio * second.alpha / alpha
    mixed = [
        low + (high - low) * (ratio if index == space.hue else weight)
        for index, (low, high) in enumerate(zip(start, end, strict=True))
    ]
    return _finished(name, (mixed[0], mixed[1], mixed[2]), alpha)


def _mind_hues(name: str, space: Space, start: list[float], end: list[float], way: str) -> None:
    """A gray takes the hue of the other; else the hues are brought to the way around (CSS Color 4, 12.4)."""
    hue = space.hue
    assert hue is not None
    grays = [_is_gray(name, space, each) for each in (start, end)]
    if grays[0]:
        start[hue] = end[hue]
    elif grays[1]:
        end[hue] = start[hue]
    apart = end[hue] - start[hue]
    if way == "shorter":
        apart = apart - 360 if apart > 180 else apart + 360 if apart < -180 else apart
    elif way == "longer":
        apart = apart - 360 if 0 < apart < 180 else apart + 360 if -180 < apart <= 0 else apart
    elif way == "increasing":
        apart = apart + 360 if apart < 0 else apart
    else:
        apart = apart - 360 if apart > 0 else apart
    end[hue] = start[hue] + apart


def _is_gray(name: str, space: Space, coordinates: list[float]) -> bool:
    if space.chroma is None:
        return coordinates[1] + coordinates[2] >= 100 - _GRAY[name]
    return coordinates[space.chroma] <= _GRAY[name]
