"""How the values of properties are written: one parser for each kind of value.

A parser takes component values without white space and gives the value as written, None where it is none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .color import Color, color_value
from .images import parse_image
from .numeric import parse_angle, parse_length, parse_number
from .values import split_commas

if TYPE_CHECKING:
    from collections.abc import Callable


def ident(tokens: list[Any]) -> str | None:
    """The keyword, in lower case, that the tokens are; None if they are anything else."""
    if len(tokens) == 1 and tokens[0].type == "ident":
        return str(tokens[0].lower_value)
    return None


def one_of(*words: str) -> Callable[[list[Any]], Any]:
    known = frozenset(words)

    def parse(tokens: list[Any]) -> str | None:
        word = ident(tokens)
        return word if word in known else None

    return parse


def length_or(*words: str, percent: bool = True, negative: bool = True) -> Callable[[list[Any]], Any]:
    """A length, or one of the keywords."""

    def parse(tokens: list[Any]) -> Any:
        if len(tokens) != 1:
            return None
        word = ident(tokens)
        if word is not None:
            return word if word in words else None
        return parse_length(tokens[0], percent, negative)

    return parse


def number_from(least: float = -math.inf) -> Callable[[list[Any]], Any]:
    def parse(tokens: list[Any]) -> float | None:
        value = parse_number(tokens[0]) if len(tokens) == 1 else None
        return value if value is not None and value >= least else None

    return parse


def integer_or(word: str, result: Any, least: float = -math.inf) -> Callable[[list[Any]], Any]:
    """A whole number, or the keyword, which is the result, given in a tuple because it may be None."""

    def parse(tokens: list[Any]) -> tuple[int | None] | None:
        if ident(tokens) == word:
            return (result,)
        value = parse_number(tokens[0]) if len(tokens) == 1 else None
        return (int(value),) if value is not None and value == int(value) and value >= least else None

    return parse


def color(tokens: list[Any]) -> Color | str | None:
    return color_value(tokens[0]) if len(tokens) == 1 else None


def images(tokens: list[Any]) -> tuple[Any, ...] | None:
    if ident(tokens) == "none":
        return ()
    layers = [parse_image(part[0]) if len(part) == 1 else None for part in split_commas(tokens)]
    return None if None in layers else tuple(layers)


def family(tokens: list[Any]) -> tuple[str, ...] | None:
    families = []
    for part in split_commas(tokens):
        if len(part) == 1 and part[0].type == "string":
            families.append(str(part[0].value))
        elif part and all(token.type == "ident" for token in part):
            families.append(" ".join(token.value for token in part))
        else:
            return None
    return tuple(families)


#: The keywords of `font-size` in px, as browsers have them (CSS Fonts 4, section 2.5).
FONT_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip


def font_weight(tokens: list[Any]) -> float | str | None:
    word = ident(tokens)
    if word is not None:
        return word if word in ("bolder", "lighter") else {"normal": 400.0, "bold": 700.0}.get(word)
    value: float | None = number_from(1)(tokens)
    return value if value is not None and value <= 1000 else None


def font_style(tokens: list[Any]) -> str | None:
    if len(tokens) == 2 and ident(tokens[:1]) == "oblique" and parse_angle(tokens[1]) is not None:
        return "oblique"
    word = ident(tokens)
    return word if word in ("normal", "italic", "oblique") else None


def features(tokens: list[Any]) -> tuple[tuple[str, int], ...] | None:
    if ident(tokens) == "normal":
        return ()
    features = []
    for part in split_commas(tokens):
        if not part or part[0].type != "string" or len(part[0].value) != 4 or len(part) > 2:
            return None
        value = {"on": 1, "off": 0}.get(ident(part[1:]) or "") if len(part) == 2 else 1
        if value is None and part[1].type == "number" and part[1].is_integer:
            value = part[1].int_value
        if value is None:
            return None
        features.append((str(part[0].value), int(value)))
    return tuple(features)


def line_height(tokens: list[Any]) -> Any:
    if ident(tokens) == "normal":
        return "normal"
    number = number_from(0)(tokens)
    return number if number is not None else length_or(negative=False)(tokens)


def decoration_lines(tokens: list[Any]) -> tuple[str, ...] | None:
    if ident(tokens) == "none":
        return ()
    known = ("underline", "overline", "line-through")
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    if not words or len(set(words)) != len(words) or not all(word in known for word in words):
        return None
    return tuple(words)


def ratio(tokens: list[Any]) -> tuple[float | None] | None:
    """`auto`, or a ratio, in a tuple because it may be None."""
    if ident(tokens) == "auto":
        return (None,)
    numbers = [token for token in tokens if ident([token]) != "auto"]
    if len(numbers) == 1:
        value = number_from(0)(numbers)
        return None if value is None else (value or None,)
    if len(numbers) != 3 or numbers[1].type != "literal" or numbers[1].value != "/":
        return None
    width, height = number_from(0)(numbers[:1]), number_from(0)(numbers[2:])
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
    if ident(tokens) == "none":
        return "none"
    if len(tokens) == 2 and ident(tokens[:1]) == "shrink":
        return parse_length(tokens[1], percent=False, negative=False)
    return None


def radius(tokens: list[Any]) -> tuple[Any, Any] | None:
    if not 1 <= len(tokens) <= 2:
        return None
    radii = [parse_length(token, negative=False) for token in tokens]
    return None if None in radii else (radii[0], radii[-1])


def opacity(tokens: list[Any]) -> float | None:
    if len(tokens) == 1 and tokens[0].type == "percentage":
        value: float | None = tokens[0].value / 100
    else:
        value = number_from()(tokens)
    return None if value is None else min(max(value, 0.0), 1.0)
