"""Font files: read, unpacked, and cut into the fonts that they hold."""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import uharfbuzz as hb

from ..cache import BoundedCache
from ..notes import CardError

#: Where the bundled fonts are.
ASSETS: Final = Path(__file__).parents[2] / "assets"
# Where the counts and the records of an OpenType file are; the place of a table is at the end of its record.
_TTC_COUNT, _TABLE_COUNT, _FIRST_PLACE, _RECORD = 8, 4, 20, 16
_COUNT, _SHORT, _PLACE = struct.Struct(">I"), struct.Struct(">H"), struct.Struct(">II")

# By the bytes, which are kept; beside each hash how many they are.
_digests: BoundedCache[bytes, tuple[str, int]] = BoundedCache(64 * 1024 * 1024, lambda kept: kept[1])


def changed(path: Path) -> int:
    """When a font file was last written, or put where it is, in ns.

    Raises:
        CardError: There is no such file.
    """
    try:
        state = path.stat()
        # A copy may keep the time of the original.
        return max(state.st_mtime_ns, state.st_ctime_ns)
    except OSError:
        raise CardError(f"There is no font file {path}. Check the path in `fonts`.") from None


def digest_of(data: bytes) -> str:
    """A hash of the bytes of a font file, 64 hex digits; found at once for bytes that were hashed before."""
    return _digests.get(data, lambda: (hashlib.sha256(data).hexdigest(), len(data)))[0]


@lru_cache(maxsize=256)
def digest(path: Path, changed: int) -> str:
    """A hash of a file that was last written then, 64 hex digits.

    Raises:
        CardError: It cannot be read.
    """
    return hashlib.sha256(_read(path)).hexdigest()


def read_faces(source: bytes | Path, family: str | None) -> list[Any]:
    """HarfBuzz's faces of a file, or of its bytes; of a collection those of one family where one is named.

    Raises:
        CardError: It cannot be read, is no font, or has no font of that family.
    """
    if isinstance(source, Path) and source.parent == ASSETS:
        # They are whole, and what is mapped is in memory once for all processes.
        return [hb.Face(hb.Blob.from_file_path(str(source)))]
    name = name_of(source)
    data = source if isinstance(source, bytes) else _read(source)
    if data[:4] in (b"wOFF", b"wOF2"):
        data = _unpacked(data, name)
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"ttcf", b"true"):
        raise CardError(f"{name} is not a font file. Give a TTF, OTF, TTC, WOFF or WOFF2 file.")
    if _is_cut(data):
        raise CardError(f"{name} is broken: its end is missing. Download it again.")
    blob = hb.Blob(data)
    first = hb.Face(blob)
    faces = [first, *(hb.Face(blob, index) for index in range(1, first.count))]
    if any(face.glyph_count == 0 or not len(face.reference_table("cmap")) for face in faces):
        raise CardError(f"{name} is broken: it has no glyphs or no table of characters. Download it again.")
    if len(faces) == 1 or not family:
        return faces
    named = [face for face in faces if family_name(face).lower() == family.lower()]
    if not named:
        families = ", ".join(dict.fromkeys(family_name(face) for face in faces))
        raise CardError(f"{name} has no font of the family {family}. It has {families}.")
    return named


def name_of(source: bytes | Path) -> str:
    """What to call a font file in messages."""
    return "a font given as bytes" if isinstance(source, bytes) else str(source)


def family_name(face: Any) -> str:
    """The typographic family, or else the plain one (name IDs 16 and 1)."""
    return str(face.get_name(16) or face.get_name(1) or "")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CardError(f"The font file {path} cannot be read: {error.strerror}.") from None


def _is_cut(data: bytes) -> bool:
    """Whether a table of a font, or of one in a collection, does not lie inside the file (OpenType, `otff`)."""
    try:
        starts = (0,)
        if data[:4] == b"ttcf":
            (count,) = _COUNT.unpack_from(data, _TTC_COUNT)
            starts = struct.unpack_from(f">{count}I", data, _TTC_COUNT + _COUNT.size)
        for start in starts:
            (tables,) = _SHORT.unpack_from(data, start + _TABLE_COUNT)
            for index in range(tables):
                offset, length = _PLACE.unpack_from(data, start + _FIRST_PLACE + index * _RECORD)
                if offset + length > len(data):
                    return True
    except struct.error:
        return True
    return False


def _unpacked(data: bytes, name: str) -> bytes:
    """A WOFF or WOFF2 file as the plain font it holds."""
    try:
        from fontTools.ttLib import TTFont, TTLibError

        if data[:4] == b"wOF2":
            import brotli  # noqa: F401
    except ImportError:
        kind = "WOFF2" if data[:4] == b"wOF2" else "WOFF"
        mend = "To read it, `pip install mkdocs-metaimage[woff]`; or give a TTF or OTF file."
        raise CardError(f"{name} is a {kind} file. {mend}") from None
    plain = BytesIO()
    try:
        font = TTFont(BytesIO(data), recalcTimestamp=False)
        font.flavor = None
        font.save(plain)
    except (TTLibError, AssertionError, ValueError, KeyError, IndexError, EOFError) as error:
        raise CardError(f"{name} is broken: {error}. Download it again.") from None
    except Exception as error:  # a hostile file can fail in any of fontTools' or brotli's own ways
        raise CardError(f"{name} cannot be unpacked: {error}. Give the font as a TTF or OTF file.") from error
    return plain.getvalue()
