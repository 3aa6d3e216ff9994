"""The sides of a border: what each looks like, and which part of the border is its own."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from ...boxes import Edges
from ...css.color import BLACK, Color
from ..path import Path
from .shading import shades

if TYPE_CHECKING:
    from ...css.style import Style
    from ..regions import Region

NAMES: Final = ("top", "right", "bottom", "left")
_PRESSED: Final = ("inset", "groove")
_SUNK: Final = ("inset", "outset", "groove", "ridge")
_LEAST: Final = {"double": 3.0, "groove": 2.0, "ridge": 2.0}
_GREY: Final = Color(238.0, 238.0, 238.0)
_Point = tuple[float, float]
# How far outside of a box is beyond what is seen of its edge, in px.
_OUTSIDE: Final = 1000.0
#: The styles that leave gaps.
BROKEN: Final = ("dashed", "dotted", "double")
DASHES: Final = ("dashed", "dotted")


class Side(NamedTuple):
    """A side of a border.

    Attributes:
        name: `top`, `right`, `bottom` or `left`.
        width: Its width in px.
        kind: Its style.
        color: Its colour.
    """

    name: str
    width: float
    kind: str
    color: Color

    @property
    def shows(self) -> bool:
        """Whether there is anything to paint."""
        return self.width > 0 and self.color.alpha > 0

    @property
    def neighbours(self) -> tuple[str, str]:
        """The sides that it meets: the one before it and the one after it, clockwise."""
        index = NAMES.index(self.name)
        return NAMES[index - 1], NAMES[(index + 1) % 4]


class Stripe(NamedTuple):
    """A part of a side along all of it.

    Attributes:
        start: How far from the outer edge it begins, in px.
        end: How far from there it ends.
        color: Its colour.
    """

    start: float
    end: float
    color: Color


def sides_of(style: Style, edges: Edges) -> tuple[Side, ...]:
    """The sides of a box, clockwise from the top."""
    found = (
        ("top", edges.top, style.border_top_style, style.border_top_color),
        ("right", edges.right, style.border_right_style, style.border_right_color),
        ("bottom", edges.bottom, style.border_bottom_style, style.border_bottom_color),
        ("left", edges.left, style.border_left_style, style.border_left_color),
    )
    top, right, bottom, left = (
        # Browsers draw these in a light grey where no colour is given. It is the text's then, that same object.
        side(name, width, kind, _GREY if kind in _SUNK and color is style.color else color)
        for name, width, kind, color in found
    )
    return top, right, bottom, left


def side(name: str, width: float, kind: str, color: Color) -> Side:
    """A side as it is drawn: what is made of several lines needs room for them."""
    if kind in ("none", "hidden"):
        width = 0.0
    return Side(name, width, "solid" if width < _LEAST.get(kind, 0.0) else kind, color)


def stripes_of(side: Side, rounded: bool) -> tuple[Stripe, ...]:
    """What a side is made of, from the outer edge inward.

    Args:
        side: The side.
        rounded: Whether the box has round corners, where Chromium halves odd widths another way.
    """
    width, color = side.width, side.color
    if side.kind == "double":
        third = float((width + 1) // 3)
        return Stripe(0.0, third, color), Stripe(width - third, width, color)
    if side.kind not in _SUNK:
        return (Stripe(0.0, width, color),)
    dark, light = shades(color)
    outer, inner = (dark, light) if side.kind in _PRESSED else (light, dark)
    if side.name in ("bottom", "right"):
        outer, inner = inner, outer
    if side.kind in ("inset", "outset"):
        return (Stripe(0.0, width, outer),)
    half = float((width if rounded or side.name in ("bottom", "right") else width + 1) // 2)
    # Of a curve the inner part is painted over the outer one.
    return Stripe(0.0, width if rounded else half, outer), Stripe(half, width, inner)


def band(side: Side, stripe: Stripe, outer: Region) -> Path:
    """A stripe of a side, from one end of the box to the other."""
    left, top, right, bottom = outer
    start, end = stripe.start, stripe.end
    return Path.rectangle(
        *{
            "top": (left, top + start, right, top + end),
            "right": (right - end, top, right - start, bottom),
            "bottom": (left, bottom - end, right, bottom - start),
            "left": (left + start, top, left + end, bottom),
        }[side.name]
    )


def in_order(sides: tuple[Side, ...]) -> list[Side]:
    """The sides that show in the order in which they are painted, so that few need be cut at corners.

    What shines through comes first, then what has gaps, and last what is solid; opposite sides come together.
    """

    def rank(each: Side) -> tuple[float, int, int]:
        kind = 1 if each.kind in BROKEN else 3 if each.kind == "solid" else 2
        return each.color.alpha, kind, ("top", "bottom", "right", "left").index(each.name)

    return sorted((each for each in sides if each.shows), key=rank)


def sector(
    side: Side,
    outer: Region,
    edges: Edges,
    later: tuple[str, ...],
    beyond: bool = False,
    deeper: float = inf,
) -> tuple[tuple[float, float], ...]:
    """The part of a box that is a side's: between the lines through its outer and its inner corners.

    Args:
        side: The side.
        outer: The border box.
        edges: The widths of all sides.
        later: The neighbours that are painted over this side: under those it goes on into the corner.
        beyond: Whether it goes on outside of the box: where that has no whole pixels its edge is smooth already.
        deeper: By how many px it may be deeper than the side.
    """
    width, height = float(outer.width), float(outer.height)
    # Along these lines inward, until those of one side meet or the middle of the box is reached.
    across = edges.left + edges.right
    down = edges.top + edges.bottom
    limits = width / across if across else width, height / down if down else height
    times = min(limits)
    if deeper < inf:
        times = min(limits[side.name in ("left", "right")], 1 + deeper / side.width)
    left, right = edges.left * times, width - edges.right * times
    top, bottom = edges.top * times, height - edges.bottom * times
    points = {
        "top": [(0.0, 0.0), (width, 0.0), (right, top), (left, top)],
        "right": [(width, 0.0), (width, height), (right, bottom), (right, top)],
        "bottom": [(width, height), (0.0, height), (left, bottom), (right, bottom)],
        "left": [(0.0, height), (0.0, 0.0), (left, top), (left, bottom)],
    }[side.name]
    first, second, third, fourth = points
    before, after = side.neighbours
    if beyond:
        corners = first, second
        first, fourth = _beyond(first, fourth, corners[1], getattr(edges, before) > 0)
        second, third = _beyond(second, third, corners[0], getattr(edges, after) > 0)
    upright = side.name in ("right", "left")
    if before in later:
        fourth = (fourth[0], first[1]) if upright else (first[0], fourth[1])
    if after in later:
        third = (third[0], second[1]) if upright else (second[0], third[1])
    return tuple((x + outer.left, y + outer.top) for x, y in (first, second, third, fourth))


def _beyond(corner: _Point, inner: _Point, other: _Point, shared: bool) -> tuple[_Point, _Point]:
    """An end of a side's part, the outer corner and the inner one, far outside of the box.

    Args:
        corner: The outer corner.
        inner: The inner one.
        other: The outer corner at the other end.
        shared: Whether there is another side at this corner: then the line between the two stays where it is.
    """
    if shared:
        x, y = corner[0] - inner[0], corner[1] - inner[1]
        times = _OUTSIDE / max(abs(x), abs(y), 1e-6)
        return (corner[0] + x * times, corner[1] + y * times), inner
    x, y = corner[0] - other[0], corner[1] - other[1]
    times = _OUTSIDE / max(abs(x), abs(y), 1e-6)
    away = x * times, y * times
    x, y = inner[0] - corner[0], inner[1] - corner[1]
    return (corner[0] - x + away[0], corner[1] - y + away[1]), (inner[0] + away[0], inner[1] + away[1])


def rings(sides: tuple[Side, ...], rounded: bool) -> list[tuple[Edges, Edges]]:
    """The rings that a frame of one look is made of: how far inside each is, and how wide."""
    stripes = [stripes_of(side, rounded) for side in sides]
    count = max(len(parts) for parts in stripes)
    found = []
    for index in range(count):
        parts = [each[index] if index < len(each) else Stripe(0.0, 0.0, BLACK) for each in stripes]
        start = Edges(*(part.start for part in parts))
        found.append((start, Edges(*(part.end - part.start for part in parts))))
    return found


def edges_of(sides: tuple[Side, ...]) -> Edges:
    """The widths of sides."""
    return Edges(*(side.width for side in sides))
