"""Pictures that a card names: what they look like."""

from .limits import MOST_PIXELS
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
    "plain",
    "tone_of",
]
