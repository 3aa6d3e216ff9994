"""Selectors of tags, ids and classes, which most are: matched without soupsieve.

The first selector that soupsieve compiles costs more than a whole card, and each match many times one here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bs4 import Tag

# What bs4 calls the parent of the root.
_DOCUMENT = "[document]"


class _Compound(NamedTuple):
    """What one element must have.

    Attributes:
        tag: Its tag, `""` for any.
        id: Its id, `""` for any.
        classes: Its classes.
    """

    tag: str
    id: str
    classes: frozenset[str]

    def fits(self, tag: Tag) -> bool:
        """Whether an element has it."""
        if self.tag and self.tag != tag.name:
            return False
        if self.id and self.id != tag.attrs.get("id"):
            return False
        return not self.classes or self.classes.issubset(tag.attrs.get("class", ()))


# Compounds of which each is for a child of what the one before is for.
_Chain = list[_Compound]


class SimpleSelector:
    """A selector of tags, ids and classes, with the combinators for descendants and children.

    Args:
        chains: Its compounds, in chains of children; each chain is for something in what the one before is for.
    """

    def __init__(self, chains: list[_Chain]) -> None:
        self._chains = chains

    def match(self, tag: Tag) -> bool:
        """Whether it selects an element."""
        top = _top(self._chains[-1], tag)
        for chain in reversed(self._chains[:-1]):
            above = None if top is None else _parent(top)
            # The nearest that fits will do: whatever is around another one is around it, too.
            while above is not None and (top := _top(chain, above)) is None:
                above = _parent(above)
            if above is None:
                return False
        return top is not None


def _top(chain: _Chain, tag: Tag) -> Tag | None:
    """The outermost element of a chain that ends at an element, None where the chain does not fit."""
    place: Tag | None = tag
    for index, compound in enumerate(reversed(chain)):
        place = _parent(place) if index and place is not None else place
        if place is None or not compound.fits(place):
            return None
    return place


def _parent(tag: Tag) -> Tag | None:
    above = tag.parent
    return None if above is None or above.name == _DOCUMENT else above


def simple_selector(tokens: list[Any]) -> SimpleSelector | None:
    """The selector that component values write, None where it is not one of these."""
    chains: list[_Chain] = []
    parts: list[Any] = []
    child = False
    for token in (*_trimmed(tokens), None):
        if token is not None and token.type != "whitespace" and token != ">":
            parts.append(token)
            continue
        if parts:
            compound = _compound(parts)
            if compound is None:
                return None
            if not child:
                chains.append([])
            chains[-1].append(compound)
            parts, child = [], False
        if token == ">":
            if child or not chains:
                return None
            child = True
    return None if child or not chains else SimpleSelector(chains)


def _trimmed(tokens: list[Any]) -> list[Any]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].type == "whitespace":
        start += 1
    while start < end and tokens[end - 1].type == "whitespace":
        end -= 1
    return tokens[start:end]


def _compound(tokens: list[Any]) -> _Compound | None:
    tag = identity = ""
    classes = set()
    before = ""
    for index, token in enumerate(tokens):
        if token.type == "ident" and (before == "." or not index):
            if before:
                classes.add(str(token.value))
            else:
                tag = str(token.lower_value)
        elif token.type == "hash" and token.is_identifier and not before and not identity:
            identity = str(token.value)
        elif not before and (token == "." or (token == "*" and not index)):
            before = "." if token.value == "." else ""
            continue
        else:
            return None
        before = ""
    return None if before else _Compound(tag, identity, frozenset(classes))
