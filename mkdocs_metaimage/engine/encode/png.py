"""PNG: the filter, the effort and, where it must be, the number of colours that suit the picture.

Sections are those of the PNG specification, https://www.w3.org/TR/png-3/.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image, ImageChops

from .budget import Encoded, changed, over
from .deflate import Effort, deflated
from .files import saved
from .palette import exact, reduced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Strips of so many rows are compressed to find out what suits a picture.
_STRIPS, _STRIP_ROWS = 4, 6
_FLAT: Final = 64_000  # bytes of a picture for which nothing need be tried
_LIGHT: Final = 0.25  # bytes to the px up to which plain rows are the best that is quickly found, as a rule
_SMALL: Final = 65_536  # px of a picture whose colours are quickly counted
_BUFFER: Final = 65_536  # bytes of a row that Pillow has room for
# Times the bytes allowed: what is more after the first attempt no effort saves, and after others the last does not.
_FAR_OFF, _HOPELESS = 2, 1.5
_NONE, _SUB, _UP = 0, 1, 2
_GREY, _RGB, _PALETTE, _RGBA = 0, 2, 3, 6  # colour types, section 11.2.1


class _Plan(NamedTuple):
    """How to write a picture: the filter of all rows, and how much effort to make."""

    filter: int
    effort: Effort


_PLAIN: Final = _Plan(_NONE, Effort.QUICK)
_OTHERS: Final = tuple(_Plan(kind, effort) for kind in (_SUB, _UP) for effort in (Effort.QUICK, Effort.RUNS))


def write_png(image: Image.Image, max_bytes: int | None) -> Encoded:
    """A PNG file: without loss if it fits, else with 256 colours where that cannot be seen."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    attempts = _attempts(image)
    data = next(attempts)
    if max_bytes is None or len(data) <= max_bytes:
        return data, ()
    limit: float = _FAR_OFF * max_bytes
    while len(data) <= limit and (attempt := next(attempts, b"")):
        data = min(data, attempt, key=len)
        if len(data) <= max_bytes:
            return data, ()
        limit = _HOPELESS * max_bytes
    few = reduced(image, 256)
    if few.is_unseen:
        smaller = saved(few.picture, "PNG", optimize=True)
        if len(smaller) <= max_bytes:
            return smaller, (changed("palette", "256 colours", len(data), max_bytes),)
    return data, (over(image, "image/png", len(data), max_bytes),)


def is_flat(image: Image.Image) -> bool:
    """Whether a picture, RGB or RGBA, has large areas of one colour, and so a small file without loss."""
    sample = _Sample(image)
    # By the same library everywhere: this decides what a picture looks like.
    return len(zlib.compress(sample.rows(_NONE), 3)) / sample.part <= _FLAT


def _attempts(image: Image.Image) -> Iterator[bytes]:
    """The file of a picture, first as a rule wants it and then with ever more effort, all without loss."""
    pixels = image.width * image.height
    plan = _PLAIN
    data = _framed(image, _filtered(image, _NONE), Effort.QUICK)
    if len(data) > max(_FLAT, _LIGHT * pixels):
        plan = _plan(image, len(data))
        if plan != _PLAIN:
            data = min(data, _framed(image, _filtered(image, plan.filter), plan.effort), key=len)
    if pixels <= _SMALL:
        counted = _counted(image)
        data = min(data, counted, key=len) if counted else data
    yield data
    if pixels > _SMALL and (counted := _counted(image)):
        yield counted
    for effort in (Effort.THOROUGH, Effort.BEST):
        for kind in dict.fromkeys((_NONE, plan.filter)):
            yield _framed(image, _filtered(image, kind), effort)
    # With a filter chosen for each row, which photographs gain from.
    yield saved(image, "PNG", optimize=True)


def _plan(image: Image.Image, plain: int) -> _Plan:
    """What makes the file of a picture of many colours smaller than plain rows do, without taking long.

    Args:
        image: The picture.
        plain: How many bytes it takes with plain rows.
    """
    sample = _Sample(image)
    sizes = {plan: sample.estimate(plan) for plan in _OTHERS}
    # Runs are twice as quick to find as all else that repeats.
    best = min(_OTHERS, key=lambda plan: sizes[plan] * (0.8 if plan.effort is Effort.RUNS else 1.0))
    # It has to be worth writing the picture once more.
    return best if sizes[best] < 0.8 * plain else _PLAIN


class _Sample:
    """Strips of a picture from top to bottom, each below the row that its first one differs from.

    Attributes:
        part: How much of the picture they are, 0 to 1.
    """

    def __init__(self, image: Image.Image) -> None:
        step = max((image.height - 1) // _STRIPS, _STRIP_ROWS)
        tops = range(0, max(image.height - _STRIP_ROWS, 1), step)
        self._image = Image.new(image.mode, (image.width, len(tops) * (_STRIP_ROWS + 1)))
        for index, top in enumerate(tops):
            strip = image.crop((0, top, image.width, min(top + _STRIP_ROWS + 1, image.height)))
            self._image.paste(strip, (0, index * (_STRIP_ROWS + 1)))
        self.part = len(tops) * _STRIP_ROWS / image.height

    def rows(self, kind: int) -> bytes:
        """The rows after a filter, each behind its number."""
        rows = _marked_rows(self._image, kind)
        del rows[:: _STRIP_ROWS + 1]
        return b"".join(rows)

    def estimate(self, plan: _Plan) -> float:
        """About how many bytes the picture takes."""
        return len(deflated([self.rows(plan.filter)], plan.effort)) / self.part


def _filtered(image: Image.Image, kind: int) -> Sequence[bytes | memoryview]:
    """The rows of a picture after a filter, each behind the number of the filter (section 9), in parts."""
    stride = image.width * len(image.mode) + 1
    if kind != _NONE or stride > _BUFFER:
        return (b"".join(_marked_rows(image, kind)),)
    # Pillow fills rows up with zeros: each is the number of the filter of the row after it.
    return bytes(1), memoryview(image.tobytes("raw", image.mode, stride, 1))[:-1]


def _marked_rows(image: Image.Image, kind: int) -> list[bytes]:
    if kind != _NONE:
        image = _differences(image, kind)
    mark = bytes((kind,))
    return [mark + row for row in _rows(image.tobytes(), image.width * len(image.mode))]


def _rows(data: bytes, stride: int) -> list[bytes]:
    return [data[start : start + stride] for start in range(0, len(data), stride)]


def _differences(image: Image.Image, kind: int) -> Image.Image:
    """Each pixel less its neighbour to the left (Sub) or above (Up), modulo 256."""
    moved = ImageChops.offset(image, *((1, 0) if kind == _SUB else (0, 1)))
    edge = (0, 0, 1, image.height) if kind == _SUB else (0, 0, image.width, 1)
    moved.paste((0,) * len(image.mode), edge)
    return ImageChops.subtract_modulo(image, moved)


def _counted(image: Image.Image) -> bytes | None:
    """The file of a picture of few colours, each pixel by its grey or its number; None if they are many."""
    found = exact(image)
    if found is None:
        return None
    pixels, colors = found
    if all(color[0] == color[1] == color[2] and color[3:] in ((), (255,)) for color in colors):
        grey = image.getchannel(0)
        return _framed(grey, _filtered(grey, _NONE), Effort.BEST, _GREY)
    rows = b"".join(b"\0" + row for row in _rows(pixels, image.width))
    palette = [(b"PLTE", b"".join(bytes(color[:3]) for color in colors))]
    if image.mode == "RGBA":
        palette.append((b"tRNS", bytes(color[3] for color in colors if color[3] < 255)))
    return _framed(image, [rows], Effort.BEST, _PALETTE, palette)


def _framed(
    image: Image.Image,
    rows: Sequence[bytes | memoryview],
    effort: Effort,
    color_type: int | None = None,
    palette: Sequence[tuple[bytes, bytes]] = (),
) -> bytes:
    """The file around rows: a header, the palette, one chunk of data, an end (section 5)."""
    if color_type is None:
        color_type = _RGBA if image.mode == "RGBA" else _RGB
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, color_type, 0, 0, 0)
    chunks = ((b"IHDR", header), *palette, (b"IDAT", deflated(rows, effort)), (b"IEND", b""))
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in chunks:
        check = zlib.crc32(data, zlib.crc32(name))
        parts += (struct.pack(">I", len(data)), name, data, struct.pack(">I", check))
    return b"".join(parts)
