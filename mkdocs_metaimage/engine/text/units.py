"""The units of CSS that a font decides (CSS Values 4, section 6.1.1)."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import uharfbuzz as hb

from .faces import UNITS

if TYPE_CHECKING:
    from .faces import SizedFace

_IDEOGRAPH = ord("水")


def unit_of(face: SizedFace, unit: str) -> float:
    """How long a unit is in px.

    Args:
        face: The font at its size.
        unit: `ex`, `cap`, `ch`, `ic`, or `lh` for the height of a line where `line-height` is `normal`.
    """
    if unit == "lh":
        return face.ascent + face.descent + floor(face.line_gap + 0.5)
    if unit in ("ex", "cap"):
        tag = hb.OTMetricsTag.X_HEIGHT if unit == "ex" else hb.OTMetricsTag.CAP_HEIGHT
        height: int = face.font.get_metric_position_with_fallback(tag)
        return height / UNITS
    glyph = face.font.get_nominal_glyph(ord("0") if unit == "ch" else _IDEOGRAPH)
    if glyph is None:
        return face.size if unit == "ic" else face.size / 2
    advance: int = face.font.get_glyph_h_advance(glyph)
    return advance / UNITS
