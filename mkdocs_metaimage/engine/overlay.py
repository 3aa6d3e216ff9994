"""The measures of a card's boxes, baselines and safe area, for overlays that a browser shows on its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .boxes import TextLine
from .depth import room_for
from .drawing import place
from .marks import box_marks, line_marks
from .paint.regions import Region
from .pictures import Pictures
from .safe_area import safe_area

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .drawing import Drawing
    from .marks import BoxMark, Kind

# Of a px, which is finer than what any screen shows.
_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class OverlayBox:
    """An element's box: the upright rectangle around it in px, transforms applied.

    Attributes:
        name: What the overlay of `debug=True` calls it: `h1.title`.
        kind: How it comes to its place, or that it shows a picture.
        depth: How many elements it is in: 0 for the outermost.
        x: The left edge, from the picture's left edge.
        y: The top edge, from the picture's top edge.
        width: The width.
        height: The height.
    """

    name: str
    kind: Kind
    depth: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class OverlayArea:
    """A rectangle of the picture in px."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that an overlay shows.

    Attributes:
        width: The picture's width in px.
        height: The picture's height in px.
        boxes: The boxes of the elements, in the order of the document.
        lines: The lines of text as far as they are seen, in the order of the document.
        safe: The part that no platform crops or covers.
    """

    width: int
    height: int
    boxes: tuple[OverlayBox, ...]
    lines: tuple[TextLine, ...]
    safe: OverlayArea


def overlay(drawing: Drawing) -> Overlay:
    """Lay a drawing out, without painting it, and measure it.

    Raises:
        CardError: A picture or a font cannot be read.
    """
    width, height = drawing.width, drawing.height
    with room_for(drawing.tree):
        root, _ = place(drawing, Pictures(dict(drawing.pictures)))
        boxes = tuple(map(_box, box_marks(root)))
        marks = line_marks(root, Region(0, 0, width, height))
        lines = tuple(_line(mark.place) for mark in marks if mark.span[0] < mark.span[1])
    return Overlay(width, height, boxes, lines, OverlayArea(*_rounded(safe_area(width, height))))


def _box(mark: BoxMark) -> OverlayBox:
    return OverlayBox(mark.name, mark.kind, mark.depth, *_rounded(mark.rect))


def _line(line: TextLine) -> TextLine:
    return TextLine(line.text, *_rounded((line.x, line.y, line.width, line.height, line.baseline)))


def _rounded(lengths: Iterable[float]) -> list[float]:
    # No length is -0.0, which not every reader knows.
    return [round(length, _DIGITS) + 0.0 for length in lengths]
