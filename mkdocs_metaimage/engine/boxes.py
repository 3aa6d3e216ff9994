"""What layout gives and paint takes: the boxes of a card, each at its place.

Every length is in px; every position is from the picture's top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .css.style import Style
    from .text.shape import ShapedText


class Rect(NamedTuple):
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


class Edges(NamedTuple):
    """Four widths, one for each side of a box."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


NO_EDGES: Final = Edges()


class Frame(NamedTuple):
    """What is around the content of a box, inside of its margins.

    Attributes:
        border: The widths of the borders.
        padding: The widths of the paddings.
        across: What those at the left and at the right take.
        down: What those at the top and at the bottom take.
    """

    border: Edges
    padding: Edges
    across: float
    down: float

    @staticmethod
    def of(border: Edges, padding: Edges) -> Frame:
        """The frame of these borders and paddings."""
        return Frame(
            border,
            padding,
            border.left + border.right + padding.left + padding.right,
            border.top + border.bottom + padding.top + padding.bottom,
        )


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of one line with one style and one direction, its glyphs shaped.

    Attributes:
        x: Its left edge.
        baseline: The y of its baseline.
        shaped: The glyphs.
        style: The style of the inline box it is in.
        lifts: How far below its baseline is that of each element which decorates it; empty where all are on one.
        mark: What `text-emphasis` draws at each character, None for nothing.
        snap: By how much the top of its line has been moved down to a whole pixel, and its baseline with it.
    """

    x: float
    baseline: float
    shaped: ShapedText
    style: Style
    lifts: tuple[float, ...] = ()
    mark: ShapedText | None = None
    snap: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line box.

    Attributes:
        rect: The line box: as high as the line, as wide as what is in it.
        baseline: The y of its baseline.
        text: The text of the line, in logical order.
        runs: Its runs, from left to right.
    """

    rect: Rect
    baseline: float
    text: str
    runs: tuple[TextRun, ...]


class PlacedBox(NamedTuple):
    """An element's box, or an anonymous one, at its place.

    Attributes:
        tag: The element's tag; `""` for an anonymous box.
        id: The element's id, or `""`.
        classes: The element's classes.
        style: Its computed style.
        rect: Its border box; for an inline element the union of its fragments.
        border: The widths of its borders.
        padding: The widths of its paddings.
        fragments: The border boxes of an inline element, one a line; empty for other boxes.
        lines: The lines of a box that holds inline content.
        children: The boxes of its child elements, in the order of the document, inline ones too.
        picture: For a replaced element the name of its picture among the drawing's, else None.
    """

    tag: str
    id: str
    classes: tuple[str, ...]
    style: Style
    rect: Rect
    border: Edges = NO_EDGES
    padding: Edges = NO_EDGES
    fragments: tuple[Rect, ...] = ()
    lines: tuple[Line, ...] = ()
    children: tuple[PlacedBox, ...] = ()
    picture: str | None = None


def text_runs(root: PlacedBox) -> Iterator[TextRun]:
    """The runs of text of a box and of all that is in it, in the order of the document."""
    stack = [root]
    while stack:
        box = stack.pop()
        for line in box.lines:
            yield from line.runs
        stack += box.children[::-1]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text of a laid out card: its text and its place in px.

    Attributes:
        text: The text, in logical order.
        x: The left edge.
        y: The top edge.
        width: How wide what is in the line is.
        height: The height of the line box.
        baseline: The y of the baseline.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Box:
    """An element of a laid out card: its border box in px, as `getBoundingClientRect` gives it.

    Attributes:
        tag: The element's tag.
        id: Its id, or `""`.
        classes: Its classes.
        x: The left edge, from the picture's left edge.
        y: The top edge, from the picture's top edge.
        width: The width.
        height: The height.
        lines: The lines of text directly in it.
        children: The boxes of its child elements, in the order of the document.
    """

    tag: str
    id: str
    classes: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    children: tuple[Box, ...] = ()
