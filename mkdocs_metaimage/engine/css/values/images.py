"""Images as `background-image` writes them."""

from __future__ import annotations

from typing import Any, Final

from . import PictureUrl, significant, split_commas
from .gradients import Gradient, SpecifiedGradient, parse_gradient

#: An image as computed.
Image = Gradient | PictureUrl
SpecifiedImage = SpecifiedGradient | PictureUrl

_SETS: Final = ("image-set", "-webkit-image-set")
_UNDRAWN: Final = (
    "cross-fade", "-webkit-cross-fade", "element", "paint", "image", "-webkit-gradient",
    "-webkit-linear-gradient", "-webkit-repeating-linear-gradient", "-webkit-radial-gradient",
    "-webkit-repeating-radial-gradient",
)  # fmt: skip
# Kinds of files that nothing here reads.
_UNREAD: Final = ("image/jxl", "image/heic", "image/heif")
_RESOLUTIONS: Final = {"x": 1.0, "dppx": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}


def undrawn_image(token: Any) -> str | None:
    """What an image that CSS has and the engine does not draw is called; None for all else."""
    if token.type == "function" and token.lower_name in _UNDRAWN and parse_image(token) is None:
        return f"{token.name}()"
    return None


def parse_image(token: Any) -> SpecifiedImage | None:
    """A gradient or a picture; None if the token is none that is known here."""
    if token.type == "url":
        return PictureUrl(token.value)
    if token.type != "function":
        return None
    if token.lower_name in ("url", "src"):
        inner = significant(token.arguments)
        return PictureUrl(inner[0].value) if len(inner) == 1 and inner[0].type == "string" else None
    if token.lower_name in _SETS:
        return _best_of_set(token)
    return parse_gradient(token)


def _best_of_set(token: Any) -> SpecifiedImage | None:
    """The image that is for one dot per px, or else the next finer one (CSS Images 4, section 2.4)."""
    options = []
    for part in split_commas(token.arguments):
        tokens = significant(part)
        if not tokens:
            return None
        first = tokens[0]
        image = PictureUrl(first.value) if first.type == "string" else parse_image(first)
        density = 1.0
        for other in tokens[1:]:
            if other.type == "dimension" and other.lower_unit in _RESOLUTIONS:
                density = other.value * _RESOLUTIONS[other.lower_unit]
            elif other.type != "function" or other.lower_name != "type":
                return None
            elif any(each.type == "string" and each.value in _UNREAD for each in other.arguments):
                break
        else:
            if image is None or density <= 0:
                return None
            options.append((density, image))
    return min(options, key=lambda option: (option[0] < 1, abs(option[0] - 1)))[1] if options else None
