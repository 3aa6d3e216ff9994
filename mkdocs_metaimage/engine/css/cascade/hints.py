"""Attributes that stand for styles (HTML, section 15 "Rendering")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..color import parse_color
from ..properties.declarations import Block, parse_block
from ..properties.vocabulary import OF_PICTURES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_EMPTY = Block()
_DIMENSION = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(%?)")
_SVG_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)([a-z]+|%)?\s*\Z", re.IGNORECASE)
_SIZED: Final = frozenset(("img", "video", "iframe", "embed", "object", "svg"))
_ALIGNED: Final = frozenset(
    ("div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "thead", "tfoot", "caption")
)
_TEXT_ALIGN: Final = {"center": "-webkit-center", "middle": "-webkit-center", "left": "-webkit-left",
                      "right": "-webkit-right", "justify": "justify"}  # fmt: skip
_IMAGE_ALIGN: Final = {"top": "top", "texttop": "text-top", "middle": "middle", "center": "middle",
                       "absmiddle": "middle", "bottom": "baseline", "left": "top", "right": "top"}  # fmt: skip
_LIST_TYPES: Final = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
}  # fmt: skip
_BULLETS: Final = ("none", "disc", "circle", "square")
_FONT_SIZES: Final = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")


def hint_block(tag: str, attributes: Mapping[str, str]) -> Block:
    """The declarations that an element's attributes stand for."""
    if not attributes or not (attributes.keys() & _READ):
        return _EMPTY
    hints = [*_direction(tag, attributes), *_size(tag, attributes), *_colors(tag, attributes)]
    for tags, read in _OF_TAGS:
        if tag in tags:
            hints += read(tag, attributes)
    return parse_block("; ".join(hints)) if hints else _EMPTY


# The attributes that are read at all.
_READ: Final = frozenset((
    "dir", "width", "height", "align", "type", "bgcolor", "text", "color", "size", "face", "border", "hspace",
    "vspace", "noshade", "valign", "nowrap", "background", "fill", "stroke", *OF_PICTURES,
))  # fmt: skip


def _direction(tag: str, attributes: Mapping[str, str]) -> list[str]:
    direction = attributes.get("dir", "").lower()
    override = "isolate-override" if tag == "bdo" else "isolate"
    if direction in ("ltr", "rtl"):
        return [f"direction: {direction}; unicode-bidi: {override}"]
    return [f"unicode-bidi: {override}"] if direction == "auto" else []


def _size(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """The `width` and `height` of what has them."""
    names = ("width", "height") if tag in _SIZED else ("width",) if tag in ("hr", "table", "td", "th") else ()
    read = _length if tag == "svg" else _dimension
    found = [(name, read(attributes.get(name, ""))) for name in names]
    return [f"{name}: {value}" for name, value in found if value]


def _length(text: str) -> str:
    """What an inline picture has is read as CSS is, but that bare numbers are px (SVG 2, section 7.1)."""
    match = _SVG_LENGTH.match(text)
    return match[1] + (match[2] or "px") if match else ""


def _dimension(text: str) -> str:
    match = _DIMENSION.match(text)
    return match[1] + (match[2] or "px") if match else ""


def _colors(tag: str, attributes: Mapping[str, str]) -> list[str]:
    names = {"bgcolor": "background-color"} if tag in ("body", "table", "tr", "td", "th") else {}
    names |= {"text": "color"} if tag == "body" else {"color": "color"} if tag == "font" else {}
    found = [(declared, _color(attributes.get(name, ""))) for name, declared in names.items()]
    return [f"{name}: {color}" for name, color in found if color]


def _color(text: str) -> str:
    text = text.strip()
    for each in (text, f"#{text}"):
        if parse_color(each) is not None and not each.endswith(")"):
            return each
    return ""


def _align(tag: str, attributes: Mapping[str, str]) -> list[str]:
    word = _TEXT_ALIGN.get(attributes.get("align", "").strip().lower())
    if word is not None and tag not in ("div", "td", "th", "tr", "tbody", "thead", "tfoot", "p"):
        word = word.removeprefix("-webkit-")
    return [] if word is None else [f"text-align: {word}"]


def _image(tag: str, attributes: Mapping[str, str]) -> list[str]:
    hints = []
    word = attributes.get("align", "").strip().lower()
    if word in _IMAGE_ALIGN:
        hints.append(f"vertical-align: {_IMAGE_ALIGN[word]}")
    if word in ("left", "right"):
        hints.append(f"float: {word}")
    for name, axis in (("hspace", "margin-inline"), ("vspace", "margin-block")):
        space = _dimension(attributes.get(name, ""))
        if space:
            hints.append(f"{axis}: {space}")
    border = _dimension(attributes.get("border", ""))
    return [*hints, f"border: {border} solid"] if border not in ("", "0px") else hints


def _list_type(tag: str, attributes: Mapping[str, str]) -> list[str]:
    kind = attributes.get("type", "").strip()
    word = _LIST_TYPES.get(kind) or (kind.lower() if kind.lower() in _BULLETS else None)
    return [] if word is None else [f"list-style-type: {word}"]


def _font(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """A `<font>`: sizes go from 1 to 7, with a sign from 3 on."""
    hints = [f"font-family: {attributes['face']}"] if attributes.get("face", "").strip() else []
    match = re.match(r"\s*([+-]?)(\d+)", attributes.get("size", ""))
    if match:
        number = int(match[2])
        number = 3 + number if match[1] == "+" else 3 - number if match[1] == "-" else number
        hints.append(f"font-size: {_FONT_SIZES[min(max(number, 1), 7) - 1]}")
    return hints


def _inline_picture(tag: str, attributes: Mapping[str, str]) -> list[str]:
    paints = [(name, attributes.get(name, "")) for name in ("fill", "stroke")]
    hints = [f"{name}: {value}" for name, value in paints if value and "url(" not in value]
    return hints + [f"{name}: {attributes[name]}" for name in sorted(OF_PICTURES & attributes.keys())]


def _rule(tag: str, attributes: Mapping[str, str]) -> list[str]:
    """An `<hr>`."""
    hints = []
    color = _color(attributes.get("color", ""))
    if color or "noshade" in attributes:
        color = color or "currentcolor"
        hints.append(f"border-style: solid; border-color: {color}; background-color: {color}")
    size = _DIMENSION.match(attributes.get("size", ""))
    if size:
        thickness = float(size[1])
        hints.append(f"height: {max(thickness - 2, 0):g}px")
    align = attributes.get("align", "").strip().lower()
    sides = {"left": "margin-left: 0", "right": "margin-right: 0"}
    return [*hints, sides[align]] if align in sides else hints


_OF_TAGS: tuple[tuple[frozenset[str], Callable[[str, Mapping[str, str]], list[str]]], ...] = (
    (_ALIGNED, _align),
    (frozenset(("img",)), _image),
    (frozenset(("ul", "ol", "li", "menu", "dir")), _list_type),
    (frozenset(("font",)), _font),
    (frozenset(("svg",)), _inline_picture),
    (frozenset(("hr",)), _rule),
)
