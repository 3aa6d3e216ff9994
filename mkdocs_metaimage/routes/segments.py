"""The name of one folder → the segment of a path that it stands for.

As Next.js: https://nextjs.org/docs/app/api-reference/file-conventions/dynamic-routes and
https://nextjs.org/docs/app/api-reference/file-conventions/route-groups
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..errors import MetaImageError

if TYPE_CHECKING:
    from pathlib import Path


class SegmentKind(StrEnum):
    """What a folder matches of a page's path."""

    LITERAL = "literal"
    """Its own name."""
    DYNAMIC = "dynamic"
    """`[x]`: any one segment."""
    CATCH_ALL = "catch_all"
    """`[...x]`: all segments that follow, at least one."""
    OPTIONAL_CATCH_ALL = "optional_catch_all"
    """`[[...x]]`: all segments that follow, perhaps none."""
    GROUP = "group"
    """`(x)`: none."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One folder of the routes tree.

    Attributes:
        kind: What it matches.
        name: The folder's name without its brackets; of a dynamic segment, the name of the param.
        text: The folder's name as written.
    """

    kind: SegmentKind
    name: str
    text: str

    @property
    def is_dynamic(self) -> bool:
        """Whether it gives a param."""
        return self.kind not in (SegmentKind.LITERAL, SegmentKind.GROUP)

    @property
    def is_catch_all(self) -> bool:
        """Whether it takes all that follows."""
        return self.kind in (SegmentKind.CATCH_ALL, SegmentKind.OPTIONAL_CATCH_ALL)


def parse_segment(text: str, file: Path | None = None) -> Segment:
    """Understand the name of a folder.

    What merely contains brackets (`a[b]`, `[draft] notes`) is an ordinary name; what is clearly meant as a
    dynamic segment and is none is an error.

    Args:
        text: The folder's name.
        file: The file below it that makes the name matter, for errors.

    Raises:
        MetaImageError: The name is empty between its brackets, or is no valid dynamic segment.
    """
    if text.startswith("(") and text.endswith(")") and len(text) > 1:
        name = text[1:-1]
        if not name.strip():
            raise _error(text, "has an empty name", "Name the group, as in (marketing).", file)
        return Segment(SegmentKind.GROUP, name, text)
    if text.startswith("[") and text.endswith("]") and len(text) > 1:
        return _dynamic(text, file)
    if text.startswith(("[...", "[[", "[…")):
        raise _error(text, "has brackets that are not closed", "Write [...name] or [[...name]].", file)
    return Segment(SegmentKind.LITERAL, text, text)


def _dynamic(text: str, file: Path | None) -> Segment:
    inner, kind = text[1:-1], SegmentKind.DYNAMIC
    if inner.startswith("[") and inner.endswith("]") and len(inner) > 1:
        inner, kind = inner[1:-1], SegmentKind.OPTIONAL_CATCH_ALL
    if inner.startswith("…"):
        raise _error(text, "has the single character …", "Write three dots, as in [...name].", file)
    if inner.startswith("..."):
        inner = inner[3:]
        kind = SegmentKind.CATCH_ALL if kind is SegmentKind.DYNAMIC else kind
    elif kind is SegmentKind.OPTIONAL_CATCH_ALL and inner:
        hint = f"Write [[...{inner}]] for all segments that follow, or [{inner}] for one."
        raise _error(text, "is no segment", hint, file)
    if not inner.strip():
        raise _error(text, "has an empty name", "Name the param, as in [slug] or [...slug].", file)
    if "[" in inner or "]" in inner:
        hint = "A folder is one segment, as in [slug], [...slug] or [[...slug]]."
        raise _error(text, "has brackets too many", hint, file)
    if inner.startswith("."):
        raise _error(text, "has a name that begins with a full stop", "Write [name] or [...name].", file)
    return Segment(kind, inner, text)


def _error(text: str, what: str, hint: str, file: Path | None) -> MetaImageError:
    return MetaImageError(f'The folder "{text}" {what}.', file, hint=hint)
