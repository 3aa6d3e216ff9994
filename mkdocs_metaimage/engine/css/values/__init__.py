"""What values are made of: lengths as written (they may need the font size or the viewport) and as computed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..color import Color

AUTO: Final = "auto"
#: The largest length in px, and the largest number: what browsers hold. With more, sums would end at infinity.
MOST_PX: Final = 33_554_431.0
MOST: Final = 2_147_483_647.0

# No author nests brackets so deep, and what reads them recurses.
_DEEPEST: Final = 64
_BRACKET: Final = re.compile(r"[(\[{]|[)\]}]")


class Wide(Enum):
    """The keywords that every property has (CSS Cascade 4, section 7.3)."""

    INHERIT = "inherit"
    INITIAL = "initial"
    UNSET = "unset"
    REVERT = "revert"
    REVERT_LAYER = "revert-layer"


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
class Calculated(Length):
    """What a function of the math makes of several lengths of which some have percentages.

    `percent` is not 0, so that it counts as a length that depends on its base.
    """

    function: str = "sum"
    operands: tuple[Length, ...] = ()

    def resolve(self, base: float) -> float:
        """The length in px where 100% is the base."""
        found = FUNCTIONS[self.function](*(operand.resolve(base) for operand in self.operands))
        return 0.0 if math.isnan(found) else bounded(found)


def at_least_zero(length: Length) -> Length:
    """A length that is nowhere negative: with percentages that shows when they are known."""
    if not length.percent:
        return ZERO if length.px < 0 else length
    plain = type(length) is Length and length.px >= 0 and length.percent > 0
    return (
        length
        if plain or length is ZERO_PERCENT
        else Calculated(0.0, abs(length.percent), "max", (length, ZERO))
    )


ZERO: Final = Length()
#: `0%`, which is not known where what it is a part of is not.
ZERO_PERCENT: Final = Calculated(0.0, 1.0, "sum", (ZERO,))


@dataclass(frozen=True, slots=True)
class PictureUrl:
    """A picture by its name or address, as written in `url()`."""

    url: str


@dataclass(frozen=True, slots=True)
class Context:
    """What relative units and `currentcolor` are relative to.

    Attributes:
        font_size: In px, as all of these.
        root_font_size: That of the root element.
        width: The picture's width.
        height: The picture's height.
        color: What `currentcolor` is.
        of_font: How long a unit is that the font decides, such as `ch`; None where no font is known.
    """

    font_size: float
    root_font_size: float
    width: float
    height: float
    color: Color
    of_font: Callable[[str], float] | None = None

    def px(self, unit: str) -> float:
        """How long one of a unit is."""
        relative = RELATIVE.get(unit)
        if relative is not None:
            return relative(self)
        if self.of_font is not None:
            return self.of_font(unit)
        em = self.root_font_size if unit.startswith("r") else self.font_size
        return em * FONT_UNITS[unit]


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
                px += amount * context.px(unit)
        return Length(_kept(px), bounded(percent))


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the math as written."""

    name: str
    operands: tuple[Linear | Function, ...]

    def compute(self, context: Context) -> Length:
        """The computed length."""
        operands = tuple(operand.compute(context) for operand in self.operands)
        percent = max(abs(operand.percent) for operand in operands)
        if not percent:
            return Length(_kept(FUNCTIONS[self.name](*(operand.px for operand in operands))))
        return Calculated(0.0, percent, self.name, operands)


# A length as written, computed already where it needs no context.
SpecifiedLength = Length | Linear | Function


def _kept(px: float) -> float:
    return 0.0 if math.isnan(px) else bounded(px)


def _rounding(choose: Callable[[float], float]) -> Callable[[float, float], float]:
    """`round()` (CSS Values 4, section 10.3); a step of nothing leaves nothing."""

    def rounded(value: float, step: float) -> float:
        return choose(value / step) * step if step and math.isfinite(value) else math.nan

    return rounded


def _mod(value: float, step: float) -> float:
    return value - math.floor(value / step) * step if step else math.nan


def _rem(value: float, step: float) -> float:
    return math.fmod(value, step) if step else math.nan


#: What the functions of the math do with numbers.
FUNCTIONS: Final[dict[str, Callable[..., float]]] = {
    "sum": lambda *values: sum(values),
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "abs": abs,
    "product": lambda value, factor: value * factor,
    "hypot": math.hypot,
    "mod": _mod,
    "rem": _rem,
    "round-nearest": _rounding(lambda value: math.floor(value + 0.5)),
    "round-up": _rounding(math.ceil),
    "round-down": _rounding(math.floor),
    "round-to-zero": _rounding(math.trunc),
}
#: The units that a font decides, each in em where no font is measured (CSS Values 4, section 6.1).
FONT_UNITS: Final = {
    "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2,
    "rex": 0.5, "rch": 0.5, "rcap": 0.7, "ric": 1.0, "rlh": 1.2,
}  # fmt: skip
#: The units that a context measures, and how.
RELATIVE: Final[dict[str, Callable[[Context], float]]] = {
    "px": lambda context: 1.0,
    "em": lambda context: context.font_size,
    "rem": lambda context: context.root_font_size,
    "vw": lambda context: context.width / 100,
    "vh": lambda context: context.height / 100,
    "vi": lambda context: context.width / 100,
    "vb": lambda context: context.height / 100,
    "vmin": lambda context: min(context.width, context.height) / 100,
    "vmax": lambda context: max(context.width, context.height) / 100,
    # No card has containers to ask, and without one these are the picture's (CSS Conditional 5, section 8).
    "cqw": lambda context: context.width / 100,
    "cqh": lambda context: context.height / 100,
    "cqi": lambda context: context.width / 100,
    "cqb": lambda context: context.height / 100,
    "cqmin": lambda context: min(context.width, context.height) / 100,
    "cqmax": lambda context: max(context.width, context.height) / 100,
}
#: The units whose px depend on a font.
FONT_RELATIVE: Final = frozenset(("em", *(unit for unit in FONT_UNITS if not unit.startswith("r"))))


def significant(tokens: Iterable[Any]) -> list[Any]:
    """The tokens without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def split_commas(tokens: Iterable[Any]) -> list[list[Any]]:
    """The tokens between the commas."""
    return split_at(",", tokens)


def split_at(sign: str, tokens: Iterable[Any]) -> list[list[Any]]:
    """The tokens between signs."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def is_too_deep(text: str) -> bool:
    """Whether the brackets of some CSS are nested deeper than the engine reads, those in strings among them."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "([{" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return True
    return False


def units(found: Linear | Function) -> frozenset[str]:
    """The units that a length is written in; absolute ones count as px."""
    if isinstance(found, Linear):
        return frozenset(unit for unit, _ in found.amounts)
    return frozenset().union(*(units(operand) for operand in found.operands))
