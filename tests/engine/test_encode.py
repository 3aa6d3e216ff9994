"""The bytes of files, and budgets for them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

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
    assert back.convert(image.mode).tobytes() == image.tobytes()
    assert [name for name, _ in chunks(data) if name != b"PLTE"] == [b"IHDR", b"IDAT", b"IEND"]


@given(
    st.integers(1, 300),
    st.integers(1, 60),
    st.sampled_from(["RGB", "RGBA"]),
    st.binary(min_size=1, max_size=60),
    st.integers(0, 2),
)
def test_any_picture_is_lossless(width, height, mode, seed, blur):
    size = width * height * len(mode)
    image = Image.frombytes(mode, (width, height), (seed * (size // len(seed) + 1))[:size])
    image = image.filter(ImageFilter.BoxBlur(blur))
    data = encode(image, "image/png")[0]
    assert opened(data).convert(mode).tobytes() == image.tobytes()
    assert sum(len(body) for _, body in chunks(data)) == len(data) - 8 - 12 * len(list(chunks(data)))


def test_an_opaque_picture_has_no_alpha():
    assert dict(chunks(encode(SMOOTH.convert("RGBA"), "image/png")[0]))[b"IHDR"][9] == 2


def test_few_colors_are_numbered():
    icon = Image.new("RGBA", (32, 32))
    icon.paste((200, 30, 40, 255), (4, 4, 28, 28))
    icon.putpixel((4, 4), (200, 30, 40, 128))
    found = dict(chunks(encode(icon, "image/png")[0]))
    assert found[b"IHDR"][8:10] == b"\x08\x03"
    assert found[b"PLTE"] == bytes((0, 0, 0, 200, 30, 40, 200, 30, 40))
    assert found[b"tRNS"] == bytes((0, 128))
    assert opened(encode(icon, "image/png")[0]).convert("RGBA").tobytes() == icon.tobytes()


def test_greys_are_grey():
    grey = Image.linear_gradient("L").convert("RGB")
    data = encode(grey, "image/png")[0]
    assert opened(data).mode == "L"
    assert opened(data).convert("RGB").tobytes() == grey.tobytes()


def test_a_gradient_is_written_with_the_effort_that_it_is_worth():
    large = SMOOTH.resize((1200, 630), Image.Resampling.BICUBIC)
    rows = b"".join(b"\0" + large.tobytes()[start : start + 3600] for start in range(0, 1200 * 630 * 3, 3600))
    assert len(encode(large, "image/png")[0]) < 0.75 * len(zlib.compress(rows, 3))


def filters(data):
    header = dict(chunks(data))[b"IHDR"]
    width, height, _, kind = struct.unpack(">IIBB", header[:10])
    rows = zlib.decompress(dict(chunks(data))[b"IDAT"])
    stride = width * (4 if kind == 6 else 3) + 1
    return {rows[row * stride] for row in range(height)}


def test_the_filter_suits_the_picture():
    large = noise((300, 300))
    assert filters(encode(large, "image/png")[0]) == {0}
    assert filters(encode(SMOOTH.resize((300, 300)), "image/png")[0]) <= {1, 2}


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


def card_with_logo():
    """A gradient of many colours, with a little of others in a corner."""
    round_, along = (
        gradient.resize((600, 315), Image.Resampling.BICUBIC)
        for gradient in (Image.radial_gradient("L"), Image.linear_gradient("L"))
    )
    card = Image.merge(
        "RGB", [round_, round_.point(lambda value: value // 4), along.point(lambda value: value // 3)]
    )
    draw = ImageDraw.Draw(card)
    for index, color in enumerate(("#ee1111", "#11cc11", "#ffcc00", "#00ccff")):
        draw.ellipse((500 + 16 * index, 290, 512 + 16 * index, 302), fill=color)
    return card


def test_with_fewer_colours_a_logo_keeps_its_own_and_a_gradient_has_no_bands():
    grain = noise((600, 315)).getchannel("R").point(lambda value: value & 7)
    card = ImageChops.add(card_with_logo(), Image.merge("RGB", [grain] * 3))
    true, _ = encode(card, "image/png")
    data, (note,) = encode(card, "image/png", len(true) * 6 // 10)
    few = opened(data)
    assert (note.kind, few.mode) == ("palette", "P")
    few = few.convert("RGB")
    for index, color in enumerate(((238, 17, 17), (17, 204, 17), (255, 204, 0), (0, 204, 255))):
        found = few.getpixel((506 + 16 * index, 296))
        assert all(abs(one - other) <= 16 for one, other in zip(found, color, strict=True))
    tones = ImageChops.difference(few.reduce(8), card.reduce(8))
    assert max(highest for _, highest in tones.getextrema()) <= 2


def test_where_fewer_colours_would_show_the_picture_stays():
    picture = noise()
    data, (note,) = encode(picture, "image/png", 2000)
    assert opened(data).tobytes() == picture.tobytes()
    assert note.kind == "byte_budget"
    assert f"{len(data) / 1000:.0f} kB as image/png, over the 2,000 bytes allowed" in note.message
    assert note.message.endswith("A simpler or smaller picture would take less.")


def test_the_type_that_would_fit_is_named():
    _, (note,) = encode(noise(), "image/png", 40_000)
    assert note.message.endswith("image/jpeg would fit: declare that content type.")


def test_jpeg_loses_quality_to_fit():
    large, _ = encode(noise(), "image/jpeg")
    small, notes = encode(noise(), "image/jpeg", len(large) - 1000)
    assert len(small) < len(large)
    (note,) = notes
    assert note.kind == "quality"
    assert "kB allowed: it has the quality 85 now and fits." in note.message
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
    assert back.convert("RGBA").getchannel("A").getextrema()[0] <= 2


def test_icons_hold_smaller_sizes():
    square = CLEAR.resize((64, 64))
    icon = opened(encode(square, "image/x-icon")[0])
    assert sorted(icon.info["sizes"]) == [(16, 16), (24, 24), (32, 32), (48, 48), (64, 64)]
    odd = opened(encode(CLEAR.resize((100, 50)), "image/vnd.microsoft.icon")[0])
    assert odd.info["sizes"] == {(100, 50)}
    large = opened(encode(CLEAR.resize((600, 300)), "image/x-icon")[0])
    assert large.info["sizes"] == {(256, 128)}


def test_parameters_and_case_of_a_content_type():
    assert encode(FLAT, "Image/PNG; charset=binary") == encode(FLAT, "image/png")


def test_what_this_pillow_cannot_write(monkeypatch):
    Image.init()
    monkeypatch.delitem(Image.SAVE, "AVIF")
    with pytest.raises(CardError, match=r"cannot write AVIF.*pip install --upgrade pillow"):
        encode(FLAT, "image/avif")
    with pytest.raises(CardError, match=r"cannot be written as WEBP.*Make it smaller"):
        encode(Image.new("RGB", (20_000, 1)), "image/webp")


def test_gradients_in_gif_have_no_bands():
    card = card_with_logo()
    back = opened(encode(card, "image/gif")[0]).convert("RGB")
    tones = ImageChops.difference(back.reduce(8), card.reduce(8))
    assert max(highest for _, highest in tones.getextrema()) <= 3


def test_colored_text_is_not_frayed_in_jpeg():
    text = Image.new("RGB", (64, 64), (0, 0, 160))
    ImageDraw.Draw(text).text((5, 20), "Illicit", fill=(255, 60, 0))
    back = opened(encode(text, "image/jpeg")[0])
    assert max(ImageStat.Stat(ImageChops.difference(back, text)).rms) < 7


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", "", "png"])
def test_unknown_types(kind):
    with pytest.raises(CardError, match="image/png, image/jpeg, image/webp"):
        encode(FLAT, kind)


def test_other_modes():
    grey = opened(encode(Image.new("L", (5, 5), 7), "image/png")[0])
    assert grey.convert("RGB").getpixel((1, 1)) == (7, 7, 7)
    assert opened(encode(Image.new("LA", (5, 5), (7, 8)), "image/png")[0]).getpixel((1, 1)) == (7, 7, 7, 8)
