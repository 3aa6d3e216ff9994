"""SVG pictures: how large they are, and what they look like at a size, drawn by resvg."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from xml.parsers import expat

from PIL import Image

from ..loading import short
from ..notes import CardError, Note
from ..text.fonts import ASSETS
from .contents import NUMBER, contents
from .limits import MOST_PIXELS, too_large
from .xml import malformed, parser

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOT_TAG: Final = re.compile(r"<[\w:.-]+(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_SIDES: Final = re.compile(r"\s(?:width|height)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PLACE: Final = re.compile(r"\s[xy]\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_BOX: Final = re.compile(r"\s(?:viewBox|preserveAspectRatio)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_OUTWARD: Final = re.compile(r"(\bhref\s*=\s*)(?:\"(?!#|data:)[^\"]*\"|'(?!#|data:)[^']*')")
_LENGTH: Final = re.compile(r"\s*\+?(\d*\.?\d+(?:e-?\d+)?)\s*([a-z]+)?\s*\Z", re.IGNORECASE)
# The last two are those of Inter at 16 px.
_UNITS: Final = {
    "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6, "em": 16, "ex": 8.73,
}  # fmt: skip
# How long these are in characters, and how large in px, if they are meant.
_LONGEST_LENGTH, _LONGEST_BOX, _LARGEST = 40, 200, 1e9
# Colours that resvg does not read, or not in all their notations.
_COLOR: Final = re.compile(
    r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\([^()]*(?:\([^()]*\)[^()]*)*\)"
)
_UNDRAWN: Final = {b"<foreignObject": "<foreignObject>", b"var(--": "var()"}
# Another file that an SVG picture would show; a browser reads none either.
_LINKED: Final = re.compile(
    rb"<(?:image|use)\b[^<>]*?\bhref\s*=\s*[\"'](?!\s*(?:data:|[#\"']))", re.IGNORECASE
)
# How many bytes are read at a time to find the first element.
_PART: Final = 4096
# resvg recurses, and with some three hundred levels its stack is used up.
_MOST_LEVELS: Final = 100


def svg_text(data: bytes, name: str) -> str | None:
    """The text of an SVG file, None for any other.

    Raises:
        CardError: It begins with entities that may grow to any length.
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not start.startswith(b"<"):
        return None
    text = _decoded(data)
    try:
        root = _Root.of(text, name)
    except expat.ExpatError:
        return text if "<svg" in text[:4096] else None
    return text if root.name.rpartition(" ")[2] == "svg" else None


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")


@dataclass(slots=True)
class _Root:
    """The outermost element of an SVG file: its name after its namespace, its attributes, its place."""

    name: str
    attributes: Mapping[str, str]
    start: int

    @classmethod
    def of(cls, text: str, name: str) -> _Root:
        """Read no further than this element.

        Raises:
            CardError: Before it are entities that may grow to any length.
            expat.ExpatError: There is none.
        """
        found: list[_Root] = []
        reader = parser(name)
        encoded = text.encode("utf-8", "surrogatepass")

        def start(name: str, attributes: dict[str, str]) -> None:
            if not found:
                place = len(encoded[: reader.CurrentByteIndex].decode("utf-8", "surrogatepass"))
                found.append(cls(name, attributes, place))

        reader.StartElementHandler = start
        for place in range(0, len(encoded), _PART):
            reader.Parse(encoded[place : place + _PART])
            if found:
                return found[0]
        reader.Parse(b"", True)
        return found[0]


def svg_size(svg: str, name: str) -> tuple[float, float]:
    """The size that a browser gives an SVG picture whose style says none (CSS Images 3, section 5.3)."""
    width, height, ratio = svg_dimensions(svg, name)
    if width is None and height is None:
        width, height = (300.0, 300.0 / ratio) if ratio else (300.0, 150.0)
    elif width is None and height is not None:
        width = height * ratio if ratio else 300.0
    elif height is None and width is not None:
        height = width / ratio if ratio else 150.0
    if not width or not height:
        raise CardError(f"The picture {short(name)} has a width or height of 0.")
    return width, height


def svg_dimensions(svg: str, name: str) -> tuple[float | None, float | None, float | None]:
    """The width, the height and the ratio of an SVG picture, each None where it has none by itself."""
    try:
        attributes = _Root.of(svg, name).attributes
    except expat.ExpatError as error:
        raise malformed(name, error) from None
    width, height = (_length(attributes.get(side, "")) for side in ("width", "height"))
    box = _view_box(attributes)
    ratio = box[0] / box[1] if box else None
    if ratio is None and width and height:
        ratio = width / height
    return width, height, ratio


def _view_box(attributes: Mapping[str, str]) -> tuple[float, float] | None:
    box = [float(part) for part in NUMBER.findall(attributes.get("viewBox", "")[:_LONGEST_BOX])]
    if len(box) != 4 or not all(1 / _LARGEST < side < _LARGEST for side in box[2:]):
        return None
    return box[2], box[3]


def _unit(svg: str, name: str, width: int, height: int) -> float:
    """How many px one of an SVG picture's own units has at the most when it is drawn at a size in px."""
    attributes = _Root.of(svg, name).attributes
    box = [float(part) for part in NUMBER.findall(attributes.get("viewBox", "")[:_LONGEST_BOX])[2:4]]
    sides = box or [_length(attributes.get(side, "")) or 1.0 for side in ("width", "height")]
    return max(drawn / max(side, 1 / _LARGEST) for drawn, side in zip((width, height), sides, strict=False))


def _length(text: str) -> float | None:
    found = _LENGTH.match(text) if len(text) <= _LONGEST_LENGTH else None
    unit = _UNITS.get((found[2] or "px").lower()) if found else None
    return min(float(found[1]) * unit, _LARGEST) if found and unit else None


def undrawn(data: bytes, name: str) -> Note | None:
    """A note of what an SVG picture holds that is not drawn; None for other pictures."""
    parts = [part for mark, part in _UNDRAWN.items() if mark in data]
    linked = _LINKED.search(data) is not None
    if not (parts or linked) or svg_text(data, name) is None:
        return None
    said = [f"has {' and '.join(parts)}, which is not drawn. Export it without."] if parts else []
    if linked:
        said.append("names another file, which is not read. Export it with its pictures embedded.")
    return Note("unknown_css", f"The SVG picture {short(name)} {' It '.join(said)}")


class View(NamedTuple):
    """What is seen of an SVG picture.

    Attributes:
        size: The width and height that all of it has.
        stretch: How many px one of these is across and down.
        left: How many px from the picture's left edge it begins.
        top: How many from its top.
    """

    size: tuple[float, float]
    stretch: tuple[float, float]
    left: float
    top: float

    @property
    def finer(self) -> View:
        """The same in px of half the size."""
        (across, down), left, top = self.stretch, self.left, self.top
        return self._replace(stretch=(2 * across, 2 * down), left=2 * left, top=2 * top)

    def within(self, svg: str, name: str, target: tuple[int, int]) -> str:
        """An SVG file that shows so many px of another one."""
        root = _Root.of(svg, name)
        tag = _ROOT_TAG.match(svg, root.start)
        assert tag is not None
        across, down = self.stretch
        inner = _sized(_PLACE.sub("", tag[0]), root, *self.size)
        place = f'x="{-self.left / across:.6f}" y="{-self.top / down:.6f}"'
        end = "/>" if tag[0].endswith("/>") else ">"
        return (
            f'{svg[: root.start]}<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none" '
            f'viewBox="0 0 {target[0] / across:.6f} {target[1] / down:.6f}">'
            f"{inner} {place}{end}{svg[root.start + len(tag[0]) :]}</svg>"
        )


def drawn(svg: str, name: str, target: tuple[int, int] | None, view: View | None = None) -> Image.Image:
    """An SVG picture at a size in px, None for its own, or as much as that of a view of it.

    Raises:
        CardError: It is no SVG that can be drawn, or drawing it takes too much time or memory.
    """
    width, height = target or tuple(max(round(side), 1) for side in svg_size(svg, name))
    if width * height > MOST_PIXELS:
        raise too_large(name, f"{width}x{height} px")
    found = contents(svg, name)
    if found.depth > _MOST_LEVELS:
        raise CardError(
            f"The SVG picture {short(name)} has elements more than {_MOST_LEVELS} deep in each other. Flatten it."
        )
    text, whole = svg, (width, height)
    if view is not None:
        text = view.within(svg, name, whole)
        whole = ceil(view.size[0] * view.stretch[0]), ceil(view.size[1] * view.stretch[1])
    fonts = ["Inter.ttf", "Inter-Italic.ttf", "JetBrainsMono.ttf"] if found.letters else []
    arguments = {
        "svg_string": _prepared(text, name, width, height),
        "width": width,
        "height": height,
        "skip_system_fonts": True,
        "font_files": [str(ASSETS / font) for font in fonts],
        "font_family": "Inter",
        "sans_serif_family": "Inter",
        "serif_family": "Inter",
        "monospace_family": "JetBrains Mono",
    }
    try:
        if found.is_quick(width * height, _unit(svg, name, *whole)):
            png = _drawn_here(arguments)
        else:
            from .apart import drawn_apart

            png = drawn_apart(arguments)
    except ValueError as error:
        reason = str(error).removeprefix("SVG data parsing failed cause ")
        raise CardError(
            f"The SVG picture {short(name)} cannot be drawn: {reason}. Simplify it, or save it as PNG."
        ) from None
    return Image.open(io.BytesIO(png))


def _drawn_here(arguments: Mapping[str, Any]) -> bytes:
    from resvg_py import svg_to_bytes  # slow to import

    try:
        return bytes(svg_to_bytes(**arguments))
    except BaseException as error:
        # What Rust raises for numbers beyond its own is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError("its numbers are out of all bounds") from None


def _prepared(svg: str, name: str, width: int, height: int) -> str:
    """The file with the size that it is drawn at, and with what resvg does not read as it does."""
    root = _Root.of(svg, name)
    tag = _ROOT_TAG.match(svg, root.start)
    assert tag is not None
    sized = _sized(tag[0], root, width, height)
    end = "/>" if tag[0].endswith("/>") else ">"
    whole = f"{svg[: root.start]}{sized}{end}{svg[tag.end() :]}"
    # As in a browser, an SVG picture reads no other files.
    return _COLOR.sub(_plain_color, _OUTWARD.sub(r'\1""', whole))


def _sized(tag: str, root: _Root, width: float, height: float) -> str:
    """The outermost element's tag with another size, without its end."""
    sized = f'{_SIDES.sub("", tag).rstrip("/>")} width="{width}" height="{height}"'
    sides = [_length(root.attributes.get(side, "")) for side in ("width", "height")]
    if not _view_box(root.attributes) and all(sides):
        # Then browsers take the two for one, and stretch it.
        sized = f'{_BOX.sub("", sized)} viewBox="0 0 {sides[0]} {sides[1]}" preserveAspectRatio="none"'
    return sized


def _plain_color(found: re.Match[str]) -> str:
    from ..css.color import css_color, parse_color

    color = parse_color(found[0])
    return found[0] if color is None else css_color(color)
