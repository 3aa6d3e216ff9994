"""Gradients as pictures (CSS Images 3 and 4): what is seen of them, at the middles of pixels, as browsers do."""

from __future__ import annotations

from ...cache import BoundedCache
from ...css.values.gradients import Gradient, Line
from ...pictures import Tile, bytes_of
from .grid import Grid
from .linear import drawn_line

_Key = tuple[Gradient, float, float, Grid]

_gradients: BoundedCache[_Key, Tile] = BoundedCache(16_000_000, bytes_of)


def gradient_tile(gradient: Gradient, width: float, height: float, grid: Grid) -> Tile:
    """Some pixels of a gradient.

    Args:
        gradient: The gradient.
        width: The width of the box that it fills, in px.
        height: Its height.
        grid: The pixels that are needed; those of a conic gradient have to be upright.
    """
    key = (gradient, width, height, grid)
    return _gradients.get(key, lambda: _drawn(*key))


def _drawn(gradient: Gradient, width: float, height: float, grid: Grid) -> Tile:
    if isinstance(gradient.course, Line):
        return drawn_line(gradient, gradient.course, width, height, grid)
    from ...css.values.gradients import Ellipse
    from .round import drawn_ellipse, drawn_turn

    if isinstance(gradient.course, Ellipse):
        return drawn_ellipse(gradient, gradient.course, width, height, grid)
    return drawn_turn(gradient, gradient.course, width, height, grid)
