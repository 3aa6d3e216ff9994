"""The fonts that a card's `@font-face` rules bring: found in its sheets, and loaded."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .loading import Loader, short
from .notes import CardError

if TYPE_CHECKING:
    from .css.sheets.font_face import FontFace
    from .css.sheets.media import Screen
    from .elements import Element
    from .text.fonts import Font

# Longer sheets carry files, and are not kept.
_LONGEST_KEPT: Final = 20_000


def fonts_of(tree: Element, width: int, height: int, loader: Loader) -> tuple[Font, ...]:
    """The fonts that a tree's style sheets declare, the last one first: of two that are equal it counts.

    Args:
        tree: The elements.
        width: The picture's width in px, which `@media` may ask about.
        height: Its height in px.
        loader: Gets the files.

    Raises:
        CardError: None of the files of one can be had and read.
    """
    faces = _faces(tree, width, height)
    if not faces:
        return ()
    loader = replace(loader, kind="font")
    return tuple(font for face in reversed(faces) if (font := _font(face, loader)) is not None)


def _faces(tree: Element, width: int, height: int) -> list[FontFace]:
    from .css.sheets.embedded import sheet_texts
    from .css.sheets.media import Screen

    screen = Screen(width, height)
    faces: list[FontFace] = []
    for text in sheet_texts(tree, screen):
        faces += _kept_faces(text, screen) if len(text) <= _LONGEST_KEPT else _faces_in(text, screen)
    return faces


def _faces_in(text: str, screen: Screen) -> tuple[FontFace, ...]:
    from .css.sheets import parse_sheet

    return parse_sheet(text, screen).font_faces if "@font-face" in text.lower() else ()


# Of a site's cards many have the same sheet.
_kept_faces: Final = lru_cache(maxsize=64)(_faces_in)


def _font(face: FontFace, loader: Loader) -> Font | None:
    """The first of a face's sources that can be had; None where it has only names of installed fonts."""
    failed = None
    for source in face.sources:
        if source.local:
            # As on a machine that has it not: a card is the same everywhere.
            continue
        try:
            return _loaded(face, source.name, loader)
        except CardError as error:
            failed = failed or error
    if failed is not None:
        message = f"In the @font-face of the family {short(face.family)}: {failed}"
        raise CardError(message, named=failed.named) from failed
    return None


def _loaded(face: FontFace, url: str, loader: Loader) -> Font:
    from .text.fonts import Font, FontLibrary

    font = Font(loader.load(url), face.family, face.weights, face.style, face.unicode_range)
    try:
        FontLibrary((font,))
    except CardError as error:
        raise CardError(str(error).replace("a font given as bytes", short(url)), named=url) from error
    return font
