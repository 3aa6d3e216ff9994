"""What is painted with text: its lines, its shadows, its emphasis (CSS Text Decoration 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..color import CURRENT, Color, SpecifiedColor, color_value, resolved
from . import AUTO, Context, Length, split_commas
from .computing import computed_length
from .numeric import parse_length

if TYPE_CHECKING:
    from collections.abc import Callable


class Decoration(NamedTuple):
    """The lines that one element draws on its text and on that of its descendants.

    Attributes:
        lines: Which ones, as `text-decoration-line` names them.
        color: Their colour.
        style: `text-decoration-style`.
        thickness: `text-decoration-thickness`.
        offset: `text-underline-offset`.
        position: `text-underline-position`.
        size: The font size of the element in px.
    """

    lines: tuple[str, ...]
    color: Color
    style: str = "solid"
    thickness: str | Length = AUTO
    offset: str | Length = AUTO
    position: tuple[str, ...] = ("auto",)
    size: float = 16.0


class Shadow(NamedTuple):
    """A shadow of text.

    Attributes:
        x: How far to the right of the text it is, in px.
        y: How far below the text it is, in px.
        blur: The radius of its blur in px.
        color: Its colour, None for that of the text.
    """

    x: float
    y: float
    blur: float
    color: Color | None


class WrittenShadow(NamedTuple):
    """A shadow as it is written: two or three lengths, and a colour or None."""

    lengths: tuple[Any, ...]
    color: SpecifiedColor | None


def parse_shadows(tokens: list[Any]) -> tuple[WrittenShadow, ...] | None:
    """`none`, or shadows of two or three lengths with a colour before or behind them."""
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == "none":
        return ()
    shadows = [_shadow(part) for part in split_commas(tokens)]
    found = tuple(shadow for shadow in shadows if shadow is not None)
    return found if len(found) == len(shadows) else None


def _shadow(tokens: list[Any]) -> WrittenShadow | None:
    color = None
    for end in (0, -1):
        if tokens and color is None:
            color = color_value(tokens[end])
            if color is not None:
                tokens = tokens[1:] if end == 0 else tokens[:-1]
    if not 2 <= len(tokens) <= 3:
        return None
    lengths = tuple(
        parse_length(token, percent=False, negative=index < 2) for index, token in enumerate(tokens)
    )
    return None if None in lengths else WrittenShadow(lengths, color)


def computed_shadows(shadows: tuple[WrittenShadow, ...], context: Context) -> tuple[Shadow, ...]:
    """Shadows with their lengths in px."""
    found = []
    for lengths, color in shadows:
        x, y, blur = (float(computed_length(length, context).px) for length in (*lengths, Length())[:3])
        found.append(Shadow(x, y, max(blur, 0.0), computed_own_color(color, context)))
    return tuple(found)


def computed_own_color(color: SpecifiedColor | None, context: Context) -> Color | None:
    """A colour; None for that of the text, which descendants inherit as that of their own text."""
    return None if color is None or color == CURRENT else resolved(color, context.color)


def one_order(*groups: tuple[str, ...]) -> Callable[[list[Any]], Any]:
    """A parser of words in any order, at most one of each group: as a tuple in the order of the groups."""

    def parse(tokens: list[Any]) -> tuple[str, ...] | None:
        words = [token.lower_value if token.type == "ident" else "" for token in tokens]
        found = tuple(word for group in groups for word in words if word in group)
        once = all(sum(word in group for word in words) <= 1 for group in groups)
        return found if found and once and len(found) == len(words) else None

    return parse


def underline_position(tokens: list[Any]) -> tuple[str, ...] | None:
    """`auto`, or where an underline is; the side is one of vertical text."""
    words = one_order(("auto", "from-font", "under"), ("left", "right"))(tokens)
    return None if words is None or (words[0] == "auto" and len(words) > 1) else tuple(words)


#: The marks of `text-emphasis-style`, filled and open (section 3.1).
EMPHASIS_MARKS: Final = {
    "dot": "•◦", "circle": "●○", "double-circle": "◉◎", "triangle": "▲△", "sesame": "﹅﹆",
}  # fmt: skip


def parse_emphasis(tokens: list[Any]) -> str | None:
    """The mark above each character; `""` for none."""
    if len(tokens) == 1 and tokens[0].type == "string":
        return str(tokens[0].value)[:1]
    words = [token.lower_value if token.type == "ident" else "?" for token in tokens]
    if words == ["none"]:
        return ""
    shapes = [word for word in words if word in EMPHASIS_MARKS]
    fills = [word for word in words if word in ("filled", "open")]
    if not words or len(words) != len(shapes) + len(fills) or max(len(shapes), len(fills)) > 1:
        return None
    # In lines that run across Chromium has a dot where the specification has a circle.
    return EMPHASIS_MARKS[shapes[0] if shapes else "dot"]["open" in fills]
