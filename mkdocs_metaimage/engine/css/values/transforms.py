"""Transforms: functions and the properties beside them (CSS Transforms 1, section 11; CSS Transforms 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from . import ZERO, Length, significant, split_commas
from .computing import computed_length, computed_position
from .grammar import ident
from .numeric import parse_angle, parse_length, parse_number, parse_percentage
from .positions import position

if TYPE_CHECKING:
    from collections.abc import Callable

    from . import Context

#: Functions that lead out of the plane, so that a perspective shows in them.
TILTED: Final = frozenset(("rotatex", "rotatey", "rotate3d", "matrix3d"))
_AXES: Final = {"x": (1.0, 0.0, 0.0), "y": (0.0, 1.0, 0.0), "z": (0.0, 0.0, 1.0)}


class Step(NamedTuple):
    """One function of a transform.

    Attributes:
        name: `translate`, `scale`, `rotate`, `skew`, `matrix`, `matrix3d` or `perspective`.
        arguments: Three lengths of `translate`, three factors of `scale`, an axis and an angle in degrees of
            `rotate`, two angles of `skew`, the numbers of `matrix` and `matrix3d`, the length of `perspective`.
    """

    name: str
    arguments: tuple[Any, ...]


Steps = tuple[Step, ...]


def transform(tokens: list[Any]) -> Steps | None:
    """The value of `transform`: functions, none for `none`."""
    if ident(tokens) == "none":
        return ()
    steps = [_step(token) for token in tokens]
    found = tuple(step for step in steps if step is not None)
    return found if found and len(found) == len(steps) else None


def computed_transform(value: Steps, context: Context) -> Steps:
    """The functions with their lengths computed."""
    return tuple(
        [
            Step(name, tuple([computed_length(each, context) for each in arguments]))
            for name, arguments in value
        ]
    )


def _step(token: Any) -> Step | None:
    if token.type != "function":
        return None
    parse = _FUNCTIONS.get(token.lower_name)
    parts = [significant(part) for part in split_commas(significant(token.arguments))]
    if parse is None or any(len(part) != 1 for part in parts):
        return None
    return parse([part[0] for part in parts])


def _translate(axes: str) -> Callable[[list[Any]], Step | None]:
    def parse(tokens: list[Any]) -> Step | None:
        if axes == "xyz" and len(tokens) != 3:
            return None
        most = 2 if axes == "xy" else len(axes)
        lengths = [parse_length(token, percent=True) for token in tokens]
        if not 1 <= len(lengths) <= most or None in lengths:
            return None
        found: dict[str, Any] = dict(zip(axes, lengths, strict=False))
        if "z" in found and parse_length(tokens[-1], percent=False) is None:
            return None
        return Step("translate", tuple(found.get(axis, ZERO) for axis in "xyz"))

    return parse


def _scale(axes: str) -> Callable[[list[Any]], Step | None]:
    def parse(tokens: list[Any]) -> Step | None:
        factors = [_factor(token) for token in tokens]
        if not 1 <= len(factors) <= len(axes) or None in factors or (axes == "xyz" and len(factors) != 3):
            return None
        found: dict[str, Any] = dict(zip(axes, factors, strict=False))
        if axes == "xy" and len(factors) == 1:
            found["y"] = found["x"]
        return Step("scale", tuple(found.get(axis, 1.0) for axis in "xyz"))

    return parse


def _factor(token: Any) -> float | None:
    number = parse_number(token)
    return parse_percentage(token) if number is None else number


def _rotate(axis: str) -> Callable[[list[Any]], Step | None]:
    def parse(tokens: list[Any]) -> Step | None:
        angle = parse_angle(tokens[0]) if len(tokens) == 1 else None
        return None if angle is None else Step("rotate", (*_AXES[axis], angle))

    return parse


def _rotate3d(tokens: list[Any]) -> Step | None:
    if len(tokens) != 4:
        return None
    axis, angle = [parse_number(token) for token in tokens[:3]], parse_angle(tokens[3])
    return None if None in axis or angle is None else Step("rotate", (*axis, angle))


def _skew(axes: str) -> Callable[[list[Any]], Step | None]:
    def parse(tokens: list[Any]) -> Step | None:
        angles = [parse_angle(token) for token in tokens]
        if not 1 <= len(angles) <= len(axes) or None in angles:
            return None
        found: dict[str, Any] = dict(zip(axes, angles, strict=False))
        return Step("skew", (found.get("x", 0.0), found.get("y", 0.0)))

    return parse


def _numbers(name: str, count: int) -> Callable[[list[Any]], Step | None]:
    def parse(tokens: list[Any]) -> Step | None:
        numbers = [parse_number(token) for token in tokens]
        return Step(name, tuple(numbers)) if len(numbers) == count and None not in numbers else None

    return parse


def _perspective(tokens: list[Any]) -> Step | None:
    if len(tokens) != 1:
        return None
    if ident(tokens) == "none":
        return Step("matrix", (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    length = parse_length(tokens[0], percent=False, negative=False)
    return None if length is None else Step("perspective", (length,))


_FUNCTIONS: Final[dict[str, Callable[[list[Any]], Step | None]]] = {
    "translate": _translate("xy"),
    "translatex": _translate("x"),
    "translatey": _translate("y"),
    "translatez": _translate("z"),
    "translate3d": _translate("xyz"),
    "scale": _scale("xy"),
    "scalex": _scale("x"),
    "scaley": _scale("y"),
    "scalez": _scale("z"),
    "scale3d": _scale("xyz"),
    "rotate": _rotate("z"),
    "rotatex": _rotate("x"),
    "rotatey": _rotate("y"),
    "rotatez": _rotate("z"),
    "rotate3d": _rotate3d,
    "skew": _skew("xy"),
    "skewx": _skew("x"),
    "skewy": _skew("y"),
    "matrix": _numbers("matrix", 6),
    "matrix3d": _numbers("matrix3d", 16),
    "perspective": _perspective,
}


# --- Properties of one function (CSS Transforms 2, section 5): a value is a transform of one step or of none.


def translate(tokens: list[Any]) -> Steps | None:
    """The value of `translate`."""
    if ident(tokens) == "none":
        return ()
    step = (_translate("xyz") if len(tokens) == 3 else _translate("xy"))(tokens)
    return None if step is None else (step,)


def scale(tokens: list[Any]) -> Steps | None:
    """The value of `scale`."""
    if ident(tokens) == "none":
        return ()
    step = (_scale("xyz") if len(tokens) == 3 else _scale("xy"))(tokens)
    return None if step is None else (step,)


def rotate(tokens: list[Any]) -> Steps | None:
    """The value of `rotate`: an angle, and before or after it an axis."""
    if ident(tokens) == "none":
        return ()
    if len(tokens) == 1:
        step = _rotate("z")(tokens)
        return None if step is None else (step,)
    if not tokens:
        return None
    for angle_token, axis_tokens in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
        angle = parse_angle(angle_token)
        axis = _axis(axis_tokens)
        if angle is not None and axis is not None:
            return (Step("rotate", (*axis, angle)),)
    return None


def _axis(tokens: list[Any]) -> tuple[float, ...] | None:
    if len(tokens) == 1:
        return _AXES.get(ident(tokens) or "")
    numbers = tuple(number for token in tokens if (number := parse_number(token)) is not None)
    return numbers if len(numbers) == len(tokens) == 3 else None


def origin(tokens: list[Any]) -> tuple[Any, Any] | None:
    """The value of `transform-origin`: a position, and how far it is in front of the plane."""
    if len(tokens) == 3:
        depth = parse_length(tokens[2], percent=False)
        tokens = tokens[:2]
    else:
        depth = ZERO
    place = position(tokens) if len(tokens) < 3 else None
    return None if place is None or depth is None else (place, depth)


def computed_origin(value: tuple[Any, Any], context: Context) -> tuple[Length, Length, Length]:
    """The three lengths of an origin."""
    return (*computed_position(value[0], context), computed_length(value[1], context))


def words(tokens: list[Any]) -> tuple[str, ...] | None:
    """The names in a list such as that of `will-change` or `contain`."""
    found = tuple(str(token.lower_value) for token in tokens if token.type == "ident")
    commas = sum(token == "," for token in tokens)
    return found if found and len(found) + commas == len(tokens) else None


def perspective(tokens: list[Any]) -> Any:
    """The value of `perspective`."""
    if len(tokens) != 1:
        return None
    return "none" if ident(tokens) == "none" else parse_length(tokens[0], percent=False, negative=False)
