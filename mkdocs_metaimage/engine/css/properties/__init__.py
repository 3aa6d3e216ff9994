"""The properties that the engine honours: how each is written, and what it computes to.

A property that is not in `PROPERTIES` or `SHORTHANDS` is one that the engine does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..values import significant, transforms
from ..values.border_images import (
    computed_image,
    computed_sides,
    image_or_none,
    outsets,
    repeats,
    slices,
    widths,
)
from ..values.computing import (
    border,
    computed_color,
    computed_color_or_auto,
    computed_images,
    computed_length,
    computed_paint,
    computed_position,
    computed_size,
    computed_tab,
    fit,
    gap,
    outline_offset,
    radii,
    spacing,
    stroke_width,
    unpacked,
)
from ..values.content import counter_changes, parse_content, parse_quotes
from ..values.counters import COUNTER_STYLES
from ..values.display import WORDS as DISPLAY_WORDS
from ..values.display import parse_display
from ..values.effects import (
    BLEND_MODES,
    COMPOSITES,
    GEOMETRY_BOXES,
    MASK_BOXES,
    MASK_MODES,
    clip_path,
    composite,
    computed_clip_path,
    computed_filters,
    computed_places,
    filters,
)
from ..values.fonts import (
    FONT_SIZES,
    STRETCHES,
    VARIANTS,
    family,
    features,
    font_size_adjust,
    font_stretch,
    font_style,
    font_weight,
    variant,
    variant_words,
    variations,
)
from ..values.grammar import (
    DISTRIBUTIONS,
    POSITIONS,
    alignment,
    color,
    color_or_auto,
    decoration_lines,
    images,
    integer_or,
    length_or,
    line_height,
    list_style_type,
    number_from,
    one_of,
    opacity,
    paint,
    radius,
    ratio,
    tab_size,
    text_fit,
)
from ..values.grid import (
    AREA_LINES,
    TRACK_WORDS,
    areas,
    auto_flow,
    computed_template,
    computed_tracks,
    grid_line,
    template,
    track_sizes,
)
from ..values.layers import (
    REPEATS,
    SIZE_WORDS,
    across,
    computed_offsets,
    computed_sizes,
    down,
    each,
    layer_repeat,
    layer_size,
)
from ..values.positions import background_position, position
from ..values.shadows import box_shadows, computed_box_shadows
from ..values.text_paint import (
    EMPHASIS_MARKS,
    computed_own_color,
    computed_shadows,
    one_order,
    parse_emphasis,
    parse_shadows,
    underline_position,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..values import Context


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
        return attribute_of(self.name)


_ATTRIBUTES = {
    "float": "float_side",
    "-webkit-text-fill-color": "text_fill_color",
    "-webkit-text-stroke-color": "text_stroke_color",
    "-webkit-text-stroke-width": "text_stroke_width",
}


def attribute_of(name: str) -> str:
    """The attribute of `Style` that holds a longhand; one called `float` would hide the type."""
    return _ATTRIBUTES.get(name) or name.replace("-", "_")


_BORDER_STYLES = (
    "none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset",
)  # fmt: skip
SIDES = ("top", "right", "bottom", "left")
CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
_CONTENT_SIZES = ("min-content", "max-content", "fit-content")
_BOX_SIZES = (*_CONTENT_SIZES, "stretch", "-webkit-fill-available")
_BOXES = ("border-box", "padding-box", "content-box")
_ATTACHMENTS = ("scroll", "fixed", "local")
_OVERFLOWS = ("visible", "hidden", "clip", "auto", "scroll", "overlay")

_SELF = ("self-start", "self-end", "stretch", "normal", "baseline")

_KEYWORDS: dict[str, tuple[str, ...]] = {
    "align-content": (*POSITIONS, *DISTRIBUTIONS, "baseline"),
    "align-items": (*POSITIONS, *_SELF),
    "align-self": (*POSITIONS, *_SELF, "auto"),
    "box-decoration-break": ("slice", "clone"),
    "box-sizing": ("content-box", "border-box"),
    "clear": ("none", "left", "right", "both", "inline-start", "inline-end"),
    "direction": ("ltr", "rtl"),
    "float": ("none", "left", "right", "inline-start", "inline-end"),
    "flex-direction": ("row", "row-reverse", "column", "column-reverse"),
    "flex-wrap": ("nowrap", "wrap", "wrap-reverse"),
    "font-kerning": ("auto", "normal", "none"),
    "font-optical-sizing": ("auto", "none"),
    "font-synthesis-position": ("auto", "none"),
    "font-synthesis-small-caps": ("auto", "none"),
    "font-synthesis-style": ("auto", "none"),
    "font-synthesis-weight": ("auto", "none"),
    "font-variant-caps": (
        "normal", "small-caps", "all-small-caps", "petite-caps", "all-petite-caps", "unicase", "titling-caps",
    ),
    "font-variant-emoji": ("normal", "text", "emoji", "unicode"),
    "font-variant-position": ("normal", "sub", "super"),
    "hyphens": ("none", "manual", "auto"),
    "justify-content": (*POSITIONS, *DISTRIBUTIONS, "left", "right"),
    "justify-items": (*POSITIONS, *_SELF, "left", "right", "legacy"),
    "justify-self": (*POSITIONS, *_SELF, "left", "right", "auto"),
    "line-break": ("auto", "loose", "normal", "strict", "anywhere"),
    "list-style-position": ("outside", "inside"),
    "mix-blend-mode": (*BLEND_MODES, "plus-lighter"),
    "image-rendering": (
        "auto", "pixelated", "crisp-edges", "smooth", "high-quality", "-webkit-optimize-contrast",
        "optimizespeed", "optimizequality",
    ),
    "object-fit": ("fill", "contain", "cover", "none", "scale-down"),
    "overflow-x": _OVERFLOWS,
    "overflow-y": _OVERFLOWS,
    "overflow-wrap": ("normal", "anywhere", "break-word"),
    "outline-style": ("auto", *_BORDER_STYLES),
    "position": ("static", "relative", "absolute", "fixed", "sticky"),
    "scrollbar-width": ("auto", "thin", "none"),
    "text-align": (
        "start", "end", "left", "right", "center", "justify", "match-parent", "-webkit-center", "-webkit-left",
        "-webkit-right",
    ),
    "text-align-last": ("auto", "start", "end", "left", "right", "center", "justify"),
    "text-decoration-skip-ink": ("auto", "none", "all"),
    "text-decoration-style": ("solid", "double", "dotted", "dashed", "wavy"),
    "text-overflow": ("clip", "ellipsis"),
    "text-transform": ("none", "uppercase", "lowercase", "capitalize"),
    "text-wrap-mode": ("wrap", "nowrap"),
    "text-spacing-trim": ("normal", "space-all"),
    "text-wrap-style": ("auto", "balance", "pretty", "stable"),
    "unicode-bidi": ("normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext"),
    "visibility": ("visible", "hidden", "collapse"),
    "white-space-collapse": ("collapse", "preserve", "preserve-breaks", "break-spaces"),
    "word-break": ("normal", "break-all", "keep-all", "break-word", "auto-phrase"),
    # What the recipe for `-webkit-line-clamp` needs; a block is what it makes.
    "-webkit-box-orient": ("horizontal", "vertical"),
    "backface-visibility": ("visible", "hidden"),
    "isolation": ("auto", "isolate"),
    "transform-box": ("content-box", "border-box", "fill-box", "stroke-box", "view-box"),
    "transform-style": ("flat", "preserve-3d"),
    **{f"border-{side}-style": _BORDER_STYLES for side in SIDES},
}  # fmt: skip

_TABLE = (
    *(
        Property(
            name, (alignment if name.startswith(("align-", "justify-")) else one_of)(*words), None, words
        )
        for name, words in _KEYWORDS.items()
    ),
    Property("aspect-ratio", ratio, unpacked, ("auto",)),
    Property("background-color", color, computed_color),
    Property("background-attachment", each(one_of(*_ATTACHMENTS)), None, _ATTACHMENTS),
    Property("background-blend-mode", each(one_of(*BLEND_MODES)), None, BLEND_MODES),
    Property("background-clip", each(one_of(*_BOXES, "text")), None, (*_BOXES, "text")),
    Property("background-origin", each(one_of(*_BOXES)), None, _BOXES),
    Property("background-position-x", each(across), computed_offsets, ("left", "right", "center")),
    Property("background-position-y", each(down), computed_offsets, ("top", "bottom", "center")),
    Property("background-repeat", each(layer_repeat), None, (*REPEATS, "repeat-x", "repeat-y")),
    Property("background-size", each(layer_size), computed_sizes, SIZE_WORDS),
    Property("background-image", images, computed_images, ("none",)),
    Property("color", color),
    *(
        Property(name, color, computed_own_color, ("currentcolor",))
        for name in (
            "-webkit-text-fill-color",
            "-webkit-text-stroke-color",
            "text-decoration-color",
            "text-emphasis-color",
        )
    ),  # fmt: skip
    Property(
        "-webkit-text-stroke-width",
        length_or("thin", "medium", "thick", percent=False, negative=False),
        stroke_width,
        ("thin", "medium", "thick"),
    ),
    Property("clip-path", clip_path, computed_clip_path, ("none", *GEOMETRY_BOXES)),
    Property("border-image-outset", outsets, computed_sides),
    Property("border-image-repeat", repeats, None, ("stretch", "repeat", "round", "space")),
    Property("border-image-slice", slices, None, ("fill",)),
    Property("border-image-source", image_or_none, computed_image, ("none",)),
    Property("border-image-width", widths, computed_sides, ("auto",)),
    Property("box-shadow", box_shadows, computed_box_shadows, ("none", "inset")),
    Property("outline-color", color_or_auto, computed_color_or_auto, ("auto",)),
    Property("outline-offset", length_or(percent=False), outline_offset),
    Property(
        "outline-width",
        length_or("thin", "medium", "thick", percent=False, negative=False),
        border,
        ("thin", "medium", "thick"),
    ),
    Property("content", parse_content, None, ("none", "normal", "open-quote", "close-quote")),
    Property("counter-increment", counter_changes(1), None, ("none",)),
    Property("counter-reset", counter_changes(0), None, ("none",)),
    Property("counter-set", counter_changes(0), None, ("none",)),
    Property("display", parse_display, None, DISPLAY_WORDS),
    *(Property(name, paint, computed_paint, ("none", "currentcolor")) for name in ("fill", "stroke")),
    *(Property(name, filters, computed_filters, ("none",)) for name in ("filter", "backdrop-filter")),
    Property("flex-basis", length_or("auto", "content", *_CONTENT_SIZES, negative=False), computed_size),
    Property("flex-grow", number_from(0)),
    Property("flex-shrink", number_from(0)),
    Property("font-family", family),
    Property("font-feature-settings", features),
    Property(
        "font-size",
        length_or("larger", "smaller", *FONT_SIZES, negative=False),
        None,
        ("larger", "smaller", *FONT_SIZES),
    ),
    Property("font-size-adjust", font_size_adjust, unpacked, ("none",)),
    Property("font-stretch", font_stretch, None, tuple(STRETCHES)),
    Property("font-style", font_style, None, ("normal", "italic", "oblique")),
    *(Property(name, variant(name), None, variant_words(name)) for name in VARIANTS),
    Property("font-variation-settings", variations),
    Property("font-weight", font_weight, None, ("normal", "bold", "bolder", "lighter")),
    Property("grid-auto-columns", track_sizes, computed_tracks, TRACK_WORDS),
    Property("grid-auto-flow", auto_flow, None, ("row", "column", "dense")),
    Property("grid-auto-rows", track_sizes, computed_tracks, TRACK_WORDS),
    Property("grid-template-areas", areas, None, ("none",)),
    Property("grid-template-columns", template, computed_template, ("none", *TRACK_WORDS)),
    Property("grid-template-rows", template, computed_template, ("none", *TRACK_WORDS)),
    *(Property(name, grid_line, None, ("auto", "span")) for name in AREA_LINES),
    Property("letter-spacing", length_or("normal"), spacing, ("normal",)),
    Property("line-clamp", integer_or("none", None, 1), unpacked, ("none",)),
    Property("line-height", line_height, None, ("normal",)),
    Property("list-style-type", list_style_type, None, COUNTER_STYLES),
    Property("mask-clip", each(one_of(*MASK_BOXES, "no-clip")), None, (*MASK_BOXES, "no-clip")),
    Property("mask-composite", each(composite), None, COMPOSITES),
    Property("mask-image", images, computed_images, ("none",)),
    Property("mask-mode", each(one_of(*MASK_MODES)), None, MASK_MODES),
    Property("mask-origin", each(one_of(*MASK_BOXES)), None, MASK_BOXES),
    Property(
        "mask-position",
        each(background_position),
        computed_places,
        ("center", "left", "right", "top", "bottom"),
    ),
    Property("mask-repeat", each(layer_repeat), None, (*REPEATS, "repeat-x", "repeat-y")),
    Property("mask-size", each(layer_size), computed_sizes, SIZE_WORDS),
    Property("object-position", position, computed_position, ("center", "left", "right", "top", "bottom")),
    Property("opacity", opacity),
    Property("order", integer_or("0", 0), unpacked),
    Property("quotes", parse_quotes, None, ("auto", "none")),
    Property("tab-size", tab_size, computed_tab),
    Property(
        "text-decoration-line", decoration_lines, None, ("none", "underline", "overline", "line-through")
    ),
    Property(
        "text-decoration-thickness", length_or("auto", "from-font"), computed_length, ("auto", "from-font")
    ),
    Property(
        "text-emphasis-position", one_order(("over", "under"), ("left", "right")), None, ("over", "under")
    ),
    Property("text-emphasis-style", parse_emphasis, None, ("none", "filled", "open", *EMPHASIS_MARKS)),
    Property("text-fit", text_fit, fit, ("none", "shrink")),
    Property("text-indent", length_or(), computed_length),
    Property("text-shadow", parse_shadows, computed_shadows, ("none",)),
    Property("text-underline-offset", length_or("auto"), computed_length, ("auto",)),
    Property("text-underline-position", underline_position, None, ("auto", "from-font", "under")),
    Property(
        "vertical-align",
        length_or("baseline", "sub", "super", "middle", "top", "bottom", "text-top", "text-bottom"),
        computed_length,
        ("baseline", "sub", "super", "middle", "top", "bottom", "text-top", "text-bottom"),
    ),
    Property("word-spacing", length_or("normal"), spacing, ("normal",)),
    Property("z-index", integer_or("auto", None), unpacked, ("auto",)),
    Property("perspective", transforms.perspective, computed_length, ("none",)),
    Property("transform", transforms.transform, transforms.computed_transform, ("none",)),
    Property("translate", transforms.translate, transforms.computed_transform, ("none",)),
    Property("rotate", transforms.rotate, transforms.computed_transform, ("none", "x", "y", "z")),
    Property("scale", transforms.scale, transforms.computed_transform, ("none",)),
    Property(
        "transform-origin",
        transforms.origin,
        transforms.computed_origin,
        ("center", "left", "right", "top", "bottom"),
    ),
    *(Property(name, transforms.words) for name in ("contain", "will-change")),
    *(Property(name, length_or("auto"), computed_length, ("auto",)) for name in SIDES),
    *(
        Property(name, length_or("auto", *_BOX_SIZES, negative=False), computed_size, ("auto", *_BOX_SIZES))
        for name in ("width", "height", "min-width", "min-height")
    ),
    *(
        Property(name, length_or("none", *_BOX_SIZES, negative=False), computed_size, ("none", *_BOX_SIZES))
        for name in ("max-width", "max-height")
    ),
    *(
        Property(name, length_or("normal", negative=False), gap, ("normal",))
        for name in ("row-gap", "column-gap")
    ),
    *(Property(f"margin-{side}", length_or("auto"), computed_length, ("auto",)) for side in SIDES),
    *(Property(f"padding-{side}", length_or(negative=False), computed_size) for side in SIDES),
    *(Property(f"border-{side}-color", color, computed_color) for side in SIDES),
    *(
        Property(
            f"border-{side}-width",
            length_or("thin", "medium", "thick", percent=False, negative=False),
            border,
            ("thin", "medium", "thick"),
        )
        for side in SIDES
    ),
    *(Property(f"border-{corner}-radius", radius, radii) for corner in CORNERS),
)

#: Every longhand by its name.
PROPERTIES: dict[str, Property] = {entry.name: entry for entry in _TABLE}

#: Longhands that are another's under a second name.
ALIASES = {
    "font-width": "font-stretch",
    "-webkit-line-clamp": "line-clamp",
    **{f"-webkit-text-emphasis-{part}": f"text-emphasis-{part}" for part in ("color", "position", "style")},
    "grid-column-gap": "column-gap",
    "grid-row-gap": "row-gap",
    "word-wrap": "overflow-wrap",
    "-webkit-background-clip": "background-clip",
    "-webkit-background-origin": "background-origin",
    "-webkit-background-size": "background-size",
    **{
        f"-webkit-{name}": name
        for name in (
            "align-content",
            "align-items",
            "align-self",
            "box-decoration-break",
            "box-sizing",
            "clip-path",
            "filter",
            "flex-basis",
            "flex-direction",
            "flex-grow",
            "flex-shrink",
            "flex-wrap",
            "justify-content",
            "mask-clip",
            "mask-composite",
            "mask-image",
            "mask-mode",
            "mask-origin",
            "mask-position",
            "mask-repeat",
            "mask-size",
            "opacity",
            "order",
            "backface-visibility",
            "perspective",
            "transform",
            "transform-origin",
            "transform-style",
        )
    },
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
for _logical, _ltr, _rtl in (
    ("start-start", "top-left", "top-right"),
    ("start-end", "top-right", "top-left"),
    ("end-start", "bottom-left", "bottom-right"),
    ("end-end", "bottom-right", "bottom-left"),
):
    LOGICAL[f"border-{_logical}-radius"] = (f"border-{_ltr}-radius", f"border-{_rtl}-radius")
LOGICAL |= {
    "overflow-inline": ("overflow-x", "overflow-x"),
    "overflow-block": ("overflow-y", "overflow-y"),
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
