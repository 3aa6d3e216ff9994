"""The shorthand `border-image` (CSS Backgrounds 3, section 5.7)."""

from __future__ import annotations

from typing import Any, Final

from ...values import Wide, split_at
from .. import parse_value

_NAME: Final = "border-image-"
#: The longhands that it sets.
BORDER_IMAGE: Final = tuple(_NAME + part for part in ("source", "slice", "width", "outset", "repeat"))


def border_image(tokens: list[Any]) -> dict[str, Any] | None:
    """A source, slices with widths and outsets behind slashes, and how to repeat, in any order."""
    found: dict[str, Any] = dict.fromkeys(BORDER_IMAGE, Wide.INITIAL)
    repeats: list[Any] = []
    cut: list[Any] = []
    last = -1
    for index, token in enumerate(tokens):
        source = parse_value(_NAME + "source", [token])
        if source is not None and found[_NAME + "source"] is Wide.INITIAL:
            found[_NAME + "source"] = source
        elif parse_value(_NAME + "repeat", [token]) is not None:
            repeats.append(token)
        elif cut and last != index - 1:
            return None
        else:
            cut.append(token)
            last = index
    if repeats:
        found[_NAME + "repeat"] = parse_value(_NAME + "repeat", repeats)
    parts = split_at("/", cut) if cut else []
    if len(parts) > 3:
        return None
    for name, part in zip(("slice", "width", "outset"), parts, strict=False):
        # Between two slashes there need be no width.
        if part or name != "width" or len(parts) < 3:
            found[_NAME + name] = parse_value(_NAME + name, part) if part else None
    return None if not tokens or None in found.values() else found
