"""From placed boxes to a picture."""

from __future__ import annotations

from .order import paint

__all__ = ["paint"]
