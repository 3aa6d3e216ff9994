"""Which declaration of a property wins (CSS Cascade 5, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..values import Wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..properties.declarations import Block

#: The ranks of what declares: the browser, attributes that stand for styles, then the layers of sheets in
#: their order, what is in no layer, and last the element's own `style`.
BROWSER: Final = 0
HINTS: Final = 1
UNLAYERED: Final = 1_000_000
OWN: Final = 1_000_001


class Ranked(NamedTuple):
    """A block of declarations and the rank of what declares it."""

    rank: int
    block: Block


def winners(blocks: Iterable[Ranked]) -> dict[str, Any]:
    """The winning declarations, the last ones last: with logical properties the order matters.

    Args:
        blocks: The weakest first.
    """
    blocks = tuple(blocks)
    declared: dict[str, Any] = {}
    rolled_back = False
    for _, entries in _in_order(blocks):
        for name, value in entries:
            declared.pop(name, None)
            declared[name] = value
            rolled_back = rolled_back or value is Wide.REVERT or value is Wide.REVERT_LAYER
    return _rolled_back(blocks, declared) if rolled_back else declared


def _in_order(blocks: tuple[Ranked, ...]) -> Iterator[tuple[int, tuple[tuple[str, Any], ...]]]:
    for rank, block in blocks:
        yield rank, block.normal
    important = [ranked for ranked in blocks if ranked.block.important]
    # What is important wins in the first layer, and in a layer over what is in none.
    for rank, block in sorted(important, key=lambda ranked: _importance(ranked.rank)):
        yield rank, block.important


def _importance(rank: int) -> int:
    return rank if rank == OWN else -rank


def _rolled_back(blocks: tuple[Ranked, ...], declared: dict[str, Any]) -> dict[str, Any]:
    """With `revert` and `revert-layer` replaced by what is declared below (section 7.3)."""
    candidates: dict[str, list[tuple[int, Any]]] = {name: [] for name in declared}
    for rank, entries in _in_order(blocks):
        for name, value in entries:
            candidates[name].append((rank, value))
    return {name: _settled(candidates[name]) for name in declared}


def _settled(stack: list[tuple[int, Any]]) -> Any:
    while stack:
        rank, value = stack[-1]
        if value is Wide.REVERT:
            stack = [entry for entry in stack if entry[0] == BROWSER and rank != BROWSER]
        elif value is Wide.REVERT_LAYER:
            stack = [entry for entry in stack[:-1] if entry[0] != rank]
        else:
            return value
    return Wide.UNSET
