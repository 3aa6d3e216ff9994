"""What surrounds the content of a box: margins, borders, paddings and the room for scrollbars.

A base is the width of the containing block, which percentages refer to; None is one that is not definite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..boxes import Edges, Frame
from ..css.values import Length

if TYPE_CHECKING:
    from ..css.style import Style
    from ..css.style.boxes import Size
    from .tree import LayoutBox

# How wide Chromium's scrollbars are, by `scrollbar-width`.
_SCROLLBARS = {"auto": 15.0, "thin": 10.0, "none": 0.0}
_NO_BARS = Edges()


def px(length: Size, base: float | None) -> float:
    """A length in px; `auto` is 0, and so is a percentage of something unknown."""
    if not isinstance(length, Length):
        return 0.0
    return length.resolve(base or 0.0) if length.percent else length.px


def definite(length: Size, base: float | None) -> float | None:
    """A length in px; None for a keyword and for a percentage of something unknown."""
    if not isinstance(length, Length):
        return None
    if not length.percent:
        return length.px
    return None if base is None else length.resolve(base)


def frame(box: LayoutBox, base: float | None) -> Frame:
    """The border and the padding of a box, and what they take together."""
    style = box.style
    found = style.fixed_frame
    if found is None:
        key = ("frame", base)
        found = box.remembered.get(key)
        if found is None:
            paddings = (style.padding_top, style.padding_right, style.padding_bottom, style.padding_left)
            found = box.remembered[key] = Frame.of(
                style.border_widths, Edges(*[px(padding, base) for padding in paddings])
            )
    return found


def edges(box: LayoutBox, base: float | None) -> tuple[Edges, Edges]:
    """The border and the padding of a box."""
    found = frame(box, base)
    return found.border, found.padding


def margins(style: Style, base: float | None) -> Edges:
    """The margins, `auto` ones as 0."""
    return style.fixed_margins or Edges(
        px(style.margin_top, base),
        px(style.margin_right, base),
        px(style.margin_bottom, base),
        px(style.margin_left, base),
    )


def across(box: LayoutBox, base: float | None) -> float:
    """The sum of the left and right border and padding."""
    return (box.style.fixed_frame or frame(box, base)).across


def down(box: LayoutBox, base: float | None) -> float:
    """The sum of the top and bottom border and padding."""
    return (box.style.fixed_frame or frame(box, base)).down


def scrollbars(style: Style) -> Edges:
    """What scrollbars take inside of the border: those of `overflow: scroll`, as there is nothing to scroll else.

    The vertical one is at the end of the line, the horizontal one below (CSS Overflow 3, section 3.2).
    """
    if style.overflow_x != "scroll" and style.overflow_y != "scroll":
        return _NO_BARS
    size = _SCROLLBARS[style.scrollbar_width]
    side = size if style.overflow_y == "scroll" else 0.0
    below = size if style.overflow_x == "scroll" else 0.0
    return Edges(0.0, 0.0, below, side) if style.direction == "rtl" else Edges(0.0, side, below, 0.0)
