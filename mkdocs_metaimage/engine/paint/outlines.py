"""Glyphs as masks: their edges as a font of their own, drawn by HarfBuzz."""

from __future__ import annotations

import struct
from itertools import accumulate, pairwise
from math import ceil, floor
from operator import mul, neg, sub
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from ..cache import BoundedCache
from ..text.faces import UNITS
from . import pen
from .edges import Edges

if TYPE_CHECKING:
    from ..text.faces import SizedFace

# By how much finer a glyph is drawn whose contours overlap: HarfBuzz adds up what they cover of a pixel.
_FINER: Final = 4
# Glyphs' coordinates are 16-bit numbers, and so are the steps between them.
_MOST_BITS: Final = 14


class Mask(NamedTuple):
    """A glyph's pixels.

    Attributes:
        left: Where they begin, in px to the right of its origin.
        top: Where they begin, in px below its origin.
        image: How much of each pixel the glyph covers.
    """

    left: int
    top: int
    image: Image.Image


class Outline(NamedTuple):
    """The edges of a glyph, as a font has them: HarfBuzz's pen draws no other outlines.

    The font is made each time, which takes less than to draw it, but ten times the memory if it is kept.

    Attributes:
        glyph: The entry of the font's table of glyphs.
        scale: How large its em is in the pen's units.
        overlaps: Whether there are contours that lie over others.
    """

    glyph: bytes
    scale: int
    overlaps: bool


def bytes_of(outline: Outline | None) -> int:
    """About how much memory an outline takes in a cache."""
    return 400 + (len(outline.glyph) if outline else 0)


_outlines: BoundedCache[tuple[SizedFace, int], Outline | None] = BoundedCache(2_000_000, bytes_of)


def glyph_mask(face: SizedFace, glyph: int, shift: float, curve: bytes | None = None) -> Mask | None:
    """The pixels of a glyph, None where it has none.

    Args:
        face: Its face.
        glyph: Its number.
        shift: How far to the right of a whole pixel its origin is, in px.
        curve: What becomes of each value of them; None where they stay.
    """
    outline = _outlines.get((face, glyph), lambda: _of_glyph(face, glyph))
    return None if outline is None else drawn(outline, shift, curve=curve)


def drawn(outline: Outline, shift: float, below: float = 0.0, *, curve: bytes | None = None) -> Mask | None:
    """The pixels of an outline, None where it has none.

    Args:
        outline: The outline.
        shift: How far to the right of a whole pixel its origin is, in px.
        below: How far below one it is.
        curve: What becomes of each value of them; None where they stay.
    """
    finer = _FINER if outline.overlaps else 1
    transform = (float(finer), 0.0, 0.0, float(finer), shift * UNITS * finer, -below * UNITS * finer)
    tables = {"loca": struct.pack(">II", 0, len(outline.glyph)), "glyf": outline.glyph}
    font = pen.font_of_one(tables, outline.scale)
    found = pen.drawn(font, transform, None if outline.overlaps else curve)
    if found is None:
        return None
    return _coarser(Mask(*found), finer, curve) if outline.overlaps else Mask(*found)


def _coarser(mask: Mask, finer: int, curve: bytes | None) -> Mask:
    left, top = floor(mask.left / finer), floor(mask.top / finer)
    right = ceil((mask.left + mask.image.width) / finer)
    bottom = ceil((mask.top + mask.image.height) / finer)
    whole = Image.new("L", ((right - left) * finer, (bottom - top) * finer))
    whole.paste(mask.image, (mask.left - left * finer, mask.top - top * finer))
    image = whole.reduce(finer)
    if curve is not None:
        # Ten times as quick as Pillow's `point`.
        image = Image.frombytes("L", image.size, image.tobytes().translate(curve))
    return Mask(left, top, image)


# --- As a font has them


def _of_glyph(face: SizedFace, glyph: int) -> Outline | None:
    # Compact fonts, by their specification, have no contours that overlap.
    return outline_of(Edges.of_glyph(face, glyph), apart=bool(len(face.font.face.reference_table("CFF "))))


def outline_of(edges: Edges, *, apart: bool = False) -> Outline | None:
    """Edges as what HarfBuzz's pen draws, None where there are none.

    Args:
        edges: The edges.
        apart: Whether no contour lies over another, as is known of some.
    """
    contours = [slice(*ends) for ends in pairwise((*edges.starts, len(edges.xs))) if ends[1] - ends[0] > 2]
    if not contours:
        return None
    overlaps = not apart and _overlap(edges, contours)
    xs = [x for contour in contours for x in edges.xs[contour]]
    ys = [y for contour in contours for y in edges.ys[contour]]
    ends = accumulate(contour.stop - contour.start for contour in contours)
    return Outline(*_entry_of(xs, ys, tuple(ends)), overlaps)


def _overlap(edges: Edges, contours: list[slice]) -> bool:
    """Whether contours that turn the same way lie over each other, by the boxes around them."""
    boxes: list[tuple[float, float, float, float, slice]] = []
    for contour in contours if len(contours) > 1 else ():
        xs, ys = edges.xs[contour], edges.ys[contour]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        for start, end, upper, lower, other in boxes:
            meets = left < end and start < right and top < lower and upper < bottom
            if meets and _turn(edges, contour) == _turn(edges, other):
                return True
        boxes.append((left, right, top, bottom, contour))
    return False


def _turn(edges: Edges, contour: slice) -> bool:
    """Which way a contour turns."""
    xs, ys = edges.xs[contour], edges.ys[contour]
    return bool(sum(map(mul, xs, (*ys[1:], ys[0]))) > sum(map(mul, ys, (*xs[1:], xs[0]))))


def _entry_of(across: list[float], down: list[float], ends: tuple[int, ...]) -> tuple[bytes, int]:
    """The entry of a font for these contours, in `UNITS` to the px, and how large its em is."""
    xs, ys = [*map(round, across)], [*map(int, map(neg, down))]
    most = max(max(xs), max(ys), -min(xs), -min(ys))
    coarse = max(0, most.bit_length() - _MOST_BITS)
    if coarse:
        xs, ys = [x >> coarse for x in xs], [y >> coarse for y in ys]
    # https://learn.microsoft.com/typography/opentype/spec/glyf: all points are on the curve, all steps 16-bit.
    glyph = b"".join((
        struct.pack(">h8x", len(ends)),
        struct.pack(f">{len(ends)}H2x", *[end - 1 for end in ends]),
        b"\1" * len(xs),
        struct.pack(f">{len(xs)}h", *map(sub, xs, (0, *xs))),
        struct.pack(f">{len(ys)}h", *map(sub, ys, (0, *ys))),
    ))  # fmt: skip
    return glyph, UNITS << coarse
