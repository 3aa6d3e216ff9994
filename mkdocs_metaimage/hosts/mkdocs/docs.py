"""MkDocs' pages and configuration as the core's `Page` and `Site`."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mkdocs.exceptions import PluginError

from ...errors import MetaImageError
from ...pages import Heading, Page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink

# A block that MkDocs or an extension puts into the content, not the author; its paragraphs describe nothing.
_PARAGRAPH = re.compile(r"<p(?P<attributes>\s[^>]*)?>(?P<inner>.*?)</p>", re.DOTALL | re.IGNORECASE)
_NOT_SPOKEN = re.compile(
    r"<!--.*?-->|<(?P<tag>script|style|svg|template)\b.*?</(?P=tag)\s*>|<a\b[^>]*\bheaderlink\b.*?</a>",
    re.DOTALL | re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^>]*>")
_RTL_LANGUAGES = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])


def plain_text(markup: str) -> str:
    """What a reader sees of a piece of HTML: no markup, no entities, single spaces."""
    spoken = _MARKUP.sub("", _BREAK.sub(" ", _NOT_SPOKEN.sub("", markup)))
    return " ".join(html.unescape(spoken).split())


def first_paragraph(content: str) -> str:
    """The text of the first paragraph that says something, or `""`; the title of an admonition says nothing."""
    for match in _PARAGRAPH.finditer(_NOT_SPOKEN.sub("", content)):
        if "admonition-title" not in (match["attributes"] or ""):
            text = plain_text(match["inner"])
            if text:
                return text
    return ""


def page_path(page: MkDocsPage) -> str:
    """Where the images of a page live: its decoded path without slashes at the ends; `""` for the home page."""
    path = unquote(page.url).strip("/")
    if path.endswith(".html"):
        path = path.removesuffix(".html").removesuffix("index")
    return path.strip("/")


def make_page(page: MkDocsPage, config: MkDocsConfig, direction: str | None) -> Page:
    """The core's view of a page whose content is complete.

    Args:
        page: MkDocs' page, at `on_env` or later.
        config: MkDocs' configuration.
        direction: The theme's direction of text, or None where the page's language decides.

    Raises:
        MetaImageError: The front matter has a value of the wrong kind.
    """
    meta = page.meta
    card = _card(page)
    path = page_path(page)
    locale = _locale(page, config)
    created, updated = _dates(meta)
    description = card.get("description") or meta.get("description") or first_paragraph(page.content or "")
    return Page(
        title=_title(page, card),
        description=_flat(description or config.site_description or ""),
        url=page.url,
        canonical_url=page.canonical_url or None,
        route=tuple(path.split("/")) if path else (),
        src_path=None if page.file.generated_by else page.file.src_uri,
        meta=MappingProxyType(dict(meta)),
        headings=tuple(_headings(page.toc)),
        section=tuple(_flat(ancestor.title) for ancestor in reversed(list(page.ancestors)) if ancestor.title),
        locale=locale,
        direction=direction or text_direction(locale),
        date=created,
        updated=updated,
        authors=_authors(page),
        tags=_names(meta.get("tags")),
        card=card,
    )


def site_locale(config: MkDocsConfig) -> str:
    """The site's BCP 47 tag: Material's `language`, else the built-in themes' `locale`, else `en`."""
    return str(config.theme.get("language") or config.theme.get("locale") or "en").replace("_", "-")


def text_direction(locale: str) -> str:
    """`"rtl"` for a language or script that is written from right to left, else `"ltr"`."""
    language, *rest = locale.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if language in _RTL_LANGUAGES else "ltr"


def _card(page: MkDocsPage) -> Mapping[str, Any]:
    value = page.meta.get("metaimage")
    if value is None or isinstance(value, bool):
        return MappingProxyType({})
    if not isinstance(value, dict):
        raise MetaImageError(
            f"`metaimage` is {value!r} in the front matter.",
            page.file.src_uri,
            hint="Write `metaimage: false`, or a mapping such as `metaimage: {title: …, image: …, alt: …}`.",
        )
    return MappingProxyType({str(key): entry for key, entry in value.items()})


def _title(page: MkDocsPage, card: Mapping[str, Any]) -> str:
    given = card.get("title") or page.meta.get("title") or _nav_title(page)
    if given:
        return _flat(given)
    # What remains came from a heading, which is HTML, or from the file's name, which has no markup.
    return plain_text(str(page.title or ""))


def _nav_title(page: MkDocsPage) -> str | None:
    # MkDocs keeps the title that the navigation gives on the object itself, in the way of its property.
    return page.__dict__.get("title")


def _flat(text: object) -> str:
    return " ".join(str(text).split())


def _headings(links: Iterable[AnchorLink]) -> Iterable[Heading]:
    for link in links:
        yield Heading(link.level, plain_text(link.title), link.id)
        yield from _headings(link.children)


def _locale(page: MkDocsPage, config: MkDocsConfig) -> str:
    # `file.locale` is mkdocs-static-i18n's, `lang` a common key of front matter.
    for value in (page.meta.get("lang"), page.meta.get("locale"), getattr(page.file, "locale", None)):
        if isinstance(value, str) and value:
            return value.replace("_", "-")
    return site_locale(config)


def _authors(page: MkDocsPage) -> tuple[str, ...]:
    # In the front matter of Material's posts stand keys of `.authors.yml`; the post itself has what it says.
    known = getattr(page, "authors", None)
    names = [getattr(author, "name", None) for author in known] if isinstance(known, list) else []
    return _names(names) or _names(page.meta.get("authors", page.meta.get("author")))


def _dates(meta: Mapping[str, Any]) -> tuple[datetime.date | None, datetime.date | None]:
    date = meta.get("date")
    if isinstance(date, Mapping):  # the form of Material's blog
        return _date(date.get("created")), _date(date.get("updated") or meta.get("updated"))
    return _date(date), _date(meta.get("updated"))


def _date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        try:
            return datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    return None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return ()
    named = (item.get("name") if isinstance(item, Mapping) else item for item in value)
    return tuple(_flat(name) for name in named if name)


def host_error(error: MetaImageError, config: MkDocsConfig) -> PluginError:
    """The host's form of an error: it ends a build with this message and exit status 1."""
    return PluginError(error_text(error, config))


def error_text(error: MetaImageError, config: MkDocsConfig) -> str:
    """An error with its file relative to the config file's folder, as a maintainer names it."""
    folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent
    text = str(error)
    return text.replace(f"{folder}/", "")
