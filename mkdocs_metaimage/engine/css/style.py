"""The computed style of one element: a value for every property that the engine knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..boxes import Edges, Frame
from ..text.features import features_of
from ..text.matching import ITALIC
from ..text.style import TextStyle
from .color import BLACK, TRANSPARENT, Color
from .values import AUTO, ZERO, Length
from .values.border_images import WHOLE, Slices
from .values.grid import AUTO_LINE, AUTO_TRACKS, NO_AREAS, NO_TEMPLATE, Areas, Line, Template, TrackSize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .values.clips import ClipPath
    from .values.content import Piece
    from .values.filters import Filter
    from .values.images import Image
    from .values.layers import LayerSize
    from .values.shadows import BoxShadow
    from .values.text_paint import Decoration, Shadow
    from .values.transforms import Steps

# A length, or "auto" (for max-width and max-height "none", for content sizes their keyword).
Size = Length | str
Radius = tuple[Length, Length]

_NO_RADIUS: Radius = (ZERO, ZERO)
_MIDDLE = (Length(0.0, 50.0), Length(0.0, 50.0), ZERO)
# With one of these in `will-change` a box contains fixed ones, or is painted as a whole, as if it had them.
_CONTAINING = frozenset((
    "transform", "-webkit-transform", "translate", "rotate", "scale", "perspective", "-webkit-perspective", "filter",
    "-webkit-filter", "backdrop-filter", "offset-path", "contain",
))  # fmt: skip
_ISOLATING = _CONTAINING | frozenset((
    "opacity", "-webkit-opacity", "mix-blend-mode", "isolation", "clip-path", "-webkit-clip-path", "mask",
    "mask-image", "-webkit-mask", "-webkit-mask-image", "transform-style", "z-index", "position",
    "view-transition-name",
))  # fmt: skip
_CONTAINED = frozenset(("paint", "layout", "strict", "content"))
#: What the property of this name is kept as, which inline pictures have too.
PAINT_ORDER: Final = "--:paint-order"
_NO_CUSTOM: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Style:
    """Computed values, named as the CSS properties are, with the initial values as defaults.

    Widths, sizes and spacings are in px. Equality is identity: equal styles are mostly one object.

    Attributes:
        line_height: In px, None for `normal`.
        line_height_factor: The number that `line-height` was given as, which is what descendants inherit.
        letter_spacing: 0 for `normal`.
        font_style: A keyword, or the angle of an `oblique` in degrees.
        font_stretch: Percent of the normal width.
        font_feature_settings: Pairs of an OpenType tag and a value.
        font_variation_settings: Pairs of the tag of a variable axis and a value.
        font_size_adjust: How high an x should be in em, None for `none`.
        font_size_absolute: Whether `font-size` goes back to a length that is not relative to a font size.
        decorations: The lines drawn on the text, those of the outermost ancestor first.
        text_decoration_color: The colour of the element's own lines.
        text_shadow: The shadows of the text, the topmost first.
        text_fill_color: The colour of letters (`-webkit-text-fill-color`), None for `color`.
        text_stroke_color: That of their outlines (`-webkit-text-stroke-color`), None for `color`.
        text_stroke_width: How thick their outlines are (`-webkit-text-stroke-width`).
        text_emphasis_style: The mark above each character, `""` for none.
        text_emphasis_color: Its colour, None for `color`.
        text_emphasis_position: `over` or `under`, and maybe a side for vertical text.
        text_fit: The least size in px for `text-fit: shrink <length>`, None where the text keeps its size.
        aspect_ratio: Width through height, None for `auto`.
        float_side: The value of `float`.
        background_image: The layers, the topmost first; one of None shows nothing.
        background_position_x: Where they are from the left, as all of these lists one a layer and then anew.
        background_position_y: Where they are from the top.
        background_repeat: How they repeat across and down.
        border_image_slice: Where the image is cut.
        border_image_width: From the top clockwise; numbers are times the border's width.
        border_image_outset: The same for how far it goes beyond the box.
        border_image_repeat: Across, and down.
        box_shadow: The shadows, the topmost first.
        outline_color: None for `auto`, which is the text's colour.
        fill: The colour of inline pictures' areas, None where nothing is declared.
        stroke: The colour of their lines, None where nothing is declared.
        filter: What is done to the colours and the edges of the box, in order.
        backdrop_filter: What is done to what is behind the box.
        clip_path: What is seen of the box, None for all.
        mask_image: The layers of its mask, the topmost first; so for what is said of them, one a layer and then anew.
        line_clamp: The greatest number of lines, None for `none`.
        order: The rank among the items of a flex or grid container.
        z_index: None for `auto`.
        transform: Its functions; so for the properties of a single one.
        transform_origin: How far to the right, down and to the front of the corner.
        tab_size: How far it is from one tab stop to the next, a number of spaces or a length.
        custom_properties: The values of `--names` as text.
    """

    # --- Inherited
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

    # --- Boxes
    display: str = "inline"
    content: str | tuple[Piece, ...] = "normal"
    counter_reset: tuple[tuple[str, int], ...] = ()
    counter_increment: tuple[tuple[str, int], ...] = ()
    counter_set: tuple[tuple[str, int], ...] = ()
    position: str = "static"
    top: Size = AUTO
    right: Size = AUTO
    bottom: Size = AUTO
    left: Size = AUTO
    z_index: int | None = None
    isolation: str = "auto"
    will_change: tuple[str, ...] = ()
    contain: tuple[str, ...] = ()
    transform: Steps = ()
    translate: Steps = ()
    rotate: Steps = ()
    scale: Steps = ()
    transform_origin: tuple[Length, Length, Length] = _MIDDLE
    transform_box: str = "view-box"
    transform_style: str = "flat"
    perspective: str | Length = "none"
    backface_visibility: str = "visible"
    width: Size = AUTO
    height: Size = AUTO
    min_width: Size = AUTO
    min_height: Size = AUTO
    max_width: Size = "none"
    max_height: Size = "none"
    aspect_ratio: float | None = None
    box_sizing: str = "content-box"
    float_side: str = "none"
    clear: str = "none"
    margin_top: Size = ZERO
    margin_right: Size = ZERO
    margin_bottom: Size = ZERO
    margin_left: Size = ZERO
    padding_top: Length = ZERO
    padding_right: Length = ZERO
    padding_bottom: Length = ZERO
    padding_left: Length = ZERO
    overflow_x: str = "visible"
    overflow_y: str = "visible"
    scrollbar_width: str = "auto"
    vertical_align: str | Length = "baseline"
    unicode_bidi: str = "normal"
    text_overflow: str = "clip"
    text_decoration_line: tuple[str, ...] = ()
    text_decoration_color: Color = BLACK
    text_decoration_style: str = "solid"
    text_decoration_thickness: str | Length = AUTO
    line_clamp: int | None = None
    text_fit: float | None = None
    object_fit: str = "fill"
    object_position: tuple[Length, Length] = (Length(0.0, 50.0), Length(0.0, 50.0))

    # --- Flexbox and grid
    flex_direction: str = "row"
    flex_wrap: str = "nowrap"
    flex_grow: float = 0.0
    flex_shrink: float = 1.0
    flex_basis: Size = AUTO
    order: int = 0
    row_gap: Length = ZERO
    column_gap: Length = ZERO
    justify_content: str = "normal"
    align_content: str = "normal"
    align_items: str = "normal"
    align_self: str = "auto"
    justify_items: str = "normal"
    justify_self: str = "auto"
    grid_template_columns: Template = NO_TEMPLATE
    grid_template_rows: Template = NO_TEMPLATE
    grid_template_areas: Areas = NO_AREAS
    grid_auto_columns: tuple[TrackSize, ...] = AUTO_TRACKS
    grid_auto_rows: tuple[TrackSize, ...] = AUTO_TRACKS
    grid_auto_flow: str = "row"
    grid_row_start: Line = AUTO_LINE
    grid_column_start: Line = AUTO_LINE
    grid_row_end: Line = AUTO_LINE
    grid_column_end: Line = AUTO_LINE

    # --- Paint
    background_color: Color = TRANSPARENT
    background_image: tuple[Image | None, ...] = ()
    background_position_x: tuple[Length, ...] = (ZERO,)
    background_position_y: tuple[Length, ...] = (ZERO,)
    background_size: tuple[LayerSize, ...] = ((AUTO, AUTO),)
    background_repeat: tuple[tuple[str, str], ...] = (("repeat", "repeat"),)
    background_attachment: tuple[str, ...] = ("scroll",)
    background_origin: tuple[str, ...] = ("padding-box",)
    background_clip: tuple[str, ...] = ("border-box",)
    background_blend_mode: tuple[str, ...] = ("normal",)
    opacity: float = 1.0
    filter: tuple[Filter, ...] = ()
    backdrop_filter: tuple[Filter, ...] = ()
    clip_path: ClipPath | None = None
    mix_blend_mode: str = "normal"
    mask_image: tuple[Image | None, ...] = ()
    mask_position: tuple[tuple[Length, Length], ...] = ((ZERO, ZERO),)
    mask_size: tuple[LayerSize, ...] = ((AUTO, AUTO),)
    mask_repeat: tuple[tuple[str, str], ...] = (("repeat", "repeat"),)
    mask_origin: tuple[str, ...] = ("border-box",)
    mask_clip: tuple[str, ...] = ("border-box",)
    mask_composite: tuple[str, ...] = ("add",)
    mask_mode: tuple[str, ...] = ("match-source",)
    border_top_width: float = 0.0
    border_right_width: float = 0.0
    border_bottom_width: float = 0.0
    border_left_width: float = 0.0
    border_top_style: str = "none"
    border_right_style: str = "none"
    border_bottom_style: str = "none"
    border_left_style: str = "none"
    border_top_color: Color = BLACK
    border_right_color: Color = BLACK
    border_bottom_color: Color = BLACK
    border_left_color: Color = BLACK
    border_top_left_radius: Radius = _NO_RADIUS
    border_top_right_radius: Radius = _NO_RADIUS
    border_bottom_right_radius: Radius = _NO_RADIUS
    border_bottom_left_radius: Radius = _NO_RADIUS
    border_image_source: Image | None = None
    border_image_slice: Slices = WHOLE
    border_image_width: tuple[float | Length | str, ...] = (1.0, 1.0, 1.0, 1.0)
    border_image_outset: tuple[float | Length, ...] = (0.0, 0.0, 0.0, 0.0)
    border_image_repeat: tuple[str, str] = ("stretch", "stretch")
    box_shadow: tuple[BoxShadow, ...] = ()
    outline_color: Color | None = None
    outline_style: str = "none"
    outline_width: float = 3.0
    outline_offset: float = 0.0

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Style:
        """A style of these values and, for the others, the initial ones."""
        style = object.__new__(cls)
        # The generated __init__ sets eighty attributes one by one: ten times slower.
        style.__dict__.update(_INITIAL)
        style.__dict__.update(values)
        return style

    @cached_property
    def border_widths(self) -> Edges:
        """The widths of the borders."""
        return Edges(
            self.border_top_width, self.border_right_width, self.border_bottom_width, self.border_left_width
        )

    @cached_property
    def fixed_frame(self) -> Frame | None:
        """The border and the padding, None where the padding is a percentage of something."""
        paddings = (self.padding_top, self.padding_right, self.padding_bottom, self.padding_left)
        if any(padding.percent for padding in paddings):
            return None
        return Frame.of(self.border_widths, Edges(*[padding.px for padding in paddings]))

    @cached_property
    def fixed_margins(self) -> Edges | None:
        """The margins, `auto` ones as 0; None where one is a percentage of something."""
        sides = (self.margin_top, self.margin_right, self.margin_bottom, self.margin_left)
        if any(isinstance(side, Length) and side.percent for side in sides):
            return None
        return Edges(*[side.px if isinstance(side, Length) else 0.0 for side in sides])

    @cached_property
    def has_effects(self) -> bool:
        """Whether a box is painted as a whole with more than opacity: filters, a clip, a mask or a blend mode."""
        return bool(
            self.filter
            or self.backdrop_filter
            or self.clip_path is not None
            or self.mask_image
            or self.mix_blend_mode != "normal"
        )

    @property
    def pixelated(self) -> bool:
        """Whether the pixels of pictures stay squares where these are made larger (CSS Images 3, section 5.6)."""
        return self.image_rendering in ("pixelated", "crisp-edges")

    @property
    def overflow(self) -> str:
        """How both directions deal with what overflows, where only its being visible, clipped or hidden counts."""
        across, down = self.overflow_x, self.overflow_y
        if across in ("visible", "clip"):
            # What scrolls in one direction does not show in the other (CSS Overflow 3, section 3.1).
            return across if down == "visible" else down
        return across

    @cached_property
    def rounded(self) -> bool:
        """Whether any corner has a radius."""
        radii = (
            self.border_top_left_radius,
            self.border_top_right_radius,
            self.border_bottom_right_radius,
            self.border_bottom_left_radius,
        )
        return any(radius != ZERO for pair in radii for radius in pair)

    @cached_property
    def transformed(self) -> bool:
        """Whether any property asks for a transform."""
        return bool(self.transform or self.translate or self.rotate or self.scale)

    @cached_property
    def contains_fixed(self) -> bool:
        """Whether a box is the containing block even of fixed ones in it, as Chromium has it."""
        return (
            self.transformed
            or bool(self.filter or self.backdrop_filter)
            or self.perspective != "none"
            or self.transform_style != "flat"
            or not _CONTAINED.isdisjoint(self.contain)
            or not _CONTAINING.isdisjoint(self.will_change)
        )

    @cached_property
    def contains_absolute(self) -> bool:
        """Whether a box is the containing block of absolutely positioned ones in it."""
        return self.position != "static" or self.contains_fixed

    @cached_property
    def isolated(self) -> bool:
        """Whether all in a box is painted with it, whatever its `z-index`: it is a stacking context."""
        return (
            self.grouped
            or self.isolation == "isolate"
            or self.position == "fixed"
            or self.contains_fixed
            or not _ISOLATING.isdisjoint(self.will_change)
        )

    @cached_property
    def grouped(self) -> bool:
        """Whether something is done to a box and what is in it when they have been painted."""
        return self.opacity < 1 or self.has_effects

    def inherited(self) -> dict[str, Any]:
        """What a child of the element inherits."""
        own = self.__dict__
        return {name: own[name] for name in INHERITED}

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
    def marks(self) -> Style:
        """The style of the marks of `text-emphasis`: they are those of the text made smaller."""
        axes = dict(self.font_variation_settings)
        if self.font_optical_sizing == "auto":
            axes.setdefault("opsz", self.font_size)
        return self.but(
            font_size=self.font_size / 2,
            font_variation_settings=tuple(axes.items()),
            letter_spacing=0.0,
            word_spacing=0.0,
        )

    @cached_property
    def strokes_first(self) -> bool:
        """Whether `paint-order` has outlines under what fills the letters."""
        words = self.custom_properties.get(PAINT_ORDER, "").lower().split()
        return next((word for word in words if word in ("fill", "stroke")), "fill") == "stroke"

    @cached_property
    def anonymous(self) -> Style:
        """The style of an anonymous block in the element: inherited values, else the initial ones."""
        return Style.of({**self.inherited(), "display": "block"})

    def but(self, **values: Any) -> Style:
        """The style with some other values."""
        own = self.__dict__
        return Style.of({**{name: own[name] for name in _INITIAL}, **values})

    def with_text_scaled(self, factor: float) -> Style:
        """The style with its font size, and what goes with it, multiplied."""
        return self.but(
            font_size=self.font_size * factor,
            line_height=None if self.line_height is None else self.line_height * factor,
            letter_spacing=self.letter_spacing * factor,
            word_spacing=self.word_spacing * factor,
            decorations=tuple(each._replace(size=each.size * factor) for each in self.decorations),
        )


_INITIAL = {name: value for name, value in vars(Style()).items() if not name.startswith("_")}

INHERITED = (
    "color", "font_family", "font_size", "font_weight", "font_style", "font_stretch",
    "font_feature_settings", "font_variation_settings", "font_kerning", "font_variant_ligatures",
    "font_variant_caps", "font_variant_numeric", "font_variant_east_asian", "font_variant_alternates",
    "font_variant_position", "font_variant_emoji", "font_synthesis_weight", "font_synthesis_style",
    "font_synthesis_small_caps", "font_synthesis_position", "font_size_adjust", "font_optical_sizing",
    "font_size_absolute", "letter_spacing", "word_spacing", "line_height",
    "line_height_factor", "text_align", "text_transform", "text_align_last", "text_indent",
    "text_wrap_mode", "text_wrap_style", "text_spacing_trim", "white_space_collapse", "hyphens", "line_break",
    "overflow_wrap", "word_break",
    "tab_size", "direction", "lang", "visibility", "list_style_type", "image_rendering", "list_style_position", "quotes", "fill", "stroke",
    "decorations", "text_underline_offset", "text_underline_position", "text_decoration_skip_ink", "text_shadow",
    "text_fill_color", "text_stroke_color", "text_stroke_width", "text_emphasis_style", "text_emphasis_color",
    "text_emphasis_position",
    "custom_properties",
)  # fmt: skip
