"""Where transforms take boxes (CSS Transforms 1, section 3; CSS Transforms 2, section 6)."""

from __future__ import annotations

from math import cos, floor, hypot, radians, sin
from operator import is_
from typing import TYPE_CHECKING, Final

from ..moving import moved
from .matrix import Matrix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..boxes import PlacedBox, Rect
    from ..css.values.transforms import Step

# Rows of four numbers, as a point (x, y, z, 1) takes them.
_Space = tuple[tuple[float, float, float, float], ...]
_NOTHING: Final = Matrix(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_FARTHEST: Final = 1e15
_IN_PLANE: Final = ("matrix", "skew")


def matrix_of(box: PlacedBox) -> Matrix | None:
    """Where a box is taken, from px of the picture to such px; None where it stays.

    Inline boxes that are not replaced cannot be transformed.
    """
    style = box.style
    if box.fragments or not style.transformed:
        return None
    rect = box.rect
    base = _reference(box)
    steps = (*style.translate, *style.rotate, *style.scale, *style.transform)
    across, down, depth = style.transform_origin
    # Browsers put the corner of what they transform at a whole pixel.
    x = floor(rect.x + 0.5) + base.x - rect.x + across.resolve(base.width)
    y = floor(rect.y + 0.5) + base.y - rect.y + down.resolve(base.height)
    if all(_stays_in_plane(step) for step in steps):
        matrix = Matrix()
        for step in steps:
            matrix = matrix.compose(_flat(step, base))
        matrix = matrix.about(x, y)
    else:
        matrix = _projected(steps, base, (x, y, depth.px))
    # Else what is far away would be at no place that a number can hold.
    if not all(abs(number) < _FARTHEST for number in matrix):
        return _NOTHING
    return None if matrix.is_translation and not round(matrix.e, 6) and not round(matrix.f, 6) else matrix


def settled(box: PlacedBox) -> PlacedBox:
    """The same boxes, those at their new places that a transform only moves, by whole px: no matrix is needed.

    The corner of a box that a transform turns or scales is put at a whole pixel, as browsers do.
    """
    if box.style.transformed:
        matrix = matrix_of(box)
        if matrix is None:
            pass
        elif matrix.is_whole_translation:
            box = moved(box, round(matrix.e), round(matrix.f))
            # It goes on being a stacking context and a containing block.
            style = box.style.but(transform=(), translate=(), rotate=(), scale=(), will_change=("transform",))
            box = box._replace(style=style)
        elif not matrix.is_translation:
            right, down = floor(box.rect.x + 0.5) - box.rect.x, floor(box.rect.y + 0.5) - box.rect.y
            if right or down:
                box = moved(box, right, down)
    children = tuple([settled(child) for child in box.children])
    if all(map(is_, children, box.children)):
        return box
    return box._replace(children=children)


def shows_its_back(box: PlacedBox) -> bool:
    """Whether a box is turned around, and not to be seen from behind (`backface-visibility`)."""
    style = box.style
    if style.backface_visibility != "hidden" or box.fragments or not style.transformed:
        return False
    space = _space_of((*style.rotate, *style.scale, *style.transform), box.rect)
    # Which way the normal of the plane points.
    (a, c, *_), (b, d, *_) = space[0], space[1]
    return space[2][2] < 0 and a * d - b * c != 0


def _reference(box: PlacedBox) -> Rect:
    """The box that percentages and the origin are relative to."""
    rect = box.rect
    if box.style.transform_box not in ("content-box", "fill-box"):
        return rect
    edges = [line + room for line, room in zip(box.border, box.padding, strict=True)]
    top, right, bottom, left = edges
    return rect._replace(
        x=rect.x + left, y=rect.y + top, width=rect.width - left - right, height=rect.height - top - bottom
    )


def _stays_in_plane(step: Step) -> bool:
    name, arguments = step
    if name == "rotate":
        return not arguments[0] and not arguments[1]
    if name == "translate":
        return not arguments[2].px
    return name in _IN_PLANE or (name == "scale" and arguments[2] == 1)


def _flat(step: Step, base: Rect) -> Matrix:
    """The matrix of a function that stays in the plane."""
    name, arguments = step
    if name == "translate":
        return Matrix.translation(arguments[0].resolve(base.width), arguments[1].resolve(base.height))
    if name == "scale":
        return Matrix.scaling(*arguments[:2])
    if name == "rotate":
        depth, angle = arguments[2:]
        return Matrix.rotation(angle if depth > 0 else -angle if depth < 0 else 0.0)
    return Matrix.skewing(*arguments) if name == "skew" else Matrix(*arguments)


# --- In space


def _projected(steps: Iterable[Step], base: Rect, origin: tuple[float, float, float]) -> Matrix:
    """What is seen of the plane, where functions have taken it, from straight ahead.

    Of a perspective that is the size which it gives what is at the origin.
    """
    x, y, z = origin
    space = _product(_moved(0.0, 0.0, z), _product(_space_of(steps, base), _moved(0.0, 0.0, -z)))
    (a, c, _, e), (b, d, _, f), _, (_, _, _, w) = space
    if not w:
        return _NOTHING
    return Matrix(a / w, b / w, c / w, d / w, e / w, f / w).about(x, y)


def _space_of(steps: Iterable[Step], base: Rect) -> _Space:
    space = _moved(0.0, 0.0, 0.0)
    for step in steps:
        space = _product(space, _spatial(step, base))
    return space


def _spatial(step: Step, base: Rect) -> _Space:
    """The matrix of any function."""
    name, arguments = step
    if name == "translate":
        x, y, z = arguments
        return _moved(x.resolve(base.width), y.resolve(base.height), z.px)
    if name == "scale":
        x, y, z = arguments
        return (x, 0.0, 0.0, 0.0), (0.0, y, 0.0, 0.0), (0.0, 0.0, z, 0.0), (0.0, 0.0, 0.0, 1.0)
    if name == "rotate":
        return _turned(*arguments)
    if name == "perspective":
        away = -1 / max(arguments[0].px, 1.0)
        return (1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, away, 1.0)
    if name == "matrix3d":
        return tuple(arguments[row::4] for row in range(4))
    a, b, c, d, e, f = _flat(step, base)
    return (a, c, 0.0, e), (b, d, 0.0, f), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0)


def _moved(x: float, y: float, z: float) -> _Space:
    return (1.0, 0.0, 0.0, x), (0.0, 1.0, 0.0, y), (0.0, 0.0, 1.0, z), (0.0, 0.0, 0.0, 1.0)


def _turned(x: float, y: float, z: float, degrees: float) -> _Space:
    """Turned about an axis, by the formula of Rodrigues."""
    length = hypot(x, y, z)
    if not length:
        return _moved(0.0, 0.0, 0.0)
    x, y, z = x / length, y / length, z / length
    s, c = sin(radians(degrees)), cos(radians(degrees))
    t = 1 - c
    return (
        (t * x * x + c, t * x * y - s * z, t * x * z + s * y, 0.0),
        (t * x * y + s * z, t * y * y + c, t * y * z - s * x, 0.0),
        (t * x * z - s * y, t * y * z + s * x, t * z * z + c, 0.0),
        (0.0, 0.0, 0.0, 1.0),
    )


def _product(left: _Space, right: _Space) -> _Space:
    columns = [*zip(*right, strict=True)]
    rows = [[sum(a * b for a, b in zip(row, column, strict=True)) for column in columns] for row in left]
    return tuple((w, x, y, z) for w, x, y, z in rows)
