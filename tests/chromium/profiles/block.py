"""Blocks in one another, with texts between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import box, choose, inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_MORE = {
    "margin-top": ("10px", "20px", "-8px", "5%"),
    "margin-bottom": ("10px", "20px", "-8px"),
    "display": ("block", "block", "flow-root", "inline-block", "inline", "inline-flex"),
    "text-align": ("center", "right", "end", "justify"),
    "vertical-align": ("top", "middle", "bottom", "sub", "5px"),
    "direction": ("rtl",),
}


def card(random: Random) -> Node:
    """A card of blocks."""
    return _block(random, 3)


def _block(random: Random, depth: int) -> Node:
    style = box(random) | some(random, _MORE, 0.15)
    children = tuple(_child(random, depth - 1) for _ in range(random.randint(0, 4))) if depth else ()
    return inner(style, children or ((choose(random),) if random.random() < 0.3 else ()))


def _child(random: Random, depth: int) -> Node | str:
    chance = random.random()
    if chance < 0.2:
        return choose(random)
    if chance < 0.26:
        return inner(box(random), (), "img")
    return _block(random, depth)
