"""Baselines of items and of the container (section 8.5; CSS Box Alignment 3, section 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .container import Container, Item, Pair
    from .main_sizes import FlexLine


def ascent(container: Container, item: Item) -> float:
    """How far it is from an item's margin edge to its baseline; at the end of the line if that is reversed."""
    before, after = item.cross_margins
    # Across a column there is no baseline in the text: the left edge takes its place.
    left = item.cross if container.rtl else 0.0
    from_start = first_baseline(item) if container.row else left
    return after + item.cross - from_start if container.wrap_reverse else before + from_start


def descent(container: Container, item: Item) -> float:
    """How far it is from its last baseline to its margin edge; at the start of the line if that is reversed."""
    before, after = item.cross_margins
    left = item.cross if container.rtl else 0.0
    from_start = last_baseline(item) if container.row else left
    return before + from_start if container.wrap_reverse else after + item.cross - from_start


def first_baseline(item: Item) -> float:
    """The first baseline of an item, or its bottom edge, from its top edge."""
    assert item.fragment is not None
    baseline = item.fragment.content.baseline
    return item.fragment.height if baseline is None else baseline


def last_baseline(item: Item) -> float:
    """The last baseline of an item, or its bottom edge, from its top edge."""
    assert item.fragment is not None
    baseline = item.fragment.content.last_baseline
    return item.fragment.height if baseline is None else baseline


def baselines(container: Container, lines: list[FlexLine]) -> Pair:
    """The first and the last baseline of the container, from the top of its content box.

    Args:
        container: The container.
        lines: Its lines from the top down, their items in the order of their places.
    """
    first, last = lines[0], lines[-1]
    leader, closer = first.items[0], last.items[-1]
    if not container.row:
        return leader.main_at + first_baseline(leader), closer.main_at + last_baseline(closer)
    shared = next(iter(_shared(container, first)), None)
    shared_last = next(reversed(_shared(container, last)), None)
    return (
        leader.cross_at + first_baseline(leader) if shared is None else shared,
        closer.cross_at + last_baseline(closer) if shared_last is None else shared_last,
    )


def _shared(container: Container, line: FlexLine) -> list[float]:
    """The baselines that items of a line share: first ones, and behind that last ones."""
    found = []
    if line.ascent is not None:
        found.append(line.at + (line.cross - line.ascent if container.wrap_reverse else line.ascent))
    if line.descent is not None:
        found.append(line.at + (line.descent if container.wrap_reverse else line.cross - line.descent))
    return found
