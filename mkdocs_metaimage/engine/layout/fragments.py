"""What layout makes of boxes: fragments with their sizes, and what is in them at its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..boxes import Edges, Rect
    from ..css.style import Style
    from ..text.shape import ShapedText
    from .tree import LayoutBox


class Margin(NamedTuple):
    """Adjoining margins: the greatest of the positive ones and the least of the negative ones."""

    positive: float = 0.0
    negative: float = 0.0

    @property
    def size(self) -> float:
        """What they collapse to (CSS 2.1, section 8.3.1)."""
        return self.positive + self.negative

    def joined(self, other: Margin) -> Margin:
        """These and others that adjoin them."""
        return Margin(max(self.positive, other.positive), min(self.negative, other.negative))

    @staticmethod
    def of(size: float) -> Margin:
        """A single margin."""
        return Margin(size, 0.0) if size >= 0 else Margin(0.0, size)


#: Where there is nothing.
NO_MARGIN: Final = Margin()


class Run(NamedTuple):
    """A piece of text in a line, positions from the corner of the box that has the line."""

    x: float
    baseline: float
    shaped: ShapedText
    style: Style
    lifts: tuple[float, ...] = ()
    mark: ShapedText | None = None


class LineFragment(NamedTuple):
    """A line box, positions from the corner of the box that has it."""

    rect: Rect
    baseline: float
    text: str
    runs: list[Run]


class Waiting(NamedTuple):
    """An absolutely positioned box that waits for its containing block to have a size.

    Attributes:
        box: The box.
        x: Where it would be if it were static.
        y: The same, downwards.
        along: Which part of its width is left of x: 0, 0.5 or 1.
        down: Which part of its height is above y.
    """

    box: LayoutBox
    x: float
    y: float
    along: float = 0.0
    down: float = 0.0


class Child(NamedTuple):
    """A fragment in another, at a place from that one's corner."""

    x: float
    y: float
    fragment: Fragment


@dataclass(slots=True, eq=False)
class Content:
    """What is in a box, positions from the corner of its border box.

    Attributes:
        height: How high it is.
        children: The fragments.
        lines: The lines.
        inlines: The border boxes of inline boxes' fragments.
        baseline: The first baseline, None if there is none.
        last_baseline: The last one.
        top: The margins that adjoin the top of the box from inside.
        bottom: The margins that adjoin its bottom.
        empty: Whether margins collapse through it.
        waiting: The absolutely positioned boxes whose containing block is further out.
        fitted: The box with its text in another size, of which this is the content.
        hidden: Of the boxes in it those that a clamp or an ellipsis hides: they have their places all the same.
        shown: How many of the `inlines` a clamp shows, None for all.
        areas: For an absolutely positioned box its containing block, made from the padding box of this box;
            None where that is the containing block itself.
    """

    height: float = 0.0
    children: list[Child] = field(default_factory=list)
    lines: list[LineFragment] = field(default_factory=list)
    inlines: list[tuple[LayoutBox, Rect]] = field(default_factory=list)
    baseline: float | None = None
    last_baseline: float | None = None
    top: Margin = NO_MARGIN
    bottom: Margin = NO_MARGIN
    empty: bool = False
    waiting: list[Waiting] = field(default_factory=list)
    fitted: LayoutBox | None = None
    hidden: set[LayoutBox] = field(default_factory=set)
    shown: int | None = None
    areas: Callable[[LayoutBox, Rect], Rect] | None = None


@dataclass(slots=True, eq=False)
class Fragment:
    """A box with its size (of its border box, in px) and what is in it at its place."""

    box: LayoutBox
    width: float
    height: float
    border: Edges
    padding: Edges
    content: Content
