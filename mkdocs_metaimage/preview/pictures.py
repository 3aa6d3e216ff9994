"""The pictures that the preview shows: drawn when they are asked for, and kept as long as there is room."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..conventions import extension_of
from ..engine.notes import Note
from ..errors import MetaImageError
from ..pipeline import cannot_draw
from ..pipeline.images import Sketch
from ..store import Kept, Store

if TYPE_CHECKING:
    from ..pipeline import PlannedImage

#: The most bytes of pictures in memory.
_ROOM: Final = 64_000_000
#: Of how many pictures it is known where they can be read again.
_PLACES: Final = 20_000
#: How many are drawn at once: a browser asks for six, which would only make each other wait.
_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a browser gets it.

    Attributes:
        data: The encoded picture.
        content_type: Its MIME type.
        digest: The hash of the drawing or of the bytes that it really is, in hex.
        notes: What there is to say of it.
        seconds: How long drawing it took; None where it was not drawn just now.
    """

    data: bytes
    content_type: str
    digest: str
    notes: tuple[Note, ...] = ()
    seconds: float | None = None

    @property
    def address(self) -> str:
        """Where the preview has it, below its root."""
        return f"picture/{self.digest}.{extension_of(self.content_type)}"


class Pictures:
    """Draws planned images and keeps the pictures; threads may share it.

    Args:
        room: The most bytes to keep in memory; what the cache has besides is read from there again.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._under_way: dict[str, Future[Picture]] = {}
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._bytes = 0
        self._places: OrderedDict[str, tuple[str, Store | Path]] = OrderedDict()

    def draw(self, image: PlannedImage, store: Store, *, afresh: bool = False, keep: bool = True) -> Picture:
        """The picture of a planned image.

        Where a file that it names has changed since it was planned it is drawn as it is now. Who asks for one that
        another thread is drawing waits for that.

        Args:
            image: The image.
            store: The cache of drawn images.
            afresh: Whether to draw it also where the cache has it, to measure how long that takes.
            keep: Whether to put it into the cache.

        Raises:
            MetaImageError: It cannot be drawn or read.
        """
        source = image.content.source
        if isinstance(source, bytes):
            return self._remember(
                Picture(source, image.content.content_type, image.content.digest, image.content.notes)
            )
        if source is None or isinstance(source, Path):
            return self._read(image, image.origin if source is None else source)
        digest = image.content.digest
        while True:
            with self._lock:
                others = self._under_way.get(digest)
                mine = self._under_way.setdefault(digest, Future())
            if others is None:
                return self._draw(image, store, mine, afresh=afresh, keep=keep)
            picture = others.result()
            # Who did not ask for it to be drawn may just have read it.
            if not afresh or picture.seconds is not None:
                return picture

    def find(self, digest: str) -> tuple[str, bytes] | None:
        """The content type and the bytes of a picture that was given out; None for others, and for what is gone."""
        with self._lock:
            picture = self._kept.get(digest)
            place = self._places.get(digest)
            if picture is not None:
                self._kept.move_to_end(digest)
        if picture is not None:
            return picture.content_type, picture.data
        if place is None:
            return None
        content_type, source = place
        if isinstance(source, Store):
            kept = source.get(digest)
            return None if kept is None else (content_type, kept.data)
        with suppress(OSError):
            data = source.read_bytes()
            if hashlib.sha256(data).hexdigest() == digest:
                return content_type, data
        return None

    def _draw(
        self, image: PlannedImage, store: Store, mine: Future[Picture], *, afresh: bool, keep: bool
    ) -> Picture:
        digest = image.content.digest
        try:
            picture = None if afresh else self._known(image, store)
            if picture is None:
                with self._turns:
                    picture = self._drawn(image)
                if keep:
                    # Where the cache cannot be written to, the build says so.
                    with suppress(OSError):
                        notes = tuple((note.kind, note.said, note.items) for note in picture.notes)
                        store.put(picture.digest, Kept(picture.data, notes))
            mine.set_result(self._remember(picture, store if keep else None))
        except BaseException as error:
            mine.set_exception(error)
        finally:
            with self._lock:
                del self._under_way[digest]
        return mine.result()

    def _known(self, image: PlannedImage, store: Store) -> Picture | None:
        digest = image.content.digest
        with self._lock:
            picture = self._kept.get(digest)
        if picture is not None:
            return replace(picture, seconds=None)
        kept = store.get(digest)
        if kept is None:
            return None
        return Picture(
            kept.data, image.content.content_type, digest, tuple(Note(*note) for note in kept.notes)
        )

    def _drawn(self, image: PlannedImage) -> Picture:
        from ..engine.drawing import draw_timed  # slow to import

        source = image.content.source
        assert source is not None, "the host has its file"
        assert not isinstance(source, bytes | Path), "it need not be drawn"
        drawing = source.make() if isinstance(source, Sketch) else source
        try:
            drawn, seconds = draw_timed(drawing)
        except Exception as error:
            raise cannot_draw(error, f"/{image.path}", image.origin) from error
        return Picture(drawn.data, drawing.content_type, drawing.digest(), drawn.notes, seconds)

    def _read(self, image: PlannedImage, file: Path) -> Picture:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise MetaImageError(
                f"/{image.path} cannot be read: {error.strerror}.",
                file,
                hint="Put the file back, or take what names it away.",
            ) from error
        digest = hashlib.sha256(data).hexdigest()
        picture = Picture(data, image.content.content_type, digest, image.content.notes)
        return self._remember(picture, file)

    def _remember(self, picture: Picture, place: Store | Path | None = None) -> Picture:
        """Keep a picture, and where it can be read again when there is no more room for it."""
        digest = picture.digest
        with self._lock:
            former = self._kept.pop(digest, None)
            self._bytes += len(picture.data) - (0 if former is None else len(former.data))
            self._kept[digest] = picture
            while self._bytes > self._room and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1].data)
            if place is not None:
                self._places[digest] = (picture.content_type, place)
                self._places.move_to_end(digest)
                while len(self._places) > _PLACES:
                    self._places.popitem(last=False)
        return picture
