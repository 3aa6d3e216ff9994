"""The markers of list items, outside of their first lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...css.values.counters import MARKS
from ...text.faces import UNITS
from ...text.shape import shape
from ..formatting import Content, LayoutContext, LineFragment, Run, Space, strut

if TYPE_CHECKING:
    from ..tree import LayoutBox


def add_marker(ctx: LayoutContext, box: LayoutBox, content: Content, space: Space) -> None:
    """Put the marker of a list item outside of its first line."""
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


def _symbol(ctx: LayoutContext, box: LayoutBox, line: LineFragment, space: Space) -> Run:
    """A disc, circle or square, of the size and at the place that Chromium has by the ascent of the font."""
    ascent = strut(ctx, box.style).ascent
    reach = ascent * 2 // 3
    size = max((reach + 1) // 2, 1.0)
    large = box.style.but(
        font_family=("sans-serif",), font_optical_sizing="none", font_size=100.0, decorations=()
    )
    glyph = shape(box.marker, large.text, ctx.library).glyphs[0]
    ink = glyph.face.font.get_glyph_extents(glyph.id)
    scale = size / ink.width
    style = large.but(font_size=large.font_size * scale * UNITS)
    left = space.x + space.width + reach + 7 - size if style.direction == "rtl" else space.x - reach - 7
    top = line.baseline - ascent + 3 * (ascent - reach) // 2
    shaped = shape(box.marker, style.text, ctx.library)
    return Run(left - ink.x_bearing * scale, top + ink.y_bearing * scale, shaped, style)
