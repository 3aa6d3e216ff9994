"""One image of a page as a drawing, to be looked into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ...pipeline.images import Sketch
from ..planning import UnknownPageError, plan_page
from .images import image_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...engine.drawing import Drawing
    from ...pipeline import PlannedImage
    from ..attempts import Attempt
    from ..desk import View

T = TypeVar("T")


def look_into(view: View, key: str, image: str, attempt: Attempt | None, look: Callable[[Drawing], T]) -> T:
    """What is found out about the drawing of an image.

    Args:
        view: What the request sees.
        key: What names the page.
        image: The image's name among those of the page.
        attempt: What is tried of the page, or None.
        look: Finds it out.

    Raises:
        UnknownPageError: There is no such page, or no such image of it that can be drawn.
        OverdueError: A hook does not return.
    """
    drafted = view.turns.take(lambda: plan_page(view.draft, key, attempt))
    found = dict(zip(image_ids(drafted), drafted.planned.images, strict=True)).get(image)
    try:
        drawing = None if found is None else drawing_of(found[1])
        if drawing is not None:
            return look(drawing)
    except Exception as error:
        raise UnknownPageError("The image cannot be drawn: see the error in its place.") from error
    raise UnknownPageError("The page has no such image that is drawn from HTML. Choose another one.")


def drawing_of(image: PlannedImage) -> Drawing | None:
    """The drawing of an image, as the files that it names are now; None for one that is not drawn from HTML.

    Raises:
        MetaImageError: It cannot be made.
    """
    source = image.content.source
    if source is None or isinstance(source, bytes | Path):
        return None
    return source.make() if isinstance(source, Sketch) else source
