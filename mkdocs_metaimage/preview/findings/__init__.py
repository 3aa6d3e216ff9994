"""What is wrong, or could be better, with the pictures and tags of a page: what, where, and how to mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..platforms import PLATFORMS
from ..previews import platform_previews
from ..shown import sight_on
from .drawing import drawing_findings
from .finding import Finding, Looked
from .icons import icon_findings
from .overlaps import overlap_findings
from .pictures import picture_findings
from .tags import tag_findings
from .texts import text_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..heads import Head
    from ..previews import Preview
    from ..shown import Shown

__all__ = ["Finding", "find_findings", "inspect_page"]

_LEVELS: Final = ("error", "warning", "note")
_CHECKS: Final = (
    tag_findings,
    picture_findings,
    overlap_findings,
    text_findings,
    icon_findings,
    drawing_findings,
)


def find_findings(head: Head, images: Sequence[Shown], page_url: str | None = None) -> tuple[Finding, ...]:
    """Find what is wrong with a page's pictures and tags: errors first, then warnings, then notes.

    Args:
        head: What the page's head says, our tags in it.
        images: The page's pictures.
        page_url: The page's absolute URL, or None where the site has none.
    """
    return _found(_looked(head, images, page_url))


def inspect_page(
    head: Head, images: Sequence[Shown], page_url: str | None = None
) -> tuple[tuple[Preview, ...], tuple[Finding, ...]]:
    """What each platform shows of a page, with what was found of that platform; and all that was found."""
    page = _looked(head, images, page_url)
    # Looked at for one platform alone, what is found speaks of that one alone.
    alone = {sight.platform.id: _found(replace(page, sights=(sight,))) for sight in page.sights}
    previews = tuple(
        replace(
            preview,
            findings=tuple(each for each in alone[preview.platform] if preview.platform in each.platforms),
        )
        for preview in platform_previews(head, images, page_url)
    )
    return previews, _found(page)


def _looked(head: Head, images: Sequence[Shown], page_url: str | None) -> Looked:
    sights = tuple(sight_on(platform, head, images) for platform in PLATFORMS)
    return Looked(head, tuple(images), page_url, sights)


def _found(page: Looked) -> tuple[Finding, ...]:
    found = dict.fromkeys(finding for check in _CHECKS for finding in check(page))
    return tuple(sorted(found, key=lambda finding: _LEVELS.index(finding.level)))
