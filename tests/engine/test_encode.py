"""The bytes of files, and budgets for them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from mkdocs_metaimage.engine.encode import encode
from mkdocs_metaimage.engine.notes import CardError

FLAT = Image.new("RGB", (120, 63), (15, 23, 42))
FLAT.paste((250, 250, 250), (20, 20, 60, 30))
SMOOTH = Image.merge("RGB", [Image.radial_gradient("L").rotate(angle) for angle in (0, 90, 180)])
CLEAR = SMOOTH.convert("RGBA")
CLEAR.putalpha(Image.linear_gradient("L"))


def noise(size=(128, 128)):
    state = 1
    data = bytearray()
    for _ in range(size[0] * size[1] * 3):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        data.append(state >> 16 & 255)
    return Image.frombytes("RGB", size, bytes(data))


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def chunks(data):
    position = 8
    while position < len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        name = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length]
        (check,) = struct.unpack(">I", data[position + 8 + length : position + 12 + length])
        assert check == zlib.crc32(name + body)
        yield name, body
        position += 12 + length


@pytest.mark.parametrize("image", [FLAT, SMOOTH, CLEAR, noise()], ids=["flat", "smooth", "clear", "noise"])
def test_png_is_lossless(image):
    data, notes = encode(image, "image/png")
    assert notes == ()
    back = opened(data)
    assert back.mode == image.mode
    assert back.tobytes() == image.tobytes()
    assert [name for name, _ in chunks(data)] == [b"IHDR", b"IDAT", b"IEND"]


@given(
    st.integers(1, 9),
    st.integers(1, 40),
    st.sampled_from(["RGB", "RGBA"]),
    st.binary(min_size=1, max_size=60),
)
def test_any_picture_is_lossless(width, height, mode, seed):
    size = width * height * len(mode)
    image = Image.frombytes(mode, (width, height), (seed * (size // len(seed) + 1))[:size])
    back = opened(encode(image, "image/png")[0])
    assert back.convert(mode).tobytes() == image.tobytes()


def test_an_opaque_picture_has_no_alpha():
    opaque = FLAT.convert("RGBA")
    assert opened(encode(opaque, "image/png")[0]).mode == "RGB"


def filters(data):
    header = dict(chunks(data))[b"IHDR"]
    width, height, _, kind = struct.unpack(">IIBB", header[:10])
    rows = zlib.decompress(dict(chunks(data))[b"IDAT"])
    stride = width * (4 if kind == 6 else 3) + 1
    return {rows[row * stride] for row in range(height)}


def test_the_filter_suits_the_picture():
    assert filters(encode(noise(), "image/png")[0]) == {0}
    assert filters(encode(SMOOTH, "image/png")[0]) <= {1, 2}


def test_the_same_picture_gives_the_same_bytes():
    for kind in ("image/png", "image/jpeg", "image/webp", "image/avif", "image/gif", "image/x-icon"):
        assert encode(CLEAR, kind) == encode(CLEAR.copy(), kind)


def test_within_the_budget_nothing_is_said():
    data, _ = encode(SMOOTH, "image/png")
    assert encode(SMOOTH, "image/png", len(data)) == (data, ())


def test_a_little_over_the_budget_more_effort_helps():
    data, _ = encode(SMOOTH, "image/png")
    smaller, notes = encode(SMOOTH, "image/png", len(data) - 100)
    assert len(smaller) <= len(data) - 100
    assert notes == ()
    assert opened(smaller).convert("RGB").tobytes() == SMOOTH.tobytes()


def test_far_over_the_budget_the_colours_are_fewer():
    grey = Image.merge("RGB", [noise().getchannel("R").point(lambda value: value // 3)] * 3)
    speckled = ImageChops.add(grey, noise().point(lambda value: value & 1))
    true, _ = encode(speckled, "image/png")
    reduced, (note,) = encode(speckled, "image/png", len(true) * 3 // 4)
    assert len(reduced) <= len(true) * 3 // 4
    assert note.kind == "palette"
    assert "256 colours" in note.message
    assert max(ImageStat.Stat(ImageChops.difference(opened(reduced).convert("RGB"), speckled)).rms) < 2.5


def test_where_fewer_colours_would_show_the_picture_stays():
    picture = noise()
    data, (note,) = encode(picture, "image/png", 2000)
    assert opened(data).tobytes() == picture.tobytes()
    assert note.kind == "byte_budget"
    assert f"{len(data) / 1000:.0f} kB as image/png, over the 2,000 bytes allowed" in note.message
    assert note.message.endswith("A simpler or smaller picture would take less.")


def test_the_type_that_would_fit_is_named():
    _, (note,) = encode(noise(), "image/png", 40_000)
    assert note.message.endswith("image/jpeg would fit.")


def test_jpeg_loses_quality_to_fit():
    large, _ = encode(noise(), "image/jpeg")
    small, notes = encode(noise(), "image/jpeg", len(large) - 1000)
    assert len(small) < len(large)
    assert notes == ()
    _, (note,) = encode(noise(), "image/jpeg", 1000)
    assert "as image/jpeg" in note.message
    assert "image/jpeg would" not in note.message


def test_jpeg_is_flattened_on_white():
    clear = Image.new("RGBA", (16, 16), (0, 0, 0, 0))
    assert opened(encode(clear, "image/jpeg")[0]).getpixel((8, 8)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("kind", "name"), [("image/webp", "WEBP"), ("image/avif", "AVIF"), ("image/gif", "GIF")]
)
def test_other_types(kind, name):
    back = opened(encode(CLEAR, kind)[0])
    assert back.format == name
    assert back.size == CLEAR.size
    assert back.convert("RGBA").getchannel("A").getextrema()[0] == 0


def test_icons_hold_smaller_sizes():
    square = CLEAR.resize((64, 64))
    icon = opened(encode(square, "image/x-icon")[0])
    assert sorted(icon.info["sizes"]) == [(16, 16), (24, 24), (32, 32), (48, 48), (64, 64)]
    odd = opened(encode(CLEAR.resize((100, 50)), "image/vnd.microsoft.icon")[0])
    assert odd.info["sizes"] == {(100, 50)}


def test_parameters_and_case_of_a_content_type():
    assert encode(FLAT, "Image/PNG; charset=binary") == encode(FLAT, "image/png")


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", "", "png"])
def test_unknown_types(kind):
    with pytest.raises(CardError, match="image/png, image/jpeg, image/webp"):
        encode(FLAT, kind)


def test_other_modes():
    assert opened(encode(Image.new("L", (5, 5), 7), "image/png")[0]).getpixel((1, 1)) == (7, 7, 7)
    assert opened(encode(Image.new("LA", (5, 5), (7, 8)), "image/png")[0]).getpixel((1, 1)) == (7, 7, 7, 8)
