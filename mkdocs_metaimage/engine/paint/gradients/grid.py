"""Where the pixels are that a gradient is drawn for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..matrix import Matrix
    from ..regions import Region


class Grid(NamedTuple):
    """Pixels on the box of a gradient.

    Attributes:
        left: How far from the left edge of the box they begin, in px of it.
        top: How far from its top.
        width: How many there are across.
        height: How many there are down.
        across: The way from one pixel to the next, right and down in px of the box.
        down: The way from one pixel to that below it.
    """

    left: float
    top: float
    width: int
    height: int
    across: tuple[float, float] = (1.0, 0.0)
    down: tuple[float, float] = (0.0, 1.0)

    @classmethod
    def under(cls, back: Matrix, region: Region, left: float, top: float) -> Grid:
        """The pixels of a region in device px.

        Args:
            back: What takes them to local px.
            region: The region.
            left: Where the box begins, in local px.
            top: Where its top is.
        """
        a, b, c, d, e, f = back
        x, y = a * region.left + c * region.top + e, b * region.left + d * region.top + f
        return cls(x - left, y - top, region.width, region.height, (a, b), (c, d))

    @property
    def upright(self) -> bool:
        """Whether rows of pixels are rows of the box."""
        return not self.across[1] and not self.down[0]

    @property
    def whole(self) -> bool:
        """Whether each pixel is a px of the box."""
        return self.across == (1.0, 0.0) and self.down == (0.0, 1.0)

    def part(self, left: int, top: int, width: int, height: int) -> Grid:
        """Other pixels of the same grid, counted from its first one."""
        (a, b), (c, d) = self.across, self.down
        x, y = self.left + left * a + top * c, self.top + left * b + top * d
        return self._replace(left=x, top=y, width=width, height=height)

    def corners(self) -> list[tuple[float, float]]:
        """The outer corners of the pixels, in px of the box."""
        return [
            (
                self.left + across * self.across[0] + down * self.down[0],
                self.top + across * self.across[1] + down * self.down[1],
            )
            for across in (0, self.width)
            for down in (0, self.height)
        ]
