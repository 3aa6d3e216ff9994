"""The overlay of a debugged card: the outlines and sizes of its boxes, its baselines, the safe area."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ..boxes import Edges, Rect
from ..css.color import Color
from ..outline import bounds, within
from ..safe_area import safe_area
from .labels import Labels
from .regions import Region, snapped
from .shapes import covered, ring_pieces
from .shapes.corners import Corners
from .shapes.tiles import ring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import Line, PlacedBox
    from .canvas import Canvas
    from .matrix import Matrix

# One colour for each kind of box, light enough for a dark card and dark enough for a light one.
_BLOCK = Color(37, 99, 235, 1)
_FLEX = Color(147, 51, 234, 1)
_GRID = Color(22, 140, 72, 1)
_INLINE = Color(217, 98, 7, 1)
_PICTURE = Color(13, 129, 140, 1)
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
_LONGEST_NAME = 36
# An icon that is smaller than this in px has no room for more than outlines.
_LEAST_SIDE = 96
_EVERYWHERE: Final = Region(-1_000_000, -1_000_000, 1_000_000, 1_000_000)


class _Mark(NamedTuple):
    """A box to be marked.

    Attributes:
        name: Its name.
        rect: The rectangle around it, where it is seen.
        parts: Its border boxes, before any matrix: an inline element has one in each line.
        padding: The widths of its paddings.
        border: The widths of its borders.
        color: The colour for it.
        matrix: What transforms come to for it.
    """

    name: str
    rect: Rect
    parts: tuple[Rect, ...]
    padding: Edges
    border: Edges
    color: Color
    matrix: Matrix | None


class _Line(NamedTuple):
    """A line of text to be marked: what is not cut off around it, and what transforms come to for it."""

    line: Line
    clip: Region
    matrix: Matrix | None


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
    marks = list(_marks(root))
    lines = list(_lines(root, canvas.clip))
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
        labels.add(mark.name, mark.rect, mark.color, _WHITE)
    labels.paint()


def _marks(box: PlacedBox, matrix: Matrix | None = None) -> Iterator[_Mark]:
    matrix = within(box, matrix)
    # What a clamp hides has a place all the same.
    if box.tag and box.style.visibility == "visible" and box.rect.width + box.rect.height > 0:
        parts = box.fragments or (box.rect,)
        rect = bounds(box, matrix)
        yield _Mark(_name(box), rect, parts, box.padding, box.border, _color(box), matrix)
    for child in box.children:
        yield from _marks(child, matrix)


def _name(box: PlacedBox) -> str:
    name = box.tag + (f"#{box.id}" if box.id else "") + "".join(f".{each}" for each in box.classes)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _color(box: PlacedBox) -> Color:
    display = box.style.display
    if box.picture is not None:
        return _PICTURE
    if box.fragments:
        return _INLINE
    return _FLEX if "flex" in display else _GRID if "grid" in display else _BLOCK


def _lines(box: PlacedBox, clip: Region, matrix: Matrix | None = None) -> Iterator[_Line]:
    """The lines of text that are seen."""
    outer, matrix = matrix, within(box, matrix)
    if matrix is not outer:
        # Where it is turned the whole picture may be seen.
        clip = _EVERYWHERE
    if box.style.overflow != "visible" and not box.fragments:
        clip = clip.intersection(snapped(box.rect).inset(box.border))
    for line in box.lines:
        if line.runs and clip.top <= line.baseline < clip.bottom:
            yield _Line(line, clip, matrix)
    for child in box.children:
        yield from _lines(child, clip, matrix)


def _ink(mark: _Line) -> Rect:
    """About what the glyphs of a line cover."""
    line = mark.line
    size = max(run.style.font_size for run in line.runs)
    ink = Rect(line.rect.x, line.baseline - 0.75 * size, line.rect.width, size)
    return ink if mark.matrix is None else mark.matrix.bounds(ink)


# --- Lines


def _outline(canvas: Canvas, mark: _Mark, thickness: int) -> None:
    """The edges of a box, just inside of it, and its padding in a light shade."""
    canvas = canvas if mark.matrix is None else canvas.transformed(mark.matrix)
    for part in mark.parts:
        outer = snapped(part)
        inside = outer.inset(mark.border)
        canvas.fill(ring_pieces(canvas, inside, Corners(), mark.padding), mark.color._replace(alpha=_PADDING))
        for room, color in ((thickness + 1, _HALO), (thickness, mark.color)):
            canvas.fill(ring_pieces(canvas, outer, Corners(), Edges(room, room, room, room)), color)


def _underline(canvas: Canvas, mark: _Line, thickness: int) -> None:
    line, clip, matrix = mark
    canvas = canvas if matrix is None else canvas.transformed(matrix)
    left, right = max(floor(line.rect.x), clip.left), min(ceil(line.rect.x + line.rect.width), clip.right)
    if left >= right:
        return
    top = floor(line.baseline + 0.5)
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
