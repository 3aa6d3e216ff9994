"""Floats, what goes around them, and what stands beside or below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import choose, inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_SIZED = {
    "width": ("20px", "50px", "120px", "50%", "100%", "max-content"),
    "height": ("10px", "30px", "50px"),
}
_MORE = {
    "margin": ("5px", "10px 0", "-5px", "0 10px"),
    "padding": ("5px", "2px 4px"),
    "border": ("2px solid",),
    "clear": ("left", "right", "both"),
    "direction": ("rtl",),
}
_DISPLAYS = ("block", "block", "block", "flow-root", "flex", "grid")


def card(random: Random) -> Node:
    """A card of floats and blocks."""
    width = random.choice(("150px", "250px", "100%", "max-content", "min-content"))
    return inner({"width": width, "display": random.choice(("block", "flow-root"))}, _children(random, 3))


def _children(random: Random, depth: int) -> tuple[Node | str, ...]:
    return tuple(_child(random, depth) for _ in range(random.randint(1, 4)))


def _child(random: Random, depth: int) -> Node | str:
    chance = random.random()
    if chance < 0.2:
        return choose(random) + " "
    if chance < 0.6:
        style = (
            {"float": random.choice(("left", "right"))} | some(random, _SIZED, 0.6) | some(random, _MORE, 0.1)
        )
        if random.random() < 0.15:
            return inner(style, (), "img")
        return inner(style, _children(random, 0) if depth and random.random() < 0.3 else ())
    if chance < 0.68:
        return inner({}, _children(random, 0), "span") if depth else "word "
    style = {"display": random.choice(_DISPLAYS)} | some(random, _SIZED, 0.25) | some(random, _MORE, 0.12)
    return inner(style, _children(random, depth - 1) if depth and random.random() < 0.8 else ())
