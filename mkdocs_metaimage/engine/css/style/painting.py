"""The values that say how boxes are painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...boxes import Edges
from ..color import BLACK, TRANSPARENT, Color
from ..values import AUTO, ZERO, Length
from ..values.border_images import WHOLE, Slices

if TYPE_CHECKING:
    from ..values.clips import ClipPath
    from ..values.filters import Filter
    from ..values.images import Image
    from ..values.layers import LayerSize
    from ..values.shadows import BoxShadow

Radius = tuple[Length, Length]

_NO_RADIUS: Radius = (ZERO, ZERO)


@dataclass(init=False, repr=False, eq=False, match_args=False, frozen=True)
class PaintValues:
    """Values that painting reads, and which are not inherited.

    Attributes:
        background_image: The layers, the topmost first; one of None shows nothing.
        background_position_x: Where they are from the left, as all of these lists one a layer and then anew.
        background_position_y: Where they are from the top.
        background_repeat: How they repeat across and down.
        filter: What is done to the colours and the edges of the box, in order.
        backdrop_filter: What is done to what is behind the box.
        clip_path: What is seen of the box, None for all.
        mask_image: The layers of its mask, the topmost first; so for what is said of them, one a layer and then anew.
        border_image_slice: Where the image is cut.
        border_image_width: From the top clockwise; numbers are times the border's width.
        border_image_outset: The same for how far it goes beyond the box.
        border_image_repeat: Across, and down.
        box_shadow: The shadows, the topmost first.
        text_decoration_color: The colour of the element's own lines.
        outline_color: None for `auto`, which is the text's colour.
    """

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
    text_decoration_line: tuple[str, ...] = ()
    text_decoration_color: Color = BLACK
    text_decoration_style: str = "solid"
    text_decoration_thickness: str | Length = AUTO
    outline_color: Color | None = None
    outline_style: str = "none"
    outline_width: float = 3.0
    outline_offset: float = 0.0

    @cached_property
    def border_widths(self) -> Edges:
        """The widths of the borders."""
        return Edges(
            self.border_top_width, self.border_right_width, self.border_bottom_width, self.border_left_width
        )

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
    def has_effects(self) -> bool:
        """Whether a box is painted as a whole with more than opacity: filters, a clip, a mask or a blend mode."""
        return bool(
            self.filter
            or self.backdrop_filter
            or self.clip_path is not None
            or self.mask_image
            or self.mix_blend_mode != "normal"
        )

    @cached_property
    def grouped(self) -> bool:
        """Whether something is done to a box and what is in it when they have been painted."""
        return self.opacity < 1 or self.has_effects
