"""Pictures are read as browsers read them: their colours, the way up, their scale, and what is in an SVG."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.drawing import draw
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.pictures import apart, decode, natural_size
from mkdocs_metaimage.engine.pictures.scaling import scaled
from mkdocs_metaimage.engine.pictures.vector import undrawn
from mkdocs_metaimage.engine.response import Surroundings

SPACE = 'xmlns="http://www.w3.org/2000/svg"'


def encoded(image, kind="PNG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def profile(gamma, primaries, name=b"Wide"):
    """An ICC profile of three colours and one curve (ICC.1:2022, sections 7 to 10)."""
    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name + bytes(79)}
    tags[b"wtpt"] = b"XYZ " + bytes(4) + b"".join(map(fixed, (0.9642, 1, 0.8249)))
    for letter, primary in zip("rgb", primaries, strict=True):
        tags[f"{letter}XYZ".encode()] = b"XYZ " + bytes(4) + b"".join(map(fixed, primary))
        tags[f"{letter}TRC".encode()] = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    place = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for tag, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", place + len(body), len(padded))
        body += padded
    head = struct.pack(">I", place + len(body)) + b"none" + struct.pack(">I", 0x02100000) + b"mntrRGB XYZ "
    white = b"".join(map(fixed, (0.9642, 1, 0.8249)))
    return head + bytes(12) + b"acsp" + bytes(28) + white + bytes(48) + table + body


SRGB = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
WIDE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))


@pytest.mark.parametrize(
    ("kind", "options"), [("PNG", {}), ("WEBP", {"lossless": True}), ("JPEG", {"quality": 100})]
)
def test_colors_of_another_profile(kind, options):
    orange = Image.new("RGB", (8, 8), (200, 120, 60))
    plain = decode(encoded(orange, kind, **options), "a").getpixel((4, 4))
    wide = decode(encoded(orange, kind, icc_profile=profile(2.2, WIDE), **options), "a").getpixel((4, 4))
    assert max(abs(one - other) for one, other in zip(plain, (200, 120, 60), strict=True)) <= 2
    # The same numbers are a stronger colour there.
    assert wide[0] > plain[0] + 15
    assert wide[2] < plain[2]


def test_a_profile_keeps_alpha():
    clear = Image.new("RGBA", (8, 8), (200, 120, 60, 77))
    assert decode(encoded(clear, icc_profile=profile(1.8, WIDE)), "a").getpixel((4, 4))[3] == 77


@pytest.mark.parametrize(
    "bad", [b"", b"nothing", profile(2.2, WIDE)[:200], profile(2.2, SRGB, b"sRGB built-in")]
)
def test_a_profile_that_changes_nothing(bad):
    image = Image.new("RGB", (4, 4), (200, 120, 60))
    assert decode(encoded(image, icc_profile=bad), "a").getpixel((1, 1)) == (200, 120, 60)


CORNERS = {1: "TL", 2: "TR", 3: "BR", 4: "BL", 5: "TL", 6: "TR", 7: "BR", 8: "BL"}


@pytest.mark.parametrize(("number", "corner"), CORNERS.items())
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "AVIF"])
def test_orientations(kind, number, corner):
    image = Image.new("RGB", (48, 32), (0, 0, 0))
    image.paste((255, 255, 255), (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x0112] = number
    data = encoded(image, kind, exif=exif, quality=95)
    upright = decode(data, "a")
    assert natural_size(data, "a") == upright.size == ((32, 48) if number >= 5 else (48, 32))
    right, bottom = upright.width - 6, upright.height - 6
    places = {"TL": (6, 6), "TR": (right, 6), "BL": (6, bottom), "BR": (right, bottom)}
    bright = {name for name, place in places.items() if upright.getpixel(place)[0] > 128}
    assert bright == {corner}


@pytest.mark.parametrize("number", [0, 9, 700])
def test_an_orientation_that_is_none(number):
    exif = Image.Exif()
    exif[0x0112] = number
    assert decode(encoded(Image.new("RGB", (6, 4)), "JPEG", exif=exif), "a").size == (6, 4)


def test_deep_grey_may_be_clear():
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 40_000)
    image.putpixel((1, 0), 40_001)
    found = decode(encoded(image, transparency=40_000), "a")
    assert [found.getpixel((x, 0))[3] for x in (0, 1)] == [0, 255]


@given(
    st.integers(1, 400),
    st.integers(1, 40),
    st.integers(1, 60),
    st.integers(1, 60),
    st.sampled_from(["RGB", "RGBA"]),
)
def test_one_color_stays_at_any_size(width, height, to_width, to_height, mode):
    color = (13, 140, 250, 128)[: len(mode)]
    image = scaled(Image.new(mode, (width, height), color), to_width, to_height)
    assert image.size == (to_width, to_height)
    for (low, high), value in zip(image.getextrema(), color, strict=True):
        assert value - 1 <= low <= high <= value + 1


def test_clear_colors_do_not_bleed():
    image = Image.new("RGBA", (40, 40), (0, 255, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 20, 40))
    for size in (33, 90, 7):
        colors = {
            image.getpixel((x, 3))[:2]
            for image in [scaled(image, size, size)]
            for x in range(size)
            if image.getpixel((x, 3))[3] > 20
        }
        assert all(red > 240 and green < 15 for red, green in colors)


# --- SVG


def at(svg, place, size=(100, 50)):
    return decode(svg.encode(), "a.svg", size).getpixel(place)


def test_an_svg_keeps_its_ratio_where_it_has_one():
    disc = '<circle cx="50" cy="50" r="50" fill="red"/></svg>'
    assert at(f'<svg {SPACE} viewBox="0 0 100 100">{disc}', (10, 25))[3] == 0
    assert at(f'<svg {SPACE} viewBox="0 0 100 100" preserveAspectRatio="xMinYMid">{disc}', (10, 25))[3] == 255
    assert at(f'<svg {SPACE} viewBox="0 0 100 100" preserveAspectRatio="none">{disc}', (10, 25))[3] == 255
    assert at(f"<svg {SPACE} width='100' height='100'>{disc}", (10, 25))[3] == 255


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ("rgb(0 128 255 / 50%)", (0, 128, 255, 128)),
        ("hsl(120deg 100% 25%)", (0, 128, 0, 255)),
        ("color-mix(in srgb, red, rgb(0 0 255))", (128, 0, 128, 255)),
        ("currentColor", (1, 2, 3, 255)),
        ("oklch(60% 0 0)", (128, 128, 128, 255)),
    ],
)
def test_colors_in_svg(color, expected):
    for told in (f'fill="{color}"', f'style="fill:{color}"'):
        found = at(f'<svg {SPACE} color="rgb(1,2,3)"><rect width="100" height="50" {told}/></svg>', (50, 25))
        assert all(abs(one - other) <= 2 for one, other in zip(found, expected, strict=True)), told


def test_scripts_do_nothing_and_other_files_are_not_read(tmp_path):
    (tmp_path / "a.png").write_bytes(encoded(Image.new("RGB", (9, 9))))
    svg = (
        f'<?xml-stylesheet href="{tmp_path}/a.css"?><svg {SPACE} onload="x()"><script>x()</script>'
        f"<style>@import url({tmp_path}/a.css); rect {{ fill: url({tmp_path}/a.svg#g) lime }}</style>"
        f'<image href="{tmp_path}/a.png" width="9" height="9"/></svg>'
    )
    assert decode(svg.encode(), "a.svg", (50, 50)).getbbox() is None


def test_what_is_simple_needs_no_process(monkeypatch):
    asked = []
    monkeypatch.setattr(
        apart,
        "drawn_apart",
        lambda arguments: asked.append(arguments["width"]) or encoded(Image.new("RGBA", (9, 9))),
    )
    shapes = "".join(f'<path d="M{index} 0h9v9z" opacity=".5"/>' for index in range(60))
    gradient = (
        '<linearGradient id="g"><stop stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h9v9z"/>'
    )
    for body in ("", shapes, gradient, "<text>Words</text>", '<clipPath id="c"/><g clip-path="url(#c)"/>'):
        decode(f"<svg {SPACE}>{body}</svg>".encode(), "a.svg", (120, 60))
    assert asked == []
    for body in ("<filter/>", shapes * 100, gradient * 20, "<pattern/>", '<path stroke-dasharray="2"/>'):
        decode(f"<svg {SPACE}>{body}</svg>".encode(), "a.svg", (120, 60))
    assert asked == [120] * 5


def test_both_ways_of_drawing_are_one(monkeypatch):
    svg = f'<svg {SPACE} viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="teal"/><text y="8">é</text></svg>'.encode()
    here = decode(svg, "a.svg", (64, 64))
    there = decode(svg.replace(b"<text", b"<filter id='unused'/><text"), "a.svg", (64, 64))
    assert here.tobytes() == there.tobytes()


def test_what_of_an_svg_is_not_drawn_is_told_once():
    picture = (
        f"<svg {SPACE} width='20' height='20'><foreignObject width='20' height='20'/>"
        "<rect style='fill:var(--c)' width='5' height='5'/></svg>"
    ).replace('"', "'")
    card = f'<img src="data:image/svg+xml,{picture}"><img src="data:image/svg+xml,{picture}">'
    for _ in range(2):
        notes = draw(ImageResponse(card, width=60, height=30).drawing(Surroundings())).notes
        assert [note.kind for note in notes] == ["unknown_css"]
        assert "has <foreignObject> and var(), which is not drawn" in notes[0].message


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ("<image width='9' height='9' href='photo.png'/>", True),
        ("<image\n xlink:href = 'https://example.org/a.png'/>", True),
        ("<use href='icons.svg#a'/>", True),
        (
            "<use href='#a'/><image href=''/><image href='data:image/png;base64,AAAA'/><a href='b.html'/>",
            False,
        ),
    ],
)
def test_a_file_that_an_svg_names_is_told(element, said):
    note = undrawn(f"<svg {SPACE} width='20' height='20'>{element}</svg>".encode(), "a.svg")
    assert (note is not None) is said
    if note is not None:
        end = "a.svg names another file, which is not read. Export it with its pictures embedded."
        assert note.message.endswith(end)


def test_xml_that_is_broken_is_told_with_its_line():
    with pytest.raises(CardError, match=r"a\.svg is not well-formed XML: mismatched tag in line 3"):
        decode(f"<svg {SPACE}>\n<g>\n</svg>".encode(), "a.svg")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The picture a.png is empty: 0 bytes. Save it again."),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            "a.png is a pointer of Git LFS, .*lfs pull",
        ),
        (b"hello", "a.png is not a picture that is known here. Give a PNG"),
    ],
)
def test_what_is_no_picture_is_told_apart(data, said):
    with pytest.raises(CardError, match=said):
        decode(data, "a.png")
