"""Flex containers in one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import box, choose, inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_CONTAINER = {
    "flex-direction": ("row", "row", "row-reverse", "column", "column", "column-reverse"),
    "flex-wrap": ("nowrap", "nowrap", "wrap", "wrap", "wrap-reverse"),
    "justify-content": (
        "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly", "start", "end",
        "left", "right", "normal", "stretch",
    ),
    "align-items": (
        "stretch", "flex-start", "flex-end", "center", "baseline", "start", "end", "self-start", "self-end",
    ),
    "align-content": (
        "stretch", "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly",
        "start", "end", "normal",
    ),
    "gap": ("5px", "10px", "10%", "4px 12px", "5% 0", "calc(4px + 10%)"),
    "direction": ("rtl", "ltr"),
}  # fmt: skip
_ITEM = {
    "flex-grow": ("1", "2", "0.5", "0.2"),
    "flex-shrink": ("0", "2", "0.3"),
    "flex-basis": (
        "0", "50px", "30%", "auto", "content", "min-content", "max-content", "fit-content", "calc(10% + 20px)",
    ),
    "align-self": (
        "stretch", "flex-start", "flex-end", "center", "baseline", "auto", "start", "end", "self-start",
    ),
    "order": ("-1", "1", "2"),
}  # fmt: skip
_MORE = {
    "aspect-ratio": ("2", "1 / 2", "1", "auto"),
    "min-width": ("0", "min-content", "max-content"),
    "max-width": ("min-content", "100%"),
    "min-height": ("0", "auto", "100%"),
    "max-height": ("100%", "20px"),
    "overflow": ("hidden", "clip", "scroll"),
    "padding": ("60px 0 0 30px", "0 10%"),
    "margin": ("auto auto auto 5px", "0 0 -10px", "10% 0"),
}


def card(random: Random) -> Node:
    """A card with a flex container."""
    return _container(random, random.choice((2, 3, 3, 4)))


def _container(random: Random, depth: int) -> Node:
    kind = "inline-flex" if random.random() < 0.1 else "flex"
    style = box(random) | {"display": kind} | some(random, _CONTAINER, 0.3) | some(random, _MORE, 0.04)
    children = tuple(_item(random, depth - 1) for _ in range(random.randint(0, 4)))
    return inner(style, children)


def _item(random: Random, depth: int) -> Node | str:
    if random.random() < 0.06:
        return choose(random)
    node = _container(random, depth) if depth > 0 and random.random() < 0.5 else _leaf(random, depth)
    return inner(node.style | some(random, _ITEM, 0.25), node.children, node.tag)


def _leaf(random: Random, depth: int) -> Node:
    style = box(random) | some(random, _MORE, 0.04)
    chance = random.random()
    if chance < 0.08:
        return inner(style, (), "img")
    if chance < 0.2 and depth > 0:
        children: list[Node | str] = [_leaf(random, 0), _container(random, depth - 1)]
        return inner(style, tuple(children))
    return inner(style, (choose(random),) if chance < 0.6 else ())
