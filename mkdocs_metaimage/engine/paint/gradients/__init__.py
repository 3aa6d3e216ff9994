"""Gradients as pictures (CSS Images 3 and 4): what is seen of them, at the middles of pixels, as browsers do."""

from __future__ import annotations

from ...cache import BoundedCache
from ...css.values.gradients import Gradient, Line
from ...pictures import Tile, bytes_of
from ...pictures.sampling import Window
from .linear import drawn_line

_Key = tuple[Gradient, float, float, Window]

_gradients: BoundedCache[_Key, Tile] = BoundedCache(16_000_000, bytes_of)


def gradient_tile(gradient: Gradient, width: float, height: float, part: Window) -> Tile:
    """A part of a gradient.

    Args:
        gradient: The gradient.
        width: The width of the box that it fills, in px.
        height: Its height.
        part: The pixels of the box that are needed.
    """
    key = (gradient, width, height, part)
    return _gradients.get(key, lambda: _drawn(*key))


def _drawn(gradient: Gradient, width: float, height: float, part: Window) -> Tile:
    if isinstance(gradient.course, Line):
        return drawn_line(gradient, gradient.course, width, height, part)
    from ...css.values.gradients import Ellipse
    from .round import drawn_ellipse, drawn_turn

    if isinstance(gradient.course, Ellipse):
        return drawn_ellipse(gradient, gradient.course, width, height, part)
    return drawn_turn(gradient, gradient.course, width, height, part)
