"""How the boxes of a line lie to each other, upwards and downwards (CSS Inline 3; CSS 2.1, section 10.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...css.values import Length
from ..edges import margins
from ..formatting import LayoutContext, Strut, strut
from .culling import has_box

if TYPE_CHECKING:
    from ...css.style import Style
    from ...text.shape import ShapedText
    from ..fragments import Fragment
    from ..tree import LayoutBox
    from .items import Item


class Extent(NamedTuple):
    """How far something reaches above and below a baseline."""

    above: float
    below: float

    def joined(self, other: Extent, shift: float = 0.0) -> Extent:
        """This and another whose baseline is so much further down."""
        return Extent(max(self.above, other.above - shift), max(self.below, other.below + shift))


@dataclass(slots=True, eq=False)
class Heights:
    """The vertical places in a line.

    Attributes:
        above: How far the line box reaches above its baseline.
        below: And below it.
        shifts: How far the baseline of each inline box, and of each atomic box, is below that of the line.
    """

    above: float
    below: float
    shifts: dict[LayoutBox, float]


@dataclass(slots=True, eq=False)
class _Node:
    """A box in the line.

    Attributes:
        box: The box, None for the line box.
        style: Its style.
        extent: How far it and what is in it reach, from its own baseline.
        shift: How far its baseline is below that of the box it is in, or of the line box.
        children: The boxes in it.
        still: Whether `vertical-align` does not move it.
    """

    box: LayoutBox | None
    style: Style
    extent: Extent
    shift: float = 0.0
    children: list[_Node] = field(default_factory=list)
    still: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is aligned to the line box, or to the next box around it that is."""
        return self.box is not None and not self.still and self.style.vertical_align in ("top", "bottom")


def heights_of(ctx: LayoutContext, root: Style, items: list[Item], base: float) -> Heights:
    """Align the boxes of a line to each other (CSS 2.1, section 10.8.1).

    Args:
        ctx: What layout takes from outside.
        root: The style of the block container.
        items: The items of the line.
        base: The width of the block container, for percentages of margins.
    """
    own = strut(ctx, root)
    top = _Node(None, root, Extent(own.above, own.below))
    nodes: dict[LayoutBox, _Node] = {}
    for item in items:
        node = top
        for box in item.stack:
            node = nodes.get(box) or _added(nodes, node, box, strut(ctx, box.style))
            # Nothing is in the box yet, and nothing moves but a box of its own.
            node.still = (
                item.opens and any(edge.box is box for edge in item.opening) and not has_box(ctx, box)
            )
        if item.atomic is not None:
            child = _Node(item.atomic.box, item.atomic.box.style, atomic_extent(item.atomic, base))
            nodes[item.atomic.box] = child
            node.children.append(child)
        elif item.text is not None and item.style is not None and item.style.line_height is None:
            node.extent = _with_fonts(node.extent, item.text)
    if not nodes:
        return Heights(*top.extent, {})
    pending = _align(ctx, top)
    _align_pending(top, pending)
    shifts: dict[LayoutBox, float] = {}
    _collect(top, 0.0, shifts)
    return Heights(top.extent.above, top.extent.below, shifts)


def _added(nodes: dict[LayoutBox, _Node], parent: _Node, box: LayoutBox, own: Strut) -> _Node:
    node = nodes[box] = _Node(box, box.style, Extent(own.above, own.below))
    parent.children.append(node)
    return node


def _with_fonts(extent: Extent, text: ShapedText) -> Extent:
    """With `line-height: normal` every font that a text uses has its say (CSS Inline 3, section 5.1)."""
    if len(text.runs) == 1 and text.text.isascii():
        return extent
    for face in {run.face for run in text.runs}:
        upper = round(face.line_gap) / 2 // 1
        extent = extent.joined(Extent(face.ascent + upper, face.descent + round(face.line_gap) - upper))
    return extent


def _align(ctx: LayoutContext, node: _Node) -> list[_Node]:
    """Find the shifts of what is in a box, from the inside out; returns the boxes that wait for a line box."""
    pending: list[_Node] = []
    for child in node.children:
        waiting = _align(ctx, child)
        if child.waits:
            # What is in it and waits, waits for it, and not for the line box.
            _align_pending(child, waiting)
            pending.append(child)
        else:
            pending += waiting
            child.shift = _shift(ctx, child, node)
            node.extent = node.extent.joined(child.extent, child.shift)
    return pending


def _align_pending(node: _Node, pending: list[_Node]) -> None:
    """What is aligned to a line box comes last, and makes it higher where it does not fit."""
    for child in pending:
        missing = max(sum(child.extent) - sum(node.extent), 0.0)
        above, below = node.extent
        bottom = child.style.vertical_align == "bottom"
        node.extent = Extent(above + missing, below) if bottom else Extent(above, below + missing)
    for child in pending:
        bottom = child.style.vertical_align == "bottom"
        child.shift = (
            node.extent.below - child.extent.below if bottom else child.extent.above - node.extent.above
        )


def _collect(node: _Node, shift: float, shifts: dict[LayoutBox, float]) -> None:
    """The shifts from the baseline of the line.

    What is aligned to the line is moved by the boxes around it all the same, as in Chromium.
    """
    for child in node.children:
        assert child.box is not None
        shifts[child.box] = shift + child.shift
        _collect(child, shifts[child.box], shifts)


def atomic_extent(fragment: Fragment, base: float) -> Extent:
    """An atomic box stands on its last baseline, or on its bottom margin edge; a container of items on its first."""
    around = margins(fragment.box.style, base)
    box, content = fragment.box, fragment.content
    if box.kind.distributes:
        baseline = content.baseline
    else:
        scrolls = box.style.overflow not in ("visible", "clip")
        baseline = None if scrolls else content.last_baseline
    if baseline is None:
        return Extent(fragment.height + around.top + around.bottom, 0.0)
    return Extent(around.top + baseline, fragment.height - baseline + around.bottom)


def _shift(ctx: LayoutContext, node: _Node, parent: _Node) -> float:
    """How far `vertical-align` moves a box down from its parent's baseline."""
    align, extent = node.style.vertical_align, node.extent
    if align == "baseline" or node.still:
        return 0.0
    if isinstance(align, Length):
        own = strut(ctx, node.style)
        return -align.resolve(own.above + own.below)
    if align == "sub":
        return parent.style.font_size / 5 + 1  # as Chromium has it
    if align == "super":
        return -(parent.style.font_size / 3 + 1)
    outer = strut(ctx, parent.style)
    if align == "middle":
        return (extent.above - extent.below) / 2 - outer.font.x_height / 2
    if align == "text-top":
        return extent.above - outer.ascent
    return outer.descent - extent.below
