"""The built-in cards: what they are for, and each of them on one page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ...conventions import OPENGRAPH_IMAGE
from ...hooks import BUILT_IN, built_in_templates
from ...pipeline import KEYS
from ..attempts import Attempt
from ..planning import plan_page
from .images import describe_image, draw_images

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..desk import View
    from ..docs import Draft
    from ..planning import DraftedPage
    from .images import PageImage

_FIRST: Final = "default"
# By name, what a maintainer chooses them for.
_ABOUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "api": "A class, function or endpoint with its signature or first headings, for reference pages.",
        "big-type": "The title as large as it fits, and little else.",
        "blog": "A post with its author, picture and date.",
        "code": "A window with some lines of code.",
        "default": "The title and description on the site's background, with its colours at the side.",
        "gradient": "The title in the middle of a gradient of the site's colours.",
        "minimal": "A dark card with thin lines and a glow of the site's colours.",
        "photo": "The title over a photograph, or over a horizon in the site's colours.",
        "split": "The words on one side, a picture or the site's logo on the other.",
        "terminal": "A terminal with the page's path, title and a command.",
    }
)


def describe_templates() -> list[dict[str, str]]:
    """The built-in templates, the default first."""
    return [_described(name) for name in _names()]


def templates(view: View, key: str, attempt: Attempt | None = None) -> dict[str, Any]:
    """Each built-in card on a page.

    Args:
        view: What the request sees.
        key: What names the page.
        attempt: What else is tried of it, or None; a template among it counts for nothing here.

    Raises:
        UnknownPageError: There is no such page.
        OverdueError: A hook does not return.
    """
    take = view.turns.take
    chosen = take(lambda: plan_page(view.draft, key)).planned.chosen
    # A page that is to have no card is shown with the one that it would have.
    drafted = {name: take(partial(_planned, view.draft, key, attempt, name)) for name in _names()}
    keep = attempt is None or attempt == Attempt(template=attempt.template)
    return {
        "templates": [
            {
                **_described(name),
                "options": _options(view.draft, name),
                "lines": _lines(name),
                "image": describe_image(_card(view, page, keep), view.draft),
                "chosen": chosen is not None and chosen.file == BUILT_IN / f"{name}.html",
            }
            for name, page in drafted.items()
        ]
    }


def _planned(draft: Draft, key: str, attempt: Attempt | None, name: str) -> DraftedPage:
    return plan_page(draft, key, replace(attempt or Attempt(), template=name), even_excluded=True)


def _card(view: View, drafted: DraftedPage, keep: bool) -> PageImage:
    """The one image that a template gives a page, or the place of the one that it cannot give."""
    return draw_images(view, drafted, keep=keep, only=OPENGRAPH_IMAGE)[0]


def _names() -> tuple[str, ...]:
    """The names of the built-in templates, that of the card first which a site has without any option."""
    return tuple(sorted(built_in_templates(), key=lambda name: (name != _FIRST, name)))


def _described(name: str) -> dict[str, str]:
    # An initialism is no word.
    title = name.upper() if name == "api" else name.replace("-", " ").capitalize()
    return {"name": name, "title": title, "about": _ABOUT.get(name, "")}


def _options(draft: Draft, name: str) -> list[str]:
    """The keys of `metaimage` that a template knows beside those that all know."""
    hook = draft.loader.load(BUILT_IN / f"{name}.html", is_icon=False)
    return sorted(hook.options.difference(KEYS))


def _lines(name: str) -> dict[str, str]:
    """What chooses a template: for one page, and for all that no file serves."""
    return {
        "front_matter": f"metaimage:\n  template: {name}",
        "option": f"plugins:\n  - metaimage:\n      template: {name}",
    }
