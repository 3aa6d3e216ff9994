"""The computed style of one element: a value for every property that the engine knows."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from ...boxes import Edges, Frame
from .boxes import BoxValues
from .inherited import InheritedValues
from .painting import PaintValues

if TYPE_CHECKING:
    from collections.abc import Mapping

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


# Nothing that dataclasses would write for so many values is of use, and it takes long to compile.
@dataclass(init=False, repr=False, eq=False, match_args=False, frozen=True)
class Style(PaintValues, BoxValues, InheritedValues):
    """Computed values, named as the CSS properties are, with the initial values as defaults.

    Widths, sizes and spacings are in px. Equality is identity: equal styles are mostly one object.
    """

    def __init__(self) -> None:
        """The initial values."""
        self.__dict__.update(_INITIAL)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Style:
        """A style of these values and, for the others, the initial ones."""
        style = object.__new__(cls)
        style.__dict__.update(_INITIAL)
        style.__dict__.update(values)
        return style

    def but(self, **values: Any) -> Style:
        """The style with some other values."""
        own = self.__dict__
        return Style.of({**{name: own[name] for name in _INITIAL}, **values})

    def inherited(self) -> dict[str, Any]:
        """What a child of the element inherits."""
        own = self.__dict__
        return {name: own[name] for name in INHERITED}

    @cached_property
    def anonymous(self) -> Style:
        """The style of an anonymous block in the element: inherited values, else the initial ones."""
        return Style.of({**self.inherited(), "display": "block"})

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

    def with_text_scaled(self, factor: float) -> Style:
        """The style with its font size, and what goes with it, multiplied."""
        return self.but(
            font_size=self.font_size * factor,
            line_height=None if self.line_height is None else self.line_height * factor,
            letter_spacing=self.letter_spacing * factor,
            word_spacing=self.word_spacing * factor,
            decorations=tuple(each._replace(size=each.size * factor) for each in self.decorations),
        )

    @cached_property
    def fixed_frame(self) -> Frame | None:
        """The border and the padding, None where the padding is a percentage of something."""
        paddings = (self.padding_top, self.padding_right, self.padding_bottom, self.padding_left)
        if any(padding.percent for padding in paddings):
            return None
        return Frame.of(self.border_widths, Edges(*[padding.px for padding in paddings]))

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


_INITIAL: Final[Mapping[str, Any]] = {
    each.name: each.default if each.default_factory is MISSING else each.default_factory()
    for each in fields(Style)
}

#: The attributes that are inherited.
INHERITED: Final = tuple(each.name for each in fields(InheritedValues))
