"""Inline pictures: an `<svg>` among the elements as a picture of its own, in the colour of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .element import Element

_MEDIA: Final = "data:image/svg+xml,"
_SPACE: Final = "http://www.w3.org/2000/svg"
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
_OUTER: Final = frozenset(("class", "id", "style", "src", "dir", "lang", "hidden"))


def picture_of(element: Element, colors: Mapping[str, str]) -> str:
    """The address of an `<svg>` element's picture.

    Args:
        element: The element; what is in it is elements, or text as it was written.
        colors: The colours that it takes from around it, `color` and maybe `fill` and `stroke`.
    """
    attributes = {name: value for name, value in element.attributes.items() if name not in _OUTER}
    attributes.setdefault("xmlns", _SPACE)
    attributes |= colors
    inner = "".join(child if isinstance(child, str) else _written(child) for child in element.children)
    if "xlink:" in inner:
        attributes.setdefault("xmlns:xlink", "http://www.w3.org/1999/xlink")
    return _MEDIA + quote(f"{_start('svg', attributes)}>{inner}</svg>", safe=" =:/;,'()#")


def is_svg_name(name: str) -> bool:
    """Whether an attribute's name is one of SVG's with capitals inside."""
    return _CAMEL.get(name.lower()) == name


def _start(tag: str, attributes: Mapping[str, str]) -> str:
    written = "".join(f' {_CAMEL.get(name, name)}="{escape(value)}"' for name, value in attributes.items())
    return f"<{_CAMEL.get(tag, tag)}{written}"


def _written(element: Element) -> str:
    """An element made by `h`, as XML."""
    inner = "".join(
        str(escape(child)) if isinstance(child, str) else _written(child) for child in element.children
    )
    return f"{_start(element.tag, element.attributes)}>{inner}</{_CAMEL.get(element.tag, element.tag)}>"
