"""The values of the font properties (CSS Fonts 4), as parsers of component values without white space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from . import split_commas
from .numeric import parse_angle, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable

#: The keywords of `font-size` in px, as browsers have them (section 2.5).
FONT_SIZES: Final = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip
#: The keywords of `font-stretch` in percent (section 2.3).
STRETCHES: Final = {
    "ultra-condensed": 50.0, "extra-condensed": 62.5, "condensed": 75.0, "semi-condensed": 87.5, "normal": 100.0,
    "semi-expanded": 112.5, "expanded": 125.0, "extra-expanded": 150.0, "ultra-expanded": 200.0,
}  # fmt: skip
_STEEPEST: Final = 90.0
_MOST_PERCENT: Final = 1000.0

#: The keywords of each `font-variant-*` that takes several, in groups of which one counts (section 6).
VARIANTS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "font-variant-ligatures": (
        ("common-ligatures", "no-common-ligatures"),
        ("discretionary-ligatures", "no-discretionary-ligatures"),
        ("historical-ligatures", "no-historical-ligatures"),
        ("contextual", "no-contextual"),
    ),
    "font-variant-numeric": (
        ("lining-nums", "oldstyle-nums"),
        ("proportional-nums", "tabular-nums"),
        ("diagonal-fractions", "stacked-fractions"),
        ("ordinal",),
        ("slashed-zero",),
    ),
    "font-variant-east-asian": (
        ("jis78", "jis83", "jis90", "jis04", "simplified", "traditional"),
        ("full-width", "proportional-width"),
        ("ruby",),
    ),
    "font-variant-alternates": (("historical-forms",),),
}


_GENERIC: Final = frozenset(("serif", "sans-serif", "cursive", "fantasy", "monospace", "system-ui", "math"))
# Keywords that are no names of families by themselves.
_RESERVED: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer", "default"))


def word(tokens: list[Any]) -> str:
    """The keyword that the tokens are in lower case, `""` if they are anything else."""
    return str(tokens[0].lower_value) if len(tokens) == 1 and tokens[0].type == "ident" else ""


def family(tokens: list[Any]) -> tuple[str, ...] | None:
    """`font-family`."""
    families = []
    for part in split_commas(tokens):
        if len(part) == 1 and part[0].type == "string":
            families.append(str(part[0].value))
        elif part and all(token.type == "ident" for token in part) and _is_name(part):
            families.append(" ".join(token.value for token in part))
        else:
            return None
    return tuple(families)


def _is_name(part: list[Any]) -> bool:
    """Whether keywords are a name: a generic family stands by itself."""
    return word(part) not in _RESERVED if len(part) == 1 else word(part[:1]) not in _GENERIC


def font_weight(tokens: list[Any]) -> float | str | None:
    """`font-weight`."""
    name = word(tokens)
    if name:
        return name if name in ("bolder", "lighter") else {"normal": 400.0, "bold": 700.0}.get(name)
    return parse_number(tokens[0], 1, 1000) if len(tokens) == 1 else None


def font_style(tokens: list[Any]) -> str | float | None:
    """`font-style`: a keyword, or the angle of `oblique` in degrees."""
    if len(tokens) == 2 and word(tokens[:1]) == "oblique":
        angle = parse_angle(tokens[1])
        return angle if angle is not None and abs(angle) <= _STEEPEST else None
    name = word(tokens)
    return name if name in ("normal", "italic", "oblique") else None


def font_stretch(tokens: list[Any]) -> float | None:
    """`font-stretch`, in percent."""
    if len(tokens) == 1 and tokens[0].type == "percentage":
        percent = float(tokens[0].value)
        return percent if 0 <= percent <= _MOST_PERCENT else None
    return STRETCHES.get(word(tokens))


def font_size_adjust(tokens: list[Any]) -> tuple[float | None] | None:
    """`font-size-adjust`: the height of an x in em, in a tuple because it may be None."""
    if word(tokens) == "none":
        return (None,)
    if len(tokens) == 2 and word(tokens[:1]) == "ex-height":
        tokens = tokens[1:]
    value = parse_number(tokens[0]) if len(tokens) == 1 else None
    return None if value is None or value < 0 else (value,)


def features(tokens: list[Any]) -> tuple[tuple[str, int], ...] | None:
    """`font-feature-settings`."""
    return _settings(tokens, _feature_value)


def variations(tokens: list[Any]) -> tuple[tuple[str, float], ...] | None:
    """`font-variation-settings`."""
    return _settings(tokens, lambda rest: parse_number(rest[0]) if len(rest) == 1 else None)


def _settings(tokens: list[Any], value_of: Callable[[list[Any]], Any]) -> tuple[tuple[str, Any], ...] | None:
    """Tags of four letters, each with what follows it."""
    if word(tokens) == "normal":
        return ()
    settings = []
    for tag, *rest in filter(None, parts := split_commas(tokens)):
        value = value_of(rest)
        tagged = (
            tag.type == "string" and len(tag.value) == 4 and tag.value.isascii() and tag.value.isprintable()
        )
        if value is None or not tagged:
            return None
        settings.append((str(tag.value), value))
    return tuple(settings) if len(settings) == len(parts) else None


def _feature_value(rest: list[Any]) -> int | None:
    if not rest:
        return 1
    if len(rest) == 1 and rest[0].type == "number" and rest[0].is_integer and rest[0].int_value >= 0:
        return int(rest[0].int_value)
    return {"on": 1, "off": 0}.get(word(rest))


def variant(name: str) -> Callable[[list[Any]], Any]:
    """A `font-variant-*` of several keywords in any order, at most one of each group."""
    groups = VARIANTS[name]

    def parse(tokens: list[Any]) -> tuple[str, ...] | None:
        if word(tokens) == "normal":
            return ()
        if word(tokens) == "none" and name == "font-variant-ligatures":
            return ("none",)
        words = [word([token]) for token in tokens]
        ranks = [next((rank for rank, group in enumerate(groups) if each in group), None) for each in words]
        if not words or None in ranks or len(set(ranks)) != len(ranks):
            return None
        return tuple(words)

    return parse


def variant_words(name: str) -> tuple[str, ...]:
    """The keywords of such a property, to guess at what was meant."""
    return ("normal", *(each for group in VARIANTS[name] for each in group))
