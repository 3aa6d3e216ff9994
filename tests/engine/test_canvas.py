"""The canvas: what it makes, and what it fades."""

import pytest
from PIL import Image, ImageChops

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.paint import sheet
from mkdocs_metaimage.engine.paint.canvas import Canvas
from mkdocs_metaimage.engine.paint.ink import faded
from mkdocs_metaimage.engine.paint.regions import Piece, Region

RED = Color(255, 0, 0)
WHOLE = Region(0, 0, 4, 3)


@pytest.mark.parametrize("alpha", [0, 1, 77, 128, 254, 255])
def test_a_mask_is_faded_as_pillow_multiplies(alpha):
    mask = Image.frombytes("L", (256, 1), bytes(range(256)))
    assert (
        faded(mask, alpha).tobytes() == ImageChops.multiply(mask, Image.new("L", mask.size, alpha)).tobytes()
    )


def test_what_is_painted_over_is_not_made(monkeypatch):
    made = []
    monkeypatch.setattr(sheet, "transparent", lambda *size: made.append(size))
    canvas = Canvas.blank(4, 3)
    canvas.fill([Piece(WHOLE)], RED)
    assert canvas.finished().tobytes() == b"\xff\0\0" * 12
    assert made == []


def test_a_blank_canvas_is_transparent():
    assert Canvas.blank(4, 3).finished().tobytes() == bytes(4 * 12)


def test_what_is_painted_apart_leaves_the_picture_as_it_was():
    canvas = Canvas.blank(4, 3)
    canvas.fill([Piece(Region(0, 0, 1, 1))], RED)
    part = Region(1, 1, 3, 3)
    found = canvas.apart(part, lambda: canvas.fill([Piece(part)], RED))
    assert found.size == (2, 2)
    assert found.tobytes() == b"\xff\0\0\xff" * 4
    assert canvas.image.getpixel((0, 0)) == (255, 0, 0, 255)
    assert canvas.image.getpixel((1, 1)) == (0, 0, 0, 0)
