"""From planned images to files: drawing what the cache does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..engine.drawing import Drawing, draw
from ..engine.notes import CardError
from ..errors import MetaImageError
from ..store import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ..store import Store
    from .images import PlannedImage
    from .remarks import Remarks


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
    places: dict[str, list[PlannedImage]] = {}
    for image in images:
        source = image.content.source
        if isinstance(source, Drawing):
            places.setdefault(image.content.digest, []).append(image)
        elif source is not None:
            yield Rendered(image.path, source)
    for same in places.values():
        try:
            kept, drawn = _kept(same[0], store)
        except MetaImageError as error:
            mend(error)
            continue
        for image in same:
            for kind, message in kept.notes:
                remarks.make(kind, message, _place(kind, image))
            yield Rendered(image.path, kept.data, drawn)


def _place(kind: str, image: PlannedImage) -> str:
    # A template's mistake is the template's wherever it shows; a missing glyph is a page's.
    return str(image.origin) if kind == "unknown_css" else f"/{image.path}"


def _kept(image: PlannedImage, store: Store) -> tuple[Kept, bool]:
    kept = store.get(image.content.digest)
    if kept is not None:
        return kept, False
    assert isinstance(image.content.source, Drawing)
    try:
        drawn = draw(image.content.source)
    except CardError as error:
        raise MetaImageError(str(error), image.origin) from error
    kept = Kept(drawn.data, tuple((note.kind, note.message) for note in drawn.notes))
    try:
        store.put(image.content.digest, kept)
    except OSError as error:
        raise MetaImageError(
            f"The cache {store.folder} cannot be written to: {error.strerror}.",
            hint="Set the option `cache_dir` to a folder that can.",
        ) from error
    return kept, True
