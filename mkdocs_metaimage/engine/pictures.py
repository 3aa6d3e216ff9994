"""Pictures that a card names: which they are, and what they look like."""

from __future__ import annotations

import hashlib
import io
import re
import struct
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tinycss2
from PIL import Image, ImageOps, UnidentifiedImageError

from .cache import BoundedCache
from .loading import Loader, short
from .notes import CardError
from .text.fonts import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .elements import Element

#: How many pixels a picture may have.
MOST_PIXELS: Final = 50_000_000
# What Pillow raises for a file that is cut off or damaged, by format.
_BROKEN: Final = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, MemoryError, struct.error,
)  # fmt: skip
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF", "BMP", "ICO", "TIFF")
_KNOWN = "Give a PNG, JPEG, WebP, GIF, AVIF or SVG file."
_SVG_ROOT = re.compile(r"<(?:\w+:)?svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_SVG_TAG = re.compile(r"<(/?)[A-Za-z_](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
# resvg recurses, and with some three hundred levels its stack is used up, and Python ends.
_MOST_LEVELS: Final = 100
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OUTWARD = re.compile(r"(\bhref\s*=\s*)(?:\"(?!#|data:)[^\"]*\"|'(?!#|data:)[^']*')")
_SVG_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e-?\d+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*\Z", re.IGNORECASE)
_SVG_UNITS = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}


class Tile(NamedTuple):
    """A picture to paint.

    Attributes:
        picture: Its colours, RGB, not premultiplied.
        alpha: Its alpha, None where it is opaque.
    """

    picture: Image.Image
    alpha: Image.Image | None


def bytes_of(tile: Tile) -> int:
    """How much memory a tile takes."""
    return tile.picture.width * tile.picture.height * (4 if tile.alpha is None else 5)


_tiles: BoundedCache[tuple[str, int, int], Tile] = BoundedCache(48_000_000, bytes_of)


class Pictures:
    """The pictures of a drawing, decoded when they are asked for.

    Args:
        encoded: The bytes of their files, by name.
    """

    def __init__(self, encoded: Mapping[str, bytes]) -> None:
        self._encoded = encoded
        self._sizes: dict[str, tuple[float, float]] = {}
        self._digests: dict[str, str] = {}

    def natural_size(self, name: str) -> tuple[float, float]:
        """The width and height of a picture in px.

        Raises:
            CardError: There is no picture of this name, or it cannot be decoded.
        """
        if name not in self._sizes:
            self._sizes[name] = natural_size(self._bytes(name), name)
        return self._sizes[name]

    def tile(self, name: str, width: int, height: int) -> Tile:
        """A picture scaled to this size in px.

        Raises:
            CardError: There is no picture of this name, it cannot be decoded, or this is too large.
        """
        if width * height > MOST_PIXELS:
            raise _too_large(name, f"it would be drawn at {width}x{height} px")
        data = self._bytes(name)
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(data).hexdigest()
        key = (self._digests[name], width, height)
        return _tiles.get(key, lambda: _scaled(decode(data, name, (width, height)), width, height))

    def _bytes(self, name: str) -> bytes:
        if name not in self._encoded and name[:5].lower() == "data:":
            return Loader().load(name)
        if name not in self._encoded:
            raise CardError(f"The picture {short(name)} is not among those that the card names.")
        return self._encoded[name]


def pictures_named(tree: Element) -> tuple[str, ...]:
    """The names of the pictures in a tree: `src` of `img`, and `url()` in styles; each once."""
    return tuple(dict.fromkeys(name for name in _names(tree) if name and not name.startswith("#")))


def _names(tree: Element) -> Iterator[str]:
    elements = [tree]
    while elements:
        element = elements.pop()
        if element.tag == "img":
            yield element.attributes.get("src", "").strip()
        yield from _urls(element.attributes.get("style", ""))
        if element.tag == "style":
            yield from _urls("".join(child for child in element.children if isinstance(child, str)))
        elements.extend(child for child in reversed(element.children) if not isinstance(child, str))


def _urls(css: str) -> Iterator[str]:
    if "url(" in css.lower():
        yield from _urls_in(tinycss2.parse_component_value_list(css, skip_comments=True))


def _urls_in(tokens: Iterable[Any]) -> Iterator[str]:
    """The `url()`s among component values; what a rule such as `@font-face` names is no picture."""
    rule = ""
    for token in tokens:
        if token.type == "at-keyword":
            rule = token.lower_value
        elif token.type == "url" and not rule:
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            if not rule:
                yield from (part.value for part in token.arguments if part.type == "string")
        elif token.type == "function":
            yield from _urls_in(token.arguments)
        elif token.type == "{} block":
            if rule not in ("font-face", "namespace"):
                yield from _urls_in(token.content)
            rule = ""
        elif token.type == "literal" and token.value == ";":
            rule = ""


def natural_size(data: bytes, name: str) -> tuple[float, float]:
    """The width and height of a picture in px, without decoding all of it.

    Raises:
        CardError: It is no picture that is known here.
    """
    svg = _svg_text(data)
    if svg is not None:
        return _svg_size(svg, name)
    with _opened(data, name) as picture:
        try:
            turned = picture.getexif().get(0x0112, 1) >= 5  # by a quarter
        except _BROKEN as error:
            raise _broken(name, error) from None
        width, height = picture.size
    return (float(height), float(width)) if turned else (float(width), float(height))


def decode(data: bytes, name: str, target: tuple[int, int] | None = None) -> Image.Image:
    """A picture, RGB or RGBA, turned upright as its EXIF data say; of an animation the first frame.

    Args:
        data: The bytes of its file.
        name: What to call it in messages.
        target: The size in px that it will have. An SVG is drawn at this size, a large photograph
            is decoded at a size not far above; the caller scales.

    Raises:
        CardError: It is broken, too large, or of no format that is known here.
    """
    svg = _svg_text(data)
    if svg is not None:
        return _rasterised(svg, name, target)
    with _opened(data, name) as picture:
        if target is not None and picture.format == "JPEG":
            longest = 2 * max(target)  # before it is turned upright
            picture.draft(None, (longest, longest))
        try:
            return plain(ImageOps.exif_transpose(picture))
        except _BROKEN as error:
            raise _broken(name, error) from None


def _broken(name: str, error: Exception) -> CardError:
    return CardError(f"The picture {short(name)} is broken: {error}. Save it again.")


def plain(picture: Image.Image) -> Image.Image:
    """A picture of any mode as RGB or, where it may be transparent, RGBA."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    transparent = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "La", "RGBa")
    return picture.convert("RGBA" if transparent else "RGB")


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        raise CardError(f"{short(name)} is not a picture that is known here. {_KNOWN}") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(name, "far more than the limit") from None
    except _BROKEN as error:
        raise _broken(name, error) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(name, f"{picture.width}x{picture.height} px")
    return picture


def _too_large(name: str, size: str) -> CardError:
    most = f"{MOST_PIXELS // 1_000_000} megapixels are the most"
    return CardError(f"The picture {short(name)} is too large: {size}; {most}.")


def _scaled(picture: Image.Image, width: int, height: int) -> Tile:
    if picture.size != (width, height):
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    return Tile(picture.convert("RGB"), alpha)


def _svg_text(data: bytes) -> str | None:
    """The text of an SVG file, None for any other."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text if _SVG_ROOT.search(text) else None


def _svg_size(svg: str, name: str) -> tuple[float, float]:
    """The size that a browser gives an SVG picture whose style says none (CSS Images 3, section 5.3)."""
    found = _SVG_ROOT.search(svg)
    assert found is not None
    attributes = {key: first or second for key, first, second in _ATTRIBUTE.findall(found.group())}
    width, height = (_svg_length(attributes.get(side, "")) for side in ("width", "height"))
    box = [float(part) for part in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", attributes.get("viewBox", ""))]
    ratio = box[2] / box[3] if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    if width is None and height is None:
        width, height = (300.0, 300.0 / ratio) if ratio else (300.0, 150.0)
    elif width is None and height is not None:
        width = height * ratio if ratio else 300.0
    elif height is None and width is not None:
        height = width / ratio if ratio else 150.0
    if not width or not height:
        raise CardError(f"The picture {short(name)} has a width or height of 0.")
    return width, height


def _svg_length(text: str) -> float | None:
    found = _SVG_LENGTH.match(text)
    return float(found.group(1)) * _SVG_UNITS[(found.group(2) or "px").lower()] if found else None


def _levels(svg: str) -> int:
    """How deep the elements of an SVG file are nested."""
    deepest = level = 0
    for tag in _SVG_TAG.finditer(svg):
        level += -1 if tag[1] else not tag[0].endswith("/>")
        deepest = max(deepest, level)
    return deepest


def _rasterised(svg: str, name: str, target: tuple[int, int] | None) -> Image.Image:
    from resvg_py import svg_to_bytes

    width, height = target or tuple(max(round(side), 1) for side in _svg_size(svg, name))
    if width * height > MOST_PIXELS:
        raise _too_large(name, f"{width}x{height} px")
    if _levels(svg) > _MOST_LEVELS:
        raise CardError(
            f"The SVG picture {short(name)} has elements more than {_MOST_LEVELS} deep in each other."
        )
    fonts = ["Inter.ttf", "Inter-Italic.ttf", "JetBrainsMono.ttf"] if "<text" in svg else []
    try:
        png = svg_to_bytes(
            # As in a browser, an SVG picture reads no other files.
            svg_string=_OUTWARD.sub(r'\1""', svg),
            width=width,
            height=height,
            skip_system_fonts=True,
            font_files=[str(ASSETS / font) for font in fonts],
            font_family="Inter",
            sans_serif_family="Inter",
            serif_family="Inter",
            monospace_family="JetBrains Mono",
        )
    except ValueError as error:
        raise CardError(f"The SVG picture {short(name)} cannot be drawn: {error}.") from None
    return plain(Image.open(io.BytesIO(png)))
