"""The system's fonts as one library: which of them draws a character."""

from __future__ import annotations

import threading
import time
from functools import cached_property
from typing import TYPE_CHECKING

from ...cache import BoundedCache
from ..languages import HAN_WAYS
from ..matching import best
from ..scripts import first_word, script_of
from .folders import font_files, font_folders, stamp
from .preference import HAN_SCRIPTS, rank

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..faces import Face
    from ..matching import Wanted
    from .index import SystemFont

# How long nobody looks whether fonts have been installed, in s.
_QUIET = 2.0
# For how many clusters the family that draws them is kept.
_MOST_CHOICES = 2048


class SystemFonts:
    """The fonts in some folders, read when the first of them is asked for.

    Args:
        folders: The folders; by default the system's.
    """

    def __init__(self, folders: tuple[Path, ...] | None = None) -> None:
        self.folders = font_folders() if folders is None else folders
        self._orders: BoundedCache[tuple[str, str, str], tuple[str, ...]] = BoundedCache(64)
        self._choices: BoundedCache[tuple[frozenset[int], str], str | None] = BoundedCache(_MOST_CHOICES)
        self._faces: BoundedCache[SystemFont, Face] = BoundedCache(48)

    @cached_property
    def families(self) -> dict[str, list[SystemFont]]:
        """The fonts by the names of their families."""
        from .index import read_fonts  # slow to import, and of no use where the fonts are only looked at

        found: dict[str, list[SystemFont]] = {}
        for font in read_fonts(font_files(self.folders)):
            found.setdefault(font.family, []).append(font)
        return found

    def face(self, needed: frozenset[int], way: str, wanted: Wanted) -> Face | None:
        """The face that draws a cluster, None if there is none that has it whole.

        Args:
            needed: The code points of the cluster, none of them invisible.
            way: The way in which the text writes Han characters.
            wanted: The looks to choose among a family's fonts by.
        """
        from uharfbuzz import HarfBuzzError

        way = way if any(_is_han(code) for code in needed) else ""
        while (family := self._choice(needed, way)) is not None:
            font = best((font for font in self.families[family] if font.has(needed)), wanted)[0]
            try:
                return self._faces.get(font, font.face)
            except (OSError, HarfBuzzError):
                self._forget(font)
        return None

    def _forget(self, font: SystemFont) -> None:
        """Do without a font whose file has been removed since its folder was read."""
        self.families[font.family] = [other for other in self.families[font.family] if other is not font]
        self._choices = BoundedCache(_MOST_CHOICES)

    def marks(self, characters: Iterable[str]) -> tuple[str, ...]:
        """What tells apart two systems that would draw some of these characters with other fonts."""
        families: dict[str | None, None] = {}
        for character in characters:
            code = ord(character)
            for way in HAN_WAYS if _is_han(code) else ("",):
                families.setdefault(self._choice(frozenset((code,)), way))
        return tuple(sorted(font.mark for family in families if family for font in self.families[family]))

    def _choice(self, needed: frozenset[int], way: str) -> str | None:
        key = (needed, way)
        return self._choices.get(key, lambda: self._choose(*key))

    def _choose(self, needed: frozenset[int], way: str) -> str | None:
        """The first family of which a font has these code points."""
        first = chr(min(needed, key=lambda code: (not script_of(chr(code)), code)))
        script = "Hani" if way else script_of(first)
        for family in self._order(script, first_word(first).lower() if script else "", way):
            if any(font.has(needed) for font in self.families[family]):
                return family
        return None

    def _order(self, script: str, word: str, way: str) -> tuple[str, ...]:
        key = (script, word, way)
        return self._orders.get(key, lambda: tuple(sorted(self.families, key=lambda f: (rank(f, *key), f))))


def _is_han(code: int) -> bool:
    """Whether the fonts for a character depend on the way in which a language writes Han characters."""
    # Their punctuation and wide forms, which belong to no script, as well.
    return script_of(chr(code)) in HAN_SCRIPTS or 0x2FF0 <= code <= 0x303F or 0xFE30 <= code <= 0xFFEF


class _Known:
    """The system's fonts as they were when somebody last looked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fonts: SystemFonts | None = None
        self._stamp: tuple[tuple[str, int, int], ...] | None = None
        self._looked = 0.0

    def fonts(self) -> SystemFonts:
        """Those of now: others than before where fonts have been installed or removed."""
        with self._lock:
            fonts = self._fonts or SystemFonts()
            used = "families" in vars(fonts)
            now = time.monotonic()
            if used and now - self._looked > _QUIET:
                found = stamp(fonts.folders)
                if self._stamp is not None and found != self._stamp:
                    fonts = SystemFonts()
                self._stamp, self._looked = found, now
            self._fonts = fonts
            return fonts


_known = _Known()


def system_fonts() -> SystemFonts:
    """The fonts of this machine, one library for the process until fonts are installed or removed."""
    return _known.fonts()
