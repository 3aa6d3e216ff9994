"""The values that say which boxes there are, how large they are and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...boxes import Edges
from ..values import AUTO, ZERO, Length
from ..values.grid import AUTO_LINE, AUTO_TRACKS, NO_AREAS, NO_TEMPLATE, Areas, Line, Template, TrackSize

if TYPE_CHECKING:
    from ..values.content import Piece
    from ..values.transforms import Steps

# A length, or "auto" (for max-width and max-height "none", for content sizes their keyword).
Size = Length | str

_MIDDLE = (Length(0.0, 50.0), Length(0.0, 50.0), ZERO)


@dataclass(init=False, repr=False, eq=False, match_args=False, frozen=True)
class BoxValues:
    """Values that layout reads, and which are not inherited.

    Attributes:
        z_index: None for `auto`.
        transform: Its functions; so for the properties of a single one.
        transform_origin: How far to the right, down and to the front of the corner.
        aspect_ratio: Width through height, None for `auto`.
        float_side: The value of `float`.
        line_clamp: The greatest number of lines, None for `none`.
        text_fit: The least size in px for `text-fit: shrink <length>`, None where the text keeps its size.
        order: The rank among the items of a flex or grid container.
    """

    display: str = "inline"
    content: str | tuple[Piece, ...] = "normal"
    counter_reset: tuple[tuple[str, int], ...] = ()
    counter_increment: tuple[tuple[str, int], ...] = ()
    counter_set: tuple[tuple[str, int], ...] = ()
    position: str = "static"
    sticky: tuple[Size, ...] = ()
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
    box_decoration_break: str = "slice"
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

    @cached_property
    def fixed_margins(self) -> Edges | None:
        """The margins, `auto` ones as 0; None where one is a percentage of something."""
        sides = (self.margin_top, self.margin_right, self.margin_bottom, self.margin_left)
        if any(isinstance(side, Length) and side.percent for side in sides):
            return None
        return Edges(*[side.px if isinstance(side, Length) else 0.0 for side in sides])

    @cached_property
    def auto_margins(self) -> tuple[tuple[bool, bool], tuple[bool, bool]]:
        """Which margins are `auto`: the left and the right one, the top and the bottom one."""
        left, right = self.margin_left == AUTO, self.margin_right == AUTO
        return (left, right), (self.margin_top == AUTO, self.margin_bottom == AUTO)

    @property
    def overflow(self) -> str:
        """How both directions deal with what overflows, where only its being visible, clipped or hidden counts."""
        across, down = self.overflow_x, self.overflow_y
        if across in ("visible", "clip"):
            # What scrolls in one direction does not show in the other (CSS Overflow 3, section 3.1).
            return across if down == "visible" else down
        return across

    @cached_property
    def transformed(self) -> bool:
        """Whether any property asks for a transform."""
        return bool(self.transform or self.translate or self.rotate or self.scale)
