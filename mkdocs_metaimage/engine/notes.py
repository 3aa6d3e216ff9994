"""What the engine has to say about a card that it drew all the same."""

from __future__ import annotations

from typing import NamedTuple


class Note(NamedTuple):
    """One remark about a card.

    Attributes:
        kind: `"missing_glyph"`, `"unknown_css"`, `"byte_budget"`, or `"palette"` for a picture that was
            reduced to fit its budget.
        message: What, where in the card, and what to do about it.
    """

    kind: str
    message: str


class CardError(ValueError):
    """A card cannot be drawn from what was given; the message says what is wrong and how to mend it."""
