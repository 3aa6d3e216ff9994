"""Lengths, as written (they still need the font size or the viewport) and as computed, and images."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .color import Color

AUTO: Final = "auto"
#: The largest length in px, and the largest number: what browsers hold. With more, sums would end at infinity.
MOST_PX: Final = 33_554_431.0
_MOST: Final = 2_147_483_647.0


def bounded(px: float) -> float:
    """A length in px, no longer than the longest that there is."""
    return max(-MOST_PX, min(px, MOST_PX))


@dataclass(frozen=True, slots=True)
class Length:
    """A computed length: px and a percentage of something that layout or paint knows.

    Attributes:
        px: The part in px.
        percent: The percentage, 100 for all of the base.
    """

    px: float = 0.0
    percent: float = 0.0

    def resolve(self, base: float) -> float:
        """The length in px where 100% is the base."""
        return bounded(self.px + self.percent * base / 100)


@dataclass(frozen=True, slots=True)
class Extremum(Length):
    """The least or the greatest of several lengths of which some have percentages.

    `percent` is not 0, so that it counts as a length that depends on its base.
    """

    operands: tuple[Length, ...] = ()
    largest: bool = False

    def resolve(self, base: float) -> float:
        """The length in px where 100% is the base."""
        found = (operand.resolve(base) for operand in self.operands)
        return max(found) if self.largest else min(found)


ZERO: Final = Length()


@dataclass(frozen=True, slots=True)
class PictureUrl:
    """A picture by its name or address, as written in `url()`."""

    url: str


@dataclass(frozen=True, slots=True)
class LinearGradient:
    """`linear-gradient()` or its repeating kind (CSS Images 3, section 3.1).

    Attributes:
        angle: Where it runs to, in degrees: 0 is up, 90 to the right.
        corner: Instead of the angle the corner it runs to, such as `("top", "right")`; else None.
        stops: The colours, each with its place on the gradient line or None.
        repeating: Whether it repeats before and after its stops.
    """

    angle: float
    corner: tuple[str, str] | None
    stops: tuple[tuple[Color, Length | None], ...]
    repeating: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What relative units and `currentcolor` are relative to."""

    font_size: float
    root_font_size: float
    width: float
    height: float
    color: Color


@dataclass(frozen=True, slots=True)
class Linear:
    """A length as written: a sum of amounts, each of one unit."""

    amounts: tuple[tuple[str, float], ...]

    def compute(self, context: Context) -> Length:
        """The computed length."""
        px = percent = 0.0
        for unit, amount in self.amounts:
            if unit == "%":
                percent += amount
            else:
                px += amount * _RELATIVE[unit](context)
        return Length(bounded(px), bounded(percent))


@dataclass(frozen=True, slots=True)
class Extreme:
    """`min()` or `max()` as written."""

    operands: tuple[Linear | Extreme, ...]
    largest: bool

    def compute(self, context: Context) -> Length:
        """The computed length."""
        operands = tuple(operand.compute(context) for operand in self.operands)
        if not any(operand.percent for operand in operands):
            found = [operand.px for operand in operands]
            return Length(max(found) if self.largest else min(found))
        percent = max(abs(operand.percent) for operand in operands)
        return Extremum(0.0, percent, operands, self.largest)


# A length as written, computed already where it needs no context.
SpecifiedLength = Length | Linear | Extreme
_Sum = Linear | Extreme | float

_RELATIVE: dict[str, Callable[[Context], float]] = {
    "px": lambda context: 1.0,
    "em": lambda context: context.font_size,
    "rem": lambda context: context.root_font_size,
    # Half an em is what the specification gives where the font is not measured.
    "ex": lambda context: context.font_size / 2,
    "ch": lambda context: context.font_size / 2,
    "vw": lambda context: context.width / 100,
    "vh": lambda context: context.height / 100,
    "vi": lambda context: context.width / 100,
    "vb": lambda context: context.height / 100,
    "vmin": lambda context: min(context.width, context.height) / 100,
    "vmax": lambda context: max(context.width, context.height) / 100,
}
_ABSOLUTE = {
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "pt": 96 / 72,
    "pc": 16.0,
}
_ANGLES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_MATH = ("calc", "min", "max", "clamp")


def significant(tokens: Iterable[Any]) -> list[Any]:
    """The tokens without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def split_commas(tokens: Iterable[Any]) -> list[list[Any]]:
    """The tokens between the commas."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def parse_length(token: Any, percent: bool = True, negative: bool = True) -> SpecifiedLength | None:
    """A length or, where allowed, a percentage; None if the token is neither.

    Args:
        token: A component value.
        percent: Whether a percentage is allowed.
        negative: Whether a negative value is allowed; what `calc()` gives is not looked at.
    """
    found: _Sum | None
    if token.type == "number":
        return None if token.value else ZERO
    if token.type in ("dimension", "percentage"):
        found = None if token.value < 0 and not negative else _amount(token)
    elif token.type == "function" and token.lower_name in _MATH:
        found = _function(token)
    else:
        return None
    if found is None or isinstance(found, float) or (not percent and _has_percent(found)):
        return None
    return _settled(found)


def parse_number(token: Any) -> float | None:
    """A number, also one from `calc()`; None if the token is none."""
    found: _Sum | None = None
    if token.type == "number":
        found = float(token.value)
    elif token.type == "function" and token.lower_name in _MATH:
        found = _function(token)
    return _held(found) if isinstance(found, float) and not math.isnan(found) else None


def _held(number: float) -> float:
    return max(-_MOST, min(number, _MOST))


def parse_angle(token: Any) -> float | None:
    """An angle in degrees; None if the token is none."""
    if token.type == "number" and not token.value:
        return 0.0
    if token.type == "dimension" and token.lower_unit in _ANGLES:
        return _held(token.value * _ANGLES[token.lower_unit])
    return None


def _settled(found: Linear | Extreme) -> SpecifiedLength:
    """A length that needs no context is computed at once."""
    if isinstance(found, Linear) and all(unit in ("px", "%") for unit, _ in found.amounts):
        amounts = dict(found.amounts)
        return Length(bounded(amounts.get("px", 0.0)), bounded(amounts.get("%", 0.0)))
    return found


def _has_percent(found: Linear | Extreme) -> bool:
    if isinstance(found, Linear):
        return any(unit == "%" for unit, _ in found.amounts)
    return any(_has_percent(operand) for operand in found.operands)


def _amount(token: Any) -> Linear | None:
    if token.type == "percentage":
        return Linear((("%", float(token.value)),))
    unit = token.lower_unit
    if unit in _ABSOLUTE:
        return Linear((("px", token.value * _ABSOLUTE[unit]),))
    # The small, large and dynamic viewports of a picture are its one viewport.
    if unit[1:] in _RELATIVE and unit[0] in "sld" and unit[1] == "v":
        unit = unit[1:]
    return Linear(((unit, float(token.value)),)) if unit in _RELATIVE else None


def _function(token: Any) -> _Sum | None:
    """CSS Values 4, section 10: the functions of the math."""
    operands = [_sum(significant(part)) for part in split_commas(token.arguments)]
    if any(operand is None for operand in operands):
        return None
    found = [operand for operand in operands if operand is not None]
    if token.lower_name == "calc":
        return found[0] if len(found) == 1 else None
    if token.lower_name == "clamp":
        if len(found) != 3:
            return None
        upper = _extreme([found[1], found[2]], largest=False)
        return None if upper is None else _extreme([found[0], upper], largest=True)
    return _extreme(found, largest=token.lower_name == "max")


def _extreme(operands: list[_Sum], largest: bool) -> _Sum | None:
    numbers = [operand for operand in operands if isinstance(operand, float)]
    if len(numbers) == len(operands):
        return max(numbers) if largest else min(numbers)
    lengths = tuple(operand for operand in operands if not isinstance(operand, float))
    return None if numbers else Extreme(lengths, largest)


def _sum(tokens: Sequence[Any]) -> _Sum | None:
    """Terms with + and - between them."""
    total: _Sum | None = None
    sign = 1.0
    term: list[Any] = []
    for token in (*tokens, None):
        if token is None or (token.type == "literal" and token.value in "+-"):
            value = _product(term)
            if value is None:
                return None
            value = _scaled(value, sign)
            total = value if total is None else _added(total, value)
            if total is None:
                return None
            sign = -1.0 if token is not None and token.value == "-" else 1.0
            term = []
        else:
            term.append(token)
    return total


def _product(tokens: Sequence[Any]) -> _Sum | None:
    """Factors with * and / between them."""
    if len(tokens) % 2 == 0:
        return None
    total = _factor(tokens[0])
    for operator, token in zip(tokens[1::2], tokens[2::2], strict=True):
        value = _factor(token)
        if total is None or value is None or operator.type != "literal" or operator.value not in "*/":
            return None
        if operator.value == "/":
            if not isinstance(value, float) or not value:
                return None
            value = 1 / value
        if isinstance(value, float):
            total = _scaled(total, value)
        elif isinstance(total, float):
            total = _scaled(value, total)
        else:
            return None
    return total


def _factor(token: Any) -> _Sum | None:
    if token.type == "number":
        return float(token.value)
    if token.type in ("dimension", "percentage"):
        return _amount(token)
    if token.type == "() block":
        return _sum(significant(token.content))
    if token.type == "function" and token.lower_name in _MATH:
        return _function(token)
    if token.type == "ident" and token.lower_value in ("pi", "e"):
        return math.pi if token.lower_value == "pi" else math.e
    return None


def _scaled(value: _Sum, factor: float) -> _Sum:
    if isinstance(value, float):
        return value * factor
    if isinstance(value, Linear):
        return Linear(tuple((unit, amount * factor) for unit, amount in value.amounts))
    operands = tuple(_scaled(operand, factor) for operand in value.operands)
    # A negative factor makes the least the greatest.
    lengths = tuple(operand for operand in operands if not isinstance(operand, float))
    return Extreme(lengths, value.largest != (factor < 0))


def _added(first: _Sum, second: _Sum) -> _Sum | None:
    """The sum; that of a minimum and something is the minimum of the sums."""
    if isinstance(first, float) or isinstance(second, float):
        return first + second if isinstance(first, float) and isinstance(second, float) else None
    if isinstance(first, Extreme) or isinstance(second, Extreme):
        extreme, other = (first, second) if isinstance(first, Extreme) else (second, first)
        assert isinstance(extreme, Extreme)
        operands = [_added(operand, other) for operand in extreme.operands]
        lengths = tuple(operand for operand in operands if isinstance(operand, Linear | Extreme))
        return Extreme(lengths, extreme.largest)
    amounts = dict(first.amounts)
    for unit, amount in second.amounts:
        amounts[unit] = amounts.get(unit, 0.0) + amount
    return Linear(tuple(amounts.items()))
