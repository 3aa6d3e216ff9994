"""Small cards of blocks, each about a few sizes and margins, as conformance tests are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_TEXT = "HHHH\u200bHHHH"
_LENGTHS = ("10px", "20px", "50px", "100px")
_MARGINS = ("10px", "20px", "5px", "-5px", "-10px", "10%", "auto")
_SIZES = (*_LENGTHS, "50%", "100%", "30%")
_KEYWORDS = ("min-content", "max-content", "fit-content", "stretch")
_COMMON = {
    "width": (*_SIZES, *_SIZES, "auto", *_KEYWORDS),
    "height": (*_SIZES, *_SIZES, "auto", "min-content", "stretch"),
    "margin-top": _MARGINS,
    "margin-bottom": _MARGINS,
    "margin-left": _MARGINS,
    "margin-right": _MARGINS,
}
_RARE = {
    "min-width": (*_LENGTHS, "50%", "min-content", "max-content"),
    "min-height": (*_LENGTHS, "50%", "0", "min-content"),
    "max-width": (*_LENGTHS, "50%", "min-content", "fit-content"),
    "max-height": (*_LENGTHS, "50%", "0", "min-content"),
    "padding": ("10px", "1px 0 0", "0 0 2px", "10%", "calc(5% + 3px)"),
    "border-width": ("10px", "1px 0", "0 3px 5px 1px"),
    "overflow": ("hidden", "clip", "scroll", "hidden scroll", "scroll hidden"),
    "display": ("flow-root", "flex", "grid", "none", "contents"),
    "aspect-ratio": ("2", "1 / 2", "1"),
    "box-sizing": ("content-box",),
    "position": ("absolute", "static"),
    "left": ("10px", "-5px", "10%"),
    "right": ("10px", "20%"),
    "top": ("10px", "-5px", "10%"),
    "bottom": ("10px", "20%"),
    "direction": ("rtl",),
    "scrollbar-width": ("none", "thin"),
}


def card(random: Random) -> Node:
    """A card of blocks."""
    root = _block(random, 3)
    root.style.pop("display", None)
    return root


def _block(random: Random, depth: int) -> Node:
    style = {"display": "block", "box-sizing": "border-box", "position": "relative", "border": "0 solid"}
    style |= some(random, _COMMON, 0.2) | some(random, _RARE, 0.06)
    if style["display"] in ("flex", "grid", "none") and random.random() < 0.5:
        style["display"] = "block"
    if depth and random.random() < 0.8:
        return inner(style, tuple(_block(random, depth - 1) for _ in range(random.randint(1, 3))))
    if random.random() < 0.25:
        return inner(style | {"font-size": "10px", "line-height": "1"}, (_TEXT,))
    return inner(style, ())
