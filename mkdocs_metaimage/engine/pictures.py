"""Pictures that a card names: where their bytes come from, and what they look like."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import struct
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import tinycss2
from PIL import Image, ImageOps, UnidentifiedImageError

from .cache import BoundedCache
from .notes import CardError
from .text.fonts import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .elements import Element

#: How many pixels a picture may have.
MOST_PIXELS: Final = 50_000_000
#: How many bytes a remote picture may have.
MOST_BYTES: Final = 8 * 1024 * 1024
#: How long fetching a remote picture may take, in seconds.
LONGEST_FETCH: Final = 10.0

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
# What Pillow raises for a file that is cut off or damaged, by format.
_BROKEN: Final = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, MemoryError, struct.error,
)  # fmt: skip
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF", "BMP", "ICO", "TIFF")
_KNOWN = "Give a PNG, JPEG, WebP, GIF, AVIF or SVG file."
_SVG_ROOT = re.compile(r"<(?:\w+:)?svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OUTWARD = re.compile(r"(\bhref\s*=\s*)(?:\"(?!#|data:)[^\"]*\"|'(?!#|data:)[^']*')")
_SVG_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e-?\d+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*\Z", re.IGNORECASE)
_SVG_UNITS = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}


class Tile(NamedTuple):
    """A picture to paint.

    Attributes:
        picture: Its colours, not premultiplied: RGBX with 255 in the fourth channel.
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
        if name not in self._encoded:
            raise CardError(f"The picture {_short(name)} is not among those that the card names.")
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


def load(url: str, base: Path | None = None, allow_remote: bool = False) -> bytes:
    """The bytes of a picture's file.

    Args:
        url: A `data:` URL, a path, a `file:` URL or, where allowed, an `https:` URL.
        base: The folder that relative paths start from, by default the current one.
        allow_remote: Whether pictures may be fetched.

    Raises:
        CardError: The file cannot be had; the message says where it was looked for.
    """
    if url[:5].lower() == "data:":
        return _from_data(url)
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found else ""
    if scheme in ("http", "https") or url.startswith("//"):
        return _remote(f"https:{url}" if url.startswith("//") else url, allow_remote)
    if scheme and scheme != "file":
        raise CardError(
            f"The picture {_short(url)} has the scheme {scheme}: give a path or an https: or data: URL."
        )
    return _from_file(url, base or Path.cwd())


def _from_data(url: str) -> bytes:
    head, comma, body = url.partition(",")
    if not comma:
        raise CardError(
            f"The picture {_short(url)} has no comma before its data: write data:image/png;base64,…."
        )
    data = unquote_to_bytes(body)
    if not head.rstrip().lower().endswith(";base64"):
        return data
    packed = data.translate(None, b" \t\r\n\f")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except binascii.Error:
        raise CardError(f"The picture {_short(url)} is not in base64, although it says so.") from None


def _from_file(url: str, base: Path) -> bytes:
    name = url
    if url[:5].lower() == "file:":
        # The two slashes are followed by a host, which is none, and the path.
        name = unquote(urlsplit(url).path)
        name = name[1:] if re.match(r"/[A-Za-z]:", name) else name
    # A name may hold what in a URL is special, so it is first taken as it is.
    places = dict.fromkeys(base / each for each in (name, unquote(name), unquote(re.split("[?#]", name)[0])))
    for place in places:
        try:
            if place.is_file():
                return place.read_bytes()
        except OSError as error:
            raise CardError(f"The picture {place} cannot be read: {error.strerror or error}.") from None
        except ValueError:
            break
    raise CardError(f"There is no picture {_short(url)}: looked for {list(places)[-1]}.")


_fetched: BoundedCache[str, bytes] = BoundedCache(4 * MOST_BYTES, len)


def _remote(url: str, allowed: bool) -> bytes:
    if not allowed:
        mend = "Set the option `allow_remote: true` to fetch pictures, or save it beside the card."
        raise CardError(f"The picture {_short(url)} is on another host. {mend}")
    if not url.lower().startswith("https:"):
        raise CardError(f"The picture {_short(url)} is not served over https. Save it beside the card.")
    return _fetched.get(url, lambda: _fetch(url))


class _OnlyHttps(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.lower().startswith("https:"):
            raise urllib.error.URLError(f"it redirects to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetch(url: str) -> bytes:
    deadline = time.monotonic() + LONGEST_FETCH
    request = urllib.request.Request(url, headers={"User-Agent": "mkdocs-metaimage"})  # noqa: S310
    data = bytearray()
    try:
        with urllib.request.build_opener(_OnlyHttps).open(request, timeout=LONGEST_FETCH) as answer:
            while part := answer.read1(65536):
                data += part
                if len(data) > MOST_BYTES:
                    raise CardError(f"The picture {url} is larger than {MOST_BYTES >> 20} MiB.")
                if time.monotonic() > deadline:
                    raise TimeoutError
    except TimeoutError:
        raise CardError(f"The picture {url} took longer than {LONGEST_FETCH:.0f} s to fetch.") from None
    except (OSError, ValueError) as error:
        raise CardError(f"The picture {url} cannot be fetched: {getattr(error, 'reason', error)}.") from None
    return bytes(data)


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
    return CardError(f"The picture {_short(name)} is broken: {error}. Save it again.")


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
        raise CardError(f"{_short(name)} is not a picture that is known here. {_KNOWN}") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(name, "far more than the limit") from None
    except _BROKEN as error:
        raise _broken(name, error) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(name, f"{picture.width}x{picture.height} px")
    return picture


def _too_large(name: str, size: str) -> CardError:
    most = f"{MOST_PIXELS // 1_000_000} megapixels are the most"
    return CardError(f"The picture {_short(name)} is too large: {size}; {most}.")


def _scaled(picture: Image.Image, width: int, height: int) -> Tile:
    if picture.size != (width, height):
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    channels = picture.convert("RGB").split()
    return Tile(Image.merge("RGBX", (*channels, Image.new("L", picture.size, 255))), alpha)


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
        raise CardError(f"The picture {_short(name)} has a width or height of 0.")
    return width, height


def _svg_length(text: str) -> float | None:
    found = _SVG_LENGTH.match(text)
    return float(found.group(1)) * _SVG_UNITS[(found.group(2) or "px").lower()] if found else None


def _rasterised(svg: str, name: str, target: tuple[int, int] | None) -> Image.Image:
    from resvg_py import svg_to_bytes

    width, height = target or tuple(max(round(side), 1) for side in _svg_size(svg, name))
    if width * height > MOST_PIXELS:
        raise _too_large(name, f"{width}x{height} px")
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
        raise CardError(f"The SVG picture {_short(name)} cannot be drawn: {error}.") from None
    return plain(Image.open(io.BytesIO(png)))


def _short(name: str) -> str:
    """A name to show: `data:` URLs are long."""
    return name if len(name) <= 120 else f"{name[:60]}…"
