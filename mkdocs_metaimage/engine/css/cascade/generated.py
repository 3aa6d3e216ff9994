"""Generated content: what `::before` and `::after` hold, and the counters in it (CSS Content 3, CSS Lists 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..values import PictureUrl
from ..values.counters import counter_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..style import Style
    from ..values.content import Piece

_ENGLISH: Final = ("“", "”", "‘", "’")
# The quotation marks of languages, outer and inner (as the Unicode Locale Data have them).
_OF_LANGUAGES: Final = {
    "de": "„“‚‘", "fr": "«»«»", "es": "«»“”", "it": "«»“”", "pt": "“”‘’", "ru": "«»„“", "uk": "«»„“",
    "pl": "„”«»", "cs": "„“‚‘", "sv": "””’’", "fi": "””’’", "da": "“”‘’", "nb": "«»‘’", "nl": "‘’“”",
    "ja": "「」『』", "zh": "“”‘’", "ko": "“”‘’", "el": "«»“”", "he": "””’’", "ar": "”“’‘", "hu": "„”»«",
    "ro": "„”«»", "bg": "„“‘’", "tr": "“”‘’", "fa": "«»‹›",
}  # fmt: skip


class Counters:
    """The counters and the open quotation marks at one point of a document."""

    def __init__(self) -> None:
        self._values: dict[str, list[list[int]]] = {}
        self._quotes = 0

    def enter(self, style: Style, depth: int) -> None:
        """Do what an element at this depth says of counters."""
        for name, value in style.counter_reset:
            self._reset(name, value, depth)
        for name, step in style.counter_increment:
            self._value(name, depth)[1] += step
        for name, value in style.counter_set:
            self._value(name, depth)[1] = value

    def leave(self, depth: int) -> None:
        """Forget the counters that elements below this depth made."""
        for values in self._values.values():
            while values and values[-1][0] > depth:
                values.pop()

    def _reset(self, name: str, value: int, depth: int) -> None:
        values = self._values.setdefault(name, [])
        if values and values[-1][0] == depth:
            values[-1][1] = value
        else:
            values.append([depth, value])

    def _value(self, name: str, depth: int) -> list[int]:
        if not self._values.get(name):
            self._reset(name, 0, depth)
        return self._values[name][-1]

    def pieces(self, style: Style, attributes: Mapping[str, str], lang: str) -> list[str | PictureUrl]:
        """What the `content` of a style comes to for an element with these attributes.

        Args:
            style: The style of what is generated.
            attributes: The attributes of its element.
            lang: The language around the element, which decides what quotation marks look like.
        """
        found: list[str | PictureUrl] = []
        assert not isinstance(style.content, str)
        for piece in style.content:
            if piece.kind == "picture":
                found.append(PictureUrl(piece.text))
            elif piece.kind == "attribute":
                found.append(attributes.get(piece.text, ""))
            elif piece.kind == "quote":
                found.append(self._quote(piece.text, style, lang))
            elif piece.kind == "counter":
                found.append(self._counted(piece))
            else:
                found.append(piece.text)
        return found

    def _counted(self, piece: Piece) -> str:
        values = [value for _, value in self._values.get(piece.text, [])] or [0]
        if piece.between is None:
            return counter_text(values[-1], piece.style)
        return piece.between.join(counter_text(value, piece.style) for value in values)

    def _quote(self, word: str, style: Style, lang: str) -> str:
        opens = word.endswith("open-quote")
        if not opens:
            self._quotes = max(self._quotes - 1, 0)
        marks = _marks(style, lang)
        pair = min(self._quotes, len(marks) // 2 - 1) if marks else 0
        if opens:
            self._quotes += 1
        if not marks or word.startswith("no-"):
            return ""
        return marks[2 * pair + (not opens)]


def _marks(style: Style, lang: str) -> tuple[str, ...]:
    if isinstance(style.quotes, tuple):
        return style.quotes
    if style.quotes == "none":
        return ()
    language = lang.lower().replace("_", "-").partition("-")[0]
    return tuple(_OF_LANGUAGES.get(language, "")) or _ENGLISH
