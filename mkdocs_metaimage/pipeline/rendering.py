"""From planned images to files: drawing what the cache does not have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..engine.drawing import Drawing, draw
from ..engine.notes import worded
from ..errors import MetaImageError
from ..store import Kept
from .images import Sketch
from .returned import cannot_draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ..store import Store
    from .images import PlannedImage
    from .remarks import Remarks

#: How many of the places of a remark are named.
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file of the site.

    Attributes:
        path: Its decoded path below the site.
        source: Its bytes, or the file that it is a copy of.
        drawn: Whether it was drawn just now; False for what the cache had and what needs no drawing.
    """

    path: str
    source: bytes | Path
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """Where something was said of drawings, and of what; in order, each once."""

    places: dict[str, None] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)


def render(
    images: Iterable[PlannedImage], store: Store, remarks: Remarks, mend: Callable[[MetaImageError], None]
) -> Iterator[Rendered]:
    """Render planned images; one drawing that stands at several places is drawn once.

    Args:
        images: What was planned.
        store: The cache.
        remarks: Takes what there is to say of a drawing, whether it is new or from the cache.
        mend: Takes an error in one image; where it does not raise, that image is not written.

    Yields:
        Each file that the host does not publish itself.

    Raises:
        MetaImageError: Whatever `mend` raises.
    """
    same: dict[str, list[PlannedImage]] = {}
    told: dict[tuple[str, str], _Told] = {}
    for image in images:
        source = image.content.source
        if isinstance(source, Drawing | Sketch):
            same.setdefault(image.content.digest, []).append(image)
            continue
        _note(told, image, ((note.kind, note.said, note.items) for note in image.content.notes))
        if source is not None:
            yield Rendered(image.path, source)
    for places in same.values():
        try:
            kept, drawn = _kept(places[0], store, remarks)
        except MetaImageError as error:
            mend(error)
            continue
        for image in places:
            _note(told, image, kept.notes)
            yield Rendered(image.path, kept.data, drawn)
    for (kind, said), entry in told.items():
        remarks.make(kind, worded(said, entry.items), _listed(list(entry.places)))


def _note(
    told: dict[tuple[str, str], _Told],
    image: PlannedImage,
    notes: Iterable[tuple[str, str, tuple[str, ...]]],
) -> None:
    for kind, said, items in notes:
        # A template's mistake is the template's wherever it shows; a missing glyph is a page's. What a picture
        # weighs comes of the page, and is mended in the file that draws it.
        place = str(image.origin) if kind == "unknown_css" else f"/{image.path}"
        if kind == "byte_budget":
            place += f" ({image.origin})"
        entry = told.setdefault((kind, said), _Told())
        entry.places[place] = None
        entry.items.update(dict.fromkeys(items))


def _listed(places: list[str]) -> str:
    more = len(places) - _MOST_PLACES
    return ", ".join(places[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")


def _kept(image: PlannedImage, store: Store, remarks: Remarks) -> tuple[Kept, bool]:
    kept = store.get(image.content.digest)
    if kept is not None:
        return kept, False
    source = image.content.source
    assert isinstance(source, Drawing | Sketch), "nothing else is drawn"
    try:
        drawn = draw(source.drawing() if isinstance(source, Sketch) else source)
    except Exception as error:
        raise cannot_draw(error, f"/{image.path}", image.origin) from error
    kept = Kept(drawn.data, tuple((note.kind, note.said, note.items) for note in drawn.notes))
    try:
        store.put(image.content.digest, kept)
    except OSError as error:
        message = (
            f"The cache {store.folder} cannot be written to ({error.strerror}), so cards are drawn anew."
        )
        remarks.make("cache", f"{message} Set the option `cache_dir` to a folder that can.")
    return kept, True
