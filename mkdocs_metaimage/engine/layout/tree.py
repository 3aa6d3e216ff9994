"""From styled elements to the boxes that layout works on (CSS Display 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..css.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..css.cascade import StyledNode

_WHITE_SPACE = " \t\n\r\f"
_PRESERVING = ("preserve", "break-spaces")
_KEPT = ("position", "top", "right", "bottom", "left", "z_index", "opacity")
_REPLACED = frozenset(("img",))


class Kind(Enum):
    """What a box does with what is in it."""

    FLOW = "a block container of blocks"
    LINES = "a block container of lines"
    FLEX = "a flex container"
    REPLACED = "a picture"
    INLINE = "an inline box"
    BREAK = "a forced line break"


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """A text as it stands in the source, with the style it inherits."""

    text: str
    style: Style


@dataclass(slots=True, eq=False)
class LayoutBox:
    """A box before it has a place.

    It does not change once the tree is made, but for what layout remembers on it.

    Attributes:
        kind: What it does with what is in it.
        style: The computed style.
        node: The element, None for an anonymous box.
        children: The boxes in it; in `LINES` and `INLINE` boxes texts, too.
        independent: Whether margins do not collapse through its edges (CSS 2.1, section 9.4.1).
        marker: The marker of a list item, or `""`.
        remembered: Results of layout by what they depend on.
    """

    kind: Kind
    style: Style
    node: StyledNode | None = None
    children: Sequence[LayoutBox | TextPiece] = ()
    independent: bool = False
    marker: str = ""
    remembered: dict[Any, Any] = field(default_factory=dict)

    @property
    def out_of_flow(self) -> bool:
        """Whether it is positioned apart from its siblings."""
        return self.node is not None and self.style.position in ("absolute", "fixed")

    @property
    def boxes(self) -> Iterator[LayoutBox]:
        """Its children without the texts."""
        return (child for child in self.children if isinstance(child, LayoutBox))


def generate(root: StyledNode) -> LayoutBox:
    """The box tree of a styled tree."""
    box = _block_level(root)
    box.independent = True
    return box


def _block_level(node: StyledNode) -> LayoutBox:
    """The box of an element that is, or is made, block-level."""
    style = node.style
    if node.tag in _REPLACED:
        return LayoutBox(Kind.REPLACED, style, node, independent=True)
    if style.display in ("flex", "inline-flex"):
        return LayoutBox(Kind.FLEX, style, node, _flex_items(node), independent=True)
    independent = (
        style.display in ("inline-block", "flow-root")
        or style.overflow not in ("visible", "clip")
        or style.position in ("absolute", "fixed")
    )
    kind, children = _block_children(node, style)
    return LayoutBox(kind, style, node, children, independent)


def _flattened(node: StyledNode) -> Iterator[StyledNode | TextPiece]:
    """What is in an element, `display: contents` dissolved and `none` left out (section 2.5)."""
    for child in node.children:
        if isinstance(child, str):
            yield TextPiece(child, node.style)
        elif child.style.display == "contents":
            yield from _flattened(child)
        elif child.style.display != "none":
            yield child


def _blank(piece: TextPiece) -> bool:
    """Whether a text is white space that collapses."""
    return piece.style.white_space_collapse not in _PRESERVING and not piece.text.strip(_WHITE_SPACE)


# --- Flex containers


def _flex_items(node: StyledNode) -> list[LayoutBox | TextPiece]:
    """CSS Flexbox 1, section 4: each child is an item, each run of text is one in an anonymous block."""
    items: list[LayoutBox | TextPiece] = []
    texts: list[LayoutBox | TextPiece] = []
    for child in (*_flattened(node), None):
        if isinstance(child, TextPiece):
            texts.append(child)
            continue
        if any(isinstance(text, TextPiece) and not _blank(text) for text in texts):
            items.append(LayoutBox(Kind.LINES, node.style.anonymous, None, texts, independent=True))
        texts = []
        if child is not None:
            item = _block_level(child)
            item.independent = True
            items.append(item)
    return items


# --- Block containers


def _block_children(node: StyledNode, style: Style) -> tuple[Kind, list[LayoutBox | TextPiece]]:
    """Lines if everything is inline, else blocks, inline runs wrapped (CSS 2.1, section 9.2.1.1)."""
    children = list(_flattened(node))
    if not any(_is_block(child) for child in children):
        inline = [_inline_level(child) for child in children]
        if any(_shows(child) for child in inline):
            return Kind.LINES, inline
        return Kind.FLOW, [child for child in inline if isinstance(child, LayoutBox)]
    blocks: list[LayoutBox | TextPiece] = []
    run: list[LayoutBox | TextPiece] = []
    number = 0
    for child in (*children, None):
        if child is not None and not _is_block(child):
            run.append(_inline_level(child))
            continue
        if any(_shows(each) for each in run):
            blocks.append(LayoutBox(Kind.LINES, style.anonymous, None, run))
        else:
            blocks += [each for each in run if isinstance(each, LayoutBox)]
        run = []
        if child is not None:
            assert not isinstance(child, TextPiece)
            block = _block_level(child) if child.style.display != "inline" else _dissolved(child)
            if child.style.display == "list-item":
                number += 1
                _beside_first_line(block).marker = _marker(child.style.list_style_type, number)
            blocks.append(block)
    return Kind.FLOW, blocks


def _beside_first_line(item: LayoutBox) -> LayoutBox:
    """The block in a list item whose first line the marker stands beside."""
    box = item
    while box.kind is Kind.FLOW:
        first = next((child for child in box.boxes if not child.out_of_flow), None)
        if first is None or first.marker or first.kind not in (Kind.FLOW, Kind.LINES):
            break
        box = first
    return box


def _is_block(child: StyledNode | TextPiece) -> bool:
    """Whether a child is block-level and in flow; an inline element with a block in it counts as one."""
    if isinstance(child, TextPiece) or child.style.position in ("absolute", "fixed"):
        return False
    if child.style.display == "inline":
        return child.tag not in _REPLACED and any(_is_block(inner) for inner in _flattened(child))
    return child.style.display not in ("inline-block", "inline-flex")


def _shows(child: LayoutBox | TextPiece) -> bool:
    """Whether a child of a block container makes a line: white space and absolute boxes do not."""
    if isinstance(child, TextPiece):
        return not _blank(child)
    return not child.out_of_flow


def _inline_level(child: StyledNode | TextPiece) -> LayoutBox | TextPiece:
    if isinstance(child, TextPiece):
        return child
    style = child.style
    if child.tag == "br":
        return LayoutBox(Kind.BREAK, style, child)
    if child.tag in _REPLACED or style.display != "inline" or style.position in ("absolute", "fixed"):
        box = _block_level(child)
        box.independent = True
        return box
    return LayoutBox(Kind.INLINE, style, child, [_inline_level(inner) for inner in _flattened(child)])


def _dissolved(node: StyledNode) -> LayoutBox:
    """An inline element with blocks in it: a block without edges or paint of its own.

    Browsers break such an element around its blocks (CSS 2.1, section 9.2.1.1); what is inline in it
    stands in lines of its own here.
    """
    kind, children = _block_children(node, node.style)
    own = node.style
    kept = {name: getattr(own, name) for name in _KEPT}
    return LayoutBox(kind, Style.of({**own.inherited(), **kept, "display": "block"}), node, children)


def _marker(kind: str, number: int) -> str:
    marks = {"none": "", "disc": "●", "circle": "○", "square": "■"}
    return marks.get(kind, f"{number}. ")
