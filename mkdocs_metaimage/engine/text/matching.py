"""Which face of a family is drawn with (CSS Fonts 4, section 5.2): by width, then by slope, then by weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Range = tuple[float, float]

#: The angle in degrees that `italic` and `oblique` without an angle stand for, as in Chromium.
ITALIC = 14.0
#: From this weight on text is bold; a face that is all below is emboldened for it, as in Chromium.
BOLD = 600.0


class Wanted(NamedTuple):
    """The looks that a style asks for.

    Attributes:
        weight: 1 to 1000.
        slope: How far letters lean, in degrees; 0 for upright ones.
        width: `font-stretch`, percent of the normal width.
    """

    weight: float = 400.0
    slope: float = 0.0
    width: float = 100.0


class Looks(Protocol):
    """What is compared of a face: the lowest and highest that it can draw of each."""

    @property
    def weights(self) -> Range:
        """Its weights, 1 to 1000."""

    @property
    def slopes(self) -> Range:
        """How far its letters lean, in degrees."""

    @property
    def widths(self) -> Range:
        """Percent of the normal width."""


_L = TypeVar("_L", bound=Looks)


def best(faces: Iterable[_L], wanted: Wanted) -> tuple[_L, ...]:
    """The faces that are nearest to what is wanted, in the order given; `()` only where there are none."""
    ranked = [(distance(face, wanted), face) for face in faces]
    nearest = min((found for found, _ in ranked), default=None)
    return tuple(face for found, face in ranked if found == nearest)


def distance(face: Looks, wanted: Wanted) -> tuple[tuple[int, float], ...]:
    """How far a face is from what is wanted, to compare: less is nearer."""
    return (
        _width_distance(face.widths, wanted.width),
        _slope_distance(face.slopes, wanted.slope),
        _weight_distance(face.weights, wanted.weight),
    )


def _width_distance(widths: Range, wanted: float) -> tuple[int, float]:
    """A narrower one first for what is normal or narrow, and a wider one first for what is wide."""
    low, high = widths
    if low <= wanted <= high:
        return 0, 0.0
    narrower = high < wanted
    return 1 if narrower == (wanted <= 100) else 2, wanted - high if narrower else low - wanted


def _slope_distance(slopes: Range, wanted: float) -> tuple[int, float]:
    """One that leans further first for what leans as an italic, else one that leans less.

    What leans the other way comes last.
    """
    low, high = slopes
    if low <= wanted <= high:
        return 0, 0.0
    if wanted < 0:
        order, distant = _slope_distance((-high, -low), -wanted)
        return order, distant
    if high < 0:
        return 4, -high
    if low > wanted:
        return 1 if wanted >= ITALIC else 2, low - wanted
    return 2 if wanted >= ITALIC else 1, wanted - high


def _weight_distance(weights: Range, wanted: float) -> tuple[int, float]:
    """A lighter one first for a light weight, a bolder one for a bold; 400 to 500 look up to 500 first."""
    low, high = weights
    if low <= wanted <= high:
        return 0, 0.0
    below = high < wanted
    if 400 <= wanted <= 500:
        order = 2 if below else (1 if low <= 500 else 3)
    elif wanted < 400:
        order = 1 if below else 2
    else:
        order = 2 if below else 1
    return order, wanted - high if below else low - wanted
