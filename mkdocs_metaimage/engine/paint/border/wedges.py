"""The parts of a border with round corners that are its sides', cut as Chromium cuts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .sides import NAMES

if TYPE_CHECKING:
    from ...boxes import Edges
    from ..regions import Region
    from ..shapes.corners import Corners
    from .joints import Joints
    from .line import Point
    from .sides import Side

# So far beyond a side's end goes what is cut at the other one only, in px.
_OVERLAP: Final = 0.1


def wedges(
    side: Side, outer: Region, edges: Edges, inner: Corners, joints: Joints
) -> list[tuple[tuple[Point, ...], bool]]:
    """Polygons that meet in what is a side's, each with whether its edges are smooth.

    Each end is cut along the line through the corners of the outer and the inner edge, up to the chord of the
    inner curve.

    Args:
        side: The side.
        outer: The border box.
        edges: The widths of all sides.
        inner: The radii of the inner edge.
        joints: How the side meets its neighbours.
    """
    # From here on all is as seen from the side: along it clockwise, and inward.
    index = NAMES.index(side.name)
    upright = index % 2 == 1
    length = float(outer.height if upright else outer.width)
    before, after = (getattr(edges, name) for name in side.neighbours)
    (along, inward), (other_along, other_inward) = [
        radius[::-1] if upright else radius for radius in (inner[index], inner[(index + 1) % 4])
    ]
    thick = side.width
    start, end = (0.0, 0.0), (length, 0.0)
    first, last = (before, thick), (length - after, thick)
    depth = thick
    if along or inward:
        first = _crossing(start, first, (before + along, thick), (before, thick + inward))
        depth = first[1]
    if other_along or other_inward:
        x = length - after
        last = _crossing(end, last, (x - other_along, thick), (x, thick + other_inward))
        depth = max(depth, last[1])
    if joints.before == joints.after:
        found = [((start, first, last, end), joints.before != "hard")]
    else:
        low, high = (0.0, depth), (length, depth)
        x, y = _crossing(start, first, low, high)
        one = ((-_OVERLAP, 0.0), (x - _OVERLAP, y), high, end)
        x, y = _crossing(last, end, low, high)
        other = (start, low, (x + _OVERLAP, y), (length + _OVERLAP, 0.0))
        found = [(one, joints.before != "hard"), (other, joints.after != "hard")]
    return [(tuple(_placed(point, index, outer) for point in points), smooth) for points, smooth in found]


def _crossing(start: Point, end: Point, first: Point, last: Point) -> Point:
    """Where the line through two points crosses that through two others; the second point where it does not."""
    across, down = end[0] - start[0], end[1] - start[1]
    other_across, other_down = last[0] - first[0], last[1] - first[1]
    slant = across * other_down - down * other_across
    if not slant:
        return end
    times = ((first[0] - start[0]) * other_down - (first[1] - start[1]) * other_across) / slant
    return start[0] + across * times, start[1] + down * times


def _placed(point: Point, index: int, outer: Region) -> Point:
    """A point as seen from a side in px."""
    along, inward = point
    return (
        (outer.left + along, outer.top + inward),
        (outer.right - inward, outer.top + along),
        (outer.right - along, outer.bottom - inward),
        (outer.left + inward, outer.bottom - along),
    )[index]
