"""Absolutely positioned boxes in containers of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import choose, inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_SIZES = ("20px", "50px", "120px", "50%", "100%")
_INSETS = ("0", "5px", "-10px", "10%", "50%", "auto")
_SIZED = {
    "width": (*_SIZES, "auto", "min-content", "max-content", "fit-content", "stretch"),
    "height": (*_SIZES, "auto", "min-content", "stretch"),
}
_LIMITS = {
    "min-width": ("40px", "50%", "min-content"),
    "min-height": ("40px", "50%"),
    "max-width": ("30px", "80px", "50%"),
    "max-height": ("30px", "80px", "50%"),
    "aspect-ratio": ("2", "1 / 2", "1"),
    "padding": ("5px", "10px 2px 3px 6px", "5%"),
    "border": ("3px solid", "1px solid"),
    "box-sizing": ("border-box",),
    "overflow": ("hidden", "scroll"),
    "direction": ("rtl",),
    "justify-self": ("center", "end", "start", "stretch", "self-end", "safe center", "safe end"),
    "align-self": ("center", "end", "start", "stretch", "safe center", "safe end", "last baseline"),
}
_PLACES = {"top": _INSETS, "right": _INSETS, "bottom": _INSETS, "left": _INSETS}
_MARGINS = {
    "margin": ("auto", "5px", "0 auto", "auto 0", "10%", "-5px"),
    "margin-left": ("auto", "10px", "10%"),
    "margin-right": ("auto", "10px"),
    "margin-top": ("auto", "10px"),
    "margin-bottom": ("auto", "10px"),
}
_CONTAINER = {
    "position": ("relative", "relative", "static"),
    "justify-content": ("center", "end", "space-between", "flex-start", "safe center"),
    "align-items": ("center", "end", "flex-start", "stretch", "safe end", "last baseline"),
    "align-content": ("center", "end"),
    "flex-direction": ("row", "column", "row-reverse", "column-reverse"),
    "flex-wrap": ("wrap", "wrap-reverse"),
    "text-align": ("center", "right"),
}
_DISPLAYS = ("block", "block", "block", "flow-root", "flex", "flex", "grid")


def card(random: Random) -> Node:
    """A card of positioned boxes."""
    return _container(random, 3)


def _container(random: Random, depth: int) -> Node:
    style = {"display": random.choice(_DISPLAYS)}
    style |= some(random, _SIZED, 0.5) | some(random, _LIMITS, 0.1) | some(random, _MARGINS, 0.08)
    style |= some(random, _CONTAINER, 0.3)
    return inner(style, tuple(_child(random, depth - 1) for _ in range(random.randint(1, 3))))


def _child(random: Random, depth: int) -> Node | str:
    chance = random.random()
    if chance < 0.15:
        return choose(random)
    if chance < 0.4 and depth > 0:
        return _container(random, depth)
    if chance < 0.5:
        return inner(some(random, _SIZED, 0.5) | some(random, _MARGINS, 0.2), ())
    return _absolute(random, depth)


def _absolute(random: Random, depth: int) -> Node:
    style = {"position": "fixed" if random.random() < 0.05 else "absolute"}
    style |= some(random, _PLACES, 0.45) | some(random, _SIZED, 0.35) | some(random, _MARGINS, 0.12)
    style |= some(random, _LIMITS, 0.08)
    if random.random() < 0.1:
        return inner(style, (), "img")
    if random.random() < 0.1:
        style["display"] = random.choice(("inline", "flex", "grid"))
    if depth > 0 and random.random() < 0.4:
        return inner(style, tuple(_child(random, depth - 1) for _ in range(random.randint(1, 2))))
    return inner(style, (choose(random),) if random.random() < 0.5 else ())
