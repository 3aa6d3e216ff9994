"""Strips of rows that were deflated before are used again, and no byte is another for it."""

from __future__ import annotations

import random
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from mkdocs_metaimage.engine.encode import deflate, encode, strips
from mkdocs_metaimage.engine.encode.strips import deflated_rows


@pytest.fixture(autouse=True)
def _none_is_known(monkeypatch):
    monkeypatch.setattr(strips, "_known", strips._Known(strips._MOST))


@pytest.fixture
def _only_zlib(monkeypatch):
    monkeypatch.setattr(deflate, "_ways", lambda: deflate._ZLIB)


@pytest.fixture
def packed(monkeypatch):
    """How long the strips are that are deflated."""
    found = []

    def spied():
        packer = deflate.raw_stream()

        class Packer:
            def compress(self, rows):
                found.append(len(rows))
                return packer.compress(rows)

            def flush(self, mode):
                return packer.flush(mode)

        return Packer()

    monkeypatch.setattr(strips, "raw_stream", spied)
    return found


def followed(rows):
    return b"".join(row + b"\0" for row in rows)


def anew(data, stride):
    """What is written when nothing is known."""
    known, strips._known = strips._known, strips._Known(strips._MOST)
    try:
        return deflated_rows(data, stride)
    finally:
        strips._known = known


def card(text, size=(600, 315)):
    image = Image.new("RGB", size, "navy")
    ImageDraw.Draw(image).text((40, 150), text, fill="white")
    return image


@given(st.randoms(use_true_random=False), st.integers(1, 400), st.integers(1, 90))
@settings(max_examples=60, deadline=None)
def test_any_rows_come_back(random, width, height):
    kinds = [
        random.randbytes(width),
        bytes(width),
        b"\xff" * width,
        b"abc" * (width // 3) + b"a" * (width % 3),
    ]
    rows = [random.choice(kinds) for _ in range(height)]
    data = deflated_rows(followed(rows), width + 1)
    assert zlib.decompress(data) == b"".join(b"\0" + row for row in rows)


def test_the_bytes_are_the_same_whatever_is_known():
    chance = random.Random(7)
    stride, height = 1801, 300
    grounds = [[chance.randbytes(30) * 60 for _ in range(height)] for _ in range(3)]
    for _ in range(40):
        rows = list(chance.choice(grounds))
        for _ in range(chance.randrange(4)):
            rows[chance.randrange(height)] = chance.randbytes(1800)
        data = followed(rows)
        assert deflated_rows(data, stride) == anew(data, stride)


def test_only_what_is_new_is_deflated(packed):
    rows = [bytes([row % 251]) * 1800 for row in range(300)]
    deflated_rows(followed(rows), 1801)
    whole = sum(packed)
    assert whole == 300 * 1801 - 1
    packed.clear()
    rows[100] = b"x" * 1800
    deflated_rows(followed(rows), 1801)
    assert packed == [80_000 // 1801 * 1801]
    packed.clear()
    # What came again stays known, whatever else has been at its place.
    rows[100] = bytes([100]) * 1800
    deflated_rows(followed(rows), 1801)
    for value in (b"y", b"z"):
        rows[100] = value * 1800
        deflated_rows(followed(rows), 1801)
    packed.clear()
    rows[100] = bytes([100]) * 1800
    deflated_rows(followed(rows), 1801)
    assert packed == []


def test_only_so_many_are_known():
    for width in range(200, 260):
        deflated_rows(bytes((width + 1) * 1200), width + 1)
    places = strips._known._places
    assert len(places) == strips._MOST
    size = sum(len(strip.rows) + len(strip.packed) for kept in places.values() for strip in kept)
    assert size <= 2 * strips._MOST * (strips._LENGTH + 1000)


@pytest.mark.usefixtures("_only_zlib")
def test_cards_one_after_another_are_read_as_they_were(monkeypatch):
    for text in ("One", "Two", "", "One", "Three"):
        image = card(text)
        data, _ = encode(image, "image/png")
        with monkeypatch.context() as patch:
            patch.setattr(strips, "_known", strips._Known(strips._MOST))
            assert encode(image, "image/png")[0] == data
        assert len(zlib.decompress(data[41:-16])) == 315 * 1801


@pytest.mark.usefixtures("_only_zlib")
def test_threads_share_them():
    images = [card(f"Text {number}") for number in range(12)]
    wanted = [encode(image, "image/png") for image in images]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: encode(images[number % 12], "image/png"), range(120)))
    assert all(data == wanted[number % 12] for number, data in enumerate(found))


@pytest.mark.usefixtures("_only_zlib")
def test_standing_for_themselves_takes_few_bytes():
    image = card("Grumpy wizards\n" * 5)
    rows = b"".join(b"\0" + image.tobytes()[start : start + 1800] for start in range(0, 315 * 1800, 1800))
    assert len(encode(image, "image/png")[0]) < 1.2 * len(zlib.compress(rows, 3))
