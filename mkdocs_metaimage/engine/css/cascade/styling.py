"""The computed style of one element, from its parent's and what is declared for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import tinycss2

from ...cache import BoundedCache
from ..properties import PROPERTIES
from ..properties.declarations import Pending, Problem, expand_text, shortened, undrawn_in, unknown_value
from ..properties.other_names import LOGICAL
from ..properties.property import attribute_of
from ..style import INHERITED, Style
from ..values import (
    FONT_RELATIVE,
    FONT_UNITS,
    Context,
    Function,
    Length,
    Linear,
    Wide,
    at_least_zero,
    bounded,
    units,
)
from ..values.computing import computed_color, computed_length
from ..values.fonts import FONT_SIZES
from .adjusting import adjust
from .variables import custom_properties, filled
from .winning import Ranked, winners

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from weakref import ref

    from ...text.style import TextStyle

INITIAL_STYLE = Style()
_INHERITED = frozenset(INHERITED)
_COMPUTES = {entry.attribute: entry.compute for entry in PROPERTIES.values()}
# No browser draws larger text, in px.
_LARGEST_FONT = 10_000.0
# The size that browsers give to `font-family: monospace` alone where no size is asked for: 13px for 16.
_MONOSPACE_RATIO = 13 / 16


class Fonts(Protocol):
    """What the cascade asks of the fonts of a card."""

    def unit(self, unit: str, style: TextStyle) -> float:
        """How long a unit that the font decides, such as `ch`, is in px."""

    def unknown_family(self, families: tuple[str, ...]) -> str | None:
        """The nearest family that there is where there is none of these; None where there is one."""


class Medium(NamedTuple):
    """What a card is drawn on and with.

    Attributes:
        width: The picture's width in px.
        height: The picture's height in px.
        fonts: The fonts, None to do without their measures. What is kept by a medium does not keep them.
    """

    width: int
    height: int
    fonts: ref[Fonts] | None = None

    def unit(self, unit: str, style: Style) -> float:
        """How long a unit that the font decides is in px."""
        fonts = None if self.fonts is None else self.fonts()
        return style.font_size * FONT_UNITS[unit] if fonts is None else fonts.unit(unit, style.text)


class Found(NamedTuple):
    """A computed style.

    Attributes:
        style: The style.
        problems: What of its declarations could not be read.
        length: How many characters its declarations were read from.
    """

    style: Style
    problems: tuple[Problem, ...]
    length: int


# Equal elements of equal parents share one, from card to card. Pictures as `data:` URLs count by their length.
_found: Final[BoundedCache[tuple[Any, ...], Found]] = BoundedCache(
    4096, lambda found: 1 + found.length // 1000
)


def computed(
    parent: Style, blocks: tuple[Ranked, ...], lang: str | None, root: Style | None, medium: Medium
) -> Found:
    """The style of an element.

    Args:
        parent: The style of its parent.
        blocks: What is declared for it, the weakest first.
        lang: Its own language, None if it has none.
        root: The style of the root element, None if it is the root itself.
        medium: What the card is drawn on.
    """
    key = (parent, blocks, lang, root, medium)
    return _found.get(key, lambda: _computed(parent, blocks, lang, root, medium))


def _computed(
    parent: Style, blocks: tuple[Ranked, ...], lang: str | None, root: Style | None, medium: Medium
) -> Found:
    problems: list[Problem] = []
    declared = winners(blocks)
    values = parent.inherited()
    values["custom_properties"] = custom_properties(declared, parent)
    if lang is not None:
        values["lang"] = lang
    declared = _substituted(declared, values["custom_properties"], problems)
    declared = _physical(declared, parent)
    of_parent = _context(parent.font_size, parent, root, medium, lambda: parent)
    _compute_font_size(values, declared, parent, of_parent)
    context = _context(values["font_size"], parent, root, medium, lambda: Style.of(values))
    for name in [name for name in declared if name.startswith("font_")]:
        _compute_value(values, name, declared.pop(name), parent, context)
    _compute_color(values, declared, parent, context)
    context = replace(context, color=values["color"])
    _compute_line_height(values, declared, parent, context, of_parent)
    for name, value in declared.items():
        _compute_value(values, name, value, parent, context)
    adjust(values, declared, parent)
    return Found(Style.of(values), tuple(problems), sum(block.length for _, block in blocks))


def _context(
    font_size: float, parent: Style, root: Style | None, medium: Medium, style: Callable[[], Style]
) -> Context:
    """What the values of an element are relative to; its style is asked for only by rare units."""

    def of_font(unit: str) -> float:
        base = root if root is not None and unit.startswith("r") else style()
        unit = unit.removeprefix("r")
        if unit == "lh" and base.line_height is not None:
            return base.line_height
        return medium.unit(unit, base)

    root_size = font_size if root is None else root.font_size
    return Context(font_size, root_size, medium.width, medium.height, parent.color, of_font)


def _substituted(
    declared: Mapping[str, Any], known: Mapping[str, str], problems: list[Problem]
) -> dict[str, Any]:
    """The declarations with their variables replaced and read; custom properties are left out."""
    found: dict[str, Any] = {}
    read: dict[Pending, Mapping[str, Any]] = {}
    for name, value in declared.items():
        if name.startswith("--"):
            continue
        if isinstance(value, Pending):
            # All longhands of a shorthand wait for one reading.
            if value not in read:
                read[value] = _read_pending(value, known, problems)
            value = read[value].get(name, Wide.UNSET)
        found[name] = value
    return found


def _read_pending(pending: Pending, known: Mapping[str, str], problems: list[Problem]) -> Mapping[str, Any]:
    """The longhands of a declaration with its variables replaced, none where it makes no sense."""
    text = filled(pending.text, known)
    if text is None:
        shown = f"{pending.name}: {shortened(pending.text)}"
        message = f"{shown} refers to a variable that has no value, or one without end."
        problems.append(Problem(pending.name, pending.text, message))
        return {}
    expanded = expand_text(pending.name, text)
    if expanded is None:
        problems.append(unknown_value(pending.name, tinycss2.parse_component_value_list(text)))
        return {}
    problems += undrawn_in(pending.name, tinycss2.parse_component_value_list(text), expanded.items())
    return expanded


def _physical(declared: dict[str, Any], parent: Style) -> dict[str, Any]:
    """Names as `Style` has them, logical ones by the direction (CSS Logical Properties 1)."""
    direction = declared.get("direction", parent.direction)
    if isinstance(direction, Wide):
        direction = "ltr" if direction is Wide.INITIAL else parent.direction
    physical: dict[str, Any] = {}
    for name, value in declared.items():
        if name in LOGICAL:
            name = LOGICAL[name][direction == "rtl"]
        physical[attribute_of(name)] = value
    return physical


def _wide(value: Wide, name: str, parent: Style) -> Any:
    """What `inherit`, `initial` and `unset` stand for."""
    inherits = value is Wide.INHERIT or (value is Wide.UNSET and name in _INHERITED)
    # What only stands for something else, such as `-webkit-box-orient`, is in no style.
    return getattr(parent if inherits else INITIAL_STYLE, name, None)


def _compute_font_size(
    values: dict[str, Any], declared: dict[str, Any], parent: Style, context: Context
) -> None:
    """Families and size come first: other values are relative to the size."""
    families = declared.pop("font_family", None)
    if families is not None:
        values["font_family"] = (
            _wide(families, "font_family", parent) if isinstance(families, Wide) else families
        )
    size = declared.pop("font_size", None)
    if isinstance(size, Wide):
        inherits = size is not Wide.INITIAL
        size = None if inherits else "medium"
    absolute = parent.font_size_absolute
    if size is None:
        result = parent.font_size
    elif isinstance(size, str):
        result, absolute = _keyword_size(size, parent)
    else:
        length = computed_length(size, context)
        relative = length.percent or (not isinstance(size, Length) and _is_font_relative(size))
        absolute = absolute or not relative
        result = min(max(length.resolve(parent.font_size), 0.0), _LARGEST_FONT)
    monospace, was_monospace = (
        family == ("monospace",) for family in (values["font_family"], parent.font_family)
    )
    if monospace != was_monospace and not absolute:
        result = result * _MONOSPACE_RATIO if monospace else result / _MONOSPACE_RATIO
    values["font_size"], values["font_size_absolute"] = result, absolute


def _is_font_relative(size: Any) -> bool:
    return bool(units(size) & FONT_RELATIVE)


def _keyword_size(word: str, parent: Style) -> tuple[float, bool]:
    if word == "larger":
        return parent.font_size * 1.2, parent.font_size_absolute
    if word == "smaller":
        return parent.font_size / 1.2, parent.font_size_absolute
    size = FONT_SIZES[word]
    # A keyword is the size for the family, so that what the parent's family did does not count.
    return (size * _MONOSPACE_RATIO if parent.font_family == ("monospace",) else size), False


def _compute_color(values: dict[str, Any], declared: dict[str, Any], parent: Style, context: Context) -> None:
    color = declared.pop("color", None)
    if isinstance(color, Wide):
        values["color"] = _wide(color, "color", parent)
    elif color is not None:
        values["color"] = computed_color(color, context)  # `currentcolor` is the parent's here


def _compute_line_height(
    values: dict[str, Any], declared: dict[str, Any], parent: Style, context: Context, of_parent: Context
) -> None:
    height = declared.pop("line_height", None)
    if isinstance(height, Wide):
        height = None if height is not Wide.INITIAL else "normal"
    if height == "normal":
        values["line_height"] = values["line_height_factor"] = None
    elif isinstance(height, float):
        values["line_height_factor"] = height
    elif height is not None:
        if isinstance(height, Linear | Function) and "lh" in units(height):
            context = replace(context, of_font=of_parent.of_font)
        length = at_least_zero(computed_length(height, context))
        values["line_height"], values["line_height_factor"] = length.resolve(context.font_size), None
    if values["line_height_factor"] is not None:
        values["line_height"] = bounded(values["line_height_factor"] * context.font_size)


def _compute_value(values: dict[str, Any], name: str, value: Any, parent: Style, context: Context) -> None:
    if isinstance(value, Wide):
        if name.startswith(("border_", "text_decoration_color")) and value is not Wide.INHERIT:
            values.pop(name, None)  # their initial values depend on others
        else:
            values[name] = _wide(value, name, parent)
    elif name == "font_weight" and isinstance(value, str):
        values[name] = _relative_weight(value, parent.font_weight)
    else:
        compute = _COMPUTES[name]
        values[name] = value if compute is None else compute(value, context)


def _relative_weight(word: str, weight: float) -> float:
    """CSS Fonts 4, section 2.2.1."""
    if word == "bolder":
        return 400.0 if weight < 350 else 700.0 if weight < 550 else max(900.0, weight)
    return min(100.0, weight) if weight < 550 else 400.0 if weight < 750 else 700.0
