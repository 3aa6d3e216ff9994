"""What is said of a picture that had to change to fit, or does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..notes import ITEMS, Note
from .files import STEPS, saved_as

if TYPE_CHECKING:
    from PIL import Image

Encoded = tuple[bytes, tuple[Note, ...]]


def checked(image: Image.Image, data: bytes, content_type: str, max_bytes: int | None) -> Encoded:
    """The file of a picture as it is, and a note if it is too large."""
    if max_bytes is None or len(data) <= max_bytes:
        return data, ()
    return data, (over(image, content_type, len(data), max_bytes),)


def over(image: Image.Image, content_type: str, size: int, max_bytes: int) -> Note:
    """The note of a picture that is too large, with the type that would fit."""
    others = (other for other in ("image/jpeg", "image/webp") if other != content_type)
    fits = next(
        (other for other in others if len(saved_as(image, other, STEPS[other][-1])) <= max_bytes), None
    )
    mend = (
        f"{fits} would fit: declare that content type."
        if fits
        else "A simpler or smaller picture would take less."
    )
    said = f"The picture takes {ITEMS} as {content_type}, over the {shown(max_bytes)} allowed. {mend}"
    return Note("byte_budget", said, (shown(size),))


def finished_over(content_type: str, size: int, max_bytes: int) -> Note:
    """The note of a file that is too large, and was not made here."""
    said = f"The picture has {ITEMS} as {content_type}, over the {shown(max_bytes)} allowed. Save it smaller."
    return Note("byte_budget", said, (shown(size),))


def changed(kind: str, change: str, former: int, max_bytes: int) -> Note:
    """The note of a picture that fits because something about it was changed.

    Args:
        kind: The kind of the note.
        change: What it has now.
        former: How many bytes it took before.
        max_bytes: How many were allowed.
    """
    said = f"The picture took {ITEMS}, over the {shown(max_bytes)} allowed: it has {change} now and fits."
    return Note(kind, said, (shown(former),))


def shown(count: int) -> str:
    """A number of bytes to read."""
    return f"{count / 1000:.0f} kB" if count >= 10_000 else f"{count:,} bytes"
