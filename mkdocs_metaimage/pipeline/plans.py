"""What was planned for served pages, from build to build: most rebuilds leave most of them as they were."""

from __future__ import annotations

import datetime
import hashlib
import marshal
from dataclasses import astuple, dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from ..engine.notes import CardError
from ..pages import Page, Site
from .images import Sketch

if TYPE_CHECKING:
    from ..hooks import Recipe
    from ..tags import Tag
    from .images import PlannedImage
    from .links import Links
    from .returned import Workshop

# Later ones write equal values in unequal ways.
_VERSION: Final = 2
_OF_PAGE: Final = attrgetter(
    *({field.name for field in fields(Page)} - {"meta", "card", "headings", "date", "updated"})
)
_OF_SITE: Final = attrgetter(*({field.name for field in fields(Site)} - {"pages", "colors"}))


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned for a page whose card is drawn by a template.

    Attributes:
        inputs: All that it depends on, the files that the card names and the machine's fonts apart.
        image: The card.
        tags: The social tags of the page.
    """

    inputs: tuple[bytes, bytes]
    image: PlannedImage
    tags: tuple[Tag, ...]


class Plans:
    """The plans of the builds of one command, by the URLs of their pages."""

    def __init__(self) -> None:
        self._plans: dict[str, Plan] = {}

    def find(self, page: Page, inputs: tuple[bytes, bytes]) -> Plan | None:
        """What was planned for a page of the same inputs."""
        plan = self._plans.get(page.url)
        return plan if plan is not None and plan.inputs == inputs else None

    def keep(self, page: Page, plan: Plan) -> None:
        """Keep a plan in place of the page's earlier one."""
        source = plan.image.content.source
        # One that was just made holds all of its drawing.
        if isinstance(source, Sketch) and source.key:
            self._plans[page.url] = plan


class Inputs:
    """Tells what the plans of one build depend on.

    Args:
        site: The site.
        links: Its URLs.
        workshop: What cards are drawn with.
        recipe: What tells the template from others.
    """

    def __init__(self, site: Site, links: Links, workshop: Workshop, recipe: Recipe) -> None:
        self._known: dict[Page, bytes | None] = {}
        shared = self._of_all(site, links, workshop, recipe)
        self._shared = None if shared is None else hashlib.sha256(shared).digest()

    def of(self, page: Page, path: str) -> tuple[bytes, bytes] | None:
        """What the plan of a page depends on, or None where that cannot be told.

        Args:
            page: The page.
            path: The decoded path below the site at which its own images live.
        """
        own = self._of_page(page)
        if own is None or self._shared is None:
            return None
        return self._shared, own + path.encode("utf-8", "surrogatepass")

    def _of_page(self, page: Page) -> bytes | None:
        if page not in self._known:
            headings = [tuple(heading) for heading in page.headings]
            others = (dict(page.meta), dict(page.card), page.date, page.updated)
            self._known[page] = _written(_OF_PAGE(page), headings, others)
        return self._known[page]

    def _of_all(self, site: Site, links: Links, workshop: Workshop, recipe: Recipe) -> bytes | None:
        pages = [self._of_page(page) for page in site.pages] if recipe.reads_pages else []
        if None in pages:
            return None
        try:
            fonts = [
                (font.digest, font.family, font.weight, font.style, font.unicode_range)
                for font in workshop.fonts
            ]
        except CardError:
            return None  # which every card will say
        drawn = (workshop.max_bytes, workshop.allow_remote, workshop.debug, str(workshop.kept_in))
        of_site = (_OF_SITE(site), astuple(site.colors), links.base, links.root)
        return _written(of_site, recipe.sources, fonts, drawn, pages)


def _written(*values: Any) -> bytes | None:
    """Values as bytes, unequal for values that anything could tell apart; None for objects of unknown types."""
    try:
        return marshal.dumps(values, _VERSION)
    except ValueError:
        pass
    try:
        return marshal.dumps(_plain(values), _VERSION)
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    """A value with its dates in a form that `marshal` takes."""
    if type(value) in (tuple, list):
        return type(value)(map(_plain, value))
    if type(value) is dict:
        return {key: _plain(entry) for key, entry in value.items()}
    if type(value) is datetime.date or (type(value) is datetime.datetime and _has_plain_zone(value)):
        return (..., repr(value))
    return value


def _has_plain_zone(time: datetime.datetime) -> bool:
    return time.tzinfo is None or type(time.tzinfo) is datetime.timezone
