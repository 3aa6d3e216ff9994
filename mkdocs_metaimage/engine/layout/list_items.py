"""The markers of list items: their numbers, and the boxes that they stand in or beside (CSS Lists 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..css.nodes import StyledNode
from ..css.values import ZERO, Length, PictureUrl
from ..css.values.counters import DISCLOSURES, MARKS, SUFFIXES, counter_text
from .tree import Kind, LayoutBox, TextPiece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..css.style import Style
    from ..css.values.images import Image

    Dimensions = tuple[float | None, float | None, float | None]

#: The marker of a box that is an image: in the first line of its item, or outside of it.
INSIDE_IMAGE: Final = "an image inside"
OUTSIDE_IMAGE: Final = "an image outside"

_MOST_DIGITS: Final = 10
# How far the text is from the triangle of a summary, in em.
_DISCLOSURE_GAP: Final = 0.4
# What gives a box a baseline and no width.
_NOTHING: Final = "\u200b"
# How far the text is from an image, in px, as in Chromium.
_IMAGE_GAP: Final = 7.0
_WHOLE: Final = ((Length(0.0, 100.0), Length(0.0, 100.0)),)


def mark_items(
    node: StyledNode,
    children: Iterable[LayoutBox | TextPiece],
    image_size: Callable[[Style], tuple[float, float]],
) -> None:
    """Give the list items in an element their markers, whatever kind of container it is.

    Args:
        node: The element.
        children: What is in it.
        image_size: How wide and high the `list-style-image` of a style is.
    """
    number, step = _numbering(node)
    for child in children:
        if isinstance(child, LayoutBox) and child.style.display == "list-item" and child.node is not None:
            number = _number(child.node, "value", number + step)
            if child.style.list_style_image is not None:
                _put_image(child, image_size(child.style))
                continue
            marker = _marker(child.style.list_style_type, number)
            if child.style.list_style_position == "inside":
                _put_inside(child, marker)
            else:
                _beside_first_line(child).marker = marker


def image_size(
    image: Image | None, ascent: float, dimensions: Callable[[str], Dimensions] | None
) -> tuple[float, float]:
    """How wide and high a `list-style-image` is (CSS Images 3, section 5.3).

    What has no size is half as high as letters, as in Chromium.

    Args:
        image: The image.
        ascent: How far letters reach over the baseline, in px.
        dimensions: What is known of a picture by its name: its width, its height, the one through the other.
    """
    side = ascent / 2
    if not isinstance(image, PictureUrl) or dimensions is None:
        return side, side
    width, height, ratio = dimensions(image.url)
    if width is None and height is None and ratio:
        return min(side, side * ratio), min(side, side / ratio)
    if width is None:
        width = height * ratio if height is not None and ratio else side
    if height is None:
        height = width / ratio if ratio else side
    return width, height


def _put_inside(item: LayoutBox, marker: str) -> None:
    """Put the marker of a list item into it, ahead of what is there (CSS Lists 3, section 3.5)."""
    if not marker:
        return
    _put_first(item, _figure(item.style, marker) if marker in MARKS.values() else _text(item.style, marker))


def _put_first(block: LayoutBox, box: LayoutBox) -> None:
    """Put a box into the first line of a block, which may be for it alone."""
    lines = [box] if block.kind is Kind.LINES else [LayoutBox(Kind.LINES, block.style.anonymous, None, [box])]
    block.children = [*lines, *block.children]
    block.remembered.clear()  # which of them are boxes


def _put_image(item: LayoutBox, size: tuple[float, float]) -> None:
    """Put the image that is the marker of a list item into its first line, where the line grows with it.

    One outside takes no room in the line.
    """
    inside = item.style.list_style_position == "inside"
    width, height = size
    margins = ZERO if inside else Length(-width - _IMAGE_GAP), Length(_IMAGE_GAP)
    left, right = reversed(margins) if item.style.direction == "rtl" else margins
    style = item.style.anonymous.but(
        display="inline-block", width=Length(width), height=Length(height), margin_left=left, margin_right=right,
        background_image=(item.style.list_style_image,), background_size=_WHOLE,
    )  # fmt: skip
    marker = INSIDE_IMAGE if inside else OUTSIDE_IMAGE
    box = LayoutBox(Kind.FLOW, style, StyledNode("::marker", {}, style), independent=True, marker=marker)
    _put_first(item if inside else _beside_first_line(item), box)


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
