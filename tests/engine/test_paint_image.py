"""Pictures as content and as backgrounds."""

from __future__ import annotations

import base64
import io
from math import pi

import pytest
from engine.painted import BLACK, RED, box, ink, on_white
from PIL import Image

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.values import Length, PictureUrl
from mkdocs_metaimage.engine.notes import CardError
from mkdocs_metaimage.engine.paint.image import fitted
from mkdocs_metaimage.engine.paint.regions import Region


def encoded(image):
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


HALVES = Image.new("RGB", (40, 20), (255, 0, 0))
HALVES.paste((0, 0, 255), (20, 0, 40, 20))
PNG = encoded(HALVES)
SOLID = encoded(Image.new("RGB", (8, 8), (0, 0, 0)))


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        ("fill", (10, 10, 110, 60)),
        ("contain", (35, 10, 85, 60)),
        ("cover", (10, -15, 110, 85)),
        ("none", (50, 25, 70, 45)),
        ("scale-down", (50, 25, 70, 45)),
    ],
)
def test_object_fit(fit, expected):
    assert fitted((20.0, 20.0), Region(10, 10, 110, 60), fit) == expected


def test_scale_down_of_a_large_picture_contains_it():
    assert fitted((400.0, 100.0), Region(0, 0, 100, 100), "scale-down") == (0, 38, 100, 63)


def test_fill_stretches():
    image = on_white(box(10, 10, 80, 30, picture="p"), p=PNG)
    assert image.getpixel((12, 12)) == (255, 0, 0)
    assert image.getpixel((88, 38)) == (0, 0, 255)
    assert image.getpixel((9, 12)) == image.getpixel((90, 12)) == (255, 255, 255)


def test_contain_leaves_room_and_cover_is_cut():
    contained = on_white(box(10, 10, 40, 60, picture="p", object_fit="contain"), p=PNG)
    assert contained.getpixel((12, 40)) == (255, 0, 0)
    assert contained.getpixel((12, 12)) == (255, 255, 255)
    covered = on_white(box(10, 10, 40, 60, picture="p", object_fit="cover"), p=PNG)
    assert covered.getpixel((12, 12)) == (255, 0, 0)
    assert covered.getpixel((52, 12)) == (255, 255, 255)


def test_round_corners_and_padding_edges():
    image = on_white(box(10, 10, 60, 60, picture="p", radius=30), p=SOLID)
    assert ink(image) == pytest.approx(pi * 900, abs=16)
    framed = on_white(box(10, 10, 60, 60, picture="p", border=(10.0, "solid", RED)), p=SOLID)
    assert framed.getpixel((15, 15)) == (255, 0, 0)
    assert framed.getpixel((20, 20)) == (0, 0, 0)


def test_alpha():
    half = encoded(Image.new("RGBA", (4, 4), (0, 0, 0, 128)))
    image = on_white(box(0, 0, 10, 10, picture="p"), p=half)
    assert image.getpixel((5, 5)) == (127, 127, 127)


def test_scaling_down_does_not_alias():
    board = Image.new("L", (200, 200))
    board.putdata([255 * ((x + y) % 2) for y in range(200) for x in range(200)])
    image = on_white(box(0, 0, 50, 50, picture="p"), p=encoded(board))
    low, high = image.crop((5, 5, 45, 45)).convert("L").getextrema()
    assert low > 110
    assert high < 145


def test_transparent_pixels_do_not_bleed_their_colour():
    edge = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    edge.paste((0, 0, 0, 255), (20, 0, 40, 40))
    image = on_white(box(0, 0, 13, 13, picture="p"), p=encoded(edge))
    assert all(red <= green + 2 for red, green, _ in (image.getpixel((x, 6)) for x in range(13)))


def test_a_picture_as_background_is_repeated():
    image = on_white(box(10, 10, 80, 40, background=(PictureUrl("p"),)), p=PNG)
    assert image.getpixel((11, 11)) == image.getpixel((51, 31)) == (255, 0, 0)
    assert image.getpixel((31, 11)) == image.getpixel((89, 49)) == (0, 0, 255)
    assert image.getpixel((91, 49)) == (255, 255, 255)


def test_a_background_picture_starts_at_the_padding_box_and_fills_the_border():
    image = on_white(box(10, 10, 80, 40, background=(PictureUrl("p"),), border=(5.0, "dotted", BLACK)), p=PNG)
    assert image.getpixel((16, 20)) == (255, 0, 0)
    assert image.getpixel((36, 20)) == (0, 0, 255)


def test_hidden_pictures():
    assert ink(on_white(box(10, 10, 40, 40, picture="p", visibility="hidden"), p=SOLID)) == 0


def test_an_unknown_picture():
    with pytest.raises(CardError, match="picture q is not among"):
        on_white(box(10, 10, 40, 40, picture="q"), p=SOLID)


def test_svg_is_sharp_at_any_size():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0H2V4H0Z"/></svg>'
    image = on_white(box(0, 0, 100, 100, picture="p"), p=svg)
    assert image.getpixel((49, 50)) == (0, 0, 0)
    assert image.getpixel((50, 50)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("0 0", (0, 0)),
        ("right bottom", (60, 80)),
        ("10px 20px", (10, 20)),
        ("100% 25%", (60, 20)),
        ("right 5px top 7px", (55, 7)),
    ],
)
def test_object_position(tmp_path, position, expected):
    style = f"display: block; width: 100px; height: 100px; object-fit: none; object-position: {position}"
    source = "data:image/png;base64," + base64.b64encode(PNG).decode()
    image = ImageResponse(
        f"<body style='margin: 0'><img src='{source}' style='{style}'>", width=100, height=100
    )
    left, top = expected
    assert image.render().getchannel("A").getbbox() == (left, top, left + 40, top + 20)


def test_object_position_moves_what_is_cut_off():
    position = (Length(0.0, 100.0), Length(0.0, 0.0))
    assert fitted((200, 50), Region(0, 0, 100, 100), "cover", position) == (-300, 0, 100, 100)
