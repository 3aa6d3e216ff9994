"""The marks of `text-emphasis` above or below each character, half as large (CSS Text Decoration 4, section 3)."""

from __future__ import annotations

import unicodedata
from math import ceil
from typing import TYPE_CHECKING, Final

from ..boxes import TextRun
from ..text.faces import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Spaces, controls, what is no character and punctuation bear none, but for signs that are read as words.
_BARE: Final = ("Z", "C", "P")
_READ: Final = frozenset("#%\u2030\u2031\u066a\u0609\u060a&\u204a@\u00a7\u00b6\u204b\u2053\u303d")


def marks_of(run: TextRun) -> Iterator[TextRun]:
    """The marks of a run, each as one of its own."""
    mark = run.mark
    if mark is None or not mark.runs or not run.shaped.runs:
        return
    face, (number, *_), *_ = mark.runs[0]
    ink = face.font.get_glyph_extents(number)
    middle = (ink.x_bearing + ink.width / 2) / UNITS if ink else 0.0
    style = run.style
    # The em squares of marks and text touch, but for what Chromium rounds.
    descent = run.shaped.runs[0].face.em_descent
    if "under" in style.text_emphasis_position:
        baseline = run.baseline + ceil(descent) + ceil(face.size - face.em_descent)
    else:
        baseline = run.baseline - ceil(style.font_size - descent) - ceil(face.em_descent)
    for left, right, letter in _clusters(run):
        if letter in _READ or not unicodedata.category(letter).startswith(_BARE):
            yield TextRun(run.x + (left + right) / 2 - middle, baseline, mark, style)


def _clusters(run: TextRun) -> Iterator[tuple[float, float, str]]:
    """From where to where the glyphs of each character are, from the left edge of a run, and the character."""
    shaped = run.shaped
    for glyphs in shaped.runs:
        start = 0
        for index, cluster in enumerate(glyphs.clusters):
            if index + 1 == len(glyphs.clusters) or glyphs.clusters[index + 1] != cluster:
                left, right = glyphs.pens[start] - shaped.pen, glyphs.pens[index + 1] - shaped.pen
                yield left, right - run.style.letter_spacing, shaped.text[cluster - shaped.cluster]
                start = index + 1
