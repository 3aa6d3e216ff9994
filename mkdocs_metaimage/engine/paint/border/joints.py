"""How sides of a border meet at its corners: which cut there is between two, if any, as Chromium has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from .sides import BROKEN, DASHES, NAMES

if TYPE_CHECKING:
    from ..shapes.corners import Corners
    from .sides import Side

#: How a side ends at a corner: `smooth` and `hard` along the diagonal, with pixels that are shared by both or of
#: one only; `open` goes on into the corner.
Joint = Literal["smooth", "hard", "open"]

_SUNK = ("inset", "outset", "groove", "ridge")
_LINES = ("double", "groove", "ridge")


class Cut(NamedTuple):
    """What is cut away of a frame for one side of it.

    Attributes:
        open: The neighbours towards which nothing is.
        smooth: Whether pixels may be cut in part.
    """

    open: tuple[str, ...]
    smooth: bool


class Joints(NamedTuple):
    """How a side ends at its two corners, clockwise.

    Attributes:
        names: The neighbours there.
        before: How it meets the first.
        after: How it meets the second.
    """

    names: tuple[str, str]
    before: Joint
    after: Joint


def cuts(joints: Joints) -> list[Cut]:
    """The cuts that joints need."""
    (first, last), before, after = joints
    if before == after:
        return [Cut((first, last) if before == "open" else (), before != "hard")]
    found = [Cut((last,), before == "smooth")] if before != "open" else []
    return found + ([Cut((first,), after == "smooth")] if after != "open" else [])


def follows(side: Side, inner: Corners) -> bool:
    """Whether a side of a box with round corners runs around them, and is not just cut by them.

    Args:
        side: The side.
        inner: The radii of the inner edge.
    """
    index = NAMES.index(side.name)
    ends = inner[index], inner[(index + 1) % 4]
    return side.kind in _LINES or any(radius > 0 for end in ends for radius in end)


def arc_joints(side: Side, sides: tuple[Side, ...]) -> Joints:
    """How a side that runs around corners meets its neighbours."""

    def joint(other: Side) -> Joint:
        return "hard" if other.shows and _alike(side, other) else "smooth"

    before, after = _neighbours(side, sides)
    return Joints(side.neighbours, joint(before), joint(after))


def joints_of(side: Side, sides: tuple[Side, ...], later: list[Side]) -> Joints:
    """How a straight side meets its neighbours.

    Args:
        side: The side.
        sides: All sides.
        later: Those that are painted after it.
    """

    def joint(other: Side) -> Joint:
        if other.width <= 0 or (other in later and other.kind not in BROKEN):
            return "open"
        if not other.shows or not _alike(side, other):
            return "smooth"
        kinds = side.kind, other.kind
        needed = (
            "double" in kinds
            or other.kind in ("groove", "ridge")
            or (side.kind in DASHES) != (other.kind in DASHES)
            or side.kind != other.kind
        )
        return "hard" if needed else "open"

    before, after = _neighbours(side, sides)
    return Joints(side.neighbours, joint(before), joint(after))


def shines_through(side: Side, sides: tuple[Side, ...]) -> float:
    """How much is seen of what a side is painted over where it is painted twice.

    Translucent sides are painted as if they were opaque, in a layer that is made translucent, if they meet one that
    is as translucent or are painted over less opaque ones. The least opaque ones are in the layer of the next ones.
    """
    alpha = side.color.alpha
    alphas = {other.color.alpha for other in sides if other.shows}
    alike = {other.name for other in sides if other.color.alpha == alpha and other.shows}
    if alpha > min(alphas) or any(name in alike for other in alike for name in _beside(other)):
        return 0.0
    return 1 - alpha / min(alphas - {alpha}, default=1.0)


def _beside(name: str) -> tuple[str, str]:
    index = NAMES.index(name)
    return NAMES[index - 1], NAMES[(index + 1) % 4]


def _neighbours(side: Side, sides: tuple[Side, ...]) -> tuple[Side, Side]:
    index = NAMES.index(side.name)
    return sides[index - 1], sides[(index + 1) % 4]


def _alike(side: Side, other: Side) -> bool:
    """Whether two sides are of one colour where they meet."""
    if side.color != other.color:
        return False
    return side.kind not in _SUNK or {side.name, other.name} not in ({"top", "right"}, {"bottom", "left"})
