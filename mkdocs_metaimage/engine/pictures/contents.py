"""What an SVG file holds that drawing it takes time for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from .xml import malformed, parser

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A number in an attribute.
NUMBER: Final = re.compile(r"[+-]?\d*\.?\d+(?:e[+-]?\d+)?", re.IGNORECASE)
_SVG: Final = "http://www.w3.org/2000/svg"
# resvg reads elements of the first alone, and attributes of both; drawing programs write many others.
_READ: Final = (_SVG, "http://www.w3.org/1999/xlink")
_TEXTS: Final = ("text", "tspan", "textPath", "a")
_LAYER: Final = re.compile(r"(?<!-)\bopacity|blend|isolat|<svg")
_LAYER_OF_ALL: Final = re.compile(_LAYER.pattern + "|clip-path")
# Of these a few bytes can take any time.
_COSTLY: Final = re.compile(r"filter|mask|pattern|marker|<image|dasharray")
# These may stand for any part of the file, and say of what namespace its elements are.
_DECLARED: Final = ("<!ENTITY", "<!ATTLIST")
_REFERENCE: Final = re.compile(r"#[\w.-]*")
_STRETCH: Final = re.compile(r"(?:scale|matrix)\s*\(([^)]*)")
_STRETCHING: Final = 4  # of a matrix' numbers; the others say where it moves to
# Attributes whose numbers make nothing larger.
_NAMES: Final = frozenset(("id", "class", "href", "version", "transform", "gradientTransform"))

# Up to what length, depth and so on a file is certain to be drawn in a moment.
_LONGEST, _DEEPEST, _MOST_REFERENCES, _MOST_LETTERS = 16_000, 40, 12, 1000
_MOST_CLIPS: Final = 4
_SMALLEST: Final = 1e-9
_FARTHEST: Final = 200_000  # px, for longer curves take a noticeable time each


@dataclass(frozen=True, slots=True)
class Contents:
    """What an SVG file holds that drawing it takes time for.

    Attributes:
        length: How many characters there are of elements, attributes and style sheets.
        elements: How many elements there are.
        depth: How deep they are nested.
        letters: How many characters of text there are.
        references: How many elements may use another, or its paint.
        layers: How many groups are painted for themselves.
        clips: How many outlines there are by which style sheets clip elements.
        farthest: How far something may reach, in the file's own units, unless the file is long.
        costly: Whether there is anything that a few bytes of can take any time.
    """

    length: int
    elements: int
    depth: int
    letters: int
    references: int
    layers: int
    clips: int
    farthest: float
    costly: bool

    def is_quick(self, pixels: int, unit: float) -> bool:
        """Whether it is certain to be drawn in a moment.

        Args:
            pixels: How many pixels it is drawn on.
            unit: How many px one of the file's own units is drawn with.
        """
        if self.costly or self.length > _LONGEST or self.depth > _DEEPEST or self.letters > _MOST_LETTERS:
            return False
        if (
            self.references > _MOST_REFERENCES
            or self.clips > _MOST_CLIPS
            or not self.farthest * unit <= _FARTHEST
        ):
            return False
        # References of references multiply: so many times at the most, which is with three at each level.
        times = max(3 ** (self.references / 3), float(self.elements) ** self.clips)
        painted = times * self.elements
        return painted < 4000 and painted * pixels < 400e6 and times * self.layers * pixels < 20e6


def contents(svg: str, name: str) -> Contents:
    """Look through a whole SVG file.

    Raises:
        CardError: It is no well-formed XML, or holds what no browser would read to its end.
    """
    seen = _Seen()
    reader = parser(name)
    reader.StartElementHandler, reader.EndElementHandler = seen.start, seen.end
    reader.CharacterDataHandler = seen.text
    try:
        reader.Parse(svg.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise malformed(name, error) from None
    # As the parser gives it: in the file it may be written in many ways, and stand in comments.
    read = seen.read
    references = read.count("url(") + read.count("href=")
    # What a style sheet says may be of every element.
    layers = len(_LAYER.findall(read)) + len(_LAYER_OF_ALL.findall(seen.sheets)) * seen.elements
    clips = read.count("<clipPath") if "clip-path" in seen.sheets else 0
    return Contents(
        length=seen.length,
        elements=seen.elements,
        depth=seen.depth,
        letters=seen.letters,
        references=references,
        layers=references + layers,
        clips=clips,
        farthest=seen.farthest,
        costly=seen.stretched or any(each in svg for each in _DECLARED) or _COSTLY.search(read) is not None,
    )


class _Seen:
    """What a parser has come by in an SVG file.

    Attributes:
        elements: How many elements there are.
        depth: How deep they are nested.
        letters: How many characters of text there are.
        length: How many characters of anything else are read.
        sheets: The style sheets.
        stretched: Whether styles make things larger.
    """

    def __init__(self) -> None:
        self.elements, self.depth, self.letters, self.length = 0, 0, 0, 0
        self.sheets = ""
        self.stretched = False
        self._levels: list[str] = []
        self._parts: list[str] = []
        self._css: list[str] = []
        self._largest, self._larger = 1.0, 1.0
        self._boxes: list[float] = []

    @property
    def read(self) -> str:
        """The elements, attributes and style sheets that are read, in one notation, without names."""
        return _REFERENCE.sub("", "".join(self._parts))

    @property
    def farthest(self) -> float:
        """How far something may reach, if all that makes things larger is in each other."""
        # What has a box of its own may be made as large as anything is.
        return self._largest * self._larger * prod(max(self._largest / side, 1) for side in self._boxes)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element."""
        space, _, local = tag.rpartition(" ")
        self._levels.append(local)
        self.elements += 1
        self.depth = max(self.depth, len(self._levels))
        if space in ("", _SVG):
            self._add(f"<{local} ")
            for attribute, value in attributes.items():
                space, _, local = attribute.rpartition(" ")
                if not space or space in _READ:
                    self._attribute(local, value)

    def end(self, _tag: str) -> None:
        """Take note of the end of an element."""
        if self._levels.pop() == "style":
            css = "".join(self._css)
            self._css.clear()
            self.sheets += css
            self._add(css)
            self._style(css)

    def text(self, data: str) -> None:
        """Take note of what stands in an element."""
        if self._levels[-1] in _TEXTS:
            self.letters += len(data)
        elif self._levels[-1] == "style":
            self._css.append(data)

    def _add(self, part: str) -> None:
        self.length += len(part)
        self._parts.append(part)

    def _attribute(self, name: str, value: str) -> None:
        self._add(f'{name}="{"" if name in _NAMES else value}" ')
        if name == "style":
            self._style(value)
        elif name == "transform":
            for found in _STRETCH.finditer(value):
                self._larger *= max((1.0, *_numbers(found[1])[:_STRETCHING]))
        elif name == "viewBox" and len(self._levels) > 1:
            self._boxes.append(max(min(_numbers(value)[2:4], default=1.0), _SMALLEST))
        elif name not in _NAMES:
            self._count(value)

    def _style(self, css: str) -> None:
        self.stretched = self.stretched or _STRETCH.search(css) is not None
        self._count(css)

    def _count(self, text: str) -> None:
        # Of a long file it is known already that it takes long.
        if self.length <= _LONGEST:
            self._largest = max((self._largest, *_numbers(_REFERENCE.sub("", text))))


def _numbers(text: str) -> list[float]:
    return [abs(float(number)) for number in NUMBER.findall(text)]
