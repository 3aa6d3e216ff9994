"""What a reader of a page's head finds in it: a platform that shows a link, or a browser that shows its icon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACES = re.compile(r"\s+")
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,6})")
# What stands in these is no part of the page to those who run no scripts, or to those who do.
_INERT: Final = frozenset({"template", "noscript", "svg"})
_RELATIONS: Final = ("icon", "apple-touch-icon", "canonical", "manifest")
_SOCIAL: Final = ("og:", "twitter:")
# In these what looks like a picture's property is another picture, or the same once more.
_URLS: Final = ("", ":url", ":src")


@dataclass(frozen=True, slots=True)
class HeadImage:
    """A picture as a head names it.

    Attributes:
        url: Its URL, as it is written.
        alt: What it shows, or None.
        content_type: Its type, or None.
        size: Width and height in px, or None.
    """

    url: str
    alt: str | None = None
    content_type: str | None = None
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A `<link>` of a head; what it does not say is `""`.

    Attributes:
        rel: The relation: one of `icon`, `apple-touch-icon`, `canonical` and `manifest`.
        href: The URL, as it is written.
        sizes: Its `sizes`.
        content_type: Its `type`.
        media: Its `media`.
    """

    rel: str
    href: str
    sizes: str = ""
    content_type: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says.

    Attributes:
        title: The text of `<title>`, or None.
        metas: Name, in lower case, and content of each `<meta>` that has both, in order.
        colors: The `theme-color`s, in order: the colour, and the media query, `""` for none.
        links: The links that matter here, in order.
        lang: The language of the document, or None.
        dir: Its direction, or None.
        social_end: How many bytes into the document the last `og:` or `twitter:` tag ends; 0 where there is none.
    """

    title: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    colors: tuple[tuple[str, str], ...] = ()
    links: tuple[HeadLink, ...] = ()
    lang: str | None = None
    dir: str | None = None
    social_end: int = 0

    def first(self, *names: str) -> str | None:
        """What the first tag of a name says that says something; of several names the first that is there."""
        for name in names:
            for given, content in self.metas:
                if given == name and content:
                    return content
        return None

    @property
    def description(self) -> str | None:
        """What the page says of itself to search engines."""
        return self.first("description")

    @property
    def theme_color(self) -> str | None:
        """The theme's colour, on light ground where there are two."""
        return next((color for color, media in self.colors if not _DARK.search(media)), None)

    @property
    def theme_color_dark(self) -> str | None:
        """The theme's colour on dark ground, where it is one of its own."""
        return next((color for color, media in self.colors if _DARK.search(media)), None)

    @property
    def author(self) -> str | None:
        """The page's author."""
        return self.first("fediverse:creator", "author", "article:author")

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """The pairs of a label and what it is for: a reading time, say."""
        pairs = ((self.first(f"twitter:label{n}"), self.first(f"twitter:data{n}")) for n in (1, 2))
        return tuple((label, data) for label, data in pairs if label and data)

    @property
    def opengraph_images(self) -> tuple[HeadImage, ...]:
        """The pictures for everyone: what describes one stands behind it, as ogp.me has it."""
        return _images(self.metas, "og:image")

    @property
    def twitter_images(self) -> tuple[HeadImage, ...]:
        """The pictures for X."""
        return _images(self.metas, "twitter:image")

    def link(self, rel: str) -> HeadLink | None:
        """The first link of a relation."""
        return next((link for link in self.links if link.rel == rel), None)


def read_head(html: str) -> Head:
    """Read the head of a page; of a broken one, what can be read."""
    reader = _Reader(html)
    try:
        reader.feed(html)
        reader.close()
    except (_EndOfHeadError, AssertionError):
        pass  # The parser asserts that a declaration is one that it knows.
    return reader.head()


class _EndOfHeadError(Exception):
    """The head is read."""


class _Reader(HTMLParser):
    """Collects what the head of one page says."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._html = html
        self._titles: list[list[str]] = []
        self._in_title = False
        self._inert = 0
        self._metas: list[tuple[str, str]] = []
        self._colors: list[tuple[str, str]] = []
        self._links: list[HeadLink] = []
        self._root: dict[str, str] = {}
        self._social_end = (0, 0, 0)

    def head(self) -> Head:
        """What was found."""
        return Head(
            title=_plain("".join(self._titles[0])) or None if self._titles else None,
            metas=tuple(self._metas),
            colors=tuple(self._colors),
            links=tuple(self._links),
            lang=self._root.get("lang") or None,
            dir=self._root.get("dir", "").lower() or None,
            social_end=self._bytes_before(*self._social_end),
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._in_title:
            # Python before 3.11.14 reads tags in a title, where HTML has only text.
            self._titles[-1].append(self.get_starttag_text() or "")
        elif tag == "body":
            raise _EndOfHeadError
        elif tag in _INERT:
            self._inert += 1
        elif not self._inert:
            # Of an attribute that is there twice the first one counts.
            self._read(tag, {name: value or "" for name, value in reversed(attrs)})

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif self._in_title:
            self._titles[-1].append(f"</{tag}>")
        elif tag in _INERT:
            self._inert = max(0, self._inert - 1)
        elif tag == "head" and not self._inert:
            raise _EndOfHeadError

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._titles[-1].append(data)

    def _read(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html" and not self._root:
            self._root = values
        elif tag == "title":
            self._in_title = True
            self._titles.append([])
        elif tag == "meta":
            self._read_meta(values)
        elif tag == "link":
            self._read_link(values)

    def _read_meta(self, values: dict[str, str]) -> None:
        content = _plain(values.get("content", ""))
        names = {values.get(key, "").strip().lower(): None for key in ("property", "name")}
        for name in names:
            if name and "content" in values:
                self._metas.append((name, content))
            if name == "theme-color" and content:
                self._colors.append((content, values.get("media", "").strip()))
            if name.startswith(_SOCIAL):
                self._social_end = (*self.getpos(), len(self.get_starttag_text() or ""))

    def _read_link(self, values: dict[str, str]) -> None:
        relations = values.get("rel", "").lower().replace("-precomposed", "").split()
        href = values.get("href", "").strip()
        said = (values.get(key, "").strip() for key in ("sizes", "type", "media"))
        relation = next((each for each in _RELATIONS if each in relations), None)
        if relation and href:
            self._links.append(HeadLink(relation, href, *said))

    def _bytes_before(self, line: int, column: int, length: int) -> int:
        """How many bytes the page has up to the end of a tag that is so long, where its line and column are known."""
        if not line:
            return 0
        start = 0
        for _ in range(line - 1):
            start = self._html.index("\n", start) + 1
        return len(self._html[: start + column + length].encode(errors="replace"))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _images(metas: Iterable[tuple[str, str]], prefix: str) -> tuple[HeadImage, ...]:
    """The pictures that tags name: one for each URL, with the tags up to the next."""
    urls = {prefix + ending for ending in _URLS}
    found: list[dict[str, str]] = []
    for name, content in metas:
        if name in urls:
            # `og:image:url` behind an `og:image` is the same picture's.
            if not (found and found[-1][prefix] == content):
                found.append({prefix: content})
        elif name.startswith(f"{prefix}:") and found:
            found[-1].setdefault(name, content)
    return tuple(
        HeadImage(
            each[prefix],
            each.get(f"{prefix}:alt") or None,
            each.get(f"{prefix}:type") or None,
            _size(each.get(f"{prefix}:width", ""), each.get(f"{prefix}:height", "")),
        )
        for each in found
        if each[prefix]
    )


def _size(width: str, height: str) -> tuple[int, int] | None:
    numbers = _NUMBER.match(width), _NUMBER.match(height)
    return (int(numbers[0][1]), int(numbers[1][1])) if numbers[0] and numbers[1] else None
