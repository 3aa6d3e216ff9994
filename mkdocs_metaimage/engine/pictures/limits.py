"""How large a picture may be, and what is said of one that is larger or broken."""

from __future__ import annotations

from typing import Final

from ..loading import short
from ..notes import CardError

#: How many pixels a picture may have.
MOST_PIXELS: Final = 50_000_000


def too_large(name: str, size: str) -> CardError:
    """The error of a picture that has too many pixels.

    Args:
        name: The picture's name.
        size: How large it is.
    """
    most = f"{MOST_PIXELS // 1_000_000} megapixels are the most"
    return CardError(f"The picture {short(name)} is too large: {size}; {most}. Save it smaller.")


def broken(name: str, error: Exception) -> CardError:
    """The error of a picture that cannot be read to its end."""
    reason = str(error).rstrip(".") or type(error).__name__
    return CardError(f"The picture {short(name)} is broken: {reason}. Save it again.")
