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
    ),
    "align-items": ("stretch", "flex-start", "flex-end", "center", "baseline", "start", "end"),
    "align-content": (
        "stretch", "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly",
    ),
    "gap": ("5px", "10px", "10%", "4px 12px"),
    "direction": ("rtl",),
}  # fmt: skip
_ITEM = {
    "flex-grow": ("1", "2", "0.5"),
    "flex-shrink": ("0", "2", "0.3"),
    "flex-basis": ("0", "50px", "30%", "auto", "content", "min-content"),
    "align-self": ("stretch", "flex-start", "flex-end", "center", "baseline", "auto"),
    "order": ("-1", "1", "2"),
}


def card(random: Random) -> Node:
    """A card with a flex container."""
    return _container(random, 3)


def _container(random: Random, depth: int) -> Node:
    style = box(random) | {"display": "flex"} | some(random, _CONTAINER, 0.3)
    children = tuple(_item(random, depth - 1) for _ in range(random.randint(0, 4)))
    return inner(style, children)


def _item(random: Random, depth: int) -> Node | str:
    if random.random() < 0.06:
        return choose(random)
    node = _container(random, depth) if depth and random.random() < 0.5 else _leaf(random)
    return inner(node.style | some(random, _ITEM, 0.25), node.children, node.tag)


def _leaf(random: Random) -> Node:
    tag = "img" if random.random() < 0.08 else "div"
    children = (choose(random),) if tag == "div" and random.random() < 0.5 else ()
    return inner(box(random), children, tag)
