"""The part of a computed style that decides which glyphs a text has and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from .matching import Wanted


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What shaping reads of a style; hashable, so that it is a key of caches.

    Attributes:
        families: The names of `font-family` in order, generic ones too.
        size: `font-size` in px.
        weight: `font-weight`, 1 to 1000.
        slope: How far letters should lean in degrees, by `font-style`.
        width: `font-stretch` in percent.
        letter_spacing: px added after each grapheme cluster.
        word_spacing: px added to each space.
        features: OpenType features by tag, `font-feature-settings` and those that other properties ask for.
        caps: `font-variant-caps`.
        emoji: `font-variant-emoji`.
        lang: A BCP 47 tag, or `""`.
        optical_sizing: Whether a font's `opsz` axis follows the size (`font-optical-sizing: auto`).
        variations: `font-variation-settings`: variable axes by their tags.
        size_adjust: `font-size-adjust`: how high an x should be in em, None where any height will do.
        trimmed: Whether full-width punctuation that meets is narrowed (`text-spacing-trim: normal`).
        synthesis: Which looks may be made of a font that has them not: `weight`, `style`, `small_caps`.
    """

    families: tuple[str, ...]
    size: float
    weight: float = 400.0
    slope: float = 0.0
    width: float = 100.0
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    features: tuple[tuple[str, int], ...] = ()
    caps: str = "normal"
    emoji: str = "normal"
    lang: str = ""
    optical_sizing: bool = True
    variations: tuple[tuple[str, float], ...] = ()
    size_adjust: float | None = None
    trimmed: bool = True
    synthesis: tuple[str, ...] = ("weight", "style", "small_caps")
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Every text that is shaped is looked up by its style: the hash is taken once.
        values = tuple(getattr(self, each.name) for each in fields(self) if each.compare)
        object.__setattr__(self, "_hash", hash(values))

    def __hash__(self) -> int:
        return self._hash

    @property
    def wanted(self) -> Wanted:
        """The looks to choose a face by."""
        return Wanted(self.weight, self.slope, self.width)
