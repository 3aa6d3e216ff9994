"""The elements of a card: from HTML, or from calls of `h`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from .element import MOST_LEVELS, too_deep
from .element import Element as Element
from .markup import read_markup
from .notes import CardError
from .svg import is_svg_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

#: The tag of the element that holds all others.
ROOT: Final = "html"

# Halves of characters beyond the basic plane, which no text in an encoding can hold.
_SURROGATES = re.compile("[\ud800-\udfff]")
# A bare number of these is a number; of all others it is px, as in React.
_UNITLESS = frozenset((
    "animation-iteration-count", "aspect-ratio", "column-count", "columns", "fill-opacity", "flex",
    "flex-grow", "flex-shrink", "flex-negative", "flex-positive", "flex-order", "font-weight", "grid-area",
    "grid-column", "grid-column-end", "grid-column-start", "grid-row", "grid-row-end", "grid-row-start",
    "line-clamp", "-webkit-line-clamp", "line-height", "opacity", "order", "orphans", "scale",
    "stroke-opacity", "tab-size", "widows", "z-index", "zoom",
))  # fmt: skip


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
        root = _parse_text(_whole(str(source.__html__())))
    elif isinstance(source, str):
        root = _parse_text(_whole(source))
    else:
        raise CardError(
            f"An ImageResponse cannot draw {_shown(source)}: give HTML text, what html() or h() returned, "
            "or an object with an __html__ method."
        )
    _check_depth(root)
    return root


def _whole(text: str) -> str:
    """A text without halves of characters."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _shown(value: object) -> str:
    text = repr(value)
    return f"{type(value).__name__} {text}" if len(text) <= 60 else f"a value of type {type(value).__name__}"


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(MOST_LEVELS):
        level = [child for element in level for child in element.children if not isinstance(child, str)]
        if not level:
            return
    raise too_deep(level[0].tag)


def _parse_text(text: str) -> Element:
    children = read_markup(text)
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


def html(source: str, /, **context: Any) -> Markup:
    """Fill a Jinja template: `html("<h1>{{ title }}</h1>", title=page.title)`.

    What is filled in is escaped, unless it is markup itself. A name that is not defined is false in a test
    and may be replaced by `or` or `default`; where it is printed it is an error. The filters `truncate`, `date` and
    `contrast` are there; the language of dates is that of `page` or `site` among the variables.

    Args:
        source: The template.
        **context: Its variables.

    Returns:
        The HTML.

    Raises:
        CardError: The template is wrong, or something that it prints is not defined; it names the line.
    """
    from .templating import filled  # Jinja is slow to import, and who only draws needs it not

    if not isinstance(source, str):
        raise CardError(
            f"The first argument of html() is a template, that is text: not {type(source).__name__}."
        )
    return filled(source, context)


def h(tag: str, props: Mapping[str, Any] | None = None, *children: Any) -> Element:
    """An element: what JSX compiles to, `h("div", {"style": {"fontSize": 88}}, "Icon ", number)`.

    Args:
        tag: The element's name.
        props: Its attributes. `style` is text or a mapping, its keys in kebab, snake or camel case, its bare
            numbers px; `className` and `class_` are `class`. `children` stands for the children where there are
            no others. None and False leave an attribute out.
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
    if props is not None and "children" in props:
        # As in React, those that come after the props go before.
        children = children or (props["children"],)
        props = {name: value for name, value in props.items() if name != "children"}
    for name, value in (props or {}).items():
        written = _attribute(tag, str(name), value)
        if written is not None:
            attributes[_attribute_name(str(name))] = written
    return Element(tag.lower(), attributes, tuple(_children(tag, children)))


def _attribute_name(name: str) -> str:
    if name == "className":
        return "class"
    if is_svg_name(name):
        return name
    return name.rstrip("_").replace("_", "-").lower()


def _attribute(tag: str, name: str, value: Any) -> str | None:
    """An attribute's value as text, None where it is left out."""
    if value is None or value is False:
        return None
    if value is True:
        return ""
    if name == "style" and isinstance(value, Mapping):
        return _style_text(tag, value)
    if name == "style" and not isinstance(value, str):
        raise CardError(f"The style of h({tag!r}, ...) is text or a mapping: not {_shown(value)}.")
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part)
    if isinstance(value, Mapping):
        raise CardError(f"The prop {name!r} of h({tag!r}, ...) is a mapping; only `style` can be one.")
    return str(value)


def _style_text(tag: str, style: Mapping[Any, Any]) -> str:
    declarations = []
    for key, value in style.items():
        if value is None or isinstance(value, bool):
            continue
        name = _property_name(str(key))
        if isinstance(value, int | float):
            if not isfinite(value):
                raise CardError(
                    f"The style of h({tag!r}, ...) has {value} for {key!r}: give a finite number."
                )
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
            yield from read_markup(str(child.__html__()))
        elif isinstance(child, str | int | float):
            yield _whole(str(child))
        elif isinstance(child, Iterable) and not isinstance(child, bytes | Mapping):
            yield from _children(tag, child)
        else:
            raise CardError(
                f"A child of h({tag!r}, ...) is {_shown(child)}: give text, numbers, elements or lists."
            )
