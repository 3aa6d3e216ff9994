"""A drawing: all that a picture depends on, as one value, and the pure function that draws it.

A drawing pickles, so that a thread, a process or a cluster's worker can draw it as well as the caller.
"""

from __future__ import annotations

import hashlib
import os.path
import re
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

# What draws is imported where it is drawn: planning needs but the digests.
from .depth import room_for
from .version import engine_version

if TYPE_CHECKING:
    from PIL import Image

    from .boxes import PlacedBox
    from .elements import Element
    from .notes import Note
    from .pictures import Pictures
    from .text.fonts import Font, FontLibrary
    from .text.system import SystemFonts

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U(000[0-9a-f]{5}|0010[0-9a-f]{4})")


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
        system_fonts: Whether the machine's own fonts draw the characters that none of the others has.
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
    system_fonts: bool = True
    debug: bool = False

    def digest(self) -> str:
        """A hash of the drawing and of the engine: equal digests mean equal pictures. 64 hex digits."""
        return self.identity()[0]

    def identity(self) -> tuple[str, bool]:
        """The digest, and whether the machine's own fonts have a say in it."""
        described = repr((self.tree, self.width, self.height, self.content_type, self.max_bytes, self.debug))
        pictures = [(name, hashlib.sha256(data).hexdigest()) for name, data in self.pictures]
        # Where a machine keeps a picture has no say: the same site is built elsewhere too. A name may begin another.
        for name, digest in sorted(pictures, key=lambda picture: -len(picture[0])):
            if os.path.isabs(name):
                described = described.replace(repr(name)[1:-1], digest)
        # Style sheets may spell a name otherwise, so that each counts by itself too.
        named = [("" if os.path.isabs(name) else name, digest) for name, digest in pictures]
        fonts = [
            (font.digest, font.family, font.weight, font.style, font.unicode_range) for font in self.fonts
        ]
        marks = _marks(self, described)
        text = f"{engine_version()} {described} {named} {fonts} {marks or ()}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), marks is not None


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


def draw_timed(drawing: Drawing) -> tuple[Drawn, float]:
    """Draw and encode, and say how many seconds it took.

    Raises:
        CardError: A picture or a font cannot be read, or the content type is not known.
    """
    begun = time.perf_counter()
    return draw(drawing), time.perf_counter() - begun


def render(drawing: Drawing) -> tuple[Image.Image, tuple[Note, ...]]:
    """Draw, without encoding.

    Raises:
        CardError: A picture or a font cannot be read.
    """
    from .paint import paint
    from .pictures import Pictures

    pictures = Pictures(dict(drawing.pictures))
    with room_for(drawing.tree):
        root, notes = place(drawing, pictures)
        image = paint(root, drawing.width, drawing.height, pictures, drawing.debug)
    return image, notes + pictures.notes


def place(drawing: Drawing, pictures: Pictures) -> tuple[PlacedBox, tuple[Note, ...]]:
    """Lay out, without painting.

    Raises:
        CardError: A picture or a font cannot be read.
    """
    from .css.cascade import cascade
    from .layout import layout
    from .text.missing import missing_glyphs

    library = _library_of(drawing)
    styled, notes = cascade(drawing.tree, drawing.width, drawing.height, library)
    root = layout(styled, drawing.width, drawing.height, library, pictures.natural_size, pictures.dimensions)
    missing = _missing(root)
    return root, notes + (missing_glyphs(missing, library.characters) if missing else ())


def _library_of(drawing: Drawing) -> FontLibrary:
    from .text.system import system_fonts

    digests = tuple(font.digest for font in drawing.fonts)
    return _library(drawing.fonts, digests, system_fonts() if drawing.system_fonts else None)


@lru_cache(maxsize=8)
def _library(fonts: tuple[Font, ...], digests: tuple[str, ...], system: SystemFonts | None) -> FontLibrary:
    """The fonts of a drawing, read anew when one of their files has changed."""
    from .text.fonts import FontLibrary

    return FontLibrary(fonts, system)


def _marks(drawing: Drawing, described: str) -> tuple[str, ...] | None:
    """What says which of the machine's fonts have a part in a drawing; None where no such font can have one.

    Args:
        drawing: The drawing.
        described: All that is in it as text, where characters that are not printable are escaped.
    """
    escapes = ["".join(code) for code in _ESCAPE.findall(described)]
    if not drawing.system_fonts or (described.isascii() and not escapes):
        return None
    # All of ASCII that is to be seen is in the bundled fonts.
    texts = "".join(_BEYOND_ASCII.findall(described))
    # Also what `text-transform` makes of them.
    shown = {*texts, *texts.upper(), *(chr(int(code, 16)) for code in escapes)}
    library = _library_of(drawing)
    assert library.system is not None
    known = library.characters
    if "\ufe0e" in shown or "font-variant-emoji" in described:
        # The text forms of emoji are the machine's, too, and digits are among them.
        known -= library.emoji().characters
        shown |= {*described}
    foreign = [char for char in sorted(shown) if ord(char) not in known]
    return library.system.marks(foreign) if foreign else None


def _missing(root: PlacedBox) -> tuple[str, ...]:
    """The characters of a card's text that are shown without a glyph, in the order of the document."""
    from .boxes import text_runs

    return tuple(cluster for run in text_runs(root) for cluster in run.shaped.missing)
