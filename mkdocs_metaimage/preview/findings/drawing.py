"""What the engine had to say of the pictures that it drew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..platforms import SAFE_BYTES
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .finding import Looked

# A picture that was made to fit its budget is as it should be; all else is to be mended.
_FITTED: Final = "palette"


def drawing_findings(page: Looked) -> Iterator[Finding]:
    """Pass on what was said of each picture."""
    for image in page.images:
        for note in image.notes:
            if note.kind == "byte_budget" and (image.bytes or 0) > SAFE_BYTES and image.url is not None:
                continue  # It is the hint of what is found of the picture's bytes.
            yield Finding(
                level="note" if note.kind == _FITTED else "warning",
                code=note.kind.replace("_", "-"),
                message=note.message,
                image=image.id,
            )
