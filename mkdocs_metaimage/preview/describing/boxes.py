"""The boxes, lines and safe area of an image, for overlays."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ...engine.overlay import overlay
from .drawings import look_into

if TYPE_CHECKING:
    from ..attempts import Attempt
    from ..desk import View


def boxes(view: View, key: str, image: str, attempt: Attempt | None = None) -> dict[str, Any]:
    """What an overlay shows on an image, in px of the image.

    Args:
        view: What the request sees.
        key: What names the page.
        image: The image's name among those of the page.
        attempt: What is tried of the page, or None.

    Raises:
        UnknownPageError: There is no such page, or no such image of it that can be drawn.
    """
    return asdict(look_into(view, key, image, attempt, overlay))
