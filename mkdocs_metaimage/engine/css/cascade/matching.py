"""Which rules of the sheets are for which element."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ..sheets.simple_selectors import Place, SimpleSelector
from .winning import UNLAYERED, Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...elements import Element
    from ..sheets import Layer, Rule, Sheet
    from ..sheets.selectors import Specificity
    from .mirror import Mirror

# The rank of the first layer; those of the browser and of attributes are below.
_FIRST_LAYER = 2


class _Entry(NamedTuple):
    """A rule with what its weight is compared by."""

    rank: int
    specificity: Specificity
    number: int
    rule: Rule


class Matcher:
    """The rules of some sheets, ready to be asked for each element of a tree."""

    def __init__(self, sheets: Sequence[Sheet], root: Element) -> None:
        ranks = _ranks(layer for sheet in sheets for layer in sheet.layers)
        self._by_key: dict[tuple[str, str], list[_Entry]] = {}
        for index, rule in enumerate(rule for sheet in sheets for rule in sheet.rules):
            selector = rule.selector
            entry = _Entry(ranks.get(rule.layer, UNLAYERED), selector.specificity, index, rule)
            self._by_key.setdefault((selector.pseudo, selector.key), []).append(entry)
        #: The pseudo-elements that rules are for.
        self.pseudos = frozenset(pseudo for pseudo, _ in self._by_key if pseudo)
        self._root = root
        self._places: dict[int, Place] = {}
        self._body = self._note_places(root)

    def blocks(self, element: Element, pseudo: str = "") -> list[Ranked]:
        """The blocks of the rules that match an element or its pseudo-element, the weakest first."""
        place = self._places[id(element)]
        keys = ["*", place.tag]
        if "id" in place.attributes:
            keys.append(f"#{place.attributes['id']}")
        keys += [f".{name}" for name in place.classes]
        return self._matching(element, place, keys, pseudo)

    def body_blocks(self) -> list[Ranked]:
        """The blocks that would be the body's of a card that has no `body` element: they are the root's."""
        return [] if self._body is None else self._matching(None, self._body, ["body", "*"], "")

    def _matching(self, element: Element | None, place: Place, keys: list[str], pseudo: str) -> list[Ranked]:
        """The blocks of the rules with these keys that match an element, or the body that is none."""
        found = [
            entry
            for key in keys
            for entry in self._by_key.get((pseudo, key), ())
            if self._matches(entry.rule.selector.match, element, place)
        ]
        found.sort(key=lambda entry: entry[:3])
        return [Ranked(entry.rank, entry.rule.block) for entry in found]

    def _matches(self, match: Any, element: Element | None, place: Place) -> bool:
        if isinstance(match, SimpleSelector):
            return match.match(place)
        return bool(match.match(self._mirror.body if element is None else self._mirror.tag(element)))

    @cached_property
    def _mirror(self) -> Mirror:
        from .mirror import Mirror  # slow to import, and few cards need it

        return Mirror(self._root)

    def _note_places(self, root: Element) -> Place | None:
        """Note where the elements are; the body that browsers make if they have none."""
        has_body = any(not isinstance(child, str) and child.tag == "body" for child in root.children)
        document = self._noted(root, None)
        body = None if has_body else Place("body", {}, frozenset(), document)
        pending = [(child, body or document) for child in root.children]
        while pending:
            child, parent = pending.pop()
            if not isinstance(child, str):
                place = self._noted(child, parent)
                pending += [(inner, place) for inner in child.children]
        return body

    def _noted(self, element: Element, parent: Place | None) -> Place:
        classes = frozenset(element.attributes.get("class", "").split())
        place = self._places[id(element)] = Place(element.tag, element.attributes, classes, parent)
        return place


def _ranks(layers: Iterable[Layer]) -> dict[Layer, int]:
    """The ranks of layers: what is in a layer itself is above the layers in it."""
    tree: dict[str, Any] = {}
    for layer in layers:
        level = tree
        for name in layer:
            level = level.setdefault(name, {})
    ranked: list[Layer] = []

    def walk(level: dict[str, Any], path: Layer) -> None:
        for name, inner in level.items():
            walk(inner, (*path, name))
            ranked.append((*path, name))

    walk(tree, ())
    return {layer: _FIRST_LAYER + index for index, layer in enumerate(ranked)}
