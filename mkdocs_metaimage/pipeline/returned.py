"""What a hook's `image` function returned, checked against what its metadata says, as an image's content."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from ..conventions import CONTENT_TYPES, canonical_content_type
from ..engine.notes import CardError
from ..engine.response import ImageResponse, Surroundings
from ..errors import MetaImageError
from .images import Content
from .memo import Memo
from .sketching import Sketcher

# What draws, encodes and decodes is imported where it is used: few builds need all of it, and most need none.
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image

    from ..conventions import Convention
    from ..engine.notes import Note
    from ..engine.text.fonts import Font
    from ..metadata import ImageMetadata

_HINT = (
    "Return an ImageResponse, a PIL image, the bytes of an image file, the path of one, or for an icon of the "
    "type image/svg+xml SVG text."
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What cards are drawn with, whatever hook they come from.

    Attributes:
        fonts: The site's fonts, tried before the bundled ones.
        max_bytes: What a social image should not exceed, in bytes; None for no bound.
        allow_remote: Whether pictures and fonts may be fetched over https.
        debug: Whether the outlines of the boxes are drawn over cards.
        on_read: Told of each picture and font that a card names, and of each file that a hook returns.
        kept_in: The folder where remote files are kept from build to build, or None.
        sketcher: Finds the digests of drawings.
    """

    fonts: tuple[Font, ...] = ()
    max_bytes: int | None = None
    allow_remote: bool = False
    debug: bool = False
    on_read: Callable[[Path], None] | None = None
    kept_in: Path | None = None
    sketcher: Sketcher = field(default_factory=lambda: Sketcher(Memo()))


@dataclass(frozen=True, slots=True)
class Subject:
    """Which function of which file returned something, and for what.

    Attributes:
        file: The file.
        name: The function, the page and the variant, for messages.
        lang: The language of the page, or of the site for what pages share, as a BCP 47 tag.
        first: What the words of its picture begin with where it says that; None where nobody asks for them.
        line: The line of the file at which the function begins, or None.
    """

    file: Path
    name: str
    lang: str = ""
    first: tuple[str, ...] | None = None
    line: int | None = None


def settle(
    returned: object, declared: ImageMetadata, convention: Convention, subject: Subject, workshop: Workshop
) -> Content:
    """Check what was returned and say what the image is made of.

    Args:
        returned: What the function returned.
        declared: The image's metadata.
        convention: What the image is for.
        subject: What returned it.
        workshop: What cards are drawn with.

    Raises:
        MetaImageError: It is not an image, or not of the declared size and type.
    """
    try:
        content = _content(returned, declared, convention, subject, workshop)
        _check(content, declared, convention)
    except Exception as error:
        raise cannot_draw(error, subject.name, subject.file, subject.line) from error
    return content


def cannot_draw(error: Exception, subject: str, file: Path, line: int | None = None) -> MetaImageError:
    """The error of an image that cannot be made of what a file gave, whatever went wrong.

    Args:
        error: What was raised.
        subject: What cannot be made.
        file: The file that gives it.
        line: The line in it that is shown where no better one is known, or None.
    """
    if isinstance(error, MetaImageError):
        return MetaImageError(f"{subject}: {error.message}", file, line, error.hint)
    if isinstance(error, CardError):
        if error.file is not None:
            return MetaImageError(f"{subject}: {error}", error.file)
        named = None if error.named is None else _line_of(error.named, file)
        return MetaImageError(f"{subject}: {error}", file, named or line)
    if isinstance(error, _ReturnedError):
        return MetaImageError(f"{subject}: {error}", file, line)
    return MetaImageError(
        f"{subject} cannot be drawn: {type(error).__name__}: {error}.",
        file,
        line,
        hint="The card engine did not expect this; please report it with the file.",
    )


def _line_of(name: str, file: Path) -> int | None:
    """The line of a file on which a name stands, None where that is nowhere or at several places."""
    try:
        before, *after = file.read_text("utf-8").split(name)
    except (OSError, ValueError):
        return None
    return before.count("\n") + 1 if len(after) == 1 else None


class _ReturnedError(ValueError):
    """What was returned is not what the metadata says, or no image at all."""


def _content(
    returned: object, declared: ImageMetadata, convention: Convention, subject: Subject, workshop: Workshop
) -> Content:
    budget = workshop.max_bytes if convention.social else None
    folder = subject.file.parent
    if isinstance(returned, ImageResponse):
        drawn = _agreed(returned, declared, convention)
        around = Surroundings(
            *drawn,
            base=folder,
            fonts=workshop.fonts,
            max_bytes=budget,
            allow_remote=workshop.allow_remote,
            lang=subject.lang,
            debug=workshop.debug,
            on_read=workshop.on_read,
            kept_in=workshop.kept_in,
        )
        failed = partial(cannot_draw, subject=subject.name, file=subject.file, line=subject.line)
        sketched = workshop.sketcher.sketch(returned, around, subject.first, failed)
        sizes = _drawn_sizes(returned.width or around.width, returned.height or around.height, around)
        return Content(
            sketched.sketch, sketched.sketch.digest, around.content_type, sizes, said=sketched.said
        )
    memo = workshop.sketcher.memo
    if _is_picture(returned):
        from ..engine.encode import encode

        _load(returned)
        data, notes = encode(returned, declared.content_type or "image/png", budget)
        return replace(_finished(data, subject, None, memo), notes=notes)
    if isinstance(returned, str) and returned.lstrip("\ufeff \t\r\n").startswith("<"):
        return _finished(returned.encode(), subject, budget, memo)
    if isinstance(returned, str | os.PathLike):
        data = _read(folder / returned)
        if workshop.on_read is not None:
            workshop.on_read(folder / returned)
        return _finished(data, subject, budget, memo)
    if isinstance(returned, bytes | bytearray | memoryview):
        return _finished(bytes(returned), subject, budget, memo)
    raise _ReturnedError(f"it returned {type(returned).__name__}, which is no image. {_HINT}")


def _drawn_sizes(width: int, height: int, around: Surroundings) -> tuple[tuple[int, int], ...]:
    if around.content_type == CONTENT_TYPES["ico"]:
        from ..engine.encode.ico import ico_sizes

        return ico_sizes(width, height)
    return ((width, height),)


def _is_picture(returned: object) -> TypeGuard[Image.Image]:
    """Whether it is Pillow's: whoever returned such a picture has imported that."""
    pillow = sys.modules.get("PIL.Image")
    return pillow is not None and isinstance(returned, pillow.Image)


def _load(image: Image.Image) -> None:
    if not (image.width and image.height):
        raise _ReturnedError(f"it returned a PIL image of {image.width}x{image.height} px. Give it a size.")
    try:
        image.load()
    except Exception as error:
        # Pillow reads a file when its pixels are asked for: it may be closed by then, or cut off.
        raise _ReturnedError(
            f"it returned a PIL image that cannot be read ({error or type(error).__name__}). "
            "Call its load() before the file is closed."
        ) from error


def _agreed(response: ImageResponse, declared: ImageMetadata, convention: Convention) -> tuple[int, int, str]:
    width, height = declared.size or convention.default_size
    own = (response.width or width, response.height or height)
    if declared.size and own != (width, height):
        raise _ReturnedError(
            f"the metadata says {width}x{height} px, the ImageResponse {own[0]}x{own[1]}. "
            "Give the size in one of them."
        )
    content_type = response.content_type and (
        canonical_content_type(response.content_type) or response.content_type
    )
    if declared.content_type and content_type not in (None, declared.content_type):
        raise _ReturnedError(
            f"the metadata says {declared.content_type}, the ImageResponse {response.content_type}. "
            "Give the content type in one of them."
        )
    return width, height, declared.content_type or content_type or "image/png"


def _finished(data: bytes, subject: Subject, budget: int | None, memo: Memo) -> Content:
    digest = hashlib.sha256(data).hexdigest()
    known = memo.get("bytes", digest)
    if known is None:
        from ..static_images import identify

        # To be sure that it is whole it is decoded, which takes long.
        known = identify(data, subject.file)
        memo.put("bytes", digest, known)
    content_type, sizes = known[0], tuple((width, height) for width, height in known[1])
    notes: tuple[Note, ...] = ()
    if budget is not None and len(data) > budget:
        from ..engine.encode.budget import finished_over

        notes = (finished_over(content_type, len(data), budget),)
    return Content(data, digest, content_type, sizes, notes)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _ReturnedError(
            f"it returned the path {path}, which cannot be read: {reason}. {_HINT}"
        ) from error


def _check(content: Content, declared: ImageMetadata, convention: Convention) -> None:
    allowed = dict.fromkeys(CONTENT_TYPES[extension] for extension in convention.static_extensions)
    if content.content_type not in allowed:
        raise _ReturnedError(
            f"{convention.name} cannot be {content.content_type}. It can be {', '.join(allowed)}."
        )
    if declared.content_type and content.content_type != declared.content_type:
        raise _ReturnedError(
            f"the metadata says {declared.content_type}, but it returned {content.content_type}."
        )
    size = declared.size and (declared.size.width, declared.size.height)
    if size and content.sizes and size not in content.sizes:
        (width, height), *_ = content.sizes
        raise _ReturnedError(f"the metadata says {size[0]}x{size[1]} px, but it returned {width}x{height}.")
