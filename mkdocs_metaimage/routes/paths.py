"""Where images live: paths from the site's root, decoded, without a slash at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .segments import SegmentKind

if TYPE_CHECKING:
    from .files import ConventionFile
    from .folders import SegmentPath
    from .matching import Params

_BASE_36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_SUFFIX_DIGITS: Final = 6


def folder_path(segments: SegmentPath, params: Params | None) -> str:
    """The path of a folder for given params; `""` for the root.

    Groups are left out, and each dynamic segment gives way to what it took.

    Args:
        segments: The folders from the root.
        params: The params of the match, or None where there are none.
    """
    parts: list[str] = []
    for segment in segments:
        if segment.kind is SegmentKind.LITERAL:
            parts.append(segment.name)
        elif segment.is_dynamic:
            taken = (params or {}).get(segment.name, [])
            parts.extend([taken] if isinstance(taken, str) else taken)
    return "/".join(parts)


def image_path(home: str, file: ConventionFile, extension: str, image_id: str | int | None = None) -> str:
    """The path of an image that a code file or template makes.

    Args:
        home: The path of the folder that holds the file or, for an image of one page, of that page.
        file: The file.
        extension: The extension of the image's content type, without the dot.
        image_id: The id of the variant, or None where the file makes one image.
    """
    name = file.stem + _dashed(group_suffix(file.folder))
    return _join(home, name if image_id is None else f"{name}/{image_id}") + f".{extension}"


def static_image_path(file: ConventionFile) -> str:
    """The path at which a static image is published once for all pages, with `-` for dynamic segments."""
    parts = [
        "-" if segment.is_dynamic else segment.name
        for segment in file.folder
        if segment.kind is not SegmentKind.GROUP
    ]
    name = f"{file.stem}{_dashed(group_suffix(file.folder))}.{file.extension}"
    return _join("/".join(parts), name)


def group_suffix(segments: SegmentPath) -> str:
    """What tells apart the images of two groups at one path; `""` for a folder that is in no group.

    As Next.js: the first six base-36 digits of the 32-bit djb2 hash of the folder's path as written.
    """
    if all(segment.kind is not SegmentKind.GROUP for segment in segments):
        return ""
    return _base_36(_djb2("".join(f"/{segment.text}" for segment in segments)))[:_SUFFIX_DIGITS]


def _djb2(text: str) -> int:
    # JavaScript counts in UTF-16 code units; a character beyond the basic plane is two.
    units = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
    value = 5381
    for unit in units:
        value = (value * 33 + unit) & 0xFFFFFFFF
    return value


def _base_36(value: int) -> str:
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = _BASE_36[digit] + digits
    return digits or "0"


def _dashed(suffix: str) -> str:
    return f"-{suffix}" if suffix else ""


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
