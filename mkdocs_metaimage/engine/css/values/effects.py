"""What is done to a box when it is painted: filters, clips, blending.

What reads filters and shapes is imported when a card has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .grammar import ident
from .positions import from_start

if TYPE_CHECKING:
    from . import Context, Length
    from .clips import ClipPath
    from .filters import Filter

#: The modes of `mix-blend-mode` (Compositing 1, section 5).
BLEND_MODES: Final = (
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
    "soft-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity",
)  # fmt: skip
#: The boxes that a shape may be measured by.
GEOMETRY_BOXES: Final = (
    "border-box", "padding-box", "content-box", "margin-box", "fill-box", "stroke-box", "view-box",
)  # fmt: skip
#: The boxes that the layers of a mask are placed in and clipped to.
MASK_BOXES: Final = ("border-box", "padding-box", "content-box", "fill-box", "stroke-box", "view-box")
MASK_MODES: Final = ("match-source", "alpha", "luminance")
#: How a layer of a mask goes with those below it.
COMPOSITES: Final = ("add", "subtract", "intersect", "exclude")
# As WebKit called them first.
_OLD_COMPOSITES: Final = {
    "source-over": "add", "source-out": "subtract", "source-in": "intersect", "xor": "exclude",
}  # fmt: skip


def composite(tokens: list[Any]) -> str | None:
    """How a layer of a mask goes with those below it."""
    word = ident(tokens) or ""
    word = _OLD_COMPOSITES.get(word, word)
    return word if word in COMPOSITES else None


def computed_places(value: Any, context: Context) -> tuple[tuple[Length, Length], ...]:
    """Positions of layers as lengths from the left and from the top."""
    return tuple((from_start(across, context), from_start(down, context)) for across, down in value)


def filters(tokens: list[Any]) -> tuple[Any, ...] | None:
    """`none`, or functions, one after the other; `url()` is left out."""
    if ident(tokens) == "none":
        return ()
    from .filters import parse_filters

    return parse_filters(tokens)


def computed_filters(value: Any, context: Context) -> tuple[Filter, ...]:
    """The functions, their lengths and colours computed."""
    return tuple(each.compute(context) for each in value)


def clip_path(tokens: list[Any]) -> tuple[Any] | None:
    """`none`, a shape, a box or both; in a tuple, because it may be None."""
    if ident(tokens) == "none":
        return (None,)
    from .clips import parse_clip_path

    return parse_clip_path(tokens)


def computed_clip_path(value: Any, context: Context) -> ClipPath | None:
    """The clip, its lengths computed; None where there is none."""
    (clip,) = value
    return None if clip is None else clip.compute(context)


def references(tokens: list[Any]) -> bool:
    """Whether a value refers to a filter, a clip or a mask of an SVG picture, which the engine does not draw."""
    return any(
        token.type == "url" or (token.type == "function" and token.lower_name in ("url", "src"))
        for token in tokens
    )
