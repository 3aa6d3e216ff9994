"""Which rules of the sheets are for which element (by soupsieve)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bs4 import BeautifulSoup, Tag

from .winning import UNLAYERED, Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...elements import Element
    from ..sheets import Layer, Rule, Sheet
    from ..sheets.selectors import Specificity

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
        self._tags: dict[int, Tag] = {}
        self._body = self._mirror(root)

    def blocks(self, element: Element, pseudo: str = "") -> list[Ranked]:
        """The blocks of the rules that match an element or its pseudo-element, the weakest first."""
        tag = self._tags[id(element)]
        return self._matching(tag, [*_keys(element)], pseudo)

    def body_blocks(self) -> list[Ranked]:
        """The blocks that would be the body's of a card that has no `body` element: they are the root's."""
        return [] if self._body is None else self._matching(self._body, ["body", "*"], "")

    def _matching(self, tag: Tag, keys: list[str], pseudo: str) -> list[Ranked]:
        found = [
            entry
            for key in keys
            for entry in self._by_key.get((pseudo, key), ())
            if entry.rule.selector.match.match(tag)
        ]
        found.sort(key=lambda entry: entry[:3])
        return [Ranked(entry.rank, entry.rule.block) for entry in found]

    def _mirror(self, root: Element) -> Tag | None:
        """Make bs4's tree of the elements, which soupsieve reads; give the body if the elements have none."""
        soup = BeautifulSoup("", "html.parser")
        has_body = any(not isinstance(child, str) and child.tag == "body" for child in root.children)
        document = _tag(soup, root)
        soup.append(document)
        self._tags[id(root)] = document
        parent = document
        if not has_body:
            parent = soup.new_tag("body")
            document.append(parent)
        stack = [(parent, iter(root.children))]
        while stack:
            above, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
            elif isinstance(child, str):
                # White space would be nothing to soupsieve; to browsers no element with it is `:empty`.
                above.append(soup.new_string(child if child.strip() else "\u200b"))
            else:
                tag = _tag(soup, child)
                above.append(tag)
                self._tags[id(child)] = tag
                stack.append((tag, iter(child.children)))
        return None if has_body else parent


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


def _tag(soup: BeautifulSoup, element: Element) -> Tag:
    attributes: dict[str, Any] = dict(element.attributes)
    if "class" in attributes:
        attributes["class"] = attributes["class"].split()
    return soup.new_tag(element.tag, attrs=attributes)


def _keys(element: Element) -> Iterator[str]:
    yield "*"
    yield element.tag
    if "id" in element.attributes:
        yield f"#{element.attributes['id']}"
    for name in dict.fromkeys(element.attributes.get("class", "").split()):
        yield f".{name}"
