"""The overlay of a debugged card: the outlines and sizes of its boxes, its baselines, the safe area."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ..boxes import Edges, Rect
from ..css.color import Color
from ..safe_area import safe_area
from .canvas import Piece, Region, snapped
from .labels import Labels
from .shapes import Corners, ring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..boxes import Line, PlacedBox
    from .canvas import Canvas

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


class _Mark(NamedTuple):
    """A box to be marked: its name, its border boxes (an inline element has one in each line), its colour."""

    name: str
    rect: Rect
    parts: tuple[Rect, ...]
    padding: Edges
    border: Edges
    color: Color


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
    for line, clip in lines:
        _underline(canvas, line, clip, thickness)
    _dash(canvas, snapped(area), max(scale, 0.5))
    labels = Labels(canvas, max(_LABEL_SIZE * scale, _LEAST_LABEL_SIZE), [_ink(line) for line, _ in lines])
    labels.add("safe area", area, _SAFE, _DARK)
    # The smaller a box is, the fewer the places for its label.
    for mark in sorted(marks, key=lambda mark: mark.rect.width * mark.rect.height):
        labels.add(mark.name, mark.rect, mark.color, _WHITE)
    labels.paint()


def _marks(box: PlacedBox) -> Iterator[_Mark]:
    # What a clamp hides has a place all the same.
    if box.tag and box.style.visibility == "visible" and box.rect.width + box.rect.height > 0:
        parts = box.fragments or (box.rect,)
        yield _Mark(_name(box), box.rect, parts, box.padding, box.border, _color(box))
    for child in box.children:
        yield from _marks(child)


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


def _lines(box: PlacedBox, clip: Region) -> Iterator[tuple[Line, Region]]:
    """The lines of text that are seen, each with what is not cut off around it."""
    if box.style.overflow != "visible" and not box.fragments:
        clip = clip.intersection(snapped(box.rect).inset(box.border))
    for line in box.lines:
        if line.runs and clip.top <= line.baseline < clip.bottom:
            yield line, clip
    for child in box.children:
        yield from _lines(child, clip)


def _ink(line: Line) -> Rect:
    """About what the glyphs of a line cover."""
    size = max(run.style.font_size for run in line.runs)
    return Rect(line.rect.x, line.baseline - 0.75 * size, line.rect.width, size)


# --- Lines


def _outline(canvas: Canvas, mark: _Mark, thickness: int) -> None:
    """The edges of a box, just inside of it, and its padding in a light shade."""
    for part in mark.parts:
        outer = snapped(part)
        inside = outer.inset(mark.border)
        canvas.fill(ring(inside, Corners(), mark.padding, canvas.clip), mark.color._replace(alpha=_PADDING))
        for room, color in ((thickness + 1, _HALO), (thickness, mark.color)):
            canvas.fill(ring(outer, Corners(), Edges(room, room, room, room), canvas.clip), color)


def _underline(canvas: Canvas, line: Line, clip: Region, thickness: int) -> None:
    left, right = max(floor(line.rect.x), clip.left), min(ceil(line.rect.x + line.rect.width), clip.right)
    if left >= right:
        return
    top = floor(line.baseline + 0.5)
    canvas.fill([Piece(Region(left, top - 1, right, top + thickness + 1))], _HALO)
    canvas.fill([Piece(Region(left, top, right, top + thickness))], _BASELINE)


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
