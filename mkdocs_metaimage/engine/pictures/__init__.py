"""Pictures that a card names: which they are, and what they look like."""

from .limits import MOST_PIXELS
from .named import pictures_named
from .raster import check, decode, natural_size, plain
from .tiles import Pictures, Tile, bytes_of
from .tone import Tone, tone_of

__all__ = [
    "MOST_PIXELS",
    "Pictures",
    "Tile",
    "Tone",
    "bytes_of",
    "check",
    "decode",
    "natural_size",
    "pictures_named",
    "plain",
    "tone_of",
]
