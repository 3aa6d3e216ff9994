"""The longhands that say how boxes are painted."""

from __future__ import annotations

from typing import Final

from ...values.border_images import (
    computed_image,
    computed_sides,
    image_or_none,
    outsets,
    repeats,
    slices,
    widths,
)
from ...values.computing import (
    border,
    computed_color,
    computed_color_or_auto,
    computed_images,
    computed_length,
    outline_offset,
    radii,
)
from ...values.effects import (
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
from ...values.grammar import (
    color,
    color_or_auto,
    decoration_lines,
    images,
    length_or,
    one_of,
    opacity,
    radius,
)
from ...values.layers import (
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
from ...values.positions import background_position
from ...values.shadows import box_shadows, computed_box_shadows
from ...values.text_paint import computed_own_color
from ..property import CORNERS, SIDES, Property, of_keywords

_BORDER_STYLES = (
    "none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset",
)  # fmt: skip
#: The boxes that backgrounds are placed in and clipped to.
BACKGROUND_BOXES: Final = ("border-box", "padding-box", "content-box")
#: What they stay with.
ATTACHMENTS: Final = ("scroll", "fixed", "local")

_KEYWORDS: dict[str, tuple[str, ...]] = {
    "mix-blend-mode": (*BLEND_MODES, "plus-lighter"),
    "outline-style": ("auto", *_BORDER_STYLES),
    "text-decoration-style": ("solid", "double", "dotted", "dashed", "wavy"),
    **{f"border-{side}-style": _BORDER_STYLES for side in SIDES},
}  # fmt: skip

#: Each as it is written and computed.
PAINTING: Final = (
    *(of_keywords(name, words) for name, words in _KEYWORDS.items()),
    Property("background-attachment", each(one_of(*ATTACHMENTS)), None, ATTACHMENTS),
    Property("background-blend-mode", each(one_of(*BLEND_MODES)), None, BLEND_MODES),
    Property("background-clip", each(one_of(*BACKGROUND_BOXES, "text")), None, (*BACKGROUND_BOXES, "text")),
    Property("background-color", color, computed_color),
    Property("background-image", images, computed_images, ("none",)),
    Property("background-origin", each(one_of(*BACKGROUND_BOXES)), None, BACKGROUND_BOXES),
    Property("background-position-x", each(across), computed_offsets, ("left", "right", "center")),
    Property("background-position-y", each(down), computed_offsets, ("top", "bottom", "center")),
    Property("background-repeat", each(layer_repeat), None, (*REPEATS, "repeat-x", "repeat-y")),
    Property("background-size", each(layer_size), computed_sizes, SIZE_WORDS),
    Property("border-image-outset", outsets, computed_sides),
    Property("border-image-repeat", repeats, None, ("stretch", "repeat", "round", "space")),
    Property("border-image-slice", slices, None, ("fill",)),
    Property("border-image-source", image_or_none, computed_image, ("none",)),
    Property("border-image-width", widths, computed_sides, ("auto",)),
    *(Property(f"border-{side}-color", color, computed_color) for side in SIDES),
    *(Property(f"border-{corner}-radius", radius, radii) for corner in CORNERS),
    *(
        Property(
            f"border-{side}-width",
            length_or("thin", "medium", "thick", percent=False, negative=False),
            border,
            ("thin", "medium", "thick"),
        )
        for side in SIDES
    ),
    Property("box-shadow", box_shadows, computed_box_shadows, ("none", "inset")),
    Property("clip-path", clip_path, computed_clip_path, ("none", *GEOMETRY_BOXES)),
    *(Property(name, filters, computed_filters, ("none",)) for name in ("filter", "backdrop-filter")),
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
    Property("opacity", opacity),
    Property("outline-color", color_or_auto, computed_color_or_auto, ("auto",)),
    Property("outline-offset", length_or(percent=False), outline_offset),
    Property(
        "outline-width",
        length_or("thin", "medium", "thick", percent=False, negative=False),
        border,
        ("thin", "medium", "thick"),
    ),
    Property("text-decoration-color", color, computed_own_color, ("currentcolor",)),
    Property(
        "text-decoration-line", decoration_lines, None, ("none", "underline", "overline", "line-through")
    ),
    Property(
        "text-decoration-thickness", length_or("auto", "from-font"), computed_length, ("auto", "from-font")
    ),
)
