"""Cards with filters, clips, masks and blend modes."""

import math

import pytest
from engine.test_effects import area, drawn

BOX = "<div style='width: 60px; height: 40px; margin: 20px; background: #000; {}'>{}</div>"


@pytest.mark.parametrize(
    ("clip", "wanted"),
    [
        ("inset(10px)", 40 * 20),
        ("inset(50% 0 0)", 60 * 20),
        ("inset(30px 40px)", 0),
        ("inset(0 round 20px)", 60 * 40 - (4 - math.pi) * 400),
        ("circle(20px)", math.pi * 400),
        ("circle()", math.pi * 400),
        ("circle(farthest-side)", 60 * 40 - 2 * (30 * 40 - 20 * math.sqrt(500) - 900 * math.asin(2 / 3))),
        ("ellipse()", math.pi * 600),
        ("polygon(0 0, 100% 0, 0 100%)", 60 * 40 / 2),
        ("polygon(0 0, 60px 0, 60px 40px, 0 40px, 0 0, 30px 0, 30px 40px, 0 40px)", 2400),
        ("polygon(evenodd, 0 0, 60px 0, 60px 40px, 0 40px, 0 0, 30px 0, 30px 40px, 0 40px)", 1200),
        ("rect(10px 50px auto auto)", 50 * 30),
        ("xywh(10px 10px 50% 50%)", 30 * 20),
        ("path('M0 0H30V20H0Z')", 600),
        ("path(evenodd, 'M0 0H30V20H0ZM10 5H20V15H10Z')", 500),
        ("border-box", 2400),
    ],
)
def test_the_area_of_clips(clip, wanted):
    assert area(drawn(BOX.format(f"clip-path: {clip.replace(chr(39), '&quot;')}", ""))) == pytest.approx(
        wanted, rel=0.015, abs=2
    )


@pytest.mark.parametrize(
    ("box", "wanted"),
    [("padding-box", 50 * 30), ("content-box", 40 * 20), ("border-box", 2400), ("margin-box", 2400)],
)
def test_boxes_that_clip(box, wanted):
    style = f"box-sizing: border-box; border: 5px solid; padding: 5px; clip-path: {box}"
    assert area(drawn(BOX.format(style, ""))) == wanted


def test_a_clip_holds_what_is_in_the_box_too():
    child = "<p style='position: absolute; left: 0; top: 0; width: 100px; height: 100px; margin: 0; background: #000'></p>"
    assert area(drawn(BOX.format("clip-path: inset(10px)", child))) == 40 * 20


def test_edges_are_clipped_one_by_one():
    """As in Chromium: what lies above does not hide what is below in a pixel of which half is left."""
    child = "<p style='margin: 0; height: 40px; background: #000'></p>"
    once, twice = (drawn(BOX.format("clip-path: inset(0 0 0 .5px)", inner)) for inner in ("", child))
    assert once.getpixel((20, 30))[0] == pytest.approx(128, abs=1)
    assert twice.getpixel((20, 30))[0] == pytest.approx(64, abs=1)


def test_opacity_comes_after_a_clip():
    image = drawn(BOX.format("clip-path: circle(20px); opacity: .5", ""))
    assert area(image) == pytest.approx(math.pi * 200, rel=0.015)


@pytest.mark.parametrize(
    ("mask", "wanted"),
    [
        ("linear-gradient(#000, #000)", 2400),
        ("linear-gradient(90deg, #000, transparent)", 1200),
        ("linear-gradient(#000, #000) 0 0 / 10px 10px no-repeat", 100),
        ("linear-gradient(#000, #000) 0 0 / 10px 40px repeat-x", 2400),
        ("linear-gradient(#0008, #0008), linear-gradient(#0008, #0008)", 2400 * (1 - (1 - 8 / 15) ** 2)),
        ("linear-gradient(#0008, #0008) intersect, linear-gradient(#0008, #0008)", 2400 * (8 / 15) ** 2),
        ("linear-gradient(#000, #000) 0 0 / 30px 40px no-repeat subtract, linear-gradient(#000, #000)", 0),
        ("linear-gradient(#000, #000) 0 0 / 30px 40px no-repeat exclude, linear-gradient(#000, #000)", 1200),
        ("linear-gradient(#fff, #fff) luminance", 2400),
        ("linear-gradient(#000, #000) luminance", 0),
        ("linear-gradient(#f00, #f00) luminance", 2400 * 0.2125),
        ("none", 2400),
    ],
)
def test_masks(mask, wanted):
    assert area(drawn(BOX.format(f"mask: {mask}", ""))) == pytest.approx(wanted, rel=0.012, abs=1)
    assert area(drawn(BOX.format(f"-webkit-mask: {mask}", ""))) == pytest.approx(wanted, rel=0.012, abs=1)


@pytest.mark.parametrize(
    ("clip", "wanted"), [("content-box", 40 * 20), ("padding-box", 50 * 30), ("no-clip", 2600)]
)
def test_what_masks_are_clipped_to(clip, wanted):
    child = "<p style='position: absolute; left: 80px; top: 30px; width: 20px; height: 10px; margin: 0; background: #000'></p>"
    style = f"box-sizing: border-box; border: 5px solid; padding: 5px; mask: linear-gradient(#000, #000) content-box; mask-clip: {clip}"
    assert area(drawn(BOX.format(style, child))) == wanted


def test_a_picture_as_a_mask():
    svg = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2220%22 height=%2220%22%3E%3Crect width=%2210%22 height=%2220%22/%3E%3C/svg%3E"
    assert area(drawn(BOX.format(f'mask-image: url("{svg}")'.replace('"', "&quot;"), ""))) == pytest.approx(
        1200, abs=2
    )


def test_a_filter_sees_what_is_outside_of_the_picture():
    body = "<div style='position: absolute; left: -40px; top: 20px; width: 40px; height: 60px; background: #000; filter: blur(5px)'></div>"
    row = [drawn(body).getpixel((x, 50))[0] for x in (0, 5, 20)]
    assert 120 < row[0] < row[1] < row[2] == 255


def test_what_overflows_is_blurred_before_it_is_hidden():
    child = "<p style='margin: -40px 0 0; height: 40px; background: #000; filter: blur(4px)'></p>"
    image = drawn(BOX.format("background: none; overflow: hidden", child))
    assert 120 < image.getpixel((50, 20))[0] < 255
    assert image.getpixel((50, 19)) == (255, 255, 255)


def test_a_filter_contains_fixed_boxes():
    child = "<p style='position: fixed; left: 0; top: 0; width: 5px; height: 5px; margin: 0; background: #000'></p>"
    image = drawn(BOX.format("background: none; filter: blur(0)", child))
    assert image.getpixel((22, 22)) == (0, 0, 0)
    assert image.getpixel((2, 2)) == (255, 255, 255)


def test_a_backdrop_is_filtered_inside_of_the_box_only():
    body = "<p style='position: absolute; inset: 0; margin: 0; background: #204060'></p>"
    box = "<p style='position: absolute; left: 20px; top: 20px; width: 60px; height: 60px; margin: 0; border-radius: 30px; backdrop-filter: invert(1)'></p>"
    image = drawn(body + box)
    assert image.getpixel((50, 50)) == (0xDF, 0xBF, 0x9F)
    assert image.getpixel((22, 22)) == image.getpixel((90, 50)) == (0x20, 0x40, 0x60)


@pytest.mark.parametrize(
    ("around", "alone"),
    [
        ("", False),
        ("z-index: 0", True),
        ("isolation: isolate", True),
        ("opacity: .999", True),
        ("overflow: hidden", False),
    ],
)
def test_stacking_contexts_isolate(around, alone):
    child = (
        "<p style='margin: 0; width: 60px; height: 40px; background: #0f0; mix-blend-mode: difference'></p>"
    )
    body = f"<div style='position: absolute; left: 20px; top: 20px; width: 60px; height: 40px; {around}'>{child}</div>"
    assert drawn(body).getpixel((50, 40)) == pytest.approx((0, 255, 0) if alone else (255, 0, 255), abs=1)


def test_backgrounds_blend_among_themselves_only():
    style = "background: linear-gradient(#f00, #f00), #0f0; background-blend-mode: difference"
    assert drawn(BOX.format(style, "")).getpixel((50, 40)) == (255, 255, 0)
    style = "background: linear-gradient(#f00, #f00); background-blend-mode: multiply"
    page = "html { background: #00f }"
    assert drawn(BOX.format(style, ""), style=page).getpixel((50, 40)) == (255, 0, 0)


@pytest.mark.parametrize(
    "style",
    [
        "filter: blur(1e9px)", "filter: drop-shadow(1e9px -1e9px 1e9px red)", "clip-path: circle(1e30px)",
        "clip-path: inset(-1e30px round 1e30px)", "clip-path: polygon(0 0)", "transform: scale(0); filter: blur(2px)",
        "width: 0; backdrop-filter: blur(4px)", "mask: linear-gradient(#000, #000) 0 0 / .001px .001px",
        "clip-path: path(&quot;M0 0C1e30 0 5 5 1e30 9z&quot;)", "filter: hue-rotate(1e30deg) brightness(1e30)",
        "mask: url()", "clip-path: circle(); transform: scale(1000)",
    ],
)  # fmt: skip
def test_what_is_extreme_is_drawn_all_the_same(style):
    drawn(BOX.format(style, "text"), 40, 40)
