"""Labels for the boxes of a debugged card, put where they cover neither each other nor the text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..boxes import Rect, TextRun
from ..css.style import Style
from ..text.fonts import FontLibrary
from ..text.shape import shape
from ..text.style import TextStyle
from .regions import Region
from .shapes.corners import Corners
from .shapes.tiles import rounded
from .text import paint_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..css.color import Color
    from ..text.shape import ShapedText
    from .canvas import Canvas

_FAMILIES: Final = ("sans-serif",)
_NAME_WEIGHT, _SIZE_WEIGHT = 600.0, 450.0
# How high a label is and how far its text is from its sides, in ems.
_HEIGHT, _ROOM, _GAP = 1.35, 0.35, 0.4
# How far the baseline is from the top, so that digits and capitals are in the middle.
_BASELINE = 1.04
# How bad it is that a label covers another, that it covers text, and each step away from its corner.
_ON_LABEL, _ON_TEXT, _STEP, _INSIDE = 100.0, 20.0, 0.05, 0.3
# How much better its place must be for a label to do without its name.
_SHORTER = 4.0
# How many steps are looked at along an edge, and away from it.
_ALONG, _ACROSS = 14, 4
# How large a square is by which labels and texts are looked for, in px.
_CELL = 64
# How many there may be in a square for each to count where it is.
_MOST_PARTS = 12


class _Label(NamedTuple):
    """A label at its place.

    Attributes:
        texts: Its texts, one after the other.
        rect: The ground they are on.
        ground: The colour of the ground.
        ink: The colour of the texts.
    """

    texts: tuple[ShapedText, ...]
    rect: Rect
    ground: Color
    ink: Color


class Labels:
    """The labels of one card.

    Args:
        canvas: The card.
        size: The size of the labels' text in px.
        texts: The rects of the card's lines of text.
    """

    def __init__(self, canvas: Canvas, size: float, texts: Iterable[Rect]) -> None:
        self._canvas = canvas
        self._size = size
        whole = Rect(0, 0, *canvas.image.size)
        self._texts, self._taken = _Covered(whole), _Covered(whole)
        for text in texts:
            self._texts.add(text)
        self._placed: list[_Label] = []

    def add(self, name: str, rect: Rect, ground: Color, ink: Color) -> None:
        """Label a rectangle with its name and its size; with its size alone where there is room for no more.

        A label that is larger than the picture is left out, and that of a rectangle which is not in it.
        """
        width, height = self._canvas.image.size
        if not _overlap(rect, Rect(0, 0, width, height)) and rect.width * rect.height > 0:
            return
        said = f"{_number(rect.width)} × {_number(rect.height)}"
        best: tuple[float, _Label] | None = None
        for parts in ((name, said), (said,)):
            label = self._placed_best(parts, rect, ground, ink)
            if label is not None and (best is None or label[0] < best[0] - _SHORTER):
                best = label
        if best is not None:
            self._placed.append(best[1])
            self._taken.add(best[1].rect)

    def paint(self) -> None:
        """Paint the labels."""
        for label in self._placed:
            left, top = round(label.rect.x), round(label.rect.y)
            region = Region(left, top, left + round(label.rect.width), top + round(label.rect.height))
            radius = (self._size / 5, self._size / 5)
            self._canvas.fill(rounded(region, Corners(radius, radius, radius, radius), region), label.ground)
            x = left + _ROOM * self._size
            baseline = float(round(top + _BASELINE * self._size))
            for text in label.texts:
                paint_glyphs(self._canvas, TextRun(x, baseline, text, Style()), label.ink)
                x += text.advance + _GAP * self._size

    def _placed_best(
        self, parts: tuple[str, ...], rect: Rect, ground: Color, ink: Color
    ) -> tuple[float, _Label] | None:
        """The label at the best of its places, with how bad that is."""
        weights = (_NAME_WEIGHT, _SIZE_WEIGHT)[-len(parts) :]
        texts = tuple(
            shape(part, TextStyle(_FAMILIES, self._size, weight), _library())
            for part, weight in zip(parts, weights, strict=True)
        )
        width = sum(text.advance for text in texts) + self._size * (2 * _ROOM + _GAP * (len(texts) - 1))
        size = (float(round(width)), float(round(_HEIGHT * self._size)))
        best: tuple[float, Rect] | None = None
        for step, place in self._places(rect, *size):
            if best is not None and step >= best[0]:
                continue
            cost = step + self._cost(place)
            if best is None or cost < best[0]:
                best = cost, place
        return None if best is None else (best[0], _Label(texts, best[1], ground, ink))

    def _places(self, rect: Rect, width: float, height: float) -> Iterator[tuple[float, Rect]]:
        """Places along the upper and the lower edge of a rectangle, inside and outside, and how far each is."""
        most_x, most_y = self._canvas.image.width - width, self._canvas.image.height - height
        if most_x < 0 or most_y < 0:
            return
        bottom = rect.y + rect.height
        along = max(rect.width - width, 0.0) / _ALONG
        for away in range(_ACROSS):
            rows = (
                (rect.y - (1 + away) * height, 0.0),
                (rect.y + away * height, _INSIDE),
                (bottom + away * height, 2 * _INSIDE),
                (bottom - (1 + away) * height, 2 * _INSIDE),
            )
            for y, cost in rows:
                if not 0 <= y <= most_y:
                    continue
                for index in range(_ALONG + 1 if along else 1):
                    x = min(max(rect.x + index * along, 0.0), most_x)
                    # Next to its box it is the box's; further away it may be taken for another's.
                    yield cost + _STEP * index + 2 * away, Rect(x, y, width, height)

    def _cost(self, place: Rect) -> float:
        """How much of a place is taken by labels or by text."""
        area = place.width * place.height
        return (_ON_LABEL * self._taken.overlap(place) + _ON_TEXT * self._texts.overlap(place)) / area


class _Covered:
    """Rectangles on a card, by the squares of a grid that they lie in: there may be thousands.

    Args:
        whole: The card.
    """

    def __init__(self, whole: Rect) -> None:
        self._whole = whole
        self._parts: dict[tuple[int, int], list[Rect]] = {}
        self._crowds: dict[tuple[int, int], float] = {}

    def add(self, rect: Rect) -> None:
        """Add one; what is not on the card counts for nothing."""
        for cell in self._cells(rect):
            parts = self._parts.setdefault(cell, [])
            part = _shared(rect, _square(cell))
            if len(parts) < _MOST_PARTS:
                parts.append(part)
            else:  # where so many are it is of no matter where exactly each is
                crowd = self._crowds.get(cell, 0.0)
                self._crowds[cell] = crowd + part.width * part.height / _CELL**2

    def overlap(self, place: Rect) -> float:
        """The areas that they share with a place, added up, in px²."""
        total = 0.0
        for cell in self._cells(place):
            total += sum(_overlap(place, part) for part in self._parts.get(cell, ()))
            if cell in self._crowds:
                total += self._crowds[cell] * _overlap(place, _square(cell))
        return total

    def _cells(self, rect: Rect) -> Iterator[tuple[int, int]]:
        x, y, width, height = _shared(rect, self._whole)
        if width > 0 and height > 0:
            for column in range(int(x / _CELL), int((x + width) / _CELL) + 1):
                for row in range(int(y / _CELL), int((y + height) / _CELL) + 1):
                    yield column, row


@cache
def _library() -> FontLibrary:
    """The bundled fonts, whatever the card has."""
    return FontLibrary()


def _number(length: float) -> str:
    """A length in px, with a decimal where it has one."""
    return f"{round(length, 1):g}"


def _square(cell: tuple[int, int]) -> Rect:
    return Rect(cell[0] * _CELL, cell[1] * _CELL, _CELL, _CELL)


def _shared(one: Rect, other: Rect) -> Rect:
    """The rectangle that two share, of a negative width or height where they are apart."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    width = min(one.x + one.width, other.x + other.width) - x
    return Rect(x, y, width, min(one.y + one.height, other.y + other.height) - y)


def _overlap(one: Rect, other: Rect) -> float:
    """The area that two rectangles share, in px²."""
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return width * height if width > 0 and height > 0 else 0.0
