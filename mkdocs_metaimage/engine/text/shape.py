"""From text to placed glyphs, by HarfBuzz."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import attrgetter, neg, sub
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uharfbuzz as hb

from .faces import UNITS, SizedFace
from .fallback import face_runs
from .features import SPACED_OUT
from .han_spacing import halved
from .pieces import Piece, pieces
from .scripts import script_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .fonts import FontLibrary
    from .style import TextStyle

_SPACES = " \u00a0"
# Controls and the like, which take no room.
_NO_WIDTH = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\ufeff\ufffc]")
# So many runs are gone through one by one.
_FEW = 8
# What HarfBuzz says of a glyph.
_CLUSTER: Final = attrgetter("cluster")
_GLYPH: Final = attrgetter("codepoint")
_ADVANCE: Final = attrgetter("x_advance")
# Letters of these scripts join, and a gap between them would tear words apart.
_CURSIVE = frozenset(("Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Mand", "Phag", "Rohg"))


class Glyph(NamedTuple):
    """A glyph at its place.

    Attributes:
        face: The face, at its size, that draws it.
        id: Its number in the face.
        x: Where its origin is, in px from the left edge of the text.
        y: How far its origin is above the baseline, in px.
        advance: Its width, spacing included, in px.
        cluster: The offset in the text of the first character it stands for.
    """

    face: SizedFace
    id: int
    x: float
    y: float
    advance: float
    cluster: int


class GlyphRun(NamedTuple):
    """Glyphs of one face, from left to right, as columns: there are too many to be objects.

    Attributes:
        face: The face, at its size, that draws them.
        ids: Their numbers in the face.
        pens: Where the pen is at each of them and after the last, in px from where the text was first shaped.
        clusters: The offset of the first character that each stands for, from the same place.
        offsets: How far each is right of the pen and above the baseline, in px; `()` where all are at it.
    """

    face: SizedFace
    ids: tuple[int, ...]
    pens: tuple[float, ...]
    clusters: tuple[int, ...]
    offsets: tuple[tuple[float, float], ...] = ()

    def part(self, start: int, end: int) -> GlyphRun:
        """The glyphs from one to before another."""
        return GlyphRun(
            self.face,
            self.ids[start:end],
            self.pens[start : end + 1],
            self.clusters[start:end],
            self.offsets[start:end],
        )


@dataclass(frozen=True, slots=True)
class ShapedText:
    """A piece of text of one style and direction as glyphs.

    Attributes:
        text: The text.
        direction: `"ltr"` or `"rtl"`.
        advance: Its width in px.
        runs: Its glyphs from left to right.
        missing: The grapheme clusters that no font has.
        pen: Where the pen of the runs is at its left edge.
        cluster: The offset of its first character by the clusters of the runs.
        ascent: How far the style's first font reaches above the baseline, whichever fonts draw it.
        exact_ascent: The same, not rounded to a whole number.
    """

    text: str
    direction: str
    advance: float
    runs: tuple[GlyphRun, ...]
    missing: tuple[str, ...] = ()
    pen: float = 0.0
    cluster: int = 0
    ascent: float = 0.0
    exact_ascent: float = 0.0

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs one by one, from left to right."""
        found = []
        for face, ids, pens, clusters, offsets in self.runs:
            for index, number in enumerate(ids):
                x, y = offsets[index] if offsets else (0.0, 0.0)
                advance = pens[index + 1] - pens[index]
                cluster = clusters[index] - self.cluster
                found.append(Glyph(face, number, pens[index] - self.pen + x, y, advance, cluster))
        return tuple(found)

    @property
    def widths(self) -> Iterator[tuple[int, float]]:
        """The offset of the first character that each glyph stands for, and the glyph's width."""
        return chain.from_iterable(map(self._widths, self.runs))

    @property
    def one_by_one(self) -> list[float] | None:
        """The width of each character where one glyph after the other stands for one each, else None."""
        if len(self.runs) != 1 or self.cluster:
            return None
        run = self.runs[0]
        if run.clusters != tuple(range(len(self.text))):
            return None
        return list(map(sub, run.pens[1:], run.pens))

    def _widths(self, run: GlyphRun) -> Iterator[tuple[int, float]]:
        widths = map(sub, run.pens[1:], run.pens)
        clusters = [cluster - self.cluster for cluster in run.clusters] if self.cluster else run.clusters
        return zip(clusters, widths, strict=True)

    def __len__(self) -> int:
        return sum(len(run.ids) for run in self.runs)


class FontMetrics(NamedTuple):
    """The vertical measures of a style's first font, in px, all positive.

    `line-height: normal` is the sum of the first three.

    Attributes:
        ascent: From the baseline to the top of the line, a whole number.
        descent: From the baseline to the bottom, a whole number.
        line_gap: More room between lines, as some fonts ask for.
        x_height: The height of an x.
        exact_ascent: The ascent, not rounded.
    """

    ascent: float
    descent: float
    line_gap: float
    x_height: float
    exact_ascent: float


def shape(
    text: str, style: TextStyle, library: FontLibrary, rtl: bool = False, script: str = ""
) -> ShapedText:
    """The glyphs of a piece of text that runs in one direction.

    Args:
        text: The piece, in logical order. Line breaks and tabs are the caller's to take out.
        style: Its style.
        library: The fonts.
        rtl: Whether it runs from right to left.
        script: The script of what stands before it, which digits and signs at its start belong to.
    """
    key = (text, style, rtl, script)
    shaped: ShapedText = library.shaped.get(key, lambda: _shape(text, style, library, rtl, script))
    return shaped


def part_of(whole: ShapedText, low: int, high: int) -> ShapedText:
    """The glyphs of the characters from low to high of a shaped text, as they are in the whole."""
    rtl = whole.direction == "rtl"
    first, last = whole.cluster + low, whole.cluster + high
    runs = []
    for run in _reached(whole.runs, first, last, rtl):
        start, end = _cut(run.clusters, first, last, rtl)
        if start == 0 and end == len(run.ids):
            runs.append(run)
        elif start < end:
            runs.append(run.part(start, end))
    text = whole.text[low:high]
    pen = runs[0].pens[0] if runs else 0.0
    return ShapedText(
        text,
        whole.direction,
        runs[-1].pens[-1] - pen if runs else 0.0,
        tuple(runs),
        tuple(missing for missing in whole.missing if missing in text) if whole.missing else (),
        pen,
        first,
        whole.ascent,
        whole.exact_ascent,
    )


def _reached(runs: tuple[GlyphRun, ...], first: int, last: int, rtl: bool) -> tuple[GlyphRun, ...]:
    """Of many runs those that some characters can be in, so that a long paragraph is not read for each line."""
    if len(runs) <= _FEW:
        return runs
    if rtl:
        start = bisect_left(runs, True, key=lambda run: run.clusters[-1] < last)
        return runs[start : bisect_left(runs, True, lo=start, key=lambda run: run.clusters[0] < first)]
    start = bisect_left(runs, True, key=lambda run: run.clusters[-1] >= first)
    return runs[start : bisect_left(runs, True, lo=start, key=lambda run: run.clusters[0] >= last)]


def _cut(clusters: tuple[int, ...], first: int, last: int, rtl: bool) -> tuple[int, int]:
    """Where the glyphs of some characters start and end in a run: clusters never go back."""
    if rtl:
        return bisect_right(clusters, -last, key=neg), bisect_right(clusters, -first, key=neg)
    return bisect_left(clusters, first), bisect_left(clusters, last)


def metrics(style: TextStyle, library: FontLibrary) -> FontMetrics:
    """The vertical measures of a style's first font that there is."""
    found: FontMetrics = library.metrics.get(style, lambda: _metrics(library.chain(style)[0].at(style)))
    return found


def _metrics(face: SizedFace) -> FontMetrics:
    return FontMetrics(face.ascent, face.descent, face.line_gap, face.x_height, face.exact_ascent)


def _shape(text: str, style: TextStyle, library: FontLibrary, rtl: bool, script: str) -> ShapedText:
    direction = "rtl" if rtl else "ltr"
    if not text:
        return ShapedText(text, direction, 0.0, ())
    shaped: list[tuple[Piece, Any, tuple[int, ...], list[int]]] = []
    missing: list[str] = []
    scripts = script_runs(text, script)
    for run in face_runs(text, style, library):
        missing.extend(run.missing)
        for piece in pieces(text, run, scripts, style):
            buffer = _shaped_buffer(text, piece, style, direction)
            infos = buffer.glyph_infos
            clusters = list(map(_CLUSTER, infos))
            if piece.places:
                clusters = [piece.places[cluster] for cluster in clusters]
            shaped.append((piece, buffer, tuple(map(_GLYPH, infos)), clusters))
    if rtl:
        shaped.reverse()
    runs: list[GlyphRun] = []
    pen = 0.0
    spaced = style.letter_spacing or style.word_spacing
    for piece, buffer, ids, clusters in shaped:
        if not clusters:
            continue
        gaps = _gaps(text, clusters, piece.script, style) if spaced else None
        runs.append(_run(piece.face, buffer.glyph_positions, ids, clusters, gaps, pen))
        pen = runs[-1].pens[-1]
    font = metrics(style, library)
    return ShapedText(
        text,
        direction,
        pen,
        tuple(runs),
        tuple(missing),
        ascent=font.ascent,
        exact_ascent=font.exact_ascent,
    )


def _run(
    face: SizedFace,
    places: list[Any],
    ids: tuple[int, ...],
    clusters: list[int],
    gaps: list[float] | None,
    pen: float,
) -> GlyphRun:
    widths: list[float] = [advance / UNITS for advance in map(_ADVANCE, places)]
    if gaps:
        widths = [width + gap for width, gap in zip(widths, gaps, strict=True)]
    moved = [place for place in places if place.x_offset or place.y_offset]
    offsets = [(place.x_offset / UNITS, place.y_offset / UNITS) for place in places] if moved else ()
    return GlyphRun(face, ids, tuple(accumulate(widths, initial=pen)), tuple(clusters), tuple(offsets))


def _shaped_buffer(text: str, piece: Piece, style: TextStyle, direction: str) -> Any:
    """A piece of one face and script, shaped with its surroundings as context: letters join across runs."""
    buffer = hb.Buffer()
    if piece.places:
        buffer.add_str(piece.text)
    else:
        buffer.add_str(text, piece.start, piece.end - piece.start)
    buffer.direction = direction
    buffer.script = piece.script
    buffer.language = style.lang or "und"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    features: dict[str, Any] = dict(SPACED_OUT) if style.letter_spacing else {}
    features.update(piece.features)
    if style.trimmed and not piece.places:
        narrow = halved(text, piece.start, piece.end, piece.face)
        if narrow:
            features["halt"] = [(offset, offset + 1, 1) for offset in narrow]
    features.update(style.features)
    hb.shape(piece.face.font, buffer, features)
    return buffer


def _gaps(text: str, clusters: Sequence[int], script: str, style: TextStyle) -> list[float]:
    """The space added to each glyph of a run: after each of HarfBuzz's clusters, and to spaces.

    It is to the right of what it is added to, also where text runs to the left, as in Chromium.
    """
    letter = 0.0 if script in _CURSIVE else style.letter_spacing
    if not style.word_spacing and not _NO_WIDTH.search(text) and len(set(clusters)) == len(clusters):
        return [letter] * len(clusters)
    gaps = []
    for index, cluster in enumerate(clusters):
        character = text[cluster]
        if index + 1 < len(clusters) and clusters[index + 1] == cluster:
            gaps.append(0.0)
        elif character in _SPACES:
            gaps.append(letter + style.word_spacing)
        else:
            gaps.append(0.0 if _NO_WIDTH.match(character) else letter)
    return gaps
