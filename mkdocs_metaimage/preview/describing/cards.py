"""The images of a page as the contact sheet shows them, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...pipeline import PlannedPage
from ..findings import Finding, inspect_page
from ..planning import DraftedPage, Failure, find_page, plan_page, unforeseen
from ..showing import shown_text
from ..turns import OverdueError
from .errors import describe_failure
from .images import describe_image, draw_images, failures_of
from .measures import shown

if TYPE_CHECKING:
    from ..attempts import Attempt
    from ..desk import View
    from ..heads import Head
    from ..previews import Preview
    from .images import PageImage

#: The kinds of remarks that are found again as what they lead to on platforms.
_FOUND: Final = frozenset({"site_url", "alt", "image_format", "static_length"})


@dataclass(frozen=True, slots=True)
class Inspected:
    """A page with its images, and what there is to say of them.

    Attributes:
        drafted: The page.
        images: Its images.
        head: What its head says.
        previews: What platforms show of it.
        findings: What was found.
        failures: All that went wrong.
    """

    drafted: DraftedPage
    images: tuple[PageImage, ...]
    head: Head
    previews: tuple[Preview, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def cards(view: View, key: str, attempt: Attempt | None = None) -> dict[str, Any]:
    """The images of a page, drawn where the cache does not have them.

    Args:
        view: What the request sees.
        key: What names the page.
        attempt: What is tried of it, or None.

    Raises:
        UnknownPageError: There is no such page.
    """
    return describe_cards(view, inspect(view, key, attempt))


def inspect(view: View, key: str, attempt: Attempt | None = None, *, afresh: bool = False) -> Inspected:
    """Plan and draw the images of a page, and look for faults.

    Args:
        view: What the request sees.
        key: What names the page.
        attempt: What is tried of it, or None; no image of it is kept.
        afresh: Whether what the cache has is drawn too, to measure how long that takes.

    Raises:
        UnknownPageError: There is no such page.
    """
    try:
        drafted = view.turns.take(lambda: plan_page(view.draft, key, attempt))
    except OverdueError as error:
        drafted = DraftedPage(find_page(view.draft, key), PlannedPage(), (Failure(error),))
    images = draw_images(view, drafted, afresh=afresh, keep=attempt is None)
    head, failures = view.heads.read(drafted, view.draft), failures_of(drafted, images)
    previews: tuple[Preview, ...] = ()
    findings: tuple[Finding, ...] = ()
    page = drafted.docs_page.page
    try:
        failed = any(failure.convention is None or failure.convention.social for failure in failures)
        previews, findings = inspect_page(head, shown(images), page.canonical_url, failed=failed)
    except Exception as error:
        # A card that cannot be laid out again, say: its picture is there all the same.
        failures = (*failures, Failure(unforeseen(error, f"What is shown of /{page.url}", page.src_path)))
    return Inspected(drafted, images, head, previews, (*findings, *_remarked(view, drafted)), failures)


def describe_cards(view: View, inspected: Inspected) -> dict[str, Any]:
    """The images of a page as the preview's answers have them: `errors` are all, those too that stand at an image."""
    draft = view.draft
    return {
        "generation": view.generation,
        "page": inspected.drafted.docs_page.key,
        "images": [describe_image(image, draft) for image in inspected.images],
        "errors": [describe_failure(failure, draft) for failure in inspected.failures],
        "findings": [finding.described() for finding in inspected.findings],
    }


def _remarked(view: View, drafted: DraftedPage) -> list[Finding]:
    """What a build would warn of, as far as no finding says it."""
    return [
        Finding(level="warning", code=remark.kind, message=shown_text(remark.message, view.draft))
        for remark in drafted.remarks
        if remark.kind not in _FOUND
    ]
