"""What the engine has to say about a card that it drew all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: What stands in a note for its items.
ITEMS: Final = "{items}"
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Note:
    """One remark about a card.

    Attributes:
        kind: `"missing_glyph"`, `"unknown_css"`, `"byte_budget"`, or `"palette"` for a picture that was
            reduced to fit its budget.
        said: What, where in the card, and what to do about it; `{items}` stands for the items.
        items: What it is about, where cards that have the same fault may differ in it.
    """

    kind: str
    said: str
    items: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The remark as a sentence."""
        return worded(self.said, self.items)


def worded(said: str, items: Iterable[str]) -> str:
    """What a note says, or several that say the same of other items: the first of them are named."""
    names = list(items)
    if not names:
        return said
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return said.replace(ITEMS, ", ".join(names[:_MOST_NAMED]) + more)


class CardError(ValueError):
    """A card cannot be drawn from what was given; the message says what is wrong and how to mend it.

    Args:
        message: What is wrong.
        file: The file at fault, where that is known to be another than the card's.
        named: What is at fault as the card names it, the URL of a picture say.
    """

    def __init__(self, message: str = "", *, file: Path | None = None, named: str | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.named = named
