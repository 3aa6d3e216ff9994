"""What fonts there are: read from the headers of font files, which are not read as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from os import stat
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb

from ..faces import Declared, Face, measured
from ..files import family_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..matching import Range

_OUTLINES = frozenset(("glyf", "CFF ", "CFF2", "CBDT", "sbix", "COLR"))
_COLORS = frozenset(("CBDT", "sbix", "COLR"))
# How many fonts of a file are read: more than any collection has.
_MOST_FONTS = 256
# Fonts that have a sign for every character, which tells of nothing but that there is none.
_LAST_RESORTS = ("lastresort", "last resort", "adobe blank", "adobe notdef", "notdef")


@dataclass(frozen=True, slots=True, eq=False)
class SystemFont:
    """One font of a file.

    Attributes:
        path: The file.
        index: Which of the file's fonts it is.
        family: Its family in lower case.
        weights: The lowest and highest weight it can draw.
        slopes: How far its letters lean, in degrees.
        widths: Percent of the normal width.
        characters: The code points that it has.
        color: Whether its glyphs have colours of their own.
        mark: What tells it from other fonts and versions, on any machine.
    """

    path: str
    index: int
    family: str
    weights: Range
    slopes: Range
    widths: Range
    characters: Any
    color: bool
    mark: str

    def has(self, codes: frozenset[int]) -> bool:
        """Whether it has all of these code points."""
        return all(code in self.characters for code in codes)

    def face(self) -> Face:
        """The font, to draw with."""
        return Face(hb.Face(hb.Blob.from_file_path(self.path), self.index), self.path, Declared(self.family))


def read_fonts(paths: Iterable[str]) -> Iterator[SystemFont]:
    """The fonts of files; what is no font or is broken is passed over."""
    for path in paths:
        try:
            about = stat(path)
            if not S_ISREG(about.st_mode):  # to open a pipe would be to wait for ever
                continue
            # Mapped, not read: of 20 MB the few pages that are looked at.
            blob = hb.Blob.from_file_path(path)
            for index in range(min(hb.Face(blob).count, _MOST_FONTS)):
                font = _font(hb.Face(blob, index), path, index, about.st_size)
                if font is not None:
                    yield font
        except (OSError, hb.HarfBuzzError, UnicodeDecodeError):  # the last by the names of tables
            continue


def _font(face: Any, path: str, index: int, size: int) -> SystemFont | None:
    tags = frozenset(face.table_tags)
    family = family_name(face).lower()
    if not family or not tags & _OUTLINES or family.lstrip(".").startswith(_LAST_RESORTS):
        return None
    _, weights, slopes, widths = measured(face)
    characters = face.unicodes
    if not characters:
        return None
    mark = f"{face.get_name(4) or family} {face.get_name(5)} {size} {index}"
    return SystemFont(path, index, family, weights, slopes, widths, characters, bool(tags & _COLORS), mark)
