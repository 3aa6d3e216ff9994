"""What the profiles share: boxes of all kinds, and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.random_cards import Node

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

_TEXTS = (
    "HH",
    "Hello world",
    "a",
    "lorem ipsum dolor sit amet consectetur",
    "word",
    "two words",
    "tall gypsy",
)
_SIZES = ("20px", "50px", "120px", "50%", "100%", "30%")
_BOX = {
    "width": (*_SIZES, "auto", "min-content", "max-content", "fit-content"),
    "height": (*_SIZES, "auto"),
    "min-width": ("10px", "40px", "50%", "auto"),
    "min-height": ("10px", "40px", "50%"),
    "max-width": ("30px", "80px", "50%", "200px"),
    "max-height": ("30px", "80px", "50%", "200px"),
    "box-sizing": ("border-box", "border-box", "content-box"),
    "margin": ("5px", "10px 3px", "auto", "0 auto", "4px auto 0 0", "-5px", "10%"),
    "padding": ("5px", "10px 2px 3px 6px", "5%"),
    "border": ("3px solid", "1px solid"),
    "overflow": ("hidden",),
    "aspect-ratio": ("2", "1 / 2", "1"),
    "position": ("relative", "relative", "absolute"),
    "top": ("5px", "10%"),
    "left": ("5px", "10%"),
    "right": ("8px",),
    "bottom": ("8px", "0"),
    "font-size": ("10px", "20px"),
    "line-height": ("1", "1.5"),
    "display": ("none", "contents"),
}
_CHANCE = {
    "width": 0.4, "height": 0.4, "overflow": 0.06, "aspect-ratio": 0.05, "position": 0.12, "top": 0.07, "left": 0.07,
    "right": 0.07, "bottom": 0.07, "font-size": 0.06, "line-height": 0.06, "display": 0.02, "box-sizing": 0.3,
}  # fmt: skip


def box(random: Random) -> dict[str, str]:
    """Declarations that any box may have."""
    return {
        name: random.choice(values)
        for name, values in _BOX.items()
        if random.random() < _CHANCE.get(name, 0.12)
    }


def some(random: Random, values: Mapping[str, Sequence[str]], chance: float) -> dict[str, str]:
    """Some of these declarations, each with this chance."""
    return {name: random.choice(given) for name, given in values.items() if random.random() < chance}


def choose(random: Random) -> str:
    """A text."""
    return random.choice(_TEXTS)


def inner(style: dict[str, str], children: tuple[Node | str, ...], tag: str = "div") -> Node:
    """An element."""
    return Node(style, children, tag)
