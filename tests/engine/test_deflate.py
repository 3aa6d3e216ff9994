"""PNGs by each library that deflates, with pixels that are the same."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from types import SimpleNamespace

import isal.isal_zlib
import pytest
import zlib_ng.zlib_ng
from PIL import Image, ImageDraw, ImageFilter

from mkdocs_metaimage.engine.encode import deflate, encode
from mkdocs_metaimage.engine.encode.deflate import Effort, deflated

LIBRARIES = ("zlib_ng", "isal")


def without(monkeypatch, *names):
    """Python's own zlib and the libraries that are not named."""
    for name in names:
        monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.setitem(sys.modules, f"{name}.{name.removesuffix('_ng')}_ng", None)
        monkeypatch.setitem(sys.modules, f"{name}.{name}_zlib", None)
    deflate._ways.cache_clear()


def with_fake(monkeypatch, compressobj):
    monkeypatch.setitem(sys.modules, "zlib_ng.zlib_ng", SimpleNamespace(compressobj=compressobj))
    deflate._ways.cache_clear()


@pytest.fixture(autouse=True)
def _looked_for_anew(monkeypatch):
    deflate._ways.cache_clear()
    yield
    monkeypatch.undo()
    deflate._ways.cache_clear()


@pytest.fixture(params=["zlib_ng", "isal", "zlib"])
def library(request, monkeypatch):
    """Draws with one of the libraries, as if it were the only one that is installed."""
    without(monkeypatch, *(name for name in LIBRARIES if name != request.param))
    return request.param


def card(mode="RGB", size=(600, 315)):
    image = Image.new(mode, size, (15, 23, 42, 120)[: len(mode)])
    draw = ImageDraw.Draw(image)
    for index in range(0, size[1], 9):
        draw.text((index % 50, index), "Grumpy wizards make toxic brew" * 3, fill=(250, 200, index % 256))
    return image


def photograph(size=(600, 315)):
    """Many colours that hardly differ from those beside them."""
    bands = [Image.effect_noise(size, spread).filter(ImageFilter.GaussianBlur(3)) for spread in (90, 120, 60)]
    return Image.merge("RGB", bands)


def unpacked(data):
    """The pixels of a PNG with one of the filters None, Sub and Up to each row (PNG, section 9.2), without Pillow."""
    position, packed = 8, b""
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        name, body = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        assert struct.unpack(">I", data[position + 8 + length :][:4]) == (zlib.crc32(name + body),)
        if name == b"IHDR":
            width, height, depth, kind = struct.unpack(">IIBB", body[:10])
        packed += body if name == b"IDAT" else b""
        position += 12 + length
    assert depth == 8
    step = {2: 3, 6: 4}[kind]
    rows, pixels, above = zlib.decompress(packed), bytearray(), bytes(width * step)
    stride = width * step + 1
    assert len(rows) == stride * height
    for start in range(0, len(rows), stride):
        mark, row = rows[start], bytearray(rows[start + 1 : start + stride])
        assert mark in (0, 1, 2)
        for index in range(len(row) if mark else 0):
            before = above[index] if mark == 2 else row[index - step] if index >= step else 0
            row[index] = (row[index] + before) & 255
        pixels += row
        above = row
    return bytes(pixels)


@pytest.mark.parametrize("image", [card(), card("RGBA"), photograph()], ids=["plain", "clear", "photograph"])
def test_the_pixels_are_the_same_with_each(library, image):
    data, notes = encode(image, "image/png")
    assert not notes
    assert unpacked(data) == image.tobytes()
    with Image.open(io.BytesIO(data)) as back:
        assert back.convert(image.mode).tobytes() == image.tobytes()
    assert encode(image, "image/png")[0] == data


def test_each_is_used_where_it_is_installed(monkeypatch):
    rows = card().tobytes()
    stream = zlib_ng.zlib_ng.compressobj(2)
    assert deflated([rows], Effort.QUICK) == stream.compress(rows) + stream.flush()
    without(monkeypatch, "zlib_ng")
    stream = isal.isal_zlib.compressobj(2)
    assert deflated([rows], Effort.QUICK) == stream.compress(rows) + stream.flush()
    without(monkeypatch, *LIBRARIES)
    stream = zlib.compressobj(3, memLevel=7)
    assert deflated([rows], Effort.QUICK) == stream.compress(rows) + stream.flush()


@pytest.mark.parametrize("effort", Effort)
def test_every_effort_of_each_is_a_stream_of_its_parts(library, effort):
    parts = [b"", b"one", memoryview(card().tobytes())[5:-5], bytes(70_000)]
    assert zlib.decompress(deflated(parts, effort)) == b"".join(parts)
    assert zlib.decompress(deflated([], effort)) == b""


def test_more_effort_gives_smaller_files(library):
    rows = [card().tobytes()]
    quick, thorough, best = (
        len(deflated(rows, effort)) for effort in (Effort.QUICK, Effort.THOROUGH, Effort.BEST)
    )
    assert best <= thorough < quick


def test_the_budget_is_met_with_each(library):
    image = card()
    quick = len(encode(image, "image/png")[0])
    data, notes = encode(image, "image/png", quick * 19 // 20)
    assert len(data) <= quick * 19 // 20
    assert not notes
    with Image.open(io.BytesIO(data)) as back:
        assert back.convert("RGB").tobytes() == image.tobytes()


def refuse(*_):
    raise OSError("no such processor")


def garbage(*_):
    return SimpleNamespace(compress=lambda part: b"", flush=lambda: b"no stream")


@pytest.mark.parametrize("broken", [refuse, garbage, None], ids=["refuses", "garbage", "nothing"])
def test_a_library_that_does_not_work_is_passed_over(monkeypatch, broken):
    rows = card().tobytes()
    with_fake(monkeypatch, broken)
    stream = isal.isal_zlib.compressobj(2)
    assert deflated([rows], Effort.QUICK) == stream.compress(rows) + stream.flush()


def test_rows_that_are_longer_than_pillows_buffer():
    image = card("RGBA", (16_400, 5))
    assert unpacked(encode(image, "image/png")[0]) == image.tobytes()


def test_what_a_photograph_gains_from_another_filter():
    plain = zlib.compress(photograph().tobytes(), 6)
    data, _ = encode(photograph(), "image/png")
    assert len(data) < 0.8 * len(plain)


def test_the_quickest_way_suits_a_plain_card(library):
    """No more than an eighth over what Pillow makes with more effort."""
    file = io.BytesIO()
    card().save(file, "PNG")
    assert len(encode(card(), "image/png")[0]) < 1.5 * len(file.getvalue())
