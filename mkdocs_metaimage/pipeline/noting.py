"""What there is to say of the images of a build, told in the order of planning, whatever the order of drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..engine.notes import worded

if TYPE_CHECKING:
    from pathlib import Path

    from ..store import Notes
    from .images import PlannedImage
    from .remarks import Remarks

#: How many of the places of a remark are named.
_MOST_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """Where something was said of images, and of what; in order, each once."""

    places: dict[str, None] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)


class ImageNotes:
    """The notes on the images of one build."""

    def __init__(self) -> None:
        self._places: list[tuple[str, str, Path]] = []
        self._notes: dict[str, Notes] = {}

    def expect(self, image: PlannedImage) -> int:
        """Take an image of which something may be said, in the order of planning.

        Returns:
            How many there were before it.
        """
        content = image.content
        self._places.append((content.digest, image.path, image.origin))
        if content.notes:
            self.add(content.digest, tuple((note.kind, note.said, note.items) for note in content.notes))
        return len(self._places) - 1

    def add(self, digest: str, notes: Notes) -> None:
        """Take what there is to say of the images of a digest."""
        if notes:
            self._notes[digest] = notes

    def tell(self, remarks: Remarks) -> None:
        """Make the remarks."""
        told: dict[tuple[str, str], _Told] = {}
        for digest, path, origin in self._places:
            for kind, said, items in self._notes.get(digest, ()):
                entry = told.setdefault((kind, said), _Told())
                entry.places[_place(kind, path, origin)] = None
                entry.items.update(dict.fromkeys(items))
        for (kind, said), entry in told.items():
            remarks.make(kind, worded(said, entry.items), _listed(list(entry.places)))


def _place(kind: str, path: str, origin: Path) -> str:
    # A template's mistake is the template's wherever it shows; a missing glyph is a page's. What a picture
    # weighs comes of the page, and is mended in the file that draws it.
    if kind == "unknown_css":
        return str(origin)
    return f"/{path} ({origin})" if kind == "byte_budget" else f"/{path}"


def _listed(places: list[str]) -> str:
    more = len(places) - _MOST_PLACES
    return ", ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
