"""What a card is made of: a tree of elements, from HTML or from calls of `h`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag
from markupsafe import escape

from .notes import CardError
from .templating import html as html

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The tag of the element that holds all others.
ROOT: Final = "html"
#: How deep elements may be nested.
MOST_LEVELS: Final = 1000

# Halves of characters beyond the basic plane, which no text in an encoding can hold.
_SURROGATES = re.compile("[\ud800-\udfff]")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_RAW = frozenset(("style", "script"))
_ENDS_PARAGRAPH = frozenset((
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul",
))  # fmt: skip
# A start of one of the first ends an open one of the second, unless one of the third is between.
_IMPLIED_ENDS = (
    (frozenset(("li",)), frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    (frozenset(("dt", "dd")), frozenset(("dt", "dd")), frozenset(("dl",))),
    (_ENDS_PARAGRAPH | {"li", "dt", "dd"}, frozenset(("p",)), frozenset(("button", "td", "th", "object"))),
)
# A bare number of these is a number; of all others it is px, as in React.
_UNITLESS = frozenset((
    "animation-iteration-count", "aspect-ratio", "column-count", "columns", "fill-opacity", "flex",
    "flex-grow", "flex-shrink", "flex-negative", "flex-positive", "flex-order", "font-weight", "grid-area",
    "grid-column", "grid-column-end", "grid-column-start", "grid-row", "grid-row-end", "grid-row-start",
    "line-clamp", "-webkit-line-clamp", "line-height", "opacity", "order", "orphans", "scale",
    "stroke-opacity", "tab-size", "widows", "z-index", "zoom",
))  # fmt: skip


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
        pieces = []
        for step in _steps(self):
            if step is None:
                pieces.append(")")
            elif isinstance(step, str):
                pieces.append(f", {str(step)!r}")
            else:
                pieces.append(f", h({step[0]!r}, {dict(step[1])!r}")
        return "".join(pieces)[2:]

    def __html__(self) -> str:
        """The element as HTML."""
        pieces: list[str] = []
        open_tags: list[str] = []
        for step in _steps(self):
            if step is None:
                tag = open_tags.pop()
                pieces.append("" if tag in _VOID else f"</{tag}>")
            elif isinstance(step, str):
                pieces.append(step if open_tags and open_tags[-1] in _RAW else str(escape(step)))
            else:
                open_tags.append(step[0])
                attributes = "".join(f' {name}="{escape(value)}"' for name, value in step[1].items())
                pieces.append(f"<{step[0]}{attributes}>")
        return "".join(pieces)

    def __reduce__(self) -> tuple[Any, ...]:
        # Flat, because pickle and repr recurse, and a deep tree would be too much for them.
        steps = ((step[0], dict(step[1])) if isinstance(step, tuple) else step for step in _steps(self))
        return _from_steps, (tuple(steps),)


_Step = tuple[str, Mapping[str, str]] | str | None


def _steps(element: Element) -> Iterator[_Step]:
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


def _from_steps(steps: Iterable[_Step]) -> Element:
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


def parse(source: Any) -> Element:
    """The tree of a card, under one root element whose tag is `html`.

    Args:
        source: HTML text, an element, or an object with an `__html__` method.

    Returns:
        The root. A whole document keeps its `html` element; anything else gets one around it.

    Raises:
        CardError: The source is nothing of these, is empty, or is nested too deep.
    """
    if isinstance(source, Element):
        root = source if source.tag == ROOT else Element(ROOT, {}, (source,))
    elif hasattr(source, "__html__"):
        root = _parse_text(_SURROGATES.sub("\ufffd", str(source.__html__())))
    elif isinstance(source, str):
        root = _parse_text(_SURROGATES.sub("\ufffd", source))
    else:
        raise CardError(
            f"An ImageResponse cannot draw {_shown(source)}: give HTML text, what html() or h() returned, "
            "or an object with an __html__ method."
        )
    _check_depth(root)
    return root


def _shown(value: object) -> str:
    text = repr(value)
    return f"{type(value).__name__} {text}" if len(text) <= 60 else f"a value of type {type(value).__name__}"


def _check_depth(root: Element) -> None:
    depth = 0
    for step in _steps(root):
        if isinstance(step, tuple):
            depth += 1
            if depth > MOST_LEVELS:
                raise CardError(
                    f"The elements are nested more than {MOST_LEVELS} deep, the innermost a <{step[0]}>: "
                    "look for tags that are not closed."
                )
        elif step is None:
            depth -= 1


def _parse_text(text: str) -> Element:
    children = _parse_children(text)
    documents = [child for child in children if isinstance(child, Element) and child.tag == ROOT]
    if not documents:
        return Element(ROOT, {}, children)
    document = documents[0]
    # What stands before <html> or after it is drawn too, as browsers do, white space but for.
    first = children.index(document)
    before = tuple(child for child in children[:first] if not _blank(child))
    after = tuple(child for child in children[first + 1 :] if not _blank(child))
    return Element(ROOT, document.attributes, before + document.children + after)


def _blank(child: Element | str) -> bool:
    return isinstance(child, str) and not child.strip()


def _parse_children(text: str) -> tuple[Element | str, ...]:
    soup = BeautifulSoup(text, "html.parser", multi_valued_attributes=None)
    return _from_steps(_with_implied_ends(_soup_steps(soup))).children


def _soup_steps(soup: BeautifulSoup) -> Iterator[_Step]:
    yield ROOT, {}
    stack = [iter(soup.contents)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            yield None
        elif isinstance(node, Tag):
            yield node.name, {name: str(value) for name, value in node.attrs.items()}
            stack.append(iter(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield str(node)


def _with_implied_ends(steps: Iterable[_Step]) -> Iterator[_Step]:
    """End the elements whose end tags were left out, which html.parser nests: `<li>one<li>two`."""
    open_tags: list[str | None] = []  # as the parser nested them, None for what has ended already
    for step in steps:
        if step is None:
            if open_tags.pop() is not None:
                yield None
            continue
        if isinstance(step, tuple):
            ended = _implied_end(open_tags, step[0])
            for index in range(len(open_tags) - 1, ended - 1, -1):
                if open_tags[index] is not None:
                    open_tags[index] = None
                    yield None
            open_tags.append(step[0])
        yield step


def _implied_end(open_tags: list[str | None], tag: str) -> int:
    """The outermost of the open elements that end where this one starts (HTML, section 13.2.6.4.7)."""
    for tags, ends, within in _IMPLIED_ENDS:
        if tag in tags:
            for index in range(len(open_tags) - 1, -1, -1):
                if open_tags[index] in ends:
                    return index
                if open_tags[index] in within:
                    break
    return len(open_tags)


def h(tag: str, props: Mapping[str, Any] | None = None, *children: Any) -> Element:
    """An element: what JSX compiles to, `h("div", {"style": {"fontSize": 88}}, "Icon ", number)`.

    Args:
        tag: The element's name.
        props: Its attributes. `style` is text or a mapping, its keys in kebab, snake or camel case, its bare
            numbers px; `className` and `class_` are `class`. None and False leave an attribute out.
        *children: Texts, numbers, elements, objects with an `__html__` method, or lists of these. None and
            booleans are left out.

    Raises:
        CardError: A prop or a child is of none of these kinds.
    """
    if not isinstance(tag, str) or not re.fullmatch(r"[A-Za-z][\w.:-]*", tag):
        raise CardError(f"The first argument of h is an element's name, such as 'div': not {_shown(tag)}.")
    if props is not None and not isinstance(props, Mapping):
        raise CardError(
            f"The second argument of h({tag!r}, ...) is a mapping of attributes or None, the children come "
            f"after it: not {_shown(props)}."
        )
    attributes = {}
    for name, value in (props or {}).items():
        written = _attribute(tag, str(name), value)
        if written is not None:
            attributes[_attribute_name(str(name))] = written
    return Element(tag.lower(), attributes, tuple(_children(tag, children)))


def _attribute_name(name: str) -> str:
    if name == "className":
        return "class"
    return name.rstrip("_").replace("_", "-").lower()


def _attribute(tag: str, name: str, value: Any) -> str | None:
    """An attribute's value as text, None where it is left out."""
    if value is None or value is False:
        return None
    if value is True:
        return ""
    if name == "style" and isinstance(value, Mapping):
        return _style_text(value)
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part)
    if isinstance(value, Mapping):
        raise CardError(f"The prop {name!r} of h({tag!r}, ...) is a mapping; only `style` can be one.")
    return str(value)


def _style_text(style: Mapping[Any, Any]) -> str:
    declarations = []
    for key, value in style.items():
        if value is None or isinstance(value, bool):
            continue
        name = _property_name(str(key))
        if isinstance(value, int | float):
            bare = name.startswith("--") or name in _UNITLESS or not value
            value = f"{value}" if bare else f"{value}px"
        declarations.append(f"{name}: {value}")
    return "; ".join(declarations)


def _property_name(key: str) -> str:
    """`fontSize`, `font_size` and `font-size` are one; `WebkitLineClamp` is `-webkit-line-clamp`."""
    if key.startswith("--"):
        return key
    kebab = re.sub(r"[A-Z]", lambda match: "-" + match[0].lower(), key.replace("_", "-"))
    return "-" + kebab if kebab.startswith(("webkit-", "moz-", "ms-")) else kebab


def _children(tag: str, children: Iterable[Any]) -> Iterator[Element | str]:
    for child in children:
        if child is None or isinstance(child, bool):
            continue
        if isinstance(child, Element):
            yield child
        elif hasattr(child, "__html__"):
            yield from _parse_children(str(child.__html__()))
        elif isinstance(child, str | int | float):
            yield _SURROGATES.sub("\ufffd", str(child))
        elif isinstance(child, Iterable) and not isinstance(child, bytes | Mapping):
            yield from _children(tag, child)
        else:
            raise CardError(
                f"A child of h({tag!r}, ...) is {_shown(child)}: give text, numbers, elements or lists."
            )
