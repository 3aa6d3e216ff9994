"""What platforms do not show of a page's words: of its title and description, and of the pictures' alt texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from ...spelling import listed
from ..platforms import MOST_ALT, PLATFORMS
from ..text_limits import ELLIPSIS, Limit, length, shortened
from .finding import Finding, ids, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..shown import Sight
    from .finding import Looked

_EVERYWHERE: Final = tuple(each.id for each in PLATFORMS)
_CHARACTERS: Final = Limit(0)
#: How many characters a description has as a rule, from which search engines cut it.
_USUAL: Final = 160
_MEND_ALT: Final = (
    "Give it: `metaimage: {alt: …}` in the front matter, `alt` in the code or template that draws it, or an "
    "`.alt.txt` beside the picture."
)


def text_findings(page: Looked) -> Iterator[Finding]:
    """Check what the page says of itself."""
    yield from _titles(page)
    yield from _descriptions(page)
    yield from _alts(page)


def _titles(page: Looked) -> Iterator[Finding]:
    if page.head.first("og:title") is None and page.head.opengraph_images:
        instead = f'take the page\'s `<title>`, "{page.head.title}"' if page.head.title else "show the domain"
        yield Finding(
            level="warning" if page.head.title else "error",
            code="title-missing",
            message=f"The page has no `og:title`; platforms {instead}.",
            hint="Give the page a `title` in its front matter, or `metaimage: {title: …}`.",
            platforms=_EVERYWHERE,
        )
    titles = [(each.title, each.layout.title, each) for each in page.sights]
    yield from _cuts("title", "warning", titles)


def _descriptions(page: Looked) -> Iterator[Finding]:
    lacking = [
        each for each in page.sights if not each.description and _shows_description(each.layout.description)
    ]
    if lacking and page.head.opengraph_images:
        yield Finding(
            level="warning",
            code="description-missing",
            message=f"The page has no description for {names(lacking)}.",
            hint=(
                "Write `description:` or `metaimage: {description: …}` in the front matter, or `site_description` in "
                "mkdocs.yml."
            ),
            platforms=ids(lacking),
        )
    # Platforms that show a line or two cut nearly every one, which nobody need mend.
    descriptions = [
        (each.description, each.layout.description, each)
        for each in page.sights
        if length(each.description, _CHARACTERS) > _USUAL
    ]
    yield from _cuts("description", "note", descriptions)


def _cuts(
    subject: Literal["title", "description"],
    level: Literal["warning", "note"],
    shown: Sequence[tuple[str, Limit | None, Sight]],
) -> Iterator[Finding]:
    """One finding for each text that is cut, as X may have one of its own.

    Args:
        subject: What the texts are.
        level: How bad that is.
        shown: The text that each platform takes, and how much of it it shows.
    """
    for text in dict.fromkeys(text for text, _, _ in shown):
        cuts = [(shortened(text, limit), sight) for taken, limit, sight in shown if taken == text]
        counts = [
            (length(each.text.removesuffix(ELLIPSIS), _CHARACTERS), sight)
            for each, sight in cuts
            if each.cut and each.text
        ]
        counts.sort(key=lambda pair: pair[0])
        if counts:
            places = listed(f"{count} on {sight.platform.name}" for count, sight in counts)
            yield Finding(
                level=level,
                code=f"{subject}-cut",
                message=f"The {subject} has {length(text, _CHARACTERS)} characters and is cut after {places}.",
                hint=f"Begin with what matters, or set a shorter one for links: `metaimage: {{{subject}: …}}`.",
                platforms=ids(sight for _, sight in counts),
            )


def _shows_description(limit: Limit | None) -> bool:
    return limit is None or limit.most > 0


def _alts(page: Looked) -> Iterator[Finding]:
    for image, sights in page.taken():
        readers = [each for each in sights if each.platform.alt]
        alts = {each.picture.named.alt or "" for each in readers if each.picture.named}
        if "" in alts:
            silent = [each for each in readers if each.picture.named and not each.picture.named.alt]
            yield Finding(
                level="warning",
                code="alt-missing",
                message=f"{image.id} has no alt text, which {names(silent)} would read out.",
                hint=_MEND_ALT,
                image=image.id,
                platforms=ids(silent),
            )
        longest = max((length(alt, _CHARACTERS) for alt in alts), default=0)
        if longest > MOST_ALT:
            yield Finding(
                level="warning",
                code="alt-long",
                message=f"The alt text of {image.id} has {longest} characters; X takes {MOST_ALT}.",
                hint="Say what the picture shows in a sentence or two.",
                image=image.id,
                platforms=("x",),
            )
