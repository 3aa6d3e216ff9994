"""Paragraphs: texts, inline boxes and atomic ones mixed in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chromium.profiles.common import some
from chromium.random_cards import Node

if TYPE_CHECKING:
    from random import Random

_BLOCK = {
    "width": (
        "50px",
        "90px",
        "120px",
        "160px",
        "210px",
        "300px",
        "max-content",
        "min-content",
        "fit-content",
    ),
    "text-align": ("left", "right", "center", "justify", "justify", "start", "end"),
    "text-indent": ("20px", "-10px", "15%"),
    "direction": ("rtl",),
    "padding": ("5px", "3px 10px"),
    "border": ("2px solid",),
    "tab-size": ("3", "0"),
    "display": ("inline-block", "flow-root"),
    "unicode-bidi": ("plaintext", "isolate", "bidi-override"),
    "text-align-last": ("center", "justify", "right"),
    "text-wrap": ("balance", "pretty"),
}
_TEXT = {
    "font-size": ("10px", "13px", "20px", "28px", "11.5px", "80%", "1.3em"),
    "line-height": ("1", "1.5", "24px", "normal", "0.8", "120%", "17.3px"),
    "font-weight": ("300", "700"),
    "font-family": ("JetBrains Mono",),
    "letter-spacing": ("1px", "-0.5px", "0.1em"),
    "word-spacing": ("4px", "-1px"),
    "white-space": ("nowrap", "pre", "pre-wrap", "pre-line", "break-spaces", "pre-wrap", "normal"),
    "text-transform": ("uppercase", "lowercase", "capitalize"),
    "word-break": ("break-all", "keep-all", "break-word"),
    "overflow-wrap": ("anywhere", "break-word"),
    "hyphens": ("none",),
    "line-break": ("strict", "loose"),
}
_INLINE = {
    "padding": ("3px", "2px 7px", "0 5%"),
    "border": ("1px solid", "2px solid"),
    "margin": ("0 4px", "0 -3px", "5px 2px 1px 8px"),
    "vertical-align": (
        "top", "bottom", "middle", "sub", "super", "text-top", "text-bottom", "5px", "-30%", "baseline", "0.4em",
    ),
    "position": ("relative",),
    "left": ("4px",),
    "top": ("10%", "3px"),
    "direction": ("rtl", "ltr"),
    "unicode-bidi": ("embed", "isolate", "bidi-override", "isolate-override", "plaintext"),
}  # fmt: skip
_ATOMIC = {
    "width": ("30px", "60px", "40%", "min-content"),
    "height": ("20px", "45px"),
    "padding": ("4px",),
    "border": ("1px solid",),
    "margin": ("3px", "-4px 2px", "0 auto", "2px 6px 9px 1px"),
    "vertical-align": ("top", "bottom", "middle", "sub", "text-top", "text-bottom", "5px", "-30%"),
    "overflow": ("hidden",),
    "text-align": ("center",),
}
_TEXTS = (
    "a", "word", "two words", " and some text ", "The quick brown fox", "jumps over the lazy dog ", " ",
    "well-known", "a  b   c ", "one\ntwo", " \n ", "tab\tbed", "incomprehensibilities", "http://x.yz/a?b=c&amp;d=-1",
    "soft&shy;hyphen&shy;ated", "no&nbsp;break", "zero&#8203;width", "(in brackets), ", "AV To We", "end.", ", and",
    "x—y", "“quoted”", "100% of $5.00", "éà ünï", "Ωμέγα ", "слово и дело ", "…", "fi ffl", "don’t", " 1-2 ", "",
)  # fmt: skip
_TAGS = (
    *(("span", "b", "em", "code", "small", "u", "strong", "i", "mark", "a") * 3), "sub", "sup", "sup", "bdi", "bdo",
)  # fmt: skip


def card(random: Random) -> Node:
    """A card with a paragraph or two."""
    return Node({}, tuple(_paragraph(random) for _ in range(random.choice((1, 1, 2)))))


def _paragraph(random: Random) -> Node:
    style = some(random, _BLOCK, 0.12) | some(random, _TEXT, 0.08)
    if random.random() < 0.8:
        style["width"] = random.choice(_BLOCK["width"])
    return Node(style, _content(random, 3, random.randint(2, 7)))


def _content(random: Random, depth: int, count: int) -> tuple[Node | str, ...]:
    return tuple(_piece(random, depth) for _ in range(count))


def _piece(random: Random, depth: int) -> Node | str:
    chance = random.random()
    if chance < 0.45 or not depth:
        return random.choice(_TEXTS)
    if chance < 0.83:
        style = some(random, _INLINE, 0.07) | some(random, _TEXT, 0.06)
        return Node(style, _content(random, depth - 1, random.randint(0, 3)), random.choice(_TAGS))
    if chance < 0.88:
        return Node({}, (), "br")
    if chance < 0.92:
        return Node(some(random, _ATOMIC, 0.2), (), "img")
    style = some(random, _ATOMIC, 0.2) | some(random, _TEXT, 0.05)
    style["display"] = random.choice(("inline-block", "inline-block", "inline-flex"))
    return Node(style, _content(random, 1, random.randint(0, 2)), "span")
