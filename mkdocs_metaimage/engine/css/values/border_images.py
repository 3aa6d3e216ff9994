"""The values of `border-image` (CSS Backgrounds 3, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from . import AUTO, Length
from .gradients import SpecifiedGradient
from .images import Image, SpecifiedImage, parse_image
from .numeric import parse_length, parse_number

if TYPE_CHECKING:
    from . import Context

_REPEATS: Final = ("stretch", "repeat", "round", "space")


class Slices(NamedTuple):
    """Where an image is cut, from the top edge clockwise.

    Attributes:
        sides: Pixels of the image as numbers, or percentages of its size.
        fill: Whether its middle is painted too.
    """

    sides: tuple[float | Length, ...]
    fill: bool = False


WHOLE: Final = Slices((Length(0.0, 100.0),) * 4)


def image_or_none(tokens: list[Any]) -> tuple[SpecifiedImage | None] | None:
    """An image, in a tuple because it may be none."""
    if len(tokens) != 1:
        return None
    if _word(tokens[0]) == "none":
        return (None,)
    image = parse_image(tokens[0])
    return None if image is None else (image,)


def computed_image(value: tuple[SpecifiedImage | None], context: Context) -> Image | None:
    """The image, the colours of a gradient computed."""
    image = value[0]
    return image.compute(context) if isinstance(image, SpecifiedGradient) else image


def slices(tokens: list[Any]) -> Slices | None:
    """One number or percentage to four, and `fill` before or behind them."""
    fill = [token for token in tokens if _word(token) == "fill"]
    rest = [token for token in tokens if token not in fill]
    if len(fill) > 1 or (fill and fill[0] not in (tokens[0], tokens[-1])):
        return None
    sides = [_number_or(token, lengths=False) for token in rest]
    return None if None in sides or not 1 <= len(sides) <= 4 else Slices(_around(sides), bool(fill))


def widths(tokens: list[Any]) -> tuple[Any, ...] | None:
    """One width to four: `auto`, a length, a percentage, or a number of times the border's width."""
    sides = [AUTO if _word(token) == AUTO else _number_or(token) for token in tokens]
    return None if None in sides or not 1 <= len(sides) <= 4 else _around(sides)


def outsets(tokens: list[Any]) -> tuple[Any, ...] | None:
    """One length to four, or numbers of times the border's width."""
    sides = [None if token.type == "percentage" else _number_or(token) for token in tokens]
    return None if None in sides or not 1 <= len(sides) <= 4 else _around(sides)


def repeats(tokens: list[Any]) -> tuple[str, str] | None:
    """How the sides are filled across, and down."""
    words = [_word(token) for token in tokens]
    if not 1 <= len(words) <= 2 or not all(word in _REPEATS for word in words):
        return None
    return words[0], words[-1]


def computed_sides(value: tuple[Any, ...], context: Context) -> tuple[Any, ...]:
    """Lengths computed; numbers and keywords stay."""
    return tuple(side if isinstance(side, float | str | Length) else side.compute(context) for side in value)


def _number_or(token: Any, *, lengths: bool = True) -> Any:
    number = parse_number(token, 0.0)
    if number is not None:
        return number
    if not lengths and token.type != "percentage":
        return None
    return parse_length(token, negative=False) if token.type != "number" else None


def _around(values: list[Any]) -> tuple[Any, ...]:
    first = values[0]
    second = values[1] if len(values) > 1 else first
    third = values[2] if len(values) > 2 else first
    return first, second, third, values[3] if len(values) > 3 else second


def _word(token: Any) -> str:
    return str(token.lower_value) if token.type == "ident" else ""
