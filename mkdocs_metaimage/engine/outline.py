"""A laid out card as its user sees it: the boxes of the elements and their lines of text, transforms applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .boxes import Box, Rect, TextLine

if TYPE_CHECKING:
    from .boxes import Line, PlacedBox
    from .paint.matrix import Matrix


def outline(placed: PlacedBox, matrix: Matrix | None = None) -> Box:
    """The boxes of the elements alone: what an anonymous box holds counts as its parent's.

    Args:
        placed: The box of an element, and all that is in it.
        matrix: What the transforms of the elements around it come to.
    """
    matrix = within(placed, matrix)
    lines, children = _contents(placed, matrix)
    return Box(placed.tag, placed.id, placed.classes, *bounds(placed, matrix), tuple(lines), tuple(children))


def _contents(placed: PlacedBox, matrix: Matrix | None) -> tuple[list[TextLine], list[Box]]:
    lines = [text_line(line, line.rect, matrix) for line in placed.lines]
    children: list[Box] = []
    for child in placed.children:
        if child.tag == "::marker" and child.lines:
            continue  # a disc or the like, which is no text
        # What is generated before and after an element's contents is a part of these.
        if child.tag and not child.tag.startswith("::"):
            children.append(outline(child, matrix))
        else:
            inner_lines, inner_children = _contents(child, within(child, matrix))
            lines += inner_lines
            children += inner_children
    return lines, children


def within(placed: PlacedBox, matrix: Matrix | None) -> Matrix | None:
    """What the transforms come to that a box and what is in it go through: its own, and those around it."""
    if not placed.style.transformed:
        return matrix
    from .paint.transforms import matrix_of  # late, as few cards have any

    own = matrix_of(placed)
    if own is None or matrix is None:
        return own or matrix
    return matrix.compose(own)


def text_line(line: Line, rect: Rect, matrix: Matrix | None) -> TextLine:
    """A line of text, or the part of it that is in a rectangle, where a matrix takes it."""
    if matrix is None:
        return TextLine(line.text, *rect, line.baseline)
    _, baseline = matrix.apply(rect.x, line.baseline)
    return TextLine(line.text, *matrix.bounds(rect), baseline)


def bounds(placed: PlacedBox, matrix: Matrix | None) -> Rect:
    """The smallest upright rectangle around a box, or around its fragments, where a matrix takes them."""
    if matrix is None:
        return placed.rect
    found = [matrix.bounds(rect) for rect in placed.fragments or (placed.rect,)]
    left, top = min(each.x for each in found), min(each.y for each in found)
    right = max(each.x + each.width for each in found)
    return Rect(left, top, right - left, max(each.y + each.height for each in found) - top)
