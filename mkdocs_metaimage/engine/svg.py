"""Inline pictures: an `<svg>` among the elements as a picture of its own, in the colour of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .element import Element

#: What the address of an inline picture begins with.
INLINE: Final = "data:image/svg+xml;inline,"
_SPACE: Final = "http://www.w3.org/2000/svg"
_LINKS: Final = "http://www.w3.org/1999/xlink"
# Names that are written with capitals inside, unlike all others.
_NAMES: Final = (
    "attributeName baseFrequency calcMode clipPathUnits diffuseConstant edgeMode filterUnits "
    "gradientTransform gradientUnits kernelMatrix keyPoints keySplines keyTimes lengthAdjust limitingConeAngle "
    "markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits "
    "patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio "
    "primitiveUnits refX refY repeatCount repeatDur specularConstant specularExponent spreadMethod startOffset "
    "stdDeviation surfaceScale tableValues targetX targetY textLength viewBox xChannelSelector yChannelSelector "
    "clipPath feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB "
    "feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset feTile feTurbulence "
    "foreignObject linearGradient radialGradient textPath"
)
_CAMEL: Final = {name.lower(): name for name in _NAMES.split()}
# What is of the element in the card, and not of the picture.
_OUTER: Final = frozenset(
    ("class", "id", "style", "src", "dir", "lang", "hidden", "width", "height", "xmlns")
)
# The names that XML and SVG have; editors write others, of their own name spaces.
_TAG: Final = re.compile(r"[a-z][\w.-]*\Z", re.IGNORECASE | re.ASCII)
_NAME: Final = re.compile(r"(?:xlink:|xml:)?(?!xmlns)[a-z_][\w.-]*\Z", re.IGNORECASE | re.ASCII)
# Characters that XML has not.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def picture_of(element: Element, declared: Mapping[str, str], styles: Mapping[int, str] | None = None) -> str:
    """The address of an `<svg>` element's picture.

    Args:
        element: The element.
        declared: What it takes from around it and from its style, by the name of the attribute.
        styles: What style sheets say of the elements in it, as `style` has it, by their `id()`.
    """
    attributes = {name: value for name, value in element.attributes.items() if name not in _OUTER}
    attributes |= declared
    attributes |= {"xmlns": _SPACE, "xmlns:xlink": _LINKS}
    written = "".join(
        f' {_cased(name)}="{_text(value)}"' for name, value in attributes.items() if _is_name(name)
    )
    inner = _written(element.children, styles or {})
    return INLINE + quote(f"<svg{written}>{inner}</svg>", safe=" =:/;,'()#")


def is_svg_name(name: str) -> bool:
    """Whether an attribute's name is one of SVG's with capitals inside."""
    return _CAMEL.get(name.lower()) == name


def _cased(name: str) -> str:
    return _CAMEL.get(name, name)


def _is_name(name: str) -> bool:
    return name.startswith("xmlns") or _NAME.match(name) is not None


def _text(text: str) -> str:
    return str(escape(_NO_XML.sub("", text)))


def _written(children: tuple[Element | str, ...], styles: Mapping[int, str]) -> str:
    """Elements and texts as XML, which is stricter than HTML in what it is read from."""
    pieces = []
    for child in children:
        if isinstance(child, str):
            pieces.append(_text(child))
        elif _TAG.match(child.tag):
            attributes = {name: value for name, value in child.attributes.items() if _NAME.match(name)}
            if id(child) in styles:
                # resvg reads no style that begins with a semicolon.
                both = (attributes.get("style", "").strip(" \n;"), styles[id(child)])
                attributes["style"] = ";".join(filter(None, both))
            written = "".join(f' {_cased(name)}="{_text(value)}"' for name, value in attributes.items())
            tag = _cased(child.tag)
            pieces.append(f"<{tag}{written}>{_written(child.children, styles)}</{tag}>")
    return "".join(pieces)
