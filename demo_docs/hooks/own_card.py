"""Shows every page its own images, as its finished HTML names them."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_CARD = re.compile(r'<meta property="og:image" content="([^"]+)">')
_ALT = re.compile(r'<meta property="og:image:alt" content="([^"]*)">')
_ICON = re.compile(r'<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"')
_END = "</article>"


# After metaimage (25), which writes the tags that are read here.
@event_priority(10)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the page's images at the end of its text."""
    before, end, after = output.rpartition(_END)
    return before + _figure(output, page.url, config.site_url or "") + end + after


def _figure(output: str, page_url: str, site_url: str) -> str:
    cards = [_relative(unescape(url), page_url, site_url) for url in _CARD.findall(output)]
    icons = [_relative(unescape(url), page_url, urlsplit(site_url).path) for url in _ICON.findall(output)]
    # Alternative texts follow their images; all of this site's have one.
    alts = [unescape(alt) for alt in _ALT.findall(output)]
    pictures = "".join(
        f'<img src="{escape(url)}" alt="{escape(alt)}" loading="lazy">'
        for url, alt in zip(cards, alts, strict=True)
    )
    small = "".join(f'<img src="{escape(url)}" alt="" loading="lazy">' for url in icons)
    said = (
        "This page has no card"
        if not cards
        else "This page's card"
        if len(cards) == 1
        else "This page's cards"
    )
    return (
        f'<aside class="own-images"><p>{said}, and the icons of the site</p>'
        f'<div class="cards">{pictures}</div><div class="icons">{small}</div></aside>'
    )


def _relative(url: str, page_url: str, root: str) -> str:
    """The URL of an image of this site from the page, so that it holds on disk too."""
    if not url.startswith(root):
        return url
    path, _, digest = url.removeprefix(root).partition("?")
    return f"{posixpath.relpath(path, posixpath.dirname(page_url) or '.')}?{digest}"
