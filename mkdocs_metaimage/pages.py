"""What a hook may see of the docs: the page it draws for, and the site that page is in.

Both are made by a host's adapter, are read-only, and know nothing of the host.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

_RTL_LANGUAGES = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])


class Heading(NamedTuple):
    """A heading of a page.

    Attributes:
        level: 1 to 6, as in `h1` to `h6`.
        text: Its text, without markup and entities.
        anchor: Its `id` in the page.
    """

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Colors:
    """The site's colours, each a CSS colour.

    Attributes:
        primary: The colour of the site's header.
        accent: The colour that stands out from the primary one.
        background: What the text of a card lies on.
        text: The text itself.
    """

    primary: str = "#4051b5"
    accent: str = "#526cfe"
    background: str = "#ffffff"
    text: str = "#14161f"


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


# Both are what they are, and not what they say: that makes them keys of caches.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """One page of the docs.

    Attributes:
        title: Plain text, from `metaimage`, front matter, navigation, first heading or file name.
        description: Plain text, from `metaimage`, front matter, first paragraph or the site; may be empty.
        url: The URL relative to the site, percent-encoded; `""` for the home page.
        canonical_url: The absolute URL, or None where the site has none.
        route: The decoded segments of the URL; `()` for the home page.
        src_path: The source file relative to the docs folder, with `/`; None where there is none.
        meta: The front matter, read-only.
        headings: The page's headings, in order.
        section: The titles of the sections that the page is in, outermost first.
        locale: A BCP 47 tag, such as `en` or `pt-BR`.
        direction: `"ltr"` or `"rtl"`.
        date: When it was first published, or None.
        updated: When it was last changed, or None.
        authors: The names of its authors.
        tags: Its tags.
        card: The `metaimage` mapping of its front matter, read-only.
    """

    title: str
    url: str
    route: tuple[str, ...]
    description: str = ""
    canonical_url: str | None = None
    src_path: str | None = None
    meta: Mapping[str, Any] = field(default_factory=_empty)
    headings: tuple[Heading, ...] = ()
    section: tuple[str, ...] = ()
    locale: str = "en"
    direction: str = "ltr"
    date: datetime.date | None = None
    updated: datetime.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    card: Mapping[str, Any] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """The docs site as a whole.

    Attributes:
        name: The site's name.
        url: The absolute URL of its home page with a trailing slash, or None where it is not known.
        description: The site's description; may be empty.
        author: The site's author; may be empty.
        locale: A BCP 47 tag.
        logo: Its logo, as the `src` of an `img` takes it, a path as a rule; or None.
        logo_tone: `"light"` or `"dark"` where nearly all of the logo is, and `""` otherwise: a light one cannot
            be seen on a light ground.
        colors: Its colours.
        font_family: The `font-family` of its cards: that of the option `fonts`, as CSS has it.
        pages: Every page of the site, those of the navigation first and in its order.
    """

    name: str = ""
    url: str | None = None
    description: str = ""
    author: str = ""
    locale: str = "en"
    logo: str | None = None
    logo_tone: str = ""
    colors: Colors = Colors()
    font_family: str = "sans-serif"
    pages: tuple[Page, ...] = ()


def text_direction(locale: str) -> str:
    """`"rtl"` for a language or script that is written from right to left, else `"ltr"`."""
    language, *rest = locale.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"
