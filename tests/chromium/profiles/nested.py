"""Blocks, flex containers and grids in each other, four deep, in which every number shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_TEXTS = ("HHHH", "HH\u200bHH", "HH\u200bHH\u200bHH", "HHHH\u200bHHHH")
_DISPLAYS = ("block", "flex", "grid")
_LENGTHS = ("10px", "20px", "40px", "80px", "25%", "50%", "100%")
_SIZES = {"width": (*_LENGTHS, "auto", "min-content", "max-content"), "height": (*_LENGTHS, "auto")}
_LIMITS = {
    "min-width": ("10px", "60px", "50%", "100%"),
    "max-width": ("10px", "40px", "80px", "50%"),
    "min-height": ("10px", "60px", "50%", "100%"),
    "max-height": ("10px", "40px", "80px", "50%"),
    "aspect-ratio": ("1", "2", "1 / 3"),
}
_EDGES = {
    "margin": ("10px", "auto", "0 auto", "5% 10px", "-10px 0 0 -5px", "0 0 10px"),
    "padding": ("10px", "5px 10px 0 3px", "10%"),
    "border": ("1px solid", "5px solid"),
    "overflow": ("hidden", "clip"),
}
_ITEM = {
    "flex": ("1", "0 0 33%", "none", "1 1 50px"),
    "flex-grow": ("1", "2"),
    "flex-shrink": ("0",),
    "align-self": ("stretch", "start", "end", "center", "baseline", "last baseline", "safe end"),
    "justify-self": ("stretch", "start", "end", "center"),
    "grid-column": ("1", "2", "span 2", "1 / -1"),
    "grid-row": ("1", "2", "span 2"),
    "order": ("-1", "1"),
}
_CONTAINERS = {
    "block": {},
    "flex": {
        "flex-direction": ("row", "column", "column", "row-reverse", "column-reverse"),
        "flex-wrap": ("wrap", "wrap", "wrap-reverse"),
        "justify-content": ("flex-end", "center", "space-between", "space-around", "safe end"),
        "align-items": ("flex-start", "flex-end", "center", "baseline", "stretch"),
        "align-content": ("flex-start", "center", "space-between", "stretch"),
        "gap": ("5px", "10px 20px", "10%"),
    },
    "grid": {
        "grid-template-columns": (
            "1fr 1fr", "40px 1fr", "auto auto", "repeat(2, 25%)", "min-content auto", "repeat(auto-fill, 30px)",
            "minmax(20px, 1fr) 50px",
        ),
        "grid-template-rows": ("20px 1fr", "auto 1fr", "40px", "50% 50%", "min-content"),
        "grid-auto-rows": ("20px", "1fr"),
        "grid-auto-flow": ("column", "dense"),
        "justify-content": ("end", "center", "space-between", "start"),
        "align-content": ("end", "center", "space-around", "start"),
        "align-items": ("start", "end", "center", "baseline", "stretch"),
        "justify-items": ("start", "end", "center", "stretch"),
        "gap": ("5px", "10px 20px", "10%"),
    },
}  # fmt: skip
_INSETS = {
    "top": ("0", "10px", "50%"),
    "left": ("0", "10px", "20%"),
    "right": ("0", "10px", "10%"),
    "bottom": ("0", "10px", "10%"),
}


def card(random: Random) -> Node:
    """A card of nested containers."""
    return _container(random, 4, {"font-size": "10px", "line-height": "1"})


def _container(random: Random, depth: int, more: dict[str, str]) -> Node:
    display = random.choice(_DISPLAYS)
    style = _box(random) | {"display": display} | some(random, _CONTAINERS[display], 0.25) | more
    return inner(style, tuple(_child(random, depth - 1) for _ in range(random.randint(1, 3))))


def _child(random: Random, depth: int) -> Node | str:
    chance = random.random()
    if chance < 0.06:
        return random.choice(_TEXTS)
    style = some(random, _ITEM, 0.1)
    if chance < 0.1:
        style["display"] = random.choice(("none", "contents"))
    if chance > 0.9:
        style |= {"position": "absolute"} | some(random, _INSETS, 0.4)
    elif chance > 0.85:
        style |= some(random, _INSETS, 0.4)
    if depth > 1 and random.random() < 0.65:
        return _container(random, depth, style)
    style = _box(random) | style
    return inner(style, (random.choice(_TEXTS),) if random.random() < 0.35 else ())


def _box(random: Random) -> dict[str, str]:
    style = {"display": "block", "box-sizing": "border-box", "position": "relative"}
    return style | some(random, _SIZES, 0.35) | some(random, _LIMITS, 0.06) | some(random, _EDGES, 0.08)
