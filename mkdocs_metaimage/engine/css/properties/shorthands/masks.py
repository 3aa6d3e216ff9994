"""The shorthand `mask` (CSS Masking 1, section 7.9)."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from ...values import AUTO, ZERO, split_commas
from ...values.effects import MASK_BOXES, MASK_MODES, composite
from ...values.grammar import ident
from .layers import parts, take

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
    boxes: list[str] = []
    found = parts(tokens, "mask-", partial(_single, boxes))
    if found is None or len(boxes) > 2 or boxes.count("no-clip") > 1:
        return None
    if boxes:
        named = [box for box in boxes if box != "no-clip"]
        found["mask-clip"] = "no-clip" if "no-clip" in boxes else boxes[-1]
        found["mask-origin"] = named[0] if named else "border-box"
    return {**_DEFAULTS, **found}


def _single(boxes: list[str], token: Any, found: dict[str, Any]) -> bool:
    """Take a box, an operator or a mode; whether it is one."""
    word = ident([token])
    if word in (*MASK_BOXES, "no-clip"):
        boxes.append(word)
        return True
    operator = composite([token])
    if operator is not None:
        return take(found, "mask-composite", operator)
    return word in MASK_MODES and take(found, "mask-mode", word)
