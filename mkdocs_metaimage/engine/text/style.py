"""The part of a computed style that decides which glyphs a text has and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What shaping reads of a style; hashable, so that it is a key of caches.

    Attributes:
        families: The names of `font-family` in order, generic ones too.
        size: `font-size` in px.
        weight: `font-weight`, 1 to 1000.
        italic: Whether `font-style` is italic or oblique.
        letter_spacing: px added after each grapheme cluster.
        word_spacing: px added to each space.
        features: OpenType features by tag, `font-feature-settings` and those that other properties ask for.
        lang: A BCP 47 tag, or `""`.
        optical_sizing: Whether a font's `opsz` axis follows the size (`font-optical-sizing: auto`).
    """

    families: tuple[str, ...]
    size: float
    weight: float = 400.0
    italic: bool = False
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    features: tuple[tuple[str, int], ...] = ()
    lang: str = ""
    optical_sizing: bool = True
