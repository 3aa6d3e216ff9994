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
        child: Whether it must be a child of what the compound before is for, and not just somewhere in it.
    """

    tag: str
    id: str
    classes: frozenset[str]
    child: bool


class SimpleSelector:
    """A selector of tags, ids and classes, with the combinators for descendants and children.

    Args:
        compounds: Its compounds, the last one for the element itself.
    """

    def __init__(self, compounds: tuple[_Compound, ...]) -> None:
        self._compounds = compounds

    def match(self, tag: Tag) -> bool:
        """Whether it selects an element."""
        return self._fits(tag, len(self._compounds) - 1)

    def _fits(self, tag: Tag, index: int) -> bool:
        wanted = self._compounds[index]
        if wanted.tag and wanted.tag != tag.name:
            return False
        if wanted.id and wanted.id != tag.attrs.get("id"):
            return False
        if wanted.classes and not wanted.classes.issubset(tag.attrs.get("class", ())):
            return False
        if not index:
            return True
        above = tag.parent
        while above is not None and above.name != _DOCUMENT:
            if self._fits(above, index - 1):
                return True
            if wanted.child:
                return False
            above = above.parent
        return False


def simple_selector(tokens: list[Any]) -> SimpleSelector | None:
    """The selector that component values write, None where it is not one of these."""
    compounds: list[_Compound] = []
    parts: list[Any] = []
    child = False
    for token in (*_trimmed(tokens), None):
        if token is not None and token.type != "whitespace" and not _is(token, ">"):
            parts.append(token)
            continue
        if parts:
            compound = _compound(parts, child)
            if compound is None:
                return None
            compounds.append(compound)
            parts, child = [], False
        if token is not None and _is(token, ">"):
            if child or not compounds:
                return None
            child = True
    return None if child or not compounds else SimpleSelector(tuple(compounds))


def _trimmed(tokens: list[Any]) -> list[Any]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].type == "whitespace":
        start += 1
    while start < end and tokens[end - 1].type == "whitespace":
        end -= 1
    return tokens[start:end]


def _compound(tokens: list[Any], child: bool) -> _Compound | None:
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
        elif not before and (_is(token, ".") or (_is(token, "*") and not index)):
            before = "." if token.value == "." else ""
            continue
        else:
            return None
        before = ""
    return None if before else _Compound(tag, identity, frozenset(classes), child)


def _is(token: Any, sign: str) -> bool:
    return bool(token.type == "literal" and token.value == sign)
