"""Sticky boxes: moved as far as it takes to be seen, within their containing blocks (CSS Position 3, section 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..boxes import PlacedBox, Rect
from ..moving import moved
from .edges import definite, margins

if TYPE_CHECKING:
    from ..boxes import Edges


def stuck(root: PlacedBox, picture: Rect) -> PlacedBox:
    """The boxes, the sticky ones at their places.

    Args:
        root: The boxes.
        picture: The whole picture, which is what is seen of the root.
    """
    return _within(root, picture, picture)


def _within(box: PlacedBox, view: Rect, block: Rect) -> PlacedBox:
    """A box with what is in it, in what is seen of a scroll container, and in a containing block."""
    if box.style.sticky and not box.fragments:
        box = moved(box, *_offset(box, view, block))
    if not box.fragments:
        block = _inside(_inside(box.rect, box.border), box.padding)
        if box.style.overflow not in ("visible", "clip") and box.tag not in ("html", "body"):
            view = block
            block = _with_overflow(block, box)
    children = tuple([_within(child, view, block) for child in box.children])
    return box._replace(children=children)


def _offset(box: PlacedBox, view: Rect, block: Rect) -> tuple[float, float]:
    """How far a box is moved to the right and down; what an inset at the start asks for outdoes one at the end."""
    top, right, bottom, left = box.style.sticky
    around = margins(box.style, block.width)
    across = _moved(
        (box.rect.x, box.rect.x + box.rect.width),
        (view.x, view.x + view.width),
        (block.x + around.left, block.x + block.width - around.right),
        (definite(left, view.width), definite(right, view.width)),
    )
    down = _moved(
        (box.rect.y, box.rect.y + box.rect.height),
        (view.y, view.y + view.height),
        (block.y + around.top, block.y + block.height - around.bottom),
        (definite(top, view.height), definite(bottom, view.height)),
    )
    return across, down


def _moved(
    box: tuple[float, float],
    view: tuple[float, float],
    block: tuple[float, float],
    insets: tuple[float | None, float | None],
) -> float:
    """How far a box is moved in one direction: all are given by their starts and ends."""
    by = 0.0
    before, after = insets
    if after is not None:
        wanted = min(view[1] - after - box[1], 0.0)
        by = max(wanted, min(block[0] - box[0], 0.0))
    if before is not None:
        wanted = max(view[0] + before - box[0] - by, 0.0)
        by += min(wanted, max(block[1] - box[1] - by, 0.0))
    return by


def _inside(rect: Rect, edges: Edges) -> Rect:
    return Rect(
        rect.x + edges.left,
        rect.y + edges.top,
        max(rect.width - edges.left - edges.right, 0.0),
        max(rect.height - edges.top - edges.bottom, 0.0),
    )


def _with_overflow(block: Rect, box: PlacedBox) -> Rect:
    """The content box of a scroll container as far as one could scroll it."""
    right = max([block.x + block.width, *(child.rect.x + child.rect.width for child in box.children)])
    bottom = max([block.y + block.height, *(child.rect.y + child.rect.height for child in box.children)])
    return Rect(block.x, block.y, right - block.x, bottom - block.y)
