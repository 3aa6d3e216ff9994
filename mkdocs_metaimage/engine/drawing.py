"""A drawing: all that a picture depends on, as one value, and the pure function that draws it.

A drawing pickles, so that a thread, a process or a cluster's worker can draw it as well as the caller.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

    from .boxes import PlacedBox
    from .elements import Element
    from .notes import Note
    from .text.fonts import Font

_LIBRARIES = ("pillow", "uharfbuzz", "python-bidi", "uniseg", "resvg-py")


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a picture depends on.

    Attributes:
        tree: The elements.
        width: The picture's width in px.
        height: The picture's height in px.
        content_type: Its MIME type.
        fonts: The user's fonts, tried before the bundled ones.
        pictures: The pictures that the tree names, as pairs of the name and the encoded bytes.
        max_bytes: What the encoded picture should not exceed, in bytes; None for no bound.
    """

    tree: Element
    width: int
    height: int
    content_type: str = "image/png"
    fonts: tuple[Font, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    max_bytes: int | None = None

    def digest(self) -> str:
        """A hash of the drawing and of the engine: equal digests mean equal pictures. 64 hex digits."""
        state = hashlib.sha256(engine_version().encode())
        described = (self.tree, self.width, self.height, self.content_type, self.max_bytes)
        state.update(repr(described).encode("utf-8", "surrogatepass"))
        for font in self.fonts:
            state.update(repr(("font", font.digest, font.family, font.weight, font.style)).encode())
        for name, data in self.pictures:
            state.update(repr(("picture", name, hashlib.sha256(data).digest())).encode())
        return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Drawn:
    """An encoded picture, and what the engine has to say about it."""

    data: bytes
    notes: tuple[Note, ...] = ()


def draw(drawing: Drawing) -> Drawn:
    """Draw and encode.

    Raises:
        CardError: A picture or a font cannot be read, or the content type is not known.
    """
    from .encode import encode

    image, notes = render(drawing)
    data, more = encode(image, drawing.content_type, drawing.max_bytes)
    return Drawn(data, notes + more)


def render(drawing: Drawing) -> tuple[Image.Image, tuple[Note, ...]]:
    """Draw, without encoding."""
    from .paint import paint
    from .pictures import Pictures

    pictures = Pictures(dict(drawing.pictures))
    root, notes = place(drawing, pictures)
    return paint(root, drawing.width, drawing.height, pictures), notes


@cache
def engine_version() -> str:
    """What tells apart two engines that may draw one drawing differently."""
    state = hashlib.sha256()
    room = Path(__file__).parent
    for file in sorted(room.rglob("*.py")):
        state.update(file.relative_to(room).as_posix().encode())
        state.update(file.read_bytes())
    for asset in sorted((room.parent / "assets").iterdir()):
        state.update(f"{asset.name} {asset.stat().st_size}".encode())
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"{state.hexdigest()} {libraries}"
