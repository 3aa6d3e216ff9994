"""What cards do with text and colours in Jinja: the filters `truncate` and `contrast`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup

from .css.color import TRANSPARENT, Color, parse_color
from .notes import CardError

# The characters that open an isolate or an embedding, each with the one that closes it (UAX #9, section 2).
_CLOSING: Final = dict.fromkeys("\u2066\u2067\u2068", "\u2069") | dict.fromkeys(
    "\u202a\u202b\u202d\u202e", "\u202c"
)
# What would stand oddly before an ellipsis.
_LOOSE: Final = " \t\n\r\f\v\u00a0\u3000,;:–—-/、，；：،؛·|&("
# How far beyond a cut the text is looked at, for the word that is cut.
_AHEAD: Final = 50
_WHITE: Final = Color(255.0, 255.0, 255.0)


def truncate(text: Any, length: int = 255, killwords: bool = False, end: str = "…", leeway: int = 0) -> str:
    """Cut a text to a length, in characters as a reader counts them.

    These are grapheme clusters (UAX #29): an emoji of several parts or a letter with its marks is one, and is
    never cut. The arguments are those of Jinja's own filter.

    Args:
        text: The text; of markup only its text is taken. None is no text.
        length: The most characters, `end` among them.
        killwords: Whether to cut within a word; otherwise the cut is where a line could break, which in
            Chinese, Japanese and Thai is between words too, unless not even the first word fits.
        end: What a cut text ends with.
        leeway: By how many characters a text may be too long without being cut.

    Raises:
        CardError: The length is no whole number, or less than the ending has; or the ending is no text.
    """
    from .text.breaks import graphemes

    if text is None:
        return ""
    plain = Markup(text).striptags() if hasattr(text, "__html__") else str(text)  # noqa: S704 (becomes text)
    for name, value in (("length", length), ("leeway", leeway)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise CardError(f"The {name} of truncate is {value!r}: give a whole number of characters.")
    if not isinstance(end, str):
        raise CardError(f"The end of truncate is {end!r}: give text, such as '…'.")
    # No text has more clusters than characters, and counting those of one takes longer.
    if len(plain) <= length + leeway:
        return plain
    ends = _first_ends(plain, length + leeway + 1)
    if len(ends) <= length + leeway:
        return plain
    room = length - len(graphemes(end))
    if room < 0:
        raise CardError(f"truncate cannot cut to {length} characters and end with {end!r}, which has more.")
    while True:
        kept = plain[: ends[room - 1]] if room else ""
        if not killwords:
            kept = whole_words(plain, kept)
        cut = kept + end + _closed(kept)
        if room == 0 or len(graphemes(cut)) <= length:
            return cut
        room -= 1


def _first_ends(text: str, count: int) -> tuple[int, ...]:
    """Where the first grapheme clusters of a text end, whatever comes far behind them."""
    from .text.breaks import graphemes

    size = 16 * (count + 1)
    while size < len(text):
        ends = graphemes(text[:size])
        if len(ends) > count:
            return ends[:count]
        size *= 4
    return graphemes(text)[:count]


def whole_words(text: str, kept: str) -> str:
    """The start of a text up to its last word that is whole; all that is kept where none is."""
    from .text.breaks import line_breaks

    if not text[len(kept) : len(kept) + 1].isspace():
        # A compound is cut nowhere, although a line may break behind its hyphen.
        breaks = [
            at
            for at in line_breaks(text[: len(kept) + _AHEAD])
            if at <= len(kept) and text[at - 1] not in "-/?"
        ]
        words = kept[: breaks[-1]] if breaks else ""
    else:
        words = kept
    return words.rstrip(_LOOSE) or kept


def _closed(text: str) -> str:
    """What closes the directional isolates and embeddings that a text leaves open (UAX #9)."""
    if text.isascii():
        return ""
    still: list[str] = []
    for char in text:
        if char in _CLOSING:
            still.append(_CLOSING[char])
        elif char in still:
            # An isolate's end ends the embeddings in it; an embedding's end that is within one does not count.
            if char == "\u2069":
                del still[len(still) - 1 - still[::-1].index(char) :]
            elif still[-1] == char:
                still.pop()
    return "".join(reversed(still))


def contrast(background: Any, *candidates: Any) -> str:
    """The colour that reads best on a background, by the contrast ratio of WCAG 2.2.

    That ratio is what audits of accessibility ask for, and what `contrast-color()` of CSS Color 5 uses.

    Args:
        background: A CSS colour; what is see-through in it lies on white.
        *candidates: CSS colours to choose from, the first of equals counts; white and black without any.

    Returns:
        The candidate as it was given.

    Raises:
        CardError: One of them is no colour.
    """
    return _readable(str(background), tuple(map(str, candidates)) or ("#ffffff", "#000000"))


@lru_cache(maxsize=64)
def _readable(background: str, candidates: tuple[str, ...]) -> str:
    ground = _over(_color(background, "The background of contrast"), _WHITE)
    colors = [_over(_color(each, "A colour of contrast"), ground) for each in candidates]
    best = max(range(len(candidates)), key=lambda index: (_ratio(colors[index], ground), -index))
    return candidates[best]


def _color(value: str, what: str) -> Color:
    color = parse_color(value)
    if color is None:
        raise CardError(f'{what} is {value!r}: give a CSS colour, such as "#4051b5".')
    return color


def _over(color: Color, ground: Color) -> Color:
    if color == TRANSPARENT:
        return ground
    part = color.alpha
    mixed = (over * part + under * (1 - part) for over, under in zip(color[:3], ground[:3], strict=True))
    return Color(*mixed)


def _ratio(one: Color, other: Color) -> float:
    """The contrast ratio, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    """The relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    shares = (max(0.0, min(channel / 255, 1.0)) for channel in color[:3])
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
