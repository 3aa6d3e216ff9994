"""The boxes that layout works on, before they have a place (CSS Display 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..css.cascade import StyledNode
    from ..css.style import Style

# How many results are remembered on one box.
_MOST_REMEMBERED: Final = 100


class Kind(Enum):
    """What a box does with what is in it."""

    FLOW = "a block container of blocks"
    LINES = "a block container of lines"
    FLEX = "a flex container"
    GRID = "a grid container"
    REPLACED = "a picture"
    INLINE = "an inline box"
    BREAK = "a forced line break"

    @property
    def distributes(self) -> bool:
        """Whether what is in it depends on how high it is."""
        return self in (Kind.FLEX, Kind.GRID)


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """A text as it stands in the source, with the style it inherits."""

    text: str
    style: Style


@dataclass(slots=True, eq=False)
class LayoutBox:
    """A box before it has a place.

    It does not change once the tree is made, but for what layout remembers on it.

    Attributes:
        kind: What it does with what is in it.
        style: The computed style.
        node: The element, None for an anonymous box.
        children: The boxes in it; in `LINES` and `INLINE` boxes texts, too.
        independent: Whether margins do not collapse through its edges (CSS 2.1, section 9.4.1).
        marker: The marker of a list item, or `""`.
        whole: For a piece of an inline box that blocks break, the box of its element, which is not laid out
            itself but has everything in it (CSS 2.1, section 9.2.1.1).
        breaks: For the anonymous block around such blocks, the inline boxes that they break, the outermost
            first.
        holder: For an absolutely positioned box whose containing block an inline box makes, that one.
        cut_off: Whether a clamp hides what comes after its last line, which that says with an ellipsis.
        floated: The side of a float, `""` for what is none.
        floating: Whether there are floats in the part of its block formatting context that it is.
        remembered: Results of layout by what they depend on.
        kept: Whether other cards have it, too.
    """

    kind: Kind
    style: Style
    node: StyledNode | None = None
    children: Sequence[LayoutBox | TextPiece] = ()
    independent: bool = False
    marker: str = ""
    whole: LayoutBox | None = None
    breaks: tuple[LayoutBox, ...] = ()
    holder: LayoutBox | None = None
    cut_off: bool = False
    floated: str = ""
    floating: bool = False
    remembered: dict[Any, Any] = field(default_factory=dict)
    kept: bool = field(default=False, init=False)

    @property
    def out_of_flow(self) -> bool:
        """Whether it is positioned apart from its siblings."""
        return self.node is not None and self.style.position in ("absolute", "fixed")

    @property
    def boxes(self) -> list[LayoutBox]:
        """Its children without the texts."""
        found: list[LayoutBox] | None = self.remembered.get("boxes")
        if found is None:
            found = [child for child in self.children if isinstance(child, LayoutBox)]
            self.remembered["boxes"] = found
        return found

    def remember(self, key: Any, value: Any) -> None:
        """Keep a result by what it depends on; a box that many cards have does not come to have ever more."""
        if len(self.remembered) >= _MOST_REMEMBERED:
            self.remembered.clear()
        self.remembered[key] = value

    def forget(self) -> None:
        """Drop all that layout remembers on it, and on the boxes in it but for those that are kept.

        What is remembered refers back to the boxes, so that only the garbage collector would find it.
        """
        copies = [each for each in list(self.remembered.values()) if isinstance(each, LayoutBox)]
        inner = [*self.boxes, *copies]
        self.remembered.clear()
        for box in inner:
            if not box.kept:
                box.forget()
