"""Errors and remarks as the preview's answers have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..showing import shown_path, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...errors import MetaImageError
    from ...pipeline import Remark
    from ..docs import Draft
    from ..planning import Failure


def describe_error(error: MetaImageError, draft: Draft, convention: str | None = None) -> dict[str, Any]:
    """An error as the preview's answers have it.

    Args:
        error: The error.
        draft: The site.
        convention: The name of the convention whose image it is about, or None.
    """
    return {
        "convention": convention,
        "message": shown_text(error.message, draft),
        "file": None if error.file is None else shown_path(error.file, draft),
        "line": error.line,
        "hint": None if error.hint is None else shown_text(error.hint, draft),
        "traceback": None if error.traceback is None else shown_text(error.traceback.rstrip(), draft),
    }


def describe_failure(failure: Failure, draft: Draft) -> dict[str, Any]:
    """An error in an image of a page, as the preview's answers have it."""
    convention = failure.convention
    return describe_error(failure.error, draft, None if convention is None else convention.name)


def describe_remarks(remarks: Iterable[Remark], draft: Draft) -> list[dict[str, Any]]:
    """Remarks as the preview's answers have them."""
    return [{"kind": remark.kind, "message": shown_text(remark.message, draft)} for remark in remarks]
