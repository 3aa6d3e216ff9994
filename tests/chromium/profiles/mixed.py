"""Blocks, flex and grid containers, pictures and positioned boxes in one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_TEXTS = ("HH\u200bHH", "HHHH\u200bHHHH\u200bHH", "H")
_SIZES = ("10px", "20px", "40px", "100px", "50%", "100%", "auto")
_SIZED = {
    "width": (*_SIZES, "min-content", "max-content", "fit-content"),
    "height": _SIZES,
    "min-width": ("10px", "50px", "50%", "0"),
    "min-height": ("10px", "50px", "50%", "0"),
    "max-width": ("10px", "50px", "50%"),
    "max-height": ("10px", "50px", "50%"),
}
_BOX = {
    "margin": ("5px", "0 auto", "10px 3px", "-5px", "10%"),
    "padding": ("5px", "1px 2px 3px 4px", "5%"),
    "border": ("1px solid", "3px solid"),
    "overflow": ("hidden", "scroll"),
    "aspect-ratio": ("1", "2", "1 / 2"),
    "box-sizing": ("border-box",),
    "direction": ("rtl",),
    "flex": ("1", "0 0 auto", "1 1 0", "2 0 20px"),
    "align-self": ("center", "flex-end", "stretch"),
    "justify-self": ("center", "end"),
}
_INSIDE = {
    "justify-content": ("center", "flex-end", "space-between", "space-around"),
    "align-items": ("center", "flex-end", "flex-start"),
    "flex-direction": ("column", "column", "row-reverse"),
    "flex-wrap": ("wrap",),
    "gap": ("5px", "10%"),
    "grid-template-columns": ("1fr 1fr", "auto 20px", "repeat(2, minmax(0, 1fr))", "50% auto"),
    "grid-template-rows": ("20px auto", "1fr 2fr"),
}
_PLACES = dict.fromkeys(("top", "right", "bottom", "left"), ("0", "5px", "10%", "auto"))
_DISPLAYS = ("block", "block", "flex", "flex", "grid", "flow-root")


def card(random: Random) -> Node:
    """A card of boxes of all kinds."""
    return _box(random, 4)


def _box(random: Random, depth: int) -> Node:
    style = some(random, _SIZED, 0.14) | some(random, _BOX, 0.06)
    chance = random.random()
    if depth < 4 and chance < 0.08:
        return inner(style, (), "img")
    if chance < 0.2:
        style |= {"position": "absolute"} | some(random, _PLACES, 0.5)
    elif chance < 0.4:
        style["position"] = "relative"
    style["display"] = random.choice(_DISPLAYS)
    if style["display"] in ("flex", "grid"):
        style |= some(random, _INSIDE, 0.2)
    if depth > 1 and random.random() < 0.85:
        return inner(style, tuple(_box(random, depth - 1) for _ in range(random.randint(1, 3))))
    if random.random() < 0.5:
        return inner(style | {"font-size": "10px", "line-height": "1"}, (random.choice(_TEXTS),))
    return inner(style, ())
