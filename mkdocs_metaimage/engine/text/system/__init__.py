"""The fonts that the operating system has, for characters that no other font draws.

Nothing is read before the first such character.
"""

from __future__ import annotations

from .library import SystemFonts, system_fonts

__all__ = ["SystemFonts", "system_fonts"]
