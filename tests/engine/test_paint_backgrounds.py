"""Where the layers of backgrounds are painted: sizes, places, repetition, boxes, text."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values import AUTO, Length, PictureUrl
from mkdocs_metaimage.engine.css.values.gradients import Gradient, Line
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.paint.layers import Layer, layer_tile
from mkdocs_metaimage.engine.paint.regions import Region
from mkdocs_metaimage.engine.pictures import Pictures
from mkdocs_metaimage.engine.response import ImageResponse

RED, BLUE, WHITE, LIME, GOLD = (255, 0, 0), (0, 0, 255), (255, 255, 255), (0, 255, 0), (255, 215, 0)
SOLID = Gradient(Line(90.0), ((Color(255, 0, 0), None), (Color(255, 0, 0), None)))
HALVES = "linear-gradient(90deg, red 50%, blue 0)"


def drawn(style, inner="", size=(100, 60), more=""):
    card = f'{more}<div style="background: white; height: 100%"><div style="{style}">{inner}</div></div>'
    image, notes = render(ImageResponse(card, width=size[0], height=size[1]).drawing())
    assert notes == ()
    return image.convert("RGB")


def box(style, **options):
    return drawn(f"width: 100px; height: 60px; box-sizing: border-box; {style}", **options)


def runs(image, y=30):
    """The colours of a row, and where each begins."""
    found = []
    for x in range(image.width):
        color = image.getpixel((x, y))
        if not found or found[-1][1] != color:
            found.append((x, color))
    return found


def picture(width, height, color):
    file = io.BytesIO()
    Image.new("RGB", (width, height), color).save(file, "PNG")
    return file.getvalue()


def placed(layer, **pictures):
    found = layer_tile(layer, Region(10, 10, 110, 70), Region(0, 0, 200, 100), Pictures(pictures))
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((AUTO, AUTO), (40, 20)),
        ("contain", (100, 50)),
        ("cover", (120, 60)),
        ((Length(20), AUTO), (20, 10)),
        ((AUTO, Length(0, 50)), (60, 30)),
        ((Length(0, 10), Length(7)), (10, 7)),
    ],
)
def test_sizes_of_pictures(size, wanted):
    layer = Layer(PictureUrl("p"), size=size, repeat=("no-repeat", "no-repeat"))
    region = placed(layer, p=picture(40, 20, "red"))
    assert (region.width, region.height) == wanted
    assert region[:2] == (10, 10)


@pytest.mark.parametrize(
    ("attributes", "size", "wanted"),
    [
        ("viewBox='0 0 40 20'", (AUTO, AUTO), (100, 50)),
        ("", (AUTO, AUTO), (100, 60)),
        ("width='30'", (AUTO, AUTO), (30, 60)),
        ("width='30' viewBox='0 0 2 1'", (AUTO, AUTO), (30, 15)),
        ("", (Length(30), AUTO), (30, 60)),
        ("", "contain", (100, 60)),
        ("viewBox='0 0 40 20'", (AUTO, Length(10)), (20, 10)),
    ],
)
def test_sizes_of_drawings_that_have_none(attributes, size, wanted):
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}><rect width='9' height='9'/></svg>".encode()
    region = placed(Layer(PictureUrl("p"), size=size, repeat=("no-repeat", "no-repeat")), p=svg)
    assert (region.width, region.height) == wanted


@pytest.mark.parametrize(
    ("position", "wanted"),
    [
        ((Length(), Length()), (10, 10)),
        ((Length(0, 50), Length(0, 50)), (50, 35)),
        ((Length(0, 100), Length(-3, 100)), (90, 57)),
        ((Length(7.4), Length(7.6)), (17, 18)),
    ],
)
def test_positions(position, wanted):
    layer = Layer(SOLID, position, (Length(20), Length(10)), ("no-repeat", "no-repeat"))
    assert placed(layer)[:2] == wanted


@pytest.mark.parametrize(
    ("repeat", "wanted"),
    [
        ("repeat", [(0, BLUE), (5, RED), (25, BLUE), (45, RED), (65, BLUE), (85, RED)]),
        ("no-repeat", [(0, WHITE), (5, RED), (25, BLUE), (45, WHITE)]),
        ("space", [(0, RED), (20, BLUE), (40, WHITE), (60, RED), (80, BLUE)]),
        ("round", [(0, BLUE), (5, RED), (30, BLUE), (55, RED), (80, BLUE)]),
    ],
)
def test_repetition(repeat, wanted):
    size = "45px" if repeat == "round" else "40px"
    assert runs(box(f"background: {HALVES} 5px 0 / {size} 100% {repeat}")) == wanted


def test_space_for_one_tile_uses_the_position():
    assert runs(box(f"background: {HALVES} right / 60px 100% space")) == [(0, WHITE), (40, RED), (70, BLUE)]


def test_tiles_at_parts_of_pixels_are_mixed():
    row = runs(box(f"background: {HALVES} 0.5px 0 / 20px 100%"))
    assert row[:3] == [(0, (127, 0, 127)), (1, RED), (10, (127, 0, 127))]
    alone = runs(box(f"background: {HALVES} 0 0 / 20.5px 100% no-repeat"))
    assert alone[-2:] == [(20, (127, 127, 255)), (21, WHITE)] or alone[-2:] == [
        (20, (128, 128, 255)),
        (21, WHITE),
    ]


@pytest.mark.parametrize("size", ["0 10px", "0.001px 10px", "10px 0"])
def test_tiles_of_no_size_show_nothing(size):
    assert box(f"background: {HALVES} 0 0 / {size}").getcolors() == [(6000, WHITE)]


@pytest.mark.parametrize(
    "size", [".02px .02px", "1px 1px", "1.1px 100%", "1e7px 1e7px", "99999px 3px", "3px 99999px"]
)
@pytest.mark.parametrize("repeat", ["repeat", "round", "space", "no-repeat"])
def test_absurd_sizes(size, repeat):
    box(f"background: radial-gradient(red, blue) 50% 50% / {size} {repeat}")


def test_boxes():
    row = runs(box("border: 10px solid #0000; padding: 5px; background: red padding-box"))
    assert row == [(0, WHITE), (10, RED), (90, WHITE)]
    row = runs(box("border: 10px solid #0000; padding: 5px; background: red; background-clip: content-box"))
    assert row == [(0, WHITE), (15, RED), (85, WHITE)]
    row = runs(box(f"border: 10px solid #0000; background: {HALVES} border-box"))
    assert row == [(0, RED), (50, BLUE)]
    # The padding box is what is filled, and that goes on in the border.
    row = runs(box(f"border: 10px solid #0000; border-right-width: 30px; background: {HALVES}"))
    assert row == [(0, BLUE), (10, RED), (40, BLUE), (70, RED)]
    row = runs(box(f"padding: 0 30px 0 10px; background: {HALVES}; background-origin: content-box"))
    assert row == [(0, BLUE), (10, RED), (40, BLUE), (70, RED)]


def test_the_color_is_clipped_as_the_last_layer():
    style = "border: 10px solid #0000; background-image: none, none; background-color: red"
    assert runs(box(f"{style}; background-clip: border-box, padding-box"))[0] == (0, RED)
    layers = (
        "background: linear-gradient(#0000, #0000) border-box, linear-gradient(#0000, #0000) padding-box, red"
    )
    assert runs(box(f"border: 10px solid #0000; {layers} content-box; padding: 5px"))[1] == (15, RED)


def test_the_first_layer_is_on_top_and_short_lists_begin_anew():
    layers = "linear-gradient(red, red), linear-gradient(blue, blue), linear-gradient(lime, lime)"
    image = box(
        f"background-image: {layers}; background-size: 10px 10px, 20px 20px; background-repeat: no-repeat;"
        "background-position: 0 0, 5px 0"
    )
    assert [image.getpixel(at) for at in ((5, 5), (15, 15), (26, 5))] == [RED, BLUE, WHITE]
    # The third has the first one's size and place, below it.
    assert LIME not in {color for _, color in image.getcolors()}


def test_rounded_clips():
    image = box("border: 10px solid #0000; border-radius: 30px; background: red padding-box")
    assert image.getpixel((12, 12)) == WHITE
    assert image.getpixel((18, 18)) == RED
    image = box("border: 10px solid #0000; border-radius: 30px; padding: 10px; background: red content-box")
    assert image.getpixel((21, 21)) == WHITE
    assert image.getpixel((24, 24)) == RED


def test_fixed_layers_are_placed_in_the_picture():
    card = f"margin-left: 50px; width: 50px; height: 60px; background: {HALVES} fixed"
    assert runs(drawn(card)) == [(0, WHITE), (50, BLUE)]


def test_the_root_has_its_background_everywhere():
    image, _ = render(
        ImageResponse(
            f"<html><body style='margin: 10px; width: 40px; height: 20px; background: {HALVES}'></body></html>",
            width=100,
            height=60,
        ).drawing()
    )
    assert image.mode == "RGB"
    assert {color for _, color in image.getcolors()} == {RED, BLUE}


def test_fragments_of_an_inline_box_share_its_background():
    text = '<span style="background: linear-gradient(90deg, red 50%, blue 0)">HHHHH HHHHH</span>'
    image = drawn("font: 20px/30px monospace; color: #0000", inner=text, size=(70, 60))
    assert {image.getpixel((x, 12)) for x in (2, 30, 58)} == {RED}
    assert {image.getpixel((x, 42)) for x in (2, 30, 58)} == {BLUE}


def test_letters_show_the_background():
    style = f"font: 900 50px/60px Inter; background: {HALVES} text; color: transparent"
    image = box(style, inner="HHH")
    assert {RED, BLUE, WHITE} <= {color for _, color in image.getcolors(10_000)}
    assert image.getpixel((1, 3)) == WHITE
    assert not [x for x in range(45) if image.getpixel((x, 30)) == BLUE]


def test_letters_of_boxes_inside_show_it_and_those_of_layers_do_not():
    style = "font: 900 50px/60px Inter; background: red text; color: transparent"
    assert RED in {
        color for _, color in box(style, inner="<b>H</b><p style='margin:0'>H</p>").getcolors(10_000)
    }
    for inner in (
        "<b style='position: relative'>H</b>",
        "<b style='visibility: hidden'>H</b>",
        "",
        "<b></b>",
    ):
        assert box(style, inner=inner).getcolors() == [(6000, WHITE)]


def test_letters_of_an_inline_box_only():
    inner = '<b style="background: red text">H</b>H'
    image = drawn("font: 900 50px/60px Inter; color: transparent", inner=inner)
    reds = [x for x in range(100) if image.getpixel((x, 30)) == RED]
    assert reds
    assert max(reds) < 45


def test_letters_under_a_layer_that_is_not_clipped_to_them():
    style = (
        "font: 900 50px/60px Inter; background: linear-gradient(red, red) text, linear-gradient(gold, gold)"
    )
    colors = {color for _, color in box(f"{style}; color: transparent", inner="H").getcolors(10_000)}
    assert {RED, GOLD} <= colors
    assert WHITE not in colors


def test_pixels_stay_squares():
    file = io.BytesIO()
    small = Image.new("RGB", (2, 1), RED)
    small.putpixel((1, 0), BLUE)
    small.save(file, "PNG")
    url = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
    for style in (f"background: url({url}) 0 0 / 100% 100%", f"background: url({url}) 0 0 / cover no-repeat"):
        assert len(runs(box(style))) > 10
        sharp = runs(box(f"{style}; image-rendering: pixelated"))
        assert sharp[0] == (0, RED)
        assert len(sharp) <= 2
    sharp = drawn(
        "", inner=f'<img src="{url}" style="width: 100px; height: 60px; image-rendering: pixelated">'
    )
    assert runs(sharp) == [(0, RED), (50, BLUE)]


def test_a_huge_cover_makes_only_what_is_seen():
    layer = Layer(PictureUrl("p"), (Length(0, 50), Length(0, 50)), (Length(90_000), Length(60_000)))
    region, tile = layer_tile(
        layer, Region(0, 0, 100, 60), Region(0, 0, 100, 60), Pictures({"p": picture(3, 2, "red")})
    )
    assert region == (0, 0, 100, 60)
    assert tile.picture.getcolors() == [(6000, RED)]


@pytest.mark.parametrize("box", ["border-box", "padding-box", "content-box"])
def test_what_lies_below_an_opaque_image_does_not_shine_through_a_round_edge(box):
    style = "width: 90px; height: 50px; border-radius: 50%; background: red linear-gradient(blue, blue)"
    image = drawn(f"{style}; background-clip: {box}")
    assert image.getpixel((45, 25)) == BLUE
    if box == "border-box":
        edge = [color for _, color in image.getcolors() if color not in (WHITE, BLUE)]
        assert edge
        assert all(red == green and blue == 255 for red, green, blue in edge)


def test_tiles_that_are_far_longer_than_the_card_are_drawn_where_they_are_seen():
    image = drawn("height: 60px; background: linear-gradient(90deg, red 50px, blue 0) 0 0/2e6px 1.5px")
    assert image.getpixel((10, 30)) == RED
    assert image.getpixel((90, 30)) == BLUE
