"""Boxes with all that is painted: backgrounds, borders, shadows, transforms, effects and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import inner

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from chromium.random_cards import Node

_COLORS = (
    "tomato", "steelblue", "#222", "gold", "rgb(0 128 90 / 60%)", "#8a2be280", "white", "hsl(320 80% 50%)",
    "oklch(0.7 0.2 150)", "rgb(255 0 0 / 0.3)", "transparent", "navy",
)  # fmt: skip
_LENGTHS = ("0", "4px", "10px", "-6px", "25%", "50%", "100%", "7.5px", "-20%", "30px")
_KEYWORDS = ("center", "left", "right", "top", "bottom")
_SPACES = ("", "", "", "in oklch", "in oklab", "in srgb-linear", "in hsl longer hue", "in lab")
_BORDERS = ("solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset")
_BLENDS = (
    "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
    "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity",
)  # fmt: skip
_CLIPS = (
    "circle(40%)", "circle(30px at 20px 40px)", "ellipse(40% 20%)", "inset(10px round 8px)", "inset(5% 20% 10px 0)",
    "polygon(50% 0, 100% 100%, 0 80%)", "polygon(evenodd, 50% 0, 80% 100%, 0 35%, 100% 35%, 20% 100%)",
    "path('M10 10 H60 V50 Q30 80 10 50 Z')", "circle(farthest-side at 30% 30%)", "xywh(5px 5px 60% 60% round 10px)",
    "circle(50%) border-box", "inset(4px) content-box", "rect(5px 70px 40px 10px)",
)  # fmt: skip
_FILTERS = (
    "blur(3px)", "blur(1px)", "brightness(1.4)", "contrast(0.6)", "grayscale(1)", "hue-rotate(90deg)", "invert(0.8)",
    "opacity(0.5)", "saturate(3)", "sepia(0.7)", "drop-shadow(4px 6px 3px #000)", "drop-shadow(-3px 2px 0 teal)",
    "sepia(1) hue-rotate(40deg)", "blur(2px) brightness(1.2)",
)  # fmt: skip
_TEXTS = ("Ag", "Hamburg", "two words", "a b c d e f g h", "Quick 123")


def _color(random: Random) -> str:
    return random.choice(_COLORS)


def _length(random: Random) -> str:
    return random.choice(_LENGTHS)


def _position(random: Random) -> str:
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(_KEYWORDS)
    if kind == 1:
        return f"{_length(random)} {_length(random)}"
    if kind == 2:
        return f"right {random.choice(('5px', '10%'))} bottom {random.choice(('8px', '20%'))}"
    return random.choice(("left top", "center bottom", "right center", "left 10px center"))


def _stops(random: Random, conic: bool) -> str:
    stops = []
    for _ in range(random.randint(2, 4)):
        stop = _color(random)
        if random.random() < 0.4:
            stop += f" {random.choice(('0', '10%', '30%', '45%', '80%', '120%') if not conic else ('20deg', '30%', '0.6turn'))}"
        stops.append(stop)
    if not conic and random.random() < 0.15:
        stops.insert(1, "30%")
    return ", ".join(stops)


def _gradient(random: Random) -> str:
    kind = random.choice(("linear", "linear", "radial", "conic"))
    start = {
        "linear": ("", "to right", "45deg", "to top left", "200deg", "0.3turn", "to bottom right"),
        "radial": (
            "", "circle", "circle at 20% 30%", "closest-side", "ellipse farthest-side at right", "circle closest-corner at 70% 40%",
            "30px at center", "40px 20px at 30px 30px", "at 0 0",
        ),
        "conic": ("", "from 45deg", "from 90deg at 30% 60%", "at 0 0"),
    }[kind]  # fmt: skip
    head = f"{random.choice(start)} {random.choice(_SPACES)}".strip()
    repeating = "repeating-" if random.random() < 0.2 else ""
    return f"{repeating}{kind}-gradient({head + ', ' if head else ''}{_stops(random, kind == 'conic')})"


def _backgrounds(random: Random) -> dict[str, str]:
    images = [_gradient(random) for _ in range(random.randint(1, 2))]
    style = {"background-color": _color(random), "background-image": ", ".join(images)}
    choices = {
        "background-size": ("20px 30px", "cover", "contain", "50% auto", "30px", "33% 50%", "auto 15px", "100% 10px, 12px 12px"),
        "background-repeat": ("no-repeat", "repeat-x", "space", "round", "repeat no-repeat", "space round", "no-repeat, repeat"),
        "background-position": (_position(random), f"{_position(random)}, {_position(random)}"),
        "background-origin": ("border-box", "content-box", "padding-box"),
        "background-clip": ("padding-box", "content-box", "border-box"),
        "background-blend-mode": ("multiply", "screen", "difference"),
    }  # fmt: skip
    for name, values in choices.items():
        if random.random() < (0.1 if name.endswith("blend-mode") else 0.4):
            style[name] = random.choice(values)
    return style


def _borders(random: Random) -> dict[str, str]:
    kind = random.randrange(4)
    if kind == 0:
        return {
            "border": f"{random.choice(('1px', '3px', '6px', '12px'))} {random.choice(_BORDERS)} {_color(random)}"
        }
    if kind == 1:
        return {
            "border-style": random.choice(("solid", "double", "dashed", "ridge")),
            "border-width": random.choice(("4px 10px", "1px 2px 3px 4px", "0 8px 8px 0", "20px 10px 0 5px")),
            "border-color": " ".join(_color(random) for _ in range(random.choice((1, 2, 4)))),
        }
    return {
        f"border-{side}": f"{random.choice(('2px', '5px', '14px'))} {random.choice(_BORDERS)} {_color(random)}"
        for side in ("top", "right", "bottom", "left")
        if random.random() < 0.7
    }


def _radius(random: Random) -> dict[str, str]:
    if random.random() < 0.4:
        return {}
    return {
        "border-radius": random.choice(
            ("8px", "50%", "20px 0", "10px 20px 30px 40px", "40px / 20px", "999px", "10% 30px")
        )
    }


def _shadows(random: Random) -> dict[str, str]:
    shadows = [
        f"{random.choice(('', '', 'inset '))}{random.choice(('0', '4px', '-6px'))} {random.choice(('0', '5px', '-3px'))} "
        f"{random.choice(('0', '2px', '8px', '20px'))} {random.choice(('0', '4px', '-4px'))} {_color(random)}"
        for _ in range(random.randint(1, 3))
    ]
    return {"box-shadow": ", ".join(shadows), "background": random.choice(("white", "#0003", "none", "gold"))}


def _outlines(random: Random) -> dict[str, str]:
    return {
        "outline": f"{random.choice(('1px', '3px', '5px'))} {random.choice(_BORDERS)} {_color(random)}",
        "outline-offset": random.choice(("0", "4px", "-5px")),
    }


def _transforms(random: Random) -> dict[str, str]:
    functions = [
        random.choice((
            "rotate(10deg)", "rotate(-33deg)", "rotate(90deg)", "scale(1.3)", "scale(0.6, 1.2)", "skewX(15deg)", "skew(5deg, 10deg)",
            "translate(10px, -5px)", "translate(20%, 10%)", "matrix(1, 0.2, -0.2, 1, 5, 5)", "scaleX(-1)", "translateX(3.5px)",
        ))
        for _ in range(random.randint(1, 2))
    ]  # fmt: skip
    style = {"transform": " ".join(functions)}
    if random.random() < 0.3:
        style["transform-origin"] = random.choice(("0 0", "right bottom", "20px 80%", "top"))
    if random.random() < 0.15:
        style |= random.choice(({"rotate": "20deg"}, {"scale": "1.1 0.9"}, {"translate": "5px 10%"}))
    return style


def _effects(random: Random) -> dict[str, str]:
    found = {
        "opacity": random.choice(("0.5", "0.8")),
        "mix-blend-mode": random.choice(_BLENDS),
        "filter": random.choice(_FILTERS),
        "clip-path": random.choice(_CLIPS),
        "mask-image": _gradient(random),
    }
    chosen = {name: value for name, value in found.items() if random.random() < 0.3}
    if "mask-image" in chosen:
        chosen |= random.choice((
            {}, {}, {"mask-size": "20px 20px"}, {"mask-repeat": "no-repeat", "mask-size": "60% 60%", "mask-position": "center"}, {"mask-mode": "luminance"},
        ))  # fmt: skip
    return chosen


def _text(random: Random) -> dict[str, str]:
    style = {
        "font-size": random.choice(("14px", "24px", "40px")),
        "color": _color(random),
        "line-height": "1.2",
    }
    choices = {
        "font-weight": ("400", "800"),
        "text-shadow": (
            "2px 2px 0 red",
            "0 0 6px blue",
            "1px 1px 2px black, -3px 0 0 cyan",
            "0 4px 8px #0008",
        ),
        "-webkit-text-stroke": ("1px black", "2px tomato", "3px #0af8"),
        "text-decoration": (
            "underline",
            "underline wavy red",
            "line-through 3px",
            "overline dotted",
            "underline double",
        ),
        "letter-spacing": ("2px", "-1px"),
        "paint-order": ("stroke fill",),
    }
    for name, values in choices.items():
        if random.random() < 0.3:
            style[name] = random.choice(values)
    if random.random() < 0.15:
        style |= {"background": _gradient(random), "background-clip": "text", "color": "transparent"}
    return style


_PARTS: dict[str, tuple[Callable[[Random], dict[str, str]], ...]] = {
    "backgrounds": (_backgrounds, _radius, lambda random: _borders(random) if random.random() < 0.5 else {}),
    "borders": (_borders, _radius, lambda random: {"background": _color(random)}),
    "shadows": (_shadows, _radius, lambda random: random.choice((_outlines, _borders))(random)),
    "transforms": (_transforms, _borders, _radius, lambda random: {"background": _gradient(random)}),
    "effects": (_effects, _borders, _radius, lambda random: {"background": _gradient(random)}),
    "texts": (_text,),
    "everything": (_backgrounds, _borders, _radius, _shadows, _transforms, _effects, _text),
}

#: What kinds of cards there are.
KINDS = tuple(_PARTS)


def card(random: Random, kind: str) -> Node:
    """A card of a kind: a box or three, some of them in others."""
    style = {
        "width": "160px",
        "height": "120px",
        "overflow": "hidden",
        "background": "#fff",
        "position": "relative",
    }
    boxes = tuple(_box(random, kind, 2) for _ in range(random.randint(1, 2)))
    return inner(style, boxes)


def _box(random: Random, kind: str, depth: int) -> Node:
    style = {
        "width": random.choice(("60px", "90px", "120px", "50%", "0")),
        "height": random.choice(("40px", "60px", "25px", "0")) if kind != "texts" else "auto",
        "margin": random.choice(("10px", "4px 20px", "15px 5px", "0 auto")),
    }
    for part in _PARTS[kind]:
        if kind != "everything" or random.random() < 0.35:
            style |= part(random)
    if random.random() < 0.2:
        style["padding"] = random.choice(("5px", "3px 9px"))
    if random.random() < 0.2 and kind != "texts":
        style["overflow"] = "hidden"
    if random.random() < 0.15:
        style |= {"position": random.choice(("relative", "absolute")), "top": "20px", "left": "30px"}
        style |= random.choice(({}, {"z-index": "1"}, {"z-index": "-1"}))
    children: tuple[Node | str, ...] = ()
    if kind == "texts" or (kind in ("everything", "transforms") and random.random() < 0.3):
        children = (random.choice(_TEXTS),)
        style["width"] = "auto" if kind == "texts" else style["width"]
    elif depth and random.random() < 0.4:
        children = (_box(random, kind, depth - 1),)
    return inner(style, children)
