"""The overlay of a debugged card: the outlines and sizes of its boxes, its baselines, the safe area."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PIL import Image

from ..boxes import Edges, Rect
from ..css.color import Color
from ..marks import box_marks, line_marks
from ..safe_area import safe_area
from .labels import Labels
from .regions import Region, snapped
from .shapes import covered, ring_pieces
from .shapes.corners import Corners
from .shapes.tiles import ring

if TYPE_CHECKING:
    from ..boxes import PlacedBox
    from ..marks import BoxMark, Kind, LineMark
    from .canvas import Canvas

# One colour for each kind of box, light enough for a dark card and dark enough for a light one.
_COLORS: Final[dict[Kind, Color]] = {
    "block": Color(37, 99, 235, 1),
    "flex": Color(147, 51, 234, 1),
    "grid": Color(22, 140, 72, 1),
    "inline": Color(217, 98, 7, 1),
    "picture": Color(13, 129, 140, 1),
}
_BASELINE = Color(236, 32, 118, 1)
_SAFE = Color(250, 204, 21, 1)
_WHITE = Color(255, 255, 255, 1)
_DARK = Color(24, 24, 27, 1)
# Around each line, so that it is seen on a ground of its own colour too.
_HALO = Color(255, 255, 255, 0.5)
_SHADE = Color(24, 24, 27, 0.55)
_PADDING = 0.1
_HATCH, _HATCH_ALPHA, _HATCH_STEP = (128, 128, 128, 255), 90, 8

# The card that the measures below are for; they grow and shrink with it.
_CARD: Final = (1200, 630)
_LABEL_SIZE, _LEAST_LABEL_SIZE = 12.0, 9.0
# An icon that is smaller than this in px has no room for more than outlines.
_LEAST_SIDE = 96


def paint_debug(canvas: Canvas, root: PlacedBox) -> None:
    """Draw the overlay onto a painted card.

    Args:
        canvas: The card.
        root: Its boxes.
    """
    width, height = canvas.image.size
    scale = min(width / _CARD[0], height / _CARD[1])
    thickness = max(floor(scale), 1)
    legible = min(width, height) >= _LEAST_SIDE
    area = safe_area(width, height)
    marks = list(box_marks(root))
    lines = list(line_marks(root, canvas.clip))
    if legible:
        _hatch_outside(canvas, area)
    for mark in marks:
        _outline(canvas, mark, thickness)
    if not legible:
        return
    for line in lines:
        _underline(canvas, line, thickness)
    _dash(canvas, snapped(area), max(scale, 0.5))
    labels = Labels(canvas, max(_LABEL_SIZE * scale, _LEAST_LABEL_SIZE), [_ink(line) for line in lines])
    labels.add("safe area", area, _SAFE, _DARK)
    # The smaller a box is, the fewer the places for its label.
    for mark in sorted(marks, key=lambda mark: mark.rect.width * mark.rect.height):
        labels.add(mark.name, mark.rect, _COLORS[mark.kind], _WHITE)
    labels.paint()


def _ink(mark: LineMark) -> Rect:
    """About what the glyphs of a line cover."""
    line = mark.line
    size = max(run.style.font_size for run in line.runs)
    ink = Rect(line.rect.x, line.baseline - 0.75 * size, line.rect.width, size)
    return ink if mark.matrix is None else mark.matrix.bounds(ink)


# --- Lines


def _outline(canvas: Canvas, mark: BoxMark, thickness: int) -> None:
    """The edges of a box, just inside of it, and its padding in a light shade."""
    canvas = canvas if mark.matrix is None else canvas.transformed(mark.matrix)
    box, own = mark.box, _COLORS[mark.kind]
    # An inline element has one in each line.
    for part in box.fragments or (box.rect,):
        outer = snapped(part)
        inside = outer.inset(box.border)
        canvas.fill(ring_pieces(canvas, inside, Corners(), box.padding), own._replace(alpha=_PADDING))
        for room, color in ((thickness + 1, _HALO), (thickness, own)):
            canvas.fill(ring_pieces(canvas, outer, Corners(), Edges(room, room, room, room)), color)


def _underline(canvas: Canvas, mark: LineMark, thickness: int) -> None:
    canvas = canvas if mark.matrix is None else canvas.transformed(mark.matrix)
    start, end = mark.span
    left, right = floor(start), ceil(end)
    if left >= right:
        return
    top = floor(mark.line.baseline + 0.5)
    canvas.fill(covered(canvas, Region(left, top - 1, right, top + thickness + 1), Corners()), _HALO)
    canvas.fill(covered(canvas, Region(left, top, right, top + thickness), Corners()), _BASELINE)


def _dash(canvas: Canvas, region: Region, scale: float) -> None:
    """A dashed frame around a region, its gaps dark."""
    thickness, length = max(round(1.5 * scale), 1), max(round(10 * scale), 3)
    edges = Edges(thickness, thickness, thickness, thickness)
    around = Region(
        region.left - thickness, region.top - thickness, region.right + thickness, region.bottom + thickness
    )
    canvas.fill(ring(around, Corners(), edges, canvas.clip), _SHADE)
    for x in range(around.left, around.right, 2 * length):
        part = around._replace(left=x, right=min(x + length, around.right))
        canvas.fill(ring(part, Corners(), edges._replace(left=0, right=0), canvas.clip), _SAFE)
    for y in range(around.top, around.bottom, 2 * length):
        part = around._replace(top=y, bottom=min(y + length, around.bottom))
        canvas.fill(ring(part, Corners(), edges._replace(top=0, bottom=0), canvas.clip), _SAFE)


def _hatch_outside(canvas: Canvas, area: Rect) -> None:
    """Hatch what platforms may crop or cover."""
    width, height = canvas.image.size
    hatch = _stripes(width, height).copy()
    hatch.paste(0, snapped(area))
    canvas.stamp(Region(0, 0, width, height), _HATCH, hatch)


@lru_cache(maxsize=2)
def _stripes(width: int, height: int) -> Image.Image:
    """A mask of thin diagonal stripes."""
    rows = [
        bytes(_HATCH_ALPHA if (x + y) % _HATCH_STEP == 0 else 0 for x in range(width))
        for y in range(_HATCH_STEP)
    ]
    tile = Image.frombytes("L", (width, _HATCH_STEP), b"".join(rows))
    mask = Image.new("L", (width, height))
    for y in range(0, height, _HATCH_STEP):
        mask.paste(tile, (0, y))
    return mask
