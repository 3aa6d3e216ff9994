"""The properties that the engine honours: how each is written, and what it computes to.

A property that is not in `PROPERTIES` or `SHORTHANDS` is one that the engine does not know.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .color import CURRENT, Color, color_value
from .images import SpecifiedGradient, parse_image
from .values import (
    ZERO,
    Context,
    Extreme,
    Extremum,
    Length,
    Linear,
    parse_angle,
    parse_length,
    parse_number,
    significant,
    split_commas,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Property:
    """A property.

    Attributes:
        name: As CSS writes it.
        parse: From component values without white space to the value as written; None where it is none.
        compute: From the value as written to the computed one; None where they are the same.
        keywords: The keywords it knows, to guess at what was meant.
    """

    name: str
    parse: Callable[[list[Any]], Any]
    compute: Callable[[Any, Context], Any] | None = None
    keywords: tuple[str, ...] = ()

    @property
    def attribute(self) -> str:
        """The attribute of `Style` that holds it."""
        return self.name.replace("-", "_")


# --- Parsing


def ident(tokens: list[Any]) -> str | None:
    """The keyword, in lower case, that the tokens are; None if they are anything else."""
    if len(tokens) == 1 and tokens[0].type == "ident":
        return str(tokens[0].lower_value)
    return None


def _one_of(*words: str) -> Callable[[list[Any]], Any]:
    known = frozenset(words)

    def parse(tokens: list[Any]) -> str | None:
        word = ident(tokens)
        return word if word in known else None

    return parse


def _length(*words: str, percent: bool = True, negative: bool = True) -> Callable[[list[Any]], Any]:
    """A length, or one of the keywords."""

    def parse(tokens: list[Any]) -> Any:
        if len(tokens) != 1:
            return None
        word = ident(tokens)
        if word is not None:
            return word if word in words else None
        return parse_length(tokens[0], percent, negative)

    return parse


def _number(least: float = -math.inf) -> Callable[[list[Any]], Any]:
    def parse(tokens: list[Any]) -> float | None:
        value = parse_number(tokens[0]) if len(tokens) == 1 else None
        return value if value is not None and value >= least else None

    return parse


def _integer(word: str, result: Any, least: float = -math.inf) -> Callable[[list[Any]], Any]:
    """A whole number, or the keyword, which is the result, given in a tuple because it may be None."""

    def parse(tokens: list[Any]) -> tuple[int | None] | None:
        if ident(tokens) == word:
            return (result,)
        value = parse_number(tokens[0]) if len(tokens) == 1 else None
        return (int(value),) if value is not None and value == int(value) and value >= least else None

    return parse


def _color(tokens: list[Any]) -> Color | str | None:
    return color_value(tokens[0]) if len(tokens) == 1 else None


def _images(tokens: list[Any]) -> tuple[Any, ...] | None:
    if ident(tokens) == "none":
        return ()
    layers = [parse_image(part[0]) if len(part) == 1 else None for part in split_commas(tokens)]
    return None if None in layers else tuple(layers)


def _family(tokens: list[Any]) -> tuple[str, ...] | None:
    families = []
    for part in split_commas(tokens):
        if len(part) == 1 and part[0].type == "string":
            families.append(str(part[0].value))
        elif part and all(token.type == "ident" for token in part):
            families.append(" ".join(token.value for token in part))
        else:
            return None
    return tuple(families)


#: The keywords of `font-size` in px, as browsers have them (CSS Fonts 4, section 2.5).
FONT_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0,
}  # fmt: skip


def _font_weight(tokens: list[Any]) -> float | str | None:
    word = ident(tokens)
    if word is not None:
        return word if word in ("bolder", "lighter") else {"normal": 400.0, "bold": 700.0}.get(word)
    value: float | None = _number(1)(tokens)
    return value if value is not None and value <= 1000 else None


def _font_style(tokens: list[Any]) -> str | None:
    if len(tokens) == 2 and ident(tokens[:1]) == "oblique" and parse_angle(tokens[1]) is not None:
        return "oblique"
    word = ident(tokens)
    return word if word in ("normal", "italic", "oblique") else None


def _features(tokens: list[Any]) -> tuple[tuple[str, int], ...] | None:
    if ident(tokens) == "normal":
        return ()
    features = []
    for part in split_commas(tokens):
        if not part or part[0].type != "string" or len(part[0].value) != 4 or len(part) > 2:
            return None
        value = {"on": 1, "off": 0}.get(ident(part[1:]) or "") if len(part) == 2 else 1
        if value is None and part[1].type == "number" and part[1].is_integer:
            value = part[1].int_value
        if value is None:
            return None
        features.append((str(part[0].value), int(value)))
    return tuple(features)


def _line_height(tokens: list[Any]) -> Any:
    if ident(tokens) == "normal":
        return "normal"
    number = _number(0)(tokens)
    return number if number is not None else _length(negative=False)(tokens)


def _lines(tokens: list[Any]) -> tuple[str, ...] | None:
    if ident(tokens) == "none":
        return ()
    known = ("underline", "overline", "line-through")
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    if not words or len(set(words)) != len(words) or not all(word in known for word in words):
        return None
    return tuple(words)


def _ratio(tokens: list[Any]) -> tuple[float | None] | None:
    """`auto`, or a ratio, in a tuple because it may be None."""
    if ident(tokens) == "auto":
        return (None,)
    numbers = [token for token in tokens if ident([token]) != "auto"]
    if len(numbers) == 1:
        value = _number(0)(numbers)
        return None if value is None else (value or None,)
    if len(numbers) != 3 or numbers[1].type != "literal" or numbers[1].value != "/":
        return None
    width, height = _number(0)(numbers[:1]), _number(0)(numbers[2:])
    if width is None or height is None:
        return None
    return (width / height if width and height else None,)


_POSITIONS = ("center", "start", "end", "flex-start", "flex-end")
_SPREAD = ("space-between", "space-around", "space-evenly", "stretch", "normal")


def _alignment(*words: str) -> Callable[[list[Any]], Any]:
    """CSS Box Alignment 3: a position, also after `unsafe`, or `first baseline`."""
    known = _one_of(*words)

    def parse(tokens: list[Any]) -> Any:
        if len(tokens) == 2:
            first, second = ident(tokens[:1]), ident(tokens[1:])
            if first == "unsafe" and second in _POSITIONS:
                return second
            return second if first == "first" and second == "baseline" and "baseline" in words else None
        return known(tokens)

    return parse


def _text_fit(tokens: list[Any]) -> Any:
    if ident(tokens) == "none":
        return "none"
    if len(tokens) == 2 and ident(tokens[:1]) == "shrink":
        return parse_length(tokens[1], percent=False, negative=False)
    return None


def _radius(tokens: list[Any]) -> tuple[Any, Any] | None:
    if not 1 <= len(tokens) <= 2:
        return None
    radii = [parse_length(token, negative=False) for token in tokens]
    return None if None in radii else (radii[0], radii[-1])


def _opacity(tokens: list[Any]) -> float | None:
    if len(tokens) == 1 and tokens[0].type == "percentage":
        value: float | None = tokens[0].value / 100
    else:
        value = _number()(tokens)
    return None if value is None else min(max(value, 0.0), 1.0)


# --- Computing


def computed_length(value: Any, context: Context) -> Any:
    """A length that needed its context; keywords and what is computed already stay."""
    return value.compute(context) if isinstance(value, Linear | Extreme) else value


def _computed_size(value: Any, context: Context) -> Any:
    """As `computed_length`; what `calc()` makes negative is 0, with percentages when they are known."""
    length = computed_length(value, context)
    if not isinstance(length, Length):
        return length
    if not length.percent:
        return ZERO if length.px < 0 else length
    plain = type(length) is Length and length.px >= 0 and length.percent > 0
    return length if plain else Extremum(0.0, abs(length.percent), (length, ZERO), largest=True)


def _computed_spacing(value: Any, context: Context) -> float:
    return 0.0 if value == "normal" else float(computed_length(value, context).resolve(context.font_size))


def _computed_gap(value: Any, context: Context) -> Length:
    length = Length() if value == "normal" else _computed_size(value, context)
    assert isinstance(length, Length)
    return length


def _computed_border(value: Any, context: Context) -> float:
    """Browsers draw borders in whole px, the thinnest of one."""
    width: float = {"thin": 1.0, "medium": 3.0, "thick": 5.0}.get(value, -1) if isinstance(value, str) else -1
    if width < 0:
        width = computed_length(value, context).px
    return max(1.0, math.floor(width)) if width > 0 else 0.0


def computed_color(value: Any, context: Context) -> Color:
    """A colour, `currentcolor` resolved."""
    return context.color if value == CURRENT else value


def _computed_images(value: Any, context: Context) -> tuple[Any, ...]:
    return tuple(layer.compute(context) if isinstance(layer, SpecifiedGradient) else layer for layer in value)


def _computed_radius(value: Any, context: Context) -> tuple[Any, Any]:
    return _computed_size(value[0], context), _computed_size(value[1], context)


def _computed_fit(value: Any, context: Context) -> float | None:
    return None if value == "none" else float(computed_length(value, context).px)


def _unpacked(value: Any, context: Context) -> Any:
    return value[0]


# --- The table

_BORDER_STYLES = (
    "none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset",
)  # fmt: skip
SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
_CONTENT_SIZES = ("min-content", "max-content", "fit-content")

_KEYWORDS: dict[str, tuple[str, ...]] = {
    "align-content": (*_POSITIONS, *_SPREAD, "baseline"),
    "align-items": (*_POSITIONS, "self-start", "self-end", "stretch", "normal", "baseline"),
    "align-self": (*_POSITIONS, "self-start", "self-end", "stretch", "normal", "baseline", "auto"),
    "box-sizing": ("content-box", "border-box"),
    "direction": ("ltr", "rtl"),
    "display": (
        "block", "inline", "inline-block", "flex", "inline-flex", "contents", "none", "flow-root",
        "list-item", "-webkit-box", "-webkit-inline-box",
    ),
    "flex-direction": ("row", "row-reverse", "column", "column-reverse"),
    "flex-wrap": ("nowrap", "wrap", "wrap-reverse"),
    "font-optical-sizing": ("auto", "none"),
    "justify-content": (*_POSITIONS, *_SPREAD, "left", "right"),
    "list-style-type": ("none", "disc", "circle", "square", "decimal"),
    "object-fit": ("fill", "contain", "cover", "none", "scale-down"),
    "overflow": ("visible", "hidden", "clip", "auto", "scroll"),
    "overflow-wrap": ("normal", "anywhere", "break-word"),
    "position": ("static", "relative", "absolute", "fixed"),
    "text-align": ("start", "end", "left", "right", "center", "justify"),
    "text-overflow": ("clip", "ellipsis"),
    "text-transform": ("none", "uppercase", "lowercase", "capitalize"),
    "unicode-bidi": ("normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext"),
    "visibility": ("visible", "hidden"),
    "white-space": ("normal", "nowrap", "pre", "pre-wrap", "pre-line"),
    "word-break": ("normal", "break-all", "keep-all", "break-word"),
    # What the recipe for `-webkit-line-clamp` needs; a block is what it makes.
    "-webkit-box-orient": ("vertical",),
    **{f"border-{side}-style": _BORDER_STYLES for side in SIDES},
}  # fmt: skip

_TABLE = (
    *(
        Property(
            name, (_alignment if "-content" in name or "align-" in name else _one_of)(*words), None, words
        )
        for name, words in _KEYWORDS.items()
    ),
    Property("aspect-ratio", _ratio, _unpacked, ("auto",)),
    Property("background-color", _color, computed_color),
    Property("background-image", _images, _computed_images, ("none",)),
    Property("color", _color),
    Property("flex-basis", _length("auto", "content", *_CONTENT_SIZES, negative=False), _computed_size),
    Property("flex-grow", _number(0)),
    Property("flex-shrink", _number(0)),
    Property("font-family", _family),
    Property("font-feature-settings", _features),
    Property(
        "font-size",
        _length("larger", "smaller", *FONT_SIZES, negative=False),
        None,
        ("larger", "smaller", *FONT_SIZES),
    ),
    Property("font-style", _font_style, None, ("normal", "italic", "oblique")),
    Property("font-weight", _font_weight, None, ("normal", "bold", "bolder", "lighter")),
    Property("letter-spacing", _length("normal"), _computed_spacing, ("normal",)),
    Property("line-clamp", _integer("none", None, 1), _unpacked, ("none",)),
    Property("line-height", _line_height, None, ("normal",)),
    Property("opacity", _opacity),
    Property("order", _integer("0", 0), _unpacked),
    Property("tab-size", _number(0)),
    Property("text-decoration-color", _color, computed_color),
    Property("text-decoration-line", _lines, None, ("none", "underline", "overline", "line-through")),
    Property("text-fit", _text_fit, _computed_fit, ("none", "shrink")),
    Property(
        "vertical-align",
        _length("baseline", "sub", "super", "middle", "top", "bottom", "text-top", "text-bottom"),
        computed_length,
        ("baseline", "sub", "super", "middle", "top", "bottom", "text-top", "text-bottom"),
    ),
    Property("word-spacing", _length("normal"), _computed_spacing, ("normal",)),
    Property("z-index", _integer("auto", None), _unpacked, ("auto",)),
    *(Property(name, _length("auto"), computed_length, ("auto",)) for name in SIDES),
    *(
        Property(
            name, _length("auto", *_CONTENT_SIZES, negative=False), _computed_size, ("auto", *_CONTENT_SIZES)
        )
        for words in [("auto", *_CONTENT_SIZES)]
        for name in ("width", "height", "min-width", "min-height")
    ),
    *(
        Property(
            name, _length("none", *_CONTENT_SIZES, negative=False), _computed_size, ("none", *_CONTENT_SIZES)
        )
        for words in [("none", *_CONTENT_SIZES)]
        for name in ("max-width", "max-height")
    ),
    *(
        Property(name, _length("normal", negative=False), _computed_gap, ("normal",))
        for name in ("row-gap", "column-gap")
    ),
    *(Property(f"margin-{side}", _length("auto"), computed_length, ("auto",)) for side in SIDES),
    *(Property(f"padding-{side}", _length(negative=False), _computed_size) for side in SIDES),
    *(Property(f"border-{side}-color", _color, computed_color) for side in SIDES),
    *(
        Property(
            f"border-{side}-width",
            _length("thin", "medium", "thick", percent=False, negative=False),
            _computed_border,
            ("thin", "medium", "thick"),
        )
        for side in SIDES
    ),
    *(Property(f"border-{corner}-radius", _radius, _computed_radius) for corner in CORNERS),
)

#: Every longhand by its name.
PROPERTIES: dict[str, Property] = {entry.name: entry for entry in _TABLE}

#: Longhands that are another's under a second name.
ALIASES = {
    "-webkit-line-clamp": "line-clamp",
    "word-wrap": "overflow-wrap",
    "overflow-x": "overflow",
    "overflow-y": "overflow",
}

# Logical longhands (CSS Logical Properties 1): the physical one for ltr, and for rtl.
LOGICAL: dict[str, tuple[str, str]] = {}
for _before, _after in (("margin-", ""), ("padding-", ""), ("inset-", ""), ("border-", "-width"),
                        ("border-", "-style"), ("border-", "-color")):  # fmt: skip
    _physical = "" if _before == "inset-" else _before
    for _logical, _ltr, _rtl in (
        ("block-start", "top", "top"),
        ("block-end", "bottom", "bottom"),
        ("inline-start", "left", "right"),
        ("inline-end", "right", "left"),
    ):
        LOGICAL[f"{_before}{_logical}{_after}"] = (f"{_physical}{_ltr}{_after}", f"{_physical}{_rtl}{_after}")
LOGICAL |= {
    "inline-size": ("width", "width"),
    "block-size": ("height", "height"),
    "min-inline-size": ("min-width", "min-width"),
    "min-block-size": ("min-height", "min-height"),
    "max-inline-size": ("max-width", "max-width"),
    "max-block-size": ("max-height", "max-height"),
}


def find(name: str) -> Property | None:
    """The longhand of that name, also of one of its other names; a logical one's is the physical for ltr."""
    name = ALIASES.get(name, name)
    return PROPERTIES.get(name) or (PROPERTIES[LOGICAL[name][0]] if name in LOGICAL else None)


def parse_value(name: str, tokens: list[Any]) -> Any:
    """The value of a longhand as written; None where it is none that is known."""
    entry = find(name)
    return None if entry is None else entry.parse(significant(tokens))
