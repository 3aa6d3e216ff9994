"""From a picture to the bytes of a file, no more of them than are allowed."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageStat

from .notes import CardError, Note
from .pictures import plain

if TYPE_CHECKING:
    from collections.abc import Callable

#: Below this root mean square difference, of 255, a picture with 256 colours passes for the true one.
_UNSEEN: Final = 2.0
#: The qualities that lossy formats are tried at, the first unless the picture must be smaller.
_QUALITIES: Final = (85, 78, 70, 62, 55)
_ICON_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
_QUICK, _BEST = 3, 9
# How many rows are compressed to choose a filter for all.
_TRIED_ROWS = 24
_NONE, _SUB, _UP = 0, 1, 2

Encoded = tuple[bytes, tuple[Note, ...]]


def encode(image: Image.Image, content_type: str, max_bytes: int | None = None) -> Encoded:
    """Encode a picture.

    Args:
        image: The picture, RGB or RGBA.
        content_type: The MIME type of the file.
        max_bytes: How large the file should be at the most; None for no bound.

    Returns:
        The bytes of the file, and a note if it had to change visibly to fit or is larger all the same.

    Raises:
        CardError: The content type is none that can be written.
    """
    encoder = _ENCODERS.get(content_type.partition(";")[0].strip().lower())
    if encoder is None:
        known = ", ".join(_ENCODERS)
        raise CardError(f"A picture cannot be drawn as {content_type}. The content types are {known}.")
    if image.mode not in ("RGB", "RGBA"):
        image = plain(image)
    return encoder(image, max_bytes)


def _png(image: Image.Image, max_bytes: int | None) -> Encoded:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    rows = _filtered(image)
    data = _framed(image, rows, _QUICK)
    if max_bytes is None or len(data) <= max_bytes:
        return data, ()
    data = min(_framed(image, rows, _BEST), _best_of_pillow(image), key=len)
    if len(data) <= max_bytes:
        return data, ()
    reduced, error = _palette(image)
    if len(reduced) <= max_bytes and error <= _UNSEEN:
        message = (
            f"The picture took {_size(len(data))} in true colours, over the {_size(max_bytes)} allowed: "
            f"it has 256 colours now and takes {_size(len(reduced))}."
        )
        return reduced, (Note("palette", message),)
    return data, (_over(image, "image/png", len(data), max_bytes),)


def _best_of_pillow(image: Image.Image) -> bytes:
    """With a filter chosen for each row, which photographs gain from."""
    return _saved(image, "PNG", optimize=True)


def _palette(image: Image.Image) -> tuple[bytes, float]:
    """The picture with 256 colours, and how far it is from the true one."""
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    reduced = image.quantize(256, method, dither=Image.Dither.FLOYDSTEINBERG)
    squares = ImageStat.Stat(ImageChops.difference(reduced.convert(image.mode), image)).rms
    return _saved(reduced, "PNG", optimize=True), max(squares)


def _over(image: Image.Image, content_type: str, size: int, max_bytes: int) -> Note:
    """The note of a picture that is too large, with the type that would fit."""
    others = (other for other in ("image/jpeg", "image/webp") if other != content_type)
    fits = next(
        (other for other in others if len(_saved_as(image, other, _QUALITIES[-1])) <= max_bytes), None
    )
    mend = f"{fits} would fit." if fits else "A simpler or smaller picture would take less."
    message = (
        f"The picture takes {_size(size)} as {content_type}, over the {_size(max_bytes)} allowed. {mend}"
    )
    return Note("byte_budget", message)


def _filtered(image: Image.Image) -> bytes:
    """The rows of a picture with the filter that suits it, each after the number of the filter."""
    stride = image.width * len(image.mode)
    plain = _rows(image.tobytes(), stride)
    chosen = _chosen_filter(image, stride)
    if chosen == _NONE:
        return b"".join(b"\0" + row for row in plain)
    return _differences(image, chosen)


def _rows(data: bytes, stride: int) -> list[bytes]:
    return [data[start : start + stride] for start in range(0, len(data), stride)]


def _chosen_filter(image: Image.Image, stride: int) -> int:
    """The filter that makes a few rows from all over the picture smallest."""
    pairs = max(_TRIED_ROWS // 2, 1)
    step = max(image.height // pairs, 2)
    sizes = {}
    sample = Image.new(image.mode, (image.width, 2 * len(range(0, image.height - 1, step)) or 1))
    for index, top in enumerate(range(0, image.height - 1, step)):
        sample.paste(image.crop((0, top, image.width, top + 2)), (0, 2 * index))
    plain = b"".join(b"\0" + row for row in _rows(sample.tobytes(), stride)[1::2])
    sizes[_NONE] = len(zlib.compress(plain, _QUICK))
    for kind in (_SUB, _UP):
        odd = b"".join(_rows(_differences(sample, kind), stride + 1)[1::2])
        sizes[kind] = len(zlib.compress(odd, _QUICK))
    # Plain rows are the quickest to write: another filter has to be worth it.
    best = min(sizes, key=lambda kind: sizes[kind])
    return best if sizes[best] < 0.9 * sizes[_NONE] else _NONE


def _differences(image: Image.Image, kind: int) -> bytes:
    """Each pixel less its neighbour to the left (Sub) or above (Up), modulo 256."""
    moved = ImageChops.offset(image, *((1, 0) if kind == _SUB else (0, 1)))
    edge = (0, 0, 1, image.height) if kind == _SUB else (0, 0, image.width, 1)
    moved.paste((0,) * len(image.mode), edge)
    data = ImageChops.subtract_modulo(image, moved).tobytes()
    mark = bytes((kind,))
    return b"".join(mark + row for row in _rows(data, image.width * len(image.mode)))


def _framed(image: Image.Image, rows: bytes, level: int) -> bytes:
    """The file around the rows: a header, one chunk of data, an end (PNG specification, section 5)."""
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 6 if image.mode == "RGBA" else 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, level)), (b"IEND", b""))
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in chunks:
        parts += (
            struct.pack(">I", len(data)),
            name,
            data,
            struct.pack(">I", zlib.crc32(data, zlib.crc32(name))),
        )
    return b"".join(parts)


def _lossy(content_type: str) -> Callable[[Image.Image, int | None], Encoded]:
    def write(image: Image.Image, max_bytes: int | None) -> Encoded:
        data = b""
        for quality in _QUALITIES:
            data = _saved_as(image, content_type, quality)
            if max_bytes is None or len(data) <= max_bytes:
                return data, ()
        assert max_bytes is not None
        return data, (_over(image, content_type, len(data), max_bytes),)

    return write


def _saved_as(image: Image.Image, content_type: str, quality: int) -> bytes:
    if content_type == "image/jpeg":
        return _saved(_on_white(image), "JPEG", quality=quality, optimize=True)
    if content_type == "image/webp":
        return _saved(image, "WEBP", quality=quality, method=4)
    # AVIF's scale gives the same look at lower numbers.
    return _saved(image, "AVIF", quality=quality - 20, speed=8, max_threads=1)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, (0, 0), image.getchannel("A"))
    return ground


def _gif(image: Image.Image, max_bytes: int | None) -> Encoded:
    if image.mode == "RGB":
        data = _saved(image, "GIF", optimize=True)
    else:
        # One colour of the palette is no colour, for what is more transparent than not.
        reduced = image.convert("RGB").quantize(255, Image.Quantize.MEDIANCUT)
        reduced.paste(255, (0, 0), image.getchannel("A").point([255] * 128 + [0] * 128))
        data = _saved(reduced, "GIF", transparency=255, optimize=False)
    return _checked(image, data, "image/gif", max_bytes)


def _ico(image: Image.Image, max_bytes: int | None) -> Encoded:
    """An icon file of the picture and its smaller sizes: browsers take the one they need."""
    longest = max(image.size)
    sizes = [(size, size) for size in _ICON_SIZES if size < longest and image.width == image.height]
    sizes.append((min(image.width, 256), min(image.height, 256)))
    data = _saved(image.convert("RGBA"), "ICO", sizes=sizes)
    return _checked(image, data, "image/x-icon", max_bytes)


def _checked(image: Image.Image, data: bytes, content_type: str, max_bytes: int | None) -> Encoded:
    if max_bytes is None or len(data) <= max_bytes:
        return data, ()
    return data, (_over(image, content_type, len(data), max_bytes),)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    try:
        image.save(file, kind, **options)
    except (KeyError, OSError) as error:
        raise CardError(
            f"This Pillow cannot write {kind} of {image.width}x{image.height} px: {error}."
        ) from None
    return file.getvalue()


def _size(count: int) -> str:
    return f"{count / 1000:.0f} kB" if count >= 10_000 else f"{count:,} bytes"


_ENCODERS: Final[dict[str, Callable[[Image.Image, int | None], Encoded]]] = {
    "image/png": _png,
    "image/jpeg": _lossy("image/jpeg"),
    "image/webp": _lossy("image/webp"),
    "image/avif": _lossy("image/avif"),
    "image/gif": _gif,
    "image/x-icon": _ico,
    "image/vnd.microsoft.icon": _ico,
}
