"""MkDocs' pages and configuration as the core's `Page` and `Site`."""

from __future__ import annotations

import datetime
import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ...pages import Heading, Page, text_direction
from ...pipeline.links import encoded
from .theme import theme_direction

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink

# As in a browser, the next block ends a paragraph that is not closed.
_BLOCK = r"(?:p|div|h[1-6]|[uod]l|li|table|pre|blockquote|section|article|hr)[\s/>]"
_PARAGRAPH = re.compile(
    rf"<p(?P<attributes>\s[^>]*)?>(?P<inner>.*?)(?=</?{_BLOCK}|\Z)", re.DOTALL | re.IGNORECASE
)
# What is no text, and what extensions put into it: the link beside a heading, the number of a footnote.
_NOT_SPOKEN = re.compile(
    r"<!--.*?-->|<(?P<tag>script|style|svg|template)\b.*?</(?P=tag)\s*>|<a\b[^>]*\bheaderlink\b.*?</a>"
    r"|<sup\b[^>]*\bid=[\"']?fnref.*?</sup>",
    re.DOTALL | re.IGNORECASE,
)
# What may have been one of these if more of the text had been read.
_CUT = re.compile(r"<!--|<(?:script|style|svg|template)\b|\bheaderlink\b|\bfnref", re.IGNORECASE)
# How many characters are searched for the first paragraph before all are.
_NEAR = 8192
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>")


def plain_text(markup: str) -> str:
    """What a reader sees of a piece of HTML: no markup, no entities, single spaces."""
    spoken = _MARKUP.sub("", _BREAK.sub(" ", _NOT_SPOKEN.sub("", markup))) if "<" in markup else markup
    return " ".join(html.unescape(spoken).split())


def first_paragraph(content: str) -> str:
    """The text of the first paragraph that says something, or `""`; the title of an admonition says nothing."""
    if len(content) > _NEAR:
        near = _NOT_SPOKEN.sub("", content[:_NEAR])
        found = None if _CUT.search(near) else _spoken_paragraph(near)
        if found is not None and found[1] < len(near):
            return found[0]
    found = _spoken_paragraph(_NOT_SPOKEN.sub("", content))
    return found[0] if found else ""


def _spoken_paragraph(spoken: str) -> tuple[str, int] | None:
    """The text of the first paragraph that says something, and where it ends."""
    for match in _PARAGRAPH.finditer(spoken):
        if "admonition-title" not in (match["attributes"] or ""):
            text = plain_text(match["inner"])
            if text:
                return text, match.end()
    return None


def page_path(page: MkDocsPage) -> str:
    """Where the images of a page live: its decoded path without slashes at the ends; `""` for the home page."""
    path = unquote(page.url)
    if path.endswith("/"):
        return path.strip("/")
    path = path.removesuffix(".html")
    return path.removesuffix("index").strip("/") if posixpath.basename(path) == "index" else path


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What MkDocs knows of a page whose content is complete, its front matter apart.

    Attributes:
        src_uri: The path of its source, relative to the docs folder.
        source: The file of its source; None where it has none on disk.
        url: The URL relative to the site.
        canonical_url: The absolute URL, or None.
        dest_uri: The path of its HTML, relative to the site's folder.
        path: Where its images live: see `page_path`.
        given_title: The title that the navigation or a plugin gives it, or None.
        found_title: The title of its first heading or of its file; `""` where its front matter has one.
        nameless: What it is called without any title.
        paragraph: The text of its first paragraph; `""` where its front matter says more.
        headings: Its headings, in order.
        section: The titles of the sections that it is in, outermost first.
        locale: The language that its file or the site has.
        authors: The authors that a plugin knows; empty where none does.
    """

    src_uri: str
    source: Path | None
    url: str
    canonical_url: str | None
    dest_uri: str
    path: str
    given_title: str | None
    found_title: str
    nameless: str
    paragraph: str
    headings: tuple[Heading, ...]
    section: tuple[str, ...]
    locale: str
    authors: tuple[str, ...]


def page_facts(page: MkDocsPage, config: MkDocsConfig) -> PageFacts:
    """What there is to know of a page.

    Args:
        page: MkDocs' page, at `on_env` or later.
        config: MkDocs' configuration.
    """
    file, meta = page.file, page.meta
    # MkDocs keeps the title that the navigation gives on the object itself, in the way of its property.
    given = page.__dict__.get("title")
    # In the front matter of Material's posts stand keys of `.authors.yml`; the post itself has what it says.
    known = getattr(page, "authors", None)
    authors = [getattr(author, "name", None) for author in known] if isinstance(known, list) else []
    return PageFacts(
        src_uri=file.src_uri,
        source=None if file.generated_by or file.abs_src_path is None else Path(file.abs_src_path),
        url=page.url,
        canonical_url=page.canonical_url,
        dest_uri=file.dest_uri,
        path=page_path(page),
        given_title=_flat(given) if _says_something(given) else None,
        found_title=_found_title(page),
        nameless=_nameless(page),
        paragraph="" if _described(meta) else first_paragraph(page.content or ""),
        headings=tuple(_headings(page.toc)),
        section=tuple(_flat(ancestor.title) for ancestor in reversed(list(page.ancestors)) if ancestor.title),
        # `file.locale` is mkdocs-static-i18n's.
        locale=_tag(getattr(file, "locale", None)) or site_locale(config),
        authors=_names(authors),
    )


def make_page(
    facts: PageFacts,
    meta: Mapping[str, Any],
    description: str,
    direction: str | None,
    template_options: Mapping[str, Any],
) -> Page:
    """The core's view of a page.

    Args:
        facts: What MkDocs knows of it.
        meta: Its front matter.
        description: The site's, for a page that has none.
        direction: The theme's direction of text, or None where the page's language decides.
        template_options: What a page's card has where its front matter does not say otherwise.
    """
    card = _card(meta, template_options)
    # `lang` is a common key of front matter.
    locale = _tag(meta.get("lang")) or _tag(meta.get("locale")) or facts.locale
    created, updated = _dates(meta)
    own = card.get("description") or meta.get("description") or facts.paragraph
    return Page(
        title=_title(facts, meta, card),
        description=_flat(own or description),
        url=facts.url,
        canonical_url=encoded(facts.canonical_url) if facts.canonical_url else None,
        route=tuple(facts.path.split("/")) if facts.path else (),
        src_path=None if facts.source is None else facts.src_uri,
        meta=MappingProxyType(_copied(meta)),
        headings=facts.headings,
        section=facts.section,
        locale=locale,
        direction=direction or text_direction(locale),
        date=created,
        updated=updated,
        authors=facts.authors or _names(meta.get("authors", meta.get("author"))),
        tags=_names(meta.get("tags")),
        card=card,
    )


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What MkDocs knows of a site in one build: plugins give each of those that are nested another.

    Attributes:
        name: Its name.
        description: Its description; may be empty.
        author: Its author; may be empty.
        locale: Its BCP 47 tag.
        direction: The theme's direction of text, or None where a page's language decides.
    """

    name: str
    description: str
    author: str
    locale: str
    direction: str | None


def site_facts(config: MkDocsConfig) -> SiteFacts:
    """What there is to know of the site.

    Args:
        config: MkDocs' configuration, as plugins have it while they plan.
    """
    return SiteFacts(
        name=config.site_name,
        description=config.site_description or "",
        author=config.site_author or "",
        locale=site_locale(config),
        direction=theme_direction(config),
    )


def site_locale(config: MkDocsConfig) -> str:
    """The site's BCP 47 tag: Material's `language`, else the built-in themes' `locale`, else `en`."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en").replace("_", "-")


def _card(meta: Mapping[str, Any], template_options: Mapping[str, Any]) -> Mapping[str, Any]:
    value = meta.get("metaimage")
    return MappingProxyType(_copied({**template_options, **(value if isinstance(value, dict) else {})}))


def _described(meta: Mapping[str, Any]) -> bool:
    """Whether front matter describes its page, so that its first paragraph need not be looked for."""
    card = meta.get("metaimage")
    return bool((card.get("description") if isinstance(card, dict) else None) or meta.get("description"))


def _copied(value: Any) -> Any:
    """The lists and mappings of a value anew, so that a hook which changes them changes its own alone."""
    if isinstance(value, Mapping):
        return {str(key): _copied(entry) for key, entry in value.items()}
    return [_copied(entry) for entry in value] if isinstance(value, list) else value


def _title(facts: PageFacts, meta: Mapping[str, Any], card: Mapping[str, Any]) -> str:
    for given in (card.get("title"), meta.get("title"), facts.given_title):
        if _says_something(given):
            return _flat(given)
    if facts.found_title in ("", facts.nameless):
        heading = next((heading.text for heading in facts.headings if heading.level == 1), "")
        return heading or facts.nameless
    return facts.found_title


def _found_title(page: MkDocsPage) -> str:
    # What remains came from a heading, which is HTML, or from the file's name, which has no markup. MkDocs takes an
    # empty title of the front matter for the page's, and knows a heading only where nothing stands before it.
    return "" if "title" in page.meta else plain_text(str(page.title or ""))


def _nameless(page: MkDocsPage) -> str:
    # What MkDocs calls a page without any title.
    if page.is_homepage:
        return "Home"
    name = page.file.name.replace("-", " ").replace("_", " ")
    return name.capitalize() if name.lower() == name else name


def _says_something(value: object) -> bool:
    return value is not None and value is not False and bool(str(value).strip())


def _flat(text: object) -> str:
    return " ".join(str(text).split())


def _headings(links: Iterable[AnchorLink]) -> Iterable[Heading]:
    for link in links:
        yield Heading(link.level, plain_text(link.title), link.id)
        yield from _headings(link.children)


def _tag(value: object) -> str | None:
    return value.replace("_", "-") if isinstance(value, str) and value else None


def _dates(meta: Mapping[str, Any]) -> tuple[datetime.date | None, datetime.date | None]:
    date = meta.get("date")
    if isinstance(date, Mapping):  # the form of Material's blog
        return _date(date.get("created")), _date(date.get("updated") or meta.get("updated"))
    return _date(date), _date(meta.get("updated"))


def _date(value: object) -> datetime.date | None:
    # A day, whatever the form: days can be sorted, while times with and without a zone cannot.
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return ()
    named = (item.get("name") if isinstance(item, Mapping) else item for item in value)
    return tuple(_flat(name) for name in named if name)
