"""The shadows of boxes, and the blur that they and the filters are made with."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt

import pytest
from engine.painted import BLACK, BLUE, RED, WHITE, box, ink, on_white
from PIL import Image, ImageChops, ImageStat

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values.shadows import BoxShadow
from mkdocs_metaimage.engine.drawing import render
from mkdocs_metaimage.engine.paint.blur import blurred, blurred_mask, mask_deviation, reach
from mkdocs_metaimage.engine.paint.regions import Region
from mkdocs_metaimage.engine.paint.shadow import spread
from mkdocs_metaimage.engine.paint.shapes.corners import Corners
from mkdocs_metaimage.engine.response import ImageResponse


def shadow(x=0.0, y=0.0, blur=0.0, grown=0.0, color=BLACK, inset=False):
    return BoxShadow(float(x), float(y), float(blur), float(grown), color, inset)


def on_page(*shadows, size=(100, 100), place=(30, 30, 40, 40), **values):
    return on_white(box(*place, box_shadow=shadows, **values), width=size[0], height=size[1])


def card(style):
    source = f'<div style="background: white; height: 100%"><div style="position: absolute; left: 30px; top: 30px; width: 40px; height: 40px; {style}"></div></div>'
    image, notes = render(ImageResponse(source, width=100, height=100).drawing())
    return image.convert("RGB"), [note.message for note in notes]


# --- Blurs


@pytest.mark.parametrize("sigma", [2.0, 5.0, 12.0, 30.0])
def test_a_blur_keeps_what_there_is_and_reaches_no_farther(sigma):
    mask = Image.new("L", (300, 300))
    mask.paste(255, (100, 100, 200, 200))
    found = blurred_mask(mask, sigma)
    assert sum(found.tobytes()) == pytest.approx(sum(mask.tobytes()), rel=0.02)
    left, top, right, bottom = found.getbbox()
    assert min(left, top) >= 100 - reach(sigma)
    assert max(right, bottom) <= 200 + reach(sigma)


@pytest.mark.parametrize("sigma", [2.0, 3.0, 7.0, 20.0, 60.0])
def test_a_blur_is_about_as_wide_as_a_gaussian_one(sigma):
    assert mask_deviation(sigma) == pytest.approx(sigma, rel=0.12)


def test_a_blur_has_chromiums_steps():
    # What Chromium paints across the edge of a round box whose shadow has a blur radius of 4px.
    mask = Image.new("L", (60, 60))
    mask.paste(255, (30, 0, 60, 60))
    row = [blurred_mask(mask, 2.0).getpixel((x, 30)) for x in range(25, 36)]
    assert row == pytest.approx([3, 13, 32, 64, 105, 150, 191, 223, 242, 252, 255], abs=2)


def test_a_picture_is_blurred_more_one_way():
    picture = Image.new("RGBA", (81, 81))
    picture.putpixel((40, 40), (255, 255, 255, 255))
    picture.paste((255, 255, 255, 255), (35, 35, 46, 46))
    left, top, right, bottom = blurred(picture, 8.0, 2.0).getbbox()
    assert right - left > bottom - top + 8
    assert blurred(picture, 0.0, 0.0) is picture


@pytest.mark.parametrize("sigmas", [(4.0, 4.0), (8.0, 4.0), (12.0, 0.0), (15.0, 15.0)])
def test_a_large_picture_is_blurred_as_a_small_one(sigmas):
    large = Image.new("RGBX", (331, 257))
    for index in range(6):
        large.paste((40 * index, 255 - 30 * index, 90, 255), (110 + 17 * index, 90, 120 + 17 * index, 160))
    part = (60, 45, 276, 211)
    small = blurred(large.crop(part), *sigmas)
    off = ImageStat.Stat(ImageChops.difference(blurred(large, *sigmas).crop(part), small))
    assert max(off.rms) < 1
    assert max(high for _, high in off.extrema) <= 5


# --- Outer shadows


def test_a_shadow_is_beside_its_box_and_not_under_it():
    image = on_page(shadow(10, 10))
    assert image.getpixel((75, 75)) == (0, 0, 0)
    assert image.getpixel((50, 50)) == (255, 255, 255)
    assert ink(image) == 40 * 40 - 30 * 30


def test_the_first_shadow_is_on_top():
    image = on_page(shadow(grown=5, color=RED), shadow(grown=10, color=BLUE))
    assert image.getpixel((27, 50)) == (255, 0, 0)
    assert image.getpixel((22, 50)) == (0, 0, 255)


def test_a_shadow_may_be_smaller_than_its_box():
    image = on_page(shadow(0, 30, grown=-10))
    assert image.getpixel((50, 75)) == (0, 0, 0)
    assert image.getpixel((35, 75)) == (255, 255, 255)
    assert ink(on_page(shadow(0, 50, grown=-20))) == 0


def test_a_blurred_shadow_fades():
    image = on_page(shadow(blur=20))
    row = [image.getpixel((x, 50))[0] for x in range(70, 90)]
    assert row[0] == pytest.approx(128, abs=12)
    assert row[-1] > 245
    assert all(before <= after for before, after in pairwise(row))


def test_shadows_of_large_boxes_are_the_stretched_ones_of_small_boxes():
    small = on_page(shadow(blur=10), size=(140, 140), place=(40, 40, 60, 60))
    large = on_page(shadow(blur=10), size=(340, 340), place=(40, 40, 260, 260))
    assert small.crop((0, 0, 70, 70)).tobytes() == large.crop((0, 0, 70, 70)).tobytes()
    right = large.crop((270, 270, 340, 340)), small.crop((70, 70, 140, 140))
    assert right[0].tobytes() == right[1].tobytes()


@pytest.mark.parametrize("radius", [0.0, 20.0])
def test_shadows_are_as_they_should_be_wherever_they_are_cut_off(radius):
    whole = on_page(shadow(5, 5, 12), size=(200, 200), place=(60, 60, 80, 80), radius=radius)
    for left, top in ((0, 0), (30, 50), (90, 90)):
        part = on_page(shadow(5, 5, 12), size=(60, 60), place=(60 - left, 60 - top, 80, 80), radius=radius)
        assert part.tobytes() == whole.crop((left, top, left + 60, top + 60)).tobytes()


def test_nothing_shines_between_an_opaque_round_box_and_its_shadow():
    image = on_page(shadow(grown=10), radius=20.0, background=BLACK)
    around = image.crop((30, 30, 70, 70))
    assert max(around.convert("L").tobytes()) == 0


def test_radii_grow_as_in_chromium():
    region = Region(100, 100, 200, 200)
    assert spread(region, Corners(), 20) == (Region(80, 80, 220, 220), Corners())
    sharp = spread(region, Corners(*[(2.0, 2.0)] * 4), 20)[1].top_left[0]
    assert sharp == pytest.approx(2 + 20 * (1 - 0.9**3), abs=0.1)
    assert spread(region, Corners(*[(30.0, 30.0)] * 4), 20)[1].top_left[0] == pytest.approx(50, abs=0.1)
    assert spread(region, Corners(*[(30.0, 10.0)] * 4), -20)[1].top_left == (10.0, 0.0)
    assert spread(region, Corners(*[(50.0, 50.0)] * 4), 20)[1].top_left == (70.0, 70.0)


# --- Inset shadows


def test_an_inset_shadow_falls_into_the_padding_box():
    image = on_page(shadow(8, 0, inset=True), border=(5.0, "solid", RED), background=WHITE)
    assert image.getpixel((32, 50)) == (255, 0, 0)
    assert image.getpixel((40, 50)) == (0, 0, 0)
    assert image.getpixel((45, 50)) == (255, 255, 255)


def test_an_inset_shadow_keeps_to_round_corners():
    image = on_page(shadow(grown=40, inset=True), radius=20.0)
    assert image.getpixel((50, 50)) == (0, 0, 0)
    assert image.getpixel((31, 31)) == (255, 255, 255)
    area = ink(image)
    assert area == pytest.approx(40 * 40 - 400 * (4 - 3.1416), rel=0.01)


def test_a_blurred_inset_shadow_is_darkest_at_the_edge():
    image = on_page(shadow(blur=16, inset=True), background=WHITE)
    row = [image.getpixel((x, 50))[0] for x in range(30, 51)]
    assert all(before <= after for before, after in pairwise(row))
    assert row[0] < 140
    assert row[-1] > 250


def test_shadows_of_a_fragment_end_where_it_goes_on_in_another_line():
    from mkdocs_metaimage.engine.boxes import Rect

    broken = box(
        20, 20, 60, 60, fragments=(Rect(20, 20, 60, 20), Rect(20, 60, 60, 20)), tag="span", display="inline",
        box_shadow=(shadow(grown=6), shadow(grown=3, inset=True, color=RED)),
    )  # fmt: skip
    image = on_white(broken)
    assert image.getpixel((16, 30)) == (0, 0, 0)
    assert image.getpixel((83, 30)) == (255, 255, 255)
    assert image.getpixel((78, 30)) == (255, 255, 255)
    assert image.getpixel((21, 30)) == (255, 0, 0)
    assert image.getpixel((83, 70)) == (0, 0, 0)
    assert image.getpixel((16, 70)) == (255, 255, 255)


def test_a_group_with_a_shadow_fades_as_a_whole():
    image = on_page(shadow(20, 0), background=RED, opacity=0.5)
    assert image.getpixel((80, 50)) == pytest.approx((127, 127, 127), abs=1)
    assert image.getpixel((50, 50)) == pytest.approx((255, 127, 127), abs=1)


# --- As they are written


@pytest.mark.parametrize(
    ("value", "place", "color"),
    [
        ("10px 0", (75, 50), (255, 0, 0)),
        ("blue 10px 0", (75, 50), (0, 0, 255)),
        ("0 0 0 8px blue, 0 0 0 12px black", (75, 50), (0, 0, 255)),
        ("inset 0 0 0 8px blue", (35, 50), (0, 0, 255)),
        ("0 0 0 .5em blue inset", (35, 50), (0, 0, 255)),
        ("calc(5px + 5px) 0 calc(-3px) currentColor", (75, 50), (255, 0, 0)),
        ("none", (75, 50), (255, 255, 255)),
    ],
)
def test_what_is_written_is_drawn(value, place, color):
    image, notes = card(f"color: red; box-shadow: {value}")
    assert not notes
    assert image.getpixel(place) == color


@pytest.mark.parametrize(
    "value",
    ["1px", "1px 2px -3px", "1px 2px 3px 4px 5px", "red", "1px red 2px", "inset 1px 1px inset", "1px 1px red blue",
     "1px 1px, none", "10% 0", "1px 1px foo", ""],
)  # fmt: skip
def test_what_is_no_shadow(value):
    image, notes = card(f"box-shadow: {value}")
    assert len(notes) == 1
    assert ink(image) == 0


@pytest.mark.parametrize("blur", [0.3, 1.0, 999_999.0])
@pytest.mark.parametrize("inset", [False, True])
def test_shadows_of_any_size(blur, inset):
    many = [
        shadow(*place, blur, grown, Color(0, 0, 0, 0.5), inset)
        for place in ((0, 0), (-9e6, 9e6))
        for grown in (-30, 5, 9e5)
    ]
    on_page(*many, radius=10.0)
    on_page(*many, place=(-50_000, 10, 100_000, 3))


def test_deviations_of_small_blurs_are_smooth():
    found = [mask_deviation(sigma / 10) for sigma in range(20)]
    assert found == sorted(found)
    assert mask_deviation(0.0) == 0
    assert sqrt(found[-1]) < 2
