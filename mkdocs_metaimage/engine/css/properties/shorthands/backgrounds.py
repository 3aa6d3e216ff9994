"""The shorthands `background` and `background-position` (CSS Backgrounds 3, section 2.10)."""

from __future__ import annotations

from typing import Any, Final

from ...values import Length, Wide, split_commas
from ...values.grammar import ident
from ...values.images import parse_image, undrawn_image
from ...values.layers import REPEATS, SIZE_WORDS, layer_repeat, layer_size, positions
from ...values.numeric import parse_length
from ...values.positions import background_position
from .. import parse_value

#: The longhands that `background-position` sets.
POSITION: Final = ("background-position-x", "background-position-y")
_LAYERED: Final = (
    "background-image", *POSITION, "background-size", "background-repeat", "background-attachment",
    "background-origin", "background-clip",
)  # fmt: skip
#: The longhands that `background` sets.
BACKGROUND: Final = ("background-color", *_LAYERED)

_BOXES: Final = ("border-box", "padding-box", "content-box")
_ATTACHMENTS: Final = ("scroll", "fixed", "local")
_PLACES: Final = ("left", "right", "top", "bottom", "center")
# What a layer has of which it says nothing, as written.
_START: Final = ("", Length())
_DEFAULTS: Final[dict[str, Any]] = {
    "background-image": None,
    "background-position-x": _START,
    "background-position-y": _START,
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
    """One layer: its parts in any order, but the size right behind the position."""
    found: dict[str, Any] = {}
    boxes: list[str] = []
    at = 0
    while at < len(tokens):
        count = _repeat(tokens[at:], found) or _position(tokens[at:], found)
        if not count and _single(tokens[at], found, boxes, last):
            count = 1
        if not count:
            return None
        at += count
    if not tokens or len(boxes) > 2:
        return None
    if boxes:
        # One box is for both (section 2.10).
        found["background-clip"] = boxes[-1]
        if boxes[0] != "text":
            found["background-origin"] = boxes[0]
    return {**_DEFAULTS, **found}


def _single(token: Any, found: dict[str, Any], boxes: list[str], last: bool) -> bool:
    """Take an image, an attachment, a box or a colour; whether it is one."""
    word = ident([token])
    if word in (*_BOXES, "text"):
        boxes.append(word)
        return True
    if word in _ATTACHMENTS and "background-attachment" not in found:
        found["background-attachment"] = word
        return True
    image = parse_image(token)
    if image is not None or word == "none" or undrawn_image(token) is not None:
        if "background-image" in found:
            return False
        found["background-image"] = image
        return True
    color = parse_value("background-color", [token])
    if color is None or not last or "background-color" in found:
        return False
    found["background-color"] = color
    return True


def _repeat(tokens: list[Any], found: dict[str, Any]) -> int:
    """Take the words of repetition; how many there are."""
    count = 0
    while count < min(len(tokens), 2) and ident([tokens[count]]) in (*REPEATS, "repeat-x", "repeat-y"):
        count += 1
    value = layer_repeat(tokens[:count]) if count and "background-repeat" not in found else None
    if value is None:
        return 0
    found["background-repeat"] = value
    return count


def _position(tokens: list[Any], found: dict[str, Any]) -> int:
    """Take a position, and the size behind a slash; how many tokens that is."""
    count = 0
    while count < len(tokens) and (
        ident([tokens[count]]) in _PLACES or parse_length(tokens[count]) is not None
    ):
        count += 1
    value = background_position(tokens[:count]) if count and POSITION[0] not in found else None
    if value is None:
        return 0
    found.update(zip(POSITION, value, strict=True))
    if tokens[count : count + 1] != ["/"]:
        return count
    count, start = count + 1, count + 1
    while count < min(len(tokens), start + 2) and _is_size(tokens[count]):
        count += 1
    size = layer_size(tokens[start:count])
    if size is None:
        return 0
    found["background-size"] = size
    return count


def _is_size(token: Any) -> bool:
    return ident([token]) in SIZE_WORDS or parse_length(token, negative=False) is not None


def undrawn_parts(tokens: list[Any]) -> list[str]:
    """The images in a value that can be read and are not drawn."""
    found = [image for token in tokens if (image := undrawn_image(token)) is not None]
    return list(dict.fromkeys(found))
