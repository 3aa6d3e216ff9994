"""What is wrong, or could be better, with the pictures and tags of a page: what, where, and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..previews import platform_previews
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..heads import Head
    from ..previews import Preview
    from ..shown import Shown

__all__ = ["Finding", "find_findings", "inspect_page"]

_LEVELS = ("error", "warning", "note")


def find_findings(head: Head, images: Sequence[Shown], page_url: str | None = None) -> tuple[Finding, ...]:
    """Find what is wrong with a page's pictures and tags: errors first, then warnings, then notes.

    Args:
        head: What the page's head says, our tags in it.
        images: The page's pictures.
        page_url: The page's absolute URL, or None where the site has none.
    """
    found: dict[Finding, None] = {}
    return tuple(sorted(found, key=lambda finding: _LEVELS.index(finding.level)))


def inspect_page(
    head: Head, images: Sequence[Shown], page_url: str | None = None
) -> tuple[tuple[Preview, ...], tuple[Finding, ...]]:
    """What each platform shows of a page, each with what was found about it; and all that was found."""
    findings = find_findings(head, images, page_url)
    previews = platform_previews(head, images, page_url)
    return tuple(
        replace(preview, findings=tuple(each for each in findings if preview.platform in each.platforms))
        for preview in previews
    ), findings
