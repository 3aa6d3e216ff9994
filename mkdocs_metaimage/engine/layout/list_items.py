"""The markers of list items: their numbers, and the boxes that they stand in or beside (CSS Lists 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..css.nodes import StyledNode
from ..css.values import ZERO, Length
from ..css.values.counters import DISCLOSURES, MARKS, SUFFIXES, counter_text
from .tree import Kind, LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..css.style import Style

_MOST_DIGITS: Final = 10
# How far the text is from the triangle of a summary, in em.
_DISCLOSURE_GAP: Final = 0.4
# What gives a box a baseline and no width.
_NOTHING: Final = "\u200b"


def mark_items(node: StyledNode, children: Iterable[LayoutBox | TextPiece]) -> None:
    """Give the list items in an element their markers, whatever kind of container it is."""
    number, step = _numbering(node)
    for child in children:
        if isinstance(child, LayoutBox) and child.style.display == "list-item" and child.node is not None:
            number = _number(child.node, "value", number + step)
            marker = _marker(child.style.list_style_type, number)
            if child.style.list_style_position == "inside":
                _put_inside(child, marker)
            else:
                _beside_first_line(child).marker = marker


def _put_inside(item: LayoutBox, marker: str) -> None:
    """Put the marker of a list item into it, ahead of what is there (CSS Lists 3, section 3.5)."""
    if not marker:
        return
    box = _figure(item.style, marker) if marker in MARKS.values() else _text(item.style, marker)
    lines = [box] if item.kind is Kind.LINES else [LayoutBox(Kind.LINES, item.style.anonymous, None, [box])]
    item.children = [*lines, *item.children]
    item.remembered.clear()  # which of them are boxes


def _text(item: Style, marker: str) -> LayoutBox:
    """A number or a string: an inline box."""
    inline = item.anonymous.but(
        display="inline",
        unicode_bidi="isolate",
        font_feature_settings=(("tnum", 1), *item.font_feature_settings),
    )
    return LayoutBox(Kind.INLINE, inline, StyledNode("::marker", {}, inline), [TextPiece(marker, inline)])


def _figure(item: Style, marker: str) -> LayoutBox:
    """A disc or the like: a box of its own, with its baseline, as wide as layout finds by the font."""
    triangle = marker in DISCLOSURES
    before = ZERO if triangle else Length(-1.0)
    after = Length(item.font_size * (_DISCLOSURE_GAP if triangle else 1.0))
    left, right = (after, before) if item.direction == "rtl" else (before, after)
    style = item.anonymous.but(display="inline-block", margin_left=left, margin_right=right)
    node = StyledNode("::marker", {}, style)
    return LayoutBox(Kind.LINES, style, node, [TextPiece(_NOTHING, style)], independent=True, marker=marker)


def _beside_first_line(item: LayoutBox) -> LayoutBox:
    """The block in a list item whose first line the marker stands beside."""
    box = item
    while box.kind is Kind.FLOW:
        first = next((child for child in box.boxes if not child.out_of_flow and not child.floated), None)
        if first is None or first.marker or first.kind not in (Kind.FLOW, Kind.LINES):
            break
        box = first
    return box


def _marker(kind: str, number: int) -> str:
    if kind.startswith('"'):
        return kind[1:-1]
    return MARKS[kind] if kind in MARKS else f"{counter_text(number, kind)}{SUFFIXES.get(kind, '. ')}"


def _numbering(node: StyledNode) -> tuple[int, int]:
    """The number before that of a list's first item, and the step between items (HTML, section 4.4.5)."""
    if node.tag != "ol":
        return 0, 1
    if "reversed" not in node.attributes:
        return _number(node, "start", 1) - 1, 1
    items = sum(not isinstance(child, str) and child.style.display == "list-item" for child in node.children)
    return _number(node, "start", items) + 1, -1


def _number(node: StyledNode | None, name: str, otherwise: int) -> int:
    """A whole number that an attribute gives."""
    text = "" if node is None else node.attributes.get(name, "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < _MOST_DIGITS else otherwise
