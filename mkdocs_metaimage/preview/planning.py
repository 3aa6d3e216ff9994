"""One page of a draft, planned anew: its images and tags, what goes wrong with them, and what there is to remark."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import MetaImageError
from ..pipeline import Build, Memo, PlannedPage, Remarks, Sketcher
from .attempts import tried

if TYPE_CHECKING:
    from pathlib import Path

    from ..conventions import Convention
    from ..pipeline import Remark, Settings
    from .attempts import Attempt
    from .docs import DocsPage, Draft


class UnknownPageError(LookupError):
    """There is no page of that key, or no such image of it; the message says so."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An error in one image of a page, or in all that it has.

    Attributes:
        error: The error.
        convention: Whose image it is; None where it is about more than one.
        variant: The id of the image among those of its file; None where it has none.
    """

    error: MetaImageError
    convention: Convention | None = None
    variant: str | int | None = None


@dataclass(frozen=True, slots=True)
class DraftedPage:
    """A page as it is planned now.

    Attributes:
        docs_page: The page, with the attempt if there is one.
        planned: Its images and tags.
        failures: What goes wrong, in the order of planning.
        remarks: What a maintainer should know of this page alone.
    """

    docs_page: DocsPage
    planned: PlannedPage
    failures: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()


def find_page(draft: Draft, key: str) -> DocsPage:
    """The page of a key.

    Raises:
        UnknownPageError: There is none.
    """
    page = draft.pages.get(key)
    if page is None:
        raise UnknownPageError("The site has no such page: it was renamed or deleted. Choose another one.")
    return page


def plan_page(
    draft: Draft, key: str, attempt: Attempt | None = None, *, even_excluded: bool = False
) -> DraftedPage:
    """Plan a page, whatever the user's files do.

    Args:
        draft: The site.
        key: What names the page.
        attempt: What is tried of it, or None.
        even_excluded: Whether it is planned with social images also where it is to have none.

    Raises:
        UnknownPageError: There is no such page.
    """
    docs_page, settings = find_page(draft, key), draft.settings
    site = docs_page.site or draft.site
    if attempt is not None:
        real = docs_page.page
        docs_page, settings = tried(docs_page, attempt), _forgetful(settings)
        site = replace(site, pages=tuple(docs_page.page if page is real else page for page in site.pages))
    failures: list[Failure] = []
    remarks: list[Remark] = []
    planned = PlannedPage()

    def mend(
        error: MetaImageError, convention: Convention | None = None, variant: str | int | None = None
    ) -> None:
        failures.append(Failure(error, convention, variant))

    try:
        # A build of its own: in one of all pages what they share would fail for the first of them alone.
        build = Build(site, draft.tree, draft.loader, settings, Remarks(remarks.append), mend, lambda _: None)
        planned = build.page(docs_page.page, docs_page.path, social=docs_page.social or even_excluded)
    except BaseException as error:
        page = docs_page.page
        mend(unforeseen(error, f"The page /{page.url}", page.src_path))
    return DraftedPage(
        docs_page,
        planned,
        tuple(failures),
        tuple(remark for remark in remarks if remark not in draft.remarks),
    )


def unforeseen(error: BaseException, subject: str, file: Path | str | None) -> MetaImageError:
    """What is raised where a user's code may have a hand in it, as an error to show.

    Args:
        error: What was raised.
        subject: What cannot be had because of it.
        file: The file to name.

    Raises:
        KeyboardInterrupt: It is one, and somebody has pressed the keys.
    """
    if isinstance(error, MetaImageError):
        return error
    if isinstance(error, KeyboardInterrupt) and threading.current_thread() is threading.main_thread():
        raise error
    try:
        said = f"{type(error).__name__}: {error}"
    except Exception:
        said = type(error).__name__
    return MetaImageError(
        f"{subject} cannot be planned or drawn: {said}.",
        file,
        hint="Nothing expected this: if it is not raised by code of the site, please report it with the file.",
    )


def _forgetful(settings: Settings) -> Settings:
    """The settings with a memo of their own, so that what is tried key by key is not remembered for builds."""
    return replace(settings, workshop=replace(settings.workshop, sketcher=Sketcher(Memo())))
