"""Shadows of boxes as they are written (CSS Backgrounds 3, section 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..color import CURRENT, Color, SpecifiedColor, color_value, resolved
from . import ZERO, Length, split_commas
from .numeric import parse_length

if TYPE_CHECKING:
    from . import Context, SpecifiedLength


class BoxShadow(NamedTuple):
    """A shadow of a box.

    Attributes:
        x: How far it is moved to the right in px.
        y: How far it is moved down in px.
        blur: Its blur radius in px, twice the standard deviation.
        spread: By how much it is larger than what throws it, in px.
        color: Its colour.
        inset: Whether it is thrown by the frame into the box.
    """

    x: float
    y: float
    blur: float
    spread: float
    color: Color
    inset: bool = False


@dataclass(frozen=True, slots=True)
class SpecifiedShadow:
    """A shadow as written: its lengths and its colour are not computed yet."""

    lengths: tuple[SpecifiedLength, ...]
    color: SpecifiedColor
    inset: bool

    def compute(self, context: Context) -> BoxShadow:
        """The computed shadow."""
        px = [
            length.px if isinstance(length, Length) else length.compute(context).px for length in self.lengths
        ]
        x, y, blur, spread = px
        return BoxShadow(x, y, max(blur, 0.0), spread, resolved(self.color, context.color), self.inset)


def box_shadows(tokens: list[Any]) -> tuple[SpecifiedShadow, ...] | None:
    """The shadows, the topmost first."""
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == "none":
        return ()
    found = [_shadow(part) for part in split_commas(tokens)]
    known = tuple(shadow for shadow in found if shadow is not None)
    return known if len(known) == len(found) else None


def computed_box_shadows(value: tuple[SpecifiedShadow, ...], context: Context) -> tuple[BoxShadow, ...]:
    """The computed shadows."""
    return tuple(shadow.compute(context) for shadow in value)


def _shadow(tokens: list[Any]) -> SpecifiedShadow | None:
    """Two lengths to four, which stand together, a colour and `inset` in any order."""
    lengths: list[SpecifiedLength] = []
    color: SpecifiedColor | None = None
    inset = False
    last = -1
    for index, token in enumerate(tokens):
        # The third one is the blur.
        length = parse_length(token, percent=False, negative=len(lengths) != 2)
        if length is not None:
            if lengths and last != index - 1:
                return None
            lengths.append(length)
            last = index
        elif not inset and token.type == "ident" and token.lower_value == "inset":
            inset = True
        else:
            own = color_value(token)
            if own is None or color is not None:
                return None
            color = own
    if not 2 <= len(lengths) <= 4:
        return None
    padded = (*lengths, *[ZERO] * (4 - len(lengths)))
    return SpecifiedShadow(padded, CURRENT if color is None else color, inset)
