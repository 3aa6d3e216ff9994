"""The pictures of a drawing, at the sizes that they are painted at."""

from __future__ import annotations

import hashlib
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from ..cache import BoundedCache
from ..loading import Loader, short
from ..notes import CardError
from .limits import MOST_PIXELS, too_large
from .raster import decode, natural_size, plain
from .sampling import level_of, sampled
from .scaling import scaled
from .vector import View, drawn, svg_dimensions, svg_text, undrawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image

    from ..notes import Note
    from .sampling import Window

# How many pixels of a drawing are drawn that is cut, and how long it is at the most.
_MOST_DRAWN: Final = 16_000_000
_LONGEST: Final = 60_000
# In how many pixels a view of one is drawn twice as fine.
_MOST_FINE: Final = 100_000


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


_tiles: BoundedCache[tuple[str, int, int, View | None], Tile] = BoundedCache(48_000_000, bytes_of)


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
        self._vectors: dict[str, bool] = {}

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
        key = (self._digest(name), width, height, None)
        return _tiles.get(key, lambda: _tile(decode(data, name, (width, height)), width, height))

    def _digest(self, name: str) -> str:
        """What tells a picture from others; what is not drawn of it is noted the first time."""
        if name not in self._digests:
            data = self._bytes(name)
            self._digests[name] = hashlib.sha256(data).hexdigest()
            note = undrawn(data, name)
            if note is not None:
                self._notes[name] = note
        return self._digests[name]

    def part(
        self,
        name: str,
        size: tuple[float, float],
        window: Window,
        pixelated: bool,
        stretch: tuple[float, float] = (1.0, 1.0),
    ) -> Tile:
        """Some pixels of a picture that is scaled to a size.

        Args:
            name: The picture's name.
            size: The width and height that all of it has in px.
            window: The pixels.
            pixelated: Whether its own pixels stay squares.
            stretch: How much of that size across and down is only stretched: drawings keep their ratio before.

        Raises:
            CardError: There is no picture of this name, it cannot be decoded, or this is too large.
        """
        if self._is_vector(name) and max(*size, window.width, window.height) < _LONGEST:
            whole = (size[0] / stretch[0], size[1] / stretch[1])
            if stretch != (1.0, 1.0) or window != (0, 0, *size):
                return self._view(name, View(whole, stretch, window.left, window.top), window)
        width, height = max(floor(size[0] + 0.5), 1), max(floor(size[1] + 0.5), 1)
        exact = (float(width), float(height)) == tuple(size) and not pixelated
        if exact and window == (0, 0, width, height):
            return self.tile(name, width, height)
        if self._is_vector(name):
            # What is far larger than a card is drawn coarser: no more of it is seen than of a card.
            less = min(sqrt(_MOST_DRAWN / (size[0] * size[1])), _LONGEST / max(size), 1.0)
            source = self.tile(name, ceil(size[0] * less), ceil(size[1] * less))
        else:
            source = self.tile(name, *(max(floor(side + 0.5), 1) for side in self.natural_size(name)))
        return Tile(
            sampled(source.picture, size, window, pixelated),
            None if source.alpha is None else sampled(source.alpha, size, window, pixelated),
        )

    def _view(self, name: str, view: View, window: Window) -> Tile:
        """What is seen of a drawing."""
        target = window.width, window.height
        key = (self._digest(name), *target, view)

        def made() -> Tile:
            text = svg_text(self._bytes(name), name)
            assert text is not None
            if window.width * window.height > _MOST_FINE:
                return _tile(plain(drawn(text, name, target, view)), *target)
            # Edges between pixels are four steps by themselves, too few where there are so many.
            fine = drawn(text, name, (2 * window.width, 2 * window.height), view.finer)
            return _tile(fine.convert("RGBa").reduce(2).convert("RGBA"), *target)

        return _tiles.get(key, made)

    def level(self, name: str, size: tuple[float, float], pixelated: bool) -> Tile | None:
        """A picture at its own size, or that halved as often as it is still no smaller than a size in px.

        Returns:
            The picture that browsers sample when they repeat it at that size; None for a drawing, which has no
            size of its own.

        Raises:
            CardError: There is no picture of this name, or it cannot be decoded.
        """
        if self._is_vector(name):
            return None
        source = self.tile(name, *(max(floor(side + 0.5), 1) for side in self.natural_size(name)))
        if pixelated:
            return source
        alpha = None if source.alpha is None else level_of(source.alpha, size)
        return Tile(level_of(source.picture, size), alpha)

    def dimensions(self, name: str) -> tuple[float | None, float | None, float | None]:
        """The width, the height and the ratio of a picture, each None where it has none by itself.

        Raises:
            CardError: There is no picture of this name, or it cannot be decoded.
        """
        if self._is_vector(name):
            text = svg_text(self._bytes(name), name)
            assert text is not None
            return svg_dimensions(text, name)
        width, height = self.natural_size(name)
        return width, height, width / height

    def _is_vector(self, name: str) -> bool:
        if name not in self._vectors:
            self._vectors[name] = svg_text(self._bytes(name), name) is not None
        return self._vectors[name]

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
