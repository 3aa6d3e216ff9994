"""The radii of the corners of boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...boxes import Edges
    from ...css.style import Style
    from ..regions import Region


class Corners(NamedTuple):
    """The radii of a rectangle's corners, (horizontal, vertical) in px."""

    top_left: tuple[float, float] = (0.0, 0.0)
    top_right: tuple[float, float] = (0.0, 0.0)
    bottom_right: tuple[float, float] = (0.0, 0.0)
    bottom_left: tuple[float, float] = (0.0, 0.0)

    @property
    def round(self) -> bool:
        """Whether any corner is."""
        return any(x > 0 and y > 0 for x, y in self)

    def inset(self, edges: Edges) -> Corners:
        """The radii of the curve that runs inside of these edges (CSS Backgrounds 3, section 4.2)."""
        sides = (
            (edges.left, edges.top),
            (edges.right, edges.top),
            (edges.right, edges.bottom),
            (edges.left, edges.bottom),
        )
        return Corners(
            *((max(x - dx, 0.0), max(y - dy, 0.0)) for (x, y), (dx, dy) in zip(self, sides, strict=True))
        )

    def within(self, width: float, height: float) -> Corners:
        """The radii made smaller where neighbours would overlap in a rectangle of this size (section 4.5)."""
        tl, tr, br, bl = self
        sums = (
            (width, tl[0] + tr[0]),
            (width, bl[0] + br[0]),
            (height, tl[1] + bl[1]),
            (height, tr[1] + br[1]),
        )
        factor = min((side / total for side, total in sums if total > side), default=1.0)
        return Corners(*((x * factor, y * factor) for x, y in self))


#: The corners of most boxes.
SQUARE: Final = Corners()


def corners_of(style: Style, region: Region) -> Corners:
    """The radii of a border box, made smaller where neighbours would overlap (section 4.5)."""
    if not style.rounded:
        return SQUARE
    declared = (
        style.border_top_left_radius,
        style.border_top_right_radius,
        style.border_bottom_right_radius,
        style.border_bottom_left_radius,
    )
    width, height = region.width, region.height
    radii = [(max(x.resolve(width), 0.0), max(y.resolve(height), 0.0)) for x, y in declared]
    return fitting(radii, width, height)


def fitting(radii: Iterable[tuple[float, float]], width: float, height: float) -> Corners:
    """The radii of a rectangle of a size, from the top left corner's on, smaller where neighbours would overlap."""
    radii = [(x, y) if x and y else (0.0, 0.0) for x, y in radii]
    return Corners(*radii).within(width, height)
