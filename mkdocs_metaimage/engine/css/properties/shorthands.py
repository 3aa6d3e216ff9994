"""Shorthands: one declaration that sets several properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..values import ZERO_PERCENT, Wide
from ..values.fonts import VARIANTS
from ..values.grammar import ident
from ..values.grid import AREA_LINES
from ..values.numeric import parse_length, parse_number
from . import CORNERS, PROPERTIES, SIDES, background, grid_shorthands, masking, parse_value
from .border_images import BORDER_IMAGE, border_image

if TYPE_CHECKING:
    from collections.abc import Callable

    # From component values without white space to the longhands' values; None where they make no sense.
    Expand = Callable[[list[Any]], "dict[str, Any] | None"]


def _around(values: list[Any]) -> list[Any]:
    """One to four values as four: the second goes for the fourth, the first for the others."""
    first = values[0]
    second = values[1] if len(values) > 1 else first
    return [first, second, values[2] if len(values) > 2 else first, values[3] if len(values) > 3 else second]


def _four(names: tuple[str, ...]) -> Expand:
    """One to four values, as `margin` has them."""

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        if not 1 <= len(tokens) <= 4:
            return None
        values = [parse_value(names[0], [token]) for token in tokens]
        if None in values:
            return None
        return dict(zip(names, _around(values), strict=True))

    return expand


def _pair(names: tuple[str, str]) -> Expand:
    """One or two values, as `gap` has them."""

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        if not 1 <= len(tokens) <= 2:
            return None
        first, last = parse_value(names[0], tokens[:1]), parse_value(names[1], tokens[-1:])
        return None if first is None or last is None else {names[0]: first, names[1]: last}

    return expand


def _any_order(names: tuple[str, ...], tokens: list[Any]) -> dict[str, Any] | None:
    """One value for each of some of the properties, in any order; the others are initial."""
    found: dict[str, Any] = {}
    for token in tokens:
        for name in names:
            value = parse_value(name, [token]) if name not in found else None
            if value is not None:
                found[name] = value
                break
        else:
            return None
    return {name: found.get(name, Wide.INITIAL) for name in names} if found else None


def _border(sides: tuple[str, ...]) -> Expand:
    """`border` and `border-<side>`: a width, a style and a colour, in any order."""
    side = sides[0]
    parts = ("width", "style", "color")

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        found = _any_order(tuple(f"border-{side}-{part}" for part in parts), tokens)
        if found is None:
            return None
        return {f"border-{each}-{part}": found[f"border-{side}-{part}"] for each in sides for part in parts}

    return expand


def _whole_border(tokens: list[Any]) -> dict[str, Any] | None:
    """All sides; an image in their place is taken away (CSS Backgrounds 3, section 3.4)."""
    found = _border(SIDES)(tokens)
    return None if found is None else {**found, **dict.fromkeys(BORDER_IMAGE, Wide.INITIAL)}


def _border_radius(tokens: list[Any]) -> dict[str, Any] | None:
    slashes = [index for index, each in enumerate(tokens) if each == "/"]
    if len(slashes) > 1:
        return None
    cut = slashes[0] if slashes else len(tokens)
    horizontal = _radii(tokens[:cut])
    vertical = _radii(tokens[cut + 1 :]) if slashes else horizontal
    if horizontal is None or vertical is None:
        return None
    return {
        f"border-{corner}-radius": pair
        for corner, pair in zip(CORNERS, zip(horizontal, vertical, strict=True), strict=True)
    }


def _radii(tokens: list[Any]) -> list[Any] | None:
    if not 1 <= len(tokens) <= 4:
        return None
    values = [parse_length(token, negative=False) for token in tokens]
    if None in values:
        return None
    return _around(values)


def _flex(tokens: list[Any]) -> dict[str, Any] | None:
    """CSS Flexbox 1, section 7.1."""
    word = ident(tokens)
    fixed = {"none": (0.0, 0.0, "auto"), "auto": (1.0, 1.0, "auto")}.get(word or "")
    if fixed is None:
        fixed = _flex_parts(tokens)
    if fixed is None:
        return None
    return dict(zip(("flex-grow", "flex-shrink", "flex-basis"), fixed, strict=True))


def _flex_parts(tokens: list[Any]) -> tuple[float, float, Any] | None:
    """One or two numbers that stand together, before or after a basis."""
    numbers: list[float] = []
    basis = None
    last = -1
    for index, token in enumerate(tokens):
        number = parse_number(token, 0.0)
        # A third number can only be a basis of 0.
        if number is not None and len(numbers) < 2 and (not numbers or last == index - 1):
            numbers.append(number)
            last = index
            continue
        if basis is not None:
            return None
        basis = parse_value("flex-basis", [token])
        if basis is None:
            return None
    if not 1 <= len(tokens) <= 3:
        return None
    grow = numbers[0] if numbers else 1.0
    shrink = numbers[1] if len(numbers) > 1 else 1.0
    # As in Chromium: nothing of the container, so that the content counts where that is not known.
    return grow, shrink, ZERO_PERCENT if basis is None else basis


def _flex_flow(tokens: list[Any]) -> dict[str, Any] | None:
    return _any_order(("flex-direction", "flex-wrap"), tokens)


# What `font` takes before the size: of the capitals and the widths no more than CSS 2.1 and 3 had.
_FONT_OTHERS = ("font-style", "font-variant-caps", "font-weight", "font-stretch")
_FONT_VARIANTS = ("font-variant-caps", "font-variant-position", "font-variant-emoji", *VARIANTS)
# What it only sets back (CSS Fonts 4, section 2.7).
_FONT_RESET = (
    *_FONT_VARIANTS, "font-feature-settings", "font-variation-settings", "font-kerning", "font-optical-sizing",
    "font-size-adjust", "line-height",
)  # fmt: skip
_SYNTHESES = ("weight", "style", "small-caps", "position")


def _font(tokens: list[Any]) -> dict[str, Any] | None:
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


def _font_variant(tokens: list[Any]) -> dict[str, Any] | None:
    """Keywords of all its longhands in any order; `none` is of the ligatures (CSS Fonts 4, section 6.11)."""
    found: dict[str, Any] = dict.fromkeys(_FONT_VARIANTS, Wide.INITIAL)
    if ident(tokens) == "normal":
        return found
    together: dict[str, list[Any]] = {}
    for token in tokens:
        name = next((each for each in _FONT_VARIANTS if parse_value(each, [token]) is not None), None)
        if name is None or ident([token]) == "normal" or (ident([token]) == "none" and len(tokens) > 1):
            return None
        together.setdefault(name, []).append(token)
    found.update({name: parse_value(name, several) for name, several in together.items()})
    return None if not together or None in found.values() else found


def _font_synthesis(tokens: list[Any]) -> dict[str, Any] | None:
    """`none`, or what may be made of a font that has it not."""
    words = [] if ident(tokens) == "none" else [ident([token]) for token in tokens]
    if not tokens or len(set(words)) != len(words) or not set(words) <= set(_SYNTHESES):
        return None
    return {f"font-synthesis-{each}": "auto" if each in words else "none" for each in _SYNTHESES}


_DECORATION = ("text-decoration-style", "text-decoration-color", "text-decoration-thickness")


def _text_decoration(tokens: list[Any]) -> dict[str, Any] | None:
    """The lines, which stand together or apart, and one value for each of the others."""
    lines = [token for token in tokens if parse_value("text-decoration-line", [token]) is not None]
    others = [token for token in tokens if token not in lines]
    value = parse_value("text-decoration-line", lines) if lines else Wide.INITIAL
    found = _any_order(_DECORATION, others) if others else dict.fromkeys(_DECORATION, Wide.INITIAL)
    return None if value is None or found is None or not tokens else {"text-decoration-line": value, **found}


_OUTLINE = ("outline-style", "outline-width", "outline-color")


def _outline(tokens: list[Any]) -> dict[str, Any] | None:
    """A colour, a style and a width, in any order; `auto` is the style's."""
    return _any_order(_OUTLINE, tokens)


_STROKE = ("-webkit-text-stroke-width", "-webkit-text-stroke-color")


def _text_stroke(tokens: list[Any]) -> dict[str, Any] | None:
    return _any_order(_STROKE, tokens)


_EMPHASIS = ("text-emphasis-style", "text-emphasis-color")


def _text_emphasis(tokens: list[Any]) -> dict[str, Any] | None:
    """A style, which may be of two words, and a colour before or behind it."""
    for cut in (0, 1, len(tokens) - 1, len(tokens)):
        for style, color in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
            values = [
                parse_value(name, part) if part else Wide.INITIAL
                for name, part in zip(_EMPHASIS, (style, color), strict=True)
            ]
            if tokens and None not in values:
                return dict(zip(_EMPHASIS, values, strict=True))
    return None


def _overflow(tokens: list[Any]) -> dict[str, Any] | None:
    """The value across and the value down, or one for both."""
    values = [parse_value("overflow-x", [token]) for token in tokens]
    if not 1 <= len(values) <= 2 or None in values:
        return None
    return {"overflow-x": values[0], "overflow-y": values[-1]}


def _place(name: str) -> Expand:
    """`place-*`: a value for the block axis, and one for the inline axis; each may be of two words."""
    block, inline = f"align-{name}", f"justify-{name}"

    def expand(tokens: list[Any]) -> dict[str, Any] | None:
        for cut in range(len(tokens), 0, -1):
            first = parse_value(block, tokens[:cut])
            last = parse_value(inline, tokens[cut:] or tokens)
            if cut == len(tokens) and name == "content" and first in ("baseline", "last baseline"):
                last = "start"  # that is what goes with a baseline (CSS Box Alignment 3, section 5.4)
            if first is not None and last is not None:
                return {block: first, inline: last}
        return None

    return expand


_WHITE_SPACE = {
    "normal": ("collapse", "wrap"),
    "nowrap": ("collapse", "nowrap"),
    "pre": ("preserve", "nowrap"),
    "pre-wrap": ("preserve", "wrap"),
    "pre-line": ("preserve-breaks", "wrap"),
}


def _white_space(tokens: list[Any]) -> dict[str, Any] | None:
    """CSS Text 4, section 3: a word for both properties, or a value for either."""
    names = ("white-space-collapse", "text-wrap-mode")
    both = _WHITE_SPACE.get(ident(tokens) or "")
    return _any_order(names, tokens) if both is None else dict(zip(names, both, strict=True))


def _text_wrap(tokens: list[Any]) -> dict[str, Any] | None:
    return _any_order(("text-wrap-mode", "text-wrap-style"), tokens)


def _list_style(tokens: list[Any]) -> dict[str, Any] | None:
    """A type and a position; a `none` is the type's, a second one the picture's, which is not drawn."""
    nones = [token for token in tokens if ident([token]) == "none"]
    others = [token for token in tokens if token not in nones]
    names = ("list-style-position", "list-style-type")
    found: dict[str, Any] | None = dict.fromkeys(names, Wide.INITIAL)
    if others:
        found = _any_order(names, others)
    if found is None or len(nones) > 2 or not tokens:
        return None
    if nones and found["list-style-type"] is Wide.INITIAL:
        found["list-style-type"] = "none"
    elif len(nones) > 1:
        return None
    return found


_NOT_ALL = ("direction", "unicode-bidi", "-webkit-box-orient")


def _all(tokens: list[Any]) -> dict[str, Any] | None:
    """Only the keywords that every property has, which are read before."""
    return None


def _sides(pattern: str, sides: tuple[str, ...] = SIDES) -> tuple[str, ...]:
    return tuple(pattern.format(side) for side in sides)


_PARTS = ("width", "style", "color")

#: Every shorthand by its name: how it expands, and the longhands that it sets.
SHORTHANDS: dict[str, tuple[Expand, tuple[str, ...]]] = {
    "all": (_all, tuple(name for name in PROPERTIES if name not in _NOT_ALL)),
    "background": (background.background, background.BACKGROUND),
    "background-position": (background.background_positions, background.POSITION),
    "border": (_whole_border, (*(f"border-{side}-{part}" for side in SIDES for part in _PARTS), *BORDER_IMAGE)),
    "border-image": (border_image, BORDER_IMAGE),
    "-webkit-border-image": (border_image, BORDER_IMAGE),
    "border-radius": (_border_radius, tuple(f"border-{corner}-radius" for corner in CORNERS)),
    "flex": (_flex, ("flex-grow", "flex-shrink", "flex-basis")),
    "outline": (_outline, _OUTLINE),
    "flex-flow": (_flex_flow, ("flex-direction", "flex-wrap")),
    "font": (
        _font,
        tuple(dict.fromkeys((*_FONT_OTHERS, *_FONT_RESET, "font-size", "font-family"))),
    ),
    "font-synthesis": (_font_synthesis, tuple(f"font-synthesis-{each}" for each in _SYNTHESES)),
    "font-variant": (_font_variant, _FONT_VARIANTS),
    "list-style": (_list_style, ("list-style-position", "list-style-type")),
    "mask": (masking.mask, masking.MASK),
    "overflow": (_overflow, ("overflow-x", "overflow-y")),
    "place-content": (_place("content"), ("align-content", "justify-content")),
    "place-items": (_place("items"), ("align-items", "justify-items")),
    "place-self": (_place("self"), ("align-self", "justify-self")),
    "text-wrap": (_text_wrap, ("text-wrap-mode", "text-wrap-style")),
    "white-space": (_white_space, ("white-space-collapse", "text-wrap-mode")),
    "text-decoration": (_text_decoration, ("text-decoration-line", *_DECORATION)),
    "text-emphasis": (_text_emphasis, _EMPHASIS),
    "-webkit-text-stroke": (_text_stroke, _STROKE),
    "gap": (_pair(("row-gap", "column-gap")), ("row-gap", "column-gap")),
    "grid": (grid_shorthands.grid, grid_shorthands.GRID),
    "grid-area": (grid_shorthands.grid_area, AREA_LINES),
    "grid-column": (grid_shorthands.grid_column, grid_shorthands.COLUMN_LINES),
    "grid-row": (grid_shorthands.grid_row, grid_shorthands.ROW_LINES),
    "grid-template": (grid_shorthands.grid_template, grid_shorthands.TEMPLATES),
    "grid-gap": (_pair(("row-gap", "column-gap")), ("row-gap", "column-gap")),
    **{name: (_four(_sides(name + "-{}")), _sides(name + "-{}")) for name in ("margin", "padding")},
    "inset": (_four(SIDES), SIDES),
    **{
        f"border-{part}": (_four(_sides("border-{}-" + part)), _sides("border-{}-" + part)) for part in _PARTS
    },
    **{
        f"border-{side}": (
            _border((side,)),
            tuple(f"border-{side}-{part}" for part in _PARTS),
        )
        for side in (*SIDES, "block-start", "block-end", "inline-start", "inline-end")
    },
}
for _axis in ("block", "inline"):
    for _name in ("margin", "padding", "inset"):
        _both = (f"{_name}-{_axis}-start", f"{_name}-{_axis}-end")
        SHORTHANDS[f"{_name}-{_axis}"] = (_pair(_both), _both)
    for _part in _PARTS:
        _both = (f"border-{_axis}-start-{_part}", f"border-{_axis}-end-{_part}")
        SHORTHANDS[f"border-{_axis}-{_part}"] = (_pair(_both), _both)
    _ends = (f"{_axis}-start", f"{_axis}-end")
    SHORTHANDS[f"border-{_axis}"] = (
        _border(_ends),
        tuple(f"border-{_end}-{_part}" for _end in _ends for _part in _PARTS),
    )
SHORTHANDS["-webkit-mask"] = SHORTHANDS["mask"]
SHORTHANDS["-webkit-border-radius"] = SHORTHANDS["border-radius"]
SHORTHANDS["-webkit-text-emphasis"] = SHORTHANDS["text-emphasis"]
SHORTHANDS["-webkit-flex"] = SHORTHANDS["flex"]
SHORTHANDS["-webkit-flex-flow"] = SHORTHANDS["flex-flow"]
