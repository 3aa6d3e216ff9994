"""What is done to the content of a box when it is known how high the box is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .fragments import Content

# How much of the free height is above what is in a block container, by its `align-content`.
_PARTS = {
    "center": 0.5, "space-around": 0.5, "space-evenly": 0.5, "safe center": 0.5, "end": 1.0, "flex-end": 1.0,
    "safe end": 1.0, "safe flex-end": 1.0,
}  # fmt: skip


def align_blocks(content: Content, align: str, free: float) -> None:
    """Move what is in a block container by its `align-content` (CSS Box Alignment 3, section 5.1.1)."""
    by = free * _PARTS.get(align, 0.0)
    content.children = [child._replace(y=child.y + by) for child in content.children]
    content.waiting = [each._replace(y=each.y + by) for each in content.waiting]
    content.inlines = [(box, rect._replace(y=rect.y + by)) for box, rect in content.inlines]
    content.lines = [
        line._replace(
            rect=line.rect._replace(y=line.rect.y + by),
            baseline=line.baseline + by,
            runs=[run._replace(baseline=run.baseline + by) for run in line.runs],
        )
        for line in content.lines
    ]
    content.baseline = None if content.baseline is None else content.baseline + by
    content.last_baseline = None if content.last_baseline is None else content.last_baseline + by


def keep_baselines(content: Content, height: float) -> None:
    """Keep the baselines of a scroll container within its box (CSS Box Alignment 3, section 9.1)."""
    if content.baseline is not None:
        content.baseline = max(min(content.baseline, height), 0.0)
    if content.last_baseline is not None:
        content.last_baseline = max(min(content.last_baseline, height), 0.0)
