"""Why a page has the images that it has: the folders that serve it, whose files win, and how its card was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ..conventions import CONVENTIONS, FAVICON, OPENGRAPH_IMAGE, TWITTER_IMAGE
from ..routes.segments import SegmentKind
from ..spelling import listed
from .showing import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..conventions import Convention
    from ..pipeline import Chosen
    from ..routes import Link
    from ..routes.segments import Segment
    from .docs import Draft
    from .heads import Head
    from .planning import DraftedPage

By = Literal["file", "template", "front-matter", "published", "none"]

_SAID_BY: Final[Mapping[str, By]] = {
    "image": "front-matter",
    "front_matter_template": "front-matter",
    "file": "file",
    "template": "template",
    "excluded": "none",
}


@dataclass(frozen=True, slots=True)
class Served:
    """What gives a page the images of one convention.

    Attributes:
        by: A convention file, the site's template, the page's front matter, the page as it is published (its theme
            or another plugin), or nothing.
        files: The files, as they are shown.
        why: Why it is these, in sentences.
    """

    by: By
    files: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Case:
    """A page, and all that has a say in what it has.

    Attributes:
        drafted: The page.
        draft: The site.
        chain: The folders that serve it, the less specific before the more specific.
        head: What its head says, our tags in it.
    """

    drafted: DraftedPage
    draft: Draft
    chain: tuple[Link, ...]
    head: Head

    def winner(self, convention: Convention) -> Link | None:
        """The folder whose files serve the page; None for each where two have an equal claim to one of them."""
        if self.is_broken:
            return None
        return next((link for link in self.chain if convention.name in link.wins), None)

    @property
    def is_broken(self) -> bool:
        """Whether an error leaves no file to the page."""
        return any(failure.convention is None for failure in self.drafted.failures)

    def none(self, convention: Convention) -> str:
        """What to say where no file gives an image."""
        if self.is_broken:
            return "Which files serve this page cannot be told (see the error)"
        return f"No {convention.name} file serves this page"

    def files(self, link: Link, convention: Convention) -> tuple[str, ...]:
        """The files of a convention in a folder."""
        return tuple(shown_path(file.path, self.draft) for file in link.folder.files[convention.name])

    def is_empty(self, convention: Convention) -> bool:
        """Whether there is no image, and no error says why."""
        images = (own for own, _ in self.drafted.planned.images)
        failures = (failure.convention for failure in self.drafted.failures)
        return convention not in (*images, *failures)

    def foreign(self, convention: Convention) -> str | None:
        """The URL of an image that the page names and that is none of ours; None where ours are named."""
        if convention.rel is not None:
            named = [link.href for link in self.head.links if link.rel == convention.rel]
        elif convention is TWITTER_IMAGE:
            named = [image.url for image in self.head.twitter_images]
        else:
            named = [image.url for image in self.head.opengraph_images]
        ours = {value for tag in self.drafted.planned.tags for _, value in tag.attributes}
        return None if ours.intersection(named) else next(iter(named), None)


def explain(drafted: DraftedPage, draft: Draft, chain: tuple[Link, ...], head: Head) -> dict[str, Served]:
    """What gives a page its images, for each convention by its name.

    Args:
        drafted: The page.
        draft: The site.
        chain: The folders that serve it, the less specific before the more specific.
        head: What its head says, our tags in it.
    """
    case = _Case(drafted, draft, chain, head)
    card = _card(case)
    served = {OPENGRAPH_IMAGE.name: card, TWITTER_IMAGE.name: _twitter(case, card)}
    for convention in CONVENTIONS:
        if not convention.social:
            served[convention.name] = _icon(case, convention)
    return served


def folder_name(link: Link) -> str:
    """A folder as the routes have it: `/products/[slug]`, and `/` for the root."""
    return "/" + "/".join(segment.text for segment in link.folder.segments)


def _card(case: _Case) -> Served:
    chosen, foreign = case.drafted.planned.chosen, case.foreign(OPENGRAPH_IMAGE)
    if foreign is not None:
        return _published(case, foreign)
    if chosen is None:
        what = "The page cannot be planned" if case.is_broken else "What is said of the card cannot be used"
        return Served("none", (), f"{what}: see the error.")
    if chosen.how == "file":
        link = case.winner(OPENGRAPH_IMAGE)
        assert link is not None, "its files were planned"
        return _by_files(case, OPENGRAPH_IMAGE, link)
    files = () if chosen.file is None else (shown_path(chosen.file, case.draft),)
    return Served(_SAID_BY[chosen.how], files, _why_chosen(case, chosen))


def _why_chosen(case: _Case, chosen: Chosen) -> str:
    page = case.drafted.docs_page.page
    match chosen.how:
        case "excluded" if page.meta.get("metaimage") is False:
            return "The front matter says `metaimage: false`, so this page has no social images."
        case "excluded":
            return "The options `include` and `exclude` leave this page out, so it has no social images."
        case "image":
            return f"The front matter names the image: `metaimage: {{image: {page.card.get('image')}}}`."
        case "front_matter_template":
            said = f"`metaimage: {{template: {page.card.get('template')}}}`"
            link = case.winner(OPENGRAPH_IMAGE)
            passed = f", and {listed(case.files(link, OPENGRAPH_IMAGE))} is passed over" if link else ""
            return f"The front matter names the template: {said}. It draws the card{passed}."
        case _:
            template = f"the template `{case.draft.template}` (option `template`)"
            return f"{case.none(OPENGRAPH_IMAGE)}, so {template} draws its card."


def _twitter(case: _Case, card: Served) -> Served:
    chosen, foreign = case.drafted.planned.chosen, case.foreign(TWITTER_IMAGE)
    if foreign is not None:
        return _published(case, foreign)
    if chosen is None or chosen.how == "excluded":
        return card
    if chosen.how in ("image", "front_matter_template"):
        return Served(card.by, card.files, "What the front matter names is the picture for X, too.")
    link = case.winner(TWITTER_IMAGE)
    if link is None:
        why = f"{case.none(TWITTER_IMAGE)}, so X shows the opengraph-image."
    elif case.is_empty(TWITTER_IMAGE):
        names = listed(case.files(link, TWITTER_IMAGE))
        why = f"{names} gives this page no image, so X shows the opengraph-image."
    else:
        return _by_files(case, TWITTER_IMAGE, link)
    return Served(card.by, card.files, why)


def _icon(case: _Case, convention: Convention) -> Served:
    link, foreign = case.winner(convention), case.foreign(convention)
    if convention is FAVICON:
        if link is not None:
            files = case.files(link, convention)
            return Served(
                "file", files, f"{listed(files)} lies in the root folder, from where it serves every page."
            )
        return Served("none", (), "There is no favicon.ico in the root folder, the only place for it.")
    if foreign is not None:
        return _published(case, foreign)
    if link is not None:
        return _by_files(case, convention, link)
    return Served("none", (), f"{case.none(convention)}, and no template draws icons.")


def _published(case: _Case, url: str) -> Served:
    reason = (
        "and the option `on_existing: keep` leaves it there"
        if case.draft.on_existing == "keep"
        else "and no image of this plugin takes its place"
    )
    return Served("published", (), f"The theme or another plugin names {url} in the page, {reason}.")


def _by_files(case: _Case, convention: Convention, link: Link) -> Served:
    files = case.files(link, convention)
    rivals = [other for other in case.chain if other is not link and convention.name in other.folder.files]
    a = f"{'an' if convention.name[0] in 'aeiou' else 'a'} {convention.name}"
    if not rivals:
        place = f"the only folder that serves this page and has {a}"
    elif all(_is_above(other, link) for other in rivals):
        place = f"the deepest folder that serves this page and has {a}"
    else:
        rival = next(other for other in reversed(rivals) if not _is_above(other, link))
        place = f"the most specific folder that serves this page and has {a}: {_before(link, rival)}"
    why = f"{listed(files)} {'lies' if len(files) == 1 else 'lie'} in {place}."
    if link.params:
        taken = (
            f"{name} is {value if isinstance(value, str) else '/'.join(value)}"
            for name, value in link.params.items()
        )
        why += f" Here {listed(taken)}."
    if any(failure.convention is convention for failure in case.drafted.failures):
        why += " It fails here: see the error."
    elif case.is_empty(convention):
        why += " It gives this page no image: `generate_image_metadata` returned none."
    return Served("file", files, why)


def _is_above(one: Link, other: Link) -> bool:
    """Whether a folder holds another, as far down as that may be."""
    segments = one.folder.segments
    return other.folder.segments[: len(segments)] == segments


def _before(winner: Link, loser: Link) -> str:
    """Why a folder goes before one that it does not lie in."""
    one, other = _apart(winner, loser)
    name = folder_name(loser)
    if one is None:
        return f"it goes before {name}"
    if other is None or one.kind is SegmentKind.GROUP:
        return f"a group goes before {name}"
    if one.kind is SegmentKind.LITERAL:
        return f"the literal folder {one.text} goes before {other.text}"
    if one.kind is SegmentKind.DYNAMIC and other.is_catch_all:
        return f"{one.text}, which takes one segment, goes before {other.text}, which takes all that follow"
    if other.kind is SegmentKind.OPTIONAL_CATCH_ALL:
        return f"{one.text} goes before {other.text}, which may take nothing"
    return f"{one.text} takes all of this page's path, and {other.text} only a part of it"


def _apart(winner: Link, loser: Link) -> tuple[Segment | None, Segment | None]:
    """The first segments in which the paths of two folders differ; None where one has ended."""
    ours, theirs = winner.folder.segments, loser.folder.segments
    for number, segment in enumerate(ours):
        if number >= len(theirs):
            return segment, None
        if segment != theirs[number]:
            return segment, theirs[number]
    return None, theirs[len(ours)] if len(theirs) > len(ours) else None
