"""The metadata of an image as a user's file gives it, and the same checked.

The names and shapes are those of Next.js' `generateImageMetadata`
(https://nextjs.org/docs/app/api-reference/functions/generate-image-metadata).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from .conventions import CONTENT_TYPES, canonical_content_type
from .errors import MetaImageError
from .spelling import listed, nearest

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[A-Za-z0-9._-]+")
#: File names end at 255 bytes nearly everywhere, and an extension follows the id.
_LONGEST_ID = 240
_KEYS = ("id", "alt", "size", "content_type", "contentType")
_EXAMPLE = (
    'For example: return [{"id": "small", "size": {"width": 48, "height": 48}, "content_type": "image/png"}].'
)
_SIZE_HINT = (
    'A size is {"width": 1200, "height": 630}, Size(1200, 630) or (1200, 630): positive whole numbers of px.'
)


@dataclass(frozen=True, slots=True)
class Size:
    """The size of an image in px.

    It unpacks both ways: `width, height = size` and `ImageResponse(card, **size)`.

    Attributes:
        width: A positive whole number.
        height: A positive whole number.

    Raises:
        MetaImageError: One of the two is not a positive whole number.
    """

    width: int
    height: int

    def __post_init__(self) -> None:
        for name, value in (("width", self.width), ("height", self.height)):
            if not _is_px(value):
                raise MetaImageError(f"The {name} of a Size is {value!r}.", hint=_SIZE_HINT)

    def __iter__(self) -> Iterator[int]:
        return iter((self.width, self.height))

    def __getitem__(self, key: str) -> int:
        if key not in self.keys():
            raise KeyError(key)
        value: int = getattr(self, key)
        return value

    def keys(self) -> tuple[str, str]:
        """The names of the two numbers, so that `**size` works."""
        return ("width", "height")


@dataclass(frozen=True, slots=True)
class ImageMetadata:
    """What is known of one image before it is drawn.

    Attributes:
        id: What tells the images of one file apart, and the last segment of this one's path; None for the
            single image of a file without `generate_image_metadata`.
        alt: The text for those who do not see the image, or None.
        size: Its size, or None where the file does not say.
        content_type: Its MIME type as `CONTENT_TYPES` has it, or None where the file does not say.
        media: For an icon the media query under which it is shown, or None.
    """

    id: str | int | None
    alt: str | None = None
    size: Size | None = None
    content_type: str | None = None
    media: str | None = None


def check_variants(
    answer: object,
    source: Path,
    is_icon: bool,
    line: int | None = None,
    subject: str = "generate_image_metadata()",
) -> tuple[ImageMetadata, ...]:
    """Check what `generate_image_metadata` returned.

    Args:
        answer: What it returned: an iterable of mappings or `ImageMetadata`; it is consumed.
        source: The file that the function is in.
        is_icon: Whether the file is an `icon` or an `apple-icon`, which may have a `media`.
        line: The line that the function starts at.
        subject: What to call the function in the message of an error.

    Returns:
        One `ImageMetadata` an entry, in their order; ids keep their type, sizes are `Size`.

    Raises:
        MetaImageError: Something in it is not as it should be.
    """
    where = _Where(source, line, subject)
    if isinstance(answer, (str, bytes, bytearray, Mapping, ImageMetadata, Size)) or not isinstance(
        answer, Iterable
    ):
        where.fail(f"returned {_shown(answer)}, which is not a list of image metadata.", _EXAMPLE)
    seen: dict[str, int] = {}
    variants = []
    for index, entry in enumerate(answer):
        variant = _read_entry(entry, where.at(f"{subject}, entry {index},", is_icon))
        first = seen.setdefault(str(variant.id), index)
        if first != index:
            where.fail(
                f"gives the id {variant.id!r} to entry {index} and to entry {first}.",
                "Each id names a file, so each must be another text.",
            )
        variants.append(variant)
    return tuple(variants)


def module_metadata(
    values: Mapping[str, object], source: Path, lines: Mapping[str, int] | None = None
) -> ImageMetadata:
    """Check the `alt`, `size` and `content_type` that a file gives to its single image.

    Args:
        values: Names and values, such as a module's; other names are left alone.
        source: The file that they are in.
        lines: The line of each name, where it is known.

    Returns:
        The metadata, without an id.

    Raises:
        MetaImageError: A value is not as it should be.
    """
    lines = lines or {}
    given = {key: values[key] for key in _KEYS[1:] if values.get(key) is not None}
    line_of_type = lines.get("content_type", lines.get("contentType"))
    return ImageMetadata(
        id=None,
        alt=_read_text(given, "alt", _Where(source, lines.get("alt"))),
        size=_read_size(given["size"], _Where(source, lines.get("size"))) if "size" in given else None,
        content_type=_read_content_type(given, _Where(source, line_of_type)),
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """The place that is being read, for the message of an error."""

    file: Path
    line: int | None
    subject: str = "The file"
    is_icon: bool = True

    def at(self, subject: str, is_icon: bool) -> _Where:
        return _Where(self.file, self.line, subject, is_icon)

    def fail(self, message: str, hint: str) -> NoReturn:
        raise MetaImageError(f"{self.subject} {message}", self.file, self.line, hint)


def _read_entry(entry: object, where: _Where) -> ImageMetadata:
    if isinstance(entry, ImageMetadata):
        # A user makes these by hand, so their values are no more to be trusted than those of a mapping.
        values = {key: getattr(entry, key) for key in ("id", "alt", "size", "content_type", "media")}
        given: dict[str, object] = {key: value for key, value in values.items() if value is not None}
    elif isinstance(entry, Mapping):
        _check_keys(entry, where)
        given = {key: value for key, value in entry.items() if key == "id" or value is not None}
    else:
        where.fail(f"is {_shown(entry)}, which is neither a mapping nor an ImageMetadata.", _EXAMPLE)
    if "media" in given and not where.is_icon:
        where.fail("has the key 'media', which is for icons only.", "Leave it out.")
    return ImageMetadata(
        id=_read_id(given, where),
        alt=_read_text(given, "alt", where),
        size=_read_size(given["size"], where) if "size" in given else None,
        content_type=_read_content_type(given, where),
        media=_read_text(given, "media", where) or None,
    )


def _check_keys(entry: Mapping[Any, object], where: _Where) -> None:
    known = (*_KEYS, "media") if where.is_icon else _KEYS
    for key in entry:
        if key in known or key == "media":
            continue
        near = nearest(str(key), known)
        hint = f"Did you mean {near!r}?" if near else f"Known are {listed(known)}."
        where.fail(f"has the unknown key {_shown(key)}.", hint)


def _read_id(given: Mapping[str, object], where: _Where) -> str | int:
    if "id" not in given:
        where.fail("has no id.", _EXAMPLE)
    value = given["id"]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        where.fail(
            f"has the id {_shown(value)}, which is neither a text nor a whole number.",
            'Write "small" or 1, say.',
        )
    # Hexadecimal has no limit of digits, and a number too long for a file name has too many of them anyway.
    text = hex(value) if isinstance(value, int) and value.bit_length() > 4 * _LONGEST_ID else str(value)
    if not _ID.fullmatch(text) or text in {".", ".."}:
        where.fail(
            f"has the id {_shown(value)}, which cannot be a segment of a URL.",
            "An id is made of the letters A-Z and a-z, the digits, dots, underscores and hyphens, "
            'and is not "." or "..".',
        )
    if len(text) > _LONGEST_ID:
        where.fail(
            f"has an id of {len(text)} characters: {_shown(value)}.",
            f"It becomes a file name: {_LONGEST_ID} characters are the most.",
        )
    return value


def _read_text(given: Mapping[str, object], key: str, where: _Where) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        where.fail(f"has the {key} {_shown(value)}, which is not a text.", f'Write it in quotes: {key} "…".')
    return value


def _read_content_type(given: Mapping[str, object], where: _Where) -> str | None:
    values = [given[key] for key in ("content_type", "contentType") if key in given]
    if len(values) == 2 and values[0] != values[1]:
        where.fail(
            f"has the content_type {_shown(values[0])} and the contentType {_shown(values[1])}.",
            "The two are names of one thing: leave one of them out.",
        )
    if not values:
        return None
    value = values[0]
    known: str | None = canonical_content_type(value) if isinstance(value, str) else None
    if known is None:
        types = tuple(dict.fromkeys(CONTENT_TYPES.values()))
        near = nearest(value, types) if isinstance(value, str) else None
        where.fail(
            f"has the content_type {_shown(value)}, which is not the type of an image known here.",
            (f"Did you mean {near!r}? " if near else "") + f"Known are {listed(types)}.",
        )
    return known


def _read_size(value: object, where: _Where) -> Size:
    if isinstance(value, Size):
        return value
    numbers: tuple[object, ...] = ()
    if isinstance(value, Mapping):
        unknown = [key for key in value if key not in ("width", "height")]
        if unknown:
            where.fail(f"has a size with the unknown key {_shown(unknown[0])}: {_shown(value)}.", _SIZE_HINT)
        numbers = tuple(value[key] for key in ("width", "height") if key in value)
    elif isinstance(value, (tuple, list)):
        numbers = tuple(value)
    if len(numbers) != 2:
        where.fail(f"has the size {_shown(value)}.", _SIZE_HINT)
    for name, number in zip(("width", "height"), numbers, strict=True):
        if not _is_px(number):
            where.fail(f"has a size with the {name} {_shown(number)}.", _SIZE_HINT)
    width, height = (int(number) for number in numbers if isinstance(number, int))
    return Size(width, height)


def _is_px(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _shown(value: object) -> str:
    """The value as it would be written, short enough for a message; an object of its own by its type."""
    try:
        text = repr(value)
    except Exception:
        # A number of more digits than Python writes, or an object whose __repr__ is broken.
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= 120 else f"{text[:119]}…"
