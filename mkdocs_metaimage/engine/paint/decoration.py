"""The lines of `text-decoration`, as Chromium paints them."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, hypot, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

import uharfbuzz as hb
from PIL import Image, ImageChops, ImageDraw

from ..css.values import Length
from ..text.faces import UNITS
from .border.gaps import best_gap
from .ink_gaps import COVERED, gaps_of
from .regions import Piece, Region
from .shapes import pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..boxes import TextRun
    from ..css.color import Color
    from ..css.values.text_paint import Decoration
    from .canvas import Canvas
    from .path import Contour

    # From the colour of a line to that it is painted in: a shadow has one of its own.
    Inked = Callable[[Color], Color]

# Where lines are thicker than this in px dots are round, and from it on dashes are twice as long as thick.
_THICK: Final = 3
# Thicker lines than this in px are as good as endless, and waves that are thicker show as none.
_MOST_THICK: Final = 5_000.0
_MOST_WAVE: Final = 250.0
# By how much finer waves and dots are drawn, and into how many straight pieces a wave is cut.
_FINER: Final = 8
_CHORDS: Final = 24


class _Line(NamedTuple):
    """A line of text decoration.

    Attributes:
        top: Its upper edge.
        away: How far below, or above, the second of a double line is; a wave is there instead.
        thickness: How thick it is.
        kind: `text-decoration-style`.
    """

    top: float
    away: float
    thickness: float
    kind: str


class _Stroke(NamedTuple):
    """A line, or one of a double one, as pixels.

    Attributes:
        region: Where it is.
        mask: How much of each pixel it covers.
    """

    region: Region
    mask: Image.Image


def paint_decorations(canvas: Canvas, run: TextRun, names: tuple[str, ...], inked: Inked) -> None:
    """Paint the lines that an element and its ancestors draw on a run.

    Args:
        canvas: Where to paint.
        run: The run.
        names: Which lines of `text-decoration-line`: those under the text, or the one through it.
        inked: From the colour of a line to that it is painted in.
    """
    if not run.shaped.runs or not run.style.font_size:
        return
    start = max(run.x, float(canvas.seen.left))
    end = min(run.x + run.shaped.advance, float(canvas.seen.right))
    if start >= end:
        return
    for index, decoration in enumerate(run.style.decorations):
        for name in names:
            if name in decoration.lines:
                baseline = run.baseline
                if name == "underline":
                    # Only lines below the text go on straight where that is moved up or down.
                    baseline += (run.lifts[index] if run.lifts else 0.0) - run.snap
                line = _line(run, decoration, name, baseline)
                _paint_line(canvas, run, line, name, (start, end), inked(decoration.color))


def _paint_line(
    canvas: Canvas, run: TextRun, line: _Line, name: str, seen: tuple[float, float], color: Color
) -> None:
    """Paint what is seen of a line from one place to another."""
    strokes = _strokes(line, run.x, run.x + run.shaped.advance, *seen)
    skips = name != "line-through" and run.style.text_decoration_skip_ink != "none"
    gaps = gaps_of(run, *_rows(strokes), line.thickness) if skips else ()
    for (left, top, right, bottom), mask in strokes:
        if canvas.matrix is not None and line.kind == "wavy":
            bars = _turned_bars(canvas, [seen], gaps, (float(top), float(bottom)))
            _paint_turned_wave(canvas, line, floor(run.x + 0.5), (top, bottom), seen, bars, color)
            continue
        if canvas.matrix is not None:
            spans, rows = [seen], (float(top), float(bottom))
            if line.kind in ("dashed", "dotted"):
                places, rows = _dash_places(line, run.x, run.x + run.shaped.advance, *seen)
                spans = [(max(low, seen[0]), min(high, seen[1])) for low, high in places]
            canvas.fill(_turned_bars(canvas, spans, gaps, rows), color)
            continue
        for low, high in gaps:
            mask.paste(0, (max(low - left, 0), 0, max(high - left, 0), mask.height))
        canvas.fill([Piece(Region(left, top, right, bottom), mask)], color)


def _turned_bars(
    canvas: Canvas,
    spans: Iterable[tuple[float, float]],
    gaps: Sequence[tuple[int, int]],
    rows: tuple[float, float],
) -> list[Piece]:
    """Parts of a horizontal line with gaps, under a matrix: their ends are as sharp there."""
    from .path import Path

    contours: list[Contour] = []
    for start, end in spans:
        for low, high in (*sorted(gaps), (end, end)):
            if start < min(low, end):
                contours += Path.rectangle(start, rows[0], min(low, end), rows[1]).contours
            start = max(start, high)
    return pieces_of(canvas, Path(tuple(contours)))


def _line(run: TextRun, decoration: Decoration, name: str, baseline: float) -> _Line:
    """Where a line of a run is (CSS Text Decoration 4, section 2.6).

    Text of another size than the element's that is decorated has a line of the same thickness, and below it the
    same line; above and through it the line begins to count at the top of its own font.
    """
    kind = decoration.style
    thickness = _thickness(run, decoration)
    away = thickness + 1
    if name == "underline":
        return _Line(baseline + _below(run, decoration, thickness), away, thickness, kind)
    top = floor(baseline - run.shaped.ascent + 0.5)
    if name == "overline":
        return _Line(top - floor(thickness), -away, thickness, kind)
    # From the top two thirds of the element's ascent, both rounded.
    scale = decoration.size / run.style.font_size
    through = top + floor(run.shaped.exact_ascent * scale + 0.5) * 2 / 3 - thickness / 2
    return _Line(through, 0.0 if kind == "wavy" else floor(away), thickness, kind)


def _below(run: TextRun, decoration: Decoration, thickness: float) -> float:
    """How far below the baseline the top of an underline is."""
    size, position = decoration.size, decoration.position
    asked = decoration.offset
    more = floor(asked.resolve(size) + 0.5) if isinstance(asked, Length) else None
    face = run.shaped.runs[0].face
    if "under" in position:
        return floor(face.em_descent * size / face.size) + 1 + (more or 0)
    if "from-font" in position:
        top = -face.font.get_metric_position_with_fallback(hb.OTMetricsTag.UNDERLINE_OFFSET) / UNITS
        return float(top * size / face.size) + (more or 0)
    return max(1, ceil(thickness / 2)) if more is None else more


def _thickness(run: TextRun, decoration: Decoration) -> float:
    asked, size = decoration.thickness, decoration.size
    thickness = size / 10
    if isinstance(asked, Length):
        thickness = floor(asked.resolve(size) + 0.5)
    elif asked == "from-font":
        face = run.shaped.runs[0].face
        own = face.font.get_metric_position_with_fallback(hb.OTMetricsTag.UNDERLINE_SIZE) / UNITS
        thickness = own * size / face.size
    return max(1.0, min(thickness, _MOST_WAVE if decoration.style == "wavy" else _MOST_THICK))


def _strokes(line: _Line, first: float, last: float, start: float, end: float) -> list[_Stroke]:
    """A line from first to last, as masks of what is seen of it from start to end."""
    if line.kind == "wavy":
        return [_wave(line, first, start, end)]
    if line.kind in ("dotted", "dashed"):
        return [_dashes(line, first, last, start, end)]
    tops = (line.top, line.top + line.away) if line.kind == "double" else (line.top,)
    height = max(floor(line.thickness), 1)
    return [_bar(start, end, floor(top + 0.5), height) for top in tops]


def _rows(strokes: list[_Stroke]) -> tuple[int, int]:
    """The first row that strokes cover by half, and the row after the last."""
    boxes = [(stroke.region.top, box) for stroke in strokes if (box := stroke.mask.point(COVERED).getbbox())]
    return min((top + box[1] for top, box in boxes), default=0), max(
        (top + box[3] for top, box in boxes), default=0
    )


def _bar(start: float, end: float, top: int, height: int) -> _Stroke:
    """A horizontal line whose ends lie within pixels."""
    left, right = floor(start), ceil(end)
    mask = _ends(start, end).resize((right - left, height))
    return _Stroke(Region(left, top, right, top + height), mask)


def _ends(start: float, end: float) -> Image.Image:
    """One row of pixels, how much of each lies between two places."""
    left, right = floor(start), ceil(end)
    cover = bytearray(b"\xff" * (right - left))
    cover[0] = floor(cover[0] * (left + 1 - start) + 0.5)
    cover[-1] = floor(cover[-1] * (1 - (right - end)) + 0.5)
    return Image.frombytes("L", (right - left, 1), bytes(cover))


def _dashes(line: _Line, first: float, last: float, start: float, end: float) -> _Stroke:
    """Dashes or dots as one mask."""
    width = max(floor(line.thickness + 0.5), 1)
    dots = line.kind == "dotted" and line.thickness > _THICK
    spans, (top, bottom) = _dash_places(line, first, last, start, end)
    region = Region(floor(start), floor(top), ceil(end), ceil(bottom))
    finer = _finer(line.thickness)
    mask = Image.new("L", (region.width * finer, region.height * finer))
    draw = ImageDraw.Draw(mask)
    upper, lower = (round((edge - region.top) * finer) for edge in (top, bottom))
    for span in spans:
        low, high = (round((edge - region.left) * finer) for edge in span)
        if dots:
            # As wide as high, and in the middle of a whole number of px.
            low = round((span[0] - region.left + (width - line.thickness) / 2) * finer)
            draw.ellipse((low, upper, low + lower - upper - 1, lower - 1), fill=255)
        elif low < high:
            draw.rectangle((low, upper, high - 1, lower - 1), fill=255)
    return _Stroke(region, mask.reduce(finer))


def _dash_places(
    line: _Line, first: float, last: float, start: float, end: float
) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """Where dashes or dots begin and end, and their upper and lower edge.

    They are from a whole pixel to a whole pixel, as many as make gaps of about their usual length.
    """
    width = max(floor(line.thickness + 0.5), 1)
    dots = line.kind == "dotted"
    origin, limit = floor(first), floor(last)
    large = line.thickness > _THICK if dots else width >= _THICK
    dash, gap = (1, 1) if dots else (2, 1) if large else (3, 2)
    if large or not dots:
        step = dash * width + best_gap(limit - origin, float(dash * width), float(gap * width))
    else:
        step = 2.0 * width
    # The middle of the line is at a whole pixel, or at half of one.
    middle = floor(line.top + max(line.thickness / 2, 0.5)) + (0.5 if width % 2 else 0.0)
    top, bottom = middle - line.thickness / 2, middle + line.thickness / 2
    if not dots:  # on quarters of a pixel
        top, bottom = floor(top * 4 + 0.5) / 4, floor(bottom * 4 + 0.5) / 4
    indices = range(max(floor((start - origin) / step) - 1, 0), ceil((end - origin) / step) + 1)
    lows = [origin + index * step for index in indices]
    return [(low, min(low + dash * width, limit)) for low in lows if low < limit], (top, bottom)


def _wave(line: _Line, first: float, start: float, end: float) -> _Stroke:
    """A wave that begins downwards, at a whole pixel and in the middle of a row."""
    tile = _wave_tile(line.thickness)
    left, right, top = floor(start), ceil(end), floor(line.top + line.away + 0.5) - tile.height // 2
    mask = Image.new("L", (right - left, tile.height))
    origin = floor(first + 0.5)
    for x in range((origin - left) % tile.width - tile.width, right - left, tile.width):
        mask.paste(tile, (x, 0))
    return _Stroke(Region(left, top, right, top + tile.height), _between(mask, start, end))


def _paint_turned_wave(
    canvas: Canvas,
    line: _Line,
    first: int,
    rows: tuple[int, int],
    seen: tuple[float, float],
    bars: list[Piece],
    color: Color,
) -> None:
    """Paint a wave under a matrix where bars let it be seen."""
    from .turned_waves import turned_waves

    assert canvas.matrix is not None
    large, finer = _large_wave(line.thickness), _finer(line.thickness)
    # Chromium's picture of a wave is as high as that is, in whole px, from the first row that it touches on.
    reach = _control(line.thickness) * sqrt(3) / 6 + line.thickness / 2
    above = (rows[1] - rows[0]) // 2
    top, height = above + floor(0.5 - reach), ceil(2 * reach)
    large = large.crop((0, top * finer, large.width, (top + height) * finer))
    wave = Region(first, rows[0] + top, first + large.width // finer, rows[0] + top + height)
    piece = turned_waves(
        canvas.matrix, lambda size: large.resize(size, Image.Resampling.BOX), wave, seen, canvas.clip
    )
    if piece is not None:
        for bar in bars:
            canvas.veiled(bar).fill([piece], color)


def _finer(thickness: float) -> int:
    """By how much finer lines of a thickness are drawn: thick ones less, whose edges are few of their pixels."""
    return max(min(int(256 / thickness), _FINER), 2)


def _control(thickness: float) -> float:
    """How far above and below the line the points are that pull the curve of a wave."""
    return 0.5 + floor(3 * thickness + 1)


@lru_cache(maxsize=32)
def _wave_tile(thickness: float) -> Image.Image:
    """One length of a wave that begins at the left edge, in the middle of the row in the middle."""
    return _large_wave(thickness).reduce(_finer(thickness))


def _large_wave(thickness: float) -> Image.Image:
    """The same, so much finer."""
    finer = _finer(thickness)
    length, control = 1 + 2 * floor(2 * thickness + 1), _control(thickness)
    above = ceil(control / 3 + thickness / 2)
    upper: list[tuple[float, float]] = []
    lower: list[tuple[float, float]] = []
    for chord in range(-_CHORDS, 2 * _CHORDS + 1):
        turns, t = divmod(chord / _CHORDS, 1)
        u = 1 - t
        across = (turns + 1.5 * t * u + t**3) * length
        down = 3 * control * t * u * (u - t)
        # Half of the thickness away at right angles to the curve.
        dx = length * (1.5 * (1 - 2 * t) + 3 * t * t)
        dy = 3 * control * (1 - 6 * t + 6 * t * t)
        half = thickness / 2 / hypot(dx, dy)
        for edge, side in ((upper, half), (lower, -half)):
            edge.append(((across + dy * side) * finer, (down - dx * side + above + 0.5) * finer))
    large = Image.new("L", (length * finer, (2 * above + 1) * finer))
    ImageDraw.Draw(large).polygon([*upper, *reversed(lower)], fill=255)
    return large


def _between(mask: Image.Image, start: float, end: float) -> Image.Image:
    """A mask, cut off where a line begins and ends within pixels."""
    return ImageChops.multiply(mask, _ends(start, end).resize(mask.size))
