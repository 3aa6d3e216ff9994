"""What browsers give to elements before any style of the author's (HTML, section 15 "Rendering")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ...safe_area import INSETS
from ..properties.declarations import Block, parse_block

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = (
    "address article aside blockquote center dd dir div dl dt figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hgroup hr legend listing main menu nav ol optgroup option p plaintext pre search section "
    "summary ul xmp"
)
# The engine has no tables: their parts stand below one another.
_TABLE = "table caption tbody thead tfoot tr td th"
_HIDDEN = (
    "area base basefont col colgroup datalist dialog head link meta noembed noframes noscript param rp script style "
    "template title"
)
_SHEET = {
    f"{_BLOCK} {_TABLE}": "display: block; unicode-bidi: isolate",
    "html body details fieldset": "display: block",
    _HIDDEN: "display: none",
    "li": "display: list-item; unicode-bidi: isolate",
    "summary": "display: list-item",
    "b strong": "font-weight: bolder",
    "th": "font-weight: bold; text-align: center",
    "i em cite var dfn address": "font-style: italic",
    "code kbd samp tt pre listing plaintext xmp": "font-family: monospace",
    "pre listing plaintext xmp": "white-space: pre; margin: 1em 0",
    "big": "font-size: larger",
    "small": "font-size: smaller",
    "sub": "vertical-align: sub; font-size: smaller",
    "sup": "vertical-align: super; font-size: smaller",
    "rt": "font-size: 50%",
    "u ins": "text-decoration: underline",
    "s strike del": "text-decoration: line-through",
    "mark": "background-color: yellow; color: black",
    "nobr": "white-space: nowrap",
    "center": "text-align: -webkit-center",
    "caption": "text-align: -webkit-center",
    "bdi output": "unicode-bidi: isolate",
    "bdo": "unicode-bidi: isolate-override",
    "p dl": "margin: 1em 0",
    "blockquote figure": "margin: 1em 40px",
    "ul ol menu dir": "margin: 1em 0; padding-inline-start: 40px",
    "ol": "list-style-type: decimal",
    "dd": "margin-inline-start: 40px",
    "h1": "font-size: 2em; margin: 0.67em 0; font-weight: bold",
    "h2": "font-size: 1.5em; margin: 0.83em 0; font-weight: bold",
    "h3": "font-size: 1.17em; margin: 1em 0; font-weight: bold",
    "h4": "margin: 1.33em 0; font-weight: bold",
    "h5": "font-size: 0.83em; margin: 1.67em 0; font-weight: bold",
    "h6": "font-size: 0.67em; margin: 2.33em 0; font-weight: bold",
    "hr": "color: gray; border: 1px inset; margin: 0.5em auto; overflow: hidden",
    "fieldset": "margin: 0 2px; border: 2px groove #efefef; padding: 0.35em 0.75em 0.625em; min-width: min-content",
    "legend": "padding: 0 2px",
    "button": (
        "display: inline-block; box-sizing: border-box; padding: 1px 6px; border: 2px outset black; color: black; "
        "background-color: #efefef; font: 13.3333px sans-serif; text-align: center; align-content: center; "
        "text-indent: 0; text-transform: none; letter-spacing: normal; word-spacing: normal"
    ),
    # An element of ours; fixed, so that it is where platforms leave room whatever it stands in.
    "safe-area": "display: block; position: fixed; inset: " + " ".join(f"{inset}%" for inset in INSETS),
}
_LINK = "color: #0000ee; text-decoration: underline"
_DIALOG = (
    "display: block; position: absolute; left: 0; right: 0; width: fit-content; height: fit-content; margin: auto; "
    "border: solid; padding: 1em; color: black; background-color: white"
)
_NESTED_LIST = "margin-top: 0; margin-bottom: 0"
# Of elements that others in them are changed by.
_BULLETED = frozenset(("ul", "ol", "menu", "dir"))
_EMPTY = Block()


class Lists(NamedTuple):
    """The lists around an element.

    Attributes:
        bulleted: How many there are whose items have marks.
        every: How many there are, those of terms included.
        summary: The kind of marker that a summary has which is directly in the element.
    """

    bulleted: int = 0
    every: int = 0
    summary: str = "none"

    def within(self, tag: str, attributes: Mapping[str, str]) -> Lists:
        """The lists around what is in an element of this tag and with these attributes."""
        if tag in _BULLETED:
            return Lists(self.bulleted + 1, self.every + 1)
        if tag == "dl":
            return Lists(self.bulleted, self.every + 1)
        if tag == "details":
            return self._replace(summary="disclosure-open" if "open" in attributes else "disclosure-closed")
        return self if self.summary == "none" else self._replace(summary="none")


NO_LISTS: Final = Lists()


def _by_tag() -> dict[str, str]:
    found: dict[str, str] = {}
    for tags, text in _SHEET.items():
        for tag in tags.split():
            found[tag] = f"{found[tag]}; {text}" if tag in found else text
    return found


_TEXTS = _by_tag()
#: The text of `::before` and `::after` that browsers give by themselves.
QUOTED: Final = {
    "before": parse_block("content: open-quote"),
    "after": parse_block("content: close-quote"),
}


def default_block(tag: str, attributes: Mapping[str, str], lists: Lists) -> Block:
    """The browser's own declarations for an element.

    Args:
        tag: Its name.
        attributes: Its attributes.
        lists: The lists it is in.
    """
    text = _TEXTS.get(tag, "")
    if attributes:
        text = _by_attributes(tag, attributes, text)
    if tag == "summary":
        text = f"{text}; list-style: inside {lists.summary}"
    if lists.every and (tag in _BULLETED or tag == "dl"):
        text = f"{text}; {_NESTED_LIST}"
        if lists.bulleted and tag not in ("ol", "dl"):
            text += f"; list-style-type: {'circle' if lists.bulleted == 1 else 'square'}"
    return parse_block(text) if text else _EMPTY


def _by_attributes(tag: str, attributes: Mapping[str, str], text: str) -> str:
    if tag == "a" and "href" in attributes:
        text = _LINK
    elif tag in ("abbr", "acronym") and "title" in attributes:
        text = "text-decoration: underline dotted"
    elif tag == "dialog" and "open" in attributes:
        text = _DIALOG
    return f"{text}; display: none" if "hidden" in attributes else text
