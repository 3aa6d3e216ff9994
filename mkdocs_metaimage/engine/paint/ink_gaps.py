"""The gaps that lines above and below text leave for glyphs that cross them (CSS Text Decoration 4, section 2.10)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Final

from ..text.faces import UNITS
from .edges import Edges
from .text import LARGE, PLACES, placed_glyphs, raster_of

if TYPE_CHECKING:
    from ..boxes import TextRun
    from ..text.faces import SizedFace

# The underline has no gaps below Chinese, Japanese and Korean in Chromium, nor at strokes that reach through it.
_NO_ROOM: Final = re.compile(
    "[/\\\\_\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
# The most room that a glyph gets, in px.
_MOST_ROOM: Final = 13.0
#: What becomes of the pixels of a mask that is to be of those that are covered by half.
COVERED: Final = [0] * 128 + [255] * 128


def gaps_of(run: TextRun, upper: int, lower: int, thickness: float) -> list[tuple[int, int]]:
    """Where glyphs cross an underline, which leaves them room (`text-decoration-skip-ink: auto`)."""
    room = min(thickness, _MOST_ROOM)
    gaps = []
    shaped = run.shaped
    all_letters = run.style.text_decoration_skip_ink == "all"
    letters = (shaped.text[cluster - shaped.cluster] for runs in shaped.runs for cluster in runs.clusters)
    for (face, number, x, y), letter in zip(placed_glyphs(run), letters, strict=True):
        if face.face.color or (not all_letters and _NO_ROOM.match(letter)):
            continue
        if _crosses(face, number, x % PLACES, upper - y, lower - y):
            start, end = _reach(face, number, upper - y, lower - y)
            gaps.append((floor(x / PLACES + start - room + 0.5), floor(x / PLACES + end + room + 0.5)))
    return gaps


def _crosses(face: SizedFace, glyph: int, place: int, upper: int, lower: int) -> bool:
    """Whether a glyph reaches between two rows, which are counted from its baseline."""
    if face.size > LARGE:
        start, end = _reach(face, glyph, upper, lower)
        return start < end
    raster = raster_of(face, glyph, place)
    if raster.mask is None:
        return False
    width, height = raster.mask.size
    top, bottom = max(upper - raster.top, 0), min(lower - raster.top, height)
    # What a bowl reaches below the baseline is no crossing.
    return top < bottom and raster.mask.crop((0, top, width, bottom)).point(COVERED).getbbox() is not None


@lru_cache(maxsize=1024)
def _reach(face: SizedFace, glyph: int, upper: int, lower: int) -> tuple[float, float]:
    """From where to where a glyph reaches between two rows, in px from its origin."""
    edges = Edges.of_glyph(face, glyph)
    above, below = upper * UNITS, lower * UNITS
    found: list[float] = []
    for start, end in pairwise((*edges.starts, len(edges.xs))):
        points = [*zip(edges.xs[start:end], edges.ys[start:end], strict=True)]
        for (x0, y0), (x1, y1) in pairwise((*points, points[0])):
            if max(y0, y1) < above or min(y0, y1) > below:
                continue
            slope = (x1 - x0) / (y1 - y0) if y1 != y0 else 0.0
            found += (x0 + (min(max(y, above), below) - y0) * slope for y in (y0, y1))
    return min(found, default=0.0) / UNITS, max(found, default=0.0) / UNITS
