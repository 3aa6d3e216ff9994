"""How large the pixels are that something is drawn with before a matrix makes it small."""

from __future__ import annotations

from math import hypot, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .matrix import Matrix
    from .regions import Region

# What takes more px than these is drawn with larger ones.
_MOST_PIXELS: Final = 4_000_000


def grain_of(matrix: Matrix | None, region: Region) -> tuple[float, float] | None:
    """How wide and how high the pixels of a region are to be, in local px; None where they are of one px.

    Args:
        matrix: What it will be drawn under.
        region: What is needed, in local px.
    """
    if region.width * region.height <= _MOST_PIXELS or matrix is None:
        return None
    # First as large as those that are seen, then as large as it takes.
    x, y = (
        min(max(1 / max(step, 1e-9), 1.0), float(length))
        for step, length in (
            (hypot(matrix.a, matrix.b), region.width),
            (hypot(matrix.c, matrix.d), region.height),
        )
    )
    rest = region.width / x * region.height / y / _MOST_PIXELS
    if rest > 1:
        more = min(sqrt(rest), max(region.width / x, 1.0))
        x, y = x * more, y * rest / more
    return x, y
