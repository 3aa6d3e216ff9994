"""Text files of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import MetaImageError

if TYPE_CHECKING:
    from pathlib import Path


def decoded(data: bytes, path: Path, what: str) -> str:
    """The text of a file, without a byte order mark.

    Args:
        data: What is in the file.
        path: The file.
        what: What to call it in the message, such as `The alt text`.

    Raises:
        MetaImageError: It is no UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Its object is what is left without the mark.
        raise MetaImageError(
            f"{what} is no UTF-8: byte {error.object[error.start]:#04x} cannot be there.",
            path,
            error.object.count(b"\n", 0, error.start) + 1,
            hint="Save the file in the encoding UTF-8.",
        ) from error
