"""A drawing: all that a picture depends on, as one value, and the pure function that draws it.

A drawing pickles, so that a thread, a process or a cluster's worker can draw it as well as the caller.
"""

from __future__ import annotations

import hashlib
import os.path
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from .pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from .boxes import PlacedBox
    from .elements import Element
    from .notes import Note
    from .text.fonts import Font, FontLibrary

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
        debug: Whether the outlines and sizes of the boxes, the baselines of the text and the safe area are
            drawn over it. Such a picture has no bound.
    """

    tree: Element
    width: int
    height: int
    content_type: str = "image/png"
    fonts: tuple[Font, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    max_bytes: int | None = None
    debug: bool = False

    def digest(self) -> str:
        """A hash of the drawing and of the engine: equal digests mean equal pictures. 64 hex digits."""
        described = repr((self.tree, self.width, self.height, self.content_type, self.max_bytes, self.debug))
        pictures = {name: hashlib.sha256(data).hexdigest() for name, data in self.pictures}
        for name in filter(os.path.isabs, list(pictures)):
            # Where a machine keeps a picture has no say: the same site is built elsewhere too.
            described = described.replace(name, pictures.pop(name))
        fonts = [(font.digest, font.family, font.weight, font.style) for font in self.fonts]
        text = f"{engine_version()} {described} {sorted(pictures.items())} {fonts}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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
    data, more = encode(image, drawing.content_type, None if drawing.debug else drawing.max_bytes)
    return Drawn(data, notes + more)


def render(drawing: Drawing) -> tuple[Image.Image, tuple[Note, ...]]:
    """Draw, without encoding.

    Raises:
        CardError: A picture or a font cannot be read.
    """
    from .paint import paint

    pictures = Pictures(dict(drawing.pictures))
    root, notes = place(drawing, pictures)
    return paint(root, drawing.width, drawing.height, pictures, drawing.debug), notes


def place(drawing: Drawing, pictures: Pictures) -> tuple[PlacedBox, tuple[Note, ...]]:
    """Lay out, without painting.

    Raises:
        CardError: A picture or a font cannot be read.
    """
    from .css.cascade import cascade
    from .layout import layout
    from .text.missing import missing_glyphs

    styled, notes = cascade(drawing.tree, drawing.width, drawing.height)
    library = _library(drawing.fonts, tuple(font.digest for font in drawing.fonts))
    root = layout(styled, drawing.width, drawing.height, library, pictures.natural_size)
    return root, notes + missing_glyphs(_missing(root))


@lru_cache(maxsize=8)
def _library(fonts: tuple[Font, ...], digests: tuple[str, ...]) -> FontLibrary:
    """The fonts of a drawing, read anew when one of their files has changed."""
    from .text.fonts import FontLibrary

    return FontLibrary(fonts)


def _missing(box: PlacedBox) -> Iterator[str]:
    """The characters of a box's text that are shown without a glyph."""
    for line in box.lines:
        for run in line.runs:
            yield from run.shaped.missing
    for child in box.children:
        yield from _missing(child)


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
