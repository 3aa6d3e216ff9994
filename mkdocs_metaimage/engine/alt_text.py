"""What a card says, for those who do not see it: its visible text, what it is about first."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from .css.cascade import planned
from .depth import room_for
from .filters import whole_words
from .text.breaks import graphemes

if TYPE_CHECKING:
    from .css.cascade import Part
    from .drawing import Drawing
    from .element import Element

#: How long an alternative text may be, in characters: X takes no longer one.
MOST_CHARACTERS: Final = 420
# Where a word may be broken, or may not, is not heard.
_UNHEARD: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_ENDS: Final = tuple(".!?…:;,。！？：；，、．؟؛،।॥።།။")
_SVG_TEXT: Final = re.compile(r"<(title|text)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG: Final = re.compile("<[^>]*>")
_CLOSING: Final = "\"'”’»›)]}）」』】》\u2069\u202c"


def alt_text(drawing: Drawing, first: tuple[str, ...] = ()) -> str:
    """The alternative text of a drawing.

    It is the text that its elements show, with the `alt` of its pictures; what is hidden (`display`,
    `visibility`, `opacity: 0`, `aria-hidden`), generated (`::before`) or decorative says nothing, nor does a block
    that repeats another. Blocks are told apart by full stops. A text that layout cuts is here whole: nothing is
    laid out for it.

    Args:
        drawing: The drawing.
        first: What is said before all else where a block of the drawing shows it: who hears a card wants its
            title before the name of the site. All other blocks come in the order of the document.

    Returns:
        One line of at most 420 characters, `""` where the drawing says nothing.
    """
    reader = _Reader()
    with room_for(drawing.tree):
        reader.read(planned(drawing.tree, drawing.width, drawing.height).root, drawing.tree)
    texts = [" ".join(text.split()) for text in first]
    blocks = sorted(reader.blocks(), key=lambda block: texts.index(block) if block in texts else len(texts))
    return fitted(_sentences(blocks))


def fitted(text: str) -> str:
    """A text of at most 420 characters; a longer one is cut behind a word, and says so by an ellipsis."""
    if len(text) <= MOST_CHARACTERS:
        return text
    start = text[: 2 * MOST_CHARACTERS]
    ends = [end for end in graphemes(start) if end < MOST_CHARACTERS]
    return whole_words(start, start[: ends[-1]] if ends else "") + "…"


class _Reader:
    """Collects the texts of a tree, a row of pieces for each block."""

    def __init__(self) -> None:
        self._blocks: list[list[str]] = [[]]

    def blocks(self) -> list[str]:
        """The texts of the blocks that say something, with single spaces."""
        # Most are empty, or the white space between elements.
        raw = [text for block in self._blocks if block and (text := "".join(block).strip())]
        texts = (" ".join(text.translate(_UNHEARD).split()) for text in raw)
        return [text for text in texts if any(map(_says_something, text))]

    def read(self, part: Part, element: Element, item: bool = False) -> None:
        """Take in an element and what is in it.

        Args:
            part: What the cascade says of the element.
            element: The element.
            item: Whether it is an item of a flex or grid container, which all are blocks.
        """
        style, display = part.style, part.style.display
        if (
            display == "none"
            or style.opacity == 0
            or part.attributes.get("aria-hidden", "").strip().lower() == "true"
        ):
            return
        block = item or style.position in ("absolute", "fixed") or not _is_inline(display)
        apart = display.startswith("inline-")
        if block:
            self._blocks.append([])
        seen = style.visibility == "visible" and style.font_size > 0
        label = _label(part)
        if label is not None or apart:
            self._say(" ", seen)
        if label is not None:
            self._say(label, seen)
            self._say(" ", seen)
        else:
            items = display.removeprefix("inline-") in ("flex", "grid")
            inner_item = items or (item and display == "contents")
            for inner, child in zip(part.children, element.children, strict=False):
                if inner is True:
                    assert isinstance(child, str)
                    self._say(child, seen)
                elif inner and not isinstance(child, str):
                    self.read(inner, child, inner_item)
        if apart:
            self._say(" ", seen)
        if block:
            self._blocks.append([])

    def _say(self, text: str, seen: bool) -> None:
        # What is not seen keeps what stands around it apart.
        self._blocks[-1].append(text if seen else " ")


def _is_inline(display: str) -> bool:
    return display.startswith("inline") or display == "contents"


def _label(node: Part) -> str | None:
    """What stands for an element that is a picture, `""` for a decorative one; None where its texts do."""
    if node.tag == "img":
        return node.attributes.get("alt", "")
    if node.tag == "br":
        return ""
    label = node.attributes.get("aria-label", "")
    if node.tag == "svg":
        return label or _drawn_text(node.attributes.get("src", ""))
    return label if node.attributes.get("role") == "img" else None


def _drawn_text(picture: str) -> str:
    """What an inline picture calls itself, else the texts that it draws."""
    found: dict[str, list[str]] = {"title": [], "text": []}
    for name, inner in _SVG_TEXT.findall(unquote(picture)):
        found[name].append(unescape(_TAG.sub("", inner)))
    return " ".join(found["title"][:1] or found["text"])


def _says_something(char: str) -> bool:
    """Whether a character is a letter, a digit or a pictograph: no mere dash, dot or arrow."""
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "So"


def _sentences(blocks: list[str]) -> str:
    """Blocks in a row, each once, with a full stop behind those that do not end with a mark of their own."""
    said: dict[str, str] = {}
    for block in blocks:
        said.setdefault(block.casefold().rstrip("."), block)
    *most, last = said.values() or [""]
    ended = (block if block.rstrip(_CLOSING).endswith(_ENDS) else f"{block}." for block in most)
    return " ".join([*ended, last])
