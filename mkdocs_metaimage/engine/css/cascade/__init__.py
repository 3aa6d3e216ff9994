"""The cascade: from elements and what their styles declare to a computed style for each."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, Final

from ...cache import BoundedCache
from ..nodes import StyledNode as StyledNode
from .plan import Part as Part
from .plan import Plan, plan_of
from .structure import structure
from .styling import Fonts, Medium

if TYPE_CHECKING:
    from ...elements import Element
    from ...notes import Note

# Cards that differ in their texts alone have one plan. Pictures as `data:` URLs count by their length.
_plans: Final[BoundedCache[Any, Plan]] = BoundedCache(8_000_000, lambda plan: 60_000 + plan.length)


def cascade(
    root: Element, width: int, height: int, fonts: Fonts | None = None
) -> tuple[StyledNode, tuple[Note, ...]]:
    """The computed styles of a tree; this and what follows it recurse, for which there is `room_for`.

    Args:
        root: What `parse` gave.
        width: The picture's width in px, for `vw` and the like.
        height: The picture's height in px.
        fonts: The card's fonts, for `ch` and the like.

    Returns:
        The tree with its styles, and a note for each property and each value that is not known.
    """
    plan = planned(root, width, height, fonts)
    return _filled(plan, plan.root, root), plan.notes


def planned(root: Element, width: int, height: int, fonts: Fonts | None = None) -> Plan:
    """The styles of a tree, as all trees have them that differ from it in their texts alone.

    Args:
        root: What `parse` gave.
        width: The picture's width in px, for `vw` and the like.
        height: The picture's height in px.
        fonts: The card's fonts, for `ch` and the like.
    """
    medium = Medium(width, height, None if fonts is None else weakref.ref(fonts))
    return _plans.get((structure(root), medium), lambda: plan_of(root, medium))


def _filled(plan: Plan, part: Part, element: Element) -> StyledNode:
    """An element with its style and its own texts."""
    children: list[StyledNode | str] = [] if part.before is None else [part.before]
    for inner, child in zip(part.children, element.children, strict=False):
        if isinstance(child, str):
            if inner is True:
                children.append(child)
        elif isinstance(inner, Part):
            children.append(_filled(plan, inner, child))
    if part.after is not None:
        children.append(part.after)
    inside = tuple(children)
    if not part.plain:
        return StyledNode(part.tag, part.attributes, part.style, inside)
    # Equal nodes in it are one already, so that it is told by them.
    return plan.nodes.get(
        (id(part), inside), lambda: StyledNode(part.tag, part.attributes, part.style, inside, shared=True)
    )
