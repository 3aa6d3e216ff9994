"""What says how the layers of backgrounds and masks lie: lists of values, one a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from . import AUTO, Context, Length, significant, split_commas
from .computing import computed_size
from .grammar import ident
from .numeric import parse_length
from .positions import Offset, background_position, from_start, offset

if TYPE_CHECKING:
    from collections.abc import Callable

#: `cover`, `contain`, or a width and a height, each maybe `auto`.
LayerSize = str | tuple[Length | str, Length | str]

REPEATS: Final = ("repeat", "no-repeat", "space", "round")
SIZE_WORDS: Final = ("auto", "cover", "contain")


def each(parse: Callable[[list[Any]], Any]) -> Callable[[list[Any]], tuple[Any, ...] | None]:
    """A list with commas of what another parser reads."""

    def parse_list(tokens: list[Any]) -> tuple[Any, ...] | None:
        values = tuple(parse(significant(part)) if part else None for part in split_commas(tokens))
        return None if None in values else values

    return parse_list


def layer_size(tokens: list[Any]) -> Any:
    """CSS Backgrounds 3, section 2.9: `cover`, `contain`, or one or two lengths or `auto`."""
    if ident(tokens) in ("cover", "contain"):
        return ident(tokens)
    if not 1 <= len(tokens) <= 2:
        return None
    sides = [AUTO if ident([token]) == AUTO else parse_length(token, negative=False) for token in tokens]
    return None if None in sides else (sides[0], sides[1] if len(sides) > 1 else AUTO)


def computed_sizes(value: Any, context: Context) -> tuple[LayerSize, ...]:
    """Sizes whose lengths are computed."""
    return tuple(
        size if isinstance(size, str) else (computed_size(size[0], context), computed_size(size[1], context))
        for size in value
    )


def layer_repeat(tokens: list[Any]) -> tuple[str, str] | None:
    """How a layer repeats across and down (section 2.4)."""
    words = [ident([token]) or "" for token in tokens]
    if words in (["repeat-x"], ["repeat-y"]):
        return ("repeat", "no-repeat") if words == ["repeat-x"] else ("no-repeat", "repeat")
    if not 1 <= len(words) <= 2 or not all(word in REPEATS for word in words):
        return None
    return words[0], words[-1]


def across(tokens: list[Any]) -> Offset | None:
    """The part of a position across."""
    return offset(tokens, ("left", "right"))


def down(tokens: list[Any]) -> Offset | None:
    """The part of a position down."""
    return offset(tokens, ("top", "bottom"))


def computed_offsets(value: Any, context: Context) -> tuple[Length, ...]:
    """Parts of positions as lengths from the left or the top."""
    return tuple(from_start(part, context) for part in value)


def positions(tokens: list[Any]) -> tuple[tuple[Offset, ...], tuple[Offset, ...]] | None:
    """Positions, one a layer: the parts across, and those down."""
    found = each(background_position)(tokens)
    return None if found is None else (tuple(one[0] for one in found), tuple(one[1] for one in found))
