"""The values that a child has from its parent: the text's, and some others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ...text.features import features_of
from ...text.matching import ITALIC
from ...text.style import TextStyle
from ..color import BLACK, Color
from ..values import AUTO, ZERO, Length

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..values.images import Image
    from ..values.text_paint import Decoration, Shadow

#: What the property of this name is kept as, which inline pictures have too.
PAINT_ORDER: Final = "--:paint-order"
_NO_CUSTOM: Mapping[str, str] = MappingProxyType({})


@dataclass(init=False, repr=False, eq=False, match_args=False, frozen=True)
class InheritedValues:
    """Values that are inherited.

    Attributes:
        font_style: A keyword, or the angle of an `oblique` in degrees.
        font_stretch: Percent of the normal width.
        font_feature_settings: Pairs of an OpenType tag and a value.
        font_variation_settings: Pairs of the tag of a variable axis and a value.
        font_size_adjust: How high an x should be in em, None for `none`.
        font_size_absolute: Whether `font-size` goes back to a length that is not relative to a font size.
        letter_spacing: 0 for `normal`.
        line_height: In px, None for `normal`.
        line_height_factor: The number that `line-height` was given as, which is what descendants inherit.
        tab_size: How far it is from one tab stop to the next, a number of spaces or a length.
        fill: The colour of inline pictures' areas, None where nothing is declared.
        stroke: The colour of their lines, None where nothing is declared.
        decorations: The lines drawn on the text, those of the outermost ancestor first.
        text_shadow: The shadows of the text, the topmost first.
        text_fill_color: The colour of letters (`-webkit-text-fill-color`), None for `color`.
        text_stroke_color: That of their outlines (`-webkit-text-stroke-color`), None for `color`.
        text_stroke_width: How thick their outlines are (`-webkit-text-stroke-width`).
        text_emphasis_style: The mark above each character, `""` for none.
        text_emphasis_color: Its colour, None for `color`.
        text_emphasis_position: `over` or `under`, and maybe a side for vertical text.
        custom_properties: The values of `--names` as text.
    """

    color: Color = BLACK
    font_family: tuple[str, ...] = ("sans-serif",)
    font_size: float = 16.0
    font_weight: float = 400.0
    font_style: str | float = "normal"
    font_stretch: float = 100.0
    font_feature_settings: tuple[tuple[str, int], ...] = ()
    font_variation_settings: tuple[tuple[str, float], ...] = ()
    font_optical_sizing: str = "auto"
    font_kerning: str = "auto"
    font_variant_ligatures: tuple[str, ...] = ()
    font_variant_caps: str = "normal"
    font_variant_numeric: tuple[str, ...] = ()
    font_variant_east_asian: tuple[str, ...] = ()
    font_variant_alternates: tuple[str, ...] = ()
    font_variant_position: str = "normal"
    font_variant_emoji: str = "normal"
    font_synthesis_weight: str = "auto"
    font_synthesis_style: str = "auto"
    font_synthesis_small_caps: str = "auto"
    font_synthesis_position: str = "auto"
    font_size_adjust: float | None = None
    font_size_absolute: bool = False
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    line_height: float | None = None
    line_height_factor: float | None = None
    text_align: str = "start"
    text_transform: str = "none"
    text_align_last: str = "auto"
    text_indent: Length = ZERO
    text_wrap_mode: str = "wrap"
    text_wrap_style: str = "auto"
    text_spacing_trim: str = "normal"
    white_space_collapse: str = "collapse"
    hyphens: str = "manual"
    line_break: str = "auto"
    overflow_wrap: str = "normal"
    word_break: str = "normal"
    tab_size: float | Length = 8.0
    direction: str = "ltr"
    lang: str = ""
    visibility: str = "visible"
    list_style_type: str = "disc"
    image_rendering: str = "auto"
    list_style_position: str = "outside"
    list_style_image: Image | None = None
    quotes: str | tuple[str, ...] = "auto"
    fill: Color | str | None = None
    stroke: Color | str | None = None
    decorations: tuple[Decoration, ...] = ()
    text_underline_offset: str | Length = AUTO
    text_underline_position: tuple[str, ...] = ("auto",)
    text_decoration_skip_ink: str = "auto"
    text_shadow: tuple[Shadow, ...] = ()
    text_fill_color: Color | None = None
    text_stroke_color: Color | None = None
    text_stroke_width: float = 0.0
    text_emphasis_style: str = ""
    text_emphasis_color: Color | None = None
    text_emphasis_position: tuple[str, ...] = ("over",)
    custom_properties: Mapping[str, str] = field(default_factory=lambda: _NO_CUSTOM)

    @property
    def pixelated(self) -> bool:
        """Whether the pixels of pictures stay squares where these are made larger (CSS Images 3, section 5.6)."""
        return self.image_rendering in ("pixelated", "crisp-edges")

    @cached_property
    def text(self) -> TextStyle:
        """The part that shaping reads."""
        return TextStyle(
            families=self.font_family,
            size=self.font_size,
            weight=self.font_weight,
            slope=self._slope,
            width=self.font_stretch,
            letter_spacing=self.letter_spacing,
            word_spacing=self.word_spacing,
            features=self._features,
            caps=self.font_variant_caps,
            emoji=self.font_variant_emoji,
            lang=self.lang,
            optical_sizing=self.font_optical_sizing == "auto",
            variations=self.font_variation_settings,
            size_adjust=self.font_size_adjust,
            trimmed=self.text_spacing_trim == "normal",
            synthesis=tuple(
                name
                for name in ("weight", "style", "small_caps")
                if getattr(self, f"font_synthesis_{name}") == "auto"
            ),
        )

    @property
    def _slope(self) -> float:
        """How far letters should lean in degrees: the angle of an oblique, or that of italics."""
        if isinstance(self.font_style, float):
            return self.font_style
        return 0.0 if self.font_style == "normal" else ITALIC

    @property
    def _features(self) -> tuple[tuple[str, int], ...]:
        """What the variants ask for, and over it `font-feature-settings` (CSS Fonts 4, section 7.2)."""
        words = (
            *self.font_variant_ligatures,
            *self.font_variant_numeric,
            *self.font_variant_east_asian,
            *self.font_variant_alternates,
            self.font_variant_position,
        )
        features = features_of(words, self.font_kerning) | dict(self.font_feature_settings)
        return tuple(features.items())

    @cached_property
    def strokes_first(self) -> bool:
        """Whether `paint-order` has outlines under what fills the letters."""
        words = self.custom_properties.get(PAINT_ORDER, "").lower().split()
        return next((word for word in words if word in ("fill", "stroke")), "fill") == "stroke"
