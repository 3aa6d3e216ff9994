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

__all__ = ["Finding", "inspect_page"]

_LEVELS: Final = ("error", "warning", "note")
_CHECKS: Final = (
    tag_findings,
    picture_findings,
    overlap_findings,
    text_findings,
    icon_findings,
    drawing_findings,
)
#: What the theme gives or lacks, on every page alike: it is told with the platform, and would be noise at each card.
_OF_THE_THEME: Final = frozenset({"theme-color-missing"})


def inspect_page(
    head: Head, images: Sequence[Shown], page_url: str | None = None, *, failed: bool = False
) -> tuple[tuple[Preview, ...], tuple[Finding, ...]]:
    """Find what platforms show of a page, and what is wrong with its pictures and tags.

    Args:
        head: What the page's head says, our tags in it.
        images: The page's pictures.
        page_url: The page's absolute URL, or None where the site has none.
        failed: Whether there is an error in the place of a picture, so that none is missed.

    Returns:
        What each platform shows, with what was found of that platform; and all that was found of the page itself:
        errors first, then warnings, then notes.
    """
    sights = tuple(sight_on(platform, head, images) for platform in PLATFORMS)
    page = Looked(head, tuple(images), page_url, sights, failed)
    # Looked at for one platform alone, what is found speaks of that one alone.
    alone = {sight.platform.id: _found(replace(page, sights=(sight,))) for sight in page.sights}
    previews = tuple(
        replace(
            preview,
            findings=tuple(each for each in alone[preview.platform] if preview.platform in each.platforms),
        )
        for preview in platform_previews(head, images, page_url)
    )
    return previews, tuple(finding for finding in _found(page) if finding.code not in _OF_THE_THEME)


def _found(page: Looked) -> tuple[Finding, ...]:
    found = dict.fromkeys(finding for check in _CHECKS for finding in check(page))
    return tuple(sorted(found, key=lambda finding: _LEVELS.index(finding.level)))
