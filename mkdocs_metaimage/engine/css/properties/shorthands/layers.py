"""The parts that layers of backgrounds and of masks have in common, as the shorthands list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...values.grammar import ident
from ...values.images import parse_image, undrawn_image
from ...values.layers import REPEATS, SIZE_WORDS, layer_repeat, layer_size
from ...values.numeric import parse_length
from ...values.positions import background_position

if TYPE_CHECKING:
    from collections.abc import Callable

    # Takes a token as a part of a layer, if it is one.
    Single = Callable[[Any, dict[str, Any]], bool]

_PLACES: Final = ("left", "right", "top", "bottom", "center")


def parts(tokens: list[Any], prefix: str, single: Single) -> dict[str, Any] | None:
    """The parts of one layer, in any order, but the size right behind the position; None where one is none.

    Args:
        tokens: The layer.
        prefix: What the names of its longhands begin with.
        single: Takes what only layers of this kind have.
    """
    found: dict[str, Any] = {}
    at = 0
    while at < len(tokens):
        count = _repeat(tokens[at:], prefix, found) or _position(tokens[at:], prefix, found)
        if not count and (_image(tokens[at], prefix, found) or single(tokens[at], found)):
            count = 1
        if not count:
            return None
        at += count
    return found if tokens else None


def take(found: dict[str, Any], name: str, value: Any) -> bool:
    """Note a part, unless there is one of its kind; whether it is noted."""
    if name in found:
        return False
    found[name] = value
    return True


def _image(token: Any, prefix: str, found: dict[str, Any]) -> bool:
    """Take an image, which may be one that is not drawn; whether it is one."""
    image = parse_image(token)
    is_image = image is not None or ident([token]) == "none" or undrawn_image(token) is not None
    return is_image and take(found, prefix + "image", image)


def _repeat(tokens: list[Any], prefix: str, found: dict[str, Any]) -> int:
    """Take the words of repetition; how many there are."""
    count = 0
    while count < min(len(tokens), 2) and ident([tokens[count]]) in (*REPEATS, "repeat-x", "repeat-y"):
        count += 1
    value = layer_repeat(tokens[:count]) if count else None
    return count if value is not None and take(found, prefix + "repeat", value) else 0


def _position(tokens: list[Any], prefix: str, found: dict[str, Any]) -> int:
    """Take a position, and the size behind a slash; how many tokens that is."""
    count = 0
    while count < len(tokens) and (
        ident([tokens[count]]) in _PLACES or parse_length(tokens[count]) is not None
    ):
        count += 1
    value = background_position(tokens[:count]) if count else None
    if value is None or not take(found, prefix + "position", value):
        return 0
    if tokens[count : count + 1] != ["/"]:
        return count
    start = count = count + 1
    while count < min(len(tokens), start + 2) and _is_size(tokens[count]):
        count += 1
    size = layer_size(tokens[start:count])
    return count if size is not None and take(found, prefix + "size", size) else 0


def _is_size(token: Any) -> bool:
    return ident([token]) in SIZE_WORDS or parse_length(token, negative=False) is not None
