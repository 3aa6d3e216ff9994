"""The shorthand `background`, of which the engine draws colours and images (CSS Backgrounds 3, section 2.10)."""

from __future__ import annotations

from typing import Any, Final

from ..values import Wide, split_commas
from ..values.grammar import ident
from ..values.images import parse_image, undrawn_image
from ..values.numeric import parse_length
from . import parse_value

#: The longhands that it sets.
BACKGROUND: Final = ("background-color", "background-image", "background-clip")

_WORDS: Final = {
    "background-repeat": ("repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round"),
    "background-attachment": ("scroll", "fixed", "local"),
    "background-position": ("left", "right", "top", "bottom", "center"),
    "background-size": ("cover", "contain", "auto"),
    "background-clip": ("border-box", "padding-box", "content-box", "text"),
}
# What a layer that says nothing of it has.
_INITIAL: Final = ("repeat", "scroll", "auto")


def background(tokens: list[Any]) -> dict[str, Any] | None:
    """The layers, topmost first; only the last may have a colour."""
    layers = []
    color: Any = Wide.INITIAL
    clip: Any = Wide.INITIAL
    parts = split_commas(tokens)
    for index, part in enumerate(parts):
        image = None
        for token in part:
            found = parse_image(token)
            if found is not None and image is None:
                image = found
                continue
            own = parse_value("background-color", [token])
            if own is not None and color is Wide.INITIAL and index == len(parts) - 1:
                color = own
            elif ident([token]) == "text":
                clip = "text"
            elif not _is_other(token):
                return None
        if not part:
            return None
        if image is not None:
            layers.append(image)
    return {"background-color": color, "background-image": tuple(layers), "background-clip": clip}


def undrawn_parts(name: str, tokens: list[Any]) -> list[str]:
    """What of a background that can be read is not drawn.

    Args:
        name: The property, `background` or `background-image`.
        tokens: Its value.
    """
    found = [image for token in tokens if (image := undrawn_image(token)) is not None]
    if name == "background":
        words = [ident([token]) for token in tokens]
        found += [
            longhand
            for longhand, known in _WORDS.items()
            if any(word in known and word not in _INITIAL for word in words) and longhand != "background-clip"
        ]
        measured = any(parse_length(token) is not None for token in tokens)
        if measured and "background-position" not in found:
            found.append("background-position")
        if any(word in ("padding-box", "content-box") for word in words):
            found.append("background-clip")
    return list(dict.fromkeys(found))


def _is_other(token: Any) -> bool:
    """Whether a layer may have this beside its image and its colour."""
    word = ident([token])
    known = word == "none" or any(word in words for words in _WORDS.values())
    return known or token == "/" or parse_length(token) is not None or undrawn_image(token) is not None
