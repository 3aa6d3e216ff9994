"""The functions of `filter` (Filter Effects 1, section 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from ..color import CURRENT, Color, SpecifiedColor, color_value, resolved
from . import ZERO, Context, Length
from .computing import computed_length
from .effects import references
from .numeric import parse_angle, parse_length, parse_number, parse_percentage

if TYPE_CHECKING:
    from . import SpecifiedLength


@dataclass(frozen=True, slots=True)
class ColorFilter:
    """A function of the colour of each pixel.

    Attributes:
        name: Its name.
        amount: How much of it: 1 for 100%, degrees for `hue-rotate()`.
    """

    name: str
    amount: float

    def compute(self, context: Context) -> ColorFilter:
        """The computed function."""
        return self


@dataclass(frozen=True, slots=True)
class Blur:
    """`blur()`.

    Attributes:
        deviation: The standard deviation, computed in px.
    """

    deviation: SpecifiedLength

    def compute(self, context: Context) -> Blur:
        """The computed function."""
        return Blur(_not_negative(computed_length(self.deviation, context)))


@dataclass(frozen=True, slots=True)
class DropShadow:
    """`drop-shadow()`.

    Attributes:
        x: How far the shadow is to the right, computed in px.
        y: How far it is below.
        deviation: The standard deviation of its blur.
        color: Its colour.
    """

    x: SpecifiedLength
    y: SpecifiedLength
    deviation: SpecifiedLength
    color: SpecifiedColor

    def compute(self, context: Context) -> DropShadow:
        """The computed function."""
        x, y, deviation = (computed_length(each, context) for each in (self.x, self.y, self.deviation))
        return replace(
            self, x=x, y=y, deviation=_not_negative(deviation), color=resolved(self.color, context.color)
        )

    @property
    def ink(self) -> Color:
        """The computed colour."""
        assert isinstance(self.color, Color)
        return self.color


Filter = ColorFilter | Blur | DropShadow

# No card has so many, and each takes time.
_MOST_FUNCTIONS: Final = 32
# Those whose amount is a number or a percentage, and the greatest that makes a difference.
_MOST: Final = {
    "brightness": None, "contrast": None, "saturate": None, "grayscale": 1.0, "invert": 1.0, "opacity": 1.0,
    "sepia": 1.0,
}  # fmt: skip


def px_of(length: SpecifiedLength) -> float:
    """A computed length of a filter, which has no percentage, in px."""
    assert isinstance(length, Length)
    return length.px


def _not_negative(length: Length) -> Length:
    return length if length.px > 0 else ZERO


def parse_filters(tokens: list[Any]) -> tuple[Filter, ...] | None:
    """Functions, one after the other; None if one of them is none. References are left out."""
    found: list[Filter] = []
    if len(tokens) > _MOST_FUNCTIONS:
        return None
    for token in tokens:
        if references([token]):
            continue
        function = _function(token) if token.type == "function" else None
        if function is None:
            return None
        found.append(function)
    return tuple(found)


def _function(token: Any) -> Filter | None:
    name = token.lower_name
    arguments = [each for each in token.arguments if each.type not in ("whitespace", "comment")]
    if name == "drop-shadow":
        return _drop_shadow(arguments)
    if len(arguments) > 1:
        return None
    if name == "blur":
        length = parse_length(arguments[0], percent=False, negative=False) if arguments else ZERO
        return None if length is None else Blur(length)
    if name == "hue-rotate":
        angle = parse_angle(arguments[0]) if arguments else 0.0
        return None if angle is None else ColorFilter(name, angle)
    if name not in _MOST:
        return None
    amount = _amount(arguments[0]) if arguments else 1.0
    most = _MOST[name]
    return None if amount is None else ColorFilter(name, amount if most is None else min(amount, most))


def _amount(token: Any) -> float | None:
    """A number or a percentage, not negative."""
    amount = parse_percentage(token) if token.type == "percentage" else parse_number(token, 0.0)
    if amount is None:
        amount = parse_percentage(token)  # of a `calc()`
        return None if amount is None else max(amount, 0.0)
    return None if amount < 0 else amount


def _drop_shadow(arguments: list[Any]) -> DropShadow | None:
    """Two or three lengths, and a colour before or after them."""
    color: SpecifiedColor | None = None
    lengths: list[SpecifiedLength] = []
    for index, token in enumerate(arguments):
        length = parse_length(token, percent=False, negative=len(lengths) < 2)
        if length is not None:
            lengths.append(length)
            continue
        found = color_value(token)
        if found is None or color is not None or index not in (0, len(arguments) - 1):
            return None
        color = found
    if not 2 <= len(lengths) <= 3:
        return None
    x, y, deviation = (*lengths, ZERO)[:3]
    return DropShadow(x, y, deviation, color or CURRENT)
