"""From styled elements to the boxes that layout works on (CSS Display 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..css.values import ZERO
from ..css.values.grammar import FallbackRatio
from ..element import UNDRAWN
from .floats import floats_in, side_of
from .list_items import mark_items
from .tree import Kind, LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..cache import BoundedCache
    from ..css.cascade import StyledNode
    from ..css.style import Style

    PictureSize = Callable[[str], tuple[float, float] | None]
    MarkerSize = Callable[[Style], tuple[float, float]]

_WHITE_SPACE = " \t\n\r\f"
_PRESERVING = ("preserve", "break-spaces")
_REPLACED = frozenset(("img", "svg"))
_OUT_OF_FLOW = ("absolute", "fixed")
_CONTAINERS = {
    "flex": Kind.FLEX, "inline-flex": Kind.FLEX, "grid": Kind.GRID, "inline-grid": Kind.GRID,
}  # fmt: skip
_INLINE_LEVEL = ("inline-block", "inline-flex", "inline-grid")


class _Block(NamedTuple):
    """A block among inline content, with the inline boxes that it breaks, the outermost first."""

    box: LayoutBox
    breaks: tuple[LayoutBox, ...] = ()


def generate(
    root: StyledNode,
    kept: BoundedCache[StyledNode, LayoutBox],
    picture_size: PictureSize,
    marker_size: MarkerSize,
) -> LayoutBox:
    """The box tree of a styled tree.

    Args:
        root: The tree.
        kept: The boxes of shared nodes, with what layout remembers on them.
        picture_size: The natural size in px of a picture by its name; None where it has none.
        marker_size: How wide and high the `list-style-image` of a style is, in px.
    """
    box = _Generator(kept, picture_size, marker_size).block_level(root, None)
    box.independent = True
    return box


class _Generator:
    """What makes a box tree.

    Its methods take the inline box that is the containing block of what is absolutely positioned, if it is
    one (CSS Position 3, section 2.1).
    """

    def __init__(
        self,
        kept: BoundedCache[StyledNode, LayoutBox],
        picture_size: PictureSize,
        marker_size: MarkerSize,
    ) -> None:
        self._kept = kept
        self._picture_size = picture_size
        self._marker_size = marker_size
        self._broken: dict[int, bool] = {}

    def block_level(self, node: StyledNode, holder: LayoutBox | None) -> LayoutBox:
        """The box of an element that is, or is made, block-level."""
        style = node.style
        outside = style.position in _OUT_OF_FLOW
        holds = holder if outside and style.position == "absolute" else None
        inner = None if style.contains_absolute else holder
        if node.tag in _REPLACED:
            return LayoutBox(Kind.REPLACED, self._of_picture(node), node, independent=True, holder=holds)
        kind = _CONTAINERS.get(style.display)
        if kind is not None:
            return LayoutBox(kind, style, node, self._items(node, inner), independent=True, holder=holds)
        independent = (
            outside
            or style.display in ("inline-block", "flow-root")
            or style.overflow not in ("visible", "clip")
            # CSS Box Alignment 3, section 5.1.1.
            or style.align_content != "normal"
        )
        kind, children = self._block_children(node, inner)
        box = LayoutBox(kind, style, node, children, independent, holder=holds)
        box.floating = kind is Kind.FLOW and _has_floats(box)
        return box

    def _of_picture(self, node: StyledNode) -> Style:
        """The style of a picture, which keeps its own ratio where `aspect-ratio` is for those that have none."""
        if not isinstance(node.style.aspect_ratio, FallbackRatio):
            return node.style
        size = self._picture_size(node.attributes.get("src", "").strip())
        return node.style if not size or not all(size) else node.style.but(aspect_ratio=None)

    # --- Flex and grid containers

    def _items(self, node: StyledNode, holder: LayoutBox | None) -> list[LayoutBox | TextPiece]:
        """CSS Flexbox 1, section 4: each child is an item, each run of text is one in an anonymous block.

        So it is in grids (CSS Grid 1, section 6).
        """
        items: list[LayoutBox | TextPiece] = []
        texts: list[LayoutBox | TextPiece] = []
        shows = False
        for child in (*_flattened(node), None):
            if isinstance(child, TextPiece):
                texts.append(child)
                shows = shows or not _blank(child)
                continue
            if child is not None and child.tag == "br":
                texts.append(LayoutBox(Kind.BREAK, child.style, child))
                shows = True
                continue
            if shows:
                texts = [_own_font(text, node.style) for text in texts]
                items.append(LayoutBox(Kind.LINES, node.style.anonymous, None, texts, independent=True))
            texts, shows = [], False
            if child is not None:
                items.append(self._item(child, holder))
        mark_items(node, items, self._marker_size)
        return items

    def _item(self, node: StyledNode, holder: LayoutBox | None) -> LayoutBox:
        if not node.shared or holder is not None:
            item = self.block_level(node, holder)
        else:
            item = self._kept.get(node, lambda: self.block_level(node, None))
            item.kept = True
        item.independent = True
        return item

    # --- Block containers

    def _block_children(
        self, node: StyledNode, holder: LayoutBox | None
    ) -> tuple[Kind, list[LayoutBox | TextPiece]]:
        """Lines if everything is inline, else blocks, inline runs wrapped (CSS 2.1, section 9.2.1.1)."""
        parts = list(self._parts(node, holder))
        boxes = (part.box if isinstance(part, _Block) else part for part in parts)
        mark_items(node, boxes, self._marker_size)
        if not any(isinstance(part, _Block) or floats_in(part) for part in parts):
            inline = [part for part in parts if not isinstance(part, _Block)]
            if any(_shows(part) for part in inline):
                return Kind.LINES, inline
            return Kind.FLOW, [part for part in inline if isinstance(part, LayoutBox)]
        blocks: list[LayoutBox | TextPiece] = []
        run: list[LayoutBox | TextPiece] = []
        for part in (*parts, None):
            if part is not None and not isinstance(part, _Block):
                if isinstance(part, LayoutBox) and part.floated and not any(_shows(each) for each in run):
                    blocks.append(part)
                else:
                    run.append(part)
                continue
            first = all(isinstance(block, LayoutBox) and block.floated for block in blocks)
            blocks += _wrapped(run, node.style, first=first)
            run = []
            if part is None:
                break
            _append(blocks, part, node.style)
        return Kind.FLOW, blocks

    def _parts(self, node: StyledNode, holder: LayoutBox | None) -> Iterator[LayoutBox | TextPiece | _Block]:
        """The children of a block container or of an inline box, what is broken by blocks in its pieces."""
        for child in _flattened(node):
            if not self._is_block(child):
                yield self._inline_level(child, node.style, holder)
                continue
            assert not isinstance(child, TextPiece)
            if child.style.display == "inline":
                yield from self._pieces(child, holder)
            else:
                yield _Block(self.block_level(child, holder))

    def _pieces(self, node: StyledNode, holder: LayoutBox | None) -> Iterator[LayoutBox | _Block]:
        """An inline element with blocks in it: its pieces, and between them the blocks."""
        whole = LayoutBox(Kind.INLINE, node.style, node)
        inner = whole if node.style.position != "static" else holder
        parts = list(self._parts(node, inner))
        whole.children = _in_order(parts)
        first = True
        run: list[LayoutBox | TextPiece] = []
        for part in (*parts, None):
            if part is not None and not isinstance(part, _Block):
                run.append(part)
                continue
            if first or part is None or any(isinstance(each, LayoutBox) or not _blank(each) for each in run):
                style = _piece_style(node.style, first=first, last=part is None)
                yield LayoutBox(Kind.INLINE, style, node, run, whole=whole)
            first, run = False, []
            if part is not None:
                yield part._replace(breaks=(whole, *part.breaks))

    def _is_block(self, child: StyledNode | TextPiece) -> bool:
        """Whether a child is block-level and in flow; an inline element with a block in it counts as one."""
        if isinstance(child, TextPiece) or child.style.position in _OUT_OF_FLOW:
            return False
        if child.style.float_side != "none":
            return False
        if child.style.display != "inline":
            return child.style.display not in _INLINE_LEVEL
        if child.tag in _REPLACED:
            return False
        found = self._broken.get(id(child))
        if found is None:
            found = any(self._is_block(inner) for inner in _flattened(child))
            self._broken[id(child)] = found
        return found

    def _inline_level(
        self, child: StyledNode | TextPiece, parent: Style, holder: LayoutBox | None
    ) -> LayoutBox | TextPiece:
        """The box of a child of a block container, or of an inline box, that has this style."""
        if isinstance(child, TextPiece):
            return _own_font(child, parent)
        style = child.style
        if child.tag == "br":
            return LayoutBox(Kind.BREAK, style, child)
        if style.float_side != "none" and style.position not in _OUT_OF_FLOW:
            box = self.block_level(child, holder)
            box.independent = True
            box.floated = side_of(style.float_side, style.direction)
            return box
        if child.tag in _REPLACED or style.display != "inline" or style.position in _OUT_OF_FLOW:
            box = self.block_level(child, holder)
            box.independent = True
            return box
        box = LayoutBox(Kind.INLINE, style, child)
        inner = box if style.position != "static" else holder
        box.children = [self._inline_level(each, style, inner) for each in _flattened(child)]
        return box


def _flattened(node: StyledNode) -> Iterator[StyledNode | TextPiece]:
    """What is in an element, `display: contents` dissolved and `none` left out (section 2.5)."""
    for child in node.children:
        if isinstance(child, str):
            yield TextPiece(child, node.style)
        elif child.style.display == "contents":
            yield from _flattened(child)
        elif child.style.display != "none" and child.tag not in UNDRAWN:
            yield child


def _has_floats(box: LayoutBox) -> bool:
    """Whether there are floats in a part of a block formatting context."""
    return any(child.floated or (child.floating and not child.independent) for child in box.boxes)


def _own_font(text: LayoutBox | TextPiece, parent: Style) -> LayoutBox | TextPiece:
    """A text; one of an element with `display: contents` in an inline box for its font to count in the line."""
    if isinstance(text, LayoutBox) or text.style is parent or _blank(text):
        return text
    return LayoutBox(Kind.INLINE, text.style.anonymous, None, [text])


def _blank(piece: TextPiece) -> bool:
    """Whether a text is white space that collapses."""
    mode = piece.style.white_space_collapse
    if mode in _PRESERVING or piece.text.strip(_WHITE_SPACE):
        return False
    return mode != "preserve-breaks" or "\n" not in piece.text


def _shows(child: LayoutBox | TextPiece) -> bool:
    """Whether a child of a block container makes a line: white space and absolute boxes do not."""
    if isinstance(child, TextPiece):
        return not _blank(child)
    return not child.out_of_flow and not child.floated


def _wrapped(run: list[LayoutBox | TextPiece], style: Style, *, first: bool) -> list[LayoutBox | TextPiece]:
    """Inline content between blocks, in an anonymous block if there is anything to show."""
    if any(_shows(each) for each in run):
        own = style.anonymous
        if style.text_overflow != "clip" and style.overflow != "visible":
            # It is of the block container's own lines, wherever they are (CSS Overflow 3, section 4).
            own = own.but(text_overflow=style.text_overflow)
        if not first and own.text_indent != ZERO:
            # Only the first line of the element is moved in (CSS Text 3, section 8.1).
            own = own.but(text_indent=ZERO)
        floating = any(floats_in(each) for each in run)
        return [LayoutBox(Kind.LINES, own, None, run, floating=floating)]
    return [each for each in run if isinstance(each, LayoutBox)]


def _append(blocks: list[LayoutBox | TextPiece], part: _Block, style: Style) -> None:
    """Add a block, in an anonymous one with its neighbours where they break the same inline boxes."""
    if not part.breaks:
        blocks.append(part.box)
        return
    around = blocks[-1]
    if not isinstance(around, LayoutBox) or around.breaks != part.breaks:
        around = LayoutBox(Kind.FLOW, style.anonymous, None, breaks=part.breaks)
        blocks.append(around)
    around.children = [*around.children, part.box]
    around.floating = around.floating or (part.box.floating and not part.box.independent)


def _in_order(parts: Iterable[LayoutBox | TextPiece | _Block]) -> list[LayoutBox | TextPiece]:
    """The boxes of the elements among the parts of an inline box, each once."""
    found: dict[LayoutBox, None] = {}
    for part in parts:
        if isinstance(part, _Block):
            found[part.breaks[0] if part.breaks else part.box] = None
        elif isinstance(part, LayoutBox):
            found[part.whole or part] = None
    return list(found)


def _piece_style(style: Style, *, first: bool, last: bool) -> Style:
    """The style of a piece of an inline box, with no edges where it is broken."""
    start, end = ("right", "left") if style.direction == "rtl" else ("left", "right")
    broken = [*([] if first else [start]), *([] if last else [end])]
    if not broken:
        return style
    return style.but(
        **{f"margin_{side}": ZERO for side in broken},
        **{f"padding_{side}": ZERO for side in broken},
        **{f"border_{side}_width": 0.0 for side in broken},
    )
