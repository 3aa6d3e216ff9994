"""Small flex containers of few declarations, in which every number shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_TEXTS = ("HHHH", "HHHH\u200bHHHH", "HH\u200bHH\u200bHH", "H\u200bH\u200bHHHH")
_EVERY = {"display": "flex", "box-sizing": "border-box", "position": "relative"}
_LENGTHS = ("10px", "20px", "33px", "50px", "100px", "25%", "50%", "100%")
_SIZES = {"width": (*_LENGTHS, "min-content", "max-content"), "height": _LENGTHS}
_LIMITS = {
    "min-width": ("10px", "30px", "60px", "50%", "100%"),
    "max-width": ("10px", "40px", "80px", "50%", "100%"),
    "min-height": ("10px", "30px", "60px", "50%", "100%"),
    "max-height": ("10px", "40px", "80px", "50%", "100%"),
}
_CONTAINER = {
    "flex-direction": ("row", "column", "column", "row-reverse", "column-reverse"),
    "flex-wrap": ("nowrap", "wrap", "wrap", "wrap-reverse"),
    "justify-content": (
        "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly", "start", "end",
    ),
    "align-items": ("stretch", "flex-start", "flex-end", "center", "baseline", "start", "end"),
    "align-content": (
        "stretch", "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly",
        "start", "end",
    ),
    "gap": ("5px", "10px", "10px 20px", "20%"),
    "direction": ("rtl",),
}  # fmt: skip
_ITEM = {
    "flex-grow": ("1", "2", "0.2", "0.3"),
    "flex-shrink": ("0", "1", "0.2", "2"),
    "flex-basis": ("0", "10px", "50px", "100px", "50%", "auto", "content", "max-content"),
    "flex": ("1", "1 1 50px", "0 0 33%", "none"),
    "align-self": ("stretch", "flex-start", "flex-end", "center", "baseline", "start", "end"),
    "justify-self": ("center", "end"),
    "margin": ("10px", "auto", "0 auto", "auto 0", "0 0 0 auto", "auto 0 0", "5% 10px", "-10px 0 0 -5px"),
    "padding": ("10px", "5px 10px 0 3px", "10%", "30px"),
    "border": ("1px solid", "5px solid", "20px solid"),
    "aspect-ratio": ("1", "2", "1 / 3", "0.5"),
    "overflow": ("hidden", "scroll", "clip"),
    "box-sizing": ("content-box",),
    "display": ("block", "block", "none", "contents", "grid", "inline-flex"),
    "order": ("-1", "1"),
}
_INSETS = {
    "top": ("0", "10px", "50%"),
    "left": ("0", "10px", "20%"),
    "right": ("0", "10px", "10%"),
    "bottom": ("0", "10px", "10%"),
}


def card(random: Random) -> Node:
    """A card with a small container."""
    style = _EVERY | {"font-size": "10px", "line-height": "1"}
    # Containers without a size are found by their content alone.
    if random.random() < 0.6:
        style |= {"width": "100px", "height": "100px"}
    else:
        style |= some(random, {"width": ("100px", "60px", "200px"), "height": ("100px", "60px")}, 0.4)
    if random.random() < 0.15:
        style["position"] = "absolute"
    style |= some(random, _CONTAINER, 0.35) | some(random, _LIMITS, 0.06)
    style |= some(
        random, {name: _ITEM[name] for name in ("margin", "padding", "border", "aspect-ratio")}, 0.05
    )
    depth = random.choice((1, 1, 2))
    return inner(style, tuple(_item(random, depth) for _ in range(random.randint(1, 4))))


def _item(random: Random, depth: int) -> Node:
    style = _EVERY | some(random, _SIZES, 0.5) | some(random, _LIMITS, 0.1) | some(random, _ITEM, 0.12)
    if random.random() < 0.12:
        style |= {"position": "absolute"} | some(random, _INSETS, 0.35)
    elif random.random() < 0.08:
        style |= some(random, _INSETS, 0.4)
    if random.random() < 0.2:
        return inner(style, (random.choice(_TEXTS),))
    if depth and random.random() < 0.4:
        style |= some(random, _CONTAINER, 0.2)
        return inner(style, tuple(_item(random, depth - 1) for _ in range(random.randint(1, 3))))
    return inner(style, ())
