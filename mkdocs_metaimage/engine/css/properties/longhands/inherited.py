"""The longhands that are inherited: the text's, and some others."""

from __future__ import annotations

from typing import Final

from ...values.border_images import computed_image, image_or_none
from ...values.computing import computed_length, computed_paint, computed_tab, spacing, stroke_width, unpacked
from ...values.content import parse_quotes
from ...values.counters import COUNTER_STYLES
from ...values.fonts import (
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
from ...values.grammar import color, length_or, line_height, list_style_type, paint, tab_size
from ...values.text_paint import (
    EMPHASIS_MARKS,
    computed_own_color,
    computed_shadows,
    one_order,
    parse_emphasis,
    parse_shadows,
    underline_position,
)
from ..property import Property, of_keywords

_KEYWORDS: dict[str, tuple[str, ...]] = {
    "direction": ("ltr", "rtl"),
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
    "image-rendering": (
        "auto", "pixelated", "crisp-edges", "smooth", "high-quality", "-webkit-optimize-contrast",
        "optimizespeed", "optimizequality",
    ),
    "line-break": ("auto", "loose", "normal", "strict", "anywhere"),
    "list-style-position": ("outside", "inside"),
    "overflow-wrap": ("normal", "anywhere", "break-word"),
    "text-align": (
        "start", "end", "left", "right", "center", "justify", "match-parent", "-webkit-center", "-webkit-left",
        "-webkit-right",
    ),
    "text-align-last": ("auto", "start", "end", "left", "right", "center", "justify"),
    "text-decoration-skip-ink": ("auto", "none", "all"),
    "text-spacing-trim": ("normal", "space-all"),
    "text-transform": ("none", "uppercase", "lowercase", "capitalize"),
    "text-wrap-mode": ("wrap", "nowrap"),
    "text-wrap-style": ("auto", "balance", "pretty", "stable"),
    "visibility": ("visible", "hidden", "collapse"),
    "white-space-collapse": ("collapse", "preserve", "preserve-breaks", "break-spaces"),
    "word-break": ("normal", "break-all", "keep-all", "break-word", "auto-phrase"),
}  # fmt: skip

#: Each as it is written and computed.
INHERITED: Final = (
    *(of_keywords(name, words) for name, words in _KEYWORDS.items()),
    Property("color", color),
    *(Property(name, paint, computed_paint, ("none", "currentcolor")) for name in ("fill", "stroke")),
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
    Property("letter-spacing", length_or("normal"), spacing, ("normal",)),
    Property("line-height", line_height, None, ("normal",)),
    Property("list-style-image", image_or_none, computed_image, ("none",)),
    Property("list-style-type", list_style_type, None, COUNTER_STYLES),
    Property("quotes", parse_quotes, None, ("auto", "none")),
    Property("tab-size", tab_size, computed_tab),
    Property(
        "text-emphasis-position", one_order(("over", "under"), ("left", "right")), None, ("over", "under")
    ),
    Property("text-emphasis-style", parse_emphasis, None, ("none", "filled", "open", *EMPHASIS_MARKS)),
    Property("text-indent", length_or(), computed_length),
    Property("text-shadow", parse_shadows, computed_shadows, ("none",)),
    Property("text-underline-offset", length_or("auto"), computed_length, ("auto",)),
    Property("text-underline-position", underline_position, None, ("auto", "from-font", "under")),
    *(
        Property(name, color, computed_own_color, ("currentcolor",))
        for name in ("-webkit-text-fill-color", "-webkit-text-stroke-color", "text-emphasis-color")
    ),
    Property(
        "-webkit-text-stroke-width",
        length_or("thin", "medium", "thick", percent=False, negative=False),
        stroke_width,
        ("thin", "medium", "thick"),
    ),
    Property("word-spacing", length_or("normal"), spacing, ("normal",)),
)
