"""Font files and the fonts in them, chosen by family, style and weight (CSS Fonts 4, section 5.2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import uharfbuzz as hb

from ..cache import BoundedCache
from ..notes import CardError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .style import TextStyle

ASSETS: Final = Path(__file__).parents[2] / "assets"
# Positions and outlines come from HarfBuzz as integers, this many to a px.
UNITS: Final = 1024
# The slant of Chromium's (Skia's) synthetic italic.
_SLANT: Final = 0.25

# How many glyphs of shaped texts are kept; each takes some 200 bytes.
_MOST_GLYPHS: Final = 80_000

_SANS, _MONO, _EMOJI = "inter", "jetbrains mono", "noto color emoji"
_GENERIC = {
    "monospace": _MONO,
    "ui-monospace": _MONO,
    "emoji": _EMOJI,
    **dict.fromkeys(
        ("sans-serif", "serif", "system-ui", "ui-sans-serif", "ui-serif", "ui-rounded", "cursive", "fantasy",
         "math", "fangsong", "-apple-system", "blinkmacsystemfont"), _SANS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the user's.

    Attributes:
        source: A path to a TTF, OTF, TTC, WOFF or WOFF2 file, or what is in one.
        family: The name that `font-family` calls it by; by default the one in the file. In a collection
            (TTC) it is the name of the font to take, by default all.
        weight: 1 to 1000; by default what the file says, the whole range of a variable font.
        style: `"normal"` or `"italic"`; by default what the file says.

    Raises:
        CardError: One of these is nothing of the kind.
    """

    source: str | Path | bytes
    family: str | None = None
    weight: int | None = None
    style: str | None = None

    def __post_init__(self) -> None:
        weight = 400 if self.weight is None else self.weight
        allowed = {
            "source": ("a path or the bytes of a font file", isinstance(self.source, str | Path | bytes)),
            "family": ("a name", isinstance(self.family, str | None)),
            "weight": ("a number from 1 to 1000", isinstance(weight, int | float) and 1 <= weight <= 1000),
            "style": ('"normal" or "italic"', self.style in (None, "normal", "italic", "oblique")),
        }
        for name, (kind, right) in allowed.items():
            if not right:
                raise CardError(f"The {name} of a Font is {getattr(self, name)!r:.80}: give {kind}.")

    @property
    def digest(self) -> str:
        """A hash of what is in the file, 64 hex digits.

        Raises:
            CardError: There is no such file, or it cannot be read.
        """
        if isinstance(self.source, bytes):
            return hashlib.sha256(self.source).hexdigest()
        path = Path(self.source)
        return _digest(path, _changed(path))


class Face:
    """One font of a file, at no size yet.

    Attributes:
        family: Its name in lower case, as `font-family` is compared.
        weights: The lowest and highest weight it can draw.
        italic: Whether it is an italic or oblique one.
        name: What to call it in messages.
        color: Whether its glyphs have colours of their own.
    """

    def __init__(self, face: Any, name: str, declared: Font) -> None:
        self._face = face
        self.name = name
        self.axes = {axis.tag: (axis.min_value, axis.max_value) for axis in face.axis_infos}
        family = declared.family or _family_name(face)
        self.family = family.lower()
        self.italic = _is_italic(face) if declared.style is None else declared.style != "normal"
        if declared.weight is not None:
            self.weights = (float(declared.weight), float(declared.weight))
        else:
            self.weights = self.axes.get("wght") or (_weight_class(face),) * 2
        self.color = bool(face.has_color_paint or face.has_color_layers or face.has_color_png)
        self._sized: BoundedCache[tuple[float, float, bool, bool], SizedFace] = BoundedCache(64)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that it has a glyph for."""
        return frozenset(self._face.unicodes)

    def at(self, size: float, weight: float, italic: bool = False, optical_sizing: bool = True) -> SizedFace:
        """The face at a size in px, with its axes set; slanted where it should be italic and is not."""
        slanted = italic and not self.italic and not self.color
        key = (size, weight, slanted, optical_sizing)
        return self._sized.get(key, lambda: SizedFace(self, self._face, *key))


class SizedFace:
    """A face at a size, its variable axes set: what shapes text and draws glyphs.

    Attributes:
        face: The face.
        size: px per em.
        font: HarfBuzz's font, `UNITS` to a px.
        ascent: How far it reaches above the baseline in whole px, as browsers round it.
        descent: How far it reaches below, in whole px.
        line_gap: More room between lines that it asks for, in px.
    """

    def __init__(
        self, face: Face, hb_face: Any, size: float, weight: float, slanted: bool, optical: bool
    ) -> None:
        self.face = face
        self.size = size
        self.font = hb.Font(hb_face)
        scale = round(size * UNITS)
        self.font.scale = (scale, scale)
        if slanted:
            self.font.synthetic_slant = _SLANT
        variations = {}
        if "wght" in face.axes:
            variations["wght"] = _clamped(weight, face.axes["wght"])
        if "opsz" in face.axes and optical:
            variations["opsz"] = _clamped(size, face.axes["opsz"])
        if variations:
            self.font.set_variations(variations)
        extents = self.font.get_font_extents("ltr")
        self.ascent = float(floor(extents.ascender / UNITS + 0.5))
        self.descent = float(floor(-extents.descender / UNITS + 0.5))
        self.line_gap: float = extents.line_gap / UNITS


class FontLibrary:
    """The fonts that a card can use: the user's and the bundled ones."""

    def __init__(self, fonts: tuple[Font, ...] = ()) -> None:
        own = [face for font in fonts for face in _faces(font)]
        self._user_families = tuple(dict.fromkeys(face.family for face in own))
        self._families: dict[str, list[Face]] = {}
        for face in own:
            self._families.setdefault(face.family, []).append(face)
        self._matches: BoundedCache[tuple[str, float, bool], tuple[Face, ...]] = BoundedCache(512)
        self._chains: BoundedCache[tuple[tuple[str, ...], float, bool], tuple[Face, ...]] = BoundedCache(512)
        self.shaped: BoundedCache[Any, Any] = BoundedCache(
            _MOST_GLYPHS, lambda shaped: len(shaped.glyphs) + 8
        )
        self.metrics: BoundedCache[Any, Any] = BoundedCache(512)

    def match(self, family: str, weight: float, italic: bool) -> tuple[Face, ...]:
        """The faces of a family that fit best, `()` where there is no such family.

        They are several where a family's characters are spread over files of the same weight and style.
        """
        key = (family.lower(), weight, italic)
        return self._matches.get(key, lambda: self._match(*key))

    def chain(self, style: TextStyle) -> tuple[Face, ...]:
        """All faces to try for a character: the style's families, the user's others, the bundled."""
        key = (style.families, style.weight, style.italic)
        return self._chains.get(key, lambda: self._chain(*key))

    def emoji(self) -> Face:
        """The face that draws emoji: the user's own colour font, or the bundled one."""
        for family in self._user_families:
            for face in self._families[family]:
                if face.color and 0x1F600 in face.characters:
                    return face
        return bundled(_EMOJI)[0]

    def _match(self, family: str, weight: float, italic: bool) -> tuple[Face, ...]:
        faces = self._families.get(family) or bundled(_GENERIC.get(family, family))
        return _best(faces, weight, italic)

    def _chain(self, families: tuple[str, ...], weight: float, italic: bool) -> tuple[Face, ...]:
        names = (*families, *self._user_families, _SANS)
        return tuple(dict.fromkeys(face for name in names for face in self.match(name, weight, italic)))


@lru_cache(maxsize=8)
def bundled(family: str) -> tuple[Face, ...]:
    """The bundled faces of a family, `()` if it is none of the bundled."""
    files = {
        _SANS: ("Inter.ttf", "Inter-Italic.ttf"),
        _MONO: ("JetBrainsMono.ttf",),
        _EMOJI: ("NotoColorEmoji.ttf",),
    }
    return tuple(face for name in files.get(family, ()) for face in _faces(Font(ASSETS / name, family)))


def _best(faces: Iterable[Face], weight: float, italic: bool) -> tuple[Face, ...]:
    """The faces of a family that are nearest: by style first, then by weight."""
    ranked = [(_distance(face, weight, italic), face) for face in faces]
    nearest = min((distance for distance, _ in ranked), default=None)
    return tuple(face for distance, face in ranked if distance == nearest)


def _distance(face: Face, weight: float, italic: bool) -> tuple[bool, int, float]:
    """How far a face is from what is asked, to compare: the order in which section 5.2 looks for a weight."""
    low, high = face.weights
    style = face.italic != italic
    if low <= weight <= high:
        return style, 0, 0.0
    # What is below comes before what is above for a light weight, and the reverse for a bold one; between
    # 400 and 500 first what lies above, up to 500.
    below = high < weight
    distance = weight - high if below else low - weight
    if 400 <= weight <= 500:
        order = 2 if below else (1 if low <= 500 else 3)
    elif weight < 400:
        order = 1 if below else 2
    else:
        order = 2 if below else 1
    return style, order, distance


def _faces(font: Font) -> tuple[Face, ...]:
    if isinstance(font.source, bytes):
        return _faces_of(font, None)
    return _faces_of(font, _changed(Path(font.source)))


def _changed(path: Path) -> int:
    """When a file was last written, in ns."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        raise CardError(f"There is no font file {path}. Check the path in `fonts`.") from None


@lru_cache(maxsize=256)
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(_read(path)).hexdigest()


@lru_cache(maxsize=128)
def _faces_of(font: Font, changed: int | None) -> tuple[Face, ...]:
    """The faces of a file, read once for each time that the file has changed."""
    data = font.source if isinstance(font.source, bytes) else _read(Path(font.source))
    name = "a font given as bytes" if isinstance(font.source, bytes) else str(font.source)
    if data[:4] in (b"wOFF", b"wOF2"):
        data = _unpacked(data, name)
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"ttcf", b"true"):
        raise CardError(f"{name} is not a font file. Give a TTF, OTF, TTC, WOFF or WOFF2 file.")
    blob = hb.Blob(data)
    first = hb.Face(blob)
    faces = [first, *(hb.Face(blob, index) for index in range(1, first.count))]
    if any(face.glyph_count == 0 or not len(face.reference_table("cmap")) for face in faces):
        raise CardError(f"{name} is broken: it has no glyphs or no table of characters. Download it again.")
    if len(faces) > 1 and font.family:
        named = [face for face in faces if _family_name(face).lower() == font.family.lower()]
        if not named:
            families = ", ".join(dict.fromkeys(_family_name(face) for face in faces))
            raise CardError(f"{name} has no font of the family {font.family}. It has {families}.")
        faces = named
    return tuple(Face(face, name, font) for face in faces)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CardError(f"The font file {path} cannot be read: {error.strerror}.") from None


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


def _family_name(face: Any) -> str:
    """The typographic family, or else the plain one (name IDs 16 and 1)."""
    return str(face.get_name(16) or face.get_name(1) or "")


def _table(face: Any, tag: str) -> bytes:
    return bytes(face.reference_table(tag).data)


def _weight_class(face: Any) -> float:
    os2 = _table(face, "OS/2")
    return float(int.from_bytes(os2[4:6], "big")) if len(os2) >= 6 else 400.0


def _is_italic(face: Any) -> bool:
    os2, head = _table(face, "OS/2"), _table(face, "head")
    if len(os2) >= 64 and int.from_bytes(os2[62:64], "big") & 0x201:  # ITALIC or OBLIQUE of fsSelection
        return True
    return len(head) >= 46 and bool(int.from_bytes(head[44:46], "big") & 2)


def _clamped(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])
