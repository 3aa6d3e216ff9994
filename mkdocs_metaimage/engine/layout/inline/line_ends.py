"""How far a line reaches that ends at a place: what hangs there, what is removed, and what shows only there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from ...text.shape import ShapedText, shape
from .collecting import PRESERVING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...css.style import Style
    from ..formatting import LayoutContext
    from .paragraph import HardLine, Paragraph

# The controls of embeddings and isolates, which have no width.
CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
POPS = frozenset("\u202c\u2069")
SOFT_HYPHEN = "\u00ad"
_HYPHEN = "\u2010"
_IDEOGRAPHS = "\u2e80"
_INVISIBLE = frozenset("\u200b\u00ad")
_BLANK = frozenset(" \t")


def ends_of(
    ctx: LayoutContext,
    paragraph: Paragraph,
    line: HardLine,
    places: tuple[list[float], list[float]],
    peaks: Mapping[int, float],
    edges_fit: bool = False,
) -> list[float]:
    """How far a line reaches that ends at each of the breaks, white space left out and soft hyphens shown.

    Args:
        ctx: What layout takes from outside.
        paragraph: The paragraph.
        line: The hard line.
        places: Where a line that starts at a character would start, and where the character itself does.
        peaks: How far what is before a character reaches at most, where negative margins hide it.
        edges_fit: Whether the edges of boxes that end behind white space at the end of a line are left out.
    """
    text, advances = paragraph.text, paragraph.advances
    collapses = paragraph.collapses
    before, after = places
    ends = []
    for offset in line.breaks:
        # Boxes that open behind the last character are in its line. What is in a box with a negative margin
        # must fit without it.
        end = before[offset] if offset < line.last else after[offset]
        if peaks:
            end = max(end, _peak(text, peaks, offset))
        last = text[offset - 1] if offset > line.first else ""
        if last == " " and collapses:
            # Edges of boxes behind the space need not fit, in Chromium.
            end = after[offset - 1] if edges_fit else end - advances[offset - 1]
        elif last in _BLANK or last in CONTROLS:
            end -= hang_of(paragraph, line.first, offset)[1]
        elif last == SOFT_HYPHEN and offset < line.last:
            style = paragraph.style_at(offset - 1)
            end += hyphen_of(ctx, style).advance if style is not None else 0.0
        ends.append(end)
    return ends


def with_kerns(ctx: LayoutContext, paragraph: Paragraph, line: HardLine, ends: list[float]) -> list[float]:
    """The ends of lines where what is cut does not kern any more."""
    text = paragraph.text
    found = ends
    for index, offset in enumerate(line.breaks[:-1]):
        last = text[offset - 1]
        if last == " " and paragraph.collapses:
            place = offset - 1
            # Letters hardly kern with a space, and to ask for each word is dear.
            if not place or text[place - 1].isalnum():
                continue
        elif last in _BLANK or last in CONTROLS:
            place = hang_of(paragraph, line.first, offset)[0]
        elif last == SOFT_HYPHEN or last >= _IDEOGRAPHS:
            continue
        else:
            place = offset
        kern = kern_of(ctx, paragraph, place)
        if kern:
            if found is ends:
                found = list(ends)
            found[index] += kern
    return found


def _peak(text: str, peaks: Mapping[int, float], offset: int) -> float:
    """How far what is before a place reaches, whatever negative margins stand between."""
    found = peaks.get(offset, -inf)
    while offset and text[offset - 1] in CONTROLS:
        offset -= 1
        found = max(found, peaks.get(offset, -inf))
    return found


def kern_of(ctx: LayoutContext, paragraph: Paragraph, offset: int) -> float:
    """How much wider the character before a place is at the end of a line than with the one after it."""
    text = paragraph.text
    # What does not show does not keep letters from kerning.
    last = offset - 1
    while last > 0 and text[last] in _INVISIBLE:
        last -= 1
    pair = text[last : last + 1] + text[offset : offset + 1] if offset else ""
    if len(pair) < 2 or (pair[1] == " " and pair[0].isalnum()):
        return 0.0
    style = paragraph.style_at(last)
    if style is None:
        return 0.0
    known = ctx.kerns.get(style)
    if known is None:
        kerns: dict[str, float] = ctx.library.metrics.get(("kerns", style.text), dict)
        known = ctx.kerns[style] = kerns
    found = known.get(pair)
    if found is None:
        alone = shape(pair[0], style.text, ctx.library).advance
        together = shape(pair, style.text, ctx.library)
        found = known[pair] = alone - sum(width for cluster, width in together.widths if cluster == 0)
    return found


def hyphen_of(ctx: LayoutContext, style: Style, *, rtl: bool = False) -> ShapedText:
    """What shows for a soft hyphen (CSS Text 4, section 6.1.1): that of ASCII where the font has no other.

    No space follows it, whatever the spacing of letters.
    """
    text = style.text if not style.letter_spacing else replace(style.text, letter_spacing=0.0)
    has = ord(_HYPHEN) in ctx.library.chain(text)[0].characters
    return shape(_HYPHEN if has else "-", text, ctx.library, rtl)


# --- White space


def hang_of(paragraph: Paragraph, start: int, end: int) -> tuple[int, float]:
    """Where the white space at the end of a line starts, and how wide it is: it hangs or is removed.

    CSS Text 3, section 4.1.2; that of `break-spaces`, and what is preserved where lines do not wrap, stays.
    """
    width = 0.0
    text, advances = paragraph.text, paragraph.advances
    style: Style | None = None
    piece_start = place = end
    while end > start and (text[end - 1] in _BLANK or text[end - 1] in CONTROLS):
        if text[end - 1] in CONTROLS:
            end -= 1
            continue
        if end - 1 < piece_start:
            style = paragraph.style_at(end - 1)
            piece_start = _piece_start(paragraph, end - 1)
        if style is None or _keeps_spaces(style):
            break
        end -= 1
        width += advances[end]
        place = end
    return place, width


def _piece_start(paragraph: Paragraph, offset: int) -> int:
    index = bisect_right(paragraph.pieces, offset, key=lambda piece: piece[1])
    return paragraph.pieces[index][0] if index < len(paragraph.pieces) else offset


def _keeps_spaces(style: Style) -> bool:
    """Whether white space at the end of a line stays as it is."""
    mode = style.white_space_collapse
    return mode == "break-spaces" or (mode == "preserve" and style.text_wrap_mode == "nowrap")


def shows_spaces(style: Style) -> bool:
    """Whether white space at the end of a line is there, be it that it hangs."""
    return style.white_space_collapse in PRESERVING
