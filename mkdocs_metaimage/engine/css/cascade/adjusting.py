"""The computed values that depend on more than one property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..properties.property import SIDES
from ..values import AUTO
from ..values.text_paint import Decoration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..color import Color
    from ..style import Style


def adjust(values: dict[str, Any], declared: Mapping[str, Any], parent: Style) -> None:
    """Put right what depends on other values, in place."""
    for side in SIDES:
        style, width, color = (f"border_{side}_{part}" for part in ("style", "width", "color"))
        if values.get(style, "none") in ("none", "hidden"):
            values[width] = 0.0
        else:
            values.setdefault(width, 3.0)
        values.setdefault(color, values["color"])
    values["text_decoration_color"] = values.get("text_decoration_color") or _line_color(values)
    apart = ("inline-block", "inline-flex", "inline-grid")
    out_of_flow = (
        values.get("position") in ("absolute", "fixed") or values.get("float_side", "none") != "none"
    )
    if values.get("display") in apart or out_of_flow:
        # Decorations of ancestors do not go into these (CSS Text Decoration 3, section 2.1).
        values["decorations"] = ()
    if values.get("text_decoration_line"):
        _decorate(values)
    _align(values, parent)
    if values.get("visibility") == "collapse":
        values["visibility"] = "hidden"
    if values.get("position") == "sticky":
        # Its insets hold only where it would not be seen; and it is a stacking context.
        values["sticky"] = tuple(values.get(side, AUTO) for side in SIDES)
        values["position"] = "relative"
        values["isolation"] = "isolate"
        values.update(dict.fromkeys(SIDES, AUTO))
    _unbox(values)
    _pair_overflow(values)


def _unbox(values: dict[str, Any]) -> None:
    """The flexbox of old: a container of lines to clamp where it is vertical, else much as that of today."""
    vertical = values.pop("_webkit_box_orient", None) == "vertical"
    display = values.get("display")
    if display not in ("-webkit-box", "-webkit-inline-box"):
        return
    inline = display == "-webkit-inline-box"
    if vertical and values.get("line_clamp") is not None:
        values["display"] = "inline-block" if inline else "flow-root"
    else:
        values["display"] = "inline-flex" if inline else "flex"
        values["flex_direction"] = "column" if vertical else "row"


def _pair_overflow(values: dict[str, Any]) -> None:
    """What scrolls or hides one way does not let go the other (CSS Overflow 3, section 3.1)."""
    across, down = (values.get(name, "visible") for name in ("overflow_x", "overflow_y"))
    across, down = ("auto" if word == "overlay" else word for word in (across, down))
    for name, own, other in (("overflow_x", across, down), ("overflow_y", down, across)):
        # Where the specification hides what is clipped, Chromium goes on clipping it.
        values[name] = "auto" if own == "visible" and other not in ("visible", "clip") else own


def _align(values: dict[str, Any], parent: Style) -> None:
    """The legacy words of `text-align`, and the parent's side (CSS Text 3, section 6.1)."""
    align = values["text_align"]
    if align == "match-parent":
        align = parent.text_align
        if align in ("start", "end") and values["direction"] != parent.direction:
            align = "left" if (align == "start") == (parent.direction == "ltr") else "right"
        values["text_align"] = align
    elif align.startswith("-webkit-"):
        values["text_align"] = align.removeprefix("-webkit-")


def _decorate(values: dict[str, Any]) -> None:
    """The lines of the ancestors stay, whatever the element says."""
    own = Decoration(
        values["text_decoration_line"],
        values["text_decoration_color"],
        values.get("text_decoration_style", "solid"),
        values.get("text_decoration_thickness", AUTO),
        values["text_underline_offset"],
        values["text_underline_position"],
        values["font_size"],
    )
    values["decorations"] = (*values["decorations"], own)


def _line_color(values: Mapping[str, Any]) -> Color:
    """What `currentcolor` is for lines: the colour of the letters' outlines, or what they are filled with."""
    stroke: Color | None = values["text_stroke_color"] if values["text_stroke_width"] else None
    color: Color = values["text_fill_color"] or values["color"]
    return stroke if stroke is not None and stroke.alpha else color
