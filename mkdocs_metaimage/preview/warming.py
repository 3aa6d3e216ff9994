"""Making ready what the first answers need, while the browser still reads the application."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .desk import Desk


class Warmth:
    """Imports what describes and draws cards, and makes the first draft, once, in a thread of its own.

    Who serves a site and never opens the preview pays nothing for it.

    Args:
        desk: Holds the draft.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._begun = False

    def begin(self) -> None:
        """Begin, unless that is done."""
        with self._lock:
            begun, self._begun = self._begun, True
        if not begun:
            threading.Thread(target=self._warm, name="metaimage-preview-warmth", daemon=True).start()

    def _warm(self) -> None:
        # Whatever goes wrong here goes wrong again for the request that needs it, and is told there.
        with suppress(Exception):
            from . import endpoints  # noqa: F401

            with self._desk.view():
                pass
            from ..engine.response import ImageResponse

            ImageResponse('<p style="display: flex; font-weight: 800">Aa</p>').encode()
