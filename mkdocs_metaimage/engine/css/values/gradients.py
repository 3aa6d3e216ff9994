"""Gradients: what `linear-gradient()`, `radial-gradient()`, `conic-gradient()` and their repeating kinds are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..color import Color, SpecifiedColor, color_value, resolved
from . import Context, Function, Length, Linear, SpecifiedLength, at_least_zero, significant, split_commas
from .numeric import parse_angle, parse_length, parse_percentage
from .positions import HALF, Offset, from_start, position

if TYPE_CHECKING:
    from collections.abc import Callable


class Mixing(NamedTuple):
    """How the colours between stops are made (CSS Images 4, section 3.1; CSS Color 4, section 12).

    Attributes:
        space: The colour space.
        way: Which way around hues go.
        implied: Whether the colours alone ask for the space: browsers bend what hints bend in sRGB then.
    """

    space: str = "srgb"
    way: str = "shorter"
    implied: bool = False


SRGB: Final = Mixing()


@dataclass(frozen=True, slots=True)
class Line:
    """What a linear gradient runs along.

    Attributes:
        angle: Where it runs to, in degrees: 0 is up, 90 to the right.
        corner: Instead of the angle the corner it runs to, such as `("top", "right")`; else None.
    """

    angle: float
    corner: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Ellipse:
    """What a radial gradient runs along.

    Attributes:
        circle: Whether both radii are the same.
        size: What its outline touches, such as `farthest-corner`, or its radii.
        position: Its centre, from the left and from the top.
    """

    circle: bool
    size: str | tuple[Length, Length]
    position: tuple[Length, Length]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a conic gradient runs along.

    Attributes:
        start: Where it begins, in degrees clockwise from the top.
        position: Its centre, from the left and from the top.
    """

    start: float
    position: tuple[Length, Length]


@dataclass(frozen=True, slots=True)
class Gradient:
    """A gradient.

    Attributes:
        course: What it runs along.
        stops: The colours, each with its place or None; a place without a colour is a hint. Places are in
            px, in a conic gradient in degrees, and in percent.
        repeating: Whether it repeats before and after its stops.
        mixing: How the colours between are made.
    """

    course: Line | Ellipse | Turn
    stops: tuple[tuple[Color | None, Length | None], ...]
    repeating: bool = False
    mixing: Mixing = SRGB


@dataclass(frozen=True, slots=True)
class SpecifiedEllipse:
    """An `Ellipse` as written."""

    circle: bool
    size: str | tuple[SpecifiedLength, SpecifiedLength]
    position: tuple[Offset, Offset]

    def compute(self, context: Context) -> Ellipse:
        """The computed ellipse."""
        size = self.size
        if not isinstance(size, str):
            across, down = (at_least_zero(_computed(radius, context)) for radius in size)
            size = (across, down)
        return Ellipse(self.circle, size, _computed_position(self.position, context))


@dataclass(frozen=True, slots=True)
class SpecifiedTurn:
    """A `Turn` as written."""

    start: float
    position: tuple[Offset, Offset]

    def compute(self, context: Context) -> Turn:
        """The computed turn."""
        return Turn(self.start, _computed_position(self.position, context))


@dataclass(frozen=True, slots=True)
class SpecifiedGradient:
    """A `Gradient` as written: its colours and places are not computed yet."""

    course: Line | SpecifiedEllipse | SpecifiedTurn
    stops: tuple[tuple[SpecifiedColor | None, SpecifiedLength | None], ...]
    repeating: bool
    mixing: Mixing

    def compute(self, context: Context) -> Gradient:
        """The computed gradient."""
        stops = tuple(
            (
                None if color is None else resolved(color, context.color),
                None if place is None else _computed(place, context),
            )
            for color, place in self.stops
        )
        course = self.course if isinstance(self.course, Line) else self.course.compute(context)
        return Gradient(course, stops, self.repeating, self.mixing)


def _computed(length: SpecifiedLength, context: Context) -> Length:
    return length.compute(context) if isinstance(length, Linear | Function) else length


def _computed_position(parts: tuple[Offset, Offset], context: Context) -> tuple[Length, Length]:
    return from_start(parts[0], context), from_start(parts[1], context)


_MIDDLE: Final[tuple[Offset, Offset]] = (("", HALF), ("", HALF))
_SIDES: Final = {"top": 0.0, "right": 90.0, "bottom": 180.0, "left": 270.0}
_EXTENTS: Final = ("closest-side", "closest-corner", "farthest-side", "farthest-corner")
_SPACES: Final = (
    "srgb", "srgb-linear", "display-p3", "a98-rgb", "prophoto-rgb", "rec2020", "lab", "oklab", "xyz", "xyz-d50",
    "xyz-d65",
)  # fmt: skip
#: The colour spaces that have hues.
POLAR: Final = ("hsl", "hwb", "lch", "oklch")
_WAYS: Final = ("shorter", "longer", "increasing", "decreasing")
# The functions whose colours browsers do not mix in sRGB unless that is said (CSS Color 4, section 12.1).
_MODERN: Final = ("lab", "lch", "oklab", "oklch", "color", "color-mix")


def parse_gradient(token: Any) -> SpecifiedGradient | None:
    """The gradient that a function writes, None if it is none."""
    old = token.lower_name.startswith("-webkit-")
    name = token.lower_name.removeprefix("-webkit-").removeprefix("repeating-")
    if old and name == "linear-gradient":
        name = "-webkit-linear-gradient"
    elif old:
        return None
    if name not in _COURSES:
        return None
    parse_course, parse_place = _COURSES[name]
    parts = [significant(part) for part in split_commas(token.arguments)]
    written, mixing = _without_mixing(parts[0])
    course = parse_course(written) if parts[0] else None
    if course is not None:
        parts = parts[1:]
    elif mixing is None:
        course = parse_course([])
    if course is None:
        return None
    stops: list[tuple[SpecifiedColor | None, SpecifiedLength | None]] = []
    for part in parts:
        found = _stops(part, parse_place)
        if found is None:
            return None
        stops += found
    if not _is_list_of_stops(stops):
        return None
    if mixing is None:
        mixing = (
            Mixing("oklab", implied=True)
            if any(_is_modern(each) for part in parts for each in part)
            else SRGB
        )
    return SpecifiedGradient(course, tuple(stops), "repeating-" in token.lower_name, mixing)


def _is_list_of_stops(stops: list[tuple[SpecifiedColor | None, SpecifiedLength | None]]) -> bool:
    """Whether there is a colour at least, and hints stand between two (CSS Images 4, section 3.5)."""
    if not stops or stops[0][0] is None or stops[-1][0] is None:
        return False
    return all(first[0] is not None or second[0] is not None for first, second in pairwise(stops))


def _is_modern(token: Any) -> bool:
    if token.type != "function":
        return False
    first = next(iter(significant(token.arguments)), None)
    relative = first is not None and first.type == "ident" and first.lower_value == "from"
    return token.lower_name in _MODERN or (relative and color_value(token) is not None)


def _words(tokens: list[Any]) -> list[str]:
    return [str(token.lower_value) if token.type == "ident" else "" for token in tokens]


def _without_mixing(tokens: list[Any]) -> tuple[list[Any], Mixing | None]:
    """The first argument without `in <space> [<way> hue]`, and what that says."""
    words = _words(tokens)
    if "in" not in words:
        return tokens, None
    at = words.index("in")
    space = words[at + 1] if at + 1 < len(words) else ""
    if space in POLAR and words[at + 3 : at + 4] == ["hue"] and words[at + 2] in _WAYS:
        return tokens[:at] + tokens[at + 4 :], Mixing(space, words[at + 2])
    if space not in _SPACES and space not in POLAR:
        return tokens, None
    return tokens[:at] + tokens[at + 2 :], Mixing(space)


def _line(tokens: list[Any]) -> Line | None:
    """CSS Images 3, section 3.1.1."""
    if not tokens:
        return Line(180.0)
    if len(tokens) == 1:
        angle = parse_angle(tokens[0])
        return None if angle is None else Line(angle)
    words = _words(tokens)
    if words[0] != "to" or not all(word in _SIDES for word in words[1:]):
        return None
    if len(words) == 2:
        return Line(_SIDES[words[1]])
    vertical = [word for word in words[1:] if word in ("top", "bottom")]
    horizontal = [word for word in words[1:] if word in ("left", "right")]
    if len(words) == 3 and vertical and horizontal:
        return Line(0.0, (vertical[0], horizontal[0]))
    return None


def _old_line(tokens: list[Any]) -> Line | None:
    """Of the gradients of old: the side that it comes from, or an angle counted from the right upwards."""
    words = _words(tokens)
    if len(words) == 1 and words[0] in _SIDES:
        return Line((_SIDES[words[0]] + 180) % 360)
    angle = parse_angle(tokens[0]) if len(tokens) == 1 else None
    if angle is not None:
        return Line(90 - angle)
    return None if tokens else Line(180.0)


def _ellipse(tokens: list[Any]) -> SpecifiedEllipse | None:
    """CSS Images 3, section 3.2.1: a shape and a size in any order, and then the centre."""
    tokens, centre = _without_position(tokens)
    if centre is None:
        return None
    shapes = [word for word in _words(tokens) if word in ("circle", "ellipse")]
    extents = [word for word in _words(tokens) if word in _EXTENTS]
    others = [
        token for token, word in zip(tokens, _words(tokens), strict=True) if word not in (*shapes, *extents)
    ]
    radii = [parse_length(token, negative=False) for token in others]
    if None in radii or len(shapes) > 1 or len(extents) + bool(radii) > 1 or len(radii) > 2:
        return None
    circle = "circle" in shapes or (not shapes and len(radii) == 1)
    if not radii:
        return SpecifiedEllipse(circle, extents[0] if extents else "farthest-corner", centre)
    if circle != (len(radii) == 1) or (circle and parse_length(others[0], percent=False) is None):
        return None
    first, last = radii[0], radii[-1]
    assert first is not None
    assert last is not None
    return SpecifiedEllipse(circle, (first, last), centre)


def _turn(tokens: list[Any]) -> SpecifiedTurn | None:
    """CSS Images 4, section 3.3.1."""
    tokens, centre = _without_position(tokens)
    start: float | None = 0.0
    if tokens:
        start = parse_angle(tokens[1]) if len(tokens) == 2 and _words(tokens)[0] == "from" else None
    return None if start is None or centre is None else SpecifiedTurn(start, centre)


def _without_position(tokens: list[Any]) -> tuple[list[Any], tuple[Offset, Offset] | None]:
    words = _words(tokens)
    if "at" not in words:
        return tokens, _MIDDLE
    at = words.index("at")
    return tokens[:at], position(tokens[at + 1 :])


def _angle_or_share(token: Any) -> SpecifiedLength | None:
    """A place in a conic gradient, degrees in the place of px."""
    share = parse_percentage(token)
    if share is not None:
        return Length(0.0, share * 100)
    angle = parse_angle(token)
    return None if angle is None else Length(angle)


def _color(token: Any) -> SpecifiedColor | None:
    """A colour; one outside of sRGB stays there, since what is between it and another may lie inside."""
    if token.type == "function":
        from ..color.functions import wide_color

        wide = wide_color(token)
        if wide is not None:
            return wide
    return color_value(token)


def _stops(
    tokens: list[Any], parse_place: Callable[[Any], SpecifiedLength | None]
) -> list[tuple[SpecifiedColor | None, SpecifiedLength | None]] | None:
    """One argument: a colour with no place, one, or two (which makes two stops); or the place of a hint."""
    places = [parse_place(token) for token in tokens]
    others = [token for token, place in zip(tokens, places, strict=True) if place is None]
    found = [place for place in places if place is not None]
    if not others and len(found) == 1:
        return [(None, found[0])]
    color = _color(others[0]) if len(others) == 1 else None
    between = len(tokens) > 1 and places[0] is not None and places[-1] is not None
    if color is None or len(found) > 2 or between:
        return None
    return [(color, place) for place in found] or [(color, None)]


_COURSES: Final[
    dict[
        str,
        tuple[
            Callable[[list[Any]], Line | SpecifiedEllipse | SpecifiedTurn | None],
            Callable[[Any], SpecifiedLength | None],
        ],
    ]
] = {
    "linear-gradient": (_line, parse_length),
    "-webkit-linear-gradient": (_old_line, parse_length),
    "radial-gradient": (_ellipse, parse_length),
    "conic-gradient": (_turn, _angle_or_share),
}
