"""The markers of list items: outside of their first lines, or boxes of their own in these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...css.values.counters import DISCLOSURES, MARKS
from ...text.faces import UNITS
from ...text.shape import shape
from ..formatting import LayoutContext, Space, strut
from ..fragments import Content, LineFragment, Run

if TYPE_CHECKING:
    from ..tree import LayoutBox

# How large the triangle of a summary is, in em; it stands on the baseline.
_TRIANGLE: Final = 0.66
# The triangle of what is closed points to where the text is.
_CLOSED_RTL: Final = "◀"


def add_marker(ctx: LayoutContext, box: LayoutBox, content: Content, space: Space) -> None:
    """Put the marker of a list item outside of its first line, or into the box that is there for it."""
    style, line = box.style, content.lines[0]
    if box.marker in MARKS.values():
        line.runs.append(_symbol(ctx, box, line, space))
        return
    rtl = style.direction == "rtl"
    # Numbers of one width stand below each other.
    style = style.but(font_feature_settings=(("tnum", 1), *style.font_feature_settings))
    shaped = shape(box.marker, style.text, ctx.library, rtl)
    x = space.x + space.width if rtl else space.x - shaped.advance
    line.runs.append(Run(x, line.baseline, shaped, style))


def symbol_width(ctx: LayoutContext, box: LayoutBox) -> float:
    """How wide the box of a figure is, as Chromium has it by the ascent of the font."""
    if box.marker in DISCLOSURES:
        return _TRIANGLE * box.style.font_size
    return _size(strut(ctx, box.style).ascent) + 2


def _size(ascent: float) -> float:
    """How wide and high a disc, circle or square is."""
    return max((ascent * 2 // 3 + 1) // 2, 1.0)


def _symbol(ctx: LayoutContext, box: LayoutBox, line: LineFragment, space: Space) -> Run:
    """A figure of the size and at the place that Chromium has."""
    ascent, style, marker = strut(ctx, box.style).ascent, box.style, box.marker
    rtl = style.direction == "rtl"
    triangle = marker in DISCLOSURES
    size = _TRIANGLE * style.font_size if triangle else _size(ascent)
    if rtl and marker == MARKS["disclosure-closed"]:
        marker = _CLOSED_RTL
    large = style.but(
        font_family=("sans-serif",), font_optical_sizing="none", font_size=100.0, font_variant_emoji="text",
        decorations=(),
    )  # fmt: skip
    glyph = shape(marker, large.text, ctx.library).glyphs[0]
    ink = glyph.face.font.get_glyph_extents(glyph.id)
    scale = size / max(ink.width, -ink.height)
    large = large.but(font_size=large.font_size * scale * UNITS)
    width = ink.width * scale
    # From the side where the line starts to the figure.
    reach = ascent * 2 // 3
    room = (0.0 if triangle else 1.0) if style.list_style_position == "inside" else -reach - 7
    left = space.x + space.width - room - width if rtl else space.x + room
    top = line.baseline - ascent + 3 * (ascent - reach) // 2
    if triangle:
        top = line.baseline - size + (size + ink.height * scale) / 2
    shaped = shape(marker, large.text, ctx.library)
    return Run(left - ink.x_bearing * scale, top + ink.y_bearing * scale, shaped, large)
