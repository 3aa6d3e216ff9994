"""Colours as CSS Color 4 and 5 write them, as sRGB."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import tinycss2
from tinycss2.color4 import parse_color as parse_named


class Color(NamedTuple):
    """A colour in sRGB, not premultiplied.

    Attributes:
        red: 0 to 255.
        green: 0 to 255.
        blue: 0 to 255.
        alpha: 0 (transparent) to 1 (opaque).
    """

    red: float
    green: float
    blue: float
    alpha: float = 1.0


TRANSPARENT: Final = Color(0.0, 0.0, 0.0, 0.0)
BLACK: Final = Color(0.0, 0.0, 0.0)

# What the cascade makes the value of `color`; it is no colour before.
CURRENT: Final = "currentcolor"


@dataclass(frozen=True, slots=True, eq=False)
class OfCurrent:
    """A colour that is made of `currentcolor`, as it is written."""

    token: Any


#: A colour as written.
SpecifiedColor = Color | OfCurrent | str

# As Chromium has them in a light page.
_SYSTEM: Final = {
    "canvas": (255, 255, 255), "canvastext": (0, 0, 0), "linktext": (0, 0, 238), "visitedtext": (85, 26, 139),
    "activetext": (255, 0, 0), "buttonface": (239, 239, 239), "buttontext": (0, 0, 0),
    "buttonborder": (0, 0, 0), "field": (255, 255, 255), "fieldtext": (0, 0, 0), "graytext": (128, 128, 128),
    "mark": (255, 255, 0), "marktext": (0, 0, 0), "highlight": (0, 120, 215), "highlighttext": (255, 255, 255),
}  # fmt: skip


def color_names() -> tuple[str, ...]:
    """The names of colours."""
    from PIL.ImageColor import colormap

    return (*colormap, "transparent", CURRENT)


def css_color(color: Color) -> str:
    """A colour as CSS writes it."""
    channels = ", ".join(f"{channel:.0f}" for channel in color[:3])
    return f"rgb({channels})" if color.alpha == 1 else f"rgba({channels}, {color.alpha:g})"


def parse_color(value: Any) -> Color | None:
    """The colour that a text or one component value of tinycss2 writes.

    `currentcolor`, and what is made of it, is none: the caller knows which one it is.

    Returns:
        The colour, None if the value is no colour that is known here.
    """
    if isinstance(value, str):
        return _parse_text(value)
    found = color_value(value)
    return found if isinstance(found, Color) else None


@lru_cache(maxsize=1024)
def _parse_text(text: str) -> Color | None:
    token = tinycss2.parse_one_component_value(text, skip_comments=True)
    return parse_color(token) if token.type != "error" else None


def color_value(token: Any) -> SpecifiedColor | None:
    """As `parse_color`, but also `CURRENT` for `currentcolor`, and what is made of it."""
    if token.type == "function":
        from .functions import CurrentNeededError, color_function  # it needs this module

        try:
            return color_function(token, None)
        except CurrentNeededError:
            return OfCurrent(token)
    if token.type not in ("ident", "hash"):
        return None
    if token.type == "ident" and token.lower_value in _SYSTEM:
        return Color(*(float(channel) for channel in _SYSTEM[token.lower_value]))
    named = parse_named(token)
    if named is None or isinstance(named, str):
        return None if named is None else CURRENT
    red, green, blue = (float(round(channel * 255)) for channel in named.coordinates)
    return Color(red, green, blue, named.alpha)


def resolved(value: SpecifiedColor, current: Color) -> Color:
    """A colour as written as a colour.

    Args:
        value: What `color_value` gave.
        current: What `currentcolor` is.
    """
    if isinstance(value, Color):
        return value
    if isinstance(value, str):
        return current
    from .functions import color_function

    found = color_function(value.token, current)
    return current if found is None else found
