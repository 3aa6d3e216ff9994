"""Read a static image file, and its alt text, with every check that a build makes of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..conventions import CONTENT_TYPES, MEBIBYTE, Convention, content_type_of, extension_of
from ..errors import MetaImageError
from ..svg_files import check_svg, looks_like_svg
from ..text_files import decoded

if TYPE_CHECKING:
    from pathlib import Path

_SVG: Final = CONTENT_TYPES["svg"]
_ICO: Final = CONTENT_TYPES["ico"]

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", CONTENT_TYPES["png"]),
    (b"\xff\xd8\xff", CONTENT_TYPES["jpg"]),
    (b"GIF87a", CONTENT_TYPES["gif"]),
    (b"GIF89a", CONTENT_TYPES["gif"]),
    (b"\x00\x00\x01\x00", _ICO),
)
_LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/"

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"mif1"})


@dataclass(frozen=True, slots=True)
class StaticImage:
    """A static image file that was read and found whole.

    Attributes:
        content_type: Its content type.
        sizes: Every width and height in the file, in px, from small to large; more than one for an `.ico`
            alone, none for an SVG, which is drawn at any size.
        digest: The SHA-256 hash of its bytes, in hex.
        length: How many bytes it has.
    """

    content_type: str
    sizes: tuple[tuple[int, int], ...]
    digest: str
    length: int


def read_static_image(path: Path, convention: Convention) -> StaticImage:
    """Read a static image file.

    Args:
        path: The file; its extension is one of the convention's.
        convention: What it is used as.

    Raises:
        MetaImageError: The file cannot be read, is larger than the convention allows, is no whole image, or
            is an image of another format than its extension says.
    """
    data = _read(path)
    _check_length(len(data), path, convention)
    content_type = _content_type(data)
    if content_type is None or content_type != content_type_of(path.suffix):
        raise _mislabelled(data, content_type, path, convention)
    sizes = _sizes(data, content_type, path)
    return StaticImage(content_type, sizes, hashlib.sha256(data).hexdigest(), len(data))


def identify(data: bytes, path: Path) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Check the bytes of an image that does not come from a file of its own.

    Args:
        data: The image.
        path: What it comes from, for messages.

    Returns:
        Its content type, and every size in it from small to large in px; none for an SVG.

    Raises:
        MetaImageError: It is no whole image of a known format.
    """
    content_type = _content_type(data)
    if content_type is None:
        raise MetaImageError(
            f"image() gave {len(data):,} bytes that are no image.",
            path,
            hint=f"The formats are {', '.join(dict.fromkeys(CONTENT_TYPES.values()))}.",
        )
    return content_type, _sizes(data, content_type, path)


def _sizes(data: bytes, content_type: str, path: Path) -> tuple[tuple[int, int], ...]:
    if content_type == _SVG:
        check_svg(data, path)
        return ()
    from .decoding import decode  # slow to import

    return decode(data, content_type, path)


def read_alt(path: Path) -> str:
    """Read the alt text of a static image, without the line ends that close it.

    Raises:
        MetaImageError: The file cannot be read, or is no UTF-8 text.
    """
    return decoded(_read(path, "The alt text"), path, "The alt text").rstrip("\r\n")


def _read(path: Path, what: str = "The image") -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MetaImageError(
            f"{what} cannot be read: {error.strerror or error}.",
            path,
            hint="See to it that the file is there and that this user may read it.",
        ) from error


def _check_length(length: int, path: Path, convention: Convention) -> None:
    if not length:
        raise MetaImageError("The image is empty: 0 bytes.", path, hint="Save it anew, or delete the file.")
    limit = convention.byte_limit
    if limit is not None and length > limit:
        raise MetaImageError(
            f"The image has {length:,} bytes, and a static {convention.name} may have {limit:,} "
            f"({limit // MEBIBYTE} MiB).",
            path,
            hint="Make the picture smaller, or save it as JPEG.",
        )


def _content_type(data: bytes) -> str | None:
    """What the data is, by its first bytes; None for what is no image of a known format."""
    for signature, content_type in _SIGNATURES:
        if data.startswith(signature):
            return content_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return CONTENT_TYPES["webp"]
    if data[4:8] == b"ftyp" and _brands(data) & {b"avif", b"avis"}:
        return CONTENT_TYPES["avif"]
    return _SVG if looks_like_svg(data) else None


def _brands(data: bytes) -> set[bytes]:
    """The brands of an ISO base media file: the major one, and after its version the compatible ones."""
    box = data[8 : int.from_bytes(data[:4], "big")]
    return {box[start : start + 4] for start in range(0, len(box), 4) if start != 4}


def _mislabelled(data: bytes, content_type: str | None, path: Path, convention: Convention) -> MetaImageError:
    allowed = ", ".join(f".{extension}" for extension in convention.static_extensions)
    if data.startswith(_LFS_POINTER):
        message = "The file is a pointer of Git LFS, and not the image itself."
        return MetaImageError(message, path, hint="Run `git lfs pull`, in CI before the build.")
    if content_type is None:
        name = _foreign_format(data)
        message = f"The file is a {name} picture, which is no format for the web."
        message = message if name else "The file is no image."
        return MetaImageError(message, path, hint=f"Save the picture as one of {allowed}.")
    extension = extension_of(content_type)
    message = f"The image is named {path.suffix}, but its format is .{extension} ({content_type})."
    hint = f'Rename it to "{path.stem}.{extension}", or save it anew as {path.suffix}.'
    if extension not in convention.static_extensions:
        hint = f"{convention.name} takes {allowed}: save the picture as one of these."
    return MetaImageError(message, path, hint=hint)


def _foreign_format(data: bytes) -> str | None:
    """The name of a format that people have pictures in, but that is none for the web."""
    if data[4:8] == b"ftyp" and _brands(data) & _HEIC_BRANDS:
        return "HEIC"
    from .decoding import foreign_format

    return foreign_format(data)
