"""Numbers, lengths and angles as they are written, the functions of the math included."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..color import BLACK
from . import (
    FONT_UNITS,
    FUNCTIONS,
    MOST,
    RELATIVE,
    ZERO,
    Context,
    Function,
    Linear,
    significant,
    split_commas,
    units,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from . import SpecifiedLength


class Angle(NamedTuple):
    """An angle."""

    degrees: float


# What a calculation comes to.
_Value = float | Angle | Linear | Function

_ABSOLUTE: Final = {
    "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72, "pc": 16.0,
}  # fmt: skip
_ANGLES: Final = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_CONSTANTS: Final = {
    "pi": math.pi, "e": math.e, "infinity": math.inf, "-infinity": -math.inf, "nan": math.nan,
}  # fmt: skip
_SETTLED: Final = frozenset(("px", "%"))
_NOWHERE: Final = Context(0.0, 0.0, 0.0, 0.0, BLACK)


def parse_length(token: Any, percent: bool = True, negative: bool = True) -> SpecifiedLength | None:
    """A length or, where allowed, a percentage; None if the token is neither.

    Args:
        token: A component value.
        percent: Whether a percentage is allowed.
        negative: Whether a negative value is allowed; what `calc()` gives is not looked at.
    """
    found: _Value | None = None
    if token.type == "number":
        return None if token.value else ZERO
    if token.type in ("dimension", "percentage"):
        found = None if token.value < 0 and not negative else _amount(token)
    elif token.type == "function":
        found = _function(token)
    if not isinstance(found, Linear | Function):
        return None
    written = units(found)
    if "%" in written and not percent:
        return None
    return found.compute(_NOWHERE) if written <= _SETTLED else found


def parse_number(token: Any, least: float = -math.inf, most: float = math.inf) -> float | None:
    """A number; None if the token is none, or is not in the range, into which `calc()` is put."""
    if token.type == "number":
        value = _held(float(token.value))
        return value if least <= value <= most else None
    found = _function(token) if token.type == "function" else None
    if not isinstance(found, float):
        return None
    return 0.0 if math.isnan(found) else float(max(least, min(_held(found), most)))


def parse_percentage(token: Any) -> float | None:
    """A percentage as a share of 1; None if the token is none."""
    if token.type == "percentage":
        return _held(token.value / 100)
    found = _function(token) if token.type == "function" else None
    if not isinstance(found, Linear | Function) or units(found) != {"%"}:
        return None
    return found.compute(_NOWHERE).resolve(1.0)


def parse_integer(token: Any, least: float = -math.inf) -> int | None:
    """A whole number, to which `calc()` is rounded."""
    if token.type == "number" and not token.is_integer:
        return None
    value = parse_number(token, least)
    return None if value is None else math.floor(value + 0.5)


def parse_angle(token: Any) -> float | None:
    """An angle in degrees; None if the token is none."""
    if token.type == "number" and not token.value:
        return 0.0
    found: _Value | None = None
    if token.type == "dimension":
        found = _angle(token)
    elif token.type == "function":
        found = _function(token)
    return _held(found.degrees) if isinstance(found, Angle) else None


def _held(number: float) -> float:
    return max(-MOST, min(number, MOST))


def _angle(token: Any) -> Angle | None:
    factor = _ANGLES.get(token.lower_unit)
    return None if factor is None else Angle(token.value * factor)


def _amount(token: Any) -> Linear | None:
    """A dimension or a percentage as a length; None if its unit is none of lengths."""
    if token.type == "percentage":
        return Linear((("%", float(token.value)),))
    unit = token.lower_unit
    if unit in _ABSOLUTE:
        return Linear((("px", token.value * _ABSOLUTE[unit]),))
    # The small, large and dynamic viewports of a picture are its one viewport.
    if unit[1:] in RELATIVE and unit[0] in "sld" and unit[1] == "v":
        unit = unit[1:]
    return Linear(((unit, float(token.value)),)) if unit in RELATIVE or unit in FONT_UNITS else None


# --- The functions of the math (CSS Values 4, section 10)


def _function(token: Any) -> _Value | None:
    name = token.lower_name
    parts = split_commas(token.arguments)
    if name == "round":
        return _rounded(parts)
    if name == "clamp":
        return _clamped(parts)
    function = _KNOWN.get(name)
    if function is None:
        return None
    values = [_sum(part) for part in parts]
    if any(value is None for value in values):
        return None
    return function([value for value in values if value is not None])


def _calc(values: list[_Value]) -> _Value | None:
    return values[0] if len(values) == 1 else None


def _alike(values: Sequence[_Value]) -> bool:
    """Whether all are numbers, all angles or all lengths."""
    return len({Linear if isinstance(value, Function) else type(value) for value in values}) == 1


def _applied(name: str, values: Sequence[_Value]) -> _Value | None:
    """A function of values that are alike, whose result is like them."""
    if not _alike(values):
        return None
    numbers = [value for value in values if isinstance(value, float)]
    if numbers:
        return float(FUNCTIONS[name](*numbers))
    angles = [value.degrees for value in values if isinstance(value, Angle)]
    if angles:
        return Angle(float(FUNCTIONS[name](*angles)))
    return Function(name, tuple(value for value in values if isinstance(value, Linear | Function)))


def _same_kind(name: str, least: int, most: int) -> Callable[[list[_Value]], _Value | None]:
    return lambda values: _applied(name, values) if least <= len(values) <= most else None


def _clamped(parts: list[list[Any]]) -> _Value | None:
    """`clamp(low, value, high)`, in which a bound may be `none`."""
    if len(parts) != 3:
        return None
    value = _sum(parts[1])
    for name, part in (("min", parts[2]), ("max", parts[0])):
        if not _is_word(part, "none"):
            bound = _sum(part)
            value = None if value is None or bound is None else _applied(name, [value, bound])
    return value


def _is_word(tokens: list[Any], word: str) -> bool:
    tokens = significant(tokens)
    return len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == word


def _rounded(parts: list[list[Any]]) -> _Value | None:
    """`round(<strategy>?, value, step?)`: the step of a number may be left out."""
    strategy = "nearest"
    for word in ("nearest", "up", "down", "to-zero"):
        if _is_word(parts[0], word):
            strategy, parts = word, parts[1:]
            break
    values = [_sum(part) for part in parts]
    if len(values) == 1 and isinstance(values[0], float):
        values.append(1.0)
    found = [value for value in values if value is not None]
    return _applied(f"round-{strategy}", found) if len(found) == len(values) == 2 else None


def _of_numbers(function: Callable[..., float], count: int) -> Callable[[list[_Value]], _Value | None]:
    """A function of so many numbers; of what it is not defined for it makes NaN."""

    def apply(values: list[_Value]) -> _Value | None:
        numbers = [value for value in values if isinstance(value, float)]
        if not len(numbers) == len(values) == count:
            return None
        try:
            found = function(*numbers)
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan
        return found if isinstance(found, float) else math.nan

    return apply


def _of_angle(function: Callable[[float], float]) -> Callable[[list[_Value]], _Value | None]:
    """A function of an angle, or of a number of radians."""

    def apply(values: list[_Value]) -> _Value | None:
        (value,) = values if len(values) == 1 else (None,)
        radians = math.radians(value.degrees) if isinstance(value, Angle) else value
        if not isinstance(radians, float):
            return None
        return round(function(radians), 15) if math.isfinite(radians) else math.nan

    return apply


def _to_angle(function: Callable[[float], float]) -> Callable[[list[_Value]], _Value | None]:
    def apply(values: list[_Value]) -> _Value | None:
        found = _of_numbers(function, 1)(values)
        return Angle(math.degrees(found)) if isinstance(found, float) else None

    return apply


def _atan2(values: list[_Value]) -> _Value | None:
    numbers = [_plain(value) for value in values]
    if len(numbers) != 2 or not _alike(values) or numbers[0] is None or numbers[1] is None:
        return None
    return Angle(math.degrees(math.atan2(numbers[0], numbers[1])))


def _plain(value: _Value) -> float | None:
    """The number that a value is of its unit, None where it depends on a context."""
    if isinstance(value, Linear | Function):
        return value.compute(_NOWHERE).px if units(value) == {"px"} else None
    return value.degrees if isinstance(value, Angle) else value


def _sign(values: list[_Value]) -> _Value | None:
    number = _plain(values[0]) if len(values) == 1 else None
    return None if number is None else math.copysign(1.0, number) if number else 0.0


def _log(values: list[_Value]) -> _Value | None:
    return _of_numbers(math.log, len(values))(values) if 1 <= len(values) <= 2 else None


_MANY = 1000
_KNOWN: Final[dict[str, Callable[[list[_Value]], _Value | None]]] = {
    "calc": _calc,
    "-webkit-calc": _calc,
    "min": _same_kind("min", 1, _MANY),
    "max": _same_kind("max", 1, _MANY),
    "hypot": _same_kind("hypot", 1, _MANY),
    "abs": _same_kind("abs", 1, 1),
    "mod": _same_kind("mod", 2, 2),
    "rem": _same_kind("rem", 2, 2),
    "sign": _sign,
    "sqrt": _of_numbers(math.sqrt, 1),
    "pow": _of_numbers(pow, 2),
    "exp": _of_numbers(math.exp, 1),
    "log": _log,
    "sin": _of_angle(math.sin),
    "cos": _of_angle(math.cos),
    "tan": _of_angle(math.tan),
    "asin": _to_angle(math.asin),
    "acos": _to_angle(math.acos),
    "atan": _to_angle(math.atan),
    "atan2": _atan2,
}


# --- Sums and products


def _sum(tokens: Sequence[Any]) -> _Value | None:
    """Terms with + and - between them, which have white space around them."""
    values: list[_Value] = []
    sign = 1.0
    term: list[Any] = []
    for index, token in enumerate((*tokens, None)):
        if token is not None and not (token.type == "literal" and token.value in "+-"):
            term.append(token)
            continue
        if token is not None and not (_is_space(tokens, index - 1) and _is_space(tokens, index + 1)):
            return None
        value = _product(significant(term))
        if value is None:
            return None
        values.append(_scaled(value, sign))
        sign = -1.0 if token == "-" else 1.0
        term = []
    return values[0] if len(values) == 1 else _total(values)


def _is_space(tokens: Sequence[Any], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].type == "whitespace"


def _product(tokens: Sequence[Any]) -> _Value | None:
    """Factors with * and / between them."""
    if len(tokens) % 2 == 0:
        return None
    total = _factor(tokens[0])
    for operator, token in zip(tokens[1::2], tokens[2::2], strict=True):
        value = _factor(token)
        if total is None or value is None or operator.type != "literal" or operator.value not in "*/":
            return None
        if operator.value == "/":
            total = _divided(total, value)
        elif isinstance(value, float):
            total = _scaled(total, value)
        else:
            total = _scaled(value, total) if isinstance(total, float) else None
    return total


def _divided(total: _Value, value: _Value) -> _Value | None:
    """What is divided by its like is a number."""
    if isinstance(value, float):
        return _scaled(total, 1 / value if value else math.copysign(math.inf, value))
    above, below = _plain(total), _plain(value)
    if above is None or below is None or not _alike([total, value]):
        return None
    return above / below if below else math.copysign(math.inf, above)


def _factor(token: Any) -> _Value | None:
    if token.type == "number":
        return float(token.value)
    if token.type == "dimension":
        return _angle(token) or _amount(token)
    if token.type == "percentage":
        return _amount(token)
    if token.type == "() block":
        return _sum(token.content)
    if token.type == "function":
        return _function(token)
    return _CONSTANTS.get(token.lower_value) if token.type == "ident" else None


def _scaled(value: _Value, factor: float) -> _Value:
    if isinstance(value, float):
        return value * factor
    if isinstance(value, Angle):
        return Angle(value.degrees * factor)
    if isinstance(value, Linear):
        return Linear(tuple((unit, amount * factor) for unit, amount in value.amounts))
    if value.name == "product":
        # One factor for all of a long product, so that it does not become a deep one.
        value, before = value.operands
        assert isinstance(before, Linear)
        factor *= before.amounts[0][1]
    return value if factor == 1 else Function("product", (value, Linear((("px", factor),))))


def _total(values: list[_Value]) -> _Value | None:
    """The sum of values that are alike."""
    amounts: dict[str, float] = {}
    for value in values:
        if not isinstance(value, Linear):
            return _applied("sum", values)
        for unit, amount in value.amounts:
            amounts[unit] = amounts.get(unit, 0.0) + amount
    return Linear(tuple(amounts.items()))
