"""HTML as text, read into elements as browsers read it (HTML, section 13.2), as far as cards need it.

Tags that were left out are put in, and such as end nothing are passed over. There are no tables and
forms to mend, and what stands in an element at the wrong place stays there.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, Final

from .element import FIRST_BREAK_LOST, MOST_LEVELS, VOID, Element, too_deep

if TYPE_CHECKING:
    from collections.abc import Set

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
# A name and maybe a value: in quotes, or up to white space or the end of the tag.
_ATTRIBUTE = re.compile(r"""[\s/]*(=?[^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+);?|[a-zA-Z][a-zA-Z0-9]*;?=?)")
_COMMENT_END = re.compile(r"--!?>")
_BREAKS = re.compile(r"\r\n?")

_MOST_ALIKE: Final = 3
# Longer tags carry files, and are not kept.
_LONGEST_KEPT: Final = 200
# The text of these is no markup; that of the second kind has references.
_RAW: Final = frozenset(("style", "script", "xmp", "iframe", "noembed", "noframes"))
_TEXT: Final = frozenset(("title", "textarea"))
_FORMATTING: Final = frozenset((
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
))  # fmt: skip
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS_PARAGRAPH: Final = frozenset((
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "listing", "main", "menu", "nav",
    "ol", "p", "plaintext", "pre", "search", "section", "summary", "ul", "xmp", "li", "dt", "dd", *_HEADINGS,
))  # fmt: skip
#: What an end tag of something inline does not reach over.
_SPECIAL: Final = _ENDS_PARAGRAPH | {
    "body", "button", "caption", "head", "html", "iframe", "object", "table", "tbody", "td", "template", "tfoot",
    "th", "thead", "tr", "safe-area",
}  # fmt: skip
#: What is of HTML alone, so that an inline picture that was not closed ends before it.
_ENDS_PICTURE: Final = (_ENDS_PARAGRAPH | _FORMATTING | {"body", "br", "head", "img", "span", "table"}) - {
    "a"
}
#: In these HTML may stand in a picture.
_HOLDS_HTML: Final = frozenset(("foreignobject", "desc", "title"))
_SCOPE: Final = frozenset(("caption", "html", "table", "td", "th", "object", "template"))
_ROWS: Final = frozenset(("table",))
_OF_TABLES: Final = frozenset(("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
# A start of one of the first ends an open one of the second, unless one of the third is between.
_IMPLIED_ENDS: Final = (
    (frozenset(("li",)), frozenset(("li",)), _SPECIAL - {"address", "div", "p", "li"}),
    (frozenset(("dt", "dd")), frozenset(("dt", "dd")), _SPECIAL - {"address", "div", "p", "dt", "dd"}),
    (_ENDS_PARAGRAPH, frozenset(("p",)), _SCOPE | {"button"}),
    (frozenset(("td", "th")), frozenset(("td", "th")), _ROWS),
    (frozenset(("tr",)), frozenset(("tr",)), _ROWS),
    (frozenset(("tbody", "thead", "tfoot")), frozenset(("tbody", "thead", "tfoot", "caption")), _ROWS),
    (frozenset(("option", "optgroup")), frozenset(("option",)), frozenset(("select", "optgroup"))),
    (frozenset(("rt", "rp")), frozenset(("rt", "rp")), frozenset(("ruby",))),
    (frozenset(("button",)), frozenset(("button",)), _SCOPE),
    (frozenset(("a",)), frozenset(("a",)), _SCOPE),
    (frozenset(("nobr",)), frozenset(("nobr",)), _SCOPE),
    (frozenset(("body",)), frozenset(("head",)), frozenset(("body",))),
)
_ENDED_BY: Final[dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]] = {
    tag: tuple((ends, within) for tags, ends, within in _IMPLIED_ENDS if tag in tags)
    for tags, _, _ in _IMPLIED_ENDS
    for tag in tags
}


def read_markup(text: str) -> tuple[Element | str, ...]:
    """The elements and texts of some HTML; there is no text of which it could make nothing.

    Raises:
        CardError: The elements are nested too deep.
    """
    builder = _Builder()
    _read(_BREAKS.sub("\n", text).replace("\0", ""), builder)
    return builder.finished()


def _read(text: str, builder: _Builder) -> None:
    place, end = 0, len(text)
    while place < end:
        tag = text.find("<", place)
        if tag < 0:
            tag = end
        if tag > place:
            builder.text(_decoded(text[place:tag]))
        place = _read_tag(text, tag, builder) if tag < end else end


def _read_tag(text: str, place: int, builder: _Builder) -> int:
    """Read what a `<` starts, and give the place behind it."""
    follows = text[place + 1 : place + 2]
    if follows.isascii() and follows.isalpha():
        return _read_start(text, place + 1, builder)
    if follows == "/":
        if _NAME.match(text, place + 2):
            tag, _, place = _tag(text, place + 2)
            if place <= len(text):
                builder.end(tag)
            return place
        # An end tag without a name is nothing, or a comment.
        if place + 2 < len(text):
            return _behind(text, ">", place + 2)
    elif follows == "!":
        return _behind_declaration(text, place + 2)
    elif follows == "?":
        return _behind(text, ">", place + 2)
    builder.text("<" + follows)
    return place + 1 + len(follows)


def _behind(text: str, sign: str, place: int) -> int:
    found = text.find(sign, place)
    return len(text) if found < 0 else found + len(sign)


def _behind_declaration(text: str, place: int) -> int:
    """Pass over a comment, or a `<!doctype>` and the like."""
    if not text.startswith("--", place):
        return _behind(text, ">", place)
    for short in ("-->", "--->"):
        if text.startswith(short, place):
            return place + len(short)
    found = _COMMENT_END.search(text, place + 2)
    return len(text) if found is None else found.end()


def _read_start(text: str, place: int, builder: _Builder) -> int:
    tag, attributes, place = _tag(text, place)
    if place > len(text):
        return place  # a tag that does not end is none
    if tag == "image":
        tag = "img"
    if tag == "svg":
        return _read_svg(text, place, attributes, builder)
    builder.start(tag, attributes)
    if tag in FIRST_BREAK_LOST and text.startswith("\n", place):
        place += 1
    if tag == "plaintext":
        builder.text(text[place:])
        return len(text)
    if tag in _RAW or tag in _TEXT:
        return _read_raw(text, place, tag, builder)
    return place


def _tag(text: str, place: int) -> tuple[str, dict[str, str], int]:
    """The name that stands at a place, its attributes, and the place behind the tag."""
    end = text.find(">", place, place + _LONGEST_KEPT) + 1
    if end:
        tag, attributes, length = _kept_tag(text[place:end])
        if length == end - place:  # else the `>` stands in a value
            return tag, {**attributes}, end
    return _read_name(text, place)


def _read_name(text: str, place: int) -> tuple[str, dict[str, str], int]:
    name = _NAME.match(text, place)
    assert name is not None
    place, attributes = _attributes(text, name.end())
    return name[0].lower(), attributes, place


# Of a site's cards many have the same tags.
@lru_cache(maxsize=512)
def _kept_tag(text: str) -> tuple[str, dict[str, str], int]:
    return _read_name(text, 0)


def _attributes(text: str, place: int) -> tuple[int, dict[str, str]]:
    """The attributes from a place on, and the place behind the tag, behind the text where it does not end."""
    attributes: dict[str, str] = {}
    if text.startswith(">", place):  # as most end tags have none
        return place + 1, attributes
    while place < len(text):
        match = _ATTRIBUTE.match(text, place)
        assert match is not None
        name, place = match[1], match.end()
        if name:
            value = match[2] if match[2] is not None else match[3]
            if value is None:
                value = match[4] or ""
                if value[:1] in ("'", '"') and value:
                    break
            if "&" in value:
                value = _REFERENCE.sub(_decoded_reference, value)
            attributes.setdefault(name.lower(), value)
        if text[place : place + 1] == ">":
            return place + 1, attributes
    return len(text) + 1, attributes


def _decoded_reference(match: re.Match[str]) -> str:
    """A reference in an attribute: one without a semicolon may be a part of an address."""
    text = match[0]
    return html.unescape(text) if text[1] == "#" or text[1:] in html5 else text


def _decoded(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _read_raw(text: str, place: int, tag: str, builder: _Builder) -> int:
    """Read the text of an element whose contents are no markup, up to its end tag."""
    found = _end_of(tag).search(text, place)
    stop = len(text) if found is None else found.start()
    content = text[place:stop]
    if content:
        builder.raw(_decoded(content) if tag in _TEXT else content)
    builder.end(tag)
    return stop if found is None else _behind(text, ">", stop)


def _end_of(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE)


def _read_svg(text: str, place: int, attributes: dict[str, str], builder: _Builder) -> int:
    """Read an inline picture, whose elements end where they say so (HTML, section 13.2.6.5)."""
    builder.start("svg", attributes)
    level = builder.levels
    if text.endswith("/>", 0, place):
        builder.close_to(level - 1)
    while place < len(text) and builder.levels >= level:
        tag = text.find("<", place)
        if tag != place:
            tag = len(text) if tag < 0 else tag
            builder.raw(_decoded(text[place:tag]))
            place = tag
        elif text.startswith("<![CDATA[", place):
            end = text.find("]]>", place)
            builder.raw(text[place + 9 : len(text) if end < 0 else end])
            place = len(text) if end < 0 else end + 3
        elif name := _NAME.match(text, place + 1):
            if name[0].lower() in _ENDS_PICTURE and not builder.holds_html(level):
                break
            place, inner = _attributes(text, name.end())
            if place <= len(text):
                builder.nest(name[0].lower(), inner)
                if text.endswith("/>", 0, place):
                    builder.close_to(builder.levels - 1)
        elif text.startswith("/", place + 1) and (name := _NAME.match(text, place + 2)):
            opened = builder.level_of(name[0].lower())
            if 0 < opened < level:
                break
            place, _ = _attributes(text, name.end())
            if opened:
                builder.close_to(opened - 1)
        else:
            place = _read_tag(text, place, builder)
    builder.close_to(level - 1)
    return place


class _Builder:
    """The elements that are open, each with what it has so far."""

    def __init__(self) -> None:
        self._open: list[tuple[str, dict[str, str], list[Element | str]]] = [("", {}, [])]
        # What is to be opened again: `<b>a<p>b` is bold in the paragraph, too.
        self._ended: list[tuple[str, dict[str, str]]] = []

    def finished(self) -> tuple[Element | str, ...]:
        """All that was read."""
        while len(self._open) > 1:
            self._close()
        return tuple(self._open[0][2])

    def text(self, text: str) -> None:
        """Add text."""
        self._reopen()
        self.raw(text)

    def raw(self, text: str) -> None:
        """Add text to the element that is open, whatever it is."""
        children = self._open[-1][2]
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        for ends, within in _ENDED_BY.get(tag, ()):
            self._end_open(ends, within)
        if tag in _HEADINGS and self._open[-1][0] in _HEADINGS:
            self._close()
        if tag not in _SPECIAL:
            self._reopen()
        if tag in VOID:
            self._open[-1][2].append(Element(tag, attributes))
        else:
            self._open.append((tag, attributes, []))
            if len(self._open) > MOST_LEVELS + 1:
                # Later would be too late: with every tag all that are open are looked through.
                raise too_deep(tag)

    @property
    def levels(self) -> int:
        """How many elements are open."""
        return len(self._open) - 1

    def level_of(self, tag: str) -> int:
        """How many elements are open with the innermost one of a tag, 0 where none of it is."""
        return next((level for level in range(self.levels, 0, -1) if self._open[level][0] == tag), 0)

    def holds_html(self, level: int) -> bool:
        """Whether an element above this level is one in which HTML may stand in a picture."""
        return any(tag in _HOLDS_HTML for tag, _, _ in self._open[level:])

    def nest(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element of a picture, which ends no other."""
        self._open.append((tag, attributes, []))
        if self.levels > MOST_LEVELS:
            raise too_deep(tag)

    def close_to(self, level: int) -> None:
        """Close the elements above a level."""
        while self.levels > level:
            self._close()

    def end(self, tag: str) -> None:
        """Close an element, and those that are open in it."""
        if self._open[-1][0] == tag:
            self._close()
        elif tag == "br":
            self.start("br", {})
        elif tag in _HEADINGS:
            self._end_open(_HEADINGS, _SCOPE)
        elif tag in _OF_TABLES:
            self._end_open({tag}, _ROWS - {tag})
        elif tag in _SPECIAL:
            if not self._end_open({tag}, _SCOPE - {tag}) and tag == "p":
                self.start("p", {})
                self._close()
        elif not self._end_open({tag}, _SPECIAL) and not self._end_around(tag):
            self._ended = [ended for ended in self._ended if ended[0] != tag]

    def _end_open(self, ends: Set[str], within: Set[str]) -> bool:
        """Close the innermost element of some tags, if none of the others is between."""
        for index in range(len(self._open) - 1, 0, -1):
            tag = self._open[index][0]
            if tag in ends:
                self._close_from(index)
                return True
            if tag in within:
                break
        return False

    def _end_around(self, tag: str) -> bool:
        """End what is open around a block: it ends before the block and, a second one, in it."""
        tags = [open_tag for open_tag, _, _ in self._open]
        if tag not in _FORMATTING or tag not in tags:
            return False
        index = len(tags) - 1 - tags[::-1].index(tag)
        block = next(place for place in range(index + 1, len(tags)) if tags[place] in _SPECIAL)
        if _SCOPE.intersection(tags[index:]):
            return True
        children = self._open[block][2]
        children[:] = [Element(tag, self._open[index][1], tuple(children))] if children else []
        inner = self._open[block:]
        del self._open[block:]
        while len(self._open) > index:
            self._close()
        self._open += inner
        return True

    def _close_from(self, index: int) -> None:
        inner = [(tag, attributes) for tag, attributes, _ in self._open[index + 1 :] if tag in _FORMATTING]
        if self._open[index][0] in _OF_TABLES:
            inner = []
        while len(self._open) > index:
            self._close()
        for ended in inner:
            # Three alike are as many as browsers open again.
            if self._ended.count(ended) < _MOST_ALIKE:
                self._ended.append(ended)

    def _close(self) -> None:
        tag, attributes, children = self._open.pop()
        self._open[-1][2].append(Element(tag, attributes, tuple(children)))

    def _reopen(self) -> None:
        if self._ended:
            self._open += [(tag, attributes, []) for tag, attributes in self._ended]
            self._ended = []
