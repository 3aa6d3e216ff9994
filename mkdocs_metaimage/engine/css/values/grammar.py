"""How the values of properties are written: one parser for each kind of value.

A parser takes component values without white space and gives the value as written, None where it is none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..color import SpecifiedColor, color_value
from . import AUTO, ZERO_PERCENT, split_commas
from .counters import COUNTER_STYLES
from .images import parse_image, undrawn_image
from .numeric import parse_integer, parse_length, parse_number, parse_percentage

if TYPE_CHECKING:
    from collections.abc import Callable


def ident(tokens: list[Any]) -> str | None:
    """The keyword, in lower case, that the tokens are; None if they are anything else."""
    if len(tokens) == 1 and tokens[0].type == "ident":
        return str(tokens[0].lower_value)
    return None


def one_of(*words: str) -> Callable[[list[Any]], Any]:
    """One of the keywords."""
    known = frozenset(words)

    def parse(tokens: list[Any]) -> str | None:
        word = ident(tokens)
        return word if word in known else None

    return parse


# Words of old, and what they are called now.
_ALSO = {"-webkit-fill-available": "stretch"}


def length_or(*words: str, percent: bool = True, negative: bool = True) -> Callable[[list[Any]], Any]:
    """A length, or one of the keywords."""

    def parse(tokens: list[Any]) -> Any:
        if len(tokens) != 1:
            return None
        word = ident(tokens)
        if word is not None:
            return _ALSO.get(word, word) if word in words else None
        if percent and tokens[0].type == "percentage" and not tokens[0].value:
            return ZERO_PERCENT
        return parse_length(tokens[0], percent, negative)

    return parse


def number_from(least: float = -math.inf, most: float = math.inf) -> Callable[[list[Any]], Any]:
    """A number of a range."""
    return lambda tokens: parse_number(tokens[0], least, most) if len(tokens) == 1 else None


def integer_or(word: str, result: Any, least: float = -math.inf) -> Callable[[list[Any]], Any]:
    """A whole number, or the keyword, which is the result, given in a tuple because it may be None."""

    def parse(tokens: list[Any]) -> tuple[int | None] | None:
        if ident(tokens) == word:
            return (result,)
        value = parse_integer(tokens[0], least) if len(tokens) == 1 else None
        return None if value is None else (value,)

    return parse


def color(tokens: list[Any]) -> SpecifiedColor | None:
    """A colour, `currentcolor` among them."""
    return color_value(tokens[0]) if len(tokens) == 1 else None


def color_or_auto(tokens: list[Any]) -> SpecifiedColor | None:
    """A colour, or `auto`."""
    return AUTO if ident(tokens) == AUTO else color(tokens)


def paint(tokens: list[Any]) -> SpecifiedColor | None:
    """A colour of an inline picture, or `none`."""
    return "none" if ident(tokens) == "none" else color(tokens)


def images(tokens: list[Any]) -> tuple[Any, ...] | None:
    """Pictures and gradients, one a layer, None for `none` and for what the engine does not draw."""
    if ident(tokens) == "none":
        return ()
    parts = split_commas(tokens)
    layers = [parse_image(part[0]) if len(part) == 1 else None for part in parts]
    if any(
        layer is None and not (len(part) == 1 and (ident(part) == "none" or undrawn_image(part[0])))
        for layer, part in zip(layers, parts, strict=True)
    ):
        return None
    return tuple(layers) if any(layers) else ()


def line_height(tokens: list[Any]) -> Any:
    """A number, a length or `normal`."""
    if ident(tokens) == "normal":
        return "normal"
    # A bare 0 is a number.
    number = number_from(0)(tokens)
    return number if number is not None else length_or(negative=False)(tokens)


def decoration_lines(tokens: list[Any]) -> tuple[str, ...] | None:
    """Some of the lines, each once."""
    if ident(tokens) == "none":
        return ()
    known = ("underline", "overline", "line-through")
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    if not words or len(set(words)) != len(words) or not all(word in known for word in words):
        return None
    return tuple(word for word in known if word in words)


class FallbackRatio(float):
    """A ratio for what has none by itself: `aspect-ratio` has `auto` beside it (CSS Sizing 4, section 5.1)."""


def ratio(tokens: list[Any]) -> tuple[float | None] | None:
    """`auto`, or a ratio, in a tuple because it may be None."""
    if ident(tokens) == "auto":
        return (None,)
    if ident(tokens[:1]) == "auto" or ident(tokens[-1:]) == "auto":
        others = tokens[1:] if ident(tokens[:1]) == "auto" else tokens[:-1]
        found = None if ident(others) == "auto" else ratio(others)
        return found if found is None or found[0] is None else (FallbackRatio(found[0]),)
    if len(tokens) == 1:
        value = number_from(0)(tokens)
        return None if value is None else (value or None,)
    if len(tokens) != 3 or tokens[1] != "/":
        return None
    width, height = number_from(0)(tokens[:1]), number_from(0)(tokens[2:])
    if width is None or height is None:
        return None
    return (width / height if width and height else None,)


POSITIONS = ("center", "start", "end", "flex-start", "flex-end")
DISTRIBUTIONS = ("space-between", "space-around", "space-evenly", "stretch", "normal")


def alignment(*words: str) -> Callable[[list[Any]], Any]:
    """CSS Box Alignment 3: a position, also after `safe` or `unsafe`; a first or a last baseline.

    `unsafe` is what positions are by themselves, and `legacy` speaks of what no card has.
    """
    known = one_of(*words)
    positions = set(words) - set(DISTRIBUTIONS) - {"baseline", "auto", "legacy"}

    def parse(tokens: list[Any]) -> Any:
        if len(tokens) != 2:
            word = known(tokens)
            return "normal" if word == "legacy" else word
        first, second = ident(tokens[:1]), ident(tokens[1:])
        if "legacy" in words and "legacy" in (first, second):
            word = second if first == "legacy" else first
            return word if word in ("left", "right", "center") else None
        if second == "baseline" and "space-between" in words:
            return "baseline" if first == "first" and "baseline" in words else None
        if second == "baseline" and "baseline" in words:
            return {"first": second, "last": "last baseline"}.get(first or "")
        if second not in positions:
            return None
        return {"safe": f"safe {second}", "unsafe": second}.get(first or "")

    return parse


def tab_size(tokens: list[Any]) -> Any:
    """A number of spaces, or a length."""
    number = number_from(0)(tokens)
    return number if number is not None else length_or(percent=False, negative=False)(tokens)


def text_fit(tokens: list[Any]) -> Any:
    """`none`, or `shrink` and the least size."""
    if ident(tokens) == "none":
        return "none"
    if len(tokens) == 2 and ident(tokens[:1]) == "shrink":
        return parse_length(tokens[1], percent=False, negative=False)
    return None


def radius(tokens: list[Any]) -> tuple[Any, Any] | None:
    """A horizontal radius and maybe a vertical one."""
    if not 1 <= len(tokens) <= 2:
        return None
    radii = [parse_length(token, negative=False) for token in tokens]
    return None if None in radii else (radii[0], radii[-1])


def opacity(tokens: list[Any]) -> float | None:
    """A number or a percentage, put between 0 and 1."""
    value: float | None = number_from()(tokens)
    if value is None and len(tokens) == 1:
        value = parse_percentage(tokens[0])
    return None if value is None else min(max(value, 0.0), 1.0)


def list_style_type(tokens: list[Any]) -> str | None:
    """A counter style, or a string, which is kept with quotes around it."""
    if len(tokens) == 1 and tokens[0].type == "string":
        return f'"{tokens[0].value}"'
    word = ident(tokens)
    return word if word in COUNTER_STYLES else None
