"""Where pictures come from, and what is done with broken ones."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from mkdocs_metaimage.engine.elements import parse
from mkdocs_metaimage.engine.named_pictures import pictures_named
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.pictures import Pictures, decode, natural_size

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="100%" height="100%" fill="red"/></svg>'


def encoded(image=None, kind="PNG", **options):
    file = io.BytesIO()
    (image or Image.new("RGB", (6, 4), (250, 10, 20))).save(file, kind, **options)
    return file.getvalue()


PNG = encoded()


# --- decode


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF", "BMP", "TIFF"])
def test_formats(kind):
    data = encoded(kind=kind)
    image = decode(data, "a")
    assert image.mode in ("RGB", "RGBA")
    assert image.size == (6, 4)
    assert natural_size(data, "a") == (6.0, 4.0)
    assert all(
        abs(a - b) < 12 for a, b in zip(image.convert("RGB").getpixel((3, 2)), (250, 10, 20), strict=True)
    )


@pytest.mark.parametrize(
    ("mode", "value", "expected"),
    [
        ("L", 7, (7, 7, 7)),
        ("1", 1, (255, 255, 255)),
        ("LA", (7, 9), (7, 7, 7, 9)),
        ("P", 0, (0, 0, 0)),
        ("I;16", 40_000, (156, 156, 156)),
        ("RGBA", (1, 2, 3, 4), (1, 2, 3, 4)),
    ],
)
def test_modes(mode, value, expected):
    image = Image.new(mode, (3, 3), value)
    if mode == "P":
        image.putpalette([0, 0, 0, 255, 255, 255])
    assert decode(encoded(image), "a").getpixel((1, 1)) == expected


def test_a_transparent_palette():
    image = Image.new("P", (3, 3), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    assert decode(encoded(image, transparency=1), "a").getpixel((1, 1))[3] == 0


def test_cmyk():
    red = decode(encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"), "a").getpixel((4, 4))
    assert red[0] > 200
    assert red[1] < 60


def test_exif_orientation():
    image = Image.new("RGB", (20, 10), (255, 0, 0))
    image.paste((0, 0, 255), (10, 0, 20, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(image, "JPEG", exif=exif, quality=95)
    assert natural_size(data, "a") == (10.0, 20.0)
    turned = decode(data, "a", (10, 20))
    assert turned.size == (10, 20)
    assert turned.getpixel((5, 3))[0] > 200
    assert turned.getpixel((5, 17))[2] > 200


def test_the_first_frame_of_an_animation():
    frames = [Image.new("RGB", (5, 5), color) for color in ((255, 0, 0), (0, 0, 255))]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(data, "a").convert("RGB").getpixel((2, 2)) == (255, 0, 0)


def test_a_large_photograph_is_decoded_smaller():
    data = encoded(Image.new("RGB", (1600, 1200), (9, 99, 199)), "JPEG")
    image = decode(data, "a", (100, 75))
    assert 200 <= image.width <= 800
    assert image.width / image.height == pytest.approx(4 / 3)


def png_of_size(width, height):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(7100, 7100), (12_000, 9000), (60_000, 60_000)])
def test_huge_pictures_are_refused(size):
    for read in (decode, natural_size):
        with pytest.raises(CardError, match=r"bomb\.png is too large"):
            read(png_of_size(*size), "bomb.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"not a picture",
        PNG[:20],
        PNG[:50],
        PNG[:-30],
        PNG[:40] + b"\xff" * 40,
        b"\xff\xd8\xff" * 9,
    ],
)
def test_broken_pictures(data):
    with pytest.raises(CardError, match=r"some\.png"):
        decode(data, "some.png")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "AVIF"])
def test_truncated_pictures_fail_or_are_whole(kind):
    data = encoded(Image.effect_noise((64, 64), 90).convert("RGB"), kind)
    for end in (10, 60, len(data) // 2):
        with pytest.raises(CardError, match="cut"):
            decode(data[:end], "cut")


# --- SVG


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="20"', (40, 20)),
        ("width='40px' height='1in'", (40, 96)),
        ('viewBox="0 0 24 12"', (300, 150)),
        ('viewBox="0 0 24 24"', (300, 300)),
        ('viewBox="0,0,10,40" width="20"', (20, 80)),
        ('viewBox="0 0 10 40" height="20"', (5, 20)),
        ('width="100%" height="100%" viewBox="0 0 30 10"', (300, 100)),
        ("", (300, 150)),
        (f'width="{"1" * 100_000}!" viewBox="0 0 {"1" * 100_000} 9"', (300, 150)),
        ('viewBox="0 0 1e999 1"', (300, 150)),
        ('viewBox="0 0 1 1e-320"', (300, 150)),
        ('width="1e999" height="9"', (1e9, 9)),
    ],
)
def test_the_size_of_an_svg(attributes, size):
    assert natural_size(SVG.format(attributes).encode(), "a.svg") == size


def test_svg_is_drawn_at_the_size_asked_for():
    data = b'<?xml version="1.0"?>\n<!-- > -->' + SVG.format('width="4" height="2"').encode()
    image = decode(data, "a.svg", (80, 40))
    assert image.size == (80, 40)
    assert image.getpixel((40, 20))[:3] == (255, 0, 0)
    assert decode(data, "a.svg").size == (4, 2)


def test_svg_text_is_drawn_with_the_bundled_fonts():
    text = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="15">Hello</text></svg>'
    assert decode(text.encode(), "a.svg").getbbox() is not None


def test_svg_reads_no_other_files(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(encoded(Image.new("RGB", (9, 9), (1, 2, 3))))
    for href in (secret.as_uri(), str(secret), "secret.png"):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
            f'<image xlink:href="{href}" width="9" height="9"/></svg>'
        )
        assert decode(svg.encode(), "a.svg").getbbox() is None


def test_svg_shows_what_it_holds():
    inner = base64.b64encode(PNG).decode()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4">'
        f'<image href="data:image/png;base64,{inner}" width="6" height="4"/></svg>'
    )
    assert decode(svg.encode(), "a.svg").getpixel((3, 2))[:3] == (250, 10, 20)


@pytest.mark.parametrize(
    "body", ["<svg", "<svg></svg", '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "<svg>&x;</svg>"]
)
def test_broken_svg(body):
    with pytest.raises(CardError, match=r"a\.svg"):
        decode(body.encode(), "a.svg")


def test_a_huge_or_empty_svg():
    with pytest.raises(CardError, match="too large"):
        decode(SVG.format('width="90000" height="90000"').encode(), "a.svg")
    with pytest.raises(CardError, match="0"):
        natural_size(SVG.format('width="0" height="9"').encode(), "a.svg")


# --- the pictures of a drawing


def test_pictures_of_a_tree():
    tree = parse("""
        <style>
          @import url(other.css);
          @font-face { src: url(font.woff2) }
          .a { background: url("one.png"), url( two.png ) }
          @media all { .b { background: url('t\\68ree.png') } }
        </style>
        <p style="background-image: linear-gradient(red, blue), url(four.png)"><img src=" five.png "><img></p>
        <img src="one.png"><img src="#a">
    """)
    assert pictures_named(tree) == ("one.png", "two.png", "three.png", "four.png", "five.png")


def test_tiles_are_made_once():
    first, again = (Pictures({"a": PNG}).tile("a", 30, 20) for _ in range(2))
    assert first is again
    assert first.picture.size == (30, 20)
    assert first.alpha is None
    assert Pictures({"a": PNG}).natural_size("a") == (6.0, 4.0)


def test_a_picture_that_nobody_named():
    with pytest.raises(CardError, match="gone"):
        Pictures({}).natural_size("gone")
