"""From text to placed glyphs, by HarfBuzz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import uharfbuzz as hb

from .breaks import graphemes
from .faces import UNITS, SizedFace
from .fallback import face_runs
from .scripts import script_runs

if TYPE_CHECKING:
    from .fonts import FontLibrary
    from .style import TextStyle

# Optional ligatures would swallow the space between letters (CSS Text 3, section 7.2); Chromium takes the
# contextual alternates for such too.
_SPACED_OUT = {"liga": 0, "clig": 0, "calt": 0}
_SPACES = " \u00a0"
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


@dataclass(frozen=True, slots=True)
class ShapedText:
    """A piece of text of one style and direction as glyphs.

    Attributes:
        text: The text.
        direction: `"ltr"` or `"rtl"`.
        advance: Its width in px.
        glyphs: Its glyphs from left to right.
        missing: The grapheme clusters that no font has.
    """

    text: str
    direction: str
    advance: float
    glyphs: tuple[Glyph, ...]
    missing: tuple[str, ...] = ()


class FontMetrics(NamedTuple):
    """The vertical measures of a style's first font, in px, all positive.

    `line-height: normal` is the sum of the first three.

    Attributes:
        ascent: From the baseline to the top of the line, a whole number.
        descent: From the baseline to the bottom, a whole number.
        line_gap: More room between lines, as some fonts ask for.
        x_height: The height of an x.
    """

    ascent: float
    descent: float
    line_gap: float
    x_height: float


def shape(text: str, style: TextStyle, library: FontLibrary, rtl: bool = False) -> ShapedText:
    """The glyphs of a piece of text that runs in one direction.

    Args:
        text: The piece, in logical order. Line breaks and tabs are the caller's to take out.
        style: Its style.
        library: The fonts.
        rtl: Whether it runs from right to left.
    """
    key = (text, style, rtl)
    shaped: ShapedText = library.shaped.get(key, lambda: _shape(text, style, library, rtl))
    return shaped


def part_of(whole: ShapedText, low: int, high: int) -> ShapedText:
    """The glyphs of the characters from low to high of a shaped text."""
    glyphs = [glyph for glyph in whole.glyphs if low <= glyph.cluster < high]
    # Where its pen starts, not its ink.
    pen = 0.0
    for glyph in whole.glyphs:
        if low <= glyph.cluster < high:
            break
        pen += glyph.advance
    text = whole.text[low:high]
    return ShapedText(
        text,
        whole.direction,
        sum(glyph.advance for glyph in glyphs),
        tuple(
            [
                Glyph(face, number, x - pen, y, advance, cluster - low)
                for face, number, x, y, advance, cluster in glyphs
            ]
        ),
        tuple(missing for missing in whole.missing if missing in text) if whole.missing else (),
    )


def metrics(style: TextStyle, library: FontLibrary) -> FontMetrics:
    """The vertical measures of a style's first font that there is."""
    found: FontMetrics = library.metrics.get(style, lambda: _metrics(library.chain(style)[0].at(style)))
    return found


def _metrics(face: SizedFace) -> FontMetrics:
    x_height = face.font.get_metric_position_with_fallback(hb.OTMetricsTag.X_HEIGHT)
    return FontMetrics(
        ascent=face.ascent,
        descent=face.descent,
        line_gap=face.line_gap,
        x_height=x_height / UNITS,
    )


def _shape(text: str, style: TextStyle, library: FontLibrary, rtl: bool) -> ShapedText:
    if not text:
        return ShapedText(text, "rtl" if rtl else "ltr", 0.0, ())
    pieces: list[tuple[SizedFace, Any, Any, str]] = []
    missing: list[str] = []
    for run in face_runs(text, style, library):
        face = run.face.at(style)
        missing.extend(run.missing)
        for start, end, script in script_runs(text[run.start : run.end]):
            buffer = _shaped_buffer(text, run.start + start, run.start + end, script, style, face, rtl)
            pieces.append((face, buffer.glyph_infos, buffer.glyph_positions, script))
    if rtl:
        pieces.reverse()
    glyphs: list[Glyph] = []
    x = 0.0
    spaced = style.letter_spacing or style.word_spacing
    for face, infos, positions, script in pieces:
        gaps = _gaps(text, infos, script, style) if spaced else None
        for index, (info, place) in enumerate(zip(infos, positions, strict=True)):
            gap = gaps[index] if gaps else 0.0
            advance = place.x_advance / UNITS + gap
            left = x + place.x_offset / UNITS
            glyphs.append(Glyph(face, info.codepoint, left, place.y_offset / UNITS, advance, info.cluster))
            x += advance
    return ShapedText(text, "rtl" if rtl else "ltr", x, tuple(glyphs), tuple(missing))


def _shaped_buffer(
    text: str, start: int, end: int, script: str, style: TextStyle, face: SizedFace, rtl: bool
) -> Any:
    """One run of one face and script, shaped with its surroundings as context (letters join across runs)."""
    buffer = hb.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = style.lang or "und"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    features: dict[str, int] = {}
    if style.letter_spacing:
        features.update(_SPACED_OUT)
    features.update(style.features)
    hb.shape(face.font, buffer, features)
    return buffer


def _gaps(text: str, infos: Any, script: str, style: TextStyle) -> list[float]:
    """The space added to each glyph of a run: after each grapheme cluster, and to spaces.

    It is to the right of what it is added to, also where text runs to the left, as in Chromium.
    """
    letter = 0.0 if script in _CURSIVE else style.letter_spacing
    gaps = []
    starts = frozenset((0, *graphemes(text)))
    for index, info in enumerate(infos):
        last = index + 1 == len(infos) or infos[index + 1].cluster != info.cluster
        gap = letter if last and info.cluster in starts else 0.0
        if last and text[info.cluster] in _SPACES:
            gap += style.word_spacing
        gaps.append(gap)
    return gaps
