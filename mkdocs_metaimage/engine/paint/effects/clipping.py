"""The shapes of `clip-path` as outlines (CSS Shapes 1, section 3; CSS Masking 1, section 5)."""

from __future__ import annotations

from math import hypot, sqrt
from typing import TYPE_CHECKING

from ...boxes import Rect
from ...css.values import Length
from ...css.values.clips import Box, Ellipse, Polygon
from ..flattening import Outline
from ..regions import snapped
from ..shapes.corners import Corners, corners_of, fitting

if TYPE_CHECKING:
    from ...boxes import Edges, PlacedBox
    from ...css.values.clips import ClipPath
    from ...css.values.clips import Outline as ClippedPath


def clip_of(box: PlacedBox, clip: ClipPath) -> tuple[Outline, bool]:
    """The outline of a clip, and whether it is filled by the even-odd rule.

    Args:
        box: The box that has it.
        clip: The clip.
    """
    rect = reference_box(box, clip.box)
    shape = clip.shape
    if shape is None:
        return _whole(box, clip.box, rect), False
    if isinstance(shape, Box):
        return _box(shape, rect), False
    if isinstance(shape, Ellipse):
        return _ellipse(shape, rect), False
    if isinstance(shape, Polygon):
        points = [(rect.x + _px(x, rect.width), rect.y + _px(y, rect.height)) for x, y in shape.points]
        return Outline.polygon(points), shape.even_odd
    return _outline(shape, rect), shape.even_odd


def reference_box(box: PlacedBox, name: str) -> Rect:
    """The box by which a shape is measured: those of SVG stand for the nearest of CSS."""
    if name == "padding-box":
        return _inset(box.rect, box.border)
    if name in ("content-box", "fill-box"):
        return _inset(_inset(box.rect, box.border), box.padding)
    if name == "margin-box":
        style = box.style
        sides = (style.margin_top, style.margin_right, style.margin_bottom, style.margin_left)
        top, right, bottom, left = (side.px if isinstance(side, Length) else 0.0 for side in sides)
        x, y, width, height = box.rect
        return Rect(x - left, y - top, width + left + right, height + top + bottom)
    return box.rect


def _inset(rect: Rect, edges: Edges) -> Rect:
    return Rect(
        rect.x + edges.left,
        rect.y + edges.top,
        rect.width - edges.left - edges.right,
        rect.height - edges.top - edges.bottom,
    )


def _px(length: object, base: float) -> float:
    assert isinstance(length, Length)
    return length.resolve(base)


def _whole(box: PlacedBox, name: str, rect: Rect) -> Outline:
    """All of a box, with the rounded corners that it has."""
    corners = corners_of(box.style, snapped(box.rect))
    if name == "padding-box":
        corners = corners.inset(box.border)
    elif name in ("content-box", "fill-box"):
        corners = corners.inset(box.border).inset(box.padding)
    return Outline.rounded(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height, corners)


def _box(shape: Box, rect: Rect) -> Outline:
    left, top, right, bottom = _sides(shape, rect.width, rect.height)
    if left >= right or top >= bottom:
        return Outline()
    radii = [(_px(x, rect.width), _px(y, rect.height)) for x, y in shape.radii]
    corners = fitting(radii, right - left, bottom - top) if radii else Corners()
    return Outline.rounded(rect.x + left, rect.y + top, rect.x + right, rect.y + bottom, corners)


def _sides(shape: Box, width: float, height: float) -> tuple[float, float, float, float]:
    """The left, top, right and bottom edges of a shape in a box of a size."""
    bases = (width, height, width, height) if shape.kind == "xywh" else (height, width, height, width)
    first, second, third, fourth = (
        None if side is None else _px(side, base) for side, base in zip(shape.sides, bases, strict=True)
    )
    if shape.kind == "xywh":
        x, y = first or 0.0, second or 0.0
        return x, y, x + (third or 0.0), y + (fourth or 0.0)
    if shape.kind == "rect":
        left, top = fourth or 0.0, first or 0.0
        return left, top, width if second is None else second, height if third is None else third
    top, bottom = _shared(first or 0.0, third or 0.0, height)
    left, right = _shared(fourth or 0.0, second or 0.0, width)
    return left, top, width - right, height - bottom


def _shared(start: float, end: float, size: float) -> tuple[float, float]:
    """Insets that are larger together than the box meet where they would in proportion."""
    if start + end <= size or start + end <= 0:
        return start, end
    return start * size / (start + end), end * size / (start + end)


def _ellipse(shape: Ellipse, rect: Rect) -> Outline:
    x, y = (_px(place, base) for place, base in zip(shape.center, (rect.width, rect.height), strict=True))
    if len(shape.radii) == 1:
        radius = _radius(shape.radii[0], x, y, rect)
        return Outline.ellipse(rect.x + x, rect.y + y, radius, radius)
    across, down = shape.radii
    radius_x = _extent(across, x, rect.width)
    radius_y = _extent(down, y, rect.height)
    return Outline.ellipse(rect.x + x, rect.y + y, radius_x, radius_y)


def _radius(radius: object, x: float, y: float, rect: Rect) -> float:
    """The radius of a circle: percentages are of the box's diagonal, shortened by the root of 2."""
    sides = (abs(x), abs(rect.width - x), abs(y), abs(rect.height - y))
    if radius == "closest-side":
        return min(sides)
    if radius == "farthest-side":
        return max(sides)
    if isinstance(radius, str):
        pick = min if radius == "closest-corner" else max
        return hypot(pick(sides[:2]), pick(sides[2:]))
    return _px(radius, hypot(rect.width, rect.height) / sqrt(2))


def _extent(radius: object, center: float, size: float) -> float:
    """One of the two radii of an ellipse."""
    if not isinstance(radius, str):
        return _px(radius, size)
    pick = min if radius.startswith("closest") else max
    return pick(abs(center), abs(size - center))


def _outline(shape: ClippedPath, rect: Rect) -> Outline:
    x, y = rect.x, rect.y
    return Outline(
        tuple(
            (
                (x + start[0], y + start[1]),
                tuple(tuple((x + px, y + py) for px, py in segment) for segment in segments),
            )
            for start, segments in ((part.start, part.segments) for part in shape.subpaths)
        )
    )
