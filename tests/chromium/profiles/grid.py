"""Grids of many kinds, in one another, in flex containers and in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import box, choose, inner, some

if TYPE_CHECKING:
    from random import Random

    from chromium.random_cards import Node

_SIZES = (
    "20px", "40px", "80px", "10%", "30%", "auto", "auto", "1fr", "1fr", "2fr", "0.3fr", "min-content", "max-content",
    "minmax(20px, 60px)", "minmax(0, 1fr)", "minmax(30px, auto)", "minmax(auto, 50px)", "minmax(min-content, 2fr)",
    "minmax(10%, max-content)", "minmax(min-content, max-content)", "fit-content(40px)", "fit-content(30%)", "0",
)  # fmt: skip
_FIXED = ("20px", "50px", "30%", "minmax(30px, 1fr)", "minmax(20px, auto)", "minmax(auto, 40px)")
_DISTRIBUTE = (
    "start", "end", "center", "stretch", "normal", "space-between", "space-around", "space-evenly", "safe center",
)  # fmt: skip
_ALIGN = ("start", "end", "center", "stretch", "normal", "self-end", "safe end")
_CONTAINER = {
    "justify-content": (*_DISTRIBUTE, "left", "right"),
    "align-content": _DISTRIBUTE,
    "justify-items": (*_ALIGN, "left", "right"),
    "align-items": (*_ALIGN, "baseline", "baseline", "last baseline"),
    "grid-auto-flow": ("row", "column", "row dense", "column dense"),
    "gap": ("5px", "10px", "10%", "4px 12px"),
    "row-gap": ("6px", "5%"),
    "direction": ("rtl",),
}
_LINES = ("auto", "1", "2", "3", "-1", "-2", "-4", "span 2", "span 3", "a", "b", "a 2", "span a", "5", "c")
_ITEM = {
    "grid-column-start": _LINES,
    "grid-column-end": _LINES,
    "grid-row-start": _LINES,
    "grid-row-end": _LINES,
    "justify-self": (*_ALIGN, "left", "right", "auto"),
    "align-self": (*_ALIGN, "baseline", "last baseline", "auto"),
    "order": ("-1", "1"),
}
_FLEX_ITEM = {"flex-grow": ("1",), "flex-basis": ("0", "50px"), "align-self": ("center", "stretch")}
_AREAS = ('"a a b" "c . b"', '"a b" "a c"', '"a" "b" "c"', '". a a"')


_SPANS = ("span 2", "span 3", "1 / 3", "2 / -1", "-3 / span 2", "a / span b", "1 / -1", "2", "-1")
_PLACED = {
    "position": ("absolute",),
    "inset": ("0", "5px auto auto 8px", "auto 0 0 auto", "10% 20px"),
    "width": ("20px", "50%"),
    "height": ("10px", "50%"),
    "margin": ("auto", "3px"),
    "justify-self": _ALIGN,
    "align-self": _ALIGN,
}


def card(random: Random) -> Node:
    """A card with a grid."""
    return _tracks_alone(random) if random.random() < 0.4 else _container(random, 3)


def _tracks_alone(random: Random) -> Node:
    """A grid with plain items across many tracks, and boxes in its areas."""
    style = {"display": "grid"} | some(random, _CONTAINER, 0.12)
    style |= some(
        random, {"width": ("200px", "60px", "max-content", "min-content"), "height": ("150px",)}, 0.4
    )
    style |= some(random, {"position": ("relative",), "padding": ("4px 8px",), "border": ("2px solid",)}, 0.3)
    for axis in ("columns", "rows"):
        style |= some(random, {f"grid-template-{axis}": (_tracks(random),)}, 0.8)
        style |= some(random, {f"grid-auto-{axis}": (_some_sizes(random, _SIZES, 3),)}, 0.2)
    return inner(style, tuple(_plain_item(random) for _ in range(random.randint(1, 6))))


def _plain_item(random: Random) -> Node:
    spans = some(random, {"grid-column": _SPANS}, 0.5) | some(random, {"grid-row": _SPANS}, 0.2)
    if random.random() < 0.15:
        return inner(spans | {"position": "absolute"} | some(random, _PLACED, 0.4), (choose(random),))
    sizes = {
        "width": ("30px", "50%"),
        "height": ("30px", "40%"),
        "min-width": ("15px",),
        "overflow": ("hidden",),
    }
    return inner(spans | some(random, sizes, 0.12), (choose(random),) if random.random() < 0.7 else ())


def _tracks(random: Random) -> str:
    """A value of `grid-template-columns` or `-rows`."""
    chance = random.random()
    if chance < 0.15:
        kind = random.choice(("auto-fill", "auto-fit"))
        before = random.choice(("", "", "30px ", "[a] 10% "))
        return f"{before}repeat({kind}, {_some_sizes(random, _FIXED, 2)})"
    if chance < 0.25:
        return f"repeat({random.randint(1, 3)}, {_some_sizes(random, _SIZES, 2)})"
    if chance < 0.35:
        return f"[a] {_some_sizes(random, _SIZES, 2)} [b a] {_some_sizes(random, _SIZES, 2)} [c-end]"
    return _some_sizes(random, _SIZES, 4)


def _some_sizes(random: Random, sizes: tuple[str, ...], most: int) -> str:
    return " ".join(random.choice(sizes) for _ in range(random.randint(1, most)))


def _container(random: Random, depth: int) -> Node:
    display = "inline-grid" if random.random() < 0.1 else "grid"
    style = box(random) | {"display": display} | some(random, _CONTAINER, 0.2)
    for axis in ("columns", "rows"):
        if random.random() < (0.7 if axis == "columns" else 0.45):
            style[f"grid-template-{axis}"] = _tracks(random)
        if random.random() < 0.15:
            style[f"grid-auto-{axis}"] = _some_sizes(random, _SIZES, 2)
    if random.random() < 0.15:
        style["grid-template-areas"] = random.choice(_AREAS).replace('"', "'")
    children = tuple(_item(random, depth - 1) for _ in range(random.randint(0, 5)))
    return inner(style, children)


def _item(random: Random, depth: int) -> Node | str:
    chance = random.random()
    if chance < 0.05:
        return choose(random)
    if depth and chance < 0.2:
        node = _container(random, depth)
    elif depth and chance < 0.3:
        node = _other(random, depth)
    else:
        node = _leaf(random)
    return inner(node.style | some(random, _ITEM, 0.1), node.children, node.tag)


def _other(random: Random, depth: int) -> Node:
    """A flex container or a block with a grid in it."""
    style = box(random)
    if random.random() < 0.6:
        style |= {"display": "flex", "flex-direction": random.choice(("row", "column"))}
    grid = _container(random, depth - 1)
    children = (inner(grid.style | some(random, _FLEX_ITEM, 0.2), grid.children), _leaf(random))
    return inner(style, children)


def _leaf(random: Random) -> Node:
    tag = "img" if random.random() < 0.06 else "div"
    children = (choose(random),) if tag == "div" and random.random() < 0.6 else ()
    return inner(box(random), children, tag)
