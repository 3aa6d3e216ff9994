"""Affine maps of the plane, as `transform` makes them (CSS Transforms 1, section 12)."""

from __future__ import annotations

from math import ceil, cos, floor, radians, sin, sqrt, tan
from typing import TYPE_CHECKING, Final, NamedTuple

from ..boxes import Rect
from .regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

# What two numbers may differ by and still be the same place: sines and cosines are not exact.
_NEAR: Final = 1e-5
# Beyond this numbers are too large for what is made of them.
_FARTHEST: Final = 1e15
# Beyond this many px a rectangle's bounds are as good as endless.
_FAR: Final = 1e7


class Matrix(NamedTuple):
    """A map of points: x becomes a x + c y + e, and y becomes b x + d y + f, as in CSS' `matrix()`."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def translation(cls, x: float, y: float) -> Matrix:
        """By so much to the right and down."""
        return cls(e=x, f=y)

    @classmethod
    def scaling(cls, x: float, y: float) -> Matrix:
        """About the origin."""
        return cls(a=x, d=y)

    @classmethod
    def rotation(cls, degrees: float) -> Matrix:
        """About the origin, clockwise as y runs down."""
        sine, cosine = sin(radians(degrees)), cos(radians(degrees))
        if degrees % 90 == 0:  # exactly
            sine, cosine = float(round(sine)), float(round(cosine))
        return cls(cosine, sine, -sine, cosine)

    @classmethod
    def skewing(cls, x: float, y: float) -> Matrix:
        """By two angles in degrees, along x and along y."""
        return cls(b=tan(radians(y)), c=tan(radians(x)))

    def compose(self, inner: Matrix) -> Matrix:
        """The map that does another first, and then this one."""
        a, b, c, d, e, f = self
        return Matrix(
            a * inner.a + c * inner.b,
            b * inner.a + d * inner.b,
            a * inner.c + c * inner.d,
            b * inner.c + d * inner.d,
            a * inner.e + c * inner.f + e,
            b * inner.e + d * inner.f + f,
        )

    def bounded(self) -> Matrix:
        """The same map, or one to a single point if it has numbers that are too large to count with."""
        return self if all(abs(number) < _FARTHEST for number in self) else _NOTHING

    def about(self, x: float, y: float) -> Matrix:
        """The same map with another origin."""
        a, b, c, d, e, f = self
        return Matrix(a, b, c, d, e + x - a * x - c * y, f + y - b * x - d * y)

    @property
    def determinant(self) -> float:
        """By how much it multiplies areas; below 0 where it mirrors them."""
        return self.a * self.d - self.b * self.c

    @property
    def inverse(self) -> Matrix | None:
        """The map back, None where all goes onto one line."""
        a, b, c, d, e, f = self
        area = self.determinant
        if abs(area) < 1e-12:
            return None
        return Matrix(
            d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area
        )

    @property
    def scale(self) -> float:
        """By how much it makes lengths larger, at the most."""
        a, b, c, d = self[:4]
        # The larger singular value.
        half = (a * a + b * b + c * c + d * d) / 2
        return sqrt(half + sqrt(max(half * half - self.determinant**2, 0.0)))

    @property
    def least_scale(self) -> float:
        """By how much it makes lengths larger, at the least."""
        most = self.scale
        return abs(self.determinant) / most if most else 0.0

    @property
    def is_translation(self) -> bool:
        """Whether it moves all alike."""
        a, b, c, d = self[:4]
        return abs(a - 1) < _NEAR and abs(b) < _NEAR and abs(c) < _NEAR and abs(d - 1) < _NEAR

    @property
    def is_whole_translation(self) -> bool:
        """Whether it moves all alike by whole px."""
        e, f = self.e, self.f
        return self.is_translation and abs(e - round(e)) < _NEAR and abs(f - round(f)) < _NEAR

    @property
    def keeps_axes(self) -> bool:
        """Whether upright rectangles stay upright rectangles, be it turned by a right angle."""
        a, b, c, d = self[:4]
        return (abs(b) < _NEAR and abs(c) < _NEAR) or (abs(a) < _NEAR and abs(d) < _NEAR)

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def points(self, points: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        """Where points go."""
        a, b, c, d, e, f = self
        return tuple([(a * x + c * y + e, b * x + d * y + f) for x, y in points])

    def bounds(self, rect: Rect) -> Rect:
        """The smallest upright rectangle around where a rectangle goes."""
        x, y, width, height = rect
        corners = self.points(((x, y), (x + width, y), (x + width, y + height), (x, y + height)))
        xs, ys = [each[0] for each in corners], [each[1] for each in corners]
        left, top = min(xs), min(ys)
        return Rect(left, top, max(xs) - left, max(ys) - top)

    def region(self, region: Region) -> Region:
        """All pixels that a rectangle touches where it goes."""
        left, top, width, height = self.bounds(Rect(region.left, region.top, region.width, region.height))
        return around(left, top, left + width, top + height)


_NOTHING: Final = Matrix(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def around(left: float, top: float, right: float, bottom: float) -> Region:
    """All pixels that a rectangle touches."""
    left, top, right, bottom = (min(max(edge, -_FAR), _FAR) for edge in (left, top, right, bottom))
    return Region(floor(left + _NEAR), floor(top + _NEAR), ceil(right - _NEAR), ceil(bottom - _NEAR))
