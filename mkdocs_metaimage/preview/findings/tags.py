"""What is wrong with a page's tags: the addresses in them, their place, and what they leave out."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ..platforms import MOST_READ, PLATFORMS
from .finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .finding import Looked

_EVERYWHERE: Final = tuple(each.id for each in PLATFORMS)
_SITE_URL: Final = "Set `site_url` in mkdocs.yml, or the option `base_url` of the plugin metaimage"
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def tag_findings(page: Looked) -> Iterator[Finding]:
    """Check the page's tags."""
    yield from _lacking(page)
    yield from _addresses(page)
    yield from _place(page)
    yield from _color(page)


def _lacking(page: Looked) -> Iterator[Finding]:
    """What keeps a page's picture out of its tags, or another in them."""
    social = [each for each in page.images if each.convention in ("opengraph-image", "twitter-image")]
    named = page.head.opengraph_images or page.head.twitter_images
    if not named and not social and page.failed:
        return
    if social and not named:
        yield Finding(
            level="error",
            code="no-site-url" if page.page_url is None else "no-picture-tag",
            message=f"The page has {social[0].id}, but no tag that names it"
            + (": that takes an absolute URL, and the site has none." if page.page_url is None else "."),
            hint=f"{_SITE_URL}."
            if page.page_url is None
            else "See the tags of the page, and what removes them.",
            image=social[0].id,
            platforms=_EVERYWHERE,
        )
    elif not named:
        yield Finding(
            level="note",
            code="no-picture",
            message="The page has no picture, so links to it show none.",
            hint="The page's overview says why: `metaimage: false` in its front matter, or the option `exclude`, say.",
            platforms=_EVERYWHERE,
        )
    elif social and not any(each.url == named[0].url for each in social):
        yield Finding(
            level="note",
            code="other-picture",
            message=f"The page's tags name {named[0].url}, which the theme, a plugin or the page gave.",
            hint="`on_existing: replace` among the plugin's options puts the page's own card there.",
            platforms=_EVERYWHERE,
        )


def _addresses(page: Looked) -> Iterator[Finding]:
    """URLs that nobody else can fetch."""
    for url in dict.fromkeys(each.url for each in page.head.opengraph_images + page.head.twitter_images):
        image = next((each.id for each in page.images if each.url == url), None)
        scheme, host = _parts(url)
        if scheme not in ("http", "https") or not host:
            yield Finding(
                level="error",
                code="not-absolute",
                message=f"The picture's URL is not absolute: {url}",
                hint=f"{_SITE_URL}.",
                image=image,
                platforms=_EVERYWHERE,
            )
        elif _is_local(host):
            # A site that is served here has such URLs throughout, and they say nothing of the published one.
            if page.page_url is not None and not _is_local(_parts(page.page_url)[1]):
                yield Finding(
                    level="error",
                    code="local-address",
                    message=f"The picture is at {host}, which no platform can reach: {url}",
                    hint=f"{_SITE_URL}, to the address at which the site is published.",
                    image=image,
                    platforms=_EVERYWHERE,
                )
        elif scheme == "http":
            yield Finding(
                level="warning",
                code="not-https",
                message=f"The picture's URL is http, which some platforms do not fetch: {url}",
                hint=f"{_SITE_URL}, to an address with https.",
                image=image,
                platforms=_EVERYWHERE,
            )


def _place(page: Looked) -> Iterator[Finding]:
    end = page.head.social_end
    if end > MOST_READ:
        yield Finding(
            level="error",
            code="tags-too-late",
            message=f"The tags end {end / 1024:.0f} KB into the page; Slack reads only {MOST_READ // 1024} KB.",
            hint="Move styles and scripts that stand before them in the theme's head behind them, or into files.",
            platforms=("slack",),
        )


def _color(page: Looked) -> Iterator[Finding]:
    color = page.head.theme_color or page.head.theme_color_dark
    if color is None:
        yield Finding(
            level="note",
            code="theme-color-missing",
            message="The page has no `theme-color`, which Discord's stripe would have.",
            hint='Add `<meta name="theme-color" content="#…">` to the head of the theme, in `extrahead` of main.html.',
            platforms=("discord",),
        )
    elif not _HEX.fullmatch(color):
        yield Finding(
            level="note",
            code="theme-color-not-hex",
            message=f"`theme-color` is {color}; Discord is said to read colours such as #4051b5 only.",
            hint="Write it with # and six digits.",
            platforms=("discord",),
        )


def _parts(url: str) -> tuple[str, str]:
    """The scheme and the host of a URL, each `""` where it has none."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        return "", ""


def _is_local(host: str) -> bool:
    """Whether nobody elsewhere can reach a host."""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
