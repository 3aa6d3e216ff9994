"""What somebody tries of a page in a form: another title, description, language, direction or template.

An attempt says what the page's front matter might say, and is planned as if it stood there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from ..hooks import built_in_templates
from ..pages import text_direction
from ..spelling import listed

if TYPE_CHECKING:
    from ..pages import Page
    from .docs import DocsPage

#: The names of the query's values that make an attempt.
NAMES: Final = ("title", "description", "lang", "dir", "template")
_LONGEST: Final = 2000
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9-]{1,35}")
_DIRECTIONS: Final = ("ltr", "rtl")


class AttemptError(ValueError):
    """A value of the query cannot be tried; the message says what can be."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is tried in place of what a page says; None leaves it as it is.

    Attributes:
        title: Its title.
        description: Its description.
        lang: Its language as a BCP 47 tag.
        dir: The direction of its text; that of the language where only that is tried.
        template: The built-in template that draws its card, whatever draws it now.
    """

    title: str | None = None
    description: str | None = None
    lang: str | None = None
    dir: Literal["ltr", "rtl"] | None = None
    template: str | None = None


def read_attempt(query: Mapping[str, str]) -> Attempt | None:
    """The attempt that a query asks for, None where it asks for none. Empty values try nothing.

    Args:
        query: The names and values of the query; other names are left alone.

    Raises:
        AttemptError: A value is longer than is good, or none of those that there are.
    """
    given = {name: flat for name in NAMES if (flat := " ".join(query.get(name, "").split()))}
    for name in ("title", "description"):
        if len(given.get(name, "")) > _LONGEST:
            raise AttemptError(f"The {name} has more than {_LONGEST} characters: try a shorter one.")
    if "lang" in given and not _LANGUAGE.fullmatch(given["lang"]):
        raise AttemptError("The language is no BCP 47 tag: try one such as en, pt-BR or ar.")
    if "dir" in given and given["dir"] not in _DIRECTIONS:
        raise AttemptError("The direction of text is neither ltr nor rtl: try one of the two.")
    if "template" in given and given["template"] not in built_in_templates():
        raise AttemptError(f"There is no such built-in template: try {listed(built_in_templates())}.")
    return Attempt(**cast("dict[str, Any]", given)) if given else None


def tried(docs_page: DocsPage, attempt: Attempt) -> DocsPage:
    """The page as it is with an attempt.

    Args:
        docs_page: The page.
        attempt: What is tried.
    """
    page = docs_page.page
    said = {
        key: value
        for key in ("title", "description", "template")
        if (value := getattr(attempt, key)) is not None
    }
    meta = page.meta if attempt.lang is None else {**page.meta, "lang": attempt.lang}
    own = page.meta.get("metaimage")
    # What the front matter has in place of a mapping stays: `false`, or what is an error.
    if said and (own is None or own is True or isinstance(own, Mapping)):
        meta = {**meta, "metaimage": _said_too(own if isinstance(own, Mapping) else {}, said)}
    locale = attempt.lang or page.locale
    return replace(
        docs_page,
        page=replace(
            page,
            title=attempt.title or page.title,
            description=attempt.description or page.description,
            locale=locale,
            direction=attempt.dir or _direction(page, attempt),
            meta=MappingProxyType(dict(meta)),
            card=MappingProxyType(_said_too(page.card, said)),
        ),
    )


def _direction(page: Page, attempt: Attempt) -> str:
    return page.direction if attempt.lang is None else text_direction(attempt.lang)


def _said_too(card: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
    """What a card says with what is tried; a picture that it names would hide the template that is."""
    named = {"image", "alt"} if "template" in said else set()
    return {**{key: value for key, value in card.items() if key not in named}, **said}
