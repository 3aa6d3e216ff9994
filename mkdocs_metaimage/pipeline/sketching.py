"""From what a hook asks to be drawn to its digest: out of the memo where nothing has changed, else by making it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from ..engine.loading import Loader, is_remote
from ..engine.notes import CardError
from .images import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..engine.drawing import Drawing
    from ..engine.response import ImageResponse, Surroundings
    from ..errors import MetaImageError
    from .memo import Memo

_KIND = "drawing"
#: What the first drawings that are made may take until they are drawn, in bytes; later ones are made again then, so
#: that memory does not grow with the number of pages.
_ROOM: Final = 24_000_000
#: What the tree of a card takes, in bytes.
_TREE: Final = 12_000


@dataclass(frozen=True, slots=True)
class Sketched:
    """What planning knows of a drawing.

    Attributes:
        sketch: The drawing, to be made when it has to be drawn.
        said: What it says, in words; `""` where nobody asked for that.
    """

    sketch: Sketch
    said: str


class Sketcher:
    """Finds the digests of drawings, and what they say.

    Args:
        memo: What former builds found.
        drawn_soon: Whether the drawings are drawn by the build, so that it is worth to hold those that are made.

    Attributes:
        memo: What former builds found.
    """

    def __init__(self, memo: Memo, *, drawn_soon: bool = True) -> None:
        self.memo = memo
        self._looked: dict[tuple[Path | None, str], str | None] = {}
        self._room = _ROOM if drawn_soon else 0

    def sketch(
        self,
        response: ImageResponse,
        around: Surroundings,
        first: tuple[str, ...] | None,
        failed: Callable[[Exception], MetaImageError],
    ) -> Sketched:
        """Find out what there is to know of a drawing.

        Args:
            response: What is to be drawn.
            around: Where it is drawn.
            first: What its words begin with, where it says that; None where nobody asks for words.
            failed: The error of a drawing that cannot be made when it has to be drawn.

        Raises:
            CardError: It cannot be made.
        """
        key = _hash(f"{response.signature(around)} {first}")
        known = self._known(key, around)
        if known is not None:
            digest, said = known
        else:
            drawing, loaded = _made(response, around)
            digest, with_system_fonts = drawing.identity()
            said = "" if first is None else _said(drawing, first)
            fonts = self._system_fonts if with_system_fonts else None
            self.memo.put(_KIND, key, (digest, said, tuple(loaded.items()), fonts))
            self._room -= _TREE + _carried(drawing)
            if self._room > 0:
                return Sketched(Sketch(digest, partial(_kept, drawing)), said)
        make = partial(_made_again, response, around, failed)
        changed = partial(_changed, partial(self.memo.drop, _KIND, key), failed)
        return Sketched(Sketch(digest, make, changed, key), said)

    def is_as_before(self, sketch: Sketch, said: str, around: Surroundings) -> bool:
        """Whether a build before this one had the same for a drawing that has not changed but for files.

        Args:
            sketch: What that build had.
            said: What the drawing said in it.
            around: Where it is drawn.
        """
        return self._known(sketch.key, around) == (sketch.digest, said)

    def _known(self, key: str, around: Surroundings) -> tuple[str, str] | None:
        """The digest of a drawing and what it says, as far as the memo has them and they are still true."""
        known = self.memo.get(_KIND, key)
        if known is None or not self._unchanged(known[2], known[3], around):
            return None
        return known[0], known[1]

    def _unchanged(
        self, loaded: list[tuple[str, str | None]], fonts: str | None, around: Surroundings
    ) -> bool:
        """Whether the files that a drawing names, and the machine's fonts if it needs them, are what they were."""
        if fonts is not None and fonts != self._system_fonts:
            return False
        return all(self._look(url, around) == digest for url, digest in loaded)

    def _look(self, url: str, around: Surroundings) -> str | None:
        """The hash of what a URL names now, None where that cannot be had; each is looked at once in a build."""
        key = (around.base, url)
        if key not in self._looked:
            loader = Loader(around.base, around.allow_remote, kept_in=around.kept_in)
            try:
                if is_remote(url):
                    self._looked[key] = hashlib.sha256(loader.load(url)).hexdigest()
                else:
                    path = loader.found(url)
                    self._looked[key] = None if path is None else self.memo.digest_of(path)
                    if path is not None and around.on_read is not None:
                        around.on_read(path)
            except (CardError, OSError):
                self._looked[key] = None
        return self._looked[key]

    @cached_property
    def _system_fonts(self) -> str:
        """What changes when a font is added to those of the machine, is removed or another version."""
        from ..engine.text.system import system_fonts  # slow to import
        from ..engine.text.system.folders import stamp

        return _hash(repr(stamp(system_fonts().folders)))


def _made(response: ImageResponse, around: Surroundings) -> tuple[Drawing, dict[str, str | None]]:
    """A drawing, and the hashes of what it names, None for what cannot be had and was not needed."""
    loaded: dict[str, str | None] = {}

    def note(url: str, data: bytes | None) -> None:
        loaded[url] = None if data is None else hashlib.sha256(data).hexdigest()

    drawing = response.drawing(replace(around, on_load=note))
    if drawing.content_type != around.content_type:
        drawing = replace(drawing, content_type=around.content_type)
    return drawing, loaded


def _kept(drawing: Drawing) -> Drawing:
    return drawing


def _made_again(
    response: ImageResponse, around: Surroundings, failed: Callable[[Exception], MetaImageError]
) -> Drawing:
    try:
        return _made(response, around)[0]
    except Exception as error:
        raise failed(error) from error


def _changed(forget: Callable[[], None], failed: Callable[[Exception], MetaImageError]) -> MetaImageError:
    forget()
    return failed(CardError("A file that it names has changed while the site was built: build it again."))


def _carried(drawing: Drawing) -> int:
    """How many bytes of pictures and fonts a drawing carries."""
    fonts = (font.source for font in drawing.fonts)
    files = (*(data for _, data in drawing.pictures), *(font for font in fonts if isinstance(font, bytes)))
    return sum(map(len, files))


def _said(drawing: Drawing, first: tuple[str, ...]) -> str:
    from ..engine.alt_text import alt_text  # slow to import

    return alt_text(drawing, first)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
