"""What an overlay of a card marks, drawn or shown by a browser: its boxes by their kinds, its lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .outline import bounds, text_line, within
from .paint.regions import Region, snapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .boxes import Line, PlacedBox, Rect, TextLine
    from .paint.matrix import Matrix

#: How a box comes to its place, or that it shows a picture.
Kind = Literal["block", "flex", "grid", "inline", "picture"]

_LONGEST_NAME: Final = 36
_EVERYWHERE: Final = Region(-1_000_000, -1_000_000, 1_000_000, 1_000_000)


class BoxMark(NamedTuple):
    """A box to be marked.

    Attributes:
        name: Its name, as a selector of CSS names it.
        kind: Its kind.
        depth: How many elements it is in.
        rect: The rectangle around it, where it is seen.
        box: The box, which has its place before any matrix.
        matrix: What transforms come to for it.
    """

    name: str
    kind: Kind
    depth: int
    rect: Rect
    box: PlacedBox
    matrix: Matrix | None


class LineMark(NamedTuple):
    """A line of text to be marked: what is not cut off around it, and what transforms come to for it."""

    line: Line
    clip: Region
    matrix: Matrix | None

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it is seen, before any matrix; nothing is where these are not in order."""
        rect = self.line.rect
        return max(rect.x, self.clip.left), min(rect.x + rect.width, self.clip.right)

    @property
    def place(self) -> TextLine:
        """The line at the place where it is seen."""
        left, right = self.span
        return text_line(self.line, self.line.rect._replace(x=left, width=right - left), self.matrix)


def box_marks(box: PlacedBox, matrix: Matrix | None = None, depth: int = 0) -> Iterator[BoxMark]:
    """The boxes of elements that have a size and are not hidden, in the order of the document.

    Args:
        box: The outermost box.
        matrix: What the transforms around it come to.
        depth: How many elements it is in.
    """
    matrix = within(box, matrix)
    # What a clamp hides has a place all the same.
    if box.tag and box.style.visibility == "visible" and box.rect.width + box.rect.height > 0:
        yield BoxMark(_name(box), _kind(box), depth, bounds(box, matrix), box, matrix)
    for child in box.children:
        yield from box_marks(child, matrix, depth + bool(box.tag))


def line_marks(box: PlacedBox, clip: Region, matrix: Matrix | None = None) -> Iterator[LineMark]:
    """The lines of text that are seen.

    Args:
        box: The outermost box.
        clip: What is not cut off around it: at first the whole picture.
        matrix: What the transforms around it come to.
    """
    outer, matrix = matrix, within(box, matrix)
    if matrix is not outer:
        # Where it is turned the whole picture may be seen.
        clip = _EVERYWHERE
    if box.style.overflow != "visible" and not box.fragments:
        clip = clip.intersection(snapped(box.rect).inset(box.border))
    for line in box.lines:
        if line.runs and clip.top <= line.baseline < clip.bottom:
            yield LineMark(line, clip, matrix)
    for child in box.children:
        yield from line_marks(child, clip, matrix)


def _name(box: PlacedBox) -> str:
    name = box.tag + (f"#{box.id}" if box.id else "") + "".join(f".{each}" for each in box.classes)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _kind(box: PlacedBox) -> Kind:
    display = box.style.display
    if box.picture is not None:
        return "picture"
    if box.fragments:
        return "inline"
    return "flex" if "flex" in display else "grid" if "grid" in display else "block"
