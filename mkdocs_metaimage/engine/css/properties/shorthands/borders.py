"""The shorthands of borders and outlines (CSS Backgrounds 3, sections 3 and 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...values import Wide
from ...values.numeric import parse_length
from ..property import CORNERS, SIDES
from .border_images import BORDER_IMAGE
from .expanding import any_order, around

if TYPE_CHECKING:
    from .expanding import Expand


#: What a side of a border has.
PARTS: Final = ("width", "style", "color")
#: The longhands that `outline` sets.
OUTLINE = ("outline-style", "outline-width", "outline-color")


def border(sides: tuple[str, ...]) -> Expand:
    """`border` and `border-<side>`: a width, a style and a colour, in any order."""
    side = sides[0]

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        found = any_order(tuple(f"border-{side}-{part}" for part in PARTS), tokens)
        if found is None:
            return None
        return {f"border-{each}-{part}": found[f"border-{side}-{part}"] for each in sides for part in PARTS}

    return expand


def whole_border(tokens: list[Any]) -> dict[str, Any] | None:
    """All sides; an image in their place is taken away (CSS Backgrounds 3, section 3.4)."""
    found = border(SIDES)(tokens)
    return None if found is None else {**found, **dict.fromkeys(BORDER_IMAGE, Wide.INITIAL)}


def border_radius(tokens: list[Any]) -> dict[str, Any] | None:
    """One to four radii for across, and behind a slash those for down."""
    slashes = [index for index, each in enumerate(tokens) if each == "/"]
    if len(slashes) > 1:
        return None
    cut = slashes[0] if slashes else len(tokens)
    horizontal = _radii(tokens[:cut])
    vertical = _radii(tokens[cut + 1 :]) if slashes else horizontal
    if horizontal is None or vertical is None:
        return None
    return {
        f"border-{corner}-radius": pair
        for corner, pair in zip(CORNERS, zip(horizontal, vertical, strict=True), strict=True)
    }


def _radii(tokens: list[Any]) -> list[Any] | None:
    if not 1 <= len(tokens) <= 4:
        return None
    values = [parse_length(token, negative=False) for token in tokens]
    if None in values:
        return None
    return around(values)


def outline(tokens: list[Any]) -> dict[str, Any] | None:
    """A colour, a style and a width, in any order; `auto` is the style's."""
    return any_order(OUTLINE, tokens)
