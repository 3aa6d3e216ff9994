"""Images as `background-image` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..color import SpecifiedColor, color_value, resolved
from . import (
    Context,
    Length,
    LinearGradient,
    PictureUrl,
    SpecifiedLength,
    significant,
    split_commas,
)
from .numeric import parse_angle, parse_length


@dataclass(frozen=True, slots=True)
class SpecifiedGradient:
    """A linear gradient as written: a `LinearGradient` whose colours and places are not computed yet."""

    angle: float
    corner: tuple[str, str] | None
    stops: tuple[tuple[SpecifiedColor, SpecifiedLength | None], ...]
    repeating: bool

    def compute(self, context: Context) -> LinearGradient:
        """The computed gradient."""
        stops = tuple(
            (
                resolved(color, context.color),
                place if place is None or isinstance(place, Length) else place.compute(context),
            )
            for color, place in self.stops
        )
        return LinearGradient(self.angle, self.corner, stops, self.repeating)


_SIDES = {"top": 0.0, "right": 90.0, "bottom": 180.0, "left": 270.0}


_UNDRAWN = (
    "radial-gradient", "repeating-radial-gradient", "conic-gradient", "repeating-conic-gradient", "image-set",
    "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "paint", "image", "-webkit-gradient",
    "-webkit-linear-gradient", "-webkit-radial-gradient",
)  # fmt: skip


def undrawn_image(token: Any) -> str | None:
    """What an image that CSS has and the engine does not draw is called; None for all else."""
    if token.type != "function":
        return None
    if token.lower_name in _UNDRAWN:
        return f"{token.name}()"
    first = significant(split_commas(token.arguments)[0]) if token.arguments else []
    words = [part.lower_value if part.type == "ident" else "" for part in first]
    if token.lower_name in ("linear-gradient", "repeating-linear-gradient") and "in" in words:
        return f"{token.name}(in {' '.join(words[words.index('in') + 1 :])}, …)"
    return None


def parse_image(token: Any) -> SpecifiedGradient | PictureUrl | None:
    """A gradient or a picture; None if the token is none that is known here."""
    if token.type == "url":
        return PictureUrl(token.value)
    if token.type != "function":
        return None
    if token.lower_name == "url":
        inner = significant(token.arguments)
        return PictureUrl(inner[0].value) if len(inner) == 1 and inner[0].type == "string" else None
    if token.lower_name in ("linear-gradient", "repeating-linear-gradient"):
        return _linear_gradient(token)
    return None


def _linear_gradient(token: Any) -> SpecifiedGradient | None:
    parts = [significant(part) for part in split_commas(token.arguments)]
    angle: float = 180.0
    corner = None
    direction = _direction(parts[0])
    if direction is not None:
        angle, corner = direction
        parts = parts[1:]
    stops: list[tuple[SpecifiedColor, SpecifiedLength | None]] = []
    for part in parts:
        found = _stops(part)
        if found is None:
            return None
        stops += found
    if len(stops) < 2:
        return None
    return SpecifiedGradient(angle, corner, tuple(stops), token.lower_name.startswith("repeating"))


def _direction(tokens: list[Any]) -> tuple[float, tuple[str, str] | None] | None:
    """The first argument of a linear gradient, None if it is a stop already."""
    if len(tokens) == 1:
        angle = parse_angle(tokens[0])
        return None if angle is None else (angle, None)
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    if not words or words[0] != "to" or not all(word in _SIDES for word in words[1:]):
        return None
    if len(words) == 2:
        return _SIDES[words[1]], None
    vertical = [word for word in words[1:] if word in ("top", "bottom")]
    horizontal = [word for word in words[1:] if word in ("left", "right")]
    if len(words) == 3 and vertical and horizontal:
        return 0.0, (vertical[0], horizontal[0])
    return None


def _stops(tokens: list[Any]) -> list[tuple[SpecifiedColor, SpecifiedLength | None]] | None:
    """One argument: a colour with no place, one, or two (which makes two stops)."""
    colors: list[Any] = []
    places: list[SpecifiedLength | None] = []
    for token in tokens:
        place = parse_length(token)
        if place is not None:
            places.append(place)
            continue
        color = color_value(token)
        if color is None:
            return None
        colors.append(color)
    if len(colors) != 1 or len(places) > 2:
        return None
    return [(colors[0], place) for place in places or [None]]
