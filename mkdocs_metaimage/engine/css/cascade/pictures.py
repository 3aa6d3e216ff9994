"""What the style of an inline picture, or of an element in one, says to the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..color import css_color
from ..properties.declarations import PICTURE_PREFIX
from ..values import Length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..style import Style

_PAINTS: Final = ("color", "fill", "stroke")
_OTHERS: Final = ("display", "opacity", "visibility")


def picture_style(style: Style, names: Iterable[str]) -> dict[str, str]:
    """The values of some properties as SVG writes them; of those that pictures do not have, none.

    Args:
        style: The style.
        names: The names of properties, those of pictures with `PICTURE_PREFIX`.
    """
    found = {}
    for name in names:
        if name in _PAINTS:
            paint = getattr(style, name)
            if paint is not None:
                found[name] = paint if isinstance(paint, str) else css_color(paint)
        elif name in _OTHERS:
            found[name] = str(getattr(style, name))
        elif name.startswith(PICTURE_PREFIX) and name in style.custom_properties:
            found[name.removeprefix(PICTURE_PREFIX)] = style.custom_properties[name].replace("/**/", "")
    return found


def picture_size(style: Style) -> dict[str, str]:
    """The width and the height that the style gives an inline picture, for its own coordinates."""
    sizes = {"width": style.width, "height": style.height}
    return {
        name: str(round(size.px, 4))
        for name, size in sizes.items()
        if isinstance(size, Length) and not size.percent and size.px > 0
    }
