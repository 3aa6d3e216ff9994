"""What browsers give to elements before any style of the author's (HTML, section 15 "Rendering")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..safe_area import INSETS
from .declarations import Block, parse_block

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend listing main menu nav ol optgroup option p "
    "plaintext pre search section summary ul xmp table caption tbody thead tfoot tr td th"
)
_HIDDEN = "area base basefont datalist head link meta noembed noscript param rp script style template title"
_SHEET = {
    _BLOCK: "display: block; unicode-bidi: isolate",
    _HIDDEN: "display: none",
    "li": "display: list-item",
    "b strong": "font-weight: bolder",
    "th": "font-weight: bold; text-align: center",
    "i em cite var dfn address": "font-style: italic",
    "code kbd samp tt pre listing plaintext xmp": "font-family: monospace",
    "pre listing plaintext xmp": "white-space: pre; margin: 1em 0",
    "big": "font-size: larger",
    "small": "font-size: smaller",
    "sub": "vertical-align: sub; font-size: smaller",
    "sup": "vertical-align: super; font-size: smaller",
    "u ins": "text-decoration: underline",
    "s strike del": "text-decoration: line-through",
    "mark": "background-color: yellow; color: black",
    "nobr": "white-space: nowrap",
    "center": "text-align: center",
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
    # An element of ours; fixed, so that it is where platforms leave room whatever it stands in.
    "safe-area": "display: block; position: fixed; inset: " + " ".join(f"{inset}%" for inset in INSETS),
}
_LINK = "color: #0000ee; text-decoration: underline"
_NESTED_LIST = "margin-top: 0; margin-bottom: 0"
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_EMPTY = Block()


def _by_tag() -> dict[str, str]:
    found: dict[str, str] = {}
    for tags, text in _SHEET.items():
        for tag in tags.split():
            found[tag] = f"{found[tag]}; {text}" if tag in found else text
    return found


_TEXTS = _by_tag()


def default_block(tag: str, attributes: Mapping[str, str], lists: int) -> Block:
    """The browser's own declarations for an element.

    Args:
        tag: Its name.
        attributes: Its attributes.
        lists: How many lists it is in.
    """
    if "hidden" in attributes:
        return parse_block("display: none")
    text = _TEXTS.get(tag, "")
    if tag == "a" and "href" in attributes:
        text = _LINK
    elif lists and tag in _LISTS:
        text = f"{text}; {_NESTED_LIST}"
        if tag != "ol":
            text += f"; list-style-type: {'circle' if lists == 1 else 'square'}"
    return parse_block(text) if text else _EMPTY


def hint_block(tag: str, attributes: Mapping[str, str]) -> Block:
    """The declarations that attributes stand for: `dir`, and the sizes of a picture."""
    if not attributes or not ("dir" in attributes or tag in ("img", "canvas", "video")):
        return _EMPTY
    hints = []
    direction = attributes.get("dir", "").lower()
    if direction in ("ltr", "rtl"):
        hints.append(f"direction: {direction}; unicode-bidi: isolate")
    elif direction == "auto":
        hints.append("unicode-bidi: isolate")
    if tag == "img":
        hints += _dimensions(attributes)
    return parse_block("; ".join(hints)) if hints else _EMPTY


def _dimensions(attributes: Mapping[str, str]) -> list[str]:
    """The `width` and `height` of a picture, in px or percent; both together give its ratio too."""
    found = {}
    for name in ("width", "height"):
        text = attributes.get(name, "").strip()
        number = text.removesuffix("px").removesuffix("%")
        if number.replace(".", "", 1).isdigit():
            found[name] = number + ("%" if text.endswith("%") else "px")
    return [f"{name}: {value}" for name, value in found.items()]


def is_list(tag: str) -> bool:
    """Whether an element is a list, inside of which lists have no margins."""
    return tag in _LISTS
