"""Faces: what a font can draw, and the font at a size with its axes set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import floor
from struct import Struct
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import uharfbuzz as hb

from ..cache import BoundedCache
from .files import family_name
from .matching import BOLD, ITALIC, Range

if TYPE_CHECKING:
    from .fonts import Font
    from .style import TextStyle

# Positions and outlines come from HarfBuzz as integers, this many to a px.
UNITS: Final = 1024
_FLOAT = Struct("f")
#: The slant of Chromium's (Skia's) synthetic italic.
SLANT: Final = 0.25
# How much bolder Skia's synthetic bold is, in em: from the first size in px to the second it falls.
_BOLDER: Final = ((9.0, 1 / 24), (36.0, 1 / 32))
# By `usWidthClass` of the table OS/2, 1 to 9: percent of the normal width.
_WIDTHS: Final = (50.0, 62.5, 75.0, 87.5, 100.0, 112.5, 125.0, 150.0, 200.0)


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said of a font where it is given, None for what the file says itself.

    Attributes:
        family: The name that styles call it by.
        weights: The weights it is for.
        slopes: How far its letters lean, in degrees.
        characters: The only code points it is for.
    """

    family: str | None = None
    weights: Range | None = None
    slopes: Range | None = None
    characters: frozenset[int] | None = None


class Measured(NamedTuple):
    """What a font file says of one of its fonts.

    Attributes:
        axes: The ends of its variable axes by their tags.
        weights: The lowest and highest weight it can draw.
        slopes: How far its letters lean, in degrees.
        widths: Percent of the normal width.
    """

    axes: dict[str, Range]
    weights: Range
    slopes: Range
    widths: Range


def measured(face: Any) -> Measured:
    """What HarfBuzz's face says of itself (the tables fvar, OS/2 and head)."""
    axes = {axis.tag: (axis.min_value, axis.max_value) for axis in face.axis_infos}
    os2, head = (bytes(face.reference_table(tag).data) for tag in ("OS/2", "head"))
    weight = _number(os2, 4) or 400
    width = _WIDTHS[min(max(_number(os2, 6) or 5, 1), len(_WIDTHS)) - 1]
    # ITALIC or OBLIQUE of fsSelection, or italic of macStyle.
    leans = bool(_number(os2, 62) & 0x201 or _number(head, 44) & 2)
    slope = ITALIC if leans else 0.0
    slant = axes.get("slnt")  # counted the other way round
    return Measured(
        axes,
        axes.get("wght", (float(weight), float(weight))),
        (-slant[1], -slant[0]) if slant else (slope, slope),
        axes.get("wdth", (width, width)),
    )


class Face:
    """One font of a file, at no size yet.

    Attributes:
        title: Its family as it is written.
        family: The same in lower case, as `font-family` is compared.
        name: What to call it in messages.
        font: What it was given by; None for a font of the system's.
        weights: The lowest and highest weight it can draw.
        weight: The weight it is drawn with where no axis sets another.
        slopes: How far its letters lean, in degrees: 0 for an upright face.
        widths: Percent of the normal width.
        color: Whether its glyphs have colours of their own.
    """

    def __init__(
        self, face: Any, name: str, declared: Declared = Declared(), font: Font | None = None
    ) -> None:
        self._face = face
        self._only = declared.characters
        self.name = name
        self.font = font
        own = family_name(face)
        self.family = (declared.family or own).lower()
        self.title = own if own.lower() == self.family else declared.family or own
        self._axes, weights, slopes, self.widths = measured(face)
        self.weights = declared.weights or weights
        self.weight = _clamped(weights[0], self.weights)
        self.slopes = declared.slopes or slopes
        self.color = bool(face.has_color_paint or face.has_color_layers or face.has_color_png)
        self._sized: BoundedCache[_Setting, SizedFace] = BoundedCache(128)
        self._styled: BoundedCache[tuple[TextStyle, bool], SizedFace] = BoundedCache(256)

    @property
    def italic(self) -> bool:
        """Whether it is an italic or oblique one."""
        return self.slopes[1] >= ITALIC

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that it has a glyph for."""
        found = frozenset(self._face.unicodes)
        return found if self._only is None else found & self._only

    @cached_property
    def features(self) -> frozenset[str]:
        """The OpenType features by which it replaces glyphs, by their tags."""
        return self._features("GSUB")

    @cached_property
    def spacing_features(self) -> frozenset[str]:
        """The OpenType features by which it places glyphs, by their tags."""
        return self._features("GPOS")

    def _features(self, table: str) -> frozenset[str]:
        tags: set[str] = set()
        try:
            for script, _ in enumerate(self._face.get_table_script_tags(table)):
                languages = range(len(self._face.get_script_language_tags(table, script)))
                for language in (0xFFFF, *languages):  # the first is that of no language
                    tags.update(self._face.get_language_feature_tags(table, script, language))
        except UnicodeDecodeError:  # a broken font: its other features are not looked for
            pass
        return frozenset(tags)

    def at(self, style: TextStyle, *, small: bool = False) -> SizedFace:
        """The face in a style, as near to its looks as the face can be drawn.

        Args:
            style: The style.
            small: Whether it is for capitals that stand for small ones.
        """
        return self._styled.get((style, small), lambda: self._at(style, small))

    def _at(self, style: TextStyle, small: bool) -> SizedFace:
        size = style.size
        if style.size_adjust is not None:
            size = self._adjusted(style, style.size_adjust)
        bold = style.weight >= BOLD > self.weights[1] and "weight" in style.synthesis
        slanted = style.slope >= ITALIC > self.slopes[1] and "style" in style.synthesis
        # Chromium's small capitals have a whole number of px, and the axes of the full size.
        setting = _Setting(
            floor(size * SMALL_CAPITALS + 0.5) if small else size,
            self._variations(style, size),
            bold and not self.color,
            slanted,
        )
        return self._sized.get(setting, lambda: SizedFace(self, self._face, setting))

    def _adjusted(self, style: TextStyle, height: float) -> float:
        """The size at which an x is so many times as high as the size that is asked for."""
        plain = self.at(replace(style, size_adjust=None))
        return style.size * height * style.size / plain.x_height if plain.x_height else style.size

    def _variations(self, style: TextStyle, size: float) -> tuple[tuple[str, float], ...]:
        """The values of its axes (CSS Fonts 4, section 7.1): the last one said of an axis counts."""
        if not self._axes:
            return ()
        values = {
            "wght": _clamped(style.weight, self.weights),
            "wdth": style.width,
            "slnt": -_clamped(style.slope, self.slopes),
        }
        if style.optical_sizing:
            values["opsz"] = size
        values.update(style.variations)
        return tuple((tag, _clamped(values[tag], ends)) for tag, ends in self._axes.items() if tag in values)


#: How large capitals are that stand for small ones, in em, as in Chromium.
SMALL_CAPITALS: Final = 0.7


class _Setting(NamedTuple):
    size: float
    variations: tuple[tuple[str, float], ...]
    bold: bool
    slanted: bool


class SizedFace:
    """A face at a size, its variable axes set: what shapes text and draws glyphs.

    Attributes:
        face: The face.
        size: px per em.
        font: HarfBuzz's font, `UNITS` to a px.
        ascent: How far it reaches above the baseline in whole px, as browsers round it.
        exact_ascent: The same in px that are not rounded.
        descent: How far it reaches below, in whole px.
        line_gap: More room between lines that it asks for, in px.
        x_height: The height of an x, in px.
        sink: How far its outlines are to be lowered, in px.
        lean: How far its pictures are to be slanted, in px to the right for each px up.
    """

    def __init__(self, face: Face, hb_face: Any, setting: _Setting) -> None:
        self.face = face
        self._source = hb_face, setting
        self.size = setting.size
        self.font = hb.Font(hb_face)
        if setting.variations:
            self.font.set_variations(dict(setting.variations))
        # Before there is a scale these are whole units of the font.
        extents = self.font.get_font_extents("ltr")
        em = _short(_short(setting.size) / hb_face.upem)
        scale = round(setting.size * UNITS)
        self.font.scale = (scale, scale)
        self.x_height = self.font.get_metric_position_with_fallback(hb.OTMetricsTag.X_HEIGHT) / UNITS
        # HarfBuzz paints nothing of a colour glyph that it slants.
        self.lean = SLANT if setting.slanted and face.color else 0.0
        if setting.slanted and not face.color:
            self.font.synthetic_slant = SLANT
        self.sink = 0.0
        if setting.bold:
            bolder = _bolder(setting.size)
            # In place: the letters grow, their advances do not. HarfBuzz lets them grow upwards only.
            self.font.synthetic_bold = (bolder, bolder, True)
            self.sink = bolder * setting.size / 2
        # Browsers round floats as short as these: 1.02 of 10px / 1.2 is a little less than 8.5.
        self.exact_ascent: float = extents.ascender * em
        self.ascent = float(floor(_short(self.exact_ascent) + 0.5))
        self.descent = float(floor(_short(-extents.descender * em) + 0.5))
        self.line_gap: float = extents.line_gap * em

    @property
    def weight(self) -> float:
        """The weight of its letters, 1 to 1000, before they are emboldened."""
        return dict(self._source[1].variations).get("wght", self.face.weight)

    @property
    def leans(self) -> bool:
        """Whether its letters lean, before they are slanted."""
        slant = dict(self._source[1].variations).get("slnt")
        return self.face.slopes[0] > 0 if slant is None else slant != 0

    @property
    def em_descent(self) -> float:
        """How far below the baseline the bottom of the em square is, in px (CSS Inline 3, appendix A)."""
        table = self.font.face.reference_table("OS/2").data
        above, below = (_signed(table, offset) for offset in (68, 70))
        return self.size * -below / (above - below) if above > below else float(self.descent)

    def differs_in_size(self, other: SizedFace) -> bool:
        """Whether this and another size of the face have letters of the same shapes."""
        return self._source[1]._replace(size=other.size) == other._source[1]

    def times(self, factor: float) -> SizedFace:
        """The face at so many times the size, all else as it is."""
        hb_face, setting = self._source
        return (
            self if factor == 1 else _larger(self.face, hb_face, setting._replace(size=setting.size * factor))
        )


@lru_cache(maxsize=64)
def _larger(face: Face, hb_face: Any, setting: _Setting) -> SizedFace:
    return SizedFace(face, hb_face, setting)


def _short(number: float) -> float:
    """A number as a float of four bytes has it."""
    return float(_FLOAT.unpack(_FLOAT.pack(number))[0])


def _bolder(size: float) -> float:
    (small, much), (large, little) = _BOLDER
    share = min(max((size - small) / (large - small), 0.0), 1.0)
    return much + (little - much) * share


def _number(table: bytes, offset: int) -> int:
    """Two bytes of a table as a number, 0 where it ends before."""
    return int.from_bytes(table[offset : offset + 2], "big")


def _signed(table: bytes, offset: int) -> int:
    return int.from_bytes(table[offset : offset + 2], "big", signed=True)


def _clamped(value: float, limits: Range) -> float:
    return min(max(value, limits[0]), limits[1])
