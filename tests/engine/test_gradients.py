"""Gradients: how they are written, where their stops are, and the colours of single pixels."""

from __future__ import annotations

import pytest
import tinycss2
from PIL import Image

from mkdocs_metaimage.engine.css.color import Color
from mkdocs_metaimage.engine.css.values import Context, Length
from mkdocs_metaimage.engine.css.values.gradients import Ellipse, Gradient, Line, Mixing, Turn, parse_gradient
from mkdocs_metaimage.engine.paint.gradients import gradient_tile
from mkdocs_metaimage.engine.paint.gradients.folding import Fold
from mkdocs_metaimage.engine.paint.gradients.grid import Grid
from mkdocs_metaimage.engine.paint.gradients.stops import resolved_stops

CONTEXT = Context(20.0, 10.0, 1200.0, 630.0, Color(0, 0, 0))
RED, BLUE, LIME, GOLD = (255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 215, 0)
MIDDLE = (Length(0, 50), Length(0, 50))


def read(text) -> Gradient | None:
    found = parse_gradient(tinycss2.parse_one_component_value(text))
    return None if found is None else found.compute(CONTEXT)


def drawn(text, width=100, height=100, part=None):
    gradient = read(text)
    return gradient_tile(gradient, width, height, part or Grid(0, 0, width, height))


def near(pixel, wanted, most=2):
    return all(abs(one - other) <= most for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("radial-gradient(red, blue)", Ellipse(False, "farthest-corner", MIDDLE)),
        ("radial-gradient(circle, red, blue)", Ellipse(True, "farthest-corner", MIDDLE)),
        ("radial-gradient(closest-side circle at left, red, blue)",
         Ellipse(True, "closest-side", (Length(), Length(0, 50)))),
        ("radial-gradient(2em, red, blue)", Ellipse(True, (Length(40), Length(40)), MIDDLE)),
        ("radial-gradient(10px 20% at right 5px top 1px, red, blue)",
         Ellipse(False, (Length(10), Length(0, 20)), (Length(-5, 100), Length(1)))),
        ("radial-gradient(at 10px 20px in oklab, red, blue)",
         Ellipse(False, "farthest-corner", (Length(10), Length(20)))),
        ("conic-gradient(red, blue)", Turn(0.0, MIDDLE)),
        ("conic-gradient(from .25turn at 0 100%, red, blue)", Turn(90.0, (Length(), Length(0, 100)))),
        ("linear-gradient(in hsl longer hue to left, red, blue)", Line(270.0)),
        ("linear-gradient(100grad, red, blue)", Line(90.0)),
        ("-webkit-linear-gradient(left, red, blue)", Line(90.0)),
        ("-webkit-linear-gradient(30deg, red, blue)", Line(60.0)),
        ("-webkit-repeating-linear-gradient(red, blue)", Line(180.0)),
    ],
)  # fmt: skip
def test_what_gradients_run_along(text, course):
    assert read(text).course == course


@pytest.mark.parametrize(
    ("text", "mixing"),
    [
        ("linear-gradient(red, blue)", Mixing()),
        ("linear-gradient(rgb(1 2 3), hsl(10 20% 30%))", Mixing()),
        ("linear-gradient(red, oklch(0.5 0.1 20))", Mixing("oklab", implied=True)),
        ("linear-gradient(color(display-p3 1 0 0), blue)", Mixing("oklab", implied=True)),
        ("linear-gradient(rgb(from red r g b), blue)", Mixing("oklab", implied=True)),
        ("linear-gradient(in srgb, red, oklch(0.5 0.1 20))", Mixing("srgb")),
        ("conic-gradient(in hsl increasing hue, red, blue)", Mixing("hsl", "increasing")),
    ],
)
def test_where_colors_are_mixed(text, mixing):
    assert read(text).mixing == mixing


@pytest.mark.parametrize(
    "text",
    [
        "linear-gradient()", "linear-gradient(,red, blue)", "linear-gradient(10%, red, blue)",
        "linear-gradient(red, 10%, 20%, blue)", "linear-gradient(red, blue, 10%)", "linear-gradient(red 1px 2px 3px)",
        "linear-gradient(red, 1px blue 2px)", "linear-gradient(in nowhere, red, blue)",
        "linear-gradient(in srgb longer hue, red, blue)", "linear-gradient(to top top, red, blue)",
        "linear-gradient(in oklch up, red, blue)", "radial-gradient(circle 10%, red, blue)",
        "radial-gradient(circle 1px 2px, red, blue)", "radial-gradient(ellipse 1px, red, blue)",
        "radial-gradient(circle ellipse, red, blue)", "radial-gradient(-1px, red, blue)",
        "radial-gradient(closest-side 3px, red, blue)", "radial-gradient(at, red, blue)",
        "radial-gradient(at left 1px top, red, blue)", "conic-gradient(10deg, red, blue)",
        "conic-gradient(from red, red, blue)", "conic-gradient(red 10px, blue)", "-webkit-radial-gradient(red, blue)",
        "wavy-gradient(red, blue)",
    ],
)  # fmt: skip
def test_what_is_no_gradient(text):
    assert read(text) is None


def places(text, length=100.0):
    return [stop.place for stop in resolved_stops(read(text), length)]


def test_places_of_stops():
    assert places("linear-gradient(red, lime, blue)") == [0, 50, 100]
    assert places("linear-gradient(red 50px, lime 20px, gold, blue)") == [50, 50, 75, 100]
    assert places("linear-gradient(red -50%, blue 200%)") == [-50, 200]
    assert places("conic-gradient(red 90deg, lime 50%, blue)", 360) == [90, 180, 360]


def test_a_hint_bends_the_way_between_two_colors():
    middle = drawn("linear-gradient(90deg, #000, 20%, #fff)", 100, 1).picture
    assert near(middle.getpixel((20, 0)), (128, 128, 128), 4)
    assert drawn("linear-gradient(90deg, red, 0%, blue)", 100, 1).picture.getpixel((0, 0)) == BLUE
    assert drawn("linear-gradient(90deg, red, 100%, blue)", 100, 1).picture.getpixel((99, 0)) == RED


def test_circles():
    picture = drawn("radial-gradient(circle 40px, red 50%, blue 50%)").picture
    assert [picture.getpixel((50 + x, 50)) for x in (-20, 0, 19, 20, 49)] == [RED, RED, RED, BLUE, BLUE]
    assert picture.getpixel((50 + 13, 50 + 13)) == RED
    assert picture.getpixel((50 + 15, 50 + 15)) == BLUE


@pytest.mark.parametrize(
    ("size", "radius"),
    [
        ("closest-side", 20), ("farthest-side", 80), ("closest-corner", 20 * 2**0.5), ("farthest-corner", 80 * 2**0.5),
    ],
)  # fmt: skip
def test_sizes_of_circles(size, radius):
    picture = drawn(f"radial-gradient(circle {size} at 20px 20px, red 50%, blue 50%)").picture
    edge = 20 + radius / 2
    assert picture.getpixel((int(edge) - 1, 20)) == RED
    assert picture.getpixel((int(edge) + 1, 20)) == BLUE


def test_an_ellipse_through_a_corner_has_the_ratio_of_that_to_the_sides():
    picture = drawn("radial-gradient(farthest-corner, red 50%, blue 50%)", 200, 100).picture
    across, down = 100 * 2**0.5 / 2, 50 * 2**0.5 / 2
    assert [picture.getpixel((100 + int(across) + x, 50)) for x in (-1, 1)] == [RED, BLUE]
    assert [picture.getpixel((100, 50 + int(down) + y)) for y in (-1, 1)] == [RED, BLUE]


@pytest.mark.parametrize(
    "size", ["0 0", "circle 0", "0px 10px", "closest-side at 0 0", "circle closest-side at 0 5px"]
)
def test_a_radius_of_nothing_has_the_last_color_everywhere(size):
    for name in ("radial-gradient", "repeating-radial-gradient"):
        assert drawn(f"{name}({size}, red, blue)").picture.getcolors() == [(10_000, BLUE)]


def test_a_conic_gradient_begins_at_the_top_and_turns_clockwise():
    text = "conic-gradient(red 25%, blue 0 50%, lime 0 75%, gold 0)"
    for size in (100, 101, 40):
        picture = drawn(text, size, size).picture
        quarter, rest = size // 4, size - size // 4
        corners = [
            picture.getpixel(at)
            for at in ((rest, quarter), (rest, rest), (quarter, rest), (quarter, quarter))
        ]
        assert corners == [RED, BLUE, LIME, GOLD]
    odd = drawn(text, 101, 101).picture
    # What is exactly at a stop is behind it.
    assert [odd.getpixel(at) for at in ((50, 9), (90, 50), (50, 90), (9, 50))] == [RED, BLUE, LIME, GOLD]


@pytest.mark.parametrize(
    "where", ["-30px 40px", "0 0", "100% 50%", "0.5px 0.5px", "250px -10px", "0.7px 99.2px"]
)
def test_every_pixel_of_a_conic_gradient_has_a_color(where):
    tile = drawn(f"conic-gradient(at {where}, #fff, #111)", 100, 80)
    assert tile.alpha is None
    assert tile.picture.convert("L").getextrema()[0] >= 0x11


def test_angles_of_a_conic_gradient():
    picture = drawn("conic-gradient(from 45deg, #000, #fff)", 200, 200).picture.convert("L")
    for angle, (x, y) in ((45, (199, 100)), (90, (199, 199)), (180, (0, 199)), (270, (0, 0))):
        found = picture.getpixel((x, y))
        assert abs(found - 255 * (angle if angle != 45 else 45) / 360) < 2


def test_repeating_gradients():
    rings = drawn("repeating-radial-gradient(circle at 0 0, red 0 5px, blue 0 10px)", 100, 1).picture
    assert [rings.getpixel((x, 0)) for x in (2, 7, 12, 17, 92, 97)] == [RED, BLUE] * 3
    turns = drawn("repeating-conic-gradient(red 0 10%, blue 0 20%)", 100, 100).picture
    assert {color for _, color in turns.getcolors()} == {RED, BLUE}
    assert turns.getcolors()[0][0] == pytest.approx(5000, abs=150)


def test_gradients_that_repeat_very_often_are_drawn_in_little_time():
    tile = drawn("repeating-linear-gradient(45deg, red 0 .001px, blue 0 .002px)", 300, 300)
    assert {color for _, color in tile.picture.getcolors()} <= {RED, BLUE}
    tile = drawn("repeating-radial-gradient(circle, red 0 .0001px, blue 0 .0002px)", 300, 300)
    assert tile.picture.size == (300, 300)


def test_transparent_ends_keep_the_color_of_the_others():
    tile = drawn("linear-gradient(90deg, #f000, #00f)", 100, 1)
    assert near(tile.picture.getpixel((50, 0)), BLUE)
    assert abs(tile.alpha.getpixel((50, 0)) - 128) < 3
    tile = drawn("radial-gradient(circle 50px, #f008, #00f)", 100, 1)
    assert tile.alpha.getpixel((50, 0)) < 140


def test_translucent_colors_are_mixed_premultiplied():
    tile = drawn("linear-gradient(90deg, rgb(255 0 0 / 0.2), rgb(0 0 255 / 0.8))", 101, 1)
    # In the middle: (0.2 red + 0.8 blue) / 2, through an alpha of 0.5.
    assert near(tile.picture.getpixel((50, 0)), (51, 0, 204))
    assert abs(tile.alpha.getpixel((50, 0)) - 127.5) < 2


@pytest.mark.parametrize(
    ("space", "middle"),
    [
        ("srgb", (128, 0, 128)), ("srgb-linear", (188, 0, 188)), ("oklab", (140, 83, 162)), ("hsl", (255, 0, 255)),
        ("hsl longer hue", (0, 255, 0)), ("lab", (193, 0, 136)), ("oklch", (186, 0, 194)),
    ],
)  # fmt: skip
def test_spaces(space, middle):
    found = drawn(f"linear-gradient(90deg in {space}, red, blue)", 101, 1).picture.getpixel((50, 0))
    assert near(found, middle, 4)


def test_colors_outside_of_srgb_count_as_what_they_are():
    wide = drawn("linear-gradient(90deg, color(srgb 2 0 0), color(srgb 0 0 0))", 101, 1).picture
    narrow = drawn("linear-gradient(90deg in oklab, red, black)", 101, 1).picture
    assert wide.getpixel((20, 0)) == RED
    assert narrow.getpixel((50, 0))[0] < wide.getpixel((50, 0))[0]


def test_grays_in_oklch_are_as_in_chromium():
    row = drawn("linear-gradient(90deg in oklch, white, blue)", 400, 1).picture
    assert near(row.getpixel((57, 0)), (203, 234, 255), 4)
    assert near(row.getpixel((171, 0)), (102, 186, 255), 6)
    black = drawn("linear-gradient(90deg in oklch, black, red)", 400, 1).picture
    assert near(black.getpixel((285, 0)), (163, 0, 0), 2)


@pytest.mark.parametrize(
    "text",
    [
        "linear-gradient(33deg, red, gold, blue)", "radial-gradient(circle at 20% 30%, red, gold, blue)",
        "conic-gradient(from 10deg at 30% 60%, red, gold, blue)", "repeating-radial-gradient(red, blue 13px)",
    ],
)  # fmt: skip
def test_a_part_is_as_the_whole(text):
    whole = drawn(text, 90, 70).picture
    part = drawn(text, 90, 70, Grid(17, 23, 40, 31)).picture
    for at in ((0, 0), (39, 30), (20, 5)):
        assert near(part.getpixel(at), whole.getpixel((at[0] + 17, at[1] + 23)), 3)


def test_many_pixels_are_as_few():
    text = "radial-gradient(circle 300px at 0 0, #f00a, gold, #00f4)"
    large, small = drawn(text, 400, 400), drawn(text, 400, 400, Grid(100, 100, 50, 50))
    assert large.picture.crop((100, 100, 150, 150)).tobytes() == small.picture.tobytes()
    assert large.alpha.crop((100, 100, 150, 150)).tobytes() == small.alpha.tobytes()


@pytest.mark.parametrize(
    "kind", ["linear-gradient(90deg", "radial-gradient(circle", "conic-gradient(from 0deg"]
)
@pytest.mark.parametrize(
    "stops", ["red 1e9px, blue", "red -1e9px, blue 1e9px", "red, blue 1e-9px", "red, 0px, blue 0px"]
)
def test_absurd_places(kind, stops):
    stops = stops.replace("px", "deg") if kind.startswith("conic") else stops
    for name in ("", "repeating-"):
        tile = drawn(f"{name}{kind}, {stops})", 60, 40)
        assert tile.picture.size == (60, 40)


def test_pixels_that_are_far_apart_take_little():
    far = Grid(0, 0, 20, 20, (1e7, 0.0), (0.0, 1e7))
    for kind in ("linear-gradient(90deg", "repeating-linear-gradient(30deg", "radial-gradient(circle"):
        tile = gradient_tile(read(f"{kind}, red, blue)"), 2e8, 2e8, far)
        assert tile.picture.size == (20, 20)


def test_what_is_symmetric_is_opened_to_what_it_would_be_if_it_were_drawn() -> None:
    for length in range(1, 9):
        for middle in [half / 2 for half in range(-2, 2 * length + 3)] + [0.3, length - 0.3]:
            fold = Fold.of(middle, length)
            for axis in (0, 1):
                size = (fold.length, 1) if axis == 0 else (1, fold.length)
                drawn = Image.frombytes("L", size, _distances(middle, fold.start, fold.length))
                assert fold.opened(drawn, axis).tobytes() == _distances(middle, 0, length)


def _distances(middle: float, start: int, length: int) -> bytes:
    return bytes(int(abs(start + index + 0.5 - middle) * 10) for index in range(length))


def test_half_of_a_radial_gradient_is_drawn_at_most_if_its_centre_is_the_middle_of_its_box() -> None:
    assert Fold.of(600.0, 1200) == Fold(600, 600, 1200)
    assert Fold.of(600.3, 1200) == Fold(1200)
