"""From values as written to computed ones."""

from __future__ import annotations

import math
from typing import Any

from ..color import Color, resolved
from . import AUTO, Context, Function, Length, Linear, at_least_zero
from .gradients import SpecifiedGradient
from .positions import from_start


def computed_length(value: Any, context: Context) -> Any:
    """A length that needed its context; keywords and what is computed already stay."""
    return value.compute(context) if isinstance(value, Linear | Function) else value


def computed_size(value: Any, context: Context) -> Any:
    """As `computed_length`; what `calc()` makes negative is 0, with percentages when they are known."""
    length = computed_length(value, context)
    return at_least_zero(length) if isinstance(length, Length) else length


def spacing(value: Any, context: Context) -> float:
    """px; `normal` is none."""
    return 0.0 if value == "normal" else float(computed_length(value, context).resolve(context.font_size))


def gap(value: Any, context: Context) -> Length:
    """`normal` is none."""
    length = Length() if value == "normal" else computed_size(value, context)
    assert isinstance(length, Length)
    return length


def border(value: Any, context: Context) -> float:
    """Browsers draw borders in whole px, the thinnest of one."""
    width: float = {"thin": 1.0, "medium": 3.0, "thick": 5.0}.get(value, -1) if isinstance(value, str) else -1
    if width < 0:
        width = computed_length(value, context).px
    return max(1.0, math.floor(width)) if width > 0 else 0.0


# What is thicker than this, in px, hides all of a text.
_MOST_STROKE = 500.0


def stroke_width(value: Any, context: Context) -> float:
    """How thick the outlines of letters are in px: they need not be whole."""
    if isinstance(value, str):  # these words mean parts of an em in browsers
        width = {"thin": 1.0, "medium": 3.0}.get(value, 5.0) / 48 * context.font_size
    else:
        width = float(computed_length(value, context).px)
    return min(max(width, 0.0), _MOST_STROKE)


def computed_color(value: Any, context: Context) -> Color:
    """A colour, `currentcolor` resolved."""
    return resolved(value, context.color)


def computed_color_or_auto(value: Any, context: Context) -> Color | None:
    """A colour, None for `auto`."""
    return None if value == AUTO else computed_color(value, context)


def outline_offset(value: Any, context: Context) -> float:
    """Whole px, as borders are."""
    return float(math.trunc(computed_length(value, context).px))


def computed_paint(value: Any, context: Context) -> Any:
    """A colour, or `none`."""
    return value if value == "none" else computed_color(value, context)


def computed_images(value: Any, context: Context) -> tuple[Any, ...]:
    """Images, the colours of gradients computed."""
    return tuple(layer.compute(context) if isinstance(layer, SpecifiedGradient) else layer for layer in value)


def computed_tab(value: Any, context: Context) -> Any:
    """A number of spaces stays one."""
    return value if isinstance(value, float) else computed_length(value, context)


def radii(value: Any, context: Context) -> tuple[Any, Any]:
    """Both radii of a corner."""
    return computed_size(value[0], context), computed_size(value[1], context)


def fit(value: Any, context: Context) -> float | None:
    """px, None for no fitting."""
    return None if value == "none" else float(computed_length(value, context).px)


def unpacked(value: Any, context: Context) -> Any:
    """What was in a tuple because it may be None."""
    return value[0]


def computed_position(value: Any, context: Context) -> tuple[Length, Length]:
    """A position as lengths from the left and from the top."""
    return from_start(value[0], context), from_start(value[1], context)
