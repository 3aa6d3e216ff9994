"""`clip-path`: basic shapes and the boxes they are measured by (CSS Shapes 1, section 3; CSS Masking 1, section 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from . import Length, SpecifiedLength, significant, split_commas
from .computing import computed_length, computed_size
from .effects import GEOMETRY_BOXES
from .grammar import ident
from .numeric import parse_length
from .path_data import parse_path
from .positions import from_start, position

if TYPE_CHECKING:
    from . import Context
    from .path_data import Subpath

# As written: for each direction a side and a length; as computed: lengths from the left and from the top.
Position = tuple[Any, Any]
_CENTER: Final = (("", Length(0.0, 50.0)), ("", Length(0.0, 50.0)))
_EXTENTS: Final = ("closest-side", "farthest-side", "closest-corner", "farthest-corner")
_RULES: Final = ("nonzero", "evenodd")


@dataclass(frozen=True, slots=True)
class Box:
    """`inset()`, `rect()` or `xywh()`.

    Attributes:
        kind: Which of them.
        sides: Their four lengths, in the order of the function; None for `auto`.
        radii: The horizontal and the vertical radius of each corner, from the top left one clockwise.
    """

    kind: str
    sides: tuple[SpecifiedLength | None, ...]
    radii: tuple[tuple[SpecifiedLength, SpecifiedLength], ...] = ()

    def compute(self, context: Context) -> Box:
        """The computed shape."""
        size = computed_size if self.kind == "xywh" else computed_length
        sides = (*(computed_length(side, context) for side in self.sides[:2]),
                 *(size(side, context) for side in self.sides[2:]))  # fmt: skip
        radii = tuple((computed_size(x, context), computed_size(y, context)) for x, y in self.radii)
        return replace(self, sides=sides, radii=radii)


@dataclass(frozen=True, slots=True)
class Ellipse:
    """`circle()` or `ellipse()`.

    Attributes:
        radii: One radius for a circle, two for an ellipse; lengths or words such as `closest-side`.
        center: Its centre.
    """

    radii: tuple[SpecifiedLength | str, ...]
    center: Position

    def compute(self, context: Context) -> Ellipse:
        """The computed shape."""
        radii = tuple(computed_size(radius, context) for radius in self.radii)
        across, down = self.center
        return Ellipse(radii, (from_start(across, context), from_start(down, context)))


@dataclass(frozen=True, slots=True)
class Polygon:
    """`polygon()`.

    Attributes:
        even_odd: Whether what lies in an even number of its parts is outside.
        points: Its corners.
    """

    even_odd: bool
    points: tuple[tuple[SpecifiedLength, SpecifiedLength], ...]

    def compute(self, context: Context) -> Polygon:
        """The computed shape."""
        points = tuple((computed_length(x, context), computed_length(y, context)) for x, y in self.points)
        return replace(self, points=points)


@dataclass(frozen=True, slots=True)
class Outline:
    """`path()`.

    Attributes:
        even_odd: Whether what lies in an even number of its parts is outside.
        subpaths: The parts of the path, in px from the corner of the box.
    """

    even_odd: bool
    subpaths: tuple[Subpath, ...]

    def compute(self, context: Context) -> Outline:
        """The computed shape."""
        return self


Shape = Box | Ellipse | Polygon | Outline


@dataclass(frozen=True, slots=True)
class ClipPath:
    """A clip.

    Attributes:
        shape: The shape, None for all of the box.
        box: What the shape is measured by.
    """

    shape: Shape | None
    box: str = "border-box"

    def compute(self, context: Context) -> ClipPath:
        """The computed clip."""
        return self if self.shape is None else replace(self, shape=self.shape.compute(context))


def parse_clip_path(tokens: list[Any]) -> tuple[ClipPath | None] | None:
    """A shape, a box, or both; `(None,)` for a reference, None for what is none of these."""
    if not 1 <= len(tokens) <= 2:
        return None
    if len(tokens) == 1 and tokens[0].type == "url":
        return (None,)
    shape: Shape | None = None
    box: str | None = None
    for token in tokens:
        word = ident([token])
        if word in GEOMETRY_BOXES and box is None:
            box = word
        elif token.type == "function" and shape is None:
            if token.lower_name == "url":
                return (None,)
            shape = parse_shape(token)
            if shape is None:
                return None
        else:
            return None
    return (ClipPath(shape, box or "border-box"),)


def parse_shape(token: Any) -> Shape | None:
    """A basic shape; None where a function is none."""
    arguments = significant(token.arguments)
    name = token.lower_name
    if name in ("inset", "rect", "xywh"):
        return _box(name, arguments)
    if name in ("circle", "ellipse"):
        return _ellipse(name, arguments)
    if name == "polygon":
        return _polygon(arguments)
    return _outline(arguments) if name == "path" else None


def _box(kind: str, tokens: list[Any]) -> Box | None:
    rounds = [index for index, token in enumerate(tokens) if ident([token]) == "round"]
    if len(rounds) > 1:
        return None
    cut = rounds[0] if rounds else len(tokens)
    radii = _radii(tokens[cut + 1 :]) if rounds else ()
    written = tokens[:cut]
    if radii is None or not (1 <= len(written) <= 4 if kind == "inset" else len(written) == 4):
        return None
    sides: list[SpecifiedLength | None] = []
    for index, token in enumerate(written):
        if kind == "rect" and ident([token]) == "auto":
            sides.append(None)
            continue
        side = parse_length(token, negative=kind != "xywh" or index < 2)
        if side is None:
            return None
        sides.append(side)
    return Box(kind, tuple(_around(sides)), radii)


def _around(values: list[Any]) -> list[Any]:
    """One to four values as four, as `margin` has them."""
    fours = {1: values * 4, 2: values * 2, 3: [*values, *values[1:2]]}
    return fours.get(len(values), values)


def _radii(tokens: list[Any]) -> tuple[tuple[SpecifiedLength, SpecifiedLength], ...] | None:
    """What follows `round`: as `border-radius` is written."""
    slashes = [index for index, token in enumerate(tokens) if token == "/"]
    cut = slashes[0] if slashes else len(tokens)
    across = _corners(tokens[:cut])
    down = _corners(tokens[cut + 1 :]) if slashes else across
    return None if across is None or down is None else tuple(zip(across, down, strict=True))


def _corners(tokens: list[Any]) -> list[SpecifiedLength] | None:
    lengths = [parse_length(token, negative=False) for token in tokens]
    return None if None in lengths or not 1 <= len(lengths) <= 4 else _around(lengths)


def _ellipse(name: str, tokens: list[Any]) -> Ellipse | None:
    ats = [index for index, token in enumerate(tokens) if ident([token]) == "at"]
    cut = ats[0] if ats else len(tokens)
    center = position(tokens[cut + 1 :]) if ats else _CENTER
    radii = [_radius(token) for token in tokens[:cut]]
    count = 1 if name == "circle" else 2
    if center is None or None in radii or len(radii) not in (0, count):
        return None
    return Ellipse(
        tuple(radius for radius in radii if radius is not None) or ("closest-side",) * count, center
    )


def _radius(token: Any) -> SpecifiedLength | str | None:
    word = ident([token])
    return word if word in _EXTENTS else parse_length(token, negative=False)


def _rule(parts: list[list[Any]]) -> tuple[bool, list[list[Any]]]:
    """Whether the first of the arguments names the even-odd rule, and the arguments without it."""
    word = ident(parts[0])
    return word == "evenodd", parts[1:] if word in _RULES else parts


def _polygon(tokens: list[Any]) -> Polygon | None:
    even_odd, parts = _rule(split_commas(tokens))
    points = []
    for part in parts:
        if len(part) != 2:
            return None
        x, y = parse_length(part[0]), parse_length(part[1])
        if x is None or y is None:
            return None
        points.append((x, y))
    return Polygon(even_odd, tuple(points)) if points else None


def _outline(tokens: list[Any]) -> Outline | None:
    even_odd, parts = _rule(split_commas(tokens))
    if len(parts) != 1 or len(parts[0]) != 1 or parts[0][0].type != "string":
        return None
    subpaths = parse_path(parts[0][0].value)
    return Outline(even_odd, subpaths) if subpaths else None
