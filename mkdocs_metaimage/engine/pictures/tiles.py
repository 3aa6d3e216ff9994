"""The pictures of a drawing, at the sizes that they are painted at."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ..cache import BoundedCache
from ..loading import Loader, short
from ..notes import CardError
from .limits import MOST_PIXELS, too_large
from .raster import decode, natural_size
from .scaling import scaled
from .vector import undrawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image

    from ..notes import Note


class Tile(NamedTuple):
    """A picture to paint.

    Attributes:
        picture: Its colours, RGB, not premultiplied.
        alpha: Its alpha, None where it is opaque.
    """

    picture: Image.Image
    alpha: Image.Image | None


def bytes_of(tile: Tile) -> int:
    """How much memory a tile takes."""
    return tile.picture.width * tile.picture.height * (4 if tile.alpha is None else 5)


_tiles: BoundedCache[tuple[str, int, int], Tile] = BoundedCache(48_000_000, bytes_of)


class Pictures:
    """The pictures of a drawing, decoded when they are asked for.

    Args:
        encoded: The bytes of their files, by name.
    """

    def __init__(self, encoded: Mapping[str, bytes]) -> None:
        self._encoded = encoded
        self._sizes: dict[str, tuple[float, float]] = {}
        self._digests: dict[str, str] = {}
        self._notes: dict[str, Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """What there is to say of the pictures that were painted."""
        return tuple(self._notes.values())

    def natural_size(self, name: str) -> tuple[float, float]:
        """The width and height of a picture in px.

        Raises:
            CardError: There is no picture of this name, or it cannot be decoded.
        """
        if name not in self._sizes:
            self._sizes[name] = natural_size(self._bytes(name), name)
        return self._sizes[name]

    def tile(self, name: str, width: int, height: int) -> Tile:
        """A picture scaled to this size in px.

        Raises:
            CardError: There is no picture of this name, it cannot be decoded, or this is too large.
        """
        if width * height > MOST_PIXELS:
            raise too_large(name, f"it would be drawn at {width}x{height} px")
        data = self._bytes(name)
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(data).hexdigest()
            note = undrawn(data, name)
            if note is not None:
                self._notes[name] = note
        key = (self._digests[name], width, height)
        return _tiles.get(key, lambda: _tile(decode(data, name, (width, height)), width, height))

    def _bytes(self, name: str) -> bytes:
        if name not in self._encoded and name[:5].lower() == "data:":
            return Loader().load(name)
        if name not in self._encoded:
            raise CardError(f"The picture {short(name)} is not among those that the card names.")
        return self._encoded[name]


def _tile(picture: Image.Image, width: int, height: int) -> Tile:
    picture = scaled(picture, width, height)
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    return Tile(picture.convert("RGB"), alpha)
