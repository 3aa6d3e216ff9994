"""The shorthand `mask` (CSS Masking 1, section 7.9)."""

from __future__ import annotations

from typing import Any, Final

from ...values import AUTO, ZERO, split_commas
from ...values.effects import MASK_BOXES, MASK_MODES, composite
from ...values.grammar import ident
from ...values.images import parse_image, undrawn_image
from ...values.layers import REPEATS, SIZE_WORDS, layer_repeat, layer_size
from ...values.numeric import parse_length
from ...values.positions import background_position

_PLACES: Final = ("left", "right", "top", "bottom", "center")
# What a layer has of which it says nothing, as written.
_DEFAULTS: Final[dict[str, Any]] = {
    "mask-image": None,
    "mask-position": (("", ZERO), ("", ZERO)),
    "mask-size": (AUTO, AUTO),
    "mask-repeat": ("repeat", "repeat"),
    "mask-origin": "border-box",
    "mask-clip": "border-box",
    "mask-composite": "add",
    "mask-mode": "match-source",
}
#: The longhands that it sets.
MASK: Final = tuple(_DEFAULTS)


def mask(tokens: list[Any]) -> dict[str, Any] | None:
    """The layers, topmost first."""
    layers = [_layer(part) for part in split_commas(tokens)]
    if None in layers:
        return None
    found = {name: tuple(layer[name] for layer in layers if layer) for name in MASK}
    if not any(found["mask-image"]):
        found["mask-image"] = ()
    return found


def _layer(tokens: list[Any]) -> dict[str, Any] | None:
    """One layer: its parts in any order, but the size right behind the position."""
    found: dict[str, Any] = {}
    boxes: list[str] = []
    at = 0
    while at < len(tokens):
        count = _repeat(tokens[at:], found) or _position(tokens[at:], found)
        if not count and _single(tokens[at], found, boxes):
            count = 1
        if not count:
            return None
        at += count
    if not tokens or len(boxes) > 2 or boxes.count("no-clip") > 1:
        return None
    if boxes:
        named = [box for box in boxes if box != "no-clip"]
        found["mask-clip"] = "no-clip" if "no-clip" in boxes else boxes[-1]
        found["mask-origin"] = named[0] if named else "border-box"
    return {**_DEFAULTS, **found}


def _single(token: Any, found: dict[str, Any], boxes: list[str]) -> bool:
    """Take a word or an image; whether it is one."""
    word = ident([token])
    if word in (*MASK_BOXES, "no-clip"):
        boxes.append(word)
        return True
    image = parse_image(token)
    if image is not None or word == "none" or undrawn_image(token) is not None:
        return _take(found, "mask-image", image)
    operator = composite([token])
    if operator is not None:
        return _take(found, "mask-composite", operator)
    return word in MASK_MODES and _take(found, "mask-mode", word)


def _take(found: dict[str, Any], name: str, value: Any) -> bool:
    if name in found:
        return False
    found[name] = value
    return True


def _repeat(tokens: list[Any], found: dict[str, Any]) -> int:
    """Take the words of repetition; how many there are."""
    count = 0
    while count < min(len(tokens), 2) and ident([tokens[count]]) in (*REPEATS, "repeat-x", "repeat-y"):
        count += 1
    value = layer_repeat(tokens[:count]) if count else None
    return count if value is not None and _take(found, "mask-repeat", value) else 0


def _position(tokens: list[Any], found: dict[str, Any]) -> int:
    """Take a position, and the size behind a slash; how many tokens that is."""
    count = 0
    while count < len(tokens) and (
        ident([tokens[count]]) in _PLACES or parse_length(tokens[count]) is not None
    ):
        count += 1
    value = background_position(tokens[:count]) if count else None
    if value is None or not _take(found, "mask-position", value):
        return 0
    if tokens[count : count + 1] != ["/"]:
        return count
    start = count = count + 1
    while count < min(len(tokens), start + 2) and _is_size(tokens[count]):
        count += 1
    size = layer_size(tokens[start:count])
    return count if size is not None and _take(found, "mask-size", size) else 0


def _is_size(token: Any) -> bool:
    return ident([token]) in SIZE_WORDS or parse_length(token, negative=False) is not None
