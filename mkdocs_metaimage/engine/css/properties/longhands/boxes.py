"""The longhands that say which boxes there are, how large they are and where."""

from __future__ import annotations

from typing import Final

from ...values import transforms
from ...values.computing import computed_length, computed_position, computed_size, fit, gap, unpacked
from ...values.content import counter_changes, parse_content
from ...values.display import WORDS as DISPLAY_WORDS
from ...values.display import parse_display
from ...values.grammar import DISTRIBUTIONS, POSITIONS, integer_or, length_or, number_from, ratio, text_fit
from ...values.grid import (
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
from ...values.positions import position
from ..property import SIDES, Property, of_keywords

_CONTENT_SIZES = ("min-content", "max-content", "fit-content")
_BOX_SIZES = (*_CONTENT_SIZES, "stretch", "-webkit-fill-available")
_OVERFLOWS = ("visible", "hidden", "clip", "auto", "scroll", "overlay")
_SELF = ("self-start", "self-end", "stretch", "normal", "baseline")

_KEYWORDS: dict[str, tuple[str, ...]] = {
    "align-content": (*POSITIONS, *DISTRIBUTIONS, "baseline"),
    "align-items": (*POSITIONS, *_SELF),
    "align-self": (*POSITIONS, *_SELF, "auto"),
    "backface-visibility": ("visible", "hidden"),
    "box-decoration-break": ("slice", "clone"),
    "box-sizing": ("content-box", "border-box"),
    "clear": ("none", "left", "right", "both", "inline-start", "inline-end"),
    "flex-direction": ("row", "row-reverse", "column", "column-reverse"),
    "flex-wrap": ("nowrap", "wrap", "wrap-reverse"),
    "float": ("none", "left", "right", "inline-start", "inline-end"),
    "isolation": ("auto", "isolate"),
    "justify-content": (*POSITIONS, *DISTRIBUTIONS, "left", "right"),
    "justify-items": (*POSITIONS, *_SELF, "left", "right", "legacy"),
    "justify-self": (*POSITIONS, *_SELF, "left", "right", "auto"),
    "object-fit": ("fill", "contain", "cover", "none", "scale-down"),
    "overflow-x": _OVERFLOWS,
    "overflow-y": _OVERFLOWS,
    "position": ("static", "relative", "absolute", "fixed", "sticky"),
    "scrollbar-width": ("auto", "thin", "none"),
    "text-overflow": ("clip", "ellipsis"),
    "transform-box": ("content-box", "border-box", "fill-box", "stroke-box", "view-box"),
    "transform-style": ("flat", "preserve-3d"),
    "unicode-bidi": ("normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext"),
    # What the recipe for `-webkit-line-clamp` needs; a block is what it makes.
    "-webkit-box-orient": ("horizontal", "vertical"),
}  # fmt: skip

#: Each as it is written and computed.
BOXES: Final = (
    *(of_keywords(name, words) for name, words in _KEYWORDS.items()),
    Property("aspect-ratio", ratio, unpacked, ("auto",)),
    *(Property(name, transforms.words) for name in ("contain", "will-change")),
    Property("content", parse_content, None, ("none", "normal", "open-quote", "close-quote")),
    Property("counter-increment", counter_changes(1), None, ("none",)),
    Property("counter-reset", counter_changes(0), None, ("none",)),
    Property("counter-set", counter_changes(0), None, ("none",)),
    Property("display", parse_display, None, DISPLAY_WORDS),
    Property("flex-basis", length_or("auto", "content", *_CONTENT_SIZES, negative=False), computed_size),
    Property("flex-grow", number_from(0)),
    Property("flex-shrink", number_from(0)),
    Property("grid-auto-columns", track_sizes, computed_tracks, TRACK_WORDS),
    Property("grid-auto-flow", auto_flow, None, ("row", "column", "dense")),
    Property("grid-auto-rows", track_sizes, computed_tracks, TRACK_WORDS),
    *(Property(name, grid_line, None, ("auto", "span")) for name in AREA_LINES),
    Property("grid-template-areas", areas, None, ("none",)),
    Property("grid-template-columns", template, computed_template, ("none", *TRACK_WORDS)),
    Property("grid-template-rows", template, computed_template, ("none", *TRACK_WORDS)),
    Property("line-clamp", integer_or("none", None, 1), unpacked, ("none",)),
    *(Property(f"margin-{side}", length_or("auto"), computed_length, ("auto",)) for side in SIDES),
    *(
        Property(name, length_or("none", *_BOX_SIZES, negative=False), computed_size, ("none", *_BOX_SIZES))
        for name in ("max-width", "max-height")
    ),
    Property("object-position", position, computed_position, ("center", "left", "right", "top", "bottom")),
    Property("order", integer_or("0", 0), unpacked),
    *(Property(f"padding-{side}", length_or(negative=False), computed_size) for side in SIDES),
    Property("perspective", transforms.perspective, computed_length, ("none",)),
    Property("rotate", transforms.rotate, transforms.computed_transform, ("none", "x", "y", "z")),
    *(
        Property(name, length_or("normal", negative=False), gap, ("normal",))
        for name in ("row-gap", "column-gap")
    ),
    Property("scale", transforms.scale, transforms.computed_transform, ("none",)),
    Property("text-fit", text_fit, fit, ("none", "shrink")),
    *(Property(name, length_or("auto"), computed_length, ("auto",)) for name in SIDES),
    Property("transform", transforms.transform, transforms.computed_transform, ("none",)),
    Property(
        "transform-origin",
        transforms.origin,
        transforms.computed_origin,
        ("center", "left", "right", "top", "bottom"),
    ),
    Property("translate", transforms.translate, transforms.computed_transform, ("none",)),
    Property(
        "vertical-align",
        length_or("baseline", "sub", "super", "middle", "top", "bottom", "text-top", "text-bottom"),
        computed_length,
        ("baseline", "sub", "super", "middle", "top", "bottom", "text-top", "text-bottom"),
    ),
    *(
        Property(name, length_or("auto", *_BOX_SIZES, negative=False), computed_size, ("auto", *_BOX_SIZES))
        for name in ("width", "height", "min-width", "min-height")
    ),
    Property("z-index", integer_or("auto", None), unpacked, ("auto",)),
)
