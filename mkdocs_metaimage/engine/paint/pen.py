"""HarfBuzz's pen, which draws outlines antialiased: only those of glyphs, so that others need a font of their own."""

from __future__ import annotations

import struct
import threading
from typing import Any, Final

import uharfbuzz as hb
from PIL import Image

from ..text.faces import UNITS

_UPRIGHT: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_local = threading.local()


def font_of_one(tables: dict[str, bytes], scale: int) -> Any:
    """A font of one glyph.

    Args:
        tables: Those that have its outline.
        scale: How large its em is in the pen's units, of which a px has `UNITS`.
    """
    tables = {
        "head": struct.pack(">I8xI2xH30xh2x", 0x10000, 0x5F0F3CF5, UNITS, 1),
        "maxp": struct.pack(">IH", 0x5000, 1),
        **tables,
    }
    font = hb.Font(hb.Face.create_for_tables(lambda face, tag, data: tables.get(tag), None))
    font.scale = (scale, scale)
    return font


def drawn(
    font: Any, transform: tuple[float, ...] = _UPRIGHT, curve: bytes | None = None
) -> tuple[int, int, Image.Image] | None:
    """The pixels of a font's only glyph, and where they begin; None where there are none.

    Args:
        font: The font.
        transform: What is done to the glyph, with shifts in the pen's units.
        curve: What becomes of each value of the pixels; None where they stay.

    Returns:
        How far they begin to the right of its origin and below it in px, and how much of each it covers.
    """
    pen = _pen()
    pen.transform = transform
    pen.draw_glyph(font, 0)
    pixels = pen.render()
    extents = pixels.extents
    if not extents.width or not extents.height:
        return None
    values = pixels.buffer if curve is None else pixels.buffer.translate(curve)
    # HarfBuzz's rows run from bottom to top.
    image = Image.frombytes("L", (extents.width, extents.height), values, "raw", "L", extents.stride, -1)
    return extents.x_origin, -(extents.y_origin + extents.height), image


def _pen() -> Any:
    """This thread's pen; it holds the outline that it is drawing."""
    if not hasattr(_local, "pen"):
        _local.pen = hb.RasterDraw()
        _local.pen.scale_factor = (UNITS, UNITS)
    return _local.pen
