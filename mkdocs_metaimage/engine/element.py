"""What a card is made of: a tree of elements and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from markupsafe import escape

from .notes import CardError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Elements that have no end tag.
VOID: Final = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
))  # fmt: skip
#: A line break after the start tag of these counts for nothing.
FIRST_BREAK_LOST: Final = frozenset(("pre", "listing", "textarea"))
# Whose texts are written as they are.
_RAW: Final = frozenset(("style", "script"))
# What is quoted once for many cards: neither words nor files.
_SHORT, _LONG = 500, 20_000


#: Elements that need a script, a plugin or somebody to fill them in: the engine does not draw them.
UNDRAWN: Final = frozenset(
    ("canvas", "embed", "iframe", "input", "meter", "object", "progress", "select", "textarea", "video")
)
#: How deep elements may be nested.
MOST_LEVELS: Final = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Element:
    """An element: a value that compares and pickles.

    Attributes:
        tag: Its name, in lower case.
        attributes: Its attributes, names in lower case.
        children: Elements and texts, in the order of the document.
    """

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...] = ()

    def __repr__(self) -> str:
        # What `steps` gives, without it: each drawing is told by this.
        pieces = [f"h({self.tag!r}, {dict(self.attributes)!r}"]
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, str):
                    pieces.append(
                        f", {_quoted(str(child)) if _SHORT < len(child) < _LONG else repr(str(child))}"
                    )
                else:
                    pieces.append(f", h({child.tag!r}, {dict(child.attributes)!r}")
                    stack.append(iter(child.children))
                    break
            else:
                pieces.append(")")
                stack.pop()
        return "".join(pieces)

    def __html__(self) -> str:
        """The element as HTML."""
        pieces: list[str] = []
        open_tags: list[str] = []
        broken = False  # whether a line break that comes next would be lost
        for step in steps(self):
            if step is None:
                tag = open_tags.pop()
                pieces.append("" if tag in VOID else f"</{tag}>")
            elif isinstance(step, str):
                if broken and step.startswith("\n"):
                    pieces.append("\n")
                pieces.append(step if open_tags and open_tags[-1] in _RAW else str(escape(step)))
                broken = False
            else:
                open_tags.append(step[0])
                attributes = "".join(f' {name}="{escape(value)}"' for name, value in step[1].items())
                pieces.append(f"<{step[0]}{attributes}>")
                broken = step[0] in FIRST_BREAK_LOST
        return "".join(pieces)

    def __reduce__(self) -> tuple[Any, ...]:
        # Flat, because pickle and repr recurse, and a deep tree would be too much for them.
        flat = ((step[0], dict(step[1])) if isinstance(step, tuple) else step for step in steps(self))
        return _from_steps, (tuple(flat),)


# Of a site's cards many have the same sheet.
_quoted: Final = lru_cache(maxsize=64)(repr)


def elements_of(root: Element) -> Iterator[Element]:
    """An element and all in it, in the order of the document."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack += [child for child in reversed(element.children) if not isinstance(child, str)]


def too_deep(tag: str) -> CardError:
    """The error of an element of this tag that is nested too deep."""
    return CardError(
        f"The elements are nested more than {MOST_LEVELS} deep, the innermost a <{tag}>: look for tags that "
        "are not closed."
    )


Step = tuple[str, Mapping[str, str]] | str | None


def steps(element: Element) -> Iterator[Step]:
    """The tree as a row: a pair where an element starts, a text, None where an element ends."""
    yield element.tag, element.attributes
    stack = [iter(element.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            yield None
        elif isinstance(child, str):
            yield child
        else:
            yield child.tag, child.attributes
            stack.append(iter(child.children))


def _from_steps(steps: Iterable[Step]) -> Element:
    open_elements: list[tuple[str, Mapping[str, str], list[Element | str]]] = []
    done: list[Element | str] = []
    for step in steps:
        if isinstance(step, tuple):
            open_elements.append((*step, done))
            done = []
        elif step is None:
            tag, attributes, before = open_elements.pop()
            before.append(Element(tag, attributes, tuple(done)))
            done = before
        else:
            done.append(step)
    root = done[0]
    assert isinstance(root, Element)
    return root
