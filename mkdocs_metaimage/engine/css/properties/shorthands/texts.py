"""The shorthands of text: lines on it, outlines, marks, white space, lists."""

from __future__ import annotations

from typing import Any, Final

from ...values import Wide
from ...values.grammar import ident
from .. import parse_value
from .expanding import any_order

#: What `text-decoration` sets beside the lines.
DECORATION = ("text-decoration-style", "text-decoration-color", "text-decoration-thickness")
#: The longhands that `-webkit-text-stroke` sets.
STROKE = ("-webkit-text-stroke-width", "-webkit-text-stroke-color")
#: The longhands that `text-emphasis` sets.
EMPHASIS = ("text-emphasis-style", "text-emphasis-color")
# What its own words mean for collapsing and for wrapping.
_WHITE_SPACE = {
    "normal": ("collapse", "wrap"),
    "nowrap": ("collapse", "nowrap"),
    "pre": ("preserve", "nowrap"),
    "pre-wrap": ("preserve", "wrap"),
    "pre-line": ("preserve-breaks", "wrap"),
}


def text_decoration(tokens: list[Any]) -> dict[str, Any] | None:
    """The lines, which stand together or apart, and one value for each of the others."""
    lines = [token for token in tokens if parse_value("text-decoration-line", [token]) is not None]
    others = [token for token in tokens if token not in lines]
    value = parse_value("text-decoration-line", lines) if lines else Wide.INITIAL
    found = any_order(DECORATION, others) if others else dict.fromkeys(DECORATION, Wide.INITIAL)
    return None if value is None or found is None or not tokens else {"text-decoration-line": value, **found}


def text_stroke(tokens: list[Any]) -> dict[str, Any] | None:
    """A width and a colour, in any order."""
    return any_order(STROKE, tokens)


def text_emphasis(tokens: list[Any]) -> dict[str, Any] | None:
    """A style, which may be of two words, and a colour before or behind it."""
    for cut in (0, 1, len(tokens) - 1, len(tokens)):
        for style, color in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
            values = [
                parse_value(name, part) if part else Wide.INITIAL
                for name, part in zip(EMPHASIS, (style, color), strict=True)
            ]
            if tokens and None not in values:
                return dict(zip(EMPHASIS, values, strict=True))
    return None


def white_space(tokens: list[Any]) -> dict[str, Any] | None:
    """CSS Text 4, section 3: a word for both properties, or a value for either."""
    names = ("white-space-collapse", "text-wrap-mode")
    both = _WHITE_SPACE.get(ident(tokens) or "")
    return any_order(names, tokens) if both is None else dict(zip(names, both, strict=True))


def text_wrap(tokens: list[Any]) -> dict[str, Any] | None:
    """Whether lines are broken and how, in either order."""
    return any_order(("text-wrap-mode", "text-wrap-style"), tokens)


#: What `list-style` sets.
LIST_STYLE: Final = ("list-style-position", "list-style-image", "list-style-type")


def list_style(tokens: list[Any]) -> dict[str, Any] | None:
    """A type, a position and an image; a `none` is for both the type and the image, if nothing else is."""
    nones = [token for token in tokens if ident([token]) == "none"]
    others = [token for token in tokens if token not in nones]
    found: dict[str, Any] | None = dict.fromkeys(LIST_STYLE, Wide.INITIAL)
    if others:
        found = any_order(LIST_STYLE, others)
    if found is None or not tokens:
        return None
    free = [name for name in ("list-style-type", "list-style-image") if found[name] is Wide.INITIAL]
    if len(nones) > len(free):
        return None
    if nones and "list-style-type" in free:
        found["list-style-type"] = "none"
    return found
