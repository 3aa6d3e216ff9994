"""An HTML page and tags → the same page with the tags in its head.

The page is edited by offsets: what is neither removed nor inserted keeps its bytes, which no HTML library's
round trip does. Only the head is read, so the cost does not grow with the page.

Reading follows the tokenizer of the HTML standard (section 13.2.5) where that matters here: attributes,
comments, raw text. What looks like a tag in a comment, script, style, title, template or `noscript` is none
to a browser, and is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .tags import Tag

# How far behind an element that cannot be in a head its end is looked for, in characters.
_FARTHEST = 100_000

# From how many characters on the cost of copying them counts.
_LARGE = 50_000

# Slack, for one, reads no more of a page.
_CRAWLED_BYTES = 32 * 1024

# Tags that belong together and are replaced together.
_GROUPS = frozenset({"og:image", "twitter:image", "icon", "apple-touch-icon"})

# What the tags go after, if it is there.
_OPENINGS = ("!doctype", "html", "head")
_EARLY = ("charset", "viewport", "title", "base")

_ANCHORS = frozenset({*_OPENINGS, *_EARLY})

_RAW_ELEMENTS = ("title", "style", "script", "noscript", "noframes")
_HEAD_ELEMENTS = frozenset({*_OPENINGS, *_RAW_ELEMENTS, "base", "basefont", "bgsound", "link", "meta"})
_HEAD_ENDS = frozenset({"/head", "body", "/body", "/html"})
_PAGE_ELEMENTS = (
    *("html", "head", "body", "base", "link", "meta", "template", *_RAW_ELEMENTS),
    *("div", "main", "header", "nav", "section", "article", "aside", "footer", "p", "h[1-6]"),
    *("ul", "ol", "dl", "table", "pre", "blockquote", "figure", "a", "span", "img"),
)

_SPACE = r"[ \t\n\r\f]"
_GAP = r"[ \t\n\r\f/]*+"
_TAG_END = r"(?=[ \t\n\r\f/>])"
_COMMENT = r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
_NAME = r"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+"
_EQUALS = rf"{_SPACE}*+={_SPACE}*+"
_VALUE = r"""(?:"[^"]*+"?|'[^']*+'?|[^ \t\n\r\f>"'][^ \t\n\r\f>]*+|(?=>))"""

_ATTRIBUTES = rf"(?:{_GAP}{_NAME}(?:{_EQUALS}{_VALUE})?+)*+"

_ATTRIBUTE = re.compile(rf"{_GAP}({_NAME})(?:{_EQUALS}({_VALUE}))?+")
_MARKUP = re.compile(
    rf"{_COMMENT}"
    rf"|<(?P<name>/?[a-z][^ \t\n\r\f/>]*+)(?P<attributes>{_ATTRIBUTES}){_GAP}>"
    r"|<(?:(?P<doctype>!doctype)|[!?/])[^>]*+>",
    re.IGNORECASE | re.DOTALL,
)
# What stands in a template and does not end it: text and tags, but no comments and raw text.
_INERT = re.compile(
    rf"(?:[^<]++|</?+(?!(?:template|{'|'.join(_RAW_ELEMENTS)}){_TAG_END})[a-z][^ \t\n\r\f/>]*+{_ATTRIBUTES}{_GAP}>)*+",
    re.IGNORECASE,
)
# What most of a head is: text, and `<meta>` and `<link>` that say nothing which matters here, plainly written.
_SILENT = re.compile(
    rf"(?:[^<]++|<(?:meta|link)(?:{_SPACE}++(?!charset|http-equiv|rel=\"[^\"]*icon)[a-z-]++"
    rf"=\"(?!og:|twitter:|viewport|\s)[^\"<>&]*+\")*+{_SPACE}*+/?>)*+",
    re.IGNORECASE,
)
# The attributes that say what a tag is about.
_TELLING_NAMES = frozenset({"rel", "name", "property"})
_TAG_START = re.compile(r"<[a-zA-Z/!?]")
_RAW_ENDS = {name: re.compile(rf"</{name}{_TAG_END}[^>]*+>", re.IGNORECASE) for name in _RAW_ELEMENTS}
_HEAD_END = re.compile(rf"<(?:/[hH][eE][aA][dD]|[bB][oO][dD][yY]){_TAG_END}")
# Without one of these, the attributes of a `<meta>` or `<link>` say nothing that matters here.
_TELLING = re.compile(r"og:|twitter:|icon|charset|viewport|http-equiv|&", re.IGNORECASE)

_PROLOGUE = re.compile(
    rf"\ufeff?(?:{_SPACE}++|{_COMMENT}|<\?[^>]*+>|<!(?!--|doctype)[^>]*+>)*+", re.IGNORECASE | re.DOTALL
)
# A text that starts otherwise is a sitemap, a feed, a drawing or no markup at all.
_PAGE_START = re.compile(
    rf"[^<]*+<!doctype{_SPACE}*+html|<(?:{'|'.join(_PAGE_ELEMENTS)}){_TAG_END}", re.IGNORECASE
)

_LINE_END = re.compile(r"[ \t\f]*(\r?\n)")
_NEXT_LINE = re.compile(r"\s*\n([ \t\f]*)<(?!/)")
_OPENING = re.compile(rf"<(?:{'|'.join(_OPENINGS)}){_TAG_END}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadEdit:
    """What is to be done to a page for its head to have its tags.

    Attributes:
        end: Where the head ends.
        pieces: Where each piece that is replaced starts and ends, and what comes there, in order.
    """

    end: int
    pieces: tuple[tuple[int, int, str], ...]

    def applied(self, html: str) -> str:
        """The page with it done."""
        parts: list[str] = []
        position = 0
        for start, end, text in self.pieces:
            parts += html[position:start], text
            position = end
        if len(html) - self.end <= _LARGE:
            return "".join([*parts, html[position:]])
        # The head stands only there, and unlike slices this copies the rest of the page only once.
        return html.replace(html[: self.end], "".join([*parts, html[position : self.end]]), 1)


def rewrite_head(
    html: str, tags: Sequence[Tag], *, on_existing: Literal["replace", "keep"] = "replace"
) -> str:
    """Put tags into a page's head.

    What the page already says is not said twice. A title, a description and the like of its own stay, and
    the given tag of that name is left out; its images and icons give way to the given ones of their kind.

    Args:
        html: The page. A text that is no HTML page comes back as it is.
        tags: What to insert, in order.
        on_existing: `keep` lets the page's own images and icons stay too, instead of the given ones.

    Returns:
        The page with the tags near the top of its head: after charset, viewport and title, as far as these
        stand early. A second call with the same tags changes nothing.
    """
    edit = find_edit(html, tags, on_existing)
    return html if edit is None else edit.applied(html)


def find_edit(html: str, tags: Sequence[Tag], on_existing: Literal["replace", "keep"]) -> HeadEdit | None:
    """What `rewrite_head` does to a page, or None where it leaves it as it is.

    Where the head ends at a `</head>`, nothing behind that makes it another.
    """
    start = _PROLOGUE.match(html)
    if not tags or start is None or _PAGE_START.match(html, start.end()) is None:
        return None
    head = _read_head(html, start.end())
    inserted, removed = _decide(head.existing, tags, on_existing)
    if not inserted:
        return None
    before = html[: head.end]
    spans = sorted(_span(before, element) for element in removed)
    position, block = _insertion(*_without(before, spans, head.anchors), inserted)
    for first, last in spans:
        if first <= position:
            position += last - first
    pieces = sorted([*((*span, "") for span in spans), (position, position, block)])
    return HeadEdit(head.end, tuple(pieces))


@dataclass(frozen=True, slots=True)
class _Element:
    """A start tag with its place; of raw text elements the whole element."""

    name: str
    start: int
    end: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Existing:
    """A tag of the page that says something about its images, icons, title or the like."""

    html: str
    start: int
    subjects: frozenset[str]

    @property
    def end(self) -> int:
        return self.start + len(self.html)


@dataclass(frozen=True, slots=True)
class _Head:
    """What matters in a page's head.

    Attributes:
        end: Where it ends.
        existing: The tags that ours may double.
        anchors: What ours may go after: role → where it starts and ends.
    """

    end: int
    existing: tuple[_Existing, ...]
    anchors: Mapping[str, tuple[int, int]]


def _read_head(html: str, start: int) -> _Head:
    existing: list[_Existing] = []
    anchors: dict[str, tuple[int, int]] = {}
    end: int | None = None
    for element in _elements(html, start):
        if element.name in _HEAD_ENDS or (end is not None and element.start >= end):
            return _Head(element.start, tuple(existing), anchors)
        if end is None and element.name not in _HEAD_ELEMENTS:
            # A browser ends the head at the first element that cannot be in one; crawlers, and the theme's
            # author, think that it ends at `</head>`.
            closing = (
                _HEAD_END.search(html, element.end, element.end + _FARTHEST) if "head" in anchors else None
            )
            if closing is None:
                return _Head(element.start, tuple(existing), anchors)
            end = closing.start()
        role = _role(element)
        if end is None and role is not None:
            anchors.setdefault(role, (element.start, element.end))
        if subjects := _subjects(element.name, element.attributes):
            existing.append(_Existing(html[element.start : element.end], element.start, subjects))
    return _Head(len(html), tuple(existing), anchors)


def _elements(html: str, position: int) -> Iterator[_Element]:
    """Yield doctype, start tags and, as `/name`, end tags that are in no comment, raw text or template.

    Of `<meta>` and `<link>` only those that may matter.
    """
    templates = 0
    while True:
        passed = (_INERT if templates else _SILENT).match(html, position)
        assert passed is not None, "nothing can be passed too"
        position = html.find("<", passed.end())
        if position == -1:
            return
        match = _MARKUP.match(html, position)
        if match is None:
            if _TAG_START.match(html, position):
                return  # The text ends within a tag.
            position += 1
            continue
        start, position = match.span()
        name = (match["name"] or match["doctype"] or "").lower()
        if name in _RAW_ENDS:
            closing = _RAW_ENDS[name].search(html, position)
            if closing is None:
                return  # All the rest is its text.
            position = closing.end()
        if name == "/template":
            templates = max(0, templates - 1)
        elif name == "template":
            templates += 1
        elif name in ("meta", "link") and not templates:
            if _TELLING.search(html, start, position) is not None:
                yield _Element(name, start, position, _attributes(match["attributes"]))
        elif name and not templates:
            yield _Element(name, start, position, {})


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or ""
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        attributes.setdefault(match[1].lower(), unescape(value))  # Of two the first counts.
    return attributes


def _role(element: _Element) -> str | None:
    """Tell what an element is to those that follow it in the head, or None where that is nothing."""
    if element.name != "meta":
        return element.name if element.name in _ANCHORS else None
    attributes = element.attributes
    if "charset" in attributes or attributes.get("http-equiv", "").lower() == "content-type":
        return "charset"
    return "viewport" if attributes.get("name", "").lower() == "viewport" else None


def _subjects(name: str, attributes: Mapping[str, str]) -> frozenset[str]:
    """Tell what a tag is about: the name of its group, or its own.

    Both spellings are in use, `name` and `property`, for either vocabulary, and also both at once in one tag.
    """
    if name == "link":
        rels = attributes.get("rel", "").lower().split()
        return frozenset(rel.removesuffix("-precomposed") for rel in rels) & _GROUPS
    if name != "meta":
        return frozenset()
    return _about(attributes.get("name", "")) | _about(attributes.get("property", ""))


@lru_cache(maxsize=256)
def _about(name: str) -> frozenset[str]:
    """Give the group of a property's name, or the name: `og:image:width` belongs to `og:image`."""
    name = name.strip().lower()
    if not name.startswith(("og:", "twitter:")):
        return frozenset()
    prefix = ":".join(name.split(":")[:2])
    return frozenset({prefix if prefix in _GROUPS else name})


def _decide(
    existing: Sequence[_Existing], tags: Sequence[Tag], on_existing: Literal["replace", "keep"]
) -> tuple[list[str], list[_Existing]]:
    """Choose which tags to insert, as HTML, and which of the page's to remove.

    A tag of the page that is one of ours to the letter was put there by a former call, and is put there anew.
    """
    ours = [_ours(tag) for tag in tags]
    sources = {html for html, _ in ours}
    theirs = [element for element in existing if element.html not in sources]
    offered: frozenset[str] = frozenset().union(*(subjects for _, subjects in ours))
    written: frozenset[str] = frozenset().union(*(element.subjects for element in theirs))

    replaced = frozenset() if on_existing == "keep" else written & offered & _GROUPS
    if "twitter:image" in replaced:
        # The card is that picture's frame: a "summary" was chosen for the theme's logo, not for our image. A
        # card that came without a picture is the author's choice for any picture, and stays.
        replaced |= {"twitter:card"} & offered
    kept = written - replaced
    if on_existing == "keep" and "og:image" in kept and _same_images(tags):
        # Where X finds no image of its own it shows the og:image. Ours would hide the one that is kept.
        kept |= {"twitter:image"}

    inserted = [html for html, subjects in ours if not subjects & kept]
    again = frozenset(inserted)
    removed = [element for element in theirs if element.subjects & replaced]
    return inserted, removed + [element for element in existing if element.html in again]


@lru_cache(maxsize=4096)
def _ours(tag: Tag) -> tuple[str, frozenset[str]]:
    """Give a tag as HTML, and what it is about: half of a page's are those of all pages, and of all rebuilds most."""
    return tag.html, _told_by(tag.name, tuple([pair for pair in tag.attributes if pair[0] in _TELLING_NAMES]))


@lru_cache(maxsize=256)
def _told_by(name: str, attributes: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return _subjects(name, dict(attributes))


def _same_images(tags: Iterable[Tag]) -> bool:
    """Tell whether the images for X are but those for everyone."""
    values = [dict(tag.attributes) for tag in tags if tag.name == "meta"]
    opengraph = {value["content"] for value in values if value.get("property") == "og:image"}
    return {value["content"] for value in values if value.get("name") == "twitter:image"} <= opengraph


def _without(
    html: str, spans: Iterable[tuple[int, int]], anchors: Mapping[str, tuple[int, int]]
) -> tuple[str, dict[str, tuple[int, int]]]:
    """Cut pieces out; give the anchors' new places too."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts.append(html[position:start])
        position = end
    moved = {}
    for role, (start, end) in anchors.items():
        shift = sum(after - before for before, after in spans if before < start)
        moved[role] = (start - shift, end - shift)
    return "".join([*parts, html[position:]]), moved


def _span(html: str, element: _Existing) -> tuple[int, int]:
    """Where an element is, or the line on which it stands alone."""
    line_start = html.rfind("\n", 0, element.start) + 1
    line_end = _LINE_END.match(html, element.end)
    if line_end is None or html[line_start : element.start].strip(" \t\f"):
        return element.start, element.end
    return line_start, line_end.end()


def _insertion(html: str, anchors: Mapping[str, tuple[int, int]], tags: Sequence[str]) -> tuple[int, str]:
    """Where tags go, and as what: after the last of the anchors after which a crawler still sees them.

    Never before the charset: browsers look for that in the first 1,024 bytes only.
    """
    places = sorted((place for role, place in anchors.items() if role in _EARLY), reverse=True)
    openings = [anchors[role] for role in _OPENINGS if role in anchors]
    floor = anchors.get("charset") or max(openings, default=None)
    for place in places:
        if floor is not None and place <= floor:
            break
        position, block = _block(html, tags, place)
        if len((html[:position] + block).encode(errors="replace")) <= _CRAWLED_BYTES:
            return position, block
    return _block(html, tags, floor)


def _block(html: str, tags: Sequence[str], anchor: tuple[int, int] | None) -> tuple[int, str]:
    """Lay out tags after an anchor as the page is laid out there; give the place and the text.

    On lines of their own they go below the anchor's line, whole lines, so that removing them restores the
    page.
    """
    if anchor is None:
        prologue = _PROLOGUE.match(html)
        return prologue.end() if prologue else 0, "".join(tags)
    line_end = _LINE_END.match(html, anchor[1])
    if line_end is None:
        return anchor[1], "".join(tags)
    indentation = _indentation(html, anchor)
    return line_end.end(), "".join(f"{indentation}{tag}{line_end[1]}" for tag in tags)


def _indentation(html: str, anchor: tuple[int, int]) -> str:
    start, end = anchor
    below = _NEXT_LINE.match(html, end) if _OPENING.match(html, start) else None
    if below is not None:
        return below[1]  # Within `<head>`, not beside it.
    line = html[html.rfind("\n", 0, start) + 1 : start]
    return line[: len(line) - len(line.lstrip(" \t\f"))]
