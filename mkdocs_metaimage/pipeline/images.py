"""A planned image: all that a tag and a writer need to know, before anything is drawn."""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import MetaImageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..engine.drawing import Drawing
    from ..engine.notes import Note

#: How many hex digits of a hash stand in a URL.
HASH_DIGITS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A drawing that need not be there yet: its digest is known, and it is made when it has to be drawn.

    Attributes:
        digest: The hash of the drawing.
        make: Makes the drawing, of what the files that it names are by now.
        changed: Gives the error of one that is another by now; None where it is sure to be the same.
        key: What the memo knows it by; `""` where the drawing itself is held.
    """

    digest: str
    make: Callable[[], Drawing]
    changed: Callable[[], MetaImageError] | None = None
    key: str = ""

    def drawing(self) -> Drawing:
        """The drawing as it was planned.

        Raises:
            MetaImageError: It cannot be made: a file that it names is not what it was then.
        """
        drawing = self.make()
        if self.changed is not None and drawing.digest() != self.digest:
            raise self.changed()
        return drawing


@dataclass(frozen=True, slots=True)
class Content:
    """What an image is made of.

    Attributes:
        source: A drawing to be drawn or the sketch of one, the bytes themselves, a file to be copied, or None
            where the host publishes the file.
        digest: The hash of the drawing or of the bytes, in hex.
        content_type: The MIME type.
        sizes: The width and height in px; several in an icon file, none in a drawing without a size of
            its own.
        notes: What there is to say of finished bytes; a drawing is spoken of when it is drawn.
        said: What a drawing says, in words, if somebody asked for that.
    """

    source: Drawing | Sketch | bytes | Path | None
    digest: str
    content_type: str
    sizes: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...] = ()
    said: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether the engine draws it."""
        # Asked this way round, the engine need not be imported to be told that nothing is drawn.
        return not (self.source is None or isinstance(self.source, bytes | Path))


@dataclass(frozen=True, slots=True)
class PlannedImage:
    """An image with its place.

    Attributes:
        path: Its decoded path below the site.
        content: What it is made of.
        origin: The file that gives it.
        alt: Its alternative text, or None.
        media: The media query of an icon, or None.
        page: The URL of the page that it was made for, or None where pages share it.
    """

    path: str
    content: Content
    origin: Path
    alt: str | None = None
    media: str | None = None
    page: str | None = None

    @property
    def hash(self) -> str:
        """The part of the digest that stands in its URL."""
        return self.content.digest[:HASH_DIGITS]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What has a path: less than the image, which may be large and need not be kept."""

    origin: Path
    digest: str
    page: str | None


class PlannedImages:
    """The planned images of one build, no two at one path.

    Args:
        published: The files that the host publishes itself, each with its decoded path below the site.
        take: Takes each image, once.
    """

    def __init__(self, published: Mapping[Path, str], take: Callable[[PlannedImage], None]) -> None:
        self._claims: dict[str, _Claim] = {}
        self._publisher = {place: file for file, place in published.items()}
        self._take = take

    def add(self, image: PlannedImage) -> None:
        """Take an image in.

        Raises:
            MetaImageError: Another file's image, or a file that the host publishes, has its path.
        """
        claim = _Claim(image.origin, image.content.digest, image.page)
        taken = self._claims.setdefault(image.path, claim)
        other = self._publisher.get(image.path, taken.origin)
        if other != image.origin and os.path.realpath(other) != os.path.realpath(image.origin):
            raise MetaImageError(
                f"{image.origin} and {other} both give the image /{image.path}.",
                hint="Rename one of them, with a number after its name for example.",
            )
        if taken.digest != claim.digest:
            raise MetaImageError(
                f"The pages {_quoted(taken.page)} and {_quoted(image.page)} have different images at /{image.path}.",
                hint="Give one of the pages another URL.",
            )
        if taken is claim:
            self._take(image)

    @property
    def digests(self) -> frozenset[str]:
        """The digests of all of them."""
        return frozenset(claim.digest for claim in self._claims.values())


def _quoted(page: str | None) -> str:
    return f'"/{page or ""}"'
