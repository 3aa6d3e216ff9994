"""The shorthands of fonts (CSS Fonts 4, sections 2.7 and 6.11)."""

from __future__ import annotations

from typing import Any

from ...values import Wide
from ...values.fonts import VARIANTS
from ...values.grammar import ident
from .. import parse_value

# What `font` takes before the size: of the capitals and the widths no more than CSS 2.1 and 3 had.
_FONT_OTHERS = ("font-style", "font-variant-caps", "font-weight", "font-stretch")
#: The longhands that `font-variant` sets.
FONT_VARIANTS = ("font-variant-caps", "font-variant-position", "font-variant-emoji", *VARIANTS)
# What it only sets back (CSS Fonts 4, section 2.7).
_FONT_RESET = (
    *FONT_VARIANTS, "font-feature-settings", "font-variation-settings", "font-kerning", "font-optical-sizing",
    "font-size-adjust", "line-height",
)  # fmt: skip
# What may be made of a font that has it not.
_SYNTHESES = ("weight", "style", "small-caps", "position")
#: The longhands that `font` sets.
FONT = tuple(dict.fromkeys((*_FONT_OTHERS, *_FONT_RESET, "font-size", "font-family")))
#: The longhands that `font-synthesis` sets.
SYNTHESIS = tuple(f"font-synthesis-{each}" for each in _SYNTHESES)


def font(tokens: list[Any]) -> dict[str, Any] | None:
    """Style, small capitals, weight and width, size, line height after a slash, families."""
    found: dict[str, Any] = dict.fromkeys((*_FONT_OTHERS, *_FONT_RESET), Wide.INITIAL)
    index = words = 0
    while index < len(tokens):
        # An oblique may have an angle.
        part = next(
            (tokens[index:end] for end in (index + 2, index + 1) if _in_font(tokens[index:end])), None
        )
        if part is None:
            break
        words += 1
        if ident(part) != "normal":
            name = next(each for each in _FONT_OTHERS if parse_value(each, part) is not None)
            if found[name] is not Wide.INITIAL:
                return None
            found[name] = parse_value(name, part)
        index += len(part)
    if words > len(_FONT_OTHERS):
        return None
    found["font-size"] = parse_value("font-size", tokens[index : index + 1])
    index += 1
    if tokens[index : index + 1] == ["/"]:
        found["line-height"] = parse_value("line-height", tokens[index + 1 : index + 2])
        index += 2
    found["font-family"] = parse_value("font-family", tokens[index:])
    return None if None in found.values() else found


def _in_font(tokens: list[Any]) -> bool:
    """Whether `font` may have this before the size."""
    word = ident(tokens)
    if parse_value("font-style", tokens) is not None or parse_value("font-weight", tokens) is not None:
        return True
    return word == "small-caps" or (word is not None and parse_value("font-stretch", tokens) is not None)


def font_variant(tokens: list[Any]) -> dict[str, Any] | None:
    """Keywords of all its longhands in any order; `none` is of the ligatures (CSS Fonts 4, section 6.11)."""
    found: dict[str, Any] = dict.fromkeys(FONT_VARIANTS, Wide.INITIAL)
    if ident(tokens) == "normal":
        return found
    together: dict[str, list[Any]] = {}
    for token in tokens:
        name = next((each for each in FONT_VARIANTS if parse_value(each, [token]) is not None), None)
        if name is None or ident([token]) == "normal" or (ident([token]) == "none" and len(tokens) > 1):
            return None
        together.setdefault(name, []).append(token)
    found.update({name: parse_value(name, several) for name, several in together.items()})
    return None if not together or None in found.values() else found


def font_synthesis(tokens: list[Any]) -> dict[str, Any] | None:
    """`none`, or what may be made of a font that has it not."""
    words = [] if ident(tokens) == "none" else [ident([token]) for token in tokens]
    if not tokens or len(set(words)) != len(words) or not set(words) <= set(_SYNTHESES):
        return None
    return {f"font-synthesis-{each}": "auto" if each in words else "none" for each in _SYNTHESES}
