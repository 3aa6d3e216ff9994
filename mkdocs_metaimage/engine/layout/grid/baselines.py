"""Baselines that the items in a row share (CSS Grid 1, section 11.6; CSS Box Alignment 3, section 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..edges import margins
from .items import BASELINES, lay_out_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..formatting import LayoutContext
    from ..fragments import Fragment
    from .items import GridItem

# A row, and whether it is the last baselines that are shared in it.
_Group = tuple[int, bool]


def group_of(item: GridItem) -> _Group:
    """With which items an item shares its baseline: those whose first, or last, row is the same."""
    last = item.align == "last baseline"
    return (item.cells.rows[-1] if last else item.cells.rows[0]), last


def baseline_of(item: GridItem, fragment: Fragment) -> float:
    """How far the baseline is from the top of the margin box, or for a last one from its bottom."""
    around = margins(item.style, item.width)
    content = fragment.content
    if item.align == "last baseline":
        last = content.last_baseline
        return around.bottom + (0.0 if last is None else fragment.height - last)
    return around.top + (fragment.height if content.baseline is None else content.baseline)


def shared_baselines(items: Sequence[GridItem]) -> dict[_Group, float]:
    """The greatest of the baselines in each group; the items are laid out."""
    found: dict[_Group, float] = {}
    for item in items:
        if item.on_baseline:
            assert item.fragment is not None
            group = group_of(item)
            baseline = baseline_of(item, item.fragment)
            found[group] = max(found.get(group, baseline), baseline)
    return found


def find_shims(ctx: LayoutContext, items: Sequence[GridItem]) -> None:
    """Section 12.5, step 1: what each item needs besides its size to lie on the baseline it shares."""
    aligned = [item for item in items if item.align in BASELINES]
    for item in aligned:
        item.fragment = lay_out_item(ctx, item, item.height)
    shared = shared_baselines(aligned)
    for item in aligned:
        assert item.fragment is not None
        item.shim = shared[group_of(item)] - baseline_of(item, item.fragment) if item.on_baseline else 0.0


def baselines_of(items: Sequence[GridItem]) -> tuple[float, float]:
    """The first and the last baseline of the grid (section 11.6): those of its first and its last row.

    The first item in the row that shares a baseline decides, else the first, or last, item of all.
    """
    ordered = sorted(items, key=lambda item: (item.cells.rows[0], item.cells.columns[0]))
    first_row, last_row = ordered[0].cells.rows[0], max(item.cells.rows[-1] for item in ordered)
    aligned = [item for item in ordered if item.on_baseline]
    first = next((item for item in aligned if group_of(item)[0] == first_row), None)
    last = next((item for item in aligned if group_of(item)[0] == last_row), None)
    by_end = max(ordered, key=lambda item: (item.cells.rows[-1], item.cells.columns[-1]))
    return (
        _baseline_at(ordered[0], last=False) if first is None else _shared_at(first),
        _baseline_at(by_end, last=True) if last is None else _shared_at(last),
    )


def _shared_at(item: GridItem) -> float:
    return _baseline_at(item, last=item.align == "last baseline")


def _baseline_at(item: GridItem, *, last: bool) -> float:
    """Where a baseline of an item lies in the grid; that of an item without lines is its bottom edge."""
    assert item.fragment is not None
    content = item.fragment.content
    baseline = content.last_baseline if last else content.baseline
    return item.top + (item.fragment.height if baseline is None else baseline)
