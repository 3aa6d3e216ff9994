"""Transforms by absurd numbers: nothing is drawn that is larger than what can be seen of it."""

import pytest
from PIL import Image, ImageChops, ImageStat

from mkdocs_metaimage import ImageResponse
from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.paint.canvas import Canvas
from mkdocs_metaimage.engine.paint.flattening import Outline, flattened
from mkdocs_metaimage.engine.paint.matrix import Matrix
from mkdocs_metaimage.engine.paint.regions import Piece, Region
from mkdocs_metaimage.engine.paint.resampling import resampled_mask

SVG = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='5' cy='5' r='4'/></svg>"
MOST = 20_000_000


@pytest.fixture
def largest(monkeypatch):
    """What the largest picture has been in pixels since it was last emptied."""
    sizes = [0]
    new = Image.new

    def counted(mode, size, *rest, **named):
        sizes.append(size[0] * size[1])
        return new(mode, size, *rest, **named)

    monkeypatch.setattr(Image, "new", counted)
    return sizes


@pytest.mark.parametrize(
    "style",
    [
        "width:100000px;height:100000px;transform:scale(.002);background:conic-gradient(red,blue)",
        "width:1e7px;height:1e7px;transform:scale(.002);background:linear-gradient(red,blue) 0 0/3px 3px",
        f'width:1e7px;height:1e7px;transform:scale(.002);background:url("{SVG}") 0 0/30px',
        "width:1e7px;height:10px;transform:scale(.002,1);mask:linear-gradient(#000,#0000) 0 0/20px 20px",
        "width:100%;height:100000px;transform:scale(-1e5);border:5px dotted",
        "width:100%;height:10px;transform:scale(1e38);scale:1e38;background:red;border:9px groove",
        "width:99px;height:99px;transform:scale(1e5);filter:drop-shadow(3px 3px 99px red)",
        "width:1e30px;height:1e30px;transform:skewX(80deg) rotateX(89.999deg);box-shadow:9px 9px #0008;border-radius:9px",
        "width:100px;height:1e30px;transform:rotate(3deg);border-image:linear-gradient(red,blue) 30/20px round",
        "width:60px;height:40px;transform:rotate(calc(NaN * 1deg)) scale(calc(infinity));background:red",
        "width:500px;height:400px;border-radius:9px;transform:scale(.002,1e3);box-shadow:inset 0 0 1e3px 9px red",
        "width:1e6px;height:400px;transform:scale(.01,100);box-shadow:0 0 900px 99px red",
        "width:500px;height:400px;transform:skewX(89.9deg) scale(.01);box-shadow:inset 0 0 900px 1e3px red",
        "width:9e3px;height:5e3px;border:99px solid;border-image:linear-gradient(red,blue) 1 / 99px / 1e5px round",
        "width:1e6px;height:1e6px;transform:scale(.0015,600);border:9px solid;border-image:linear-gradient(red,blue) 9",
        "width:300px;height:300px;transform:scale(1e4);text-decoration:underline wavy red 9px",
    ],
)
def test_absurd_numbers_take_little(style, largest):
    card = ImageResponse(f"<div style='{style}'>Text</div>", width=400, height=210).render()
    assert card.size == (400, 210)
    assert max(largest) < MOST


def test_a_gradient_that_is_made_small_keeps_its_colours():
    style = "width:40000px;height:21000px;transform:scale(.01);transform-origin:0 0"
    for background in (
        "conic-gradient(red 50%,blue 0)",
        "linear-gradient(90deg,blue 50%,red 0) 0 0/40000px 21000px no-repeat",
        "linear-gradient(90deg,blue 50%,red 0) 0 0/40000px 7000px",
    ):
        card = ImageResponse(f"<div style='{style};background:{background}'></div>", width=400, height=210)
        picture = card.render().convert("RGB")
        assert picture.getpixel((100, 100)) == (0, 0, 255), background
        assert picture.getpixel((300, 100)) == (255, 0, 0), background


@pytest.mark.parametrize("way", ["", "inset"])
def test_a_shadow_that_is_made_small_is_one_of_a_small_box(way):
    def painted(times, rest):
        style = f"left:{100 * times}px;top:{60 * times}px;width:{200 * times}px;height:{90 * times}px;border-radius:{30 * times}px"
        shadow = f"{way} {9 * times}px {5 * times}px {20 * times}px {4 * times}px"
        card = f"<div style='position:absolute;{style};box-shadow:{shadow};transform-origin:-{100 * times}px -{60 * times}px;{rest}'></div>"
        return ImageResponse(card, width=400, height=210).render().convert("RGBA").getchannel("A")

    small, large = painted(1, "transform:rotate(3deg)"), painted(20, "transform:rotate(3deg) scale(.05)")
    apart = ImageChops.difference(small, large)
    assert small.getextrema() == (0, 255)
    assert ImageStat.Stat(apart).rms[0] < 1.5


def test_contours_that_are_not_seen_are_left_out():
    seen, unseen = Outline.ellipse(20, 20, 10, 10), Outline.ellipse(500, 20, 10, 10)
    both = Outline(seen.contours + unseen.contours)
    clip = Region(0, 0, 100, 100)
    assert flattened(both, None, clip=clip) == flattened(seen, None)
    assert flattened(both, Matrix.translation(-490, 0), clip=clip).bounds.x == 0


def test_what_is_made_thinner_than_anything_shows_as_nothing():
    canvas = Canvas.blank(50, 50)
    assert canvas.transformed(Matrix.scaling(1e-4, 1)).seen.empty
    assert canvas.transformed(Matrix.scaling(1e200, 1e200)).transformed(Matrix.scaling(1e200, 1)).seen.empty
    assert not canvas.transformed(Matrix.scaling(1e-2, 1e6)).seen.empty


def test_a_clip_stays_around_what_is_painted_in_device_px():
    canvas = Canvas.blank(10, 10).veiled(Piece(Region(2, 2, 6, 6), Image.new("L", (4, 4), 128)))
    canvas.transformed(Matrix.rotation(20)).flat().fill([Piece(Region(0, 0, 10, 10))], Color(255, 0, 0))
    assert canvas.image.getpixel((4, 4)) == (128, 0, 0, 128)
    assert canvas.image.getpixel((8, 8)) == (0, 0, 0, 0)


def test_pixels_stay_squares_where_they_are_asked_to():
    mask = Image.frombytes("L", (2, 1), b"\x00\xff")
    args = Matrix.scaling(1, 1.5), Region(0, 0, 20, 10), mask, Region(0, 0, 40, 40)
    found = resampled_mask(*args, squares=True)
    assert found.mask.getextrema() == (0, 255)
    assert set(found.mask.tobytes()) == {0, 255}
    place = -found.region.left, 5 - found.region.top
    assert [found.mask.getpixel((x + place[0], place[1])) for x in (9, 10)] == [0, 255]
    assert len(set(resampled_mask(*args).mask.tobytes())) > 2
