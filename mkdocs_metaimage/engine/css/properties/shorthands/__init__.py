"""Shorthands: one declaration that sets several properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...values.grid import AREA_LINES
from .. import PROPERTIES
from ..property import CORNERS, SIDES
from . import backgrounds, borders, boxes, fonts, grids, masks, texts
from .border_images import BORDER_IMAGE, border_image
from .borders import PARTS
from .expanding import four, pair

if TYPE_CHECKING:
    from .expanding import Expand

_NOT_ALL = ("direction", "unicode-bidi", "-webkit-box-orient")


def _all(tokens: list[Any]) -> dict[str, Any] | None:
    """Only the keywords that every property has, which are read before."""
    return None


def _sides(pattern: str, sides: tuple[str, ...] = SIDES) -> tuple[str, ...]:
    return tuple(pattern.format(side) for side in sides)


#: Every shorthand by its name: how it expands, and the longhands that it sets.
SHORTHANDS: dict[str, tuple[Expand, tuple[str, ...]]] = {
    "all": (_all, tuple(name for name in PROPERTIES if name not in _NOT_ALL)),
    "background": (backgrounds.background, backgrounds.BACKGROUND),
    "background-position": (backgrounds.background_positions, backgrounds.POSITION),
    "border": (
        borders.whole_border,
        (*(f"border-{side}-{part}" for side in SIDES for part in PARTS), *BORDER_IMAGE),
    ),
    "border-image": (border_image, BORDER_IMAGE),
    "-webkit-border-image": (border_image, BORDER_IMAGE),
    "border-radius": (borders.border_radius, tuple(f"border-{corner}-radius" for corner in CORNERS)),
    "flex": (boxes.flex, ("flex-grow", "flex-shrink", "flex-basis")),
    "outline": (borders.outline, borders.OUTLINE),
    "flex-flow": (boxes.flex_flow, ("flex-direction", "flex-wrap")),
    "font": (fonts.font, fonts.FONT),
    "font-synthesis": (fonts.font_synthesis, fonts.SYNTHESIS),
    "font-variant": (fonts.font_variant, fonts.FONT_VARIANTS),
    "list-style": (texts.list_style, texts.LIST_STYLE),
    "mask": (masks.mask, masks.MASK),
    "overflow": (boxes.overflow, ("overflow-x", "overflow-y")),
    "place-content": (boxes.place("content"), ("align-content", "justify-content")),
    "place-items": (boxes.place("items"), ("align-items", "justify-items")),
    "place-self": (boxes.place("self"), ("align-self", "justify-self")),
    "text-wrap": (texts.text_wrap, ("text-wrap-mode", "text-wrap-style")),
    "white-space": (texts.white_space, ("white-space-collapse", "text-wrap-mode")),
    "text-decoration": (texts.text_decoration, ("text-decoration-line", *texts.DECORATION)),
    "text-emphasis": (texts.text_emphasis, texts.EMPHASIS),
    "-webkit-text-stroke": (texts.text_stroke, texts.STROKE),
    "gap": (pair(("row-gap", "column-gap")), ("row-gap", "column-gap")),
    "grid": (grids.grid, grids.GRID),
    "grid-area": (grids.grid_area, AREA_LINES),
    "grid-column": (grids.grid_column, grids.COLUMN_LINES),
    "grid-row": (grids.grid_row, grids.ROW_LINES),
    "grid-template": (grids.grid_template, grids.TEMPLATES),
    "grid-gap": (pair(("row-gap", "column-gap")), ("row-gap", "column-gap")),
    **{name: (four(_sides(name + "-{}")), _sides(name + "-{}")) for name in ("margin", "padding")},
    "inset": (four(SIDES), SIDES),
    **{f"border-{part}": (four(_sides("border-{}-" + part)), _sides("border-{}-" + part)) for part in PARTS},
    **{
        f"border-{side}": (
            borders.border((side,)),
            tuple(f"border-{side}-{part}" for part in PARTS),
        )
        for side in (*SIDES, "block-start", "block-end", "inline-start", "inline-end")
    },
}
for _axis in ("block", "inline"):
    for _name in ("margin", "padding", "inset"):
        _both = (f"{_name}-{_axis}-start", f"{_name}-{_axis}-end")
        SHORTHANDS[f"{_name}-{_axis}"] = (pair(_both), _both)
    for _part in PARTS:
        _both = (f"border-{_axis}-start-{_part}", f"border-{_axis}-end-{_part}")
        SHORTHANDS[f"border-{_axis}-{_part}"] = (pair(_both), _both)
    _ends = (f"{_axis}-start", f"{_axis}-end")
    SHORTHANDS[f"border-{_axis}"] = (
        borders.border(_ends),
        tuple(f"border-{_end}-{_part}" for _end in _ends for _part in PARTS),
    )
SHORTHANDS["-webkit-mask"] = SHORTHANDS["mask"]
SHORTHANDS["-webkit-border-radius"] = SHORTHANDS["border-radius"]
SHORTHANDS["-webkit-text-emphasis"] = SHORTHANDS["text-emphasis"]
SHORTHANDS["-webkit-flex"] = SHORTHANDS["flex"]
SHORTHANDS["-webkit-flex-flow"] = SHORTHANDS["flex-flow"]
