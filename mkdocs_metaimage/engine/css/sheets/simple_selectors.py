"""Selectors of tags, ids, classes and languages, which most are: matched without soupsieve.

Soupsieve takes longer to import, and to compile a first selector, than a dozen cards to draw, and each match
many times one here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..values import split_commas

if TYPE_CHECKING:
    from collections.abc import Mapping


class Place(NamedTuple):
    """An element as selectors see it.

    Attributes:
        tag: Its tag.
        attributes: Its attributes.
        classes: Its classes.
        parent: The element that it is in, None for the root.
    """

    tag: str
    attributes: Mapping[str, str]
    classes: frozenset[str]
    parent: Place | None

    @property
    def language(self) -> str:
        """The main language that it, or else what it is in, says that it is in; `""` where nothing does."""
        place: Place | None = self
        while place is not None:
            if "lang" in place.attributes:
                return place.attributes["lang"].lower().partition("-")[0]
            place = place.parent
        return ""


class _Compound(NamedTuple):
    """What one element must have.

    Attributes:
        tag: Its tag, `""` for any.
        id: Its id, `""` for any.
        classes: Its classes.
        languages: Each `:lang()`: the main languages of which it has one.
        choices: Each `:is()`: the compounds of which one must fit, too.
    """

    tag: str
    id: str
    classes: frozenset[str]
    languages: tuple[frozenset[str], ...] = ()
    choices: tuple[tuple[_Compound, ...], ...] = ()

    def fits(self, place: Place) -> bool:
        """Whether an element has it."""
        if self.tag and self.tag != place.tag:
            return False
        if self.id and self.id != place.attributes.get("id"):
            return False
        if not self.classes <= place.classes:
            return False
        if self.languages and not all(place.language in languages for languages in self.languages):
            return False
        return all(any(each.fits(place) for each in choice) for choice in self.choices)


# Compounds of which each is for a child of what the one before is for.
_Chain = list[_Compound]


class SimpleSelector:
    """A selector of compounds, with the combinators for descendants and children.

    Args:
        chains: Its compounds, in chains of children; each chain is for something in what the one before is for.
    """

    def __init__(self, chains: list[_Chain]) -> None:
        self._chains = chains

    def match(self, place: Place) -> bool:
        """Whether it selects an element."""
        top = _top(self._chains[-1], place)
        for chain in reversed(self._chains[:-1]):
            above = None if top is None else top.parent
            # The nearest that fits will do: whatever is around another one is around it, too.
            while above is not None and (top := _top(chain, above)) is None:
                above = above.parent
            if above is None:
                return False
        return top is not None


def _top(chain: _Chain, last: Place) -> Place | None:
    """The outermost element of a chain that ends at an element, None where the chain does not fit."""
    place: Place | None = last
    for index, compound in enumerate(reversed(chain)):
        place = place.parent if index and place is not None else place
        if place is None or not compound.fits(place):
            return None
    return place


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
    languages: list[frozenset[str]] = []
    choices: list[tuple[_Compound, ...]] = []
    before = ""
    for index, token in enumerate(tokens):
        if token.type == "ident" and (before == "." or not index):
            if before:
                classes.add(str(token.value))
            else:
                tag = str(token.lower_value)
        elif token.type == "hash" and token.is_identifier and not before and not identity:
            identity = str(token.value)
        elif token.type == "function" and before == ":" and token.lower_name == "lang":
            languages.append(_languages(token.arguments))
        elif token.type == "function" and before == ":" and token.lower_name in ("is", "where"):
            choices.append(_choices(token.arguments))
        elif not before and (token in (".", ":") or (token == "*" and not index)):
            before = token.value.strip("*")
            continue
        else:
            return None
        before = ""
    if before or not all(languages) or not all(choices):
        return None
    return _Compound(tag, identity, frozenset(classes), tuple(languages), tuple(choices))


def _languages(tokens: list[Any]) -> frozenset[str]:
    """The main languages between commas, none where a region or anything else is asked for."""
    parts = [_trimmed(part) for part in split_commas(tokens)]
    known = all(len(part) == 1 and part[0].type == "ident" and part[0].value.isalpha() for part in parts)
    return frozenset(part[0].lower_value for part in parts) if known else frozenset()


def _choices(tokens: list[Any]) -> tuple[_Compound, ...]:
    """The compounds between commas, none where one of them is something else."""
    parts = [_trimmed(part) for part in split_commas(tokens)]
    compounds = [_compound(part) if part else None for part in parts]
    found = tuple(compound for compound in compounds if compound is not None)
    return found if len(found) == len(parts) else ()
