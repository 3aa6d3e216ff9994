"""The shorthands `background` and `background-position` (CSS Backgrounds 3, section 2.10)."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from ...values import Length, Wide, split_commas
from ...values.grammar import ident
from ...values.images import undrawn_image
from ...values.layers import positions
from .. import parse_value
from ..longhands.painting import ATTACHMENTS, BACKGROUND_BOXES
from .layers import parts, take

#: The longhands that `background-position` sets.
POSITION: Final = ("background-position-x", "background-position-y")
_LAYERED: Final = (
    "background-image", *POSITION, "background-size", "background-repeat", "background-attachment",
    "background-origin", "background-clip",
)  # fmt: skip
#: The longhands that `background` sets.
BACKGROUND: Final = ("background-color", *_LAYERED)

# What a layer has of which it says nothing, as written.
_START: Final = ("", Length())
_DEFAULTS: Final[dict[str, Any]] = {
    "background-image": None,
    "background-size": ("auto", "auto"),
    "background-repeat": ("repeat", "repeat"),
    "background-attachment": "scroll",
    "background-origin": "padding-box",
    "background-clip": "border-box",
}


def background(tokens: list[Any]) -> dict[str, Any] | None:
    """The layers, topmost first; only the last may have a colour."""
    layers: list[dict[str, Any]] = []
    parts = split_commas(tokens)
    for index, part in enumerate(parts):
        layer = _layer(part, last=index == len(parts) - 1)
        if layer is None:
            return None
        layers.append(layer)
    color = layers[-1].pop("background-color", Wide.INITIAL)
    lists = {name: tuple(layer[name] for layer in layers) for name in _LAYERED}
    if not any(lists["background-image"]) and len(layers) == 1:
        lists["background-image"] = ()
    return {"background-color": color, **lists}


def background_positions(tokens: list[Any]) -> dict[str, Any] | None:
    """Both parts of the positions."""
    found = positions(tokens)
    return None if found is None else dict(zip(POSITION, found, strict=True))


def _layer(tokens: list[Any], last: bool) -> dict[str, Any] | None:
    boxes: list[str] = []
    found = parts(tokens, "background-", partial(_single, boxes, last))
    if found is None or len(boxes) > 2:
        return None
    found |= zip(POSITION, found.pop("background-position", (_START, _START)), strict=True)
    if boxes:
        # One box is for both (section 2.10).
        found["background-clip"] = boxes[-1]
        if boxes[0] != "text":
            found["background-origin"] = boxes[0]
    return {**_DEFAULTS, **found}


def _single(boxes: list[str], last: bool, token: Any, found: dict[str, Any]) -> bool:
    """Take an attachment, a box or, in the last layer, a colour; whether it is one."""
    word = ident([token])
    if word in (*BACKGROUND_BOXES, "text"):
        boxes.append(word)
        return True
    if word in ATTACHMENTS:
        return take(found, "background-attachment", word)
    color = parse_value("background-color", [token])
    return color is not None and last and take(found, "background-color", color)


def undrawn_parts(tokens: list[Any]) -> list[str]:
    """The images in a value that can be read and are not drawn."""
    found = [image for token in tokens if (image := undrawn_image(token)) is not None]
    return list(dict.fromkeys(found))
